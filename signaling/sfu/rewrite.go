package sfu

import (
	"time"

	"github.com/pion/rtp"
)

// rewriter gives a slot's packets one continuous sequence, whoever they come from. One goroutine at a
// time uses it (see slot).
type rewriter struct {
	clock   uint32 // RTP clock rate
	started bool   // something was sent
	locked  bool   // the present source has begun

	seq      uint16 // last sent, in order
	ts       uint32
	sentAt   time.Time
	picture  uint16
	tl0      uint8
	seqShift uint16 // what is added to the source's numbers
	tsShift  uint32
	picShift uint16
	tl0Shift uint8
	firstSeq uint16 // first of the present source
}

// release forgets the source; the next one begins with a key frame.
func (r *rewriter) release() { r.locked = false }

// begin takes a packet as the first of a new source.
func (r *rewriter) begin(h *rtp.Header, v vp8Packet, now time.Time) {
	if !r.started {
		r.seqShift, r.tsShift, r.picShift, r.tl0Shift = 0, 0, 0, 0
	} else {
		gap := max(1, uint32(now.Sub(r.sentAt).Seconds()*float64(r.clock)))
		r.seqShift = r.seq + 1 - h.SequenceNumber
		r.tsShift = r.ts + gap - h.Timestamp
		r.picShift = r.picture + 1 - v.pictureID
		r.tl0Shift = r.tl0 + 1 - v.tl0
	}
	r.started, r.locked, r.firstSeq = true, true, h.SequenceNumber
	r.seq = h.SequenceNumber + r.seqShift - 1
}

// next rewrites the header and tells the picture's numbers. It reports false for a packet from before
// the source began.
func (r *rewriter) next(h *rtp.Header, v vp8Packet, now time.Time) (picture uint16, tl0 uint8, ok bool) {
	if int16(h.SequenceNumber-r.firstSeq) < 0 {
		// Half the number space after the beginning everything would look old, so the mark moves along.
		return 0, 0, false
	}
	out := h.SequenceNumber + r.seqShift
	h.SequenceNumber, h.Timestamp = out, h.Timestamp+r.tsShift
	picture, tl0 = (v.pictureID+r.picShift)&0x7fff, v.tl0+r.tl0Shift
	if ahead := int16(out - r.seq); ahead > 0 || r.seq == out {
		r.seq, r.ts, r.sentAt = out, h.Timestamp, now
		if v.pictureIDAt > 0 {
			r.picture = picture
		}
		if v.tl0At > 0 {
			r.tl0 = tl0
		}
		if moved := out - r.seqShift - r.firstSeq; moved > 1<<14 {
			r.firstSeq += 1 << 13
		}
	}
	return picture, tl0, true
}

// original is the source's number of a packet that was sent as seq.
func (r *rewriter) original(seq uint16) uint16 { return seq - r.seqShift }
