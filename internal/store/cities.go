package store

import (
	"context"
	"fmt"
	"slices"

	"diandao/internal/city"
	"diandao/internal/org"
)

// Cities writes what begins a city and what changes its units.
type Cities struct{ s *Store }

var _ city.Store = (*Cities)(nil)

// Cities returns the beginnings of a city.
func (s *Store) Cities() *Cities { return &Cities{s} }

// InTx runs fn in one transaction.
func (c *Cities) InTx(ctx context.Context, fn func(city.Tx) error) error {
	return c.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// HoldUnits keeps others from adding units until the transaction ends, and returns all units by Path.
func (tx *Tx) HoldUnits(ctx context.Context) ([]org.Unit, error) {
	if err := tx.store.engine.lockTable(ctx, tx, "units"); err != nil {
		return nil, fmt.Errorf("lock units: %w", err)
	}
	var rows []unitRow
	if err := tx.db.NewSelect().Model(&rows).Order("path").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list units: %w", err)
	}
	return convert(rows, fromUnitRow)
}

// InsertUnits adds units, parents before children. It returns org.ErrUnit when one is there already.
func (tx *Tx) InsertUnits(ctx context.Context, units []org.Unit) error {
	rows, err := convert(units, func(u org.Unit) (unitRow, error) { return toUnitRow(u), nil })
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(rows, 500) {
		if err := tx.insert(ctx, &batch, org.ErrUnit); err != nil {
			return err
		}
	}
	return nil
}

// UpdateUnit stores name and telephone of u as version u.Version if the stored one is the one before. It returns org.ErrChanged.
func (tx *Tx) UpdateUnit(ctx context.Context, u org.Unit) error {
	r := toUnitRow(u)
	ok, err := changed(tx.db.NewUpdate().Model(&r).Column("name", "telephone", "version").Where("id = ? AND version = ?", r.ID, u.Version-1).Exec(ctx))
	switch {
	case err != nil:
		return fmt.Errorf("update unit: %w", err)
	case !ok:
		return org.ErrChanged
	}
	return nil
}
