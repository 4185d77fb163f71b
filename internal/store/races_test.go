package store_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

// atOnce runs fn n times at once and returns what each returned.
func atOnce(n int, fn func(i int) error) []error {
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		wg.Go(func() { errs[i] = fn(i) })
	}
	wg.Wait()
	return errs
}

// outcomes counts the successes, and requires that everybody else got want.
func outcomes(t *testing.T, errs []error, want error) int {
	t.Helper()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		require.ErrorIs(t, err, want)
	}
	return won
}

func TestPersons_OneOfManyEditorsWins(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		errs := atOnce(6, func(int) error {
			p := w.person
			p.Level, p.Version = person.Strict, 2
			return w.InTx(ctx, func(tx *store.Tx) error { return tx.UpdatePerson(ctx, p) })
		})
		require.Equal(t, 1, outcomes(t, errs, person.ErrChanged))
		got, err := w.Persons().Get(ctx, w.person.ID)
		require.NoError(t, err)
		require.Equal(t, person.Strict, got.Level)
		require.Equal(t, 2, got.Version)
		other := w.add(t, "A002", "乙")
		other.Number, other.Version = "A001", 2
		require.ErrorIs(t, w.InTx(ctx, func(tx *store.Tx) error { return tx.UpdatePerson(ctx, other) }), person.ErrNumberTaken)
	})
}

func TestPersons_ManyAtOnceOrNone(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		var all []person.Person
		for i := range 450 {
			all = append(all, storetest.NewPerson(w.station, "B"+string(rune('a'+i/26))+string(rune('a'+i%26)), "丙"))
		}
		require.NoError(t, w.InTx(ctx, func(tx *store.Tx) error { return tx.InsertPersons(ctx, all) }))
		counts, err := w.Persons().CountByStation(ctx, w.district.Path)
		require.NoError(t, err)
		require.Equal(t, 451, counts[w.station.Path])
		again := []person.Person{storetest.NewPerson(w.station, "C001", "丁"), storetest.NewPerson(w.station, "A001", "丁")}
		require.ErrorIs(t, w.InTx(ctx, func(tx *store.Tx) error { return tx.InsertPersons(ctx, again) }), person.ErrNumberTaken)
		_, err = w.Persons().ByNumber(ctx, "C001")
		require.ErrorIs(t, err, person.ErrNotFound)
	})
}

func TestPersons_FoundByTheBeginningOfTheNumber(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		for _, n := range []string{"A010", "A01", "A02", "BA01", "A01号"} {
			w.add(t, n, "乙")
		}
		found, err := w.Persons().List(t.Context(), w.station.Path, casefile.Filter{Query: "A01"}, page.Request{})
		require.NoError(t, err)
		var numbers []string
		for _, r := range found {
			numbers = append(numbers, r.Person.Number)
		}
		require.Equal(t, []string{"A01", "A010", "A01号"}, numbers)
	})
}

func TestScope_NeighboursWithLikeCodesAreApart(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		like := storetest.Unit(w.city, org.District, "9901011", "东湖新区")
		station := storetest.Unit(like, org.Station, "990101001", "新区司法所")
		require.NoError(t, w.Orgs().InsertUnits(ctx, []org.Unit{like, station}))
		theirs := storetest.Person(t, w.Store, station, "Z001", "乙")
		storetest.Request(t, w.Store, storetest.Plan(t, w.Store, theirs), noon)
		mine := w.request(t, w.plan(t), noon)
		for _, scope := range []org.Path{w.district.Path, w.station.Path} {
			got, err := w.Checkins().ListRequests(ctx, scope, checkin.Filter{}, page.Request{})
			require.NoError(t, err)
			require.Equal(t, []checkin.Request{mine}, got, scope)
		}
		for _, scope := range []org.Path{org.Root, w.city.Path} {
			got, err := w.Checkins().ListRequests(ctx, scope, checkin.Filter{}, page.Request{})
			require.NoError(t, err)
			require.Len(t, got, 2, scope)
		}
	})
}

// Somebody reads a list page by page while requests open: every one that was there is seen once.
func TestRequests_PagesHoldWhileOthersInsert(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, plan := t.Context(), w.plan(t)
		want := map[checkin.RequestID]bool{}
		for i := range 7 { // two plans open at the same instant: the id decides
			opens := noon.Add(time.Duration(i) * time.Hour)
			want[w.request(t, plan, opens).ID] = true
			want[storetest.Request(t, w.Store, storetest.Plan(t, w.Store, w.person), opens).ID] = true
		}
		for _, scope := range []org.Path{org.Root, w.district.Path, w.station.Path} {
			seen := map[checkin.RequestID]bool{}
			p := page.Request{Limit: 3}
			for {
				rows, err := w.Checkins().ListRequests(ctx, scope, checkin.Filter{}, p)
				require.NoError(t, err)
				for _, r := range rows {
					require.False(t, seen[r.ID], "twice")
					seen[r.ID] = true
				}
				if len(rows) < 3 {
					break
				}
				last := rows[len(rows)-1]
				p.After = page.Cursor{At: last.OpensAt, ID: string(last.ID)}
				storetest.Request(t, w.Store, storetest.Plan(t, w.Store, w.person), noon.Add(1000*time.Hour))
			}
			for r := range want {
				require.True(t, seen[r], "every one that was there")
			}
		}
	})
}

func TestRollCalls_TwoOfficersStartAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		errs := atOnce(5, func(int) error {
			rc := rollcall.RollCall{
				ID: rollcall.ID(id.New()), StationID: w.station.ID, Path: w.station.Path, Title: "点名", Audience: rollcall.Adults, Kind: rollcall.OfStation, Order: rollcall.ByNumber, State: rollcall.Lobby,
				OfficerID: "o", Zone: storetest.Zone, CreatedAt: noon, UpdatedAt: noon,
			}
			return w.RollCalls().InTx(t.Context(), func(tx rollcall.Tx) error { return tx.InsertRollCall(t.Context(), rc) })
		})
		require.Equal(t, 1, outcomes(t, errs, rollcall.ErrRunning))
	})
}

func TestActivations_CodeServesOnePhone(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error {
			return tx.InsertActivation(ctx, device.Activation{CodeHash: "c", PersonID: w.person.ID, Path: w.person.Path, CreatedBy: "o", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)})
		}))
		errs := atOnce(5, func(int) error {
			return w.Devices().InTx(ctx, func(tx device.Tx) error {
				_, err := tx.UseActivation(ctx, "c", noon)
				return err
			})
		})
		require.Equal(t, 1, outcomes(t, errs, device.ErrCode))
	})
}

func TestPush_OneOfManyReceiptsIsTheFirst(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		m := push.Message{ID: push.MessageID(id.New()), PersonID: w.person.ID, Kind: push.RollCallRing, SubjectID: "rc", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
		require.NoError(t, w.InTx(ctx, func(tx *store.Tx) error { return tx.Notify(ctx, m) }))
		firsts := make([][]push.MessageID, 6)
		errs := atOnce(6, func(i int) (err error) {
			firsts[i], err = w.Push().MarkReceipt(ctx, []push.MessageID{m.ID}, push.Way{Channel: push.Inbox}, push.Shown, noon.Add(time.Duration(i)*time.Second))
			return err
		})
		require.Equal(t, make([]error, 6), errs)
		n := 0
		for _, f := range firsts {
			n += len(f)
		}
		require.Equal(t, 1, n)
		d, err := w.Push().ListDeliveries(ctx, m.ID)
		require.NoError(t, err)
		require.Len(t, d, 1)
		require.False(t, d[0].ShownAt.IsZero())
		require.True(t, d[0].OpenedAt.IsZero())
	})
}

func TestPush_EndpointFollowsThePhone(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		other := w.add(t, "A002", "乙")
		var kept []push.Subscription
		for _, owner := range []person.ID{w.person.ID, other.ID} {
			d := device.Device{ID: device.ID(id.New()), PersonID: owner, PublicKey: []byte{1}, Name: "Android", CreatedAt: noon}
			require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error { return tx.InsertDevice(ctx, d) }))
			s, err := w.Push().PutSubscription(ctx, push.Subscription{ID: id.New(), DeviceID: string(d.ID), PersonID: owner, Channel: push.WebPush, Endpoint: "https://push.example/1", CreatedAt: noon})
			require.NoError(t, err)
			kept = append(kept, s)
		}
		require.Equal(t, kept[0].ID, kept[1].ID, "one address, one row")
		before, err := w.Push().ListSubscriptions(ctx, w.person.ID)
		require.NoError(t, err)
		require.Empty(t, before)
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error { return tx.Revoke(ctx, device.ID(kept[1].DeviceID), noon) }))
		after, err := w.Push().ListSubscriptions(ctx, other.ID)
		require.NoError(t, err)
		require.Empty(t, after, "a phone that was signed out is not rung")
	})
}
