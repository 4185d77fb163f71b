package signaling

import (
	"context"
	"errors"

	"diandao/signaling/protocol"
	"diandao/signaling/room"
)

// revive takes a seat that another node kept: it has the same peer id and token, its media is new. It reports
// whether the seat was there.
func (ses *session) revive(ctx context.Context, re, token string, claim Resumption, w protocol.Session) (bool, error) {
	p, err := ses.newPeer(claim.PeerID, w.Role)
	if err != nil {
		return false, err
	}
	p.token, p.moved, ses.peer = token, true, p
	w.Resumed, w.Moved = true, true
	err = ses.hub.room.Revive(ctx, p.id, ses.name, ses.conn, p, func(self protocol.Self) {
		ses.mu.Lock()
		ses.peers[p.id] = p
		ses.mu.Unlock()
		ses.welcome(re, w, self)
	})
	if err == nil {
		return true, ses.keepToken(ctx, ses.cfg.TokenLife)
	}
	p.Close()
	if errors.Is(err, room.ErrNoSeat) {
		return false, nil
	}
	return false, err
}

// urls lists further addresses at which the roll call may be found.
func (s *Service) urls(ctx context.Context) []string {
	if s.Cluster == nil {
		return []string{}
	}
	return s.Cluster.URLs(ctx)
}
