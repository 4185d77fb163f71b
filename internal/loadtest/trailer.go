package loadtest

import (
	"encoding/binary"
	"time"
)

// kind is what a stream carries.
type kind uint8

// The streams of a phone.
const (
	sound kind = iota
	small      // the low layer: 160×120, 5 frames/s, 40 kbit/s
	large      // 640×360, 15 frames/s, 150 kbit/s
	kinds
)

// rid names a layer as a phone offers it (RFC 8851).
func (k kind) rid() string {
	if k == small {
		return "q"
	}
	return "f"
}

// trailer is what a bot writes at the end of each payload. VP8 decoders do not read past their partitions.
type trailer struct {
	phone  uint16
	kind   kind
	key    bool
	number uint32 // of the packet in its stream, from 0
	frame  uint32 // of its frame in its stream
	part   uint8  // of the frame
	parts  uint8
	sent   time.Duration // since the bots began
}

const (
	trailerBytes = 26
	trailerMagic = 0xD1A9
)

// put writes the trailer into the last trailerBytes of payload.
func (t trailer) put(payload []byte) {
	b := payload[len(payload)-trailerBytes:]
	binary.BigEndian.PutUint16(b, t.phone)
	b[2] = byte(t.kind)
	b[3] = 0
	if t.key {
		b[3] = 1
	}
	binary.BigEndian.PutUint32(b[4:], t.number)
	binary.BigEndian.PutUint32(b[8:], t.frame)
	b[12], b[13] = t.part, t.parts
	binary.BigEndian.PutUint64(b[14:], uint64(t.sent))
	binary.BigEndian.PutUint16(b[22:], trailerMagic)
	binary.BigEndian.PutUint16(b[24:], trailerMagic)
}

// read takes the trailer of a payload, and reports false when it has none.
func (t *trailer) read(payload []byte) bool {
	if len(payload) < trailerBytes {
		return false
	}
	b := payload[len(payload)-trailerBytes:]
	if binary.BigEndian.Uint16(b[22:]) != trailerMagic || binary.BigEndian.Uint16(b[24:]) != trailerMagic || b[2] >= byte(kinds) {
		return false
	}
	*t = trailer{
		phone: binary.BigEndian.Uint16(b), kind: kind(b[2]), key: b[3] == 1, number: binary.BigEndian.Uint32(b[4:]), frame: binary.BigEndian.Uint32(b[8:]),
		part: b[12], parts: b[13], sent: time.Duration(binary.BigEndian.Uint64(b[14:])),
	}
	return true
}
