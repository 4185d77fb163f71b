package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/sanction"
)

type sanctionRow struct {
	bun.BaseModel `bun:"table:sanctions"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	Kind          string
	Day           string
	Facts         string
	Grounds       string
	Status        string
	ProposedBy    string
	ProposedAt    int64
	DecidedBy     string
	DecidedAt     *int64
	Reason        string
	RevokedBy     string
	RevokedAt     *int64
	RevokeReason  string
	UpdatedAt     int64
}

func toSanctionRow(v sanction.Sanction) (sanctionRow, error) {
	grounds, err := encode(append([]sanction.Ground{}, v.Grounds...))
	return sanctionRow{
		ID: string(v.ID), PersonID: string(v.PersonID), StationID: string(v.StationID), Path: string(v.Path), Kind: string(v.Kind), Day: v.Day, Facts: v.Facts, Grounds: grounds,
		Status: string(v.Status), ProposedBy: v.ProposedBy, ProposedAt: v.ProposedAt.UnixMicro(), DecidedBy: v.DecidedBy, DecidedAt: micros(v.DecidedAt), Reason: v.Reason,
		RevokedBy: v.RevokedBy, RevokedAt: micros(v.RevokedAt), RevokeReason: v.RevokeReason, UpdatedAt: v.UpdatedAt.UnixMicro(),
	}, err
}

func fromSanctionRow(r sanctionRow) (sanction.Sanction, error) {
	v := sanction.Sanction{
		ID: sanction.ID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Kind: sanction.Kind(r.Kind), Day: r.Day, Facts: r.Facts,
		Status: sanction.Status(r.Status), ProposedBy: r.ProposedBy, ProposedAt: time.UnixMicro(r.ProposedAt).UTC(), DecidedBy: r.DecidedBy, DecidedAt: instant(r.DecidedAt), Reason: r.Reason,
		RevokedBy: r.RevokedBy, RevokedAt: instant(r.RevokedAt), RevokeReason: r.RevokeReason, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}
	return v, decode(r.Grounds, &v.Grounds)
}

// Sanctions keeps sanctions.
type Sanctions struct{ s *Store }

var _ sanction.Store = (*Sanctions)(nil)

// Sanctions returns the sanctions.
func (s *Store) Sanctions() *Sanctions { return &Sanctions{s} }

// InTx runs fn in one transaction.
func (s *Sanctions) InTx(ctx context.Context, fn func(sanction.Tx) error) error {
	return s.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns sanction.ErrNotFound.
func (s *Sanctions) Get(ctx context.Context, id sanction.ID) (sanction.Sanction, error) {
	var r sanctionRow
	if err := s.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return sanction.Sanction{}, one(err, sanction.ErrNotFound)
	}
	return fromSanctionRow(r)
}

// List returns sanctions within scope, newest first by (ProposedAt, ID).
func (s *Sanctions) List(ctx context.Context, scope org.Path, f sanction.Filter, p page.Request) ([]sanction.Sanction, error) {
	var rows []sanctionRow
	q := anyOf(s.s.engine.listWithin(s.s.read.NewSelect().Model(&rows), "path", scope), "status", f.Statuses)
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if err := inOrder(q, "proposed_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list sanctions: %w", err)
	}
	return convert(rows, fromSanctionRow)
}

// CountByKind counts the person's approved sanctions that were not revoked, with Day in [from, to].
func (s *Sanctions) CountByKind(ctx context.Context, p person.ID, from, to string) (map[sanction.Kind]int, error) {
	var rows []struct {
		Kind  sanction.Kind
		Count int
	}
	err := s.s.read.NewSelect().Table("sanctions").Column("kind").ColumnExpr("COUNT(*) AS count").
		Where("person_id = ? AND status = 'approved' AND day >= ? AND day <= ?", string(p), from, to).Group("kind").Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("count sanctions: %w", err)
	}
	out := map[sanction.Kind]int{}
	for _, r := range rows {
		out[r.Kind] = r.Count
	}
	return out, nil
}

// groundTables are where the records lie that a sanction rests on, with the column of their ids.
func groundTables() map[sanction.GroundSource][2]string {
	return map[sanction.GroundSource][2]string{
		sanction.OfCheckin: {"checkin_requests", "id"}, sanction.OfRollCall: {"roll_call_invitees", "roll_call_id"}, sanction.OfAlert: {"alerts", "id"},
	}
}

// idsOf are the ids of the grounds of a source.
func idsOf(all []sanction.Ground, of sanction.GroundSource) []string {
	var ids []string
	for _, g := range all {
		if g.Source == of {
			ids = append(ids, g.ID)
		}
	}
	return ids
}

// MissingGrounds returns those of the grounds that are not on record of the person.
func (s *Sanctions) MissingGrounds(ctx context.Context, p person.ID, all []sanction.Ground) ([]sanction.Ground, error) {
	var missing []sanction.Ground
	for source, table := range groundTables() {
		ids := idsOf(all, source)
		if len(ids) == 0 {
			continue
		}
		var found []string
		err := s.s.read.NewSelect().Table(table[0]).ColumnExpr("?", bun.Ident(table[1])).
			Where("person_id = ? AND ? IN (?)", string(p), bun.Ident(table[1]), bun.List(ids)).Scan(ctx, &found)
		if err != nil {
			return nil, fmt.Errorf("look up %s: %w", table[0], err)
		}
		for _, id := range ids {
			if !slices.Contains(found, id) {
				missing = append(missing, sanction.Ground{Source: source, ID: id})
			}
		}
	}
	return missing, nil
}

// Cautions returns what is to be known of what a sanction rests on.
func (s *Sanctions) Cautions(ctx context.Context, p person.ID, all []sanction.Ground) ([]sanction.Caution, error) {
	out := []sanction.Caution{}
	for _, look := range []func(context.Context, person.ID, []sanction.Ground) ([]sanction.Caution, error){s.openAppeals, s.outages, s.notAgainst, s.unsettled} {
		found, err := look(ctx, p, all)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// cautionsOf turns the ids that a query finds into cautions.
func cautionsOf(ctx context.Context, q *bun.SelectQuery, code sanction.CautionCode, source sanction.GroundSource) ([]sanction.Caution, error) {
	var ids []string
	if err := q.Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("look for %s of %s: %w", code, source, err)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	out := make([]sanction.Caution, len(ids))
	for i, id := range ids {
		out[i] = sanction.Caution{Code: code, Ground: sanction.Ground{Source: source, ID: id}}
	}
	return out, nil
}

// appealedGrounds finds the ids of what the person has an open appeal against.
func appealedGrounds(db bun.IDB, p person.ID, source sanction.GroundSource, ids []string) *bun.SelectQuery {
	return db.NewSelect().Table("appeals").Column("source_id").Where("status = 'open' AND person_id = ? AND source = ? AND source_id IN (?)", string(p), string(source), bun.List(ids))
}

func (s *Sanctions) openAppeals(ctx context.Context, p person.ID, all []sanction.Ground) ([]sanction.Caution, error) {
	var out []sanction.Caution
	for _, source := range []sanction.GroundSource{sanction.OfCheckin, sanction.OfRollCall} {
		ids := idsOf(all, source)
		if len(ids) == 0 {
			continue
		}
		found, err := cautionsOf(ctx, appealedGrounds(s.s.read, p, source, ids), sanction.AppealOpen, source)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func (s *Sanctions) outages(ctx context.Context, p person.ID, all []sanction.Ground) ([]sanction.Caution, error) {
	ids := idsOf(all, sanction.OfCheckin)
	if len(ids) == 0 {
		return nil, nil
	}
	q := s.s.read.NewSelect().TableExpr("checkin_requests AS r").ColumnExpr("r.id").Where("r.person_id = ? AND r.id IN (?)", string(p), bun.List(ids)).
		Where("r.extended IS NOT NULL OR EXISTS (SELECT 1 FROM incidents AS i WHERE i.from_at < r.closes_at AND (i.to_at IS NULL OR i.to_at > r.opens_at))")
	return cautionsOf(ctx, q, sanction.Outage, sanction.OfCheckin)
}

func (s *Sanctions) notAgainst(ctx context.Context, p person.ID, all []sanction.Ground) ([]sanction.Caution, error) {
	var out []sanction.Caution
	for _, source := range []sanction.GroundSource{sanction.OfCheckin, sanction.OfRollCall} {
		ids := idsOf(all, source)
		if len(ids) == 0 {
			continue
		}
		q := s.s.read.NewSelect().Table("attendance_records").Column("source_id").
			Where("source = ? AND source_id IN (?) AND person_id = ? AND status NOT IN ('absent', 'late')", string(source), bun.List(ids), string(p))
		found, err := cautionsOf(ctx, q, sanction.NotAgainst, source)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func (s *Sanctions) unsettled(ctx context.Context, p person.ID, all []sanction.Ground) ([]sanction.Caution, error) {
	ids := idsOf(all, sanction.OfAlert)
	if len(ids) == 0 {
		return nil, nil
	}
	q := s.s.read.NewSelect().Table("alerts").Column("id").Where("person_id = ? AND id IN (?) AND state <> 'resolved'", string(p), bun.List(ids))
	return cautionsOf(ctx, q, sanction.Unsettled, sanction.OfAlert)
}

// InsertSanction stores a proposal.
func (tx *Tx) InsertSanction(ctx context.Context, v sanction.Sanction) error {
	row, err := toSanctionRow(v)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &row, nil)
}

// SetSanction stores what a decision, a withdrawal or a revocation changes if the stored status is from. It
// returns sanction.ErrMoved.
func (tx *Tx) SetSanction(ctx context.Context, v sanction.Sanction, from sanction.Status) error {
	row, err := toSanctionRow(v)
	if err != nil {
		return err
	}
	columns := []string{"status", "updated_at", "decided_by", "decided_at", "reason"}
	if v.Status == sanction.Revoked {
		columns = []string{"status", "updated_at", "revoked_by", "revoked_at", "revoke_reason"}
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column(columns...).Where("id = ? AND status = ?", row.ID, string(from)).Exec(ctx))
	if err != nil {
		return fmt.Errorf("set sanction: %w", err)
	}
	if !ok {
		return sanction.ErrMoved
	}
	return nil
}

// HasOpenAppeal reports whether there is an open appeal of the person against one of the grounds.
func (tx *Tx) HasOpenAppeal(ctx context.Context, p person.ID, all []sanction.Ground) (bool, error) {
	for _, source := range []sanction.GroundSource{sanction.OfCheckin, sanction.OfRollCall} {
		ids := idsOf(all, source)
		if len(ids) == 0 {
			continue
		}
		n, err := appealedGrounds(tx.db, p, source, ids).Count(ctx)
		if err != nil {
			return false, fmt.Errorf("look for open appeals: %w", err)
		}
		if n > 0 {
			return true, nil
		}
	}
	return false, nil
}
