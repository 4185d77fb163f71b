package signaling

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"diandao/internal/fault"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
	"diandao/signaling/sfu"
)

// jpegQuality keeps a face recognisable in about 60 kB at 640×480.
const jpegQuality = 88

// peer is a seat's media. It gives a room its room.Media.
type peer struct {
	id     string
	token  string // for resuming
	role   sfu.Role
	seat   rollcall.Seat
	moved  bool // the seat came from another node, where the client's connection ends
	node   *sfu.Node
	hub    *hub
	logger *slog.Logger

	media atomic.Pointer[sfu.Peer] // the one in use; a client that starts anew gets a new one
	ear   atomic.Pointer[ear]      // the one that hears it; what others hear is stale
	pace  *rate.Limiter            // of its offers

	turn    sync.Mutex // held while negotiating or closing; the room never waits for it
	offered bool       // guarded by turn
	closed  bool       // guarded by turn
}

func (ses *session) newPeer(id string, role protocol.Role) (*peer, error) {
	s, h := ses.Service, ses.hub
	p := &peer{
		id: id, role: sfu.Publisher, seat: ses.place, node: s.Media, hub: h, logger: s.Logger.With("peer_id", id), pace: newPace(),
	}
	if role != protocol.Phone {
		p.role = sfu.Viewer
	}
	if err := p.open(); err != nil {
		return nil, err
	}
	return p, nil
}

// open makes the media; p.turn is held, or nobody else knows p yet.
func (p *peer) open() error {
	e := &ear{peer: p}
	p.ear.Store(e)
	media, err := p.node.NewPeer(sfu.PeerID(p.id), sfu.PeerConfig{Role: p.role, Events: e})
	if err != nil {
		return fmt.Errorf("open media: %w", err)
	}
	p.media.Store(media)
	p.offered = false
	return nil
}

// answer negotiates. An offer that is no restart, on media that has been offered before, comes from a
// client that started anew, so its media does too.
func (p *peer) answer(o *protocol.Offer) (protocol.Answer, error) {
	p.turn.Lock()
	defer p.turn.Unlock()
	if p.closed {
		return protocol.Answer{}, room.ErrNoSeat
	}
	if p.moved && !p.offered && o.Restart {
		return protocol.Answer{}, errMoved
	}
	if p.offered && !o.Restart {
		p.shut()
		if err := p.open(); err != nil {
			return protocol.Answer{}, err
		}
	}
	media := p.media.Load()
	sdp, err := media.Answer(o.SDP)
	if err != nil {
		return protocol.Answer{}, err
	}
	p.offered = true
	slots := media.Slots()
	if slots == nil {
		slots = []string{}
	}
	return protocol.Answer{SDP: sdp, Slots: slots, AudioMid: media.AudioMid()}, nil
}

func (p *peer) addCandidate(c *protocol.Candidate) error {
	in := sfu.Candidate{SDPMid: c.SDPMid}
	if c.Candidate != nil {
		in.Candidate = *c.Candidate
	}
	if c.SDPMLineIndex != nil {
		index := uint16(*c.SDPMLineIndex) // protocol bounds it to a byte
		in.SDPMLineIndex = &index
	}
	return p.media.Load().AddCandidate(in)
}

// snapshot waits for a key frame and makes a JPEG of it.
func (p *peer) snapshot(ctx context.Context) ([]byte, sfu.Frame, error) {
	frame, err := p.media.Load().Snapshot(ctx)
	if err != nil {
		return nil, sfu.Frame{}, err
	}
	jpeg, err := sfu.DecodeJPEG(frame, jpegQuality)
	return jpeg, frame, err
}

// Show implements room.Media.
func (p *peer) Show(slot int, from string, large bool) {
	media := p.media.Load()
	p.note("show", media.Show(slot, sfu.PeerID(from)))
	if from != "" {
		p.note("enlarge", media.Enlarge(slot, large))
	}
}

// Hear implements room.Media.
func (p *peer) Hear(from string) { p.note("hear", p.media.Load().Hear(sfu.PeerID(from))) }

// note logs what a client that offered fewer slots, or no sound, cannot be shown.
func (p *peer) note(what string, err error) {
	if err != nil {
		p.logger.Debug("media not pointed", "what", what, "reason", fault.ReasonOf(err))
	}
}

// LastFrameAt implements room.Media.
func (p *peer) LastFrameAt() time.Time { return p.media.Load().LastFrameAt() }

// Trouble implements room.Media. What an officer's browser lacks is no trouble of anybody's.
func (p *peer) Trouble(now time.Time) protocol.Trouble {
	if p.role != sfu.Publisher {
		return protocol.TroubleNone
	}
	return protocol.Trouble(p.media.Load().Lack(now))
}

// Close implements room.Media.
func (p *peer) Close() {
	p.turn.Lock()
	defer p.turn.Unlock()
	p.closed = true
	p.shut()
}

func (p *peer) shut() {
	if err := p.media.Load().Close(); err != nil {
		p.logger.Warn("close media", "error", err)
	}
}

// ear hears one media of a peer.
type ear struct{ peer *peer }

func (e *ear) isStale() bool { return e.peer.ear.Load() != e }

func (e *ear) up(up bool) {
	if !e.isStale() {
		e.peer.hub.room.MediaUp(e.peer.id, up)
	}
}

func (e *ear) sounding(kind sfu.Kind, on bool) {
	if kind == sfu.Audio && !e.isStale() {
		e.peer.hub.room.Sounding(e.peer.id, on)
	}
}

// OnConnected implements sfu.Events.
func (e *ear) OnConnected(sfu.PeerID) { e.up(true) }

// OnDisconnected implements sfu.Events.
func (e *ear) OnDisconnected(sfu.PeerID) { e.up(false) }

// OnFailed implements sfu.Events.
func (e *ear) OnFailed(sfu.PeerID) { e.up(false) }

// OnUplink implements sfu.Events.
func (e *ear) OnUplink(_ sfu.PeerID, kind sfu.Kind) { e.sounding(kind, true) }

// OnUplinkEnded implements sfu.Events.
func (e *ear) OnUplinkEnded(_ sfu.PeerID, kind sfu.Kind) { e.sounding(kind, false) }

// OnFlood implements sfu.Events.
func (e *ear) OnFlood(_ sfu.PeerID, kind sfu.Kind) {
	e.peer.logger.Warn("uplink exceeds its limit", "kind", kind)
}
