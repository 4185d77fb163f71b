package rollcall

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/push"
)

// HandOver gives a running or planned roll call to another officer, who must be one that may run it. The actor
// is whoever hands over, whoever takes over, or the system when an officer's connection is gone. It returns
// ErrHandOver, ErrNotFound, ErrState or an authz error.
func (s *Service) HandOver(ctx context.Context, actor authz.Actor, rid ID, staffID string) (RollCall, error) {
	to, ok, err := s.roster.StaffActor(ctx, staffID)
	if err != nil {
		return RollCall{}, fmt.Errorf("read staff: %w", err)
	}
	var rc RollCall
	err = s.store.InTx(ctx, func(tx Tx) error {
		var err error
		if rc, err = tx.LockRollCall(ctx, rid); err != nil {
			return err
		}
		if actor.Role != authz.System {
			if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
				return err
			}
		}
		if !ok || authz.Check(to, authz.RollCallRun, rc.Path) != nil {
			return ErrHandOver
		}
		if !rc.State.IsRunning() && !rc.State.IsAhead() {
			return ErrState
		}
		if rc.OfficerID == staffID {
			return nil
		}
		return s.handOver(ctx, tx, actor, &rc, staffID)
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("hand roll call over: %w", err)
	}
	return rc, nil
}

func (s *Service) handOver(ctx context.Context, tx Tx, actor authz.Actor, rc *RollCall, staffID string) error {
	now, from := s.clock.Now(), rc.OfficerID
	rc.OfficerID, rc.UpdatedAt = staffID, now
	if _, err := tx.SetRollCall(ctx, *rc, rc.State); err != nil {
		return err
	}
	if err := step(ctx, tx, actor, rc.ID, "", StepHandedOver, 0, staffID, now); err != nil {
		return err
	}
	reason, path := "by_officer", rc.Path
	if actor.Role == authz.System {
		reason = "officer_gone"
	}
	tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rc.ID), path) })
	return tx.Audit(ctx, audit.New(actor, now, path, "rollcall.handed_over", subject(rc.ID), "").Because(reason).Holding(map[string]any{"from": from, "to": staffID}))
}

// Runners returns who may take the roll call over. It returns ErrNotFound or an authz error.
func (s *Service) Runners(ctx context.Context, actor authz.Actor, rid ID) ([]Runner, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return nil, err
	}
	if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
		return nil, err
	}
	return s.roster.ListRunners(ctx, rc.Path)
}

// Watch lets a supervisor of a district or above look on in silence: nobody in the room is told, the audit is.
// It returns ErrNotFound, ErrState or an authz error.
func (s *Service) Watch(ctx context.Context, actor authz.Actor, rid ID) (RollCall, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	if err := authz.Check(actor, authz.RollCallWatch, rc.Path); err != nil {
		return RollCall{}, err
	}
	if actor.Scope.Level() == org.Station {
		return RollCall{}, authz.ErrForbidden
	}
	if !rc.State.IsRunning() {
		return RollCall{}, ErrState
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		return tx.Audit(ctx, audit.New(actor, s.clock.Now(), rc.Path, "rollcall.watched", subject(rid), ""))
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("note the watch: %w", err)
	}
	return rc, nil
}

// RecordRung notes how good the line to a person was at an instant; the lowest rung stays on the sheet. It
// returns ErrRung, ErrNotFound, ErrNotInvited or ErrState.
func (s *Service) RecordRung(ctx context.Context, rid ID, p person.ID, rung Rung, at time.Time) error {
	if !slices.Contains(Rungs(), rung) {
		return ErrRung
	}
	system := authz.SystemActor()
	_, err := s.update(ctx, rid, p, running, func(tx Tx, _ RollCall, i Invitee, now time.Time) (Invitee, error) {
		if i.Rung.lower(rung) == i.Rung {
			return i, nil
		}
		i.Rung, i.UpdatedAt = rung, now
		if rung == RungVideo {
			return i, nil // nothing happened to the line yet
		}
		if err := step(ctx, tx, system, rid, p, StepRung, 0, string(rung), at); err != nil {
			return i, err
		}
		return i, tx.Audit(ctx, audit.New(system, at, i.Path, "rollcall.rung_lowered", subject(rid), string(p)).Holding(map[string]any{"rung": rung}))
	})
	return err
}

// Recall rings persons again who are not on line, by push and by SMS where their ladder has it; no persons are
// all of them. Who was rung within RecallEvery, or MaxRecalls times, is passed over. It returns those who
// were rung, ErrRecallSoon when there was nobody to ring, ErrNotInvited, ErrState or an authz error.
func (s *Service) Recall(ctx context.Context, actor authz.Actor, rid ID, persons []person.ID) ([]Invitee, error) {
	return s.each(ctx, actor, rid, persons, ErrRecallSoon, func(tx Tx, i Invitee, now time.Time) (Invitee, bool, error) {
		if !i.MayRecall(now) {
			return i, false, nil
		}
		i.Recalls, i.RecalledAt, i.UpdatedAt = i.Recalls+1, now, now
		if err := tell(ctx, tx, i.PersonID, push.RollCallRecall, rid, now, now.Add(RingLife)); err != nil {
			return i, false, err
		}
		if err := step(ctx, tx, actor, rid, i.PersonID, StepRecalled, i.Recalls, "", now); err != nil {
			return i, false, err
		}
		return i, true, tx.Audit(ctx, audit.New(actor, now, i.Path, "rollcall.recalled", subject(rid), string(i.PersonID)).Holding(map[string]any{"times": i.Recalls}))
	})
}

// AskTelephone gives the stations the task to telephone persons who did not answer twice; no persons are all of
// them. It returns those it is about, ErrPhone when there is nobody, ErrNotInvited, ErrState or an authz error.
func (s *Service) AskTelephone(ctx context.Context, actor authz.Actor, rid ID, persons []person.ID) ([]Invitee, error) {
	out, err := s.each(ctx, actor, rid, persons, ErrPhone, func(tx Tx, i Invitee, now time.Time) (Invitee, bool, error) {
		if !i.MayTelephone() {
			return i, false, nil
		}
		task := alert.Alert{
			PersonID: i.PersonID, StationID: i.StationID, Path: i.Path, SourceID: string(rid), Kind: alert.RollCallPhone, Severity: alert.Warning,
			Causes: []alert.Cause{{Code: "rollcall_unanswered", At: now, Value: i.tries()}},
		}
		if err := tx.RaiseAlert(ctx, task.Raised(now)); err != nil {
			return i, false, err
		}
		if err := step(ctx, tx, actor, rid, i.PersonID, StepPhoneAsked, i.tries(), "", now); err != nil {
			return i, false, err
		}
		return i, true, tx.Audit(ctx, audit.New(actor, now, i.Path, "rollcall.telephone_asked", subject(rid), string(i.PersonID)))
	})
	if err != nil {
		return nil, err
	}
	s.hintAlerts(rid, out)
	return out, nil
}

// each does something for those invitees of a running roll call for whom it can be done, in one transaction. It
// returns them, or nobody when there are none.
func (s *Service) each(ctx context.Context, actor authz.Actor, rid ID, persons []person.ID, nobody error, fn func(Tx, Invitee, time.Time) (Invitee, bool, error)) ([]Invitee, error) {
	var out []Invitee
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
			return err
		}
		if err := running(rc); err != nil {
			return err
		}
		all, err := named(ctx, tx, rid, persons)
		if err != nil {
			return err
		}
		if out, err = doEach(ctx, tx, all, s.clock.Now(), fn); err != nil {
			return err
		}
		if len(out) == 0 {
			return nobody
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("roll call %s: %w", rid, err)
	}
	return out, nil
}

func doEach(ctx context.Context, tx Tx, all []Invitee, now time.Time, fn func(Tx, Invitee, time.Time) (Invitee, bool, error)) ([]Invitee, error) {
	var out []Invitee
	for _, i := range all {
		i, done, err := fn(tx, i, now)
		if err != nil {
			return nil, err
		}
		if !done {
			continue
		}
		if err := tx.PutInvitee(ctx, i); err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}

// named are the invitees with these ids, all of them when there are none. It returns ErrNotInvited.
func named(ctx context.Context, tx Tx, rid ID, persons []person.ID) ([]Invitee, error) {
	all, err := tx.ListInvitees(ctx, rid)
	if err != nil || len(persons) == 0 {
		return all, err
	}
	wanted := map[person.ID]bool{}
	for _, p := range persons {
		wanted[p] = true
	}
	all = slices.DeleteFunc(all, func(i Invitee) bool { return !wanted[i.PersonID] })
	if len(all) != len(wanted) {
		return nil, ErrNotInvited
	}
	return all, nil
}

// Telephoned records what came of telephoning a person of a roll call that runs or is closed. Having spoken to
// the person ends the task; it marks nobody. It returns ErrOutcome, ErrNotFound, ErrNotInvited, ErrState or an
// authz error.
func (s *Service) Telephoned(ctx context.Context, actor authz.Actor, rid ID, p person.ID, o Outcome) (Invitee, error) {
	if !slices.Contains(Outcomes(), o) {
		return Invitee{}, ErrOutcome
	}
	return s.update(ctx, rid, p, unsealed, func(tx Tx, _ RollCall, i Invitee, now time.Time) (Invitee, error) {
		if err := authz.Check(actor, authz.AlertAct, i.Path); err != nil {
			return i, err
		}
		i.UpdatedAt = now
		if err := step(ctx, tx, actor, rid, p, StepPhoned, 0, string(o), now); err != nil {
			return i, err
		}
		if o == Spoke {
			i.Rung = i.Rung.lower(RungTelephone)
			if err := tx.SettleAlert(ctx, alert.RollCallPhone, string(rid), p, alert.NoteSpoken, now); err != nil {
				return i, err
			}
		}
		tx.AfterCommit(func() { s.hints.Hint("alert", string(rid), i.Path) })
		return i, tx.Audit(ctx, audit.New(actor, now, i.Path, "rollcall.telephoned", subject(rid), string(p)).Holding(map[string]any{"outcome": o}))
	})
}

// Note keeps an officer's words on an invitee. It returns ErrNote, ErrNotFound, ErrNotInvited, ErrState once
// the sheet is sealed, or an authz error.
func (s *Service) Note(ctx context.Context, actor authz.Actor, rid ID, p person.ID, text string) (Invitee, error) {
	text = strings.TrimSpace(text)
	if text == "" || utf8.RuneCountInString(text) > MaxReason {
		return Invitee{}, ErrNote
	}
	return s.update(ctx, rid, p, unsealed, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
			return i, err
		}
		i.UpdatedAt = now
		if err := step(ctx, tx, actor, rid, p, StepNoted, 0, text, now); err != nil {
			return i, err
		}
		return i, tx.Audit(ctx, audit.New(actor, now, i.Path, "rollcall.noted", subject(rid), string(p)).Because(text))
	})
}

// unsealed lets a change through while the sheet may still be written on.
func unsealed(rc RollCall) error {
	if !rc.State.IsRunning() && rc.State != Closed {
		return ErrState
	}
	return nil
}
