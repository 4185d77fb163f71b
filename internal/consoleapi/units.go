package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
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
	out := Unit{ID: string(u.ID), Kind: UnitKind(u.Kind), Code: u.Code, Name: u.Name, Path: string(u.Path)}
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
