package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// Oversight counts for supervisors.
type Oversight struct{ s *Store }

var (
	_ oversight.Reader      = (*Oversight)(nil)
	_ oversight.MonthReader = (*Oversight)(nil)
)

// Oversight returns what supervisors are told.
func (s *Store) Oversight() *Oversight { return &Oversight{s} }

// quarter is the finest step in which zones differ from UTC, in microseconds.
const quarter = int64(15 * time.Minute / time.Microsecond)

// CountSlots counts check-ins that opened with from ≤ OpensAt < to and are over.
func (o *Oversight) CountSlots(ctx context.Context, scope org.Path, from, to time.Time) ([]oversight.Slot, error) {
	var rows []struct {
		Slot    int64
		Due     int
		NotDone int
	}
	notDone := []checkin.Status{checkin.Missed, checkin.NotReached}
	q := o.s.read.NewSelect().Table("checkin_requests").ColumnExpr("opens_at / ? AS slot", quarter).ColumnExpr("count(*) AS due").
		ColumnExpr("CAST(sum(CASE WHEN status IN (?) THEN 1 ELSE 0 END) AS BIGINT) AS not_done", bun.List(notDone)).
		Where("opens_at >= ? AND opens_at < ?", from.UnixMicro(), to.UnixMicro()).Where("status NOT IN (?)", bun.List([]checkin.Status{checkin.Open, checkin.Cancelled}))
	if err := within(q, "path", scope).GroupExpr("1").OrderExpr("1").Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count slots: %w", err)
	}
	out := make([]oversight.Slot, len(rows))
	for i, r := range rows {
		out[i] = oversight.Slot{At: time.UnixMicro(r.Slot * quarter).UTC(), Due: r.Due, NotDone: r.NotDone}
	}
	return out, nil
}

// CountDay counts attendance of one day by outcome; with a time only what was before it.
func (o *Oversight) CountDay(ctx context.Context, scope org.Path, day string, before time.Time) (map[attendance.Status]int, error) {
	var rows []struct {
		Status string
		Count  int
	}
	q := within(o.s.Attendance().between(day, day), "path", scope).Column("status").ColumnExpr("count(*) AS count").Group("status")
	if !before.IsZero() {
		q = q.Where("at < ?", before.UnixMicro())
	}
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count attendance of a day: %w", err)
	}
	out := make(map[attendance.Status]int, len(rows))
	for _, r := range rows {
		out[attendance.Status(r.Status)] = r.Count
	}
	return out, nil
}

// CountDue counts check-ins of a day that have opened and were not cancelled, and how many of them are still open.
func (o *Oversight) CountDue(ctx context.Context, scope org.Path, day string) (due, open int, err error) {
	var row struct{ Due, Open int }
	q := ofDays(within(o.s.read.NewSelect().Table("checkin_requests"), "path", scope), day, day).Where("status <> ?", string(checkin.Cancelled)).
		ColumnExpr("count(*) AS due").ColumnExpr("coalesce(CAST(sum(CASE WHEN status = ? THEN 1 ELSE 0 END) AS BIGINT), 0) AS open", string(checkin.Open))
	if err := q.Scan(ctx, &row); err != nil {
		return 0, 0, fmt.Errorf("count what is due: %w", err)
	}
	return row.Due, row.Open, nil
}

// CountLoads counts, by the path of the unit, what stands at now; appeals upheld by the day they are about.
func (o *Oversight) CountLoads(ctx context.Context, scope org.Path, now time.Time, from, to string) (map[org.Path]oversight.Load, error) {
	db, out := o.s.read, map[org.Path]oversight.Load{}
	for _, part := range []struct {
		name  string
		query *bun.SelectQuery
		field func(*oversight.Load) *int
	}{
		{"officers", db.NewSelect().Table("staff_members").Where("role = ? AND disabled_at IS NULL", string(authz.Officer)), func(l *oversight.Load) *int { return &l.Officers }},
		{"open alerts", db.NewSelect().Table("alerts").Where("state <> 'resolved'"), func(l *oversight.Load) *int { return &l.OpenAlerts }},
		{"overdue alerts", db.NewSelect().Table("alerts").Where("state <> 'resolved' AND due_at < ?", now.UnixMicro()), func(l *oversight.Load) *int { return &l.OverdueAlerts }},
		{"who takes no push", db.NewSelect().Table("persons").Where("status = ?", string(person.Active)).
			Where(noPush, bun.List(o.s.pushed)), func(l *oversight.Load) *int { return &l.Unreachable }},
		{"roll calls now", db.NewSelect().Table("roll_calls").Where("state IN (?)", bun.List([]rollcall.State{rollcall.Lobby, rollcall.Live})), func(l *oversight.Load) *int { return &l.RollCallsNow }},
		{"appeals upheld", db.NewSelect().Table("appeals").Where("status = 'upheld' AND day >= ? AND day <= ?", from, to), func(l *oversight.Load) *int { return &l.Upheld }},
	} {
		var rows []struct {
			Path  string
			Count int
		}
		if err := within(part.query, "path", scope).Column("path").ColumnExpr("count(*) AS count").Group("path").Scan(ctx, &rows); err != nil {
			return nil, fmt.Errorf("count %s: %w", part.name, err)
		}
		for _, r := range rows {
			load := out[org.Path(r.Path)]
			*part.field(&load) = r.Count
			out[org.Path(r.Path)] = load
		}
	}
	return out, nil
}
