package scenarios_test

import (
	"fmt"
	"image/color"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/test/stage"
)

// A person has two phones. Either may be used, one answer counts, the other phone is told so, and a phone that
// was lost and revoked hands in nothing any more, whatever it had sealed before.
func TestTwoDevices_OneAnswerCounts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "陈建国")
		old, fresh := s.phone(officer, who), s.phone(officer, who)
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(old).Open[0].ID
		require.Equal(t, req, readToday(fresh).Open[0].ID)
		first, second := old.Draft(req, nil), fresh.Draft(req, nil)
		old.HandIn(req, second).Refused(http.StatusUnprocessableEntity, "checkin.signature_invalid") // signed for the other phone
		old.HandIn(req, first).Into(http.StatusCreated, nil)
		fresh.HandIn(req, second).Refused(http.StatusConflict, "checkin.already_done")
		old.HandIn(req, first).Into(http.StatusOK, nil) // a retry
		require.Empty(t, readToday(fresh).Open)
		require.Equal(t, map[string]int{"present": 1}, s.attendance(officer, "2026-11-23"))

		s.at("2026-11-24T00:00:30Z")
		next := readToday(old).Open[0].ID
		lost := old.Draft(next, nil)
		officer = s.officer()
		officer.Post("/console/v1/persons/"+who+"/devices/"+old.DeviceID+"/revoke", nil).Into(http.StatusNoContent, nil)
		old.Sleepy = true
		old.HandIn(next, lost).Refused(http.StatusUnauthorized, "device.revoked")
		fresh.HandIn(next, fresh.Draft(next, nil)).Into(http.StatusCreated, nil)
	})
}

// A person moves to another station in the middle of a check-in that waits for an officer. From then on the new
// station decides, sees what was, and opens what comes; the former one sees the person no more, keeps what it
// has counted, and both ledgers tell of it. Nobody hands over what they are not in charge of.
func TestMovedStation_TheFileGoesAlong(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer, stranger := s.officer(), s.foreignOfficer()
		who := s.enrol(officer, "陈建国")
		phone := s.phone(officer, who)
		s.plan(officer, who, true)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0].ID
		phone.HandIn(req, phone.Draft(req, stage.Picture(t, color.Gray{Y: 90}))).Into(http.StatusCreated, nil)
		require.Len(t, desk(officer), 1)

		there := s.otherStation(stranger)
		body := map[string]any{"station_id": there, "reason": "搬到桃园居住", "version": 1}
		path := "/console/v1/persons/" + who + "/transfer"
		officer.Post(path, body).Refused(http.StatusForbidden, "authz.out_of_scope")
		stranger.Post(path, body).Refused(http.StatusForbidden, "authz.out_of_scope")
		chief := stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		chief.Post(path, map[string]any{"station_id": s.station.ID, "reason": "搬家", "version": 1}).Refused(http.StatusUnprocessableEntity, "person.transfer_invalid")
		chief.Post(path, map[string]any{"station_id": there, "reason": "搬家", "version": 7}).Refused(http.StatusConflict, "person.changed")
		chief.Post(path, body).Into(http.StatusOK, nil)
		chief.Post(path, map[string]any{"station_id": string(s.station.ID), "reason": "又搬回来", "version": 1}).Refused(http.StatusConflict, "person.changed")

		require.Empty(t, desk(officer))
		officer.Get("/console/v1/persons/"+who).Refused(http.StatusForbidden, "authz.out_of_scope")
		require.Len(t, desk(stranger), 1)
		got := identityOf(stranger, req)
		require.Equal(t, http.StatusOK, stranger.Get(got.Checkin.PhotoURL).Status, "who decides sees the picture")
		officer.Get(got.Checkin.PhotoURL).Refused(http.StatusForbidden, "authz.out_of_scope")
		var detail struct {
			Checkin struct {
				ID string `json:"id"`
			} `json:"checkin"`
		}
		stranger.Get("/console/v1/checkins/"+req).Into(http.StatusOK, &detail)
		stranger.Post("/console/v1/checkins/"+req+"/decision", map[string]any{"checkin_id": detail.Checkin.ID, "kind": "accept"}).Into(http.StatusOK, nil)

		s.at("2026-11-24T00:00:30Z")
		require.Len(t, readToday(phone).Open, 1, "the plan goes on")
		require.Empty(t, requestsOf(s.officer(), who))
		require.Len(t, requestsOf(s.foreignOfficer(), who), 2)
		var ledger list[struct {
			Action string `json:"action"`
		}]
		stage.NewOfficer(t, s.url).SignIn("supervisor", password).Get("/console/v1/audit?person_id="+who).Into(http.StatusOK, &ledger)
		moved := 0
		for _, e := range ledger.Items {
			if e.Action == "person.transferred" {
				moved++
			}
		}
		require.Equal(t, 2, moved)
	})
}

func (s *scene) otherStation(o *stage.Officer) string {
	s.t.Helper()
	var units list[struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		Name string `json:"name"`
	}]
	o.Get("/console/v1/units").Into(http.StatusOK, &units)
	for _, u := range units.Items {
		if u.Kind == "station" {
			return u.ID
		}
	}
	s.t.Fatal("there is no other station")
	return ""
}

// A person works abroad with approval, in a zone that changes its clocks. Eight in the morning is eight in the
// morning there, before and after both changes, and nobody's window is missing or twice.
func TestDST_EightInTheMorningStaysEight(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from    string
		instant []string
	}{
		"spring": {"2027-03-27", []string{"2027-03-27T07:00:00Z", "2027-03-28T06:00:00Z", "2027-03-29T06:00:00Z"}},
		"autumn": {"2027-10-30", []string{"2027-10-30T06:00:00Z", "2027-10-31T07:00:00Z", "2027-11-01T07:00:00Z"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, s *scene) {
				officer := s.officer()
				who := s.enrol(officer, "陈建国")
				officer.Post("/console/v1/persons/"+who+"/plans", map[string]any{
					"title": "境外报到", "recurrence": "FREQ=DAILY", "starts_on": c.from, "zone": "Europe/Berlin", "opens_at": "08:00", "length_minutes": 120, "grace_minutes": 60,
					"requires": map[string]any{"face": false, "location": false},
				}).Into(http.StatusCreated, nil)
				for n, instant := range c.instant {
					opens := parse(t, instant)
					s.at(opens.Add(-time.Second).Format(time.RFC3339))
					require.Len(t, requestsOf(s.officer(), who), n, "not a second early")
					s.at(opens.Add(time.Second).Format(time.RFC3339))
					all := requestsOf(s.officer(), who)
					require.Len(t, all, n+1)
					require.Equal(t, opens, all[0].OpensAt.UTC())
					require.Equal(t, opens.Add(2*time.Hour), all[0].DueAt.UTC(), "two hours are two hours")
				}
			})
		})
	}
}

// The 29th of each month: February has one in 2028 and none in 2027, and who has none is asked nothing. The
// last day of each month is the 28th or the 29th.
func TestTheTwentyNinthOfFebruary(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		days := func(starts, monthday string) []string {
			var p struct {
				Windows []struct {
					Day string `json:"day"`
				} `json:"windows"`
			}
			officer.Post("/console/v1/plans/preview", map[string]any{
				"title": "每月报到", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=" + monthday, "starts_on": starts, "opens_at": "08:00", "length_minutes": 120, "grace_minutes": 60,
				"requires": map[string]any{"face": false, "location": false},
			}).Into(http.StatusOK, &p)
			var out []string
			for _, w := range p.Windows[:3] {
				out = append(out, w.Day)
			}
			return out
		}
		require.Equal(t, []string{"2027-01-29", "2027-03-29", "2027-04-29"}, days("2027-01-01", "29"))
		require.Equal(t, []string{"2028-01-29", "2028-02-29", "2028-03-29"}, days("2028-01-01", "29"))
		require.Equal(t, []string{"2027-01-31", "2027-02-28", "2027-03-31"}, days("2027-01-01", "-1"))
		require.Equal(t, []string{"2028-01-31", "2028-02-29", "2028-03-31"}, days("2028-01-01", "-1"))

		who := s.enrol(officer, "陈建国")
		officer.Post("/console/v1/persons/"+who+"/plans", map[string]any{
			"title": "月末报到", "recurrence": "FREQ=MONTHLY;BYMONTHDAY=-1", "starts_on": "2027-02-01", "opens_at": "08:00", "length_minutes": 120, "grace_minutes": 60,
			"requires": map[string]any{"face": false, "location": false},
		}).Into(http.StatusCreated, nil)
		s.at("2027-02-28T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), 1)
		s.at("2027-03-01T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), 1, "the first of March is not the twenty-ninth of February")
	})
}

// Nobody answers; the causes that can be known are gathered by themselves: who has no phone, whose phone allows
// no notices, whose battery was nearly empty, who waits for leave, and that most of the station is silent.
// The person reads the same on the phone.
func TestMiss_TheCausesAreGatheredByThemselves(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		var persons []string
		for n := range 7 {
			persons = append(persons, s.enrol(officer, fmt.Sprintf("甲%d", n)))
		}
		noPhone, empty, waiting, fine := persons[0], persons[1], persons[2], persons[3]
		tired, asks, good := s.phone(officer, empty), s.phone(officer, waiting), s.phone(officer, fine)
		for _, who := range persons {
			s.plan(officer, who, false)
		}
		s.at("2026-11-23T00:00:30Z")
		battery := 4
		req := readToday(tired).Open[0].ID
		h := tired.Draft(req, nil)
		h.Submission.Device = checkin.DeviceFacts{BatteryPct: &battery}
		tired.HandIn(req, h).Into(http.StatusCreated, nil)
		for _, p := range []*stage.Phone{asks, good} {
			req := readToday(p).Open[0].ID
			p.HandIn(req, p.Draft(req, nil)).Into(http.StatusCreated, nil)
		}
		asks.Post("/v1/leaves", map[string]any{"from_day": "2026-11-24", "to_day": "2026-11-25", "place": "湖州", "reason": "母亲住院"}).Into(http.StatusCreated, nil)
		fcmPhone(good, "token")
		s.at("2026-11-24T00:00:30Z")
		good.Get("/v1/messages").Into(http.StatusOK, nil)
		req = readToday(good).Open[0].ID
		good.HandIn(req, good.Draft(req, nil)).Into(http.StatusCreated, nil)
		mine := readToday(tired).Open[0].ID
		s.at("2026-11-24T04:00:01Z")

		causes := s.causes(s.officer(), "2026-11-24")
		require.Contains(t, causes[noPhone], "no_device")
		require.NotContains(t, causes[noPhone], "battery_low")
		require.Contains(t, causes[empty], "battery_low")
		require.Contains(t, causes[empty], "push_off")
		require.Contains(t, causes[waiting], "leave_pending")
		require.Contains(t, causes[persons[6]], "neighbours")
		require.NotContains(t, causes, fine)
		var told struct {
			Causes []struct {
				Code  string `json:"code"`
				Value int    `json:"value"`
			} `json:"causes"`
		}
		tired.Get("/v1/checkin-requests/"+mine).Into(http.StatusOK, &told)
		var codes []string
		for _, c := range told.Causes {
			codes = append(codes, c.Code)
			if c.Code == "battery_low" {
				require.Equal(t, 4, c.Value)
			}
		}
		require.Equal(t, causes[empty], codes, "both sides read the same")
	})
}

// causes are the codes gathered with the alerts of a day, by person.
func (s *scene) causes(o *stage.Officer, day string) map[string][]string {
	s.t.Helper()
	var d struct {
		Items []struct {
			At     time.Time `json:"at"`
			Person struct {
				ID string `json:"id"`
			} `json:"person"`
			Causes []struct {
				Code string `json:"code"`
			} `json:"causes"`
		} `json:"items"`
	}
	o.Get("/console/v1/desk").Into(http.StatusOK, &d)
	out := map[string][]string{}
	for _, i := range d.Items {
		if i.At.UTC().Format(time.DateOnly) != day {
			continue
		}
		for _, c := range i.Causes {
			out[i.Person.ID] = append(out[i.Person.ID], c.Code)
		}
	}
	return out
}
