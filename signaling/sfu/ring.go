package sfu

import (
	"sync"

	"github.com/pion/rtp"

	"diandao/signaling/sfu/link"
)

// headroom is kept free before a packet, so that a header of another length can be written in front of its payload
// without moving the payload.
const headroom = 32

// ringPackets is how many packets of a stream are kept for who missed them: two seconds of the large picture.
const ringPackets = 128

// packet is one packet as received and decrypted.
type packet struct {
	buf    [headroom + link.PacketBytes]byte
	header rtp.Header
	at     int // where the payload begins in buf
	end    int
	vp8    vp8Packet
	key    bool // a key frame begins
	valid  bool
}

func (p *packet) payload() []byte { return p.buf[p.at:p.end] }

// ring keeps the last packets of an uplink that somebody watches.
type ring [ringPackets]*packet

// packets lends packets: an uplink that nobody watches keeps none.
type packets struct{ pool sync.Pool }

func (s *packets) take() *packet {
	if p, ok := s.pool.Get().(*packet); ok {
		return p
	}
	return &packet{}
}

// keep puts p where its number belongs and returns what was there, or another.
func (r *ring) keep(p *packet, from *packets) *packet {
	i := p.header.SequenceNumber % ringPackets
	old := r[i]
	p.valid = true
	if r[i] = p; old == nil {
		return from.take()
	}
	old.valid = false
	return old
}

// find returns the packet with this number, nil when it is no longer there.
func (r *ring) find(seq uint16) *packet {
	if p := r[seq%ringPackets]; p != nil && p.valid && p.header.SequenceNumber == seq {
		return p
	}
	return nil
}

// empty gives all packets back.
func (r *ring) empty(to *packets) {
	for i, p := range r {
		if p != nil {
			to.pool.Put(p)
			r[i] = nil
		}
	}
}
