package oversight

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/person"
)

// Dimension is the trait by which persons are grouped.
type Dimension string

// The dimensions.
const (
	ByPhone   Dimension = "phone"
	ByNetwork Dimension = "network"
	BySex     Dimension = "sex"
	ByAge     Dimension = "age"
	ByWay     Dimension = "way"
)

// Dimensions lists every dimension, in the order in which they are shown.
func Dimensions() []Dimension { return []Dimension{ByPhone, ByNetwork, ByAge, BySex, ByWay} }

// What it takes to compare a group with all others.
const (
	MinOccasions = 30   // fewer say nothing
	MinApart     = 0.02 // of a share: what is less is not worth asking about
	Sigmas       = 3.0  // of a test of two proportions, so that about one in 700 is marked by chance
)

// Share is a part of a group's occasions; IsKnown is false for a group of fewer than MinOccasions.
type Share struct {
	Part    float64 // 0 to 1
	IsKnown bool
	// IsHigh marks a share that is clearly above that of all others.
	IsHigh bool
}

// Group is the persons of one trait.
type Group struct {
	Dimension Dimension
	Value     string // a code: android_old, male, 60_up, voice
	Occasions int    // check-ins and roll calls, without the excused
	Missed    int    // absent or not reached
	Decided   int    // check-ins of these days that an officer had to decide
	Misses    Share
	Decisions Share
}

// Fairness is the groups of a unit, and all its persons together.
type Fairness struct {
	All    Group // without dimension and value
	Groups []Group
}

// Fairness compares groups of persons at a unit. It returns ErrInterval, ErrUnit or an authz error.
func (s *Service) Fairness(ctx context.Context, actor authz.Actor, in Span) (Fairness, error) {
	at, err := s.look(ctx, actor, in)
	if err != nil {
		return Fairness{}, err
	}
	tallies, err := s.reader.CountTraits(ctx, at.unit.Path, in.From, in.To)
	if err != nil {
		return Fairness{}, fmt.Errorf("count by traits: %w", err)
	}
	decided, err := s.reader.CountDecided(ctx, at.unit.Path, in.From, in.To)
	if err != nil {
		return Fairness{}, fmt.Errorf("count decisions by traits: %w", err)
	}
	return compare(tallies, decided, at.until.AddDate(0, 0, -1).Year()), nil
}

// compare is pure. Ages are those of the year.
func compare(tallies []Tally, decided []Decided, year int) Fairness {
	var all Group
	groups := map[Dimension]map[string]*Group{}
	each := func(t Traits, add func(*Group)) {
		add(&all)
		for _, d := range Dimensions() {
			value := valueOf(d, t, year)
			if groups[d] == nil {
				groups[d] = map[string]*Group{}
			}
			if groups[d][value] == nil {
				groups[d][value] = &Group{Dimension: d, Value: value}
			}
			add(groups[d][value])
		}
	}
	for _, t := range tallies {
		each(t.Traits, func(g *Group) { g.count(t.Status, t.Count) })
	}
	for _, d := range decided {
		each(d.Traits, func(g *Group) { g.Decided += d.Count })
	}
	out := Fairness{All: all}
	out.All.Misses, out.All.Decisions = share(all.Missed, all.Occasions), share(all.Decided, all.Occasions)
	for _, d := range Dimensions() {
		out.Groups = append(out.Groups, ordered(groups[d], all)...)
	}
	return out
}

func (g *Group) count(status attendance.Status, n int) {
	switch status {
	case attendance.Excused:
		return
	case attendance.Absent, attendance.NotReached:
		g.Missed += n
	case attendance.Present, attendance.Late, attendance.Review:
	}
	g.Occasions += n
}

// ordered are the groups of one dimension, ages by age and the rest by value, each beside all others.
func ordered(groups map[string]*Group, all Group) []Group {
	out := make([]Group, 0, len(groups))
	for _, g := range groups {
		if g.Occasions == 0 {
			continue
		}
		g.Misses, g.Decisions = share(g.Missed, g.Occasions), share(g.Decided, g.Occasions)
		rest := all.Occasions - g.Occasions
		g.Misses.IsHigh = isHigh(g.Missed, g.Occasions, all.Missed-g.Missed, rest)
		g.Decisions.IsHigh = isHigh(g.Decided, g.Occasions, all.Decided-g.Decided, rest)
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b Group) int {
		return cmp.Or(cmp.Compare(slices.Index(ages(), a.Value), slices.Index(ages(), b.Value)), strings.Compare(a.Value, b.Value))
	})
	return out
}

func share(part, of int) Share {
	if of < MinOccasions {
		return Share{}
	}
	return Share{Part: min(float64(part)/float64(of), 1), IsKnown: true}
}

// isHigh tests whether a of n is clearly more than b of m: the pooled z-test of two proportions.
func isHigh(a, n, b, m int) bool {
	if n < MinOccasions || m < MinOccasions {
		return false
	}
	p, q := min(float64(a)/float64(n), 1), min(float64(b)/float64(m), 1)
	pooled := min(float64(a+b)/float64(n+m), 1)
	deviation := math.Sqrt(pooled * (1 - pooled) * (1/float64(n) + 1/float64(m)))
	return p-q >= MinApart && p-q > Sigmas*deviation
}

func valueOf(d Dimension, t Traits, year int) string {
	switch d {
	case ByPhone:
		return PhoneOf(t.Device)
	case ByNetwork:
		return networkOf(t.Network)
	case BySex:
		return t.Sex
	case ByAge:
		return ageOf(year - t.BornYear)
	case ByWay:
		return t.Way
	}
	return ""
}

// NoNetwork is the group of those whose newest check-in did not tell by which network it came, or who have made none.
const NoNetwork = "unknown"

func networkOf(told string) string {
	if told == "" {
		return NoNetwork
	}
	return told
}

// oldAndroid finds a version that is called old, 9 at most: the last of them was released in 2018 and has had no security
// updates since 2022.
var (
	anyAndroid = regexp.MustCompile(`Android \d`)
	oldAndroid = regexp.MustCompile(`Android \d(\D|$)`)
)

// PhoneOf is the kind of a phone from how it describes itself. The store narrows lists by the same rule.
func PhoneOf(device string) string {
	switch {
	case device == "":
		return "none"
	case strings.Contains(device, "iPhone"), strings.Contains(device, "iPad"), strings.Contains(device, "iOS"):
		return "ios"
	case strings.Contains(device, "HarmonyOS"):
		return "harmony"
	case oldAndroid.MatchString(device):
		return "android_old"
	case anyAndroid.MatchString(device):
		return "android"
	}
	return "other"
}

// ages are the codes of ages, youngest first.
func ages() []string {
	out := make([]string, 0, len(person.AgeGroups()))
	for _, g := range person.AgeGroups() {
		out = append(out, g.Code)
	}
	return out
}

func ageOf(years int) string {
	for _, g := range person.AgeGroups() {
		if years <= g.To {
			return g.Code
		}
	}
	return ""
}
