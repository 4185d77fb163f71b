package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Draw is the committed randomness of one day.
type Draw struct {
	Day         string    `json:"day" format:"date"`
	Commitment  string    `json:"commitment" doc:"SHA-256, hex, of \"diandao.draw.v1\\n\", the day, \"\\n\" and the 32 bytes of the seed"`
	CommittedAt time.Time `json:"committed_at"`
	Seed        string    `json:"seed" doc:"Hex; empty until the day is over everywhere"`
}

// Drawn is a check-in that opened at a drawn time. With the seed of its day anybody can draw again; docs/draws.md tells how.
type Drawn struct {
	RequestID string    `json:"request_id"`
	Person    PersonRef `json:"person"`
	Station   UnitRef   `json:"station"`
	Title     string    `json:"title"`
	Day       string    `json:"day" format:"date"`
	OpensAt   time.Time `json:"opens_at"`
	Rule      DrawRule  `json:"rule"`
}

// DrawRule is the part of a plan that its times are drawn by, as it was when the check-in opened.
type DrawRule struct {
	Zone          string `json:"zone" doc:"IANA"`
	OpensAt       string `json:"opens_at" doc:"Wall clock in zone: when the range begins" example:"08:00"`
	SpanMinutes   int    `json:"span_minutes" doc:"Of the range"`
	LengthMinutes int    `json:"length_minutes" doc:"Of a window"`
	Times         int    `json:"times" minimum:"1" maximum:"4" doc:"Windows a day"`
	MinGapMinutes int    `json:"min_gap_minutes" doc:"Least time between two windows"`
}

// CalendarDay is a day that is not what its weekday says.
type CalendarDay struct {
	Day  string       `json:"day" format:"date"`
	Kind CalendarKind `json:"kind"`
	Name string       `json:"name" maxLength:"30"`
}

// CalendarYear is the special days of one year.
type CalendarYear struct {
	Days []CalendarDay `json:"days" nullable:"false" maxItems:"400"`
}

type drawsInput struct {
	From string `query:"from" format:"date" required:"true"`
	To   string `query:"to" format:"date" required:"true"`
}

type drawnInput struct {
	httpapi.Paging
	From     string `query:"from" format:"date" required:"true"`
	To       string `query:"to" format:"date" required:"true"`
	UnitID   string `query:"unit_id" format:"uuid"`
	PersonID string `query:"person_id" format:"uuid"`
}

// YearPath names a year. It is exported because Huma looks into exported embedded fields only.
type YearPath struct {
	Year int `path:"year" minimum:"2000" maximum:"2100"`
}

type putCalendarInput struct {
	YearPath
	Body CalendarYear
}

func (d Deps) registerTimetable(api *httpapi.API) {
	year := CalendarYear{Days: []CalendarDay{{Day: "2026-10-01", Kind: "holiday", Name: "国庆节"}}}
	httpapi.Register(api, httpapi.Op{
		ID: "listDraws", Method: http.MethodGet, Path: "/console/v1/draws", Tag: "plan", Summary: "Commitments of drawn times, with the seeds of days that are over",
		Action: authz.PlanRead, Errors: []*fault.Error{checkin.ErrDrawDays},
		Example: httpapi.List[Draw]{Items: []Draw{{Day: "2026-11-23", Commitment: "5feceb66…", CommittedAt: sampleTime()}}},
	}, d.listDraws)
	httpapi.Register(api, httpapi.Op{
		ID: "listDrawn", Method: http.MethodGet, Path: "/console/v1/drawn-checkins", Tag: "check-in", Summary: "Check-ins that opened at drawn times, newest first, with the rules they were drawn by",
		Action: authz.CheckinRead, Errors: []*fault.Error{checkin.ErrDrawDays, page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[Drawn]{Items: []Drawn{sampleDrawn()}},
	}, d.listDrawn)
	httpapi.Register(api, httpapi.Op{
		ID: "getCalendar", Method: http.MethodGet, Path: "/console/v1/calendar/{year}", Tag: "plan", Summary: "Public holidays and make-up working days of a year",
		Action: authz.PlanRead, Errors: []*fault.Error{schedule.ErrCalendar}, Example: year,
	}, d.getCalendar)
	httpapi.Register(api, httpapi.Op{
		ID: "replaceCalendar", Method: http.MethodPut, Path: "/console/v1/calendar/{year}", Tag: "plan", Summary: "Enter the days of a year as announced",
		Action: authz.CalendarWrite, Errors: []*fault.Error{schedule.ErrCalendar, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: year,
	}, d.replaceCalendar)
}

func (d Deps) listDraws(ctx context.Context, in *drawsInput) (*httpapi.Body[httpapi.List[Draw]], error) {
	all, err := d.Plans.Draws(ctx, httpapi.Actor(ctx), in.From, in.To)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, func(v checkin.Draw) Draw {
		return Draw{Day: v.Day, Commitment: v.Commitment, CommittedAt: v.CommittedAt.UTC(), Seed: v.Seed}
	})), nil
}

func sampleDrawn() Drawn {
	return Drawn{
		RequestID: sampleID(4), Person: samplePersonRef(), Station: sampleStation(), Title: "随机报到", Day: "2026-11-23", OpensAt: sampleTime(),
		Rule: DrawRule{Zone: "Asia/Shanghai", OpensAt: "08:00", SpanMinutes: 600, LengthMinutes: 60, Times: 1},
	}
}

func (d Deps) listDrawn(ctx context.Context, in *drawnInput) (*httpapi.Body[httpapi.List[Drawn]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	all, err := d.Plans.Drawn(ctx, actor, checkin.DrawnFilter{From: in.From, To: in.To, PersonID: person.ID(in.PersonID)}, req)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, func(v checkin.Drawn) person.ID { return v.Request.PersonID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, l.drawn, func(v checkin.Drawn) page.Cursor {
		return page.Cursor{At: v.Request.OpensAt, ID: string(v.Request.ID)}
	})), nil
}

func (l lookup) drawn(v checkin.Drawn) Drawn {
	r := v.Request
	return Drawn{
		RequestID: string(r.ID), Person: l.person(r.PersonID), Station: l.station(r.StationID), Title: r.Title, Day: r.Day, OpensAt: r.OpensAt.UTC(), Rule: fromDrawRule(v.Rule),
	}
}

func fromDrawRule(r schedule.Rule) DrawRule {
	return DrawRule{
		Zone: r.Zone, OpensAt: wallClock(r.OpensAt), SpanMinutes: int(r.Span / time.Minute), LengthMinutes: int(r.Length / time.Minute),
		Times: max(r.Times, 1), MinGapMinutes: int(r.MinGap / time.Minute),
	}
}

func (d Deps) getCalendar(ctx context.Context, in *YearPath) (*httpapi.Body[CalendarYear], error) {
	days, err := d.Plans.CalendarDays(ctx, httpapi.Actor(ctx), in.Year)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(CalendarYear{Days: httpapi.Map(days, func(c schedule.CalendarDay) CalendarDay {
		return CalendarDay{Day: c.Day, Kind: CalendarKind(c.Kind), Name: c.Name}
	})}), nil
}

func (d Deps) replaceCalendar(ctx context.Context, in *putCalendarInput) (*httpapi.Body[CalendarYear], error) {
	days := httpapi.Map(in.Body.Days, func(c CalendarDay) schedule.CalendarDay {
		return schedule.CalendarDay{Day: c.Day, Kind: schedule.DayKind(c.Kind), Name: c.Name}
	})
	if err := d.Plans.ReplaceCalendar(ctx, httpapi.Actor(ctx), in.Year, days); err != nil {
		return nil, err
	}
	return d.getCalendar(ctx, &in.YearPath)
}
