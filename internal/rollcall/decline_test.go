package rollcall_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/rollcall"
)

// What a person answers to the ring is a note by the person's own hand: it marks nobody, the same said twice is one,
// another ring may be answered anew, and closing leaves the rest to an officer.
func TestDecline_IsANoteAndNeverAMark(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		busy, silent, stranger := w.add("1"), w.add("2"), w.self("nobody")
		rc := w.start()
		w.see(rc.ID, silent, rollcall.Reached)

		_, err := w.Decline(ctx, w.self(busy), rc.ID, "asleep")
		require.ErrorIs(t, err, rollcall.ErrDecline)
		_, err = w.Decline(ctx, stranger, rc.ID, rollcall.AtWork)
		require.ErrorIs(t, err, rollcall.ErrNotInvited)
		_, err = w.Decline(ctx, w.self(busy), rollcall.ID(newID()), rollcall.AtWork)
		require.ErrorIs(t, err, rollcall.ErrNotFound)
		_, err = w.Decline(ctx, w.officer, rc.ID, rollcall.AtWork)
		require.ErrorIs(t, err, authz.ErrForbidden)

		w.clock.Advance(time.Minute)
		for range 2 {
			i, err := w.Decline(ctx, w.self(busy), rc.ID, rollcall.Driving)
			require.NoError(t, err)
			require.Equal(t, []rollcall.Decline{{Reason: rollcall.Driving, At: w.clock.Now()}}, i.Declines)
			require.Empty(t, i.Mark)
			require.Equal(t, rollcall.Reached, i.Presence, "a phone answered")
		}
		running, err := w.FindRunning(ctx, w.self(busy))
		require.NoError(t, err)
		require.Len(t, running, 1)
		rung := running[0].Invitee.RungAt(running[0].RollCall)
		require.Equal(t, rollcall.Driving, running[0].Invitee.DeclinedSince(rung))

		w.clock.Advance(rollcall.RecallEvery)
		_, err = w.Recall(ctx, w.officer, rc.ID, nil)
		require.NoError(t, err)
		running, err = w.FindRunning(ctx, w.self(busy))
		require.NoError(t, err)
		require.True(t, running[0].Invitee.RungAt(running[0].RollCall).After(rung))
		require.Empty(t, running[0].Invitee.DeclinedSince(running[0].Invitee.RungAt(running[0].RollCall)), "another ring, not answered yet")
		_, err = w.Decline(ctx, w.self(busy), rc.ID, rollcall.Driving)
		require.NoError(t, err)

		_, err = w.Note(ctx, w.officer, rc.ID, busy, "driving")
		require.NoError(t, err)
		s, err := w.Sheet(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		kinds := map[rollcall.StepKind]int{}
		for _, step := range s.Steps {
			kinds[step.Kind]++
		}
		require.Equal(t, map[rollcall.StepKind]int{rollcall.StepDeclined: 2, rollcall.StepRecalled: 2, rollcall.StepNoted: 1}, kinds)

		_, err = w.Close(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		_, all := w.sheet(rc.ID)
		require.Equal(t, []any{attendance.Review, "declined"}, []any{all["1"].Mark, all["1"].MarkReason})
		require.Equal(t, attendance.Absent, all["2"].Mark)
		require.Equal(t, 1, w.openAlerts(alert.RollCallAbsent), "only of who said nothing")
		_, err = w.Decline(ctx, w.self(silent), rc.ID, rollcall.PoorNetwork)
		require.NoError(t, err, "the word of a phone without network comes late")

		entries, err := w.store.Audit().List(ctx, org.Root, audit.Filter{Actions: []string{"rollcall.declined"}}, page.Request{Limit: 10})
		require.NoError(t, err)
		require.Len(t, entries, 3)
		require.Equal(t, []any{"poor_network", string(silent)}, []any{entries[0].Reason, entries[0].ActorID})

		_, err = w.Seal(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		_, err = w.Decline(ctx, w.self(silent), rc.ID, rollcall.AtWork)
		require.ErrorIs(t, err, rollcall.ErrState)
	})
}

func TestDecline_IsBounded(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		p := w.self(w.add("1"))
		rc := w.start()
		for n := range rollcall.MaxDeclines {
			_, err := w.Decline(t.Context(), p, rc.ID, rollcall.DeclineReasons()[n%2])
			require.NoError(t, err)
		}
		_, err := w.Decline(t.Context(), p, rc.ID, rollcall.OtherReason)
		require.ErrorIs(t, err, rollcall.ErrDeclined)
	})
}
