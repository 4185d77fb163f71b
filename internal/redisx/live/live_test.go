package live_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
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

func awaitClosed(t *testing.T, events <-chan live.Event) {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case _, ok := <-events:
			if !ok {
				return
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
	awaitClosed(t, slow)
	a.Hint("checkin", "still there", "/")
	require.Equal(t, "still there", nextOf(t, quick, "checkin").ID)
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

func person() authz.Actor {
	return authz.Actor{Role: authz.Self, ID: "p1", Scope: "/3301/330106/330106003/", PersonID: "p1", DeviceID: "d1"}
}

func TestTickets_OneUseAndAnEnd(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		c := clock.NewManual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
		tickets := live.NewTickets(client, c)
		ticket, ends, err := tickets.Issue(t.Context(), person(), "rc1")
		require.NoError(t, err)
		require.Equal(t, c.Now().Add(live.TicketLife), ends)
		require.Len(t, ticket, 43, "256 bits")
		keys, err := client.Keys(t.Context(), "*"+ticket+"*").Result()
		require.NoError(t, err)
		require.Empty(t, keys, "kept as a hash")
		redistest.RequireAllExpire(t, client)

		g, err := tickets.Redeem(t.Context(), ticket)
		require.NoError(t, err)
		require.Equal(t, live.Grant{RollCallID: "rc1", Actor: person()}, g)
		for _, bad := range []string{ticket, "", "unknown", strings.Repeat("x", 5000)} {
			_, err = tickets.Redeem(t.Context(), bad)
			require.ErrorIs(t, err, live.ErrTicket)
			require.Equal(t, fault.Unauthenticated, fault.CodeOf(err))
		}
		late, _, err := tickets.Issue(t.Context(), person(), "rc1")
		require.NoError(t, err)
		c.Advance(live.TicketLife)
		_, err = tickets.Redeem(t.Context(), late)
		require.ErrorIs(t, err, live.ErrTicket)
	})
}

func TestTickets_OnlyOneOfManyRedeems(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		tickets := live.NewTickets(client, clock.System{})
		ticket, _, err := tickets.Issue(t.Context(), person(), "rc1")
		require.NoError(t, err)
		results := make(chan error)
		for range 20 {
			go func() { _, err := tickets.Redeem(t.Context(), ticket); results <- err }()
		}
		won := 0
		for range 20 {
			if err := <-results; err == nil {
				won++
			} else {
				require.ErrorIs(t, err, live.ErrTicket)
			}
		}
		require.Equal(t, 1, won)
	})
}

func TestResumes_RenewedFoundDeleted(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		c := clock.NewManual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
		resumes := live.NewResumes(client, c)
		want := live.Resumption{RollCallID: "rc1", PeerID: "peer1", Actor: person()}
		require.NoError(t, resumes.Put(t.Context(), "token", want, time.Minute))
		c.Advance(50 * time.Second)
		require.NoError(t, resumes.Put(t.Context(), "token", want, time.Minute))
		c.Advance(50 * time.Second)
		for range 2 { // finding does not use it up
			got, err := resumes.Find(t.Context(), "token")
			require.NoError(t, err)
			require.Equal(t, want, got)
		}
		redistest.RequireAllExpire(t, client)
		c.Advance(10 * time.Second)
		_, err := resumes.Find(t.Context(), "token")
		require.ErrorIs(t, err, live.ErrTicket)
		require.NoError(t, resumes.Put(t.Context(), "token", want, time.Minute))
		require.NoError(t, resumes.Delete(t.Context(), "token"))
		_, err = resumes.Find(t.Context(), "token")
		require.ErrorIs(t, err, live.ErrTicket)
	})
}

func TestRooms_OneNodeHoldsARoomUntilItLetsGo(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		rooms, ctx := live.NewRooms(client, clock.System{}), t.Context()
		node, err := rooms.Find(ctx, "rc1")
		require.NoError(t, err)
		require.Empty(t, node)
		for _, claimant := range []string{"a", "b", "a"} {
			holder, err := rooms.Claim(ctx, "rc1", claimant)
			require.NoError(t, err)
			require.Equal(t, "a", holder)
		}
		require.NoError(t, rooms.Renew(ctx, "rc1", "a"))
		require.ErrorIs(t, rooms.Renew(ctx, "rc1", "b"), live.ErrNotHeld)
		require.NoError(t, rooms.Release(ctx, "rc1", "b"))
		node, err = rooms.Find(ctx, "rc1")
		require.NoError(t, err)
		require.Equal(t, "a", node)
		redistest.RequireAllExpire(t, client)
		require.NoError(t, rooms.Release(ctx, "rc1", "a"))
		require.ErrorIs(t, rooms.Renew(ctx, "rc1", "a"), live.ErrNotHeld)
		holder, err := rooms.Claim(ctx, "rc1", "b")
		require.NoError(t, err)
		require.Equal(t, "b", holder)
	})
}

func TestRooms_SeatsAreForgottenWhenNobodyConfirmsThem(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		c := clock.NewManual(time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
		rooms, ctx := live.NewRooms(client, c), t.Context()
		require.NoError(t, rooms.Sit(ctx, "rc1", live.Seat{PeerID: "x", ActorID: "p1", Presence: "on_line"}))
		c.Advance(30 * time.Second)
		require.NoError(t, rooms.Sit(ctx, "rc1", live.Seat{PeerID: "y", ActorID: "p2", Presence: "connecting"}))
		require.NoError(t, rooms.Sit(ctx, "rc2", live.Seat{PeerID: "z"}))
		seats, err := rooms.Seats(ctx, "rc1")
		require.NoError(t, err)
		require.Len(t, seats, 2)
		redistest.RequireAllExpire(t, client)
		c.Advance(20 * time.Second)
		seats, err = rooms.Seats(ctx, "rc1")
		require.NoError(t, err)
		require.Equal(t, []live.Seat{{PeerID: "y", ActorID: "p2", Presence: "connecting", SeenAt: c.Now().Add(-20 * time.Second)}}, seats)
		require.NoError(t, rooms.Leave(ctx, "rc1", "y"))
		seats, err = rooms.Seats(ctx, "rc1")
		require.NoError(t, err)
		require.Empty(t, seats)
	})
}

func TestRooms_MessagesReachTheRoomsListenersOnAllNodes(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		here, there, ctx := live.NewRooms(client, clock.System{}), live.NewRooms(redistest.Client(t, s), clock.System{}), t.Context()
		messages, stop, err := there.Listen(ctx, "rc1")
		require.NoError(t, err)
		require.NoError(t, here.Publish(ctx, "rc2", []byte("another room")))
		require.NoError(t, here.Publish(ctx, "rc1", []byte("hello")))
		select {
		case m := <-messages:
			require.Equal(t, "hello", string(m))
		case <-time.After(patience):
			require.FailNow(t, "no message")
		}
		require.ErrorIs(t, here.Publish(ctx, "rc1", make([]byte, live.MaxMessage+1)), live.ErrMessageSize)
		stop()
		_, open := <-messages
		require.False(t, open)
	})
}

func TestRooms_RedisGoneAndBack(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		rooms, tickets, ctx := live.NewRooms(client, clock.System{}), live.NewTickets(client, clock.System{}), t.Context()
		messages, stop, err := rooms.Listen(ctx, "rc1")
		require.NoError(t, err)
		t.Cleanup(stop)
		s.Stop()
		_, err = rooms.Claim(ctx, "rc1", "a")
		require.ErrorIs(t, err, live.ErrAway)
		_, _, err = tickets.Issue(ctx, person(), "rc1")
		require.ErrorIs(t, err, live.ErrAway)
		require.Equal(t, fault.Unavailable, fault.CodeOf(err))
		_, err = tickets.Redeem(ctx, "any")
		require.ErrorIs(t, err, live.ErrAway, "not refused: the client may try again")
		s.Start()
		require.Eventually(t, func() bool {
			holder, err := rooms.Claim(ctx, "rc1", "a")
			return err == nil && holder == "a"
		}, patience, 20*time.Millisecond, "claims work again")
		require.Eventually(t, func() bool {
			if rooms.Publish(ctx, "rc1", []byte("back")) != nil {
				return false
			}
			select {
			case <-messages:
				return true
			case <-time.After(50 * time.Millisecond):
				return false
			}
		}, patience, 20*time.Millisecond, "the listener is back by itself")
	})
}
