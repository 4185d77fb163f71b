package redisx

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
)

// memoryTick is how often the substitute lets keys age, which it does not do by itself.
const memoryTick = 500 * time.Millisecond

func openMemory(ctx context.Context) (*Redis, error) {
	password := rand.Text() // the substitute listens on a local port that others on the machine can reach
	m := miniredis.NewMiniRedis()
	m.RequireAuth(password)
	if err := m.Start(); err != nil {
		return nil, fmt.Errorf("start redis in this process: %w", err)
	}
	client, err := ParseURL((&url.URL{Scheme: "redis", User: url.UserPassword("", password), Host: m.Addr()}).String())
	if err != nil {
		m.Close()
		return nil, err
	}
	if err := awaitPing(ctx, client); err != nil {
		m.Close()
		return nil, errors.Join(fmt.Errorf("reach redis in this process: %w", err), client.Close())
	}
	stop := Age(m)
	return &Redis{client: client, mode: ModeMemory, stop: func() { stop(); m.Close() }}, nil
}

// Age lets the keys of m age with the machine's clock until the returned function is called.
func Age(m *miniredis.Miniredis) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		tick := time.NewTicker(memoryTick)
		defer tick.Stop()
		for last := time.Now(); ; {
			select {
			case <-done:
				return
			case now := <-tick.C:
				m.FastForward(now.Sub(last))
				last = now
			}
		}
	})
	return func() { close(done); wg.Wait() }
}
