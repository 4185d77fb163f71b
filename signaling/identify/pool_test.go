package identify

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A flood of pictures is looked at by so many workers and no more; what does not fit the queue is dropped, counted,
// and costs nobody time.
func TestPool_DropsAFlood(t *testing.T) {
	t.Parallel()
	const workers, queue, flood = 2, 6, 1000
	p := NewPool(workers, queue)
	var now, most atomic.Int64
	open := make(chan struct{})
	var taken int
	for range flood {
		ok := p.Do(func() {
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			<-open
			now.Add(-1)
		})
		if ok {
			taken++
		}
	}
	require.GreaterOrEqual(t, taken, queue)
	require.LessOrEqual(t, taken, workers+queue)
	_, dropped := p.Counts()
	require.EqualValues(t, flood-taken, dropped)
	close(open)
	p.Close()
	done, _ := p.Counts()
	require.EqualValues(t, taken, done, "what was taken is done")
	require.LessOrEqual(t, most.Load(), int64(workers))
	require.False(t, p.Do(func() {}), "a closed pool takes nothing")
	p.Close()
}

func TestPool_ClosesWhileJobsCome(t *testing.T) {
	t.Parallel()
	p := NewPool(1, 1)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 100 {
				p.Do(func() {})
			}
		})
	}
	p.Close()
	wait.Wait()
	done, dropped := p.Counts()
	require.EqualValues(t, 800, done+dropped)
}
