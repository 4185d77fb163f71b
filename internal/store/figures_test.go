package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/store/storetest"
)

// phones are names by which phones describe themselves, one for each rule.
func phones() []string {
	return []string{"", "Android 9, Chrome 100", "Android 8", "Android 10", "Android 14; Chrome 120", "iPhone 12", "iPad; iOS 17", "HarmonyOS 4, Android 9", "Linux, Firefox", "android 9"}
}

// fewer pages than rows, so that cursors are used.
const smallPage = 3

// crowd is one person for each phone, with check-ins of three days of which some were missed, decided and told a network.
func crowd(t *testing.T, w world) []person.Person {
	t.Helper()
	ctx := t.Context()
	networks := []string{"", "wifi", "4g", "none"}
	out := make([]person.Person, 0, len(phones()))
	for n, name := range phones() {
		p := storetest.Person(t, w.Store, w.station, fmt.Sprintf("C%03d", n), "人")
		out = append(out, p)
		phone := device.ID(id.New())
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error {
			d := device.Device{ID: phone, PersonID: p.ID, PublicKey: []byte{1}, Name: name, CreatedAt: noon}
			return tx.InsertDevice(ctx, d)
		}))
		plan := storetest.Plan(t, w.Store, p)
		for day := range 3 {
			opens := time.Date(2026, 11, 20+day, n%4, 30, 0, 0, time.UTC)
			status := []checkin.Status{checkin.Accepted, checkin.Missed, checkin.Review, checkin.NotReached, checkin.Late}[(n+day)%5]
			putRequest(t, w, plan, opens, status)
			if status != checkin.Missed && status != checkin.NotReached {
				handIn(t, w, p, phone, opens.Add(time.Minute), networks[n%len(networks)], status == checkin.Late)
			}
		}
	}
	return out
}

// handIn stores what a person handed in for the request that opened a minute before, and a decision on it.
func handIn(t *testing.T, w world, p person.Person, phone device.ID, at time.Time, network string, isDecided bool) {
	t.Helper()
	ctx := t.Context()
	rows, err := w.Checkins().ListRequests(ctx, p.Path, checkin.Filter{PersonID: p.ID, Day: at.Format(time.DateOnly)}, page.Request{Limit: 1})
	require.NoError(t, err)
	require.Len(t, rows, 1)
	s := checkin.Submission{Device: checkin.DeviceFacts{Network: network}}
	payload, err := json.Marshal(s)
	require.NoError(t, err)
	c := checkin.Checkin{
		ID: checkin.ID(id.New()), RequestID: rows[0].ID, PersonID: p.ID, StationID: p.StationID, Path: p.Path, DeviceID: string(phone), MadeAt: at, ReceivedAt: at,
		Submission: s, Payload: payload, Signature: []byte("s"), Outcome: checkin.Accepted,
	}
	require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
		if err := tx.InsertCheckin(ctx, c); err != nil || !isDecided {
			return err
		}
		return tx.InsertDecision(ctx, checkin.Decision{ID: id.New(), CheckinID: c.ID, Kind: "accept", ByID: "s", At: at.Add(50 * time.Hour)})
	}))
}

func (w world) oversight() *oversight.Service {
	return oversight.New(w.Oversight(), w.Orgs(), clock.NewManual(time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)))
}

// countRecords is how many rows a list of attendance shows, page by page.
func countRecords(t *testing.T, w world, scope org.Path, f oversight.RecordFilter) int {
	t.Helper()
	n, p := 0, page.Request{Limit: smallPage}
	for {
		rows, err := w.Oversight().ListRecords(t.Context(), scope, f, p)
		require.NoError(t, err)
		n += len(rows)
		if len(rows) < smallPage {
			return n
		}
		p.After = page.Cursor{Text: rows[len(rows)-1].Day, ID: rows[len(rows)-1].ID}
	}
}

// countRequests is how many rows a list of check-ins shows, page by page.
func countRequests(t *testing.T, w world, scope org.Path, f checkin.Filter) int {
	t.Helper()
	n, p := 0, page.Request{Limit: smallPage}
	for {
		rows, err := w.Checkins().ListRequests(t.Context(), scope, f, p)
		require.NoError(t, err)
		n += len(rows)
		if len(rows) < smallPage {
			return n
		}
		p.After = page.Cursor{At: rows[len(rows)-1].OpensAt, ID: string(rows[len(rows)-1].ID)}
	}
}

var missed = []attendance.Status{attendance.Absent, attendance.NotReached}

// Each group of fairness is as many as the lists behind it show, at every level and on both engines.
func TestFairness_GroupsAreTheirLists(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		crowd(t, w)
		span := oversight.Span{UnitID: w.district.ID, From: "2026-11-20", To: "2026-11-22"}
		for _, u := range []org.Unit{w.district, w.station} {
			span.UnitID = u.ID
			f, err := w.oversight().Fairness(t.Context(), chief(), span)
			require.NoError(t, err)
			require.Equal(t, 3*len(phones()), f.All.Occasions)
			decided, networks := map[oversight.Dimension]int{}, map[string]int{}
			for _, g := range f.Groups {
				trait := &person.Trait{By: string(g.Dimension), Value: g.Value, Year: 2026}
				all := oversight.RecordFilter{From: span.From, To: span.To, Trait: trait}
				require.Equal(t, g.Occasions, countRecords(t, w, u.Path, all), "%s %s", g.Dimension, g.Value)
				all.Statuses = missed
				require.Equal(t, g.Missed, countRecords(t, w, u.Path, all), "%s %s", g.Dimension, g.Value)
				require.Equal(t, g.Decided, countRequests(t, w, u.Path, checkin.Filter{From: span.From, To: span.To, IsDecided: true, Trait: trait}), "%s %s", g.Dimension, g.Value)
				decided[g.Dimension] += g.Decided
				if g.Dimension == oversight.ByNetwork {
					networks[g.Value] = g.Occasions
				}
			}
			require.Positive(t, f.All.Decided)
			for d, n := range decided {
				require.Equal(t, f.All.Decided, n, d)
			}
			require.Equal(t, map[string]int{"unknown": 9, "wifi": 9, "4g": 6, "none": 6}, networks, "whose newest check-in told nothing are a group of their own")
		}
	})
}

// What a phone is called is judged alike where figures are grouped and where lists are narrowed.
func TestLists_JudgePhonesAsFiguresDo(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		all := crowd(t, w)
		for n, name := range phones() {
			trait := &person.Trait{By: string(oversight.ByPhone), Value: oversight.PhoneOf(name)}
			require.Equal(t, 3, countRecords(t, w, w.station.Path, oversight.RecordFilter{PersonID: all[n].ID, Trait: trait}), name)
			trait.Value = "other than any"
			require.Zero(t, countRecords(t, w, w.station.Path, oversight.RecordFilter{PersonID: all[n].ID, Trait: trait}), name)
		}
		require.Zero(t, countRecords(t, w, w.station.Path, oversight.RecordFilter{Trait: &person.Trait{By: "age", Value: "young"}}), "no such group")
	})
}

// Each cell of the week is as many as the list of check-ins behind it shows, also in a zone whose clock is changed within it.
func TestHours_CellsAreTheirLists(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		berlin := storetest.Unit(w.city, org.District, "990199", "柏林")
		berlin.Zone = "Europe/Berlin"
		station := storetest.Unit(berlin, org.Station, "990199001", "一所")
		station.Zone = berlin.Zone
		require.NoError(t, w.Orgs().InsertUnits(t.Context(), []org.Unit{berlin, station}))
		plan := storetest.Plan(t, w.Store, storetest.Person(t, w.Store, station, "D001", "人"))
		for hour := range 96 { // summer time ends on Sunday the 25th
			status := []checkin.Status{checkin.Accepted, checkin.Missed, checkin.NotReached, checkin.Open, checkin.Cancelled}[(hour+2)%5]
			putRequest(t, w, plan, time.Date(2026, 10, 23, hour, 10, 0, 0, time.UTC), status)
		}
		span := oversight.Span{UnitID: berlin.ID, From: "2026-10-24", To: "2026-10-26"}
		cells, err := w.oversight().Hours(t.Context(), chief(), span)
		require.NoError(t, err)
		window, err := w.oversight().Window(t.Context(), chief(), span)
		require.NoError(t, err)
		require.Contains(t, cells, oversight.Hour{Weekday: time.Sunday, Hour: 2, Due: 2, NotDone: 1}, "the hour that came twice")
		for _, scope := range []org.Path{berlin.Path, station.Path} {
			for _, c := range cells {
				at := &checkin.WeekHour{Weekday: c.Weekday, Hour: c.Hour, From: window.From, Until: window.Until, Zone: window.Zone}
				require.Equal(t, c.Due, countRequests(t, w, scope, checkin.Filter{Statuses: checkin.Over(), Hour: at}), "%s %d", c.Weekday, c.Hour)
				require.Equal(t, c.NotDone, countRequests(t, w, scope, checkin.Filter{Statuses: checkin.NotDone(), Hour: at}), "%s %d", c.Weekday, c.Hour)
			}
		}
	})
}

// Today and a week ago by the same time, and what is due, are as many as their lists show.
func TestToday_FiguresAreTheirLists(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		crowd(t, w)
		plan := storetest.Plan(t, w.Store, w.person)
		day := time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC) // the service's clock shows 02:00
		putRequest(t, w, plan, day, checkin.Open)
		putRequest(t, w, plan, day.Add(time.Minute), checkin.Cancelled)
		putRequest(t, w, plan, day.AddDate(0, 0, -7), checkin.Late)
		putRequest(t, w, plan, day.AddDate(0, 0, -7).Add(2*time.Hour), checkin.Late)
		for _, u := range []org.Unit{w.city, w.district, w.station} {
			today, err := w.oversight().Today(t.Context(), chief(), u.ID)
			require.NoError(t, err)
			require.Equal(t, "2026-11-22", today.Day)
			require.Equal(t, "2026-11-15", today.Week)
			sum := 0
			for _, s := range attendance.Statuses() {
				f := oversight.RecordFilter{From: today.Day, To: today.Day, Statuses: []attendance.Status{s}}
				require.Equal(t, today.Counts[s], countRecords(t, w, u.Path, f), s)
				sum += today.Counts[s]
				f.From, f.To, f.Before = today.Week, today.Week, today.WeekAt
				require.Equal(t, today.WeekCounts[s], countRecords(t, w, u.Path, f), s)
			}
			require.GreaterOrEqual(t, sum, len(phones()))
			require.Equal(t, map[attendance.Status]int{attendance.Late: 1}, today.WeekCounts, "what came after this time of day a week ago is left out")
			require.Equal(t, len(phones())+1, today.Due)
			require.Equal(t, 1, today.Open)
			f := checkin.Filter{From: today.Day, To: today.Day, Statuses: append(checkin.Over(), checkin.Open)}
			require.Equal(t, today.Due, countRequests(t, w, u.Path, f))
			f.Statuses = []checkin.Status{checkin.Open}
			require.Equal(t, today.Open, countRequests(t, w, u.Path, f))
		}
	})
}

// A ranking of persons is by rate, and each of its numbers is as many as the list of that person shows.
func TestRanking_NumbersAreTheirLists(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		crowd(t, w)
		span := oversight.Span{From: "2026-11-20", To: "2026-11-22"}
		for _, u := range []org.Unit{w.district, w.station} {
			span.UnitID = u.ID
			r, err := w.oversight().Ranking(t.Context(), chief(), span)
			require.NoError(t, err)
			require.Equal(t, len(phones()), r.Of)
			require.Len(t, r.Persons, len(phones()))
			came := -1
			for _, p := range r.Persons {
				for _, s := range attendance.Statuses() {
					f := oversight.RecordFilter{From: span.From, To: span.To, PersonID: p.PersonID, Statuses: []attendance.Status{s}}
					require.Equal(t, p.Counts[s], countRecords(t, w, u.Path, f), s)
				}
				now := p.Counts[attendance.Present] + p.Counts[attendance.Late] // of three occasions each
				require.GreaterOrEqual(t, now, came)
				came = now
			}
		}
		elsewhere := oversight.Span{UnitID: w.station.ID, From: "2026-11-22", To: "2026-11-20"}
		_, err := w.oversight().Ranking(t.Context(), chief(), elsewhere)
		require.ErrorIs(t, err, oversight.ErrInterval)
	})
}

// records is one way to read a list of attendance.
func records(name, index string, scope func(world) org.Path, f oversight.RecordFilter) read {
	return read{"records " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Oversight().ListRecords(ctx, scope(w), f, afterDay())
		return err
	}}
}

var part = regexp.MustCompile(`(?m)^(?:CO-ROUTINE|MATERIALIZE) (\S+)$`)

// withoutParts leaves out the reading of what a part of the same statement found.
func withoutParts(plan string) string {
	for _, m := range part.FindAllStringSubmatch(plan, -1) {
		plan = strings.ReplaceAll(plan, "SCAN "+m[1]+"\n", "")
	}
	return plan
}
