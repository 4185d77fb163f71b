package cluster_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
	"diandao/signaling/cluster"
)

func TestMain(m *testing.M) { redistest.VerifyNoLeaks(m) }

func TestPick(t *testing.T) {
	t.Parallel()
	node := func(id string, rooms, peers int, cpu float64) live.Node {
		return live.Node{ID: id, State: live.NodeUp, Rooms: rooms, Peers: peers, CPU: cpu}
	}
	draining, silent := node("d", 0, 0, 0), node("s", 0, 0, 0)
	draining.State, silent.Age = live.NodeDraining, 5*time.Second
	for name, c := range map[string]struct {
		nodes []live.Node
		last  string
		want  string
	}{
		"the least loaded":                      {[]live.Node{node("a", 2, 40, 0.2), node("b", 1, 20, 0.2), node("c", 4, 0, 0)}, "", "b"},
		"a room counts for those who will come": {[]live.Node{node("a", 3, 0, 0), node("b", 0, 25, 0)}, "", "b"},
		"of equals the idler, then by id":       {[]live.Node{node("b", 0, 0, 0.1), node("a", 0, 0, 0.2), node("c", 0, 0, 0.1)}, "", "b"},
		"not one that is out of breath":         {[]live.Node{node("a", 0, 0, 0.9), node("b", 5, 500, 0.5)}, "", "b"},
		"unless all are":                        {[]live.Node{node("a", 0, 0, 0.9), node("b", 5, 500, 0.95)}, "", "a"},
		"the one that had it":                   {[]live.Node{node("a", 0, 10, 0.1), node("b", 1, 10, 0.1)}, "b", "b"},
		"unless that is much busier":            {[]live.Node{node("a", 0, 10, 0.1), node("b", 5, 100, 0.1)}, "b", "a"},
		"or out of breath":                      {[]live.Node{node("a", 0, 10, 0.1), node("b", 0, 10, 0.9)}, "b", "a"},
		"never one that drains or is silent":    {[]live.Node{draining, silent, node("a", 9, 900, 0.99)}, "d", "a"},
		"nobody":                                {[]live.Node{draining, silent}, "s", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := cluster.Pick(c.nodes, c.last)
			require.Equal(t, c.want, got.ID)
			require.Equal(t, c.want != "", ok)
		})
	}
}
