package sfu

import (
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// slot is one outgoing track of a peer: a picture or a voice that may be pointed at any uplink. It is a
// webrtc.TrackLocal. The uplink it is pointed at writes to it; while it is being pointed elsewhere two
// uplinks may try at once, and the one that finds it taken drops its packet: a source begins with a key
// frame anyway.
type slot struct {
	peer  *Peer
	kind  Kind
	index int
	mid   string // set once by the answer
	node  *Node

	binding atomic.Pointer[binding]
	source  atomic.Pointer[lease] // who writes
	taken   atomic.Bool
	rewrite rewriter   // of whoever has taken it
	current *lease     // that rewrite is set up for; of whoever has taken it
	head    rtp.Header // of the packet being written; here, so that it is not allocated for each
	large   atomic.Bool

	target PeerID // guarded by Node.mu
}

// lease is one pointing of a slot at an uplink. Pointing it there again is another lease: what was sent in between is
// missing, so that it too begins with a key frame.
type lease struct{ uplink *uplink }

// binding is what negotiation settled.
type binding struct {
	write       webrtc.TrackLocalWriter
	ssrc        uint32
	payloadType uint8
}

func newSlot(p *Peer, kind Kind, index int) *slot {
	s := &slot{peer: p, kind: kind, index: index, node: p.node}
	s.rewrite.clock = 90_000
	if kind == Audio {
		s.rewrite.clock = 48_000
	}
	return s
}

var errCodec = errors.New("sfu: the client takes none of our codecs")

// Bind settles how packets are written.
func (s *slot) Bind(c webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	want := webrtc.MimeTypeVP8
	if s.kind == Audio {
		want = webrtc.MimeTypeOpus
	}
	for _, codec := range c.CodecParameters() {
		if codec.MimeType == want {
			s.binding.Store(&binding{write: c.WriteStream(), ssrc: uint32(c.SSRC()), payloadType: uint8(codec.PayloadType)})
			return codec, nil
		}
	}
	return webrtc.RTPCodecParameters{}, errCodec
}

// Unbind ends writing.
func (s *slot) Unbind(webrtc.TrackLocalContext) error {
	s.binding.Store(nil)
	return nil
}

// ID names the track.
func (s *slot) ID() string { return string(s.kind) + strconv.Itoa(s.index) }

// RID is none.
func (s *slot) RID() string { return "" }

// StreamID names the stream: each slot is its own, so that browsers do not wait for lip sync.
func (s *slot) StreamID() string { return "slot-" + s.ID() }

// Kind is the track's kind.
func (s *slot) Kind() webrtc.RTPCodecType {
	if s.kind == Audio {
		return webrtc.RTPCodecTypeAudio
	}
	return webrtc.RTPCodecTypeVideo
}

// take gets the slot for u, unless it is pointed elsewhere. It asks who is the source only once it has the slot, so
// that an uplink that has just been dismissed does not write after its successor. Whoever takes gives back.
func (s *slot) take(u *uplink) bool {
	if !s.taken.CompareAndSwap(false, true) {
		return false
	}
	l := s.source.Load()
	if l == nil || l.uplink != u {
		s.taken.Store(false)
		return false
	}
	if s.current != l {
		s.rewrite.release()
		s.current = l
	}
	return true
}

// forward writes one packet of u; payload is as received when it returns.
func (s *slot) forward(u *uplink, p *packet, now time.Time) {
	b := s.binding.Load()
	if b == nil || !s.take(u) {
		return
	}
	defer s.taken.Store(false)
	if !s.rewrite.locked {
		if s.kind == Video && !p.vp8.keyFrame {
			u.wantKeyFrame()
			return
		}
		s.rewrite.begin(&p.header, p.vp8, now)
	}
	s.write(b, p, now)
}

// write reports false for a packet from before the source began.
func (s *slot) write(b *binding, p *packet, now time.Time) bool {
	s.head = p.header
	h, v, payload := &s.head, p.vp8, p.payload
	picture, tl0, ok := s.rewrite.next(h, v, now)
	if !ok {
		return false
	}
	h.SSRC, h.PayloadType = b.ssrc, b.payloadType
	h.Extension, h.Extensions, h.Padding, h.PaddingSize, h.CSRC = false, nil, false, 0, nil
	if s.kind == Video {
		v.patch(payload, picture, tl0)
	}
	n, err := b.write.WriteRTP(h, payload)
	if s.kind == Video {
		v.patch(payload, v.pictureID, v.tl0)
	}
	if err == nil {
		s.node.packetsOut.Add(1)
		s.node.bytesOut.Add(uint64(n))
	}
	return true
}

// resend writes a packet again that the viewer missed. It runs on u's goroutine.
func (s *slot) resend(u *uplink, seq uint16, now time.Time) {
	b := s.binding.Load()
	if b == nil || !s.take(u) {
		return
	}
	defer s.taken.Store(false)
	if !s.rewrite.locked {
		return
	}
	if p := u.kept(s.rewrite.original(seq)); p != nil && s.write(b, p, now) {
		s.node.resent.Add(1)
	}
}
