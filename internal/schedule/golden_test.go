package schedule_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/schedule"
)

var update = flag.Bool("update", false, "write the golden file")

// goldenDraw is one draw as docs/draws.md describes it; the browser's checker is tested against the same file.
type goldenDraw struct {
	Seed          string   `json:"seed"`
	Commitment    string   `json:"commitment"`
	Subject       string   `json:"subject"`
	Day           string   `json:"day"`
	Zone          string   `json:"zone"`
	OpensAt       string   `json:"opens_at"`
	SpanMinutes   int      `json:"span_minutes"`
	LengthMinutes int      `json:"length_minutes"`
	Times         int      `json:"times"`
	MinGapMinutes int      `json:"min_gap_minutes"`
	Drawn         []string `json:"drawn"`
}

// goldenDraws are draws of all kinds: one and several a day, gaps, a span over midnight, zones with and without
// summer time on the days when the clocks change, a span with hardly any room.
func goldenDraws() []goldenDraw {
	const shanghai = "Asia/Shanghai"
	all := []goldenDraw{
		{Day: "2026-11-23", Zone: shanghai, OpensAt: "08:00", SpanMinutes: 720, LengthMinutes: 60, Times: 1},
		{Day: "2026-11-24", Zone: shanghai, OpensAt: "08:00", SpanMinutes: 600, LengthMinutes: 60, Times: 2, MinGapMinutes: 30},
		{Day: "2026-11-25", Zone: shanghai, OpensAt: "07:35", SpanMinutes: 900, LengthMinutes: 45, Times: 4, MinGapMinutes: 90},
		{Day: "2026-12-31", Zone: shanghai, OpensAt: "22:00", SpanMinutes: 480, LengthMinutes: 30, Times: 3},
		{Day: "2026-02-28", Zone: "Asia/Urumqi", OpensAt: "00:00", SpanMinutes: 1440, LengthMinutes: 10, Times: 1},
		{Day: "2026-03-29", Zone: "Europe/Berlin", OpensAt: "08:00", SpanMinutes: 300, LengthMinutes: 20, Times: 2, MinGapMinutes: 10},
		{Day: "2026-10-25", Zone: "Europe/Berlin", OpensAt: "23:30", SpanMinutes: 240, LengthMinutes: 15, Times: 1},
		{Day: "2026-11-26", Zone: shanghai, OpensAt: "09:00", SpanMinutes: 61, LengthMinutes: 60, Times: 1},
	}
	for i := range all {
		all[i].Subject = fmt.Sprintf("0193a5f0-7c00-7000-8000-%012d", i+1)
		for n := range len(schedule.Seed{}) {
			all[i].Seed += fmt.Sprintf("%02x", (37*i+11*n+5)%256)
		}
	}
	return all
}

func (g goldenDraw) draw(t *testing.T) goldenDraw {
	t.Helper()
	at, err := time.Parse("15:04", g.OpensAt)
	require.NoError(t, err)
	minutes := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	day := date(g.Day)
	r := schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: day, Zone: g.Zone, OpensAt: minutes(60*at.Hour() + at.Minute()), Length: minutes(g.LengthMinutes), Grace: minutes(30),
		Span: minutes(g.SpanMinutes), Times: g.Times, MinGap: minutes(g.MinGapMinutes),
	}
	ranges, err := r.Next(day.AddDate(0, 0, -2), 1, nil)
	require.NoError(t, err)
	require.Equal(t, g.Day, ranges[0].Day)
	seed, err := schedule.ParseSeed(g.Seed)
	require.NoError(t, err)
	windows, err := r.Draw(seed, g.Subject, ranges[0])
	require.NoError(t, err)
	g.Commitment, g.Drawn = seed.Commitment(g.Day), nil
	for _, w := range windows {
		g.Drawn = append(g.Drawn, w.OpensAt.UTC().Format(time.RFC3339))
	}
	return g
}

// What was drawn once is drawn for ever: a change of the algorithm would make every past draw look forged.
func TestDraw_IsAsPublished(t *testing.T) {
	t.Parallel()
	all := goldenDraws()
	for i, g := range all {
		all[i] = g.draw(t)
	}
	got, err := json.MarshalIndent(all, "", "  ")
	require.NoError(t, err)
	file := filepath.Join("testdata", "draws.golden.json")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o750))
		require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run the test with -update")
	require.JSONEq(t, string(want), string(got))
}
