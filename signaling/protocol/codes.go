package protocol

import "slices"

// Error codes of signalling itself. Refusals of the domain pass with their own codes ("rollcall.state").
const (
	CodeMessageUnknown     = "signal.message_unknown"
	CodeDataInvalid        = "signal.data_invalid"
	CodeHelloExpected      = "signal.hello_expected"
	CodeHelloRepeated      = "signal.hello_repeated"
	CodeVersionUnsupported = "signal.version_unsupported"
	CodeTicketRefused      = "signal.ticket_refused"
	CodeRoleForbidden      = "signal.role_forbidden"
	CodePersonNotHere      = "signal.person_not_here"
	CodeFull               = "signal.full"
	CodeBusy               = "signal.busy"
	CodeClosed             = "signal.closed"
	CodeElsewhere          = "signal.elsewhere"
	CodeMoving             = "signal.moving"
	CodeNotLead            = "signal.not_lead"
	CodeNotAnswered        = "signal.not_answered"
	CodeInternal           = "signal.internal"
)

// ErrorCodes lists every error code of signalling itself.
func ErrorCodes() []string {
	return []string{
		CodeMessageUnknown, CodeDataInvalid, CodeHelloExpected, CodeHelloRepeated, CodeVersionUnsupported,
		CodeTicketRefused, CodeRoleForbidden, CodePersonNotHere, CodeFull, CodeBusy,
		CodeClosed, CodeElsewhere, CodeMoving, CodeInternal, CodeNotLead, CodeNotAnswered,
	}
}

// CloseCode is the status code of a websocket close frame (RFC 6455, section 7.4).
type CloseCode int

// The close codes.
const (
	CloseLeft        CloseCode = 1000 // the client asked to leave
	CloseGoing       CloseCode = 1001 // this server goes: resume elsewhere
	CloseTooLarge    CloseCode = 1009 // a frame above MaxFrame, or an offer above MaxOffer
	CloseInternal    CloseCode = 1011 // our mistake
	CloseBadMessage  CloseCode = 4000 // not a message of this protocol
	CloseHelloLate   CloseCode = 4001 // no session.hello within 10 s
	CloseIdle        CloseCode = 4002 // nothing sent for 45 s
	CloseRefused     CloseCode = 4003 // ticket or resume token refused
	CloseTooSlow     CloseCode = 4008 // the client does not read what it is sent
	CloseReplaced    CloseCode = 4009 // another connection of the same actor took the seat
	CloseRollCallEnd CloseCode = 4010 // the roll call is closed
	CloseElsewhere   CloseCode = 4011 // another server has the roll call: go there with the same ticket or token
	CloseBarred      CloseCode = 4012 // the actor must not take part any longer; the reason says why
	CloseFlood       CloseCode = 4029 // too many messages
)

// CloseCodes lists every close code.
func CloseCodes() []CloseCode {
	return []CloseCode{
		CloseLeft, CloseGoing, CloseTooLarge, CloseInternal, CloseBadMessage, CloseHelloLate, CloseIdle,
		CloseRefused, CloseTooSlow, CloseReplaced, CloseRollCallEnd, CloseElsewhere, CloseBarred, CloseFlood,
	}
}

// MayResume reports whether a client should come back with its resume token after such a closing.
func (c CloseCode) MayResume() bool {
	return slices.Contains([]CloseCode{CloseGoing, CloseInternal, CloseIdle, CloseTooSlow}, c)
}

// Negotiate picks the newest version both sides speak, and reports whether there is one.
func Negotiate(offered []int) (int, bool) {
	if slices.Contains(offered, Version) {
		return Version, true
	}
	return 0, false
}
