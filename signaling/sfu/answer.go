package sfu

import (
	"fmt"
	"slices"
	"strings"

	"diandao/signaling/sfu/link"
)

// writer writes SDP (RFC 8866), a line at a time.
type writer struct{ strings.Builder }

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(w, format, args...)
	w.WriteString("\r\n")
}

// answerText writes the answer to an offer (RFC 3264): the same m-lines, with what we take of each.
func (p *Peer) answerText(lines []line, passive bool, local link.Local) string {
	var w writer
	p.version++
	w.line("v=0")
	w.line("o=- %d %d IN IP4 127.0.0.1", p.session, p.version)
	w.line("s=-")
	w.line("t=0 0")
	w.line("a=msid-semantic: WMS *")
	var mids []string
	for _, l := range lines {
		if l.taken() {
			mids = append(mids, l.mid)
		}
	}
	w.line("a=group:BUNDLE %s", strings.Join(mids, " "))
	for _, l := range lines {
		p.writeLine(&w, l, passive, local, l.taken() && l.mid == mids[0])
	}
	return w.String()
}

// taken reports whether there is a codec in common.
func (l line) taken() bool { return len(l.payloads) > 0 }

func (p *Peer) writeLine(w *writer, l line, passive bool, local link.Local, first bool) {
	if !l.taken() {
		w.line("m=%s 0 %s 0", l.kind, l.protocol)
		w.line("c=IN IP4 0.0.0.0")
		w.line("a=mid:%s", l.mid)
		w.line("a=inactive")
		return
	}
	payloads := l.answered()
	var numbers []string
	for _, c := range payloads {
		numbers = append(numbers, fmt.Sprint(c.pt))
		if c.rtx != 0 {
			numbers = append(numbers, fmt.Sprint(c.rtx))
		}
	}
	w.line("m=%s 9 %s %s", l.kind, l.protocol, strings.Join(numbers, " "))
	w.line("c=IN IP4 0.0.0.0")
	w.line("a=rtcp:9 IN IP4 0.0.0.0")
	w.line("a=ice-ufrag:%s", local.Ufrag)
	w.line("a=ice-pwd:%s", local.Password)
	w.line("a=fingerprint:sha-256 %s", p.node.mux.Fingerprint())
	w.line("a=setup:%s", map[bool]string{true: "active", false: "passive"}[passive])
	w.line("a=mid:%s", l.mid)
	w.line("a=rtcp-mux")
	w.line("a=rtcp-rsize")
	for _, c := range payloads {
		writePayload(w, c, l)
	}
	p.writeWays(w, l)
	if first {
		for _, c := range p.node.mux.Candidates() {
			w.line("a=candidate:%s", c)
		}
		w.line("a=end-of-candidates")
	}
}

// answered lists the codecs of the answer: one that the client shall send, all that it may be sent.
func (l line) answered() []payload {
	if l.receives() {
		return l.payloads
	}
	return l.payloads[:1]
}

func writePayload(w *writer, c payload, l line) {
	w.line("a=rtpmap:%d %s", c.pt, c.codec.rtpmap())
	if c.codec == codecOpus {
		w.line("a=fmtp:%d minptime=10;useinbandfec=1", c.pt)
		if _, ok := l.exts[extTransport]; ok {
			w.line("a=rtcp-fb:%d transport-cc", c.pt)
		}
		return
	}
	if c.fmtp != "" {
		w.line("a=fmtp:%d %s", c.pt, c.fmtp)
	}
	feedback := []string{"goog-remb", "ccm fir", "nack", "nack pli"}
	if _, ok := l.exts[extTransport]; ok {
		feedback = append(feedback, "transport-cc")
	}
	for _, f := range feedback {
		w.line("a=rtcp-fb:%d %s", c.pt, f)
	}
	if c.rtx != 0 {
		w.line("a=rtpmap:%d rtx/90000", c.rtx)
		w.line("a=fmtp:%d apt=%d", c.rtx, c.pt)
	}
}

// writeWays says who sends what on the line.
func (p *Peer) writeWays(w *writer, l line) {
	for _, uri := range []string{extMID, extRID, extRepairedRID, extTransport} {
		id, ok := l.exts[uri]
		if ok && (uri == extMID || uri == extTransport || (l.sends() && l.kind == Video)) {
			w.line("a=extmap:%d %s", id, uri)
		}
	}
	s := p.slotOf(l.mid)
	switch {
	case l.sends() && s != nil:
		w.line("a=sendrecv")
	case l.sends():
		w.line("a=recvonly")
	case s != nil:
		w.line("a=sendonly")
	default:
		w.line("a=inactive")
	}
	if l.sends() && len(l.layers) > 0 {
		for _, id := range l.layers {
			w.line("a=rid:%s recv", id)
		}
		w.line("a=simulcast:recv %s", strings.Join(l.layers, ";"))
	}
	if s != nil {
		writeSlot(w, s)
	}
}

// writeSlot names the stream of a slot. Each slot is its own stream, so that browsers do not wait for lip sync.
func writeSlot(w *writer, s *slot) {
	w.line("a=msid:slot-%s %s", s.name(), s.name())
	ssrcs := []uint32{s.ssrc}
	if s.rtxSSRC != 0 {
		w.line("a=ssrc-group:FID %d %d", s.ssrc, s.rtxSSRC)
		ssrcs = append(ssrcs, s.rtxSSRC)
	}
	for _, ssrc := range ssrcs {
		w.line("a=ssrc:%d cname:diandao", ssrc)
		w.line("a=ssrc:%d msid:slot-%s %s", ssrc, s.name(), s.name())
	}
}

// slotOf returns the slot of an m-line, nil when the client receives nothing there. p.mu is held.
func (p *Peer) slotOf(mid string) *slot {
	all := p.slots
	if p.audio != nil {
		all = append(slices.Clone(all), p.audio)
	}
	for _, s := range all {
		if s.mid == mid {
			return s
		}
	}
	return nil
}
