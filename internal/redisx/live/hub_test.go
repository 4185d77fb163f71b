package live_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
)

func TestMain(m *testing.M) { redistest.VerifyNoLeaks(m) }

const patience = 15 * time.Second

func hub(t *testing.T, client redis.UniversalClient) *live.Hub {
	t.Helper()
	h := live.OpenHub(client, redistest.Log(t), nil)
	t.Cleanup(h.Close)
	return h
}

func next(t *testing.T, events <-chan live.Event) live.Event {
	t.Helper()
	select {
	case e, ok := <-events:
		require.True(t, ok, "the channel is open")
		return e
	case <-time.After(patience):
		require.FailNow(t, "no event")
		return live.Event{}
	}
}

// awaitClosed returns how many events came before the end.
func awaitClosed(t *testing.T, events <-chan live.Event) int {
	t.Helper()
	late := time.After(patience)
	for n := 0; ; n++ {
		select {
		case _, ok := <-events:
			if !ok {
				return n
			}
		case <-late:
			require.FailNow(t, "the channel stays open")
		}
	}
}

// settle sends hints until one arrives, so that the hub's reader is known to follow the stream.
func settle(t *testing.T, from *live.Hub, events <-chan live.Event) {
	t.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	late := time.After(patience)
	for n := 0; ; {
		select {
		case e := <-events:
			if e.ID == "settled" {
				return
			}
		case <-again.C:
			n++
			from.Hint("settle", "settled", "/")
		case <-late:
			require.FailNow(t, "no hint arrives")
		}
	}
}

func nextOf(t *testing.T, events <-chan live.Event, noun string) live.Event {
	t.Helper()
	for {
		if e := next(t, events); e.Noun == noun {
			return e
		}
	}
}

func TestHub_HintsReachTheConsolesOfAllNodesInOneOrder(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		a, b := hub(t, client), hub(t, redistest.Client(t, s))
		onA, resync, err := a.Subscribe(t.Context(), 0)
		require.NoError(t, err)
		require.False(t, resync)
		onB, _, err := b.Subscribe(t.Context(), 0)
		require.NoError(t, err)
		settle(t, a, onA)
		settle(t, b, onB)

		for i := range 200 {
			[]*live.Hub{a, b}[i%2].Hint("checkin", fmt.Sprint(i), "/3301/")
		}
		var last uint64
		for range 200 {
			x, y := nextOf(t, onA, "checkin"), nextOf(t, onB, "checkin")
			require.Equal(t, x, y, "both nodes see one order")
			require.Greater(t, x.Seq, last)
			last = x.Seq
		}
		redistest.RequireAllExpire(t, client)
	})
}

func TestHub_ReturningConsoleGetsWhatItMissedOrFetchesAnew(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		a := hub(t, client)
		ctx, cancel := context.WithCancel(t.Context())
		events, _, err := a.Subscribe(ctx, 0)
		require.NoError(t, err)
		settle(t, a, events)
		a.Hint("checkin", "seen", "/")
		seen := nextOf(t, events, "checkin")
		cancel()
		awaitClosed(t, events)

		witness, _, err := a.Subscribe(t.Context(), 0)
		require.NoError(t, err)
		a.Hint("alert", "missed", "/3301/")
		nextOf(t, witness, "alert")
		events, resync, err := a.Subscribe(t.Context(), seen.Seq)
		require.NoError(t, err)
		require.False(t, resync)
		require.Equal(t, "missed", next(t, events).ID)
		a.Hint("alert", "live", "/")
		require.Equal(t, "live", next(t, events).ID)

		for _, unknown := range []uint64{1, seen.Seq + 1<<40} {
			_, resync, err = a.Subscribe(t.Context(), unknown)
			require.NoError(t, err)
			require.True(t, resync)
		}

		fresh := hub(t, redistest.Client(t, s)) // another node, started later, knows the past too
		require.Eventually(t, func() bool {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, resync, err := fresh.Subscribe(ctx, seen.Seq)
			return err == nil && !resync
		}, patience, 20*time.Millisecond, "the past is loaded")
	})
}

func TestHub_SlowConsoleIsHungUpAndOthersAreNot(t *testing.T) {
	t.Parallel()
	a := hub(t, redistest.Client(t, redistest.Memory(t)))
	quick, _, err := a.Subscribe(t.Context(), 0)
	require.NoError(t, err)
	settle(t, a, quick)
	slow, _, err := a.Subscribe(t.Context(), 0)
	require.NoError(t, err)
	first := uint64(0)
	for i := range live.SubscriberBuffer + 1 {
		a.Hint("checkin", fmt.Sprint(i), "/")
		if e := nextOf(t, quick, "checkin"); first == 0 {
			first = e.Seq
		}
	}
	a.Hint("checkin", "still there", "/") // once it is seen, the one before has reached everybody
	require.Equal(t, "still there", nextOf(t, quick, "checkin").ID)
	require.Equal(t, live.SubscriberBuffer, awaitClosed(t, slow), "what there was room for")
	_, resync, err := a.Subscribe(t.Context(), first)
	require.NoError(t, err)
	require.True(t, resync, "more than half a buffer behind")
}

func TestHub_CloseEndsConsolesAndRefusesNewOnes(t *testing.T) {
	t.Parallel()
	a := live.OpenHub(redistest.Client(t, redistest.Memory(t)), redistest.Log(t), nil)
	events, _, err := a.Subscribe(t.Context(), 0)
	require.NoError(t, err)
	a.Close()
	awaitClosed(t, events)
	_, _, err = a.Subscribe(t.Context(), 0)
	require.ErrorIs(t, err, live.ErrFull)
}

func TestHub_HintNeverWaitsAndCountsWhatIsLost(t *testing.T) {
	t.Parallel()
	s := redistest.Memory(t)
	client := redistest.Client(t, s)
	s.Stop()
	var lost atomic.Int64
	a := live.OpenHub(client, redistest.Quiet(), func(n int) { lost.Add(int64(n)) })
	t.Cleanup(a.Close)
	for i := range 3000 {
		a.Hint("checkin", fmt.Sprint(i), "/")
	}
	require.Eventually(t, func() bool { return lost.Load() > 1000 }, patience, 10*time.Millisecond, "losses are counted")
}

func TestHub_RedisGoneAndBack(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		a := hub(t, client)
		events, _, err := a.Subscribe(t.Context(), 0)
		require.NoError(t, err)
		settle(t, a, events)
		a.Hint("checkin", "before", "/")
		before := nextOf(t, events, "checkin")
		s.Stop()
		require.Error(t, client.Ping(t.Context()).Err()) // gone for long enough that event numbers differ
		a.Hint("checkin", "lost", "/")
		s.Start()
		if s.Forgetful {
			awaitClosed(t, events)
			events, _, err = a.Subscribe(t.Context(), 0)
			require.NoError(t, err)
		}
		settle(t, a, events) // what kept its stream keeps its consoles

		require.NoError(t, client.FlushDB(t.Context()).Err()) // Redis lost everything
		awaitClosed(t, events)
		require.Eventually(t, func() bool {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, resync, err := a.Subscribe(ctx, before.Seq)
			return err == nil && resync
		}, patience, 20*time.Millisecond, "whoever comes back fetches anew")
		events, _, err = a.Subscribe(t.Context(), 0)
		require.NoError(t, err)
		settle(t, a, events)
	})
}
