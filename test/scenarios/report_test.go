package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type figureChange struct {
	Figure string `json:"figure"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

type monthView struct {
	ID      string         `json:"id"`
	Month   string         `json:"month"`
	Version int            `json:"version"`
	ByHand  bool           `json:"by_hand"`
	Counts  map[string]int `json:"counts"`
	Sum     string         `json:"sum"`
	Reason  string         `json:"reason"`
	Below   []struct {
		Counts map[string]int `json:"counts"`
	} `json:"below"`
	Corrected []figureChange `json:"corrected"`
	Versions  []struct {
		ID string `json:"id"`
	} `json:"versions"`
}

// months waits until a unit has so many reports at least, newest month first: the queue makes them.
func months(o *stage.Officer, t *testing.T, query string, n int) []monthView {
	t.Helper()
	var list struct {
		Items []monthView `json:"items"`
	}
	require.Eventually(t, func() bool {
		list.Items = nil
		o.Get("/console/v1/reports"+query).Into(http.StatusOK, &list)
		return len(list.Items) >= n
	}, 20*time.Second, 50*time.Millisecond)
	return list.Items
}

// The first of the month brings the report of station and district; months of an outage are caught up; what an appeal
// changes afterwards is told, and made anew as a version that says so. Whoever takes a list along is in the audit.
func TestReport_IsThereByItselfAndStays(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		station := "?unit_id=" + string(s.station.ID)
		phone := s.phone(s.officer(), s.enrol(s.officer(), "李秀英"))
		s.plan(s.officer(), phone.PersonID, false)
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		s.at("2026-11-23T04:00:01Z") // nobody checked in
		missed := readToday(phone).Recent[0].ID
		var a appealView
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": missed, "text": "手机没有电了"}).Into(http.StatusCreated, &a)

		s.at("2026-11-30T17:58:00Z") // two minutes before two in the morning of the first of December
		require.Equal(t, "2026-10", months(s.officer(), t, station, 1)[0].Month, "the month before the unit was there")
		s.at("2026-11-30T18:00:00Z")
		officer := s.officer()
		november := months(officer, t, station, 2)[0]
		require.Equal(t, "2026-11", november.Month)
		require.False(t, november.ByHand)
		require.Equal(t, 1, november.Counts["appeals"])
		require.GreaterOrEqual(t, november.Counts["absent"], 1)
		s.at("2026-11-30T18:05:00Z")
		require.Equal(t, 1, months(officer, t, station, 2)[0].Version, "made once")

		var whole, again monthView
		officer.Get("/console/v1/reports/"+november.ID).Into(http.StatusOK, &whole)
		require.Len(t, whole.Sum, 64)
		stationsAddUp(t, s)
		s.foreignOfficer().Get("/console/v1/reports/"+november.ID).Refused(http.StatusForbidden, "authz.out_of_scope")
		anew := map[string]any{"unit_id": s.station.ID, "month": "2026-11", "reason": "申诉已成立"}
		officer.Post("/console/v1/reports", anew).Refused(http.StatusForbidden, "authz.forbidden")

		officer.Post("/console/v1/appeals/"+a.ID+"/decision", map[string]any{"is_upheld": true, "new_status": "excused", "reason": "邻居证明当天停电"}).Into(http.StatusOK, &a)
		var since struct {
			Changes []figureChange `json:"changes"`
		}
		officer.Get("/console/v1/reports/"+november.ID+"/since").Into(http.StatusOK, &since)
		require.Contains(t, since.Changes, figureChange{"appeals_upheld", 0, 1})
		require.Contains(t, since.Changes, figureChange{"excused", 0, 1})
		officer.Get("/console/v1/reports/"+november.ID).Into(http.StatusOK, &again)
		require.Equal(t, whole, again, "what was frozen says the same")

		chief := chiefOf(s)
		chief.Post("/console/v1/reports", map[string]any{"unit_id": s.station.ID, "month": "2026-12", "reason": "还没有结束"}).Refused(http.StatusUnprocessableEntity, "report.month_invalid")
		chief.Post("/console/v1/reports", anew).Into(http.StatusCreated, &again)
		require.Equal(t, 2, again.Version)
		require.Contains(t, again.Corrected, figureChange{"appeals_upheld", 0, 1})
		require.Len(t, again.Versions, 2)
		exported(t, s, chief)

		require.NoError(t, s.app.Beat(t.Context()))
		s.clock.Set(parse(t, "2027-03-01T01:00:00Z")) // three months later
		later := s.officer()                          // once: who signs in at each look tries too often
		require.Eventually(t, func() bool {
			s.clock.Advance(61 * time.Second)
			return s.app.Beat(t.Context()) == nil && s.app.Tick(t.Context()) == nil && len(months(later, t, station, 2)) == 5
		}, 60*time.Second, 300*time.Millisecond, "December, January and February are caught up")
		require.Equal(t, "2027-02", months(later, t, station, 5)[0].Month)
	})
}

// stationsAddUp compares the city's report with those of what lies below.
func stationsAddUp(t *testing.T, s *scene) {
	t.Helper()
	chief := chiefOf(s)
	var above monthView
	chief.Get("/console/v1/reports/"+months(chief, t, "", 2)[0].ID).Into(http.StatusOK, &above)
	require.NotEmpty(t, above.Below)
	for _, figure := range []string{"present", "late", "absent", "not_reached", "alerts", "appeals", "persons"} {
		sum := 0
		for _, b := range above.Below {
			sum += b.Counts[figure]
		}
		require.Equal(t, above.Counts[figure], sum, figure)
	}
}

// exported notes an export and finds it in the audit.
func exported(t *testing.T, s *scene, chief *stage.Officer) {
	t.Helper()
	chief.Post("/console/v1/exports", map[string]any{"list": "alerts", "form": "csv", "unit_id": s.station.ID, "filters": map[string]any{"state": "open"}, "rows": 3}).Into(http.StatusNoContent, nil)
	chief.Post("/console/v1/exports", map[string]any{"list": "alerts", "form": "csv", "filters": map[string]any{"q": "李秀英"}, "rows": 3}).Refused(http.StatusUnprocessableEntity, "export.invalid")
	var entries struct {
		Items []struct {
			Action string         `json:"action"`
			Data   map[string]any `json:"data"`
		} `json:"items"`
	}
	chief.Get("/console/v1/audit?limit=1").Into(http.StatusOK, &entries)
	require.Equal(t, "list.exported", entries.Items[0].Action)
	require.InDelta(t, 3, entries.Items[0].Data["rows"], 0)
}
