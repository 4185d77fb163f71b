package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/alert"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

type alertRow struct {
	bun.BaseModel `bun:"table:alerts"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	Kind          string
	Severity      string
	SourceID      string
	Causes        string
	State         string
	OwnerID       string
	Level         string
	DueAt         int64
	Note          string
	OpenedAt      int64
	UpdatedAt     int64
	ResolvedAt    *int64
}

func toAlertRow(a alert.Alert) (alertRow, error) {
	causes, err := encode(a.Causes)
	return alertRow{
		ID: string(a.ID), PersonID: string(a.PersonID), StationID: string(a.StationID), Path: string(a.Path), Kind: string(a.Kind), Severity: string(a.Severity), SourceID: a.SourceID,
		Causes: causes, State: string(a.State), OwnerID: a.OwnerID, Level: string(a.Level), DueAt: a.DueAt.UnixMicro(), Note: a.Note, OpenedAt: a.OpenedAt.UnixMicro(), UpdatedAt: a.UpdatedAt.UnixMicro(), ResolvedAt: micros(a.ResolvedAt),
	}, err
}

func fromAlertRow(r alertRow) (alert.Alert, error) {
	a := alert.Alert{
		ID: alert.ID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Kind: alert.Kind(r.Kind), Severity: alert.Severity(r.Severity), SourceID: r.SourceID,
		State: alert.State(r.State), OwnerID: r.OwnerID, Level: org.Kind(r.Level), DueAt: time.UnixMicro(r.DueAt).UTC(), Note: r.Note, OpenedAt: time.UnixMicro(r.OpenedAt).UTC(), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(), ResolvedAt: instant(r.ResolvedAt),
	}
	return a, decode(r.Causes, &a.Causes)
}

// Alerts keeps alerts.
type Alerts struct{ s *Store }

var _ alert.Store = (*Alerts)(nil)

// Alerts returns the alerts.
func (s *Store) Alerts() *Alerts { return &Alerts{s} }

// InTx runs fn in one transaction.
func (a *Alerts) InTx(ctx context.Context, fn func(alert.Tx) error) error {
	return a.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns alert.ErrNotFound.
func (a *Alerts) Get(ctx context.Context, id alert.ID) (alert.Alert, error) {
	var r alertRow
	if err := a.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return alert.Alert{}, one(err, alert.ErrNotFound)
	}
	return fromAlertRow(r)
}

// List returns alerts within scope, newest first by (OpenedAt, ID).
func (a *Alerts) List(ctx context.Context, scope org.Path, f alert.Filter, p page.Request) ([]alert.Alert, error) {
	var rows []alertRow
	q := a.s.engine.listWithin(a.s.read.NewSelect().Model(&rows), "path", scope)
	q = besides(a.s.engine, besides(a.s.engine, anyOf(q, "state", f.States), "kind", f.Kinds), "severity", f.Severities)
	q = during(q, "opened_at", f.From, f.To)
	if !f.Overdue.IsZero() {
		q = q.Where("state <> ? AND due_at < ?", string(alert.Resolved), f.Overdue.UnixMicro())
	}
	if f.IsPassedUp {
		q = q.Where("level <> ?", string(org.Station))
	}
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if err := inOrder(q, "opened_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list alerts: %w", err)
	}
	return convert(rows, fromAlertRow)
}

// RaiseAlert inserts the alert; one of the same kind, source and person makes it a no-op, unless it ended because its
// check-in was opened again.
func (tx *Tx) RaiseAlert(ctx context.Context, a alert.Alert) error {
	row, err := toAlertRow(a)
	if err != nil {
		return err
	}
	insert := tx.db.NewInsert().Model(&row).On("CONFLICT (kind, source_id, person_id) DO UPDATE")
	for _, column := range []string{"severity", "causes", "state", "owner_id", "level", "due_at", "note", "opened_at", "updated_at", "resolved_at"} {
		insert = insert.Set("? = EXCLUDED.?", bun.Ident(column), bun.Ident(column))
	}
	if _, err := insert.Where("alert_row.state = ? AND alert_row.note = ?", string(alert.Resolved), alert.NoteReopened).Exec(ctx); err != nil {
		return fmt.Errorf("raise alert: %w", err)
	}
	return nil
}

// SetAlert stores what changes in an alert's life if the stored state is from. It returns alert.ErrMoved.
func (tx *Tx) SetAlert(ctx context.Context, a alert.Alert, from alert.State) error {
	row, err := toAlertRow(a)
	if err != nil {
		return err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("state", "owner_id", "note", "updated_at", "resolved_at").
		Where("id = ? AND state = ?", row.ID, string(from)).Exec(ctx))
	if err != nil {
		return fmt.Errorf("set alert: %w", err)
	}
	if !ok {
		return alert.ErrMoved
	}
	return nil
}

// ReleaseAlert ends the alert of this kind, source and person with alert.NoteReopened, also one that was resolved
// before; what was noted then stays in the ledger.
func (tx *Tx) ReleaseAlert(ctx context.Context, k alert.Kind, sourceID string, p person.ID, now time.Time) error {
	_, err := tx.exec(ctx, "UPDATE alerts SET state = ?, note = ?, updated_at = ?, resolved_at = COALESCE(resolved_at, ?) WHERE kind = ? AND source_id = ? AND person_id = ?",
		string(alert.Resolved), alert.NoteReopened, now.UnixMicro(), now.UnixMicro(), string(k), sourceID, string(p))
	if err != nil {
		return fmt.Errorf("release alert: %w", err)
	}
	return nil
}

// SettleAlert resolves the alert of this kind, source and person, if it is not resolved.
func (tx *Tx) SettleAlert(ctx context.Context, k alert.Kind, sourceID string, p person.ID, note string, now time.Time) error {
	_, err := tx.exec(ctx, "UPDATE alerts SET state = ?, note = ?, updated_at = ?, resolved_at = ? WHERE kind = ? AND source_id = ? AND person_id = ? AND state <> ?",
		string(alert.Resolved), note, now.UnixMicro(), now.UnixMicro(), string(k), sourceID, string(p), string(alert.Resolved))
	if err != nil {
		return fmt.Errorf("settle alert: %w", err)
	}
	return nil
}

// ListOpen returns alerts within scope that are not resolved and wait for the level or one above it, or are
// critical, newest first.
func (a *Alerts) ListOpen(ctx context.Context, scope org.Path, level org.Kind, limit int) ([]alert.Alert, error) {
	var rows []alertRow
	q := within(a.s.read.NewSelect().Model(&rows), "path", scope).Where("state <> ?", string(alert.Resolved))
	if level != org.Station {
		levels := []org.Kind{org.City}
		if level == org.District {
			levels = append(levels, org.District)
		}
		q = q.Where("(level IN (?) OR severity = ?)", bun.List(levels), string(alert.Critical))
	}
	if err := q.Order("opened_at DESC", "id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list open alerts: %w", err)
	}
	return convert(rows, fromAlertRow)
}

// ListOverdue returns alerts below the city's level that are not resolved with DueAt ≤ now, earliest first.
func (a *Alerts) ListOverdue(ctx context.Context, now time.Time, limit int) ([]alert.Alert, error) {
	var rows []alertRow
	err := a.s.read.NewSelect().Model(&rows).Where("state <> 'resolved' AND level <> 'city' AND due_at <= ?", now.UnixMicro()).
		Order("due_at").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list overdue alerts: %w", err)
	}
	return convert(rows, fromAlertRow)
}

// LastContacts tells when each person was last heard of.
func (a *Alerts) LastContacts(ctx context.Context, persons []person.ID) (map[person.ID]time.Time, error) {
	out := make(map[person.ID]time.Time, len(persons))
	for batch := range slices.Chunk(persons, 200) {
		attended := a.s.read.NewSelect().Table("attendance_records").Column("person_id").ColumnExpr("max(at) AS last").
			Where("person_id IN (?)", bun.List(batch)).Where("status IN ('present', 'late', 'review')").Group("person_id")
		seen := a.s.read.NewSelect().Table("devices").Column("person_id").ColumnExpr("max(last_seen_at) AS last").
			Where("person_id IN (?)", bun.List(batch)).Where("last_seen_at IS NOT NULL").Group("person_id")
		for _, q := range []*bun.SelectQuery{attended, seen} {
			var rows []struct {
				PersonID person.ID
				Last     int64
			}
			if err := q.Scan(ctx, &rows); err != nil {
				return nil, fmt.Errorf("read last contacts: %w", err)
			}
			for _, r := range rows {
				if at := time.UnixMicro(r.Last).UTC(); at.After(out[r.PersonID]) {
					out[r.PersonID] = at
				}
			}
		}
	}
	return out, nil
}

// EscalateAlert stores Level, DueAt and UpdatedAt if the alert is not resolved and its level is still from.
func (tx *Tx) EscalateAlert(ctx context.Context, a alert.Alert, from org.Kind) (bool, error) {
	return changed(tx.db.NewUpdate().Table("alerts").Set("level = ?, due_at = ?, updated_at = ?", string(a.Level), a.DueAt.UnixMicro(), a.UpdatedAt.UnixMicro()).
		Where("id = ? AND level = ? AND state <> 'resolved'", string(a.ID), string(from)).Exec(ctx))
}

// CountPersons counts active persons within scope by station.
func (a *Alerts) CountPersons(ctx context.Context, scope org.Path) (map[org.UnitID]int, error) {
	var rows []struct {
		StationID org.UnitID
		Count     int
	}
	q := a.s.read.NewSelect().Table("persons").Column("station_id").ColumnExpr("count(*) AS count").Where("status = ?", string(person.Active)).Group("station_id")
	if err := within(q, "path", scope).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count persons: %w", err)
	}
	out := make(map[org.UnitID]int, len(rows))
	for _, r := range rows {
		out[r.StationID] = r.Count
	}
	return out, nil
}
