package rollcall

import (
	"context"
	"fmt"
)

// Standing returns a roll call with its invitees as they are on record, to the machine that serves the room
// and not to any person: whoever is shown any of it is authorised by Get or Admit. It returns ErrNotFound.
func (s *Service) Standing(ctx context.Context, rid ID) (RollCall, []Invitee, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, nil, err
	}
	invitees, err := s.store.ListInvitees(ctx, rid)
	if err != nil {
		return RollCall{}, nil, fmt.Errorf("read invitees: %w", err)
	}
	return rc, invitees, nil
}
