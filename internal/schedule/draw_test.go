package schedule_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"diandao/internal/schedule"
)

func randomRule(t *rapid.T) schedule.Rule {
	length := time.Duration(rapid.IntRange(10, 90).Draw(t, "length")) * time.Minute
	times := rapid.IntRange(1, 4).Draw(t, "times")
	gap := time.Duration(rapid.IntRange(0, 60).Draw(t, "gap")) * time.Minute
	need := time.Duration(times)*length + time.Duration(times-1)*gap
	most := min(300, int((schedule.MaxLength-need)/time.Minute)) // four windows of 90 minutes and their gaps take nine hours
	span := need + time.Duration(rapid.IntRange(1, most).Draw(t, "slack"))*time.Minute
	return schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: date("2026-01-01"), Zone: "Asia/Shanghai", OpensAt: 8 * time.Hour,
		Length: length, Grace: 30 * time.Minute, Span: span, Times: times, MinGap: gap,
	}
}

// Whatever is drawn lies within the allowed hours, keeps the gaps, and is the same for whoever draws again.
func TestDraw_StaysWithinHoursAndKeepsTheGaps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := randomRule(t)
		ranges, err := r.Next(date("2026-03-01"), 1, nil)
		require.NoError(t, err)
		seed := schedule.NewSeed()
		first, err := r.Draw(seed, "person", ranges[0])
		require.NoError(t, err)
		again, err := r.Draw(seed, "person", ranges[0])
		require.NoError(t, err)
		require.Equal(t, first, again)
		require.Len(t, first, r.Times)
		for i, w := range first {
			require.False(t, w.OpensAt.Before(ranges[0].OpensAt))
			require.False(t, w.DueAt.After(ranges[0].DueAt))
			require.Equal(t, r.Length, w.DueAt.Sub(w.OpensAt))
			if i > 0 {
				require.GreaterOrEqual(t, w.OpensAt.Sub(first[i-1].DueAt), r.MinGap)
			}
		}
	})
}

// Nobody is picked on: over many seeds every minute is drawn about as often as any other.
func TestDraw_EveryMinuteIsEquallyLikely(t *testing.T) {
	t.Parallel()
	r := schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: date("2026-01-01"), Zone: "Asia/Shanghai", OpensAt: 8 * time.Hour, Length: 30 * time.Minute, Span: 40 * time.Minute, Times: 1,
	}
	ranges, err := r.Next(date("2026-03-01"), 1, nil)
	require.NoError(t, err)
	const draws = 22_000
	counts := map[time.Duration]int{}
	for i := range draws {
		var seed schedule.Seed
		seed[0], seed[1] = byte(i), byte(i>>8)
		w, err := r.Draw(seed, "person", ranges[0])
		require.NoError(t, err)
		counts[w[0].OpensAt.Sub(ranges[0].OpensAt)]++
	}
	require.Len(t, counts, 11, "minutes 0 to 10")
	expected, chi := float64(draws)/11, 0.0
	for _, n := range counts {
		chi += (float64(n) - expected) * (float64(n) - expected) / expected
	}
	require.Less(t, chi, 29.6, "chi-square with 10 degrees of freedom at p = 0.001")
}

func TestDraw_DependsOnSeedPersonAndDay(t *testing.T) {
	t.Parallel()
	r := schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: date("2026-01-01"), Zone: "Asia/Shanghai", OpensAt: 0, Length: 10 * time.Minute, Span: 24 * time.Hour,
	}
	ranges, err := r.Next(date("2026-03-01"), 2, nil)
	require.NoError(t, err)
	at := func(seed schedule.Seed, who string, w schedule.Window) time.Duration {
		drawn, err := r.Draw(seed, who, w)
		require.NoError(t, err)
		return drawn[0].OpensAt.Sub(w.OpensAt)
	}
	one, other := schedule.Seed{1}, schedule.Seed{2}
	require.NotEqual(t, at(one, "a", ranges[0]), at(other, "a", ranges[0]))
	require.NotEqual(t, at(one, "a", ranges[0]), at(one, "b", ranges[0]))
	require.NotEqual(t, at(one, "a", ranges[0]), at(one, "a", ranges[1]))
}

func TestSeed_CommitmentBindsTheDay(t *testing.T) {
	t.Parallel()
	seed := schedule.NewSeed()
	require.NotEqual(t, seed, schedule.NewSeed())
	require.NotEqual(t, seed.Commitment("2026-11-23"), seed.Commitment("2026-11-24"))
	parsed, err := schedule.ParseSeed(seed.String())
	require.NoError(t, err)
	require.Equal(t, seed, parsed)
	for _, bad := range []string{"", "zz", strings.Repeat("0", 62)} {
		_, err := schedule.ParseSeed(bad)
		require.Error(t, err, bad)
	}
	day := date("2026-11-23")
	require.False(t, schedule.IsRevealed("2026-11-23", day.Add(40*time.Hour)), "windows of the day may still be open somewhere")
	require.True(t, schedule.IsRevealed("2026-11-23", day.Add(72*time.Hour)))
	require.False(t, schedule.IsRevealed("no day", day))
}

func TestRule_HolidaysAndMakeUpDays(t *testing.T) {
	t.Parallel()
	announced, err := schedule.Announced()
	require.NoError(t, err)
	cal := schedule.NewCalendar(announced)
	require.True(t, cal.Knows("2026-10-01"))
	require.False(t, cal.Knows("2031-10-01"))
	days := func(on schedule.Days, after string, n int) []string {
		r := schedule.Rule{Recurrence: "FREQ=DAILY", On: on, StartsOn: date("2026-01-01"), Zone: "Asia/Shanghai", OpensAt: 9 * time.Hour, Length: time.Hour}
		windows, err := r.Next(date(after), n, cal)
		require.NoError(t, err)
		var out []string
		for _, w := range windows {
			out = append(out, w.Day)
		}
		return out
	}
	var holidays, makeUps []string
	for _, d := range announced {
		switch {
		case d.Day[:4] != "2026":
		case d.Kind == schedule.Holiday:
			holidays = append(holidays, d.Day)
		default:
			makeUps = append(makeUps, d.Day)
		}
	}
	require.NotEmpty(t, makeUps)
	worked := days(schedule.WorkingDays, "2025-12-31", 300)
	for _, d := range holidays {
		require.NotContains(t, worked, d)
		require.NotContains(t, days(schedule.NotHolidays, "2025-12-31", 360), d)
	}
	for _, d := range makeUps {
		require.Contains(t, worked, d, "work is made up on this weekend day")
	}
	require.False(t, slices.Contains(worked, "2026-11-28"), "a Saturday")
	require.Contains(t, days(schedule.AnyDay, "2026-09-29", 5), "2026-10-01")
}

func TestRule_OnceMonthlyAndUntil(t *testing.T) {
	t.Parallel()
	days := func(recurrence, starts, after string) []string {
		r := schedule.Rule{Recurrence: recurrence, StartsOn: date(starts), Zone: "Asia/Shanghai", OpensAt: 9 * time.Hour, Length: time.Hour}
		windows, err := r.Next(date(after), 4, nil)
		require.NoError(t, err)
		out := []string{}
		for _, w := range windows {
			out = append(out, w.Day)
		}
		return out
	}
	require.Equal(t, []string{"2026-12-01"}, days("FREQ=DAILY;COUNT=1", "2026-12-01", "2026-11-20"))
	require.Empty(t, days("FREQ=DAILY;COUNT=1", "2026-12-01", "2026-12-02"))
	require.Equal(t, []string{"2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"}, days("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01", "2027-12-01"))
	require.Equal(t, []string{"2026-11-24", "2026-11-25"}, days("FREQ=DAILY;UNTIL=20261125T000000Z", "2026-01-01", "2026-11-24"))
	for _, bad := range []string{"FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=MO", "FREQ=DAILY;BYMONTHDAY=1", "FREQ=YEARLY", "FREQ=DAILY;COUNT=5000", "FREQ=MONTHLY;BYMONTHDAY=1;INTERVAL=13"} {
		r := schedule.Rule{Recurrence: bad, StartsOn: date("2026-01-01"), Zone: "Asia/Shanghai", Length: time.Hour}
		require.ErrorIs(t, r.Validate(), schedule.ErrRule, bad)
	}
}

// What opens next is the same whether the rule began last week or ten years ago.
func TestRule_NextDoesNotDependOnHowLongItRan(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		interval := rapid.IntRange(1, 10).Draw(t, "interval")
		weeks := rapid.IntRange(1, 60).Draw(t, "weeks")
		starts := date("2016-02-29")
		r := schedule.Rule{Recurrence: "FREQ=WEEKLY;INTERVAL=" + string(rune('0'+interval%10)) + ";BYDAY=MO,SA", StartsOn: starts, Zone: "Asia/Shanghai", OpensAt: 9 * time.Hour, Length: time.Hour}
		if interval == 10 {
			r.Recurrence = "FREQ=DAILY;INTERVAL=10"
		}
		later := r
		later.StartsOn = starts.AddDate(0, 0, 7*10*interval*weeks)
		after := later.StartsOn.AddDate(0, 0, 3)
		a, err := r.Next(after, 5, nil)
		require.NoError(t, err)
		b, err := later.Next(after, 5, nil)
		require.NoError(t, err)
		require.Equal(t, b, a)
	})
}

func BenchmarkNext(b *testing.B) {
	for name, starts := range map[string]string{"young": "2026-11-01", "ten years": "2016-11-01"} {
		b.Run(name, func(b *testing.B) {
			r := schedule.Rule{Recurrence: "FREQ=DAILY", StartsOn: date(starts), Zone: "Asia/Shanghai", OpensAt: 8 * time.Hour, Length: time.Hour}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Next(date("2026-11-23"), 2, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
