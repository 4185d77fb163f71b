package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// noPush says that no phone of a person takes push: none has an address on these channels, or each that has one said
// since that it shows no notices. push.Phone asks the same of one person's phones.
const noPush = "NOT EXISTS (SELECT 1 FROM push_subscriptions AS s JOIN devices AS d ON d.id = s.device_id WHERE s.person_id = persons.id " +
	"AND (d.notices IS NULL OR d.notices NOT IN ('off', 'denied') OR s.created_at > d.said_at) AND s.channel IN (?))"

// wasDecided says that an officer decided what was handed in for a request.
const wasDecided = "EXISTS (SELECT 1 FROM checkins AS k JOIN checkin_decisions AS d ON d.checkin_id = k.id WHERE k.request_id = request_row.id)"

// wasLate says that the return from a leave was late: the station was asked about it.
const wasLate = "overdue_at IS NOT NULL"

// CountDays counts attendance with first ≤ Day ≤ last.
func (o *Oversight) CountDays(ctx context.Context, scope org.Path, first, last string) ([]oversight.DayCount, error) {
	var rows []struct {
		Path   string
		Day    string
		Status string
		Source string
		Count  int
	}
	q := within(o.s.Attendance().between(first, last), "path", scope).Column("path", "day", "status", "source").ColumnExpr("count(*) AS count").Group("path", "day", "status", "source")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count attendance of a month: %w", err)
	}
	out := make([]oversight.DayCount, len(rows))
	for i, r := range rows {
		out[i] = oversight.DayCount{
			Path: org.Path(r.Path), Day: r.Day, Status: attendance.Status(r.Status), IsRollCall: attendance.Source(r.Source) == attendance.FromRollCall, Count: r.Count,
		}
	}
	return out, nil
}

// counting is a part of a month: rows of a table by path, and what each column that is summed up is called.
type counting struct {
	query *bun.SelectQuery
	sums  []summed
}

type summed struct {
	figure oversight.Figure
	expr   string
}

const each = "count(*)"

func when(condition string) string {
	return "coalesce(CAST(sum(CASE WHEN " + condition + " THEN 1 ELSE 0 END) AS BIGINT), 0)"
}

// CountMonth counts every figure but attendance by the path of the unit; momentary ones as they stand. Each table is
// read once, for all units together.
func (o *Oversight) CountMonth(ctx context.Context, scope org.Path, span oversight.MonthSpan) (map[org.Path]oversight.Counts, error) {
	out := map[org.Path]oversight.Counts{}
	for _, c := range o.countings(scope, span) {
		if err := o.tally(ctx, scope, c, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (o *Oversight) countings(scope org.Path, span oversight.MonthSpan) []counting {
	db := o.s.read
	opened := func(table, column string) *bun.SelectQuery {
		return during(db.NewSelect().Table(table), column, span.From, span.Until)
	}
	requests := func() *bun.SelectQuery {
		return ofDays(db.NewSelect().Table("checkin_requests"), span.First, span.Last)
	}
	return []counting{
		{db.NewSelect().Table("persons").Where("status = ?", string(person.Active)), []summed{{oversight.Persons, each}}},
		{db.NewSelect().Table("persons").Where("status = ?", string(person.Active)).Where(noPush, bun.List(o.s.pushed)), []summed{{oversight.Unreachable, each}}},
		{db.NewSelect().Table("staff_members").Where("role = ? AND disabled_at IS NULL", string(authz.Officer)), []summed{{oversight.Officers, each}}},
		{opened("roll_calls", "created_at").Where("state IN (?)", bun.List([]rollcall.State{rollcall.Closed, rollcall.Sealed})), []summed{{oversight.RollCalls, each}}},
		{o.waits(scope, span), []summed{
			{oversight.CheckinsDecided, each}, {oversight.DecidedInDay, when(fmt.Sprintf("took <= %d", dayMicros))}, {oversight.DecidedMinutes, fmt.Sprintf("coalesce(CAST(sum(took / %d) AS BIGINT), 0)", minuteMicros)},
		}},
		{opened("alerts", "opened_at"), []summed{{oversight.Alerts, each}, {oversight.AlertsPassedUp, when("level <> 'station'")}, {oversight.AlertsOpen, when("state <> 'resolved'")}}},
		{days(db.NewSelect().Table("appeals"), "day", span.First, span.Last), []summed{
			{oversight.AppealsLodged, each}, {oversight.AppealsUpheld, when("status = '" + string(appeal.Upheld) + "'")},
		}},
		{days(db.NewSelect().Table("leaves"), "from_day", span.First, span.Last).Where("status IN ('approved', 'returned')"), []summed{
			{oversight.LeavesGranted, each}, {oversight.LeavesLate, when(wasLate)},
		}},
		{opened("lost_contacts", "opened_at"), []summed{{oversight.LostContacts, each}}},
		{requests().Where("extended IS NOT NULL"), []summed{{oversight.Extended, each}}},
	}
}

const (
	minuteMicros = int64(time.Minute / time.Microsecond)
	dayMicros    = int64(24 * time.Hour / time.Microsecond)
)

// waits are the requests that an officer decided, with how long what was handed in waited; of several the shortest.
func (o *Oversight) waits(scope org.Path, span oversight.MonthSpan) *bun.SelectQuery {
	inner := o.decided(scope, span.First, span.Last).ColumnExpr("r.path AS path, r.id AS id, min(d.at - k.received_at) AS took").GroupExpr("r.path, r.id")
	return o.s.read.NewSelect().TableExpr("(?) AS w", inner)
}

// tally adds what a counting finds to out.
func (o *Oversight) tally(ctx context.Context, scope org.Path, c counting, out map[org.Path]oversight.Counts) error {
	q := within(c.query, "path", scope).ColumnExpr("path AS path").GroupExpr("path")
	for i, s := range c.sums {
		q = q.ColumnExpr("? AS ?", bun.Safe(s.expr), bun.Ident(fmt.Sprintf("n%d", i)))
	}
	var rows []struct {
		Path       string
		N0, N1, N2 int
	}
	if err := q.Scan(ctx, &rows); err != nil {
		return fmt.Errorf("count %s of a month: %w", c.sums[0].figure, err)
	}
	for _, r := range rows {
		path := org.Path(r.Path)
		if out[path] == nil {
			out[path] = oversight.Counts{}
		}
		for i, s := range c.sums {
			out[path][s.figure] += []int{r.N0, r.N1, r.N2}[i]
		}
	}
	return nil
}

// ListMonthIncidents returns incidents that ran in [From, Until), oldest first, with how many check-ins within scope each
// moved.
func (o *Oversight) ListMonthIncidents(ctx context.Context, scope org.Path, span oversight.MonthSpan, limit int) ([]oversight.NotedIncident, error) {
	var rows []struct {
		Kind    string
		Channel string
		FromAt  int64
		ToAt    *int64
		Moved   int
	}
	moved := within(o.s.read.NewSelect().TableExpr("request_extensions AS e").Join("JOIN checkin_requests AS r ON r.id = e.request_id").
		ColumnExpr("count(*)").Where("e.incident_id = i.id"), "r.path", scope)
	err := o.s.read.NewSelect().TableExpr("incidents AS i").ColumnExpr("i.kind, i.channel, i.from_at, i.to_at").ColumnExpr("(?) AS moved", moved).
		Where("i.from_at < ? AND (i.to_at IS NULL OR i.to_at >= ?)", span.Until.UnixMicro(), span.From.UnixMicro()).OrderExpr("i.from_at, i.id").Limit(int64(limit)).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("list incidents of a month: %w", err)
	}
	out := make([]oversight.NotedIncident, len(rows))
	for n, r := range rows {
		out[n] = oversight.NotedIncident{Kind: r.Kind, Channel: r.Channel, From: time.UnixMicro(r.FromAt).UTC(), To: instant(r.ToAt), Moved: r.Moved}
	}
	return out, nil
}

// ListRecords returns attendance within scope, newest first by (Day, ID).
func (o *Oversight) ListRecords(ctx context.Context, scope org.Path, f oversight.RecordFilter, p page.Request) ([]attendance.Record, error) {
	var rows []attendanceRow
	q := anyOf(o.s.engine.listWithin(o.s.read.NewSelect().Model(&rows), "path", scope), "status", f.Statuses)
	if f.Source != "" {
		q = q.Where("source = ?", string(f.Source))
	}
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if !f.Before.IsZero() {
		q = q.Where("at < ?", f.Before.UnixMicro())
	}
	q = o.s.engine.ofTrait(days(q, "day", f.From, f.To), "attendance_row.person_id", f.Trait)
	if p.After.ID != "" {
		q = q.Where("(day, id) < (?, ?)", p.After.Text, p.After.ID)
	}
	if err := q.OrderExpr("day DESC, id DESC").Limit(int64(p.Rows())).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list attendance: %w", err)
	}
	return convert(rows, fromAttendanceRow)
}
