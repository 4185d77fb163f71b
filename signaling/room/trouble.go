package room

import (
	"time"

	"diandao/signaling/protocol"
)

// comesWithin is how long the first picture may take before it is told what it waits for.
const comesWithin = 6 * time.Second

// trouble tells why no good picture comes of a phone that is connected.
func (s *seat) trouble(now time.Time) protocol.Trouble {
	if s.conn == nil {
		return protocol.TroubleNone // being dropped says it
	}
	if t := s.media.Trouble(now); t != protocol.TroubleNone {
		return t
	}
	waits := s.phone.presence != OnLine && now.Sub(s.freshSince) >= comesWithin
	switch {
	case !waits:
		return protocol.TroubleNone
	case !s.phone.isUp:
		return protocol.TroubleNoWay
	case !s.phone.report.Camera:
		return protocol.TroubleCameraOff
	}
	return protocol.TroubleNothing
}
