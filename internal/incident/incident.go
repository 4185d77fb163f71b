// Package incident knows when we or a provider were down, and shields persons from it: the windows that an
// incident touched are extended, and nothing is settled meanwhile. It finds out by itself: servers leave a
// heartbeat, whose gaps are incidents of ours, and each channel has an error budget, which a provider in
// trouble uses up.
//
//	running ──ended──▶ ended ──every window it touched was extended──▶ settled
//
// Invariants: there is one running incident a kind and channel; while one is not settled, no check-in that it
// touched is closed; a window is extended once for one incident.
package incident

import (
	"slices"
	"time"

	"diandao/internal/push"
)

// ID identifies an incident.
type ID string

// Kind tells who was down.
type Kind string

// The kinds: this service, or the provider of a channel.
const (
	Service  Kind = "service"
	Provider Kind = "provider"
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Service, Provider} }

// Incident is a time, half-open, in which persons could not be told or could not answer.
type Incident struct {
	ID        ID
	Kind      Kind
	Channel   push.Channel // of a provider; empty for the service
	From      time.Time
	To        time.Time // zero while it runs
	SettledAt time.Time
	Note      string // NoteStandstill or NoteFailing
}

// The notes, codes with words in web/.
const (
	NoteStandstill = "standstill"       // nobody left a heartbeat
	NoteFailing    = "provider_failing" // most tries failed by the provider's own fault
)

// Rules are from when on something is an incident, and from when on it matters.
type Rules struct {
	Gap   time.Duration // without a heartbeat: an incident of ours
	Least time.Duration // of a window that an incident must have taken to extend it
	// An error budget: a provider is in trouble when, within Window, at least MinAttempts were made and the
	// share of failures reached Share; it is well again when within Calm the share is below, or when nothing was
	// tried for Calm after some had come through.
	Window      time.Duration
	MinAttempts int
	Share       float64
	Calm        time.Duration
	// Idle is how long without a single try an incident of a provider may be believed to run.
	Idle time.Duration
}

// DefaultRules are those of a deployment that says nothing else.
func DefaultRules() Rules {
	return Rules{
		Gap: 5 * time.Minute, Least: 10 * time.Minute,
		Window: 15 * time.Minute, MinAttempts: 10, Share: 0.5, Calm: 5 * time.Minute, Idle: time.Hour,
	}
}

// Minute is what a channel did in the minute that begins At.
type Minute struct {
	At       time.Time
	Attempts int
	Failures int // by the provider's own fault
}

// Change is what the minutes of a channel say: an incident began, or the running one ended; zero is neither.
type Change struct {
	From time.Time
	To   time.Time
}

// Judge tells what has changed for a channel, from its minutes, oldest first, and its newest incident, nil
// without one. It is pure.
func (r Rules) Judge(minutes []Minute, newest *Incident, now time.Time) Change {
	if newest != nil && newest.To.IsZero() {
		return Change{To: r.end(minutes, now)}
	}
	var recent []Minute
	for _, m := range minutes {
		// What an incident has already answered for doesn't begin another.
		if m.At.After(now.Add(-r.Window)) && (newest == nil || !m.At.Before(newest.To)) {
			recent = append(recent, m)
		}
	}
	attempts, failures := sum(recent)
	if attempts < r.MinAttempts || float64(failures) < r.Share*float64(attempts) {
		return Change{}
	}
	first := slices.IndexFunc(recent, func(m Minute) bool { return m.Failures > 0 })
	return Change{From: recent[first].At}
}

// end is when a running incident ended, zero while it goes on.
func (r Rules) end(minutes []Minute, now time.Time) time.Time {
	attempts, failures := sum(slices.DeleteFunc(slices.Clone(minutes), func(m Minute) bool { return !m.At.After(now.Add(-r.Calm)) }))
	if attempts > 0 && float64(failures) < r.Share*float64(attempts) {
		return now
	}
	if len(minutes) == 0 {
		return now
	}
	last := minutes[len(minutes)-1]
	over, silence := last.At.Add(time.Minute), r.Idle
	if last.Attempts > last.Failures {
		silence = r.Calm
	}
	if now.Sub(over) >= silence {
		return over
	}
	return time.Time{}
}

func sum(minutes []Minute) (attempts, failures int) {
	for _, m := range minutes {
		attempts, failures = attempts+m.Attempts, failures+m.Failures
	}
	return attempts, failures
}
