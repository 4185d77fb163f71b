package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/intake"
	"diandao/internal/org"
	"diandao/internal/person"
)

type intakeRow struct {
	bun.BaseModel `bun:"table:intakes"`
	ID            string `bun:",pk"`
	ByID          string
	Path          string
	SHA256        string `bun:"sha256"`
	Lines         int
	Added         int
	StartedAt     int64
	EndedAt       *int64
}

type intakeLineRow struct {
	bun.BaseModel `bun:"table:intake_lines"`
	IntakeID      string `bun:",pk"`
	Line          int    `bun:",pk"`
	PersonID      string
}

func toIntakeRow(i intake.Import) intakeRow {
	return intakeRow{
		ID: string(i.ID), ByID: i.ByID, Path: string(i.Path), SHA256: i.SHA256, Lines: i.Lines, Added: i.Added, StartedAt: i.StartedAt.UnixMicro(), EndedAt: micros(i.EndedAt),
	}
}

func fromIntakeRow(r intakeRow) (intake.Import, error) {
	return intake.Import{
		ID: intake.ID(r.ID), ByID: r.ByID, Path: org.Path(r.Path), SHA256: r.SHA256, Lines: r.Lines, Added: r.Added,
		StartedAt: time.UnixMicro(r.StartedAt).UTC(), EndedAt: instant(r.EndedAt),
	}, nil
}

// Intakes keeps imports of persons.
type Intakes struct{ s *Store }

var _ intake.Store = (*Intakes)(nil)

// Intakes returns the imports of persons.
func (s *Store) Intakes() *Intakes { return &Intakes{s} }

// InTx runs fn in one transaction.
func (i *Intakes) InTx(ctx context.Context, fn func(intake.Tx) error) error {
	return i.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns intake.ErrNotFound.
func (i *Intakes) Get(ctx context.Context, id intake.ID) (intake.Import, error) {
	var r intakeRow
	if err := i.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return intake.Import{}, one(err, intake.ErrNotFound)
	}
	return fromIntakeRow(r)
}

// ListOpen returns the imports that this member began after since and that have not ended, newest first.
func (i *Intakes) ListOpen(ctx context.Context, byID string, since time.Time, limit int) ([]intake.Import, error) {
	var rows []intakeRow
	err := i.s.read.NewSelect().Model(&rows).Where("by_id = ? AND started_at > ? AND ended_at IS NULL", byID, since.UnixMicro()).
		OrderExpr("started_at DESC, id DESC").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list imports: %w", err)
	}
	return convert(rows, fromIntakeRow)
}

// DoneLines returns which lines of an import became whom.
func (i *Intakes) DoneLines(ctx context.Context, id intake.ID) (map[int]person.ID, error) {
	return doneLines(ctx, i.s.read, id)
}

// TakenNumbers tells which of the numbers somebody has.
func (i *Intakes) TakenNumbers(ctx context.Context, numbers []string) (map[string]bool, error) {
	return takenNumbers(ctx, i.s.read, numbers)
}

func doneLines(ctx context.Context, db bun.IDB, id intake.ID) (map[int]person.ID, error) {
	var rows []intakeLineRow
	if err := db.NewSelect().Model(&rows).Where("intake_id = ?", string(id)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read lines of import: %w", err)
	}
	out := make(map[int]person.ID, len(rows))
	for _, r := range rows {
		out[r.Line] = person.ID(r.PersonID)
	}
	return out, nil
}

func takenNumbers(ctx context.Context, db bun.IDB, numbers []string) (map[string]bool, error) {
	out := map[string]bool{}
	for batch := range slices.Chunk(numbers, 500) {
		var found []string
		if err := db.NewSelect().Table("persons").Column("number").Where("number IN (?)", bun.List(batch)).Scan(ctx, &found); err != nil {
			return nil, fmt.Errorf("look up numbers: %w", err)
		}
		for _, n := range found {
			out[n] = true
		}
	}
	return out, nil
}

// DoneLines returns which lines of an import became whom.
func (tx *Tx) DoneLines(ctx context.Context, id intake.ID) (map[int]person.ID, error) {
	return doneLines(ctx, tx.db, id)
}

// TakenNumbers tells which of the numbers somebody has.
func (tx *Tx) TakenNumbers(ctx context.Context, numbers []string) (map[string]bool, error) {
	return takenNumbers(ctx, tx.db, numbers)
}

// InsertImport stores an import that begins.
func (tx *Tx) InsertImport(ctx context.Context, i intake.Import) error {
	r := toIntakeRow(i)
	return tx.insert(ctx, &r, nil)
}

// HoldImport keeps others from changing an open import until the transaction ends, and returns it. It returns
// intake.ErrEnded.
func (tx *Tx) HoldImport(ctx context.Context, id intake.ID) (intake.Import, error) {
	// Writing the row is what holds it, on either engine.
	ok, err := changed(tx.db.NewUpdate().Model((*intakeRow)(nil)).Set("added = added").Where("id = ? AND ended_at IS NULL", string(id)).Exec(ctx))
	if err != nil {
		return intake.Import{}, fmt.Errorf("hold import: %w", err)
	}
	if !ok {
		return intake.Import{}, intake.ErrEnded
	}
	var r intakeRow
	if err := tx.db.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return intake.Import{}, fmt.Errorf("read import: %w", err)
	}
	return fromIntakeRow(r)
}

// SetImport stores how far an import is.
func (tx *Tx) SetImport(ctx context.Context, i intake.Import) error {
	r := toIntakeRow(i)
	if _, err := tx.db.NewUpdate().Model(&r).Column("added", "ended_at").WherePK().Exec(ctx); err != nil {
		return fmt.Errorf("set import: %w", err)
	}
	return nil
}

// InsertImportLines stores which lines became whom.
func (tx *Tx) InsertImportLines(ctx context.Context, id intake.ID, lines map[int]person.ID) error {
	rows := make([]intakeLineRow, 0, len(lines))
	for line, who := range lines {
		rows = append(rows, intakeLineRow{IntakeID: string(id), Line: line, PersonID: string(who)})
	}
	return tx.insert(ctx, &rows, nil)
}
