package appeal

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
)

func TestUntilOf_AgreesWithMayAppeal(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	require.Zero(t, UntilOf(attendance.Record{}), "nothing is recorded")
	for _, s := range attendance.Statuses() {
		r := attendance.Record{Status: s, At: at}
		until := UntilOf(r)
		if until.IsZero() {
			require.ErrorIs(t, MayAppeal(r, at), ErrNothing, s)
			continue
		}
		require.NoError(t, MayAppeal(r, until), s)
		require.ErrorIs(t, MayAppeal(r, until.Add(time.Microsecond)), ErrTooLate, s)
	}
}
