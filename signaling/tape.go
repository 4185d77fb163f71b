package signaling

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"diandao/internal/clock"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/recording"
	"diandao/signaling/room"
	"diandao/signaling/sfu"
)

// Recordings keeps the calls of the roll calls that are recorded. *archive.Archive satisfies it.
type Recordings interface {
	// Begin opens what a person's call is recorded to. It returns nil when the roll call is not recorded.
	Begin(ctx context.Context, rid rollcall.ID, p person.ID) (recording.Tape, error)
}

// Limits of recording calls.
const (
	beginTimeout = 5 * time.Second
	fileTimeout  = time.Minute
	maxCallsKept = 256 // changes of the call that wait; who is called next waits for an officer's hand
)

// taper records the calls of one roll call. It must not hold up the room, so it queues.
type taper struct {
	service *Service
	rid     rollcall.ID
	logger  *slog.Logger
	calls   chan room.OnCall
	once    sync.Once
	stopped chan struct{}
	done    chan struct{}
	filing  sync.WaitGroup
	peer    atomic.Pointer[sfu.PeerID] // of the person who is recorded

	// Below is owned by the goroutine of run.
	call    room.OnCall
	tape    recording.Tape
	segment *recording.Segment
	taps    []func()
}

// newTaper returns nil when nothing is recorded on this node.
func (s *Service) newTaper(rid rollcall.ID) *taper {
	if s.Recordings == nil {
		return nil
	}
	t := &taper{
		service: s, rid: rid, logger: s.Logger.With("roll_call_id", rid),
		calls: make(chan room.OnCall, maxCallsKept), stopped: make(chan struct{}), done: make(chan struct{}),
	}
	go t.run()
	return t
}

// onCall hears of the call as it stands now. It does not block.
func (t *taper) onCall(c room.OnCall) {
	select {
	case t.calls <- c:
	default:
		t.logger.Error("change of a call not recorded: too many wait")
	}
}

// stop ends the recording that runs and waits until all are filed. Stopping twice is harmless.
func (t *taper) stop() {
	if t == nil {
		return
	}
	t.once.Do(func() { close(t.stopped) })
	<-t.done
	t.filing.Wait()
}

func (t *taper) run() {
	defer close(t.done)
	for {
		select {
		case c := <-t.calls:
			t.turn(c)
		case <-t.stopped:
			t.end()
			return
		}
	}
}

// turn records the call as it stands now.
func (t *taper) turn(c room.OnCall) {
	if c.PersonID != t.call.PersonID {
		t.end()
		if c.PersonID != "" {
			t.begin(person.ID(c.PersonID))
		}
	}
	if t.call = c; t.segment != nil {
		t.tap()
	}
}

func (t *taper) begin(p person.ID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.service.ctx), beginTimeout)
	defer cancel()
	tape, err := t.service.Recordings.Begin(ctx, t.rid, p)
	if err != nil {
		t.logger.Error("call is not recorded", "error", err)
	}
	if tape == nil || err != nil {
		return
	}
	t.tape = tape
	t.segment = recording.Begin(recording.Config{
		From: t.service.Clock.Now(), Limits: t.service.cfg.Recording, AskKeyFrame: t.askKeyFrame, Logger: t.logger,
	}, tape)
}

// askKeyFrame asks the phone that is recorded, whichever peer that is by now.
func (t *taper) askKeyFrame() {
	if id := t.peer.Load(); id != nil {
		t.service.Media.AskKeyFrame(*id)
	}
}

// tap listens to the peers of the call, and to no other.
func (t *taper) tap() {
	t.untap()
	node := t.service.Media
	if id := sfu.PeerID(t.call.PeerID); id != "" {
		t.peer.Store(&id)
		t.taps = append(t.taps, node.Tap(id, t.segment.Person()))
		node.AskKeyFrame(id)
	}
	if id := sfu.PeerID(t.call.OfficerPeerID); id != "" {
		t.taps = append(t.taps, node.Tap(id, t.segment.Officer()))
	}
}

func (t *taper) untap() {
	for _, stop := range t.taps {
		stop()
	}
	t.taps = nil
	t.peer.Store(nil)
}

// end ends the recording, if one runs, and has it filed beside.
func (t *taper) end() {
	if t.segment == nil {
		return
	}
	t.untap()
	segment, tape := t.segment, t.tape
	t.segment, t.tape = nil, nil
	at := clock.System{}.Now()
	t.filing.Go(func() {
		segment.End(at)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.service.ctx), fileTimeout)
		defer cancel()
		if err := tape.File(ctx); err != nil {
			t.logger.Error("recording not filed yet", "error", err)
		}
	})
}
