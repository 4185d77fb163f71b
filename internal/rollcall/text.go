package rollcall

import (
	"context"
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/person"
)

// TextSent notes that an officer sent words to a person, or to everybody when p is empty: how many characters, and
// their SHA-256 in hex. The words themselves are not kept; the hash proves what is later said to have stood
// there. It returns ErrNotFound, ErrNotInvited, ErrState or an authz error.
func (s *Service) TextSent(ctx context.Context, actor authz.Actor, rid ID, p person.ID, sum string, length int) error {
	err := s.store.InTx(ctx, func(tx Tx) error {
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
		if p != "" {
			if _, err := tx.GetInvitee(ctx, rid, p); err != nil {
				return err
			}
		}
		entry := audit.New(actor, s.clock.Now(), rc.Path, "rollcall.text_sent", subject(rid), string(p)).
			Holding(map[string]any{"sha256": sum, "length": length})
		return tx.Audit(ctx, entry)
	})
	if err != nil {
		return fmt.Errorf("note a text: %w", err)
	}
	return nil
}
