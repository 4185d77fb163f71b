package liaison

import (
	"context"
	"errors"
	"fmt"
	"time"

	"diandao/internal/alert"
	"diandao/internal/authz"
	"diandao/internal/person"
)

const (
	// watchEvery bounds how often silence is looked for: it is counted in days.
	watchEvery = time.Minute
	// watchBatch bounds what is read at once.
	watchBatch = 200
	// signsApart keeps a phone that is in use from filling the case.
	signsApart = 24 * time.Hour
	// callsBack is how far back calls are looked for: beyond it they would no longer change anything.
	callsBack = 60 * 24 * time.Hour
)

// contacts tells when each person was last heard of.
func (s *Service) contacts(ctx context.Context, persons []person.ID) (map[person.ID]Contact, error) {
	return s.store.Contacts(ctx, persons, s.clock.Now().Add(-callsBack))
}

// Watch opens a case for each person who has fallen silent, and notes signs of life of those who are looked
// for. It tells how many cases it opened. It is safe to run twice at once and to be killed at any point.
//
// Silent is who left at least two questions unanswered, the first for alert.SilentAfter, and was not heard of
// since before the first. Who was never heard of at all has no contact to lose: that is for the station to begin.
func (s *Service) Watch(ctx context.Context) (int, error) {
	now := s.clock.Now()
	if now.Sub(s.looked).Abs() < watchEvery {
		return 0, nil
	}
	opened, err := s.openSilent(ctx, now)
	if err != nil {
		return opened, fmt.Errorf("open cases of silence: %w", err)
	}
	if err := s.noteSigns(ctx); err != nil {
		return opened, fmt.Errorf("note signs of life: %w", err)
	}
	s.looked = now
	return opened, nil
}

func (s *Service) openSilent(ctx context.Context, now time.Time) (int, error) {
	opened := 0
	for after := person.ID(""); ; {
		batch, err := s.store.ListSilent(ctx, now.Add(-alert.SilentAfter), after, watchBatch)
		if err != nil || len(batch) == 0 {
			return opened, err
		}
		after = batch[len(batch)-1].PersonID
		ids := make([]person.ID, len(batch))
		for i, v := range batch {
			ids[i] = v.PersonID
		}
		contacts, err := s.contacts(ctx, ids)
		if err != nil {
			return opened, err
		}
		for _, v := range batch {
			last, heard := contacts[v.PersonID]
			if !heard || !last.At.Before(v.FirstAt) {
				continue
			}
			_, err := s.open(ctx, authz.SystemActor(), Case{PersonID: v.PersonID, StationID: v.StationID, Path: v.Path, Since: last})
			if errors.Is(err, ErrOpen) {
				continue // somebody else was faster
			}
			if err != nil {
				return opened, err
			}
			opened++
		}
	}
}

// noteSigns adds to each open case that its person was heard of since, and so proposes to close it.
func (s *Service) noteSigns(ctx context.Context) error {
	for after := ID(""); ; {
		batch, err := s.store.ListOpen(ctx, after, watchBatch)
		if err != nil || len(batch) == 0 {
			return err
		}
		after = batch[len(batch)-1].ID
		ids := make([]person.ID, len(batch))
		for i, c := range batch {
			ids[i] = c.PersonID
		}
		contacts, err := s.contacts(ctx, ids)
		if err != nil {
			return err
		}
		for _, c := range batch {
			if err := s.noteSign(ctx, c, contacts[c.PersonID]); err != nil {
				return err
			}
		}
	}
}

func (s *Service) noteSign(ctx context.Context, c Case, last Contact) error {
	isNew := last.At.After(c.OpenedAt) && (c.Sign.At.IsZero() || last.At.Sub(c.Sign.At) >= signsApart)
	if !isNew {
		return nil
	}
	steps, err := s.store.ListSteps(ctx, c.ID)
	if err != nil || len(steps) >= MaxSteps-1 {
		return err
	}
	_, err = s.add(ctx, authz.SystemActor(), c, steps, Step{Kind: SignSeen, Sign: last.By, HappenedAt: last.At})
	if errors.Is(err, ErrMoved) {
		return nil // seen again at the next look
	}
	return err
}
