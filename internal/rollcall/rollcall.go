// Package rollcall holds the live video roll call (视频点名): who is on the roster, where each stands, how
// the officer marks them, and what closing does to those who were not marked.
//
//	planned → lobby → live → closed → sealed;  planned | lobby | live → cancelled
//
// Invariants: a roster is a snapshot taken when the roll call starts; minors are never gathered with
// adults; every change has an author, an instant and a reason; closing computes the unmarked in one
// transaction; what is closed changes only through review and appeal.
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
	Lobby     State = "lobby"
	Live      State = "live"
	Closed    State = "closed"
	Sealed    State = "sealed"
	Cancelled State = "cancelled"
)

// States lists every state.
func States() []State { return []State{Planned, Lobby, Live, Closed, Sealed, Cancelled} }

// Transitions tells which state may follow which.
func Transitions() map[State][]State {
	return map[State][]State{
		Planned: {Lobby, Cancelled},
		Lobby:   {Live, Closed, Cancelled},
		Live:    {Closed, Cancelled},
		Closed:  {Sealed},
	}
}

// CanBecome reports whether next may follow s.
func (s State) CanBecome(next State) bool { return slices.Contains(Transitions()[s], next) }

// IsRunning reports whether phones may join.
func (s State) IsRunning() bool { return s == Lobby || s == Live }

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

// RollCall is one roll call of a station.
type RollCall struct {
	ID        ID
	StationID org.UnitID
	Path      org.Path
	Title     string
	Audience  Audience
	State     State
	OfficerID string
	Zone      string // IANA, of the station when the roll call started
	CreatedAt time.Time
	LiveAt    time.Time // first call of a name
	ClosedAt  time.Time
	UpdatedAt time.Time
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

// Invitee is one person's place in a roll call. Mark is empty until the officer, or the closing, sets it.
type Invitee struct {
	ID         InviteeID
	RollCallID ID
	PersonID   person.ID
	Name       string // filled on reading
	Number     string // filled on reading
	Seq        int    // order of calling, from 1
	Presence   Presence
	OnLineAt   time.Time // first time on line; zero if never
	CalledAt   time.Time
	Mark       attendance.Status // "" while unmarked
	MarkReason string
	MarkedBy   string // staff id, or "system" at closing
	MarkedAt   time.Time
	SnapshotID evidence.ID
	Challenges []Challenge // what was asked in front of the camera, oldest first
	Findings   []Finding   // what was seen, oldest first
	Place      *Place      // where the phone was during the last call that it told of; nil if it never did
	UpdatedAt  time.Time
}

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
	MaxTitle    = 60 // characters
	MaxReason   = 500
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
)

// SelectRoster picks who is called: active persons of the audience, ordered by case number. Detained
// persons are left out. Whoever comes of age today is an adult today. It is pure.
func SelectRoster(all []person.Person, a Audience, now time.Time, loc *time.Location) []person.Person {
	var out []person.Person
	for _, p := range all {
		if p.Status == person.Active && a.admits(p, now, loc) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(x, y person.Person) int {
		switch {
		case x.Number < y.Number:
			return -1
		case x.Number > y.Number:
			return 1
		}
		return 0
	})
	return out
}

func (a Audience) admits(p person.Person, now time.Time, loc *time.Location) bool {
	minor := p.IsMinor(now, loc)
	switch a {
	case Minors:
		return minor
	case Women:
		return !minor && p.Sex == person.Female
	case Adults:
		return !minor
	}
	return false
}

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

// CloseMark tells what an unmarked invitee becomes at closing, and why. Who was on line but not called
// waits for an officer, as does whoever was seen with findings; who was never reached is not absent. It is pure.
func CloseMark(i Invitee) (status attendance.Status, reason string) {
	switch {
	case i.Mark != "":
		return i.Mark, i.MarkReason
	case i.undecided():
		return attendance.Review, "findings_undecided"
	case !i.OnLineAt.IsZero():
		return attendance.Review, "on_line_not_called"
	case i.Presence == Invited:
		return attendance.NotReached, "notice_not_delivered"
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
