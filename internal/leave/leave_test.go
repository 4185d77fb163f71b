package leave_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/leave"
	"diandao/internal/org"
)

func TestLevelFor_LengthDecidesWhoDecides(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		days, others int
		want         org.Kind
	}{
		{1, 0, org.Station},
		{7, 0, org.Station},
		{8, 0, org.District},
		{30, 0, org.District},
		{31, 0, org.City},
		{7, 23, org.Station},
		{7, 24, org.City},
		{8, 22, org.District},
		{8, 23, org.City},
	} {
		require.Equal(t, c.want, leave.LevelFor(c.days, c.others), "%d days with %d others", c.days, c.others)
	}
}

func TestDays_BothEndsCount(t *testing.T) {
	t.Parallel()
	require.Equal(t, 1, leave.Days("2028-02-29", "2028-02-29"))
	require.Equal(t, 3, leave.Days("2028-02-28", "2028-03-01"), "a leap year has its day")
	require.Equal(t, 2, leave.Days("2027-02-28", "2027-03-01"))
	require.Zero(t, leave.Days("2026-12-05", "2026-12-01"))
	require.Zero(t, leave.Days("2027-02-29", "2027-03-01"), "not a day")
}

func TestMay_OnlyLevelsAboveDecideForBelow(t *testing.T) {
	t.Parallel()
	require.True(t, leave.May(org.City, org.Station))
	require.True(t, leave.May(org.District, org.District))
	require.False(t, leave.May(org.Station, org.District))
	require.False(t, leave.May(org.District, org.City))
	require.Equal(t, org.Station, org.Path("/9901/990101/990101001/").Level())
	require.Equal(t, org.District, org.Path("/9901/990101/").Level())
	require.Equal(t, org.City, org.Path("/9901/").Level())
}

func TestCovers_OnlyWhatWasApproved(t *testing.T) {
	t.Parallel()
	l := leave.Leave{FromDay: "2026-12-01", ToDay: "2026-12-05", Status: leave.Approved}
	for day, want := range map[string]bool{"2026-11-30": false, "2026-12-01": true, "2026-12-05": true, "2026-12-06": false} {
		require.Equal(t, want, l.Covers(day), day)
	}
	l.Status = leave.Applied
	require.False(t, l.Covers("2026-12-02"))
}
