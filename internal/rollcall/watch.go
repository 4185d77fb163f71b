package rollcall

import (
	"context"
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/authz"
)

// Watch lets a supervisor look on in silence (督察): nobody in the room is told, the audit is. It returns
// ErrNotFound, ErrState or an authz error.
func (s *Service) Watch(ctx context.Context, actor authz.Actor, rid ID) (RollCall, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	if err := authz.Check(actor, authz.RollCallWatch, rc.Path); err != nil {
		return RollCall{}, err
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
