package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/city"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
)

// Unit is one node of the tree: a city, a district or a justice station.
type Unit struct {
	ID       string   `json:"id"`
	ParentID *string  `json:"parent_id" doc:"null at the top"`
	Kind     UnitKind `json:"kind"`
	Code     string   `json:"code" doc:"Administrative division code"`
	Name     string   `json:"name"`
	Path     string   `json:"path" doc:"Codes from the top, with slashes at both ends"`
	// Telephone is the office's number.
	Telephone string `json:"telephone" example:"0999-0000000" doc:"Number of the office, at which persons reach it; empty when none is known"`
	Version   int    `json:"version"`
}

// Units changes units; city.Service.
type Units interface {
	Change(ctx context.Context, actor authz.Actor, id org.UnitID, version int, d city.UnitDraft) (org.Unit, error)
}

// ChangedUnit is a unit as it is to be.
type ChangedUnit struct {
	Name      string `json:"name" minLength:"1" maxLength:"60"`
	Telephone string `json:"telephone,omitempty" maxLength:"20" example:"0999-0000000" doc:"Number of the office: 3 to 20 digits, spaces, + - ( ), at least three of them digits; empty or left out: none"`
	Version   int    `json:"version" minimum:"1"`
}

type changeUnitInput struct {
	IDPath
	Body ChangedUnit
}

// UnitRef names a unit.
type UnitRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Counts is how many records have which outcome.
type Counts struct {
	Present    int `json:"present"`
	Late       int `json:"late"`
	Absent     int `json:"absent"`
	Excused    int `json:"excused"`
	Review     int `json:"review"`
	NotReached int `json:"not_reached"`
}

// DayCounts is the counts of one calendar day.
type DayCounts struct {
	Day    string `json:"day" format:"date"`
	Counts Counts `json:"counts"`
}

// UnitCounts is the counts of one unit.
type UnitCounts struct {
	Unit    Unit   `json:"unit"`
	Counts  Counts `json:"counts"`
	Persons int    `json:"persons" doc:"Active persons"`
}

// Summary is attendance at one unit over some days.
type Summary struct {
	Unit     Unit         `json:"unit"`
	Days     []DayCounts  `json:"days" nullable:"false"`
	Children []UnitCounts `json:"children" nullable:"false" doc:"Units directly below; none for a station"`
	Totals   Counts       `json:"totals"`
	Persons  int          `json:"persons"`
}

type summaryInput struct {
	UnitID string `query:"unit_id" format:"uuid" doc:"Empty: the member's own"`
	From   string `query:"from" required:"true" format:"date"`
	To     string `query:"to" required:"true" format:"date"`
}

func (d Deps) registerUnits(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listUnits", Method: http.MethodGet, Path: "/console/v1/units", Tag: "unit", Summary: "The units in scope and those above",
		Action: authz.OrgRead, Example: httpapi.List[Unit]{Items: []Unit{sampleUnit()}},
	}, d.listUnits)
	httpapi.Register(api, httpapi.Op{
		ID: "changeUnit", Method: http.MethodPut, Path: "/console/v1/units/{id}", Tag: "unit", Summary: "Rename a unit and set its office's telephone",
		Action: authz.OrgManage, Errors: []*fault.Error{org.ErrNotFound, org.ErrUnit, org.ErrTelephone, org.ErrNameTaken, org.ErrChanged, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: sampleUnit(),
	}, d.changeUnit)
	httpapi.Register(api, httpapi.Op{
		ID: "getAttendanceSummary", Method: http.MethodGet, Path: "/console/v1/attendance/summary", Tag: "attendance", Summary: "Attendance of a unit over some days",
		Action: authz.AttendanceRead, Errors: []*fault.Error{casefile.ErrInterval, casefile.ErrUnit, authz.ErrOutOfScope}, Example: sampleSummary(),
	}, d.summary)
}

func (d Deps) listUnits(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[Unit]], error) {
	all, err := d.Persons.Units(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromUnit)), nil
}

func (d Deps) changeUnit(ctx context.Context, in *changeUnitInput) (*httpapi.Body[Unit], error) {
	draft := city.UnitDraft{Name: in.Body.Name, Telephone: in.Body.Telephone}
	u, err := d.Units.Change(ctx, httpapi.Actor(ctx), org.UnitID(in.ID), in.Body.Version, draft)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromUnit(u)), nil
}

func (d Deps) summary(ctx context.Context, in *summaryInput) (*httpapi.Body[Summary], error) {
	s, err := d.Persons.Summary(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID), in.From, in.To)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Summary{
		Unit: fromUnit(s.Unit), Totals: fromCounts(s.Totals), Persons: s.Persons,
		Days: httpapi.Map(s.Days, func(day casefile.Day) DayCounts {
			return DayCounts{Day: day.Day, Counts: fromCounts(day.Counts)}
		}),
		Children: httpapi.Map(s.Children, func(c casefile.Child) UnitCounts {
			return UnitCounts{Unit: fromUnit(c.Unit), Counts: fromCounts(c.Counts), Persons: c.Persons}
		}),
	}), nil
}

func fromUnit(u org.Unit) Unit {
	out := Unit{ID: string(u.ID), Kind: UnitKind(u.Kind), Code: u.Code, Name: u.Name, Path: string(u.Path), Telephone: u.Telephone, Version: u.Version}
	if u.ParentID != "" {
		parent := string(u.ParentID)
		out.ParentID = &parent
	}
	return out
}

func fromCounts(c map[attendance.Status]int) Counts {
	return Counts{
		Present: c[attendance.Present], Late: c[attendance.Late], Absent: c[attendance.Absent], Excused: c[attendance.Excused],
		Review: c[attendance.Review], NotReached: c[attendance.NotReached],
	}
}
