package consoleapi_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
)

// months are monthly reports.
type months struct{ *services }

func october() oversight.ReportDetail {
	r := oversight.Report{
		ID: known, UnitID: unitID, Path: station, Month: "2026-10", Version: 2, MadeAt: instant(), MadeBy: "s1", Reason: "申诉已成立", Sum: "ab12",
		Body: oversight.Body{
			Schema: oversight.Schema, UnitID: unitID, UnitName: "文新司法所", Path: station, Zone: "Asia/Shanghai", Month: "2026-10", First: "2026-10-01", Last: "2026-10-31",
			Counts: oversight.Counts{oversight.Present: 40, oversight.Absent: 2}, Days: []oversight.Day{{Day: "2026-10-08", Counts: map[attendance.Status]int{attendance.Present: 40}}},
			Below:    []oversight.Below{},
			Fairness: []oversight.NotedGroup{{Dimension: oversight.ByPhone, Value: "ios", IsFew: true}},
		},
	}
	return oversight.ReportDetail{Report: r, MakerName: "李司法", Versions: []oversight.Report{r}, Corrected: []oversight.Change{{Figure: oversight.Absent, Before: 3, After: 2}}}
}

func (m months) List(_ context.Context, a authz.Actor, _ org.UnitID, _ page.Request) ([]oversight.Report, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []oversight.Report{october().Report}, authz.Allow(a, authz.ReportRead)
}

func (m months) Get(_ context.Context, a authz.Actor, id oversight.ReportID) (oversight.ReportDetail, error) {
	if err := authz.Check(a, authz.ReportRead, station); err != nil {
		return oversight.ReportDetail{}, err
	}
	if id != known {
		return oversight.ReportDetail{}, oversight.ErrReport
	}
	return october(), nil
}

func (m months) Since(_ context.Context, a authz.Actor, _ oversight.ReportID) ([]oversight.Change, error) {
	return []oversight.Change{{Figure: oversight.Absent, Before: 2, After: 1}}, authz.Check(a, authz.ReportRead, station)
}

func (m months) Make(_ context.Context, a authz.Actor, unit org.UnitID, month oversight.Month, reason string) (oversight.ReportDetail, error) {
	return october(), m.write(a, authz.ReportMake, fmt.Sprintf("make report of %s about %s because %s", unit, month, reason))
}

// exports are files taken out of the system.
type exports struct{ *services }

func (e exports) Record(_ context.Context, a authz.Actor, x oversight.Export) error {
	return e.write(a, x.List.Reads(), fmt.Sprintf("export %s as %s: %d rows %v", x.List, x.Form, x.Rows, x.Filters))
}

func TestReports(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	c.Run(t, []scenario{
		{Name: "months", As: "officer", Method: "GET", Path: "/console/v1/reports?unit_id=" + unitID, Want: 200},
		{Name: "a report", As: "procurator", Method: "GET", Path: "/console/v1/reports/" + known, Want: 200, Holds: map[string]any{
			"month": "2026-10", "version": 2.0, "by_hand": true, "maker_name": "李司法", "corrected": []any{map[string]any{"figure": "absent", "before": 3.0, "after": 2.0}},
		}},
		{Name: "none", As: "officer", Method: "GET", Path: "/console/v1/reports/" + unknown, Want: 404, Code: "report.not_found"},
		{Name: "no month", As: "supervisor", Method: "POST", Path: "/console/v1/reports", Body: map[string]any{"unit_id": unitID, "month": "October", "reason": "x"}, Want: 422, Code: "request.invalid"},
		{Name: "without a reason", As: "supervisor", Method: "POST", Path: "/console/v1/reports", Body: map[string]any{"unit_id": unitID, "month": "2026-10", "reason": ""}, Want: 422, Code: "request.invalid"},
		{Name: "an unknown list", As: "officer", Method: "POST", Path: "/console/v1/exports", Body: map[string]any{"list": "passwords", "form": "csv", "rows": 1}, Want: 422, Code: "request.invalid"},
		{Name: "the ledger is not an officer's to export", As: "officer", Method: "POST", Path: "/console/v1/exports", Body: map[string]any{"list": "audit", "form": "csv", "rows": 1}, Want: 403, Code: "authz.forbidden"},
		{Name: "of another outcome", As: "officer", Method: "GET", Path: "/console/v1/attendance?status=present", Want: 200, Holds: map[string]any{"items": []any{}}},
	})
	fewer := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/reports/" + known}).JSON(t)["fairness"].([]any)[0].(map[string]any)
	require.Equal(t, true, fewer["is_few"])
	require.InDelta(t, 0, fewer["occasions"], 0)
}

func TestReportFiles_AreNotedBeforeTheyAreSent(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for form, mime := range map[string]string{
		"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
	} {
		a := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/reports/" + known + "/report." + form + "?lang=en"})
		require.Equal(t, 200, a.Status)
		require.Equal(t, form+" en 2026-10", string(a.Body))
		require.Equal(t, mime, a.Header.Get("Content-Type"))
		require.Equal(t, `attachment; filename="report-2026-10-v2.`+form+`"`, a.Header.Get("Content-Disposition"))
		require.Equal(t, []string{"export report as " + form + ": 1 rows map[month:2026-10 report:" + known + "]"}, c.services.drain())
	}
	a := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/reports/x/report.pdf"})
	httpapitest.CheckProblem(t, a, "report.not_found")
}
