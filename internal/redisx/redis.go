package redisx

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"time"

	"github.com/redis/go-redis/v9"
)

// Prefix begins every key, so that a Redis may be shared.
const Prefix = "diandao:"

// Mode tells which Redis is in use.
type Mode string

// The modes.
const (
	ModeServer Mode = "server" // a configured URL
	ModeChild  Mode = "child"  // a redis-server process of ours
	ModeMemory Mode = "memory" // in this process: one node, volatile
)

// Config tells where Redis is.
type Config struct {
	// URL is redis://, rediss:// or unix://; see ParseURL. Empty means a child, or memory.
	URL string
	// Dir is the folder of the child's socket and append-only file; it must exist. Empty means no child.
	Dir string
	// Binary is the child's program; empty means redis-server, or valkey-server, from the PATH.
	Binary string
}

// Redis is an open client and whatever had to be started for it.
type Redis struct {
	client redis.UniversalClient
	mode   Mode
	stop   func()
}

const openTimeout = 10 * time.Second

// Open connects to the configured Redis, and fails when that does not answer within ten seconds. Without
// a URL it starts a child, and where that is not possible it works in memory and says so in the log.
func Open(ctx context.Context, c Config, log *slog.Logger) (*Redis, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	if c.URL != "" {
		client, err := ParseURL(c.URL)
		if err != nil {
			return nil, err
		}
		if err := awaitPing(ctx, client); err != nil {
			return nil, errors.Join(fmt.Errorf("reach redis: %w", err), client.Close())
		}
		return &Redis{client: client, mode: ModeServer, stop: func() {}}, nil
	}
	if binary := findBinary(c.Binary); binary != "" && c.Dir != "" {
		r, err := openChild(ctx, binary, c.Dir, log)
		if err == nil {
			return r, nil
		}
		log.Warn("redis-server child does not run", "error", err)
	}
	log.Warn("redis works in this process: single node, volatile")
	return openMemory(ctx)
}

func findBinary(configured string) string {
	names := []string{"redis-server", "valkey-server"}
	if configured != "" {
		names = []string{configured}
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Client is the client; it is safe for concurrent use and valid until Close.
func (r *Redis) Client() redis.UniversalClient { return r.client }

// Mode tells which Redis is in use.
func (r *Redis) Mode() Mode { return r.mode }

// Ping checks that Redis answers.
func (r *Redis) Ping(ctx context.Context) error { return r.client.Ping(ctx).Err() }

// Close closes the client and stops what Open started.
func (r *Redis) Close() error {
	err := r.client.Close()
	r.stop()
	return err
}

// awaitPing asks until Redis answers or ctx is done; a server that loads its file refuses at first.
func awaitPing(ctx context.Context, client redis.UniversalClient) error {
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		err := client.Ping(ctx).Err()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-again.C:
		}
	}
}
