package cluster

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"diandao/internal/fault"
	"diandao/internal/redisx/live"
	"diandao/internal/rollcall"
)

// Elsewhere says that another node serves the room.
type Elsewhere struct{ URL string }

// Error implements error.
func (e *Elsewhere) Error() string { return "another node serves this roll call" }

// ErrMoving is returned while nobody serves a room: its node has died and the claim has not lapsed yet, or no
// node takes rooms.
var ErrMoving = fault.New(fault.Unavailable, "signal.moving", "This roll call is moving to another server. Try again in a moment.")

// Rooms are what a member tells of its holds. The methods may be called from several goroutines.
type Rooms interface {
	// Lost ends the service of a room at once, because the hold is over.
	Lost(id rollcall.ID)
	// Adopt takes up a room that nobody serves.
	Adopt(ctx context.Context, id rollcall.ID)
	// Retell has everything kept anew, because Redis has forgotten it.
	Retell(id rollcall.ID)
	// Drain moves all rooms elsewhere once grace is over.
	Drain(grace time.Duration)
	// Load tells how much is going on.
	Load() (rooms, peers int)
}

// Config is what a member is. Zero durations take the values of the protocol between nodes.
type Config struct {
	ID        string
	URL       string // of its websocket
	IsTold    bool   // the URL is told to this node's own clients, too
	Private   bool   // nobody else uses this Redis: claims count though it does not answer
	StartedAt time.Time
	Beat      time.Duration
	Life      time.Duration
	Margin    time.Duration
	Now       func() time.Time // a monotonic clock
	Counted   func(what string)
	Logger    *slog.Logger
}

func (c Config) withDefaults() Config {
	for _, f := range []struct {
		have *time.Duration
		dflt time.Duration
	}{{&c.Beat, 2 * time.Second}, {&c.Life, live.ClaimLife}, {&c.Margin, time.Second}} {
		if *f.have == 0 {
			*f.have = f.dflt
		}
	}
	if c.Now == nil {
		c.Now = monotonic
	}
	if c.Counted == nil {
		c.Counted = func(string) {}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// Member is this node among the others. It is safe for concurrent use.
type Member struct {
	*Directory
	cfg      Config
	registry *live.Nodes
	cpu      meter

	mu       sync.Mutex // guards what follows
	holds    map[rollcall.ID]*Hold
	served   Rooms
	draining bool

	cancel context.CancelFunc
	wait   sync.WaitGroup
}

// NewMember returns a member that nobody knows of until Join.
func NewMember(nodes *live.Nodes, rooms *live.Rooms, cfg Config) *Member {
	cfg = cfg.withDefaults()
	return &Member{
		Directory: NewDirectory(nodes, rooms, cfg.Now), cfg: cfg, registry: nodes, holds: map[rollcall.ID]*Hold{}, cancel: func() {},
	}
}

// ID names the node.
func (m *Member) ID() string { return m.cfg.ID }

// Join registers the node, and renews registration and claims until Leave. url is told to clients.
func (m *Member) Join(ctx context.Context, url string, served Rooms) {
	m.mu.Lock()
	m.cfg.URL, m.served = url, served
	m.mu.Unlock()
	if m.cfg.Private {
		m.outlive(ctx)
	}
	m.beat(ctx)
	ctx, m.cancel = context.WithCancel(context.WithoutCancel(ctx))
	m.wait.Go(func() { m.every(ctx, m.cfg.Beat, m.renewAll) })
	m.wait.Go(func() { m.every(ctx, m.cfg.Beat, m.sweep) })
	m.wait.Go(func() { m.every(ctx, m.cfg.Margin/4, func(context.Context) { m.guard() }) })
}

// Leave takes the node off the registry. Holds should be over by then.
func (m *Member) Leave(ctx context.Context) error {
	m.cancel()
	m.wait.Wait()
	return m.registry.Leave(ctx, m.cfg.ID)
}

func (m *Member) every(ctx context.Context, d time.Duration, fn func(context.Context)) {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			fn(ctx)
		}
	}
}

// Take claims a room for this node, or finds whose it is. It returns *Elsewhere, ErrMoving or live.ErrAway.
func (m *Member) Take(ctx context.Context, id rollcall.ID) (*Hold, error) {
	for range 3 {
		node, ok, err := m.Where(ctx, id)
		switch {
		case err != nil:
			return nil, err
		case !ok && m.cfg.Private:
			m.supersede(ctx, id)
			continue
		case !ok:
			return nil, ErrMoving
		case node.ID != m.cfg.ID:
			return nil, &Elsewhere{URL: node.URL}
		}
		h, err := m.adopt(ctx, id)
		if !errors.Is(err, live.ErrNotHeld) {
			return h, err
		}
	}
	return nil, ErrMoving
}

// outlive forgets the nodes of a Redis that is this node's alone: they are former lives of it, which ended
// without a word.
func (m *Member) outlive(ctx context.Context) {
	all, err := m.registry.List(ctx)
	if err != nil {
		return
	}
	for _, n := range all {
		if err := m.registry.Leave(ctx, n.ID); err != nil {
			m.cfg.Logger.Warn("former node not forgotten", "error", err)
		}
	}
}

// supersede ends the claim of such a former life.
func (m *Member) supersede(ctx context.Context, id rollcall.ID) {
	now, _, err := m.rooms.Find(ctx, id)
	if err != nil || now.Node == "" || now.Node == m.cfg.ID {
		return
	}
	if err := m.rooms.Release(ctx, now); err != nil {
		m.cfg.Logger.Warn("former claim not ended", "error", err)
	}
}

// adopt begins to serve by a claim that stands in this node's name, which Where may have made long ago.
func (m *Member) adopt(ctx context.Context, id rollcall.ID) (*Hold, error) {
	now, _, err := m.rooms.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	if now.Node != m.cfg.ID {
		return nil, live.ErrNotHeld
	}
	sent := m.cfg.Now()
	if err := m.rooms.Renew(ctx, now); err != nil {
		return nil, err
	}
	h := &Hold{member: m, id: id, claim: now, renewed: sent}
	m.mu.Lock()
	m.holds[id] = h
	m.mu.Unlock()
	if err := m.rooms.Alive(ctx, id); err != nil {
		m.cfg.Logger.Warn("room not on the list of rooms yet", "rollcall_id", string(id), "error", err)
	}
	m.say("room taken", now)
	return h, nil
}

// say notes a change of claims, with the token: by these lines it can be shown that no room was served twice.
func (m *Member) say(what string, c live.Claim) {
	m.cfg.Counted(what)
	m.cfg.Logger.Info("claim of a room changed", "what", what, "rollcall_id", string(c.RollCall), "node", c.Node, "token", c.Token)
}

// drop forgets a hold, and reports whether there was no newer one of the same room.
func (m *Member) drop(h *Hold) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	current := m.holds[h.id] == h
	if current {
		delete(m.holds, h.id)
	}
	return current
}

func (m *Member) held() []*Hold {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := make([]*Hold, 0, len(m.holds))
	for _, h := range m.holds {
		all = append(all, h)
	}
	return all
}

// guard ends the holds that were not renewed in time.
func (m *Member) guard() {
	for _, h := range m.held() {
		if !h.Valid() {
			m.lose(h)
		}
	}
}

func (m *Member) lose(h *Hold) {
	if !h.end() {
		return
	}
	m.drop(h)
	m.say("room lost", h.current())
	m.served.Lost(h.id)
}

// renewAtOnce bounds the renewals that wait for Redis together.
const renewAtOnce = 8

// renewAll beats and renews every claim.
func (m *Member) renewAll(ctx context.Context) {
	m.beat(ctx)
	places := make(chan struct{}, renewAtOnce)
	var all sync.WaitGroup
	holds := m.held()
	ids := make([]rollcall.ID, 0, len(holds))
	for _, h := range holds {
		ids = append(ids, h.id)
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			m.renew(ctx, h)
		})
	}
	all.Wait()
	if err := m.rooms.Alive(ctx, ids...); err != nil && ctx.Err() == nil {
		m.cfg.Logger.Warn("rooms not told alive", "error", err)
	}
}

func (m *Member) renew(ctx context.Context, h *Hold) {
	c, sent := h.current(), m.cfg.Now()
	err := m.rooms.Renew(ctx, c)
	switch {
	case err == nil:
		h.renewedAt(sent, c)
	case errors.Is(err, live.ErrNotHeld):
		m.reclaim(ctx, h)
	case ctx.Err() == nil:
		m.cfg.Logger.Warn("claim not renewed", "rollcall_id", string(h.id), "error", err)
	}
}

// reclaim is what to do when Redis does not know a claim: if another has been made since, the room is lost; if
// Redis has forgotten it while it counted, it is made again.
func (m *Member) reclaim(ctx context.Context, h *Hold) {
	old := h.current()
	now, last, err := m.rooms.Find(ctx, h.id)
	if err != nil {
		return // the guard ends it in time
	}
	if now.Node != "" || last.Token > old.Token || !h.Valid() {
		m.lose(h)
		return
	}
	sent := m.cfg.Now()
	c, err := m.rooms.Place(ctx, h.id, m.cfg.ID)
	switch {
	case err != nil:
	case c.Node != m.cfg.ID || !h.Valid():
		m.lose(h)
	default:
		h.renewedAt(sent, c)
		m.say("room claimed again", c)
		m.served.Retell(h.id)
	}
}

// self is what the registry is told.
func (m *Member) self() live.Node {
	rooms, peers := m.served.Load()
	n := live.Node{ID: m.cfg.ID, URL: m.cfg.URL, State: live.NodeUp, Rooms: rooms, Peers: peers, CPU: m.cpu.share(m.cfg.Now()), StartedAt: m.cfg.StartedAt}
	if m.IsDraining() {
		n.State = live.NodeDraining
	}
	return n
}

func (m *Member) beat(ctx context.Context) {
	grace, err := m.registry.Beat(ctx, m.self())
	switch {
	case err != nil && ctx.Err() == nil:
		m.cfg.Logger.Warn("heartbeat not told", "error", err)
	case err == nil && grace >= 0:
		m.Drain(ctx, grace)
	}
}

// IsDraining reports whether the node takes no new rooms.
func (m *Member) IsDraining() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.draining
}

// Drain takes no new rooms from now on, and has the others moved after grace. Draining twice is draining once.
func (m *Member) Drain(ctx context.Context, grace time.Duration) {
	m.mu.Lock()
	was := m.draining
	m.draining = true
	served := m.served
	m.mu.Unlock()
	if was || served == nil {
		return
	}
	m.cfg.Logger.Info("node drains", "node", m.cfg.ID, "grace", grace)
	if _, err := m.registry.Beat(ctx, m.self()); err != nil {
		m.cfg.Logger.Warn("draining not told", "error", err)
	}
	m.forget()
	served.Drain(grace)
}

// hand passes a claim on to the node that Pick finds besides this one.
func (m *Member) hand(ctx context.Context, c live.Claim) (url string, err error) {
	m.forget()
	all, err := m.List(ctx)
	if err != nil {
		return "", err
	}
	others := slices.DeleteFunc(all, func(n live.Node) bool { return n.ID == m.cfg.ID })
	to, ok := Pick(others, "")
	if !ok {
		m.say("room left", c)
		return "", m.rooms.Release(ctx, c)
	}
	next, err := m.rooms.Hand(ctx, c, to.ID)
	if err != nil {
		return "", err
	}
	m.say("room handed on", next)
	return to.URL, nil
}

// sweepAtMost bounds the orphans looked at in one round.
const sweepAtMost = 32

// sweep takes up orphans that fall to this node.
func (m *Member) sweep(ctx context.Context) {
	orphans, err := m.rooms.Orphans(ctx, sweepAtMost)
	if err != nil {
		return // said by the heartbeat
	}
	for _, id := range orphans {
		if node, ok, err := m.Where(ctx, id); err == nil && ok && node.ID == m.cfg.ID {
			m.served.Adopt(ctx, id)
		}
	}
}

// URLs lists where the nodes that take rooms are reached, as of a second ago.
func (m *Member) URLs(ctx context.Context) []string {
	all, err := m.List(ctx)
	if err != nil {
		return []string{}
	}
	urls := []string{}
	for _, n := range all {
		if n.State == live.NodeUp && n.URL != "" && (n.ID != m.cfg.ID || m.cfg.IsTold) {
			urls = append(urls, n.URL)
		}
	}
	return urls
}
