package cluster_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
	"diandao/internal/rollcall"
	"diandao/signaling/cluster"
)

const patience = 20 * time.Second

// served notes what a member tells of its rooms.
type served struct {
	mu      sync.Mutex
	member  *cluster.Member
	holds   map[rollcall.ID]*cluster.Hold
	lost    []rollcall.ID
	told    []rollcall.ID
	drained []time.Duration
}

func (s *served) Lost(id rollcall.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lost = append(s.lost, id)
	delete(s.holds, id)
}

func (s *served) Adopt(ctx context.Context, id rollcall.ID) {
	h, err := s.member.Take(ctx, id)
	if err != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.holds[id] = h
}

func (s *served) Retell(id rollcall.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told = append(s.told, id)
}

func (s *served) Drain(grace time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drained = append(s.drained, grace)
}

func (s *served) Load() (rooms, peers int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.holds), 20 * len(s.holds)
}

func (s *served) hold(id rollcall.ID) *cluster.Hold {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.holds[id]
}

// member joins a cluster; its clock may stand still.
func member(t *testing.T, client redis.UniversalClient, id string, cfg cluster.Config) *served {
	t.Helper()
	s := &served{holds: map[rollcall.ID]*cluster.Hold{}}
	cfg.ID = id
	s.member = cluster.NewMember(live.NewNodes(client), live.NewRooms(client, clock.System{}), cfg)
	s.member.Join(t.Context(), "ws://"+id+"/signal", s)
	t.Cleanup(func() {
		require.NoError(t, s.member.Leave(context.Background()))
	})
	return s
}

// claimed takes a room with whichever member it falls to.
func claimed(t *testing.T, id rollcall.ID, all ...*served) (*served, *cluster.Hold) {
	t.Helper()
	for range 10 {
		for _, s := range all {
			h, err := s.member.Take(t.Context(), id)
			if err == nil {
				s.mu.Lock()
				s.holds[id] = h
				s.mu.Unlock()
				return s, h
			}
		}
	}
	require.FailNow(t, "nobody takes the room")
	return nil, nil
}

func other(s *served, all ...*served) *served {
	for _, o := range all {
		if o != s {
			return o
		}
	}
	return nil
}

func TestMember_OneOfTwoHasARoomAndTheOtherKnowsWhere(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		a, b := member(t, client, "a", cluster.Config{}), member(t, redistest.Client(t, s), "b", cluster.Config{})
		has, hold := claimed(t, "rc1", a, b)
		hasNot := other(has, a, b)
		_, err := hasNot.member.Take(t.Context(), "rc1")
		var there *cluster.Elsewhere
		require.ErrorAs(t, err, &there)
		require.Equal(t, "ws://"+has.member.ID()+"/signal", there.URL)
		where, ok, err := cluster.NewDirectory(live.NewNodes(client), live.NewRooms(client, clock.System{}), nil).Where(t.Context(), "rc1")
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, has.member.ID(), where.ID)

		require.NoError(t, hold.Keep(t.Context(), map[string]string{"seat:1": "x"}))
		url, err := hold.Hand(t.Context())
		require.NoError(t, err)
		require.Equal(t, "ws://"+hasNot.member.ID()+"/signal", url)
		require.False(t, hold.Valid())
		require.ErrorIs(t, hold.Keep(t.Context(), map[string]string{"seat:1": "stale"}), live.ErrNotHeld)
		next, err := hasNot.member.Take(t.Context(), "rc1")
		require.NoError(t, err)
		require.Greater(t, next.Token(), hold.Token())
		kept, err := next.Kept(t.Context())
		require.NoError(t, err)
		require.Equal(t, map[string]string{"seat:1": "x"}, kept)
		require.NoError(t, next.Release(t.Context()))
		redistest.RequireAllExpire(t, client)
	})
}

func TestMember_RoomsAreSpread(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		a, b := member(t, client, "a", cluster.Config{}), member(t, redistest.Client(t, s), "b", cluster.Config{})
		require.Eventually(t, func() bool { // until a has heard of b
			all, err := a.member.List(t.Context())
			return err == nil && len(all) == 2
		}, patience, 50*time.Millisecond)
		d := cluster.NewDirectory(live.NewNodes(client), live.NewRooms(client, clock.System{}), nil)
		given := map[string]int{}
		for _, id := range []rollcall.ID{"r1", "r2", "r3", "r4", "r5", "r6"} { // within one heartbeat
			n, ok, err := d.Where(t.Context(), id)
			require.NoError(t, err)
			require.True(t, ok)
			given[n.ID]++
		}
		require.Equal(t, map[string]int{"a": 3, "b": 3}, given)
		_ = b
	})
}

func TestMember_StandsStillAndLosesItsRoomToAnother(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		slow := cluster.Config{Beat: time.Hour} // never renews
		a := member(t, client, "a", slow)
		_, hold := claimed(t, "rc1", a)
		b := member(t, redistest.Client(t, s), "b", cluster.Config{})
		require.True(t, hold.Valid())
		var overlap bool
		require.Eventually(t, func() bool {
			h := b.hold("rc1")
			overlap = overlap || (h.Valid() && h != nil && hold.Valid())
			return h != nil
		}, patience, 20*time.Millisecond, "the orphan is taken up by itself")
		require.False(t, overlap, "two have served the room")
		require.Greater(t, b.hold("rc1").Token(), hold.Token())
		require.False(t, hold.Valid())
		require.Equal(t, []rollcall.ID{"rc1"}, a.lost, "it was told before")
		require.ErrorIs(t, hold.Keep(t.Context(), map[string]string{"seat:1": "stale"}), live.ErrNotHeld)
		require.NoError(t, hold.Release(t.Context()))
		require.True(t, b.hold("rc1").Valid(), "what is over is not given up twice")
	})
}

func TestMember_RedisForgetsAndTheRoomStays(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, _ *redistest.Server) {
		a := member(t, client, "a", cluster.Config{Beat: 100 * time.Millisecond})
		_, hold := claimed(t, "rc1", a)
		before := hold.Token()
		require.NoError(t, client.FlushDB(t.Context()).Err())
		require.Eventually(t, func() bool {
			a.mu.Lock()
			defer a.mu.Unlock()
			return len(a.told) == 1
		}, patience, 20*time.Millisecond, "what is kept is told anew")
		require.True(t, hold.Valid())
		require.Greater(t, hold.Token(), before)
		require.NoError(t, hold.Keep(t.Context(), map[string]string{"seat:1": "x"}))
		require.Empty(t, a.lost)
	})
}

func TestMember_RedisAwayEndsRoomsThatAnotherMayTake(t *testing.T) {
	t.Parallel()
	s := redistest.Memory(t)
	client := redistest.Client(t, s)
	quick := cluster.Config{Beat: 100 * time.Millisecond, Life: 1500 * time.Millisecond, Margin: 500 * time.Millisecond}
	private := quick
	private.Private = true
	shared := member(t, client, "a", quick)
	_, hold := claimed(t, "rc1", shared)
	ours := redistest.Memory(t)
	alone := member(t, redistest.Client(t, ours), "b", private)
	_, own := claimed(t, "rc2", alone)
	ours.Stop()
	s.Stop()
	require.Eventually(t, func() bool { return !hold.Valid() }, patience, 20*time.Millisecond)
	require.Eventually(t, func() bool { _, n := shared.Load(); return n == 0 }, patience, 20*time.Millisecond, "the room is ended")
	require.True(t, own.Valid(), "nobody else uses a Redis of our own")
	require.Empty(t, alone.lost)
	s.Start()
	ours.Start()
}

func TestMember_DrainsWhenAsked(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient, s *redistest.Server) {
		a := member(t, client, "a", cluster.Config{Beat: 100 * time.Millisecond})
		_, hold := claimed(t, "rc1", a)
		b := member(t, redistest.Client(t, s), "b", cluster.Config{Beat: 100 * time.Millisecond})
		require.NoError(t, live.NewNodes(client).AskDrain(t.Context(), "a", 7*time.Second))
		require.Eventually(t, func() bool {
			a.mu.Lock()
			defer a.mu.Unlock()
			return len(a.drained) == 1 && a.drained[0] == 7*time.Second
		}, patience, 20*time.Millisecond)
		require.True(t, a.member.IsDraining())
		require.True(t, hold.Valid(), "what is there goes on")
		for _, id := range []rollcall.ID{"r2", "r3", "r4"} {
			_, err := a.member.Take(t.Context(), id)
			var there *cluster.Elsewhere
			require.ErrorAs(t, err, &there, "no new rooms")
		}
		require.Equal(t, []string{"ws://b/signal"}, a.member.URLs(t.Context()))
		_ = b
	})
}

func TestMember_NobodyTakesRooms(t *testing.T) {
	t.Parallel()
	a := member(t, redistest.Client(t, redistest.Memory(t)), "a", cluster.Config{})
	_, hold := claimed(t, "rc1", a)
	a.member.Drain(t.Context(), 0)
	_, err := a.member.Take(t.Context(), "rc2")
	require.ErrorIs(t, err, cluster.ErrMoving)
	url, err := hold.Hand(t.Context())
	require.NoError(t, err)
	require.Empty(t, url, "the room is left for a node to come")
}

func TestHold_OfANodeThatIsAlone(t *testing.T) {
	t.Parallel()
	var h *cluster.Hold
	require.True(t, h.Valid())
	require.Zero(t, h.Token())
	require.NoError(t, h.Keep(t.Context(), map[string]string{"a": "b"}))
	require.NoError(t, h.Release(t.Context()))
	kept, err := h.Kept(t.Context())
	require.NoError(t, err)
	require.Empty(t, kept)
}

// A server that is alone was killed and starts again: it does not wait for its former life's claims to lapse.
func TestMember_AloneTakesUpItsFormerRooms(t *testing.T) {
	t.Parallel()
	client := redistest.Client(t, redistest.Memory(t))
	former := live.NewRooms(client, clock.System{})
	_, err := live.NewNodes(client).Beat(t.Context(), live.Node{ID: "former", State: live.NodeUp})
	require.NoError(t, err)
	was, err := former.Place(t.Context(), "rc1", "former")
	require.NoError(t, err)
	require.NoError(t, former.Keep(t.Context(), was, map[string]string{"seat:1": "x"}))
	now := member(t, client, "now", cluster.Config{Private: true})
	hold, err := now.member.Take(t.Context(), "rc1")
	require.NoError(t, err)
	require.Greater(t, hold.Token(), was.Token)
	kept, err := hold.Kept(t.Context())
	require.NoError(t, err)
	require.Len(t, kept, 1)
}
