package sfu

import (
	"time"

	"diandao/signaling/sfu/bandwidth"
)

// Times and sizes of dividing a connection among its slots.
const (
	divideEvery = 200 * time.Millisecond
	calmFor     = 5 * time.Second // after going down, before anything goes up; see fall
	calmMost    = time.Minute
	soundBits   = 40_000
	startBits   = 10_000_000
	headway     = 0.85 // of the estimate, of which something goes up
)

// share is how a peer's connection is divided among its slots. It is guarded by Peer.out.
type share struct {
	at      time.Time
	lowered time.Time
	raised  time.Time
	calm    time.Duration
	wants   []bandwidth.Want
	now     []bandwidth.Level
	higher  []bandwidth.Level
}

// measure begins to estimate what the client's connection carries, if it tells what arrives.
func (p *Peer) measure() {
	p.out.Lock()
	defer p.out.Unlock()
	for _, s := range p.allSlots() {
		if s.ext != 0 && p.estimate == nil {
			window := 512
			if p.cfg.Role == Viewer {
				window = 8192
			}
			p.estimate = bandwidth.New(startBits, window)
		}
	}
	n := len(p.slots)
	p.share = share{calm: calmFor, wants: make([]bandwidth.Want, n), now: make([]bandwidth.Level, n), higher: make([]bandwidth.Level, n)}
}

// divide gives each slot what the connection carries: down at once, up when there is room to spare.
func (p *Peer) divide(now time.Time) {
	p.out.Lock()
	defer p.out.Unlock()
	d := &p.share
	if p.estimate == nil || now.Sub(d.at) < divideEvery {
		return
	}
	d.at = now
	p.estimate.Rest(now)
	for i, s := range p.slots {
		d.wants[i] = s.want()
	}
	budget := p.estimate.Bitrate() - soundBits
	bandwidth.Share(budget, d.wants, d.now)
	bandwidth.Share(int(float64(budget)*headway), d.wants, d.higher)
	calm := now.Sub(d.lowered) >= d.calm
	for i, s := range p.slots {
		p.grant(s, d.level(i, d.now), d.level(i, d.higher), calm, now)
	}
}

// level is what a slot gets of a division: what has no large size is not held back from one that may come.
func (d *share) level(i int, of []bandwidth.Level) bandwidth.Level {
	if of[i] == bandwidth.Small && d.wants[i].Large == 0 {
		return bandwidth.Large
	}
	return of[i]
}

func (p *Peer) grant(s *slot, now, higher bandwidth.Level, calm bool, at time.Time) {
	d := &p.share
	switch have := bandwidth.Level(s.level.Load()); {
	case now < have:
		d.fall(at)
		s.level.Store(uint32(now))
	case higher > have && calm:
		d.raised = at
		s.level.Store(uint32(higher))
	}
}

// fall notes that something goes down: the calm after it is longer when what went up did not last it, and shorter when
// it did. What falls within a second is one fall.
func (d *share) fall(at time.Time) {
	switch {
	case at.Sub(d.lowered) <= time.Second:
	case at.Sub(d.raised) < d.calm:
		d.calm = min(calmMost, 2*d.calm)
	default:
		d.calm = max(calmFor, d.calm/2)
	}
	d.lowered = at
}

// want is what the slot would show.
func (s *slot) want() bandwidth.Want {
	l := s.lease.Load()
	if l == nil {
		return bandwidth.Want{}
	}
	small, large := int(l.source.bits[0].Load()), int(l.source.bits[maxLayers-1].Load())
	if small == 0 {
		return bandwidth.Want{Small: large}
	}
	if !s.large.Load() {
		large = 0
	}
	return bandwidth.Want{Small: small, Large: large}
}
