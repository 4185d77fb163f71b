package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/loadtest"
)

// TestMain lets the test's own program be the server under test and the bots, as `server` is of itself.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "loadtest" {
		os.Exit(run(context.Background(), os.Args[1:], os.Environ(), os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// The tool itself: bots meet our server and the bare one, every phone is seen, packets arrive and are accounted for. No
// timing is asserted.
func TestLoadtest_MeasuresBothServers(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "out.json")
	var out output
	args := []string{"loadtest", "rollcall", "--phones", "10", "--seconds", "2", "--runs", "1", "--storm", "5", "--json", file}
	require.Zero(t, run(t.Context(), args, nil, &out, &out), out.String())
	require.Contains(t, out.String(), "CPU a forwarded packet, forwarding all, ours / peer")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	var all []loadtest.Measured
	require.NoError(t, json.Unmarshal(data, &all))
	require.Len(t, all, 2)
	for _, m := range all {
		require.Len(t, m.Runs, 1, out.String())
		r := m.Runs[0]
		require.Zero(t, r.Unjoined, "%s: every phone got in", m.Name)
		require.Zero(t, r.Dark, "%s: every phone was seen", m.Name)
		require.Zero(t, r.LateDark, "%s: and by the late officer too", m.Name)
		require.Equal(t, 5, r.Storm.OnLine, m.Name)
		require.Greater(t, r.Sent, r.Expected, "%s: nine microphones are heard by nobody", m.Name)
		require.Greater(t, r.Expected, 10*2*20, "%s: two seconds of ten cameras", m.Name)
		require.Less(t, r.Lost, r.Expected/100+1, m.Name)
		require.Positive(t, r.CPU, m.Name)
		require.Positive(t, r.P50, m.Name)
		require.Greater(t, r.RSS, r.EmptyRSS, m.Name)
	}
}
