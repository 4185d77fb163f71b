package recording

import (
	"errors"
	"slices"
	"time"
)

// Reel is a recording read back from its journal.
type Reel struct {
	From   time.Time     // UTC
	Length time.Duration // of the call, or as far as it was recorded
	Ended  Ended
	Gaps   []Gap // by time, at most Limits.Gaps; neighbours are joined when there would be more
	Frames [tracks]int
	Width  int // the largest that was sent; 0 without a picture
	Height int

	frames []Frame
}

// To is when the recording ends.
func (reel *Reel) To() time.Time { return reel.From.Add(reel.Length) }

// ErrEmpty tells that a journal holds no frame.
var ErrEmpty = errors.New("nothing was recorded")

// ReadReel reads a journal: read hands each of its chunks to fn. One without an end, as a crash leaves it,
// ends with its last frame and for the reason unended. It returns ErrEmpty, or what read returns.
func ReadReel(read func(fn func(chunk []byte) error) error, limits Limits, unended Ended) (*Reel, error) {
	reel := &Reel{Gaps: []Gap{}}
	if err := read(reel.take); err != nil {
		return nil, err
	}
	if len(reel.frames) == 0 || reel.From.IsZero() {
		return nil, ErrEmpty
	}
	slices.SortStableFunc(reel.frames, func(a, b Frame) int {
		if a.At != b.At {
			return int(a.At - b.At)
		}
		return int(a.Track) - int(b.Track)
	})
	reel.describe(unended)
	reel.Gaps = join(reel.Gaps, limits.withDefaults().Gaps)
	return reel, nil
}

func (reel *Reel) describe(unended Ended) {
	var end time.Duration
	for _, f := range reel.frames {
		reel.Frames[f.Track]++
		reel.Width, reel.Height = max(reel.Width, f.Width), max(reel.Height, f.Height)
		end = max(end, f.At+f.Length)
	}
	if !reel.Ended.Known() {
		reel.Ended, reel.Length = unended, end
	}
}

// join sorts gaps and joins neighbours of one track, the nearest first, until they are few enough. What is
// told to be missing only grows by that.
func join(gaps []Gap, most int) []Gap {
	slices.SortStableFunc(gaps, func(a, b Gap) int { return int(a.From - b.From) })
	for within := 100 * time.Millisecond; len(gaps) > most; within *= 2 {
		var last [tracks]int // index + 1 of the track's last gap in out
		var out []Gap
		for _, g := range gaps {
			if i := last[g.Track]; i > 0 && g.From-out[i-1].To <= within {
				out[i-1].To = max(out[i-1].To, g.To)
				continue
			}
			out = append(out, g)
			last[g.Track] = len(out)
		}
		gaps = out
	}
	return gaps
}
