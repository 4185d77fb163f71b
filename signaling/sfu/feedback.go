package sfu

import (
	"slices"
	"time"

	"github.com/pion/rtcp"

	"diandao/signaling/sfu/link"
)

// Times of feedback.
const (
	maintainEvery = 50 * time.Millisecond
	idleTurns     = 20                     // every how many turns a peer without media is looked at
	tellEvery     = 100 * time.Millisecond // of transport-wide feedback
	sendersEvery  = 2 * time.Second        // of sender reports
	maxReports    = 30                     // in one packet
	ntpEpoch      = 2_208_988_800          // seconds from 1900 to 1970
)

// HandleRTCP implements link.Handler.
func (p *Peer) HandleRTCP(raw []byte, now time.Time, b *link.Batch) {
	plain, err := p.openRTCP(raw, now)
	if err != nil {
		return
	}
	packets, err := rtcp.Unmarshal(plain)
	if err != nil {
		return
	}
	for _, packet := range packets {
		p.hear(packet, now, b)
	}
}

func (p *Peer) openRTCP(raw []byte, now time.Time) ([]byte, error) {
	p.in.Lock()
	defer p.in.Unlock()
	if p.wire == nil || !p.admits(len(raw), now) {
		return nil, ErrPeerClosed
	}
	return p.wire.OpenRTCP(raw)
}

// hear does what one report asks. Neither in nor out is held.
func (p *Peer) hear(packet rtcp.Packet, now time.Time, b *link.Batch) {
	switch r := packet.(type) {
	case *rtcp.PictureLossIndication:
		p.refresh(r.MediaSSRC)
	case *rtcp.FullIntraRequest:
		for _, entry := range r.FIR {
			p.refresh(entry.SSRC)
		}
	case *rtcp.TransportLayerNack:
		if s := p.slotBySSRC(r.MediaSSRC); s != nil {
			s.again(r.Nacks, now, b)
		}
	case *rtcp.TransportLayerCC:
		p.out.Lock()
		defer p.out.Unlock()
		if p.estimate != nil {
			p.estimate.Feedback(r, now)
		}
	case *rtcp.SenderReport:
		p.in.Lock()
		defer p.in.Unlock()
		if st, ok := p.streams[r.SSRC]; ok && !st.again {
			st.uplink.sender = senderReport{middle: uint32(r.NTPTime >> 16), at: now}
		}
	}
}

// refresh asks for a key frame of what a slot shows.
func (p *Peer) refresh(ssrc uint32) {
	if s := p.slotBySSRC(ssrc); s != nil {
		if l := s.lease.Load(); l != nil {
			l.source.nudge(s.large.Load())
		}
	}
}

// maxResends bounds what one NACK may ask for.
const maxResends = 128

func (s *slot) again(pairs []rtcp.NackPair, now time.Time, b *link.Batch) {
	left := maxResends
	for _, pair := range pairs {
		for _, seq := range pair.PacketList() {
			if left--; left < 0 || !s.peer.mayResend(now) {
				return
			}
			s.resend(seq, now, b)
		}
	}
}

func (p *Peer) slotBySSRC(ssrc uint32) *slot {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.slots {
		if s.ssrc == ssrc {
			return s
		}
	}
	if p.audio != nil && p.audio.ssrc == ssrc {
		return p.audio
	}
	return nil
}

// report sends reports to the client. in may be held, out not.
func (p *Peer) report(packets ...rtcp.Packet) {
	p.out.Lock()
	defer p.out.Unlock()
	p.reportSealed(packets)
}

func (p *Peer) reportSealed(packets []rtcp.Packet) {
	if p.wire == nil {
		return
	}
	sealed, err := p.wire.SealRTCP(packets)
	if err != nil {
		return // not connected yet
	}
	p.wire.Send(sealed)
}

// maintain sends what is due to the client: requests for what is missing, reports.
func (p *Peer) maintain(now time.Time) {
	p.in.Lock()
	if len(p.streams) > 0 {
		p.maintainUplinks(now)
	}
	p.in.Unlock()
	p.maintainSlots(now)
	p.divide(now)
}

func (p *Peer) maintainUplinks(now time.Time) {
	for _, st := range p.streams {
		u := st.uplink
		if st.again || u.kind != Video {
			continue
		}
		u.weigh(now)
		if u.keyWanted.Load() && now.Sub(u.lastAt) < aliveFor {
			u.askKeyFrame(now)
		}
		if len(u.arrivals.gaps) > 0 {
			u.askMissing(now)
		}
		if !u.source.isWatched() {
			u.kept.empty(&p.node.packets)
		}
	}
	if p.arrived != nil && now.Sub(p.tellAt) >= tellEvery {
		p.tellAt = now
		if told := p.arrived.BuildFeedbackPacket(); len(told) > 0 {
			p.report(told...)
		}
	}
	if now.Sub(p.reportAt) >= reportEvery {
		p.reportAt = now
		p.reportReception(now)
	}
}

// reportReception sends a receiver report (RFC 3550 §6.4.2) of all that arrives, and what the camera may send at most
// (draft-alvestrand-rmcat-remb).
func (p *Peer) reportReception(now time.Time) {
	var receptions []rtcp.ReceptionReport
	var cameras []uint32
	large := false
	for _, st := range p.streams {
		u := st.uplink
		if st.again || now.Sub(u.lastAt) > 2*reportEvery {
			continue
		}
		receptions = append(receptions, u.reception(now))
		if u.kind == Video {
			cameras = append(cameras, u.ssrc)
			large = large || u.source.isLarge()
		}
	}
	if len(receptions) == 0 {
		return
	}
	packets := []rtcp.Packet{&rtcp.ReceiverReport{Reports: receptions}}
	if len(cameras) > 0 {
		packets = append(packets, &rtcp.ReceiverEstimatedMaximumBitrate{Bitrate: float32(p.wantedBitrate(large)), SSRCs: cameras})
	}
	p.report(packets...)
}

// wantedBitrate is what the largest picture that anybody looks at needs.
func (p *Peer) wantedBitrate(large bool) int {
	if large {
		return p.node.cfg.Limits.VideoBitrate
	}
	return smallBitrate
}

// maintainSlots sends sender reports of what has been sent (RFC 3550 §6.4.1).
func (p *Peer) maintainSlots(now time.Time) {
	p.out.Lock()
	defer p.out.Unlock()
	if p.wire == nil || now.Sub(p.sendersAt) < sendersEvery {
		return
	}
	p.sendersAt = now
	var packets []rtcp.Packet
	for _, s := range p.allSlots() {
		if s.sent.packets != s.sent.reported {
			s.sent.reported = s.sent.packets
			packets = append(packets, s.senderReport(now))
		}
	}
	for chunk := range slices.Chunk(packets, maxReports) {
		p.reportSealed(chunk)
	}
}

// senderReport tells which instant the slot's clock shows now. out is held.
func (s *slot) senderReport(now time.Time) *rtcp.SenderReport {
	seconds := uint64(now.Unix() + ntpEpoch)
	fraction := uint64(now.Nanosecond()) << 32 / uint64(time.Second)
	since := now.Sub(s.rewrite.sentAt).Seconds()
	return &rtcp.SenderReport{
		SSRC: s.ssrc, NTPTime: seconds<<32 | fraction, RTPTime: s.rewrite.ts + uint32(since*float64(s.rewrite.clock)),
		PacketCount: s.sent.packets, OctetCount: s.sent.octets,
	}
}
