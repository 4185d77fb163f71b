// Package recording keeps what is seen and heard of one call as it was received, without transcoding: the
// person's picture (VP8) and voice (Opus), and the officer's voice as a second sound track.
//
//	RTP packets → bounded queue → jitter buffer → frames on one time line → journal → WebM
//
// A Segment is one recorded call. Its journal goes to a Sink, a chunk at a time, while the call lasts, and is
// all that is needed to finish the recording, also by another process after a crash: ReadReel reads it,
// Reel.WebM makes the file.
//
// Invariants: nothing blocks who hands packets in; a gap is left a gap, listed with its cause, never
// stretched and never filled; times of a track only grow; a recording ends at a maximum of length and bytes.
package recording

import (
	"encoding/json"
	"slices"
	"time"
)

// Track is one of the streams of a recording.
type Track uint8

// The tracks, in the order of the file.
const (
	Picture Track = iota // of the person
	Voice                // of the person
	Officer              // the officer's voice
	tracks
)

// String is the track's name in descriptions.
func (t Track) String() string {
	if t < tracks {
		return [...]string{"picture", "voice", "officer"}[t]
	}
	return ""
}

// Tracks lists every track.
func Tracks() []Track { return []Track{Picture, Voice, Officer} }

// clockRate is how many RTP timestamps make a second (RFC 7741 §4.1, RFC 7587 §4.1).
func (t Track) clockRate() int64 {
	if t == Picture {
		return 90_000
	}
	return 48_000
}

// Cause is why there is a gap.
type Cause string

// The causes.
const (
	Lost    Cause = "lost"    // packets did not arrive; a picture comes back with the next key frame
	Paused  Cause = "paused"  // nothing was sent
	Dropped Cause = "dropped" // packets arrived, and this server could not keep up
	Waiting Cause = "waiting" // before the first key frame, or the first packet of sound
)

// Causes lists every cause.
func Causes() []Cause { return []Cause{Lost, Paused, Dropped, Waiting} }

// Gap is a part of a track in which there is nothing. From and To count from the beginning.
type Gap struct {
	Track    Track
	From, To time.Duration
	Cause    Cause
}

// gapJSON is a gap as it is kept; times are milliseconds.
type gapJSON struct {
	Track string `json:"track"`
	From  int64  `json:"from_ms"`
	To    int64  `json:"to_ms"`
	Cause Cause  `json:"cause"`
}

// MarshalJSON writes times in milliseconds.
func (g Gap) MarshalJSON() ([]byte, error) {
	return json.Marshal(gapJSON{g.Track.String(), g.From.Milliseconds(), g.To.Milliseconds(), g.Cause})
}

// Ended is why a recording ended.
type Ended string

// The reasons.
const (
	CallEnded Ended = "call_ended"
	TooLong   Ended = "too_long"   // Limits.Length is reached
	TooLarge  Ended = "too_large"  // Limits.Bytes is reached
	NotStored Ended = "not_stored" // the journal could not be written on

	ServerRestart Ended = "server_restart" // the journal has no end, and who wrote it is gone
)

// Ends lists every reason.
func Ends() []Ended { return []Ended{CallEnded, TooLong, TooLarge, NotStored, ServerRestart} }

// Known reports whether a text is one of the reasons.
func (e Ended) Known() bool { return slices.Contains(Ends(), e) }

// Limits bound one recording. Zero fields take the values of DefaultLimits.
type Limits struct {
	Length time.Duration
	Bytes  int // of frames
	Queue  int // packets that wait for the recording goroutine
	Gaps   int // that are listed one by one
}

// DefaultLimits returns three minutes, 20 MB, 512 packets (three seconds of a good picture) and 200 gaps.
func DefaultLimits() Limits {
	return Limits{Length: 3 * time.Minute, Bytes: 20_000_000, Queue: 512, Gaps: 200}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	if l.Length == 0 {
		l.Length = d.Length
	}
	for _, f := range []struct{ have, dflt *int }{{&l.Bytes, &d.Bytes}, {&l.Queue, &d.Queue}, {&l.Gaps, &d.Gaps}} {
		if *f.have == 0 {
			*f.have = *f.dflt
		}
	}
	return l
}

// Frame is one picture or one packet of sound.
type Frame struct {
	Track         Track
	At            time.Duration // from the beginning
	Length        time.Duration // of sound; 0 for a picture
	Key           bool          // can be decoded by itself
	Width, Height int           // of a key frame of the picture
	Data          []byte
}
