package jobqueue_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/job"
	"diandao/internal/jobqueue"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

// node opens a queue on s, as another server would.
func node(t *testing.T, s *store.Store, r *jobqueue.Registry) *jobqueue.Queue {
	t.Helper()
	q, err := jobqueue.New(t.Context(), s, r, jobqueue.Options{Workers: 2, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, q.Migrate(t.Context()))
	return q
}

func stop(t *testing.T, q *jobqueue.Queue, within time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	require.NoError(t, q.Stop(ctx))
}

func TestQueue_JobCutShortByAStopRunsAgain(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		began, finished := make(chan struct{}, 1), make(chan struct{}, 1)
		slow := jobqueue.NewRegistry(time.Now, nil)
		require.NoError(t, jobqueue.Register(slow, func(ctx context.Context, _ ring) error {
			began <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		}))
		first := node(t, s, slow)
		s.SetEnqueuer(first) // a queue inserts before it is started
		require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error { return tx.Enqueue(t.Context(), ring{"x"}, job.Options{}) }))
		require.NoError(t, first.Start(context.WithoutCancel(t.Context())))
		await(t, began, "the job begins")
		stop(t, first, 100*time.Millisecond)

		quick := jobqueue.NewRegistry(time.Now, nil)
		require.NoError(t, jobqueue.Register(quick, func(context.Context, ring) error {
			finished <- struct{}{}
			return nil
		}))
		second := node(t, s, quick)
		require.NoError(t, second.Start(context.WithoutCancel(t.Context())))
		await(t, finished, "the job runs again")
		stop(t, second, 10*time.Second)
	})
}

func TestQueue_StopWaitsForWhatIsAboutToEnd(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		began := make(chan struct{}, 1)
		var cut atomic.Bool
		r := jobqueue.NewRegistry(time.Now, nil)
		require.NoError(t, jobqueue.Register(r, func(ctx context.Context, _ ring) error {
			began <- struct{}{}
			select {
			case <-ctx.Done():
				cut.Store(true)
			case <-time.After(300 * time.Millisecond):
			}
			return ctx.Err()
		}))
		q := node(t, s, r)
		s.SetEnqueuer(q)
		require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error { return tx.Enqueue(t.Context(), ring{"x"}, job.Options{}) }))
		require.NoError(t, q.Start(context.WithoutCancel(t.Context())))
		await(t, began, "the job begins")
		stop(t, q, 5*time.Second)
		require.False(t, cut.Load())
	})
}

func TestQueue_PanicIsOneJobsFailure(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		outcomes := make(chan string, 10)
		r := jobqueue.NewRegistry(time.Now, func(kind, outcome string, took time.Duration) {
			if kind == "test.ring" && took >= 0 {
				outcomes <- outcome
			}
		})
		var once atomic.Bool
		require.NoError(t, jobqueue.Register(r, func(context.Context, ring) error {
			if once.CompareAndSwap(false, true) {
				panic("boom")
			}
			return nil
		}))
		q := node(t, s, r)
		s.SetEnqueuer(q)
		require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error { return tx.Enqueue(t.Context(), ring{"x"}, job.Options{}) }))
		require.NoError(t, q.Start(context.WithoutCancel(t.Context())))
		require.Equal(t, "panicked", await(t, outcomes, "the first try ends"))
		require.Equal(t, "done", await(t, outcomes, "the second try ends"))
		stop(t, q, 10*time.Second)
	})
}

func TestQueue_MaxAttemptsBoundsTheTries(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBench(t, s, func(context.Context, ring) error { return errors.New("always") })
		b.insert(t, "once", job.Options{MaxAttempts: 1})
		b.insert(t, "more", job.Options{})
		seen := []string{b.next(t), b.next(t), b.next(t)}
		require.ElementsMatch(t, []string{"once", "more", "more"}, seen)
	})
}

func TestPeriodic_OneNodeAtATimeAtTheStartAndAgain(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var running, overlaps atomic.Int32
		runs := make(chan struct{}, 100)
		var queues []*jobqueue.Queue
		for range 2 {
			r := jobqueue.NewRegistry(time.Now, nil)
			require.NoError(t, r.Periodic("tick", time.Second, func(context.Context) error {
				if running.Add(1) > 1 {
					overlaps.Add(1)
				}
				defer running.Add(-1)
				runs <- struct{}{}
				return errors.New("a failed run is not tried again before the next")
			}))
			require.Error(t, r.Periodic("tick", time.Second, nil), "a name is used once")
			require.Error(t, r.Periodic("busy", time.Millisecond, nil))
			require.NoError(t, r.Periodic("rarely", time.Hour, func(context.Context) error { return nil }))
			q := node(t, s, r)
			require.NoError(t, q.Start(context.WithoutCancel(t.Context())))
			queues = append(queues, q)
		}
		for range 3 {
			await(t, runs, "a run")
		}
		require.Zero(t, overlaps.Load())
		for _, q := range queues {
			stop(t, q, 10*time.Second)
		}
	})
}

func TestMigrate_ServersThatStartAtOnce(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t, storetest.Postgres(t)) // SQLite has one server
	var wg sync.WaitGroup
	errs := make(chan error, 3)
	for range 3 {
		q, err := jobqueue.New(t.Context(), s, jobqueue.NewRegistry(time.Now, nil), jobqueue.Options{Logger: slog.New(slog.DiscardHandler)})
		require.NoError(t, err)
		wg.Go(func() { errs <- errors.Join(q.Migrate(t.Context()), q.Stop(t.Context())) })
	}
	wg.Wait()
	for range 3 {
		require.NoError(t, <-errs)
	}
}

func await[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(30 * time.Second):
		require.FailNow(t, "not within 30 s", what)
		panic("unreachable")
	}
}
