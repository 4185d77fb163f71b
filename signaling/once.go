package signaling

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"diandao/internal/fault"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
)

// Ledger keeps what messages that must not be done twice were answered, on record, so that a client may send
// again at any node what it was not answered.
type Ledger interface {
	// Begin notes that a message of a seat is being done. It returns the first answer if there was one, and
	// begun if somebody began to do it and has not answered. It returns ErrReused when the id was another
	// message's.
	Begin(ctx context.Context, peerID, id, fingerprint string) (answer []byte, begun bool, err error)
	// Finish keeps the answer.
	Finish(ctx context.Context, peerID, id string, answer []byte) error
	// Release forgets a message that was refused, so that it may be sent again.
	Release(ctx context.Context, peerID, id string) error
}

// ErrReused is returned for an id that has named another message of the seat.
var ErrReused = fault.New(fault.Conflict, "signal.id_reused", "This id has been used for another message.")

// uniqueID is from how many characters on an id is taken to be unique over all connections of a seat.
const uniqueID = 16

// settleTimeout bounds how long an answer waits for what it says to be kept for the next node.
const settleTimeout = 500 * time.Millisecond

// answerWait bounds how long a message that somebody has begun is left to them, before it is done again.
const answerWait = 2 * time.Second

// onceTypes are the messages that are not done twice under the same id.
func onceTypes() []protocol.Type {
	return []protocol.Type{
		protocol.PersonCall, protocol.CallNext, protocol.AttendanceMark, protocol.AttendanceConfirm, protocol.PersonRecall,
		protocol.TextSend, protocol.LeadTake, protocol.LeadGive, protocol.RollCallClose,
	}
}

func (ses *session) isOnce(m protocol.Message) bool {
	return ses.Ledger != nil && len(m.ID) >= uniqueID && slices.Contains(onceTypes(), m.Type)
}

// once does a message unless it was done before, and returns what it is answered with; done tells that there
// is nothing left to do.
func (ses *session) once(ctx context.Context, m protocol.Message, act func() (any, error)) (answer any, done bool, err error) {
	if !ses.isOnce(m) {
		answer, err = act()
		return answer, false, err
	}
	mine, err := fingerprint(m)
	if err != nil {
		return nil, false, err
	}
	kept, begun, err := ses.Ledger.Begin(ctx, ses.peer.id, m.ID, mine)
	switch {
	case err != nil:
		return nil, false, err
	case kept != nil:
		return json.RawMessage(kept), true, nil
	}
	if begun {
		if answer, done = ses.already(ctx, m); !done {
			answer, done = ses.answered(ctx, m, mine)
		}
	}
	if !done {
		if answer, err = act(); err != nil {
			return nil, false, ses.forgetMessage(ctx, m, err)
		}
	}
	raw, err := json.Marshal(answer)
	if err == nil {
		err = ses.Ledger.Finish(ctx, ses.peer.id, m.ID, raw)
	}
	if err != nil {
		ses.logger.Warn("answer not kept", "type", m.Type, "error", err)
	}
	return answer, done, nil
}

func (ses *session) forgetMessage(ctx context.Context, m protocol.Message, refused error) error {
	if err := ses.Ledger.Release(ctx, ses.peer.id, m.ID); err != nil {
		ses.logger.Warn("refused message not forgotten", "type", m.Type, "error", err)
	}
	return refused
}

// answered waits a little for what the seat's former connection, which may still be at it, makes of a message.
func (ses *session) answered(ctx context.Context, m protocol.Message, mine string) (any, bool) {
	tick := time.NewTicker(answerWait / 10)
	defer tick.Stop()
	for range 10 {
		select {
		case <-ctx.Done():
			return nil, false
		case <-tick.C:
		}
		if kept, begun, err := ses.Ledger.Begin(ctx, ses.peer.id, m.ID, mine); err != nil || kept != nil || !begun {
			return json.RawMessage(kept), err == nil && kept != nil
		}
	}
	return nil, false
}

// already finds out whether a message whose answer nobody knows has been done: the node may have died between
// doing it and saying so.
func (ses *session) already(ctx context.Context, m protocol.Message) (any, bool) {
	rc, all, err := ses.RollCalls.Get(ctx, ses.actor, ses.hub.id)
	if err != nil {
		return nil, false
	}
	if m.Type == protocol.LeadTake {
		return protocol.Empty{}, rc.OfficerID == ses.actor.ID
	}
	if m.Type == protocol.CallNext {
		n := slices.IndexFunc(all, func(i rollcall.Invitee) bool { return i.Presence == rollcall.Called })
		if n < 0 {
			return nil, false
		}
		called := string(all[n].PersonID)
		return protocol.Next{PersonID: &called}, true
	}
	switch d := m.Data.(type) {
	case *protocol.Mark:
		i, ok := of(all, person.ID(d.PersonID))
		same := ok && string(i.Mark) == d.Status && i.MarkReason == strings.TrimSpace(d.Reason) && i.MarkedBy == ses.actor.ID
		return protocol.Marked{Invitee: invitee(i)}, same
	case *protocol.PersonRef:
		i, ok := of(all, person.ID(d.PersonID))
		return protocol.Empty{}, ok && i.Presence == rollcall.Called
	case *protocol.StaffRef:
		return protocol.Empty{}, rc.OfficerID == d.StaffID
	}
	return nil, false
}

func of(all []rollcall.Invitee, p person.ID) (rollcall.Invitee, bool) {
	n := slices.IndexFunc(all, func(i rollcall.Invitee) bool { return i.PersonID == p })
	if n < 0 {
		return rollcall.Invitee{}, false
	}
	return all[n], true
}

// fingerprint tells one message from another under the same id.
func fingerprint(m protocol.Message) (string, error) {
	raw, err := json.Marshal(m.Data)
	if err != nil {
		return "", fmt.Errorf("fingerprint of a message: %w", err)
	}
	sum := sha256.Sum256(append([]byte(m.Type+" "), raw...))
	return hex.EncodeToString(sum[:]), nil
}

// settle waits until what an officer is about to be told would be known to the next node, too.
func (ses *session) settle(ctx context.Context, t protocol.Type) {
	if !slices.Contains([]protocol.Type{protocol.PersonCall, protocol.CallNext, protocol.CallEnd, protocol.AttendanceMark, protocol.AttendanceConfirm}, t) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, settleTimeout)
	defer cancel()
	if err := ses.hub.room.TellKeeper(ctx); err != nil {
		return // the room is closing: the record has it
	}
	ses.hub.keep.flush(ctx)
	ses.hub.record.flush(ctx)
}
