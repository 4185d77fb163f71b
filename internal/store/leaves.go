package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

type leaveRow struct {
	bun.BaseModel `bun:"table:leaves"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	FromDay       string
	ToDay         string
	Place         string
	Reason        string
	Status        string
	Level         string
	IsUrgent      bool
	AppliedAt     int64
	ReturnedAt    *int64
	OverdueAt     *int64
	UpdatedAt     int64
}

func toLeaveRow(l leave.Leave) leaveRow {
	return leaveRow{
		ID: string(l.ID), PersonID: string(l.PersonID), StationID: string(l.StationID), Path: string(l.Path), FromDay: l.FromDay, ToDay: l.ToDay, Place: l.Place, Reason: l.Reason,
		Status: string(l.Status), Level: string(l.Level), IsUrgent: l.IsUrgent, AppliedAt: l.AppliedAt.UnixMicro(), ReturnedAt: micros(l.ReturnedAt), OverdueAt: micros(l.OverdueAt), UpdatedAt: l.UpdatedAt.UnixMicro(),
	}
}

func fromLeaveRow(r leaveRow) (leave.Leave, error) {
	return leave.Leave{
		ID: leave.ID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), FromDay: r.FromDay, ToDay: r.ToDay, Place: r.Place, Reason: r.Reason,
		Status: leave.Status(r.Status), Level: org.Kind(r.Level), IsUrgent: r.IsUrgent, AppliedAt: time.UnixMicro(r.AppliedAt).UTC(), ReturnedAt: instant(r.ReturnedAt), OverdueAt: instant(r.OverdueAt),
		UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}, nil
}

type leaveStepRow struct {
	bun.BaseModel `bun:"table:leave_steps"`
	ID            string `bun:",pk"`
	LeaveID       string
	Kind          string
	Reason        string
	ByID          string
	At            int64
	ByName        *string `bun:",scanonly"`
}

// Leaves keeps leaves of absence.
type Leaves struct{ s *Store }

var _ leave.Store = (*Leaves)(nil)

// Leaves returns the leaves of absence.
func (s *Store) Leaves() *Leaves { return &Leaves{s} }

// InTx runs fn in one transaction.
func (l *Leaves) InTx(ctx context.Context, fn func(leave.Tx) error) error {
	return l.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns leave.ErrNotFound.
func (l *Leaves) Get(ctx context.Context, id leave.ID) (leave.Leave, error) {
	var r leaveRow
	if err := l.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return leave.Leave{}, one(err, leave.ErrNotFound)
	}
	return fromLeaveRow(r)
}

// List returns leaves within scope, newest first by (AppliedAt, ID).
func (l *Leaves) List(ctx context.Context, scope org.Path, f leave.Filter, p page.Request) ([]leave.Leave, error) {
	var rows []leaveRow
	q := anyOf(l.s.engine.listWithin(l.s.read.NewSelect().Model(&rows), "path", scope), "status", f.Statuses)
	q = days(q, "from_day", f.From, f.To)
	if f.IsLate {
		q = q.Where(wasLate)
	}
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if f.WaitsFor != "" {
		q = waitsFor(q, f.WaitsFor)
	}
	if err := inOrder(q, "applied_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list leaves: %w", err)
	}
	return convert(rows, fromLeaveRow)
}

// waitsFor keeps applications that wait for a level: those it decides, and at a station those it has not proposed yet.
func waitsFor(q *bun.SelectQuery, level org.Kind) *bun.SelectQuery {
	return q.Where("status = ?", string(leave.Applied)).WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("level = ?", string(level))
		if level == org.Station {
			q = q.WhereOr("updated_at <= applied_at")
		}
		return q
	})
}

// ListSteps returns a leave's history, oldest first, with names of staff.
func (l *Leaves) ListSteps(ctx context.Context, id leave.ID) ([]leave.Step, error) {
	var rows []leaveStepRow
	err := l.s.read.NewSelect().Model(&rows).ColumnExpr("leave_step_row.*").
		ColumnExpr("(SELECT m.name FROM staff_members AS m WHERE m.id = leave_step_row.by_id) AS by_name").
		Where("leave_id = ?", string(id)).Order("at", "id").Limit(200).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list steps of leave: %w", err)
	}
	return convert(rows, func(r leaveStepRow) (leave.Step, error) {
		return leave.Step{ID: r.ID, LeaveID: leave.ID(r.LeaveID), Kind: leave.StepKind(r.Kind), Reason: r.Reason, ByID: r.ByID, ByName: untext(r.ByName), At: time.UnixMicro(r.At).UTC()}, nil
	})
}

// ListOverdue returns approved leaves whose last day is before the given one and of which the station was
// not asked yet.
func (l *Leaves) ListOverdue(ctx context.Context, before string, limit int) ([]leave.Leave, error) {
	var rows []leaveRow
	err := l.s.read.NewSelect().Model(&rows).Where("status = 'approved' AND overdue_at IS NULL AND to_day < ?", before).Order("to_day").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list overdue leaves: %w", err)
	}
	return convert(rows, fromLeaveRow)
}

// covers says that a leave is approved and covers a day, given twice, or some of the days from the second to the first.
const covers = "status IN ('approved', 'returned') AND from_day <= ? AND to_day >= ?"

// OnLeave returns those of the persons whom an approved leave covers on the day.
func (l *Leaves) OnLeave(ctx context.Context, persons []person.ID, day string) (map[person.ID]bool, error) {
	out := map[person.ID]bool{}
	if len(persons) == 0 {
		return out, nil
	}
	var ids []person.ID
	err := l.s.read.NewSelect().Table("leaves").Column("person_id").Where("person_id IN (?)", bun.List(persons)).
		Where(covers, day, day).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("read who is on leave: %w", err)
	}
	for _, id := range ids {
		out[id] = true
	}
	return out, nil
}

// DaysOnLeave returns those of the days, in any order, that an approved leave of the person covers. Leaves of one
// person share no day, so that there are never more of them than days between the first and the last.
func (l *Leaves) DaysOnLeave(ctx context.Context, who person.ID, days []string) (map[string]bool, error) {
	out := map[string]bool{}
	if len(days) == 0 {
		return out, nil
	}
	var rows []leaveRow
	err := l.s.read.NewSelect().Model(&rows).Column("from_day", "to_day").Where("person_id = ?", string(who)).
		Where(covers, slices.Max(days), slices.Min(days)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read days on leave: %w", err)
	}
	for _, d := range days {
		if slices.ContainsFunc(rows, func(r leaveRow) bool { return r.FromDay <= d && d <= r.ToDay }) {
			out[d] = true
		}
	}
	return out, nil
}

// LeavesOf returns the person's leaves that take days, the newest first. The person's row is held meanwhile,
// so that two applications of one person are written one after the other on every engine.
func (tx *Tx) LeavesOf(ctx context.Context, p person.ID) ([]leave.Leave, error) {
	if _, err := tx.db.NewUpdate().Table("persons").Set("id = id").Where("id = ?", string(p)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("hold person: %w", err)
	}
	var rows []leaveRow
	err := tx.db.NewSelect().Model(&rows).Where("person_id = ? AND status IN ('applied', 'approved', 'returned')", string(p)).
		Order("applied_at DESC", "id DESC").Limit(500).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read leaves of person: %w", err)
	}
	return convert(rows, fromLeaveRow)
}

// InsertLeave stores an application.
func (tx *Tx) InsertLeave(ctx context.Context, l leave.Leave) error {
	row := toLeaveRow(l)
	return tx.insert(ctx, &row, nil)
}

// SetLeave stores what changes in a leave's life if it is still as from says. It returns leave.ErrMoved.
func (tx *Tx) SetLeave(ctx context.Context, l, from leave.Leave) error {
	row := toLeaveRow(l)
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("to_day", "status", "returned_at", "overdue_at", "updated_at").
		Where("id = ? AND status = ? AND updated_at = ?", row.ID, string(from.Status), from.UpdatedAt.UnixMicro()).Exec(ctx))
	if err != nil {
		return fmt.Errorf("set leave: %w", err)
	}
	if !ok {
		return leave.ErrMoved
	}
	return nil
}

// InsertStep stores an entry of a leave's history.
func (tx *Tx) InsertStep(ctx context.Context, s leave.Step) error {
	return tx.insert(ctx, &leaveStepRow{ID: s.ID, LeaveID: string(s.LeaveID), Kind: string(s.Kind), Reason: s.Reason, ByID: s.ByID, At: s.At.UnixMicro()}, nil)
}
