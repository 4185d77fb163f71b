package room

import (
	"context"
	"time"

	"diandao/signaling/protocol"
)

const answered = protocol.AnswerSeen

// walk is auto mode as those in the room know it; who walks is outside. Officers decide, the walk only calls.
type walk struct {
	on      bool
	by      string // staff id
	seconds int
	person  string // whom the walk calls
	endsAt  time.Time
}

// Step is where a walk stands.
type Step struct {
	On     bool   // nobody has stopped it
	Called string // person id, "" when nobody is called
	Next   string // whom to call next, "" when nobody is left
}

// Walk begins auto mode, by a staff member and with so many seconds for each.
func (r *Room) Walk(ctx context.Context, staffID string, seconds int) error {
	return r.do(ctx, func() error {
		r.walk = walk{on: true, by: staffID, seconds: seconds}
		return nil
	})
}

// StopWalk ends auto mode and the call that it made. Stopping twice is harmless.
func (r *Room) StopWalk(ctx context.Context) error {
	return r.do(ctx, func() error {
		r.stopWalk()
		return nil
	})
}

func (r *Room) stopWalk() {
	if r.walk.on && r.walk.person != "" && r.called == r.walk.person {
		r.endCall()
	}
	r.walk = walk{seconds: r.walk.seconds}
}

// WalkStep tells where the walk stands. A walk that no officer is there to see, for Config.LeadLost, ends.
func (r *Room) WalkStep(ctx context.Context) (Step, error) {
	var out Step
	err := r.do(ctx, func() error {
		if !r.isAttended() {
			r.stopWalk()
		}
		next, _ := r.next()
		out = Step{On: r.walk.on, Called: r.called, Next: next}
		return nil
	})
	return out, err
}

func (r *Room) isAttended() bool {
	now := r.cfg.Clock.Now()
	for _, s := range r.officers() {
		if s.conn != nil || now.Sub(s.lostAt) < r.cfg.LeadLost {
			return true
		}
	}
	return false
}

// WalkCall calls a person for the walk until an instant, as Call does. It returns ErrNotHere for who has no
// seat, and ErrStopped when the walk has ended meanwhile.
func (r *Room) WalkCall(ctx context.Context, i protocol.Invitee, until time.Time) error {
	return r.do(ctx, func() error {
		if !r.walk.on {
			return ErrStopped
		}
		if err := r.call(i); err != nil {
			return err
		}
		r.walk.person, r.walk.endsAt = i.PersonID, until
		return nil
	})
}

// Skip passes a person over whose name could not be called, so that the next is somebody else.
func (r *Room) Skip(ctx context.Context, personID string) error {
	return r.onEntry(ctx, personID, func(e *entry) { e.calls = Rounds })
}

// WalkAnswer notes what came of a call of the walk, and ends the call unless it has ended already. Who has
// been marked meanwhile is settled, and nothing is noted.
func (r *Room) WalkAnswer(ctx context.Context, personID string, a protocol.Answered) error {
	return r.do(ctx, func() error {
		if e, ok := r.roster[personID]; ok && e.invitee.Mark == nil {
			e.answer = a
		}
		if r.called == personID {
			r.endCall()
		}
		r.walk.person, r.walk.endsAt = "", time.Time{}
		return nil
	})
}

// Answers tells what came of the walk's calls of these persons.
func (r *Room) Answers(ctx context.Context, personIDs []string) (map[string]protocol.Answered, error) {
	out := make(map[string]protocol.Answered, len(personIDs))
	err := r.do(ctx, func() error {
		for _, id := range personIDs {
			if e, ok := r.roster[id]; ok {
				out[id] = e.answer
			}
		}
		return nil
	})
	return out, err
}

// tellWalk tells officers and watchers how auto mode does, when that has changed.
func (r *Room) tellWalk() {
	state := protocol.Walk{On: r.walk.on, Seconds: r.walk.seconds}
	if r.walk.on {
		_, state.Remaining = r.next()
		state.StaffID = &r.walk.by
	}
	if r.walk.on && r.walk.person != "" {
		person, ends := r.walk.person, r.walk.endsAt
		state.PersonID, state.EndsAt = &person, &ends
	}
	for _, s := range r.staff() {
		if s.conn != nil && !sameWalk(s.officer.told.walk, state) {
			s.officer.told.walk = &state
			s.send(protocol.AutoState, state)
		}
	}
}

// sameWalk compares with what was told; a walk that never was is not worth telling.
func sameWalk(told *protocol.Walk, now protocol.Walk) bool {
	if told == nil {
		return !now.On
	}
	return told.On == now.On && told.Seconds == now.Seconds && told.Remaining == now.Remaining &&
		sameText(told.StaffID, now.StaffID) && sameText(told.PersonID, now.PersonID)
}
