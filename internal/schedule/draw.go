package schedule

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Committed randomness. For each calendar day there is one Seed for the whole deployment. Its Commitment
// is published when something first depends on it; the seed itself is revealed when the day is over
// everywhere. The times of a person's windows are a function of seed, person, day and rule (Draw), so that
// afterwards anybody can check that they were drawn and not chosen: an officer can't aim, since nothing
// that an officer writes is worth trying over without the seed, and a person can't predict.
//
// The seed's bytes are HMAC-SHA256 keys (RFC 2104); the commitment is SHA-256("diandao.draw.v1\n" ‖ day ‖
// "\n" ‖ seed), binding by collision resistance and hiding since the seed has 256 bits of entropy.

// Seed is the secret of one day.
type Seed [32]byte

// NewSeed draws a seed from the system's randomness.
func NewSeed() Seed {
	var s Seed
	rand.Read(s[:]) // never returns an error since Go 1.24: it ends the program
	return s
}

const drawSaying = "diandao.draw.v1\n"

// Commitment is what is published of a seed before its day, in hex.
func (s Seed) Commitment(day string) string {
	h := sha256.New()
	h.Write([]byte(drawSaying + day + "\n"))
	h.Write(s[:])
	return hex.EncodeToString(h.Sum(nil))
}

// String is the seed in hex.
func (s Seed) String() string { return hex.EncodeToString(s[:]) }

// ParseSeed is the inverse of String.
func ParseSeed(text string) (Seed, error) {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != len(Seed{}) {
		return Seed{}, errors.New("a seed is 64 hex digits")
	}
	return Seed(b), nil
}

// RevealAfter is how long after the end of a day in UTC its seed is revealed: by then the day is over in
// every zone, with the longest window and grace that may begin on it.
const RevealAfter = 12*time.Hour + MaxLength + MaxGrace

// IsRevealed reports whether the seed of a day ("2026-11-23") may be known at now.
func IsRevealed(day string, now time.Time) bool {
	d, err := time.Parse(time.DateOnly, day)
	return err == nil && !now.Before(d.Add(24*time.Hour+RevealAfter))
}

// slack is the time that the draw has to place windows in, beyond windows and gaps themselves.
func (r Rule) slack() time.Duration {
	need := r.Length
	for range r.Times - 1 {
		need += r.MinGap + r.Length
	}
	return r.Span - need
}

// Draw makes the range of one day into its windows, in order. Offsets are whole minutes; every placement
// with the minimum gap kept is equally likely. The subject is the person's id.
func (r Rule) Draw(seed Seed, subject string, w Window) ([]Window, error) {
	if !r.IsRandom() || !w.IsRange {
		return nil, fmt.Errorf("day %s has no range to draw from", w.Day)
	}
	places := uint64(r.slack()/time.Minute) + 1
	stream := newStream(seed, fmt.Sprintf("%s\n%s\n%d\n%d\n%d\n", subject, w.Day, r.OpensAt/time.Minute, r.Span/time.Minute, r.Length/time.Minute))
	offsets := make([]uint64, max(r.Times, 1))
	for i := range offsets {
		offsets[i] = stream.below(places)
	}
	slices.Sort(offsets)
	out := make([]Window, len(offsets))
	for i, o := range offsets {
		opens := w.OpensAt.Add(time.Duration(o)*time.Minute + time.Duration(i)*(r.Length+r.MinGap))
		out[i] = Window{Day: w.Day, OpensAt: opens, DueAt: opens.Add(r.Length), ClosesAt: opens.Add(r.Length + r.Grace)}
	}
	return out, nil
}

// stream is the keyed sequence of 64-bit numbers HMAC(seed, what ‖ counter).
type stream struct {
	seed    Seed
	what    []byte
	counter uint64
}

func newStream(seed Seed, what string) *stream { return &stream{seed: seed, what: []byte(what)} }

func (s *stream) next() uint64 {
	mac := hmac.New(sha256.New, s.seed[:])
	mac.Write(s.what)
	var counter [8]byte
	binary.BigEndian.PutUint64(counter[:], s.counter)
	mac.Write(counter[:])
	s.counter++
	return binary.BigEndian.Uint64(mac.Sum(nil))
}

// below is uniform in [0, n): numbers of the last, incomplete round are passed over.
func (s *stream) below(n uint64) uint64 {
	limit := (1<<64 - 1) - (1<<64-1)%n
	for {
		if v := s.next(); v < limit {
			return v % n
		}
	}
}
