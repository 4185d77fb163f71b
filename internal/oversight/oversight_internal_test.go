package oversight

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/org"
	"diandao/internal/person"
)

func TestWeek_CountsInTheClockOfTheUnit(t *testing.T) {
	t.Parallel()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	kathmandu, err := time.LoadLocation("Asia/Kathmandu") // 5 h 45 min
	require.NoError(t, err)
	sunday := time.Date(2026, 11, 22, 23, 45, 0, 0, time.UTC)
	slots := []Slot{{At: sunday, Due: 3, NotDone: 1}, {At: sunday.AddDate(0, 0, 7), Due: 2}, {At: sunday.Add(-24 * time.Hour), Due: 5, NotDone: 5}}
	require.Equal(t, []Hour{{time.Monday, 7, 5, 1}, {time.Sunday, 7, 5, 5}}, week(slots, shanghai), "Monday stands first")
	require.Equal(t, []Hour{{time.Monday, 5, 5, 1}, {time.Sunday, 5, 5, 5}}, week(slots, kathmandu))
	require.Empty(t, week(nil, shanghai))
}

func tally(device string, status attendance.Status, n int) Tally {
	return Tally{Traits{Sex: "male", BornYear: 1990, Device: device, Way: "face"}, status, n}
}

func find(t *testing.T, f Fairness, d Dimension, value string) Group {
	t.Helper()
	for _, g := range f.Groups {
		if g.Dimension == d && g.Value == value {
			return g
		}
	}
	require.Fail(t, "no such group", "%s %s", d, value)
	return Group{}
}

func TestCompare_MarksWhatIsClearlyHigherAndNothingElse(t *testing.T) {
	t.Parallel()
	f := compare([]Tally{
		tally("Android 8, Chrome 87", attendance.Present, 70), tally("Android 8, Chrome 87", attendance.NotReached, 30),
		tally("Android 14, Chrome 120", attendance.Present, 480), tally("Android 14, Chrome 120", attendance.Absent, 20),
		tally("iPhone; iOS 17", attendance.Absent, 20), tally("iPhone; iOS 17", attendance.Excused, 500),
	}, []Decided{{tally("Android 8", "", 0).Traits, 9}}, 2026)

	old := find(t, f, ByPhone, "android_old")
	require.Equal(t, Share{Part: 0.3, IsKnown: true, IsHigh: true}, old.Misses)
	require.InDelta(t, 0.09, old.Decisions.Part, 1e-9)
	require.True(t, old.Decisions.IsHigh)
	require.Equal(t, Share{Part: 0.04, IsKnown: true}, find(t, f, ByPhone, "android").Misses)
	few := find(t, f, ByPhone, "ios")
	require.Equal(t, 20, few.Occasions, "who was excused was not expected")
	require.Equal(t, Share{}, few.Misses, "20 of 20 missed, and still too few to say anything")
	require.Equal(t, 620, f.All.Occasions)
	require.False(t, find(t, f, BySex, "male").Misses.IsHigh, "there is nobody to be compared with")
}

func TestIsHigh_NeedsMoreThanChance(t *testing.T) {
	t.Parallel()
	require.False(t, isHigh(4, 50, 20, 500), "twice as many of fifty may be chance")
	require.True(t, isHigh(60, 500, 20, 500))
	require.False(t, isHigh(20, 500, 40, 500), "lower is not marked")
	require.False(t, isHigh(29, 29, 0, 500))
	require.False(t, isHigh(10_150, 100_000, 9_000, 100_000), "clear, but too little to ask about")
}

func TestValueOf_GroupsPhonesAndAges(t *testing.T) {
	t.Parallel()
	for device, want := range map[string]string{
		"": "none", "Android 9, Chrome 100": "android_old", "Android 10": "android", "iPhone 12": "ios", "HarmonyOS 4": "harmony", "Linux, Firefox": "other", "Android 99999999999999999999": "android",
	} {
		require.Equal(t, want, valueOf(ByPhone, Traits{Device: device}, 2026), device)
	}
	require.Equal(t, "wifi", valueOf(ByNetwork, Traits{Network: "wifi"}, 2026))
	require.Equal(t, NoNetwork, valueOf(ByNetwork, Traits{}, 2026), "who told nothing is a group, not left out")
	for born, want := range map[int]string{2010: "under_18", 2008: "18_29", 1996: "30_44", 1981: "45_59", 1966: "60_up", 1930: "60_up"} {
		require.Equal(t, want, valueOf(ByAge, Traits{BornYear: born}, 2026), born)
	}
}

func TestRanked_PutsThoseWhoCameLeastFirst(t *testing.T) {
	t.Parallel()
	counts := func(present, absent, excused int) map[attendance.Status]int {
		return map[attendance.Status]int{attendance.Present: present, attendance.Absent: absent, attendance.Excused: excused}
	}
	all := map[person.ID]map[attendance.Status]int{"a": counts(9, 1, 0), "b": counts(0, 2, 0), "c": counts(0, 5, 0), "d": counts(0, 0, 4), "e": counts(3, 0, 0)}
	r := ranked(all)
	var order []person.ID
	for _, p := range r.Persons {
		order = append(order, p.PersonID)
	}
	require.Equal(t, []person.ID{"c", "b", "a", "e", "d"}, order, "of equal rates the more missed; who was excused each time stands last")
	for n := range MaxRanked {
		all[person.ID(fmt.Sprintf("p%d", n))] = counts(1, 0, 0)
	}
	r = ranked(all)
	require.Len(t, r.Persons, MaxRanked)
	require.Equal(t, MaxRanked+5, r.Of)
	require.Equal(t, person.ID("c"), r.Persons[0].PersonID)
}

func TestSum_CountsForAllAbove(t *testing.T) {
	t.Parallel()
	city := org.Unit{Path: "/3301/"}
	units := []org.Unit{{Path: "/"}, city, {Path: "/3301/330101/"}, {Path: "/3301/330102/"}, {Path: "/3301/330101/330101001/"}}
	got := sum(city, units, map[org.Path]Load{"/3301/330101/330101001/": {Officers: 1, OpenAlerts: 3}, "/3301/330102/": {OverdueAlerts: 2}, "/3301/": {Officers: 1}})
	require.Equal(t, Load{Officers: 2, OpenAlerts: 3, OverdueAlerts: 2}, got.Here.Load)
	require.Len(t, got.Below, 2)
	require.Equal(t, Load{Officers: 1, OpenAlerts: 3}, got.Below[0].Load)
	require.Equal(t, Load{OverdueAlerts: 2}, got.Below[1].Load)
}
