package alert

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/org"
	"diandao/internal/page"
)

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service lets officers deal with alerts.
type Service struct {
	store Store
	hints Hinter
	clock clock.Clock
}

// New returns a service.
func New(store Store, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, hints: hints, clock: c}
}

// List returns alerts in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Alert, error) {
	if err := authz.Allow(actor, authz.AlertRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// Acknowledge makes the actor the owner of an open alert. It returns ErrNotFound, ErrMoved or an authz error.
func (s *Service) Acknowledge(ctx context.Context, actor authz.Actor, aid ID) (Alert, error) {
	return s.move(ctx, actor, aid, "alert.acknowledged", func(a Alert, _ time.Time) (Alert, error) {
		if a.State != Open {
			return a, ErrMoved
		}
		a.State, a.OwnerID = Acknowledged, actor.ID
		return a, nil
	})
}

// Resolve ends an alert with a note on what was found. It returns ErrNote, ErrCase, ErrNotFound, ErrMoved or an
// authz error.
func (s *Service) Resolve(ctx context.Context, actor authz.Actor, aid ID, note string) (Alert, error) {
	note = strings.TrimSpace(note)
	if note == "" || utf8.RuneCountInString(note) > MaxNote {
		return Alert{}, ErrNote
	}
	return s.move(ctx, actor, aid, "alert.resolved", func(a Alert, now time.Time) (Alert, error) {
		switch {
		case a.State == Resolved:
			return a, ErrMoved
		case a.Kind == LostContact:
			return a, ErrCase
		}
		a.State, a.Note, a.ResolvedAt = Resolved, note, now
		if a.OwnerID == "" {
			a.OwnerID = actor.ID
		}
		return a, nil
	})
}

// MaxTogether bounds how many alerts are resolved at once.
const MaxTogether = 200

// ResolveAll ends the alerts of a card with one note on what was found, all or none. It returns ErrNote,
// ErrCase, ErrNotFound, ErrMoved or an authz error.
func (s *Service) ResolveAll(ctx context.Context, actor authz.Actor, ids []ID, note string) error {
	note = strings.TrimSpace(note)
	if note == "" || utf8.RuneCountInString(note) > MaxNote || len(ids) > MaxTogether {
		return ErrNote
	}
	now := s.clock.Now()
	all := make([]Alert, len(ids))
	for i, id := range ids {
		a, err := s.store.Get(ctx, id)
		if err != nil {
			return err
		}
		if err := authz.Check(actor, authz.AlertAct, a.Path); err != nil {
			return err
		}
		switch {
		case a.State == Resolved:
			return ErrMoved
		case a.Kind == LostContact:
			return ErrCase
		}
		all[i] = a
	}
	err := s.store.InTx(ctx, func(tx Tx) error {
		for _, a := range all {
			from := a.State
			a.State, a.Note, a.ResolvedAt, a.UpdatedAt = Resolved, note, now, now
			a.OwnerID = cmp.Or(a.OwnerID, actor.ID)
			if err := tx.SetAlert(ctx, a, from); err != nil {
				return err
			}
			if err := tx.Audit(ctx, audit.New(actor, now, a.Path, "alert.resolved", "alert:"+string(a.ID), string(a.PersonID)).Because(note)); err != nil {
				return err
			}
			tx.AfterCommit(func() { s.hints.Hint("alert", string(a.ID), a.Path) })
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("resolve alerts: %w", err)
	}
	return nil
}

// move changes one alert by fn, if nobody was faster.
func (s *Service) move(ctx context.Context, actor authz.Actor, aid ID, action string, fn func(Alert, time.Time) (Alert, error)) (Alert, error) {
	a, err := s.store.Get(ctx, aid)
	if err != nil {
		return Alert{}, err
	}
	if err := authz.Check(actor, authz.AlertAct, a.Path); err != nil {
		return Alert{}, err
	}
	now, from := s.clock.Now(), a.State
	if a, err = fn(a, now); err != nil {
		return Alert{}, err
	}
	a.UpdatedAt = now
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetAlert(ctx, a, from); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("alert", string(a.ID), a.Path) })
		return tx.Audit(ctx, audit.New(actor, now, a.Path, action, "alert:"+string(a.ID), string(a.PersonID)).Because(a.Note))
	})
	if err != nil {
		return Alert{}, fmt.Errorf("change alert: %w", err)
	}
	return a, nil
}
