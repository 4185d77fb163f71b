package scenarios_test

import (
	"crypto/sha256"
	"encoding/hex"
	"image/color"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/schedule"
	"diandao/test/stage"
)

type todayWithTimes struct {
	TimeToken string `json:"time_token"`
	Open      []struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		requestView
	} `json:"open"`
	Next []struct {
		OpensAt time.Time `json:"opens_at"`
		DueAt   time.Time `json:"due_at"`
		IsRange bool      `json:"is_range"`
	} `json:"next"`
	Recent []requestView `json:"recent"`
}

func timesOf(p *stage.Phone) todayWithTimes {
	var t todayWithTimes
	p.Get("/v1/today").Into(http.StatusOK, &t)
	return t
}

// randomPlan asks for one check-in a day at a drawn time between eight and twenty, answered within the hour.
func randomPlan() map[string]any {
	return map[string]any{
		"title": "随机报到", "recurrence": "FREQ=DAILY", "starts_on": "2026-11-23", "opens_at": "08:00", "length_minutes": 60, "grace_minutes": 60,
		"span_minutes": 720, "times": 1, "requires": map[string]any{"face": false, "location": false},
	}
}

// The officer can't aim and the person can't predict: before the day there is a hash, after it the seed,
// and whoever has both finds that the time was drawn.
func TestPlan_DrawnTimesCanBeCheckedByAnybody(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "陈建国")
		phone := s.phone(officer, who)
		var plan struct {
			Next time.Time `json:"next_opens_at"`
		}
		officer.Post("/console/v1/persons/"+who+"/plans", randomPlan()).Into(http.StatusCreated, &plan)
		require.Equal(t, "2026-11-23T00:00:00Z", plan.Next.UTC().Format(time.RFC3339), "the officer is told the range, not the time")
		next := timesOf(phone).Next[0]
		require.True(t, next.IsRange)
		require.Equal(t, 12*time.Hour, next.DueAt.Sub(next.OpensAt))

		type draw struct {
			Day        string `json:"day"`
			Commitment string `json:"commitment"`
			Seed       string `json:"seed"`
		}
		draws := func() []draw {
			var l list[draw]
			phone.Get("/v1/draws?from=2026-11-23&to=2026-11-23").Into(http.StatusOK, &l)
			return l.Items
		}
		before := draws()
		require.Len(t, before, 1)
		require.Empty(t, before[0].Seed, "the seed is nobody's before the day is over")

		var opened time.Time
		for at := time.Date(2026, 11, 22, 23, 59, 30, 0, time.UTC); opened.IsZero(); at = at.Add(10 * time.Minute) {
			require.True(t, at.Before(next.DueAt), "the check-in came within the allowed hours")
			s.at(at.Format(time.RFC3339))
			if open := timesOf(phone).Open; len(open) > 0 {
				opened = open[0].OpensAt
			}
		}
		s.at("2026-11-26T12:00:00Z")
		after := draws()
		require.Equal(t, before[0].Commitment, after[0].Commitment)
		seed, err := hex.DecodeString(after[0].Seed)
		require.NoError(t, err)
		sum := sha256.Sum256(append([]byte("diandao.draw.v1\n2026-11-23\n"), seed...))
		require.Equal(t, before[0].Commitment, hex.EncodeToString(sum[:]))
		drawAgain(t, phone, s.officer(), who, seed, opened)
		var elsewhere list[drawnView]
		s.foreignOfficer().Get("/console/v1/drawn-checkins?from=2026-11-23&to=2026-11-23").Into(http.StatusOK, &elsewhere)
		require.Empty(t, elsewhere.Items, "of another district")
		phone.Get("/v1/draws?from=2026-11-23&to=2027-11-23").Refused(http.StatusUnprocessableEntity, "checkin.draw_days_invalid")
	})
}

type drawnView struct {
	Day     string    `json:"day"`
	OpensAt time.Time `json:"opens_at"`
	Rule    struct {
		Zone          string `json:"zone"`
		OpensAt       string `json:"opens_at"`
		SpanMinutes   int    `json:"span_minutes"`
		LengthMinutes int    `json:"length_minutes"`
		Times         int    `json:"times"`
		MinGapMinutes int    `json:"min_gap_minutes"`
	} `json:"rule"`
}

// drawAgain draws the day's time with what the phone is told, and the officer is told the same.
func drawAgain(t *testing.T, phone *stage.Phone, officer *stage.Officer, who string, seed []byte, opened time.Time) {
	t.Helper()
	told := func(all []drawnView) drawnView {
		require.Len(t, all, 1)
		return all[0]
	}
	var l list[drawnView]
	phone.Get("/v1/drawn-checkins?from=2026-11-23&to=2026-11-23").Into(http.StatusOK, &l)
	mine := told(l.Items)
	officer.Get("/console/v1/drawn-checkins?from=2026-11-23&to=2026-11-23&person_id="+who).Into(http.StatusOK, &l)
	require.Equal(t, mine, told(l.Items))
	at, err := time.Parse("15:04", mine.Rule.OpensAt)
	require.NoError(t, err)
	minutes := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	rule := schedule.Rule{
		Zone: mine.Rule.Zone, OpensAt: minutes(at.Hour()*60 + at.Minute()), Span: minutes(mine.Rule.SpanMinutes), Length: minutes(mine.Rule.LengthMinutes),
		Times: mine.Rule.Times, MinGap: minutes(mine.Rule.MinGapMinutes), Recurrence: "FREQ=DAILY", StartsOn: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
	}
	ranges, err := rule.Next(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), 1, nil)
	require.NoError(t, err)
	require.Equal(t, mine.Day, ranges[0].Day)
	drawn, err := rule.Draw(schedule.Seed(seed), who, ranges[0])
	require.NoError(t, err)
	require.Equal(t, opened.UTC(), drawn[0].OpensAt.UTC())
	require.Equal(t, opened.UTC(), mine.OpensAt.UTC())
}

// “Please check in now”: the officer says why, the person has twenty minutes, and it is not asked all day.
func TestPlan_TheOfficerAsksNow(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		ask := map[string]any{"title": "临时报到", "answer_in_minutes": 20, "reason": "邻居说三天没有见到人", "requires": map[string]any{"face": false, "location": true}}
		officer.Post("/console/v1/persons/"+who+"/checkins", ask).Into(http.StatusCreated, nil)
		open := timesOf(phone).Open
		require.Len(t, open, 1)
		require.Equal(t, "on_demand", open[0].Kind)
		require.Equal(t, 20*time.Minute, open[0].DueAt.Sub(open[0].OpensAt))
		phone.HandIn(open[0].ID, phone.Draft(open[0].ID, nil)).Into(http.StatusCreated, nil)
		require.Equal(t, "accepted", timesOf(phone).Recent[0].Status)

		noReason := map[string]any{"title": "临时报到", "answer_in_minutes": 20, "reason": " ", "requires": map[string]any{"face": false, "location": true}}
		officer.Post("/console/v1/persons/"+who+"/checkins", noReason).Refused(http.StatusUnprocessableEntity, "checkin.reason_required")
		officer.Post("/console/v1/persons/"+who+"/checkins", ask).Into(http.StatusCreated, nil)
		officer.Post("/console/v1/persons/"+who+"/checkins", ask).Into(http.StatusCreated, nil)
		officer.Post("/console/v1/persons/"+who+"/checkins", ask).Refused(http.StatusConflict, "checkin.too_many_asked")
	})
}

// Who wishes to check in may; a wish that was given up leaves nothing on the record.
func TestPlan_ThePersonChecksInByTheirOwnWish(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		phone := s.phone(officer, who)
		var first, again struct {
			ID string `json:"id"`
		}
		phone.Post("/v1/checkin-requests", nil).Into(http.StatusOK, &first)
		phone.Post("/v1/checkin-requests", nil).Into(http.StatusOK, &again)
		require.Equal(t, first.ID, again.ID, "one at a time")
		s.at(s.clock.Now().Add(2 * time.Hour).Format(time.RFC3339))
		require.Empty(t, desk(officer))
		require.Empty(t, s.attendance(officer, "2026-11-22"))
		require.Empty(t, s.attendance(officer, "2026-11-23"))
		phone.Post("/v1/checkin-requests", nil).Into(http.StatusOK, &again)
		require.NotEqual(t, first.ID, again.ID)
		phone.HandIn(again.ID, phone.Draft(again.ID, stage.Picture(t, color.RGBA{B: 200, A: 255}))).Into(http.StatusCreated, nil)
		require.Len(t, desk(officer), 1, "an officer looks at the picture")
	})
}

// The tunnel: no network from nine to the evening. What was made at nine counts as made at nine, the
// question on the desk goes away by itself, and nobody can date anything back beyond our last word.
func TestCheckin_MadeWithoutNetworkCountsWhenItWasMade(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who, other := s.enrol(officer, "周海燕"), s.enrol(officer, "刘勇")
		phone, stranger := s.phone(officer, who), s.phone(officer, other)
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		now := timesOf(phone)
		req := now.Open[0].ID
		sealed := phone.Draft(req, nil)
		sealed.Submission.TimeToken, sealed.Submission.Clock = now.TimeToken, checkin.Monotonic
		sealed.Submission.ElapsedMS = (55 * time.Minute).Milliseconds()
		sealed.Submission.SignedAt = sealed.Submission.SignedAt.Add(55 * time.Minute)
		sealed.Submission.Location.TakenAt = sealed.Submission.SignedAt

		s.at("2026-11-23T11:00:00Z")
		officer = s.officer() // a new shift
		require.Equal(t, map[string]int{"absent": 1}, s.attendance(officer, "2026-11-23"))
		require.Len(t, desk(officer), 1)

		forge := func(change func(*checkin.Submission)) stage.Handin {
			h := sealed
			h.Submission.ID = checkin.ID(id.New())
			change(&h.Submission)
			return h
		}
		theirs := timesOf(stranger).TimeToken
		phone.HandIn(req, forge(func(b *checkin.Submission) { b.TimeToken = theirs })).Refused(http.StatusUnprocessableEntity, "checkin.time_token_invalid")
		phone.HandIn(req, forge(func(b *checkin.Submission) { b.TimeToken = "AAAAAAAAAAA" + b.TimeToken[11:] })).Refused(http.StatusUnprocessableEntity, "checkin.time_token_invalid")
		phone.HandIn(req, forge(func(b *checkin.Submission) { b.ElapsedMS = -1 })).Refused(http.StatusUnprocessableEntity, "checkin.submission_invalid")
		phone.HandIn(req, forge(func(b *checkin.Submission) { b.ElapsedMS = (20 * time.Hour).Milliseconds() })).Refused(http.StatusUnprocessableEntity, "checkin.clock_skewed")
		phone.HandIn(req, forge(func(b *checkin.Submission) { b.TimeToken, b.ElapsedMS, b.Clock = "", 0, "" })).Refused(http.StatusUnprocessableEntity, "checkin.clock_skewed")
		evening := timesOf(phone).TimeToken
		phone.HandIn(req, forge(func(b *checkin.Submission) { b.TimeToken, b.ElapsedMS = evening, 0 })).Refused(http.StatusConflict, "checkin.window_closed")

		var taken struct {
			Outcome  string    `json:"outcome"`
			MadeAt   time.Time `json:"made_at"`
			Findings []struct {
				Code string `json:"code"`
			} `json:"findings"`
		}
		phone.HandIn(req, sealed).Into(http.StatusCreated, &taken)
		require.Equal(t, "accepted", taken.Outcome)
		require.Equal(t, "2026-11-23T00:55:30Z", taken.MadeAt.UTC().Truncate(time.Second).Format(time.RFC3339))
		require.Equal(t, map[string]int{"present": 1}, s.attendance(officer, "2026-11-23"))
		require.Empty(t, desk(officer), "the question has answered itself")

		var told list[struct {
			At          time.Time `json:"at"`
			MadeAt      time.Time `json:"made_at"`
			IsSentLater bool      `json:"is_sent_later"`
			SubjectID   string    `json:"subject_id"`
		}]
		officer.Get("/console/v1/persons/"+who+"/timeline?kinds=checkin,miss").Into(http.StatusOK, &told)
		require.Len(t, told.Items, 1, "it is no miss any more")
		require.Equal(t, req, told.Items[0].SubjectID)
		require.Equal(t, taken.MadeAt.UTC(), told.Items[0].MadeAt.UTC(), "the timeline tells when it was made, not when it opened")
		require.Equal(t, "2026-11-23T11:00:00Z", told.Items[0].At.UTC().Truncate(time.Second).Format(time.RFC3339), "and stands where it arrived")
		require.True(t, told.Items[0].IsSentLater)
	})
}

// A station gets one plan: the preview names everybody, and who is in it twice gets it once.
func TestPlan_AWholeStationAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		one, two := s.enrol(officer, "孙波"), s.enrol(officer, "赵小龙")
		body := randomPlan()
		body["station_id"] = s.station.ID
		type result struct {
			Gets  int `json:"gets"`
			Items []struct {
				Effect string `json:"effect"`
				Person struct {
					ID string `json:"id"`
				} `json:"person"`
			} `json:"items"`
		}
		var preview, done result
		officer.Post("/console/v1/plans/assignment-preview", body).Into(http.StatusOK, &preview)
		require.Equal(t, 2, preview.Gets)
		officer.Post("/console/v1/persons/"+one+"/plans", randomPlan()).Into(http.StatusCreated, nil)
		body["expect"] = 2
		officer.Post("/console/v1/plans/assignments", body).Refused(http.StatusConflict, "checkin.selection_changed")
		three := s.enrol(officer, "李强")
		body["expect"], body["at_most"] = 2, 1
		officer.Post("/console/v1/plans/assignments", body).Into(http.StatusOK, &done)
		require.Equal(t, 1, done.Gets, "it stops after one")
		for _, i := range done.Items {
			require.NotEqual(t, three, i.Person.ID, "whose turn has not come")
		}
		body["expect"], body["at_most"] = 1, 0
		var rest result
		officer.Post("/console/v1/plans/assignments", body).Into(http.StatusOK, &rest)
		require.Equal(t, 1, rest.Gets, "and goes on")
		for _, i := range done.Items {
			want := map[string]string{one: "has_plan", two: "gets_plan"}[i.Person.ID]
			require.Equal(t, want, i.Effect)
		}
		officer.Post("/console/v1/plans/assignment-preview", body).Into(http.StatusOK, &preview)
		require.Zero(t, preview.Gets)
		s.foreignOfficer().Post("/console/v1/plans/assignment-preview", body).Refused(http.StatusForbidden, "authz.out_of_scope")

		var templates list[struct {
			Level string `json:"level"`
		}]
		officer.Get("/console/v1/plan-templates").Into(http.StatusOK, &templates)
		require.NotEmpty(t, templates.Items, "a deployment begins with a template for each level")
	})
}

// What a deployment begins with is the city's to change, and nobody else's.
func TestTemplate_TheCityChangesWhatItBeganWith(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		chief := stage.NewOfficer(s.t, s.url).SignIn("supervisor", password)
		var templates list[map[string]any]
		chief.Get("/console/v1/plan-templates").Into(http.StatusOK, &templates)
		require.NotEmpty(t, templates.Items)
		changed := templates.Items[0]
		require.Equal(t, "/", changed["path"])
		delete(changed, "path")
		delete(changed, "updated_at")
		changed["grace_minutes"] = 45
		s.officer().Post("/console/v1/plan-templates", changed).Refused(http.StatusForbidden, "authz.forbidden")
		var saved map[string]any
		chief.Post("/console/v1/plan-templates", changed).Into(http.StatusOK, &saved)
		require.EqualValues(t, 2, saved["version"])
		require.EqualValues(t, 45, saved["grace_minutes"])
		chief.Post("/console/v1/plan-templates", changed).Refused(http.StatusConflict, "checkin.plan_changed")
	})
}

// The calendar is the whole city's: one who supervises the city enters what was announced, an officer reads it.
func TestPlan_ANewYearIsAnnounced(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer, chief := s.officer(), stage.NewOfficer(s.t, s.url).SignIn("supervisor", password)
		daily := randomPlan()
		delete(daily, "span_minutes")
		daily["on"], daily["starts_on"] = "working_days", "2031-09-28"
		var preview struct {
			Windows []struct {
				Day    string `json:"day"`
				Effect string `json:"effect"`
				Name   string `json:"name"`
			} `json:"windows"`
			UnknownYears []string `json:"unknown_years"`
		}
		officer.Post("/console/v1/plans/preview", daily).Into(http.StatusOK, &preview)
		require.Equal(t, []string{"2031"}, preview.UnknownYears, "nobody knows the holidays of 2031 yet, and the officer is told")

		holiday := map[string]any{"days": []any{map[string]any{"day": "2031-10-01", "kind": "holiday", "name": "国庆节"}, map[string]any{"day": "2031-09-28", "kind": "make_up_day", "name": "国庆节补班"}}}
		officer.Put("/console/v1/calendar/2031", holiday).Refused(http.StatusForbidden, "authz.forbidden")
		chief.Put("/console/v1/calendar/2031", holiday).Into(http.StatusOK, nil)
		twice := map[string]any{"days": []any{holiday["days"].([]any)[0], holiday["days"].([]any)[0]}}
		chief.Put("/console/v1/calendar/2031", twice).Refused(http.StatusUnprocessableEntity, "schedule.calendar_invalid")
		chief.Put("/console/v1/calendar/2032", holiday).Refused(http.StatusUnprocessableEntity, "schedule.calendar_invalid")

		officer.Post("/console/v1/plans/preview", daily).Into(http.StatusOK, &preview)
		require.Empty(t, preview.UnknownYears)
		days := []string{}
		for _, w := range preview.Windows {
			days = append(days, w.Day+" "+w.Effect+w.Name)
		}
		require.Equal(t, []string{"2031-09-28 opens", "2031-09-29 opens", "2031-09-30 opens", "2031-10-01 holiday国庆节", "2031-10-02 opens"}, days[:5], "a Sunday that is worked, and no first of October")
	})
}
