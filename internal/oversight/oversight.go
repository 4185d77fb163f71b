package oversight

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Errors of this package.
var (
	ErrUnit     = fault.New(fault.NotFound, "org.unit_not_found", "There is no such unit.")
	ErrInterval = fault.New(fault.Invalid, "attendance.interval_invalid", "The days must be dates, the first not after the last, at most 400 apart.")
)

// MaxDays bounds an interval.
const MaxDays = 400

// Units reads the tree.
type Units interface {
	// Unit returns an error when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
	// ListUnits returns the units at and below scope and those above it, by Path.
	ListUnits(ctx context.Context, scope org.Path) ([]org.Unit, error)
}

// Slot is how many check-ins opened within the quarter of an hour from At, and how many of them nobody did.
type Slot struct {
	At      time.Time
	Due     int
	NotDone int
}

// Traits are what the persons of a group share; empty ones are not known.
type Traits struct {
	Sex      string
	BornYear int
	Device   string // as the newest phone describes itself
	Network  string // by which the newest check-in came, as the phone told
	Way      string // how they show who they are
}

// Tally is how many occasions of persons with these traits have an outcome.
type Tally struct {
	Traits
	Status attendance.Status
	Count  int
}

// Decided is how many check-ins of persons with these traits an officer had to decide.
type Decided struct {
	Traits
	Count int
}

// Reader counts what is stored, always within scope.
type Reader interface {
	// CountSlots counts check-ins that opened with from ≤ OpensAt < to and are over.
	CountSlots(ctx context.Context, scope org.Path, from, to time.Time) ([]Slot, error)
	// CountTraits counts attendance with from ≤ Day ≤ to by the traits of persons.
	CountTraits(ctx context.Context, scope org.Path, from, to string) ([]Tally, error)
	// CountDecided counts check-ins with from ≤ Day ≤ to that an officer decided, by the traits of persons.
	CountDecided(ctx context.Context, scope org.Path, from, to string) ([]Decided, error)
	// CountDay counts attendance of one day by outcome; with a time only what was before it.
	CountDay(ctx context.Context, scope org.Path, day string, before time.Time) (map[attendance.Status]int, error)
	// CountDue counts check-ins of a day that have opened and were not cancelled, and how many of them are still open.
	CountDue(ctx context.Context, scope org.Path, day string) (due, open int, err error)
	// CountPersons counts attendance with from ≤ Day ≤ to by person and outcome.
	CountPersons(ctx context.Context, scope org.Path, from, to string) (map[person.ID]map[attendance.Status]int, error)
	// CountLoads counts, by the path of the unit, what stands at now; appeals upheld by the day they are about.
	CountLoads(ctx context.Context, scope org.Path, now time.Time, from, to string) (map[org.Path]Load, error)
	// ListRecords returns attendance, newest first by (Day, ID); the cursor's Text is a day.
	ListRecords(ctx context.Context, scope org.Path, f RecordFilter, p page.Request) ([]attendance.Record, error)
}

// Service answers supervisors.
type Service struct {
	reader Reader
	units  Units
	clock  clock.Clock
}

// New returns a service.
func New(reader Reader, units Units, c clock.Clock) *Service { return &Service{reader, units, c} }

// Span is a unit (empty: the actor's own) over calendar days of its zone, both inclusive, "2026-11-23".
type Span struct {
	UnitID   org.UnitID
	From, To string
}

// place is a span looked up: the unit, and its days as instants in its zone, until excluded.
type place struct {
	unit        org.Unit
	from, until time.Time
	zone        *time.Location
}

// look finds the unit of a span for somebody who may read attendance. It returns ErrInterval, ErrUnit or an authz
// error.
func (s *Service) look(ctx context.Context, actor authz.Actor, in Span) (place, error) {
	if err := authz.Allow(actor, authz.AttendanceRead); err != nil {
		return place{}, err
	}
	unit, err := s.unit(ctx, actor, in.UnitID)
	if err != nil {
		return place{}, err
	}
	zone, err := time.LoadLocation(unit.Zone)
	if err != nil {
		return place{}, fmt.Errorf("zone of a unit: %w", err)
	}
	from, err := time.ParseInLocation(time.DateOnly, in.From, zone)
	if err != nil {
		return place{}, ErrInterval.With(err)
	}
	to, err := time.ParseInLocation(time.DateOnly, in.To, zone)
	if err != nil {
		return place{}, ErrInterval.With(err)
	}
	if to.Before(from) || to.After(from.AddDate(0, 0, MaxDays)) {
		return place{}, ErrInterval
	}
	return place{unit: unit, from: from, until: to.AddDate(0, 0, 1), zone: zone}, nil
}

func (s *Service) unit(ctx context.Context, actor authz.Actor, id org.UnitID) (org.Unit, error) {
	return unitFor(ctx, s.units, actor, authz.AttendanceRead, id)
}

// unitFor is the unit of that id, or the actor's own without one.
func unitFor(ctx context.Context, units Units, actor authz.Actor, action authz.Action, id org.UnitID) (org.Unit, error) {
	if id != "" {
		u, err := units.Unit(ctx, id)
		if err != nil {
			return org.Unit{}, ErrUnit.With(err)
		}
		return u, authz.Check(actor, action, u.Path)
	}
	all, err := units.ListUnits(ctx, actor.Scope)
	if err != nil {
		return org.Unit{}, fmt.Errorf("list units: %w", err)
	}
	for _, u := range all {
		if u.Path == actor.Scope {
			return u, nil
		}
	}
	return org.Unit{}, ErrUnit
}
