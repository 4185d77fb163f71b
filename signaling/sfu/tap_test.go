package sfu

import (
	"sync"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"
)

// counted is a tap that counts.
type counted struct {
	mu sync.Mutex
	n  int
}

func (c *counted) Packet(PeerID, Kind, *rtp.Header, []byte, time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func TestTap_HearsOnePeerUntilItStops(t *testing.T) {
	t.Parallel()
	n := &Node{}
	one, two := &counted{}, &counted{}
	stopOne, stopTwo, again := n.Tap("a", one), n.Tap("a", two), n.Tap("b", one)
	send := func(from PeerID) { n.taps.hand(from, Video, &rtp.Header{}, nil, time.Time{}) }
	send("a")
	send("b")
	send("c")
	require.Equal(t, []int{2, 1}, []int{one.n, two.n})
	stopOne()
	stopOne()
	send("a")
	send("b")
	require.Equal(t, []int{3, 2}, []int{one.n, two.n})
	stopTwo()
	again()
	send("a")
	require.Equal(t, []int{3, 2}, []int{one.n, two.n})
	require.Nil(t, n.taps.all.Load(), "nobody listens any more")
}

func TestTap_CostsNothingUnheard(t *testing.T) {
	h, payload := &rtp.Header{}, make([]byte, 1000)
	n := &Node{}
	require.Zero(t, testing.AllocsPerRun(1000, func() { n.taps.hand("a", Video, h, payload, time.Time{}) }))
	defer n.Tap("a", &counted{})()
	require.Zero(t, testing.AllocsPerRun(1000, func() { n.taps.hand("a", Video, h, payload, time.Time{}) }))
}

func BenchmarkTap(b *testing.B) {
	h, payload := &rtp.Header{}, make([]byte, 1000)
	for name, listens := range map[string]PeerID{"nobody": "", "another": "b", "this": "a"} {
		b.Run(name, func(b *testing.B) {
			n := &Node{}
			if listens != "" {
				defer n.Tap(listens, &counted{})()
			}
			b.ReportAllocs()
			for range b.N {
				n.taps.hand("a", Video, h, payload, time.Time{})
			}
		})
	}
}
