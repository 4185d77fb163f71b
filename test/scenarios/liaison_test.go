package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type lostContact struct {
	ID       string     `json:"id"`
	State    string     `json:"state"`
	Stage    string     `json:"stage"`
	SinceAt  time.Time  `json:"since_at"`
	SinceBy  string     `json:"since_by"`
	BySystem bool       `json:"by_system"`
	Next     string     `json:"next"`
	DueAt    *time.Time `json:"due_at"`
	SignBy   string     `json:"sign_by"`
	How      string     `json:"how"`
	Person   struct {
		ID string `json:"id"`
	} `json:"person"`
	Steps []struct {
		Kind     string `json:"kind"`
		Informed string `json:"informed"`
		ByName   string `json:"by_name"`
		Sign     string `json:"sign"`
	} `json:"steps"`
}

func searches(o *stage.Officer, query string) []lostContact {
	var l list[lostContact]
	o.Get("/console/v1/lost-contacts"+query).Into(http.StatusOK, &l)
	return l.Items
}

// did records a step of a search.
func did(o *stage.Officer, id, kind, informed string) lostContact {
	var v lostContact
	o.Post("/console/v1/lost-contacts/"+id+"/steps", map[string]any{"kind": kind, "informed": informed, "note": "没有找到"}).Into(http.StatusOK, &v)
	return v
}

// The phone falls silent on a Monday. Nobody has to notice: after two days a search is open, with its clock
// counting from the last time that the phone was seen and its first step due. What is not done in time goes up
// the tree. Each step is kept; the phone that shows up again proposes to close, and a person does.
func TestLostContact_ThePhoneFallsSilent(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who, well := s.enrol(officer, "王伟"), s.enrol(officer, "李秀英")
		phone, other := s.phone(officer, who), s.phone(officer, well)
		s.plan(officer, who, false)
		s.plan(officer, well, false)
		s.at("2026-11-23T00:00:30Z")
		require.Len(t, readToday(phone).Open, 1) // and never again
		for _, day := range []string{"23", "24", "25"} {
			s.at("2026-11-" + day + "T00:10:00Z")
			req := readToday(other).Open[0].ID
			other.HandIn(req, other.Draft(req, nil)).Into(http.StatusCreated, nil)
			s.at("2026-11-" + day + "T04:00:01Z")
		}
		officer = s.officer()
		open := searches(officer, "?state=open")
		require.Len(t, open, 1, "two days after the first question, and only the one who is silent")
		c := open[0]
		require.Equal(t, who, c.Person.ID)
		require.True(t, c.BySystem)
		require.Equal(t, "phone", c.SinceBy)
		require.Equal(t, "2026-11-23T00:00:30Z", c.SinceAt.UTC().Format(time.RFC3339))
		require.Equal(t, []string{"called_person", "within_ten_days"}, []string{c.Next, c.Stage})
		require.Equal(t, "2026-11-25T06:00:01Z", c.DueAt.UTC().Format(time.RFC3339))

		question := ""
		for _, i := range desk(officer) {
			if i.TitleCode == "lost_contact" {
				question = i.ID
			}
		}
		officer.Post("/console/v1/alerts/"+question+"/resolve", map[string]any{"note": "已处理"}).Refused(http.StatusConflict, "alert.case_open")
		officer.Post("/console/v1/persons/"+who+"/lost-contact", map[string]any{"reason": "找不到人"}).Refused(http.StatusConflict, "liaison.already_open")
		s.foreignOfficer().Get("/console/v1/lost-contacts/"+c.ID).Refused(http.StatusForbidden, "authz.out_of_scope")

		v := did(officer, c.ID, "called_person", "")
		require.Equal(t, []string{"called_family", "2026-11-25T08:00:01Z"}, []string{v.Next, v.DueAt.UTC().Format(time.RFC3339)})
		officer.Post("/console/v1/lost-contacts/"+c.ID+"/steps", map[string]any{"kind": "called_family", "note": "没有人接"}).Refused(http.StatusUnprocessableEntity, "liaison.step_invalid")
		s.at("2026-11-25T07:00:00Z")
		require.Equal(t, "station", levelOf(officer, c.ID), "the first step came in time")
		s.at("2026-11-25T08:01:00Z")
		require.Equal(t, "district", levelOf(officer, c.ID), "the second did not")
		for _, step := range []string{"called_family", "visited_home", "informed_district", "informed_police", "informed_procuratorate"} {
			v = did(officer, c.ID, step, "母亲")
		}
		require.Equal(t, []string{"reviewed_ten_days", "2026-12-03T00:00:30Z"}, []string{v.Next, v.DueAt.UTC().Format(time.RFC3339)})
		officer.Post("/console/v1/lost-contacts/"+c.ID+"/steps", map[string]any{"kind": "reviewed_ten_days", "note": "看过"}).Refused(http.StatusForbidden, "liaison.level_too_low")

		s.at("2026-12-03T00:00:40Z")
		officer = s.officer()
		require.Equal(t, "over_ten_days", searches(officer, "?state=open")[0].Stage)
		chief := stage.NewOfficer(s.t, s.url).SignIn("supervisor", password)
		require.Equal(t, "reviewed_month", did(chief, c.ID, "reviewed_ten_days", "").Next)

		s.at("2026-12-05T01:00:00Z")
		officer = s.officer()
		readToday(phone) // switched on again, by somebody
		s.at("2026-12-05T01:05:00Z")
		officer.Get("/console/v1/lost-contacts/"+c.ID).Into(http.StatusOK, &v)
		require.Equal(t, []string{"open", "found", "phone"}, []string{v.State, v.Next, v.SignBy}, "software proposes, and does not close")
		officer.Post("/console/v1/lost-contacts/"+c.ID+"/close", map[string]any{"how": "call", "note": " "}).Refused(http.StatusUnprocessableEntity, "liaison.reason_required")
		officer.Post("/console/v1/lost-contacts/"+c.ID+"/close", map[string]any{"how": "call", "note": "本人接了电话，手机修好了"}).Into(http.StatusOK, &v)
		require.Equal(t, []string{"closed", "call"}, []string{v.State, v.How})
		kinds := []string{}
		for _, st := range v.Steps {
			kinds = append(kinds, st.Kind)
		}
		require.Equal(t, []string{
			"opened", "called_person", "called_family", "visited_home", "informed_district", "informed_police", "informed_procuratorate", "reviewed_ten_days", "sign_seen", "found",
		}, kinds, "nothing of it is lost")
		require.Equal(t, "母亲", v.Steps[2].Informed)
		officer.Post("/console/v1/lost-contacts/"+c.ID+"/steps", map[string]any{"kind": "noted", "note": "还有"}).Refused(http.StatusConflict, "liaison.closed")
		for _, i := range desk(officer) {
			require.NotEqual(t, "lost_contact", i.TitleCode)
		}
		s.at("2026-12-05T05:00:00Z")
		s.at("2026-12-06T05:00:00Z")
		require.Empty(t, searches(s.officer(), "?state=open"), "who was found is not lost by old questions")
	})
}

// levelOf tells who is asked about a search.
func levelOf(o *stage.Officer, caseID string) string {
	var l list[struct {
		Kind     string `json:"kind"`
		SourceID string `json:"source_id"`
		ID       string `json:"id"`
	}]
	o.Get("/console/v1/alerts").Into(http.StatusOK, &l)
	ids := map[string]string{}
	for _, a := range l.Items {
		ids[a.ID] = a.SourceID
	}
	var d list[struct {
		ID    string `json:"id"`
		Level string `json:"level"`
	}]
	o.Get("/console/v1/desk").Into(http.StatusOK, &d)
	for _, i := range d.Items {
		if ids[i.ID] == caseID {
			return i.Level
		}
	}
	return ""
}

// An officer worries before the software does, about somebody who never had a phone: the clock counts from the
// enrolment, and only a person ends it.
func TestLostContact_AnOfficerBeginsToLook(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "刘勇")
		s.plan(officer, who, false)
		for _, at := range []string{"2026-11-23T00:00:30Z", "2026-11-23T04:00:01Z", "2026-11-24T00:00:30Z", "2026-11-24T04:00:01Z", "2026-11-25T04:00:02Z"} {
			s.at(at)
		}
		officer = s.officer()
		require.Empty(t, searches(officer, ""), "who was never in contact has none to lose; that is the station's to say")
		officer.Post("/console/v1/persons/"+who+"/lost-contact", map[string]any{"reason": ""}).Refused(http.StatusUnprocessableEntity, "request.invalid")
		var v lostContact
		officer.Post("/console/v1/persons/"+who+"/lost-contact", map[string]any{"reason": "房东说人已经搬走"}).Into(http.StatusCreated, &v)
		require.Equal(t, []string{"enrolled", "called_person"}, []string{v.SinceBy, v.Next})
		require.False(t, v.BySystem)
		future := s.clock.Now().Add(time.Hour).Format(time.RFC3339)
		officer.Post("/console/v1/lost-contacts/"+v.ID+"/steps", map[string]any{"kind": "visited_home", "note": "没有人", "happened_at": future}).Refused(http.StatusUnprocessableEntity, "liaison.step_invalid")
		officer.Post("/console/v1/lost-contacts/"+v.ID+"/close", map[string]any{"how": "at_home", "note": "搬到隔壁"}).Into(http.StatusOK, &v)
		require.Equal(t, "closed", v.State)
	})
}
