package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/redisx"
	"diandao/internal/staff"
)

var (
	_ staff.Limiter  = (*Limiter)(nil)
	_ device.Limiter = (*Limiter)(nil)
)

// maxLocalKeys bounds what is counted in this process while Redis is away.
const maxLocalKeys = 10_000

// countScript counts one try in a fixed window that begins with the first.
const countScript = `local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return n`

// Limiter bounds tries in fixed windows, over all nodes. While Redis is away each node counts by itself.
type Limiter struct {
	client redis.UniversalClient
	count  *redis.Script
	clock  clock.Clock
	log    *slog.Logger
	mu     sync.Mutex
	local  map[string]window // while Redis is away
}

type window struct {
	n    int
	ends time.Time
}

// NewLimiter returns a limiter.
func NewLimiter(client redis.UniversalClient, c clock.Clock, log *slog.Logger) *Limiter {
	return &Limiter{client: client, count: redis.NewScript(countScript), clock: c, log: log, local: map[string]window{}}
}

// Allow counts one try for key and reports whether it is among the first limit in this window. The error
// is always nil: without Redis the count is this process's own.
func (l *Limiter) Allow(ctx context.Context, key string, limit int, w time.Duration) (bool, error) {
	hash := sha256.Sum256([]byte(key)) // keys are made of usernames and addresses
	name := redisx.Prefix + "tries:" + hex.EncodeToString(hash[:16])
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	n, err := l.count.Run(ctx, l.client, []string{name}, w.Milliseconds()).Int()
	if err != nil {
		l.log.Warn("tries are counted on this node alone", "error", err)
		return l.allowHere(name, limit, w), nil
	}
	return n <= limit, nil
}

func (l *Limiter) allowHere(name string, limit int, w time.Duration) bool {
	now := l.clock.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	had, known := l.local[name]
	if !had.ends.After(now) {
		if !known && len(l.local) >= maxLocalKeys && !l.forget(now) {
			return false
		}
		had = window{ends: now.Add(w)}
	}
	had.n++
	l.local[name] = had
	return had.n <= limit
}

// forget drops the windows that have ended and reports whether there is room.
func (l *Limiter) forget(now time.Time) bool {
	for name, w := range l.local {
		if !w.ends.After(now) {
			delete(l.local, name)
		}
	}
	return len(l.local) < maxLocalKeys
}
