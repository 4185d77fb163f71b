package sfu

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
)

// Tap is handed every packet that a peer sends, once, as it arrives: all layers of its camera, told apart by
// their SSRC, and its microphone. It is called from the goroutines that carry media, so it must not block;
// header and payload are only lent.
type Tap interface {
	Packet(from PeerID, kind Kind, h *rtp.Header, payload []byte, at time.Time)
}

// taps are who listens to whom. Reading them takes no lock and allocates nothing.
type taps struct {
	all atomic.Pointer[map[PeerID][]*tapped] // replaced, never changed; nil while nobody listens
	mu  sync.Mutex                           // held while replacing
}

// tapped makes every tap its own, so that stop takes away the right one.
type tapped struct{ Tap }

// hand gives a packet to who listens to the peer.
func (ts *taps) hand(from PeerID, kind Kind, h *rtp.Header, payload []byte, at time.Time) {
	all := ts.all.Load()
	if all == nil {
		return
	}
	for _, t := range (*all)[from] {
		t.Packet(from, kind, h, payload, at)
	}
}

// Tap lets t listen to what a peer sends, whether or not it is there yet, until stop is called. A packet that is
// on its way may still come afterwards. Stopping twice is harmless.
func (n *Node) Tap(peer PeerID, t Tap) (stop func()) {
	mine := &tapped{t}
	n.taps.change(peer, func(list []*tapped) []*tapped { return append(slices.Clone(list), mine) })
	return sync.OnceFunc(func() {
		n.taps.change(peer, func(list []*tapped) []*tapped {
			return slices.DeleteFunc(slices.Clone(list), func(o *tapped) bool { return o == mine })
		})
	})
}

func (ts *taps) change(peer PeerID, fn func([]*tapped) []*tapped) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	next := map[PeerID][]*tapped{}
	if all := ts.all.Load(); all != nil {
		next = maps.Clone(*all)
	}
	if next[peer] = fn(next[peer]); len(next[peer]) == 0 {
		delete(next, peer)
	}
	if len(next) == 0 {
		ts.all.Store(nil)
		return
	}
	ts.all.Store(&next)
}

// AskKeyFrame asks a peer's camera for a key frame of its largest picture, as soon as the limit on such requests
// permits. It does not block for long; a peer that sends no picture is left alone.
func (n *Node) AskKeyFrame(peer PeerID) {
	n.mu.Lock()
	p := n.peers[peer]
	var s *source
	if p != nil {
		s = p.sources[Video]
	}
	n.mu.Unlock()
	if s != nil {
		s.nudge(true)
	}
}
