package rollcall

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/push"
)

// ErrRecallSoon tells that there was nobody to ring.
var ErrRecallSoon = fault.New(fault.Conflict, "rollcall.recall_soon", "These persons are on line or settled.")

// Recall rings persons again who are not on line and not marked; no persons are all of them. It returns those who
// were rung, ErrRecallSoon when there was nobody to ring, ErrNotInvited, ErrState or an authz error.
func (s *Service) Recall(ctx context.Context, actor authz.Actor, rid ID, persons []person.ID) ([]Invitee, error) {
	var out []Invitee
	err := s.store.InTx(ctx, func(tx Tx) error {
		out = nil
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
			return err
		}
		if !rc.State.IsRunning() {
			return ErrState
		}
		all, err := tx.ListInvitees(ctx, rid)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		for _, i := range absent(all, persons) {
			if err := ringAgain(ctx, tx, actor, rc, i, now); err != nil {
				return err
			}
			out = append(out, i)
		}
		if len(out) == 0 {
			return ErrRecallSoon
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("recall: %w", err)
	}
	return out, nil
}

// absent are those of the persons, or of all if there are none, who are neither on line nor marked.
func absent(all []Invitee, persons []person.ID) []Invitee {
	return slices.DeleteFunc(all, func(i Invitee) bool {
		wanted := len(persons) == 0 || slices.Contains(persons, i.PersonID)
		return !wanted || i.Mark != "" || i.Presence == OnLine || i.Presence == Called
	})
}

func ringAgain(ctx context.Context, tx Tx, actor authz.Actor, rc RollCall, i Invitee, now time.Time) error {
	err := tx.Notify(ctx, push.Message{
		ID: push.MessageID(id.New()), PersonID: i.PersonID, Kind: push.RollCallRing, SubjectID: string(rc.ID), CreatedAt: now, ExpiresAt: now.Add(RingLife),
	})
	if err != nil {
		return fmt.Errorf("ring: %w", err)
	}
	return tx.Audit(ctx, audit.New(actor, now, rc.Path, "rollcall.recalled", subject(rc.ID), string(i.PersonID)))
}
