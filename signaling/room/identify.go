package room

import (
	"context"

	"diandao/signaling/protocol"
)

// CallEvents hears of calls; it is optional for the Events of a Config to have it. It is called from the room's
// goroutine and must not block.
type CallEvents interface {
	CallBegan(personID string)
	CallEnded(personID string)
}

func (r *Room) callBegan() {
	if e, ok := r.cfg.Events.(CallEvents); ok && r.called != "" {
		e.CallBegan(r.called)
	}
}

func (r *Room) callEnded() {
	if e, ok := r.cfg.Events.(CallEvents); ok && r.called != "" {
		e.CallEnded(r.called)
	}
}

// Challenge shows a called person what to do in front of the camera; nil ends it. It returns ErrNotHere for who has
// no seat, or is not called.
func (r *Room) Challenge(ctx context.Context, personID string, asked *protocol.Asked) error {
	return r.do(ctx, func() error {
		s, ok := r.actors[actor{protocol.Phone, personID}]
		if !ok || (asked != nil && r.called != personID) {
			return ErrNotHere
		}
		s.phone.challenge = asked
		return nil
	})
}

// tellChallenge tells a phone what it does not know of its challenge. The end of a call ends it.
func (r *Room) tellChallenge(s *seat) {
	p := &s.phone
	if r.called != s.id {
		p.challenge = nil
	}
	if s.conn == nil || p.told.challenge == p.challenge {
		return
	}
	if p.told.challenge = p.challenge; p.challenge == nil {
		s.send(protocol.ChallengeEnded, protocol.Empty{})
		return
	}
	s.send(protocol.ChallengeStarted, *p.challenge)
}

// Note takes what was asked and seen of a person; marks and calls are left as they are.
func (r *Room) Note(ctx context.Context, i protocol.Invitee) error {
	return r.do(ctx, func() error {
		e := r.entry(i.PersonID)
		e.invitee.Challenge, e.invitee.Findings, e.invitee.Proposal = i.Challenge, i.Findings, i.Proposal
		if e.invitee.SnapshotURL == nil {
			e.invitee.SnapshotURL = i.SnapshotURL
		}
		return nil
	})
}

// keepSeen keeps what was seen if i was read before that.
func keepSeen(i *protocol.Invitee, was protocol.Invitee) {
	if len(i.Findings) < len(was.Findings) {
		i.Challenge, i.Findings, i.Proposal = was.Challenge, was.Findings, was.Proposal
	}
}
