package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"diandao/internal/casefile"
	"diandao/internal/org"
)

type unitRow struct {
	bun.BaseModel `bun:"table:units"`
	ID            string `bun:",pk"`
	ParentID      *string
	Kind          string
	Code          string
	Name          string
	Path          string
	Zone          string
	Telephone     string
	Version       int
}

func toUnitRow(u org.Unit) unitRow {
	return unitRow{
		ID: string(u.ID), ParentID: text(string(u.ParentID)), Kind: string(u.Kind), Code: u.Code, Name: u.Name, Path: string(u.Path), Zone: u.Zone,
		Telephone: u.Telephone, Version: max(u.Version, 1),
	}
}

func fromUnitRow(r unitRow) (org.Unit, error) {
	return org.Unit{
		ID: org.UnitID(r.ID), ParentID: org.UnitID(untext(r.ParentID)), Kind: org.Kind(r.Kind), Code: r.Code, Name: r.Name, Path: org.Path(r.Path), Zone: r.Zone,
		Telephone: r.Telephone, Version: r.Version,
	}, nil
}

// Orgs keeps the tree of units.
type Orgs struct{ s *Store }

var _ casefile.Units = (*Orgs)(nil)

// Orgs returns the tree of units.
func (s *Store) Orgs() *Orgs { return &Orgs{s} }

// InsertUnits adds units, parents before children.
func (o *Orgs) InsertUnits(ctx context.Context, units []org.Unit) error {
	return o.s.InTx(ctx, func(tx *Tx) error { return tx.InsertUnits(ctx, units) })
}

// Unit returns one unit. It returns org.ErrUnit when there is none.
func (o *Orgs) Unit(ctx context.Context, id org.UnitID) (org.Unit, error) {
	var r unitRow
	if err := o.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return org.Unit{}, one(err, org.ErrUnit)
	}
	return fromUnitRow(r)
}

// UnitByPath returns the unit with this path. It returns org.ErrUnit when there is none.
func (o *Orgs) UnitByPath(ctx context.Context, path org.Path) (org.Unit, error) {
	var r unitRow
	if err := o.s.read.NewSelect().Model(&r).Where("path = ?", string(path)).Scan(ctx); err != nil {
		return org.Unit{}, one(err, org.ErrUnit)
	}
	return fromUnitRow(r)
}

// ListUnits returns the units at and below scope and those above it, by Path.
func (o *Orgs) ListUnits(ctx context.Context, scope org.Path) ([]org.Unit, error) {
	var rows []unitRow
	q := o.s.read.NewSelect().Model(&rows).Order("path")
	if scope != org.Root {
		q = q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("path >= ? AND path < ?", string(scope), scope.Upper()).WhereOr("path IN (?)", bun.List(above(scope)))
		})
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list units: %w", err)
	}
	return convert(rows, fromUnitRow)
}

// above lists the paths of the units above p, and p itself.
func above(p org.Path) []string {
	out := []string{string(p)}
	for s := strings.TrimSuffix(string(p), "/"); ; {
		i := strings.LastIndex(s, "/")
		if i <= 0 {
			return out
		}
		s = s[:i]
		out = append(out, s+"/")
	}
}
