package live_test

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
)

func lookAt(id checkin.RequestID, staff, seat string, at time.Time) checkin.Claim {
	return checkin.Claim{RequestID: id, StaffID: staff, Seat: seat, Since: at, Until: at.Add(checkin.ClaimLife)}
}

func TestReviews_OneOfficerAtATimeUntilTakenOverLeftOrForgotten(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		ctx, now := t.Context(), time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		r := live.NewReviews(client, redistest.Log(t))
		other := live.NewReviews(redistest.Client(t, s), redistest.Log(t)) // another node
		mine := lookAt("r1", "wang", "a", now)

		has, isNews := r.Take(ctx, mine, false)
		require.True(t, isNews)
		require.Equal(t, mine, has)
		redistest.RequireAllExpire(t, client)

		has, isNews = other.Take(ctx, lookAt("r1", "li", "b", now.Add(time.Second)), false)
		require.False(t, isNews)
		require.Equal(t, mine, has, "who comes second is told who is there")

		has, isNews = r.Take(ctx, lookAt("r1", "wang", "a", now.Add(20*time.Second)), false)
		require.False(t, isNews, "renewing is no news")
		require.Equal(t, now, has.Since)
		require.Equal(t, now.Add(80*time.Second), has.Until)

		has, isNews = other.Take(ctx, lookAt("r1", "li", "b", now.Add(30*time.Second)), true)
		require.True(t, isNews)
		require.Equal(t, "li", has.StaffID)
		has, isNews = r.Take(ctx, lookAt("r1", "wang", "a", now.Add(40*time.Second)), false)
		require.False(t, isNews)
		require.Equal(t, "li", has.StaffID, "the first renews in vain")
		require.False(t, r.Release(ctx, "r1", "wang", "a"), "another's is left alone")

		require.Equal(t, map[checkin.RequestID]checkin.Claim{"r1": lookAt("r1", "li", "b", now.Add(30*time.Second))},
			r.Held(ctx, []checkin.RequestID{"r0", "r1", "r2"}, now.Add(40*time.Second)))
		require.Empty(t, r.Held(ctx, []checkin.RequestID{"r1"}, now.Add(90*time.Second)), "over by the program's clock")
		has, isNews = r.Take(ctx, lookAt("r1", "wang", "a", now.Add(90*time.Second)), false)
		require.True(t, isNews)
		require.Equal(t, "wang", has.StaffID, "what is over is nobody's")

		require.False(t, r.Release(ctx, "r1", "wang", "another window"))
		require.True(t, r.Release(ctx, "r1", "wang", "a"))
		require.False(t, r.Release(ctx, "r1", "wang", "a"))
		require.Empty(t, r.Held(ctx, []checkin.RequestID{"r1"}, now.Add(90*time.Second)))
		require.Empty(t, r.Held(ctx, nil, now))
	})
}

func TestReviews_GoOnWhileRedisIsAway(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		ctx, now := t.Context(), time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		r := live.NewReviews(client, redistest.Log(t))
		require.NoError(t, client.Set(ctx, "diandao:review:{r9}", "nonsense", time.Minute).Err())
		require.Empty(t, r.Held(ctx, []checkin.RequestID{"r9"}, now), "what can't be read is nobody's")
		has, _ := r.Take(ctx, lookAt("r9", "wang", "a", now), false)
		require.Equal(t, "wang", has.StaffID)

		s.Stop()
		has, isNews := r.Take(ctx, lookAt("r1", "wang", "a", now), false)
		require.False(t, isNews)
		require.Empty(t, has.StaffID)
		require.False(t, r.Release(ctx, "r1", "wang", "a"))
		require.Empty(t, r.Held(ctx, []checkin.RequestID{"r1"}, now))
		s.Start()
		require.Eventually(t, func() bool {
			has, _ := r.Take(ctx, lookAt("r1", "wang", "a", now), false)
			return has.StaffID == "wang"
		}, 10*time.Second, 50*time.Millisecond, "and with claims again")
	})
}
