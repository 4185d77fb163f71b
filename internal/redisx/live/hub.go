package live

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/redisx"
)

// Bounds of a hub.
const (
	KeepEvents       = 10_000 // that a returning console may have missed
	KeepEventsFor    = 24 * time.Hour
	SubscriberBuffer = 256  // events a console may lag behind
	MaxSubscribers   = 5000 // of one node
	publishQueue     = 1024
	publishBatch     = 100
	blockFor         = time.Second // also the longest that Close waits for the reader
	publishTimeout   = 2 * time.Second
	loadTimeout      = 10 * time.Second
	retryAfter       = 500 * time.Millisecond
)

const streamKey = redisx.Prefix + "hints"

// ErrFull is returned to a subscriber for whom there is no room on this node, or when the hub is closed.
var ErrFull = fault.New(fault.Unavailable, "live.full", "Too many consoles are connected. Try again later.")

// Event is a hint with its number, which grows over all nodes.
type Event struct {
	Seq  uint64
	Noun string // checkin, claim, alert, rollcall, person, plan
	ID   string
	Path org.Path
}

// Hub carries hints. It is safe for concurrent use.
type Hub struct {
	client redis.UniversalClient
	log    *slog.Logger
	lost   func(int)
	queue  chan Event
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex // guards what follows
	closed bool
	loaded bool
	recent []Event // ascending, at most KeepEvents
	subs   map[*subscriber]struct{}
}

// subscriber is one console. send reports whether there was room.
type subscriber struct {
	send  func(Event) bool
	close func()
}

// OpenHub starts a hub. lost, if given, is told how many hints were dropped. Close stops it.
func OpenHub(client redis.UniversalClient, log *slog.Logger, lost func(int)) *Hub {
	if lost == nil {
		lost = func(int) {}
	}
	ctx, cancel := context.WithCancel(context.Background()) //nolint:forbidigo // the hub owns its goroutines
	h := &Hub{client: client, log: log, lost: lost, queue: make(chan Event, publishQueue), cancel: cancel, subs: map[*subscriber]struct{}{}}
	h.wg.Go(func() { h.publish(ctx) })
	h.wg.Go(func() { h.read(ctx) })
	return h
}

// Hint tells all nodes' consoles that a record at a unit has changed. It never waits: when Redis cannot
// follow, hints are dropped and counted. Call it after commit.
func (h *Hub) Hint(noun, id string, at org.Path) {
	select {
	case h.queue <- Event{Noun: noun, ID: id, Path: at}:
	default:
		h.lost(1)
	}
}

// Close ends all subscriptions and stops the hub within about a second.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	h.hangUp()
	h.mu.Unlock()
	h.cancel()
	h.wg.Wait()
}

// Subscribe is the function Subscribe for those who take events as they are.
func (h *Hub) Subscribe(ctx context.Context, after uint64) (<-chan Event, bool, error) {
	return Subscribe(ctx, h, after, func(e Event) Event { return e })
}

// Subscribe returns the events after the given number (0: from now on), oldest first, each converted.
// resync reports that events after it may be lost: fetch everything anew. The channel is closed when ctx
// is done, when the hub closes, when the reader is too slow, and when events were lost on the way here;
// coming back with the last number tells whether anything was missed. It returns ErrFull.
func Subscribe[T any](ctx context.Context, h *Hub, after uint64, convert func(Event) T) (events <-chan T, resync bool, err error) {
	out := make(chan T, SubscriberBuffer)
	s := &subscriber{close: func() { close(out) }}
	s.send = func(e Event) bool {
		select {
		case out <- convert(e):
			return true
		default:
			return false
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || len(h.subs) >= MaxSubscribers {
		return nil, false, ErrFull
	}
	missed, complete := h.after(after)
	for _, e := range missed {
		s.send(e)
	}
	h.subs[s] = struct{}{}
	context.AfterFunc(ctx, func() { h.leave(s) })
	return out, !complete, nil
}

// after returns what came after an event, if all of that is at hand and fits half a buffer.
func (h *Hub) after(seq uint64) ([]Event, bool) {
	if seq == 0 {
		return nil, true
	}
	i, found := slices.BinarySearchFunc(h.recent, seq, func(e Event, seq uint64) int {
		switch {
		case e.Seq < seq:
			return -1
		case e.Seq > seq:
			return 1
		default:
			return 0
		}
	})
	if !found || len(h.recent)-i-1 > SubscriberBuffer/2 {
		return nil, false
	}
	return h.recent[i+1:], true
}

func (h *Hub) leave(s *subscriber) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(s)
}

// drop is called with mu held; it is the only place that closes a subscriber's channel.
func (h *Hub) drop(s *subscriber) {
	if _, ok := h.subs[s]; ok {
		delete(h.subs, s)
		s.close()
	}
}

func (h *Hub) hangUp() {
	for s := range h.subs {
		h.drop(s)
	}
}

// deliver hands an event to the consoles of this node.
func (h *Hub) deliver(e Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.recent) >= KeepEvents {
		h.recent = slices.Clone(h.recent[KeepEvents/10:])
	}
	h.recent = append(h.recent, e)
	for s := range h.subs {
		if !s.send(e) {
			h.drop(s)
		}
	}
}
