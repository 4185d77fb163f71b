package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/person"
)

type evidenceRow struct {
	bun.BaseModel `bun:"table:evidence_objects"`
	ID            string `bun:",pk"`
	PersonID      string
	Path          string
	Kind          string
	MIME          string `bun:"mime"`
	Size          int64
	SHA256        string `bun:"sha256"`
	CreatedAt     int64
}

type personKeyRow struct {
	bun.BaseModel `bun:"table:person_keys"`
	PersonID      string `bun:",pk"`
	WrappedKey    []byte
	DestroyedAt   *int64
}

// Evidence keeps what SQL knows of sealed pictures, and persons' wrapped keys.
type Evidence struct{ s *Store }

var _ evidence.KeyStore = (*Evidence)(nil)

// Evidence returns the sealed pictures' records.
func (s *Store) Evidence() *Evidence { return &Evidence{s} }

// Get returns evidence.ErrNotFound.
func (e *Evidence) Get(ctx context.Context, id evidence.ID) (evidence.Object, error) {
	var r evidenceRow
	if err := e.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return evidence.Object{}, one(err, evidence.ErrNotFound)
	}
	return evidence.Object{
		ID: evidence.ID(r.ID), PersonID: person.ID(r.PersonID), Path: org.Path(r.Path), Kind: evidence.Kind(r.Kind), MIME: r.MIME, Size: r.Size, SHA256: r.SHA256, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(),
	}, nil
}

// PersonKey returns the wrapped key, storing candidate if the person has none yet. It returns
// evidence.ErrNotFound when the key was destroyed.
func (e *Evidence) PersonKey(ctx context.Context, p person.ID, candidate []byte) ([]byte, error) {
	var r personKeyRow
	err := e.s.find(ctx, &r, "SELECT "+e.s.columnsOf(&r)+" FROM person_keys WHERE person_id = ?", string(p))
	if one(err, evidence.ErrNotFound) == evidence.ErrNotFound && candidate != nil { //nolint:errorlint // one returns the value itself
		row := personKeyRow{PersonID: string(p), WrappedKey: candidate}
		if _, err := e.s.write.NewInsert().Model(&row).On("CONFLICT (person_id) DO NOTHING").Exec(ctx); err != nil {
			return nil, fmt.Errorf("store person's key: %w", err)
		}
		err = e.s.write.NewSelect().Model(&r).Where("person_id = ?", string(p)).Scan(ctx)
	}
	switch {
	case err != nil:
		return nil, one(err, evidence.ErrNotFound)
	case r.DestroyedAt != nil || len(r.WrappedKey) == 0:
		return nil, evidence.ErrNotFound
	}
	return r.WrappedKey, nil
}

// DestroyKey makes all pictures of a person unreadable for ever.
func (e *Evidence) DestroyKey(ctx context.Context, p person.ID, now time.Time) error {
	_, err := e.s.write.NewUpdate().Table("person_keys").Set("wrapped_key = NULL, destroyed_at = ?", now.UnixMicro()).Where("person_id = ?", string(p)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("destroy person's key: %w", err)
	}
	return nil
}

// InsertEvidence stores an object's record.
func (tx *Tx) InsertEvidence(ctx context.Context, o evidence.Object) error {
	return tx.insert(ctx, &evidenceRow{
		ID: string(o.ID), PersonID: string(o.PersonID), Path: string(o.Path), Kind: string(o.Kind), MIME: o.MIME, Size: o.Size, SHA256: o.SHA256, CreatedAt: o.CreatedAt.UnixMicro(),
	}, nil)
}
