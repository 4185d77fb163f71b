package checkin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"diandao/internal/authz"
	"diandao/internal/person"
)

// upcoming is what plans ask next of a person, up to the end of the term.
func (s *Service) upcoming(ctx context.Context, who person.Person, plans []Plan, now time.Time, n int) ([]Upcoming, error) {
	table, last := s.timetable(), who.TermTo.Format(time.DateOnly)
	var out []Upcoming
	for _, p := range plans {
		if !p.StoppedAt.IsZero() || p.Kind != Recurring {
			continue
		}
		after := now
		if p.Rule.IsRandom() {
			after = now.Add(-p.Rule.Span) // of a range that has begun the draw may be still to come
		}
		windows, err := table.ranges(ctx, p.Rule, after, n)
		if errors.Is(err, errTimes) {
			continue // a stored plan was validated; one that no longer is has nothing to promise
		}
		if err != nil {
			return nil, err
		}
		for _, w := range windows {
			if w.Day > last {
				break
			}
			out = append(out, Upcoming{Title: p.Title, OpensAt: w.OpensAt, DueAt: w.DueAt, IsRange: w.IsRange})
		}
	}
	slices.SortFunc(out, func(a, b Upcoming) int { return a.OpensAt.Compare(b.OpensAt) })
	return out[:min(n, len(out))], nil
}

// OwnPlan is a running plan as its person sees it: when it comes next, and of what is drawn only the range.
type OwnPlan struct {
	Title string
	Next  []Upcoming // at most three
}

// OwnPlans returns the running plans of the actor.
func (s *Service) OwnPlans(ctx context.Context, actor authz.Actor) ([]OwnPlan, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return nil, err
	}
	plans, err := s.store.ListPlans(ctx, person.ID(actor.PersonID))
	if err != nil {
		return nil, fmt.Errorf("read own plans: %w", err)
	}
	who, err := s.persons.Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return nil, fmt.Errorf("read own term: %w", err)
	}
	var out []OwnPlan
	now := s.clock.Now()
	for _, p := range plans {
		if !p.StoppedAt.IsZero() {
			continue
		}
		next, err := s.upcoming(ctx, who, []Plan{p}, now, 3)
		if err != nil {
			return nil, err
		}
		out = append(out, OwnPlan{Title: p.Title, Next: next})
	}
	return out, nil
}
