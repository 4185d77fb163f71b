package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/partner"
)

type partnerDeliveryRow struct {
	bun.BaseModel `bun:"table:partner_deliveries"`
	ID            string `bun:",pk"`
	PartnerID     string
	EventID       string
	Type          string
	Path          string
	IsMinor       bool
	Body          string
	State         string
	Attempts      int
	NextAt        *int64
	AgainID       *string
	CreatedAt     int64
	SettledAt     *int64
}

func toPartnerDeliveryRow(d partner.Delivery) partnerDeliveryRow {
	return partnerDeliveryRow{
		ID: string(d.ID), PartnerID: string(d.PartnerID), EventID: d.EventID, Type: string(d.Type), Path: string(d.Path), IsMinor: d.IsMinor, Body: d.Body, State: string(d.State),
		Attempts: d.Attempts, NextAt: micros(d.NextAt), AgainID: text(d.AgainID), CreatedAt: d.CreatedAt.UnixMicro(), SettledAt: micros(d.SettledAt),
	}
}

func fromPartnerDeliveryRow(r partnerDeliveryRow) (partner.Delivery, error) {
	return partner.Delivery{
		ID: partner.DeliveryID(r.ID), PartnerID: partner.ID(r.PartnerID), EventID: r.EventID, Type: partner.Type(r.Type), Path: org.Path(r.Path), IsMinor: r.IsMinor, Body: r.Body,
		State: partner.State(r.State), Attempts: r.Attempts, NextAt: instant(r.NextAt), AgainID: untext(r.AgainID), CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), SettledAt: instant(r.SettledAt),
	}, nil
}

type partnerTryRow struct {
	bun.BaseModel `bun:"table:partner_tries"`
	ID            string `bun:",pk"`
	DeliveryID    string
	At            int64
	Status        int
	Took          int64 // microseconds
	Class         *string
}

// GetDelivery returns partner.ErrNoDelivery.
func (p *Partners) GetDelivery(ctx context.Context, id partner.DeliveryID) (partner.Delivery, error) {
	var r partnerDeliveryRow
	if err := p.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return partner.Delivery{}, one(err, partner.ErrNoDelivery)
	}
	all, err := p.withTries(ctx, []partnerDeliveryRow{r})
	if err != nil {
		return partner.Delivery{}, err
	}
	return all[0], nil
}

// ListDeliveries returns a partner's deliveries with their tries, newest first by (CreatedAt, ID).
func (p *Partners) ListDeliveries(ctx context.Context, id partner.ID, f partner.Filter, r page.Request) ([]partner.Delivery, error) {
	var rows []partnerDeliveryRow
	if err := p.sorted(&rows, id, f, r).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list deliveries to partner: %w", err)
	}
	return p.withTries(ctx, rows)
}

// withTries adds the last tries of each delivery, oldest first.
func (p *Partners) withTries(ctx context.Context, rows []partnerDeliveryRow) ([]partner.Delivery, error) {
	out, err := convert(rows, fromPartnerDeliveryRow)
	if err != nil || len(out) == 0 {
		return out, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	var tries []partnerTryRow
	// Ten tries for each time that it is sent: what is left out was sent again by hand some hundred times.
	err = p.s.read.NewSelect().Model(&tries).Where("delivery_id IN (?)", bun.List(ids)).Order("delivery_id", "at DESC", "id DESC").Limit(int64(len(ids)) * 50).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list tries of deliveries: %w", err)
	}
	of := map[partner.DeliveryID][]partner.Try{}
	for _, r := range tries {
		did := partner.DeliveryID(r.DeliveryID)
		if len(of[did]) < partner.MaxTries {
			of[did] = append(of[did], partner.Try{
				ID: r.ID, DeliveryID: did, At: time.UnixMicro(r.At).UTC(), Status: r.Status, Took: time.Duration(r.Took) * time.Microsecond, Class: partner.Class(untext(r.Class)),
			})
		}
	}
	for i := range out {
		out[i].Tries = of[out[i].ID]
		slices.Reverse(out[i].Tries)
	}
	return out, nil
}

// CountAgain counts the deliveries that were sent again together.
func (p *Partners) CountAgain(ctx context.Context, id partner.ID, againID string) (partner.Counts, error) {
	var rows []struct {
		State string
		N     int
	}
	err := p.s.read.NewSelect().Table("partner_deliveries").ColumnExpr("state, count(*) AS n").
		Where("again_id = ? AND partner_id = ?", againID, string(id)).GroupExpr("state").Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("count deliveries sent again: %w", err)
	}
	out := partner.Counts{}
	for _, r := range rows {
		out[partner.State(r.State)] = r.N
	}
	return out, nil
}

// ListDue returns what is to be sent to a partner, the longest due first.
func (p *Partners) ListDue(ctx context.Context, id partner.ID, now time.Time, limit int) ([]partner.Delivery, error) {
	var rows []partnerDeliveryRow
	err := p.s.read.NewSelect().Model(&rows).Where("partner_id = ? AND state = 'pending' AND next_at IS NOT NULL AND next_at <= ?", string(id), now.UnixMicro()).
		Order("next_at", "id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list due deliveries: %w", err)
	}
	return convert(rows, fromPartnerDeliveryRow)
}

// Sweep deletes at most limit deliveries made before an instant, with their tries, and tells how many.
func (p *Partners) Sweep(ctx context.Context, before time.Time, limit int) (int, error) {
	n := 0
	err := p.s.InTx(ctx, func(tx *Tx) error {
		var ids []string
		err := tx.db.NewSelect().Table("partner_deliveries").Column("id").Where("created_at < ?", before.UnixMicro()).Order("created_at").Limit(int64(limit)).Scan(ctx, &ids)
		if n = len(ids); err != nil || n == 0 {
			return err
		}
		if _, err := tx.db.NewDelete().Table("partner_tries").Where("delivery_id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
			return err
		}
		_, err = tx.db.NewDelete().Table("partner_deliveries").Where("id IN (?)", bun.List(ids)).Exec(ctx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("sweep deliveries to partners: %w", err)
	}
	return n, nil
}

// InsertDelivery does nothing when the partner has a delivery of the event.
func (tx *Tx) InsertDelivery(ctx context.Context, d partner.Delivery) error {
	row := toPartnerDeliveryRow(d)
	if _, err := tx.db.NewInsert().Model(&row).On("CONFLICT (event_id, partner_id) DO NOTHING").Exec(ctx); err != nil {
		tx.failed = err
		return fmt.Errorf("insert delivery to partner: %w", err)
	}
	return nil
}

// SetDelivery stores what came of a delivery if it is still as from says, and reports whether it was.
func (tx *Tx) SetDelivery(ctx context.Context, d, from partner.Delivery) (bool, error) {
	row := toPartnerDeliveryRow(d)
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("state", "attempts", "next_at", "again_id", "settled_at").
		Where("id = ? AND state = ? AND attempts = ?", row.ID, string(from.State), from.Attempts).Exec(ctx))
	if err != nil {
		return false, fmt.Errorf("set delivery to partner: %w", err)
	}
	return ok, nil
}

// Hasten makes all that waits for its next try due at now.
func (tx *Tx) Hasten(ctx context.Context, id partner.ID, now time.Time) error {
	_, err := tx.db.NewUpdate().Table("partner_deliveries").Set("next_at = ?", now.UnixMicro()).
		Where("partner_id = ? AND state = 'pending' AND next_at IS NOT NULL AND next_at > ?", string(id), now.UnixMicro()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("hasten deliveries: %w", err)
	}
	return nil
}

// SendAgain makes given-up deliveries pending and due now, and tells how many.
func (tx *Tx) SendAgain(ctx context.Context, id partner.ID, from, to time.Time, againID string, now time.Time, limit int) (int, error) {
	oldest := tx.db.NewSelect().Table("partner_deliveries").Column("id").
		Where("partner_id = ? AND state = 'given_up' AND type <> 'partner.test' AND created_at >= ? AND created_at < ?", string(id), from.UnixMicro(), to.UnixMicro()).
		Order("created_at", "id").Limit(int64(limit))
	res, err := tx.db.NewUpdate().Table("partner_deliveries").Set("state = 'pending', attempts = 0, settled_at = NULL, next_at = ?, again_id = ?", now.UnixMicro(), againID).
		Where("id IN (?)", oldest).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("send deliveries again: %w", err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// StopAgain makes what is pending of those sent again together given up, and tells how many.
func (tx *Tx) StopAgain(ctx context.Context, id partner.ID, againID string, now time.Time) (int, error) {
	res, err := tx.db.NewUpdate().Table("partner_deliveries").Set("state = 'given_up', settled_at = ?, next_at = NULL", now.UnixMicro()).
		Where("again_id = ? AND partner_id = ? AND state = 'pending'", againID, string(id)).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("stop deliveries that are sent again: %w", err)
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// InsertTry stores one request and what came of it.
func (tx *Tx) InsertTry(ctx context.Context, t partner.Try) error {
	return tx.insert(ctx, &partnerTryRow{
		ID: t.ID, DeliveryID: string(t.DeliveryID), At: t.At.UnixMicro(), Status: t.Status, Took: t.Took.Microseconds(), Class: text(string(t.Class)),
	}, nil)
}
