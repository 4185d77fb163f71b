package checkin

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/schedule"
)

// The National Day of 2026, as announced: the holiday is told by its name, the weekend after it is no working day, and
// the make-up Saturday is.
func TestMergeSkipped_TellsWhatTheCalendarTakesAway(t *testing.T) {
	t.Parallel()
	days := []schedule.CalendarDay{
		{Day: "2026-10-01", Kind: schedule.Holiday, Name: "国庆节"},
		{Day: "2026-10-02", Kind: schedule.Holiday, Name: "国庆节"},
		{Day: "2026-10-10", Kind: schedule.MakeUpDay, Name: "国庆节补班"},
	}
	rule := schedule.Rule{
		Recurrence: "FREQ=DAILY", Zone: "Asia/Shanghai", StartsOn: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
		OpensAt: 8 * time.Hour, Length: 2 * time.Hour, On: schedule.WorkingDays,
	}
	now := at("2026-09-29T12:00:00Z")
	kept, err := rule.Next(now, previewed, schedule.NewCalendar(days))
	require.NoError(t, err)
	every := rule
	every.On = schedule.AnyDay
	all, err := every.Next(now, lookedInto, nil)
	require.NoError(t, err)

	got := map[string]string{}
	merged := mergeSkipped(all, kept, days)
	for i, o := range merged {
		got[o.Day] = string(o.Effect) + o.Name
		require.True(t, i == 0 || merged[i-1].OpensAt.Before(o.OpensAt), "in the order of time")
	}
	require.Equal(t, "opens", got["2026-09-30"])
	require.Equal(t, "holiday国庆节", got["2026-10-01"])
	require.Equal(t, "holiday国庆节", got["2026-10-02"])
	require.Equal(t, "rest_day", got["2026-10-03"])
	require.Equal(t, "opens", got["2026-10-10"], "work is made up on that Saturday")
	require.Equal(t, kept[previewed-1].Day, merged[len(merged)-1].Day, "nothing after the tenth that is asked")
}

func TestMergeSkipped_ARuleThatEndsTellsAllItsDays(t *testing.T) {
	t.Parallel()
	days := []schedule.CalendarDay{{Day: "2026-10-01", Kind: schedule.Holiday, Name: "国庆节"}}
	all := []schedule.Window{{Day: "2026-09-30", OpensAt: at("2026-09-30T00:00:00Z")}, {Day: "2026-10-01", OpensAt: at("2026-10-01T00:00:00Z")}}
	merged := mergeSkipped(all, all[:1], days)
	require.Len(t, merged, 2)
	require.Equal(t, EffectHoliday, merged[1].Effect)
}
