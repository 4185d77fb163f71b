package sfu

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor/pkg/twcc"

	"diandao/signaling/sfu/bandwidth"
	"diandao/signaling/sfu/link"
)

// PeerConfig says what a new peer is and who hears about it.
type PeerConfig struct {
	Role   Role
	Events Events
}

// Frame is one complete VP8 key frame.
type Frame struct {
	Data          []byte
	Width, Height int
	At            time.Time // when its last packet arrived, UTC
}

// Peer is one client's connection. It is safe for concurrent use.
//
// Its locks are taken in this order: mu, Node.mu, in of the peer that sends, out of the peer that is sent to. Nobody
// holds in of two peers.
type Peer struct {
	id      PeerID
	cfg     PeerConfig
	node    *Node
	session int64 // of SDP

	mu         sync.Mutex // guards what follows
	layout     []line     // of the first offer
	local      link.Local
	link       *link.Link
	version    int
	slots      []*slot
	audio      *slot
	candidates int
	closed     bool

	sources map[Kind]*source       // guarded by node.mu
	listen  atomic.Pointer[reader] // how packets are told apart; set by the first answer
	ready   atomic.Bool            // has been connected
	usedAt  atomic.Int64           // when a packet of media last came or went, Unix nanoseconds
	lack    atomic.Pointer[Lack]   // of the offer; nil is none
	floodAt atomic.Int64           // when something was last dropped since there was too much, Unix nanoseconds

	in       sync.Mutex // guards how packets are received, and the peer's uplinks
	gate     bucket     // of all that comes, before it costs anything
	toldAt   time.Time  // when a flood was last told
	scratch  *packet
	streams  map[uint32]stream
	arrived  *twcc.Recorder // nil when the client does not ask
	reportAt time.Time
	tellAt   time.Time // transport-wide feedback

	out       sync.Mutex // guards how packets are sent, and the peer's slots
	wire      wire       // set before anything is received or sent
	sendersAt time.Time
	estimate  *bandwidth.Estimator // nil when the client does not tell what arrives
	number    uint16               // of the last packet, over all streams
	share     share
	resends   bucket // of packets sent again
}

// isBusy reports whether media has just come or gone: most phones wait for their call and send nothing.
func (p *Peer) isBusy(now time.Time) bool { return now.UnixNano()-p.usedAt.Load() < int64(2*aliveFor) }

// ID returns the peer's name.
func (p *Peer) ID() PeerID { return p.id }

// Role returns what the peer may do.
func (p *Peer) Role() Role { return p.cfg.Role }

// Answer takes the client's offer, the first one or one that restarts ICE, and returns the answer with all
// candidates of the server. An offer after the first must have the same m-lines. Faults: "sfu.sdp_too_large",
// "sfu.sdp_invalid", "sfu.tracks_exceeded", "sfu.offer_changed", "sfu.peer_closed".
func (p *Peer) Answer(text string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return "", ErrPeerClosed
	}
	o, err := p.read(text)
	if err != nil {
		return "", err
	}
	switch {
	case p.layout == nil:
		err = p.begin(o)
	case !sameLines(p.layout, o.lines):
		return "", ErrOfferChanged
	case o.remote.Ufrag != p.link.RemoteUfrag():
		p.local, err = p.link.Restart(o.remote.Ufrag, o.remote.Password)
	}
	if err != nil {
		return "", ErrPeerClosed.With(err)
	}
	p.candidates = 0
	return p.answerText(p.layout, o.remote.Passive, p.local), nil
}

// begin makes a slot for each m-line that the client receives on, and a source for each it sends on.
func (p *Peer) begin(o offer) error {
	sources := map[Kind]*source{}
	for _, l := range o.lines {
		if l.taken() && l.sends() {
			sources[l.kind] = newSource(p, l)
		}
		if l.taken() && l.receives() {
			p.addSlot(l)
		}
	}
	p.lack.Store(lackOf(o.lines))
	p.listen.Store(newReader(sources))
	if r := p.listen.Load(); r.transportID != 0 {
		p.in.Lock()
		p.arrived = twcc.NewRecorder(randomSSRC())
		p.in.Unlock()
	}
	l, local, err := p.node.mux.Open(p, o.remote)
	if err != nil {
		return fmt.Errorf("open transport: %w", err)
	}
	p.layout, p.link, p.local = o.lines, l, local
	p.measure()
	p.setWire(l)
	p.node.addSources(p, sources)
	return nil
}

func (p *Peer) setWire(w wire) {
	p.in.Lock()
	defer p.in.Unlock()
	p.out.Lock()
	defer p.out.Unlock()
	p.wire = w
}

func (p *Peer) addSlot(l line) {
	if l.kind == Audio {
		p.audio = newSlot(p, l, 0)
		return
	}
	s := newSlot(p, l, len(p.slots))
	s.large.Store(p.cfg.Role == Publisher)
	p.slots = append(p.slots, s)
}

// AddCandidate takes a candidate of the client. It is counted and not used: the client comes to us.
// Faults: "sfu.candidates_exceeded", "sfu.peer_closed".
func (p *Peer) AddCandidate(Candidate) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrPeerClosed
	}
	if p.candidates++; p.candidates > p.node.cfg.Limits.Candidates {
		return ErrCandidates
	}
	return nil
}

// Slots returns the mids of the m-lines that receive video, in the order of the offer: index is the slot
// number. It is empty before the first Answer.
func (p *Peer) Slots() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var mids []string
	for _, s := range p.slots {
		mids = append(mids, s.mid)
	}
	return mids
}

// AudioMid returns the mid of the m-line that receives audio, "" when the offer had none.
func (p *Peer) AudioMid() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.audio == nil {
		return ""
	}
	return p.audio.mid
}

// Show points a slot at the camera of from, "" blanks it. The picture changes at the next key frame,
// which is asked for at once. from need not exist yet: the slot shows it as soon as it sends, and again
// after it has come back. Fault: "sfu.slot_unknown".
func (p *Peer) Show(slot int, from PeerID) error {
	s := p.slot(slot)
	if s == nil {
		return ErrSlot
	}
	p.node.point(s, from)
	return nil
}

func (p *Peer) slot(i int) *slot {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i < 0 || i >= len(p.slots) {
		return nil
	}
	return p.slots[i]
}

// Enlarge asks for a large (true) or a small picture in a slot: which of the sizes that the camera sends is shown,
// and how many bits it is told to send. Small is what a viewer's slot begins with, large what a phone's does.
// Fault: "sfu.slot_unknown".
func (p *Peer) Enlarge(slot int, large bool) error {
	s := p.slot(slot)
	if s == nil {
		return ErrSlot
	}
	if s.large.Swap(large) != large {
		if l := s.lease.Load(); l != nil {
			l.source.nudge(large)
		}
	}
	return nil
}

// Hear points the peer's audio at the microphone of from, "" silences it. As with Show, from need not
// exist yet. Fault: "sfu.no_audio" when the offer had no audio to receive.
func (p *Peer) Hear(from PeerID) error {
	p.mu.Lock()
	s := p.audio
	p.mu.Unlock()
	if s == nil {
		return ErrNoAudio
	}
	p.node.point(s, from)
	return nil
}

// PauseUplink makes the SFU forget what the peer sends of a kind (true) or take it again. The client is
// told over signalling to stop sending; this saves the work for packets still on their way.
func (p *Peer) PauseUplink(kind Kind, paused bool) {
	if s := p.source(kind); s != nil && s.paused.Swap(paused) && !paused {
		s.nudge(s.isLarge())
	}
}

// LastFrameAt returns when the last video frame of the peer ended, the zero time when none has. UTC.
func (p *Peer) LastFrameAt() time.Time {
	if s := p.source(Video); s != nil {
		if at := s.lastFrame.Load(); at != 0 {
			return time.Unix(0, at).UTC()
		}
	}
	return time.Time{}
}

func (p *Peer) source(kind Kind) *source {
	p.node.mu.Lock()
	defer p.node.mu.Unlock()
	return p.sources[kind]
}

// Snapshot asks the peer for a key frame and returns the next complete one. Faults: "sfu.no_video",
// "sfu.codec" for a camera whose pictures can't be decoded here, "sfu.snapshot_timeout" when ctx ends first.
func (p *Peer) Snapshot(ctx context.Context) (Frame, error) {
	s := p.source(Video)
	if s == nil {
		return Frame{}, ErrNoVideo
	}
	return s.snapshot(ctx)
}

// HandleState implements link.Handler.
func (p *Peer) HandleState(s link.State) {
	switch s {
	case link.Connected:
		p.ready.Store(true)
		p.cfg.Events.OnConnected(p.id)
		p.nudgeAll()
	case link.Disconnected:
		p.cfg.Events.OnDisconnected(p.id)
	case link.Lost:
		p.cfg.Events.OnFailed(p.id)
	}
}

// nudgeAll asks for the key frames that the peer's slots wait for. What came before it was connected is lost.
func (p *Peer) nudgeAll() {
	for _, s := range p.slots {
		if l := s.lease.Load(); l != nil {
			l.source.nudge(s.large.Load())
		}
	}
}

// Close ends the connection. Slots of others that show this peer stay pointed at its id. It must not be
// called from an Events method. Closing twice is harmless.
func (p *Peer) Close() error {
	p.mu.Lock()
	done, l := p.closed, p.link
	p.closed = true
	p.mu.Unlock()
	if done {
		return nil
	}
	kinds := p.node.forget(p)
	if l != nil {
		l.Close()
	}
	p.drain()
	for _, kind := range kinds {
		p.cfg.Events.OnUplinkEnded(p.id, kind)
	}
	return nil
}

// drain ends the uplinks.
func (p *Peer) drain() {
	p.in.Lock()
	defer p.in.Unlock()
	for ssrc, st := range p.streams {
		if !st.again {
			p.node.uplinks.Add(-1)
			st.uplink.end()
		}
		delete(p.streams, ssrc)
	}
}
