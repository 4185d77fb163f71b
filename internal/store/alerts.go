package store

import (
	"context"
	"fmt"
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
	Note          string
	OpenedAt      int64
	UpdatedAt     int64
	ResolvedAt    *int64
}

func toAlertRow(a alert.Alert) (alertRow, error) {
	causes, err := encode(a.Causes)
	return alertRow{
		ID: string(a.ID), PersonID: string(a.PersonID), StationID: string(a.StationID), Path: string(a.Path), Kind: string(a.Kind), Severity: string(a.Severity), SourceID: a.SourceID,
		Causes: causes, State: string(a.State), OwnerID: a.OwnerID, Note: a.Note, OpenedAt: a.OpenedAt.UnixMicro(), UpdatedAt: a.UpdatedAt.UnixMicro(), ResolvedAt: micros(a.ResolvedAt),
	}, err
}

func fromAlertRow(r alertRow) (alert.Alert, error) {
	a := alert.Alert{
		ID: alert.ID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Kind: alert.Kind(r.Kind), Severity: alert.Severity(r.Severity), SourceID: r.SourceID,
		State: alert.State(r.State), OwnerID: r.OwnerID, Note: r.Note, OpenedAt: time.UnixMicro(r.OpenedAt).UTC(), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(), ResolvedAt: instant(r.ResolvedAt),
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
	q = anyOf(q, "state", f.States)
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if err := newestFirst(q, "opened_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list alerts: %w", err)
	}
	return convert(rows, fromAlertRow)
}

// RaiseAlert inserts the alert; one of the same kind, source and person makes it a no-op.
func (tx *Tx) RaiseAlert(ctx context.Context, a alert.Alert) error {
	row, err := toAlertRow(a)
	if err != nil {
		return err
	}
	if _, err := tx.db.NewInsert().Model(&row).On("CONFLICT (kind, source_id, person_id) DO NOTHING").Exec(ctx); err != nil {
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

// SettleAlert resolves the alert of this kind, source and person, if it is not resolved.
func (tx *Tx) SettleAlert(ctx context.Context, k alert.Kind, sourceID string, p person.ID, note string, now time.Time) error {
	_, err := tx.db.NewUpdate().Table("alerts").Set("state = ?, note = ?, updated_at = ?, resolved_at = ?", string(alert.Resolved), note, now.UnixMicro(), now.UnixMicro()).
		Where("kind = ? AND source_id = ? AND person_id = ? AND state <> ?", string(k), sourceID, string(p), string(alert.Resolved)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("settle alert: %w", err)
	}
	return nil
}
