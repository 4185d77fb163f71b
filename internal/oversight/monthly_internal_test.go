package oversight

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/org"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	return zone
}

func TestMonth_IsOfTheUnitsCalendar(t *testing.T) {
	t.Parallel()
	zone := shanghai(t)
	s, err := Month("2026-02").Span(zone)
	require.NoError(t, err)
	require.Equal(t, "2026-02-01", s.First)
	require.Equal(t, "2026-02-28", s.Last)
	require.Equal(t, time.Date(2026, 1, 31, 16, 0, 0, 0, time.UTC), s.From.UTC())
	require.Equal(t, time.Date(2026, 2, 28, 16, 0, 0, 0, time.UTC), s.Until.UTC())
	require.Equal(t, time.Date(2026, 2, 28, 18, 0, 0, 0, time.UTC), s.DueAt().UTC(), "at two in the morning of the first")
	require.Equal(t, Month("2027-01"), Month("2026-12").Next())
	for _, wrong := range []Month{"", "2026", "2026-13", "2026-1", "2026-10-01", "x"} {
		_, err := wrong.Span(zone)
		require.ErrorIs(t, err, ErrMonth, wrong)
	}
	require.Equal(t, Month("2026-10"), before(time.Date(2026, 10, 31, 16, 0, 0, 0, time.UTC), zone), "it is November there")
	require.Equal(t, Month("2026-09"), before(time.Date(2026, 10, 31, 15, 59, 0, 0, time.UTC), zone))
	require.Equal(t, Month("2025-12"), before(time.Date(2026, 1, 31, 8, 0, 0, 0, time.UTC), zone))
}

func TestCounts_Derived(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		counts                     Counts
		rate, calls, wait, carries int
	}{
		"nothing":            {Counts{}, -1, -1, -1, -1},
		"the excused aside":  {Counts{Present: 8, Late: 1, Absent: 1, Excused: 90}, 900, -1, -1, -1},
		"to review is not":   {Counts{Present: 1, ToReview: 1, NotReached: 1}, 333, -1, -1, -1},
		"roll calls":         {Counts{RollCallCame: 1, RollCallDue: 8}, -1, 125, -1, -1},
		"waiting":            {Counts{CheckinsDecided: 2, DecidedMinutes: 91}, -1, -1, 45, -1},
		"load, rounded":      {Counts{Persons: 5, Officers: 2}, -1, -1, -1, 3},
		"load, rounded down": {Counts{Persons: 7, Officers: 3}, -1, -1, -1, 2},
	} {
		require.Equal(t, c.rate, c.counts.Rate(), name)
		require.Equal(t, c.calls, c.counts.RollCallRate(), name)
		require.Equal(t, c.wait, c.counts.Wait(), name)
		require.Equal(t, c.carries, c.counts.Caseload(), name)
	}
}

func TestChanges_TellWhatWasCorrected(t *testing.T) {
	t.Parallel()
	was, is := Counts{Absent: 3, Persons: 60, Late: 1}, Counts{Absent: 2, Persons: 61, Late: 1, AppealsUpheld: 1}
	require.Equal(t, []Change{{Persons, 60, 61}, {Absent, 3, 2}, {AppealsUpheld, 0, 1}}, Changes(was, is, true))
	require.Equal(t, []Change{{Absent, 3, 2}, {AppealsUpheld, 0, 1}}, Changes(was, is, false), "how many there are now corrects nothing")
	require.Empty(t, Changes(is, is, true))
}

// tree is a city of three districts with four stations each.
func tree() (org.Unit, []org.Unit) {
	city := org.Unit{ID: "c", Kind: org.City, Path: "/3301/", Zone: "Asia/Shanghai"}
	all := []org.Unit{city}
	for d := range 3 {
		district := org.Unit{ID: org.UnitID(rune('A' + d)), Kind: org.District, Path: city.Path.Child(string(rune('a' + d))), Zone: city.Zone}
		all = append(all, district)
		for s := range 4 {
			code := string(rune('a'+d)) + string(rune('0'+s))
			all = append(all, org.Unit{ID: org.UnitID(code), Kind: org.Station, Path: district.Path.Child(code), Zone: city.Zone})
		}
	}
	return city, all
}

// Whatever is counted, the units below add up to the one above, at each level.
func TestAssemble_StationsAddUp(t *testing.T) {
	t.Parallel()
	city, units := tree()
	rng := rand.New(rand.NewPCG(1, 2))
	span, err := Month("2026-10").Span(shanghai(t))
	require.NoError(t, err)
	for range 100 {
		g := gathered{byPath: map[org.Path]Counts{}}
		for _, u := range units {
			if u.Kind != org.Station {
				continue
			}
			c := Counts{}
			for _, f := range Figures() {
				if !isAttendance(f) {
					c[f] = rng.IntN(50)
				}
			}
			g.byPath[u.Path] = c
			for range rng.IntN(20) {
				all := attendance.Statuses()
				g.days = append(g.days, DayCount{Path: u.Path, Day: "2026-10-08", Status: all[rng.IntN(len(all))], IsRollCall: rng.IntN(2) == 0, Count: rng.IntN(9)})
			}
		}
		whole := assemble(city, units, "2026-10", span, g, time.Time{})
		districts := Counts{}
		require.Len(t, whole.Below, 3)
		for _, d := range whole.Below {
			districts.add(d.Counts)
			one := assemble(unitAt(units, d.Path), units, "2026-10", span, within(g, d.Path), time.Time{})
			require.Empty(t, Changes(one.Counts, d.Counts, true), "a district's own report says what the city's says of it")
			stations := Counts{}
			require.Len(t, one.Below, 4)
			for _, s := range one.Below {
				stations.add(s.Counts)
			}
			require.Empty(t, Changes(one.Counts, stations, true))
		}
		require.Empty(t, Changes(whole.Counts, districts, true))
		for n := 1; n < len(whole.Below); n++ {
			require.LessOrEqual(t, whole.Below[n-1].Counts.Rate(), whole.Below[n].Counts.Rate())
		}
	}
}

func isAttendance(f Figure) bool {
	for _, s := range attendance.Statuses() {
		if Figure(s) == f {
			return true
		}
	}
	return f == RollCallCame || f == RollCallDue
}

func unitAt(units []org.Unit, p org.Path) org.Unit {
	for _, u := range units {
		if u.Path == p {
			return u
		}
	}
	return org.Unit{}
}

// within is what a reader would have counted within a scope.
func within(g gathered, scope org.Path) gathered {
	out := gathered{byPath: map[org.Path]Counts{}}
	for p, c := range g.byPath {
		if scope.Contains(p) {
			out.byPath[p] = c
		}
	}
	for _, d := range g.days {
		if scope.Contains(d.Path) {
			out.days = append(out.days, d)
		}
	}
	return out
}

func TestAssemble_HidesWhatAFewWouldGiveAway(t *testing.T) {
	t.Parallel()
	city, units := tree()
	span, err := Month("2026-10").Span(shanghai(t))
	require.NoError(t, err)
	f := compare([]Tally{tally("iPhone; iOS 17", attendance.Absent, 29), tally("Android 14", attendance.Absent, 30)}, nil, 2026)
	b := assemble(city, units, "2026-10", span, gathered{fairness: f}, time.Time{})
	for _, g := range b.Fairness {
		switch g.Value {
		case "ios":
			require.Equal(t, NotedGroup{Dimension: ByPhone, Value: "ios", IsFew: true}, g)
		case "android":
			require.Equal(t, NotedGroup{Dimension: ByPhone, Value: "android", Occasions: 30, Missed: 30, MissedPart: 1000}, g)
		}
	}
}

func TestFreeze_ReadsBackAndMindsEveryByte(t *testing.T) {
	t.Parallel()
	city, units := tree()
	span, err := Month("2026-10").Span(shanghai(t))
	require.NoError(t, err)
	b := assemble(city, units, "2026-10", span, gathered{
		days: []DayCount{{Path: "/3301/a/a0/", Day: "2026-10-02", Status: attendance.Late, Count: 2}}, byPath: map[org.Path]Counts{"/3301/a/a0/": {Persons: 3}},
		incidents: []NotedIncident{{Kind: "service", From: span.From.UTC(), Moved: 4}},
	}, span.Until)
	text, sum, err := b.Freeze()
	require.NoError(t, err)
	again, err := Thaw(text, sum)
	require.NoError(t, err)
	require.Equal(t, b, again)
	same, sameSum, err := again.Freeze()
	require.NoError(t, err)
	require.Equal(t, text, same)
	require.Equal(t, sum, sameSum)
	_, err = Thaw(text[:len(text)-2]+" }", sum)
	require.ErrorIs(t, err, ErrDamaged)
}

// noLedger must not be written to.
type noLedger struct{ t *testing.T }

func (l noLedger) InTxAudit(context.Context, func(audit.Recorder) error) error {
	l.t.Error("noted")
	return nil
}

func TestExports_NoteNothingThatIsNotSound(t *testing.T) {
	t.Parallel()
	e := NewExports(noLedger{t}, nil, clock.NewManual(time.Now()))
	officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: "/3301/a/a0/"}
	sound := Export{List: ListAlerts, Form: FormCSV, Rows: 3}
	for name, spoil := range map[string]func(*Export){
		"list":      func(x *Export) { x.List = "passwords" },
		"form":      func(x *Export) { x.Form = "exe" },
		"rows":      func(x *Export) { x.Rows = MaxExport + 1 },
		"less rows": func(x *Export) { x.Rows = -1 },
		"a name":    func(x *Export) { x.Filters = map[string]string{"q": "王小明"} },
		"a key":     func(x *Export) { x.Filters = map[string]string{"q r": "x"} },
	} {
		x := sound
		spoil(&x)
		require.ErrorIs(t, e.Record(t.Context(), officer, x), ErrExport, name)
	}
	require.ErrorIs(t, e.Record(t.Context(), authz.Actor{Role: authz.Volunteer, Scope: officer.Scope}, sound), authz.ErrForbidden)
}

func TestLists_AllAreReadBySomebody(t *testing.T) {
	t.Parallel()
	for _, l := range append(Lists(), ListReport) {
		require.NotEmpty(t, authz.Grants()[l.Reads()], l)
	}
	require.Empty(t, List("x").Reads())
}
