package sfu

import (
	"context"
	"sync/atomic"
	"time"

	"diandao/signaling/sfu/link"
)

// aliveFor is how long after its last packet an uplink counts as sent. The small picture comes five times a second.
const aliveFor = 1500 * time.Millisecond

// source is a peer's camera or microphone: what slots are pointed at. A camera may send its picture in two sizes at
// once; each is an uplink.
type source struct {
	peer *Peer
	kind Kind
	line line

	slots     atomic.Pointer[[]*slot] // who is served; replaced, never changed
	paused    atomic.Bool
	lastFrame atomic.Int64            // Unix nanoseconds
	bits      [maxLayers]atomic.Int64 // a second, of each uplink

	uplinks [maxLayers]*uplink // from small to large; guarded by peer.in
	told    bool               // that it sends; guarded by peer.in
}

func newSource(p *Peer, l line) *source {
	s := &source{peer: p, kind: l.kind, line: l}
	s.slots.Store(&[]*slot{})
	return s
}

// prefer returns the uplink for a large or a small picture: of those that are sent, the one asked for. peer.in is held.
func (s *source) prefer(large bool, now time.Time) *uplink {
	var best *uplink
	for _, u := range s.uplinks {
		if u != nil && now.Sub(u.lastAt) < aliveFor && (best == nil || large) {
			best = u
		}
	}
	return best
}

// nudge asks at once for the key frame that a slot waits for.
func (s *source) nudge(large bool) {
	now := s.peer.node.now()
	s.peer.in.Lock()
	defer s.peer.in.Unlock()
	if u := s.prefer(large, now); u != nil && s.kind == Video {
		u.wantKeyFrame()
		u.askKeyFrame(now)
	}
}

// serve hands a packet to the slots. peer.in is held.
func (s *source) serve(u *uplink, p *packet, now time.Time, b *link.Batch) {
	if s.paused.Load() {
		return
	}
	for _, o := range *s.slots.Load() {
		o.forward(u, p, now, b)
	}
}

// isWatched reports whether anybody is served.
func (s *source) isWatched() bool { return len(*s.slots.Load()) > 0 }

// isLarge reports whether any slot wants the large picture.
func (s *source) isLarge() bool {
	for _, o := range *s.slots.Load() {
		if o.large.Load() {
			return true
		}
	}
	return false
}

// snapshot waits for the next whole key frame of the largest picture that is sent.
func (s *source) snapshot(ctx context.Context) (Frame, error) {
	w, err := s.await()
	if err != nil {
		return Frame{}, err
	}
	select {
	case f := <-w:
		return f, nil
	case <-ctx.Done():
		return Frame{}, ErrSnapshot.With(ctx.Err())
	}
}

func (s *source) await() (<-chan Frame, error) {
	now := s.peer.node.now()
	s.peer.in.Lock()
	defer s.peer.in.Unlock()
	u := s.prefer(true, now)
	switch {
	case u == nil:
		return nil, ErrNoVideo
	case u.codec != codecVP8:
		return nil, ErrCodec
	}
	w := make(chan Frame, 1)
	u.wait(w)
	u.wantKeyFrame()
	u.askKeyFrame(now)
	return w, nil
}
