package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/incident"
	"diandao/internal/page"
	"diandao/internal/push"
)

func (w world) incidentTx(t *testing.T, fn func(incident.Tx) error) {
	t.Helper()
	require.NoError(t, w.Incidents().InTx(t.Context(), fn))
}

// incident stores an incident.
func (w world) incident(t *testing.T, in incident.Incident) incident.Incident {
	t.Helper()
	in.ID = incident.ID(id.New())
	w.incidentTx(t, func(tx incident.Tx) error { return tx.InsertIncident(t.Context(), in) })
	return in
}

func (w world) beat(t *testing.T, at time.Time) (before time.Time) {
	t.Helper()
	w.incidentTx(t, func(tx incident.Tx) (err error) {
		before, err = tx.Beat(t.Context(), at)
		return err
	})
	return before
}

func TestBeat_OneOfManyServersFindsTheGap(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		last, err := w.Incidents().LastBeat(ctx)
		require.NoError(t, err)
		require.True(t, last.IsZero())
		require.True(t, w.beat(t, noon).IsZero(), "there is nothing before the first")
		later := noon.Add(time.Hour)
		before := make([]time.Time, 6)
		errs := atOnce(6, func(i int) error {
			return w.Incidents().InTx(ctx, func(tx incident.Tx) (err error) {
				before[i], err = tx.Beat(ctx, later)
				return err
			})
		})
		require.Equal(t, make([]error, 6), errs)
		found := 0
		for _, b := range before {
			if b.Equal(noon) {
				found++
				continue
			}
			require.Equal(t, later, b)
		}
		require.Equal(t, 1, found)
		require.Equal(t, later, w.beat(t, noon), "a clock that is behind takes nothing back")
		last, err = w.Incidents().LastBeat(ctx)
		require.NoError(t, err)
		require.Equal(t, later, last)
	})
}

func TestIncidents_OneRunsForAChannel(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		errs := atOnce(5, func(int) error {
			return w.Incidents().InTx(ctx, func(tx incident.Tx) error {
				return tx.InsertIncident(ctx, incident.Incident{ID: incident.ID(id.New()), Kind: incident.Provider, Channel: push.FCM, From: noon, Note: incident.NoteFailing})
			})
		})
		require.Equal(t, make([]error, 5), errs)
		all, err := w.Incidents().ListUnsettled(ctx)
		require.NoError(t, err)
		require.Len(t, all, 1)
		first, end := all[0], noon.Add(time.Hour)
		w.incidentTx(t, func(tx incident.Tx) error { return tx.EndIncident(ctx, first.ID, end) })
		w.incidentTx(t, func(tx incident.Tx) error { return tx.EndIncident(ctx, first.ID, end.Add(time.Hour)) }) // too late
		second := w.incident(t, incident.Incident{Kind: incident.Provider, Channel: push.FCM, From: end.Add(time.Minute), Note: incident.NoteFailing})
		ours := w.incident(t, incident.Incident{Kind: incident.Service, From: noon.Add(-2 * time.Hour), To: noon.Add(-time.Hour), Note: incident.NoteStandstill})
		first.To = end
		since := func(at time.Time) []incident.Incident {
			out, err := w.Incidents().ListSince(ctx, at, 10)
			require.NoError(t, err)
			return out
		}
		require.Equal(t, []incident.Incident{second, first, ours}, since(noon.Add(-time.Hour)))
		require.Equal(t, []incident.Incident{second, first}, since(end))
		require.Equal(t, []incident.Incident{second}, since(end.Add(time.Microsecond)), "one that runs is always told")
		newest, err := w.Incidents().Newest(ctx)
		require.NoError(t, err)
		require.Equal(t, map[push.Channel]incident.Incident{push.FCM: second}, newest)
		w.incidentTx(t, func(tx incident.Tx) error { return tx.SettleIncident(ctx, first.ID, end) })
		all, err = w.Incidents().ListUnsettled(ctx)
		require.NoError(t, err)
		require.Equal(t, []incident.Incident{ours, second}, all)
	})
}

// delivery stores what sending a message over a channel came to.
func (w world) delivery(t *testing.T, m push.Message, c push.Channel, accepted, failed time.Time, failure string) {
	t.Helper()
	d := push.Delivery{ID: id.New(), MessageID: m.ID, Channel: c, SubscriptionID: string(c), AcceptedAt: accepted, FailedAt: failed, Failure: failure}
	require.NoError(t, w.Push().PutOutcome(t.Context(), d))
}

// touched lists what an incident has touched, page by page.
func (w world) touched(t *testing.T, in incident.Incident, limit int) []incident.Touched {
	t.Helper()
	var all []incident.Touched
	after := page.Cursor{}
	for {
		rows, err := w.Incidents().ListTouched(t.Context(), in, after, limit)
		require.NoError(t, err)
		require.LessOrEqual(t, len(rows), limit)
		all = append(all, rows...)
		if len(rows) < limit {
			return all
		}
		last := rows[len(rows)-1]
		after = page.Cursor{At: last.OpensAt, ID: string(last.RequestID)}
	}
}

func TestTouched_ByAProvider(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, plan := t.Context(), w.plan(t)
		in := w.incident(t, incident.Incident{Kind: incident.Provider, Channel: push.FCM, From: noon, Note: incident.NoteFailing})
		opens := noon.Add(-time.Hour)
		never := time.Time{}
		told := func(c push.Channel, accepted, failed time.Time, failure string) (checkin.Request, push.Message) {
			opens = opens.Add(time.Minute)
			r := w.request(t, plan, opens)
			m := w.message(t, string(r.ID))
			w.delivery(t, m, c, accepted, failed, failure)
			return r, m
		}
		during := noon.Add(10 * time.Minute)
		notTaken, _ := told(push.FCM, never, during, push.FailureUnavailable)
		takenLate, _ := told(push.FCM, during, never, "")
		takenBefore, _ := told(push.FCM, noon, never, "")
		refused, _ := told(push.FCM, never, during, "rejected")
		otherChannel, _ := told(push.SMS, never, during, push.FailureUnavailable)
		seen, m := told(push.FCM, never, during, push.FailureUnavailable)
		_, err := w.Push().MarkReceipt(ctx, []push.MessageID{m.ID}, push.Way{Channel: push.Inbox}, push.Shown, noon.Add(5*time.Minute))
		require.NoError(t, err)
		done, _ := told(push.FCM, never, during, push.FailureUnavailable)
		done.Status, done.UpdatedAt = checkin.Missed, during
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			ok, err := tx.SetRequest(ctx, done, checkin.Open)
			require.True(t, ok)
			return err
		}))
		want := []incident.Touched{
			{RequestID: notTaken.ID, OpensAt: notTaken.OpensAt},
			{RequestID: takenLate.ID, OpensAt: takenLate.OpensAt, ToldAt: during},
			{RequestID: seen.ID, OpensAt: seen.OpensAt, ToldAt: noon.Add(5 * time.Minute)},
		}
		require.Equal(t, want, w.touched(t, in, 500))
		require.Equal(t, want, w.touched(t, in, 1), "page by page, each once")
		is := func(r checkin.Request) bool {
			ok, err := w.Incidents().IsTouched(ctx, r.ID)
			require.NoError(t, err)
			return ok
		}
		for _, r := range []checkin.Request{notTaken, takenLate, seen} {
			require.True(t, is(r))
		}
		for _, r := range []checkin.Request{takenBefore, refused, otherChannel} {
			require.False(t, is(r))
		}
		w.incidentTx(t, func(tx incident.Tx) error { return tx.SettleIncident(ctx, in.ID, during) })
		require.False(t, is(notTaken), "a settled incident holds nothing")
	})
}

func TestTouched_ByAStandstill(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		plan := w.plan(t)
		before := w.request(t, plan, noon.Add(-time.Hour))                  // closes an hour after noon
		ended := w.request(t, plan, noon.Add(-2*time.Hour))                 // closes at noon
		after := w.request(t, plan, noon.Add(time.Minute))                  // opened meanwhile, its times were made then
		last := w.request(t, plan, noon.Add(-2*time.Hour+time.Microsecond)) // closes just after noon
		in := w.incident(t, incident.Incident{Kind: incident.Service, From: noon, To: noon.Add(30 * time.Minute), Note: incident.NoteStandstill})
		require.Equal(t, []incident.Touched{{RequestID: last.ID, OpensAt: last.OpensAt}, {RequestID: before.ID, OpensAt: before.OpensAt}}, w.touched(t, in, 1))
		for r, want := range map[checkin.RequestID]bool{before.ID: true, last.ID: true, ended.ID: false, after.ID: false} {
			got, err := w.Incidents().IsTouched(t.Context(), r)
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
	})
}
