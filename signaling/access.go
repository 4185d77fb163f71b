package signaling

import (
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/signaling/protocol"
)

// Permission tells which action of the policy a message is, for each role that may send it. A role that
// is left out may not.
type Permission map[protocol.Role]authz.Action

// Access is who may send what. It is the whole policy of signalling; whether the actor may do it in this
// roll call is checked by ticket and record.
func Access() map[protocol.Type]Permission {
	person := Permission{protocol.Phone: authz.SelfRollCall}
	staff := Permission{protocol.Officer: authz.RollCallRun}
	looking := Permission{protocol.Officer: authz.RollCallRun, protocol.Watcher: authz.RollCallWatch}
	all := Permission{protocol.Phone: authz.SelfRollCall, protocol.Officer: authz.RollCallRun, protocol.Watcher: authz.RollCallWatch}
	return map[protocol.Type]Permission{
		protocol.SessionHello: all, protocol.SessionPing: all, protocol.SessionLeave: all,
		protocol.SDPOffer: all, protocol.ICECandidate: all,
		protocol.HandRaise: person, protocol.MediaState: person,
		protocol.LocationReport: person, protocol.CameraReport: person,
		protocol.RosterGet: looking, protocol.ViewShow: looking, protocol.PersonCall: staff, protocol.CallEnd: staff,
		protocol.SnapshotTake: staff, protocol.AttendanceMark: staff, protocol.RollCallClose: staff,
		protocol.CallNext: staff, protocol.PersonRecall: staff, protocol.AutoSet: staff, protocol.AttendanceConfirm: staff,
		protocol.SpeechSet: staff, protocol.PersonMute: staff, protocol.HandLower: staff, protocol.TextSend: staff,
		protocol.LeadTake: staff, protocol.LeadGive: staff,
		protocol.ListenSet: {protocol.Watcher: authz.RollCallWatch},
	}
}

var errRole = fault.New(fault.Forbidden, protocol.CodeRoleForbidden, "Your role does not send this message.")

// roleOf tells as what somebody takes part.
func roleOf(r Resumption) protocol.Role {
	switch {
	case r.Actor.Role == authz.Self:
		return protocol.Phone
	case r.Watch:
		return protocol.Watcher
	}
	return protocol.Officer
}

// allow checks a message of somebody in a role against Access.
func allow(a authz.Actor, role protocol.Role, t protocol.Type) error {
	action, ok := Access()[t][role]
	if !ok {
		return errRole
	}
	return authz.Allow(a, action)
}
