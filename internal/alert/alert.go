// Package alert holds what asks for an officer's attention: a question with its causes gathered, never a
// finding against a person.
package alert

import (
	"context"
	"time"

	"diandao/internal/audit"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// ID identifies an alert.
type ID string

// Kind tells what happened.
type Kind string

// The kinds.
const (
	CheckinMissed      Kind = "checkin_missed"
	CheckinNotReached  Kind = "checkin_not_reached"
	RollCallAbsent     Kind = "rollcall_absent"
	RollCallNotReached Kind = "rollcall_not_reached"
	HelpAsked          Kind = "help_asked"
	TokenReused        Kind = "token_reused"
	LostContact        Kind = "lost_contact"   // source: id of the case
	CallPerson         Kind = "call_person"    // a task: source is the request
	PatternSeen        Kind = "pattern_seen"   // source: request id
	LeaveOverdue       Kind = "leave_overdue"  // source: leave id
	AppealOverdue      Kind = "appeal_overdue" // source: appeal id
	RollCallPhone      Kind = "rollcall_phone" // a task: source is the roll call
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{
		CheckinMissed, CheckinNotReached, RollCallAbsent, RollCallNotReached, HelpAsked, TokenReused,
		LostContact, CallPerson, PatternSeen, LeaveOverdue, AppealOverdue, RollCallPhone,
	}
}

// Severity orders alerts.
type Severity string

// The severities.
const (
	Info     Severity = "info"
	Warning  Severity = "warning"
	Critical Severity = "critical"
)

// Severities lists every severity.
func Severities() []Severity { return []Severity{Info, Warning, Critical} }

// State is where an alert stands.
type State string

// The states: open → acknowledged → resolved, or open → resolved.
const (
	Open         State = "open"
	Acknowledged State = "acknowledged"
	Resolved     State = "resolved"
)

// States lists every state.
func States() []State { return []State{Open, Acknowledged, Resolved} }

// Alert is one question to the officers of a station. There is one per (Kind, SourceID, PersonID).
type Alert struct {
	ID         ID
	PersonID   person.ID
	StationID  org.UnitID
	Path       org.Path
	Kind       Kind
	Severity   Severity
	SourceID   string // request, roll call or device id
	Causes     []Cause
	State      State
	OwnerID    string    // staff who acknowledged
	Level      org.Kind  // who is asked: the station, or a level above when it was late
	DueAt      time.Time // when the level above is told
	Note       string
	OpenedAt   time.Time
	UpdatedAt  time.Time
	ResolvedAt time.Time
}

// Cause is a fact gathered with the alert: a reason code and when it was so.
type Cause struct {
	Code string    `json:"code"` // "notice_delivered", "notice_not_delivered", "app_opened", …
	At   time.Time `json:"at,omitzero"`
	// Value and Of are percent, or a count of so many, as the code says.
	Value int `json:"value,omitempty"`
	Of    int `json:"of,omitempty"`
}

// Errors of this package.
var (
	ErrNotFound = fault.New(fault.NotFound, "alert.not_found", "There is no such alert.")
	ErrMoved    = fault.New(fault.Conflict, "alert.moved", "Somebody else has dealt with this alert.")
	ErrCase     = fault.New(fault.Conflict, "alert.case_open", "This person is being looked for; close the case when they are found.")
	ErrNote     = fault.New(fault.Invalid, "alert.note_required", "Say in a few words how it was resolved, at most 500 characters.")
)

// Notes of alerts that ended by themselves, since their cause has gone.
const (
	NoteDeliveredLate = "code:delivered_late" // a check-in made in time arrived late
	NoteReturned      = "code:returned"       // from leave
	NoteDecided       = "code:decided"        // the appeal
	NoteWithdrawn     = "code:withdrawn"      // the appeal
	NoteUpheld        = "code:upheld"         // an appeal about the occasion
	NoteSpoken        = "code:spoken"         // the officer has spoken to the person
	NoteReached       = "code:reached"        // the person's phone has acknowledged the notice meanwhile
	NoteAnswered      = "code:answered"       // the check-in has come
	NoteWindowEnded   = "code:window_ended"   // there is nothing to ring up for any more
	NoteFound         = "code:found"          // who was out of contact
	NoteReopened      = "code:reopened"       // the check-in, by an officer
)

// MaxNote bounds a note, in characters.
const MaxNote = 500

// Writer is the part of a transaction that raises alerts.
type Writer interface {
	// RaiseAlert inserts the alert; one of the same kind, source and person makes it a no-op, unless it ended with
	// NoteReopened: then the new one takes its place.
	RaiseAlert(ctx context.Context, a Alert) error
	// ReleaseAlert ends the alert of this kind, source and person with NoteReopened, also one that was resolved before, so
	// that the same may be asked again; there need not be one.
	ReleaseAlert(ctx context.Context, k Kind, sourceID string, p person.ID, now time.Time) error
	// SettleAlert resolves the alert of this kind, source and person, if it is not resolved, because its
	// cause has gone; there need not be one.
	SettleAlert(ctx context.Context, k Kind, sourceID string, p person.ID, note string, now time.Time) error
}

// Filter narrows a list. Zero fields do not narrow.
type Filter struct {
	States     []State
	PersonID   person.ID
	Kinds      []Kind
	Severities []Severity
	From, To   time.Time // OpenedAt in [From, To); zero is open
	Overdue    time.Time // not resolved, and DueAt before this; zero is any
	IsPassedUp bool      // waited too long and went a level up
}

// Store keeps alerts.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Alert, error)
	// List returns alerts within scope, newest first by (OpenedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Alert, error)
	// ListOpen returns alerts within scope that are not resolved and wait for the level or one above it, or
	// are critical, newest first, at most limit.
	ListOpen(ctx context.Context, scope org.Path, level org.Kind, limit int) ([]Alert, error)
	// ListOverdue returns alerts below the city's level that are not resolved with DueAt ≤ now, earliest
	// first, at most limit.
	ListOverdue(ctx context.Context, now time.Time, limit int) ([]Alert, error)
	// LastContacts tells when each person was last heard of: a check-in, a roll call attended, the app seen.
	// Persons never heard of are left out.
	LastContacts(ctx context.Context, persons []person.ID) (map[person.ID]time.Time, error)
	// CountPersons counts active persons within scope by station.
	CountPersons(ctx context.Context, scope org.Path) (map[org.UnitID]int, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	// SetAlert stores a's State, OwnerID, Note, UpdatedAt and ResolvedAt if the stored state is from. It
	// returns ErrMoved when it is another.
	SetAlert(ctx context.Context, a Alert, from State) error
	// EscalateAlert stores Level, DueAt and UpdatedAt if the alert is not resolved and its level is still
	// from, and reports whether it did.
	EscalateAlert(ctx context.Context, a Alert, from org.Kind) (bool, error)
	// AfterCommit runs fn once the transaction has committed.
	AfterCommit(fn func())
}
