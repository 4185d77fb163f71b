package app

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
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

	mu    sync.Mutex // guards what this node holds
	seats map[rollcall.ID]map[string]live.Seat
}

// renewEvery keeps claims and seats well within their lives in Redis.
const renewEvery = 3 * time.Second

// renew keeps what this node holds in Redis until ctx ends, then gives its claims up.
func (s *seatedRollCalls) renew(ctx context.Context) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			s.release(context.WithoutCancel(ctx))
			return
		case <-tick.C:
			s.renewAll(ctx)
		}
	}
}

func (s *seatedRollCalls) renewAll(ctx context.Context) {
	for id, seats := range s.held() {
		err := s.rooms.Renew(ctx, id, s.node)
		if errors.Is(err, live.ErrNotHeld) {
			_, err = s.rooms.Claim(ctx, id, s.node)
		}
		s.note(err, id)
		for _, seat := range seats {
			s.note(s.rooms.Sit(ctx, id, seat), id)
		}
	}
}

func (s *seatedRollCalls) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, renewEvery)
	defer cancel()
	for id := range s.held() {
		s.note(s.rooms.Release(ctx, id, s.node), id)
	}
}

// held copies what this node holds.
func (s *seatedRollCalls) held() map[rollcall.ID][]live.Seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[rollcall.ID][]live.Seat, len(s.seats))
	for id, seats := range s.seats {
		out[id] = slices.Collect(maps.Values(seats))
	}
	return out
}

// hold notes a room, and a seat in it unless its peer is empty.
func (s *seatedRollCalls) hold(id rollcall.ID, seat live.Seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seats[id] == nil {
		s.seats[id] = map[string]live.Seat{}
	}
	if seat.PeerID != "" {
		s.seats[id][seat.PeerID] = seat
	}
}

// drop forgets a seat, or the whole room when peerID is empty.
func (s *seatedRollCalls) drop(id rollcall.ID, peerID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if peerID == "" {
		delete(s.seats, id)
		return
	}
	delete(s.seats[id], peerID)
}

// Close closes the roll call and gives its claim up.
func (s *seatedRollCalls) Close(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	rc, err := s.Service.Close(ctx, actor, id)
	if err == nil {
		s.drop(id, "")
		s.note(s.rooms.Release(ctx, id, s.node), id)
	}
	return rc, err
}

// Admit checks that the actor may take part, and claims the roll call for this node.
func (s *seatedRollCalls) Admit(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	rc, err := s.Service.Admit(ctx, actor, id)
	if err == nil {
		_, claimErr := s.rooms.Claim(ctx, id, s.node)
		s.note(claimErr, id)
		s.hold(id, live.Seat{})
	}
	return rc, err
}

// Record stores a sighting and seats the person.
func (s *seatedRollCalls) Record(ctx context.Context, sg rollcall.Sighting) error {
	seat := live.Seat{PeerID: string(sg.PersonID), ActorID: string(sg.PersonID), Presence: string(sg.Presence), SeenAt: s.clock.Now()}
	if sg.Presence == rollcall.Left {
		s.drop(sg.RollCallID, seat.PeerID)
		s.note(s.rooms.Leave(ctx, sg.RollCallID, seat.PeerID), sg.RollCallID)
	} else {
		s.hold(sg.RollCallID, seat)
		s.note(s.rooms.Sit(ctx, sg.RollCallID, seat), sg.RollCallID)
	}
	return s.Service.Record(ctx, sg)
}

func (s *seatedRollCalls) note(err error, id rollcall.ID) {
	if err != nil {
		s.log.Warn("live roll call not told to other nodes", obs.KeyRollCallID, string(id), obs.KeyError, err)
	}
}
