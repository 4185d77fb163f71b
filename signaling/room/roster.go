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
	hand     *time.Time // since when it is up
	muted    bool
	calls    int                   // times called by name
	answer   protocol.Answered     // of the walk
	worst    protocol.Rung         // since joining
	noted    protocol.Rung         // the worst the world was told of; empty is none
	last     protocol.InviteeState // as of revision
	revision int                   // grows with every change of last; 0 while nothing was seen
}

// entry returns the entry of a person, making one for whom the roster has not been read yet.
func (r *Room) entry(personID string) *entry {
	e, ok := r.roster[personID]
	if !ok {
		e = &entry{invitee: protocol.Invitee{PersonID: personID}, worst: protocol.RungVideo}
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
		e.hand, e.muted = nil, false
	}
	r.cfg.Events.Seen(Sighting{PersonID: s.id, Presence: p, At: now})
	if p == OnLine {
		r.rung(s, e)
	}
}

// rung notes how much of a person on line comes through now.
func (r *Room) rung(s *seat, e *entry) {
	now := s.phone.report.Rung
	e.worst = e.worst.Worse(now)
	if e.noted != "" && e.noted.Worse(now) == e.noted {
		return // a phone that goes up and down keeps nobody busy
	}
	e.noted = now
	r.cfg.Events.Rung(s.id, now, r.cfg.Clock.Now())
}

// Load takes the roster as an officer brings it from the record: phones are told their place in the queue from
// now on. What the room sees for itself of those seated stays.
func (r *Room) Load(ctx context.Context, all []protocol.Invitee) error {
	return r.fill(ctx, all, true)
}

// Fill takes the roster as it is on record, as Load does, but phones are told nothing: for those who only watch.
func (r *Room) Fill(ctx context.Context, all []protocol.Invitee) error {
	return r.fill(ctx, all, false)
}

func (r *Room) fill(ctx context.Context, all []protocol.Invitee, loaded bool) error {
	return r.do(ctx, func() error {
		r.loaded = r.loaded || loaded
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
	if i.CalledAt != nil && e.calls == 0 {
		e.calls = 1 // by another room of the same roll call
	}
	if i.Mark != nil {
		e.answer = protocol.AnswerNone
	}
	if e.invitee = i; !known {
		// Nothing has changed for those who ask for the roster.
		e.last = protocol.InviteeState{Invitee: i, Rung: protocol.RungVideo, Calls: e.calls, WorstRung: e.worst}
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
	state := protocol.InviteeState{
		Invitee: r.shownInvitee(e), HandRaised: e.hand != nil, HandAt: e.hand, Rung: protocol.RungVideo,
		Muted: e.muted, Calls: e.calls, Answer: e.answer, WorstRung: e.worst,
	}
	if s, seated := r.actors[actor{protocol.Phone, e.invitee.PersonID}]; seated {
		if state.Rung = s.phone.report.Rung; s.phone.unwatchedSince.IsZero() {
			state.Network = s.phone.report.Network // of others it would only cost
		}
		state.FrozenSeconds = r.frozenSeconds(s, now)
		state.Trouble = s.trouble(now)
		wished := s.phone.told.wish != nil && s.phone.told.wish.Camera
		state.HasVideo = s.phone.presence == OnLine && isSeen(state.Rung) && (s.phone.report.Camera || !wished)
	}
	if !reflect.DeepEqual(&e.last, &state) {
		e.last = state
		e.revision++
	}
}

// frozenSeconds tells for how long a phone that is asked for its camera, and says it sends, has not sent
// a picture; 0 below Config.Frozen. It counts in steps of three so as not to send one change a second.
func (r *Room) frozenSeconds(s *seat, now time.Time) int {
	p := s.phone
	moves := p.report.Rung == protocol.RungVideo || p.report.Rung == protocol.RungLow
	still := s.stillFor(now)
	if p.presence != OnLine || !p.report.Camera || !moves || still < r.cfg.Frozen {
		return 0
	}
	return max(1, int(still/time.Second)/3*3)
}

// stillFor tells how long no picture has come though one was asked for.
func (s *seat) stillFor(now time.Time) time.Duration {
	if s.phone.wishedAt.IsZero() {
		return 0
	}
	since := s.media.LastFrameAt()
	if s.phone.wishedAt.After(since) {
		since = s.phone.wishedAt
	}
	return now.Sub(since)
}

// isSeen reports whether pictures come at a rung.
func isSeen(rung protocol.Rung) bool {
	return rung != protocol.RungAudio && rung != protocol.RungTelephone
}

// tellOfficers sends each officer the entries that have changed since they were last told, within the
// officer's budget.
func (r *Room) tellOfficers(now time.Time) {
	for _, e := range r.roster {
		r.review(e, now)
	}
	for _, s := range r.staff() {
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
	for _, s := range r.staff() {
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
	for _, s := range r.staff() {
		s.send(protocol.RosterCounts, counts)
	}
}

// waiting returns the phones that are neither marked nor called nor seen by auto mode, in the order of calling.
func (r *Room) waiting() []*seat {
	all := slices.DeleteFunc(r.sorted(protocol.Phone), func(s *seat) bool {
		e := r.entry(s.id)
		return r.called == s.id || e.invitee.Mark != nil || e.answer == answered
	})
	slices.SortStableFunc(all, func(a, b *seat) int { return comesBefore(r.entry(a.id), r.entry(b.id)) })
	return all
}
