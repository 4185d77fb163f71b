package rollcall

import (
	"context"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/evidence"
	"diandao/internal/geo"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

// Filter narrows a list of roll calls. Zero fields do not narrow.
type Filter struct {
	States    []State
	StationID org.UnitID
}

// Store reads roll calls.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (RollCall, error)
	// List returns roll calls within scope, newest first by (CreatedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]RollCall, error)
	// ListInvitees returns the invitees by Seq, with names and numbers.
	ListInvitees(ctx context.Context, id ID) ([]Invitee, error)
	// FindRunning returns the running roll calls a person is invited to, newest first.
	FindRunning(ctx context.Context, p person.ID) ([]RollCall, error)
	// Around returns what is known around a person on a day (YYYY-MM-DD), Fences excepted.
	Around(ctx context.Context, p person.ID, day string) (Around, error)
	// ListAreas returns the areas of a person's plans that run, each once.
	ListAreas(ctx context.Context, p person.ID) ([]geo.Fence, error)
	// ListOwn returns the newest roll calls that a person was invited to, newest first, at most limit.
	ListOwn(ctx context.Context, p person.ID, limit int) ([]Own, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Roster reads who belongs to a station.
type Roster interface {
	// ListOfStation returns all persons of the station, whatever their status.
	ListOfStation(ctx context.Context, station org.UnitID) ([]person.Person, error)
	// Unit returns the unit. It returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
	// StaffName returns the name of a staff member, or "" when there is none.
	StaffName(ctx context.Context, staffID string) (string, error)
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	attendance.Writer
	alert.Writer
	push.Writer
	evidence.Writer
	// InsertRollCall returns ErrRunning when the station already has a running one.
	InsertRollCall(ctx context.Context, r RollCall) error
	InsertInvitees(ctx context.Context, all []Invitee) error
	// SetRollCall stores r's State, LiveAt, ClosedAt and UpdatedAt if the stored state is from, and
	// reports whether it did.
	SetRollCall(ctx context.Context, r RollCall, from State) (bool, error)
	// LockRollCall reads the roll call and holds it until the end of the transaction, so that marks and
	// closing follow one another. It returns ErrNotFound.
	LockRollCall(ctx context.Context, id ID) (RollCall, error)
	// GetInvitee reads one invitee by person. It returns ErrNotInvited.
	GetInvitee(ctx context.Context, id ID, p person.ID) (Invitee, error)
	// ListInvitees reads all invitees by Seq, without names.
	ListInvitees(ctx context.Context, id ID) ([]Invitee, error)
	// PutInvitee stores everything of i but identity and Seq.
	PutInvitee(ctx context.Context, i Invitee) error
	// AfterCommit runs fn once the transaction has committed.
	AfterCommit(fn func())
}

// RingLife is how long a ring is worth delivering.
const RingLife = 30 * time.Minute
