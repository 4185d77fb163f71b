package identify

import (
	"sync"
	"sync/atomic"
)

// Pool looks at pictures with a bounded number of workers. It is safe for concurrent use.
type Pool struct {
	jobs    chan func()
	wait    sync.WaitGroup
	mu      sync.RWMutex // held for reading while a job is queued
	closed  bool
	done    atomic.Uint64
	dropped atomic.Uint64
}

// NewPool starts workers; at most queue jobs wait for them. The caller closes it.
func NewPool(workers, queue int) *Pool {
	p := &Pool{jobs: make(chan func(), queue)}
	for range workers {
		p.wait.Go(p.work)
	}
	return p
}

func (p *Pool) work() {
	for job := range p.jobs {
		job()
		p.done.Add(1)
	}
}

// Do queues a job, or drops it, counts that, and reports false when the queue is full or the pool closed.
func (p *Pool) Do(job func()) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if !p.closed {
		select {
		case p.jobs <- job:
			return true
		default:
		}
	}
	p.dropped.Add(1)
	return false
}

// Counts tells how many jobs were done and how many dropped.
func (p *Pool) Counts() (done, dropped uint64) { return p.done.Load(), p.dropped.Load() }

// Close does what is queued and ends the workers. Closing twice is harmless.
func (p *Pool) Close() {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		close(p.jobs)
	}
	p.mu.Unlock()
	p.wait.Wait()
}
