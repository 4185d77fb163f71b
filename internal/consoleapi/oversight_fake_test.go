package consoleapi_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
)

// isSummed tells an operation that sums records up over days.
func isSummed(op httpapi.Op) bool {
	return op.ID == "getAttendanceSummary" || strings.HasPrefix(op.Path, "/console/v1/oversight/")
}

// chiefs tell supervisors.
type chiefs struct{ *services }

func (c chiefs) check(a authz.Actor, in oversight.Span) error {
	if err := authz.Check(a, authz.AttendanceRead, station); err != nil {
		return err
	}
	if in.To < in.From {
		return oversight.ErrInterval
	}
	return nil
}

func (c chiefs) Hours(_ context.Context, a authz.Actor, in oversight.Span) ([]oversight.Hour, error) {
	return []oversight.Hour{{Weekday: time.Sunday, Hour: 8, Due: 4, NotDone: 1}}, c.check(a, in)
}

func (c chiefs) Fairness(_ context.Context, a authz.Actor, in oversight.Span) (oversight.Fairness, error) {
	return oversight.Fairness{
		All: oversight.Group{Occasions: 500, Misses: oversight.Share{Part: 0.1, IsKnown: true}},
		Groups: []oversight.Group{
			{Dimension: oversight.ByPhone, Value: "android_old", Occasions: 100, Missed: 40, Misses: oversight.Share{Part: 0.4, IsKnown: true, IsHigh: true}},
			{Dimension: oversight.ByPhone, Value: "ios", Occasions: 3, Missed: 3},
		},
	}, c.check(a, in)
}

func (c chiefs) Loads(_ context.Context, a authz.Actor, in oversight.Span) (oversight.Loads, error) {
	return oversight.Loads{Here: oversight.UnitLoad{Unit: unit(), Load: oversight.Load{Officers: 2, OpenAlerts: 5}}}, c.check(a, in)
}

func (c chiefs) Records(_ context.Context, a authz.Actor, _ org.UnitID, f oversight.RecordFilter, _ page.Request) ([]attendance.Record, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	r := attendance.Record{ID: known, PersonID: known, StationID: unitID, Path: station, Source: attendance.FromCheckin, SourceID: known, Status: attendance.Late, Day: "2026-11-23", At: instant()}
	if len(f.Statuses) == 1 && f.Statuses[0] != r.Status {
		return nil, nil
	}
	return []attendance.Record{r}, authz.Allow(a, authz.AttendanceRead)
}

func TestOversight(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	const days = "?from=2026-11-01&to=2026-11-23"
	c.Run(t, []scenario{
		{Name: "hours", As: "officer", Method: "GET", Path: "/console/v1/oversight/hours" + days, Want: 200, Holds: map[string]any{
			"hours": []any{map[string]any{"weekday": 7.0, "hour": 8.0, "due": 4.0, "not_done": 1.0}},
		}},
		{Name: "loads", As: "supervisor", Method: "GET", Path: "/console/v1/oversight/loads" + days, Want: 200, Holds: map[string]any{"below": []any{}}},
		{Name: "backwards", As: "officer", Method: "GET", Path: "/console/v1/oversight/hours?from=2026-11-23&to=2026-11-01", Want: 422, Code: "attendance.interval_invalid"},
		{Name: "without days", As: "officer", Method: "GET", Path: "/console/v1/oversight/fairness", Want: 422, Code: "request.invalid"},
	})
	groups := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/oversight/fairness" + days}).JSON(t)["groups"].([]any)
	require.Equal(t, map[string]any{"part": 0.4, "is_high": true}, groups[0].(map[string]any)["misses"])
	require.Equal(t, map[string]any{"part": nil, "is_high": false}, groups[1].(map[string]any)["misses"], "three occasions have no share")
}
