package recording

import (
	"sync"
	"time"

	"github.com/pion/rtp"
)

// maxPayload is the most that a packet carries; what is longer is no packet from a network.
const maxPayload = 1500

// packet is a copy of an RTP packet.
type packet struct {
	track  Track
	seq    uint16
	ts     uint32
	ssrc   uint32
	marker bool
	at     time.Time
	tick   int64 // timestamp without wrapping
	n      int
	buf    [maxPayload]byte
}

func (p *packet) payload() []byte { return p.buf[:p.n] }

// packets are used again, so that recording makes no garbage.
type packets struct{ pool sync.Pool }

func newPackets() *packets {
	return &packets{pool: sync.Pool{New: func() any { return new(packet) }}}
}

// of copies what is handed in. It returns nil for a payload that is too long.
func (ps *packets) of(t Track, h *rtp.Header, payload []byte, at time.Time) *packet {
	if len(payload) > maxPayload {
		return nil
	}
	p := ps.pool.Get().(*packet) //nolint:forcetypeassert // the pool holds nothing else
	p.track, p.seq, p.ts, p.ssrc, p.marker, p.at, p.tick = t, h.SequenceNumber, h.Timestamp, h.SSRC, h.Marker, at, 0
	p.n = copy(p.buf[:], payload)
	return p
}

func (ps *packets) done(p *packet) { ps.pool.Put(p) }
