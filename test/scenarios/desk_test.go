package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type deskCounts struct {
	Review int `json:"review"`
	Alert  int `json:"alert"`
	Appeal int `json:"appeal"`
	Leave  int `json:"leave"`
}

func countsOf(o *stage.Officer) deskCounts {
	var d struct {
		Counts deskCounts `json:"counts"`
	}
	o.Get("/console/v1/desk").Into(http.StatusOK, &d)
	return d.Counts
}

func reopen(o *stage.Officer, id string, minutes int, reason string) stage.Answer {
	return o.Post("/console/v1/checkins/"+id+"/reopening", map[string]any{"minutes": minutes, "reason": reason})
}

// The line was down in the whole street: the officer gives two more hours. The question goes, the phone has the
// check-in again and is told; who lets that time pass as well is asked about again.
func TestDesk_MoreTimeForACheckinThatWasNotAnswered(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "陈建国"))
		s.plan(officer, phone.PersonID, false)
		s.at("2026-11-23T00:00:30Z")
		open := readToday(phone).Open[0].ID
		reopen(officer, open, 120, "线路故障").Refused(http.StatusConflict, "checkin.not_ended")
		s.at("2026-11-23T04:00:01Z")
		require.Len(t, desk(officer), 1)

		reopen(officer, open, 120, " ").Refused(http.StatusUnprocessableEntity, "checkin.reopen_invalid")
		reopen(officer, open, 9, "线路故障").Refused(http.StatusUnprocessableEntity, "request.invalid")
		reopen(s.foreignOfficer(), open, 120, "线路故障").Refused(http.StatusForbidden, "authz.out_of_scope")
		reopen(officer, open, 120, "线路故障").Into(http.StatusOK, nil)
		require.Empty(t, desk(officer), "the question has gone")
		require.Equal(t, map[string]int{"review": 1}, s.attendance(officer, "2026-11-23"))
		again := readToday(phone).Open
		require.Len(t, again, 1)
		require.Equal(t, parse(t, "2026-11-23T06:00:01Z"), again[0].DueAt)
		reopen(officer, open, 120, "线路故障").Refused(http.StatusConflict, "checkin.not_ended")

		s.at("2026-11-23T06:00:02Z")
		require.Equal(t, "checkin_missed", desk1(officer).TitleCode, "asked about again")
		require.Equal(t, map[string]int{"absent": 1}, s.attendance(officer, "2026-11-23"))
		officer.Post("/console/v1/alerts/"+desk1(officer).ID+"/resolve", map[string]any{"note": "电话说明了情况"}).Into(http.StatusOK, nil)
		reopen(officer, open, 30, "仍有故障").Into(http.StatusOK, nil)
		s.at("2026-11-23T06:30:03Z")
		require.Equal(t, "checkin_missed", desk1(officer).TitleCode, "asked about again, though it was settled by hand before")
		reopen(officer, open, 60, "仍有故障").Into(http.StatusOK, nil)
		phone.HandIn(open, phone.Draft(open, nil)).Into(http.StatusCreated, nil)
		require.Equal(t, map[string]int{"present": 1}, s.attendance(officer, "2026-11-23"))
		require.Equal(t, map[string]int{"checkin.reopened": 3}, s.entries(phone.PersonID, "checkin.reopened"))
	})
}

// What is appealed is decided by somebody else, not opened again by the way.
func TestDesk_AnAppealIsNotGotAround(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "李秀英"))
		s.plan(officer, phone.PersonID, false)
		s.at("2026-11-23T00:00:30Z")
		s.at("2026-11-23T04:00:01Z")
		missed := readToday(phone).Recent[0].ID
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": missed, "text": "手机没有电了"}).Into(http.StatusCreated, nil)
		reopen(officer, missed, 60, "停电").Refused(http.StatusConflict, "checkin.appealed")
		require.Equal(t, deskCounts{Alert: 1, Appeal: 1}, countsOf(officer))
	})
}

// A leave waits for the station until it has said what it thinks, then for the level that decides alone; what was done today
// is found again, by who did it and nobody else.
func TestDesk_WhoIsWaitedForAndWhatWasDone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer, chief := s.officer(), chiefOf(s)
		phone := s.phone(officer, s.enrol(officer, "王伟"))
		long := apply(phone, "2026-12-01", "2026-12-31")
		require.Equal(t, deskCounts{Leave: 1}, countsOf(officer))
		require.Equal(t, deskCounts{Leave: 1}, countsOf(chief))
		s.clock.Set(s.clock.Now().Add(time.Minute))
		officer.Post("/console/v1/leaves/"+long.ID+"/decision", map[string]any{"decision": "propose", "reason": "表现稳定"}).Into(http.StatusOK, nil)
		require.Equal(t, deskCounts{}, countsOf(officer))
		require.Equal(t, deskCounts{Leave: 1}, countsOf(chief))
		short := apply(s.phone(officer, s.enrol(officer, "李秀英")), "2026-12-20", "2026-12-21")
		require.Equal(t, deskCounts{Leave: 1}, countsOf(officer))
		require.Equal(t, deskCounts{Leave: 1}, countsOf(chief), "the station's to give")
		officer.Post("/console/v1/leaves/"+short.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)

		var done list[struct {
			Action    string `json:"action"`
			SubjectID string `json:"subject_id"`
		}]
		day := "?from=2026-11-22T00:00:00Z&to=2026-11-24T00:00:00Z"
		officer.Get("/console/v1/desk/done"+day).Into(http.StatusOK, &done)
		require.Len(t, done.Items, 2)
		require.Equal(t, "leave.approved", done.Items[0].Action)
		require.Equal(t, short.ID, done.Items[0].SubjectID)
		require.Equal(t, "leave.proposed", done.Items[1].Action)
		chief.Get("/console/v1/desk/done"+day).Into(http.StatusOK, &done)
		require.Empty(t, done.Items)
		officer.Get("/console/v1/desk/done?from=2026-01-01T00:00:00Z&to=2026-11-24T00:00:00Z").Refused(http.StatusUnprocessableEntity, "audit.span_invalid")
	})
}

// A desk on which nothing waits is an empty list, not nothing.
func TestDesk_EmptyIsAList(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		var d struct {
			Items []deskItem `json:"items"`
		}
		s.officer().Get("/console/v1/desk").Into(http.StatusOK, &d)
		require.NotNil(t, d.Items)
	})
}
