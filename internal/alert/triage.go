package alert

import (
	"cmp"
	"slices"
	"time"

	"diandao/internal/org"
	"diandao/internal/person"
)

// Reason says in one code why alerts are one card. Each has a sentence in web/.
type Reason string

// The reasons, the most urgent first. NeedsHelp, Silent and Repeated are about one person; SharedCause
// about several whom one cause has hit; WellSince gathers a station's questions of persons who have been in
// contact since and have not often missed, to be looked through together; Single is everything else.
const (
	NeedsHelp   Reason = "needs_help"
	Silent      Reason = "silent" // several questions, and no sign of the person since before the first
	Repeated    Reason = "repeated"
	Task        Reason = "task" // something to do: a call, an overdue answer
	SharedCause Reason = "shared_cause"
	Single      Reason = "single"
	WellSince   Reason = "well_since"
)

// Reasons lists every reason, the most urgent first.
func Reasons() []Reason {
	return []Reason{NeedsHelp, Silent, Repeated, Task, SharedCause, Single, WellSince}
}

// Bounds of triage.
const (
	// SilentAfter is how long without any sign of a person several questions become silence.
	SilentAfter = 48 * time.Hour
	// Often is how many open questions are a pattern even of a person who has been in contact since.
	Often = 3
	// SharedWithin is how close together the questions of one cause are raised.
	SharedWithin = 15 * time.Minute
	// SharedPersons is from how many persons on a cause may be shared, if they also are SharedShare of the
	// station's persons: where many check in at one hour, a few miss it every day, each for a cause of their own.
	SharedPersons = 3
	SharedShare   = 0.2
)

// Card is what an officer deals with at once: one cause, with the alerts it has raised, oldest first.
type Card struct {
	Reason Reason
	Alerts []Alert
}

// ID names the card by its oldest alert.
func (c Card) ID() ID { return c.Alerts[0].ID }

// Persons counts the persons of the card.
func (c Card) Persons() int {
	seen := map[person.ID]bool{}
	for _, a := range c.Alerts {
		seen[a.PersonID] = true
	}
	return len(seen)
}

// Severity is that of the severest alert.
func (c Card) Severity() Severity {
	worst := Info
	for _, a := range c.Alerts {
		if slices.Index(Severities(), a.Severity) > slices.Index(Severities(), worst) {
			worst = a.Severity
		}
	}
	return worst
}

// unanswered reports whether an alert asks why a person did not come.
func (k Kind) unanswered() bool {
	switch k {
	case CheckinMissed, CheckinNotReached, RollCallAbsent, RollCallNotReached:
		return true
	case HelpAsked, TokenReused, LostContact, CallPerson, PatternSeen, LeaveOverdue, AppealOverdue, RollCallPhone:
		return false
	}
	return false
}

// Known is what triage rests on beside the alerts.
type Known struct {
	// Contacts tells when each person was last heard of, by a check-in, a roll call or the app.
	Contacts map[person.ID]time.Time
	// Persons counts the persons of each station.
	Persons map[org.UnitID]int
}

// Triage gathers open alerts into cards, the most urgent first: one cause is one card. It is pure and drops
// no alert.
func Triage(open []Alert, k Known, now time.Time) []Card {
	byPerson, lost := map[person.ID][]Alert{}, map[person.ID][]Alert{}
	var cards []Card
	for _, a := range oldestFirst(slices.Clone(open)) {
		switch {
		case a.Kind == HelpAsked:
			cards = append(cards, Card{NeedsHelp, []Alert{a}})
		case a.Kind == LostContact:
			lost[a.PersonID] = append(lost[a.PersonID], a)
		case a.Kind.unanswered():
			byPerson[a.PersonID] = append(byPerson[a.PersonID], a)
		default:
			cards = append(cards, Card{Task, []Alert{a}})
		}
	}
	for who, all := range lost { // with the questions that have no answer
		cards = append(cards, Card{Silent, oldestFirst(slices.Concat(all, byPerson[who]))})
		delete(byPerson, who)
	}
	var singles []Alert
	wellSince := map[org.UnitID][]Alert{}
	for who, all := range byPerson {
		first, last, contact := all[0], all[len(all)-1], k.Contacts[who]
		switch {
		case len(all) < Often && contact.After(last.OpenedAt):
			wellSince[first.StationID] = append(wellSince[first.StationID], all...)
		case len(all) == 1:
			singles = append(singles, first)
		case contact.Before(first.OpenedAt) && now.Sub(first.OpenedAt) >= SilentAfter:
			cards = append(cards, Card{Silent, all})
		default:
			cards = append(cards, Card{Repeated, all})
		}
	}
	for _, all := range wellSince {
		cards = append(cards, Card{WellSince, oldestFirst(all)})
	}
	cards = append(cards, shared(singles, k.Persons)...)
	slices.SortFunc(cards, moreUrgent)
	return cards
}

func oldestFirst(all []Alert) []Alert {
	slices.SortFunc(all, func(a, b Alert) int { return cmp.Or(a.OpenedAt.Compare(b.OpenedAt), cmp.Compare(a.ID, b.ID)) })
	return all
}

// shared makes cards of alerts of one person each: those of one station raised together have one cause.
func shared(singles []Alert, persons map[org.UnitID]int) []Card {
	slices.SortFunc(singles, func(a, b Alert) int {
		return cmp.Or(cmp.Compare(a.StationID, b.StationID), a.OpenedAt.Compare(b.OpenedAt), cmp.Compare(a.ID, b.ID))
	})
	var cards []Card
	for len(singles) > 0 {
		n := 1
		for n < len(singles) && singles[n].StationID == singles[0].StationID && singles[n].OpenedAt.Sub(singles[0].OpenedAt) <= SharedWithin {
			n++
		}
		if n >= SharedPersons && float64(n) >= SharedShare*float64(persons[singles[0].StationID]) {
			cards = append(cards, Card{SharedCause, singles[:n:n]})
		} else {
			for _, a := range singles[:n] {
				cards = append(cards, Card{Single, []Alert{a}})
			}
		}
		singles = singles[n:]
	}
	return cards
}

// moreUrgent orders by severity of what is critical, then reason, then by who waits longest.
func moreUrgent(a, b Card) int {
	critical := func(c Card) int {
		if c.Severity() == Critical {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(critical(a), critical(b)),
		cmp.Compare(slices.Index(Reasons(), a.Reason), slices.Index(Reasons(), b.Reason)),
		a.Alerts[0].OpenedAt.Compare(b.Alerts[0].OpenedAt), cmp.Compare(a.ID(), b.ID()),
	)
}
