package signaling

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/cluster"
	"diandao/signaling/ice"
	"diandao/signaling/identify"
	"diandao/signaling/protocol"
	"diandao/signaling/recording"
	"diandao/signaling/room"
	"diandao/signaling/sfu"
)

// RollCalls are the roll calls on record. rollcall.Service satisfies it and documents its errors.
type RollCalls interface {
	Admit(ctx context.Context, actor authz.Actor, rid rollcall.ID) (rollcall.RollCall, error)
	Get(ctx context.Context, actor authz.Actor, rid rollcall.ID) (rollcall.RollCall, []rollcall.Invitee, error)
	Record(ctx context.Context, sg rollcall.Sighting) error
	Call(ctx context.Context, actor authz.Actor, rid rollcall.ID, p person.ID) (rollcall.Invitee, error)
	Mark(ctx context.Context, actor authz.Actor, rid rollcall.ID, p person.ID, in rollcall.MarkInput) (rollcall.Invitee, error)
	AttachSnapshot(ctx context.Context, actor authz.Actor, rid rollcall.ID, p person.ID, jpeg []byte) (rollcall.Invitee, error)
	Close(ctx context.Context, actor authz.Actor, rid rollcall.ID) (rollcall.RollCall, error)
	ReportLocation(ctx context.Context, actor authz.Actor, rid rollcall.ID, in rollcall.Place) (rollcall.Invitee, error)
	// Standing returns a roll call with its invitees to the machine that serves it.
	Standing(ctx context.Context, rid rollcall.ID) (rollcall.RollCall, []rollcall.Invitee, error)
	Recall(ctx context.Context, actor authz.Actor, rid rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error)
	HandOver(ctx context.Context, actor authz.Actor, rid rollcall.ID, toStaffID string) (rollcall.RollCall, error)
	RecordRung(ctx context.Context, rid rollcall.ID, p person.ID, rung rollcall.Rung, at time.Time) error
	TextSent(ctx context.Context, actor authz.Actor, rid rollcall.ID, p person.ID, sum string, length int) error
	// Barred tells who of those with a seat must not keep it, by place in seats, and why.
	Barred(ctx context.Context, seats []rollcall.Seat) (map[int]*fault.Error, error)
	SeatEnded(ctx context.Context, rid rollcall.ID, seat rollcall.Seat, why *fault.Error) error
}

// Stations names stations and those who work there.
type Stations interface {
	StationName(ctx context.Context, id org.UnitID) (string, error)
	// StaffName returns "" for who is not known.
	StaffName(ctx context.Context, staffID string) (string, error)
}

// Grant is what a join ticket stands for.
type Grant struct {
	RollCallID rollcall.ID
	Actor      authz.Actor
	Watch      bool // to look on in silence; whoever issued the ticket has put it on record
}

// Tickets redeems join tickets.
type Tickets interface {
	// Look tells what a ticket stands for and leaves it valid. It returns what Redeem does.
	Look(ctx context.Context, ticket string) (Grant, error)
	// Redeem takes a ticket, which then is no longer valid. It returns a fault with code Unauthenticated
	// for one that is unknown, used or expired.
	Redeem(ctx context.Context, ticket string) (Grant, error)
}

// Resumption is what a resume token stands for.
type Resumption struct {
	RollCallID rollcall.ID
	PeerID     string
	Actor      authz.Actor
	Watch      bool
}

// Resumes keeps resume tokens.
type Resumes interface {
	// Put keeps a token for ttl, anew if it is there already.
	Put(ctx context.Context, token string, r Resumption, ttl time.Duration) error
	// Find returns a fault with code Unauthenticated for a token that is unknown or expired.
	Find(ctx context.Context, token string) (Resumption, error)
	Delete(ctx context.Context, token string) error
}

// ICEServers tells a client by which STUN and TURN servers it may come. *ice.Relay satisfies it.
type ICEServers interface {
	Servers(peerID string, now time.Time) []ice.Server
}

// Deps are the parts the service works with; all but Identity, Cluster, Ledger, Logger and Recordings are needed.
type Deps struct {
	RollCalls  RollCalls
	Stations   Stations
	Tickets    Tickets
	Resumes    Resumes
	Media      *sfu.Node
	ICE        ICEServers
	Cluster    Cluster        // nil is a node that is alone
	Ledger     Ledger         // nil: what is sent again is done again
	Identity   *identify.Node // nil asks nobody for anything
	Clock      clock.Clock
	Logger     *slog.Logger
	Recordings Recordings // nil records nothing
}

// Config bounds the service. Zero fields take the values of DefaultConfig.
type Config struct {
	MaxRooms  int
	MaxPeers  int
	Slots     int           // video slots told to officers; the sfu's own limit is sfu.Limits.Slots
	Offers    float64       // offers a second one roll call negotiates; the rest wait
	Timeout   time.Duration // of handling one message, waiting for the turn of an offer included
	Recheck   time.Duration // between looks whether staff may stay; phones are looked at every phonesEach-th time
	TokenLife time.Duration // of a resume token of a connection that is there, renewed by pings
	Layers    bool          // phones may send two layers, since the sfu takes them apart
	Room      room.Config   // Clock, Events and OnCall are set by the service
	Recording recording.Limits
}

// DefaultConfig returns the values of a node with two cores.
func DefaultConfig() Config {
	return Config{
		MaxRooms: 200, MaxPeers: 2000, Slots: sfu.DefaultLimits().Slots, Offers: 50, Timeout: 30 * time.Second,
		TokenLife: 3 * time.Minute, Recheck: 15 * time.Second, Room: room.DefaultConfig(),
	}
}

func (c Config) withDefaults() Config {
	d := DefaultConfig()
	for _, f := range []struct{ have, dflt *int }{{&c.MaxRooms, &d.MaxRooms}, {&c.MaxPeers, &d.MaxPeers}, {&c.Slots, &d.Slots}} {
		if *f.have == 0 {
			*f.have = *f.dflt
		}
	}
	if c.Offers == 0 {
		c.Offers = d.Offers
	}
	if c.Timeout == 0 {
		c.Timeout = d.Timeout
	}
	if c.TokenLife == 0 {
		c.TokenLife = d.TokenLife
	}
	if c.Recheck == 0 {
		c.Recheck = d.Recheck
	}
	if c.Room.KeepSeat == 0 {
		c.Room.KeepSeat = d.Room.KeepSeat
	}
	return c
}

// Errors of this package.
var (
	ErrTicket = fault.New(fault.Unauthenticated, protocol.CodeTicketRefused, "The ticket or resume token is unknown, used or expired.")
	errFull   = fault.New(fault.Unavailable, protocol.CodeFull, "This roll call has no free place. Try again later.")
	errMoved  = fault.New(fault.Conflict, "sfu.moved", "The media of this seat is on another server. Offer with a new connection.")
	errGoing  = fault.New(fault.Unavailable, protocol.CodeClosed, "This server is going. Try again.")
)

// Service runs the live roll calls of one node. It is safe for concurrent use.
type Service struct {
	Deps
	cfg      Config
	ctx      context.Context //nolint:containedctx // of what outlives a session; ends with Close
	cancel   context.CancelFunc
	going    chan struct{} // closed when Close begins
	mu       sync.Mutex    // guards what follows
	closed   bool
	hubs     map[rollcall.ID]*hub
	openings map[rollcall.ID]*opening
	peers    map[string]*peer
	sessions sync.WaitGroup
	stopping sync.WaitGroup // hubs that stop, and who looks after seats
}

// New returns a service whose goroutines end with Close, or with ctx.
func New(ctx context.Context, deps Deps, cfg Config) *Service {
	if deps.Logger == nil {
		deps.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Service{Deps: deps, going: make(chan struct{}), cfg: cfg.withDefaults(), hubs: map[rollcall.ID]*hub{}, openings: map[rollcall.ID]*opening{}, peers: map[string]*peer{}}
	s.ctx, s.cancel = context.WithCancel(ctx)
	s.stopping.Go(s.recheck)
	return s
}

// Close has every room move, tells its clients that this server goes (session.going, then close code 1001) and
// waits until all sessions, rooms and peers have ended, or until ctx ends.
func (s *Service) Close(ctx context.Context) error {
	defer s.cancel()
	s.mu.Lock()
	if !s.closed {
		close(s.going)
	}
	s.closed = true
	s.mu.Unlock()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.moveAll(context.WithoutCancel(ctx))
		s.sessions.Wait()
		s.stopping.Wait()
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Counts tells how many rooms and peers this node has now.
func (s *Service) Counts() (rooms, peers int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.hubs), len(s.peers)
}

// RollCallClosed tells everybody in a roll call that was closed by another way than signalling. The actor
// must be allowed to read it; a roll call nobody is in is left alone.
func (s *Service) RollCallClosed(ctx context.Context, actor authz.Actor, rid rollcall.ID) error {
	h, ok := s.hub(rid)
	if !ok {
		return nil
	}
	defer s.release(h)
	_, invitees, err := s.RollCalls.Get(ctx, actor, rid)
	if err != nil {
		return err
	}
	return h.end(ctx, invitees)
}

// InviteeChanged tells the officers of a roll call of a change that was made by another way than
// signalling, such as a mark by telephone.
func (s *Service) InviteeChanged(ctx context.Context, i rollcall.Invitee) error {
	h, ok := s.hub(i.RollCallID)
	if !ok {
		return nil
	}
	defer s.release(h)
	_, err := h.room.Changed(ctx, invitee(i))
	return err
}

// hub returns a running hub and holds it: the caller releases it.
func (s *Service) hub(rid rollcall.ID) (*hub, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.hubs[rid]
	if !ok || h.gone.Load() {
		return nil, false
	}
	h.held++
	return h, true
}

// release lets go of a hub; the last one to do so ends it.
func (s *Service) release(h *hub) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.held--; h.held > 0 {
		return
	}
	if s.hubs[h.id] == h {
		delete(s.hubs, h.id)
	}
	s.stopping.Go(func() { s.end(h) })
}

// hub is one running roll call.
type hub struct {
	id     rollcall.ID
	room   *room.Room
	offers *rate.Limiter
	record *recorder
	desk   *identify.Desk // nil where nobody is identified
	taper  *taper
	keep   *keeper
	walk   *walker
	hold   *cluster.Hold
	gone   atomic.Bool // its clients go on elsewhere
	held   int         // guarded by Service.mu once the hub is found
	doors  doors
	// restored tells that seats may be waiting for clients of another node; it does not change.
	restored bool
}

// stop ends room, recordings, recorder and keeper. Stopping twice is harmless.
func (h *hub) stop() {
	h.walk.stop()
	h.room.Stop()
	if h.desk != nil {
		h.desk.Close()
	}
	h.taper.stop()
	h.record.stop()
	h.keep.stop()
}

func (h *hub) end(ctx context.Context, all []rollcall.Invitee) error {
	return h.room.Close(ctx, invitees(all), counts(all))
}

// seen carries what a room tells to the record.
type seen struct {
	service *Service
	hub     *hub
}

// Seen implements room.Events.
func (e *seen) Seen(g room.Sighting) {
	sg := rollcall.Sighting{
		RollCallID: e.hub.id, PersonID: person.ID(g.PersonID), Presence: rollcall.Presence(g.Presence), At: g.At,
	}
	e.hub.record.add("presence "+string(sg.Presence), func(ctx context.Context) error { return e.service.RollCalls.Record(ctx, sg) })
}

// Led implements room.Events. A hand-over that officers have put on record themselves is there already.
func (e *seen) Led(staffID string) {
	e.hub.record.add("hand-over", func(ctx context.Context) error {
		_, err := e.service.RollCalls.HandOver(ctx, authz.SystemActor(), e.hub.id, staffID)
		return err
	})
}

// Rung implements room.Events. That a phone asks to be rung up is not yet a telephone call.
func (e *seen) Rung(personID string, r protocol.Rung, at time.Time) {
	if r == protocol.RungTelephone {
		return
	}
	e.hub.record.add("rung", func(ctx context.Context) error {
		return e.service.RollCalls.RecordRung(ctx, e.hub.id, person.ID(personID), rollcall.Rung(r), at)
	})
}

// Vacated implements room.Events.
func (e *seen) Vacated(peerID string) {
	e.service.forget(e.hub, peerID)
	e.service.release(e.hub)
}

// forget forgets a peer of a hub; another one may have taken its seat over.
func (s *Service) forget(h *hub, peerID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.peers[peerID]; ok && p.hub == h {
		delete(s.peers, peerID)
	}
}

func (s *Service) peer(peerID string) (*peer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.peers[peerID]
	return p, ok
}
