package consoleapi

import (
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/intake"
)

// ImportValues are the texts of a line as they are in the file.
type ImportValues struct {
	Station  string `json:"station,omitempty" maxLength:"201"`
	Name     string `json:"name,omitempty" maxLength:"201"`
	Number   string `json:"number,omitempty" maxLength:"201"`
	Sex      string `json:"sex,omitempty" maxLength:"201"`
	BornOn   string `json:"born_on,omitempty" maxLength:"201"`
	Category string `json:"category,omitempty" maxLength:"201"`
	Level    string `json:"level,omitempty" maxLength:"201"`
	Phone    string `json:"phone,omitempty" maxLength:"201"`
	TermFrom string `json:"term_from,omitempty" maxLength:"201"`
	TermTo   string `json:"term_to,omitempty" maxLength:"201"`
}

func (v *ImportValues) byField() map[intake.Field]*string {
	return map[intake.Field]*string{
		intake.Station: &v.Station, intake.Name: &v.Name, intake.Number: &v.Number, intake.Sex: &v.Sex, intake.BornOn: &v.BornOn,
		intake.Category: &v.Category, intake.Level: &v.Level, intake.Phone: &v.Phone, intake.TermFrom: &v.TermFrom, intake.TermTo: &v.TermTo,
	}
}

// ImportProblem is why a line can't be added.
type ImportProblem struct {
	Field  ImportField  `json:"field"`
	Reason ImportReason `json:"reason"`
}

// ImportLine is one line of a file.
type ImportLine struct {
	Line     int             `json:"line" minimum:"1" doc:"As a spreadsheet counts it, from 1, headings included"`
	Values   ImportValues    `json:"values"`
	Problems []ImportProblem `json:"problems" nullable:"false" doc:"Empty when the line can be added"`
	Cells    []string        `json:"cells" nullable:"false" doc:"The whole line, where there are problems, for a file to correct"`
	PersonID string          `json:"person_id" doc:"Of who was added by this line before, when this import was cut off"`
}

// ImportColumn tells in which column a field is.
type ImportColumn struct {
	Field  ImportField `json:"field"`
	Column int         `json:"column" minimum:"0" maximum:"59" doc:"From 0"`
}

// CheckedImport is what a file says and what is wrong with it.
type CheckedImport struct {
	SHA256   string                         `json:"sha256"`
	Encoding ImportEncoding                 `json:"encoding"`
	Headings []string                       `json:"headings" nullable:"false"`
	Columns  []ImportColumn                 `json:"columns" nullable:"false"`
	Lines    []ImportLine                   `json:"lines" nullable:"false"`
	Open     httpapi.Nullable[PersonIntake] `json:"open" doc:"One's own import of this file that was cut off; it goes on"`
}

// PersonIntake is one import.
type PersonIntake struct {
	ID         string                      `json:"id"`
	LinesCount int                         `json:"lines_count" doc:"Sound lines when it began"`
	AddedCount int                         `json:"added_count"`
	StartedAt  time.Time                   `json:"started_at"`
	EndedAt    httpapi.Nullable[time.Time] `json:"ended_at"`
}

// NewImport begins an import.
type NewImport struct {
	SHA256     string `json:"sha256" minLength:"64" maxLength:"64"`
	LinesCount int    `json:"lines_count" minimum:"1" maximum:"5000"`
}

// NewImportLine is a line to add.
type NewImportLine struct {
	Line   int          `json:"line" minimum:"1"`
	Values ImportValues `json:"values"`
}

// ImportBatch are lines to add.
type ImportBatch struct {
	Lines []NewImportLine `json:"lines" minItems:"1" maxItems:"200" nullable:"false"`
}

// ImportOutcome is what became of a line.
type ImportOutcome struct {
	Line     int             `json:"line"`
	PersonID string          `json:"person_id" doc:"Empty when nobody was added"`
	IsRepeat bool            `json:"is_repeat" doc:"It had been added before"`
	Problems []ImportProblem `json:"problems" nullable:"false"`
}

type checkImportInput struct {
	RawBody multipart.Form
}

type addImportInput struct {
	IDPath
	Body ImportBatch
}

const (
	importCheckPath = "/person-imports/check"
	maxImportForm   = intake.MaxBytes + 64<<10 // with what a form puts around it
)

func (d Deps) registerImports(api *httpapi.API) {
	const root = "/console/v1/person-imports"
	httpapi.Register(api, httpapi.Op{
		ID: "checkPersonImport", Method: http.MethodPost, Path: "/console/v1" + importCheckPath, Tag: "intake", Summary: "Read a file of persons and tell what is wrong with each line; nothing is kept",
		Action: authz.PersonWrite, Unkeyed: "nothing is written", MaxBody: maxImportForm, Request: importForm(), Example: sampleCheckedImport(),
		Errors: []*fault.Error{intake.ErrFormat, intake.ErrEncoding, intake.ErrTooLarge, intake.ErrTooMany, intake.ErrEmpty, intake.ErrColumns, httpapi.ErrCSRF},
	}, d.checkImport)
	httpapi.Register(api, httpapi.Op{
		ID: "listPersonImports", Method: http.MethodGet, Path: root, Tag: "intake", Summary: "One's own imports that were cut off in the last 7 days, newest first",
		Action: authz.PersonWrite, Example: httpapi.List[PersonIntake]{Items: []PersonIntake{sampleIntake()}},
	}, d.listImports)
	httpapi.Register(api, httpapi.Op{
		ID: "beginPersonImport", Method: http.MethodPost, Path: root, Tag: "intake", Summary: "Begin an import of a file, or go on with one's own that was cut off",
		Action: authz.PersonWrite, Status: http.StatusCreated, Example: sampleIntake(), Errors: []*fault.Error{intake.ErrFile, httpapi.ErrCSRF},
	}, d.beginImport)
	mine := []*fault.Error{intake.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "addImportLines", Method: http.MethodPost, Path: root + "/{id}/lines", Tag: "intake", Summary: "Enrol the persons of up to 200 lines; each line of an import once",
		Action: authz.PersonWrite, Unkeyed: "a line of an import is added once, whatever is sent again", MaxBody: httpapi.MaxSmallBody,
		Example: httpapi.List[ImportOutcome]{Items: []ImportOutcome{{Line: 2, PersonID: sampleID(1), Problems: []ImportProblem{}}}},
		Errors:  append([]*fault.Error{intake.ErrBatch, intake.ErrEnded, intake.ErrUnsettled}, mine...),
	}, d.addImportLines)
	httpapi.Register(api, httpapi.Op{
		ID: "endPersonImport", Method: http.MethodPost, Path: root + "/{id}/end", Tag: "intake", Summary: "End an import, finished or not; who was added stays",
		Action: authz.PersonWrite, Example: sampleIntake(), Errors: mine,
	}, d.endImport)
}

func importForm() *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{
			"file":    {Type: huma.TypeString, Format: "binary", Description: "CSV in UTF-8 or GB18030, or XLSX; at most 5 MB and 5,000 lines"},
			"columns": {Type: huma.TypeString, Description: "A JSON array of ImportColumn; without it columns are found by their headings"},
		}},
	}}}
}

func (d Deps) checkImport(ctx context.Context, in *checkImportInput) (*httpapi.Body[CheckedImport], error) {
	files := in.RawBody.File["file"]
	if len(files) != 1 {
		return nil, intake.ErrFormat
	}
	if files[0].Size > intake.MaxBytes {
		return nil, intake.ErrTooLarge
	}
	data, err := fileOf(files[0])
	if err != nil {
		return nil, err
	}
	columns, err := columnsOf(in.RawBody.Value["columns"])
	if err != nil {
		return nil, err
	}
	c, err := d.Intakes.Check(ctx, httpapi.Actor(ctx), data, columns)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromChecked(c)), nil
}

func columnsOf(values []string) (intake.Columns, error) {
	if len(values) == 0 {
		return nil, nil //nolint:nilnil // no columns: they are found by their headings
	}
	var all []ImportColumn
	if err := json.Unmarshal([]byte(values[0]), &all); err != nil {
		return nil, intake.ErrColumns.With(err)
	}
	out := intake.Columns{}
	for _, c := range all {
		out[intake.Field(c.Field)] = c.Column
	}
	if len(out) != len(all) {
		return nil, intake.ErrColumns
	}
	return out, nil
}

func (d Deps) listImports(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[PersonIntake]], error) {
	all, err := d.Intakes.Open(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[PersonIntake]{Items: httpapi.Map(all, fromIntake)}), nil
}

func (d Deps) beginImport(ctx context.Context, in *httpapi.Body[NewImport]) (*httpapi.Body[PersonIntake], error) {
	i, err := d.Intakes.Begin(ctx, httpapi.Actor(ctx), in.Body.SHA256, in.Body.LinesCount)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromIntake(i)), nil
}

func (d Deps) addImportLines(ctx context.Context, in *addImportInput) (*httpapi.Body[httpapi.List[ImportOutcome]], error) {
	lines := httpapi.Map(in.Body.Lines, func(l NewImportLine) intake.Line {
		out := intake.Line{Number: l.Line, Values: map[intake.Field]string{}}
		for f, text := range l.Values.byField() {
			out.Values[f] = *text
		}
		return out
	})
	all, err := d.Intakes.Add(ctx, httpapi.Actor(ctx), intake.ID(in.ID), lines)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[ImportOutcome]{Items: httpapi.Map(all, func(o intake.Outcome) ImportOutcome {
		return ImportOutcome{Line: o.Line, PersonID: string(o.PersonID), IsRepeat: o.IsRepeat, Problems: httpapi.Map(o.Problems, fromImportProblem)}
	})}), nil
}

func (d Deps) endImport(ctx context.Context, in *IDPath) (*httpapi.Body[PersonIntake], error) {
	i, err := d.Intakes.End(ctx, httpapi.Actor(ctx), intake.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromIntake(i)), nil
}

func fromIntake(i intake.Import) PersonIntake {
	out := PersonIntake{ID: string(i.ID), LinesCount: i.Lines, AddedCount: i.Added, StartedAt: i.StartedAt.UTC()}
	if !i.EndedAt.IsZero() {
		out.EndedAt = httpapi.Some(i.EndedAt.UTC())
	}
	return out
}

func fromImportProblem(p intake.Problem) ImportProblem {
	return ImportProblem{Field: ImportField(p.Field), Reason: ImportReason(p.Reason)}
}

func fromChecked(c intake.Checked) CheckedImport {
	out := CheckedImport{SHA256: c.Table.SHA256, Encoding: ImportEncoding(c.Table.Encoding), Headings: c.Table.Heads, Columns: []ImportColumn{}}
	for _, f := range intake.Fields() {
		if n, found := c.Columns[f]; found {
			out.Columns = append(out.Columns, ImportColumn{ImportField(f), n})
		}
	}
	out.Lines = make([]ImportLine, len(c.Lines))
	for i, j := range c.Lines {
		l := ImportLine{Line: j.Number, Problems: httpapi.Map(j.Problems, fromImportProblem), Cells: []string{}, PersonID: string(c.Done[j.Number])}
		for f, text := range l.Values.byField() {
			*text = j.Values[f]
		}
		if len(j.Problems) > 0 {
			l.Cells = c.Table.Rows[i].Cells
		}
		out.Lines[i] = l
	}
	if c.Open != nil {
		out.Open = httpapi.Some(fromIntake(*c.Open))
	}
	return out
}

func sampleIntake() PersonIntake {
	return PersonIntake{ID: sampleID(1), LinesCount: 798, AddedCount: 400, StartedAt: sampleTime()}
}

func sampleCheckedImport() CheckedImport {
	return CheckedImport{
		SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Encoding: "gb18030", Headings: []string{"司法所", "姓名"},
		Columns: []ImportColumn{{"station", 0}, {"name", 1}},
		Lines: []ImportLine{{
			Line: 2, Values: ImportValues{Station: "文新司法所", Name: "王小明"}, Problems: []ImportProblem{{"number", "missing"}}, Cells: []string{"文新司法所", "王小明"},
		}},
	}
}
