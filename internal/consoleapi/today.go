package consoleapi

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/person"
)

// Today is how the day stands at one unit.
type Today struct {
	Unit       UnitRef   `json:"unit"`
	Day        string    `json:"day" format:"date"`
	At         time.Time `json:"at"`
	Counts     Counts    `json:"counts" doc:"Check-ins and roll calls of the day so far"`
	Due        int       `json:"due" doc:"Check-ins of the day that have opened and were not cancelled"`
	Open       int       `json:"open" doc:"Of these, still open"`
	Week       string    `json:"week" format:"date" doc:"The same weekday a week ago"`
	WeekAt     time.Time `json:"week_at" doc:"The same time of that day"`
	WeekCounts Counts    `json:"week_counts" doc:"What had an outcome on that day by that time"`
}

// RankedPerson is one person's outcomes over some days.
type RankedPerson struct {
	Person PersonRef `json:"person"`
	Counts Counts    `json:"counts"`
}

// RankedPersons are the persons of a unit, those who came least often first.
type RankedPersons struct {
	Persons []RankedPerson `json:"persons" nullable:"false"`
	Of      int            `json:"of" doc:"Persons with attendance in these days; those who are not listed came more often"`
}

type todayInput struct {
	UnitID string `query:"unit_id" format:"uuid" doc:"Empty: the member's own"`
}

// TraitCode is a group of persons as an address has it: a dimension and a value, with a colon between.
type TraitCode string

func (d Deps) registerToday(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getToday", Method: http.MethodGet, Path: "/console/v1/oversight/today", Tag: "oversight", Summary: "How the day stands at a unit, beside a week ago by the same time",
		Action: authz.AttendanceRead, Errors: []*fault.Error{oversight.ErrUnit, authz.ErrOutOfScope}, Example: sampleToday(),
	}, d.today)
	httpapi.Register(api, httpapi.Op{
		ID: "getRankedPersons", Method: http.MethodGet, Path: "/console/v1/oversight/ranking", Tag: "oversight", Summary: "The persons of a unit by the share of occasions they came to, lowest first, 500 at most",
		Action: authz.AttendanceRead, Errors: []*fault.Error{oversight.ErrInterval, oversight.ErrUnit, authz.ErrOutOfScope},
		Example: RankedPersons{Of: 1, Persons: []RankedPerson{{Person: samplePersonRef(), Counts: Counts{Present: 20, Absent: 2}}}},
	}, d.ranking)
}

func sampleToday() Today {
	return Today{
		Unit: sampleStation(), Day: "2026-11-23", At: sampleTime(), Counts: Counts{Present: 31, Late: 2}, Due: 40, Open: 7, Week: "2026-11-16", WeekAt: sampleTime().AddDate(0, 0, -7), WeekCounts: Counts{Present: 29},
	}
}

func (d Deps) today(ctx context.Context, in *todayInput) (*httpapi.Body[Today], error) {
	t, err := d.Oversight.Today(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Today{
		Unit: UnitRef{ID: string(t.Unit.ID), Name: t.Unit.Name}, Day: t.Day, At: t.At.UTC(), Counts: fromCounts(t.Counts), Due: t.Due, Open: t.Open,
		Week: t.Week, WeekAt: t.WeekAt.UTC(), WeekCounts: fromCounts(t.WeekCounts),
	}), nil
}

func (d Deps) ranking(ctx context.Context, in *summaryInput) (*httpapi.Body[RankedPersons], error) {
	actor := httpapi.Actor(ctx)
	r, err := d.Oversight.Ranking(ctx, actor, in.span())
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(r.Persons, func(p oversight.PersonCounts) person.ID { return p.PersonID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(RankedPersons{Of: r.Of, Persons: httpapi.Map(r.Persons, func(p oversight.PersonCounts) RankedPerson {
		return RankedPerson{Person: l.person(p.PersonID), Counts: fromCounts(p.Counts)}
	})}), nil
}

// traitOf is the group that an address asks for, ages being those of the year of the last day; nil without one.
func traitOf(code TraitCode, to string, now time.Time) *person.Trait {
	by, value, ok := strings.Cut(string(code), ":")
	if !ok {
		return nil
	}
	year := now.Year()
	if len(to) >= len("2026") {
		if n, err := strconv.Atoi(to[:4]); err == nil {
			year = n
		}
	}
	return &person.Trait{By: by, Value: value, Year: year}
}
