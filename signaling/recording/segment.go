package recording

import (
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"

	"diandao/internal/clock"
)

// tickEvery is how often a segment does what time brings; so much of a call a crash may cost.
const tickEvery = 500 * time.Millisecond

// Config says how a segment is recorded.
type Config struct {
	From   time.Time // on record; zero is now
	Since  time.Time // the same instant by the machine's clock, by which packets arrive and the time line runs; zero is now
	Limits Limits
	// AskKeyFrame asks the person's phone for a key frame. It must not block; nil asks nobody.
	AskKeyFrame func()
	Logger      *slog.Logger // nil logs nothing
}

// Segment is one recorded call while it lasts. Its methods are safe for concurrent use.
type Segment struct {
	cfg     Config
	queue   chan *packet
	pool    *packets
	dropped [tracks]atomic.Uint32 // since the last packet that was taken over
	over    atomic.Bool
	until   atomic.Pointer[time.Time] // nothing that arrives later is taken
	once    sync.Once
	stop    chan time.Time
	done    chan struct{}
}

// Begin starts to record into a sink that the segment alone uses. The caller ends it with End.
func Begin(cfg Config, out Sink) *Segment {
	now := clock.System{}.Now()
	if cfg.From.IsZero() {
		cfg.From = now
	}
	if cfg.Since.IsZero() {
		cfg.Since = now
	}
	if cfg.AskKeyFrame == nil {
		cfg.AskKeyFrame = func() {}
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	cfg.Limits = cfg.Limits.withDefaults()
	s := &Segment{cfg: cfg, queue: make(chan *packet, cfg.Limits.Queue), pool: newPackets(), stop: make(chan time.Time, 1), done: make(chan struct{})}
	go s.run(out)
	return s
}

// Packet hands in a packet of a track that arrived at the instant. It copies what it keeps and never blocks: a
// packet for which there is no room is dropped, and a gap tells so.
func (s *Segment) Packet(t Track, h *rtp.Header, payload []byte, at time.Time) {
	if t >= tracks || s.over.Load() || s.isCut(at) {
		return
	}
	p := s.pool.of(t, h, payload, at)
	if p == nil {
		s.dropped[t].Add(1)
		return
	}
	select {
	case s.queue <- p:
	default:
		s.dropped[t].Add(1)
		s.pool.done(p)
	}
}

// Cut ends the recording at the instant, by the clock of arrivals: what arrives later is not taken. It does not block;
// cutting twice is harmless.
func (s *Segment) Cut(at time.Time) {
	s.once.Do(func() {
		s.until.Store(&at)
		s.stop <- at
	})
}

func (s *Segment) isCut(at time.Time) bool {
	until := s.until.Load()
	return until != nil && at.After(*until)
}

// End cuts the recording at the instant, unless it has been, and returns when all of it is with the sink.
func (s *Segment) End(at time.Time) {
	s.Cut(at)
	<-s.done
}

func (s *Segment) run(out Sink) {
	defer close(s.done)
	j := &journal{out: out}
	j.begin(s.cfg.From)
	r := newRecorder(s.cfg.Since, s.cfg.Limits, j, s.pool, s.cfg.AskKeyFrame)
	j.flush() // from now on a crash leaves something to find
	tick := time.NewTicker(tickEvery)
	defer tick.Stop()
	for {
		select {
		case p := <-s.queue:
			s.take(r, p)
		case <-tick.C:
			r.tick(clock.System{}.Now())
		case at := <-s.stop:
			s.end(r, at)
			return
		}
		if j.err != nil && !r.over {
			s.cfg.Logger.Error("recording can't be written", "error", j.err)
			r.over = true
		}
		s.over.Store(r.over)
	}
}

func (s *Segment) take(r *recorder, p *packet) {
	r.take(p, s.dropped[p.track].Swap(0) > 0)
}

// end takes what waits in the queue and ends the recording.
func (s *Segment) end(r *recorder, at time.Time) {
	s.over.Store(true)
	for {
		select {
		case p := <-s.queue:
			s.take(r, p)
			continue
		default:
		}
		break
	}
	r.finish(at, CallEnded)
	if r.journal.err != nil {
		s.cfg.Logger.Error("recording can't be written to its end", "error", r.journal.err)
	}
}
