package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/partner"
)

type partnerRow struct {
	bun.BaseModel `bun:"table:partners"`
	ID            string `bun:",pk"`
	Name          string
	Kind          string
	UnitID        string
	Path          string
	Note          string
	URL           string `bun:"url"`
	Events        string
	MinorsReason  string
	Sealed        []byte
	OverlapUntil  *int64
	Pause         *string
	PausedAt      *int64
	FailingSince  *int64
	RestUntil     *int64
	Version       int
	CreatedAt     int64
	UpdatedAt     int64
}

func toPartnerRow(p partner.Partner) (partnerRow, error) {
	events, err := encode(p.Events)
	return partnerRow{
		ID: string(p.ID), Name: p.Name, Kind: string(p.Kind), UnitID: string(p.UnitID), Path: string(p.Path), Note: p.Note, URL: p.URL, Events: events, MinorsReason: p.MinorsReason, Sealed: p.Sealed,
		OverlapUntil: micros(p.OverlapUntil), Pause: text(string(p.Pause)), PausedAt: micros(p.PausedAt), FailingSince: micros(p.FailingSince), RestUntil: micros(p.RestUntil),
		Version: p.Version, CreatedAt: p.CreatedAt.UnixMicro(), UpdatedAt: p.UpdatedAt.UnixMicro(),
	}, err
}

func fromPartnerRow(r partnerRow) (partner.Partner, error) {
	p := partner.Partner{
		ID: partner.ID(r.ID), Name: r.Name, Kind: partner.Kind(r.Kind), UnitID: org.UnitID(r.UnitID), Path: org.Path(r.Path), Note: r.Note, URL: r.URL, MinorsReason: r.MinorsReason, Sealed: r.Sealed,
		OverlapUntil: instant(r.OverlapUntil), Pause: partner.Pause(untext(r.Pause)), PausedAt: instant(r.PausedAt), FailingSince: instant(r.FailingSince), RestUntil: instant(r.RestUntil),
		Version: r.Version, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}
	return p, decode(r.Events, &p.Events)
}

// Partners keeps partners and what is sent to them.
type Partners struct{ s *Store }

var _ partner.Store = (*Partners)(nil)

// Partners returns the partners.
func (s *Store) Partners() *Partners { return &Partners{s} }

// InTx runs fn in one transaction.
func (p *Partners) InTx(ctx context.Context, fn func(partner.Tx) error) error {
	return p.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns partner.ErrNotFound.
func (p *Partners) Get(ctx context.Context, id partner.ID) (partner.Partner, error) {
	var r partnerRow
	if err := p.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return partner.Partner{}, one(err, partner.ErrNotFound)
	}
	return fromPartnerRow(r)
}

// List returns the partners of units within scope by name. They are few, and read as a whole.
func (p *Partners) List(ctx context.Context, scope org.Path) ([]partner.Partner, error) {
	var rows []partnerRow
	if err := within(p.s.read.NewSelect().Model(&rows), "path", scope).Order("name", "id").Limit(partner.MaxOfUnit).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list partners: %w", err)
	}
	return convert(rows, fromPartnerRow)
}

// Listened returns the types that some partner has chosen.
func (p *Partners) Listened(ctx context.Context) ([]partner.Type, error) {
	all, err := p.List(ctx, org.Root)
	var out []partner.Type
	for _, one := range all {
		out = append(out, one.Events...)
	}
	return out, err
}

// IsOfMinors reports whether a roll call was for minors.
func (p *Partners) IsOfMinors(ctx context.Context, rollCallID string) (bool, error) {
	is, err := p.s.read.NewSelect().Table("roll_calls").Where("id = ? AND audience = 'minors'", rollCallID).Exists(ctx)
	if err != nil {
		return false, fmt.Errorf("read audience of roll call: %w", err)
	}
	return is, nil
}

// ListWaiting returns partners that are sent to and for which something is due.
func (p *Partners) ListWaiting(ctx context.Context, now time.Time) ([]partner.ID, error) {
	var ids []partner.ID
	err := p.s.read.NewSelect().Table("partners").Column("id").Where("pause IS NULL AND (rest_until IS NULL OR rest_until <= ?)", now.UnixMicro()).
		Where("EXISTS (SELECT 1 FROM partner_deliveries AS d WHERE d.partner_id = partners.id AND d.state = 'pending' AND d.next_at IS NOT NULL AND d.next_at <= ?)", now.UnixMicro()).
		Limit(partner.MaxOfUnit).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list partners with something due: %w", err)
	}
	return ids, nil
}

// InsertPartner returns partner.ErrName.
func (tx *Tx) InsertPartner(ctx context.Context, p partner.Partner) error {
	row, err := toPartnerRow(p)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &row, partner.ErrName)
}

// SetPartner stores what somebody decided of a partner, if nobody else did meanwhile. It returns partner.ErrChanged or
// partner.ErrName.
func (tx *Tx) SetPartner(ctx context.Context, p partner.Partner) error {
	row, err := toPartnerRow(p)
	if err != nil {
		return err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).
		Column("name", "kind", "unit_id", "path", "note", "url", "events", "minors_reason", "sealed", "overlap_until", "version", "updated_at").
		Where("id = ? AND version = ?", row.ID, row.Version-1).Exec(ctx))
	switch {
	case err != nil && isDuplicate(err):
		tx.failed = err
		return partner.ErrName
	case err != nil:
		return fmt.Errorf("set partner: %w", err)
	case !ok:
		return partner.ErrChanged
	}
	return nil
}

// SetHealth stores how a partner does, unless somebody has decided something of it meanwhile.
func (tx *Tx) SetHealth(ctx context.Context, p partner.Partner) error {
	row, err := toPartnerRow(p)
	if err != nil {
		return err
	}
	_, err = tx.db.NewUpdate().Model(&row).Column("pause", "paused_at", "failing_since", "rest_until").Where("id = ? AND version = ?", row.ID, row.Version).Exec(ctx)
	if err != nil {
		return fmt.Errorf("set health of partner: %w", err)
	}
	return nil
}

// EndRest lets a partner be tried at once.
func (tx *Tx) EndRest(ctx context.Context, id partner.ID) error {
	if _, err := tx.db.NewUpdate().Model((*partnerRow)(nil)).Set("rest_until = NULL").Where("id = ?", string(id)).Exec(ctx); err != nil {
		return fmt.Errorf("end rest of partner: %w", err)
	}
	return nil
}

// sorted is a list of deliveries, the newest first.
func (p *Partners) sorted(rows *[]partnerDeliveryRow, id partner.ID, f partner.Filter, r page.Request) *bun.SelectQuery {
	q := p.s.read.NewSelect().Model(rows).Where("partner_id = ?", string(id))
	if f.State != "" {
		q = q.Where("state = ?", string(f.State))
	}
	if f.Type != "" {
		q = q.Where("type = ?", string(f.Type))
	}
	if !f.From.IsZero() {
		q = q.Where("created_at >= ? AND created_at < ?", f.From.UnixMicro(), f.To.UnixMicro())
	}
	return inOrder(q, "created_at", r)
}
