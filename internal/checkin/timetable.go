package checkin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/schedule"
)

// timetable tells when plans open, with the public calendar and the seeds of days read once. It is made
// for one piece of work and used by one goroutine.
type timetable struct {
	store Store
	now   time.Time
	cal   schedule.Calendar
	seeds map[string]schedule.Seed
}

func (s *Service) timetable() *timetable {
	return &timetable{store: s.store, now: s.clock.Now(), seeds: map[string]schedule.Seed{}}
}

// errTimes marks a plan whose times can't be worked out, as when its zone has gone from the zone files.
var errTimes = errors.New("the plan's times can't be worked out")

// ranges returns up to n windows of a rule that open strictly after the instant, those of a random rule as
// ranges. The calendar is read only for a rule that minds it: every phone asks for what comes next.
func (t *timetable) ranges(ctx context.Context, r schedule.Rule, after time.Time, n int) ([]schedule.Window, error) {
	if t.cal == nil && r.MindsCalendar() {
		cal, err := t.store.Calendar(ctx)
		if err != nil {
			return nil, fmt.Errorf("read calendar: %w", err)
		}
		t.cal = cal
	}
	windows, err := r.Next(after, n, t.cal)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errTimes, err)
	}
	return windows, nil
}

// next returns up to n windows of the plan that open strictly after the instant, drawn where they are random.
func (t *timetable) next(ctx context.Context, p Plan, after time.Time, n int) ([]schedule.Window, error) {
	if !p.Rule.IsRandom() {
		return t.ranges(ctx, p.Rule, after, n)
	}
	// The range of a day may have begun before the instant while its draw comes after. The first may lie
	// wholly before it, so there is one more than asked for.
	ranges, err := t.ranges(ctx, p.Rule, after.Add(-p.Rule.Span), n+1)
	if err != nil {
		return nil, err
	}
	var out []schedule.Window
	for _, r := range ranges {
		drawn, err := t.draw(ctx, p, r)
		if err != nil {
			return nil, err
		}
		for _, w := range drawn {
			if w.OpensAt.After(after) && len(out) < n {
				out = append(out, w)
			}
		}
	}
	return out, nil
}

func (t *timetable) draw(ctx context.Context, p Plan, r schedule.Window) ([]schedule.Window, error) {
	seed, ok := t.seeds[r.Day]
	if !ok {
		var err error
		if seed, err = t.store.SeedOf(ctx, r.Day, t.now); err != nil {
			return nil, fmt.Errorf("seed of %s: %w", r.Day, err)
		}
		t.seeds[r.Day] = seed
	}
	windows, err := p.Rule.Draw(seed, string(p.PersonID), r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errTimes, err)
	}
	return windows, nil
}

// Draw is the committed randomness of one day. Seed is empty until the day is over.
type Draw struct {
	Day         string
	Commitment  string
	CommittedAt time.Time
	Seed        string
}

// MaxDrawDays bounds one look at the draws.
const MaxDrawDays = 60

// ErrDrawDays is returned for days that are no dates, out of order or too many.
var ErrDrawDays = fault.New(fault.Invalid, "checkin.draw_days_invalid", "Ask for at most 60 days, the first one first.")

// Draws returns the commitments of the days from ≤ day ≤ to, with the seeds of those that are over, for
// whoever may sign in: that nobody was picked on is for everybody to check. It returns ErrDrawDays or an
// authz error.
func (s *Service) Draws(ctx context.Context, actor authz.Actor, from, to string) ([]Draw, error) {
	action := authz.PlanRead
	if actor.Role == authz.Self {
		action = authz.SelfRead
	}
	if err := authz.Allow(actor, action); err != nil {
		return nil, err
	}
	if err := checkDrawDays(from, to); err != nil {
		return nil, err
	}
	all, err := s.store.ListDraws(ctx, from, to)
	if err != nil {
		return nil, fmt.Errorf("list draws: %w", err)
	}
	now := s.clock.Now()
	for i := range all {
		if !schedule.IsRevealed(all[i].Day, now) {
			all[i].Seed = ""
		}
	}
	return all, nil
}

func checkDrawDays(from, to string) error {
	first, err1 := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil || last.Before(first) || last.Sub(first) > MaxDrawDays*24*time.Hour {
		return ErrDrawDays
	}
	return nil
}
