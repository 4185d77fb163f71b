package sfu

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// Times and sizes of an uplink.
const (
	packetBytes   = 1500
	ringPackets   = 256
	reportEvery   = time.Second
	keyFrameEvery = 500 * time.Millisecond
	floodEvery    = 10 * time.Second
	resendQueue   = 64
	snapshotQueue = 4
	maxWaiting    = 16      // snapshots waited for at once; who came first has long given up
	smallBitrate  = 250_000 // told to a camera that only small pictures show
)

// packet is one place of the ring.
type packet struct {
	buf     [packetBytes]byte
	header  rtp.Header
	payload []byte
	vp8     vp8Packet
	valid   bool
}

// missed is a packet that a slot's viewer asks for.
type missed struct {
	slot *slot
	seq  uint16
}

// uplink is one RTP stream that a peer sends. All but the atomics and channels belongs to its goroutine.
type uplink struct {
	peer  *Peer
	node  *Node
	kind  Kind
	track *webrtc.TrackRemote

	slots     atomic.Pointer[[]*slot] // who is served; replaced, never changed
	paused    atomic.Bool
	lastFrame atomic.Int64 // Unix nanoseconds
	keyWanted atomic.Bool
	keyAt     atomic.Int64 // when a key frame was last asked for, Unix nanoseconds
	resends   chan missed
	snapshots chan chan<- Frame

	ring     [ringPackets]*packet
	arrivals arrivals
	bucket   bucket
	frames   assembler
	waiting  []chan<- Frame
	missing  []uint16
	reportAt time.Time
	floodAt  time.Time
}

func newUplink(p *Peer, kind Kind, track *webrtc.TrackRemote) *uplink {
	u := &uplink{
		peer: p, node: p.node, kind: kind, track: track, resends: make(chan missed, resendQueue), snapshots: make(chan chan<- Frame, snapshotQueue),
		bucket: bucket{rate: float64(p.node.cfg.Limits.UplinkBytes)},
	}
	u.slots.Store(&[]*slot{})
	return u
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

// run reads until the track ends.
func (u *uplink) run() {
	var scratch packet
	for first := true; ; first = false {
		p := u.place(&scratch)
		n, _, err := u.track.Read(p.buf[:])
		if err != nil {
			break
		}
		u.node.packetsIn.Add(1)
		u.node.bytesIn.Add(uint64(n))
		if first {
			u.peer.cfg.Events.OnUplink(u.peer.id, u.kind)
		}
		u.handle(p, n, u.node.now())
	}
	u.peer.endUplink(u)
}

// place is the buffer to read the next packet into. What is read lands at once where it is kept.
func (u *uplink) place(scratch *packet) *packet {
	if u.kind == Audio || len(*u.slots.Load()) == 0 {
		return scratch // nobody would ask for it again
	}
	i := (u.arrivals.highest + 1) % ringPackets
	if u.ring[i] == nil {
		u.ring[i] = &packet{}
	}
	u.ring[i].valid = false
	return u.ring[i]
}

func (u *uplink) handle(p *packet, n int, now time.Time) {
	u.maintain(now)
	if !u.bucket.take(n, now) {
		u.flooded(now)
		return
	}
	p.header.Extensions, p.header.CSRC = p.header.Extensions[:0], p.header.CSRC[:0]
	length, err := p.header.Unmarshal(p.buf[:n])
	if err != nil {
		return
	}
	if !u.arrivals.take(p.header.SequenceNumber, now) {
		u.node.duplicates.Add(1)
		return
	}
	p.payload = unpadded(p.buf[length:n], p.header.Padding)
	u.node.taps.hand(u.peer.id, u.kind, &p.header, p.payload, now)
	p.vp8 = vp8Packet{}
	if u.kind == Video && len(p.payload) > 0 {
		v, ok := parseVP8(p.payload)
		if !ok {
			return
		}
		p.vp8 = v
		u.assemble(p, now)
	}
	u.keep(p)
	u.serve(p, now)
}

// unpadded cuts the padding off (RFC 3550 §5.1); its last byte tells its length.
func unpadded(b []byte, padded bool) []byte {
	if !padded || len(b) == 0 {
		return b
	}
	return b[:max(0, len(b)-int(b[len(b)-1]))]
}

// keep puts a packet that came out of order where it belongs.
func (u *uplink) keep(p *packet) {
	i := p.header.SequenceNumber % ringPackets
	if u.ring[i] == p {
		p.valid = true
		return
	}
	if u.kind == Audio || len(*u.slots.Load()) == 0 {
		return
	}
	for j := range u.ring {
		if u.ring[j] == p { // swap places; no bytes move
			u.ring[i], u.ring[j] = p, u.ring[i]
			p.valid = true
			if u.ring[j] != nil {
				u.ring[j].valid = false
			}
			return
		}
	}
}

// kept returns the packet with this number, if it is still there.
func (u *uplink) kept(seq uint16) *packet {
	if p := u.ring[seq%ringPackets]; p != nil && p.valid && p.header.SequenceNumber == seq {
		return p
	}
	return nil
}

// serve hands the packet to the slots.
func (u *uplink) serve(p *packet, now time.Time) {
	if !u.paused.Load() {
		for _, s := range *u.slots.Load() {
			s.forward(u, p, now)
		}
	}
	for {
		select {
		case m := <-u.resends:
			m.slot.resend(u, m.seq, now)
		default:
			return
		}
	}
}

// assemble collects a key frame while somebody waits for one, and notes when frames end.
func (u *uplink) assemble(p *packet, now time.Time) {
	if p.header.Marker {
		u.lastFrame.Store(now.UnixNano())
	}
	for more := true; more; {
		select {
		case w := <-u.snapshots:
			u.wait(w)
		default:
			more = false
		}
	}
	if len(u.waiting) == 0 {
		return
	}
	if !u.frames.active || p.header.Timestamp != u.frames.ts {
		u.wantKeyFrame() // no key frame is on its way: the request, or a part of the answer, was lost
	}
	frame, whole := u.frames.add(&p.header, p.vp8, p.payload, now)
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

// snapshot waits for the next whole key frame.
func (u *uplink) snapshot(ctx context.Context) (Frame, error) {
	w := make(chan Frame, 1)
	select {
	case u.snapshots <- w:
	default:
		return Frame{}, ErrSnapshot
	}
	u.wantKeyFrame()
	u.askKeyFrame(u.node.now())
	select {
	case f := <-w:
		return f, nil
	case <-ctx.Done():
		return Frame{}, ErrSnapshot.With(ctx.Err())
	}
}

func (u *uplink) flooded(now time.Time) {
	u.node.flooded.Add(1)
	if now.Sub(u.floodAt) > floodEvery {
		u.floodAt = now
		u.peer.cfg.Events.OnFlood(u.peer.id, u.kind)
	}
}

// wantKeyFrame asks for a key frame as soon as the limit permits.
func (u *uplink) wantKeyFrame() { u.keyWanted.Store(true) }

// maintain sends what is due to the publisher: reports, requests for what is missing, for a key frame.
func (u *uplink) maintain(now time.Time) {
	if u.kind == Video && u.keyWanted.Load() {
		u.askKeyFrame(now)
	}
	if u.missing = u.arrivals.due(u.missing[:0], now); len(u.missing) > 0 && u.kind == Video {
		u.write(&rtcp.TransportLayerNack{MediaSSRC: uint32(u.track.SSRC()), Nacks: rtcp.NackPairsFromSequenceNumbers(u.missing)})
	}
	if now.Sub(u.reportAt) >= reportEvery {
		u.reportAt = now
		u.report()
	}
}

// askKeyFrame sends a PLI, unless one was sent less than keyFrameEvery ago. Any goroutine may call it.
func (u *uplink) askKeyFrame(now time.Time) {
	last := u.keyAt.Load()
	if now.UnixNano()-last < int64(keyFrameEvery) || !u.keyAt.CompareAndSwap(last, now.UnixNano()) {
		return
	}
	u.keyWanted.Store(false)
	u.node.keyFrames.Add(1)
	u.write(&rtcp.PictureLossIndication{MediaSSRC: uint32(u.track.SSRC())})
}

func (u *uplink) report() {
	if !u.arrivals.started {
		return
	}
	highest, lost, fraction := u.arrivals.report()
	ssrc := uint32(u.track.SSRC())
	packets := []rtcp.Packet{&rtcp.ReceiverReport{Reports: []rtcp.ReceptionReport{{SSRC: ssrc, FractionLost: fraction, TotalLost: lost, LastSequenceNumber: highest}}}}
	if u.kind == Video {
		packets = append(packets, &rtcp.ReceiverEstimatedMaximumBitrate{Bitrate: float32(u.wantedBitrate()), SSRCs: []uint32{ssrc}})
	}
	u.write(packets...)
}

// wantedBitrate is what the largest picture that anybody looks at needs.
func (u *uplink) wantedBitrate() int {
	for _, s := range *u.slots.Load() {
		if s.large.Load() {
			return u.node.cfg.Limits.VideoBitrate
		}
	}
	return smallBitrate
}

func (u *uplink) write(packets ...rtcp.Packet) {
	if err := u.peer.pc.WriteRTCP(packets); err != nil {
		u.node.cfg.Logger.Debug("rtcp not written", "peer_id", string(u.peer.id), "error", err)
	}
}
