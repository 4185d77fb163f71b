package protocol

// Version is the newest version of the protocol this package speaks.
const Version = 1

// Role is what a client takes part as.
type Role string

// The roles.
const (
	Phone   Role = "phone"   // a supervised person
	Officer Role = "officer" // a staff member who runs the roll call
	Watcher Role = "watcher" // a supervisor who looks on in silence
)

// Roles lists every role.
func Roles() []Role { return []Role{Phone, Officer, Watcher} }

// Type names a message, "<noun>.<verb>".
type Type string

// Messages of clients.
const (
	SessionHello   Type = "session.hello"
	SessionPing    Type = "session.ping"
	SessionLeave   Type = "session.leave"
	SDPOffer       Type = "sdp.offer"
	ICECandidate   Type = "ice.candidate"
	HandRaise      Type = "hand.raise"
	MediaState     Type = "media.state"
	RosterGet      Type = "roster.get"
	ViewShow       Type = "view.show"
	PersonCall     Type = "person.call"
	CallEnd        Type = "call.end"
	SnapshotTake   Type = "snapshot.take"
	AttendanceMark Type = "attendance.mark"
	RollCallClose  Type = "rollcall.close"
	LocationReport Type = "location.report"
	CameraReport   Type = "camera.report"

	CallNext          Type = "call.next"
	PersonRecall      Type = "person.recall"
	AutoSet           Type = "auto.set"
	AttendanceConfirm Type = "attendance.confirm"
	SpeechSet         Type = "speech.set"
	ListenSet         Type = "listen.set"
	PersonMute        Type = "person.mute"
	HandLower         Type = "hand.lower"
	TextSend          Type = "text.send"
	LeadTake          Type = "lead.take"
	LeadGive          Type = "lead.give"
)

// Messages of the server.
const (
	ChallengeStarted Type = "challenge.started"
	ChallengeEnded   Type = "challenge.ended"
	Ack              Type = "ack"
	Error            Type = "error"
	InviteeChanged   Type = "invitee.changed"
	RosterCounts     Type = "roster.counts"
	CallStarted      Type = "call.started"
	CallEnded        Type = "call.ended"
	QueuePosition    Type = "queue.position"
	MediaRequest     Type = "media.request"
	OfficerState     Type = "officer.state"
	RollCallClosed   Type = "rollcall.closed"
	SessionElsewhere Type = "session.elsewhere"
	SessionGoing     Type = "session.going"

	AutoState  Type = "auto.state"
	HandState  Type = "hand.state"
	StaffState Type = "staff.state"
	TextSent   Type = "text.sent"
)

// ClientTypes lists what a client may send.
func ClientTypes() []Type {
	return []Type{
		SessionHello, SessionPing, SessionLeave, SDPOffer, ICECandidate, HandRaise, MediaState,
		RosterGet, ViewShow, PersonCall, CallEnd, SnapshotTake, AttendanceMark, RollCallClose,
		LocationReport, CameraReport,
		CallNext, PersonRecall, AutoSet, AttendanceConfirm, SpeechSet, ListenSet, PersonMute, HandLower,
		TextSend, LeadTake, LeadGive,
	}
}

// ServerTypes lists what the server may send.
func ServerTypes() []Type {
	return []Type{
		ChallengeStarted, ChallengeEnded,
		Ack, Error, InviteeChanged, RosterCounts, CallStarted, CallEnded, QueuePosition,
		MediaRequest, OfficerState, RollCallClosed, SessionElsewhere, SessionGoing,
		AutoState, HandState, StaffState, TextSent,
	}
}

// newData returns a pointer to the empty data of a client message, and nil for an unknown type.
func newData(t Type) any {
	switch t {
	case SessionHello:
		return &Hello{}
	case SessionPing, SessionLeave, RosterGet, CallEnd, RollCallClose, CallNext, LeadTake:
		return &Empty{}
	case SDPOffer:
		return &Offer{}
	case ICECandidate:
		return &Candidate{}
	case HandRaise:
		return &Hand{}
	case MediaState:
		return &MediaReport{}
	case ViewShow:
		return &View{}
	case PersonCall, SnapshotTake, HandLower:
		return &PersonRef{}
	case AttendanceMark:
		return &Mark{}
	case LocationReport:
		return &Location{}
	case CameraReport:
		return &Camera{}
	case ChallengeStarted, ChallengeEnded:
		return nil
	case PersonRecall, AttendanceConfirm:
		return &People{}
	case AutoSet:
		return &Auto{}
	case SpeechSet:
		return &Speech{}
	case ListenSet:
		return &Listen{}
	case PersonMute:
		return &Mute{}
	case TextSend:
		return &Text{}
	case LeadGive:
		return &StaffRef{}
	case Ack, Error, InviteeChanged, RosterCounts, CallStarted, CallEnded, QueuePosition, MediaRequest,
		OfficerState, RollCallClosed, SessionElsewhere, SessionGoing, AutoState, HandState, StaffState, TextSent:
		return nil
	}
	return nil
}
