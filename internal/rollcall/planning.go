package rollcall

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/person"
	"diandao/internal/push"
)

// Plan plans a roll call for later. Its roster is taken when its lobby opens; what is wrong with it today is
// told today. When names are to be called by chance the draw of its day is committed to now. It returns
// ErrInvalid, ErrEmpty, ErrTooMany, ErrSeparated or an authz error.
func (s *Service) Plan(ctx context.Context, actor authz.Actor, in PlanInput) (RollCall, error) {
	rc, err := s.planned(ctx, actor, in, nil)
	if err != nil {
		return RollCall{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertRollCall(ctx, rc); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rc.ID), rc.Path) })
		return tx.Audit(ctx, audit.New(actor, rc.CreatedAt, rc.Path, "rollcall.planned", subject(rc.ID), "").Holding(rc.said()))
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("plan roll call: %w", err)
	}
	return rc, nil
}

// Replan changes a planned roll call of which no phone was told yet. The unit stays. It returns ErrNotFound,
// ErrState, ErrPlanLate or what Plan returns.
func (s *Service) Replan(ctx context.Context, actor authz.Actor, rid ID, in PlanInput) (RollCall, error) {
	was, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	in.StationID = was.StationID
	rc, err := s.planned(ctx, actor, in, &was)
	if err != nil {
		return RollCall{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		held, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		switch held.State {
		case Planned:
		case Notified:
			return ErrPlanLate
		case Lobby, Live, Closed, Sealed, Cancelled:
			return ErrState
		}
		if _, err := tx.SetRollCall(ctx, rc, Planned); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.Audit(ctx, audit.New(actor, rc.UpdatedAt, rc.Path, "rollcall.replanned", subject(rid), "").Holding(rc.said()))
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("change planned roll call: %w", err)
	}
	return rc, nil
}

// planned is the roll call that the input asks for, checked as it would be on its day; was is the one that it
// changes, if any.
func (s *Service) planned(ctx context.Context, actor authz.Actor, in PlanInput, was *RollCall) (RollCall, error) {
	unit, err := s.unitFor(ctx, actor, in.StationID)
	if err != nil {
		return RollCall{}, err
	}
	now := s.clock.Now()
	in.StartInput = in.normal(unit)
	in.StartsAt = in.StartsAt.UTC().Truncate(time.Microsecond)
	if err := in.check(unit, now); err != nil {
		return RollCall{}, err
	}
	rc := newRollCall(actor, unit, now)
	if was != nil {
		rc = *was
	}
	rc = in.on(rc, now)
	if _, err := s.compose(ctx, rc, rc.StartsAt, true); err != nil {
		return RollCall{}, err
	}
	rc.DrawDay = ""
	if rc.Order == ByChance {
		_, err = s.commit(ctx, &rc)
	}
	return rc, err
}

// said is what the audit keeps of a plan.
func (r RollCall) said() map[string]any {
	return map[string]any{
		"starts_at": r.StartsAt, "notify_at": r.NotifyAt, "audience": r.Audience, "kind": r.Kind, "order": r.Order, "is_recorded": r.IsRecorded,
		"is_auto": r.IsAuto, "chosen": len(r.Chosen), "arranged": r.Arranged, "draw_day": r.DrawDay,
	}
}

// Preview is what a roll call would be like: nothing of it is kept.
type Preview struct {
	Called []person.Person // in the order of calling; by number when chance is to decide
	Out    []person.Person
	Excuse map[person.ID]Excuse
	Apart  []Apart
	People map[person.ID]person.Person // those of Apart
}

// Preview tells who would be called, who would be registered out and who kept apart. A zero StartsAt is now.
// It returns ErrInvalid, ErrEmpty, ErrTooMany or an authz error.
func (s *Service) Preview(ctx context.Context, actor authz.Actor, in PlanInput) (Preview, error) {
	unit, err := s.unitFor(ctx, actor, in.StationID)
	if err != nil {
		return Preview{}, err
	}
	now := s.clock.Now()
	in.StartInput = in.normal(unit)
	at := in.StartsAt
	if at.IsZero() {
		if bad := in.StartInput.check(unit); len(bad) > 0 {
			return Preview{}, ErrInvalid.On(bad...)
		}
		at = now
	} else if err := in.check(unit, now); err != nil {
		return Preview{}, err
	}
	rc := in.on(newRollCall(actor, unit, now), now)
	if _, err := s.persons(ctx, rc, true); err != nil {
		return Preview{}, err
	}
	c, err := s.compose(ctx, rc, at, false)
	if err != nil {
		return Preview{}, err
	}
	out := Preview{Called: c.Called, Out: c.Out, Excuse: c.Excuse, Apart: c.Apart}
	if rc.Order == ByHand {
		out.Called = Arrange(c.Called, ByHand, rc.Arranged, "", [32]byte{})
	}
	ids := make([]person.ID, len(c.Apart))
	for n, a := range c.Apart {
		ids[n] = a.PersonID
	}
	out.People, err = s.roster.Names(ctx, ids)
	return out, err
}

// announce tells the phones of whoever would be called, when the time for it has come.
func (s *Service) announce(ctx context.Context, rc RollCall, now time.Time) error {
	c, err := s.compose(ctx, rc, rc.StartsAt, false)
	if err != nil {
		return s.giveUp(ctx, rc, reasonOf(err))
	}
	return s.store.InTx(ctx, func(tx Tx) error {
		held, err := tx.LockRollCall(ctx, rc.ID)
		if err != nil {
			return err
		}
		if held.State != Planned || !held.UpdatedAt.Equal(rc.UpdatedAt) {
			return nil
		}
		rc.State, rc.UpdatedAt = Notified, now
		if _, err := tx.SetRollCall(ctx, rc, Planned); err != nil {
			return err
		}
		for _, p := range c.Called {
			if err := tell(ctx, tx, p.ID, push.RollCallPlanned, rc.ID, now, rc.StartsAt); err != nil {
				return err
			}
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rc.ID), rc.Path) })
		return tx.Audit(ctx, audit.New(authz.SystemActor(), now, rc.Path, "rollcall.notified", subject(rc.ID), "").Holding(map[string]any{"persons": len(c.Called)}))
	})
}

// Cancel cancels a roll call of which no name was called yet; the phones that were told, or rung, are told. It
// returns ErrReason, ErrNotFound, ErrState or an authz error.
func (s *Service) Cancel(ctx context.Context, actor authz.Actor, rid ID, reason string) (RollCall, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" || utf8.RuneCountInString(reason) > MaxReason {
		return RollCall{}, ErrReason
	}
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
		return RollCall{}, err
	}
	return s.cancel(ctx, actor, rid, reason)
}

// giveUp cancels a planned roll call that can't be opened.
func (s *Service) giveUp(ctx context.Context, rc RollCall, reason string) error {
	_, err := s.cancel(ctx, authz.SystemActor(), rc.ID, reason)
	return err
}

func (s *Service) cancel(ctx context.Context, actor authz.Actor, rid ID, reason string) (RollCall, error) {
	var rc RollCall
	err := s.store.InTx(ctx, func(tx Tx) error {
		var err error
		if rc, err = tx.LockRollCall(ctx, rid); err != nil {
			return err
		}
		if !rc.State.CanBecome(Cancelled) {
			return ErrState
		}
		now, from := s.clock.Now(), rc.State
		told, err := s.toldOf(ctx, tx, rc)
		if err != nil {
			return err
		}
		rc.State, rc.Reason, rc.UpdatedAt = Cancelled, reason, now
		if _, err := tx.SetRollCall(ctx, rc, from); err != nil {
			return err
		}
		for _, p := range told {
			if err := tell(ctx, tx, p, push.RollCallCancelled, rid, now, now.Add(24*time.Hour)); err != nil {
				return err
			}
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.Audit(ctx, audit.New(actor, now, rc.Path, "rollcall.cancelled", subject(rid), "").Because(reason).Holding(map[string]any{"from": from, "told": len(told)}))
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("cancel roll call: %w", err)
	}
	return rc, nil
}

// toldOf is whose phones know of the roll call.
func (s *Service) toldOf(ctx context.Context, tx Tx, rc RollCall) ([]person.ID, error) {
	switch rc.State {
	case Notified:
		return tx.ListTold(ctx, rc.ID)
	case Lobby:
		all, err := tx.ListInvitees(ctx, rc.ID)
		all = slices.DeleteFunc(all, func(i Invitee) bool { return i.Excuse != "" })
		out := make([]person.ID, len(all))
		for n, i := range all {
			out[n] = i.PersonID
		}
		return out, err
	case Planned, Live, Closed, Sealed, Cancelled:
	}
	return nil, nil
}
