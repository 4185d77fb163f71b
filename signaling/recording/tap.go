package recording

import (
	"context"
	"time"

	"github.com/pion/rtp"

	"diandao/signaling/sfu"
)

// Tape is where a segment is recorded to and what makes evidence of it.
type Tape interface {
	Sink
	// File finishes the recording, once the segment has ended, and puts it on record. What fails is tried
	// again by who looks after what was left behind.
	File(ctx context.Context) error
}

// Person records what a person's phone sends.
func (s *Segment) Person() sfu.Tap { return person{s} }

// Officer records an officer's voice.
func (s *Segment) Officer() sfu.Tap { return officer{s} }

type person struct{ segment *Segment }

// Packet implements sfu.Tap.
func (t person) Packet(_ sfu.PeerID, kind sfu.Kind, h *rtp.Header, payload []byte, at time.Time) {
	track := Picture
	if kind == sfu.Audio {
		track = Voice
	}
	t.segment.Packet(track, h, payload, at)
}

type officer struct{ segment *Segment }

// Packet implements sfu.Tap.
func (t officer) Packet(_ sfu.PeerID, kind sfu.Kind, h *rtp.Header, payload []byte, at time.Time) {
	if kind == sfu.Audio {
		t.segment.Packet(Officer, h, payload, at)
	}
}
