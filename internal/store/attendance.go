package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/org"
	"diandao/internal/person"
)

type attendanceRow struct {
	bun.BaseModel `bun:"table:attendance_records"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	Source        string
	SourceID      string
	Status        string
	At            int64
	Day           string
	Reason        string
	ByRole        string
	ByID          string
	UpdatedAt     int64
}

// Attendance keeps attendance records.
type Attendance struct{ s *Store }

var _ casefile.Attendance = (*Attendance)(nil)

// Attendance returns the attendance records.
func (s *Store) Attendance() *Attendance { return &Attendance{s} }

// PutAttendance inserts the record or replaces the one of the same occasion and person.
func (tx *Tx) PutAttendance(ctx context.Context, r attendance.Record) error {
	row := attendanceRow{
		ID: r.ID, PersonID: string(r.PersonID), StationID: string(r.StationID), Path: string(r.Path), Source: string(r.Source), SourceID: r.SourceID, Status: string(r.Status),
		At: r.At.UnixMicro(), Day: r.Day, Reason: r.Reason, ByRole: string(r.ByRole), ByID: r.ByID, UpdatedAt: r.UpdatedAt.UnixMicro(),
	}
	if tx.shared != nil {
		tx.shared.attendance = append(tx.shared.attendance, row)
		return nil
	}
	_, err := tx.insertRow(ctx, &row, " ON CONFLICT (source, source_id, person_id) DO UPDATE SET "+newerAttendance)
	if err != nil {
		return fmt.Errorf("put attendance: %w", err)
	}
	return nil
}

const newerAttendance = "status = EXCLUDED.status, at = EXCLUDED.at, day = EXCLUDED.day, reason = EXCLUDED.reason, by_role = EXCLUDED.by_role, by_id = EXCLUDED.by_id, updated_at = EXCLUDED.updated_at"

func (a *Attendance) between(from, to string) *bun.SelectQuery {
	return a.s.read.NewSelect().Table("attendance_records").Where("day >= ? AND day <= ?", from, to)
}

// CountByDay counts records within scope with from ≤ Day ≤ to, by Day.
func (a *Attendance) CountByDay(ctx context.Context, scope org.Path, from, to string) ([]attendance.Count, error) {
	var rows []struct {
		Day    string
		Status string
		Count  int
	}
	q := within(a.between(from, to), "path", scope).Column("day", "status").ColumnExpr("count(*) AS count").Group("day", "status").Order("day", "status")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count attendance by day: %w", err)
	}
	out := make([]attendance.Count, len(rows))
	for i, r := range rows {
		out[i] = attendance.Count{Day: r.Day, Status: attendance.Status(r.Status), Count: r.Count}
	}
	return out, nil
}

// CountByStation counts records within scope with from ≤ Day ≤ to by the path of the station.
func (a *Attendance) CountByStation(ctx context.Context, scope org.Path, from, to string) (map[org.Path]map[attendance.Status]int, error) {
	var rows []struct {
		Path   string
		Status string
		Count  int
	}
	q := within(a.between(from, to), "path", scope).Column("path", "status").ColumnExpr("count(*) AS count").Group("path", "status")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count attendance by station: %w", err)
	}
	out := map[org.Path]map[attendance.Status]int{}
	for _, r := range rows {
		path := org.Path(r.Path)
		if out[path] == nil {
			out[path] = map[attendance.Status]int{}
		}
		out[path][attendance.Status(r.Status)] = r.Count
	}
	return out, nil
}

// ListByPerson returns a person's records with from ≤ Day ≤ to, newest first, at most 400.
func (a *Attendance) ListByPerson(ctx context.Context, p person.ID, from, to string) ([]attendance.Record, error) {
	var rows []attendanceRow
	err := a.s.read.NewSelect().Model(&rows).Where("person_id = ? AND day >= ? AND day <= ?", string(p), from, to).Order("day DESC", "id DESC").Limit(400).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list attendance: %w", err)
	}
	return convert(rows, fromAttendanceRow)
}

func fromAttendanceRow(r attendanceRow) (attendance.Record, error) {
	return attendance.Record{
		ID: r.ID, PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Source: attendance.Source(r.Source), SourceID: r.SourceID,
		Status: attendance.Status(r.Status), At: time.UnixMicro(r.At).UTC(), Day: r.Day, Reason: r.Reason, ByRole: authz.Role(r.ByRole), ByID: r.ByID, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}, nil
}
