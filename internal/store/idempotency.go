package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// StaleAfter is when a claimed key whose request never finished may be claimed anew.
const StaleAfter = time.Minute

type idempotencyRow struct {
	bun.BaseModel `bun:"table:idempotency_keys"`
	Actor         string `bun:",pk"`
	Key           string `bun:",pk"`
	Fingerprint   string
	Status        int
	ContentType   string
	Body          []byte
	CreatedAt     int64
	DoneAt        *int64
}

// KeptAnswer is what the ledger knows of a key. Status is 0 while the first request is being answered.
type KeptAnswer struct {
	Fingerprint string
	Status      int
	ContentType string
	Body        []byte
}

// Idempotency keeps the first answers of keyed writes.
type Idempotency struct{ s *Store }

// Idempotency returns the ledger of keyed writes.
func (s *Store) Idempotency() *Idempotency { return &Idempotency{s} }

// Claim takes a key for a request and reports true, or returns what is known of whoever took it before.
func (i *Idempotency) Claim(ctx context.Context, actor, key, fingerprint string, now time.Time) (bool, KeptAnswer, error) {
	row := idempotencyRow{Actor: actor, Key: key, Fingerprint: fingerprint, CreatedAt: now.UnixMicro()}
	claimed, err := changed(i.s.write.NewInsert().Model(&row).On("CONFLICT (actor, key) DO UPDATE").
		Set("created_at = EXCLUDED.created_at").
		Where("idempotency_row.done_at IS NULL AND idempotency_row.fingerprint = EXCLUDED.fingerprint AND idempotency_row.created_at < ?", now.Add(-StaleAfter).UnixMicro()).
		Exec(ctx))
	if err != nil {
		return false, KeptAnswer{}, fmt.Errorf("claim idempotency key: %w", err)
	}
	if claimed {
		return true, KeptAnswer{}, nil
	}
	var kept idempotencyRow
	if err := i.s.write.NewSelect().Model(&kept).Where("actor = ? AND key = ?", actor, key).Scan(ctx); err != nil {
		return false, KeptAnswer{}, fmt.Errorf("read idempotency key: %w", err)
	}
	return false, KeptAnswer{Fingerprint: kept.Fingerprint, Status: kept.Status, ContentType: kept.ContentType, Body: kept.Body}, nil
}

// Finish keeps the answer of a claimed key; of two that claimed it in turn, the first answer stays.
func (i *Idempotency) Finish(ctx context.Context, actor, key string, a KeptAnswer, now time.Time) error {
	_, err := i.s.write.NewUpdate().Model((*idempotencyRow)(nil)).
		Set("status = ?, content_type = ?, body = ?, done_at = ?", a.Status, a.ContentType, a.Body, now.UnixMicro()).Where("actor = ? AND key = ? AND done_at IS NULL", actor, key).Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep answer: %w", err)
	}
	return nil
}

// Release gives a claimed key up.
func (i *Idempotency) Release(ctx context.Context, actor, key string) error {
	_, err := i.s.write.NewDelete().Model((*idempotencyRow)(nil)).Where("actor = ? AND key = ? AND done_at IS NULL", actor, key).Exec(ctx)
	if err != nil {
		return fmt.Errorf("release idempotency key: %w", err)
	}
	return nil
}

// Sweep forgets answers older than before and tells how many.
func (i *Idempotency) Sweep(ctx context.Context, before time.Time) (int64, error) {
	res, err := i.s.write.NewDelete().Model((*idempotencyRow)(nil)).Where("created_at < ?", before.UnixMicro()).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("sweep idempotency keys: %w", err)
	}
	return res.RowsAffected()
}
