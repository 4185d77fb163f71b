// Package leave holds leave of absence (请假外出) and the return from it (销假).
//
//	applied ──▶ approved ──▶ returned
//	   │           └─ cut short: its last day moves forward
//	   ├──▶ refused
//	   └──▶ withdrawn (also what was approved, before it begins)
//
// Who approves depends on the length (Measures for the Implementation of the Community Corrections Law,
// articles 27 and 28). While away a person is excused from check-ins or checks in without a fence, as the
// plan says. Not being back in time is a question to the station, never a finding.
package leave

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

// ID identifies a leave.
type ID string

// Status is where a leave stands.
type Status string

// The statuses.
const (
	Applied   Status = "applied"
	Approved  Status = "approved"
	Refused   Status = "refused"
	Withdrawn Status = "withdrawn"
	Returned  Status = "returned"
)

// Statuses lists every status.
func Statuses() []Status { return []Status{Applied, Approved, Refused, Withdrawn, Returned} }

// Leave is one absence. Days are calendar days in the station's zone, "2026-11-23", both included.
type Leave struct {
	ID         ID
	PersonID   person.ID
	StationID  org.UnitID
	Path       org.Path
	FromDay    string
	ToDay      string
	Place      string
	Reason     string
	Status     Status
	Level      org.Kind // who approves
	IsUrgent   bool     // applied for less than three days ahead
	AppliedAt  time.Time
	ReturnedAt time.Time
	OverdueAt  time.Time // when the station was asked why the person is not back
	UpdatedAt  time.Time
	Papers     []evidence.Object // filled on reading one, and one's own
}

// WaitsFor tells whether an application waits for somebody of this level: for a decision, or at the station for its
// opinion, which is given once. Nothing else moves an application.
func (l Leave) WaitsFor(level org.Kind) bool {
	if l.Status != Applied {
		return false
	}
	return level == l.Level || level == org.Station && !l.UpdatedAt.After(l.AppliedAt)
}

// StepKind is something that was done with a leave.
type StepKind string

// The kinds of steps.
const (
	StepApplied   StepKind = "applied"
	StepProposed  StepKind = "proposed" // the station's opinion, for the level that decides
	StepApproved  StepKind = "approved"
	StepRefused   StepKind = "refused"
	StepWithdrawn StepKind = "withdrawn"
	StepCutShort  StepKind = "cut_short"
	StepReturned  StepKind = "returned"
)

// StepKinds lists every kind.
func StepKinds() []StepKind {
	return []StepKind{StepApplied, StepProposed, StepApproved, StepRefused, StepWithdrawn, StepCutShort, StepReturned}
}

// Step is one entry of a leave's history; nothing of it is ever changed.
type Step struct {
	ID      string
	LeaveID ID
	Kind    StepKind
	Reason  string
	ByID    string // staff id, or the person's
	ByName  string // filled on reading; empty for the person
	At      time.Time
}

// Limits and rules. The numbers are the law's; a city that differs changes them here.
const (
	StationDays  = 7  // up to here the station approves
	DistrictDays = 30 // up to here the district; above, or above in total within two months, the city
	AheadDays    = 3
	ReturnWithin = 24 * time.Hour
	MaxDays      = 180
	MaxPlace     = 100 // characters
	MaxReason    = 500 // characters
)

// Errors of this package.
var (
	ErrInvalid   = fault.New(fault.Invalid, "leave.invalid", "The application is not complete or its days are not right.")
	ErrAfterTerm = fault.New(fault.Invalid, "leave.after_term", "A leave ends with the term at the latest.")
	ErrOverlap   = fault.New(fault.Conflict, "leave.overlap", "There is already a leave for some of these days.")
	ErrNotFound  = fault.New(fault.NotFound, "leave.not_found", "There is no such leave.")
	ErrMoved     = fault.New(fault.Conflict, "leave.moved", "This leave has been dealt with meanwhile; look again.")
	ErrNotBegun  = fault.New(fault.Conflict, "leave.not_begun", "This leave has not begun; withdraw it if you stay.")
	ErrLevel     = fault.New(fault.Forbidden, "leave.level_too_low", "A leave of this length is decided by the level above.")
	ErrReason    = fault.New(fault.Invalid, "leave.reason_required", "Give a reason in at most 500 characters.")
)

// Days counts the days of a leave, both ends included. Days that are no dates make it zero.
func Days(from, to string) int {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil || b.Before(a) {
		return 0
	}
	return int(b.Sub(a)/(24*time.Hour)) + 1
}

// LevelFor tells who approves a leave of so many days when the person has others of so many days within two
// months before and after.
func LevelFor(days, others int) org.Kind {
	switch {
	case days > DistrictDays || days+others > DistrictDays:
		return org.City
	case days > StationDays:
		return org.District
	}
	return org.Station
}

// beside is the application with its level, next to the person's other leaves. It returns ErrOverlap.
func (l Leave) beside(others []Leave) (Leave, error) {
	for _, o := range others {
		if o.Status != Returned && o.FromDay <= l.ToDay && l.FromDay <= o.ToDay {
			return Leave{}, ErrOverlap
		}
	}
	l.Level = LevelFor(Days(l.FromDay, l.ToDay), othersWithin(l, others))
	return l, nil
}

// othersWithin sums the days of the person's other leaves that lie, in whole or part, within two months of
// this one.
func othersWithin(l Leave, all []Leave) int {
	from, err1 := time.Parse(time.DateOnly, l.FromDay)
	to, err2 := time.Parse(time.DateOnly, l.ToDay)
	if err1 != nil || err2 != nil {
		return 0
	}
	first, last := from.AddDate(0, -2, 0).Format(time.DateOnly), to.AddDate(0, 2, 0).Format(time.DateOnly)
	sum := 0
	for _, o := range all {
		if o.ID != l.ID && o.counts() && o.ToDay >= first && o.FromDay <= last {
			sum += Days(o.FromDay, o.ToDay)
		}
	}
	return sum
}

// counts reports whether the leave takes its days.
func (l Leave) counts() bool {
	return l.Status == Applied || l.Status == Approved || l.Status == Returned
}

// Covers reports whether the leave, approved, covers a calendar day.
func (l Leave) Covers(day string) bool {
	return (l.Status == Approved || l.Status == Returned) && l.FromDay <= day && day <= l.ToDay
}

// May reports whether staff of a level may decide what is for another.
func May(actor, required org.Kind) bool {
	rank := map[org.Kind]int{org.Station: 1, org.District: 2, org.City: 3}
	return rank[actor] >= rank[required]
}

// Application is what a person asks for.
type Application struct {
	FromDay string
	ToDay   string
	Place   string
	Reason  string
	Papers  [][]byte // pictures and PDFs, at most evidence.MaxPapers
}

// check names every field that is wrong. Today and the end of the term are calendar days.
func (a Application) check(today, termTo string) error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	n := Days(a.FromDay, a.ToDay)
	check(n > 0, "to_day", "the last day, not before the first one")
	check(n <= MaxDays, "to_day", "at most 180 days")
	check(a.FromDay >= today, "from_day", "today or later")
	check(a.Place != "" && utf8.RuneCountInString(a.Place) <= MaxPlace, "place", "required, at most 100 characters")
	check(a.Reason != "" && utf8.RuneCountInString(a.Reason) <= MaxReason, "reason", "required, at most 500 characters")
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	if a.ToDay > termTo {
		return ErrAfterTerm
	}
	return nil
}

func (a Application) trimmed() Application {
	a.Place, a.Reason = strings.TrimSpace(a.Place), strings.TrimSpace(a.Reason)
	return a
}

// Filter narrows a list. Zero fields do not narrow.
type Filter struct {
	Statuses []Status
	PersonID person.ID
	From, To string // first days, inclusive; empty is open
	IsLate   bool   // the return was late
	// WaitsFor keeps applications that wait for this level, as Leave.WaitsFor says; empty keeps all.
	WaitsFor org.Kind
}

// Store keeps leaves.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Leave, error)
	// List returns leaves within scope, newest first by (AppliedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Leave, error)
	// ListSteps returns a leave's history, oldest first.
	ListSteps(ctx context.Context, id ID) ([]Step, error)
	// ListOverdue returns approved leaves whose last day is before the given one and of which the station
	// was not asked yet, at most limit.
	ListOverdue(ctx context.Context, before string, limit int) ([]Leave, error)
	// OnLeave returns those of the persons whom an approved leave covers on the day.
	OnLeave(ctx context.Context, persons []person.ID, day string) (map[person.ID]bool, error)
	// ListPapers returns what came with leaves, by leave, in the order in which it came.
	ListPapers(ctx context.Context, ids []ID) (map[ID][]evidence.Object, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	alert.Writer
	push.Writer
	evidence.Writer
	// LeavesOf returns the person's leaves that take days, at most 500, the newest first. Until the transaction
	// ends nobody else adds one.
	LeavesOf(ctx context.Context, p person.ID) ([]Leave, error)
	InsertLeave(ctx context.Context, l Leave) error
	// SetLeave stores ToDay, Status, ReturnedAt, OverdueAt and UpdatedAt if Status and UpdatedAt are still
	// those of from. It returns ErrMoved.
	SetLeave(ctx context.Context, l, from Leave) error
	InsertStep(ctx context.Context, s Step) error
	AfterCommit(fn func())
}
