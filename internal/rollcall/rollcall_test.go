package rollcall_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/evidence"
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
		"called and no answer waits":            {rollcall.Invitee{Presence: rollcall.OnLine, OnLineAt: on, Calls: 2}, attendance.Review},
		"spoken to by telephone waits":          {rollcall.Invitee{Presence: rollcall.Reached, Rung: rollcall.RungTelephone}, attendance.Review},
		"whom we sent away waits":               {rollcall.Invitee{Presence: rollcall.Invited, Refused: rollcall.CoAccused}, attendance.Review},
		"rung again and did not come":           {rollcall.Invitee{Presence: rollcall.Reached, Recalls: 2}, attendance.Absent},
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

func TestCompose_ExcusesComeBeforePairs(t *testing.T) {
	t.Parallel()
	adult := func(n string) person.Person {
		return person.Person{ID: person.ID(n), Number: n, Sex: person.Male, BornOn: born("1980-01-01"), Status: person.Active}
	}
	all := []person.Person{adult("4"), adult("1"), adult("2"), adult("3")}
	facts := rollcall.Facts{
		Excuses: map[person.ID]rollcall.Excuse{"1": rollcall.OnLeave}, Busy: map[person.ID]bool{"4": true},
		Pairs: []rollcall.Pair{{A: "1", B: "2"}, {A: "3", B: "2"}, {A: "9", B: "3"}},
	}
	c := rollcall.Compose(all, rollcall.Adults, facts, time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC), time.UTC)
	require.Equal(t, []string{"2"}, numbers(c.Called), "who is away keeps nobody out")
	require.Equal(t, []string{"1"}, numbers(c.Out))
	require.Equal(t, []rollcall.Apart{{PersonID: "3", Reason: rollcall.CoAccused}, {PersonID: "4", Reason: rollcall.Elsewhere}}, c.Apart)
	require.Equal(t, 2, c.Size())
}

func TestNextToCall(t *testing.T) {
	t.Parallel()
	on := func(id string, seq, calls int) rollcall.Invitee {
		return rollcall.Invitee{PersonID: person.ID(id), Seq: seq, Calls: calls, Presence: rollcall.OnLine}
	}
	marked, apart, away := on("m", 1, 0), on("r", 1, 0), on("d", 1, 0)
	marked.Mark, apart.Refused, away.Presence = attendance.Present, rollcall.CoAccused, rollcall.Dropped
	for name, c := range map[string]struct {
		all  []rollcall.Invitee
		want person.ID
	}{
		"nobody":                          {nil, ""},
		"in order":                        {[]rollcall.Invitee{on("b", 2, 0), on("a", 1, 0)}, "a"},
		"everybody once before any twice": {[]rollcall.Invitee{on("a", 1, 1), on("b", 2, 0)}, "b"},
		"then a second time":              {[]rollcall.Invitee{on("a", 1, 1), on("b", 2, 1)}, "a"},
		"not a third":                     {[]rollcall.Invitee{on("a", 1, 2)}, ""},
		"only who is there and open":      {[]rollcall.Invitee{marked, apart, away}, ""},
	} {
		got, ok := rollcall.NextToCall(c.all)
		require.Equal(t, c.want, got, name)
		require.Equal(t, c.want != "", ok, name)
	}
}

func TestMayTelephoneAndRecall(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	there := rollcall.Invitee{Presence: rollcall.OnLine, OnLineAt: now, Calls: 1}
	require.False(t, there.MayTelephone())
	there.Calls = 2
	require.True(t, there.MayTelephone())
	require.False(t, there.MayRecall(now), "a phone on line is not rung")
	there.Presence = rollcall.Called
	require.False(t, there.MayTelephone(), "being called just now")
	never := rollcall.Invitee{Presence: rollcall.Reached}
	require.False(t, never.MayTelephone())
	require.True(t, never.MayRecall(now))
	never.Recalls, never.RecalledAt = 1, now
	require.True(t, never.MayTelephone(), "the ring at the opening was the first try")
	require.False(t, never.MayRecall(now.Add(rollcall.RecallEvery-1)))
	require.True(t, never.MayRecall(now.Add(rollcall.RecallEvery)))
	never.Recalls = rollcall.MaxRecalls
	require.False(t, never.MayRecall(now.Add(time.Hour)))
	never.Mark = attendance.Excused
	require.False(t, never.MayTelephone())
}

func TestArrange_ByHandPutsTheOthersBehind(t *testing.T) {
	t.Parallel()
	all := []person.Person{{ID: "a", Number: "1"}, {ID: "b", Number: "2"}, {ID: "c", Number: "3"}}
	require.Equal(t, []string{"3", "1", "2"}, numbers(rollcall.Arrange(all, rollcall.ByHand, []person.ID{"gone", "c"}, "", [32]byte{})))
	require.Equal(t, []string{"1", "2", "3"}, numbers(rollcall.Arrange(all, rollcall.ByNumber, []person.ID{"c"}, "", [32]byte{})))
}

func TestDueAt(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	rc := rollcall.RollCall{StartsAt: at, NotifyAt: at.Add(-time.Hour), ClosedAt: at.Add(time.Hour)}
	for state, want := range map[rollcall.State]time.Time{
		rollcall.Planned: rc.NotifyAt, rollcall.Notified: at, rollcall.Closed: rc.ClosedAt.Add(rollcall.SealAfter),
		rollcall.Lobby: {}, rollcall.Live: {}, rollcall.Sealed: {}, rollcall.Cancelled: {},
	} {
		rc.State = state
		require.Equal(t, want, rc.DueAt(), state)
	}
}

// What was sealed once must have the same fingerprint for ever.
func TestFingerprint_IsAsItWas(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	rc := rollcall.RollCall{ID: "r", StationID: "s", Title: "点名", Audience: rollcall.Adults, Kind: rollcall.OfStation, Order: rollcall.ByNumber, OfficerID: "o", Zone: "Asia/Shanghai", CreatedAt: at, StartsAt: at, ClosedAt: at, SealedAt: at, SealedBy: "o", State: rollcall.Sealed}
	invitees := []rollcall.Invitee{{ID: "i", PersonID: "p", Seq: 1, Presence: rollcall.Left, Mark: attendance.Present, MarkedBy: "o", MarkedAt: at, SnapshotID: "e"}}
	steps := []rollcall.Step{{ID: "t", PersonID: "p", Kind: rollcall.StepCalled, Count: 1, ByID: "o", At: at}}
	sum, err := rollcall.Fingerprint(rc, invitees, steps, map[evidence.ID]string{"e": "abc"})
	require.NoError(t, err)
	require.Equal(t, "8113fa1abbf3a3ff7c2133e9d06fdb298d849e8b16884814fe8f75bcbca0b2e0", sum)
	invitees[0].Name, steps[0].ByName, rc.State, rc.SealHash = "姓名", "职员", rollcall.Closed, "x"
	again, err := rollcall.Fingerprint(rc, invitees, steps, map[evidence.ID]string{"e": "abc"})
	require.NoError(t, err)
	require.Equal(t, sum, again, "names are read from elsewhere")
	other, err := rollcall.Fingerprint(rc, invitees, steps, map[evidence.ID]string{"e": "abd"})
	require.NoError(t, err)
	require.NotEqual(t, sum, other, "a picture that was exchanged is told")
}
