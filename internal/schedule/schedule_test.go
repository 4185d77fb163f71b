package schedule_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"diandao/internal/fault"
	"diandao/internal/schedule"
)

func date(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func rule(recurrence, zone, from string, opens, length, grace time.Duration) schedule.Rule {
	return schedule.Rule{Recurrence: recurrence, Zone: zone, StartsOn: date(from), OpensAt: opens, Length: length, Grace: grace}
}

func TestRule_Next(t *testing.T) {
	t.Parallel()
	const h = time.Hour
	cases := map[string]struct {
		rule  schedule.Rule
		after string
		want  []string // opening instants in UTC
	}{
		"weekly on Monday and Thursday in Shanghai": {
			rule("FREQ=WEEKLY;BYDAY=MO,TH", "Asia/Shanghai", "2026-11-01", 8*h, 2*h, h), "2026-11-23T06:00:00Z",
			[]string{"2026-11-26T00:00:00Z", "2026-11-30T00:00:00Z", "2026-12-03T00:00:00Z"},
		},
		"today's window that is still to open counts": {
			rule("FREQ=DAILY", "Asia/Shanghai", "2026-11-01", 8*h, 2*h, 0), "2026-11-22T23:59:59Z",
			[]string{"2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z"},
		},
		"a window that opens exactly now has been given out": {
			rule("FREQ=DAILY", "Asia/Shanghai", "2026-11-01", 8*h, 2*h, 0), "2026-11-23T00:00:00Z",
			[]string{"2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"},
		},
		"29 February is a day like any other": {
			rule("FREQ=DAILY", "Asia/Shanghai", "2028-02-01", 9*h, h, 0), "2028-02-28T02:00:00Z",
			[]string{"2028-02-29T01:00:00Z", "2028-03-01T01:00:00Z", "2028-03-02T01:00:00Z"},
		},
		"every second week keeps its rhythm from the first day": {
			rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "Asia/Shanghai", "2026-11-04", 9*h, h, 0), "2026-11-05T00:00:00Z",
			[]string{"2026-11-18T01:00:00Z", "2026-12-02T01:00:00Z", "2026-12-16T01:00:00Z"},
		},
		"summer time moves the instant, not the wall clock": {
			rule("FREQ=DAILY", "Europe/Berlin", "2026-03-01", 8*h, h, 0), "2026-03-28T12:00:00Z",
			[]string{"2026-03-29T06:00:00Z", "2026-03-30T06:00:00Z", "2026-03-31T06:00:00Z"},
		},
		"a start that the change of the clock skips comes after the gap": {
			rule("FREQ=DAILY", "Europe/Berlin", "2026-03-01", 2*h+30*time.Minute, h, 0), "2026-03-28T12:00:00Z",
			[]string{"2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"},
		},
		"nothing before the first day": {
			rule("FREQ=DAILY", "Asia/Shanghai", "2027-01-01", 0, h, 0), "2026-11-23T00:00:00Z",
			[]string{"2026-12-31T16:00:00Z", "2027-01-01T16:00:00Z", "2027-01-02T16:00:00Z"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, err := time.Parse(time.RFC3339, c.after)
			require.NoError(t, err)
			windows, err := c.rule.Next(after, 3, nil)
			require.NoError(t, err)
			var got []string
			for _, w := range windows {
				got = append(got, w.OpensAt.Format(time.RFC3339))
				require.Equal(t, c.rule.Length, w.DueAt.Sub(w.OpensAt))
				require.Equal(t, c.rule.Grace, w.ClosesAt.Sub(w.DueAt))
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestRule_ValidateNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		change func(*schedule.Rule)
		path   string
	}{
		"monthly is not offered":     {func(r *schedule.Rule) { r.Recurrence = "FREQ=MONTHLY" }, "recurrence"},
		"every second is refused":    {func(r *schedule.Rule) { r.Recurrence = "FREQ=SECONDLY" }, "recurrence"},
		"a numbered weekday":         {func(r *schedule.Rule) { r.Recurrence = "FREQ=WEEKLY;BYDAY=1MO" }, "recurrence"},
		"a start inside the rule":    {func(r *schedule.Rule) { r.Recurrence = "DTSTART=20260101T000000Z;FREQ=DAILY" }, "recurrence"},
		"no such zone":               {func(r *schedule.Rule) { r.Zone = "Mars/Olympus" }, "zone"},
		"the server's own zone":      {func(r *schedule.Rule) { r.Zone = "Local" }, "zone"},
		"a window of a minute":       {func(r *schedule.Rule) { r.Length = time.Minute }, "length"},
		"a window longer than a day": {func(r *schedule.Rule) { r.Length = 25 * time.Hour }, "length"},
		"a negative grace":           {func(r *schedule.Rule) { r.Grace = -time.Second }, "grace"},
		"an opening after midnight":  {func(r *schedule.Rule) { r.OpensAt = 24 * time.Hour }, "opens_at"},
		"no first day":               {func(r *schedule.Rule) { r.StartsOn = time.Time{} }, "starts_on"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rule("FREQ=DAILY", "Asia/Shanghai", "2026-11-01", 8*time.Hour, time.Hour, 0)
			require.NoError(t, r.Validate())
			c.change(&r)
			err := r.Validate()
			require.ErrorIs(t, err, schedule.ErrRule)
			f, ok := err.(*fault.Error) //nolint:errorlint // Validate returns the fault itself
			require.True(t, ok)
			require.Equal(t, c.path, f.Fields[0].Path)
		})
	}
}

// Windows come in order, after the instant asked for, on days of the rule, and asking from the first
// gives the second: a scheduler that walks from window to window meets each exactly once.
func TestRule_WindowsAreWalkedWithoutGapOrRepeat(t *testing.T) {
	t.Parallel()
	zones := []string{"Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"}
	rules := []string{"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"}
	rapid.Check(t, func(t *rapid.T) {
		r := rule(rapid.SampledFrom(rules).Draw(t, "rule"), rapid.SampledFrom(zones).Draw(t, "zone"), "2026-01-01",
			time.Duration(rapid.IntRange(0, 24*60-1).Draw(t, "opens"))*time.Minute, 2*time.Hour, time.Hour)
		after := date("2026-01-01").Add(time.Duration(rapid.Int64Range(0, int64(3*365*24*time.Hour)).Draw(t, "after")))
		all, err := r.Next(after, 6, nil)
		if err != nil || len(all) != 6 {
			t.Fatalf("got %d windows, %v", len(all), err)
		}
		for i, w := range all {
			if !w.OpensAt.After(after) {
				t.Fatalf("window %d opens at %v, not after %v", i, w.OpensAt, after)
			}
			step, err := r.Next(after, 1, nil)
			if err != nil || step[0] != w {
				t.Fatalf("step %d gives %v, the list %v", i, step, w)
			}
			after = w.OpensAt
		}
	})
}

// A rule whose next day is years away has not ended: the plan of each 29 February goes on in four years, and
// in eight around the year 2100.
func TestNext_TheNextDayMayBeYearsAway(t *testing.T) {
	t.Parallel()
	r := schedule.Rule{Recurrence: "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=29", StartsOn: time.Date(2028, 2, 1, 0, 0, 0, 0, time.UTC), Zone: "Asia/Shanghai", OpensAt: 8 * time.Hour, Length: time.Hour}
	for from, want := range map[int][]string{2028: {"2028-02-29", "2032-02-29"}, 2096: {"2096-02-29", "2104-02-29"}} {
		windows, err := r.Next(time.Date(from, 2, 28, 0, 0, 0, 0, time.UTC), 2, nil)
		require.NoError(t, err)
		require.Len(t, windows, 2)
		require.Equal(t, want, []string{windows[0].Day, windows[1].Day})
	}
	never := r
	never.StartsOn, never.Recurrence = time.Date(2028, 2, 1, 0, 0, 0, 0, time.UTC), "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30"
	windows, err := never.Next(time.Date(2028, 2, 1, 0, 0, 0, 0, time.UTC), 2, nil)
	require.NoError(t, err)
	require.Empty(t, windows, "there is no 30 February")
}
