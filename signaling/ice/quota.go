package ice

import (
	"net"
	"sync"
)

// maxRelays is how many relays one peer may hold at a time: a browser opens one for each way it has to reach the
// server, twice while it restarts ICE.
const maxRelays = 8

// quota counts the relays of each peer, whichever credentials they were opened with.
type quota struct {
	mu   sync.Mutex
	held map[string]int // by peer id
}

func (q *quota) permits(peer, _ string, _ net.Addr) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.held[peer] < maxRelays
}

func (q *quota) opened(_, _ net.Addr, _, peer, _ string, _ net.Addr, _ int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held[peer]++
}

func (q *quota) ended(_, _ net.Addr, _, peer, _ string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.held[peer]--; q.held[peer] <= 0 {
		delete(q.held, peer)
	}
}
