package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/appeal"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/sanction"
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
	SubjectID     *string
}

func fromEvidenceRow(r evidenceRow) (evidence.Object, error) {
	return evidence.Object{
		ID: evidence.ID(r.ID), PersonID: person.ID(r.PersonID), Path: org.Path(r.Path), Kind: evidence.Kind(r.Kind), MIME: r.MIME, Size: r.Size, SHA256: r.SHA256,
		CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), SubjectID: untext(r.SubjectID),
	}, nil
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
	return fromEvidenceRow(r)
}

// Known returns those of the ids that have an object.
func (e *Evidence) Known(ctx context.Context, all []evidence.ID) (map[evidence.ID]bool, error) {
	known := make(map[evidence.ID]bool, len(all))
	if len(all) == 0 {
		return known, nil
	}
	var ids []evidence.ID
	if err := e.s.read.NewSelect().Table("evidence_objects").Column("id").Where("id IN (?)", bun.List(all)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("look up evidence: %w", err)
	}
	for _, id := range ids {
		known[id] = true
	}
	return known, nil
}

// attached returns what came with records, by the record's id, in the order in which it came.
func attached[S ~string](ctx context.Context, s *Store, subjects []S) (map[S][]evidence.Object, error) {
	out := make(map[S][]evidence.Object, len(subjects))
	if len(subjects) == 0 {
		return out, nil
	}
	var rows []evidenceRow
	if err := anyOf(s.read.NewSelect().Model(&rows), "subject_id", subjects).Order("subject_id", "id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list attachments: %w", err)
	}
	for _, r := range rows {
		o, err := fromEvidenceRow(r)
		if err != nil {
			return nil, err
		}
		out[S(o.SubjectID)] = append(out[S(o.SubjectID)], o)
	}
	return out, nil
}

// ListAttached returns what came with a check-in, in the order in which it came.
func (c *Checkins) ListAttached(ctx context.Context, id checkin.ID) ([]evidence.Object, error) {
	all, err := attached(ctx, c.s, []checkin.ID{id})
	return all[id], err
}

// ListPapers returns what came with leaves, by leave.
func (l *Leaves) ListPapers(ctx context.Context, ids []leave.ID) (map[leave.ID][]evidence.Object, error) {
	return attached(ctx, l.s, ids)
}

// ListPictures returns what came with appeals, by appeal.
func (a *Appeals) ListPictures(ctx context.Context, ids []appeal.ID) (map[appeal.ID][]evidence.Object, error) {
	return attached(ctx, a.s, ids)
}

// ListPapers returns what came with sanctions, by sanction.
func (s *Sanctions) ListPapers(ctx context.Context, ids []sanction.ID) (map[sanction.ID][]evidence.Object, error) {
	return attached(ctx, s.s, ids)
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
	row := evidenceRow{
		ID: string(o.ID), PersonID: string(o.PersonID), Path: string(o.Path), Kind: string(o.Kind), MIME: o.MIME, Size: o.Size, SHA256: o.SHA256, CreatedAt: o.CreatedAt.UnixMicro(),
		SubjectID: text(o.SubjectID),
	}
	if tx.shared != nil {
		tx.shared.evidence = append(tx.shared.evidence, row)
		return nil
	}
	return tx.insert(ctx, &row, nil)
}
