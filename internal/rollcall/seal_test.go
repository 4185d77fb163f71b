package rollcall_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/rollcall"
)

func TestSeal_ProvesTheSheetAndTellsAChangedOne(t *testing.T) {
	for name, change := range map[string]string{
		"a mark":   "UPDATE roll_call_invitees SET mark = 'present'",
		"a reason": "UPDATE roll_call_invitees SET mark_reason = 'x'",
		"a step":   "UPDATE roll_call_steps SET text = 'x'",
		"a row":    "DELETE FROM roll_call_invitees",
		"the seal": "UPDATE roll_calls SET seal_hash = 'x'",
		"the time": "UPDATE roll_calls SET starts_at = 1",
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				ctx := t.Context()
				a := w.add("1")
				rc := w.start()
				_, err := w.Note(ctx, w.officer, rc.ID, a, "家中无人")
				require.NoError(t, err)
				_, err = w.Seal(ctx, w.officer, rc.ID)
				require.ErrorIs(t, err, rollcall.ErrState, "it still runs")
				_, err = w.Close(ctx, w.officer, rc.ID)
				require.NoError(t, err)
				require.Zero(t, w.tick(rollcall.SealAfter-time.Second).Sealed)
				require.Equal(t, 1, w.tick(time.Second).Sealed, "by itself after a week")
				sealed, _ := w.sheet(rc.ID)
				require.Equal(t, rollcall.Sealed, sealed.State)
				for _, change := range []func() error{
					func() error { _, err := w.Note(ctx, w.officer, rc.ID, a, "x"); return err },
					func() error { _, err := w.Telephoned(ctx, w.officer, rc.ID, a, rollcall.Spoke); return err },
					func() error {
						_, err := w.Mark(ctx, w.officer, rc.ID, a, rollcall.MarkInput{Status: attendance.Present})
						return err
					},
					func() error { _, err := w.Seal(ctx, w.officer, rc.ID); return err },
				} {
					require.ErrorIs(t, change(), rollcall.ErrState)
				}
				entries, err := w.store.Audit().List(ctx, org.Root, audit.Filter{}, page.Request{Limit: 1})
				require.NoError(t, err)
				rid, sum, ok := rollcall.SealOf(entries[0])
				require.True(t, ok)
				require.Equal(t, sealed.SealHash, sum)
				require.NoError(t, rollcall.Prove(ctx, w.store.RollCalls(), rid, sum))
				w.byHand(change)
				require.ErrorContains(t, rollcall.Prove(ctx, w.store.RollCalls(), rid, sum), "does not match")
			})
		})
	}
}
