// Package appeal holds appeals (申诉): a person says that something recorded against them is not right, the
// evidence is attached by itself, and somebody else than the first decider decides (Community Corrections
// Law, article 34; Personal Information Protection Law, articles 24 and 46).
//
//	open ──▶ upheld    the attendance is changed by a new entry, the old one stays in the history; a sanction is revoked
//	   ├──▶ refused
//	   └──▶ withdrawn
package appeal

import (
	"context"
	"errors"
	"slices"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/sanction"
)

// ID identifies an appeal.
type ID string

// Status is where an appeal stands.
type Status string

// The statuses.
const (
	Open      Status = "open"
	Upheld    Status = "upheld"
	Refused   Status = "refused"
	Withdrawn Status = "withdrawn"
)

// Statuses lists every status.
func Statuses() []Status { return []Status{Open, Upheld, Refused, Withdrawn} }

// Evidence is what was known of the occasion when the appeal was made, gathered by itself.
type Evidence struct {
	OpensAt  time.Time     `json:"opens_at,omitzero"`
	ClosesAt time.Time     `json:"closes_at,omitzero"`
	Causes   []alert.Cause `json:"causes"`   // of the notices and the app, as alert.Cause
	Findings []string      `json:"findings"` // codes of the submission's verdict
}

// Appeal is a person's word against one recorded occasion.
type Appeal struct {
	ID           ID
	PersonID     person.ID
	StationID    org.UnitID
	Path         org.Path
	Source       attendance.Source
	SourceID     string // request, roll call or sanction id
	Day          string
	Against      attendance.Status // empty against a sanction
	Sanction     sanction.Kind     // empty against an attendance
	Text         string
	Status       Status
	FirstDecider string // staff id; empty when software settled it by a rule
	Proposer     string // staff id of who proposed the sanction; filled on reading one
	Evidence     Evidence
	OpenedAt     time.Time
	DueAt        time.Time
	OverdueAt    time.Time // when the station was asked why there is no answer
	DecidedAt    time.Time
	DecidedBy    string
	Reason       string
	NewStatus    attendance.Status // what an upheld appeal changed the record to
	Pictures     []evidence.Object // filled on reading one, and one's own
}

// Change is one entry of the history of a recorded occasion; nothing of it is ever changed.
type Change struct {
	ID       string
	Source   attendance.Source
	SourceID string
	PersonID person.ID
	From     attendance.Status
	To       attendance.Status
	Reason   string
	AppealID ID
	ByID     string
	At       time.Time
}

// Rules. The numbers are a city's to change.
const (
	Within   = 30 * 24 * time.Hour // after the occasion an appeal may be made
	AnswerIn = 5 * 24 * time.Hour
	MaxText  = 1000 // characters
)

// Errors of this package.
var (
	ErrInvalid    = fault.New(fault.Invalid, "appeal.invalid", "Say in at most 1,000 characters what was different.")
	ErrNotFound   = fault.New(fault.NotFound, "appeal.not_found", "There is no such appeal.")
	ErrNoOccasion = fault.New(fault.NotFound, "appeal.no_occasion", "There is nothing on record that could be appealed.")
	ErrNothing    = fault.New(fault.Conflict, "appeal.nothing_against", "Nothing in this record is against you.")
	ErrTooLate    = fault.New(fault.Conflict, "appeal.too_late", "An appeal can be made within 30 days.")
	ErrOpen       = fault.New(fault.Conflict, "appeal.open_already", "There is an open appeal about this already.")
	ErrMoved      = fault.New(fault.Conflict, "appeal.moved", "This appeal has been decided or withdrawn meanwhile; look again.")
	ErrOwn        = fault.New(fault.Forbidden, "appeal.own_decision", "You decided or proposed this yourself first, so somebody else decides the appeal.")
	ErrReason     = fault.New(fault.Invalid, "appeal.reason_required", "Give a reason in at most 500 characters.")
)

// MayAppeal tells whether a record can be appealed at now. It returns ErrNothing or ErrTooLate.
func MayAppeal(r attendance.Record, now time.Time) error {
	against := []attendance.Status{attendance.Absent, attendance.Late, attendance.NotReached}
	switch {
	case !slices.Contains(against, r.Status):
		return ErrNothing
	case now.Sub(r.At) > Within:
		return ErrTooLate
	}
	return nil
}

// UntilOf is until when a record can be appealed; zero when nothing in it is against its person.
func UntilOf(r attendance.Record) time.Time {
	if errors.Is(MayAppeal(r, r.At), ErrNothing) {
		return time.Time{}
	}
	return r.At.Add(Within)
}

// Outcomes lists what an upheld appeal may change a record to.
func Outcomes() []attendance.Status {
	return []attendance.Status{attendance.Present, attendance.Late, attendance.Excused}
}

// Filter narrows a list. Zero fields do not narrow.
type Filter struct {
	Statuses []Status
	PersonID person.ID
	From, To string // days that appeals are about, inclusive; empty is open
	// NotDecidedBy leaves out those whose first decider this member of staff was, who may not decide again.
	NotDecidedBy string
	// HasNoSanctions leaves out those against sanctions, which a station does not decide.
	HasNoSanctions bool
}

// Store keeps appeals.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Appeal, error)
	// List returns appeals within scope, newest first by (OpenedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Appeal, error)
	// Occasion returns the attendance recorded of a person. It returns ErrNoOccasion.
	Occasion(ctx context.Context, s attendance.Source, sourceID string, p person.ID) (attendance.Record, error)
	// Sanction returns a sanction. It returns ErrNoOccasion.
	Sanction(ctx context.Context, id sanction.ID) (sanction.Sanction, error)
	// GatherEvidence gathers what is known of an occasion.
	GatherEvidence(ctx context.Context, r attendance.Record) (Evidence, error)
	// ListChanges returns the history of an occasion, oldest first.
	ListChanges(ctx context.Context, s attendance.Source, sourceID string, p person.ID) ([]Change, error)
	// ListOverdue returns open appeals with DueAt ≤ now about which nobody was asked yet, at most limit.
	ListOverdue(ctx context.Context, now time.Time, limit int) ([]Appeal, error)
	// ListPictures returns what came with appeals, by appeal, in the order in which it came.
	ListPictures(ctx context.Context, ids []ID) (map[ID][]evidence.Object, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	attendance.Writer
	alert.Writer
	push.Writer
	evidence.Writer
	// HoldPerson keeps decisions that rest on there being no appeal of this person from being taken meanwhile.
	HoldPerson(ctx context.Context, p person.ID) error
	// InsertAppeal returns ErrOpen when there is an open one about the same occasion.
	InsertAppeal(ctx context.Context, a Appeal) error
	// SetAppeal stores Status, OverdueAt, DecidedAt, DecidedBy, Reason and NewStatus if the stored status is
	// from. It returns ErrMoved.
	SetAppeal(ctx context.Context, a Appeal, from Status) error
	InsertChange(ctx context.Context, c Change) error
	// SetSanction stores what a revocation changes if the stored status is from. It returns sanction.ErrMoved.
	SetSanction(ctx context.Context, v sanction.Sanction, from sanction.Status) error
	AfterCommit(fn func())
}
