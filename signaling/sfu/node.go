package sfu

import "net"

// Stats are a Node's counters since it was made.
type Stats struct {
	Peers      int    // connected or connecting now
	Uplinks    int    // RTP streams received now
	PacketsIn  uint64 // RTP packets read from peers, duplicates and dropped ones included
	PacketsOut uint64 // RTP packets written to peers, retransmissions included
	BytesIn    uint64 // RTP bytes read, headers included
	BytesOut   uint64 // RTP payload bytes written
	Duplicates uint64 // packets that had been received before
	Flooded    uint64 // packets dropped because their uplink exceeded its limit
	Resent     uint64 // packets sent again because a viewer asked
	KeyFrames  uint64 // key frames asked of publishers
}

// Node owns the sockets and the peers of one media server. It is safe for concurrent use.
type Node struct {
	cfg Config
}

// New opens the sockets. The caller closes the Node.
func New(cfg Config) (*Node, error) { return &Node{cfg: cfg.withDefaults()}, nil }

// NewPeer makes a peer that waits for the client's offer. It returns fault "sfu.peer_exists" when id is in use and
// "sfu.node_closed" after Close.
func (n *Node) NewPeer(id PeerID, cfg PeerConfig) (*Peer, error) {
	return &Peer{id: id, cfg: cfg, node: n}, nil
}

// Peer returns the peer id, and false when there is none.
func (n *Node) Peer(id PeerID) (*Peer, bool) { return nil, false }

// Stats returns the counters.
func (n *Node) Stats() Stats { return Stats{} }

// UDPAddr returns where media arrives.
func (n *Node) UDPAddr() net.Addr { return nil }

// TCPAddr returns where ICE-TCP connections arrive, nil when it is off.
func (n *Node) TCPAddr() net.Addr { return nil }

// Close closes every peer and socket and waits until no goroutine of the Node is left. It must not be called from an
// Events method.
func (n *Node) Close() error { return nil }
