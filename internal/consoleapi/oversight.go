package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
)

// Oversight is what supervisors are told beside sums of attendance; oversight.Service.
type Oversight interface {
	Hours(ctx context.Context, actor authz.Actor, in oversight.Span) ([]oversight.Hour, error)
	Fairness(ctx context.Context, actor authz.Actor, in oversight.Span) (oversight.Fairness, error)
	Loads(ctx context.Context, actor authz.Actor, in oversight.Span) (oversight.Loads, error)
	Today(ctx context.Context, actor authz.Actor, unit org.UnitID) (oversight.Today, error)
	Ranking(ctx context.Context, actor authz.Actor, in oversight.Span) (oversight.Ranking, error)
	Window(ctx context.Context, actor authz.Actor, in oversight.Span) (oversight.Window, error)
	Records(ctx context.Context, actor authz.Actor, unit org.UnitID, f oversight.RecordFilter, p page.Request) ([]attendance.Record, error)
}

// WeekHour is an hour of the week with the check-ins that opened within it and are over.
type WeekHour struct {
	Weekday int `json:"weekday" minimum:"1" maximum:"7" doc:"1 is Monday (ISO 8601)"`
	Hour    int `json:"hour" minimum:"0" maximum:"23" doc:"Of the unit's clock"`
	Due     int `json:"due"`
	NotDone int `json:"not_done" doc:"Missed or not reached"`
}

// WeekHours are the hours of the week at one unit.
type WeekHours struct {
	Hours []WeekHour `json:"hours" nullable:"false" doc:"Monday first; hours without any check-in are left out"`
}

// GroupShare is a part of a group's occasions.
type GroupShare struct {
	Part   *float64 `json:"part" doc:"0 to 1; null for a group of too few occasions"`
	IsHigh bool     `json:"is_high" doc:"Clearly above that of all others: ask about phones and networks first"`
}

// TraitGroup is the persons of one trait.
type TraitGroup struct {
	Dimension TraitDimension `json:"dimension"`
	Value     string         `json:"value" doc:"A code" example:"android_old"`
	Occasions int            `json:"occasions" doc:"Check-ins and roll calls, without the excused"`
	Missed    int            `json:"missed" doc:"Absent or not reached"`
	Decided   int            `json:"decided" doc:"Check-ins that an officer had to decide"`
	Misses    GroupShare     `json:"misses"`
	Decisions GroupShare     `json:"decisions"`
}

// Fairness compares groups of persons at one unit.
type Fairness struct {
	Occasions int          `json:"occasions" doc:"Of all persons"`
	Misses    GroupShare   `json:"misses"`
	Decisions GroupShare   `json:"decisions"`
	Groups    []TraitGroup `json:"groups" nullable:"false"`
	AtLeast   int          `json:"at_least" doc:"Occasions that a group needs for a share"`
}

// UnitLoad is what one unit carries.
type UnitLoad struct {
	Unit          Unit `json:"unit"`
	Officers      int  `json:"officers" doc:"Who may sign in"`
	OpenAlerts    int  `json:"open_alerts"`
	OverdueAlerts int  `json:"overdue_alerts"`
	Unreachable   int  `json:"unreachable" doc:"Active persons whose phone takes no push"`
	RollCallsNow  int  `json:"roll_calls_now"`
	Upheld        int  `json:"upheld" doc:"Appeals about the days asked for that were upheld"`
}

// UnitLoads are the loads of a unit and of those directly below it.
type UnitLoads struct {
	Here  UnitLoad   `json:"here"`
	Below []UnitLoad `json:"below" nullable:"false"`
}

func (d Deps) registerOversight(api *httpapi.API) {
	d.registerToday(api)
	errs := []*fault.Error{oversight.ErrInterval, oversight.ErrUnit, authz.ErrOutOfScope}
	httpapi.Register(api, httpapi.Op{
		ID: "getWeekHours", Method: http.MethodGet, Path: "/console/v1/oversight/hours", Tag: "oversight", Summary: "At which hours of the week check-ins are not done",
		Action: authz.AttendanceRead, Errors: errs, Example: WeekHours{Hours: []WeekHour{{Weekday: 1, Hour: 8, Due: 40, NotDone: 3}}},
	}, d.weekHours)
	httpapi.Register(api, httpapi.Op{
		ID: "getFairness", Method: http.MethodGet, Path: "/console/v1/oversight/fairness", Tag: "oversight", Summary: "Misses and decisions by phone, network, age, sex and way",
		Action: authz.AttendanceRead, Errors: errs, Example: sampleFairness(),
	}, d.fairness)
	httpapi.Register(api, httpapi.Op{
		ID: "getLoads", Method: http.MethodGet, Path: "/console/v1/oversight/loads", Tag: "oversight", Summary: "What a unit and each one below carries",
		Action: authz.AttendanceRead, Errors: errs, Example: UnitLoads{Here: UnitLoad{Unit: sampleUnit(), Officers: 2, OpenAlerts: 5, OverdueAlerts: 1, Unreachable: 3}, Below: []UnitLoad{}},
	}, d.loads)
}

func sampleFairness() Fairness {
	part := 0.08
	share := GroupShare{Part: &part, IsHigh: true}
	return Fairness{Occasions: 400, Misses: GroupShare{Part: &part}, Decisions: GroupShare{Part: &part}, AtLeast: oversight.MinOccasions, Groups: []TraitGroup{
		{Dimension: TraitDimension(oversight.ByPhone), Value: "android_old", Occasions: 100, Missed: 8, Decided: 8, Misses: share, Decisions: share},
	}}
}

func (in summaryInput) span() oversight.Span {
	return oversight.Span{UnitID: org.UnitID(in.UnitID), From: in.From, To: in.To}
}

func (d Deps) weekHours(ctx context.Context, in *summaryInput) (*httpapi.Body[WeekHours], error) {
	hours, err := d.Oversight.Hours(ctx, httpapi.Actor(ctx), in.span())
	if err != nil {
		return nil, err
	}
	return httpapi.OK(WeekHours{Hours: httpapi.Map(hours, func(h oversight.Hour) WeekHour {
		return WeekHour{Weekday: oversight.ISOWeekday(h.Weekday), Hour: h.Hour, Due: h.Due, NotDone: h.NotDone}
	})}), nil
}

func (d Deps) fairness(ctx context.Context, in *summaryInput) (*httpapi.Body[Fairness], error) {
	f, err := d.Oversight.Fairness(ctx, httpapi.Actor(ctx), in.span())
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Fairness{
		Occasions: f.All.Occasions, Misses: fromShare(f.All.Misses), Decisions: fromShare(f.All.Decisions), AtLeast: oversight.MinOccasions,
		Groups: httpapi.Map(f.Groups, func(g oversight.Group) TraitGroup {
			return TraitGroup{
				Dimension: TraitDimension(g.Dimension), Value: g.Value, Occasions: g.Occasions, Missed: g.Missed, Decided: g.Decided,
				Misses: fromShare(g.Misses), Decisions: fromShare(g.Decisions),
			}
		}),
	}), nil
}

func fromShare(s oversight.Share) GroupShare {
	if !s.IsKnown {
		return GroupShare{}
	}
	return GroupShare{Part: &s.Part, IsHigh: s.IsHigh}
}

func (d Deps) loads(ctx context.Context, in *summaryInput) (*httpapi.Body[UnitLoads], error) {
	l, err := d.Oversight.Loads(ctx, httpapi.Actor(ctx), in.span())
	if err != nil {
		return nil, err
	}
	return httpapi.OK(UnitLoads{Here: fromLoad(l.Here), Below: httpapi.Map(l.Below, fromLoad)}), nil
}

func fromLoad(l oversight.UnitLoad) UnitLoad {
	return UnitLoad{
		Unit: fromUnit(l.Unit), Officers: l.Load.Officers, OpenAlerts: l.Load.OpenAlerts, OverdueAlerts: l.Load.OverdueAlerts,
		Unreachable: l.Load.Unreachable, RollCallsNow: l.Load.RollCallsNow, Upheld: l.Load.Upheld,
	}
}
