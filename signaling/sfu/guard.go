package sfu

import "time"

// What one peer may do to the node. All of it holds before anybody else is concerned.
const (
	gateUplinks      = 2   // all that a peer sends, retransmissions and reports included, in times of Limits.UplinkBytes
	maxResendsSecond = 500 // packets sent again to one peer
	floodEvery       = 10 * time.Second
	floodLasts       = 2 * time.Second // after its last dropped packet a peer still counts as flooding
)

// Lack is why no good picture comes of a peer.
type Lack string

// The lacks.
const (
	LackNone   Lack = ""
	LackCamera Lack = "no_camera" // the offer has no picture that is sent
	LackFormat Lack = "format"    // it has one, in no format that officers can be shown
	LackScreen Lack = "screen"    // it says that it shows a screen
	LackSense  Lack = "too_much"  // more is sent than is taken, so that pictures are broken
)

// Lacks lists every lack.
func Lacks() []Lack { return []Lack{LackNone, LackCamera, LackFormat, LackScreen, LackSense} }

// lackOf finds what an offer lacks.
func lackOf(lines []line) *Lack {
	lack := LackCamera
	for _, l := range lines {
		if l.kind != Video || !l.sends() {
			continue
		}
		switch {
		case l.isScreen:
			lack = LackScreen
		case !l.taken():
			lack = LackFormat
		default:
			lack = LackNone
		}
	}
	return &lack
}

// Lack tells why no good picture can come, as of now. Before the first Answer nothing is lacking yet.
func (p *Peer) Lack(now time.Time) Lack {
	if lack := p.lack.Load(); lack != nil && *lack != LackNone {
		return *lack
	}
	if now.UnixNano()-p.floodAt.Load() < int64(floodLasts) {
		return LackSense
	}
	return LackNone
}

// admits counts what comes from the client before it is decrypted, and reports false for what is too much. in is held.
func (p *Peer) admits(n int, now time.Time) bool {
	if p.gate.take(n, now) {
		return true
	}
	p.flooded(Video, now)
	return false
}

// flooded notes a dropped packet and tells of it. in is held.
func (p *Peer) flooded(kind Kind, now time.Time) {
	p.node.flooded.Add(1)
	p.floodAt.Store(now.UnixNano())
	if now.Sub(p.toldAt) > floodEvery {
		p.toldAt = now
		p.cfg.Events.OnFlood(p.id, kind)
	}
}

// mayResend counts packets sent again. It is asked before anybody else's lock is taken. Neither in nor out is held.
func (p *Peer) mayResend(now time.Time) bool {
	p.out.Lock()
	defer p.out.Unlock()
	return p.resends.take(1, now)
}
