package app_test

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/app"
	"diandao/internal/clock"
	"diandao/internal/config"
	"diandao/internal/evidence"
	"diandao/internal/id"
)

func settings(t *testing.T, dir string) config.Config {
	t.Helper()
	cfg, err := config.Load(nil)
	require.NoError(t, err)
	cfg.Listen, cfg.DataDir, cfg.Redis = "127.0.0.1:0", dir, config.RedisInProcess
	cfg.Media = config.Media{BindIP: "127.0.0.1", Loopback: true, TCPPort: -1}
	require.NoError(t, cfg.Validate())
	return cfg
}

func open(t *testing.T, cfg config.Config) *app.App {
	t.Helper()
	a, err := app.New(t.Context(), cfg, app.Options{Log: slog.New(slog.DiscardHandler), NoPages: true})
	require.NoError(t, err)
	return a
}

func TestApp_StartsStopsAndStartsAgainOnTheSameData(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for range 2 {
		a := open(t, settings(t, dir))
		ctx, cancel := context.WithCancel(t.Context())
		ran := make(chan error, 1)
		require.NoError(t, a.Start(t.Context()))
		res, err := http.Get(a.URL() + "/readyz") //nolint:gosec // our own address
		require.NoError(t, err)
		require.NoError(t, res.Body.Close())
		require.Equal(t, http.StatusOK, res.StatusCode)
		go func() { <-ctx.Done(); ran <- a.Close(context.WithoutCancel(ctx)) }()
		cancel()
		select {
		case err := <-ran:
			require.NoError(t, err)
		case <-time.After(20 * time.Second):
			require.FailNow(t, "the server did not stop within 20 s")
		}
		require.NoError(t, a.Close(t.Context()), "closing twice is harmless")
		_, err = net.DialTimeout("tcp", a.URL()[len("http://"):], time.Second)
		require.Error(t, err)
	}
}

func TestApp_KeysAreForTheOwnerOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, settings(t, dir))
	defer func() { require.NoError(t, a.Close(t.Context())) }()
	for _, file := range []string{"token.key", "master.key", "vapid.key"} {
		info, err := os.Stat(filepath.Join(dir, file))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), file)
	}
}

func TestApp_AFailureInTheMiddleTakesDownWhatWasOpened(t *testing.T) {
	t.Parallel()
	cfg := settings(t, t.TempDir())
	busy, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	require.NoError(t, err)
	defer busy.Close()
	cfg.Media.UDPPort = busy.LocalAddr().(*net.UDPAddr).Port
	_, err = app.New(t.Context(), cfg, app.Options{Log: slog.New(slog.DiscardHandler), NoPages: true})
	require.ErrorContains(t, err, "listen for media")
	cfg.Media.UDPPort = 0
	a := open(t, cfg) // the database is free again
	require.NoError(t, a.Close(t.Context()))
}

func TestApp_SelfSignedServesTLS(t *testing.T) {
	t.Parallel()
	cfg := settings(t, t.TempDir())
	cfg.TLS.Mode = "self-signed"
	a := open(t, cfg)
	require.NoError(t, a.Start(t.Context()))
	defer func() { require.NoError(t, a.Close(t.Context())) }()
	_, err := http.Get(a.URL() + "/healthz") //nolint:gosec // our own address
	require.ErrorContains(t, err, "certificate")
}

// What was sealed for a record that never came to be goes when its shard has its turn.
func TestTick_SweepsSealedFilesWithoutARecord(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	now := clock.NewManual(time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC))
	a, err := app.New(t.Context(), settings(t, dir), app.Options{Log: slog.New(slog.DiscardHandler), NoPages: true, Still: true, Clock: now})
	require.NoError(t, err)
	defer func() { require.NoError(t, a.Close(t.Context())) }()
	require.NoError(t, a.Start(t.Context()))

	orphan := filepath.Join(dir, "evidence", "ab", id.New()[:34]+"ab.sealed")
	require.NoError(t, os.MkdirAll(filepath.Dir(orphan), 0o700))
	require.NoError(t, os.WriteFile(orphan, []byte("sealed"), 0o600))
	turn := now.Now()
	for turn.Unix()/600%256 != 0xab {
		turn = turn.Add(evidence.SweepEvery)
	}
	require.NoError(t, os.Chtimes(orphan, turn, turn.Add(-evidence.OrphanAfter)))
	now.Set(turn)
	require.NoError(t, a.Tick(t.Context()))
	require.FileExists(t, orphan, "not older than a week")
	require.NoError(t, os.Chtimes(orphan, turn, turn.Add(-evidence.OrphanAfter-time.Second)))
	now.Set(turn.Add(256 * evidence.SweepEvery))
	require.NoError(t, a.Tick(t.Context()))
	require.NoFileExists(t, orphan)
}
