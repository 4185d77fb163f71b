package app

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/clock"
	"diandao/internal/redisx/live"
	"diandao/internal/store"
	"diandao/signaling"
	"diandao/signaling/cluster"
)

// openLive opens what Redis carries between nodes and consoles.
func (a *App) openLive(_ context.Context, s *services) error {
	client := a.redis.Client()
	s.hub = live.OpenHub(client, a.log, a.metrics.HintsLost)
	a.onClose("hints", func(context.Context) error {
		s.hub.Close()
		return nil
	})
	s.rooms, s.nodes, s.messages = live.NewRooms(client, a.clock), live.NewNodes(client), live.NewMessages(client)
	s.directory = cluster.NewDirectory(s.nodes, s.rooms, nil)
	s.tickets = live.NewTickets(client, a.clock)
	s.resumes = live.NewResumes(client, a.clock)
	return nil
}

// tickets redeems for signalling.
type tickets struct{ *live.Tickets }

// Look reads a ticket.
func (t tickets) Look(ctx context.Context, ticket string) (signaling.Grant, error) {
	g, err := t.Tickets.Look(ctx, ticket)
	return signaling.Grant(g), err
}

// Redeem takes a ticket.
func (t tickets) Redeem(ctx context.Context, ticket string) (signaling.Grant, error) {
	g, err := t.Tickets.Redeem(ctx, ticket)
	return signaling.Grant(g), err
}

// messageLedger keeps in SQL what signalling's messages were answered.
type messageLedger struct {
	kept  *store.Idempotency
	clock clock.Clock
}

func seatKey(peerID string) string { return "seat:" + peerID }

// Begin claims a message's id.
func (l messageLedger) Begin(ctx context.Context, peerID, id, fingerprint string) ([]byte, bool, error) {
	claimed, kept, err := l.kept.Claim(ctx, seatKey(peerID), id, fingerprint, l.clock.Now())
	switch {
	case err != nil || claimed:
		return nil, false, err
	case kept.Fingerprint != fingerprint:
		return nil, false, signaling.ErrReused
	case kept.Status == 0:
		return nil, true, nil
	}
	return kept.Body, true, nil
}

// Finish keeps the answer.
func (l messageLedger) Finish(ctx context.Context, peerID, id string, answer []byte) error {
	return l.kept.Finish(ctx, seatKey(peerID), id, store.KeptAnswer{Status: http.StatusOK, ContentType: "application/json", Body: answer}, l.clock.Now())
}

// Release gives the id up.
func (l messageLedger) Release(ctx context.Context, peerID, id string) error {
	return l.kept.Release(ctx, seatKey(peerID), id)
}

// resumes keeps resume tokens for signalling.
type resumes struct{ *live.Resumes }

// Put keeps a token.
func (r resumes) Put(ctx context.Context, token string, to signaling.Resumption, ttl time.Duration) error {
	return r.Resumes.Put(ctx, token, live.Resumption(to), ttl)
}

// Find returns what a token stands for.
func (r resumes) Find(ctx context.Context, token string) (signaling.Resumption, error) {
	to, err := r.Resumes.Find(ctx, token)
	return signaling.Resumption(to), err
}
