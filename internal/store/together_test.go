package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/person"
)

// Many who write at once are written in few transactions, each exactly once, with one unbroken chain of audit
// entries; who fails, panics or gives up fails alone, and leaves nothing.
func TestTogether_NobodyFailsForAnothersSake(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		const many = 120
		errMine := errors.New("mine alone")
		write := func(ctx context.Context, n int) error {
			return w.Checkins().Together(ctx, func(tx checkin.Tx) error {
				p := person.ID(fmt.Sprintf("p%03d", n))
				if err := tx.Audit(ctx, audit.New(authz.SystemActor(), noon, w.station.Path, "test.written", "n", string(p))); err != nil {
					return err
				}
				if err := tx.InsertWay(ctx, checkin.PersonWay{PersonID: w.person.ID, Version: n + 1, Way: checkin.ByCall, UpdatedBy: "x", UpdatedAt: noon}); err != nil {
					return err
				}
				switch n % 30 {
				case 7:
					return errMine
				case 8:
					panic("somebody's fault")
				}
				return nil
			})
		}
		var wg sync.WaitGroup
		var good, mine, other atomic.Int64
		for n := range many {
			wg.Go(func() {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if n%30 == 9 {
					cancel()
				}
				switch err := write(ctx, n); {
				case err == nil:
					good.Add(1)
				case errors.Is(err, errMine):
					mine.Add(1)
				default:
					other.Add(1)
				}
			})
		}
		wg.Wait()
		require.EqualValues(t, 108, good.Load())
		require.EqualValues(t, 4, mine.Load())
		require.EqualValues(t, 8, other.Load())
		require.Equal(t, []string{"108"}, column(t, w.Store, "SELECT count(*) FROM person_ways"))
		require.Equal(t, []string{"108"}, column(t, w.Store, "SELECT count(DISTINCT person_id) FROM audit_entries WHERE action = 'test.written'"))
		require.NoError(t, w.Checkins().Together(t.Context(), func(checkin.Tx) error { return nil }), "it goes on")
		entries, err := w.Audit().Walk(t.Context(), w.station.Path, 0, 1000)
		require.NoError(t, err)
		for i, e := range entries {
			require.EqualValues(t, i+1, e.Seq)
			sum, err := e.Sum()
			require.NoError(t, err)
			require.Equal(t, sum, e.Hash)
		}
	})
}

// What is done after the commit is done once for each, also when the first attempt failed for another's sake.
func TestTogether_HooksRunOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		var wg sync.WaitGroup
		var told atomic.Int64
		for n := range 60 {
			wg.Go(func() {
				_ = w.Checkins().Together(t.Context(), func(tx checkin.Tx) error {
					tx.AfterCommit(func() { told.Add(1) })
					if n%20 == 3 {
						return errors.New(id.New())
					}
					return nil
				})
			})
		}
		wg.Wait()
		require.EqualValues(t, 57, told.Load())
	})
}
