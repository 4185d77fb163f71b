package sfu

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/pion/webrtc/v4"
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
type Peer struct {
	id   PeerID
	cfg  PeerConfig
	node *Node
	pc   *webrtc.PeerConnection

	mu         sync.Mutex // guards what follows
	layout     []line     // of the first offer
	slots      []*slot
	audio      *slot
	early      []webrtc.ICECandidateInit
	candidates int
	closed     bool

	uplinks map[Kind]*uplink // guarded by node.mu
}

// ID returns the peer's name.
func (p *Peer) ID() PeerID { return p.id }

// Role returns what the peer may do.
func (p *Peer) Role() Role { return p.cfg.Role }

// Answer takes the client's offer, the first one or one that restarts ICE, and returns the answer. An
// offer after the first must have the same m-lines. Faults: "sfu.sdp_too_large", "sfu.sdp_invalid",
// "sfu.tracks_exceeded", "sfu.offer_changed", "sfu.peer_closed".
func (p *Peer) Answer(offer string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return "", ErrPeerClosed
	}
	lines, err := p.read(offer)
	if err != nil {
		return "", err
	}
	first := p.layout == nil
	if first {
		if err := p.prepare(lines); err != nil {
			return "", err
		}
	} else if !sameLines(p.layout, lines) {
		return "", ErrOfferChanged
	}
	p.candidates = 0
	answer, err := p.negotiate(offer)
	if err != nil {
		return "", err
	}
	if first {
		p.serveRTCP()
	}
	return answer, nil
}

// prepare makes a transceiver for each m-line, in their order, which is how Pion pairs them.
func (p *Peer) prepare(lines []line) error {
	for _, l := range lines {
		receives := l.direction == webrtc.RTPTransceiverDirectionRecvonly || l.direction == webrtc.RTPTransceiverDirectionSendrecv
		if l.kind == Video && l.direction != webrtc.RTPTransceiverDirectionRecvonly {
			receives = false // a camera is its own m-line
		}
		if err := p.addLine(l, receives); err != nil {
			return ErrSDP.With(err)
		}
	}
	p.layout = lines
	return nil
}

func (p *Peer) addLine(l line, receives bool) error {
	kind := webrtc.RTPCodecTypeVideo
	if l.kind == Audio {
		kind = webrtc.RTPCodecTypeAudio
	}
	if !receives {
		_, err := p.pc.AddTransceiverFromKind(kind, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly})
		return err
	}
	s := newSlot(p, l.kind, len(p.slots))
	s.mid = l.mid
	way := webrtc.RTPTransceiverDirectionSendonly
	if l.direction == webrtc.RTPTransceiverDirectionSendrecv {
		way = webrtc.RTPTransceiverDirectionSendrecv
	}
	if _, err := p.pc.AddTransceiverFromTrack(s, webrtc.RTPTransceiverInit{Direction: way}); err != nil {
		return err
	}
	if l.kind == Audio {
		p.audio = s
		return nil
	}
	s.large.Store(p.cfg.Role == Publisher)
	p.slots = append(p.slots, s)
	return nil
}

func (p *Peer) negotiate(offer string) (string, error) {
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", ErrSDP.With(err)
	}
	answer, err := p.pc.CreateAnswer(nil)
	if err != nil {
		return "", ErrSDP.With(err)
	}
	if err := p.pc.SetLocalDescription(answer); err != nil {
		return "", ErrSDP.With(err)
	}
	for _, c := range p.early {
		if err := p.pc.AddICECandidate(c); err != nil {
			p.node.cfg.Logger.Debug("early candidate refused", "peer_id", string(p.id), "error", err)
		}
	}
	p.early = nil
	return p.pc.LocalDescription().SDP, nil
}

// AddCandidate takes a candidate of the client; those that come before the offer are kept for it.
// Faults: "sfu.candidate_invalid", "sfu.candidates_exceeded", "sfu.peer_closed".
func (p *Peer) AddCandidate(c Candidate) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrPeerClosed
	}
	if p.candidates++; p.candidates > p.node.cfg.Limits.Candidates {
		return ErrCandidates
	}
	in := webrtc.ICECandidateInit{Candidate: c.Candidate, SDPMid: c.SDPMid, SDPMLineIndex: c.SDPMLineIndex, UsernameFragment: c.UsernameFragment}
	if p.pc.RemoteDescription() == nil {
		p.early = append(p.early, in)
		return nil
	}
	if err := p.pc.AddICECandidate(in); err != nil {
		return ErrCandidate.With(err)
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

// Enlarge asks for a large (true) or a small picture in a slot: it decides how many bits the camera is
// told to send. Small is what a viewer's slot begins with, large what a phone's does. Fault: "sfu.slot_unknown".
func (p *Peer) Enlarge(slot int, large bool) error {
	s := p.slot(slot)
	if s == nil {
		return ErrSlot
	}
	s.large.Store(large)
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
	p.node.mu.Lock()
	defer p.node.mu.Unlock()
	if paused {
		p.paused(kind, true)
		return
	}
	p.paused(kind, false)
}

// paused is called with node.mu held.
func (p *Peer) paused(kind Kind, on bool) {
	if u := p.uplinks[kind]; u != nil {
		u.paused.Store(on)
		if !on {
			u.wantKeyFrame()
		}
	}
}

// LastFrameAt returns when the last video frame of the peer ended, the zero time when none has. UTC.
func (p *Peer) LastFrameAt() time.Time {
	if u := p.uplink(Video); u != nil {
		if at := u.lastFrame.Load(); at != 0 {
			return time.Unix(0, at).UTC()
		}
	}
	return time.Time{}
}

func (p *Peer) uplink(kind Kind) *uplink {
	p.node.mu.Lock()
	defer p.node.mu.Unlock()
	return p.uplinks[kind]
}

// Snapshot asks the peer for a key frame and returns the next complete one. Faults: "sfu.no_video",
// "sfu.snapshot_timeout" when ctx ends first.
func (p *Peer) Snapshot(ctx context.Context) (Frame, error) {
	u := p.uplink(Video)
	if u == nil {
		return Frame{}, ErrNoVideo
	}
	return u.snapshot(ctx)
}

// Close ends the connection. Slots of others that show this peer stay pointed at its id. It must not be
// called from an Events method. Closing twice is harmless.
func (p *Peer) Close() error {
	p.mu.Lock()
	done := p.closed
	p.closed = true
	p.mu.Unlock()
	if done {
		return nil
	}
	p.node.forget(p)
	if err := p.pc.GracefulClose(); err != nil && !errors.Is(err, webrtc.ErrConnectionClosed) {
		return fmt.Errorf("close peer: %w", err)
	}
	return nil
}

// listen connects Pion's callbacks; they only post on.
func (p *Peer) listen() {
	p.pc.OnICECandidate(func(c *webrtc.ICECandidate) {
		if c == nil {
			p.cfg.Events.OnCandidate(p.id, Candidate{})
			return
		}
		j := c.ToJSON()
		p.cfg.Events.OnCandidate(p.id, Candidate{Candidate: j.Candidate, SDPMid: j.SDPMid, SDPMLineIndex: j.SDPMLineIndex, UsernameFragment: j.UsernameFragment})
	})
	p.pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		switch s {
		case webrtc.PeerConnectionStateConnected:
			p.cfg.Events.OnConnected(p.id)
		case webrtc.PeerConnectionStateDisconnected:
			p.cfg.Events.OnDisconnected(p.id)
		case webrtc.PeerConnectionStateFailed:
			p.cfg.Events.OnFailed(p.id)
		case webrtc.PeerConnectionStateUnknown, webrtc.PeerConnectionStateNew, webrtc.PeerConnectionStateConnecting, webrtc.PeerConnectionStateClosed:
		}
	})
	p.pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) {
		kind := Video
		if t.Kind() == webrtc.RTPCodecTypeAudio {
			kind = Audio
		}
		p.node.addUplink(newUplink(p, kind, t))
	})
}

// endUplink runs on the uplink's goroutine when its track has ended.
func (p *Peer) endUplink(u *uplink) {
	if p.node.removeUplink(u) {
		p.cfg.Events.OnUplinkEnded(p.id, u.kind)
	}
}
