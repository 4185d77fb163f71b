package signaling

import (
	"context"
	"errors"
	"sync"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/person"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
)

const (
	walkPause  = 250 * time.Millisecond  // between looks at the room
	walkSettle = 1500 * time.Millisecond // of the large picture, before one is taken
)

// walker is auto mode of one roll call: it calls names in the order of calling and takes a picture of each. It
// marks nobody. At most one walk is under way.
type walker struct {
	service *Service
	hub     *hub

	mu     sync.Mutex // guards what follows
	cancel context.CancelFunc
	done   chan struct{}
}

func newWalker(s *Service, h *hub) *walker { return &walker{service: s, hub: h} }

// start begins a walk in place of the one that may be under way. What it does is done as the actor.
func (w *walker) start(ctx context.Context, actor authz.Actor, seconds int) error {
	w.stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cancel != nil {
		return errBusy // somebody else was quicker
	}
	if err := w.hub.room.Walk(ctx, actor.ID, seconds); err != nil {
		return err
	}
	walking, cancel := context.WithCancel(w.service.ctx)
	done := make(chan struct{})
	w.cancel, w.done = cancel, done
	go func() {
		defer close(done)
		w.run(walking, actor, time.Duration(seconds)*time.Second)
	}()
	return nil
}

// stop ends the walk and waits until it has. Stopping twice is harmless.
func (w *walker) stop() {
	w.mu.Lock()
	cancel, done := w.cancel, w.done
	w.mu.Unlock()
	if cancel == nil {
		return
	}
	cancel()
	<-done
	w.mu.Lock()
	if w.done == done {
		w.cancel, w.done = nil, nil
	}
	w.mu.Unlock()
}

// run walks until nobody is left for as long as one call takes, or until it is stopped.
func (w *walker) run(ctx context.Context, actor authz.Actor, each time.Duration) {
	defer w.end(ctx)
	idle := time.Duration(0)
	for ctx.Err() == nil && idle < each {
		step, err := w.hub.room.WalkStep(ctx)
		if err != nil || !step.On {
			return
		}
		if step.Next == "" {
			idle += walkPause
			wait(ctx, walkPause)
			continue
		}
		idle = 0
		err = w.visit(ctx, actor, step.Next, each)
		if err != nil && isRefusal(err) {
			w.service.Logger.Info("auto mode passes somebody over", "reason", fault.ReasonOf(err))
			err = w.hub.room.Skip(ctx, step.Next)
		}
		if err != nil {
			w.service.Logger.Warn("auto mode ends", "error", err)
			return
		}
	}
}

// isRefusal reports whether the record refused for good to call somebody: another may still be called.
func isRefusal(err error) bool {
	code := fault.CodeOf(err)
	return errors.Is(err, room.ErrNotHere) || code == fault.Conflict || code == fault.Forbidden
}

func (w *walker) end(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := w.hub.room.StopWalk(ctx); err != nil && !errors.Is(err, room.ErrClosed) {
		w.service.Logger.Warn("end auto mode", "error", err)
	}
}

// visit calls one person, takes a picture, and goes on when the time is over or the officer has settled it.
func (w *walker) visit(ctx context.Context, actor authz.Actor, id string, each time.Duration) error {
	i, err := w.service.RollCalls.Call(ctx, actor, w.hub.id, person.ID(id))
	if err != nil {
		return err
	}
	if err := w.hub.room.WalkCall(ctx, invitee(i), w.service.Clock.Now().Add(each)); err != nil {
		return err
	}
	called, cancel := context.WithTimeout(ctx, each)
	defer cancel()
	seen := make(chan bool, 1)
	go func() { seen <- w.look(called, actor, id) }()
	w.stay(called, id)
	cancel()
	answer := protocol.AnswerEmpty
	if <-seen {
		answer = protocol.AnswerSeen
	}
	if ctx.Err() == nil {
		w.answer(ctx, id, answer)
	}
	return nil
}

// look takes a picture once the large one flows, trying again until ctx ends, and reports whether there is one.
func (w *walker) look(ctx context.Context, actor authz.Actor, id string) bool {
	for wait(ctx, walkSettle) {
		try, cancel := context.WithTimeout(ctx, snapshotTimeout)
		_, err := w.service.photograph(try, w.hub, actor, id)
		cancel()
		if err == nil {
			return true
		}
	}
	return false
}

// stay waits until ctx ends or the person is no longer called.
func (w *walker) stay(ctx context.Context, id string) {
	for wait(ctx, walkPause) {
		step, err := w.hub.room.WalkStep(ctx)
		if err != nil || !step.On || step.Called != id {
			return
		}
	}
}

func (w *walker) answer(ctx context.Context, id string, a protocol.Answered) {
	if err := w.hub.room.WalkAnswer(ctx, id, a); err != nil && ctx.Err() == nil && !errors.Is(err, room.ErrClosed) {
		w.service.Logger.Warn("auto mode: answer not noted", "error", err)
	}
}

// wait reports whether the time has passed before ctx ended.
func wait(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
