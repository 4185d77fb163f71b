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
	// IsRecorded reports whether the calls of a roll call are recorded, which stays as it is once the roll call runs.
	IsRecorded(ctx context.Context, rid rollcall.ID) (bool, error)
	// Begin opens what a person's call is recorded to.
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
	calls   chan change
	once    sync.Once
	stopped chan struct{}
	done    chan struct{}
	filing  sync.WaitGroup
	peer    atomic.Pointer[sfu.PeerID] // of the person who is recorded
	current atomic.Pointer[recordedCall]
	told    string // who is called, as the room's goroutine told last

	// Below is owned by the goroutine of run.
	recorded *bool // nil until the record has told
	call     room.OnCall
	taps     []func()
	filed    chan struct{} // closed once the recording before is filed
}

// recordedCall is a call while it is recorded.
type recordedCall struct {
	personID string
	segment  *recording.Segment
	tape     *lazyTape
}

// change is the call as it stands from an instant on.
type change struct {
	room.OnCall
	at       time.Time // by the machine's clock, by which packets arrive
	onRecord time.Time // by the record's clock
}

// newTaper returns nil when nothing is recorded on this node.
func (s *Service) newTaper(rid rollcall.ID) *taper {
	if s.Recordings == nil {
		return nil
	}
	t := &taper{
		service: s, rid: rid, logger: s.Logger.With("roll_call_id", rid),
		calls: make(chan change, maxCallsKept), stopped: make(chan struct{}), done: make(chan struct{}),
	}
	go t.run()
	return t
}

// onCall hears of the call as it stands now. It does not block. Nothing is recorded any more of who is not called, also
// before the taper's own goroutine comes to it.
func (t *taper) onCall(c room.OnCall) {
	at := clock.System{}.Now()
	if call := t.current.Load(); call != nil && call.personID == t.told && c.PersonID != t.told {
		call.segment.Cut(at)
	}
	t.told = c.PersonID
	select {
	case t.calls <- change{c, at, t.service.Clock.Now()}:
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
	t.isRecorded() // by the first call it is known
	for {
		select {
		case c := <-t.calls:
			t.turn(c)
		case <-t.stopped:
			for t.recorded != nil && len(t.calls) > 0 {
				t.turn(<-t.calls)
			}
			t.end(clock.System{}.Now())
			return
		}
	}
}

// turn records the call as it stands now.
func (t *taper) turn(c change) {
	if c.PersonID != t.call.PersonID {
		t.end(c.at)
		if c.PersonID != "" && t.isRecorded() {
			t.begin(c)
		}
	}
	t.call = c.OnCall
	if call := t.current.Load(); call != nil && len(t.calls) == 0 { // else what waits is newer
		t.tap(call.segment)
	}
}

// isRecorded asks the record until it has told.
func (t *taper) isRecorded() bool {
	if t.recorded == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.service.ctx), beginTimeout)
		defer cancel()
		recorded, err := t.service.Recordings.IsRecorded(ctx, t.rid)
		if err != nil {
			t.logger.Error("call is not recorded", "error", err)
			return false
		}
		t.recorded = &recorded
	}
	return *t.recorded
}

func (t *taper) begin(c change) {
	tape := &lazyTape{open: func() (recording.Tape, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.service.ctx), beginTimeout)
		defer cancel()
		return t.service.Recordings.Begin(ctx, t.rid, person.ID(c.PersonID))
	}}
	segment := recording.Begin(recording.Config{
		From: c.onRecord, Since: c.at, Limits: t.service.cfg.Recording, AskKeyFrame: t.askKeyFrame, Logger: t.logger,
	}, tape)
	t.current.Store(&recordedCall{c.PersonID, segment, tape})
}

// lazyTape is opened by its first chunk, in its segment's goroutine: what arrives until then waits in the segment's
// queue, as long as that has room, so that a call is on record from its beginning.
type lazyTape struct {
	open func() (recording.Tape, error)
	tape recording.Tape // owned by the segment until that has ended
}

// Append implements recording.Sink.
func (l *lazyTape) Append(chunk []byte) error {
	if l.tape == nil {
		tape, err := l.open()
		if err != nil {
			return err
		}
		l.tape = tape
	}
	return l.tape.Append(chunk)
}

// File implements recording.Tape. A tape that never opened has nothing to file.
func (l *lazyTape) File(ctx context.Context) error {
	if l.tape == nil {
		return nil
	}
	return l.tape.File(ctx)
}

// askKeyFrame asks the phone that is recorded, whichever peer that is by now.
func (t *taper) askKeyFrame() {
	if id := t.peer.Load(); id != nil {
		t.service.Media.AskKeyFrame(*id)
	}
}

// tap listens to the peers of the call, and to no other.
func (t *taper) tap(segment *recording.Segment) {
	t.untap()
	node := t.service.Media
	if id := sfu.PeerID(t.call.PeerID); id != "" {
		t.peer.Store(&id)
		t.taps = append(t.taps, node.Tap(id, segment.Person()))
		node.AskKeyFrame(id)
	}
	if id := sfu.PeerID(t.call.OfficerPeerID); id != "" {
		t.taps = append(t.taps, node.Tap(id, segment.Officer()))
	}
}

func (t *taper) untap() {
	for _, stop := range t.taps {
		stop()
	}
	t.taps = nil
	t.peer.Store(nil)
}

// end ends the recording at the instant, if one runs, and has it filed beside, after the one before: the attempts of a
// person are counted as they are filed.
func (t *taper) end(at time.Time) {
	call := t.current.Swap(nil)
	if call == nil {
		return
	}
	t.untap()
	before, filed := t.filed, make(chan struct{})
	t.filed = filed
	t.filing.Go(func() {
		defer close(filed)
		call.segment.End(at)
		if before != nil {
			<-before
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.service.ctx), fileTimeout)
		defer cancel()
		if err := call.tape.File(ctx); err != nil {
			t.logger.Error("recording not filed yet", "error", err)
		}
	})
}
