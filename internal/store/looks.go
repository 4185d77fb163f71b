package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/audit"
	"diandao/internal/evidence"
)

type lookRow struct {
	bun.BaseModel `bun:"table:looks"`
	ActorID       string `bun:",pk"`
	PersonID      string `bun:",pk"`
	Action        string `bun:",pk"`
	Hour          int64  `bun:",pk"`
	About         string `bun:",pk"`
}

// NoteLook enters a look in the ledger unless the same actor's look at the same of the same person is there
// already of the same hour of the clock. About is what makes looks differ: a reason, or a kind of picture.
func (a *Audit) NoteLook(ctx context.Context, e audit.Entry, about string) error {
	row := lookRow{ActorID: e.ActorID, PersonID: e.PersonID, Action: e.Action, Hour: e.At.Unix() / int64(time.Hour/time.Second), About: about}
	known, err := a.s.read.NewSelect().Model(&row).WherePK().Exists(ctx)
	if err != nil {
		return fmt.Errorf("look for a look: %w", err)
	}
	if known { // the usual case takes no writer
		return nil
	}
	return a.s.InTx(ctx, func(tx *Tx) error {
		fresh, err := changed(tx.db.NewInsert().Model(&row).On("CONFLICT DO NOTHING").Exec(ctx))
		if err != nil {
			return fmt.Errorf("note a look: %w", err)
		}
		if !fresh {
			return nil
		}
		return tx.Audit(ctx, e)
	})
}

// SweepLooks forgets what was noted before an instant; the ledger keeps its entries.
func (a *Audit) SweepLooks(ctx context.Context, before time.Time) error {
	_, err := a.s.write.NewDelete().Model((*lookRow)(nil)).Where("hour < ?", before.Unix()/int64(time.Hour/time.Second)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("sweep looks: %w", err)
	}
	return nil
}

type destroyedRow struct {
	bun.BaseModel `bun:"table:evidence_destroyed"`
	EvidenceID    string `bun:",pk"`
	At            int64
}

var _ evidence.DestroyStore = (*Evidence)(nil)

// ListExpired returns objects of a kind, not destroyed yet, of persons whose term ended before the day and who
// have no open appeal.
func (e *Evidence) ListExpired(ctx context.Context, k evidence.Kind, endedBefore string, limit int) ([]evidence.Object, error) {
	var rows []evidenceRow
	// Few terms have ended, and many files are kept: the persons come first. SQLite keeps the order of a cross join.
	err := e.s.read.NewSelect().Model(&rows).ModelTableExpr("persons AS p CROSS JOIN evidence_objects AS e").ColumnExpr("e.*").
		Where("p.term_to < ? AND e.person_id = p.id AND e.kind = ?", endedBefore, string(k)).Where(notDestroyed).
		Where("NOT EXISTS (SELECT 1 FROM appeals AS a WHERE a.person_id = p.id AND a.status = 'open')").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list expired evidence: %w", err)
	}
	return convert(rows, fromEvidenceRow)
}

// NoteDestroyed keeps that objects were destroyed, with the entries of the ledger.
func (e *Evidence) NoteDestroyed(ctx context.Context, all []evidence.Object, at time.Time, entries []audit.Entry) error {
	rows := make([]destroyedRow, len(all))
	for i, o := range all {
		rows[i] = destroyedRow{EvidenceID: string(o.ID), At: at.UnixMicro()}
	}
	return e.s.InTx(ctx, func(tx *Tx) error {
		if err := tx.insert(ctx, &rows, nil); err != nil {
			return err
		}
		for _, entry := range entries {
			if err := tx.Audit(ctx, entry); err != nil {
				return err
			}
		}
		return nil
	})
}
