package recording

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// Sink keeps the chunks of a journal, in their order. It may refuse one; then the recording ends.
type Sink interface {
	Append(chunk []byte) error
}

// Kinds of an entry.
const (
	entryBegin byte = iota + 1
	entryFrame
	entryGap
	entryEnd
)

// chunkBytes is how much is kept back at most; the rest is time: once a tick.
const chunkBytes = 64 << 10

// journal writes entries into chunks. Numbers are unsigned varints, times microseconds from the beginning.
type journal struct {
	out Sink
	buf []byte
	err error
}

func (j *journal) begin(from time.Time) {
	j.buf = append(j.buf, entryBegin)
	j.number(from.UnixMicro())
}

func (j *journal) frame(f Frame) {
	key := byte(0)
	if f.Key {
		key = 1
	}
	j.buf = append(j.buf, entryFrame, byte(f.Track), key)
	for _, n := range []int64{f.At.Microseconds(), f.Length.Microseconds(), int64(f.Width), int64(f.Height), int64(len(f.Data))} {
		j.number(n)
	}
	j.buf = append(j.buf, f.Data...)
	if len(j.buf) >= chunkBytes {
		j.flush()
	}
}

func (j *journal) gap(g Gap) {
	j.buf = append(j.buf, entryGap, byte(g.Track))
	j.number(g.From.Microseconds())
	j.number(g.To.Microseconds())
	j.text(string(g.Cause))
}

func (j *journal) end(to time.Duration, why Ended) {
	j.buf = append(j.buf, entryEnd)
	j.number(to.Microseconds())
	j.text(string(why))
}

func (j *journal) number(n int64) { j.buf = binary.AppendUvarint(j.buf, uint64(max(0, n))) }

func (j *journal) text(s string) {
	j.number(int64(len(s)))
	j.buf = append(j.buf, s...)
}

// flush hands over what there is. After an error nothing is written any more.
func (j *journal) flush() {
	if len(j.buf) > 0 && j.err == nil {
		j.err = j.out.Append(j.buf)
	}
	j.buf = j.buf[:0]
}

var errJournal = errors.New("not a journal of a recording")

// reader reads the entries of a chunk.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	b := r.b[0]
	r.b = r.b[1:]
	return b
}

func (r *reader) number() int64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > 1<<53 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return int64(n)
}

func (r *reader) micros() time.Duration { return time.Duration(r.number()) * time.Microsecond }

func (r *reader) bytes() []byte {
	n := r.number()
	if n > int64(len(r.b)) {
		r.bad = true
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) track() Track {
	t := Track(r.byte())
	r.bad = r.bad || t >= tracks
	return t
}

// take reads one chunk into the reel.
func (reel *Reel) take(chunk []byte) error {
	r := &reader{b: chunk}
	for len(r.b) > 0 {
		kind := r.byte()
		switch kind {
		case entryBegin:
			reel.From = time.UnixMicro(r.number()).UTC()
		case entryFrame:
			reel.addFrame(r)
		case entryGap:
			g := Gap{Track: r.track(), From: r.micros(), To: r.micros()}
			g.Cause = Cause(r.bytes())
			reel.Gaps = append(reel.Gaps, g)
		case entryEnd:
			reel.Length = r.micros()
			reel.Ended = Ended(r.bytes())
		default:
			return fmt.Errorf("%w: entry %d", errJournal, kind)
		}
		if r.bad {
			return fmt.Errorf("%w: entry %d is cut off", errJournal, kind)
		}
	}
	return nil
}

func (reel *Reel) addFrame(r *reader) {
	f := Frame{Track: r.track(), Key: r.byte() == 1}
	f.At, f.Length, f.Width, f.Height = r.micros(), r.micros(), int(r.number()), int(r.number())
	f.Data = append([]byte(nil), r.bytes()...)
	if !r.bad {
		reel.frames = append(reel.frames, f)
	}
}
