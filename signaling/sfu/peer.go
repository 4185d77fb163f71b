package sfu

import (
	"context"
	"time"
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
}

// ID returns the peer's name.
func (p *Peer) ID() PeerID { return p.id }

// Role returns what the peer may do.
func (p *Peer) Role() Role { return p.cfg.Role }

// Answer takes the client's offer, the first one or one that restarts ICE, and returns the answer. An offer after the
// first must have the same m-lines. Faults: "sfu.sdp_too_large", "sfu.sdp_invalid", "sfu.tracks_exceeded",
// "sfu.offer_changed", "sfu.peer_closed".
func (p *Peer) Answer(offer string) (string, error) { return "", nil }

// AddCandidate takes a candidate of the client; those that come before the offer are kept for it. Faults:
// "sfu.candidate_invalid", "sfu.candidates_exceeded", "sfu.peer_closed".
func (p *Peer) AddCandidate(c Candidate) error { return nil }

// Slots returns the mids of the m-lines that receive video, in the order of the offer: index is the slot number. It
// is empty before the first Answer.
func (p *Peer) Slots() []string { return nil }

// AudioMid returns the mid of the m-line that receives audio, "" when the offer had none.
func (p *Peer) AudioMid() string { return "" }

// Show points a slot at the camera of from, "" blanks it. The picture changes at the next key frame, which is asked
// for at once. from need not exist yet: the slot shows it as soon as it sends, and again after it has come back.
// Fault: "sfu.slot_unknown".
func (p *Peer) Show(slot int, from PeerID) error { return nil }

// Enlarge chooses the large (true) or the small layer for a slot where the publisher sends two; small is what a
// viewer's slot begins with, large what a phone's does. Fault: "sfu.slot_unknown".
func (p *Peer) Enlarge(slot int, large bool) error { return nil }

// Hear points the peer's audio at the microphone of from, "" silences it. As with Show, from need not exist yet.
// Fault: "sfu.no_audio" when the offer had no audio to receive.
func (p *Peer) Hear(from PeerID) error { return nil }

// PauseUplink makes the SFU forget what the peer sends of a kind (true) or take it again. The client is told over
// signalling to stop sending; this saves the work for packets still on their way.
func (p *Peer) PauseUplink(kind Kind, paused bool) {}

// LastFrameAt returns when the last video frame of the peer ended, the zero time when none has. UTC.
func (p *Peer) LastFrameAt() time.Time { return time.Time{} }

// Snapshot asks the peer for a key frame and returns the next complete one of its largest layer. Faults:
// "sfu.no_video", "sfu.snapshot_timeout" when ctx ends first, "sfu.frame_invalid".
func (p *Peer) Snapshot(ctx context.Context) (Frame, error) { return Frame{}, nil }

// Close ends the connection. Slots of others that show this peer stay pointed at its id. It must not be called from
// an Events method. Closing twice is harmless.
func (p *Peer) Close() error { return nil }
