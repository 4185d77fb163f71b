package rollcall_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

type aside struct{}

func (aside) Enqueue(context.Context, *store.Tx, []job.Job) error { return nil }
func (aside) Hint(string, string, org.Path)                       {}

// world is a station with an officer, and a clock to move.
type world struct {
	*rollcall.Service
	t       *testing.T
	store   *store.Store
	clock   *clock.Manual
	units   storetest.Units
	files   *casefile.Service
	officer authz.Actor
	people  map[string]person.Person // by case number
}

// each runs the test on both engines, at nine in the morning in the city.
func each(t *testing.T, test func(*testing.T, *world)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		s.SetEnqueuer(aside{})
		w := &world{t: t, store: s, clock: clock.NewManual(nine()), units: storetest.Station(t, s), people: map[string]person.Person{}}
		w.Service = rollcall.New(s.RollCalls(), s.Persons(), nil, aside{}, w.clock)
		w.files = casefile.New(s.Persons(), s.Orgs(), s.Attendance(), aside{}, w.clock)
		w.officer = w.staff("officer", authz.Officer, w.units.Station)
		test(t, w)
	})
}

func nine() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

func (w *world) staff(name string, role authz.Role, at org.Unit) authz.Actor {
	w.t.Helper()
	m := staff.Member{ID: staff.ID(id.New()), Username: name, Name: name, Role: role, UnitID: at.ID, Path: at.Path, PasswordHash: "x", CreatedAt: nine()}
	require.NoError(w.t, w.store.InTx(w.t.Context(), func(tx *store.Tx) error { return tx.InsertMember(w.t.Context(), m) }))
	return m.Actor()
}

// add enrols an active man of the station, born in 1985 unless changed.
func (w *world) add(number string, change ...func(*person.Person)) person.ID {
	w.t.Helper()
	p := person.Person{
		ID: person.ID(id.New()), StationID: w.units.Station.ID, Path: w.units.Station.Path, Number: number, Name: "姓名" + number, Sex: person.Male, BornOn: born("1985-05-20"),
		Category: person.Probation, Level: person.Ordinary, Status: person.Active, TermFrom: born("2026-01-01"), TermTo: born("2027-12-31"), CreatedAt: nine(), Version: 1,
	}
	for _, c := range change {
		c(&p)
	}
	require.NoError(w.t, w.store.InTx(w.t.Context(), func(tx *store.Tx) error { return tx.InsertPerson(w.t.Context(), p) }))
	w.people[number] = p
	return p.ID
}

// leaveToday approves a leave of the person's for today.
func (w *world) leaveToday(p person.ID) {
	w.t.Helper()
	l := leave.Leave{
		ID: leave.ID(id.New()), PersonID: p, StationID: w.units.Station.ID, Path: w.units.Station.Path, FromDay: "2026-11-23", ToDay: "2026-11-24", Place: "湖州", Reason: "探亲",
		Status: leave.Approved, Level: org.Station, AppliedAt: nine(), UpdatedAt: nine(),
	}
	require.NoError(w.t, w.store.InTx(w.t.Context(), func(tx *store.Tx) error { return tx.InsertLeave(w.t.Context(), l) }))
}

func (w *world) stay(p person.ID, k person.StayKind) {
	w.t.Helper()
	_, err := w.files.SetStay(w.t.Context(), w.officer, p, casefile.StayInput{Kind: k, SinceDay: "2026-11-20", Note: "证明"})
	require.NoError(w.t, err)
}

func (w *world) together(p person.ID, number string) {
	w.t.Helper()
	_, err := w.files.AddCoAccused(w.t.Context(), w.officer, p, number)
	require.NoError(w.t, err)
}

func (w *world) start(change ...func(*rollcall.StartInput)) rollcall.RollCall {
	w.t.Helper()
	in := rollcall.StartInput{StationID: w.units.Station.ID, Audience: rollcall.Adults}
	for _, c := range change {
		c(&in)
	}
	rc, err := w.Start(w.t.Context(), w.officer, in)
	require.NoError(w.t, err)
	return rc
}

func (w *world) sheet(rid rollcall.ID) (rollcall.RollCall, map[string]rollcall.Invitee) {
	w.t.Helper()
	rc, all, err := w.Get(w.t.Context(), w.officer, rid)
	require.NoError(w.t, err)
	out := map[string]rollcall.Invitee{}
	for _, i := range all {
		out[i.Number] = i
	}
	return rc, out
}

func (w *world) see(rid rollcall.ID, p person.ID, presence rollcall.Presence) {
	w.t.Helper()
	require.NoError(w.t, w.Record(w.t.Context(), rollcall.Sighting{RollCallID: rid, PersonID: p, Presence: presence, At: w.clock.Now()}))
}

// tick moves the clock on and lets what is due happen.
func (w *world) tick(d time.Duration) rollcall.Advanced {
	w.t.Helper()
	w.clock.Advance(d)
	done, err := w.Advance(w.t.Context())
	require.NoError(w.t, err)
	return done
}

func (w *world) self(p person.ID) authz.Actor {
	return authz.Actor{Role: authz.Self, ID: string(p), PersonID: string(p), Scope: w.units.Station.Path}
}

// told counts the messages of a kind.
func (w *world) told(k push.Kind) int {
	w.t.Helper()
	var n int
	w.sql(func(tx *sql.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT count(*) FROM messages WHERE kind = '"+string(k)+"'").Scan(&n)
	})
	return n
}

// audited counts the entries of an action.
func (w *world) audited(action string) int {
	w.t.Helper()
	var n int
	w.sql(func(tx *sql.Tx) error {
		return tx.QueryRowContext(w.t.Context(), "SELECT count(*) FROM audit_entries WHERE action = '"+action+"'").Scan(&n)
	})
	return n
}

// byHand does what somebody with the database's password could.
func (w *world) byHand(statement string) {
	w.t.Helper()
	w.sql(func(tx *sql.Tx) error {
		_, err := tx.ExecContext(w.t.Context(), statement)
		return err
	})
}

func (w *world) sql(fn func(*sql.Tx) error) {
	w.t.Helper()
	require.NoError(w.t, w.store.InTx(w.t.Context(), func(tx *store.Tx) error { return fn(tx.SQLTx()) }))
}

// openAlerts counts the questions of a kind that are open.
func (w *world) openAlerts(k alert.Kind) int {
	w.t.Helper()
	all, err := w.store.Alerts().List(w.t.Context(), org.Root, alert.Filter{States: []alert.State{alert.Open}}, page.Request{Limit: 100})
	require.NoError(w.t, err)
	n := 0
	for _, a := range all {
		if a.Kind == k {
			n++
		}
	}
	return n
}

func newID() string { return id.New() }

// fieldsOf are the fields that a fault names.
func fieldsOf(err error) []fault.Field {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Fields
	}
	return nil
}
