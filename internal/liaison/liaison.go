// Package liaison holds lost contact (失联): nobody has heard of a person for some time, and the station has to
// look for them at once, note every attempt, and tell the police and the procuratorate when it does not find
// them (Community Corrections Law, article 30; Measures for its Implementation, article 38).
//
//	silence, or an officer's worry ──▶ open ──steps, each by its deadline──▶ closed: the person was found
//	                                     └── a sign of life ──▶ noted; closing is proposed, never done
//
// Terms: a contact is a fact that shows the person (a check-in, a roll call, the phone, a call spoken); the
// clock of a case counts from the last one before it was opened. A step is what somebody did, with whom they
// told. The next step is what the ladder proposes: software proposes and reminds, it decides nothing, least of
// all whether anybody has evaded supervision.
//
// Invariants: one open case a person; steps are only ever added; a case ends only by somebody saying how the
// person was found; every step is in the audit.
package liaison

import (
	"context"
	"time"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// ID identifies a case of lost contact.
type ID string

// State is where a case stands.
type State string

// The states.
const (
	Open   State = "open"
	Closed State = "closed"
)

// States lists every state.
func States() []State { return []State{Open, Closed} }

// Sign is a kind of fact that shows a person.
type Sign string

// The signs; Enrolled stands for none since the person was enrolled.
const (
	ByCheckin  Sign = "checkin"
	ByRollCall Sign = "rollcall"
	ByPhone    Sign = "phone" // the app was opened, or the phone acknowledged a notice
	ByCall     Sign = "call"  // an officer has spoken to the person
	WasFound   Sign = "found" // an earlier case was closed
	Enrolled   Sign = "enrolled"
)

// Signs lists every sign.
func Signs() []Sign { return []Sign{ByCheckin, ByRollCall, ByPhone, ByCall, WasFound, Enrolled} }

// Contact is when a person was last heard of, and how. A zero At is never.
type Contact struct {
	At time.Time
	By Sign
}

// How tells how a person was found.
type How string

// The ways.
const (
	ByAnsweredCall How = "call"
	CameIn         How = "came_in"
	AtHome         How = "at_home"
	OverPhone      How = "phone" // by a check-in or a video call
	ByPolice       How = "police"
	InCustody      How = "custody"
	InHospital     How = "hospital"
	OtherWay       How = "other"
)

// Hows lists every way.
func Hows() []How {
	return []How{ByAnsweredCall, CameIn, AtHome, OverPhone, ByPolice, InCustody, InHospital, OtherWay}
}

// Case is one search for a person.
type Case struct {
	ID        ID
	PersonID  person.ID
	StationID org.UnitID
	Path      org.Path
	State     State
	Since     Contact // the last before the case was opened
	OpenedAt  time.Time
	OpenedBy  string // staff id, or "system"
	Reason    string // why an officer opened it; empty when silence did
	Next      StepKind
	DueAt     time.Time // of Next
	Sign      Contact   // the newest noted since the case was opened
	How       How       // of a closed case
	ClosedAt  time.Time
	UpdatedAt time.Time
}

// StepKind is something that was done about a case.
type StepKind string

// The kinds. Opened, SignSeen and Found are written by the service alone.
const (
	Opened              StepKind = "opened"
	CalledPerson        StepKind = "called_person"
	CalledFamily        StepKind = "called_family" // family or guarantor
	VisitedHome         StepKind = "visited_home"
	InformedDistrict    StepKind = "informed_district"
	InformedPolice      StepKind = "informed_police"
	InformedProcurators StepKind = "informed_procuratorate"
	ReviewedTenDays     StepKind = "reviewed_ten_days" // the district has looked at the whole search
	ReviewedMonth       StepKind = "reviewed_month"
	Noted               StepKind = "noted" // anything else that was done or heard
	SignSeen            StepKind = "sign_seen"
	Found               StepKind = "found"
)

// StepKinds lists every kind.
func StepKinds() []StepKind {
	return append([]StepKind{Opened}, append(Recordable(), SignSeen, Found)...)
}

// Recordable lists the kinds that staff record.
func Recordable() []StepKind {
	return []StepKind{CalledPerson, CalledFamily, VisitedHome, InformedDistrict, InformedPolice, InformedProcurators, ReviewedTenDays, ReviewedMonth, Noted}
}

// Step is one entry of a case; nothing of it is ever changed.
type Step struct {
	ID         string
	CaseID     ID
	Kind       StepKind
	Informed   string // who was called, met or told
	Note       string
	Sign       Sign // of SignSeen
	How        How  // of Found
	HappenedAt time.Time
	ByID       string // staff id, or "system"
	ByName     string // filled on reading; empty for the system
	At         time.Time
}

// Limits of what is written.
const (
	MaxNote     = 500 // characters
	MaxInformed = 100 // characters
	MaxSteps    = 500 // of one case
)

// Errors of this package.
var (
	ErrNotFound = fault.New(fault.NotFound, "liaison.not_found", "There is no such case of lost contact.")
	ErrOpen     = fault.New(fault.Conflict, "liaison.already_open", "This person is being looked for already.")
	ErrClosed   = fault.New(fault.Conflict, "liaison.closed", "This case was closed: the person was found.")
	ErrMoved    = fault.New(fault.Conflict, "liaison.moved", "Somebody else has added to this case meanwhile; look again.")
	ErrStep     = fault.New(fault.Invalid, "liaison.step_invalid", "Say what was done, when, and whom you told.")
	ErrLevel    = fault.New(fault.Forbidden, "liaison.level_too_low", "The district looks at the whole search at this point.")
	ErrReason   = fault.New(fault.Invalid, "liaison.reason_required", "Say in a few words what you know, at most 500 characters.")
	ErrTooMany  = fault.New(fault.Conflict, "liaison.too_many_steps", "This case holds as many steps as it can.")
)

// Filter narrows a list. Zero fields do not narrow.
type Filter struct {
	States   []State
	PersonID person.ID
	From, To time.Time // OpenedAt in [From, To); zero is open
}

// Silent is a person of whom questions are open and nothing answers them.
type Silent struct {
	PersonID  person.ID
	StationID org.UnitID
	Path      org.Path
	FirstAt   time.Time // of the open questions
}

// Store keeps cases.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Case, error)
	// List returns cases within scope, newest first by (OpenedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Case, error)
	// ListSteps returns a case's steps, oldest first, at most MaxSteps.
	ListSteps(ctx context.Context, id ID) ([]Step, error)
	// ListSilent returns active persons after the given one, by id, who have at least two open questions why
	// they did not come, the first asked at or before the given instant and none before an earlier case was
	// closed, and no open case; at most limit.
	ListSilent(ctx context.Context, before time.Time, after person.ID, limit int) ([]Silent, error)
	// ListOpen returns open cases after the given one, by id, at most limit.
	ListOpen(ctx context.Context, after ID, limit int) ([]Case, error)
	// Contacts tells when each person was last heard of; those never heard of are left out. Calls count
	// when they were about a message not older than callsSince.
	Contacts(ctx context.Context, persons []person.ID, callsSince time.Time) (map[person.ID]Contact, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	alert.Writer
	// SetAlertDue moves the deadline of the alert of this kind, source and person, if it is not resolved.
	SetAlertDue(ctx context.Context, k alert.Kind, sourceID string, p person.ID, due, now time.Time) error
	// InsertLostContact returns ErrOpen when the person has an open case.
	InsertLostContact(ctx context.Context, c Case) error
	// SetLostContact stores State, Next, DueAt, Sign, How, ClosedAt and UpdatedAt if the stored case is open
	// and its UpdatedAt is still that of from. It returns ErrMoved.
	SetLostContact(ctx context.Context, c, from Case) error
	InsertLostContactStep(ctx context.Context, s Step) error
	AfterCommit(fn func())
}
