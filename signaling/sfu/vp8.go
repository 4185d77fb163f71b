package sfu

import "encoding/binary"

// vp8Packet is what a VP8 payload descriptor says (RFC 7741 §4.2), with where its numbers stand.
type vp8Packet struct {
	start    bool // the first packet of a frame
	keyFrame bool // start of a key frame
	header   int  // length of the descriptor

	pictureIDAt   int // offset of the picture id, 0 when there is none
	pictureIDWide bool
	pictureID     uint16
	tl0At         int // offset of TL0PICIDX, 0 when there is none
	tl0           uint8
}

// parseVP8 reads the descriptor. It reports false for a payload that is too short.
func parseVP8(b []byte) (vp8Packet, bool) {
	var p vp8Packet
	if len(b) < 1 {
		return p, false
	}
	first, at := b[0], 1
	p.start = first&0x10 != 0 && first&0x07 == 0
	if first&0x80 != 0 {
		var ok bool
		if at, p, ok = readExtension(b, p); !ok {
			return p, false
		}
	}
	if len(b) <= at {
		return p, false
	}
	p.header = at
	p.keyFrame = p.start && b[at]&0x01 == 0 // frame tag (RFC 6386 §9.1): 0 is a key frame
	return p, true
}

// readExtension reads the extended control bits and what they announce, and returns where it ends.
func readExtension(b []byte, p vp8Packet) (at int, _ vp8Packet, ok bool) {
	if len(b) < 2 {
		return 0, p, false
	}
	flags := b[1]
	at = 2
	if flags&0x80 != 0 {
		if at, p = readPictureID(b, at, p); at < 0 {
			return 0, p, false
		}
	}
	if flags&0x40 != 0 {
		if len(b) <= at {
			return 0, p, false
		}
		p.tl0At, p.tl0 = at, b[at]
		at++
	}
	if flags&0x30 != 0 {
		at++
	}
	return at, p, true
}

func readPictureID(b []byte, at int, p vp8Packet) (int, vp8Packet) {
	if len(b) <= at {
		return -1, p
	}
	p.pictureIDAt = at
	if b[at]&0x80 == 0 {
		p.pictureID = uint16(b[at] & 0x7f)
		return at + 1, p
	}
	if len(b) <= at+1 {
		return -1, p
	}
	p.pictureIDWide, p.pictureID = true, binary.BigEndian.Uint16(b[at:])&0x7fff
	return at + 2, p
}

// patch writes other numbers into the descriptor.
func (p vp8Packet) patch(b []byte, pictureID uint16, tl0 uint8) {
	if p.pictureIDAt > 0 {
		if p.pictureIDWide {
			binary.BigEndian.PutUint16(b[p.pictureIDAt:], 0x8000|pictureID&0x7fff)
		} else {
			b[p.pictureIDAt] = byte(pictureID & 0x7f)
		}
	}
	if p.tl0At > 0 {
		b[p.tl0At] = tl0
	}
}

// MaxSide bounds the width and the height of a frame that is decoded.
const MaxSide = 1920

// vp8Size reads width and height from the header of a key frame (RFC 6386 §9.1). It reports false for
// anything that is no key frame or larger than MaxSide.
func vp8Size(frame []byte) (width, height int, ok bool) {
	if len(frame) < 10 || frame[0]&0x01 != 0 || frame[3] != 0x9d || frame[4] != 0x01 || frame[5] != 0x2a {
		return 0, 0, false
	}
	width = int(binary.LittleEndian.Uint16(frame[6:]) & 0x3fff)
	height = int(binary.LittleEndian.Uint16(frame[8:]) & 0x3fff)
	return width, height, width > 0 && height > 0 && width <= MaxSide && height <= MaxSide
}
