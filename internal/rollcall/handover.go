package rollcall

import (
	"context"
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/authz"
)

// HandOver gives a running roll call to another officer. The actor is whoever hands over, whoever takes over, or
// the system when an officer's connection is gone. Giving it to who has it is nothing. It returns ErrNotFound,
// ErrState or an authz error.
func (s *Service) HandOver(ctx context.Context, actor authz.Actor, rid ID, toStaffID string) (RollCall, error) {
	var out RollCall
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if actor.Role != authz.System {
			if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
				return err
			}
		}
		if !rc.State.IsRunning() {
			return ErrState
		}
		if out = rc; rc.OfficerID == toStaffID {
			return nil
		}
		out, err = s.handOver(ctx, tx, actor, rc, toStaffID)
		return err
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("hand roll call over: %w", err)
	}
	return out, nil
}

func (s *Service) handOver(ctx context.Context, tx Tx, actor authz.Actor, rc RollCall, toStaffID string) (RollCall, error) {
	now, from := s.clock.Now(), rc.OfficerID
	rc.OfficerID, rc.UpdatedAt = toStaffID, now
	if _, err := tx.SetRollCall(ctx, rc, rc.State); err != nil {
		return RollCall{}, err
	}
	reason := "by_officer"
	if actor.Role == authz.System {
		reason = "officer_gone"
	}
	tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rc.ID), rc.Path) })
	entry := audit.New(actor, now, rc.Path, "rollcall.handed_over", subject(rc.ID), "").Because(reason).
		Holding(map[string]any{"from": from, "to": toStaffID})
	return rc, tx.Audit(ctx, entry)
}
