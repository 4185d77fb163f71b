package cluster

import (
	"runtime"
	"sync"
	"time"
)

// meter measures how much of the machine the process uses, which with media is what limits a node.
type meter struct {
	mu   sync.Mutex
	at   time.Time
	used time.Duration
	last float64
}

// share is the share of all cores since the call before, 0 to 1.
func (c *meter) share(now time.Time) float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	used := spent()
	if took := now.Sub(c.at); !c.at.IsZero() && took > 100*time.Millisecond {
		c.last = min(1, float64(used-c.used)/float64(took)/float64(runtime.NumCPU()))
	} else if !c.at.IsZero() {
		return c.last
	}
	c.at, c.used = now, used
	return c.last
}
