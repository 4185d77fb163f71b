package oversight

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/person"
)

// MaxRanked bounds a ranking of persons: a station has fewer.
const MaxRanked = 500

// PersonCounts is one person's outcomes.
type PersonCounts struct {
	PersonID person.ID
	Counts   map[attendance.Status]int
}

// Ranking is the persons of a unit with attendance in a span, by the share of occasions they came to, lowest first.
type Ranking struct {
	Persons []PersonCounts
	Of      int // how many there are; those beyond MaxRanked came more often
}

// Ranking ranks the persons of a unit. It is for asking, not for judging: a low rate has causes. It returns ErrInterval,
// ErrUnit or an authz error.
func (s *Service) Ranking(ctx context.Context, actor authz.Actor, in Span) (Ranking, error) {
	at, err := s.look(ctx, actor, in)
	if err != nil {
		return Ranking{}, err
	}
	all, err := s.reader.CountPersons(ctx, at.unit.Path, in.From, in.To)
	if err != nil {
		return Ranking{}, fmt.Errorf("count by person: %w", err)
	}
	return ranked(all), nil
}

// ranked is pure.
func ranked(all map[person.ID]map[attendance.Status]int) Ranking {
	out := Ranking{Persons: make([]PersonCounts, 0, len(all)), Of: len(all)}
	for id, counts := range all {
		out.Persons = append(out.Persons, PersonCounts{id, counts})
	}
	slices.SortFunc(out.Persons, func(a, b PersonCounts) int {
		return cmp.Or(cmp.Compare(rank(a.Counts), rank(b.Counts)), cmp.Compare(missed(b.Counts), missed(a.Counts)), cmp.Compare(a.PersonID, b.PersonID))
	})
	out.Persons = out.Persons[:min(len(out.Persons), MaxRanked)]
	return out
}

// rank is the rate in per mille; who was excused each time stands last.
func rank(counts map[attendance.Status]int) int {
	came := counts[attendance.Present] + counts[attendance.Late]
	if rate := perMille(came, came+missed(counts)+counts[attendance.Review]); rate >= 0 {
		return rate
	}
	return 1001
}

func missed(counts map[attendance.Status]int) int {
	return counts[attendance.Absent] + counts[attendance.NotReached]
}
