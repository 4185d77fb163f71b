package sfu

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"

	"diandao/internal/clock"
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
}

// Node owns the sockets and the peers of one media server. It is safe for concurrent use.
type Node struct {
	cfg   Config
	api   *webrtc.API
	udp   ice.UDPMux
	tcp   ice.TCPMux
	addrs struct{ udp, tcp net.Addr }
	clock clock.System
	wait  sync.WaitGroup // goroutines of uplinks and slots
	taps  taps

	mu     sync.Mutex // guards peers, their uplinks and the targets of slots: who shows whom
	peers  map[PeerID]*Peer
	slots  map[PeerID][]*slot // pointed at this peer, sending or not
	closed bool

	packetsIn, packetsOut, bytesIn, bytesOut, duplicates, flooded, resent, keyFrames atomic.Uint64
	uplinks                                                                          atomic.Int64
}

// New opens the sockets. The caller closes the Node.
func New(cfg Config) (*Node, error) {
	n := &Node{cfg: cfg.withDefaults(), peers: map[PeerID]*Peer{}, slots: map[PeerID][]*slot{}}
	if err := n.open(); err != nil {
		return nil, errors.Join(err, n.closeSockets())
	}
	return n, nil
}

func (n *Node) now() time.Time { return n.clock.Now() }

func (n *Node) open() error {
	engine := &webrtc.MediaEngine{}
	if err := registerCodecs(engine); err != nil {
		return fmt.Errorf("register codecs: %w", err)
	}
	var settings webrtc.SettingEngine
	if err := n.listenUDP(&settings); err != nil {
		return err
	}
	if err := n.listenTCP(&settings); err != nil {
		return err
	}
	settings.SetIncludeLoopbackCandidate(n.cfg.Loopback)
	settings.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	settings.SetICETimeouts(5*time.Second, 25*time.Second, 2*time.Second)
	settings.SetHostAcceptanceMinWait(0)
	settings.SetReceiveMTU(packetBytes)
	settings.SetIPFilter(n.cfg.takesAddress)
	if len(n.cfg.PublicIPs) > 0 {
		rule := webrtc.ICEAddressRewriteRule{External: n.cfg.PublicIPs, AsCandidateType: webrtc.ICECandidateTypeHost}
		if err := settings.SetICEAddressRewriteRules(rule); err != nil {
			return fmt.Errorf("public addresses: %w", err)
		}
	}
	n.api = webrtc.NewAPI(webrtc.WithMediaEngine(engine), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(&interceptor.Registry{}))
	return nil
}

// registerCodecs offers VP8 and Opus and nothing else: what every phone sends and every officer's
// browser decodes.
func registerCodecs(m *webrtc.MediaEngine) error {
	feedback := []webrtc.RTCPFeedback{{Type: "goog-remb"}, {Type: "ccm", Parameter: "fir"}, {Type: "nack"}, {Type: "nack", Parameter: "pli"}}
	vp8 := webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90_000, RTCPFeedback: feedback}, PayloadType: 96,
	}
	opus := webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48_000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1"}, PayloadType: 111,
	}
	if err := m.RegisterCodec(vp8, webrtc.RTPCodecTypeVideo); err != nil {
		return err
	}
	if err := m.RegisterCodec(opus, webrtc.RTPCodecTypeAudio); err != nil {
		return err
	}
	for _, kind := range []webrtc.RTPCodecType{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecTypeAudio} {
		if err := m.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: "urn:ietf:params:rtp-hdrext:sdes:mid"}, kind); err != nil {
			return err
		}
	}
	return nil
}

// listenUDP opens the one UDP port: on one address, or on each of the machine's.
func (n *Node) listenUDP(settings *webrtc.SettingEngine) error {
	if n.cfg.listensEverywhere() {
		options := []ice.UDPMuxFromPortOption{ice.UDPMuxFromPortWithReadBufferSize(n.cfg.ReadBuffer), ice.UDPMuxFromPortWithWriteBufferSize(n.cfg.WriteBuffer)}
		if n.cfg.Loopback {
			options = append(options, ice.UDPMuxFromPortWithLoopback())
		}
		mux, err := ice.NewMultiUDPMuxFromPort(n.cfg.UDPPort, options...)
		if err != nil {
			return fmt.Errorf("listen for media: %w", err)
		}
		n.udp, n.addrs.udp = mux, &net.UDPAddr{Port: n.cfg.UDPPort}
		settings.SetICEUDPMux(mux)
		return nil
	}
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: n.cfg.BindIP, Port: n.cfg.UDPPort})
	if err != nil {
		return fmt.Errorf("listen for media: %w", err)
	}
	// The kernel gives what it permits (net.core.rmem_max); less only means more loss under load.
	if err := errors.Join(conn.SetReadBuffer(n.cfg.ReadBuffer), conn.SetWriteBuffer(n.cfg.WriteBuffer)); err != nil {
		n.cfg.Logger.Warn("media socket keeps small buffers", "error", err)
	}
	n.udp, n.addrs.udp = webrtc.NewICEUDPMux(nil, conn), conn.LocalAddr()
	settings.SetICEUDPMux(n.udp)
	return nil
}

func (n *Node) listenTCP(settings *webrtc.SettingEngine) error {
	if n.cfg.TCPPort < 0 {
		settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6})
		return nil
	}
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: n.cfg.BindIP, Port: n.cfg.TCPPort})
	if err != nil {
		return fmt.Errorf("listen for media over TCP: %w", err)
	}
	n.tcp, n.addrs.tcp = webrtc.NewICETCPMux(nil, l, 64), l.Addr()
	settings.SetICETCPMux(n.tcp)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6, webrtc.NetworkTypeTCP4, webrtc.NetworkTypeTCP6})
	return nil
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
	pc, err := n.api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, fmt.Errorf("new peer connection: %w", err)
	}
	p := &Peer{id: id, cfg: cfg, node: n, pc: pc, uplinks: map[Kind]*uplink{}}
	p.listen()
	n.peers[id] = p
	return p, nil
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
	n.mu.Lock()
	defer n.mu.Unlock()
	if s.target == target {
		return
	}
	n.unpoint(s)
	s.target = target
	if target == "" || n.closed || n.peers[s.peer.id] != s.peer {
		return
	}
	n.slots[target] = append(n.slots[target], s)
	if p := n.peers[target]; p != nil {
		if u := p.uplinks[s.kind]; u != nil {
			u.admit(s)
		}
	}
}

// unpoint takes a slot from whatever it shows. n.mu is held.
func (n *Node) unpoint(s *slot) {
	if l := s.source.Load(); l != nil {
		l.uplink.dismiss(s)
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

// admit lets an uplink serve a slot. Node.mu is held.
func (u *uplink) admit(s *slot) {
	s.source.Store(&lease{u})
	list := append(slices.Clone(*u.slots.Load()), s)
	u.slots.Store(&list)
	u.wantKeyFrame()
}

// dismiss ends it. Node.mu is held.
func (u *uplink) dismiss(s *slot) {
	// A peer that came back may have taken the slot over before its former uplink ended.
	if l := s.source.Load(); l != nil && l.uplink == u {
		s.source.Store(nil)
	}
	list := slices.DeleteFunc(slices.Clone(*u.slots.Load()), func(o *slot) bool { return o == s })
	u.slots.Store(&list)
}

// addUplink begins to read a track, unless its peer sends one of that kind already.
func (n *Node) addUplink(u *uplink) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed || n.peers[u.peer.id] != u.peer || u.peer.uplinks[u.kind] != nil {
		return
	}
	u.peer.uplinks[u.kind] = u
	n.uplinks.Add(1)
	for _, s := range n.slots[u.peer.id] {
		if s.kind == u.kind {
			u.admit(s)
		}
	}
	n.wait.Go(u.run)
}

// removeUplink reports whether u was still its peer's uplink.
func (n *Node) removeUplink(u *uplink) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, s := range *u.slots.Load() {
		u.dismiss(s)
	}
	n.uplinks.Add(-1)
	if u.peer.uplinks[u.kind] != u {
		return false
	}
	delete(u.peer.uplinks, u.kind)
	return true
}

// forget takes a peer out of the books.
func (n *Node) forget(p *Peer) {
	p.mu.Lock()
	own := p.slots
	if p.audio != nil {
		own = append(own[:len(own):len(own)], p.audio)
	}
	p.mu.Unlock()
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, s := range own {
		n.unpoint(s)
	}
	if n.peers[p.id] == p {
		delete(n.peers, p.id)
	}
}

// Stats returns the counters.
func (n *Node) Stats() Stats {
	n.mu.Lock()
	peers := len(n.peers)
	n.mu.Unlock()
	return Stats{
		Peers: peers, Uplinks: int(n.uplinks.Load()), PacketsIn: n.packetsIn.Load(), PacketsOut: n.packetsOut.Load(), BytesIn: n.bytesIn.Load(), BytesOut: n.bytesOut.Load(),
		Duplicates: n.duplicates.Load(), Flooded: n.flooded.Load(), Resent: n.resent.Load(), KeyFrames: n.keyFrames.Load(),
	}
}

// UDPAddr returns where media arrives.
func (n *Node) UDPAddr() net.Addr { return n.addrs.udp }

// TCPAddr returns where ICE-TCP connections arrive, nil when it is off.
func (n *Node) TCPAddr() net.Addr { return n.addrs.tcp }

// Close closes every peer and socket and waits until no goroutine of the Node is left. It must not be
// called from an Events method.
func (n *Node) Close() error {
	n.mu.Lock()
	n.closed = true
	peers := make([]*Peer, 0, len(n.peers))
	for _, p := range n.peers {
		peers = append(peers, p)
	}
	n.mu.Unlock()
	var errs []error
	for _, p := range peers {
		errs = append(errs, p.Close())
	}
	n.wait.Wait()
	return errors.Join(append(errs, n.closeSockets())...)
}

func (n *Node) closeSockets() error {
	var errs []error
	if n.udp != nil {
		errs = append(errs, n.udp.Close())
	}
	if n.tcp != nil {
		errs = append(errs, n.tcp.Close())
	}
	return errors.Join(errs...)
}
