package signaling

import (
	"errors"
	"time"

	"diandao/internal/fault"
	"diandao/internal/rollcall"
	"diandao/signaling/ice"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
)

// evidencePath is where consoles fetch pictures; it is an operation of the console contract.
const evidencePath = "/console/v1/evidence/"

func invitee(i rollcall.Invitee) protocol.Invitee {
	out := protocol.Invitee{
		PersonID: string(i.PersonID), Name: i.Name, Number: i.Number, Seq: i.Seq, Presence: string(i.Presence),
		OnLineAt: optional(i.OnLineAt, time.Time.IsZero), CalledAt: optional(i.CalledAt, time.Time.IsZero),
		Mark: optional(string(i.Mark), empty), MarkReason: i.MarkReason,
		MarkedBy: optional(i.MarkedBy, empty), MarkedAt: optional(i.MarkedAt, time.Time.IsZero),
	}
	if i.SnapshotID != "" {
		url := evidencePath + string(i.SnapshotID)
		out.SnapshotURL = &url
	}
	seenOf(i, &out)
	return out
}

func empty(s string) bool { return s == "" }

// optional is nil for a value that is none.
func optional[T any](v T, none func(T) bool) *T {
	if none(v) {
		return nil
	}
	return &v
}

func invitees(all []rollcall.Invitee) []protocol.Invitee {
	out := make([]protocol.Invitee, 0, len(all))
	for _, i := range all {
		out = append(out, invitee(i))
	}
	return out
}

func counts(all []rollcall.Invitee) map[string]int {
	out := map[string]int{}
	for status, n := range rollcall.CountMarks(all) {
		out[string(status)] = n
	}
	return out
}

func iceServers(all []ice.Server) []protocol.ICEServer {
	out := make([]protocol.ICEServer, 0, len(all))
	for _, s := range all {
		out = append(out, protocol.ICEServer{URLs: s.URLs, Username: s.Username, Credential: s.Credential})
	}
	return out
}

// problem is the one place where errors become what clients are told. It reports whether the error is
// our own mistake, of which the cause belongs in the log.
func problem(err error) (protocol.Problem, bool) {
	f, isFault := errors.AsType[*fault.Error](err)
	switch {
	case isFault && f.Code != fault.Internal:
		return protocol.Problem{Code: f.Reason, Message: f.Message}, false
	case errors.Is(err, room.ErrFull):
		return protocol.Problem{Code: protocol.CodeFull, Message: errFull.Message}, false
	case errors.Is(err, room.ErrBusy):
		return protocol.Problem{Code: protocol.CodeBusy, Message: "The server is busy. Try again."}, false
	case errors.Is(err, room.ErrClosed), errors.Is(err, room.ErrNoSeat):
		return protocol.Problem{Code: protocol.CodeClosed, Message: "You no longer take part in this roll call."}, false
	case errors.Is(err, room.ErrNotLead):
		return protocol.Problem{Code: protocol.CodeNotLead, Message: "Only the officer who leads does this."}, false
	case errors.Is(err, room.ErrNotHere):
		return protocol.Problem{Code: protocol.CodePersonNotHere, Message: "This person is not connected."}, false
	}
	return protocol.Problem{Code: protocol.CodeInternal, Message: "Something went wrong here. Try again."}, true
}
