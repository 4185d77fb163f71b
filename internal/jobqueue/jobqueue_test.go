package jobqueue_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/job"
	"diandao/internal/jobqueue"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

type ring struct {
	ID string `json:"id"`
}

func (ring) Kind() string { return "test.ring" }

type unknown struct{}

func (unknown) Kind() string { return "test.unknown" }

// bench is a queue with one kind of job whose runs are counted.
type bench struct {
	store *store.Store
	queue *jobqueue.Queue
	ran   chan string
}

func newBench(t *testing.T, s *store.Store, do func(context.Context, ring) error) *bench {
	t.Helper()
	b := &bench{store: s, ran: make(chan string, 100)}
	r := jobqueue.NewRegistry(time.Now, nil)
	require.NoError(t, jobqueue.Register(r, func(ctx context.Context, a ring) error {
		err := do(ctx, a)
		b.ran <- a.ID
		return err
	}))
	require.Error(t, jobqueue.Register(r, func(context.Context, ring) error { return nil }), "one function a kind")
	q, err := jobqueue.New(t.Context(), s, r, jobqueue.Options{Workers: 4, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, q.Migrate(t.Context()))
	require.NoError(t, q.Migrate(t.Context()), "a second start finds nothing to do")
	s.SetEnqueuer(q)
	require.NoError(t, q.Start(context.WithoutCancel(t.Context())))
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		require.NoError(t, q.Stop(ctx))
	})
	b.queue = q
	return b
}

func (b *bench) insert(t *testing.T, id string, o job.Options) {
	t.Helper()
	require.NoError(t, b.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.Enqueue(t.Context(), ring{id}, o) }))
}

func (b *bench) next(t *testing.T) string {
	t.Helper()
	select {
	case id := <-b.ran:
		return id
	case <-time.After(20 * time.Second):
		require.FailNow(t, "no job ran within 20 s")
		return ""
	}
}

func TestQueue_RunsWhatWasCommittedAndOnlyThat(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBench(t, s, func(context.Context, ring) error { return nil })
		boom := errors.New("boom")
		err := s.InTx(t.Context(), func(tx *store.Tx) error {
			require.NoError(t, tx.Enqueue(t.Context(), ring{"rolled back"}, job.Options{}))
			return boom
		})
		require.ErrorIs(t, err, boom)
		b.insert(t, "committed", job.Options{})
		require.Equal(t, "committed", b.next(t))
		err = s.InTx(t.Context(), func(tx *store.Tx) error { return tx.Enqueue(t.Context(), unknown{}, job.Options{}) })
		require.Error(t, err, "a kind nobody handles is refused at once")
		require.Empty(t, b.ran)
	})
}

func TestQueue_TriesAgainSnoozesAndGivesUp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var mu sync.Mutex
		tries := map[string]int{}
		b := newBench(t, s, func(_ context.Context, a ring) error {
			mu.Lock()
			defer mu.Unlock()
			tries[a.ID]++
			switch {
			case tries[a.ID] > 1:
				return nil
			case a.ID == "fails once":
				return errors.New("not yet")
			case a.ID == "snoozes once":
				return job.Snooze{For: 50 * time.Millisecond}
			}
			return job.Cancel{Cause: errors.New("never")}
		})
		for _, id := range []string{"fails once", "snoozes once", "hopeless"} {
			b.insert(t, id, job.Options{})
		}
		seen := map[string]int{}
		for range 5 {
			seen[b.next(t)]++
		}
		require.Equal(t, map[string]int{"fails once": 2, "snoozes once": 2, "hopeless": 1}, seen)
	})
}

func TestQueue_ScheduledAndUnique(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBench(t, s, func(context.Context, ring) error { return nil })
		b.insert(t, "far", job.Options{At: time.Now().Add(time.Hour), Unique: true})
		b.insert(t, "far", job.Options{At: time.Now().Add(time.Millisecond), Unique: true})
		b.insert(t, "now", job.Options{})
		require.Equal(t, "now", b.next(t))
		require.Empty(t, b.ran, "the second insert of the same waiting job did nothing")
	})
}
