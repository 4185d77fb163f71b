package live_test

import (
	"strings"
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
