package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/evidence"
	"diandao/internal/id"
	"diandao/internal/identity"
	"diandao/internal/org"
	"diandao/internal/person"
)

type enrolmentRow struct {
	bun.BaseModel `bun:"table:enrolments"`
	ID            string `bun:",pk"`
	PersonID      string
	Path          string
	ModelHash     string
	TemplateID    *string
	CreatedBy     string
	CreatedAt     int64
	EndedAt       *int64
}

type enrolmentPictureRow struct {
	bun.BaseModel `bun:"table:enrolment_pictures"`
	ID            string `bun:",pk"`
	EnrolmentID   string
	Seq           int64
	PhotoID       string
	Sharp         float64
	FaceWidth     float64
}

// Enrolments keeps by which pictures persons are known.
type Enrolments struct{ s *Store }

var _ identity.Store = (*Enrolments)(nil)

// Enrolments returns the enrolments.
func (s *Store) Enrolments() *Enrolments { return &Enrolments{s} }

// InTx runs fn in one transaction.
func (e *Enrolments) InTx(ctx context.Context, fn func(identity.Tx) error) error {
	return e.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Current returns the enrolment that has not ended, without embeddings, or identity.ErrEnrolmentNotFound.
func (e *Enrolments) Current(ctx context.Context, p person.ID) (identity.Enrolment, error) {
	var r enrolmentRow
	if err := e.s.read.NewSelect().Model(&r).Where("person_id = ? AND ended_at IS NULL", string(p)).Scan(ctx); err != nil {
		return identity.Enrolment{}, one(err, identity.ErrEnrolmentNotFound)
	}
	var pictures []enrolmentPictureRow
	if err := e.s.read.NewSelect().Model(&pictures).Where("enrolment_id = ?", r.ID).Order("seq").Scan(ctx); err != nil {
		return identity.Enrolment{}, fmt.Errorf("read pictures of enrolment: %w", err)
	}
	out := identity.Enrolment{
		ID: identity.ID(r.ID), PersonID: person.ID(r.PersonID), Path: org.Path(r.Path), TemplateID: evidence.ID(untext(r.TemplateID)),
		CreatedBy: r.CreatedBy, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), EndedAt: instant(r.EndedAt),
	}
	for _, row := range pictures {
		out.Pictures = append(out.Pictures, identity.Enrolled{EvidenceID: evidence.ID(row.PhotoID), ModelHash: r.ModelHash, Sharp: row.Sharp, FaceWidth: row.FaceWidth})
	}
	return out, nil
}

// Object returns what is known of a sealed object, or evidence.ErrNotFound.
func (e *Enrolments) Object(ctx context.Context, object evidence.ID) (evidence.Object, error) {
	return e.s.Evidence().Get(ctx, object)
}

// EndEnrolment ends a person's enrolment, if there is one.
func (tx *Tx) EndEnrolment(ctx context.Context, p person.ID, now time.Time) error {
	_, err := tx.db.NewUpdate().Table("enrolments").Set("ended_at = ?", now.UnixMicro()).Where("person_id = ? AND ended_at IS NULL", string(p)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("end enrolment: %w", err)
	}
	return nil
}

// InsertEnrolment stores an enrolment. It returns identity.ErrEnrolmentMoved when the person has one.
func (tx *Tx) InsertEnrolment(ctx context.Context, e identity.Enrolment) error {
	row := enrolmentRow{
		ID: string(e.ID), PersonID: string(e.PersonID), Path: string(e.Path), ModelHash: e.ModelHash(), TemplateID: text(string(e.TemplateID)),
		CreatedBy: e.CreatedBy, CreatedAt: e.CreatedAt.UnixMicro(), EndedAt: micros(e.EndedAt),
	}
	if err := tx.insert(ctx, &row, identity.ErrEnrolmentMoved); err != nil {
		return err
	}
	pictures := make([]enrolmentPictureRow, 0, len(e.Pictures))
	for i, p := range e.Pictures {
		pictures = append(pictures, enrolmentPictureRow{ID: id.New(), EnrolmentID: row.ID, Seq: int64(i), PhotoID: string(p.EvidenceID), Sharp: p.Sharp, FaceWidth: p.FaceWidth})
	}
	return tx.insert(ctx, &pictures, nil)
}
