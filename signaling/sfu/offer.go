package sfu

import (
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// line is one m-line of an offer.
type line struct {
	kind      Kind
	mid       string
	direction webrtc.RTPTransceiverDirection // the client's
}

// read checks an offer and returns its m-lines.
func (p *Peer) read(offer string) ([]line, error) {
	limits := p.node.cfg.Limits
	if len(offer) > limits.SDPBytes {
		return nil, ErrSDPTooLarge
	}
	var d sdp.SessionDescription
	if err := d.UnmarshalString(offer); err != nil {
		return nil, ErrSDP.With(err)
	}
	var lines []line
	up, down, audio := 0, 0, 0
	for _, m := range d.MediaDescriptions {
		l := line{kind: Kind(m.MediaName.Media), mid: attribute(m, "mid"), direction: direction(m)}
		if l.mid == "" || (l.kind != Video && l.kind != Audio) {
			return nil, ErrSDP
		}
		switch {
		case l.kind == Audio:
			audio++
		case l.direction == webrtc.RTPTransceiverDirectionRecvonly:
			down++
		default:
			up++
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		return nil, ErrSDP
	}
	if up > 1 || audio > 1 || down > p.maxSlots() {
		return nil, ErrTracks
	}
	return lines, nil
}

func (p *Peer) maxSlots() int {
	if p.cfg.Role == Viewer {
		return p.node.cfg.Limits.Slots
	}
	return 1
}

func attribute(m *sdp.MediaDescription, key string) string {
	v, _ := m.Attribute(key)
	return v
}

func direction(m *sdp.MediaDescription) webrtc.RTPTransceiverDirection {
	for _, d := range []webrtc.RTPTransceiverDirection{webrtc.RTPTransceiverDirectionSendonly, webrtc.RTPTransceiverDirectionRecvonly, webrtc.RTPTransceiverDirectionInactive} {
		if _, ok := m.Attribute(d.String()); ok {
			return d
		}
	}
	return webrtc.RTPTransceiverDirectionSendrecv
}

func sameLines(a, b []line) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].kind != b[i].kind || a[i].mid != b[i].mid {
			return false
		}
	}
	return true
}
