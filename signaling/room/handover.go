package room

import (
	"context"
	"time"

	"diandao/signaling/protocol"
)

// moveGrace is how long a person whose room has moved may take to come along before being called dropped.
const moveGrace = 10 * time.Second

// Keeper is told what must outlive this room so that another can go on. It is called from the room's
// goroutine, must not block, and hears of each name anew whenever its value changes; nil is gone.
type Keeper interface {
	Keep(name string, value any)
}

// KeptRoom is what is kept of the room itself, under the name RoomName.
type KeptRoom struct {
	Called  string    `json:"called,omitempty"` // person id
	Loaded  bool      `json:"loaded,omitempty"` // an officer has come
	MovedAt time.Time `json:"moved_at,omitzero"`
	LeadID  string    `json:"lead_id,omitempty"` // staff id
	ToAll   bool      `json:"to_all,omitempty"`
}

// RoomName is the name under which KeptRoom is told; seats are told under theirs.
const RoomName = "room"

// seatPrefix begins the names under which seats are told.
const seatPrefix = "seat:"

// KeptSeat is what is kept of a seat, under SeatName of its peer.
type KeptSeat struct {
	PeerID   string               `json:"peer_id"`
	Role     protocol.Role        `json:"role"`
	ActorID  string               `json:"actor_id"`
	Presence Presence             `json:"presence,omitempty"`
	LostAt   time.Time            `json:"lost_at,omitzero"` // when the connection was lost
	HandAt   time.Time            `json:"hand_at,omitzero"` // since when the hand is up
	Muted    bool                 `json:"muted,omitempty"`
	Report   protocol.MediaReport `json:"report"`
}

// SeatName is the name under which a seat is told.
func SeatName(peerID string) string { return seatPrefix + peerID }

// handover is what the room has told its keeper. It is owned by the room's goroutine.
type handover struct {
	seats   map[string]KeptSeat // by peer id
	room    KeptRoom
	movedAt time.Time
	url     string // where clients are sent when the room goes
}

// keep tells the keeper what has changed since it was last told.
func (r *Room) keep() {
	if r.cfg.Keeper == nil {
		return
	}
	if r.handover.seats == nil {
		r.handover.seats = map[string]KeptSeat{}
	}
	for peerID, s := range r.seats {
		if now := r.keptSeat(s); r.handover.seats[peerID] != now {
			r.handover.seats[peerID] = now
			r.cfg.Keeper.Keep(SeatName(peerID), now)
		}
	}
	for peerID := range r.handover.seats {
		if _, ok := r.seats[peerID]; !ok {
			delete(r.handover.seats, peerID)
			r.cfg.Keeper.Keep(SeatName(peerID), nil)
		}
	}
	now := KeptRoom{Called: r.called, Loaded: r.loaded, MovedAt: r.handover.movedAt, LeadID: r.leadID, ToAll: r.toAll}
	if r.handover.room != now {
		r.handover.room = now
		r.cfg.Keeper.Keep(RoomName, now)
	}
}

func (r *Room) keptSeat(s *seat) KeptSeat {
	k := KeptSeat{PeerID: s.peerID, Role: s.role, ActorID: s.id, LostAt: s.lostAt, Presence: s.phone.presence, Report: s.phone.report}
	if s.isPhone() {
		e := r.entry(s.id)
		if k.Muted = e.muted; e.hand != nil {
			k.HandAt = *e.hand
		}
	}
	return k
}

// TellKeeper has the keeper told what has changed by now, which it is soon at any rate.
func (r *Room) TellKeeper(ctx context.Context) error {
	return r.do(ctx, func() error {
		r.keep()
		return nil
	})
}

// Retell tells the keeper everything anew.
func (r *Room) Retell() {
	r.post(func() { r.handover.seats, r.handover.room = nil, KeptRoom{} })
}

// Freeze tells the keeper the whole state with which another room shall go on, and that it moves now. What
// changes afterwards is not told any more.
func (r *Room) Freeze(ctx context.Context) error {
	return r.do(ctx, func() error {
		r.handover.movedAt = r.cfg.Clock.Now()
		r.keep()
		r.cfg.Keeper = nil
		return nil
	})
}

// GoingTo names the server to which clients are sent when the room stops; "" is not known.
func (r *Room) GoingTo(ctx context.Context, url string) error {
	return r.do(ctx, func() error {
		r.handover.url = url
		return nil
	})
}

// Restore has the room go on where another one stopped: its seats are there, without connection and media,
// for as long as seats are kept, the roster is as on record, and who was called is called. If the other
// room moved, its persons keep their presence if they come along within moments; if it died, they are
// dropped. It is called before anybody joins.
func (r *Room) Restore(ctx context.Context, k KeptRoom, seats []KeptSeat, roster []protocol.Invitee) error {
	return r.do(ctx, func() error {
		now := r.cfg.Clock.Now()
		for _, s := range seats {
			r.reseat(s, k, now)
		}
		for _, i := range roster {
			r.merge(i)
			if i.Presence == string(Called) {
				k.Called = i.PersonID // the record knows best
			}
		}
		r.loaded, r.leadID, r.toAll = r.loaded || k.Loaded, k.LeadID, k.ToAll
		if e, ok := r.roster[k.Called]; ok && e.invitee.Mark == nil {
			r.called = k.Called
		}
		return nil
	})
}

// reseat gives a seat back to whoever had it.
func (r *Room) reseat(k KeptSeat, was KeptRoom, now time.Time) {
	who := actor{k.Role, k.ActorID}
	if _, taken := r.actors[who]; taken || k.PeerID == "" {
		r.cfg.Events.Vacated(k.PeerID)
		return
	}
	r.joined++
	s := &seat{
		actor: who, peerID: k.PeerID, order: r.joined, media: absent{}, isGhost: true, lostAt: k.LostAt, freshSince: now, shown: map[int]picture{},
		officer: officer{view: map[int]look{}, revision: map[string]int{}, budget: changesPerTick},
		phone:   phone{report: k.Report, presence: k.Presence, told: told{called: was.Called == k.ActorID}},
	}
	if s.lostAt.IsZero() {
		s.lostAt, s.movedAt = now, was.MovedAt
	}
	r.seats[s.peerID], r.actors[who] = s, s
	if !s.isPhone() {
		return
	}
	e := r.entry(s.id)
	e.muted, e.invitee.Presence = k.Muted, string(k.Presence)
	if !k.HandAt.IsZero() {
		e.hand = &k.HandAt
	}
	if s.movedAt.IsZero() {
		r.setPresence(s, Dropped, now)
	}
}

// miss calls those dropped who did not come along with a room that moved.
func (r *Room) miss(now time.Time) {
	for _, s := range r.seats {
		if s.isPhone() && s.conn == nil && !s.movedAt.IsZero() && now.Sub(s.movedAt) >= moveGrace {
			s.movedAt = time.Time{}
			r.setPresence(s, Dropped, now)
		}
	}
}

// Revive gives a seat that came from another room its connection and media; welcome is called as with
// Join, and name is that of a staff member. It returns ErrNoSeat, and leaves the media alone, when there is no such seat.
func (r *Room) Revive(ctx context.Context, peerID, name string, c Conn, m Media, welcome func(protocol.Self)) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok || !s.isGhost {
			return ErrNoSeat
		}
		s.isGhost, s.name, s.media, s.conn = false, name, m, c
		s.lostAt, s.movedAt, s.freshSince = time.Time{}, time.Time{}, r.cfg.Clock.Now()
		s.phone.told = told{called: s.phone.told.called && r.called != s.id}
		r.welcome(s, welcome)
		return nil
	})
}

// absent is the media of a seat whose client has not come back yet.
type absent struct{}

// Show implements Media.
func (absent) Show(int, string, bool) {}

// Hear implements Media.
func (absent) Hear(string) {}

// LastFrameAt implements Media.
func (absent) LastFrameAt() time.Time { return time.Time{} }

// Trouble implements Media.
func (absent) Trouble(time.Time) protocol.Trouble { return protocol.TroubleNone }

// Close implements Media.
func (absent) Close() {}
