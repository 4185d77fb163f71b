package sfu

import (
	"encoding/binary"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"

	"diandao/signaling/sfu/bandwidth"
	"diandao/signaling/sfu/link"
)

// slot is one outgoing track of a peer: a picture or a voice that may be pointed at any source. All that is written
// is written with Peer.out of its peer held.
type slot struct {
	peer     *Peer
	kind     Kind
	index    int
	mid      string
	node     *Node
	payloads []payload // that the client takes
	ssrc     uint32
	rtxSSRC  uint32 // 0 when the client takes no retransmissions beside the stream
	ext      uint8  // of the number over all streams; 0 when the client does not tell what arrives

	lease atomic.Pointer[lease] // what it is pointed at
	large atomic.Bool
	level atomic.Uint32 // the bandwidth.Level that its viewer's connection carries

	target PeerID // guarded by Node.mu

	// Below is guarded by Peer.out of its peer.
	shown   *lease  // what rewrite is set up for
	current *uplink // whose packets are written
	rewrite rewriter
	head    rtp.Header // room for SealRTP
	rtxSeq  uint16
	sent    sending
}

// lease is one pointing of a slot at a source. Pointing it there again is another lease: what was sent in between is
// missing, so that it too begins with a key frame.
type lease struct{ source *source }

// sending counts what a sender report tells (RFC 3550 §6.4.1).
type sending struct {
	packets, octets uint32
	reported        uint32 // packets as of the last report
}

func newSlot(p *Peer, l line, index int) *slot {
	s := &slot{peer: p, kind: l.kind, index: index, mid: l.mid, node: p.node, payloads: l.payloads, ssrc: randomSSRC(), ext: l.exts[extTransport]}
	s.level.Store(uint32(bandwidth.Large))
	s.rewrite.clock = 90_000
	if l.kind == Audio {
		s.rewrite.clock = 48_000
	}
	for _, c := range l.payloads {
		if c.rtx != 0 {
			s.rtxSSRC = randomSSRC()
			break
		}
	}
	return s
}

// name names the slot's track and stream.
func (s *slot) name() string { return string(s.kind) + strconv.Itoa(s.index) }

// payload returns how the client numbers a codec, and false when it does not take it.
func (s *slot) payload(c codec) (payload, bool) {
	for _, p := range s.payloads {
		if p.codec == c {
			return p, true
		}
	}
	return payload{}, false
}

// forward writes one packet of u, if it is u that the slot shows. Peer.in of u's peer is held.
func (s *slot) forward(u *uplink, p *packet, now time.Time, b *link.Batch) {
	if !s.peer.ready.Load() {
		return
	}
	s.peer.out.Lock()
	defer s.peer.out.Unlock()
	l := s.lease.Load()
	if l == nil || l.source != u.source {
		return
	}
	if frozen := bandwidth.Level(s.level.Load()) == bandwidth.Frozen; s.shown != l || (frozen && s.kind == Video) {
		s.rewrite.release()
		s.shown, s.current = l, nil
		if frozen {
			return
		}
	}
	if s.current != u && !s.turnTo(u, p, now) {
		return
	}
	pay, ok := s.payload(u.codec)
	if !ok {
		return
	}
	s.write(pay, p, now, b, false)
}

// wantsLarge reports whether the large picture is asked for and can be carried.
func (s *slot) wantsLarge() bool {
	return s.large.Load() && bandwidth.Level(s.level.Load()) == bandwidth.Large
}

// turnTo decides whether the slot goes over to u with this packet: at once to whatever comes first with a key frame,
// then to the size of the picture that is wanted, or away from one that is no longer sent.
func (s *slot) turnTo(u *uplink, p *packet, now time.Time) bool {
	wanted := s.kind == Audio || u == u.source.prefer(s.wantsLarge(), now)
	gone := s.current == nil || now.Sub(s.current.lastAt) >= aliveFor
	if !wanted && !gone {
		return false
	}
	if s.kind == Video && !p.key {
		if wanted {
			u.wantKeyFrame()
		}
		return false
	}
	s.rewrite.release()
	s.current = u
	s.rewrite.begin(&p.header, p.vp8, now)
	return true
}

// write reports false for a packet from before the source began.
func (s *slot) write(pay payload, p *packet, now time.Time, b *link.Batch, again bool) bool {
	seq, ts := p.header.SequenceNumber, p.header.Timestamp
	picture, tl0, ok := s.rewrite.next(&p.header, p.vp8, now)
	out := outgoing{seq: p.header.SequenceNumber, ts: p.header.Timestamp, ssrc: s.ssrc, pt: pay.pt, marker: p.header.Marker}
	p.header.SequenceNumber, p.header.Timestamp = seq, ts
	if !ok {
		return false
	}
	if p.vp8.header > 0 {
		p.vp8.patch(p.payload(), picture, tl0)
	}
	at := p.at
	if again && pay.rtx != 0 {
		at -= 2 // the number of the first time stands before the payload (RFC 4588 §4)
		p.buf[at], p.buf[at+1] = byte(out.seq>>8), byte(out.seq)
		s.rtxSeq++
		out.seq, out.ssrc, out.pt = s.rtxSeq, s.rtxSSRC, pay.rtx
	}
	s.send(&out, p, at, now, b)
	return true
}

// outgoing is the header of a packet to be sent.
type outgoing struct {
	seq    uint16
	ts     uint32
	ssrc   uint32
	pt     uint8
	marker bool
	ext    uint8 // 0 is none
	number uint16
}

// put writes the header in front of where the payload begins, and returns where it begins itself.
func (o *outgoing) put(buf []byte, at int) int {
	if o.ext != 0 { // one element (RFC 8285 §4.2): three bytes, padded to four
		at -= 8
		copy(buf[at:], []byte{0xbe, 0xde, 0, 1, o.ext<<4 | 1, byte(o.number >> 8), byte(o.number), 0})
	}
	at -= 12
	h := buf[at : at+12]
	h[0], h[1] = 2<<6, o.pt
	if o.ext != 0 {
		h[0] |= 1 << 4
	}
	if o.marker {
		h[1] |= 1 << 7
	}
	binary.BigEndian.PutUint16(h[2:], o.seq)
	binary.BigEndian.PutUint32(h[4:], o.ts)
	binary.BigEndian.PutUint32(h[8:], o.ssrc)
	return at
}

// send seals and queues. The header goes where the received one was: nobody needs that any more.
func (s *slot) send(o *outgoing, p *packet, at int, now time.Time, b *link.Batch) {
	if e := s.peer.estimate; e != nil && s.ext != 0 {
		s.peer.number++
		o.ext, o.number = s.ext, s.peer.number
		e.Sent(o.number, p.end-at, now)
	}
	begin := o.put(p.buf[:], at)
	n, err := s.peer.wire.SealRTP(b.Buffer(), p.buf[begin:p.end], &s.head)
	if err != nil {
		return // not connected yet
	}
	s.peer.wire.Enqueue(b, n)
	s.node.packetsOut.Add(1)
	s.node.bytesOut.Add(uint64(n))
	s.peer.usedAt.Store(now.UnixNano())
	s.sent.packets++
	s.sent.octets += uint32(p.end - at)
}

// resend writes a packet again that the viewer missed.
func (s *slot) resend(seq uint16, now time.Time, b *link.Batch) {
	l := s.lease.Load()
	if l == nil {
		return
	}
	l.source.peer.in.Lock()
	defer l.source.peer.in.Unlock()
	s.peer.out.Lock()
	defer s.peer.out.Unlock()
	u := s.current
	if u == nil || s.shown != l || !s.rewrite.locked {
		return
	}
	pay, ok := s.payload(u.codec)
	if !ok {
		return
	}
	if p := u.kept.find(s.rewrite.original(seq)); p != nil && s.write(pay, p, now, b, true) {
		s.node.resent.Add(1)
	}
}
