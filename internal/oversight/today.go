package oversight

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/org"
)

// Today is how the day stands at a unit, beside the same weekday a week ago at the same time.
type Today struct {
	Unit   org.Unit
	Day    string
	At     time.Time
	Counts map[attendance.Status]int
	Due    int // check-ins that have opened and were not cancelled
	Open   int // of these, still open
	// Week is the day a week ago: what had an outcome by the same time of day. Later decisions show in it too.
	Week       string
	WeekAt     time.Time // the same time of that day
	WeekCounts map[attendance.Status]int
}

// weekDays is how far back the same weekday lies.
const weekDays = 7

// Today counts the day so far at a unit (empty: the actor's own). It returns ErrUnit or an authz error.
func (s *Service) Today(ctx context.Context, actor authz.Actor, id org.UnitID) (Today, error) {
	if err := authz.Allow(actor, authz.AttendanceRead); err != nil {
		return Today{}, err
	}
	u, err := s.unit(ctx, actor, id)
	if err != nil {
		return Today{}, err
	}
	zone, err := time.LoadLocation(u.Zone)
	if err != nil {
		return Today{}, fmt.Errorf("zone of a unit: %w", err)
	}
	now := s.clock.Now().In(zone)
	week := now.AddDate(0, 0, -weekDays)
	out := Today{Unit: u, Day: now.Format(time.DateOnly), At: now.UTC(), Week: week.Format(time.DateOnly), WeekAt: week.UTC()}
	if out.Counts, err = s.reader.CountDay(ctx, u.Path, out.Day, time.Time{}); err != nil {
		return Today{}, fmt.Errorf("count today: %w", err)
	}
	if out.WeekCounts, err = s.reader.CountDay(ctx, u.Path, out.Week, out.WeekAt); err != nil {
		return Today{}, fmt.Errorf("count a week ago: %w", err)
	}
	if out.Due, out.Open, err = s.reader.CountDue(ctx, u.Path, out.Day); err != nil {
		return Today{}, fmt.Errorf("count what is due today: %w", err)
	}
	return out, nil
}

// Window is a span as instants in the zone of its unit, Until excluded.
type Window struct {
	From, Until time.Time
	Zone        *time.Location
}

// Window looks a span up for a list of what a cell of the week counts. It returns ErrInterval, ErrUnit or an authz error.
func (s *Service) Window(ctx context.Context, actor authz.Actor, in Span) (Window, error) {
	at, err := s.look(ctx, actor, in)
	return Window{From: at.from, Until: at.until, Zone: at.zone}, err
}
