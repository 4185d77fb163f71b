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
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
)

// isSummed tells an operation that sums records up over days.
func isSummed(op httpapi.Op) bool {
	return op.ID == "getAttendanceSummary" || strings.HasPrefix(op.Path, "/console/v1/oversight/")
}

// spanOf is the query of an operation that sums up: its days and the unit; today needs no days.
func spanOf(op httpapi.Op, from, to string) string {
	if op.ID == "getToday" {
		return "?unit_id=" + unitID
	}
	return "?from=" + from + "&to=" + to + "&unit_id=" + unitID
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

func (c chiefs) Today(_ context.Context, a authz.Actor, _ org.UnitID) (oversight.Today, error) {
	return oversight.Today{
		Unit: unit(), Day: "2026-11-23", At: instant(), Counts: map[attendance.Status]int{attendance.Late: 2}, Due: 9, Open: 4,
		Week: "2026-11-16", WeekAt: instant().AddDate(0, 0, -7), WeekCounts: map[attendance.Status]int{attendance.Present: 3},
	}, authz.Check(a, authz.AttendanceRead, station)
}

func (c chiefs) Ranking(_ context.Context, a authz.Actor, in oversight.Span) (oversight.Ranking, error) {
	return oversight.Ranking{Of: 1, Persons: []oversight.PersonCounts{{PersonID: known, Counts: map[attendance.Status]int{attendance.Absent: 3}}}}, c.check(a, in)
}

func (c chiefs) Window(_ context.Context, a authz.Actor, in oversight.Span) (oversight.Window, error) {
	return oversight.Window{From: instant(), Until: instant().AddDate(0, 0, 7), Zone: time.UTC}, c.check(a, in)
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
		{Name: "today", As: "officer", Method: "GET", Path: "/console/v1/oversight/today", Want: 200, Holds: map[string]any{"due": 9.0, "open": 4.0, "week": "2026-11-16"}},
		{Name: "persons", As: "officer", Method: "GET", Path: "/console/v1/oversight/ranking" + days, Want: 200, Holds: map[string]any{"of": 1.0}},
		{Name: "no such group", As: "officer", Method: "GET", Path: "/console/v1/attendance?trait=shoe:large", Want: 422, Code: "request.invalid"},
		{Name: "an hour of the week without days", As: "officer", Method: "GET", Path: "/console/v1/checkins?weekday=1&hour=8&from=2026-11-23&to=2026-11-01", Want: 422, Code: "attendance.interval_invalid"},
		{Name: "backwards", As: "officer", Method: "GET", Path: "/console/v1/oversight/hours?from=2026-11-23&to=2026-11-01", Want: 422, Code: "attendance.interval_invalid"},
		{Name: "without days", As: "officer", Method: "GET", Path: "/console/v1/oversight/fairness", Want: 422, Code: "request.invalid"},
	})
	groups := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/oversight/fairness" + days}).JSON(t)["groups"].([]any)
	require.Equal(t, map[string]any{"part": 0.4, "is_high": true}, groups[0].(map[string]any)["misses"])
	require.Equal(t, map[string]any{"part": nil, "is_high": false}, groups[1].(map[string]any)["misses"], "three occasions have no share")
}

func TestSpanFiles_AreNotedBeforeTheyAreSent(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, list := range []string{"overview", "fairness"} {
		for _, form := range []string{"pdf", "xlsx", "csv"} {
			path := "/console/v1/oversight/" + list + "." + form
			a := c.Do(t, scenario{As: "officer", Method: "GET", Path: path + "?lang=en&from=2026-11-01&to=2026-11-23&unit_id=" + unitID})
			require.Equal(t, 200, a.Status, "%s", a.Body)
			require.Equal(t, form+" en "+unit().Name, string(a.Body))
			require.Equal(t, `attachment; filename="`+list+`-2026-11-01-2026-11-23.`+form+`"`, a.Header.Get("Content-Disposition"))
			noted := c.services.drain()
			require.Len(t, noted, 1)
			require.Contains(t, noted[0], "export "+list+" as "+form+": ")
			require.Contains(t, noted[0], "map[from:2026-11-01 to:2026-11-23]")
			backwards := c.Do(t, scenario{As: "officer", Method: "GET", Path: path + "?from=2026-11-23&to=2026-11-01"})
			httpapitest.CheckProblem(t, backwards, "attendance.interval_invalid")
			require.Empty(t, c.services.drain(), "what is refused is not noted")
		}
	}
	a := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/oversight/overview.pdf?from=2026-11-01&to=2026-11-23&unit_id=x"})
	httpapitest.CheckProblem(t, a, "org.unit_not_found")
}
