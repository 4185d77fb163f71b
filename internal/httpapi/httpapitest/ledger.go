package httpapitest

import (
	"context"
	"sync"

	"diandao/internal/httpapi"
)

// Ledger is an idempotency ledger in memory. It is safe for concurrent use.
type Ledger struct {
	mu   sync.Mutex
	rows map[httpapi.Key]*row
}

type row struct {
	fingerprint string
	answer      *httpapi.Answer
}

// NewLedger returns an empty ledger.
func NewLedger() *Ledger { return &Ledger{rows: map[httpapi.Key]*row{}} }

// Begin claims the key.
func (l *Ledger) Begin(_ context.Context, k httpapi.Key, fingerprint string) (httpapi.KeyState, httpapi.Answer, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.rows[k]
	switch {
	case r == nil:
		l.rows[k] = &row{fingerprint: fingerprint}
		return httpapi.KeyFresh, httpapi.Answer{}, nil
	case r.fingerprint != fingerprint:
		return httpapi.KeyReused, httpapi.Answer{}, nil
	case r.answer == nil:
		return httpapi.KeyInProgress, httpapi.Answer{}, nil
	}
	return httpapi.KeyReplay, *r.answer, nil
}

// Finish keeps the answer.
func (l *Ledger) Finish(_ context.Context, k httpapi.Key, a httpapi.Answer) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rows[k].answer = &a
	return nil
}

// Release gives the key up.
func (l *Ledger) Release(_ context.Context, k httpapi.Key) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.rows, k)
	return nil
}

var _ httpapi.Ledger = (*Ledger)(nil)
