package casefile

import (
	"context"
	"fmt"
	"strings"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Counts is how many records have which outcome.
type Counts map[attendance.Status]int

// Day is the counts of one calendar day.
type Day struct {
	Day    string
	Counts Counts
}

// Child is a unit directly below, with its counts over the interval and its active persons.
type Child struct {
	Unit    org.Unit
	Counts  Counts
	Persons int
}

// Summary is attendance at one unit over an interval of calendar days.
type Summary struct {
	Unit     org.Unit
	Days     []Day
	Children []Child
	Totals   Counts
	Persons  int
}

// Summary sums attendance up at a unit (empty: the actor's own) with from ≤ day ≤ to. It returns
// ErrInterval, ErrUnit or an authz error.
func (s *Service) Summary(ctx context.Context, actor authz.Actor, uid org.UnitID, from, to string) (Summary, error) {
	if err := authz.Allow(actor, authz.AttendanceRead); err != nil {
		return Summary{}, err
	}
	if err := checkInterval(from, to); err != nil {
		return Summary{}, err
	}
	scope, err := s.within(ctx, actor, uid)
	if err != nil {
		return Summary{}, err
	}
	units, err := s.units.ListUnits(ctx, scope)
	if err != nil {
		return Summary{}, fmt.Errorf("list units: %w", err)
	}
	days, err := s.attendance.CountByDay(ctx, scope, from, to)
	if err != nil {
		return Summary{}, fmt.Errorf("count attendance by day: %w", err)
	}
	counts, err := s.attendance.CountByStation(ctx, scope, from, to)
	if err != nil {
		return Summary{}, fmt.Errorf("count attendance by station: %w", err)
	}
	persons, err := s.store.CountByStation(ctx, scope)
	if err != nil {
		return Summary{}, fmt.Errorf("count persons: %w", err)
	}
	return sum(scope, units, days, counts, persons), nil
}

func checkInterval(from, to string) error {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return ErrInterval.With(err)
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return ErrInterval.With(err)
	}
	if b.Before(a) || b.Sub(a) > MaxDays*24*time.Hour {
		return ErrInterval
	}
	return nil
}

// sum is pure.
func sum(scope org.Path, units []org.Unit, days []attendance.Count, byStation map[org.Path]map[attendance.Status]int, persons map[org.Path]int) Summary {
	out := Summary{Unit: org.Unit{Path: scope}, Totals: Counts{}, Days: groupDays(days)}
	for _, u := range units {
		switch {
		case u.Path == scope:
			out.Unit = u
		case isChild(scope, u.Path):
			out.Children = append(out.Children, Child{Unit: u, Counts: Counts{}})
		}
	}
	for path, counts := range byStation {
		for status, n := range counts {
			out.Totals[status] += n
			for i := range out.Children {
				if out.Children[i].Unit.Path.Contains(path) {
					out.Children[i].Counts[status] += n
				}
			}
		}
	}
	for path, n := range persons {
		out.Persons += n
		for i := range out.Children {
			if out.Children[i].Unit.Path.Contains(path) {
				out.Children[i].Persons += n
			}
		}
	}
	return out
}

func groupDays(all []attendance.Count) []Day {
	var out []Day
	for _, c := range all {
		if len(out) == 0 || out[len(out)-1].Day != c.Day {
			out = append(out, Day{Day: c.Day, Counts: Counts{}})
		}
		out[len(out)-1].Counts[c.Status] += c.Count
	}
	return out
}

func isChild(scope, path org.Path) bool {
	rest, ok := strings.CutPrefix(string(path), string(scope))
	return ok && rest != "" && strings.Count(rest, "/") == 1
}

// Calendar returns a person's attendance with from ≤ day ≤ to, newest first.
func (s *Service) Calendar(ctx context.Context, actor authz.Actor, pid person.ID, from, to string) ([]attendance.Record, error) {
	if err := checkInterval(from, to); err != nil {
		return nil, err
	}
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return nil, err
	}
	if err := authz.Check(actor, authz.AttendanceRead, p.Path); err != nil {
		return nil, err
	}
	return s.attendance.ListByPerson(ctx, pid, from, to)
}
