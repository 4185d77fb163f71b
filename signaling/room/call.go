package room

import (
	"context"

	"diandao/signaling/protocol"
)

// PeerOf returns the peer id of a person's seat. It returns ErrNotHere for who has none.
func (r *Room) PeerOf(ctx context.Context, personID string) (string, error) {
	var peerID string
	err := r.do(ctx, func() error {
		if peerID = r.peerOf(personID); peerID == "" {
			return ErrNotHere
		}
		return nil
	})
	return peerID, err
}

// Call calls a person; the call before ends. The invitee is the person's place as it is on record now.
// It returns ErrNotHere for who has no seat.
func (r *Room) Call(ctx context.Context, i protocol.Invitee) error {
	return r.do(ctx, func() error { return r.call(i) })
}

func (r *Room) call(i protocol.Invitee) error {
	if _, ok := r.actors[actor{protocol.Phone, i.PersonID}]; !ok {
		return ErrNotHere
	}
	calls := r.entry(i.PersonID).calls
	r.merge(i)
	if r.called != i.PersonID {
		r.endCall()
		r.called = i.PersonID
		e := r.entry(i.PersonID)
		e.calls, e.answer, e.muted = calls+1, protocol.AnswerNone, false
		r.callBegan()
		r.tellCall(r.lead())
	}
	return nil
}

// EndCall ends the call, if there is one.
func (r *Room) EndCall(ctx context.Context) error {
	return r.do(ctx, func() error {
		r.endCall()
		return nil
	})
}

// endCall ends the call and tells the world that the person is back on line.
func (r *Room) endCall() {
	if r.called == "" {
		return
	}
	r.callEnded()
	s, ok := r.actors[actor{protocol.Phone, r.called}]
	r.called = ""
	r.tellCall(nil)
	if ok && s.phone.presence == OnLine {
		r.cfg.Events.Seen(Sighting{PersonID: s.id, Presence: OnLine, At: r.cfg.Clock.Now()})
	}
}

// Show sets the whole of what an officer or a watcher looks at.
func (r *Room) Show(ctx context.Context, peerID string, v protocol.View) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok || s.isPhone() {
			return ErrNoSeat
		}
		s.officer.view = map[int]look{}
		for _, slot := range v.Slots {
			if slot.PersonID != nil {
				s.officer.view[slot.Slot] = look{*slot.PersonID, slot.Large}
			}
		}
		return nil
	})
}

// Close ends the roll call for everybody: phones get their mark, officers the counts, and all are closed
// with protocol.CloseRollCallEnd. Afterwards nobody can join.
func (r *Room) Close(ctx context.Context, all []protocol.Invitee, counts map[string]int) error {
	return r.do(ctx, func() error {
		for _, i := range all {
			r.merge(i)
		}
		r.callEnded()
		r.closed, r.called, r.walk = true, "", walk{}
		r.tellCall(nil)
		for _, s := range r.seats {
			result := protocol.RollCallResult{Counts: counts}
			if s.isPhone() {
				result = protocol.RollCallResult{Mark: r.entry(s.id).invitee.Mark}
			}
			s.send(protocol.RollCallClosed, result)
			s.hangUp(protocol.CloseRollCallEnd, "roll call closed")
			r.vacate(s)
		}
		return nil
	})
}
