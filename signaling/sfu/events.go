package sfu

// PeerID names a peer. The caller chooses it; the SFU attaches no meaning to it.
type PeerID string

// Kind is what an uplink carries.
type Kind string

// The two kinds.
const (
	Video Kind = "video"
	Audio Kind = "audio"
)

// Role says what a peer may offer.
type Role string

// The roles. A publisher is a phone: one camera and one microphone up, one picture and one voice down.
// A viewer is an officer: the same, and up to Limits.Slots pictures down.
const (
	Publisher Role = "publisher"
	Viewer    Role = "viewer"
)

// Candidate is one ICE candidate as RTCIceCandidateInit has it. An empty Candidate string ends the candidates.
type Candidate struct {
	Candidate        string
	SDPMid           *string
	SDPMLineIndex    *uint16
	UsernameFragment *string
}

// Events hears what happens to one peer. The methods are called from the goroutines that carry media: an
// implementation only posts to a mailbox, never blocks and never calls back into the Peer or the Node.
type Events interface {
	// OnConnected tells that media can flow, at first and again after an interruption.
	OnConnected(id PeerID)
	// OnDisconnected tells that nothing is heard from the client; it may recover by itself or by an ICE restart.
	OnDisconnected(id PeerID)
	// OnFailed tells that the connection is lost. An ICE restart, or closing the peer and a new one, is needed.
	OnFailed(id PeerID)
	// OnUplink tells that the first packet of the peer's camera or microphone has arrived.
	OnUplink(id PeerID, kind Kind)
	// OnUplinkEnded tells that nothing of that kind will come any more.
	OnUplinkEnded(id PeerID, kind Kind)
	// OnFlood tells that packets of an uplink are being dropped because it exceeds Limits.UplinkBytes, or the peer all
	// that one may send; at most once in ten seconds.
	OnFlood(id PeerID, kind Kind)
}
