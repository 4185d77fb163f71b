package signaling

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"diandao/internal/rollcall"
	"diandao/signaling/cluster"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
)

// Cluster tells which node serves a room. cluster.Member satisfies it and documents its errors.
type Cluster interface {
	Take(ctx context.Context, id rollcall.ID) (*cluster.Hold, error)
	URLs(ctx context.Context) []string
}

var _ cluster.Rooms = (*Service)(nil)

// opening is a hub in the making, which others who want it wait for.
type opening struct {
	done chan struct{}
	err  error
}

// hold returns the hub of a roll call, made if there is none and this node may serve it, and holds it: each
// seat taken holds it, too. Who has a seat already is not refused for want of places.
func (s *Service) hold(ctx context.Context, claim Resumption) (*hub, error) {
	for {
		h, o, mine, err := s.reserve(claim)
		switch {
		case err != nil:
			return nil, err
		case h != nil:
			return h, nil
		case mine:
			return s.finish(ctx, claim.RollCallID, o)
		}
		select {
		case <-o.done:
			if o.err != nil {
				return nil, o.err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// reserve returns the hub, held, or the making of it, which is the caller's if mine.
func (s *Service) reserve(claim Resumption) (h *hub, o *opening, mine bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, seated := s.peers[claim.PeerID]
	h, ok := s.hubs[claim.RollCallID]
	switch {
	case s.closed:
		return nil, nil, false, errGoing
	case ok && !h.serves():
		return nil, nil, false, cluster.ErrMoving
	case claim.PeerID != adopting && !seated && len(s.peers) >= s.cfg.MaxPeers, !ok && len(s.hubs) >= s.cfg.MaxRooms:
		return nil, nil, false, errFull
	case ok:
		h.held++
		return h, nil, false, nil
	}
	if o, ok = s.openings[claim.RollCallID]; ok {
		return nil, o, false, nil
	}
	o = &opening{done: make(chan struct{})}
	s.openings[claim.RollCallID] = o
	return nil, o, true, nil
}

// finish makes the hub for all who wait.
func (s *Service) finish(ctx context.Context, rid rollcall.ID, o *opening) (*hub, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.cfg.Timeout)
	defer cancel()
	h, err := s.open(ctx, rid)
	s.mu.Lock()
	if err == nil && s.closed {
		err = errGoing
	}
	if err == nil {
		s.hubs[rid] = h
	}
	o.err = err
	delete(s.openings, rid)
	s.mu.Unlock()
	close(o.done)
	if err != nil && h != nil {
		s.end(h)
	}
	return h, err
}

// open claims a room and has it go on where another node left it.
func (s *Service) open(ctx context.Context, rid rollcall.ID) (*hub, error) {
	var hold *cluster.Hold
	if s.Cluster != nil {
		var err error
		if hold, err = s.Cluster.Take(ctx, rid); err != nil {
			return nil, err
		}
	}
	h := s.newHub(rid, hold)
	if err := s.restore(ctx, h); err != nil {
		h.held = 0
		return h, err
	}
	return h, nil
}

// restore brings back the seats that another node kept, and what is on record. The hub is held once by the
// caller and once for each seat before the room knows them.
func (s *Service) restore(ctx context.Context, h *hub) error {
	h.held = 1
	fields, err := h.hold.Kept(ctx)
	if err != nil {
		return err
	}
	was, seats := readKept(fields)
	if len(seats) == 0 {
		return nil
	}
	rc, all, err := s.RollCalls.Standing(ctx, h.id)
	if err != nil {
		return err
	}
	if !rc.State.IsRunning() {
		gone := maps.Clone(fields)
		for name := range gone {
			gone[name] = ""
		}
		return errors.Join(h.hold.Keep(ctx, gone), rollcall.ErrState)
	}
	h.held += len(seats)
	h.restored = true
	if err := h.room.Restore(ctx, was, seats, invitees(all)); err != nil {
		return err
	}
	s.Logger.Info("room restored", "rollcall_id", string(h.id), "token", h.hold.Token(), "seats", len(seats), "moved", !was.MovedAt.IsZero())
	return nil
}

func (s *Service) newHub(rid rollcall.ID, hold *cluster.Hold) *hub {
	h := &hub{id: rid, hold: hold, offers: rate.NewLimiter(rate.Limit(s.cfg.Offers), max(1, int(s.cfg.Offers/5)))}
	h.doors.all = map[string]*rate.Limiter{}
	logger := s.Logger.With("roll_call_id", rid)
	h.record = newRecorder(s.ctx, hold.Valid, logger)
	h.keep = newKeeper(hold, logger)
	h.taper = s.newTaper(rid)
	h.desk = s.newDesk(h)
	cfg := s.cfg.Room
	cfg.Clock, cfg.Events = s.Clock, &seen{service: s, hub: h}
	if hold != nil {
		cfg.Keeper = h.keep
	}
	if h.taper != nil {
		cfg.OnCall = h.taper.onCall
	}
	h.room = room.New(cfg)
	h.walk = newWalker(s, h)
	return h
}

// serves reports whether clients may come and act.
func (h *hub) serves() bool { return !h.gone.Load() && h.hold.Valid() }

// end stops a hub nobody is in and gives the room up.
func (s *Service) end(h *hub) {
	h.stop()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), recordTimeout)
	defer cancel()
	if err := h.hold.Release(ctx); err != nil {
		s.Logger.Warn("claim not given up", "rollcall_id", string(h.id), "error", err)
	}
}

// take has a hub serve nobody any more, and reports whether it did. It stays in the way of another one of the
// same roll call until remove.
func (s *Service) take(rid rollcall.ID) (*hub, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.hubs[rid]
	return h, ok && h.gone.CompareAndSwap(false, true)
}

// remove forgets a hub that has stopped.
func (s *Service) remove(h *hub) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hubs[h.id] == h {
		delete(s.hubs, h.id)
	}
}

// Lost implements cluster.Rooms: the room ends at once, and its clients resume where it is by then.
func (s *Service) Lost(rid rollcall.ID) {
	if h, ok := s.take(rid); ok {
		s.stopping.Go(func() {
			h.stop()
			s.remove(h)
		})
	}
}

// adopting stands for the peer of nobody: a node that takes up an orphan.
const adopting = "adopting"

// Adopt implements cluster.Rooms: the room goes on here, with its seats waiting for their clients.
func (s *Service) Adopt(ctx context.Context, rid rollcall.ID) {
	h, err := s.hold(ctx, Resumption{RollCallID: rid, PeerID: adopting})
	if err != nil {
		s.Logger.Warn("room not taken up", "rollcall_id", string(rid), "error", err)
		return
	}
	s.release(h)
}

// Retell implements cluster.Rooms.
func (s *Service) Retell(rid rollcall.ID) {
	if h, ok := s.hub(rid); ok {
		h.room.Retell()
		s.release(h)
	}
}

// Load implements cluster.Rooms.
func (s *Service) Load() (rooms, peers int) { return s.Counts() }

// Drain implements cluster.Rooms: rooms may end by themselves for grace, those that are left move then.
func (s *Service) Drain(grace time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.stopping.Go(func() {
		select {
		case <-time.After(grace):
		case <-s.going: // Close moves them
			return
		}
		s.moveAll(s.ctx)
	})
}

// moveAtOnce bounds the rooms that move together, so that the nodes they go to are not stormed.
const moveAtOnce = 4

// moveAll moves every room of this node and waits until they have gone.
func (s *Service) moveAll(ctx context.Context) {
	s.mu.Lock()
	ids := slices.Collect(maps.Keys(s.hubs))
	s.mu.Unlock()
	places := make(chan struct{}, moveAtOnce)
	var all sync.WaitGroup
	for n, id := range ids {
		places <- struct{}{}
		h, ok := s.take(id)
		if !ok {
			<-places
			continue
		}
		all.Go(func() {
			defer func() { <-places }()
			s.move(ctx, h)
			s.remove(h)
			s.Logger.Info("room has gone", "rollcall_id", string(id), "done", n+1, "of", len(ids))
		})
	}
	all.Wait()
}

// moveTimeout bounds what one room's way to another node may take.
const moveTimeout = 5 * time.Second

// move has a room go on at another node: what it knows is written, the claim is handed on, its clients are
// told where.
func (s *Service) move(ctx context.Context, h *hub) {
	ctx, cancel := context.WithTimeout(ctx, moveTimeout)
	defer cancel()
	logger := s.Logger.With("rollcall_id", string(h.id))
	if err := h.room.Freeze(ctx); err != nil {
		logger.Warn("room not frozen", "error", err)
	}
	h.record.flush(ctx)
	h.keep.flush(ctx)
	url, err := h.hold.Hand(ctx)
	if err != nil {
		logger.Warn("room not handed on", "error", err)
	}
	if err := h.room.GoingTo(ctx, url); err != nil {
		logger.Warn("clients not told where", "error", err)
	}
	h.stop()
}

// elsewhere tells a client where its roll call is, if that is why it gets no seat here.
func elsewhere(c Conn, re string, err error) bool {
	there, ok := errors.AsType[*cluster.Elsewhere](err)
	if !ok {
		return false
	}
	c.Send(protocol.SessionElsewhere, protocol.Place{URL: there.URL})
	c.Refuse(re, protocol.CodeElsewhere, "Another server has this roll call.")
	c.Close(protocol.CloseElsewhere, protocol.CodeElsewhere)
	return true
}

// Serves reports whether this node has a room for the roll call now.
func (s *Service) Serves(rid rollcall.ID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.hubs[rid]
	return ok && h.serves()
}
