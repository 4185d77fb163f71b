package checkin

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Drawn is a request that opened at a drawn time, and the rule of the plan's version that it opened under:
// with the seed of its day whoever sees it can draw again.
type Drawn struct {
	Request Request
	Rule    schedule.Rule
}

// DrawnFilter narrows drawn requests to days, From ≤ day ≤ To, and to one person.
type DrawnFilter struct {
	From, To string
	PersonID person.ID // empty: anybody in scope
}

// Drawn returns requests in the actor's scope that opened at drawn times, newest first; for a person their
// own. Those still to come are nobody's to see. It returns ErrDrawDays or an authz error.
func (s *Service) Drawn(ctx context.Context, actor authz.Actor, f DrawnFilter, p page.Request) ([]Drawn, error) {
	action, scope := authz.CheckinRead, actor.Scope
	if actor.Role == authz.Self {
		action, scope, f.PersonID = authz.SelfRead, org.Root, person.ID(actor.PersonID)
	}
	if err := authz.Allow(actor, action); err != nil {
		return nil, err
	}
	if err := checkDrawDays(f.From, f.To); err != nil {
		return nil, err
	}
	all, err := s.store.ListDrawn(ctx, scope, f, p)
	if err != nil {
		return nil, fmt.Errorf("list drawn check-ins: %w", err)
	}
	return all, nil
}
