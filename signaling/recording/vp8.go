package recording

import (
	"encoding/binary"
	"errors"
)

// Bounds of a picture.
const (
	maxFrame = 512 << 10
	maxSide  = 1920
)

var errVP8 = errors.New("not a VP8 payload")

// vp8Payload cuts the payload descriptor off (RFC 7741 §4.2) and reports whether the packet begins a frame.
func vp8Payload(b []byte) (body []byte, begins bool, err error) {
	if len(b) < 1 {
		return nil, false, errVP8
	}
	begins = b[0]&0x10 != 0 && b[0]&0x07 == 0 // S, PID 0
	at := 1
	if b[0]&0x80 != 0 { // X
		if at, err = extension(b); err != nil {
			return nil, false, err
		}
	}
	if at >= len(b) {
		return nil, false, errVP8
	}
	return b[at:], begins, nil
}

// extension tells where the extended control bits and the fields they announce end.
func extension(b []byte) (int, error) {
	if len(b) < 2 {
		return 0, errVP8
	}
	flags, at := b[1], 2
	if flags&0x80 != 0 { // I: picture id of 7 or 15 bits
		if len(b) <= at {
			return 0, errVP8
		}
		if b[at]&0x80 != 0 {
			at++
		}
		at++
	}
	if flags&0x40 != 0 { // L: TL0PICIDX
		at++
	}
	if flags&0x30 != 0 { // T or K: TID, Y, KEYIDX
		at++
	}
	return at, nil
}

// vp8Frame describes a whole frame by its header (RFC 6386 §9.1). It refuses a key frame without its start
// code, and one that is larger than any phone sends.
func vp8Frame(data []byte) (Frame, error) {
	if len(data) < 3 {
		return Frame{}, errVP8
	}
	f := Frame{Track: Picture, Key: data[0]&0x01 == 0, Data: data}
	if !f.Key {
		return f, nil
	}
	if len(data) < 10 || data[3] != 0x9d || data[4] != 0x01 || data[5] != 0x2a {
		return Frame{}, errVP8
	}
	f.Width = int(binary.LittleEndian.Uint16(data[6:]) & 0x3fff)
	f.Height = int(binary.LittleEndian.Uint16(data[8:]) & 0x3fff)
	if f.Width == 0 || f.Height == 0 || f.Width > maxSide || f.Height > maxSide {
		return Frame{}, errVP8
	}
	return f, nil
}

// assembler puts frames together from the packets of one stream, in order.
type assembler struct {
	data   []byte
	ts     uint32
	active bool // the frame under way has its beginning and no hole so far
}

// outcome of a packet.
type outcome uint8

const (
	more  outcome = iota // the frame is not whole yet
	whole                // the frame is whole
	torn                 // a frame is missing or damaged; what refers to it can't be shown
)

// add takes the next packet; lost tells that packets before it are missing. The frame's data is its own.
func (a *assembler) add(p *packet, lost bool) (Frame, outcome) {
	result := more
	if lost {
		a.active, result = false, torn
	}
	body, begins, err := vp8Payload(p.payload())
	if err != nil {
		a.active = false
		return Frame{}, torn
	}
	if begins {
		if a.active {
			result = torn // the frame before has no last packet
		}
		a.data, a.ts, a.active = a.data[:0], p.ts, true
	}
	if !a.active || p.ts != a.ts || len(a.data)+len(body) > maxFrame {
		a.active = false
		return Frame{}, torn
	}
	a.data = append(a.data, body...)
	if !p.marker {
		return Frame{}, result
	}
	a.active = false
	f, err := vp8Frame(append([]byte(nil), a.data...))
	if err != nil || (result == torn && !f.Key) {
		return Frame{}, torn
	}
	return f, whole
}
