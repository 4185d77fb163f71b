package sfu

import (
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"

	"diandao/signaling/sfu/link"
)

// Times and sizes of an uplink.
const (
	reportEvery   = time.Second
	keyFrameEvery = 500 * time.Millisecond
	maxWaiting    = 16      // snapshots waited for at once; who came first has long given up
	smallBitrate  = 250_000 // told to a camera that only small pictures show
)

// uplink is one RTP stream that a peer sends. All but the atomics is guarded by Peer.in: whoever reads the peer's
// packets holds it for a packet, and so nobody waits for it but for who asks for a key frame or for a packet again.
type uplink struct {
	source *source
	peer   *Peer
	node   *Node
	kind   Kind
	codec  codec
	layer  int
	ssrc   uint32

	keyWanted atomic.Bool
	keyAt     atomic.Int64 // when a key frame was last asked for, Unix nanoseconds

	lastAt   time.Time
	kept     ring
	spare    *packet // what the next packet is decrypted into
	arrivals arrivals
	bucket   bucket
	frames   assembler
	waiting  []chan<- Frame
	missing  []uint16
	sender   senderReport
	weight   weight
}

// weight measures how many bits a second the uplink has.
type weight struct {
	bytes int
	since time.Time
}

const weighEvery = 500 * time.Millisecond

// weigh brings the source's figure up to date; 0 is an uplink that is not sent.
func (u *uplink) weigh(now time.Time) {
	w := &u.weight
	elapsed := now.Sub(w.since)
	if elapsed < weighEvery {
		return
	}
	bits := int64(float64(8*w.bytes) / elapsed.Seconds())
	if now.Sub(u.lastAt) >= aliveFor {
		bits = 0
	}
	if u.source.uplinks[u.layer] == u && elapsed < 4*weighEvery {
		u.source.bits[u.layer].Store(bits)
	}
	w.bytes, w.since = 0, now
}

// senderReport is the last one of the client (RFC 3550 §6.4.1).
type senderReport struct {
	middle uint32 // of its NTP time
	at     time.Time
}

func newUplink(s *source, layer int, ssrc uint32, c codec) *uplink {
	n := s.peer.node
	return &uplink{
		source: s, peer: s.peer, node: n, kind: s.kind, codec: c, layer: layer, ssrc: ssrc, spare: n.packets.take(),
		bucket: bucket{rate: float64(n.cfg.Limits.UplinkBytes)},
	}
}

// bucket lets through rate bytes a second, and one second's worth at once.
type bucket struct {
	rate, level float64
	at          time.Time
}

func (b *bucket) take(n int, now time.Time) bool {
	if b.at.IsZero() {
		b.level = b.rate
	} else {
		b.level = min(b.rate, b.level+now.Sub(b.at).Seconds()*b.rate)
	}
	b.at = now
	if b.level < float64(n) {
		return false
	}
	b.level -= float64(n)
	return true
}

// receive takes the packet in u.spare, of which size bytes were received.
func (u *uplink) receive(size int, now time.Time, b *link.Batch) {
	p := u.spare
	if !u.bucket.take(size, now) {
		u.peer.flooded(u.kind, now)
		return
	}
	if !u.arrivals.take(p.header.SequenceNumber, now) {
		u.node.duplicates.Add(1)
		return
	}
	if !u.source.told {
		u.source.told = true
		u.peer.cfg.Events.OnUplink(u.peer.id, u.kind)
	}
	u.lastAt = now
	u.weight.bytes += size
	if u.understand(p) {
		u.pass(p, now, b)
	}
	if u.keyWanted.Load() && u.kind == Video {
		u.askKeyFrame(now)
	}
	if len(u.arrivals.gaps) > 0 {
		u.askMissing(now)
	}
}

// understand reads what the codec says of the packet, and reports false for what is no media.
func (u *uplink) understand(p *packet) bool {
	p.vp8, p.key = vp8Packet{}, false
	if p.end == p.at {
		return false // padding
	}
	switch u.codec {
	case codecVP8:
		v, ok := parseVP8(p.payload())
		p.vp8, p.key = v, v.keyFrame
		return ok
	case codecH264:
		p.key = h264KeyFrame(p.payload())
	case codecOpus:
	}
	return true
}

// pass hands the packet to all who want it, and keeps it for who will miss it.
func (u *uplink) pass(p *packet, now time.Time, b *link.Batch) {
	if u.kind == Video {
		if p.header.Marker {
			u.source.lastFrame.Store(now.UnixNano())
		}
		u.assemble(p, now)
	}
	u.node.taps.hand(u.peer.id, u.kind, &p.header, p.payload(), now)
	u.source.serve(u, p, now, b)
	if u.kind == Video && u.source.isWatched() {
		u.spare = u.kept.keep(p, &u.node.packets)
	}
}

// assemble collects a key frame while somebody waits for one.
func (u *uplink) assemble(p *packet, now time.Time) {
	if len(u.waiting) == 0 {
		return
	}
	if !u.frames.active || p.header.Timestamp != u.frames.ts {
		u.wantKeyFrame() // no key frame is on its way: the request, or a part of the answer, was lost
	}
	frame, whole := u.frames.add(&p.header, p.vp8, p.payload(), now)
	if !whole {
		return
	}
	u.keyWanted.Store(false) // this is what was wanted; a slot that missed it wants again at its next packet
	for _, w := range u.waiting {
		w <- frame // each has room for one
	}
	u.waiting = u.waiting[:0]
}

// wait adds one who waits for a key frame, at the cost of the oldest when there are too many.
func (u *uplink) wait(w chan<- Frame) {
	if len(u.waiting) == maxWaiting {
		u.waiting = u.waiting[:copy(u.waiting, u.waiting[1:])]
	}
	u.waiting = append(u.waiting, w)
}

// wantKeyFrame asks for a key frame as soon as the limit permits.
func (u *uplink) wantKeyFrame() { u.keyWanted.Store(true) }

// askKeyFrame sends a PLI (RFC 4585 §6.3.1), unless one was sent less than keyFrameEvery ago.
func (u *uplink) askKeyFrame(now time.Time) {
	last := u.keyAt.Load()
	if now.UnixNano()-last < int64(keyFrameEvery) || !u.keyAt.CompareAndSwap(last, now.UnixNano()) {
		return
	}
	u.keyWanted.Store(false)
	u.node.keyFrames.Add(1)
	u.peer.report(&rtcp.PictureLossIndication{MediaSSRC: u.ssrc})
}

// askMissing sends a NACK (RFC 4585 §6.2.1) for what has not arrived. Sound is not sent again: it would come too late.
func (u *uplink) askMissing(now time.Time) {
	if u.missing = u.arrivals.due(u.missing[:0], now); len(u.missing) > 0 && u.kind == Video {
		u.peer.report(&rtcp.TransportLayerNack{MediaSSRC: u.ssrc, Nacks: rtcp.NackPairsFromSequenceNumbers(u.missing)})
	}
}

// reception is what a receiver report says of the uplink.
func (u *uplink) reception(now time.Time) rtcp.ReceptionReport {
	highest, lost, fraction := u.arrivals.report()
	r := rtcp.ReceptionReport{SSRC: u.ssrc, FractionLost: fraction, TotalLost: lost, LastSequenceNumber: highest}
	if !u.sender.at.IsZero() {
		r.LastSenderReport, r.Delay = u.sender.middle, uint32(now.Sub(u.sender.at).Seconds()*65_536)
	}
	return r
}

// end gives back what the uplink has borrowed.
func (u *uplink) end() { u.kept.empty(&u.node.packets) }

// bodyOf finds the payload of a decrypted packet of n bytes that begins at headroom, without its padding
// (RFC 3550 §5.1).
func (p *packet) bodyOf(h *rtp.Header, n int) bool {
	size := 12 + 4*len(h.CSRC)
	if h.Extension {
		at := headroom + size
		if size+4 > n {
			return false
		}
		size += 4 + 4*(int(p.buf[at+2])<<8|int(p.buf[at+3]))
	}
	p.at, p.end = headroom+size, headroom+n
	if h.Padding && p.end > p.at {
		p.end = max(p.at, p.end-int(p.buf[p.end-1]))
	}
	return p.at <= p.end
}
