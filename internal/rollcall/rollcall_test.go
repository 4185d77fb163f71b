package rollcall_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

func born(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func numbers(all []person.Person) []string {
	var out []string
	for _, p := range all {
		out = append(out, p.Number)
	}
	return out
}

func TestCompose_KeepsApartWhoTheLawKeepsApart(t *testing.T) {
	t.Parallel()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	all := []person.Person{
		{ID: "e", Number: "5", Sex: person.Male, BornOn: born("1980-05-01"), Status: person.Active},
		{ID: "a", Number: "1", Sex: person.Female, BornOn: born("1990-01-01"), Status: person.Active},
		{ID: "b", Number: "2", Sex: person.Female, BornOn: born("2010-01-01"), Status: person.Active},
		{ID: "c", Number: "3", Sex: person.Male, BornOn: born("2008-11-23"), Status: person.Active},
		{ID: "d", Number: "4", Sex: person.Male, BornOn: born("1970-01-01"), Status: person.Detained},
		{ID: "f", Number: "6", Sex: person.Male, BornOn: born("1970-01-01"), Status: person.Ended},
	}
	called := func(a rollcall.Audience, now time.Time) []string {
		return numbers(rollcall.Compose(all, a, rollcall.Facts{}, now, shanghai).Called)
	}
	eve := time.Date(2026, 11, 22, 15, 59, 0, 0, time.UTC)     // still the 22nd in Shanghai
	birthday := time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC) // the 23rd in Shanghai
	require.Equal(t, []string{"1", "5"}, called(rollcall.Adults, eve))
	require.Equal(t, []string{"1", "3", "5"}, called(rollcall.Adults, birthday))
	require.Equal(t, []string{"2", "3"}, called(rollcall.Minors, eve))
	require.Equal(t, []string{"1"}, called(rollcall.Women, eve))
	require.Empty(t, called("everybody", eve), "an audience nobody defined admits nobody")

	c := rollcall.Compose(all, rollcall.Adults, rollcall.Facts{}, eve, shanghai)
	require.Equal(t, []string{"4"}, numbers(c.Out), "who is in custody is on the roster, and registered out")
	require.Equal(t, rollcall.InCustody, c.Excuse["d"])
	require.ElementsMatch(t, []rollcall.Apart{{"b", rollcall.IsMinor}, {"c", rollcall.IsMinor}, {"f", rollcall.NotActive}}, c.Apart)
	c = rollcall.Compose(all, rollcall.Women, rollcall.Facts{}, eve, shanghai)
	require.Contains(t, c.Apart, rollcall.Apart{PersonID: "e", Reason: rollcall.WomenOnly})
	c = rollcall.Compose(all, rollcall.Minors, rollcall.Facts{}, eve, shanghai)
	require.Contains(t, c.Apart, rollcall.Apart{PersonID: "a", Reason: rollcall.IsAdult})
}

func TestCloseMark(t *testing.T) {
	t.Parallel()
	on := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	cases := map[string]struct {
		invitee rollcall.Invitee
		want    attendance.Status
	}{
		"the officer's mark stands":             {rollcall.Invitee{Mark: attendance.Late, MarkReason: "堵车"}, attendance.Late},
		"on line and not called waits":          {rollcall.Invitee{Presence: rollcall.OnLine, OnLineAt: on}, attendance.Review},
		"dropped before being called waits":     {rollcall.Invitee{Presence: rollcall.Dropped, OnLineAt: on}, attendance.Review},
		"a ring nobody got is not an absence":   {rollcall.Invitee{Presence: rollcall.Invited}, attendance.NotReached},
		"reached and did not come":              {rollcall.Invitee{Presence: rollcall.Reached}, attendance.Absent},
		"opened the page and never got on line": {rollcall.Invitee{Presence: rollcall.Connecting}, attendance.Absent},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, reason := rollcall.CloseMark(c.invitee)
			require.Equal(t, c.want, got)
			require.NotEmpty(t, reason)
		})
	}
}

func TestInvitee_Seen(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	seen := func(from, next rollcall.Presence) (rollcall.Invitee, bool) {
		return rollcall.Invitee{Presence: from}.Seen(rollcall.Sighting{Presence: next, At: now})
	}
	i, changed := seen(rollcall.Invited, rollcall.OnLine)
	require.True(t, changed)
	require.Equal(t, now, i.OnLineAt)
	_, changed = seen(rollcall.OnLine, rollcall.Reached)
	require.False(t, changed, "a late receipt does not push a person off the line")
	_, changed = seen(rollcall.Called, rollcall.Connecting)
	require.False(t, changed)
	i, changed = seen(rollcall.Dropped, rollcall.Connecting)
	require.True(t, changed)
	require.Equal(t, rollcall.Connecting, i.Presence)
}

func TestState_EveryTransitionIsNamed(t *testing.T) {
	t.Parallel()
	for _, s := range rollcall.States() {
		for _, next := range rollcall.States() {
			if s.CanBecome(next) {
				require.NotEqual(t, s, next)
			}
		}
	}
	require.False(t, rollcall.Closed.CanBecome(rollcall.Live), "what is closed stays closed")
	require.False(t, rollcall.Sealed.CanBecome(rollcall.Closed))
}
