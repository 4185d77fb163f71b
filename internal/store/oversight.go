package store

import (
	"context"
	"fmt"
	"strconv"
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

// traitRow is a count by the traits of persons.
type traitRow struct {
	Sex    string
	Born   string
	Device string
	Way    string
	Status string
	Count  int
}

func (r traitRow) traits() (oversight.Traits, error) {
	year, err := strconv.Atoi(r.Born)
	if err != nil {
		return oversight.Traits{}, fmt.Errorf("stored year of birth: %w", err)
	}
	return oversight.Traits{Sex: r.Sex, BornYear: year, Device: r.Device, Way: r.Way}, nil
}

// byTraits sums counts of persons (person_id, status, n) up by the persons' traits. A phone is the newest that is
// not revoked.
func (o *Oversight) byTraits(ctx context.Context, counts *bun.SelectQuery) ([]traitRow, error) {
	var rows []traitRow
	err := o.s.read.NewSelect().TableExpr("(?) AS c", counts).Join("JOIN persons AS p ON p.id = c.person_id").
		ColumnExpr("p.sex AS sex, substr(p.born_on, 1, 4) AS born").
		ColumnExpr("coalesce((SELECT d.name FROM devices AS d WHERE d.person_id = p.id AND d.revoked_at IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1), '') AS device").
		ColumnExpr("coalesce((SELECT w.way FROM person_ways AS w WHERE w.person_id = p.id ORDER BY w.version DESC LIMIT 1), ?) AS way", string(checkin.ByFace)).
		ColumnExpr("c.status AS status, CAST(sum(c.n) AS BIGINT) AS count").GroupExpr("1, 2, 3, 4, 5").Scan(ctx, &rows)
	return rows, err
}

// CountTraits counts attendance with from ≤ Day ≤ to by the traits of persons.
func (o *Oversight) CountTraits(ctx context.Context, scope org.Path, from, to string) ([]oversight.Tally, error) {
	counts := within(o.s.Attendance().between(from, to), "path", scope).Column("person_id", "status").ColumnExpr("count(*) AS n").Group("person_id", "status")
	rows, err := o.byTraits(ctx, counts)
	if err != nil {
		return nil, fmt.Errorf("count attendance by traits: %w", err)
	}
	return convert(rows, func(r traitRow) (oversight.Tally, error) {
		t, err := r.traits()
		return oversight.Tally{Traits: t, Status: attendance.Status(r.Status), Count: r.Count}, err
	})
}

// CountDecided counts decisions with from ≤ At < to by the traits of persons.
func (o *Oversight) CountDecided(ctx context.Context, scope org.Path, from, to time.Time) ([]oversight.Decided, error) {
	counts := o.s.read.NewSelect().TableExpr("checkin_decisions AS d").Join("JOIN checkins AS k ON k.id = d.checkin_id").
		ColumnExpr("k.person_id AS person_id, '' AS status, count(DISTINCT k.id) AS n").Where("d.at >= ? AND d.at < ?", from.UnixMicro(), to.UnixMicro())
	rows, err := o.byTraits(ctx, within(counts, "k.path", scope).Group("k.person_id"))
	if err != nil {
		return nil, fmt.Errorf("count decisions by traits: %w", err)
	}
	return convert(rows, func(r traitRow) (oversight.Decided, error) {
		t, err := r.traits()
		return oversight.Decided{Traits: t, Count: r.Count}, err
	})
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
			Where(noPush), func(l *oversight.Load) *int { return &l.Unreachable }},
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
