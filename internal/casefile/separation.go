package casefile

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/person"
)

// CoAccused is somebody who was accused together with a person, and so is not gathered with them. Name is
// empty for a minor and for somebody of another unit's.
type CoAccused struct {
	PersonID person.ID
	Name     string
	Number   string
	ByID     string // staff who said so
	At       time.Time
}

// Separation is what keeps a person apart from others, and where the person is held, if anywhere.
type Separation struct {
	Stay      *person.Stay // nil while at large
	CoAccused []CoAccused  // by number
}

// SeparationStore reads who is kept apart and who is held.
type SeparationStore interface {
	// FindStay returns the stay that lasts; nil when there is none.
	FindStay(ctx context.Context, p person.ID) (*person.Stay, error)
	// ListCoAccused returns who was accused together with a person, with names and numbers.
	ListCoAccused(ctx context.Context, p person.ID) ([]CoAccused, []person.Person, error)
	// ByNumber returns person.ErrNotFound.
	ByNumber(ctx context.Context, number string) (person.Person, error)
}

// SeparationTx writes who is kept apart and who is held.
type SeparationTx interface {
	// UpdatePerson stores p as version p.Version if the stored one is the one before. It returns
	// person.ErrChanged.
	UpdatePerson(ctx context.Context, p person.Person) error
	// EndStay ends the stay that lasts, if any.
	EndStay(ctx context.Context, p person.ID, by string, at time.Time) error
	InsertStay(ctx context.Context, s person.Stay) error
	// PutCoAccused keeps that two persons were accused together; once is enough.
	PutCoAccused(ctx context.Context, a, b person.ID, by string, at time.Time) error
	// DeleteCoAccused forgets it and reports whether it was so.
	DeleteCoAccused(ctx context.Context, a, b person.ID) (bool, error)
}

// MaxStayNote bounds the note of a stay, in characters.
const MaxStayNote = 500

// Errors of stays and of persons accused together.
var (
	ErrStay      = fault.New(fault.Invalid, "person.stay_invalid", "Say hospital or custody, since which day up to today, and how you know it.")
	ErrCoAccused = fault.New(fault.Invalid, "person.co_accused_invalid", "Name another person of your unit by the case number.")
	ErrNotPaired = fault.New(fault.NotFound, "person.co_accused_not_found", "These two are not kept as accused together.")
)

// Separation returns what keeps a person apart. It returns person.ErrNotFound or an authz error.
func (s *Service) Separation(ctx context.Context, actor authz.Actor, pid person.ID) (Separation, error) {
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return Separation{}, err
	}
	if err := authz.Check(actor, authz.PersonRead, p.Path); err != nil {
		return Separation{}, err
	}
	return s.separation(ctx, actor, pid)
}

func (s *Service) separation(ctx context.Context, actor authz.Actor, pid person.ID) (Separation, error) {
	stay, err := s.store.FindStay(ctx, pid)
	if err != nil {
		return Separation{}, fmt.Errorf("read stay: %w", err)
	}
	pairs, persons, err := s.store.ListCoAccused(ctx, pid)
	if err != nil {
		return Separation{}, fmt.Errorf("read who was accused together: %w", err)
	}
	loc := s.zone(ctx, actor)
	for n, p := range persons {
		pairs[n].Name, pairs[n].Number = p.Name, p.Number
		if p.IsMinor(s.clock.Now(), loc) || !actor.Scope.Contains(p.Path) {
			pairs[n].Name = ""
		}
	}
	slices.SortFunc(pairs, func(a, b CoAccused) int { return strings.Compare(a.Number, b.Number) })
	return Separation{Stay: stay, CoAccused: pairs}, nil
}

// StayInput says where a person is held; an empty Kind says that the person is at large again.
type StayInput struct {
	Kind     person.StayKind
	SinceDay string
	Note     string
}

func (in StayInput) check(today string) error {
	_, err := time.Parse(time.DateOnly, in.SinceDay)
	switch {
	case utf8.RuneCountInString(in.Note) > MaxStayNote, in.Note == "":
		return ErrStay
	case in.Kind == "":
		return nil
	case !slices.Contains(person.StayKinds(), in.Kind), err != nil, in.SinceDay > today:
		return ErrStay
	}
	return nil
}

// SetStay records that a person is in hospital or in custody, or no longer is. While it lasts the person's
// status is Detained: nothing is scheduled, and roll calls register the person out. It returns ErrStay,
// person.ErrNotFound, person.ErrChanged or an authz error.
func (s *Service) SetStay(ctx context.Context, actor authz.Actor, pid person.ID, in StayInput) (Separation, error) {
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return Separation{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, p.Path); err != nil {
		return Separation{}, err
	}
	now := s.clock.Now()
	in.Note = strings.TrimSpace(in.Note)
	if err := in.check(now.In(s.zone(ctx, actor)).Format(time.DateOnly)); err != nil {
		return Separation{}, err
	}
	if p.Status == person.Ended || (in.Kind == "" && p.Status != person.Detained) {
		return Separation{}, ErrStay
	}
	from := p.Status
	p.Version++
	p.Status = person.Active
	if in.Kind != "" {
		p.Status = person.Detained
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.UpdatePerson(ctx, p); err != nil {
			return err
		}
		if err := tx.EndStay(ctx, pid, actor.ID, now); err != nil {
			return err
		}
		if in.Kind != "" {
			stay := person.Stay{ID: id.New(), PersonID: pid, Kind: in.Kind, SinceDay: in.SinceDay, Note: in.Note, ByID: actor.ID, At: now}
			if err := tx.InsertStay(ctx, stay); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, audit.New(actor, now, p.Path, "person.stay_set", "person:"+string(pid), string(pid)).Because(in.Note).
			Holding(map[string]any{"kind": in.Kind, "since": in.SinceDay, "from": from, "to": p.Status}))
	})
	if err != nil {
		return Separation{}, fmt.Errorf("set stay: %w", err)
	}
	s.hints.Hint("person", string(pid), p.Path)
	return s.separation(ctx, actor, pid)
}

// AddCoAccused keeps that a person was accused together with the one who has the case number. Both must be
// within the actor's scope. It returns ErrCoAccused, person.ErrNotFound or an authz error.
func (s *Service) AddCoAccused(ctx context.Context, actor authz.Actor, pid person.ID, number string) (Separation, error) {
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return Separation{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, p.Path); err != nil {
		return Separation{}, err
	}
	other, err := s.store.ByNumber(ctx, strings.TrimSpace(number))
	if err != nil || other.ID == pid || !actor.Scope.Contains(other.Path) {
		return Separation{}, ErrCoAccused.With(err)
	}
	now := s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.PutCoAccused(ctx, pid, other.ID, actor.ID, now); err != nil {
			return err
		}
		return s.auditPair(ctx, tx, actor, now, "person.co_accused_added", p, other)
	})
	if err != nil {
		return Separation{}, fmt.Errorf("keep who was accused together: %w", err)
	}
	return s.separation(ctx, actor, pid)
}

// RemoveCoAccused forgets that two persons were accused together. It returns ErrNotPaired, person.ErrNotFound or
// an authz error.
func (s *Service) RemoveCoAccused(ctx context.Context, actor authz.Actor, pid, otherID person.ID) (Separation, error) {
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return Separation{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, p.Path); err != nil {
		return Separation{}, err
	}
	other, err := s.store.Get(ctx, otherID)
	if err != nil {
		return Separation{}, ErrNotPaired.With(err)
	}
	now := s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		found, err := tx.DeleteCoAccused(ctx, pid, otherID)
		if err != nil {
			return err
		}
		if !found {
			return ErrNotPaired
		}
		return s.auditPair(ctx, tx, actor, now, "person.co_accused_removed", p, other)
	})
	if err != nil {
		return Separation{}, fmt.Errorf("forget who was accused together: %w", err)
	}
	return s.separation(ctx, actor, pid)
}

// auditPair writes one entry for each of the two, on the chain of the station of each.
func (s *Service) auditPair(ctx context.Context, tx Tx, actor authz.Actor, now time.Time, action string, a, b person.Person) error {
	for _, of := range []struct{ p, with person.Person }{{a, b}, {b, a}} {
		entry := audit.New(actor, now, of.p.Path, action, "person:"+string(of.p.ID), string(of.p.ID)).Holding(map[string]any{"with": of.with.ID})
		if err := tx.Audit(ctx, entry); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("person", string(of.p.ID), of.p.Path) })
	}
	return nil
}
