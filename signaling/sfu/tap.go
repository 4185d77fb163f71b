package sfu

import (
	"time"

	"github.com/pion/rtp"
)

// Tap hears every packet of a peer's camera and microphone, each once, in the order of arrival. It is called from
// the goroutine that reads: it copies what it wants to keep and returns at once.
type Tap interface {
	Packet(from PeerID, kind Kind, h *rtp.Header, payload []byte, at time.Time)
}

type tap struct{ to Tap }
