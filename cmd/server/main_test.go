package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
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

// start runs a server until it is ready; stop ends it as a signal does.
func start(t *testing.T, address string, args ...string) (out *output, stop func()) {
	t.Helper()
	environ := []string{"DIANDAO_MEDIA_UDP_PORT=0", "DIANDAO_MEDIA_TCP_PORT=-1", "DIANDAO_REDIS_URL=memory"}
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	out = &output{}
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, append(args, "--listen", address), environ, out, out) }()
	require.Eventually(t, func() bool {
		res, err := http.Get("http://" + address + "/readyz")
		return err == nil && res.Body.Close() == nil && res.StatusCode == http.StatusOK
	}, 60*time.Second, 50*time.Millisecond, "the server is ready")
	return out, func() {
		cancel()
		select {
		case code := <-ended:
			require.Zero(t, code, out.String())
		case <-time.After(30 * time.Second):
			require.FailNow(t, "the server did not stop within 30 s")
		}
	}
}

// signInWays is what a login page is told.
func signInWays(t *testing.T, address string) string {
	t.Helper()
	res, err := http.Get("http://" + address + "/console/v1/sign-in")
	require.NoError(t, err)
	defer res.Body.Close()
	require.Equal(t, http.StatusOK, res.StatusCode)
	text, err := io.ReadAll(res.Body)
	require.NoError(t, err)
	return string(text)
}

// An operator's first minutes: the demo starts and greets, answers, verifies its ledger, and a signal ends it with 0.
// Its login page knows the logins; that of a real server does not, not even over the demo's data.
func TestRun_DemoGreetsServesAndStops(t *testing.T) {
	t.Parallel()
	dir, address := t.TempDir(), freeAddress(t)
	out, stop := start(t, address, "demo", "--data-dir", dir, "--password", "a-demo-password")
	for _, words := range []string{"http://" + address + "/console/", "officer", "supervisor", "admin", "a-demo-password", "/phone/#/activate?now&code="} {
		require.Contains(t, out.String(), words)
	}
	settings := []string{"DIANDAO_DATA_DIR=" + dir, "DIANDAO_LISTEN=" + address}
	var answer output
	require.Zero(t, run(t.Context(), []string{"health"}, settings, &answer, &answer), answer.String())
	require.Equal(t, 3, strings.Count(signInWays(t, address), `"password":"a-demo-password"`))
	stop()
	_, stop = start(t, address, "serve", "--data-dir", dir)
	require.JSONEq(t, `{"sso_name":""}`, signInWays(t, address))
	stop()
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
