package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/internal/store/storetest"
)

// history is what happened at two stations of a district in October, with something on either side of it that is not to
// be counted.
func history(t *testing.T, w world) (org.Unit, person.Person) {
	t.Helper()
	ctx := t.Context()
	second := storetest.Unit(w.district, org.Station, "330106009", "蒋村司法所")
	require.NoError(t, w.Orgs().InsertUnits(ctx, []org.Unit{second}))
	other := storetest.Person(t, w.Store, second, "B001", "李秀英")
	storetest.Staff(t, w.Store, w.station, authz.Officer, "one")
	storetest.Staff(t, w.Store, w.district, authz.Officer, "two")
	mine, theirs := storetest.Plan(t, w.Store, w.person), storetest.Plan(t, w.Store, other)
	first := time.Date(2026, 10, 1, 1, 0, 0, 0, time.UTC)
	putRequest(t, w, mine, first, checkin.Accepted)
	putRequest(t, w, mine, first.AddDate(0, 0, 30), checkin.Missed)
	putRequest(t, w, mine, first.AddDate(0, 0, -1), checkin.Missed)
	putRequest(t, w, mine, first.AddDate(0, 0, 31), checkin.Missed)
	putRequest(t, w, theirs, first.AddDate(0, 0, 4), checkin.Late)
	putRequest(t, w, theirs, first.AddDate(0, 0, 5), checkin.NotReached)
	raise := func(p person.Person, opened time.Time, state alert.State, level org.Kind) {
		a := alert.Alert{
			ID: alert.ID(id.New()), PersonID: p.ID, StationID: p.StationID, Path: p.Path, Kind: alert.CheckinMissed, Severity: alert.Warning, SourceID: id.New(), State: state,
			OpenedAt: opened, UpdatedAt: opened, Level: level, DueAt: opened.Add(time.Hour),
		}
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.RaiseAlert(ctx, a) }))
	}
	midnight := time.Date(2026, 10, 31, 16, 0, 0, 0, time.UTC) // of the first of November in the city
	raise(w.person, midnight.Add(-time.Microsecond), alert.Open, org.Station)
	raise(w.person, midnight, alert.Open, org.District)
	raise(other, first, alert.Resolved, org.District)
	require.NoError(t, w.Leaves().InTx(ctx, func(tx leave.Tx) error {
		l := leave.Leave{
			ID: leave.ID(id.New()), PersonID: other.ID, StationID: second.ID, Path: second.Path, FromDay: "2026-10-31", ToDay: "2026-11-02", Place: "湖州", Reason: "探亲", Status: leave.Returned, Level: org.Station,
			AppliedAt: first, OverdueAt: midnight.AddDate(0, 0, 3), UpdatedAt: midnight,
		}
		return tx.InsertLeave(ctx, l)
	}))
	require.NoError(t, w.Appeals().InTx(ctx, func(tx appeal.Tx) error {
		return tx.InsertAppeal(ctx, appeal.Appeal{
			ID: appeal.ID(id.New()), PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, Source: attendance.FromCheckin, SourceID: id.New(), Day: "2026-10-31", Against: attendance.Absent,
			Text: "没有电", Status: appeal.Open, OpenedAt: midnight.AddDate(0, 0, 1), DueAt: midnight.AddDate(0, 0, 8),
		})
	}))
	return second, other
}

func chief() authz.Actor { return authz.Actor{Role: authz.Supervisor, ID: "s", Scope: "/9901/"} }

func reportsOf(w world, now *clock.Manual) *oversight.Reports {
	return oversight.NewReports(w.Reports(), w.Oversight(), w.Orgs(), now)
}

func TestReports_CountTheMonthAndNothingElse(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		second, _ := history(t, w)
		now := clock.NewManual(time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC))
		r, err := reportsOf(w, now).Make(t.Context(), chief(), w.district.ID, "2026-10", "第一次")
		require.NoError(t, err)
		want := oversight.Counts{
			oversight.Persons: 2, oversight.Officers: 2, oversight.Unreachable: 2, oversight.Present: 1, oversight.Late: 1, oversight.Absent: 1, oversight.NotReached: 1,
			oversight.Alerts: 2, oversight.AlertsPassedUp: 1, oversight.AlertsOpen: 1, oversight.AppealsLodged: 1, oversight.LeavesGranted: 1, oversight.LeavesLate: 1,
		}
		require.Empty(t, oversight.Changes(want, r.Body.Counts, true))
		require.Len(t, r.Body.Below, 2)
		require.Equal(t, 500, r.Body.Below[0].Counts.Rate(), "half of each station came")
		require.Equal(t, 1, byName(r, second.Name)[oversight.Late])
		require.Equal(t, 1, byName(r, w.station.Name)[oversight.Absent])
		require.Equal(t, []string{"2026-10-01", "2026-10-05", "2026-10-06", "2026-10-31"}, daysOf(r))
		for _, g := range r.Body.Fairness {
			require.True(t, g.IsFew)
			require.Zero(t, g.Occasions, "four occasions are persons whom somebody knows")
		}
	})
}

func byName(r oversight.ReportDetail, name string) oversight.Counts {
	for _, b := range r.Body.Below {
		if b.Name == name {
			return b.Counts
		}
	}
	return nil
}

func daysOf(r oversight.ReportDetail) []string {
	var out []string
	for _, d := range r.Body.Days {
		out = append(out, d.Day)
	}
	return out
}

// What was frozen stays, what changes afterwards is told, and a correction is a version of its own.
func TestReports_AreFrozenAndCorrectedByAVersion(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		history(t, w)
		now := clock.NewManual(time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC))
		reports := reportsOf(w, now)
		first, err := reports.Make(ctx, chief(), w.station.ID, "2026-10", "第一次")
		require.NoError(t, err)
		read, err := reports.Get(ctx, chief(), first.ID)
		require.NoError(t, err)
		require.Equal(t, first.Report, read.Report, "read back as it was made, on every engine")
		since, err := reports.Since(ctx, chief(), first.ID)
		require.NoError(t, err)
		require.Empty(t, since)

		err = w.Exec(ctx, "UPDATE attendance_records SET status = 'excused' WHERE day = '2026-10-31' AND person_id = ?", string(w.person.ID))
		require.NoError(t, err)
		want := []oversight.Change{{Figure: oversight.Absent, Before: 1, After: 0}, {Figure: oversight.Excused, Before: 0, After: 1}}
		since, err = reports.Since(ctx, chief(), first.ID)
		require.NoError(t, err)
		require.Equal(t, want, since)
		_, err = reports.Make(ctx, chief(), w.station.ID, "2026-10", "  ")
		require.ErrorIs(t, err, oversight.ErrReason)
		second, err := reports.Make(ctx, chief(), w.station.ID, "2026-10", "申诉已成立")
		require.NoError(t, err)
		require.Equal(t, 2, second.Version)
		require.Equal(t, want, second.Corrected)
		require.NotEqual(t, first.Sum, second.Sum)
		old, err := reports.Get(ctx, chief(), first.ID)
		require.NoError(t, err)
		require.Equal(t, first.Body, old.Body)
		require.Len(t, old.Versions, 2)
		entries, err := w.Audit().Walk(ctx, w.station.Path, 0, 100)
		require.NoError(t, err)
		last := entries[len(entries)-1]
		require.Equal(t, "report.made", last.Action)
		require.Equal(t, "申诉已成立", last.Reason)
		require.Contains(t, string(last.Data), second.Sum, "the audit holds the digest")
		list, err := reports.List(ctx, chief(), w.station.ID, page.Request{})
		require.NoError(t, err)
		require.Len(t, list, 1, "a month stands once, with its newest version")
		require.Equal(t, second.ID, list[0].ID)
		require.ErrorIs(t, w.Reports().InTx(ctx, func(tx oversight.ReportTx) error { return tx.InsertReport(ctx, second.Report) }), oversight.ErrNewer)

		err = w.Exec(ctx, "UPDATE monthly_reports SET body = replace(body, '文新', '西湖') WHERE id = ?", string(first.ID))
		require.NoError(t, err)
		err = w.Exec(ctx, "UPDATE monthly_reports SET body = body || ' ' WHERE id = ?", string(first.ID))
		require.NoError(t, err)
		_, err = reports.Get(ctx, chief(), first.ID)
		require.ErrorIs(t, err, oversight.ErrDamaged)
	})
}

func TestReports_OfAMonthThatRunsOrOfOthersAreRefused(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		now := clock.NewManual(time.Date(2026, 10, 31, 15, 59, 0, 0, time.UTC))
		reports := reportsOf(w, now)
		_, err := reports.Make(ctx, chief(), w.station.ID, "2026-10", "早了一分钟")
		require.ErrorIs(t, err, oversight.ErrMonth)
		now.Advance(time.Minute)
		made, err := reports.Make(ctx, chief(), w.station.ID, "2026-10", "到了")
		require.NoError(t, err)
		_, err = reports.Make(ctx, chief(), w.station.ID, "2016-09", "太久以前")
		require.ErrorIs(t, err, oversight.ErrMonth)
		_, err = reports.Make(ctx, chief(), org.UnitID(id.New()), "2026-09", "没有这个单位")
		require.ErrorIs(t, err, oversight.ErrUnit)
		elsewhere := authz.Actor{Role: authz.Supervisor, ID: "e", Scope: "/9901/990199/"}
		_, err = reports.Make(ctx, elsewhere, w.station.ID, "2026-09", "别人的")
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = reports.Get(ctx, elsewhere, made.ID)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = reports.Since(ctx, elsewhere, made.ID)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = reports.Make(ctx, authz.Actor{Role: authz.Officer, ID: "o", Scope: w.station.Path}, w.station.ID, "2026-09", "不归我")
		require.ErrorIs(t, err, authz.ErrForbidden)
		_, err = reports.Get(ctx, chief(), oversight.ReportID(id.New()))
		require.ErrorIs(t, err, oversight.ErrReport)
	})
}

// The first of the month, an outage of two, and two servers at once: one report a month, none left out.
func TestReports_DueOnesComeOnceAndCatchUp(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		now := clock.NewManual(time.Date(2026, 10, 15, 0, 0, 0, 0, time.UTC))
		reports := reportsOf(w, now)
		round := func() []oversight.Due {
			due, err := w.Reports().ListDueReports(ctx, now.Now(), 100)
			require.NoError(t, err)
			n, err := reports.AskDue(ctx)
			require.NoError(t, err)
			require.Len(t, due, n)
			again, err := reports.AskDue(ctx)
			require.NoError(t, err)
			require.Zero(t, again, "what was asked for is not asked for again at once")
			for _, d := range due {
				for range 2 { // delivered twice
					require.NoError(t, reports.MakeDue(ctx, oversight.MakeJob{UnitID: d.UnitID, Month: d.Month}))
				}
			}
			return due
		}
		_, err := reports.AskDue(ctx) // lists the units
		require.NoError(t, err)
		now.Advance(2 * time.Hour) // whoever was asked lost the job
		require.Len(t, round(), 3, "of city, district and station, about September")
		require.Empty(t, round())
		now.Set(time.Date(2026, 10, 31, 17, 59, 59, 0, time.UTC))
		require.Empty(t, round(), "a second before two in the morning")
		now.Advance(time.Second)
		require.Len(t, round(), 3)
		byHand, err := reports.Make(ctx, chief(), w.station.ID, "2026-10", "更正")
		require.NoError(t, err)
		require.Equal(t, 2, byHand.Version)
		now.Set(time.Date(2027, 2, 1, 3, 0, 0, 0, time.UTC)) // away since November
		for _, month := range []oversight.Month{"2026-11", "2026-12", "2027-01"} {
			due := round()
			require.Len(t, due, 3)
			for _, d := range due {
				require.Equal(t, month, d.Month)
			}
		}
		require.Empty(t, round())
		list, err := reports.List(ctx, chief(), w.station.ID, page.Request{Limit: 4})
		require.NoError(t, err)
		rest, err := reports.List(ctx, chief(), w.station.ID, page.Request{Limit: 4, After: page.Cursor{Text: string(list[3].Month), ID: string(list[3].ID)}})
		require.NoError(t, err)
		var months []oversight.Month
		for _, r := range append(list, rest...) {
			months = append(months, r.Month)
		}
		require.Equal(t, []oversight.Month{"2027-01", "2026-12", "2026-11", "2026-10", "2026-09"}, months)
		require.Equal(t, "system", list[0].MadeBy)
		require.Equal(t, 2, list[3].Version)
	})
}

func TestRecords_ListWhatFiguresCount(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		_, other := history(t, w)
		read := func(scope org.Path, f oversight.RecordFilter, limit int) []attendance.Record {
			var out []attendance.Record
			p := page.Request{Limit: limit}
			for {
				rows, err := w.Oversight().ListRecords(ctx, scope, f, p)
				require.NoError(t, err)
				out = append(out, rows...)
				if len(rows) < limit {
					return out
				}
				last := rows[len(rows)-1]
				p.After = page.Cursor{Text: last.Day, ID: last.ID}
			}
		}
		october := oversight.RecordFilter{From: "2026-10-01", To: "2026-10-31"}
		require.Len(t, read(w.district.Path, october, 1), 4)
		require.Len(t, read(org.Root, oversight.RecordFilter{}, 2), 6)
		october.Statuses = []attendance.Status{attendance.Absent}
		got := read(w.city.Path, october, 1)
		require.Len(t, got, 1)
		require.Equal(t, w.person.ID, got[0].PersonID)
		october.Source = attendance.FromRollCall
		require.Empty(t, read(w.city.Path, october, 10))
		require.Len(t, read(other.Path, oversight.RecordFilter{}, 10), 2)
	})
}

// Each figure of a report is as many as the list behind it shows.
func TestLists_ShowWhatFiguresCount(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		history(t, w)
		r, err := reportsOf(w, clock.NewManual(time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC))).Make(ctx, chief(), w.district.ID, "2026-10", "第一次")
		require.NoError(t, err)
		zone, err := time.LoadLocation("Asia/Shanghai")
		require.NoError(t, err)
		span, err := r.Month.Span(zone)
		require.NoError(t, err)
		all, scope := page.Request{Limit: 100}, w.district.Path
		for figure, count := range map[oversight.Figure]func() (int, error){
			oversight.Alerts: func() (int, error) {
				rows, err := w.Alerts().List(ctx, scope, alert.Filter{From: span.From, To: span.Until}, all)
				return len(rows), err
			},
			oversight.AlertsPassedUp: func() (int, error) {
				rows, err := w.Alerts().List(ctx, scope, alert.Filter{From: span.From, To: span.Until, IsPassedUp: true}, all)
				return len(rows), err
			},
			oversight.LeavesGranted: func() (int, error) {
				rows, err := w.Leaves().List(ctx, scope, leave.Filter{From: span.First, To: span.Last, Statuses: []leave.Status{leave.Approved, leave.Returned}}, all)
				return len(rows), err
			},
			oversight.LeavesLate: func() (int, error) {
				rows, err := w.Leaves().List(ctx, scope, leave.Filter{From: span.First, To: span.Last, IsLate: true}, all)
				return len(rows), err
			},
			oversight.AppealsLodged: func() (int, error) {
				rows, err := w.Appeals().List(ctx, scope, appeal.Filter{From: span.First, To: span.Last}, all)
				return len(rows), err
			},
			oversight.CheckinsDecided: func() (int, error) {
				rows, err := w.Checkins().ListRequests(ctx, scope, checkin.Filter{From: span.First, To: span.Last, IsDecided: true}, all)
				return len(rows), err
			},
			oversight.Extended: func() (int, error) {
				rows, err := w.Checkins().ListRequests(ctx, scope, checkin.Filter{From: span.First, To: span.Last, IsExtended: true}, all)
				return len(rows), err
			},
			oversight.RollCalls: func() (int, error) {
				rows, err := w.RollCalls().List(ctx, scope, rollcall.Filter{From: span.From, To: span.Until, States: []rollcall.State{rollcall.Closed, rollcall.Sealed}}, all)
				return len(rows), err
			},
			oversight.Unreachable: func() (int, error) { return countNoPush(ctx, w, scope) },
		} {
			n, err := count()
			require.NoError(t, err, figure)
			require.Equal(t, r.Body.Counts[figure], n, figure)
		}
		overdue, err := w.Alerts().List(ctx, scope, alert.Filter{Overdue: span.Until.AddDate(0, 0, 1), Kinds: []alert.Kind{alert.CheckinMissed}, Severities: []alert.Severity{alert.Warning}}, all)
		require.NoError(t, err)
		require.Len(t, overdue, 2)
	})
}

func TestExports_AreOnTheChainOfTheirUnit(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		exports := oversight.NewExports(w.Reports(), w.Orgs(), clock.NewManual(noon))
		require.NoError(t, exports.Record(ctx, chief(), oversight.Export{List: oversight.ListAlerts, Form: oversight.FormXLSX, UnitID: w.district.ID, Filters: map[string]string{"state": "open"}, Rows: 7}))
		entries, err := w.Audit().Walk(ctx, w.district.Path, 0, 10)
		require.NoError(t, err)
		require.Len(t, entries, 1)
		require.Equal(t, "list.exported", entries[0].Action)
		require.Equal(t, "list:alerts", entries[0].Subject)
		require.JSONEq(t, `{"list":"alerts","form":"xlsx","unit":"`+string(w.district.ID)+`","filters":{"state":"open"},"rows":7}`, string(entries[0].Data))
		elsewhere := authz.Actor{Role: authz.Supervisor, ID: "e", Scope: "/9901/990199/"}
		require.ErrorIs(t, exports.Record(ctx, elsewhere, oversight.Export{List: oversight.ListAlerts, Form: oversight.FormCSV, UnitID: w.district.ID}), authz.ErrOutOfScope)
		require.ErrorIs(t, exports.Record(ctx, authz.Actor{Role: authz.Officer, Scope: w.station.Path}, oversight.Export{List: oversight.ListAudit, Form: oversight.FormCSV}), authz.ErrForbidden)
	})
}

func countNoPush(ctx context.Context, w world, scope org.Path) (int, error) {
	rows, err := w.Persons().List(ctx, scope, casefile.Filter{Statuses: []person.Status{person.Active}, HasNoPush: true}, page.Request{Limit: 100})
	return len(rows), err
}
