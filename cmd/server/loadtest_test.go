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

// measured runs the tool and reads what it measured.
func measured(t *testing.T, args ...string) []loadtest.Measured {
	t.Helper()
	file := filepath.Join(t.TempDir(), "out.json")
	var out output
	require.Zero(t, run(t.Context(), append(append([]string{"loadtest"}, args...), "--runs", "1", "--json", file), nil, &out, &out), out.String())
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	var all []loadtest.Measured
	require.NoError(t, json.Unmarshal(data, &all))
	for _, m := range all {
		require.Len(t, m.Runs, 1, out.String())
	}
	return all
}

// The tool itself: bots meet our server and the bare one, every phone is seen, packets arrive and are accounted for. No
// timing is asserted, here or below.
func TestLoadtest_MeasuresBothServers(t *testing.T) {
	t.Parallel()
	all := measured(t, "rollcall", "--phones", "10", "--seconds", "2", "--storm", "5")
	require.Len(t, all, 2)
	for _, m := range all {
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
		require.Positive(t, r.RSS, m.Name)
	}
}

// The whole server lets bots in with tickets, asks phones off the page to pause, and shows the page.
func TestLoadtest_MeasuresTheWholeServer(t *testing.T) {
	t.Parallel()
	all := measured(t, "rollcall", "--phones", "6", "--page", "2", "--seconds", "2", "--full", "--idle", "--against", "none")
	require.Len(t, all, 2)
	for _, m := range all {
		require.Zero(t, m.Runs[0].Unjoined, m.Name)
	}
	r := all[1].Runs[0]
	require.Zero(t, r.Dark, "three faces and a voice")
	require.Greater(t, r.Expected, 2*(3*20+40))
	require.Equal(t, r.Expected, r.Sent, "who is off the page sends nothing")
	require.Less(t, r.Lost, r.Expected/100+1)
}

// Over a bad network faces go on moving: two runs of luck in which nothing was shown are no luck.
func TestLoadtest_WatchesFacesOverABadNetwork(t *testing.T) {
	t.Parallel()
	all := measured(t, "netem", "--phones", "2", "--seconds", "4", "--delay", "50ms")
	require.Len(t, all, 1)
	p := all[0].Runs[0].Played
	require.GreaterOrEqual(t, p.Frames, 2*4*5-2)
	require.Greater(t, p.Shown, p.Frames/2)
	require.Greater(t, p.Heard, p.Sounds/2)
	require.Less(t, p.Heard, p.Sounds, "some is lost")
}
