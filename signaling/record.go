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
	rollCalls RollCalls
	logger    *slog.Logger
	wake      chan struct{}
	once      sync.Once
	stopped   chan struct{}
	done      chan struct{}
	mu        sync.Mutex
	queue     []rollcall.Sighting // guarded by mu
	idle      chan struct{}       // guarded by mu; closed while nothing waits and nothing is being written
}

func newRecorder(ctx context.Context, rollCalls RollCalls, logger *slog.Logger) *recorder {
	r := &recorder{
		rollCalls: rollCalls, logger: logger,
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

func (r *recorder) add(sg rollcall.Sighting) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.queue) >= maxSightings {
		r.logger.Error("sighting lost: too many wait to be recorded", "presence", sg.Presence)
		return
	}
	if isClosed(r.idle) {
		r.idle = make(chan struct{})
	}
	r.queue = append(r.queue, sg)
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

func (r *recorder) take() []rollcall.Sighting {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.queue
	r.queue = nil
	return all
}

func (r *recorder) write(ctx context.Context) {
	for _, sg := range r.take() {
		backoff := retry.WithMaxRetries(recordTries-1, retry.NewExponential(50*time.Millisecond))
		err := retry.Do(ctx, backoff, func(ctx context.Context) error { return r.try(ctx, sg) })
		if err != nil {
			r.logger.Error("sighting not recorded", "presence", sg.Presence, "error", err)
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
func (r *recorder) try(ctx context.Context, sg rollcall.Sighting) error {
	ctx, cancel := context.WithTimeout(ctx, recordTimeout)
	defer cancel()
	err := r.rollCalls.Record(ctx, sg)
	refused, ok := errors.AsType[*fault.Error](err)
	if err == nil || (ok && refused.Code != fault.Unavailable && refused.Code != fault.Internal) {
		return err
	}
	return retry.RetryableError(err)
}
