package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/audit"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
)

type reportRow struct {
	bun.BaseModel `bun:"table:monthly_reports"`
	ID            string `bun:",pk"`
	UnitID        string
	Path          string
	Month         string
	Version       int
	SchemaVersion int
	Body          string
	Sha256        string
	MadeAt        int64
	MadeBy        string
	Reason        string
}

func toReportRow(r oversight.Report) (reportRow, error) {
	body, sum, err := r.Body.Freeze()
	if err != nil {
		return reportRow{}, err
	}
	return reportRow{
		ID: string(r.ID), UnitID: string(r.UnitID), Path: string(r.Path), Month: string(r.Month), Version: r.Version, SchemaVersion: r.Body.Schema, Body: body, Sha256: sum,
		MadeAt: r.MadeAt.UnixMicro(), MadeBy: r.MadeBy, Reason: r.Reason,
	}, nil
}

func fromReportRow(r reportRow) (oversight.Report, error) {
	body, err := oversight.Thaw(r.Body, r.Sha256)
	return oversight.Report{
		ID: oversight.ReportID(r.ID), UnitID: org.UnitID(r.UnitID), Path: org.Path(r.Path), Month: oversight.Month(r.Month), Version: r.Version, Body: body, Sum: r.Sha256,
		MadeAt: time.UnixMicro(r.MadeAt).UTC(), MadeBy: r.MadeBy, Reason: r.Reason,
	}, err
}

type dueRow struct {
	bun.BaseModel `bun:"table:monthly_reports_due"`
	UnitID        string `bun:",pk"`
	Month         string
	DueAt         int64
}

// Reports keeps monthly reports, and notes exports.
type Reports struct{ s *Store }

var (
	_ oversight.ReportStore = (*Reports)(nil)
	_ oversight.ExportStore = (*Reports)(nil)
)

// Reports returns the monthly reports.
func (s *Store) Reports() *Reports { return &Reports{s} }

// InTx runs fn in one transaction.
func (r *Reports) InTx(ctx context.Context, fn func(oversight.ReportTx) error) error {
	return r.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// InTxAudit runs fn in one transaction that only writes entries.
func (r *Reports) InTxAudit(ctx context.Context, fn func(audit.Recorder) error) error {
	return r.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// GetReport returns oversight.ErrReport.
func (r *Reports) GetReport(ctx context.Context, id oversight.ReportID) (oversight.Report, error) {
	var row reportRow
	if err := r.s.read.NewSelect().Model(&row).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return oversight.Report{}, one(err, oversight.ErrReport)
	}
	return fromReportRow(row)
}

// ListReports returns the newest version of each month of a unit, newest month first by (Month, ID).
func (r *Reports) ListReports(ctx context.Context, unit org.UnitID, p page.Request) ([]oversight.Report, error) {
	var rows []reportRow
	q := r.s.read.NewSelect().Model(&rows).Where("unit_id = ?", string(unit)).
		Where("NOT EXISTS (SELECT 1 FROM monthly_reports AS n WHERE n.unit_id = report_row.unit_id AND n.month = report_row.month AND n.version > report_row.version)")
	if p.After.ID != "" {
		q = q.Where("month < ?", p.After.Text) // one a month, so that the month alone is the key
	}
	if err := q.Order("month DESC").Limit(int64(p.Rows())).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	return convert(rows, fromReportRow)
}

// ListVersions returns a month's versions, newest first.
func (r *Reports) ListVersions(ctx context.Context, unit org.UnitID, m oversight.Month, limit int) ([]oversight.Report, error) {
	var rows []reportRow
	err := r.s.read.NewSelect().Model(&rows).Where("unit_id = ? AND month = ?", string(unit), string(m)).Order("version DESC").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list versions of a report: %w", err)
	}
	return convert(rows, fromReportRow)
}

// ListUnlisted returns units for which no report is due ever, by Path.
func (r *Reports) ListUnlisted(ctx context.Context, limit int) ([]org.Unit, error) {
	var rows []unitRow
	err := r.s.read.NewSelect().Model(&rows).Where("NOT EXISTS (SELECT 1 FROM monthly_reports_due AS d WHERE d.unit_id = unit_row.id)").Order("path").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list units without reports: %w", err)
	}
	return convert(rows, fromUnitRow)
}

// ListDueReports returns what is due with At ≤ now, earliest first.
func (r *Reports) ListDueReports(ctx context.Context, now time.Time, limit int) ([]oversight.Due, error) {
	var rows []dueRow
	if err := r.s.read.NewSelect().Model(&rows).Where("due_at <= ?", now.UnixMicro()).Order("due_at").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list due reports: %w", err)
	}
	return convert(rows, func(d dueRow) (oversight.Due, error) {
		return oversight.Due{UnitID: org.UnitID(d.UnitID), Month: oversight.Month(d.Month), At: time.UnixMicro(d.DueAt).UTC()}, nil
	})
}

// MakerName is the name of a staff member, "" for who is not known.
func (r *Reports) MakerName(ctx context.Context, staffID string) (string, error) {
	return r.s.Staff().name(ctx, staffID)
}

// InsertReport stores a version. It returns oversight.ErrNewer when there is one of this number.
func (tx *Tx) InsertReport(ctx context.Context, r oversight.Report) error {
	row, err := toReportRow(r)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &row, oversight.ErrNewer)
}

// LastReportVersion returns the number of the newest version of a month, 0 without any.
func (tx *Tx) LastReportVersion(ctx context.Context, unit org.UnitID, m oversight.Month) (int, error) {
	var last int
	err := tx.db.NewSelect().Table("monthly_reports").ColumnExpr("coalesce(max(version), 0)").Where("unit_id = ? AND month = ?", string(unit), string(m)).Scan(ctx, &last)
	if err != nil {
		return 0, fmt.Errorf("read last version of a report: %w", err)
	}
	return last, nil
}

// InsertDue lists a unit; one that is listed makes it a no-op.
func (tx *Tx) InsertDue(ctx context.Context, d oversight.Due) error {
	row := dueRow{UnitID: string(d.UnitID), Month: string(d.Month), DueAt: d.At.UnixMicro()}
	if _, err := tx.db.NewInsert().Model(&row).On("CONFLICT (unit_id) DO NOTHING").Exec(ctx); err != nil {
		return fmt.Errorf("list unit for reports: %w", err)
	}
	return nil
}

// MoveDue stores d if what is due is still the month from, and reports whether it was.
func (tx *Tx) MoveDue(ctx context.Context, d oversight.Due, from oversight.Month) (bool, error) {
	return changed(tx.db.NewUpdate().Table("monthly_reports_due").Set("month = ?, due_at = ?", string(d.Month), d.At.UnixMicro()).
		Where("unit_id = ? AND month = ?", string(d.UnitID), string(from)).Exec(ctx))
}

// PutOffDue stores At if what is due is still d, and reports whether it was.
func (tx *Tx) PutOffDue(ctx context.Context, d oversight.Due, at time.Time) (bool, error) {
	return changed(tx.db.NewUpdate().Table("monthly_reports_due").Set("due_at = ?", at.UnixMicro()).
		Where("unit_id = ? AND month = ? AND due_at = ?", string(d.UnitID), string(d.Month), d.At.UnixMicro()).Exec(ctx))
}
