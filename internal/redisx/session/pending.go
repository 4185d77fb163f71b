package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/redisx"
)

// Pending keeps what has to be known when somebody comes back from an identity provider. All nodes share it.
type Pending struct{ client redis.UniversalClient }

// NewPending returns what is under way.
func NewPending(client redis.UniversalClient) *Pending { return &Pending{client} }

func pendingKey(key string) string { return redisx.Prefix + "sso:" + key }

// Put keeps value for life.
func (p *Pending) Put(ctx context.Context, key string, value []byte, life time.Duration) error {
	if err := p.client.Set(ctx, pendingKey(key), value, life).Err(); err != nil {
		return fmt.Errorf("keep login under way: %w", err)
	}
	return nil
}

// Take returns what was kept, once; nil when there is nothing.
func (p *Pending) Take(ctx context.Context, key string) ([]byte, error) {
	value, err := p.client.GetDel(ctx, pendingKey(key)).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("take login under way: %w", err)
	}
	return value, nil
}
