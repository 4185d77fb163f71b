package recording

import "time"

// Times of a stream.
const (
	settle  = 300 * time.Millisecond // in which the first packets show where on the time line a stream lies
	silence = 500 * time.Millisecond // after which it is looked at anew
	astray  = 5 * time.Second        // farther from its arrival nothing is put
)

// stream is one RTP stream (one SSRC) of a track: its jitter buffer and its place on the time line.
//
// A stream's timestamps begin anywhere. Of the first packets the one that was least delayed tells where: the
// least of arrival − timestamp is the offset, which then stays, so that nothing is stretched. After a silence
// it is determined again, and taken when it is another: a sender that pauses may pause its clock too, while a
// network that stalls delivers late what keeps its place.
type stream struct {
	ssrc    uint32
	rate    int64
	buffer  jitter
	frames  assembler
	lacking bool // pictures wait for a key frame
	width   int  // of the last key frame

	lastTS   uint32
	lastTick int64 // lastTS without wrapping
	arrived  time.Duration
	started  bool
	offset   time.Duration
	placed   bool          // the offset is known
	trial    time.Duration // offset that shows itself while settling
	settling bool
	until    time.Duration // end of settling
}

// place is a timestamp as a duration since the stream's zero.
func (s *stream) place(tick int64) time.Duration {
	return time.Duration(tick/s.rate)*time.Second + time.Duration(tick%s.rate)*time.Second/time.Duration(s.rate)
}

// arrive notes a packet that came in at the instant, counted from the segment's beginning.
func (s *stream) arrive(p *packet, at time.Duration) {
	if !s.started {
		s.lastTS, s.lastTick = p.ts, 0
	}
	s.lastTick += int64(int32(p.ts - s.lastTS))
	s.lastTS = p.ts
	p.tick = s.lastTick
	if !s.started || at-s.arrived > silence {
		s.settling, s.until, s.trial = true, at+settle, at-s.place(p.tick)
	}
	if s.settling {
		s.trial = min(s.trial, at-s.place(p.tick))
	}
	s.started, s.arrived = true, at
}

// isReady reports whether packets may be given out, having settled the offset if it is time.
func (s *stream) isReady(now time.Duration, force bool) bool {
	if !s.settling {
		return true
	}
	if now < s.until && !force {
		return false
	}
	s.settling = false
	if off := s.trial - s.offset; !s.placed || off > silence || off < -silence {
		s.offset, s.placed = s.trial, true
	}
	return true
}

// when tells where a packet lies on the segment's time line.
func (s *stream) when(p *packet, arrived time.Duration) time.Duration {
	at := s.offset + s.place(p.tick)
	if off := arrived - at; off > astray || off < -astray {
		s.offset += off
		at = arrived
	}
	return at
}
