package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/liaison"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

// quiet tells nobody.
type quiet struct{}

func (quiet) Hint(string, string, org.Path) {}

func searching(w world, c clock.Clock) *liaison.Service {
	return liaison.New(w.Liaison(), w.Persons(), liaison.DefaultLadder(), quiet{}, c)
}

// unanswered raises an open question why the person did not come.
func (w world) unanswered(t *testing.T, k alert.Kind, at time.Time) alert.Alert {
	t.Helper()
	a := alert.Alert{PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, Kind: k, Severity: alert.Warning, SourceID: id.New()}.Raised(at)
	require.NoError(t, w.Checkins().InTx(t.Context(), func(tx checkin.Tx) error { return tx.RaiseAlert(t.Context(), a) }))
	return a
}

func (w world) lastContact(t *testing.T) liaison.Contact {
	t.Helper()
	all, err := w.Liaison().Contacts(t.Context(), []person.ID{w.person.ID}, noon.Add(-60*24*time.Hour))
	require.NoError(t, err)
	return all[w.person.ID]
}

// Whatever shows a person is a contact, and the newest counts.
func TestLiaison_ContactsOfEveryKind(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		require.Zero(t, w.lastContact(t))
		phone := w.activated(t)
		require.Zero(t, w.lastContact(t), "a phone that was activated was not seen by that")
		require.NoError(t, w.Devices().Touch(ctx, phone, noon))
		require.Equal(t, liaison.Contact{At: noon, By: liaison.ByPhone}, w.lastContact(t))

		r := w.request(t, w.plan(t), noon)
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			return tx.InsertCheckin(ctx, checkin.Checkin{
				ID: checkin.ID(id.New()), RequestID: r.ID, PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, DeviceID: string(phone),
				MadeAt: noon, ReceivedAt: noon.Add(time.Minute), Payload: []byte("{}"), Signature: []byte("s"), Outcome: checkin.Rejected,
			})
		}))
		require.Equal(t, liaison.Contact{At: noon.Add(time.Minute), By: liaison.ByCheckin}, w.lastContact(t), "whatever its verdict")

		w.message(t, string(r.ID))
		call := func(d push.Delivery) {
			d.ID, d.Channel = id.New(), push.Call
			require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.InsertCall(ctx, r.ID, d) }))
		}
		call(push.Delivery{AcceptedAt: noon.Add(time.Hour), FailedAt: noon.Add(time.Hour), Failure: "no_answer"})
		require.Equal(t, liaison.ByCheckin, w.lastContact(t).By, "a call that nobody answered shows nobody")
		call(push.Delivery{AcceptedAt: noon.Add(time.Hour), DeliveredAt: noon.Add(time.Hour)})
		require.Equal(t, liaison.Contact{At: noon.Add(time.Hour), By: liaison.ByCall}, w.lastContact(t))
	})
}

// Silence is two open questions, the first two days old, and no contact since before it. What was resolved, or
// lies before an earlier search was closed, is none.
func TestLiaison_SilenceOpensOneCase(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, now := t.Context(), clock.NewManual(noon)
		s := searching(w, now)
		watch := func(at time.Time) int {
			now.Set(at)
			n, err := s.Watch(ctx)
			require.NoError(t, err)
			return n
		}
		require.NoError(t, w.Devices().Touch(ctx, w.activated(t), noon))
		first := w.unanswered(t, alert.CheckinMissed, noon.Add(time.Hour))
		require.Zero(t, watch(noon.Add(50*time.Hour)), "one question is no silence")
		w.unanswered(t, alert.HelpAsked, noon.Add(2*time.Hour))
		require.Zero(t, watch(noon.Add(51*time.Hour)), "nor is one of another kind")
		w.unanswered(t, alert.RollCallAbsent, noon.Add(48*time.Hour))
		require.Equal(t, 1, watch(noon.Add(52*time.Hour)))
		require.Zero(t, watch(noon.Add(53*time.Hour)), "once")

		cases, err := s.List(ctx, w.officer(), liaison.Filter{}, page.Request{})
		require.NoError(t, err)
		require.Len(t, cases, 1)
		require.Equal(t, liaison.Contact{At: noon, By: liaison.ByPhone}, cases[0].Since)
		_, err = s.Close(ctx, w.officer(), cases[0].ID, liaison.InCustody, "看守所")
		require.NoError(t, err)
		require.Zero(t, watch(noon.Add(54*time.Hour)), "old questions open no new search")
		w.unanswered(t, alert.CheckinMissed, noon.Add(60*time.Hour))
		w.unanswered(t, alert.CheckinMissed, noon.Add(84*time.Hour))
		require.Equal(t, 1, watch(noon.Add(109*time.Hour)), "new ones do")
		require.Equal(t, liaison.WasFound, mustOpen(t, w).Since.By, "and the clock counts from when the person was found")

		entries, err := w.Audit().List(ctx, org.Root, audit.Filter{PersonID: string(w.person.ID)}, page.Request{})
		require.NoError(t, err)
		acts := map[string]int{}
		for _, e := range entries {
			acts[e.Action]++
		}
		require.Equal(t, map[string]int{"liaison.opened": 2, "liaison.found": 1}, acts)
		open, err := w.Alerts().ListOpen(ctx, org.Root, org.Station, 10)
		require.NoError(t, err)
		require.NotEmpty(t, open)
		require.Equal(t, alert.Open, first.State)
	})
}

func mustOpen(t *testing.T, w world) liaison.Case {
	t.Helper()
	all, err := w.Liaison().ListOpen(t.Context(), "", 10)
	require.NoError(t, err)
	require.Len(t, all, 1)
	return all[0]
}

// Of many who begin to look for a person at once one does; steps recorded at once are all kept or refused,
// never lost.
func TestLiaison_AtOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		s := searching(w, clock.System{}) // whose instants differ, as they do outside tests
		together := func(n int, fn func(context.Context) error) (done int) {
			var wg sync.WaitGroup
			errs := make([]error, n)
			for i := range errs {
				wg.Go(func() { errs[i] = fn(t.Context()) })
			}
			wg.Wait()
			for _, err := range errs {
				if err == nil {
					done++
					continue
				}
				require.True(t, errors.Is(err, liaison.ErrOpen) || errors.Is(err, liaison.ErrMoved), "%v", err)
			}
			return done
		}
		require.Equal(t, 1, together(6, func(ctx context.Context) error {
			_, err := s.Open(ctx, w.officer(), w.person.ID, "三天没有任何消息")
			return err
		}))
		c := mustOpen(t, w)
		recorded := together(6, func(ctx context.Context) error {
			_, err := s.Record(ctx, w.officer(), c.ID, liaison.StepInput{Kind: liaison.Noted, Note: "问过邻居"})
			return err
		})
		steps, err := w.Liaison().ListSteps(t.Context(), c.ID)
		require.NoError(t, err)
		require.Len(t, steps, 1+recorded)
		require.NotZero(t, recorded)
	})
}
