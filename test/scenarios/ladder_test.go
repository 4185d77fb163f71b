package scenarios_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/push/pushtest"
	"diandao/test/stage"
)

// shielded is what the console says of a check-in that an outage touched.
type shielded struct {
	requestView
	Extended   string `json:"extended"`
	Extensions []struct {
		Kind         string    `json:"kind"`
		ClosesBefore time.Time `json:"closes_before"`
	} `json:"extensions"`
}

func checkinOf(o *stage.Officer, id string) shielded {
	var c shielded
	o.Get("/console/v1/checkins/"+id).Into(http.StatusOK, &c)
	return c
}

// soon waits for what a job does on the machine's own clock.
func soon(t *testing.T, what string, isSo func() bool) {
	t.Helper()
	stage.Eventually(t, 20*time.Second, func() string {
		if isSo() {
			return ""
		}
		return what
	})
}

// fcmPhone gives a phone an address over FCM.
func fcmPhone(p *stage.Phone, token string) {
	p.Post("/v1/push/subscriptions", map[string]any{"channel": "fcm", "endpoint": token, "p256dh": "", "auth": ""}).Into(http.StatusCreated, nil)
}

func titles(o *stage.Officer) map[string]int {
	out := map[string]int{}
	for _, i := range desk(o) {
		out[i.TitleCode]++
	}
	return out
}

// Who has no app gets a text half an hour after the opening, to their number, which says nothing; the gateway
// reports that it arrived, twice, and nobody is asked to call; the miss is a miss.
func TestLadder_ATextReachesWhoHasNoApp(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		soon(t, "the notice was not looked at", func() bool { return s.waiting() == 1 })
		s.at("2026-11-23T00:30:00Z")
		require.Empty(t, s.outside.SMS.Got(), "half an hour after the opening is not yet over")
		s.at("2026-11-23T00:30:31Z")
		soon(t, "no text", func() bool { return len(s.outside.SMS.Got()) == 1 })
		text := s.outside.SMS.Got()[0]
		require.Equal(t, "00000000000", text.To)
		req := requestsOf(officer, who)[0]
		soon(t, "the ledger does not say accepted", func() bool { return noticesOf(officer, req.ID)["sms"].AcceptedAt != nil })
		require.Nil(t, noticesOf(officer, req.ID)["sms"].DeliveredAt)

		hook := s.url + "/hooks/sms"
		require.Equal(t, http.StatusUnauthorized, s.outside.SMS.Report(t.Context(), t, hook, text.MessageID, "delivered", s.clock.Now().Add(-10*time.Minute)), "a replay of long ago")
		for range 2 {
			require.Equal(t, http.StatusNoContent, s.outside.SMS.Report(t.Context(), t, hook, text.MessageID, "delivered", s.clock.Now()))
		}
		require.NotNil(t, noticesOf(officer, req.ID)["sms"].DeliveredAt)
		s.at("2026-11-23T03:31:00Z")
		s.at("2026-11-23T04:00:01Z")
		require.Equal(t, map[string]int{"checkin_missed": 1}, titles(officer))
	})
}

// Neither app nor text has reached the person: half an hour before the end the station is asked to ring up.
// The first call is not answered, the second is: who was spoken to was told, so that the miss is a miss.
func TestLadder_TheOfficerRingsUpAndSpeaksToThePerson(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		spoken, silent := s.enrol(officer, "王伟"), s.enrol(officer, "李秀英")
		s.outside.SMS.Next(pushtest.Answer{Status: http.StatusGone}, pushtest.Answer{Status: http.StatusGone})
		s.plan(officer, spoken, false)
		s.plan(officer, silent, false)
		s.at("2026-11-23T00:00:30Z")
		soon(t, "the notices were not looked at", func() bool { return s.waiting() == 2 })
		s.at("2026-11-23T00:31:00Z")
		soon(t, "no texts were tried", func() bool { return s.outside.SMS.Calls() == 2 && s.waiting() == 2 })
		s.at("2026-11-23T03:30:30Z")
		soon(t, "nobody was asked to call", func() bool { return titles(officer)["call_person"] == 2 })
		s.at("2026-11-23T03:40:00Z")
		require.Equal(t, map[string]int{"call_person": 2}, titles(officer), "asked once")

		first, second := requestsOf(officer, spoken)[0], requestsOf(officer, silent)[0]
		call := func(id, result string) stage.Answer {
			return officer.Post("/console/v1/checkins/"+id+"/calls", map[string]any{"result": result})
		}
		call(first.ID, "no_answer").Into(http.StatusOK, nil)
		call(second.ID, "wrong_number").Into(http.StatusOK, nil)
		require.Equal(t, 2, titles(officer)["call_person"], "the task is not done")
		call(first.ID, "spoke").Into(http.StatusOK, nil)
		require.Equal(t, 1, titles(officer)["call_person"])
		s.foreignOfficer().Post("/console/v1/checkins/"+first.ID+"/calls", map[string]any{"result": "spoke"}).Refused(http.StatusForbidden, "authz.out_of_scope")

		s.at("2026-11-23T04:00:01Z")
		require.Equal(t, "missed", checkinOf(officer, first.ID).Status)
		require.Equal(t, "not_reached", checkinOf(officer, second.ID).Status)
		require.Equal(t, map[string]int{"checkin_missed": 1, "checkin_not_reached": 1}, titles(officer), "there is nothing to call for any more")
		call(second.ID, "spoke").Refused(http.StatusConflict, "checkin.window_closed")
	})
}

// The station chose to text this person at once, and the check-in opens at night: the text waits for the
// morning. Somebody else's window ends before the morning comes, so that it does not wait.
func TestLadder_TheNightIsQuiet(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		long, short := s.enrol(officer, "王伟"), s.enrol(officer, "李秀英")
		for _, who := range []string{long, short} {
			officer.Put("/console/v1/persons/"+who+"/ladder", map[string]any{
				"version": 0, "quiet_from": "22:00", "quiet_to": "07:00", "steps": []any{map[string]any{"channel": "sms", "from": "open", "after_minutes": 0}},
			}).Into(http.StatusOK, nil)
		}
		officer.Put("/console/v1/persons/"+long+"/ladder", map[string]any{
			"version": 0, "quiet_from": "22:00", "quiet_to": "07:00", "steps": []any{map[string]any{"channel": "call", "from": "close", "after_minutes": 0}},
		}).Refused(http.StatusConflict, "push.ladder_changed")
		for who, minutes := range map[string]int{long: 600, short: 60} {
			officer.Post("/console/v1/persons/"+who+"/plans", map[string]any{
				"title": "夜间报到", "recurrence": "FREQ=DAILY", "starts_on": "2026-11-23", "opens_at": "23:00", "length_minutes": minutes, "grace_minutes": 0,
				"requires": map[string]any{"face": false, "location": true},
			}).Into(http.StatusCreated, nil)
		}
		s.at("2026-11-23T15:00:30Z") // 23:00:30 in the city
		soon(t, "the short window was not told of", func() bool { return len(s.outside.SMS.Got()) == 1 && s.waiting() == 1 })
		s.at("2026-11-23T22:59:00Z")
		require.Len(t, s.outside.SMS.Got(), 1)
		s.at("2026-11-23T23:00:00Z") // seven in the morning
		soon(t, "no text in the morning", func() bool { return len(s.outside.SMS.Got()) == 2 })
	})
}

// FCM answers 503 for two hours. The station sees it; who could be told over FCM alone is neither missed nor
// not reached when the window would have closed; when FCM is back the windows are longer by what was lost, and
// both sides read why. Who was told otherwise keeps their times.
func TestShield_AProviderIsDownForTwoHours(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		var phones []*stage.Phone
		var persons []string
		for n := range 5 {
			who := s.enrol(officer, fmt.Sprintf("甲%d", n))
			p := s.phone(officer, who)
			fcmPhone(p, fmt.Sprintf("token-%d", n))
			// Only push: no text and no call on the way.
			officer.Put("/console/v1/persons/"+who+"/ladder", map[string]any{
				"version": 0, "quiet_from": "22:00", "quiet_to": "07:00", "steps": []any{map[string]any{"channel": "fcm", "from": "open", "after_minutes": 0}},
			}).Into(http.StatusOK, nil)
			s.plan(officer, who, false)
			phones, persons = append(phones, p), append(persons, who)
		}
		told := s.enrol(officer, "乙")
		s.plan(officer, told, false)
		toldPhone := s.phone(officer, told)

		for range 200 {
			s.outside.FCM.Next(pushtest.Answer{Status: http.StatusServiceUnavailable, RetryAfter: "1"})
		}
		s.at("2026-11-23T00:00:30Z")
		toldPhone.Get("/v1/messages").Into(http.StatusOK, nil)
		soon(t, "FCM was not tried", func() bool { return s.outside.FCM.Calls() >= 12 })
		s.at("2026-11-23T00:02:00Z")
		require.Equal(t, []outage{{Kind: "provider", Channel: "fcm"}}, outages(officer))

		for _, later := range []string{"2026-11-23T00:50:00Z", "2026-11-23T01:40:00Z", "2026-11-23T02:00:30Z"} {
			s.stillDown(later)
		}
		require.Equal(t, []outage{{Kind: "provider", Channel: "fcm"}}, outages(officer))
		s.outside.FCM.Recover()
		soon(t, "FCM did not get the notices", func() bool { return len(s.outside.FCM.Got()) == 5 })
		soon(t, "the ledger does not say accepted", func() bool {
			return noticesOf(officer, requestsOf(officer, persons[4])[0].ID)["fcm"].AcceptedAt != nil
		})
		s.at("2026-11-23T02:07:00Z")
		require.Equal(t, []outage{{Kind: "provider", Channel: "fcm", HasEnded: true}}, outages(officer))
		for n, p := range phones {
			c := checkinOf(officer, requestsOf(officer, persons[n])[0].ID)
			require.Equal(t, "provider", c.Extended)
			require.Equal(t, parse(t, "2026-11-23T04:00:00Z"), c.Extensions[0].ClosesBefore)
			require.Equal(t, c.DueAt.Add(time.Hour), c.ClosesAt)
			require.WithinDuration(t, parse(t, "2026-11-23T06:00:00Z"), c.ClosesAt, 2*time.Minute, "the two hours are given back")
			mine := readToday(p).Open[0]
			require.Equal(t, c.ClosesAt, mine.ClosesAt)
			require.Contains(t, kindsOf(p), "window_extended")
		}
		require.Empty(t, checkinOf(officer, requestsOf(officer, told)[0].ID).Extended, "who was told kept their time")

		s.at("2026-11-23T04:00:30Z")
		require.Equal(t, map[string]int{"checkin_missed": 1}, titles(officer), "only who was told in time")
		req := readToday(phones[0]).Open[0]
		phones[0].HandIn(req.ID, phones[0].Draft(req.ID, nil)).Into(http.StatusCreated, nil)
		require.Equal(t, "accepted", checkinOf(officer, req.ID).Status)
		s.at("2026-11-23T06:10:00Z")
		require.Equal(t, 5, titles(officer)["checkin_missed"], "the others had their time")
	})
}

// A provider is down past the end of the window: nothing is settled until it is back and the person had as
// much time as was taken.
func TestShield_NothingIsSettledWhileAProviderIsDown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "甲")
		phone := s.phone(officer, who)
		fcmPhone(phone, "token")
		s.plan(officer, who, false)
		for range 100 {
			s.outside.FCM.Next(pushtest.Answer{Status: http.StatusServiceUnavailable, RetryAfter: "1"})
		}
		s.at("2026-11-23T00:00:30Z")
		soon(t, "FCM was not tried", func() bool { return s.outside.FCM.Calls() >= 12 })
		s.at("2026-11-23T00:02:00Z")
		require.Len(t, outages(officer), 1)
		req := requestsOf(officer, who)[0]
		for _, later := range []string{"2026-11-23T00:50:00Z", "2026-11-23T01:40:00Z", "2026-11-23T02:30:00Z", "2026-11-23T03:20:00Z", "2026-11-23T03:59:00Z"} {
			s.stillDown(later)
		}
		s.at("2026-11-23T04:10:00Z")
		require.Equal(t, "open", checkinOf(officer, req.ID).Status, "held")
		require.Zero(t, s.attendance(officer, "2026-11-23")["not_reached"])
		// Nobody tries any more, so that after an hour without a try nothing is known of an outage.
		s.at("2026-11-23T05:00:30Z")
		got := checkinOf(officer, req.ID)
		require.Equal(t, []string{"open", "provider"}, []string{got.Status, got.Extended})
		require.WithinDuration(t, parse(t, "2026-11-23T08:00:00Z"), got.ClosesAt, 2*time.Minute)
		s.at("2026-11-23T08:05:00Z")
		require.NotEqual(t, "open", checkinOf(officer, req.ID).Status)
	})
}

// Our own servers stand still from nine to eleven and past the end of a short window: whoever had two hours
// left has two hours left, and what would have closed meanwhile has not.
func TestShield_WeStoodStillOurselves(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "甲")
		phone := s.phone(officer, who)
		s.plan(officer, who, false) // 08:00 to 11:00, and an hour of grace
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		req := readToday(phone).Open[0]
		s.at("2026-11-23T01:00:00Z") // nine o'clock
		s.backAt("2026-11-23T05:00:00Z")
		require.Equal(t, []outage{{Kind: "service", HasEnded: true}}, outages(officer))
		got := checkinOf(officer, req.ID)
		require.Equal(t, []string{"open", "service"}, []string{got.Status, got.Extended})
		require.Equal(t, parse(t, "2026-11-23T07:00:00Z"), got.DueAt)
		require.Equal(t, parse(t, "2026-11-23T08:00:00Z"), got.ClosesAt)
		require.Contains(t, kindsOf(phone), "window_extended")
		require.Empty(t, titles(officer))
		s.at("2026-11-23T06:59:00Z")
		phone.HandIn(req.ID, phone.Draft(req.ID, nil)).Into(http.StatusCreated, nil)
		require.Equal(t, map[string]int{"present": 1}, s.attendance(officer, "2026-11-23"))

		s.at("2026-11-24T00:00:30Z")
		s.backAt("2026-11-24T00:04:00Z")
		require.Len(t, outages(s.officer()), 1, "a restart of some minutes is no incident")
	})
}

type outage struct {
	Kind, Channel string
	HasEnded      bool
}

func outages(o *stage.Officer) []outage {
	var d struct {
		Incidents []struct {
			Kind    string     `json:"kind"`
			Channel string     `json:"channel"`
			To      *time.Time `json:"to"`
		} `json:"incidents"`
	}
	o.Get("/console/v1/desk").Into(http.StatusOK, &d)
	var out []outage
	for _, i := range d.Incidents {
		out = append(out, outage{Kind: i.Kind, Channel: i.Channel, HasEnded: i.To != nil})
	}
	return out
}

func requestsOf(o *stage.Officer, personID string) []requestView {
	var l list[requestView]
	o.Get("/console/v1/checkins?person_id="+personID).Into(http.StatusOK, &l)
	return l.Items
}

func kindsOf(p *stage.Phone) []string {
	var l list[struct {
		Kind string `json:"kind"`
	}]
	p.Get("/v1/messages").Into(http.StatusOK, &l)
	var out []string
	for _, m := range l.Items {
		out = append(out, m.Kind)
	}
	return out
}

// stillDown moves the clock and waits until FCM was tried, in vain, at that instant.
func (s *scene) stillDown(instant string) {
	s.t.Helper()
	s.at(instant)
	calls := s.outside.FCM.Calls()
	soon(s.t, "FCM was not tried again", func() bool { return s.outside.FCM.Calls() > calls+1 })
}

// waiting counts the messages that are to be looked at again.
func (s *scene) waiting() int {
	s.t.Helper()
	n, err := s.app.WaitingMessages(s.t.Context())
	require.NoError(s.t, err)
	return n
}
