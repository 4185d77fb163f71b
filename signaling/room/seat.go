package room

import (
	"context"
	"maps"
	"slices"
	"time"

	"diandao/signaling/protocol"
)

// actor is who sits in a seat: a person's id or a staff member's, which may be equal by accident.
type actor struct {
	role protocol.Role
	id   string
}

// seat is one actor's place. It is owned by the room's goroutine.
type seat struct {
	actor
	name       string // of a staff member
	peerID     string
	order      int // of joining
	conn       Conn
	media      Media
	lostAt     time.Time // when the connection was lost; zero while it is there
	movedAt    time.Time // when the seat's former room moved; zero once its client is here, or missed
	isGhost    bool      // from another room, and its client has not come back yet
	negotiated bool
	freshSince time.Time // pictures before this instant say nothing about now

	phone     phone
	officer   officer
	textsTold int
	heard     string          // source of sound last pointed at
	shown     map[int]picture // slots as last pointed
}

// picture is what a slot shows.
type picture struct {
	from  string
	large bool
}

// phone is what only a person's seat has.
type phone struct {
	presence       Presence
	report         protocol.MediaReport
	unwatchedSince time.Time
	wishedAt       time.Time // since when the camera is asked for
	isUp           bool      // media can flow
	ladder         ladder
	told           told
	challenge      *protocol.Asked // what the person is asked to do now; nil when nothing
}

// told is what a phone was last told; a field nil or false was never told on this connection.
type told struct {
	officer *protocol.OfficerReport
	wish    *protocol.MediaWish
	ahead   *int
	called  bool

	challenge *protocol.Asked
	mark      *string
	hand      bool
}

// officer is what only a staff member's seat has.
type officer struct {
	view      map[int]look       // by slot
	revision  map[string]int     // person id → entry revision last told
	budget    int                // changes that may still be sent before the next tick
	speaking  bool               // sound arrives from this officer
	listening protocol.Listening // of a watcher
	told      toldStaff
}

// look is one slot of a view.
type look struct {
	personID string
	large    bool
}

// toldStaff is what a staff member was last told on this connection.
type toldStaff struct {
	staff *protocol.Staff
	walk  *protocol.Walk
}

func (s *seat) isPhone() bool { return s.role == protocol.Phone }

func (s *seat) send(t protocol.Type, data any) {
	if s.conn != nil {
		s.conn.Send(t, data)
	}
}

// hangUp ends the connection, not the seat.
func (s *seat) hangUp(code protocol.CloseCode, reason string) {
	if s.conn != nil {
		s.conn.Close(code, reason)
		s.conn = nil
	}
}

// Joining is who takes a seat.
type Joining struct {
	Role    protocol.Role
	ActorID string // person id of a phone, staff id of an officer or a watcher
	Name    string // of a staff member
	Leads   bool   // the roll call is this officer's on record
	PeerID  string
	Conn    Conn
	Media   Media
	// Welcome is called in the room's goroutine when the seat is taken, before anything else is sent to the
	// connection. It must not block; nil is nothing.
	Welcome func(protocol.Self)
}

// Join gives a seat, and takes away the one the same actor may have had: its connection is closed with
// protocol.CloseReplaced. The room closes the media when the seat ends, or at once when it returns an
// error: ErrFull, ErrClosed or ErrBusy.
func (r *Room) Join(ctx context.Context, j Joining) error {
	err := r.do(ctx, func() error { return r.join(j) })
	if err != nil {
		j.Media.Close()
	}
	return err
}

func (r *Room) join(j Joining) error {
	if r.closed {
		return ErrClosed
	}
	who := actor{j.Role, j.ActorID}
	old, again := r.actors[who]
	if !again && r.count(j.Role) >= r.limit(j.Role) {
		return ErrFull
	}
	if again {
		old.hangUp(protocol.CloseReplaced, "replaced by another connection")
		r.vacate(old)
	}
	now := r.cfg.Clock.Now()
	r.joined++
	s := &seat{
		actor: who, name: j.Name, peerID: j.PeerID, order: r.joined, conn: j.Conn, media: j.Media, freshSince: now, shown: map[int]picture{},
		officer: officer{view: map[int]look{}, revision: map[string]int{}, budget: changesPerTick},
		phone:   phone{report: protocol.MediaReport{Camera: true, Rung: protocol.RungVideo}},
	}
	r.seats[s.peerID], r.actors[who] = s, s
	if s.isPhone() {
		r.setPresence(s, Connecting, now)
		s.phone.told.mark = r.entry(s.id).invitee.Mark // the welcome tells it
	}
	if j.Leads && (r.leadID == "" || !r.actingSince.IsZero()) {
		r.setLead(s.id)
	}
	r.welcome(s, j.Welcome)
	return nil
}

func (r *Room) welcome(s *seat, fn func(protocol.Self)) {
	if fn == nil {
		return
	}
	self := protocol.Self{PersonID: s.id}
	if s.isPhone() {
		i := r.shownInvitee(r.entry(s.id))
		self.Presence, self.Mark = i.Presence, i.Mark
	}
	fn(self)
}

func (r *Room) count(role protocol.Role) int {
	n := 0
	for a := range r.actors {
		if a.role == role {
			n++
		}
	}
	return n
}

func (r *Room) limit(role protocol.Role) int {
	if role == protocol.Phone {
		return r.cfg.MaxPhones
	}
	return r.cfg.MaxStaff
}

// Resume gives a seat a new connection; welcome is called as with Join. It returns ErrNoSeat when the
// seat is gone.
func (r *Room) Resume(ctx context.Context, peerID string, c Conn, welcome func(protocol.Self)) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok {
			return ErrNoSeat
		}
		s.hangUp(protocol.CloseReplaced, "resumed on another connection")
		s.conn, s.lostAt, s.freshSince = c, time.Time{}, r.cfg.Clock.Now()
		// What was told may have been lost with the connection, so all of it is told again.
		s.phone.told = told{called: s.phone.told.called && r.called != s.id, hand: s.phone.told.hand}
		if s.isPhone() {
			s.phone.told.mark = r.entry(s.id).invitee.Mark
		}
		s.officer.revision, s.officer.told, s.textsTold = map[string]int{}, toldStaff{}, 0
		r.welcome(s, welcome)
		return nil
	})
}

// Drop tells that a connection is lost. The seat stays for Config.KeepSeat, unless another connection
// has taken it already. It returns ErrClosed when the seat went with the room.
func (r *Room) Drop(ctx context.Context, peerID string, c Conn) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok && r.closed {
			return ErrClosed
		}
		if !ok || s.conn != c {
			return nil
		}
		s.conn, s.lostAt = nil, r.cfg.Clock.Now()
		if s.isPhone() {
			r.setPresence(s, Dropped, s.lostAt)
		}
		return nil
	})
}

// Leave ends a seat because its actor asked to.
func (r *Room) Leave(ctx context.Context, peerID string) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok {
			return ErrNoSeat
		}
		r.leave(s, r.cfg.Clock.Now())
		return nil
	})
}

func (r *Room) leave(s *seat, now time.Time) {
	s.hangUp(protocol.CloseLeft, "left")
	if s.isPhone() {
		r.setPresence(s, Left, now)
	}
	r.vacate(s)
}

// Bar ends a seat whose actor must not take part any longer, and tells the client why. For the others it is as if
// the connection had been lost for good. It returns ErrNoSeat.
func (r *Room) Bar(ctx context.Context, peerID, reason string) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok {
			return ErrNoSeat
		}
		s.hangUp(protocol.CloseBarred, reason)
		if s.isPhone() {
			r.setPresence(s, Dropped, r.cfg.Clock.Now())
		}
		if s.role == protocol.Officer && r.walk.by == s.id {
			r.stopWalk()
		}
		r.vacate(s)
		return nil
	})
}

// vacate removes a seat and closes its media, which may take its time.
func (r *Room) vacate(s *seat) {
	delete(r.seats, s.peerID)
	if r.actors[s.actor] == s {
		delete(r.actors, s.actor)
	}
	r.closing.Go(s.media.Close)
	r.cfg.Events.Vacated(s.peerID)
}

// Negotiated tells that a seat's media has answered an offer, so that its slots may be pointed.
func (r *Room) Negotiated(ctx context.Context, peerID string) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok {
			return ErrNoSeat
		}
		s.negotiated, s.heard, s.shown = true, "", map[int]picture{}
		return nil
	})
}

// MediaUp tells whether a seat's media connection is up. It does not block.
func (r *Room) MediaUp(peerID string, up bool) {
	r.post(func() {
		s, ok := r.seats[peerID]
		if !ok {
			return
		}
		now := r.cfg.Clock.Now()
		s.phone.isUp = up
		if s.freshSince = now; up {
			return
		}
		s.officer.speaking = false
		if s.isPhone() && s.phone.presence == OnLine {
			r.setPresence(s, Dropped, now)
		}
	})
}

// Sounding tells whether sound arrives from a seat. It does not block.
func (r *Room) Sounding(peerID string, on bool) {
	r.post(func() {
		if s, ok := r.seats[peerID]; ok {
			s.officer.speaking = on
		}
	})
}

// RaiseHand notes a raised or lowered hand.
func (r *Room) RaiseHand(ctx context.Context, peerID string, raised bool) error {
	return r.onPhone(ctx, peerID, func(s *seat, e *entry) {
		s.phone.told.hand = raised // by itself
		switch {
		case !raised:
			e.hand = nil
		case e.hand == nil:
			e.hand = new(r.cfg.Clock.Now())
		}
	})
}

// Report notes what a phone says it sends.
func (r *Room) Report(ctx context.Context, peerID string, m protocol.MediaReport) error {
	return r.onPhone(ctx, peerID, func(s *seat, e *entry) {
		if m.Network == nil {
			m.Network = s.phone.report.Network
		}
		changed := m.Rung != s.phone.report.Rung
		if s.phone.report = m; changed && s.phone.presence == OnLine {
			r.rung(s, e)
		}
	})
}

func (r *Room) onPhone(ctx context.Context, peerID string, fn func(*seat, *entry)) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok || !s.isPhone() {
			return ErrNoSeat
		}
		fn(s, r.entry(s.id))
		return nil
	})
}

// officers returns the officers' seats in the order of joining.
func (r *Room) officers() []*seat { return r.sorted(protocol.Officer) }

// staff returns the seats of officers and watchers.
func (r *Room) staff() []*seat { return append(r.officers(), r.sorted(protocol.Watcher)...) }

func (r *Room) sorted(role protocol.Role) []*seat {
	all := slices.DeleteFunc(slices.Collect(maps.Values(r.seats)), func(s *seat) bool { return s.role != role })
	slices.SortFunc(all, func(a, b *seat) int { return a.order - b.order })
	return all
}
