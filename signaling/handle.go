package signaling

import (
	"context"
	"errors"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
)

// snapshotTimeout bounds the wait for a key frame.
const snapshotTimeout = 5 * time.Second

// handle answers a message, or returns the error that answers it.
func (ses *session) handle(ctx context.Context, m protocol.Message) error {
	if err := allow(ses.actor, ses.role, m.Type); err != nil {
		return err
	}
	if !ses.hub.serves() {
		return errGoing
	}
	ctx, cancel := context.WithTimeout(ctx, ses.cfg.Timeout)
	defer cancel()
	if m.Type == protocol.SnapshotTake {
		return ses.takeLater(ctx, m)
	}
	if m.Type == protocol.RollCallClose {
		return ses.closeRollCall(ctx, m)
	}
	answer, _, err := ses.once(ctx, m, func() (any, error) { return ses.act(ctx, m) })
	if err != nil {
		return err
	}
	ses.settle(ctx, m.Type)
	ses.conn.Answer(m.ID, answer)
	if m.Type == protocol.SDPOffer {
		ses.negotiated(ctx)
	}
	return nil
}

// act does what a message asks and returns the data of its ack.
func (ses *session) act(ctx context.Context, m protocol.Message) (any, error) {
	r, done := ses.hub.room, protocol.Empty{}
	switch d := m.Data.(type) {
	case *protocol.Hello:
		return nil, errGreeted
	case *protocol.Offer:
		return ses.answer(ctx, d)
	case *protocol.Candidate:
		return done, ses.addCandidate(d)
	case *protocol.Location:
		return done, ses.locate(ctx, d)
	case *protocol.Camera:
		ses.camera(d)
		return done, nil
	case *protocol.Hand:
		return done, r.RaiseHand(ctx, ses.peer.id, d.Raised)
	case *protocol.MediaReport:
		return done, r.Report(ctx, ses.peer.id, *d)
	case *protocol.View:
		return done, r.Show(ctx, ses.peer.id, *d)
	case *protocol.Mark:
		return ses.mark(ctx, d)
	case *protocol.PersonRef:
		if m.Type == protocol.HandLower {
			return done, r.LowerHand(ctx, d.PersonID)
		}
		ses.hub.walk.stop()
		return done, ses.call(ctx, person.ID(d.PersonID))
	}
	if answer, ok, err := ses.actLive(ctx, m); ok {
		return answer, err
	}
	return ses.actPlain(ctx, m.Type)
}

// actPlain does what messages without data ask.
func (ses *session) actPlain(ctx context.Context, t protocol.Type) (any, error) {
	acts := map[protocol.Type]func() (any, error){
		protocol.SessionPing:  func() (any, error) { return protocol.Empty{}, ses.ping(ctx) },
		protocol.SessionLeave: func() (any, error) { ses.left = true; return protocol.Empty{}, nil },
		protocol.RosterGet:    func() (any, error) { return ses.rosterOf(ctx) },
		protocol.CallEnd:      func() (any, error) { return protocol.Empty{}, ses.endCall(ctx) },
		protocol.CallNext:     func() (any, error) { return ses.callNext(ctx) },
		protocol.LeadTake:     func() (any, error) { return protocol.Empty{}, ses.lead(ctx, ses.actor.ID) },
	}
	if act, ok := acts[t]; ok {
		return act()
	}
	return nil, errRole
}

// ping renews the resume token, at most twice in its life.
func (ses *session) ping(ctx context.Context) error {
	now := ses.Clock.Now()
	if now.Sub(ses.kept) < ses.cfg.TokenLife/3 {
		return nil
	}
	ses.kept = now
	return ses.keepToken(ctx, ses.cfg.TokenLife)
}

// answer waits for the client's turn and for the roll call's, and negotiates.
func (ses *session) answer(ctx context.Context, o *protocol.Offer) (protocol.Answer, error) {
	if err := errors.Join(ses.peer.pace.Wait(ctx), ses.hub.offers.Wait(ctx)); err != nil {
		return protocol.Answer{}, errFull.With(err)
	}
	return ses.peer.answer(o)
}

// negotiated lets the room point the slots, once the answer is on its way.
func (ses *session) negotiated(ctx context.Context) {
	if err := ses.hub.room.Negotiated(ctx, ses.peer.id); err != nil {
		ses.logger.Warn("point slots", "error", err)
	}
}

func (ses *session) rosterOf(ctx context.Context) (protocol.Roster, error) {
	if err := ses.load(ctx); err != nil {
		return protocol.Roster{}, err
	}
	all, err := ses.hub.room.Roster(ctx)
	return protocol.Roster{Invitees: all}, err
}

// call puts the call on record and then through. Who is not connected is not called.
func (ses *session) call(ctx context.Context, p person.ID) error {
	if _, err := ses.hub.room.PeerOf(ctx, string(p)); err != nil {
		return err
	}
	i, err := ses.RollCalls.Call(ctx, ses.actor, ses.hub.id, p)
	if err != nil {
		return err
	}
	return ses.hub.room.Call(ctx, invitee(i))
}

// endCall ends the call by hand, and with it auto mode.
func (ses *session) endCall(ctx context.Context) error {
	ses.hub.walk.stop()
	return ses.hub.room.EndCall(ctx)
}

func (ses *session) mark(ctx context.Context, d *protocol.Mark) (protocol.Marked, error) {
	in := rollcall.MarkInput{Status: attendance.Status(d.Status), Reason: d.Reason}
	i, err := ses.RollCalls.Mark(ctx, ses.actor, ses.hub.id, person.ID(d.PersonID), in)
	if err != nil {
		return protocol.Marked{}, err
	}
	out, err := ses.hub.room.Changed(ctx, invitee(i))
	return protocol.Marked{Invitee: out}, err
}

// takeLater takes a snapshot beside the conversation, since a key frame may take seconds to come.
func (ses *session) takeLater(ctx context.Context, m protocol.Message) error {
	d, ok := m.Data.(*protocol.PersonRef)
	if !ok {
		return errRole
	}
	select {
	case ses.slow <- struct{}{}:
	default:
		return errBusy
	}
	ctx = context.WithoutCancel(ctx)
	ses.tasks.Go(func() {
		defer func() { <-ses.slow }()
		ctx, cancel := context.WithTimeout(ctx, snapshotTimeout)
		defer cancel()
		out, err := ses.photograph(ctx, ses.hub, ses.actor, d.PersonID)
		if err != nil {
			ses.refuse(m, err)
			return
		}
		ses.conn.Answer(m.ID, out)
	})
	return nil
}

// photograph makes a picture of what a person's camera shows now and ties it to the record.
func (s *Service) photograph(ctx context.Context, h *hub, actor authz.Actor, personID string) (protocol.Snapshot, error) {
	peerID, err := h.room.PeerOf(ctx, personID)
	if err != nil {
		return protocol.Snapshot{}, err
	}
	p, ok := s.peer(peerID)
	if !ok {
		return protocol.Snapshot{}, errGoing
	}
	jpeg, frame, err := p.snapshot(ctx)
	if err != nil {
		return protocol.Snapshot{}, err
	}
	i, err := s.RollCalls.AttachSnapshot(ctx, actor, h.id, person.ID(personID), jpeg)
	if err != nil {
		return protocol.Snapshot{}, err
	}
	if _, err := h.room.Changed(ctx, invitee(i)); err != nil {
		return protocol.Snapshot{}, err
	}
	return protocol.Snapshot{
		SnapshotURL: evidencePath + string(i.SnapshotID), Width: frame.Width, Height: frame.Height, At: frame.At,
	}, nil
}

// closeRollCall closes the roll call on record, answers, and then ends it for everybody, the sender
// included.
func (ses *session) closeRollCall(ctx context.Context, m protocol.Message) error {
	ses.hub.walk.stop()
	var all []rollcall.Invitee
	answer, done, err := ses.once(ctx, m, func() (any, error) {
		if _, err := ses.RollCalls.Close(ctx, ses.actor, ses.hub.id); err != nil {
			return nil, err
		}
		var err error
		_, all, err = ses.RollCalls.Get(ctx, ses.actor, ses.hub.id)
		return protocol.Closed{Counts: counts(all)}, err
	})
	if err != nil {
		return err
	}
	ses.conn.Answer(m.ID, answer)
	if done {
		return nil
	}
	if err := ses.hub.end(ctx, all); err != nil {
		ses.logger.Error("end room of a closed roll call", "error", err)
	}
	return nil
}
