package store_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

func TestTx_NothingStaysOfWhatIsRolledBack(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		boom := errors.New("boom")
		hooked := false
		err := w.Persons().InTx(ctx, func(tx casefile.Tx) error {
			p := w.person
			p.ID, p.Number = person.ID(id.New()), "A777"
			require.NoError(t, tx.InsertPerson(ctx, p))
			require.NoError(t, tx.Audit(ctx, audit.New(authz.SystemActor(), noon, w.station.Path, "x.y", "s", "")))
			return boom
		})
		require.ErrorIs(t, err, boom)
		_, err = w.Persons().ByNumber(ctx, "A777")
		require.ErrorIs(t, err, person.ErrNotFound)
		entries, err := w.Audit().Walk(ctx, w.station.Path, 0, 10)
		require.NoError(t, err)
		require.Empty(t, entries)
		err = w.InTx(ctx, func(tx *store.Tx) error {
			tx.AfterCommit(func() { hooked = true })
			panic("boom")
		})
		require.ErrorContains(t, err, "panic in transaction")
		require.False(t, hooked)
		require.NoError(t, w.InTx(ctx, func(tx *store.Tx) error { tx.AfterCommit(func() { hooked = true }); return nil }))
		require.True(t, hooked)
	})
}

func TestAudit_ChainsHoldUnderManyWriters(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		var wg sync.WaitGroup
		for range 12 {
			wg.Go(func() {
				err := w.InTx(ctx, func(tx *store.Tx) error {
					for _, path := range []org.Path{w.station.Path, w.city.Path, w.station.Path} {
						e := audit.New(authz.SystemActor(), noon, path, "x.y", "s", string(w.person.ID)).Holding(map[string]any{"b": 1, "a": "二"})
						if err := tx.Audit(ctx, e); err != nil {
							return err
						}
					}
					return nil
				})
				require.NoError(t, err)
			})
		}
		wg.Wait()
		entries, err := w.Audit().Walk(ctx, w.station.Path, 0, 100)
		require.NoError(t, err)
		require.Len(t, entries, 24)
		require.EqualValues(t, 1, entries[0].Seq)
		require.NoError(t, audit.Verify("", entries))
		entries[5].Reason = "bent"
		require.Error(t, audit.Verify("", entries))
		_, err = w.WriterDB().ExecContext(ctx, "UPDATE audit_entries SET reason = 'bent'")
		require.Error(t, err, "the database itself refuses")
		_, err = w.WriterDB().ExecContext(ctx, "DELETE FROM audit_entries")
		require.Error(t, err)
	})
}

func TestTx_AfterCommitMayUseTheStore(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		var inner error
		require.NoError(t, w.InTx(t.Context(), func(tx *store.Tx) error {
			tx.AfterCommit(func() { inner = w.InTx(t.Context(), func(*store.Tx) error { return nil }) })
			return nil
		}))
		require.NoError(t, inner)
	})
}

func TestTx_FailedStatementEndsItOnEveryEngine(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		err := w.InTx(ctx, func(tx *store.Tx) error {
			require.NoError(t, tx.InsertPerson(ctx, storetest.NewPerson(w.station, "A002", "甲")))
			require.ErrorIs(t, tx.InsertPerson(ctx, storetest.NewPerson(w.station, "A001", "乙")), person.ErrNumberTaken)
			return nil // as if nothing had happened
		})
		require.ErrorContains(t, err, "after a failed statement")
		_, err = w.Persons().ByNumber(ctx, "A002")
		require.ErrorIs(t, err, person.ErrNotFound)
	})
}

func TestTx_WithoutAQueueNothingIsEnqueued(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.SetEnqueuer(nil)
		plan := w.plan(t)
		err := w.InTx(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.InsertRequests(t.Context(), []checkin.Request{storetest.NewRequest(plan, noon)}); err != nil {
				return err
			}
			return tx.Enqueue(t.Context(), nil, jobOptions)
		})
		require.ErrorContains(t, err, "no job queue")
	})
}

func TestAudit_TextsThatDatabasesRefuseStillVerify(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		require.NoError(t, w.InTx(ctx, func(tx *store.Tx) error {
			return tx.Audit(ctx, audit.New(authz.SystemActor(), noon, w.station.Path, "x.y", "s'\\\"", "").Because("a\x00b\xffc'❄\u2028"))
		}))
		entries, err := w.Audit().Walk(ctx, w.station.Path, 0, 10)
		require.NoError(t, err)
		require.Equal(t, "ab\uFFFDc'❄\u2028", entries[0].Reason)
		require.NoError(t, audit.Verify("", entries))
	})
}

func TestAudit_EntryWithoutAChainIsRefused(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		err := w.InTx(t.Context(), func(tx *store.Tx) error {
			return tx.Audit(t.Context(), audit.New(authz.SystemActor(), noon, "", "x.y", "s", ""))
		})
		require.ErrorContains(t, err, "names no chain")
		chains, err := w.Audit().Chains(t.Context())
		require.NoError(t, err)
		require.Empty(t, chains)
	})
}

// What a job queue writes goes to the connection beneath, of which database/sql knows nothing: it must not roll back
// meanwhile on its own.
func TestTx_EndedByItsContextWhileTheConnectionBeneathIsUsed(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		for n := range 200 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(n%40)*50*time.Microsecond+100*time.Microsecond)
			err := w.InTx(ctx, func(tx *store.Tx) error {
				for {
					if err := useBeneath(ctx, tx); err != nil {
						return err
					}
				}
			})
			cancel()
			require.Error(t, err)
		}
		require.NoError(t, w.InTx(t.Context(), func(tx *store.Tx) error { return useBeneath(t.Context(), tx) }), "connections are whole")
	})
}

func useBeneath(ctx context.Context, tx *store.Tx) error {
	if conn := tx.PgxConn(); conn != nil {
		_, err := conn.Exec(ctx, "SELECT length($1)", pgx.QueryExecModeExec, strings.Repeat("x", 1<<20)) // long enough to be met while it is written
		return err
	}
	_, err := tx.SQLTx().ExecContext(ctx, "SELECT 1")
	return err
}

// A function that ends its goroutine, as a failed test does, leaves no connection behind that waits for it.
func TestTx_EndedByItsGoroutine(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		for range 20 { // more than there are connections
			ended := make(chan struct{})
			go func() {
				defer close(ended)
				_ = w.InTx(t.Context(), func(*store.Tx) error {
					runtime.Goexit()
					return nil
				})
			}()
			<-ended
		}
		require.NoError(t, w.InTx(t.Context(), func(*store.Tx) error { return nil }))
	})
}
