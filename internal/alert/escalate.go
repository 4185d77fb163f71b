package alert

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Deadline is how long a level of the tree has to resolve an alert of the severity before the level above
// is told.
func Deadline(s Severity) time.Duration {
	switch s {
	case Critical:
		return time.Hour
	case Warning:
		return 72 * time.Hour
	case Info:
		return 7 * 24 * time.Hour
	}
	return 24 * time.Hour
}

// Raised is a, asked of its station at now and due by its severity.
func (a Alert) Raised(now time.Time) Alert {
	a.ID, a.State, a.OpenedAt, a.UpdatedAt = ID(id.New()), Open, now, now
	a.Level, a.DueAt = org.Station, now.Add(Deadline(a.Severity))
	return a
}

// above is the level over one; the city has none above it.
func above(k org.Kind) org.Kind {
	if k == org.Station {
		return org.District
	}
	return org.City
}

// escalateBatch bounds one sweep.
const escalateBatch = 100

// Escalate tells the level above of alerts that were not resolved by their deadline, at most a hundred, and
// says how many. Nothing is taken from the station: it still has to answer. It is safe to run twice at once.
func (s *Service) Escalate(ctx context.Context) (int, error) {
	now := s.clock.Now()
	overdue, err := s.store.ListOverdue(ctx, now, escalateBatch)
	if err != nil {
		return 0, fmt.Errorf("list overdue alerts: %w", err)
	}
	n := 0
	for _, a := range overdue {
		from := a.Level
		a.Level, a.DueAt, a.UpdatedAt = above(from), now.Add(Deadline(a.Severity)), now
		err := s.store.InTx(ctx, func(tx Tx) error {
			moved, err := tx.EscalateAlert(ctx, a, from)
			if err != nil || !moved {
				return err
			}
			n++
			tx.AfterCommit(func() { s.hints.Hint("alert", string(a.ID), a.Path) })
			return tx.Audit(ctx, audit.New(authz.SystemActor(), now, a.Path, "alert.escalated", "alert:"+string(a.ID), string(a.PersonID)).
				Holding(map[string]any{"from": from, "to": a.Level}))
		})
		if err != nil {
			return n, fmt.Errorf("escalate alert: %w", err)
		}
	}
	return n, nil
}

// Desk returns the open alerts that wait for the actor's level, gathered into cards, the most urgent first.
// A station's officer is asked about everything at the station; a level above about what was escalated to
// it, and whatever is critical.
func (s *Service) Desk(ctx context.Context, actor authz.Actor) ([]Card, error) {
	if err := authz.Allow(actor, authz.AlertRead); err != nil {
		return nil, err
	}
	now := s.clock.Now()
	open, err := s.store.ListOpen(ctx, actor.Scope, actor.Scope.Level(), MaxOpen)
	if err != nil {
		return nil, fmt.Errorf("list open alerts: %w", err)
	}
	contacts, err := s.store.LastContacts(ctx, personsOf(open))
	if err != nil {
		return nil, fmt.Errorf("read last contacts: %w", err)
	}
	persons, err := s.store.CountPersons(ctx, actor.Scope)
	if err != nil {
		return nil, fmt.Errorf("count persons: %w", err)
	}
	return Triage(open, Known{Contacts: contacts, Persons: persons}, now), nil
}

// MaxOpen bounds the alerts of one desk.
const MaxOpen = 1000

func personsOf(all []Alert) []person.ID {
	seen := map[person.ID]bool{}
	var out []person.ID
	for _, a := range all {
		if !seen[a.PersonID] {
			seen[a.PersonID] = true
			out = append(out, a.PersonID)
		}
	}
	return out
}
