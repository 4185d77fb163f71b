package bandwidth

import (
	"math"
	"time"
)

// Of the rate controller (§5.5).
const (
	backOff  = 0.85
	perGrow  = 1.08 // a second
	roomOver = 2.0  // above what arrives, once the way has been full

	// Below this a picture hardly fits, and so little arrives that it says nothing of what could: up to it the rate
	// grows faster, and whatever arrives.
	roomLeast    = 300_000 // bit/s
	perGrowLeast = 1.5     // a second
)

// control turns what is seen into a rate.
type control struct {
	rate      float64
	changedAt time.Time
	lowered   time.Time
	wasFull   bool
}

// follow takes what the trend says, and how much arrives in bit/s.
func (c *control) follow(u usage, arrives float64, now time.Time) {
	since := now.Sub(c.changedAt).Seconds()
	if c.changedAt.IsZero() {
		since = 0
	}
	c.changedAt = now
	switch u {
	case over:
		c.lower(backOff*arrives, now)
	case normal:
		c.raise(arrives, math.Min(1, since), now)
	case under: // the queue empties: wait
	}
}

// lose takes a second in which so large a part was lost.
func (c *control) lose(part, arrives float64, now time.Time) {
	c.lower(math.Max(arrives, c.rate*0.5)*(1-part/2), now)
}

// lower goes down, at most three times a second: it takes a while to see what it has done.
func (c *control) lower(to float64, now time.Time) {
	if to <= 0 || now.Sub(c.lowered) < 300*time.Millisecond {
		return
	}
	c.wasFull, c.lowered = true, now
	c.rate = math.Max(Least, math.Min(c.rate, to))
}

func (c *control) raise(arrives, seconds float64, now time.Time) {
	if now.Sub(c.lowered) < time.Second {
		return
	}
	next := math.Min(Most, c.rate*math.Pow(perGrow, seconds))
	if c.rate < roomLeast {
		next = math.Min(roomLeast, c.rate*math.Pow(perGrowLeast, seconds))
	}
	if c.wasFull { // what nothing was sent of says nothing
		next = math.Min(next, math.Max(c.rate, math.Max(roomOver*arrives, roomLeast)))
	}
	c.rate = next
}
