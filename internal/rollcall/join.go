package rollcall

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Admit checks that the actor may take part now and returns the roll call. A person must be invited, not
// registered out, and nobody to be kept apart from the others by what is so now; who is kept apart is put on
// record, so that closing does not take them for absent. A staff member must be allowed to run it. It returns
// ErrState when it is not running, ErrNotInvited, ErrNotForYou, ErrKeptApart or an authz error.
func (s *Service) Admit(ctx context.Context, actor authz.Actor, rid ID) (RollCall, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	if actor.Role == authz.Self {
		return s.admitPerson(ctx, actor, rc)
	}
	if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
		return RollCall{}, err
	}
	if !rc.State.IsRunning() {
		return RollCall{}, ErrState
	}
	return rc, nil
}

func (s *Service) admitPerson(ctx context.Context, actor authz.Actor, rc RollCall) (RollCall, error) {
	if err := authz.Allow(actor, authz.SelfRollCall); err != nil {
		return RollCall{}, err
	}
	p := person.ID(actor.PersonID)
	known, err := s.roster.AtTheDoor(ctx, rc.ID, p)
	if err != nil {
		return RollCall{}, err
	}
	if !rc.State.IsRunning() {
		return RollCall{}, ErrState
	}
	loc, err := time.LoadLocation(rc.Zone)
	if err != nil {
		return RollCall{}, fmt.Errorf("zone of roll call %s: %w", rc.ID, err)
	}
	if known.IsOut {
		return RollCall{}, ErrNotForYou
	}
	if reason := AtTheDoor(known, rc.Audience, s.clock.Now(), loc); reason != "" {
		if err := s.keepApart(ctx, rc.ID, p, reason); err != nil {
			return RollCall{}, err
		}
		return RollCall{}, ErrKeptApart
	}
	return rc, nil
}

// keepApart puts on record, once, that a person was kept apart at the door.
func (s *Service) keepApart(ctx context.Context, rid ID, p person.ID, reason ApartReason) error {
	system := authz.SystemActor()
	_, err := s.update(ctx, rid, p, nil, func(tx Tx, _ RollCall, i Invitee, now time.Time) (Invitee, error) {
		if i.Refused != "" {
			return i, nil
		}
		i.Refused, i.UpdatedAt = reason, now
		if err := step(ctx, tx, system, rid, p, StepApart, 0, string(reason), now); err != nil {
			return i, err
		}
		return i, tx.Audit(ctx, audit.New(system, now, i.Path, "rollcall.kept_apart", subject(rid), string(p)).Because(string(reason)))
	})
	return err
}

// Call notes that the officer calls a person by name; the first call makes the roll call live. Who is on leave,
// in hospital or in custody by now is registered out instead. It returns ErrExcused, ErrCalls, ErrState,
// ErrNotInvited or an authz error.
func (s *Service) Call(ctx context.Context, actor authz.Actor, rid ID, p person.ID) (Invitee, error) {
	if out, err := s.outBeforeCall(ctx, actor, rid, p); err != nil || out {
		return Invitee{}, orExcused(err)
	}
	return s.change(ctx, actor, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		switch {
		case i.IsOut():
			return i, ErrExcused
		case i.Calls >= MaxCalls:
			return i, ErrCalls
		}
		if rc.State == Lobby {
			live := rc
			live.State, live.LiveAt, live.UpdatedAt = Live, now, now
			if _, err := tx.SetRollCall(ctx, live, Lobby); err != nil {
				return i, err
			}
		}
		i.Presence, i.CalledAt, i.Calls, i.UpdatedAt = Called, now, i.Calls+1, now
		if err := step(ctx, tx, actor, rid, p, StepCalled, i.Calls, "", now); err != nil {
			return i, err
		}
		return i, tx.Audit(ctx, audit.New(actor, now, i.Path, "rollcall.called", subject(rid), string(p)).Holding(map[string]any{"round": i.Calls}))
	})
}

func orExcused(err error) error {
	if err != nil {
		return err
	}
	return ErrExcused
}

// outBeforeCall registers a person out who came to have an excuse since the roster was taken, and was not
// called yet, and reports whether it did.
func (s *Service) outBeforeCall(ctx context.Context, actor authz.Actor, rid ID, p person.ID) (bool, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return false, err
	}
	if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
		return false, err
	}
	if !rc.State.IsRunning() {
		return false, ErrState
	}
	changed, err := s.registerOut(ctx, rc, []person.ID{p})
	return len(changed) > 0, err
}

// registerOut marks those of the persons excused who have an excuse by now and were neither called nor marked.
func (s *Service) registerOut(ctx context.Context, rc RollCall, persons []person.ID) ([]Invitee, error) {
	day, err := dayOf(rc, s.clock.Now())
	if err != nil || len(persons) == 0 {
		return nil, err
	}
	facts, err := s.roster.FactsOf(ctx, persons, day)
	if err != nil {
		return nil, fmt.Errorf("read who is excused: %w", err)
	}
	var out []Invitee
	for _, p := range persons {
		excuse := facts.Excuses[p]
		if excuse == "" {
			continue
		}
		i, err := s.update(ctx, rc.ID, p, running, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
			if i.isSettled() || i.Calls > 0 || i.Excuse != "" {
				return i, nil
			}
			i = i.excused(excuse, now)
			if err := step(ctx, tx, authz.SystemActor(), rc.ID, p, StepExcused, 0, string(excuse), now); err != nil {
				return i, err
			}
			return i, recordExcused(ctx, tx, rc, i, now)
		})
		if err != nil {
			return out, err
		}
		if i.Excuse == excuse && i.IsOut() {
			out = append(out, i)
		}
	}
	return out, nil
}

// excused is i registered out by the system.
func (i Invitee) excused(e Excuse, now time.Time) Invitee {
	i.Excuse, i.Mark, i.MarkReason = e, excusedMark, string(e)
	i.MarkedBy, i.MarkedAt, i.UpdatedAt = closingActor().ID, now, now
	return i
}

func recordExcused(ctx context.Context, tx Tx, rc RollCall, i Invitee, now time.Time) error {
	if err := putAttendance(ctx, tx, closingActor(), rc, i, now); err != nil {
		return err
	}
	return tx.Audit(ctx, audit.New(closingActor(), now, i.Path, "rollcall.excused", subject(rc.ID), string(i.PersonID)).Because(string(i.Excuse)))
}

// dayOf is the calendar day of t where the roll call is.
func dayOf(rc RollCall, t time.Time) (string, error) {
	loc, err := time.LoadLocation(rc.Zone)
	if err != nil {
		return "", fmt.Errorf("zone of roll call %s: %w", rc.ID, err)
	}
	return t.In(loc).Format(time.DateOnly), nil
}

// pathOf is the path of an invitee's station.
func (s *Service) pathOf(ctx context.Context, rid ID, p person.ID) (org.Path, error) {
	g, err := s.roster.AtTheDoor(ctx, rid, p)
	return g.Person.Path, err
}

// running lets a change through while the roll call runs.
func running(rc RollCall) error {
	if !rc.State.IsRunning() {
		return ErrState
	}
	return nil
}

// update changes one invitee in a transaction that holds the roll call; may, unless nil, says whether the
// roll call lets it.
func (s *Service) update(ctx context.Context, rid ID, p person.ID, may func(RollCall) error, fn func(Tx, RollCall, Invitee, time.Time) (Invitee, error)) (Invitee, error) {
	var out Invitee
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if may != nil {
			if err := may(rc); err != nil {
				return err
			}
		}
		i, err := tx.GetInvitee(ctx, rid, p)
		if err != nil {
			return err
		}
		if out, err = fn(tx, rc, i, s.clock.Now()); err != nil || reflect.DeepEqual(out, i) {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.PutInvitee(ctx, out)
	})
	if err != nil {
		return Invitee{}, fmt.Errorf("roll call %s: %w", rid, err)
	}
	return out, nil
}
