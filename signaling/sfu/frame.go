package sfu

import (
	"slices"
	"time"

	"github.com/pion/rtp"
)

// Bounds of a key frame.
const (
	maxFrameBytes   = 1 << 20
	maxFramePackets = 1024
)

// assembler puts one key frame together from its packets, in whatever order they come. It belongs to
// the uplink's goroutine.
type assembler struct {
	active  bool
	ts      uint32
	bytes   int
	pieces  []piece
	started bool
	first   uint16
	ended   bool
	last    uint16
}

type piece struct {
	seq  uint16
	data []byte
}

// add takes a packet and returns the frame once it is whole.
func (a *assembler) add(h *rtp.Header, v vp8Packet, payload []byte, now time.Time) (Frame, bool) {
	if v.keyFrame && (!a.active || int32(h.Timestamp-a.ts) > 0) {
		*a = assembler{active: true, ts: h.Timestamp, started: true, first: h.SequenceNumber, pieces: a.pieces[:0]}
	}
	if !a.active || h.Timestamp != a.ts || len(a.pieces) >= maxFramePackets || a.bytes > maxFrameBytes {
		return Frame{}, false
	}
	body := payload[v.header:]
	a.pieces = append(a.pieces, piece{h.SequenceNumber, append([]byte(nil), body...)})
	a.bytes += len(body)
	if h.Marker {
		a.ended, a.last = true, h.SequenceNumber
	}
	if !a.ended || len(a.pieces) != int(a.last-a.first)+1 {
		return Frame{}, false
	}
	a.active = false
	return a.join(now)
}

func (a *assembler) join(now time.Time) (Frame, bool) {
	first := a.first
	slices.SortFunc(a.pieces, func(x, y piece) int { return int(int16(x.seq-first)) - int(int16(y.seq-first)) })
	data := make([]byte, 0, a.bytes)
	for _, p := range a.pieces {
		data = append(data, p.data...)
	}
	a.pieces = nil
	w, h, ok := vp8Size(data)
	return Frame{Data: data, Width: w, Height: h, At: now.UTC()}, ok
}
