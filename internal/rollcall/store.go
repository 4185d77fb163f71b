package rollcall

import (
	"context"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/schedule"
)

// Filter narrows a list of roll calls. Zero fields do not narrow.
type Filter struct {
	States    []State
	Kinds     []Kind
	StationID org.UnitID
	From, To  time.Time // CreatedAt in [From, To); zero is open
}

// Store reads roll calls.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (RollCall, error)
	// List returns roll calls within scope, newest first by (CreatedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]RollCall, error)
	// ListInvitees returns the invitees by Seq, with names, numbers and stations.
	ListInvitees(ctx context.Context, id ID) ([]Invitee, error)
	// ListSteps returns the history, oldest first, with names of staff.
	ListSteps(ctx context.Context, id ID) ([]Step, error)
	// ListDue returns roll calls for which DueAt ≤ now, earliest first, at most limit.
	ListDue(ctx context.Context, now time.Time, limit int) ([]RollCall, error)
	// ListRunning returns running roll calls, oldest first, at most limit.
	ListRunning(ctx context.Context, limit int) ([]RollCall, error)
	// FindRunning returns the running roll calls a person is invited to and not registered out of, newest first.
	FindRunning(ctx context.Context, p person.ID) ([]Running, error)
	// Around returns what is known around a person on a day (YYYY-MM-DD), Fences excepted.
	Around(ctx context.Context, p person.ID, day string) (Around, error)
	// ListAreas returns the areas of a person's plans that run on a day (YYYY-MM-DD), each once.
	ListAreas(ctx context.Context, p person.ID, day string) ([]geo.Fence, error)
	// ListOwn returns the roll calls that a person was invited to, newest first by (OpenedAt, ID).
	ListOwn(ctx context.Context, p person.ID, r page.Request) ([]Own, error)
	// HashesOf returns the SHA-256, in hex, of evidence by id.
	HashesOf(ctx context.Context, ids []evidence.ID) (map[evidence.ID]string, error)
	// SeedOf returns the seed of a calendar day, committing to it at now when nobody has yet.
	SeedOf(ctx context.Context, day string, now time.Time) (schedule.Seed, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Roster reads who belongs to a unit.
type Roster interface {
	// ListOfStation returns all persons of the station, whatever their status.
	ListOfStation(ctx context.Context, station org.UnitID) ([]person.Person, error)
	// ListBelow returns persons at and below scope whose term has not ended, at most limit.
	ListBelow(ctx context.Context, scope org.Path, limit int) ([]person.Person, error)
	// Names returns the persons with these ids; those that there are not are left out.
	Names(ctx context.Context, ids []person.ID) (map[person.ID]person.Person, error)
	// FactsOf tells, of these persons, who is excused on the calendar day, who were accused together, and who
	// is called in a running roll call.
	FactsOf(ctx context.Context, ids []person.ID, day string) (Facts, error)
	// AtTheDoor tells what is known of an invitee who joins. It returns ErrNotInvited.
	AtTheDoor(ctx context.Context, id ID, p person.ID) (Gathered, error)
	// Unit returns the unit. It returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
	// StaffName returns the name of a staff member, or "" when there is none.
	StaffName(ctx context.Context, staffID string) (string, error)
	// ListRunners returns the officers and supervisors who may sign in and whose scope contains the unit, by
	// name, at most a hundred.
	ListRunners(ctx context.Context, at org.Path) ([]Runner, error)
	// StaffActor returns a staff member as an actor, and whether there is one who may sign in.
	StaffActor(ctx context.Context, staffID string) (authz.Actor, bool, error)
	// StaffActors returns those of these staff members who may sign in, as actors.
	StaffActors(ctx context.Context, ids []string) (map[string]authz.Actor, error)
	// PhonesOff returns those of these devices that may not act for their person any more, with ErrDeviceOff or
	// ErrFileClosed. A device that is not known is left out.
	PhonesOff(ctx context.Context, deviceIDs []string) (map[string]*fault.Error, error)
}

// Runner is a staff member who may run a roll call.
type Runner struct {
	ID   string
	Name string
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
	// InsertRollCallStep appends to the history.
	InsertRollCallStep(ctx context.Context, s Step) error
	// SetRollCall stores everything of r but its identity and unit if the stored state is from, and reports
	// whether it did. It returns ErrRunning when it would be the station's second running one.
	SetRollCall(ctx context.Context, r RollCall, from State) (bool, error)
	// LockRollCall reads the roll call and holds it until the end of the transaction, so that marks and
	// closing follow one another. It returns ErrNotFound.
	LockRollCall(ctx context.Context, id ID) (RollCall, error)
	// GetInvitee reads one invitee by person, as ListInvitees of Store. It returns ErrNotInvited.
	GetInvitee(ctx context.Context, id ID, p person.ID) (Invitee, error)
	// ListInvitees reads all invitees by Seq, as that of Store.
	ListInvitees(ctx context.Context, id ID) ([]Invitee, error)
	// PutInvitee stores everything of i but identity and Seq.
	PutInvitee(ctx context.Context, i Invitee) error
	// ListTold returns who was told beforehand that the roll call is planned.
	ListTold(ctx context.Context, id ID) ([]person.ID, error)
	// ListRollCallSteps reads the history, oldest first, without names.
	ListRollCallSteps(ctx context.Context, id ID) ([]Step, error)
	// AfterCommit runs fn once the transaction has committed.
	AfterCommit(fn func())
}

// RingLife is how long a ring is worth delivering.
const RingLife = 30 * time.Minute
