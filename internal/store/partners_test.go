package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/partner"
	"diandao/internal/store"
)

func (w world) newPartner(name string) partner.Partner {
	return partner.Partner{
		ID: partner.ID(id.New()), Name: name, Kind: partner.Court, UnitID: w.district.ID, Path: w.district.Path, Note: "信息科", URL: "https://fy.example.org/hooks",
		Events: []partner.Type{partner.LeaveDecided, partner.CheckinMissed}, MinorsReason: "少年庭", Sealed: []byte{1, 0, 255}, OverlapUntil: noon, Version: 1, CreatedAt: noon, UpdatedAt: noon,
	}
}

func (w world) partner(t *testing.T, name string) partner.Partner {
	t.Helper()
	p := w.newPartner(name)
	require.NoError(t, w.Partners().InTx(t.Context(), func(tx partner.Tx) error { return tx.InsertPartner(t.Context(), p) }))
	return p
}

func (w world) told(t *testing.T, p partner.Partner, at time.Time) partner.Delivery {
	t.Helper()
	d := partner.Delivery{
		ID: partner.DeliveryID(id.New()), PartnerID: p.ID, EventID: id.New(), Type: partner.LeaveDecided, Path: w.station.Path, Body: `{"a":"甲"}`, State: partner.Pending, NextAt: at, CreatedAt: at,
	}
	require.NoError(t, w.Partners().InTx(t.Context(), func(tx partner.Tx) error { return tx.InsertDelivery(t.Context(), d) }))
	return d
}

func TestPartners_KeptChangedAndListed(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, s := t.Context(), w.Partners()
		p := w.partner(t, "法院")
		got, err := s.Get(ctx, p.ID)
		require.NoError(t, err)
		require.Equal(t, p, got)
		_, err = s.Get(ctx, "nobody")
		require.ErrorIs(t, err, partner.ErrNotFound)
		again := w.newPartner("法院")
		require.ErrorIs(t, s.InTx(ctx, func(tx partner.Tx) error { return tx.InsertPartner(ctx, again) }), partner.ErrName)
		other := w.partner(t, "检察院")

		set := func(p partner.Partner) error {
			return s.InTx(ctx, func(tx partner.Tx) error { return tx.SetPartner(ctx, p) })
		}
		p.Events, p.Version, p.Pause = []partner.Type{partner.AppealDecided}, 2, partner.ByHand
		require.NoError(t, set(p))
		require.ErrorIs(t, set(p), partner.ErrChanged, "the version was another")
		renamed := p
		renamed.Name, renamed.Version = other.Name, 3
		require.ErrorIs(t, set(renamed), partner.ErrName)
		got, err = s.Get(ctx, p.ID)
		require.NoError(t, err)
		require.Empty(t, got.Pause, "how it does is stored apart")
		p.FailingSince, p.RestUntil, p.PausedAt = noon, noon.Add(time.Minute), noon
		health := func(p partner.Partner) {
			require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error { return tx.SetHealth(ctx, p) }))
		}
		health(p)
		got, err = s.Get(ctx, p.ID)
		require.NoError(t, err)
		require.Equal(t, p, got)
		stale := p
		stale.Version, stale.Pause = 1, ""
		health(stale)
		got, err = s.Get(ctx, p.ID)
		require.NoError(t, err)
		require.Equal(t, partner.ByHand, got.Pause, "what somebody decided meanwhile stays")

		for scope, want := range map[org.Path]int{org.Root: 2, w.district.Path: 2, w.station.Path: 0} {
			all, err := s.List(ctx, scope)
			require.NoError(t, err)
			require.Len(t, all, want, scope)
		}
		types, err := s.Listened(ctx)
		require.NoError(t, err)
		require.ElementsMatch(t, []partner.Type{partner.AppealDecided, partner.LeaveDecided, partner.CheckinMissed}, types)
	})
}

func TestPartners_DeliveriesFromDueToSwept(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, s, p := t.Context(), w.Partners(), w.partner(t, "法院")
		first, second := w.told(t, p, noon), w.told(t, p, noon.Add(time.Hour))
		copied := first
		copied.ID = partner.DeliveryID(id.New())
		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error { return tx.InsertDelivery(ctx, copied) }))
		_, err := s.GetDelivery(ctx, copied.ID)
		require.ErrorIs(t, err, partner.ErrNoDelivery, "an event is delivered to a partner once")

		due, err := s.ListDue(ctx, p.ID, noon.Add(time.Minute), 4)
		require.NoError(t, err)
		require.Equal(t, []partner.Delivery{first}, due)
		waiting := func(at time.Time) int {
			all, err := s.ListWaiting(ctx, at)
			require.NoError(t, err)
			return len(all)
		}
		require.Zero(t, waiting(noon.Add(-time.Second)))
		require.Equal(t, 1, waiting(noon))
		p.RestUntil = noon.Add(time.Minute)
		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error { return tx.SetHealth(ctx, p) }))
		require.Zero(t, waiting(noon), "it rests")
		require.Equal(t, 1, waiting(noon.Add(time.Minute)))
		p.RestUntil, p.Pause = time.Time{}, partner.Gone
		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error { return tx.SetHealth(ctx, p) }))
		require.Zero(t, waiting(noon.Add(time.Hour)), "it is paused")

		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error { return tx.Hasten(ctx, p.ID, noon.Add(time.Second)) }))
		due, err = s.ListDue(ctx, p.ID, noon.Add(time.Second), 4)
		require.NoError(t, err)
		require.Len(t, due, 2, "both wait no longer")
		second.NextAt = noon.Add(time.Second)

		given := first
		given.State, given.Attempts, given.NextAt, given.SettledAt = partner.GivenUp, 1, time.Time{}, noon
		try := partner.Try{ID: id.New(), DeliveryID: first.ID, At: noon, Status: 503, Took: 1500 * time.Millisecond, Class: partner.Broken}
		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error {
			ok, err := tx.SetDelivery(ctx, given, first)
			require.True(t, ok)
			return errors.Join(err, tx.InsertTry(ctx, try))
		}))
		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) error {
			ok, err := tx.SetDelivery(ctx, given, first)
			require.False(t, ok, "somebody else was faster")
			return err
		}))
		all, err := s.ListDeliveries(ctx, p.ID, partner.Filter{}, page.Request{Limit: 1})
		require.NoError(t, err)
		require.Equal(t, []partner.Delivery{second}, all)
		all, err = s.ListDeliveries(ctx, p.ID, partner.Filter{State: partner.GivenUp, Type: partner.LeaveDecided, From: noon, To: noon.Add(time.Second)}, page.Request{})
		require.NoError(t, err)
		given.Tries = []partner.Try{try}
		require.Equal(t, []partner.Delivery{given}, all)

		var n int
		again := id.New()
		require.NoError(t, s.InTx(ctx, func(tx partner.Tx) (err error) {
			n, err = tx.SendAgain(ctx, p.ID, noon, noon.Add(24*time.Hour), again, noon.Add(2*time.Hour), 10)
			return err
		}))
		require.Equal(t, 1, n)
		counts, err := s.CountAgain(ctx, p.ID, again)
		require.NoError(t, err)
		require.Equal(t, partner.Counts{partner.Pending: 1}, counts)
		for _, want := range []int{1, 0} { // the second time there is nothing to stop
			require.NoError(t, s.InTx(ctx, func(tx partner.Tx) (err error) {
				n, err = tx.StopAgain(ctx, p.ID, again, noon.Add(3*time.Hour))
				return err
			}))
			require.Equal(t, want, n)
		}
		counts, err = s.CountAgain(ctx, p.ID, again)
		require.NoError(t, err)
		require.Equal(t, partner.Counts{partner.GivenUp: 1}, counts)
		stopped, err := s.GetDelivery(ctx, given.ID)
		require.NoError(t, err)
		require.Equal(t, noon.Add(3*time.Hour), stopped.SettledAt)
		require.Zero(t, stopped.NextAt, "it is tried no more")

		n, err = s.Sweep(ctx, noon.Add(time.Minute), 10)
		require.NoError(t, err)
		require.Equal(t, 1, n, "with its tries")
		n, err = s.Sweep(ctx, noon.Add(time.Minute), 10)
		require.NoError(t, err)
		require.Zero(t, n)
	})
}

// collected are the jobs that were inserted.
type collected struct{ jobs []job.Job }

func (c *collected) Enqueue(_ context.Context, _ *store.Tx, jobs []job.Job) error {
	c.jobs = append(c.jobs, jobs...)
	return nil
}

// What nobody listens to costs no job and no query; what somebody does is queued with its cause or not at all.
func TestPartners_OutboxHearsWhatIsCommitted(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, queue, outbox := t.Context(), &collected{}, partner.NewOutbox(w.Partners())
		w.SetEnqueuer(queue)
		w.SetListener(outbox)
		require.NoError(t, outbox.Refresh(ctx))
		say := func(action string, end error) error {
			return w.InTx(ctx, func(tx *store.Tx) error {
				return errors.Join(tx.Audit(ctx, audit.New(authz.SystemActor(), noon, w.station.Path, action, "leave:l", string(w.person.ID))), end)
			})
		}
		require.NoError(t, say("leave.approved", nil))
		require.Empty(t, queue.jobs, "nobody listens")
		w.partner(t, "法院")
		require.NoError(t, outbox.Refresh(ctx))
		require.Error(t, say("leave.approved", errors.New("it did not come to be")))
		require.NoError(t, say("appeal.upheld", nil))
		require.Empty(t, queue.jobs)
		require.NoError(t, say("leave.approved", nil))
		require.Len(t, queue.jobs, 1)
		told, ok := queue.jobs[0].Args.(partner.PublishJob)
		require.True(t, ok)
		require.Len(t, told.Events, 1)
		require.Equal(t, "l", told.Events[0].SubjectID)
		require.Equal(t, w.station.Path, told.Events[0].Path)
	})
}
