package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/schedule"
)

// Draw is the committed randomness of one day.
type Draw struct {
	Day         string    `json:"day" format:"date"`
	Commitment  string    `json:"commitment" doc:"SHA-256, hex, of \"diandao.draw.v1\\n\", the day, \"\\n\" and the 32 bytes of the seed"`
	CommittedAt time.Time `json:"committed_at"`
	Seed        string    `json:"seed" doc:"Hex; empty until the day is over everywhere"`
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
