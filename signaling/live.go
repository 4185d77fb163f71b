package signaling

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"
	"unicode/utf8"

	"diandao/internal/fault"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
)

// Limits of texts of one officer.
const (
	textEvery   = 2 * time.Second
	textsAtOnce = 5
	maxSkips    = 20 // persons passed over, since the record refuses to call them, for one call.next
)

var (
	errTexts       = fault.New(fault.RateLimited, protocol.CodeBusy, "Wait a moment before the next text.")
	errNotAnswered = fault.New(fault.Conflict, protocol.CodeNotAnswered, "Auto mode has not seen this person.")
	errMany        = fault.New(fault.Invalid, protocol.CodeDataInvalid, "Confirm at most 100 persons at once.")
)

// actLive does what officers and watchers ask while a roll call runs, and reports whether the message is one of those.
func (ses *session) actLive(ctx context.Context, m protocol.Message) (any, bool, error) {
	r, done := ses.hub.room, protocol.Empty{}
	switch d := m.Data.(type) {
	case *protocol.People:
		answer, err := ses.people(ctx, m.Type, d.PersonIDs)
		return answer, true, err
	case *protocol.Auto:
		return done, true, ses.auto(ctx, *d)
	case *protocol.Speech:
		return done, true, r.Speak(ctx, ses.peer.id, d.ToAll)
	case *protocol.Listen:
		return done, true, r.Listen(ctx, ses.peer.id, d.To)
	case *protocol.Mute:
		return done, true, r.Mute(ctx, d.PersonID, d.Muted)
	case *protocol.Text:
		answer, err := ses.say(ctx, *d)
		return answer, true, err
	case *protocol.StaffRef:
		return done, true, ses.giveLead(ctx, d.StaffID)
	}
	return nil, false, nil
}

func (ses *session) people(ctx context.Context, t protocol.Type, ids []string) (any, error) {
	if t == protocol.AttendanceConfirm {
		return ses.confirm(ctx, ids)
	}
	return ses.recall(ctx, ids)
}

// callNext calls who is next, by hand: auto mode ends.
func (ses *session) callNext(ctx context.Context) (protocol.Next, error) {
	ses.hub.walk.stop()
	for range maxSkips {
		id, err := ses.hub.room.Next(ctx)
		if err != nil || id == "" {
			return protocol.Next{}, err
		}
		err = ses.call(ctx, person.ID(id))
		if err == nil {
			return protocol.Next{PersonID: &id}, nil
		}
		if errors.Is(err, rollcall.ErrState) || !isRefusal(err) {
			return protocol.Next{}, err
		}
		if err := ses.hub.room.Skip(ctx, id); err != nil {
			return protocol.Next{}, err
		}
	}
	return protocol.Next{}, errBusy
}

func (ses *session) recall(ctx context.Context, ids []string) (protocol.Recalled, error) {
	persons := make([]person.ID, 0, len(ids))
	for _, id := range ids {
		persons = append(persons, person.ID(id))
	}
	rung, err := ses.RollCalls.Recall(ctx, ses.actor, ses.hub.id, persons)
	if err != nil {
		return protocol.Recalled{}, err
	}
	out := protocol.Recalled{PersonIDs: []string{}}
	for _, i := range rung {
		out.PersonIDs = append(out.PersonIDs, string(i.PersonID))
	}
	return out, nil
}

func (ses *session) auto(ctx context.Context, d protocol.Auto) error {
	if !d.On {
		ses.hub.walk.stop()
		return nil
	}
	return ses.hub.walk.start(ctx, ses.actor, d.Seconds)
}

// confirm marks present those whom auto mode has seen, as this officer. A problem with one does not hold up the others.
func (ses *session) confirm(ctx context.Context, ids []string) (protocol.Confirmed, error) {
	if len(ids) > protocol.MaxConfirm {
		return protocol.Confirmed{}, errMany
	}
	answers, err := ses.hub.room.Answers(ctx, ids)
	if err != nil {
		return protocol.Confirmed{}, err
	}
	out := protocol.Confirmed{PersonIDs: []string{}, Refused: []protocol.Refused{}}
	for _, id := range ids {
		err := error(errNotAnswered)
		if answers[id] == protocol.AnswerSeen {
			_, err = ses.mark(ctx, &protocol.Mark{PersonID: id, Status: "present"})
		}
		if err != nil {
			p, ours := problem(err)
			if ours {
				ses.logger.Error("confirm a person", "error", err)
			}
			out.Refused = append(out.Refused, protocol.Refused{PersonID: id, Code: p.Code})
			continue
		}
		out.PersonIDs = append(out.PersonIDs, id)
	}
	return out, nil
}

// say puts on record that words were sent, not the words, and sends them.
func (ses *session) say(ctx context.Context, d protocol.Text) (protocol.Reached, error) {
	if !ses.texts.Allow() {
		return protocol.Reached{}, errTexts
	}
	to := person.ID("")
	if d.PersonID != nil {
		to = person.ID(*d.PersonID)
		if _, err := ses.hub.room.PeerOf(ctx, *d.PersonID); err != nil {
			return protocol.Reached{}, err
		}
	}
	sum := sha256.Sum256([]byte(d.Text))
	err := ses.RollCalls.TextSent(ctx, ses.actor, ses.hub.id, to, hex.EncodeToString(sum[:]), utf8.RuneCountInString(d.Text))
	if err != nil {
		return protocol.Reached{}, err
	}
	phones, err := ses.hub.room.Say(ctx, d.PersonID, d.Text)
	return protocol.Reached{Phones: phones}, err
}

// giveLead hands over what the sender has.
func (ses *session) giveLead(ctx context.Context, staffID string) error {
	if err := ses.hub.room.Leads(ctx, ses.peer.id); err != nil {
		return err
	}
	return ses.lead(ctx, staffID)
}

// lead puts a hand-over on record and then through.
func (ses *session) lead(ctx context.Context, staffID string) error {
	if err := ses.hub.room.MayLead(ctx, staffID); err != nil {
		return err
	}
	if _, err := ses.RollCalls.HandOver(ctx, ses.actor, ses.hub.id, staffID); err != nil {
		return err
	}
	return ses.hub.room.Lead(ctx, staffID)
}
