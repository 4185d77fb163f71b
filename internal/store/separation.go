package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/casefile"
	"diandao/internal/person"
)

type stayRow struct {
	bun.BaseModel `bun:"table:person_stays"`
	ID            string `bun:",pk"`
	PersonID      string
	Kind          string
	SinceDay      string
	Note          string
	ByID          string
	At            int64
	EndedAt       *int64
	EndedBy       string
}

type coAccusedRow struct {
	bun.BaseModel `bun:"table:co_accused"`
	PersonA       string `bun:"person_a,pk"`
	PersonB       string `bun:"person_b,pk"`
	ByID          string
	At            int64
}

// pairOf puts the two into the order in which they are kept.
func pairOf(a, b person.ID) coAccusedRow {
	if b < a {
		a, b = b, a
	}
	return coAccusedRow{PersonA: string(a), PersonB: string(b)}
}

// FindStay returns the stay that lasts; nil when there is none.
func (p *Persons) FindStay(ctx context.Context, who person.ID) (*person.Stay, error) {
	var r stayRow
	err := p.s.read.NewSelect().Model(&r).Where("person_id = ? AND ended_at IS NULL", string(who)).Scan(ctx)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read stay: %w", err)
	}
	return &person.Stay{
		ID: r.ID, PersonID: who, Kind: person.StayKind(r.Kind), SinceDay: r.SinceDay, Note: r.Note, ByID: r.ByID, At: time.UnixMicro(r.At).UTC(),
	}, nil
}

// ListCoAccused returns who was accused together with a person, and their records in the same order.
func (p *Persons) ListCoAccused(ctx context.Context, who person.ID) ([]casefile.CoAccused, []person.Person, error) {
	var rows []coAccusedRow
	if err := p.s.read.NewSelect().Model(&rows).Where("person_a = ? OR person_b = ?", string(who), string(who)).Scan(ctx); err != nil {
		return nil, nil, fmt.Errorf("read who were accused together: %w", err)
	}
	ids := make([]person.ID, len(rows))
	for n, r := range rows {
		if ids[n] = person.ID(r.PersonA); ids[n] == who {
			ids[n] = person.ID(r.PersonB)
		}
	}
	found, err := p.Names(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	pairs, persons := make([]casefile.CoAccused, len(rows)), make([]person.Person, len(rows))
	for n, r := range rows {
		pairs[n] = casefile.CoAccused{PersonID: ids[n], ByID: r.ByID, At: time.UnixMicro(r.At).UTC()}
		persons[n] = found[ids[n]]
	}
	return pairs, persons, nil
}

// EndStay ends the stay that lasts, if any.
func (tx *Tx) EndStay(ctx context.Context, p person.ID, by string, at time.Time) error {
	_, err := tx.db.NewUpdate().Model((*stayRow)(nil)).Set("ended_at = ?, ended_by = ?", at.UnixMicro(), by).Where("person_id = ? AND ended_at IS NULL", string(p)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("end stay: %w", err)
	}
	return nil
}

// InsertStay stores a stay. It returns person.ErrChanged when another one lasts.
func (tx *Tx) InsertStay(ctx context.Context, s person.Stay) error {
	return tx.insert(ctx, &stayRow{ID: s.ID, PersonID: string(s.PersonID), Kind: string(s.Kind), SinceDay: s.SinceDay, Note: s.Note, ByID: s.ByID, At: s.At.UnixMicro()}, person.ErrChanged)
}

// PutCoAccused keeps that two persons were accused together; once is enough.
func (tx *Tx) PutCoAccused(ctx context.Context, a, b person.ID, by string, at time.Time) error {
	row := pairOf(a, b)
	row.ByID, row.At = by, at.UnixMicro()
	if _, err := tx.db.NewInsert().Model(&row).On("CONFLICT (person_a, person_b) DO NOTHING").Exec(ctx); err != nil {
		return fmt.Errorf("keep who were accused together: %w", err)
	}
	return nil
}

// DeleteCoAccused forgets it and reports whether it was so.
func (tx *Tx) DeleteCoAccused(ctx context.Context, a, b person.ID) (bool, error) {
	row := pairOf(a, b)
	ok, err := changed(tx.db.NewDelete().Model(&row).WherePK().Exec(ctx))
	if err != nil {
		return false, fmt.Errorf("forget who were accused together: %w", err)
	}
	return ok, nil
}
