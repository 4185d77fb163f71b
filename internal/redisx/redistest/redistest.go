// Package redistest gives tests a Redis of their own, in this process and as a real server, that can go
// away and come back.
package redistest

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
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

// Each runs test against the in-process substitute, a real redis-server, and a real Cluster. A machine
// without redis-server skips the last two, CI fails them.
func Each(t *testing.T, test func(t *testing.T, client redis.UniversalClient, s *Server)) {
	t.Helper()
	for name, start := range map[string]func(*testing.T) *Server{"memory": Memory, "real": Real, "cluster": Cluster} {
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

// Real starts a redis-server on a unix socket that keeps every write.
func Real(t *testing.T) *Server {
	t.Helper()
	dir := shortDir(t)
	socket := filepath.Join(dir, "redis.sock")
	p := &process{binary: Binary(t), dir: dir, args: []string{"--port", "0", "--unixsocket", socket}, ready: &redis.Options{Network: "unix", Addr: socket}}
	return p.server(t, (&url.URL{Scheme: "unix", Path: socket}).String())
}

// Cluster starts a Cluster of one node, which refuses what a larger one would refuse.
func Cluster(t *testing.T) *Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	addr := l.Addr().String()
	bus, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, port, err := net.SplitHostPort(addr)
	require.NoError(t, err)
	_, busPort, err := net.SplitHostPort(bus.Addr().String())
	require.NoError(t, err)
	require.NoError(t, errors.Join(l.Close(), bus.Close()))
	p := &process{
		binary: Binary(t), dir: shortDir(t), ready: &redis.Options{Addr: addr},
		args: []string{"--bind", "127.0.0.1", "--port", port, "--cluster-enabled", "yes", "--cluster-port", busPort},
	}
	s := p.server(t, "redis://"+addr+"?cluster=true")
	one := redis.NewClient(&redis.Options{Addr: addr})
	defer one.Close()
	require.NoError(t, one.ClusterAddSlotsRange(t.Context(), 0, 16383).Err())
	require.Eventually(t, func() bool {
		info, err := one.ClusterInfo(t.Context()).Result()
		return err == nil && strings.Contains(info, "cluster_state:ok")
	}, 20*time.Second, 50*time.Millisecond, "the cluster is ready")
	return s
}

func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "redistest-") // t.TempDir's paths are too long for a socket
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// process is a redis-server.
type process struct {
	binary, dir string
	args        []string
	ready       *redis.Options
	cmd         *exec.Cmd
}

func (p *process) server(t *testing.T, url string) *Server {
	t.Helper()
	t.Cleanup(p.stop)
	start := func() { p.start(t) }
	start()
	return &Server{URL: url, Stop: p.stop, Start: start}
}

func (p *process) start(t *testing.T) {
	t.Helper()
	args := append([]string{"--dir", p.dir, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--logfile", "redis.log"}, p.args...)
	p.cmd = exec.Command(p.binary, args...)
	require.NoError(t, p.cmd.Start())
	client := redis.NewClient(p.ready)
	defer client.Close()
	require.Eventually(t, func() bool { return client.Ping(context.Background()).Err() == nil }, 10*time.Second, 10*time.Millisecond, "redis-server answers")
}

func (p *process) stop() {
	if p.cmd != nil {
		_ = p.cmd.Process.Signal(syscall.SIGKILL)
		_ = p.cmd.Wait() // killed
		p.cmd = nil
	}
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
