package scenarios_test

import (
	"image/color"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/staff"
	"diandao/test/stage"
)

// claimState is who looks at a review.
type claimState struct {
	Claim *struct {
		ByName string    `json:"by_name"`
		Since  time.Time `json:"since"`
	} `json:"claim"`
}

// colleague is a second officer of the first station.
func (s *scene) colleague() *stage.Officer {
	s.t.Helper()
	_, err := s.app.AddStaff(s.t.Context(), staff.Member{Username: "colleague", Name: "王丽", Role: authz.Officer, UnitID: s.station.ID, Path: s.station.Path}, password)
	require.NoError(s.t, err)
	return stage.NewOfficer(s.t, s.url).SignIn("colleague", password)
}

// review brings a check-in with a picture to the desk.
func (s *scene) review(o *stage.Officer, phone *stage.Phone) deskItem {
	s.t.Helper()
	req := readToday(phone).Open[0]
	phone.HandIn(req.ID, phone.Draft(req.ID, stage.Picture(s.t, color.RGBA{R: 200, A: 255}))).Into(http.StatusCreated, nil)
	items := desk(o)
	require.Len(s.t, items, 1)
	return items[0]
}

// claimAs claims a review in a window and returns by whose name it stands then.
func claimAs(o *stage.Officer, requestID, seat string, isTakeOver bool) string {
	var got claimState
	o.Put("/console/v1/checkins/"+requestID+"/claim", map[string]any{"seat": seat, "take_over": isTakeOver}).Into(http.StatusOK, &got)
	if got.Claim == nil {
		return ""
	}
	return got.Claim.ByName
}

// watched returns by whose name reviews are looked at.
func watched(o *stage.Officer) []string {
	var l list[struct {
		ByName string `json:"by_name"`
	}]
	o.Get("/console/v1/claims").Into(http.StatusOK, &l)
	names := []string{}
	for _, c := range l.Items {
		names = append(names, c.ByName)
	}
	return names
}

// Two officers at one desk: each sees which review the other has open, takes it over or waits until it is left or
// forgotten; whoever decides second is told who did, how and when, and nothing is decided twice.
func TestReview_TwoOfficersAtOneDesk(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		first := s.officer()
		second := s.colleague()
		who := s.enrol(first, "陈建国")
		phone := s.phone(first, who)
		s.plan(first, who, true)
		s.at("2026-11-23T00:00:30Z")
		item := s.review(first, phone)
		mine, theirs := id.New(), id.New()
		require.Empty(t, watched(second))

		require.Equal(t, "陈静", claimAs(first, item.RequestID, mine, false))
		require.Equal(t, []string{"陈静"}, watched(second))
		require.Equal(t, "陈静", claimAs(second, item.RequestID, theirs, false), "who comes second is told who is there")
		require.Equal(t, "王丽", claimAs(second, item.RequestID, theirs, true))
		require.Equal(t, "王丽", claimAs(first, item.RequestID, mine, false), "the first is told")
		second.Delete("/console/v1/checkins/"+item.RequestID+"/claim?seat="+theirs).Into(http.StatusNoContent, nil)
		require.Empty(t, watched(first))

		require.Equal(t, "王丽", claimAs(second, item.RequestID, theirs, false))
		s.clock.Advance(61 * time.Second) // the window was closed without a word
		require.Empty(t, watched(first))
		require.Equal(t, "陈静", claimAs(first, item.RequestID, mine, false))
		require.Empty(t, watched(s.foreignOfficer()), "another station's desk shows nothing of it")
		s.foreignOfficer().Put("/console/v1/checkins/"+item.RequestID+"/claim", map[string]any{"seat": theirs}).Refused(http.StatusForbidden, "authz.out_of_scope")

		decision := "/console/v1/checkins/" + item.RequestID + "/decision"
		second.Post(decision, map[string]any{"checkin_id": item.CheckinID, "kind": "accept"}).Into(http.StatusOK, nil)
		late := first.Post(decision, map[string]any{"checkin_id": item.CheckinID, "kind": "reject", "reason": "不像"})
		late.Refused(http.StatusConflict, "checkin.already_decided")
		told := string(late.Body)
		for _, part := range []string{`"decided.by_id"`, `"decided.kind"`, `"accept"`, `"decided.at"`, s.clock.Now().UTC().Format(time.RFC3339)} {
			require.Contains(t, told, part)
		}
		require.NotContains(t, told, "王丽", "a problem names nobody")
		require.Empty(t, watched(first), "what is decided is no review any more")
		require.Empty(t, claimAs(first, item.RequestID, mine, false))
		require.Equal(t, map[string]int{"present": 1}, s.attendance(first, "2026-11-23"))
	})
}

// A minor's pictures open for a reason, which the audit keeps; an adult's open as they are, beside the photos that
// counted before.
func TestReview_AMinorsPicturesOpenForAReason(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		minor, adult := s.enrolBorn(officer, "小赵", "2010-05-20"), s.enrol(officer, "老赵")
		phones := map[string]*stage.Phone{}
		for _, who := range []string{minor, adult} {
			phones[who] = s.phone(officer, who)
			s.plan(officer, who, true)
		}
		s.at("2026-11-23T00:00:30Z")
		for who, phone := range phones {
			req := readToday(phone).Open[0]
			phone.HandIn(req.ID, phone.Draft(req.ID, stage.Picture(t, color.RGBA{G: 200, A: 255}))).Into(http.StatusCreated, nil)
			var detail struct {
				IsSealed bool `json:"is_sealed"`
				Checkin  struct {
					PhotoURL *string `json:"photo_url"`
				} `json:"checkin"`
			}
			officer.Get("/console/v1/checkins/"+req.ID).Into(http.StatusOK, &detail)
			require.Equal(t, who == minor, detail.IsSealed)
			path := "/console/v1/checkins/" + req.ID + "/comparison"
			if who == minor {
				require.Nil(t, detail.Checkin.PhotoURL)
				officer.Get(path).Refused(http.StatusForbidden, "checkin.minor_reason_required")
				officer.Get(path+"?reason=%20").Refused(http.StatusForbidden, "checkin.minor_reason_required")
				officer.Get(path+"?reason="+url.QueryEscape("核对照片")).Into(http.StatusOK, nil)
				continue
			}
			var pair struct {
				Sample struct {
					URL string `json:"url"`
				} `json:"sample"`
				Enrolled []any    `json:"enrolled"`
				Likeness *float64 `json:"likeness"`
			}
			officer.Get(path).Into(http.StatusOK, &pair)
			require.Equal(t, *detail.Checkin.PhotoURL, pair.Sample.URL)
			require.Empty(t, pair.Enrolled)
			require.Nil(t, pair.Likeness)
		}
		entries := stage.NewOfficer(t, s.url).SignIn("supervisor", password).Get("/console/v1/audit?person_id=" + minor)
		require.Equal(t, http.StatusOK, entries.Status)
		require.Equal(t, 1, strings.Count(string(entries.Body), "checkin.minor_seen"), "%s", entries.Body)
		require.Contains(t, string(entries.Body), "核对照片")
	})
}

// Why somebody is to check in again, and why a check-in was not confirmed, is told to the person in the officer's words,
// and of the submission that counts alone.
func TestReview_ThePersonReadsWhy(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		type told struct {
			Status   string `json:"status"`
			Decision *struct {
				Kind   string    `json:"kind"`
				Reason string    `json:"reason"`
				At     time.Time `json:"at"`
			} `json:"decision"`
		}
		officer := s.officer()
		who := s.enrol(officer, "王秀兰")
		phone := s.phone(officer, who)
		s.plan(officer, who, true)
		s.at("2026-11-23T00:00:30Z")
		ask := func(id string) (v told) {
			phone.Get("/v1/checkin-requests/"+id).Into(http.StatusOK, &v)
			return v
		}
		decide := func(item deskItem, kind, reason string) {
			officer.Post("/console/v1/checkins/"+item.RequestID+"/decision", map[string]any{"checkin_id": item.CheckinID, "kind": kind, "reason": reason}).Into(http.StatusOK, nil)
		}
		item := s.review(officer, phone)
		require.Nil(t, ask(item.RequestID).Decision, "nobody has looked yet")
		decide(item, "ask_again", "光线太暗")
		v := ask(item.RequestID)
		require.Equal(t, "open", v.Status)
		require.Equal(t, []any{"ask_again", "光线太暗", s.clock.Now().UTC()}, []any{v.Decision.Kind, v.Decision.Reason, v.Decision.At.UTC()})

		item = s.review(officer, phone)
		require.Nil(t, ask(item.RequestID).Decision, "of the newer one nothing is decided")
		decide(item, "reject", "照片中是别人")
		v = ask(item.RequestID)
		require.Equal(t, []any{"rejected", "reject", "照片中是别人"}, []any{v.Status, v.Decision.Kind, v.Decision.Reason})
		s.phone(officer, s.enrol(officer, "刘勇")).Get("/v1/checkin-requests/"+item.RequestID).Refused(http.StatusForbidden, "checkin.not_yours")
	})
}
