package sfu

import (
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

// serveRTCP starts reading what viewers report of each slot. p.mu is held.
func (p *Peer) serveRTCP() {
	all := p.slots
	if p.audio != nil {
		all = append(all[:len(all):len(all)], p.audio)
	}
	bySlot := make(map[webrtc.TrackLocal]*slot, len(all))
	for _, s := range all {
		bySlot[s] = s
	}
	for _, sender := range p.pc.GetSenders() {
		if s := bySlot[sender.Track()]; s != nil {
			p.node.wait.Go(func() { s.readRTCP(sender) })
		}
	}
}

// readRTCP hears what the slot's viewer asks for, until the sender ends.
func (s *slot) readRTCP(sender *webrtc.RTPSender) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		l := s.source.Load()
		if l == nil {
			continue
		}
		for _, p := range packets {
			s.hear(l.uplink, p)
		}
	}
}

func (s *slot) hear(u *uplink, p rtcp.Packet) {
	switch p := p.(type) {
	case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
		u.wantKeyFrame()
	case *rtcp.TransportLayerNack:
		for _, pair := range p.Nacks {
			for _, seq := range pair.PacketList() {
				select {
				case u.resends <- missed{s, seq}:
				default: // the viewer asks again
				}
			}
		}
	}
}
