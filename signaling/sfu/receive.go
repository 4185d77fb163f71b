package sfu

import (
	"encoding/binary"
	"time"

	"github.com/pion/rtp"

	"diandao/signaling/sfu/link"
)

// maxStreams bounds the RTP streams one peer may begin: two sizes and sound, each with its retransmissions, and again
// after its encoder has begun anew.
const maxStreams = 24

// stream is what packets with one SSRC are.
type stream struct {
	uplink *uplink
	again  bool // retransmissions of it (RFC 4588)
}

// reader tells what a packet is by its payload type and header extensions. It does not change.
type reader struct {
	payloads    map[uint8]heard
	rid         uint8 // header extensions, 0 when there are none
	repairedRID uint8
	transportID uint8
}

// heard is what a payload type stands for.
type heard struct {
	source *source
	codec  codec
	again  bool
}

func newReader(sources map[Kind]*source) *reader {
	r := &reader{payloads: map[uint8]heard{}}
	for _, s := range sources {
		for _, c := range s.line.answered() {
			r.payloads[c.pt] = heard{s, c.codec, false}
			if c.rtx != 0 {
				r.payloads[c.rtx] = heard{s, c.codec, true}
			}
		}
		r.transportID = s.line.exts[extTransport] // one for all m-lines of a bundle (RFC 9143 §14)
		if s.kind == Video {
			r.rid, r.repairedRID = s.line.exts[extRID], s.line.exts[extRepairedRID]
		}
	}
	return r
}

// HandleRTP implements link.Handler.
func (p *Peer) HandleRTP(raw []byte, now time.Time, b *link.Batch) {
	p.in.Lock()
	defer p.in.Unlock()
	p.node.packetsIn.Add(1)
	p.node.bytesIn.Add(uint64(len(raw)))
	p.usedAt.Store(now.UnixNano())
	r := p.listen.Load()
	if r == nil || p.wire == nil || !p.admits(len(raw), now) {
		return
	}
	st, known := p.streams[binary.BigEndian.Uint32(raw[8:])]
	into := p.scratch
	if known && !st.again {
		into = st.uplink.spare
	}
	if !p.open(into, raw) {
		return
	}
	if p.arrived != nil {
		if ext := into.header.GetExtension(r.transportID); len(ext) == 2 {
			p.arrived.Record(into.header.SSRC, binary.BigEndian.Uint16(ext), now.UnixMicro())
		}
	}
	if !known {
		if st, known = p.learn(r, &into.header); !known {
			return
		}
	}
	p.hand(st, into, len(raw), now, b)
}

// open decrypts a packet into a place.
func (p *Peer) open(into *packet, raw []byte) bool {
	out, err := p.wire.OpenRTP(into.buf[headroom:], raw, &into.header)
	return err == nil && len(out) <= link.PacketBytes && into.bodyOf(&into.header, len(out))
}

// hand gives a decrypted packet to its uplink.
func (p *Peer) hand(st stream, in *packet, size int, now time.Time, b *link.Batch) {
	u := st.uplink
	if st.again {
		if in.end-in.at < 2 {
			return // a probe
		}
		in.header.SequenceNumber = binary.BigEndian.Uint16(in.payload())
		in.at += 2
	}
	if in == p.scratch {
		p.scratch, u.spare = u.spare, in
	}
	u.receive(size, now, b)
}

// learn finds out what a stream is that has not been heard before.
func (p *Peer) learn(r *reader, h *rtp.Header) (stream, bool) {
	what, ok := r.payloads[h.PayloadType]
	if !ok || len(p.streams) >= maxStreams {
		return stream{}, false
	}
	layer, ok := r.layerOf(what, h)
	if !ok {
		return stream{}, false
	}
	st := stream{uplink: what.source.uplinks[layer], again: what.again}
	if st.again && st.uplink == nil {
		return stream{}, false // what shall be sent again was never sent
	}
	if !st.again {
		st.uplink = newUplink(what.source, layer, h.SSRC, what.codec)
		what.source.uplinks[layer] = st.uplink
		p.node.uplinks.Add(1)
	}
	p.streams[h.SSRC] = st
	return st, true
}

// layerOf tells which size of the picture a stream is (RFC 8852).
func (r *reader) layerOf(what heard, h *rtp.Header) (int, bool) {
	layers := what.source.line.layers
	if len(layers) == 0 {
		return 0, true
	}
	ext := r.rid
	if what.again {
		ext = r.repairedRID
	}
	if ext == 0 {
		return 0, false
	}
	id := string(h.GetExtension(ext))
	for i, l := range layers {
		if l == id {
			return i, true
		}
	}
	return 0, false
}
