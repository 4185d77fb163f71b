package live_test

import (
	"slices"
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
	"diandao/internal/rollcall"
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

		for range 2 { // looking does not use it up
			g, err := tickets.Look(t.Context(), ticket)
			require.NoError(t, err)
			require.Equal(t, live.Grant{RollCallID: "rc1", Actor: person()}, g)
		}
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
		now, last, err := rooms.Find(ctx, "rc1")
		require.NoError(t, err)
		require.Zero(t, now)
		require.Zero(t, last)
		first, err := rooms.Place(ctx, "rc1", "a")
		require.NoError(t, err)
		for _, claimant := range []string{"b", "a"} {
			c, err := rooms.Place(ctx, "rc1", claimant)
			require.NoError(t, err)
			require.Equal(t, first, c)
		}
		stranger := live.Claim{RollCall: "rc1", Node: "b", Token: first.Token}
		require.NoError(t, rooms.Renew(ctx, first))
		require.ErrorIs(t, rooms.Renew(ctx, stranger), live.ErrNotHeld)
		require.NoError(t, rooms.Release(ctx, stranger))
		now, last, err = rooms.Find(ctx, "rc1")
		require.NoError(t, err)
		require.Equal(t, []live.Claim{first, first}, []live.Claim{now, last})
		redistest.RequireAllExpire(t, client)

		require.NoError(t, rooms.Release(ctx, first))
		require.ErrorIs(t, rooms.Renew(ctx, first), live.ErrNotHeld)
		second, err := rooms.Place(ctx, "rc1", "b")
		require.NoError(t, err)
		require.Equal(t, "b", second.Node)
		require.Greater(t, second.Token, first.Token)

		third, err := rooms.Hand(ctx, second, "c")
		require.NoError(t, err)
		require.Equal(t, "c", third.Node)
		require.Greater(t, third.Token, second.Token)
		_, err = rooms.Hand(ctx, second, "a")
		require.ErrorIs(t, err, live.ErrNotHeld)
	})
}

func TestRooms_TokensGrowThoughRedisForgets(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		rooms, ctx, last := live.NewRooms(client, clock.System{}), t.Context(), uint64(0)
		for range 20 {
			c, err := rooms.Place(ctx, "rc1", "a")
			require.NoError(t, err)
			require.Greater(t, c.Token, last)
			last = c.Token
			require.NoError(t, client.FlushDB(ctx).Err())
		}
	})
}

func TestRooms_WhatIsKeptIsForTheNextNodeAndWrittenByTheHolderAlone(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		rooms, ctx := live.NewRooms(client, clock.System{}), t.Context()
		first, err := rooms.Place(ctx, "rc1", "a")
		require.NoError(t, err)
		require.NoError(t, rooms.Keep(ctx, first, map[string]string{"x": "1", "y": "2"}))
		require.NoError(t, rooms.Keep(ctx, first, map[string]string{"x": "", "z": "3"}))
		redistest.RequireAllExpire(t, client)
		second, err := rooms.Hand(ctx, first, "b")
		require.NoError(t, err)
		require.ErrorIs(t, rooms.Keep(ctx, first, map[string]string{"y": "stale"}), live.ErrNotHeld)
		kept, err := rooms.Kept(ctx, "rc1")
		require.NoError(t, err)
		require.Equal(t, map[string]string{"y": "2", "z": "3"}, kept)
		require.NoError(t, rooms.Release(ctx, second))
		kept, err = rooms.Kept(ctx, "rc1")
		require.NoError(t, err)
		require.Len(t, kept, 2, "the next node finds it")
	})
}

func TestRooms_OrphansAreThoseNobodyKeepsAlive(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		rooms, ctx := live.NewRooms(client, clock.System{}), t.Context()
		require.NoError(t, rooms.Alive(ctx, "rc1", "rc2", "rc3"))
		require.NoError(t, rooms.Ended(ctx, "rc3"))
		redistest.RequireAllExpire(t, client)
		none, err := rooms.Orphans(ctx, 10)
		require.NoError(t, err)
		require.Empty(t, none)
		require.Eventually(t, func() bool {
			require.NoError(t, rooms.Alive(ctx, "rc1"))
			orphans, err := rooms.Orphans(ctx, 10)
			return err == nil && slices.Equal(orphans, []rollcall.ID{"rc2"})
		}, patience, 250*time.Millisecond)
	})
}

func TestNodes_LiveByTheirHeartbeat(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		nodes, ctx := live.NewNodes(client), t.Context()
		a := live.Node{ID: "a", URL: "ws://127.0.0.1:1/signal", State: live.NodeUp, Rooms: 2, Peers: 30, CPU: 0.25, StartedAt: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)}
		for _, n := range []live.Node{{ID: "b", State: live.NodeUp}, a} {
			asked, err := nodes.Beat(ctx, n)
			require.NoError(t, err)
			require.Negative(t, asked)
		}
		require.NoError(t, nodes.AskDrain(ctx, "a", 90*time.Second))
		redistest.RequireAllExpire(t, client)
		asked, err := nodes.Beat(ctx, a)
		require.NoError(t, err)
		require.Equal(t, 90*time.Second, asked)
		all, err := nodes.List(ctx)
		require.NoError(t, err)
		require.Len(t, all, 2)
		require.NotZero(t, all[0].BeatAt)
		all[0].Age, all[0].BeatAt = 0, 0
		require.Equal(t, a, all[0])
		require.NoError(t, nodes.Leave(ctx, "a"))
		require.Eventually(t, func() bool {
			all, err := nodes.List(ctx)
			return err == nil && len(all) == 0
		}, patience, 250*time.Millisecond, "b has been silent")
	})
}

func TestMessages_ReachTheNodeThatListens(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		here, there, ctx := live.NewMessages(client), live.NewMessages(redistest.Client(t, s)), t.Context()
		messages, stop, err := there.Listen(ctx, "n1")
		require.NoError(t, err)
		require.NoError(t, here.Send(ctx, "n2", []byte("another node")))
		require.NoError(t, here.Send(ctx, "n1", []byte("hello")))
		select {
		case m := <-messages:
			require.Equal(t, "hello", string(m))
		case <-time.After(patience):
			require.FailNow(t, "no message")
		}
		require.ErrorIs(t, here.Send(ctx, "n1", make([]byte, live.MaxMessage+1)), live.ErrMessageSize)
		stop()
		_, open := <-messages
		require.False(t, open)
	})
}

func TestRooms_RedisGoneAndBack(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		rooms, tickets, ctx := live.NewRooms(client, clock.System{}), live.NewTickets(client, clock.System{}), t.Context()
		mail := live.NewMessages(client)
		messages, stop, err := mail.Listen(ctx, "n1")
		require.NoError(t, err)
		t.Cleanup(stop)
		s.Stop()
		_, err = rooms.Place(ctx, "rc1", "a")
		require.ErrorIs(t, err, live.ErrAway)
		require.ErrorIs(t, rooms.Renew(ctx, live.Claim{RollCall: "rc1", Node: "a", Token: 1}), live.ErrAway, "not lost: it may still hold")
		_, _, err = tickets.Issue(ctx, person(), "rc1")
		require.ErrorIs(t, err, live.ErrAway)
		require.Equal(t, fault.Unavailable, fault.CodeOf(err))
		_, err = tickets.Redeem(ctx, "any")
		require.ErrorIs(t, err, live.ErrAway, "not refused: the client may try again")
		s.Start()
		require.Eventually(t, func() bool {
			c, err := rooms.Place(ctx, "rc1", "a")
			return err == nil && c.Node == "a"
		}, patience, 20*time.Millisecond, "claims work again")
		require.Eventually(t, func() bool {
			if mail.Send(ctx, "n1", []byte("back")) != nil {
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
