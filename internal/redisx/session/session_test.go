package session_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/redisx/redistest"
	"diandao/internal/redisx/session"
	"diandao/internal/staff"
)

func TestMain(m *testing.M) { redistest.VerifyNoLeaks(m) }

var start = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func login(c clock.Clock, life time.Duration) (staff.Session, staff.Member) {
	now := c.Now()
	m := staff.Member{ID: "m1", Username: "wang", Name: "王安", Role: authz.Officer, UnitID: "u1", Path: "/3301/330106/", PasswordHash: "$argon2id$secret", CreatedAt: now}
	return staff.Session{TokenHash: "hash1", MemberID: "m1", CSRF: "csrf", CreatedAt: now, ExpiresAt: now.Add(life)}, m
}

func TestSessions_KeepsForLessThanAMinute(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		c := clock.NewManual(start)
		s := session.NewSessions(client, c, redistest.Log(t))
		_, _, ok := s.GetSession(t.Context(), "hash1")
		require.False(t, ok)

		se, m := login(c, staff.SessionLife)
		s.PutSession(t.Context(), se, m)
		redistest.RequireAllExpire(t, client)
		gotSession, gotMember, ok := s.GetSession(t.Context(), "hash1")
		require.True(t, ok)
		require.Equal(t, se, gotSession)
		require.Empty(t, gotMember.PasswordHash, "the password's hash stays in SQL")
		m.PasswordHash = ""
		require.Equal(t, m, gotMember)

		c.Advance(time.Minute)
		_, _, ok = s.GetSession(t.Context(), "hash1")
		require.False(t, ok)
	})
}

func TestSessions_NeverBeyondTheSessionsEndAndGoneWhenDropped(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		c := clock.NewManual(start)
		s := session.NewSessions(client, c, redistest.Log(t))
		se, m := login(c, 5*time.Second)
		s.PutSession(t.Context(), se, m)
		c.Advance(5 * time.Second)
		_, _, ok := s.GetSession(t.Context(), "hash1")
		require.False(t, ok)
		s.PutSession(t.Context(), se, m) // over: not kept at all
		se.ExpiresAt = c.Now().Add(time.Hour)
		s.PutSession(t.Context(), se, m)
		s.DropSession(t.Context(), "hash1")
		_, _, ok = s.GetSession(t.Context(), "hash1")
		require.False(t, ok)
	})
}

func TestDevices_KeepsAndDrops(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		c := clock.NewManual(start)
		s := session.NewDevices(client, c, redistest.Log(t))
		d := device.Device{ID: "d1", PersonID: "p1", PublicKey: []byte{1, 2}, Name: "phone", CreatedAt: start}
		s.PutDevice(t.Context(), d, "/3301/330106/330106003/")
		got, path, ok := s.GetDevice(t.Context(), "d1")
		require.True(t, ok)
		require.Equal(t, d, got)
		require.EqualValues(t, "/3301/330106/330106003/", path)
		redistest.RequireAllExpire(t, client)

		s.DropDevice(t.Context(), "d1")
		_, _, ok = s.GetDevice(t.Context(), "d1")
		require.False(t, ok)
		s.PutDevice(t.Context(), d, "/3301/")
		c.Advance(session.DeviceLife)
		_, _, ok = s.GetDevice(t.Context(), "d1")
		require.False(t, ok)
	})
}

func TestLimiter_BoundsEachKeyInItsWindow(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		l := session.NewLimiter(client, clock.System{}, redistest.Log(t))
		other := session.NewLimiter(redistest.Client(t, s), clock.System{}, redistest.Log(t)) // another node
		for i := range 5 {
			ok, err := []*session.Limiter{l, other}[i%2].Allow(t.Context(), "login:wang", 4, 700*time.Millisecond)
			require.NoError(t, err)
			require.Equal(t, i < 4, ok, "try %d", i)
		}
		ok, err := l.Allow(t.Context(), "login:li", 4, time.Hour)
		require.NoError(t, err)
		require.True(t, ok, "another key")
		redistest.RequireAllExpire(t, client)
		keys, err := client.Keys(t.Context(), "*wang*").Result()
		require.NoError(t, err)
		require.Empty(t, keys, "no names in keys")
		require.Eventually(t, func() bool {
			ok, err := l.Allow(t.Context(), "login:wang", 4, 700*time.Millisecond)
			return err == nil && ok
		}, 10*time.Second, 300*time.Millisecond, "the window ends")
	})
}

func TestRedisGoneAndBack_MissesMeanwhileAndCountsHere(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		c := clock.NewManual(start)
		sessions, limiter := session.NewSessions(client, c, redistest.Log(t)), session.NewLimiter(client, c, redistest.Log(t))
		se, m := login(c, time.Hour)
		sessions.PutSession(t.Context(), se, m)

		s.Stop()
		_, _, ok := sessions.GetSession(t.Context(), se.TokenHash)
		require.False(t, ok)
		sessions.PutSession(t.Context(), se, m)
		for i := range 3 {
			ok, err := limiter.Allow(t.Context(), "k", 2, time.Minute)
			require.NoError(t, err)
			require.Equal(t, i < 2, ok, "try %d", i)
		}
		c.Advance(2 * time.Minute)
		ok, err := limiter.Allow(t.Context(), "k", 2, time.Minute)
		require.NoError(t, err)
		require.True(t, ok, "a new window")

		s.Start()
		require.Eventually(t, func() bool {
			se.ExpiresAt = c.Now().Add(time.Hour)
			sessions.PutSession(t.Context(), se, m)
			_, _, ok := sessions.GetSession(t.Context(), se.TokenHash)
			return ok
		}, 10*time.Second, 50*time.Millisecond, "the cache works again")
	})
}

func TestLimiter_BoundsWhatItRemembersWithoutRedis(t *testing.T) {
	t.Parallel()
	s := redistest.Memory(t)
	client := redistest.Client(t, s)
	require.NoError(t, client.Close())
	c := clock.NewManual(start)
	l := session.NewLimiter(client, c, redistest.Quiet())
	for i := range 10_000 {
		ok, err := l.Allow(t.Context(), fmt.Sprint(i), 1, time.Minute)
		require.NoError(t, err)
		require.True(t, ok)
	}
	ok, err := l.Allow(t.Context(), "one too many", 1, time.Minute)
	require.NoError(t, err)
	require.False(t, ok)
	c.Advance(time.Minute)
	ok, err = l.Allow(t.Context(), "one too many", 1, time.Minute)
	require.NoError(t, err)
	require.True(t, ok, "what has ended is forgotten")
}
