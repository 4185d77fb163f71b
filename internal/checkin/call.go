package checkin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/push"
)

// CallResult is what came of an officer's phone call.
type CallResult string

// The results: only the first has reached the person.
const (
	Spoke       CallResult = "spoke"
	NoAnswer    CallResult = "no_answer"
	WrongNumber CallResult = "wrong_number"
)

// CallResults lists every result.
func CallResults() []CallResult { return []CallResult{Spoke, NoAnswer, WrongNumber} }

// ErrCall tells that a result is none.
var ErrCall = fault.New(fault.Invalid, "checkin.call_invalid", "A call ended in speaking to the person, no answer, or a wrong number.")

// errMoved rolls a transaction back because somebody else was faster.
var errMoved = errors.New("the request has moved")

// AskForCall gives the station the task to ring the person of a message up, once for a request, while the
// request is open.
func (s *Service) AskForCall(ctx context.Context, m push.Message) error {
	r, err := s.store.GetRequest(ctx, RequestID(m.SubjectID))
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	now := s.clock.Now()
	if r.Status != Open || !now.Before(r.ClosesAt) {
		return nil
	}
	_, causes, err := s.store.Reached(ctx, r, now)
	if err != nil {
		return fmt.Errorf("gather causes: %w", err)
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.RaiseAlert(ctx, newAlert(r, alert.CallPerson, alert.Warning, causes, now)); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("alert", string(r.ID), r.Path) })
		return tx.Audit(ctx, audit.New(authz.SystemActor(), now, r.Path, "checkin.call_asked", "checkin:"+string(r.ID), string(r.PersonID)))
	})
	if err != nil {
		return fmt.Errorf("ask for a call: %w", err)
	}
	return nil
}

// RecordCall records what came of an officer's call about an open check-in. Having spoken to the person counts
// as having told them, and ends the task. It returns ErrCall, ErrNotFound, ErrClosed, ErrDone or an authz error.
func (s *Service) RecordCall(ctx context.Context, actor authz.Actor, rid RequestID, result CallResult) (Detail, error) {
	if !slices.Contains(CallResults(), result) {
		return Detail{}, ErrCall
	}
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.AlertAct, r.Path); err != nil {
		return Detail{}, err
	}
	now := s.clock.Now()
	switch {
	case r.Status == Missed, r.Status == NotReached, r.Status == Cancelled, r.Status == Open && !now.Before(r.ClosesAt):
		return Detail{}, ErrClosed
	case r.Status != Open:
		return Detail{}, ErrDone
	}
	err = s.store.InTx(ctx, func(tx Tx) error { return s.keepCall(ctx, tx, actor, r, result, now) })
	if err != nil {
		return Detail{}, fmt.Errorf("record call: %w", err)
	}
	return s.Detail(ctx, actor, rid)
}

func (s *Service) keepCall(ctx context.Context, tx Tx, actor authz.Actor, r Request, result CallResult, now time.Time) error {
	d := push.Delivery{ID: id.New(), Channel: push.Call, AcceptedAt: now}
	if result == Spoke {
		d.DeliveredAt = now
	} else {
		d.FailedAt, d.Failure = now, string(result)
	}
	if err := tx.InsertCall(ctx, r.ID, d); err != nil {
		return err
	}
	if result == Spoke {
		if err := settleCall(ctx, tx, r, alert.NoteSpoken, now); err != nil {
			return err
		}
	}
	tx.AfterCommit(func() { s.hints.Hint("checkin", string(r.ID), r.Path) })
	return tx.Audit(ctx, audit.New(actor, now, r.Path, "checkin.call_recorded", "checkin:"+string(r.ID), string(r.PersonID)).
		Holding(map[string]any{"result": result, "delivery": d.ID}))
}

// settleCall ends the task to ring a person up, if there is one.
func settleCall(ctx context.Context, tx Tx, r Request, note string, now time.Time) error {
	return tx.SettleAlert(ctx, alert.CallPerson, string(r.ID), r.PersonID, note, now)
}

// Acknowledged ends the task to ring a person up, since a device of theirs has acknowledged the notice.
func (s *Service) Acknowledged(ctx context.Context, m push.Message, at time.Time) error {
	switch m.Kind {
	case push.CheckinOpen, push.CheckinReminder, push.WindowExtended:
	case push.CheckinDecided, push.RollCallRing, push.LeaveDecided, push.AppealDecided, push.RollCallPlanned, push.RollCallRecall, push.RollCallCancelled, push.SanctionDecided:
		return nil
	}
	return s.store.InTx(ctx, func(tx Tx) error {
		return tx.SettleAlert(ctx, alert.CallPerson, m.SubjectID, m.PersonID, alert.NoteReached, at)
	})
}
