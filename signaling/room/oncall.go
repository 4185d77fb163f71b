package room

// OnCall is who is called, and through which peers. The zero value is nobody.
type OnCall struct {
	PersonID      string
	PeerID        string // of the person; empty while the seat is lost
	OfficerPeerID string // of the officer whom the person hears
}

// tellCall tells Config.OnCall when the call is another one, or goes through other peers: at once where a call begins
// or ends, since a call that ends and one that begins may be settled in one.
func (r *Room) tellCall(lead *seat) {
	if r.cfg.OnCall == nil {
		return
	}
	now := OnCall{PersonID: r.called}
	if r.called != "" {
		now.PeerID = r.peerOf(r.called)
		if lead != nil {
			now.OfficerPeerID = lead.peerID
		}
	}
	r.callIs(now)
}

func (r *Room) callIs(now OnCall) {
	if r.cfg.OnCall != nil && now != r.onCall {
		r.onCall = now
		r.cfg.OnCall(now)
	}
}
