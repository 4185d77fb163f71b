package rollcall

import (
	"cmp"
	"slices"
	"time"

	"diandao/internal/person"
)

// ApartReason tells why a person is not gathered with the others of a roll call.
type ApartReason string

// The reasons. The first three are about the audience, which the law sets (Community Corrections Law,
// articles 25, 52 and 54); persons accused together are kept from speaking to one another.
const (
	IsMinor   ApartReason = "minor"
	IsAdult   ApartReason = "adult"
	WomenOnly ApartReason = "women_only"
	CoAccused ApartReason = "co_accused"
	Elsewhere ApartReason = "elsewhere" // takes part in another running roll call
	NotActive ApartReason = "not_active"
)

// ApartReasons lists every reason.
func ApartReasons() []ApartReason {
	return []ApartReason{IsMinor, IsAdult, WomenOnly, CoAccused, Elsewhere, NotActive}
}

// Apart is one person who was kept apart from a roll call, and why.
type Apart struct {
	PersonID person.ID   `json:"person_id"`
	Reason   ApartReason `json:"reason"`
}

// Pair is two persons accused together; order means nothing.
type Pair struct{ A, B person.ID }

// Facts are what is known of persons beside their own records.
type Facts struct {
	Excuses map[person.ID]Excuse
	Pairs   []Pair
	Busy    map[person.ID]bool // in another running roll call
}

// Composed is a roll call's persons sorted out: Called are rung and called; Out are registered out with the
// excuse of each; Apart are not on it.
type Composed struct {
	Called []person.Person
	Out    []person.Person
	Excuse map[person.ID]Excuse
	Apart  []Apart
}

// Size is how many are on the roster.
func (r Composed) Size() int { return len(r.Called) + len(r.Out) }

// Compose sorts persons out for an audience, by case number. Persons of another audience are kept apart; who
// is excused is on the roster and registered out; of two who were accused together and would both be called,
// the one with the lower number stays. Whoever comes of age today is an adult today. It is pure.
func Compose(all []person.Person, a Audience, f Facts, now time.Time, loc *time.Location) Composed {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(x, y person.Person) int { return cmp.Or(cmp.Compare(x.Number, y.Number), cmp.Compare(x.ID, y.ID)) })
	out := Composed{Excuse: map[person.ID]Excuse{}}
	called := map[person.ID]bool{}
	for _, p := range sorted {
		apart := apartOf(p, a, now, loc)
		excuse := excuseOf(p, f)
		switch {
		case apart != "":
		case excuse != "":
			out.Out, out.Excuse[p.ID] = append(out.Out, p), excuse
			continue
		case f.Busy[p.ID]:
			apart = Elsewhere
		case f.meets(p.ID, called):
			apart = CoAccused
		}
		if apart != "" {
			out.Apart = append(out.Apart, Apart{p.ID, apart})
			continue
		}
		called[p.ID] = true
		out.Called = append(out.Called, p)
	}
	return out
}

// excuseOf tells why a person is registered out. Custody without a note of where is custody.
func excuseOf(p person.Person, f Facts) Excuse {
	if e := f.Excuses[p.ID]; e != "" {
		return e
	}
	if p.Status == person.Detained {
		return InCustody
	}
	return ""
}

// meets reports whether a person was accused together with one of those.
func (f Facts) meets(p person.ID, those map[person.ID]bool) bool {
	return slices.ContainsFunc(f.Pairs, func(x Pair) bool { return (x.A == p && those[x.B]) || (x.B == p && those[x.A]) })
}

// apartOf tells why a person does not belong to an audience; an audience nobody defined admits nobody.
func apartOf(p person.Person, a Audience, now time.Time, loc *time.Location) ApartReason {
	minor := p.IsMinor(now, loc)
	switch {
	case p.Status == person.Ended:
		return NotActive
	case a == Minors && !minor:
		return IsAdult
	case a == Minors:
		return ""
	case minor:
		return IsMinor
	case a == Women && p.Sex != person.Female:
		return WomenOnly
	case a == Women, a == Adults:
		return ""
	}
	return NotActive
}

// Gathered is what is known of an invitee at the door.
type Gathered struct {
	Person person.Person
	// Before reports whether one accused together with the person stands before them on this roster and is
	// called.
	Before bool
	IsOut  bool // registered out
}

// AtTheDoor tells why an invitee is kept apart at joining, by what is so now: it may have changed since the
// roster was taken. Of two accused together the one further down is kept apart, so that one of them can come.
// It is pure.
func AtTheDoor(g Gathered, a Audience, now time.Time, loc *time.Location) ApartReason {
	if reason := apartOf(g.Person, a, now, loc); reason != "" {
		return reason
	}
	if g.Before {
		return CoAccused
	}
	return ""
}
