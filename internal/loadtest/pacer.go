package loadtest

import (
	"container/heap"
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Lateness of a packet that the bots themselves are to blame for.
const (
	lateAfter = 20 * time.Millisecond
	skipAfter = time.Second // what was due longer ago is not sent any more
)

// beat is something done at even intervals.
type beat struct {
	step time.Duration
	fire func()

	due    time.Duration
	queued bool // guarded by pacer.mu, as is due
	on     atomic.Bool
}

// pacer fires beats from one goroutine, as their instants come. Go wakes sleepers to the millisecond, so that up to a
// millisecond's packets leave together.
type pacer struct {
	base time.Time
	mu   sync.Mutex
	heap beats
	wake chan struct{}

	fired, late, skipped atomic.Uint64
}

func newPacer(base time.Time) *pacer { return &pacer{base: base, wake: make(chan struct{}, 1)} }

// start begins a beat after a delay, or goes on with one that was stopped.
func (p *pacer) start(b *beat, after time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b.on.Store(true)
	if b.queued {
		return
	}
	b.due, b.queued = time.Since(p.base)+after, true
	heap.Push(&p.heap, b)
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// run fires until ctx ends.
func (p *pacer) run(ctx context.Context) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		timer.Reset(p.turn())
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		case <-timer.C:
		}
	}
}

// turn fires what is due and returns how long nothing will be.
func (p *pacer) turn() time.Duration {
	for {
		p.mu.Lock()
		if len(p.heap) == 0 {
			p.mu.Unlock()
			return time.Hour
		}
		b, now := p.heap[0], time.Since(p.base)
		if b.due > now {
			p.mu.Unlock()
			return b.due - now
		}
		if !b.on.Load() {
			heap.Pop(&p.heap)
			b.queued = false
			p.mu.Unlock()
			continue
		}
		lateness := now - b.due
		for b.due += b.step; now-b.due > skipAfter; b.due += b.step {
			p.skipped.Add(1)
		}
		heap.Fix(&p.heap, 0)
		p.mu.Unlock()
		p.fired.Add(1)
		if lateness > lateAfter {
			p.late.Add(1)
		}
		b.fire()
	}
}

// beats is a heap by due.
type beats []*beat

func (h beats) Len() int           { return len(h) }
func (h beats) Less(i, j int) bool { return h[i].due < h[j].due }
func (h beats) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *beats) Push(x any)        { *h = append(*h, x.(*beat)) }
func (h *beats) Pop() any {
	old := *h
	b := old[len(old)-1]
	*h = old[:len(old)-1]
	return b
}
