package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
)

func TestDrain_ListsAsksAndWaits(t *testing.T) {
	t.Parallel()
	s := redistest.Memory(t)
	nodes := live.NewNodes(redistest.Client(t, s))
	n := live.Node{ID: "n1", URL: "wss://node-1.example.org/signal", State: live.NodeUp, Rooms: 2, Peers: 40, CPU: 0.25, StartedAt: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	_, err := nodes.Beat(t.Context(), n)
	require.NoError(t, err)
	server := func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"drain"}, args...), []string{"DIANDAO_REDIS_URL=" + s.URL, "DIANDAO_DATA_DIR=" + t.TempDir()}, &out, &errs)
		return code, out.String(), errs.String()
	}
	code, out, _ := server()
	require.Zero(t, code)
	require.Contains(t, out, "n1")
	require.Contains(t, out, "25%")
	code, _, errs := server("elsewhere")
	require.Equal(t, 1, code)
	require.Contains(t, errs, "no server elsewhere")
	code, out, _ = server("wss://node-1.example.org/signal", "--grace", "90s")
	require.Zero(t, code)
	require.Contains(t, out, "2 roll calls may go on for 1m30s")
	grace, err := nodes.Beat(t.Context(), n)
	require.NoError(t, err)
	require.Equal(t, 90*time.Second, grace)
	code, _, errs = server("n1", "--wait", "100ms")
	require.Equal(t, 1, code)
	require.Contains(t, errs, "still there")
	n.State, n.Rooms = live.NodeDraining, 0
	_, err = nodes.Beat(t.Context(), n)
	require.NoError(t, err)
	code, out, _ = server("n1", "--wait", "5s")
	require.Zero(t, code)
	require.Contains(t, out, "no roll calls any more")
}

func TestDrain_NeedsASharedRedis(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	require.Equal(t, 1, run(t.Context(), []string{"drain"}, []string{"DIANDAO_DATA_DIR=" + t.TempDir()}, &out, &errs))
	require.Contains(t, errs.String(), "REDIS_URL")
}
