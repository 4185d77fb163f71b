package main

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// output is written by the server and read by the test.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

// An operator's first minutes: the demo starts and greets, answers, verifies its ledger, and a signal ends it with 0.
func TestRun_DemoGreetsServesAndStops(t *testing.T) {
	t.Parallel()
	dir, address := t.TempDir(), freeAddress(t)
	environ := []string{"DIANDAO_MEDIA_UDP_PORT=0", "DIANDAO_MEDIA_TCP_PORT=-1", "DIANDAO_REDIS_URL=memory"}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out output
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"demo", "--data-dir", dir, "--listen", address, "--password", "a-demo-password"}, environ, &out, &out)
	}()
	require.Eventually(t, func() bool {
		res, err := http.Get("http://" + address + "/readyz")
		return err == nil && res.Body.Close() == nil && res.StatusCode == http.StatusOK
	}, 60*time.Second, 50*time.Millisecond, "the demo is ready")
	for _, words := range []string{"http://" + address + "/console/", "officer", "supervisor", "admin", "a-demo-password", "/phone/#/activate?now&code="} {
		require.Contains(t, out.String(), words)
	}
	settings := []string{"DIANDAO_DATA_DIR=" + dir, "DIANDAO_LISTEN=" + address}
	var answer output
	require.Zero(t, run(ctx, []string{"health"}, settings, &answer, &answer), answer.String())
	stop()
	select {
	case code := <-ended:
		require.Zero(t, code, out.String())
	case <-time.After(30 * time.Second):
		require.FailNow(t, "the server did not stop within 30 s")
	}
	require.Zero(t, run(t.Context(), []string{"verify"}, settings, &answer, &answer), answer.String())
	require.Contains(t, answer.String(), "whole")
	require.Zero(t, run(t.Context(), []string{"migrate", "status"}, settings, &answer, &answer))
	require.Contains(t, answer.String(), "applied")
}

func TestRun_WrongWordsAndSettings(t *testing.T) {
	t.Parallel()
	var out output
	require.Equal(t, 2, run(t.Context(), []string{"fly"}, nil, &out, &out))
	require.Equal(t, 1, run(t.Context(), []string{"config", "check"}, []string{"DIANDAO_ROLE=boss"}, &out, &out))
	require.Contains(t, out.String(), "ROLE")
	require.Zero(t, run(t.Context(), []string{"config", "check"}, []string{"DIANDAO_DATA_DIR=" + filepath.Join(t.TempDir(), "x")}, &out, &out))
	require.Zero(t, run(t.Context(), []string{"config", "doc"}, nil, &out, &out))
	require.Contains(t, out.String(), "DIANDAO_LISTEN")
}
