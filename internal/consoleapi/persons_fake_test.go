package consoleapi_test

import (
	"context"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// persons is the case file.
type persons struct{ *services }

func somebody() person.Person {
	return person.Person{
		ID: known, StationID: unitID, Path: station, Number: "330106-2026-0001", Name: "王小明", Sex: person.Male, BornOn: time.Date(1990, 5, 1, 0, 0, 0, 0, time.UTC),
		Category: person.Probation, Level: person.Ordinary, Status: person.Active, TermFrom: instant(), TermTo: instant(), CreatedAt: instant(), Version: 1,
	}
}

func (p persons) List(_ context.Context, a authz.Actor, in casefile.ListInput, _ page.Request) ([]casefile.Row, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	p.note("list persons q=" + in.Query + " reason=" + in.Reason)
	minor := somebody()
	minor.Name = ""
	return []casefile.Row{{Person: somebody(), StationName: "文新司法所", DeviceCount: 1}, {Person: minor, IsMinor: true, IsMasked: true}}, nil
}

func (p persons) Get(_ context.Context, a authz.Actor, id person.ID, reason string) (person.Person, error) {
	if id != known {
		return person.Person{}, person.ErrNotFound
	}
	if reason == "minor" { // stands for a minor's file that is asked for without a reason
		return person.Person{}, casefile.ErrReason
	}
	return somebody(), p.write(a, authz.PersonRead, "see person")
}

func (p persons) SeePart(_ context.Context, a authz.Actor, needs authz.Action, _ person.ID, reason string) error {
	if reason == "minor" {
		return casefile.ErrReason
	}
	return authz.Check(a, needs, station)
}

func (p persons) SeePlaces(_ context.Context, a authz.Actor, _ person.ID, reason string) (person.Person, error) {
	if reason == "minor" {
		return person.Person{}, casefile.ErrReason
	}
	return somebody(), p.write(a, authz.CheckinRead, "see places because "+reason)
}

func (p persons) Create(_ context.Context, a authz.Actor, n person.Person) (person.Person, error) {
	if err := n.Validate(); err != nil {
		return person.Person{}, err
	}
	n.ID, n.Status, n.Version = known, person.Active, 1
	return n, p.write(a, authz.PersonWrite, "create person "+n.Number+" born "+httpapi.Date(n.BornOn))
}

func (p persons) Transfer(_ context.Context, a authz.Actor, id person.ID, to org.UnitID, _ string, _ int) (person.Person, error) {
	if err := authz.Check(a, authz.PersonWrite, station); err != nil {
		return person.Person{}, err
	}
	return person.Person{ID: id, StationID: to, Name: "王小明", Number: "1", Sex: person.Male}, p.write(a, authz.PersonWrite, "transfer")
}

func (p persons) Correct(_ context.Context, a authz.Actor, id person.ID, f person.Facts, reason string, _ int) (person.Person, error) {
	if id != known {
		return person.Person{}, person.ErrNotFound
	}
	next := somebody().With(f)
	if err := next.Validate(); err != nil {
		return person.Person{}, err
	}
	return next, p.write(a, authz.PersonWrite, "correct person "+next.Number+" born "+httpapi.Date(next.BornOn)+" because "+reason)
}

func (p persons) IsMinor(context.Context, authz.Actor, person.Person) bool { return false }

func (p persons) Units(_ context.Context, a authz.Actor) ([]org.Unit, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []org.Unit{{ID: "u0", Kind: org.District, Code: "330106", Name: "西湖区", Path: district}, unit()}, nil
}

func (p persons) Summary(_ context.Context, a authz.Actor, u org.UnitID, from, to string) (casefile.Summary, error) {
	if u == unitID && !a.Scope.Contains(station) {
		return casefile.Summary{}, authz.ErrOutOfScope
	}
	if from > to {
		return casefile.Summary{}, casefile.ErrInterval
	}
	return casefile.Summary{Unit: unit(), Days: []casefile.Day{{Day: from, Counts: casefile.Counts{attendance.Late: 2}}}, Totals: casefile.Counts{attendance.Late: 2}, Persons: 5}, nil
}

func (p persons) Calendar(_ context.Context, a authz.Actor, _ person.ID, _, _ string) ([]attendance.Record, error) {
	return []attendance.Record{{Day: "2026-11-23", Status: attendance.Late, Source: attendance.FromCheckin, SourceID: known, At: instant()}}, authz.Check(a, authz.AttendanceRead, station)
}
