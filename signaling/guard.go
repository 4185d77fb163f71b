package signaling

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"diandao/internal/fault"
	"diandao/signaling/protocol"
)

// What one client may cost a roll call by coming again and again, and by offering again and again: each join and each
// loss is put on record, and each offer takes a turn of the others'.
const (
	comesEvery   = 2 * time.Second
	comesAtOnce  = 10
	offersEvery  = 2 * time.Second
	offersAtOnce = 5
)

var errDoor = fault.New(fault.RateLimited, protocol.CodeBusy, "You come and go too often. Wait a moment.")

// doors counts how often each actor of a roll call takes a seat or comes back to it. Only who may take part is counted,
// so there are no more of them than the roll call has persons and staff.
type doors struct {
	mu  sync.Mutex
	all map[string]*rate.Limiter // by role and actor
}

// permits reports whether an actor may come in now.
func (d *doors) permits(claim Resumption, now time.Time) bool {
	key := string(roleOf(claim)) + " " + actorID(claim.Actor)
	d.mu.Lock()
	defer d.mu.Unlock()
	l, ok := d.all[key]
	if !ok {
		l = rate.NewLimiter(rate.Every(comesEvery), comesAtOnce)
		d.all[key] = l
	}
	return l.AllowN(now, 1)
}

// newPace paces the offers of one seat.
func newPace() *rate.Limiter { return rate.NewLimiter(rate.Every(offersEvery), offersAtOnce) }
