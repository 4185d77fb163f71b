package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/evidence"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/schedule"
)

type rollCallStepRow struct {
	bun.BaseModel `bun:"table:roll_call_steps"`
	ID            string `bun:",pk"`
	RollCallID    string
	PersonID      *string
	Kind          string
	Count         int
	Text          string
	ByID          string
	At            int64
	ByName        *string `bun:",scanonly"`
}

// storedStepKind is the kind as a column. That a person declines is kept as a note in the person's own hand; the
// notes of officers are in theirs.
func storedStepKind(k rollcall.StepKind) string {
	if k == rollcall.StepDeclined {
		return string(rollcall.StepNoted)
	}
	return string(k)
}

func (r rollCallStepRow) kind() rollcall.StepKind {
	if r.Kind == string(rollcall.StepNoted) && r.ByID == untext(r.PersonID) {
		return rollcall.StepDeclined
	}
	return rollcall.StepKind(r.Kind)
}

func fromRollCallStepRow(r rollCallStepRow) (rollcall.Step, error) {
	return rollcall.Step{
		ID: r.ID, RollCallID: rollcall.ID(r.RollCallID), PersonID: person.ID(untext(r.PersonID)), Kind: r.kind(), Count: r.Count, Text: r.Text,
		ByID: r.ByID, ByName: untext(r.ByName), At: time.UnixMicro(r.At).UTC(),
	}, nil
}

// InsertRollCallStep appends to the history.
func (tx *Tx) InsertRollCallStep(ctx context.Context, s rollcall.Step) error {
	return tx.insert(ctx, &rollCallStepRow{
		ID: s.ID, RollCallID: string(s.RollCallID), PersonID: text(string(s.PersonID)), Kind: storedStepKind(s.Kind), Count: s.Count, Text: s.Text, ByID: s.ByID, At: s.At.UnixMicro(),
	}, nil)
}

// ListSteps returns the history, oldest first, with names of staff.
func (r *RollCalls) ListSteps(ctx context.Context, id rollcall.ID) ([]rollcall.Step, error) {
	var rows []rollCallStepRow
	err := r.s.read.NewSelect().Model(&rows).ColumnExpr("roll_call_step_row.*").ColumnExpr("(SELECT m.name FROM staff_members AS m WHERE m.id = roll_call_step_row.by_id) AS by_name").
		Where("roll_call_id = ?", string(id)).Order("at", "id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list steps of roll call: %w", err)
	}
	return convert(rows, fromRollCallStepRow)
}

// ListRollCallSteps reads the history, oldest first, without names.
func (tx *Tx) ListRollCallSteps(ctx context.Context, id rollcall.ID) ([]rollcall.Step, error) {
	var rows []rollCallStepRow
	if err := tx.db.NewSelect().Model(&rows).Where("roll_call_id = ?", string(id)).Order("at", "id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list steps of roll call: %w", err)
	}
	return convert(rows, fromRollCallStepRow)
}

// ListDue returns roll calls for which DueAt ≤ now, earliest first, at most limit.
func (r *RollCalls) ListDue(ctx context.Context, now time.Time, limit int) ([]rollcall.RollCall, error) {
	var rows []rollCallRow
	if err := r.s.read.NewSelect().Model(&rows).Where("due_at IS NOT NULL AND due_at <= ?", now.UnixMicro()).Order("due_at").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list due roll calls: %w", err)
	}
	return convert(rows, fromRollCallRow)
}

// ListRunning returns running roll calls, oldest first, at most limit.
func (r *RollCalls) ListRunning(ctx context.Context, limit int) ([]rollcall.RollCall, error) {
	var rows []rollCallRow
	if err := r.s.read.NewSelect().Model(&rows).Where("state IN ('lobby', 'live')").Order("created_at", "id").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list running roll calls: %w", err)
	}
	return convert(rows, fromRollCallRow)
}

// ListSealed returns every sealed roll call.
func (r *RollCalls) ListSealed(ctx context.Context) ([]rollcall.ID, error) {
	var ids []rollcall.ID
	if err := r.s.read.NewSelect().Table("roll_calls").Column("id").Where("state = ?", string(rollcall.Sealed)).Order("id").Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("list sealed roll calls: %w", err)
	}
	return ids, nil
}

// ListTold returns who was told beforehand that the roll call is planned.
func (tx *Tx) ListTold(ctx context.Context, id rollcall.ID) ([]person.ID, error) {
	var ids []person.ID
	err := tx.db.NewSelect().Table("messages").ColumnExpr("DISTINCT person_id").Where("subject_id = ? AND kind = ?", string(id), string(push.RollCallPlanned)).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list who was told: %w", err)
	}
	return ids, nil
}

// HashesOf returns the SHA-256, in hex, of evidence by id.
func (r *RollCalls) HashesOf(ctx context.Context, ids []evidence.ID) (map[evidence.ID]string, error) {
	out := make(map[evidence.ID]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []struct{ ID, Sha256 string }
	if err := r.s.read.NewSelect().Table("evidence_objects").Column("id", "sha256").Where("id IN (?)", bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("read hashes of evidence: %w", err)
	}
	for _, row := range rows {
		out[evidence.ID(row.ID)] = row.Sha256
	}
	return out, nil
}

// SeedOf returns the seed of a calendar day, which check-ins at drawn times share.
func (r *RollCalls) SeedOf(ctx context.Context, day string, now time.Time) (schedule.Seed, error) {
	return r.s.Checkins().SeedOf(ctx, day, now)
}
