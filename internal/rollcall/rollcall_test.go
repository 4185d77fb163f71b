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

func TestSelectRoster_KeepsApartWhoTheLawKeepsApart(t *testing.T) {
	t.Parallel()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	all := []person.Person{
		{Number: "5", Sex: person.Male, BornOn: born("1980-05-01"), Status: person.Active},
		{Number: "1", Sex: person.Female, BornOn: born("1990-01-01"), Status: person.Active},
		{Number: "2", Sex: person.Female, BornOn: born("2010-01-01"), Status: person.Active},
		{Number: "3", Sex: person.Male, BornOn: born("2008-11-23"), Status: person.Active},
		{Number: "4", Sex: person.Male, BornOn: born("1970-01-01"), Status: person.Detained},
		{Number: "6", Sex: person.Male, BornOn: born("1970-01-01"), Status: person.Ended},
	}
	eve := time.Date(2026, 11, 22, 15, 59, 0, 0, time.UTC)     // still the 22nd in Shanghai
	birthday := time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC) // the 23rd in Shanghai
	require.Equal(t, []string{"1", "5"}, numbers(rollcall.SelectRoster(all, rollcall.Adults, eve, shanghai)))
	require.Equal(t, []string{"1", "3", "5"}, numbers(rollcall.SelectRoster(all, rollcall.Adults, birthday, shanghai)))
	require.Equal(t, []string{"2", "3"}, numbers(rollcall.SelectRoster(all, rollcall.Minors, eve, shanghai)))
	require.Equal(t, []string{"1"}, numbers(rollcall.SelectRoster(all, rollcall.Women, eve, shanghai)))
	require.Empty(t, rollcall.SelectRoster(all, "everybody", eve, shanghai), "an audience nobody defined admits nobody")
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
