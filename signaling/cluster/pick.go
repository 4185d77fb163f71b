package cluster

import (
	"cmp"
	"slices"
	"time"

	"diandao/internal/redisx/live"
)

// Weights of a node's load. A room is worth the peers that will come to it before the next heartbeat tells.
const (
	roomWeight = 10
	busyCPU    = 0.85            // a node above it is taken only when all are
	freshAge   = 4 * time.Second // a node that has been silent for longer may be dead already
	stickiness = 0.5             // how much more load the node that had the room before may have, and a room's worth
)

func load(n live.Node) float64 { return float64(n.Peers + roomWeight*n.Rooms) }

// Pick returns the node for a room: the least loaded of those that take new ones, or the one that had the
// room before (last, a node's id) unless that is much busier. It returns false when no node takes rooms.
func Pick(nodes []live.Node, last string) (live.Node, bool) {
	able := slices.DeleteFunc(slices.Clone(nodes), func(n live.Node) bool { return n.State != live.NodeUp || n.Age > freshAge })
	if len(able) == 0 {
		return live.Node{}, false
	}
	least := slices.MinFunc(able, func(a, b live.Node) int {
		return cmp.Or(compareBusy(a, b), cmp.Compare(load(a), load(b)), cmp.Compare(a.CPU, b.CPU), cmp.Compare(a.ID, b.ID))
	})
	for _, n := range able {
		if n.ID == last && compareBusy(n, least) == 0 && load(n) <= load(least)*(1+stickiness)+roomWeight {
			return n, true
		}
	}
	return least, true
}

func compareBusy(a, b live.Node) int {
	busy := func(n live.Node) int {
		if n.CPU >= busyCPU {
			return 1
		}
		return 0
	}
	return busy(a) - busy(b)
}

func find(nodes []live.Node, id string) (live.Node, bool) {
	for _, n := range nodes {
		if n.ID == id {
			return n, true
		}
	}
	return live.Node{}, false
}
