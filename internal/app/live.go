package app

import (
	"context"
	"log/slog"
	"time"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/obs"
	"diandao/internal/redisx/live"
	"diandao/internal/rollcall"
	"diandao/signaling"
)

// openLive opens what Redis carries between nodes and consoles.
func (a *App) openLive(_ context.Context, s *services) error {
	client := a.redis.Client()
	s.hub = live.OpenHub(client, a.log, a.metrics.HintsLost)
	a.onClose("hints", func(context.Context) error {
		s.hub.Close()
		return nil
	})
	s.rooms = live.NewRooms(client, a.clock)
	s.tickets = live.NewTickets(client, a.clock)
	s.resumes = live.NewResumes(client, a.clock)
	return nil
}

// tickets redeems for signalling.
type tickets struct{ *live.Tickets }

// Redeem takes a ticket.
func (t tickets) Redeem(ctx context.Context, ticket string) (signaling.Grant, error) {
	g, err := t.Tickets.Redeem(ctx, ticket)
	return signaling.Grant(g), err
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

// seatedRollCalls records what signalling sees, and tells other nodes through Redis which node has a
// roll call and who sits in it. SQL is the truth; what Redis misses is only known a little later.
type seatedRollCalls struct {
	*rollcall.Service
	rooms *live.Rooms
	clock clock.Clock
	node  string
	log   *slog.Logger
}

// Admit checks that the actor may take part, and claims the roll call for this node.
func (s seatedRollCalls) Admit(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	rc, err := s.Service.Admit(ctx, actor, id)
	if err == nil {
		_, claimErr := s.rooms.Claim(ctx, id, s.node)
		s.note(claimErr, id)
	}
	return rc, err
}

// Record stores a sighting and seats the person.
func (s seatedRollCalls) Record(ctx context.Context, sg rollcall.Sighting) error {
	seat := live.Seat{PeerID: string(sg.PersonID), ActorID: string(sg.PersonID), Presence: string(sg.Presence), SeenAt: s.clock.Now()}
	if sg.Presence == rollcall.Left {
		s.note(s.rooms.Leave(ctx, sg.RollCallID, seat.PeerID), sg.RollCallID)
	} else {
		s.note(s.rooms.Sit(ctx, sg.RollCallID, seat), sg.RollCallID)
	}
	return s.Service.Record(ctx, sg)
}

func (s seatedRollCalls) note(err error, id rollcall.ID) {
	if err != nil {
		s.log.Warn("live roll call not told to other nodes", obs.KeyRollCallID, string(id), obs.KeyError, err)
	}
}
