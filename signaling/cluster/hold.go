package cluster

import (
	"context"
	"errors"
	"sync"
	"time"

	"diandao/internal/redisx/live"
	"diandao/internal/rollcall"
)

// Hold is a claim as its node knows it. A nil Hold is that of a node which is alone: it always counts, and
// nothing is kept by it. It is safe for concurrent use.
type Hold struct {
	member *Member
	id     rollcall.ID

	mu      sync.Mutex // guards what follows
	claim   live.Claim
	renewed time.Time // before the last renewal was sent
	over    bool
}

// Valid reports whether the node may serve the room now.
func (h *Hold) Valid() bool {
	if h == nil {
		return true
	}
	now := h.member.cfg.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	return !h.over && (h.member.cfg.Private || elapsed(h.renewed, now) < h.member.cfg.Life-h.member.cfg.Margin)
}

// elapsed is the time between two readings of a clock: by the monotonic one, or by the wall clock when that says
// more, since the monotonic one stands still while a machine is suspended. A wall clock that is set forward
// ends a hold too early at worst.
func elapsed(from, to time.Time) time.Duration {
	return max(to.Sub(from), to.Round(0).Sub(from.Round(0)))
}

// Token is the claim's fencing token; 0 for a node that is alone.
func (h *Hold) Token() uint64 {
	if h == nil {
		return 0
	}
	return h.current().Token
}

func (h *Hold) current() live.Claim {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.claim
}

// end makes the hold invalid and reports whether it was not yet.
func (h *Hold) end() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	was := h.over
	h.over = true
	return !was
}

func (h *Hold) renewedAt(at time.Time, c live.Claim) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.renewed, h.claim = at, c
}

// Kept returns what is kept of the room for its next node. It returns live.ErrAway.
func (h *Hold) Kept(ctx context.Context) (map[string]string, error) {
	if h == nil {
		return nil, nil
	}
	return h.member.rooms.Kept(ctx, h.id)
}

// Keep changes what is kept: a field is set, or removed where its value is empty. It returns live.ErrNotHeld
// or live.ErrAway.
func (h *Hold) Keep(ctx context.Context, fields map[string]string) error {
	if h == nil || len(fields) == 0 {
		return nil
	}
	return h.member.rooms.Keep(ctx, h.current(), fields)
}

// Hand gives the room to another node, which is told to nobody yet, and returns its URL, "" when there is
// none that takes rooms: then the claim is given up, and the room is an orphan. Afterwards the hold is over.
func (h *Hold) Hand(ctx context.Context) (url string, err error) {
	if h == nil {
		return "", nil
	}
	if !h.end() {
		return "", live.ErrNotHeld
	}
	h.member.drop(h)
	return h.member.hand(ctx, h.current())
}

// Release gives the claim up because the room is over; nobody looks for who serves it.
func (h *Hold) Release(ctx context.Context) error {
	if h == nil || !h.end() {
		return nil
	}
	c := h.current()
	if !h.member.drop(h) {
		return nil // the room has begun anew by the same claim
	}
	h.member.say("room given up", c)
	return errors.Join(h.member.rooms.Ended(ctx, h.id), h.member.rooms.Release(ctx, c))
}
