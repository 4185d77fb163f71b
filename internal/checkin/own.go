package checkin

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// OwnRequests is one page of a person's own check-ins.
type OwnRequests struct {
	Requests []Request
	// Way is how the person shows who they are where a face is asked for.
	Way Way
}

// Requests returns the actor's own check-ins of any status, newest first by (OpensAt, ID).
func (s *Service) Requests(ctx context.Context, actor authz.Actor, p page.Request) (OwnRequests, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return OwnRequests{}, err
	}
	pid := person.ID(actor.PersonID)
	all, err := s.store.ListRequests(ctx, org.Root, Filter{PersonID: pid}, p)
	if err != nil {
		return OwnRequests{}, fmt.Errorf("list own check-ins: %w", err)
	}
	way, err := s.store.Way(ctx, pid)
	if err != nil {
		return OwnRequests{}, fmt.Errorf("read own way: %w", err)
	}
	return OwnRequests{Requests: all, Way: way.Way}, nil
}

// newestDecision is the last one on a submission; nil without any.
func (s *Service) newestDecision(ctx context.Context, c *Checkin) (*Decision, error) {
	if c == nil {
		return nil, nil
	}
	all, err := s.store.ListDecisions(ctx, c.ID)
	if err != nil {
		return nil, fmt.Errorf("read own decisions: %w", err)
	}
	if len(all) == 0 {
		return nil, nil
	}
	return &all[len(all)-1], nil
}
