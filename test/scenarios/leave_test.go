package scenarios_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type leaveView struct {
	ID        string `json:"id"`
	Status    string `json:"status"`
	Level     string `json:"level"`
	Days      int    `json:"days"`
	ToDay     string `json:"to_day"`
	MayDecide bool   `json:"may_decide"`
	IsUrgent  bool   `json:"is_urgent"`
	Steps     []struct {
		Kind string `json:"kind"`
	} `json:"steps"`
}

func application(from, to string) map[string]any {
	return map[string]any{"from_day": from, "to_day": to, "place": "湖州市德清县", "reason": "母亲住院"}
}

func apply(p *stage.Phone, from, to string) leaveView {
	var l leaveView
	p.Post("/v1/leaves", application(from, to)).Into(http.StatusCreated, &l)
	return l
}

func chiefOf(s *scene) *stage.Officer {
	s.t.Helper()
	return stage.NewOfficer(s.t, s.url).SignIn("supervisor", password)
}

// Five days with her mother: the station says yes, the check-ins of these days are excused, and being back
// a day early brings the next one back.
func TestLeave_AWeekIsTheStationsToGive(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		l := apply(phone, "2026-11-24", "2026-11-26")
		require.Equal(t, "station", l.Level)
		phone.Post("/v1/leaves", application("2026-11-26", "2026-11-28")).Refused(http.StatusConflict, "leave.overlap")
		phone.Post("/v1/leaves", application("2026-11-22", "2026-11-22")).Refused(http.StatusUnprocessableEntity, "leave.invalid")
		phone.Post("/v1/leaves", application("2028-01-01", "2028-01-02")).Refused(http.StatusUnprocessableEntity, "leave.after_term") // after the term

		officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, &l)
		require.Equal(t, "approved", l.Status)
		require.True(t, l.IsUrgent)
		officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "refuse", "reason": "x"}).Refused(http.StatusConflict, "leave.moved")
		s.foreignOfficer().Get("/console/v1/leaves/"+l.ID).Refused(http.StatusForbidden, "authz.out_of_scope")

		phone.Post("/v1/leaves/"+l.ID+"/return", nil).Refused(http.StatusConflict, "leave.not_begun")
		later := apply(phone, "2026-12-10", "2026-12-11")
		officer.Post("/console/v1/leaves/"+later.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
		phone.Post("/v1/leaves/"+later.ID+"/withdraw", nil).Into(http.StatusOK, &later)
		require.Equal(t, "withdrawn", later.Status, "she stays after all")

		s.at("2026-11-24T00:00:30Z")
		phone.Post("/v1/leaves/"+l.ID+"/withdraw", nil).Refused(http.StatusConflict, "leave.moved")
		require.Empty(t, readToday(phone).Open, "nobody asks her on her leave")
		officer = s.officer()
		require.Equal(t, map[string]int{"excused": 1}, s.attendance(officer, "2026-11-24"))
		s.at("2026-11-25T00:00:30Z")
		phone.Post("/v1/leaves/"+l.ID+"/return", nil).Into(http.StatusOK, &l)
		require.Equal(t, "returned", l.Status)
		require.Equal(t, "2026-11-25", l.ToDay)
		s.at("2026-11-26T00:00:30Z")
		require.Len(t, readToday(phone).Open, 1, "back a day early")
	})
}

// Ten days go up to the level above; the station adds its opinion and can't decide.
func TestLeave_TenDaysGoUp(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		phone := s.phone(officer, who)
		l := apply(phone, "2026-12-01", "2026-12-10")
		require.Equal(t, "district", l.Level)
		decide := "/console/v1/leaves/" + l.ID + "/decision"
		officer.Post(decide, map[string]any{"decision": "approve"}).Refused(http.StatusForbidden, "leave.level_too_low")
		officer.Post(decide, map[string]any{"decision": "propose"}).Refused(http.StatusUnprocessableEntity, "leave.reason_required")
		officer.Post(decide, map[string]any{"decision": "propose", "reason": "表现稳定，建议准假"}).Into(http.StatusOK, &l)
		require.Equal(t, "applied", l.Status)
		require.False(t, l.MayDecide)
		chiefOf(s).Post(decide, map[string]any{"decision": "refuse", "reason": "材料不全"}).Into(http.StatusOK, &l)
		require.Equal(t, "refused", l.Status)
		require.Len(t, l.Steps, 3)

		require.Equal(t, "city", apply(phone, "2026-12-01", "2026-12-31").Level, "thirty-one days are the city's")
	})
}

// Many short ones are a long one: the fourth week within two months is the city's to give.
func TestLeave_ManyShortOnesAreALongOne(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "刘勇"))
		for _, days := range [][2]string{{"2026-12-01", "2026-12-07"}, {"2026-12-09", "2026-12-15"}, {"2026-12-17", "2026-12-23"}, {"2026-12-25", "2026-12-31"}} {
			l := apply(phone, days[0], days[1])
			require.Equal(t, "station", l.Level)
			officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
		}
		require.Equal(t, "city", apply(phone, "2027-01-02", "2027-01-04").Level)
	})
}

// The leave is cut short, and a day after its end the station is asked whether he is back; when he says so,
// the question goes away.
func TestLeave_CutShortAndNotBackInTime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "孙波"))
		l := apply(phone, "2026-11-24", "2026-11-28")
		officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
		cut := "/console/v1/leaves/" + l.ID + "/cut-short"
		officer.Post(cut, map[string]any{"to_day": "2026-11-29", "reason": "x"}).Refused(http.StatusUnprocessableEntity, "leave.invalid")
		officer.Post(cut, map[string]any{"to_day": "2026-11-25", "reason": "法院通知到庭"}).Into(http.StatusOK, &l)
		require.Equal(t, "2026-11-25", l.ToDay)

		s.at("2026-11-26T15:59:00Z") // 23:59 of the day after, in the city
		officer = s.officer()
		require.Empty(t, desk(officer))
		s.at("2026-11-26T16:01:00Z")
		items := desk(officer)
		require.Len(t, items, 1)
		require.Equal(t, "leave_overdue", items[0].TitleCode)
		s.at("2026-11-26T17:00:00Z")
		require.Len(t, desk(officer), 1, "asked once")
		phone.Post("/v1/leaves/"+l.ID+"/return", nil).Into(http.StatusOK, nil)
		require.Empty(t, desk(officer))
	})
}

// Before a plan is saved the officer sees which days of it fall on her leave and which on a weekend.
func TestPlan_ThePreviewTellsOfLeave(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		l := apply(phone, "2026-11-24", "2026-11-25")
		officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
		preview := func(of, on, onLeave string) map[string]string {
			var p struct {
				Windows []struct {
					Day    string `json:"day"`
					Effect string `json:"effect"`
					Name   string `json:"name"`
				} `json:"windows"`
			}
			officer.Post("/console/v1/plans/preview"+of, map[string]any{
				"title": "报到", "recurrence": "FREQ=DAILY", "starts_on": "2026-11-24", "opens_at": "08:00", "length_minutes": 120, "grace_minutes": 60,
				"on": on, "requires": map[string]any{"face": false, "location": false, "on_leave": onLeave},
			}).Into(http.StatusOK, &p)
			out := map[string]string{}
			for _, w := range p.Windows {
				out[w.Day] = w.Effect + w.Name
			}
			return out
		}
		hers := "?person_id=" + who
		require.Equal(t, "excused", preview(hers, "any", "excuse")["2026-11-25"])
		require.Equal(t, "without_fence", preview(hers, "any", "keep_without_fence")["2026-11-25"])
		require.Equal(t, "opens", preview(hers, "any", "excuse")["2026-11-26"])
		require.Equal(t, "opens", preview("", "any", "excuse")["2026-11-25"], "a template is nobody's")
		days := preview(hers, "working_days", "excuse")
		require.Equal(t, "rest_day", days["2026-11-28"])
		require.Equal(t, "opens", days["2026-11-27"])
		s.foreignOfficer().Post("/console/v1/plans/preview"+hers, randomPlan()).Refused(http.StatusForbidden, "authz.out_of_scope")
	})
}
