package sfu

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"diandao/internal/clock"
	"diandao/signaling/sfu/link"
)

// Stats are a Node's counters since it was made.
type Stats struct {
	Peers      int    // connected or connecting now
	Uplinks    int    // RTP streams received now
	PacketsIn  uint64 // RTP packets read from peers, duplicates and dropped ones included
	PacketsOut uint64 // RTP packets written to peers, retransmissions included
	BytesIn    uint64 // RTP bytes read, headers included
	BytesOut   uint64 // RTP bytes written
	Duplicates uint64 // packets that had been received before
	Flooded    uint64 // packets dropped because their uplink exceeded its limit
	Resent     uint64 // packets sent again because a viewer asked
	KeyFrames  uint64 // key frames asked of publishers
	Strangers  uint64 // packets that belonged to no peer
}

// Node owns the sockets and the peers of one media server. It is safe for concurrent use.
type Node struct {
	cfg     Config
	mux     *link.Mux
	clock   clock.System
	packets packets
	stop    chan struct{}
	wait    sync.WaitGroup

	mu     sync.Mutex // guards peers, their sources and the targets of slots: who shows whom
	peers  map[PeerID]*Peer
	slots  map[PeerID][]*slot // pointed at this peer, sending or not
	closed bool

	taps taps

	packetsIn, packetsOut, bytesIn, bytesOut, duplicates, flooded, resent, keyFrames atomic.Uint64
	uplinks                                                                          atomic.Int64
}

// New opens the sockets. The caller closes the Node.
func New(cfg Config) (*Node, error) {
	n := newNode(cfg)
	mux, err := link.Listen(n.cfg.link())
	if err != nil {
		return nil, fmt.Errorf("open media: %w", err)
	}
	n.mux = mux
	n.wait.Go(n.maintain)
	return n, nil
}

func newNode(cfg Config) *Node {
	return &Node{cfg: cfg.withDefaults(), peers: map[PeerID]*Peer{}, slots: map[PeerID][]*slot{}, stop: make(chan struct{})}
}

func (n *Node) now() time.Time { return n.clock.Now() }

// maintain lets each peer send what is due.
func (n *Node) maintain() {
	tick := time.NewTicker(maintainEvery)
	defer tick.Stop()
	var peers []*Peer
	for turn := 0; ; turn++ {
		select {
		case <-n.stop:
			return
		case now := <-tick.C:
			idle := turn%idleTurns == 0
			peers = n.all(peers[:0], func(p *Peer) bool { return idle || p.isBusy(now) })
			for _, p := range peers {
				p.maintain(now)
			}
			clear(peers)
		}
	}
}

// all appends the peers that are wanted.
func (n *Node) all(out []*Peer, wanted func(*Peer) bool) []*Peer {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, p := range n.peers {
		if wanted(p) {
			out = append(out, p)
		}
	}
	return out
}

// NewPeer makes a peer that waits for the client's offer. It returns fault "sfu.peer_exists" when id is
// in use and "sfu.node_closed" after Close.
func (n *Node) NewPeer(id PeerID, cfg PeerConfig) (*Peer, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case n.closed:
		return nil, ErrNodeClosed
	case n.peers[id] != nil:
		return nil, ErrPeerExists
	}
	p := n.newPeer(id, cfg)
	n.peers[id] = p
	return p, nil
}

func (n *Node) newPeer(id PeerID, cfg PeerConfig) *Peer {
	return &Peer{
		id: id, cfg: cfg, node: n, session: int64(randomSSRC()), sources: map[Kind]*source{}, streams: map[uint32]stream{},
		scratch: n.packets.take(), gate: bucket{rate: gateUplinks * float64(n.cfg.Limits.UplinkBytes)}, resends: bucket{rate: maxResendsSecond},
	}
}

// randomSSRC returns a number that nobody else has, in all likelihood.
func randomSSRC() uint32 {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	return cmp.Or(binary.BigEndian.Uint32(b[:]), 1)
}

// Peer returns the peer id, and false when there is none.
func (n *Node) Peer(id PeerID) (*Peer, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	p, ok := n.peers[id]
	return p, ok
}

// point makes a slot show or sound target.
func (n *Node) point(s *slot, target PeerID) {
	if src := n.lease(s, target); src != nil {
		src.nudge(s.large.Load())
	}
}

// lease points a slot and returns the source that it shows now, if there is one.
func (n *Node) lease(s *slot, target PeerID) *source {
	n.mu.Lock()
	defer n.mu.Unlock()
	if s.target == target {
		return nil
	}
	n.unpoint(s)
	s.target = target
	if target == "" || n.closed || n.peers[s.peer.id] != s.peer {
		return nil
	}
	n.slots[target] = append(n.slots[target], s)
	if p := n.peers[target]; p != nil && p.sources[s.kind] != nil {
		p.sources[s.kind].admit(s)
		return p.sources[s.kind]
	}
	return nil
}

// unpoint takes a slot from whatever it shows. n.mu is held.
func (n *Node) unpoint(s *slot) {
	if l := s.lease.Load(); l != nil {
		l.source.dismiss(s)
	}
	if s.target == "" {
		return
	}
	rest := slices.DeleteFunc(n.slots[s.target], func(o *slot) bool { return o == s })
	if n.slots[s.target] = rest; len(rest) == 0 {
		delete(n.slots, s.target)
	}
	s.target = ""
}

// admit lets a source serve a slot. Node.mu is held.
func (s *source) admit(o *slot) {
	o.lease.Store(&lease{s})
	list := append(slices.Clone(*s.slots.Load()), o)
	s.slots.Store(&list)
}

// dismiss ends it. Node.mu is held.
func (s *source) dismiss(o *slot) {
	// A peer that came back may have taken the slot over before its former self ended.
	if l := o.lease.Load(); l != nil && l.source == s {
		o.lease.Store(nil)
	}
	list := slices.DeleteFunc(slices.Clone(*s.slots.Load()), func(x *slot) bool { return x == o })
	s.slots.Store(&list)
}

// addSources makes known what a peer will send, to the slots that wait for it.
func (n *Node) addSources(p *Peer, sources map[Kind]*source) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed || n.peers[p.id] != p {
		return
	}
	p.sources = sources
	for _, o := range n.slots[p.id] {
		if s := sources[o.kind]; s != nil {
			s.admit(o)
		}
	}
}

// forget takes a peer out of the books and returns what it had sent.
func (n *Node) forget(p *Peer) []Kind {
	p.mu.Lock()
	own := p.allSlots()
	p.mu.Unlock()
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, s := range own {
		n.unpoint(s)
	}
	var kinds []Kind
	for kind, src := range p.sources {
		kinds = append(kinds, kind)
		for _, o := range *src.slots.Load() {
			src.dismiss(o)
		}
	}
	p.sources = nil
	if n.peers[p.id] == p {
		delete(n.peers, p.id)
	}
	return kinds
}

// allSlots returns all places where the peer receives. They do not change after the first answer.
func (p *Peer) allSlots() []*slot {
	if p.audio == nil {
		return p.slots
	}
	return append(slices.Clone(p.slots), p.audio)
}

// Stats returns the counters.
func (n *Node) Stats() Stats {
	n.mu.Lock()
	peers := len(n.peers)
	n.mu.Unlock()
	return Stats{
		Peers: peers, Uplinks: int(n.uplinks.Load()), PacketsIn: n.packetsIn.Load(), PacketsOut: n.packetsOut.Load(), BytesIn: n.bytesIn.Load(), BytesOut: n.bytesOut.Load(),
		Duplicates: n.duplicates.Load(), Flooded: n.flooded.Load(), Resent: n.resent.Load(), KeyFrames: n.keyFrames.Load(), Strangers: n.mux.Strangers(),
	}
}

// UDPAddr returns where media arrives.
func (n *Node) UDPAddr() net.Addr { return n.mux.UDPAddr() }

// TCPAddr returns where ICE-TCP connections arrive, nil when it is off.
func (n *Node) TCPAddr() net.Addr { return n.mux.TCPAddr() }

// Close closes every peer and socket and waits until no goroutine of the Node is left. It must not be
// called from an Events method.
func (n *Node) Close() error {
	n.mu.Lock()
	if n.closed {
		n.mu.Unlock()
		return nil
	}
	n.closed = true
	n.mu.Unlock()
	for _, p := range n.all(nil, func(*Peer) bool { return true }) {
		if err := p.Close(); err != nil {
			return err
		}
	}
	close(n.stop)
	n.wait.Wait()
	return n.mux.Close()
}
