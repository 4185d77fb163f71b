// Package rollcall holds the live video roll call (视频点名): who is on the roster, who is registered out or
// kept apart, in which order names are called, how the officer marks, what closing does to those who were not
// marked, and how the sheet is sealed.
//
//	planned → notified → lobby → live → closed → sealed;  planned | notified | lobby → cancelled
//
// Terms: the roster is whom the station (or district, or the officer's choice) has; registered out is who is
// on it but on leave, in hospital or in custody, and is neither rung nor called; kept apart is who is not
// gathered with another on it. A rung is how good the line was. A step is one entry of a roll call's history.
//
// Invariants: a roster is a snapshot taken when the lobby opens; minors are never gathered with adults, nor
// persons accused together with one another; every change has an author, an instant and a reason; closing
// computes the unmarked in one transaction and asks, it punishes nobody; what is closed changes only through
// review and appeal; what is sealed does not change at all.
package rollcall

import (
	"slices"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// ID identifies a roll call.
type ID string

// InviteeID identifies one person's place in a roll call.
type InviteeID string

// State is where a roll call stands.
type State string

// The states.
const (
	Planned   State = "planned"
	Notified  State = "notified" // the phones were told beforehand
	Lobby     State = "lobby"
	Live      State = "live"
	Closed    State = "closed"
	Sealed    State = "sealed"
	Cancelled State = "cancelled"
)

// States lists every state.
func States() []State { return []State{Planned, Notified, Lobby, Live, Closed, Sealed, Cancelled} }

// Transitions tells which state may follow which.
func Transitions() map[State][]State {
	return map[State][]State{
		Planned:  {Notified, Lobby, Cancelled},
		Notified: {Lobby, Cancelled},
		Lobby:    {Live, Closed, Cancelled},
		Live:     {Closed},
		Closed:   {Sealed},
	}
}

// CanBecome reports whether next may follow s.
func (s State) CanBecome(next State) bool { return slices.Contains(Transitions()[s], next) }

// IsRunning reports whether phones may join.
func (s State) IsRunning() bool { return s == Lobby || s == Live }

// IsAhead reports whether the roll call is planned and its roster not taken yet.
func (s State) IsAhead() bool { return s == Planned || s == Notified }

// Audience tells who may be gathered (Community Corrections Law, articles 25, 52 and 54).
type Audience string

// The audiences.
const (
	Adults Audience = "adults"
	Minors Audience = "minors"
	Women  Audience = "women" // adult women only
)

// Audiences lists every audience.
func Audiences() []Audience { return []Audience{Adults, Minors, Women} }

// Kind tells whose roll call it is.
type Kind string

// The kinds. A spot check runs beside any other roll call, since it is worth something only unannounced and
// at once; of the others a unit has one at a time.
const (
	OfStation  Kind = "station"  // everybody of a justice station
	OfDistrict Kind = "district" // everybody of all stations below a district
	OfChosen   Kind = "chosen"   // persons that the officer picked, at or below the unit
	SpotCheck  Kind = "spot"     // one or a few, at once and unannounced
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{OfStation, OfDistrict, OfChosen, SpotCheck} }

// Order tells in which order names are called.
type Order string

// The orders.
const (
	ByNumber Order = "number"
	ByHand   Order = "hand"   // as the officer arranged it; who is not arranged follows by number
	ByChance Order = "chance" // by the committed randomness of the day
)

// Orders lists every order.
func Orders() []Order { return []Order{ByNumber, ByHand, ByChance} }

// RollCall is one roll call of a unit.
type RollCall struct {
	ID         ID
	StationID  org.UnitID // the unit: a justice station, or a district
	Path       org.Path
	Title      string
	Audience   Audience
	Kind       Kind
	State      State
	OfficerID  string
	Zone       string    // IANA, of the unit when the roll call was planned or started
	StartsAt   time.Time // when the lobby opens
	NotifyAt   time.Time // when phones are told beforehand; zero is never
	Order      Order
	IsRecorded bool        // called segments are recorded
	IsAuto     bool        // names are called automatically
	Chosen     []person.ID // of OfChosen and SpotCheck
	Arranged   []person.ID // of ByHand
	Apart      []Apart     // who was kept apart when the lobby opened
	DrawDay    string      // of ByChance: the calendar day whose draw ordered the names
	Reason     string      // why it was cancelled: a code of ours or an officer's words
	CreatedAt  time.Time
	OpenedAt   time.Time // the roster was taken, the phones rung
	LiveAt     time.Time // first call of a name
	ClosedAt   time.Time
	SealedAt   time.Time
	SealedBy   string // staff id or "system"
	SealHash   string // SHA-256, in hex
	UpdatedAt  time.Time
}

// Presence is where a person stands on the line, apart from how the person is marked.
type Presence string

// The presences.
const (
	Invited    Presence = "invited"
	Reached    Presence = "reached"    // a device acknowledged the ring
	Connecting Presence = "connecting" // opened the page
	OnLine     Presence = "on_line"    // picture arrives
	Called     Presence = "called"
	Dropped    Presence = "dropped"
	Left       Presence = "left"
)

// Presences lists every presence.
func Presences() []Presence {
	return []Presence{Invited, Reached, Connecting, OnLine, Called, Dropped, Left}
}

// Rung is how good the line to a person was. The lowest one that was reached stands on the sheet.
type Rung string

// The rungs, from the top.
const (
	RungVideo     Rung = "video"
	RungLow       Rung = "low"   // the small picture only
	RungStill     Rung = "still" // a picture every other second, and sound
	RungAudio     Rung = "audio" // sound, and one picture
	RungTelephone Rung = "telephone"
)

// Rungs lists every rung, from the top.
func Rungs() []Rung { return []Rung{RungVideo, RungLow, RungStill, RungAudio, RungTelephone} }

// lower returns the lower of two rungs; empty is none yet.
func (r Rung) lower(than Rung) Rung {
	if slices.Index(Rungs(), than) > slices.Index(Rungs(), r) {
		return than
	}
	return r
}

// Excuse tells why somebody on the roster is neither rung nor called.
type Excuse string

// The excuses.
const (
	OnLeave    Excuse = "on_leave"
	InHospital Excuse = "in_hospital"
	InCustody  Excuse = "in_custody"
)

// Excuses lists every excuse.
func Excuses() []Excuse { return []Excuse{OnLeave, InHospital, InCustody} }

// Invitee is one person's place in a roll call. Mark is empty until the officer, or the closing, sets it; who
// is registered out is marked excused by the system from the start.
type Invitee struct {
	ID         InviteeID
	RollCallID ID
	PersonID   person.ID
	Name       string     // filled on reading
	Number     string     // filled on reading
	StationID  org.UnitID // the person's own, filled on reading
	Path       org.Path   // of the person's station, filled on reading
	Seq        int        // order of calling, from 1
	Presence   Presence
	OnLineAt   time.Time // first time on line; zero if never
	CalledAt   time.Time // last time called by name
	Calls      int       // times called by name: the round the person is in
	Recalls    int       // times rung again
	RecalledAt time.Time
	Rung       Rung              // lowest rung reached; "" while never on line
	Excuse     Excuse            // why registered out; "" when not
	Refused    ApartReason       // why kept apart at joining; "" when not
	Mark       attendance.Status // "" while unmarked
	MarkReason string
	MarkedBy   string // staff id, or "system" for who is registered out and at closing
	MarkedAt   time.Time
	SnapshotID evidence.ID
	Challenges []Challenge // what was asked in front of the camera, oldest first
	Findings   []Finding   // what was seen, oldest first
	Place      *Place      // where the phone was during the last call that it told of; nil if it never did
	Declines   []Decline   // what the person answered to rings, oldest first; filled on reading from the history
	UpdatedAt  time.Time
}

// IsOut reports whether the person is registered out and the officer has not marked otherwise.
func (i Invitee) IsOut() bool { return i.Excuse != "" && i.Mark == attendance.Excused }

// Sighting is something the signalling service saw of an invitee.
type Sighting struct {
	RollCallID ID
	PersonID   person.ID
	Presence   Presence
	At         time.Time
}

// Limits.
const (
	MaxInvitees = 1000
	MaxSpot     = 10 // persons of a spot check
	MaxTitle    = 60 // characters
	MaxReason   = 500
	MaxRounds   = 2 // times that a name is called by itself; an officer may call again
	MaxCalls    = 20
)

// Errors of this package.
var (
	ErrNotFound   = fault.New(fault.NotFound, "rollcall.not_found", "There is no such roll call.")
	ErrInvalid    = fault.New(fault.Invalid, "rollcall.invalid", "The roll call is not valid.")
	ErrEmpty      = fault.New(fault.Invalid, "rollcall.roster_empty", "Nobody of this station belongs to this audience.")
	ErrTooMany    = fault.New(fault.Invalid, "rollcall.roster_too_large", "A roll call has at most 1,000 persons.")
	ErrRunning    = fault.New(fault.Conflict, "rollcall.already_running", "This station already has a roll call running.")
	ErrState      = fault.New(fault.Conflict, "rollcall.state", "The roll call is not in a state that allows this.")
	ErrNotInvited = fault.New(fault.Forbidden, "rollcall.not_invited", "You are not on this roll call.")
	ErrMark       = fault.New(fault.Invalid, "rollcall.mark_invalid", "Mark present, late, absent, excused or review; late, absent, excused and review need a reason.")
	ErrFix        = fault.New(fault.Invalid, "rollcall.location_invalid", "The location is not on Earth, its accuracy is not a positive number of metres, or it says neither where nor why not.")
	ErrLocated    = fault.New(fault.Conflict, "rollcall.location_given", "The location was already read for this call.")
	ErrFindings   = fault.New(fault.Invalid, "rollcall.findings_invalid", "Too much was seen at once to be kept.")
	ErrMarkMoved  = fault.New(fault.Conflict, "rollcall.mark_changed", "Somebody else has just marked this person.")

	ErrSeparated  = fault.New(fault.Conflict, "rollcall.separation", "Some of these persons are not gathered with one another.")
	ErrKeptApart  = fault.New(fault.Forbidden, "rollcall.kept_apart", "Your officer speaks with you separately today. This is recorded, nothing is missing.")
	ErrExcused    = fault.New(fault.Conflict, "rollcall.excused", "This person is registered out of this roll call.")
	ErrNotForYou  = fault.New(fault.Forbidden, "rollcall.excused_self", "You are registered out today. You need not take part.")
	ErrPlanLate   = fault.New(fault.Conflict, "rollcall.plan_fixed", "The phones have been told. Cancel this roll call and plan another.")
	ErrReason     = fault.New(fault.Invalid, "rollcall.reason_required", "Say why in at most 500 characters.")
	ErrNote       = fault.New(fault.Invalid, "rollcall.note_required", "A note has 1 to 500 characters.")
	ErrCalls      = fault.New(fault.Conflict, "rollcall.called_often", "This person was called 20 times.")
	ErrRecallSoon = fault.New(fault.Conflict, "rollcall.recall_soon", "These persons were rung a moment ago, are on line, or are settled.")
	ErrPhone      = fault.New(fault.Conflict, "rollcall.telephone_early", "Call or ring these persons twice before they are telephoned.")
	ErrOutcome    = fault.New(fault.Invalid, "rollcall.telephone_invalid", "A telephone call ended in speaking to the person, no answer, or a wrong number.")
	ErrHandOver   = fault.New(fault.Invalid, "rollcall.hand_over_invalid", "Only an officer or a supervisor of this unit can take the roll call over.")
	ErrDecline    = fault.New(fault.Invalid, "rollcall.decline_invalid", "Say why with one of the reasons that are offered.")
	ErrDeclined   = fault.New(fault.Conflict, "rollcall.declined_often", "You have told your officer 10 times. Please telephone.")
	ErrRung       = fault.New(fault.Invalid, "rollcall.rung_invalid", "A rung is video, still, audio or telephone.")
)

// MayMark tells which marks an officer may set, and whether a reason is needed.
func MayMark(s attendance.Status) (ok, needsReason bool) {
	switch s {
	case attendance.Present:
		return true, false
	case attendance.Late, attendance.Absent, attendance.Excused, attendance.Review:
		return true, true
	case attendance.NotReached:
		return false, false
	}
	return false, false
}

// CloseMark tells what an unmarked invitee becomes at closing, and why. Whom we kept apart, who was on line
// but not called, who was called and did not answer, and who was seen with findings wait for an officer; who was never reached is not
// absent, nor is who said why it was not possible. It is pure.
func CloseMark(i Invitee) (status attendance.Status, reason string) {
	switch {
	case i.Mark != "":
		return i.Mark, i.MarkReason
	case i.undecided():
		return attendance.Review, "findings_undecided"
	case i.Refused != "":
		return attendance.Review, "kept_apart"
	case i.Rung == RungTelephone:
		return attendance.Review, "reached_by_telephone"
	case !i.OnLineAt.IsZero() && i.Calls > 0:
		return attendance.Review, "called_no_answer"
	case !i.OnLineAt.IsZero():
		return attendance.Review, "on_line_not_called"
	case len(i.Declines) > 0:
		return attendance.Review, "declined"
	case i.Presence == Invited:
		return attendance.NotReached, "notice_not_delivered"
	case i.Recalls > 0:
		return attendance.Absent, "did_not_join_recalled"
	default:
		return attendance.Absent, "did_not_join"
	}
}

// Sheet is the attendance sheet of a roll call.
type Sheet struct {
	RollCall RollCall
	Station  org.Unit
	Officer  string
	Invitees []Invitee
	Steps    []Step // oldest first
	Counts   map[attendance.Status]int
}

// CountMarks counts invitees by mark; the unmarked are not counted.
func CountMarks(invitees []Invitee) map[attendance.Status]int {
	counts := make(map[attendance.Status]int)
	for _, i := range invitees {
		if i.Mark != "" {
			counts[i.Mark]++
		}
	}
	return counts
}

// closingActor is the author of what closing computes.
func closingActor() authz.Actor { return authz.SystemActor() }
