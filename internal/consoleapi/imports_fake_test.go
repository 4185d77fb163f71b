package consoleapi_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/intake"
	"diandao/internal/person"
)

// intakes are imports of persons.
type intakes struct{ *services }

func theIntake() intake.Import {
	return intake.Import{ID: known, ByID: "s1", Path: district, Lines: 2, Added: 1, StartedAt: instant()}
}

func (i intakes) Check(_ context.Context, a authz.Actor, data []byte, c intake.Columns) (intake.Checked, error) {
	if err := authz.Allow(a, authz.PersonWrite); err != nil {
		return intake.Checked{}, err
	}
	open := theIntake()
	if c == nil {
		c = intake.Columns{intake.Name: 0}
	}
	return intake.Checked{
		Table: intake.Table{Encoding: intake.UTF8, Heads: []string{string(data)}, Rows: []intake.Row{{Number: 2, Cells: []string{"赵大"}}}}, Columns: c, Open: &open, Done: map[int]person.ID{2: known},
		Lines: []intake.Judged{{Line: intake.Line{Number: 2, Values: map[intake.Field]string{intake.Name: "赵大"}}, Problems: []intake.Problem{{Field: intake.Number, Reason: intake.Missing}}}},
	}, nil
}

func (i intakes) Open(_ context.Context, a authz.Actor) ([]intake.Import, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []intake.Import{theIntake()}, authz.Allow(a, authz.PersonWrite)
}

func (i intakes) Begin(_ context.Context, a authz.Actor, _ string, lines int) (intake.Import, error) {
	return theIntake(), authz.Allow(a, authz.PersonWrite)
}

func (i intakes) Add(_ context.Context, a authz.Actor, _ intake.ID, lines []intake.Line) ([]intake.Outcome, error) {
	return []intake.Outcome{{Line: 2, PersonID: known}}, i.write(a, authz.PersonWrite, fmt.Sprintf("add %d lines, the first %s", len(lines), lines[0].Values[intake.Name]))
}

func (i intakes) End(_ context.Context, a authz.Actor, id intake.ID) (intake.Import, error) {
	return theIntake(), i.write(a, authz.PersonWrite, "end import "+string(id))
}

func TestImports_SayWhatWasReadAndPassOnWhatIsSent(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	file := httpapitest.Form{{Field: "file", Name: "1.csv", Data: []byte("姓名")}}
	a := c.Do(t, scenario{As: "officer", Method: http.MethodPost, Path: "/console/v1/person-imports/check", Body: file, Want: http.StatusOK})
	require.JSONEq(t, `{"sha256":"","encoding":"utf-8","headings":["姓名"],"columns":[{"field":"name","column":0}],
		"lines":[{"line":2,"values":{"name":"赵大"},"problems":[{"field":"number","reason":"missing"}],"cells":["赵大"],"person_id":"`+known+`"}],
		"open":{"id":"`+known+`","lines_count":2,"added_count":1,"started_at":"2026-11-23T01:30:00Z","ended_at":null}}`, string(a.Body))
	c.services.drain()
	for _, s := range []scenario{
		{Name: "no file", Path: "check", Body: httpapitest.Form{{Field: "other", Name: "1.csv"}}, Want: http.StatusUnprocessableEntity, Code: "intake.format"},
		{Name: "lines", Path: known + "/lines", Body: map[string]any{"lines": []any{map[string]any{"line": 2, "values": map[string]any{"name": "赵大"}}}}, Want: http.StatusOK, Calls: []string{"add 1 lines, the first 赵大"}},
		{Name: "no lines", Path: known + "/lines", Body: map[string]any{"lines": []any{}}, Want: http.StatusUnprocessableEntity, Code: "request.invalid"},
		{Name: "end", Path: known + "/end", Want: http.StatusOK, Calls: []string{"end import " + known}},
	} {
		s.As, s.Method, s.Path = "officer", http.MethodPost, "/console/v1/person-imports/"+s.Path
		c.Run(t, []scenario{s})
	}
}
