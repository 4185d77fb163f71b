package cluster

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"diandao/internal/clock"
	"diandao/internal/redisx/live"
	"diandao/internal/rollcall"
)

// world is a Redis and nodes that live by turns, under one time which the test moves.
type world struct {
	t      *rapid.T
	redis  *miniredis.Miniredis
	client redis.UniversalClient
	now    time.Time
	nodes  map[string]*being
	next   int
	tokens map[rollcall.ID]map[uint64]string // who ever held a room by a token
}

// being is a node: it may stand still, and its clock may be set forward.
type being struct {
	member *Member
	ahead  time.Duration
	still  bool
	holds  map[rollcall.ID]*Hold
}

func (b *being) Lost(id rollcall.ID) { delete(b.holds, id) }

func (b *being) Adopt(ctx context.Context, id rollcall.ID) {
	if h, err := b.member.Take(ctx, id); err == nil {
		b.holds[id] = h
	}
}

func (b *being) Retell(rollcall.ID) {}

func (b *being) Drain(time.Duration) {}

func (b *being) Load() (rooms, peers int) { return len(b.holds), 0 }

func (w *world) join() {
	w.next++
	b := &being{holds: map[rollcall.ID]*Hold{}}
	b.member = NewMember(live.NewNodes(w.client), live.NewRooms(w.client, clock.System{}), Config{
		ID: fmt.Sprintf("n%d", w.next), Now: func() time.Time { return w.now.Add(b.ahead) },
	})
	b.member.served, b.member.cfg.URL = b, "ws://"+b.member.ID()
	w.nodes[b.member.ID()] = b
	b.member.beat(context.Background())
}

// pass lets time go by: in Redis, and for every node.
func (w *world) pass(d time.Duration) {
	w.now = w.now.Add(d)
	w.redis.FastForward(d)
	for _, b := range w.nodes {
		if !b.still {
			b.member.guard()
		}
	}
}

func (w *world) check() {
	serving := map[rollcall.ID][]string{}
	for id, b := range w.nodes {
		for room, h := range b.holds {
			if !h.Valid() {
				continue
			}
			serving[room] = append(serving[room], id)
			if w.tokens[room] == nil {
				w.tokens[room] = map[uint64]string{}
			}
			owner, known := w.tokens[room][h.Token()]
			if known && owner != id {
				w.t.Fatalf("token %d of %s was held by %s and by %s", h.Token(), room, owner, id)
			}
			w.tokens[room][h.Token()] = id
		}
	}
	for room, by := range serving {
		if len(by) > 1 {
			w.t.Fatalf("%s is served by %v", room, by)
		}
	}
}

func (w *world) some(what string) *being {
	ids := make([]string, 0, len(w.nodes))
	for id := range w.nodes {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		w.t.Skip("nobody")
	}
	// by number, since maps have no order
	best := rapid.IntRange(0, w.next).Draw(w.t, what)
	for n := range w.next + 1 {
		if b, ok := w.nodes[fmt.Sprintf("n%d", (best+n)%(w.next+1))]; ok {
			return b
		}
	}
	return nil
}

// Whatever nodes come, die without a word, stand still and wake, whatever clocks do, and whoever asks for which
// room: no two nodes hold a room by one token, and no two serve it at a time.
func TestClaims_NeverTwoOwners(t *testing.T) {
	t.Parallel()
	m := miniredis.RunT(t)
	client := redis.NewClient(&redis.Options{Addr: m.Addr()})
	t.Cleanup(func() { require.NoError(t, client.Close()) })
	ctx := t.Context()
	rapid.Check(t, func(rt *rapid.T) {
		m.FlushAll()
		w := &world{t: rt, redis: m, client: client, now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), nodes: map[string]*being{}, tokens: map[rollcall.ID]map[uint64]string{}}
		redisClock := w.now
		m.SetTime(redisClock)
		w.join()
		w.join()
		rooms := rapid.SampledFrom([]rollcall.ID{"r1", "r2", "r3"})
		awake := func(what string) *being {
			b := w.some(what)
			if b == nil || b.still {
				rt.Skip("nobody is awake")
			}
			return b
		}
		pass := func(d time.Duration) {
			w.pass(d)
			redisClock = redisClock.Add(d)
			m.SetTime(redisClock)
		}
		rt.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) { w.check() },
			"time passes": func(rt *rapid.T) {
				pass(time.Duration(rapid.IntRange(100, 7000).Draw(rt, "ms")) * time.Millisecond)
			},
			"node joins": func(*rapid.T) {
				if len(w.nodes) < 5 {
					w.join()
				}
			},
			"node dies":         func(*rapid.T) { delete(w.nodes, awake("dies").member.ID()) },
			"node stands still": func(*rapid.T) { awake("stands still").still = true },
			"node stands still while others look for orphans": func(*rapid.T) {
				awake("stands still").still = true
				for range 4 {
					pass(2 * time.Second)
					for _, b := range w.nodes {
						if !b.still {
							b.member.renewAll(ctx)
							b.member.sweep(ctx)
							w.check()
						}
					}
				}
			},
			"node wakes": func(*rapid.T) {
				b := w.some("wakes")
				b.still = false
				b.member.guard()
			},
			"node renews": func(*rapid.T) { awake("renews").member.renewAll(ctx) },
			"node sweeps": func(*rapid.T) { awake("sweeps").member.sweep(ctx) },
			"client comes": func(rt *rapid.T) {
				b, room := awake("is asked"), rooms.Draw(rt, "for")
				if b.holds[room] == nil {
					b.Adopt(ctx, room)
				}
			},
			"room ends": func(rt *rapid.T) {
				b, room := awake("ends"), rooms.Draw(rt, "room")
				if h := b.holds[room]; h != nil {
					delete(b.holds, room)
					if err := h.Release(ctx); err != nil {
						rt.Fatal(err)
					}
				}
			},
			"room moves": func(rt *rapid.T) {
				b, room := awake("moves"), rooms.Draw(rt, "room")
				if h := b.holds[room]; h != nil {
					delete(b.holds, room)
					if _, err := h.Hand(ctx); err != nil && h.Valid() {
						rt.Fatal(err)
					}
				}
			},
			"clock of a node is set forward": func(rt *rapid.T) {
				w.some("clock").ahead += time.Duration(rapid.IntRange(0, 20).Draw(rt, "s")) * time.Second
			},
			"clock of Redis is set": func(rt *rapid.T) {
				redisClock = redisClock.Add(time.Duration(rapid.IntRange(-30, 30).Draw(rt, "s")) * time.Second)
				m.SetTime(redisClock)
			},
		})
	})
}

// When Redis forgets everything, two nodes may both believe for some seconds to serve a room; their tokens differ
// as long as Redis's clock goes on, and the older finds out at its next renewal.
func TestClaims_TokensDifferThoughRedisForgets(t *testing.T) {
	t.Parallel()
	m := miniredis.RunT(t)
	client := redis.NewClient(&redis.Options{Addr: m.Addr()})
	t.Cleanup(func() { require.NoError(t, client.Close()) })
	rapid.Check(t, func(rt *rapid.T) {
		m.FlushAll()
		at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		rooms, last := live.NewRooms(client, clock.System{}), uint64(0)
		for n := range rapid.IntRange(2, 10).Draw(rt, "claims") {
			at = at.Add(time.Duration(rapid.IntRange(1, 5_000_000).Draw(rt, "µs")) * time.Microsecond)
			m.SetTime(at)
			if rapid.Bool().Draw(rt, "forgets") {
				m.FlushAll()
			} else {
				m.Del("diandao:room:{r1}:node")
			}
			c, err := rooms.Place(t.Context(), "r1", fmt.Sprintf("n%d", n))
			if err != nil || c.Token <= last {
				rt.Fatalf("token %d after %d: %v", c.Token, last, err)
			}
			last = c.Token
		}
	})
}
