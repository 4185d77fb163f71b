// Package clock gives the edges of the program their time. Rules take `now time.Time` instead.
package clock

import (
	"sync"
	"time"
)

// Clock tells the present instant, in UTC, to the microsecond, which is what both databases keep.
type Clock interface {
	Now() time.Time
}

// System is the machine's clock.
type System struct{}

// Now returns the present instant.
func (System) Now() time.Time { return Trim(time.Now()) }

// Shifted runs like the machine's clock, but from another instant, for demos that look the same every day.
type Shifted struct {
	by time.Duration
}

// StartingAt returns a clock that stands at t now and runs on from there.
func StartingAt(t time.Time) Shifted { return Shifted{t.Sub(System{}.Now())} }

// Now returns the shifted instant.
func (s Shifted) Now() time.Time { return System{}.Now().Add(s.by) }

// Trim brings t to UTC and to whole microseconds.
func Trim(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Manual is a clock that moves only when told to, for scenarios. It is safe for concurrent use.
type Manual struct {
	mu  sync.Mutex
	now time.Time
}

// NewManual returns a clock that stands at t.
func NewManual(t time.Time) *Manual { return &Manual{now: Trim(t)} }

// Now returns where the clock stands.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Set moves the clock to t, forwards or backwards.
func (m *Manual) Set(t time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = Trim(t)
}

// Advance moves the clock by d.
func (m *Manual) Advance(d time.Duration) { m.Set(m.Now().Add(d)) }
