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
	both := Permission{protocol.Phone: authz.SelfRollCall, protocol.Officer: authz.RollCallRun}
	person := Permission{protocol.Phone: authz.SelfRollCall}
	staff := Permission{protocol.Officer: authz.RollCallRun}
	return map[protocol.Type]Permission{
		protocol.SessionHello: both, protocol.SessionPing: both, protocol.SessionLeave: both,
		protocol.SDPOffer: both, protocol.ICECandidate: both,
		protocol.HandRaise: person, protocol.MediaState: person,
		protocol.LocationReport: person, protocol.CameraReport: person,
		protocol.RosterGet: staff, protocol.ViewShow: staff, protocol.PersonCall: staff, protocol.CallEnd: staff,
		protocol.SnapshotTake: staff, protocol.AttendanceMark: staff, protocol.RollCallClose: staff,
	}
}

var errRole = fault.New(fault.Forbidden, protocol.CodeRoleForbidden, "Your role does not send this message.")

// roleOf tells as what an actor takes part.
func roleOf(a authz.Actor) protocol.Role {
	if a.Role == authz.Self {
		return protocol.Phone
	}
	return protocol.Officer
}

// allow checks a message against Access.
func allow(a authz.Actor, t protocol.Type) error {
	action, ok := Access()[t][roleOf(a)]
	if !ok {
		return errRole
	}
	return authz.Allow(a, action)
}
