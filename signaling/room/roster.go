package room

import (
	"cmp"
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"diandao/signaling/protocol"
)

// changesPerTick bounds how many invitee.changed an officer gets between two ticks, so that a storm of
// joins does not overrun the queue of a connection.
const changesPerTick = 100

// entry is one person of the roster with what is seen of them live.
type entry struct {
	invitee  protocol.Invitee
	hand     bool
	last     protocol.InviteeState // as of revision
	revision int                   // grows with every change of last; 0 while nothing was seen
}

// entry returns the entry of a person, making one for whom the roster has not been read yet.
func (r *Room) entry(personID string) *entry {
	e, ok := r.roster[personID]
	if !ok {
		e = &entry{invitee: protocol.Invitee{PersonID: personID}}
		r.roster[personID] = e
	}
	return e
}

func (r *Room) setPresence(s *seat, p Presence, now time.Time) {
	if s.phone.presence == p {
		return
	}
	s.phone.presence = p
	e := r.entry(s.id)
	e.invitee.Presence = string(p)
	if p == OnLine && e.invitee.OnLineAt == nil {
		e.invitee.OnLineAt = &now
	}
	if p == Left {
		e.hand = false
	}
	r.cfg.Events.Seen(Sighting{PersonID: s.id, Presence: p, At: now})
}

// Load takes the roster as it is on record. What the room sees for itself of those seated stays.
func (r *Room) Load(ctx context.Context, all []protocol.Invitee) error {
	return r.do(ctx, func() error {
		r.loaded = true
		for _, i := range all {
			r.merge(i)
		}
		return nil
	})
}

// Changed takes one person's place as it is on record now, and returns it with what the room knows
// besides. If the person is called and now has a mark, the call ends.
func (r *Room) Changed(ctx context.Context, i protocol.Invitee) (protocol.Invitee, error) {
	var out protocol.Invitee
	err := r.do(ctx, func() error {
		r.merge(i)
		if i.Mark != nil && r.called == i.PersonID {
			r.endCall()
		}
		out = r.entry(i.PersonID).invitee
		return nil
	})
	return out, err
}

func (r *Room) merge(i protocol.Invitee) {
	_, known := r.roster[i.PersonID]
	e := r.entry(i.PersonID)
	was := e.invitee
	i.Name, i.Number, i.Seq = cmp.Or(i.Name, was.Name), cmp.Or(i.Number, was.Number), cmp.Or(i.Seq, was.Seq)
	if s, seated := r.actors[actor{protocol.Phone, i.PersonID}]; seated {
		i.Presence = string(s.phone.presence)
		i.OnLineAt = cmp.Or(i.OnLineAt, was.OnLineAt)
	}
	keepSeen(&i, was)
	if e.invitee = i; !known {
		// Nothing has changed for those who ask for the roster.
		e.last = protocol.InviteeState{Invitee: i, Rung: protocol.RungVideo}
	}
}

// Roster returns the roster in the order of calling.
func (r *Room) Roster(ctx context.Context) ([]protocol.Invitee, error) {
	var out []protocol.Invitee
	err := r.do(ctx, func() error {
		for _, e := range r.roster {
			out = append(out, r.shownInvitee(e))
		}
		return nil
	})
	slices.SortFunc(out, func(a, b protocol.Invitee) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.PersonID, b.PersonID))
	})
	return out, err
}

// shownInvitee is the invitee with "called" in place of "on line" for the one who is called.
func (r *Room) shownInvitee(e *entry) protocol.Invitee {
	i := e.invitee
	if i.Presence == string(OnLine) && r.called == i.PersonID {
		i.Presence = string(Called)
	}
	return i
}

// review brings an entry's revision up to date.
func (r *Room) review(e *entry, now time.Time) {
	state := protocol.InviteeState{Invitee: r.shownInvitee(e), HandRaised: e.hand, Rung: protocol.RungVideo}
	if s, seated := r.actors[actor{protocol.Phone, e.invitee.PersonID}]; seated {
		state.Rung = s.phone.report.Rung
		state.FrozenSeconds = r.frozenSeconds(s, now)
		wished := s.phone.told.wish != nil && s.phone.told.wish.Camera
		state.HasVideo = s.phone.presence == OnLine && state.Rung != protocol.RungAudio && (s.phone.report.Camera || !wished)
	}
	if !reflect.DeepEqual(e.last, state) {
		e.last = state
		e.revision++
	}
}

// frozenSeconds tells for how long a phone that is asked for its camera, and says it sends, has not sent
// a picture; 0 below Config.Frozen. It counts in steps of three so as not to send one change a second.
func (r *Room) frozenSeconds(s *seat, now time.Time) int {
	p := s.phone
	if p.presence != OnLine || !p.report.Camera || p.report.Rung != protocol.RungVideo || p.wishedAt.IsZero() {
		return 0
	}
	since := s.media.LastFrameAt()
	if p.wishedAt.After(since) {
		since = p.wishedAt
	}
	still := now.Sub(since)
	if still < r.cfg.Frozen {
		return 0
	}
	return max(1, int(still/time.Second)/3*3)
}

// tellOfficers sends each officer the entries that have changed since they were last told, within the
// officer's budget.
func (r *Room) tellOfficers(now time.Time) {
	for _, e := range r.roster {
		r.review(e, now)
	}
	for _, s := range r.officers() {
		if s.conn == nil {
			continue
		}
		for id, e := range r.roster {
			if s.officer.budget == 0 {
				break
			}
			if s.officer.revision[id] != e.revision {
				s.officer.revision[id] = e.revision
				s.officer.budget--
				s.send(protocol.InviteeChanged, e.last)
			}
		}
	}
}

func (r *Room) renewBudgets() {
	for _, s := range r.officers() {
		s.officer.budget = changesPerTick
	}
}

// tellCounts sends officers the counts when they have changed; it is called once a tick.
func (r *Room) tellCounts() {
	counts := protocol.Counts{Presences: map[string]int{}, Marks: map[string]int{}}
	for _, e := range r.roster {
		if i := r.shownInvitee(e); i.Mark == nil {
			counts.Unmarked++
			counts.Presences[i.Presence]++
		} else {
			counts.Marks[*i.Mark]++
			counts.Presences[i.Presence]++
		}
	}
	same := counts.Unmarked == r.counts.Unmarked && maps.Equal(counts.Presences, r.counts.Presences) &&
		maps.Equal(counts.Marks, r.counts.Marks)
	if same {
		return
	}
	r.counts = counts
	for _, s := range r.officers() {
		s.send(protocol.RosterCounts, counts)
	}
}

// waiting returns the phones that are neither marked nor called, in the order of calling.
func (r *Room) waiting() []*seat {
	all := slices.DeleteFunc(r.sorted(protocol.Phone), func(s *seat) bool {
		return r.called == s.id || r.entry(s.id).invitee.Mark != nil
	})
	slices.SortStableFunc(all, func(a, b *seat) int {
		return cmp.Compare(r.entry(a.id).invitee.Seq, r.entry(b.id).invitee.Seq)
	})
	return all
}
