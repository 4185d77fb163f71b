package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/test/stage"
)

type submitted struct {
	Outcome  string    `json:"outcome"`
	MadeAt   time.Time `json:"made_at"`
	Findings []struct {
		Code   string `json:"code"`
		Weight string `json:"weight"`
	} `json:"findings"`
}

func (s submitted) codes() []string {
	out := []string{}
	for _, f := range s.Findings {
		out = append(out, f.Code)
	}
	return out
}

// Somebody sets the phone's clock back to be in time. A clock that nobody can set says when it was made all the
// same; the one on the wall says so only until we hear of it: it counts no earlier than our last word to the
// phone, and an officer looks at it. Without any word of ours a clock that is off is not believed at all.
func TestForgedClock_NobodyIsInTimeByTurningItBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		honest, forger, bare := s.enrol(officer, "陈建国"), s.enrol(officer, "李秀英"), s.enrol(officer, "王伟")
		phones := map[string]*stage.Phone{}
		tokens, requests := map[string]string{}, map[string]string{}
		for _, who := range []string{honest, forger, bare} {
			phones[who] = s.phone(officer, who)
			s.plan(officer, who, false)
		}
		s.at("2026-11-23T00:00:30Z")
		for who, p := range phones {
			now := timesOf(p)
			tokens[who], requests[who] = now.TimeToken, now.Open[0].ID
		}
		s.at("2026-11-23T03:20:00Z") // in the grace, twenty minutes late
		hand := func(who string, change func(*checkin.Submission)) stage.Answer {
			h := phones[who].Draft(requests[who], nil)
			h.Submission.ID = checkin.ID(id.New())
			change(&h.Submission)
			return phones[who].HandIn(requests[who], h)
		}
		elapsed := (3*time.Hour + 19*time.Minute + 30*time.Second).Milliseconds()
		back := func(b *checkin.Submission) { b.SignedAt = b.SignedAt.Add(-2 * time.Hour) }

		hand(bare, back).Refused(http.StatusUnprocessableEntity, "checkin.clock_skewed")

		var taken submitted
		hand(honest, func(b *checkin.Submission) {
			back(b)
			b.TimeToken, b.Clock, b.ElapsedMS = tokens[honest], checkin.Monotonic, elapsed
		}).Into(http.StatusCreated, &taken)
		require.Subset(t, taken.codes(), []string{"late", "clock_changed"}, "by the clock that runs on; the other one is off")
		require.Equal(t, "2026-11-23T03:20:00Z", taken.MadeAt.UTC().Truncate(time.Second).Format(time.RFC3339))

		hand(forger, func(b *checkin.Submission) {
			back(b)
			b.TimeToken, b.Clock, b.ElapsedMS = tokens[forger], checkin.WallClock, elapsed-(2*time.Hour).Milliseconds()
		}).Into(http.StatusCreated, &taken)
		require.Equal(t, "review", taken.Outcome)
		require.Contains(t, taken.codes(), "delivered_late", "it claims to have been made two hours ago")
		require.Equal(t, map[string]int{"review": 2}, s.attendance(s.officer(), "2026-11-23"), "a person looks at both; nobody is in time by it, and nothing is counted against anybody")
	})
}

// What is due each year on the 29th of February is due once in four years, never on the first of March.
func TestTheTwentyNinthOfFebruary_OnceInFourYears(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "周海燕")
		officer.Put("/console/v1/persons/"+who+"/facts", factsOf(s.person(officer, who).Number, 1, map[string]any{"term_to": "2032-12-31"})).Into(http.StatusOK, nil)
		plan := map[string]any{
			"title": "每年报到", "recurrence": "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29", "starts_on": "2028-02-01", "opens_at": "08:00", "length_minutes": 120, "grace_minutes": 60,
			"requires": map[string]any{"face": false, "location": false},
		}
		var preview struct {
			Windows []struct {
				Day string `json:"day"`
			} `json:"windows"`
		}
		officer.Post("/console/v1/plans/preview", plan).Into(http.StatusOK, &preview)
		require.Equal(t, "2028-02-29", preview.Windows[0].Day)
		require.Equal(t, "2032-02-29", preview.Windows[1].Day)
		officer.Post("/console/v1/persons/"+who+"/plans", plan).Into(http.StatusCreated, nil)
		s.at("2028-02-28T23:59:00Z")
		require.Empty(t, requestsOf(s.officer(), who))
		s.at("2028-02-29T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), 1)
		s.at("2029-03-01T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), 1)
	})
}

// A person moves while a check-in is open and while they are being looked for. Both go along: the new station
// gets the question when nobody answers, records the next step of the search and says how it ended; the former
// one can do neither any more.
func TestMovedStation_WhatIsOpenGoesAlong(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer, stranger := s.officer(), s.foreignOfficer()
		who := s.enrol(officer, "刘勇")
		s.plan(officer, who, false)
		var search lostContact
		officer.Post("/console/v1/persons/"+who+"/lost-contact", map[string]any{"reason": "房东说人已经搬走"}).Into(http.StatusCreated, &search)
		did(officer, search.ID, "called_person", "")
		s.at("2026-11-23T00:00:30Z")
		req := requestsOf(officer, who)[0].ID
		chief := stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		chief.Post("/console/v1/persons/"+who+"/transfer", map[string]any{"station_id": s.otherStation(stranger), "reason": "搬到桃园居住", "version": 1}).Into(http.StatusOK, nil)

		s.at("2026-11-23T04:00:01Z")
		kinds := func(o *stage.Officer) []string {
			out := []string{}
			for _, i := range desk(o) {
				out = append(out, i.TitleCode)
			}
			return out
		}
		require.Empty(t, kinds(officer))
		require.ElementsMatch(t, []string{"lost_contact", "checkin_not_reached"}, kinds(stranger))
		officer.Get("/console/v1/checkins/"+req).Refused(http.StatusForbidden, "authz.out_of_scope")
		stranger.Get("/console/v1/checkins/"+req).Into(http.StatusOK, nil)
		require.Empty(t, s.attendance(officer, "2026-11-23"))
		require.Equal(t, map[string]int{"not_reached": 1}, s.attendance(stranger, "2026-11-23"), "what ends there is counted there")

		officer.Post("/console/v1/lost-contacts/"+search.ID+"/steps", map[string]any{"kind": "noted", "note": "x"}).Refused(http.StatusForbidden, "authz.out_of_scope")
		require.Equal(t, "visited_home", did(stranger, search.ID, "called_family", "兄长").Next)
		stranger.Post("/console/v1/lost-contacts/"+search.ID+"/close", map[string]any{"how": "at_home", "note": "在新住处见到本人"}).Into(http.StatusOK, &search)
		require.Equal(t, []string{"opened", "called_person", "called_family", "found"}, []string{search.Steps[0].Kind, search.Steps[1].Kind, search.Steps[2].Kind, search.Steps[3].Kind})
	})
}

// A phone says before it goes out that its battery is empty and that it may not show notices. When nobody
// answers, officer and person read both, with the time at which the phone has said it.
func TestMiss_ThePhoneSaidSoBefore(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "孙波")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		var now today
		phone.Get("/v1/today?battery_pct=101").Refused(http.StatusUnprocessableEntity, "request.invalid")
		phone.Get("/v1/today?battery_pct=3&notices=denied").Into(http.StatusOK, &now)
		said := s.clock.Now()
		s.at("2026-11-23T04:00:01Z")
		causes := s.causes(officer, "2026-11-23")[who]
		require.Subset(t, causes, []string{"push_off", "battery_low"})
		var told struct {
			Causes []struct {
				Code  string     `json:"code"`
				At    *time.Time `json:"at"`
				Value int        `json:"value"`
			} `json:"causes"`
		}
		phone.Get("/v1/checkin-requests/"+now.Open[0].ID).Into(http.StatusOK, &told)
		seen := 0
		for _, c := range told.Causes {
			if c.Code == "push_off" || c.Code == "battery_low" {
				seen++
				require.Equal(t, said.UTC().Truncate(time.Millisecond), c.At.UTC().Truncate(time.Millisecond))
			}
			if c.Code == "battery_low" {
				require.Equal(t, 3, c.Value)
			}
		}
		require.Equal(t, 2, seen)
	})
}
