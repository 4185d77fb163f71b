// Package ice tells clients by which STUN and TURN servers they may reach the media server, and embeds a TURN server.
package ice

import "time"

// Server is one entry of RTCConfiguration.iceServers.
type Server struct {
	URLs       []string
	Username   string
	Credential string
}

// Servers returns the list for one peer, with credentials that end on their own.
func (r *Relay) Servers(peerID string, now time.Time) []Server { return nil }

// Relay is the embedded TURN server. A nil Relay lists no servers.
type Relay struct{}
