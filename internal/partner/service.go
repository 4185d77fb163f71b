package partner

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
)

// Deps are what the service stands on.
type Deps struct {
	Store  Store
	Units  Units
	Box    Box
	Outbox *Outbox
	Clock  clock.Clock
	// AllowLoopback lets addresses be on this machine, over http, for tests.
	AllowLoopback bool
}

// Service keeps partners for administrators.
type Service struct{ Deps }

// New returns a service.
func New(d Deps) *Service { return &Service{d} }

// List returns the partners of units in the actor's scope, by name.
func (s *Service) List(ctx context.Context, actor authz.Actor) ([]Partner, error) {
	if err := authz.Allow(actor, authz.PartnerRead); err != nil {
		return nil, err
	}
	return s.Store.List(ctx, actor.Scope)
}

// Get returns a partner. It returns ErrNotFound or an authz error.
func (s *Service) Get(ctx context.Context, actor authz.Actor, pid ID) (Partner, error) {
	return s.reach(ctx, actor, authz.PartnerRead, pid)
}

func (s *Service) reach(ctx context.Context, actor authz.Actor, action authz.Action, pid ID) (Partner, error) {
	if err := authz.Allow(actor, action); err != nil {
		return Partner{}, err
	}
	p, err := s.Store.Get(ctx, pid)
	if err != nil {
		return Partner{}, err
	}
	return p, authz.Check(actor, action, p.Path)
}

// Create registers a partner and returns its secret, which is told this once. It returns ErrInvalid, ErrName, ErrFull
// or an authz error.
func (s *Service) Create(ctx context.Context, actor authz.Actor, d Draft) (Partner, string, error) {
	now, secret := s.Clock.Now(), newSecret()
	p, err := s.drafted(ctx, actor, Partner{ID: ID(id.New()), CreatedAt: now}, d)
	if err != nil {
		return Partner{}, "", err
	}
	all, err := s.Store.List(ctx, org.Root)
	if err != nil {
		return Partner{}, "", err
	}
	if len(all) >= MaxOfUnit {
		return Partner{}, "", ErrFull
	}
	if p.Sealed, err = sealSecrets(s.Box, p.ID, []Secret{{Text: secret}}); err != nil {
		return Partner{}, "", err
	}
	p.Version, p.UpdatedAt = 1, now
	err = s.write(ctx, func(tx Tx) error {
		if err := tx.InsertPartner(ctx, p); err != nil {
			return err
		}
		return note(ctx, tx, actor, p, "created", p.MinorsReason)
	})
	return p, secret, err
}

// drafted is p as the draft says, if the actor is in charge of the unit.
func (s *Service) drafted(ctx context.Context, actor authz.Actor, p Partner, d Draft) (Partner, error) {
	d = d.trimmed()
	if err := authz.Allow(actor, authz.PartnerManage); err != nil {
		return Partner{}, err
	}
	u, err := s.Units.Unit(ctx, d.UnitID)
	if errors.Is(err, org.ErrUnit) {
		return Partner{}, ErrInvalid.On(fault.Field{Path: "unit_id", Reason: "a unit in your scope"})
	} else if err != nil {
		return Partner{}, fmt.Errorf("unit of partner: %w", err)
	}
	if err := authz.Check(actor, authz.PartnerManage, u.Path); err != nil {
		return Partner{}, err
	}
	if err := d.check(s.AllowLoopback); err != nil {
		return Partner{}, err
	}
	p.Name, p.Kind, p.UnitID, p.Path, p.Note, p.URL, p.Events, p.MinorsReason = d.Name, d.Kind, u.ID, u.Path, d.Note, d.URL, d.Events, d.MinorsReason
	return p, nil
}

// write runs fn in a transaction; afterwards this server knows at once what is listened to.
func (s *Service) write(ctx context.Context, fn func(Tx) error) error {
	if err := s.Store.InTx(ctx, fn); err != nil {
		return fmt.Errorf("change partner: %w", err)
	}
	// What was written stands, and a secret is told only now: an outbox that does not know passes everything on.
	_ = s.Outbox.Refresh(ctx)
	return nil
}

// note writes the audit entry of a change.
func note(ctx context.Context, tx Tx, actor authz.Actor, p Partner, what, reason string) error {
	return tx.Audit(ctx, audit.New(actor, p.UpdatedAt, p.Path, "partner."+what, "partner:"+string(p.ID), "").Because(reason).
		Holding(map[string]any{"kind": p.Kind, "events": p.Events, "hears_minors": p.MinorsReason != "", "pause": p.Pause}))
}

// Change replaces what was said of a partner. It returns ErrInvalid, ErrName, ErrChanged, ErrNotFound or an authz error.
func (s *Service) Change(ctx context.Context, actor authz.Actor, pid ID, version int, d Draft) (Partner, error) {
	from, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Partner{}, err
	}
	p, err := s.drafted(ctx, actor, from, d)
	if err != nil {
		return Partner{}, err
	}
	p.Version = version
	if p.URL != from.URL { // what is known of the old address says nothing of the new one
		p.FailingSince, p.RestUntil = time.Time{}, time.Time{}
		return s.set(ctx, actor, p, "changed", p.MinorsReason, health)
	}
	return s.set(ctx, actor, p, "changed", p.MinorsReason)
}

// set stores the next version of p, and what else is given. It returns ErrChanged or ErrName.
func (s *Service) set(ctx context.Context, actor authz.Actor, p Partner, what, reason string, also ...func(context.Context, Tx, Partner) error) (Partner, error) {
	p.Version++
	p.UpdatedAt = s.Clock.Now()
	err := s.write(ctx, func(tx Tx) error {
		if err := tx.SetPartner(ctx, p); err != nil {
			return err
		}
		for _, fn := range also {
			if err := fn(ctx, tx, p); err != nil {
				return err
			}
		}
		return note(ctx, tx, actor, p, what, reason)
	})
	return p, err
}

func health(ctx context.Context, tx Tx, p Partner) error { return tx.SetHealth(ctx, p) }

func hasten(ctx context.Context, tx Tx, p Partner) error { return tx.Hasten(ctx, p.ID, p.UpdatedAt) }

func wake(ctx context.Context, tx Tx, p Partner) error {
	return tx.Enqueue(ctx, DrainJob{PartnerID: p.ID}, job.Options{Unique: true})
}

// Rotate makes a new secret and returns it, this once; what signed before signs too for another day. It returns
// ErrChanged, ErrNotFound or an authz error.
func (s *Service) Rotate(ctx context.Context, actor authz.Actor, pid ID) (Partner, string, error) {
	p, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Partner{}, "", err
	}
	now, fresh := s.Clock.Now(), newSecret()
	all, err := openSecrets(s.Box, p, now)
	if err != nil {
		return Partner{}, "", err
	}
	if p.Sealed, err = sealSecrets(s.Box, p.ID, rotated(all, fresh, now)); err != nil {
		return Partner{}, "", err
	}
	p.OverlapUntil = now.Add(Overlap)
	p, err = s.set(ctx, actor, p, "secret_rotated", "")
	return p, fresh, err
}

// Halt pauses a partner: nothing is sent, what happens waits. It returns ErrInvalid without a reason, ErrPaused,
// ErrChanged, ErrNotFound or an authz error.
func (s *Service) Halt(ctx context.Context, actor authz.Actor, pid ID, reason string) (Partner, error) {
	p, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Partner{}, err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" || utf8.RuneCountInString(reason) > MaxReason {
		return Partner{}, ErrInvalid.On(fault.Field{Path: "reason", Reason: "required, at most 200 characters"})
	}
	if p.IsPaused() {
		return Partner{}, ErrPaused
	}
	p.Pause, p.PausedAt = ByHand, s.Clock.Now()
	return s.set(ctx, actor, p, "paused", reason, health)
}

// Resume sends again, and at once what has waited. It returns ErrNotPaused, ErrChanged, ErrNotFound or an authz error.
func (s *Service) Resume(ctx context.Context, actor authz.Actor, pid ID) (Partner, error) {
	p, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Partner{}, err
	}
	if !p.IsPaused() {
		return Partner{}, ErrNotPaused
	}
	p.Pause, p.PausedAt, p.FailingSince, p.RestUntil = "", time.Time{}, time.Time{}, time.Time{}
	return s.set(ctx, actor, p, "resumed", "", health, hasten, wake)
}

// SendTest sends an event that says nothing, even to a paused partner, and returns its delivery. It is tried once. It
// returns ErrNotFound or an authz error.
func (s *Service) SendTest(ctx context.Context, actor authz.Actor, pid ID) (Delivery, error) {
	p, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Delivery{}, err
	}
	p.UpdatedAt = s.Clock.Now()
	e := Event{ID: id.New(), Type: Test, At: p.UpdatedAt.UnixMicro(), Path: p.Path, SubjectID: string(p.ID)}
	body, err := e.Body(org.Unit{ID: p.UnitID})
	if err != nil {
		return Delivery{}, err
	}
	d := newDelivery(p.ID, e, body, false, p.UpdatedAt)
	d.NextAt = time.Time{} // only its own job sends it
	err = s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertDelivery(ctx, d); err != nil {
			return err
		}
		if err := tx.Enqueue(ctx, TestJob{DeliveryID: d.ID}, job.Options{}); err != nil {
			return err
		}
		return note(ctx, tx, actor, p, "tested", "")
	})
	if err != nil {
		return Delivery{}, fmt.Errorf("send test: %w", err)
	}
	return d, nil
}

func newDelivery(pid ID, e Event, body string, isMinor bool, now time.Time) Delivery {
	return Delivery{ID: DeliveryID(id.New()), PartnerID: pid, EventID: e.ID, Type: e.Type, Path: e.Path, IsMinor: isMinor, Body: body, State: Pending, NextAt: now, CreatedAt: now}
}
