package push_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

func TestMain(m *testing.M) {
	// The PostgreSQL that tests share lives as long as the process.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("diandao/internal/store/storetest.keepThread"))
}

func morning() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

// jobs keeps what was enqueued.
type jobs struct{ push []push.SendJob }

func (j *jobs) Enqueue(_ context.Context, _ *store.Tx, all []job.Job) error {
	for _, one := range all {
		if s, ok := one.Args.(push.SendJob); ok {
			j.push = append(j.push, s)
		}
	}
	return nil
}

// sighting is what the service told of a first receipt.
type sighting struct {
	id push.MessageID
	at time.Time
}

// calls keeps which messages an officer was asked to ring up for.
type calls struct {
	mu    sync.Mutex
	asked []push.MessageID
}

func (c *calls) AskForCall(_ context.Context, m push.Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, m.ID)
	return nil
}

// world is a service on a real database, and two persons.
type world struct {
	store    *store.Store
	clock    *clock.Manual
	service  *push.Service
	jobs     *jobs
	wang, li authz.Actor
	calls    calls

	mu      sync.Mutex
	reached []sighting
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	w := &world{store: s, clock: clock.NewManual(morning()), jobs: &jobs{}}
	s.SetEnqueuer(w.jobs)
	w.service = push.New(s.Push(), s.Push(), w.clock, func(_ context.Context, m push.Message, at time.Time) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.reached = append(w.reached, sighting{m.ID, at})
	})
	station := org.Unit{ID: org.UnitID(id.New()), Kind: org.City, Code: "9901", Name: "云州市", Path: "/9901/", Zone: "Asia/Shanghai"}
	require.NoError(t, s.Orgs().InsertUnits(t.Context(), []org.Unit{station}))
	w.wang, w.li = w.person(t, station, "A1", "王建国"), w.person(t, station, "A2", "李秀英")
	return w
}

func (w *world) person(t *testing.T, at org.Unit, number, name string) authz.Actor {
	t.Helper()
	p := person.Person{
		ID: person.ID(id.New()), StationID: at.ID, Path: at.Path, Number: number, Name: name, Sex: person.Male, BornOn: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		Category: person.Probation, Level: person.Ordinary, Status: person.Active, Phone: "000", TermFrom: morning(), TermTo: morning().AddDate(1, 0, 0), CreatedAt: morning(), Version: 1,
	}
	require.NoError(t, w.store.Persons().InTx(t.Context(), func(tx casefile.Tx) error { return tx.InsertPerson(t.Context(), p) }))
	d := device.Device{ID: device.ID(id.New()), PersonID: p.ID, PublicKey: []byte{1}, Name: "Android", CreatedAt: morning()}
	require.NoError(t, w.store.Devices().InTx(t.Context(), func(tx device.Tx) error { return tx.InsertDevice(t.Context(), d) }))
	return authz.Actor{Role: authz.Self, ID: string(p.ID), Scope: at.Path, PersonID: string(p.ID), DeviceID: string(d.ID)}
}

// notify writes a message to a person, worth an hour.
func (w *world) notify(t *testing.T, to authz.Actor, k push.Kind) push.Message {
	t.Helper()
	m := push.Message{
		ID: push.MessageID(id.New()), PersonID: person.ID(to.PersonID), Kind: k, SubjectID: id.New(), CreatedAt: w.clock.Now(), ExpiresAt: w.clock.Now().Add(time.Hour),
	}
	require.NoError(t, w.store.Checkins().InTx(t.Context(), func(tx checkin.Tx) error { return tx.Notify(t.Context(), m) }))
	return m
}

func (w *world) subscribe(t *testing.T, a authz.Actor, c push.Channel, endpoint string) push.Subscription {
	t.Helper()
	s, err := w.service.Subscribe(t.Context(), a, push.Subscription{Channel: c, Endpoint: endpoint, P256DH: "BA", Auth: "AA"})
	require.NoError(t, err)
	return s
}

// deliveries returns the message's ledger, by channel.
func (w *world) deliveries(t *testing.T, m push.Message) map[push.Channel]push.Delivery {
	t.Helper()
	all, err := w.service.Deliveries(t.Context(), m.SubjectID)
	require.NoError(t, err)
	out := map[push.Channel]push.Delivery{}
	for _, d := range all {
		require.NotContains(t, out, d.Channel, "one line a way")
		out[d.Channel] = d
	}
	return out
}

// each runs a test on every engine.
func each(t *testing.T, test func(*testing.T, *world)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}
