package signaling

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/sethvargo/go-retry"

	"diandao/internal/fault"
	"diandao/internal/rollcall"
)

// Limits of recording.
const (
	maxSightings  = 8 * rollcall.MaxInvitees // waiting to be recorded
	recordTries   = 8
	recordTimeout = 5 * time.Second // of one try
	stopTimeout   = 10 * time.Second
)

// recorder writes what a room sees, in order, trying again while the record is not available. It must
// not hold up the room, so it queues.
type recorder struct {
	// isOurs reports whether the room is still this node's: what is written later is old, and the next node has
	// seen newer.
	isOurs  func() bool
	logger  *slog.Logger
	wake    chan struct{}
	once    sync.Once
	stopped chan struct{}
	done    chan struct{}
	mu      sync.Mutex
	queue   []note        // guarded by mu
	idle    chan struct{} // guarded by mu; closed while nothing waits and nothing is being written
}

// note is something to be recorded.
type note struct {
	what  string // for the log
	write func(context.Context) error
}

func newRecorder(ctx context.Context, isOurs func() bool, logger *slog.Logger) *recorder {
	r := &recorder{
		isOurs: isOurs, logger: logger,
		wake: make(chan struct{}, 1), stopped: make(chan struct{}), done: make(chan struct{}), idle: make(chan struct{}),
	}
	close(r.idle)
	go r.run(ctx)
	return r
}

// stop records what waits, within stopTimeout, and ends. Stopping twice is harmless.
func (r *recorder) stop() {
	r.once.Do(func() { close(r.stopped) })
	<-r.done
}

func (r *recorder) add(what string, write func(context.Context) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.queue) >= maxSightings {
		r.logger.Error("note lost: too many wait to be recorded", "what", what)
		return
	}
	if isClosed(r.idle) {
		r.idle = make(chan struct{})
	}
	r.queue = append(r.queue, note{what, write})
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *recorder) run(ctx context.Context) {
	defer close(r.done)
	for {
		select {
		case <-r.wake:
			r.write(ctx)
		case <-r.stopped:
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
			defer cancel()
			r.write(ctx)
			return
		}
	}
}

func (r *recorder) take() []note {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.queue
	r.queue = nil
	return all
}

func (r *recorder) write(ctx context.Context) {
	for _, n := range r.take() {
		backoff := retry.WithMaxRetries(recordTries-1, retry.NewExponential(50*time.Millisecond))
		err := retry.Do(ctx, backoff, func(ctx context.Context) error { return r.try(ctx, n) })
		if err != nil {
			r.logger.Error("note not recorded", "what", n.what, "error", err)
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.queue) == 0 && !isClosed(r.idle) {
		close(r.idle)
	}
}

// flush waits until all that was added has been written, or until ctx ends.
func (r *recorder) flush(ctx context.Context) {
	r.mu.Lock()
	idle := r.idle
	r.mu.Unlock()
	select {
	case <-idle:
	case <-r.done:
	case <-ctx.Done():
	}
}

// try records once. What the record refuses is refused for good; what went wrong may go right later.
func (r *recorder) try(ctx context.Context, n note) error {
	ctx, cancel := context.WithTimeout(ctx, recordTimeout)
	defer cancel()
	if !r.isOurs() {
		r.logger.Warn("note dropped: the room is another node's by now", "what", n.what)
		return nil
	}
	err := n.write(ctx)
	refused, ok := errors.AsType[*fault.Error](err)
	if err == nil || (ok && refused.Code != fault.Unavailable && refused.Code != fault.Internal) {
		return err
	}
	return retry.RetryableError(err)
}
