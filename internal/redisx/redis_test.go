package redisx_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/redisx"
	"diandao/internal/redisx/redistest"
)

func TestMain(m *testing.M) { redistest.VerifyNoLeaks(m) }

// lines is a log that tests read.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func open(t *testing.T, c redisx.Config) (*redisx.Redis, *lines) {
	t.Helper()
	var out lines
	r, err := redisx.Open(t.Context(), c, slog.New(slog.NewTextHandler(&out, nil)))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	return r, &out
}

func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "redisx-")
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func TestOpen_MemorySaysThatItIsVolatileAndLetsKeysExpire(t *testing.T) {
	t.Parallel()
	r, out := open(t, redisx.Config{Dir: t.TempDir(), Binary: "no-such-redis-server"})
	require.Equal(t, redisx.ModeMemory, r.Mode())
	require.Contains(t, out.String(), "single node, volatile")
	require.NoError(t, r.Ping(t.Context()))
	require.NoError(t, r.Client().Set(t.Context(), "k", "v", 300*time.Millisecond).Err())
	require.Eventually(t, func() bool { return r.Client().Exists(t.Context(), "k").Val() == 0 }, 5*time.Second, 50*time.Millisecond, "the key expires")
}

func TestOpen_ChildThatCannotRunFallsBackToMemory(t *testing.T) {
	t.Parallel()
	r, out := open(t, redisx.Config{Dir: t.TempDir(), Binary: "false"})
	require.Equal(t, redisx.ModeMemory, r.Mode())
	require.Contains(t, out.String(), "does not run")
}

func childPID(t *testing.T, r *redisx.Redis) int {
	t.Helper()
	info, err := r.Client().Info(t.Context(), "server").Result()
	require.NoError(t, err)
	m := regexp.MustCompile(`process_id:(\d+)`).FindStringSubmatch(info)
	require.NotNil(t, m)
	pid, err := strconv.Atoi(m[1])
	require.NoError(t, err)
	return pid
}

func TestOpen_ChildComesBackAfterACrashWithWhatItHeld(t *testing.T) {
	t.Parallel()
	binary, dir := redistest.Binary(t), shortDir(t)
	r, out := open(t, redisx.Config{Dir: dir, Binary: binary})
	require.Equal(t, redisx.ModeChild, r.Mode())
	require.NoError(t, r.Client().Set(t.Context(), "k", "v", time.Hour).Err())
	before := childPID(t, r)
	require.NoError(t, syscall.Kill(before, syscall.SIGKILL))
	require.Eventually(t, func() bool { return r.Ping(t.Context()) == nil }, 10*time.Second, 20*time.Millisecond, "the child is back")
	require.NotEqual(t, before, childPID(t, r))
	require.Equal(t, "v", r.Client().Get(t.Context(), "k").Val())
	require.Contains(t, out.String(), "started again")
	port, err := r.Client().ConfigGet(t.Context(), "port").Result()
	require.NoError(t, err)
	require.Equal(t, "0", port["port"], "no TCP port")
}

func TestClose_EndsTheChildAndKeepsItsFile(t *testing.T) {
	t.Parallel()
	binary, dir := redistest.Binary(t), shortDir(t)
	log := redistest.Log(t)
	r, err := redisx.Open(t.Context(), redisx.Config{Dir: dir, Binary: binary}, log)
	require.NoError(t, err)
	require.NoError(t, r.Client().Set(t.Context(), "k", "v", time.Hour).Err())
	pid := childPID(t, r)
	require.NoError(t, r.Close())
	require.ErrorIs(t, syscall.Kill(pid, 0), syscall.ESRCH)
	again, _ := open(t, redisx.Config{Dir: dir, Binary: binary})
	require.Equal(t, "v", again.Client().Get(t.Context(), "k").Val())
}

func TestOpen_ChildWithALongFolderStillHasASocket(t *testing.T) {
	t.Parallel()
	binary := redistest.Binary(t)
	dir := shortDir(t) + "/" + strings.Repeat("d", 120)
	require.NoError(t, os.Mkdir(dir, 0o700))
	r, _ := open(t, redisx.Config{Dir: dir, Binary: binary})
	require.Equal(t, redisx.ModeChild, r.Mode())
}

func TestOpen_ConfiguredServerThatDoesNotAnswerIsAnError(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := redisx.Open(ctx, redisx.Config{URL: "redis://:secret@127.0.0.1:1"}, redistest.Log(t))
	require.Error(t, err)
	require.NotContains(t, err.Error(), "secret")
}

func TestParseURL_KindsOfServers(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]any{
		"redis://u:p@127.0.0.1:6379/2":                     &redis.Client{},
		"rediss://127.0.0.1:6379":                          &redis.Client{},
		"unix:///run/redis.sock":                           &redis.Client{},
		"redis://:p@127.0.0.1:1,127.0.0.1:2":               &redis.ClusterClient{},
		"redis://127.0.0.1:1?cluster=true":                 &redis.ClusterClient{},
		"redis://127.0.0.1:1,127.0.0.1:2?master_name=main": &redis.Client{},
	} {
		c, err := redisx.ParseURL(url)
		require.NoError(t, err, url)
		require.IsType(t, want, c, url)
		if cluster, ok := c.(*redis.ClusterClient); ok && strings.Contains(url, ",") {
			require.Equal(t, []string{"127.0.0.1:1", "127.0.0.1:2"}, cluster.Options().Addrs)
			require.Equal(t, "p", cluster.Options().Password)
		}
		require.NoError(t, c.Close())
	}
	for _, url := range []string{"", "127.0.0.1:6379", "http://127.0.0.1", "redis://:secret@127.0.0.1/x?nonsense=1"} {
		_, err := redisx.ParseURL(url)
		require.Error(t, err, url)
		require.NotContains(t, err.Error(), "secret")
	}
}
