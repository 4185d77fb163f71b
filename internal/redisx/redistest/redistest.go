// Package redistest gives tests a Redis of their own, in this process and as a real server, that can go
// away and come back.
package redistest

import (
	"context"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/redisx"
)

// Server is a Redis that a test may stop and start.
type Server struct {
	URL   string
	Stop  func()
	Start func()
	// Forgetful tells that the server comes back empty.
	Forgetful bool
}

// Each runs test against the in-process substitute and against a real redis-server. A machine without
// redis-server skips the second, CI fails it.
func Each(t *testing.T, test func(t *testing.T, client redis.UniversalClient, s *Server)) {
	t.Helper()
	for name, start := range map[string]func(*testing.T) *Server{"memory": Memory, "real": Real} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			test(t, Client(t, s), s)
		})
	}
}

// Client opens a further client of the server.
func Client(t *testing.T, s *Server) redis.UniversalClient {
	t.Helper()
	r, err := redisx.Open(t.Context(), redisx.Config{URL: s.URL}, Log(t))
	require.NoError(t, err)
	t.Cleanup(func() { _ = r.Close() }) // a test may have closed it
	return r.Client()
}

// Log writes to the test's output.
func Log(t *testing.T) *slog.Logger {
	t.Helper()
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}

// VerifyNoLeaks runs a package's tests and fails when goroutines are left.
func VerifyNoLeaks(m *testing.M) {
	// A go-redis pool that could not dial looks up to a second later whether it has been closed.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

// Quiet is a log for tests that would fill it.
func Quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// Memory starts the in-process substitute.
func Memory(t *testing.T) *Server {
	t.Helper()
	var m *miniredis.Miniredis
	var stopAging func()
	start := func(addr string) {
		m = miniredis.NewMiniRedis()
		require.NoError(t, m.StartAddr(addr))
		stopAging = redisx.Age(m)
	}
	stop := func() {
		if m != nil {
			stopAging()
			m.Close()
			m = nil
		}
	}
	start("127.0.0.1:0")
	t.Cleanup(stop)
	addr := m.Addr()
	return &Server{
		URL: "redis://" + addr, Forgetful: true,
		Stop: stop, Start: func() { start(addr) },
	}
}

// Real starts a redis-server that keeps every write.
func Real(t *testing.T) *Server {
	t.Helper()
	binary := Binary(t)
	dir, err := os.MkdirTemp("", "redistest-") // t.TempDir's paths are too long for a socket
	require.NoError(t, err)
	socket := filepath.Join(dir, "redis.sock")
	var cmd *exec.Cmd
	start := func() {
		cmd = exec.Command(binary, "--port", "0", "--unixsocket", socket, "--dir", dir, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--logfile", "redis.log")
		require.NoError(t, cmd.Start())
		ready := redis.NewClient(&redis.Options{Network: "unix", Addr: socket, MaxRetries: -1, DialerRetries: 1})
		require.Eventually(t, func() bool { return ready.Ping(context.Background()).Err() == nil }, 10*time.Second, 10*time.Millisecond, "redis-server answers")
		require.NoError(t, ready.Close())
	}
	stop := func() {
		if cmd != nil {
			_ = cmd.Process.Signal(syscall.SIGKILL)
			_ = cmd.Wait() // killed
			cmd = nil
		}
	}
	t.Cleanup(func() { stop(); _ = os.RemoveAll(dir) })
	start()
	return &Server{URL: (&url.URL{Scheme: "unix", Path: socket}).String(), Stop: stop, Start: start}
}

// Binary finds redis-server. A machine without it skips the test, CI fails it.
func Binary(t *testing.T) string {
	t.Helper()
	binary, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("redis-server is needed")
		}
		t.Skip("no redis-server")
	}
	return binary
}

// RequireAllExpire checks that every key has an end.
func RequireAllExpire(t *testing.T, client redis.UniversalClient) {
	t.Helper()
	keys, err := client.Keys(t.Context(), "*").Result()
	require.NoError(t, err)
	for _, k := range keys {
		ttl, err := client.PTTL(t.Context(), k).Result()
		require.NoError(t, err)
		require.Positive(t, ttl, "key %s never expires", k)
	}
}
