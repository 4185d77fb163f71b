// Package casefile is what staff see and change of persons and units: lists within scope, one person's
// file, the tree of units, attendance summed up over it. A minor's file is closed: its identity shows
// only to whoever gives a reason, which the audit keeps (Community Corrections Law, article 54).
package casefile

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Errors of this package.
var (
	ErrReason   = fault.New(fault.Forbidden, "person.reason_required", "A minor's file is closed. Say why you need to see it.")
	ErrUnit     = fault.New(fault.NotFound, "org.unit_not_found", "There is no such unit.")
	ErrStation  = fault.New(fault.Invalid, "person.station_invalid", "A person belongs to a justice station.")
	ErrInterval = fault.New(fault.Invalid, "attendance.interval_invalid", "The days must be dates, the first not after the last, at most 400 apart.")
)

// MaxReason bounds a reason, MaxDays an interval.
const (
	MaxReason = 200 // characters
	MaxDays   = 400
)

// Filter narrows a list of persons. Zero fields do not narrow.
type Filter struct {
	Query    string // part of a name, or the beginning of a case number
	Statuses []person.Status
	Levels   []person.Level
	// NamesBornBy, a day, keeps whoever is born later from being found by name: a minor's identity is not
	// to be guessed by searching. Empty finds everybody.
	NamesBornBy string
	// HasNoPush keeps those whose phone takes no push.
	HasNoPush bool
	// LacksTeam keeps those whose correction team is not named or lacks somebody whom the law asks for, as team.Lacks says.
	LacksTeam bool
	// AdultsBornBy is the day of birth by which one is of age; LacksTeam needs it.
	AdultsBornBy string
}

// Row is one person in a list.
type Row struct {
	Person      person.Person
	StationName string
	IsMinor     bool
	IsMasked    bool // the name is withheld
	DeviceCount int  // activated and not revoked
}

// Store reads and writes persons.
type Store interface {
	SeparationStore
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
	// List returns persons within scope by (Number, ID) with station names and device counts; the
	// cursor's Text is the number.
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Row, error)
	// CountByStation counts active persons within scope by the path of their station.
	CountByStation(ctx context.Context, scope org.Path) (map[org.Path]int, error)
	// NoteLook enters a look in the ledger: of one actor at the same of one person once an hour. About is what
	// makes looks differ.
	NoteLook(ctx context.Context, e audit.Entry, about string) error
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	SeparationTx
	// AfterCommit runs fn once the transaction has committed.
	AfterCommit(fn func())
	// InsertPerson returns person.ErrNumberTaken.
	InsertPerson(ctx context.Context, p person.Person) error
	// Transfer moves a person of that version with the whole file to p's station and path, and reports whether
	// it did. What was counted at the former station stays counted there.
	Transfer(ctx context.Context, p person.Person, version int) (bool, error)
}

// Units reads the tree.
type Units interface {
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
	// ListUnits returns the units at and below scope and those above it, by Path.
	ListUnits(ctx context.Context, scope org.Path) ([]org.Unit, error)
}

// Attendance sums attendance up.
type Attendance interface {
	attendance.Reader
	// CountByStation counts records within scope with from ≤ Day ≤ to by the path of the station.
	CountByStation(ctx context.Context, scope org.Path, from, to string) (map[org.Path]map[attendance.Status]int, error)
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service is the case file.
type Service struct {
	store      Store
	units      Units
	attendance Attendance
	hints      Hinter
	clock      clock.Clock
}

// New returns a service.
func New(store Store, units Units, att Attendance, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, units: units, attendance: att, hints: hints, clock: c}
}

// ListInput narrows a list; UnitID empty is the whole scope. Minors' names are withheld unless a
// reason is given, which is audited.
type ListInput struct {
	Filter
	UnitID org.UnitID
	Reason string
}

// List returns persons in the actor's scope by case number.
func (s *Service) List(ctx context.Context, actor authz.Actor, in ListInput, p page.Request) ([]Row, error) {
	if err := authz.Allow(actor, authz.PersonRead); err != nil {
		return nil, err
	}
	scope, err := s.within(ctx, actor, in.UnitID)
	if err != nil {
		return nil, err
	}
	reason, minors := strings.TrimSpace(in.Reason), 0
	loc := s.zone(ctx, actor)
	y, m, d := s.clock.Now().In(loc).Date()
	in.AdultsBornBy = fmt.Sprintf("%04d-%02d-%02d", y-person.AdultAge, m, d) // compared as text: 29 February needs no such day
	if reason == "" {
		in.NamesBornBy = in.AdultsBornBy
	}
	rows, err := s.store.List(ctx, scope, in.Filter, p)
	if err != nil {
		return nil, fmt.Errorf("list persons: %w", err)
	}
	for i := range rows {
		if rows[i].IsMinor = rows[i].Person.IsMinor(s.clock.Now(), loc); !rows[i].IsMinor {
			continue
		}
		minors++
		if reason == "" {
			rows[i].IsMasked, rows[i].Person.Name, rows[i].Person.Phone = true, "", ""
		}
	}
	if minors > 0 && reason != "" {
		err = s.auditListing(ctx, actor, scope, reason)
	}
	return rows, err
}

// within is the part of the actor's scope that lies in the unit.
func (s *Service) within(ctx context.Context, actor authz.Actor, uid org.UnitID) (org.Path, error) {
	if uid == "" {
		return actor.Scope, nil
	}
	u, err := s.units.Unit(ctx, uid)
	if err != nil {
		return "", ErrUnit.With(err)
	}
	switch {
	case actor.Scope.Contains(u.Path):
		return u.Path, nil
	case u.Path.Contains(actor.Scope):
		return actor.Scope, nil
	}
	return "", authz.ErrOutOfScope
}

// zone is the zone in which a birthday is counted for this actor. A deployment is one city.
func (s *Service) zone(ctx context.Context, actor authz.Actor) *time.Location {
	units, err := s.units.ListUnits(ctx, actor.Scope)
	if err == nil && len(units) > 0 {
		if loc, err := time.LoadLocation(units[0].Zone); err == nil {
			return loc
		}
	}
	return time.UTC
}

// IsMinor reports whether the person is under 18 today, where the actor works.
func (s *Service) IsMinor(ctx context.Context, actor authz.Actor, p person.Person) bool {
	return p.IsMinor(s.clock.Now(), s.zone(ctx, actor))
}

// Get returns one person. A minor's file needs a reason. The look is audited once an hour, and again with
// another reason. It returns
// person.ErrNotFound, ErrReason or an authz error.
func (s *Service) Get(ctx context.Context, actor authz.Actor, pid person.ID, reason string) (person.Person, error) {
	return s.look(ctx, actor, authz.PersonRead, pid, reason, "seen")
}

// SeePlaces notes that the actor looks at where a person was. It returns what Get returns.
func (s *Service) SeePlaces(ctx context.Context, actor authz.Actor, pid person.ID, reason string) (person.Person, error) {
	return s.look(ctx, actor, authz.CheckinRead, pid, reason, "places_seen")
}

// SeePart has a part of a person's file opened, which needs that action. A minor's needs a reason and is noted as
// the file is; an adult's is noted where the whole file is opened. It returns what Get returns.
func (s *Service) SeePart(ctx context.Context, actor authz.Actor, needs authz.Action, pid person.ID, reason string) error {
	p, reason, err := s.mayLook(ctx, actor, needs, pid, reason)
	if err != nil || !s.IsMinor(ctx, actor, p) {
		return err
	}
	return s.noteLook(ctx, actor, p, "seen", reason)
}

func (s *Service) look(ctx context.Context, actor authz.Actor, needs authz.Action, pid person.ID, reason, what string) (person.Person, error) {
	p, reason, err := s.mayLook(ctx, actor, needs, pid, reason)
	if err != nil {
		return person.Person{}, err
	}
	return p, s.noteLook(ctx, actor, p, what, reason)
}

// mayLook returns the person and the reason as it is noted.
func (s *Service) mayLook(ctx context.Context, actor authz.Actor, needs authz.Action, pid person.ID, reason string) (person.Person, string, error) {
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return person.Person{}, "", err
	}
	if err := authz.Check(actor, needs, p.Path); err != nil {
		return person.Person{}, "", err
	}
	reason = strings.TrimSpace(reason)
	if utf8.RuneCountInString(reason) > MaxReason || reason == "" && s.IsMinor(ctx, actor, p) {
		return person.Person{}, "", ErrReason
	}
	return p, reason, nil
}

func (s *Service) noteLook(ctx context.Context, actor authz.Actor, p person.Person, what, reason string) error {
	action := "person." + what
	if s.IsMinor(ctx, actor, p) {
		action = "person.minor_" + what
	}
	err := s.store.NoteLook(ctx, audit.New(actor, s.clock.Now(), p.Path, action, "person:"+string(p.ID), string(p.ID)).Because(reason), reason)
	if err != nil {
		return fmt.Errorf("note the look: %w", err)
	}
	return nil
}

// auditListing notes that minors' names were shown in a list.
func (s *Service) auditListing(ctx context.Context, actor authz.Actor, at org.Path, reason string) error {
	err := s.store.InTx(ctx, func(tx Tx) error {
		return tx.Audit(ctx, audit.New(actor, s.clock.Now(), at, "person.minors_listed", "unit:"+string(at), "").Because(reason))
	})
	if err != nil {
		return fmt.Errorf("note the look: %w", err)
	}
	return nil
}

// Create enrols a person at a station. It returns person.ErrInvalid, person.ErrNumberTaken, ErrStation
// or an authz error.
func (s *Service) Create(ctx context.Context, actor authz.Actor, p person.Person) (person.Person, error) {
	u, err := s.units.Unit(ctx, p.StationID)
	if err != nil || u.Kind != org.Station {
		return person.Person{}, ErrStation.With(err)
	}
	if err := authz.Check(actor, authz.PersonWrite, u.Path); err != nil {
		return person.Person{}, err
	}
	now := s.clock.Now()
	p.ID, p.Path, p.Status, p.CreatedAt, p.Version = person.ID(id.New()), u.Path, person.Active, now, 1
	p = p.With(p.Facts())
	if err := p.Validate(); err != nil {
		return person.Person{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertPerson(ctx, p); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, p.Path, "person.enrolled", "person:"+string(p.ID), string(p.ID)))
	})
	if err != nil {
		return person.Person{}, fmt.Errorf("enrol person: %w", err)
	}
	s.hints.Hint("person", string(p.ID), p.Path)
	return p, nil
}

// Units returns the units of the actor's scope and those above it, by Path.
func (s *Service) Units(ctx context.Context, actor authz.Actor) ([]org.Unit, error) {
	if err := authz.Allow(actor, authz.OrgRead); err != nil {
		return nil, err
	}
	return s.units.ListUnits(ctx, actor.Scope)
}
