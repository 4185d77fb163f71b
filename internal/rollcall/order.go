package rollcall

import (
	"cmp"
	"slices"
	"time"

	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Arrange puts persons, given by number, into the order of calling. Who is arranged by hand comes first, the
// others follow by number. By chance it is the draw of the roll call's id under the day's seed: see
// schedule.Order. It is pure.
func Arrange(persons []person.Person, o Order, arranged []person.ID, rid ID, seed schedule.Seed) []person.Person {
	out := slices.Clone(persons)
	place := map[person.ID]int{}
	switch o {
	case ByNumber:
		return out
	case ByHand:
		for n, id := range arranged {
			place[id] = n + 1
		}
	case ByChance:
		for n, id := range schedule.Order(seed, string(rid), idsOf(persons)) {
			place[person.ID(id)] = n + 1
		}
	}
	last := len(persons) + len(arranged) + 1
	slices.SortStableFunc(out, func(x, y person.Person) int {
		return cmp.Compare(cmp.Or(place[x.ID], last), cmp.Or(place[y.ID], last))
	})
	return out
}

// Limits of ringing again, of one person in one roll call.
const (
	RecallEvery = 2 * time.Minute
	MaxRecalls  = 5
)

func idsOf(persons []person.Person) []string {
	out := make([]string, len(persons))
	for n, p := range persons {
		out[n] = string(p.ID)
	}
	return out
}

// NextToCall tells whom to call next, if anybody: who is on line, not marked and called the fewest times,
// in the order of calling; so those who did not answer are called a second time once everybody there was
// called. Who was called MaxRounds times is left to the officer. It is pure.
func NextToCall(invitees []Invitee) (person.ID, bool) {
	var next *Invitee
	for n := range invitees {
		i := &invitees[n]
		if i.Presence != OnLine || i.isSettled() || i.Calls >= MaxRounds {
			continue
		}
		if next == nil || i.Calls < next.Calls || (i.Calls == next.Calls && i.Seq < next.Seq) {
			next = i
		}
	}
	if next == nil {
		return "", false
	}
	return next.PersonID, true
}

// isSettled reports whether nothing more is wanted of the invitee in this roll call.
func (i Invitee) isSettled() bool { return i.Mark != "" || i.Refused != "" }

// MayTelephone reports whether the person is to be rung up: there is no mark, and two tries by name or by
// ring came to nothing. The ring at the opening is the first try of who never came on line. It is pure.
func (i Invitee) MayTelephone() bool {
	return !i.isSettled() && i.Presence != Called && i.tries() >= MaxRounds
}

func (i Invitee) tries() int {
	n := i.Calls + i.Recalls
	if i.OnLineAt.IsZero() {
		n++
	}
	return n
}

// MayRecall reports whether the person may be rung again at now: there is no mark, the person is not on line,
// and the last time was RecallEvery ago. It is pure.
func (i Invitee) MayRecall(now time.Time) bool {
	return !i.isSettled() && i.Presence != OnLine && i.Presence != Called && i.Recalls < MaxRecalls && now.Sub(i.RecalledAt) >= RecallEvery
}
