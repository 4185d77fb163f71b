package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

type recordingRow struct {
	bun.BaseModel `bun:"table:roll_call_recordings"`
	ID            string `bun:",pk"`
	RollCallID    string
	PersonID      string
	Path          string
	Attempt       int
	FromAt        int64
	ToAt          int64
	Ended         string
	Gaps          string
	Width         int
	Height        int
	EvidenceID    string
	CreatedAt     int64
	Size          int64  `bun:",scanonly"`
	SHA256        string `bun:"sha256,scanonly"`
}

func fromRecordingRow(r recordingRow) (rollcall.Recording, error) {
	out := rollcall.Recording{
		ID: rollcall.RecordingID(r.ID), RollCallID: rollcall.ID(r.RollCallID), PersonID: person.ID(r.PersonID), Path: org.Path(r.Path), Attempt: r.Attempt,
		From: time.UnixMicro(r.FromAt).UTC(), To: time.UnixMicro(r.ToAt).UTC(), Ended: rollcall.RecordingEnd(r.Ended), Width: r.Width, Height: r.Height,
		EvidenceID: evidence.ID(r.EvidenceID), Size: r.Size, SHA256: r.SHA256, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(),
	}
	return out, decode(r.Gaps, &out.Gaps)
}

var _ rollcall.RecordingStore = (*RollCalls)(nil)

// InRecordingTx runs fn in one transaction.
func (r *RollCalls) InRecordingTx(ctx context.Context, fn func(rollcall.RecordingTx) error) error {
	return r.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// recordings selects recordings with what is known of their files.
func (r *RollCalls) recordings(rows *[]recordingRow) *bun.SelectQuery {
	return r.s.read.NewSelect().Model(rows).ColumnExpr("recording_row.*, o.size AS size, o.sha256 AS sha256").Join("JOIN evidence_objects AS o ON o.id = recording_row.evidence_id")
}

// FindRecording reports whether there is one with the id.
func (r *RollCalls) FindRecording(ctx context.Context, id rollcall.RecordingID) (rollcall.Recording, bool, error) {
	var rows []recordingRow
	if err := r.recordings(&rows).Where("recording_row.id = ?", string(id)).Scan(ctx); err != nil {
		return rollcall.Recording{}, false, fmt.Errorf("find recording: %w", err)
	}
	if len(rows) == 0 {
		return rollcall.Recording{}, false, nil
	}
	out, err := fromRecordingRow(rows[0])
	return out, err == nil, err
}

// ListRecordings returns at most rollcall.MaxRecordings by (From, ID); an empty person is everybody.
func (r *RollCalls) ListRecordings(ctx context.Context, id rollcall.ID, p person.ID) ([]rollcall.Recording, error) {
	var rows []recordingRow
	q := r.recordings(&rows).Where("roll_call_id = ?", string(id))
	if p != "" {
		q = q.Where("recording_row.person_id = ?", string(p))
	}
	if err := q.Order("from_at", "recording_row.id").Limit(rollcall.MaxRecordings).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list recordings: %w", err)
	}
	return convert(rows, fromRecordingRow)
}

// CountRecordings tells how many recordings of the person began by the instant.
func (tx *Tx) CountRecordings(ctx context.Context, id rollcall.ID, p person.ID, by time.Time) (int, error) {
	n, err := tx.db.NewSelect().Table("roll_call_recordings").Where("roll_call_id = ? AND person_id = ? AND from_at <= ?", string(id), string(p), by.UnixMicro()).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count recordings: %w", err)
	}
	return int(n), nil
}

// InsertRecording returns rollcall.ErrRecordingKnown for an id that is there.
func (tx *Tx) InsertRecording(ctx context.Context, r rollcall.Recording) error {
	if r.Gaps == nil {
		r.Gaps = []rollcall.RecordingGap{}
	}
	gaps, err := encode(r.Gaps)
	if err != nil {
		return err
	}
	row := recordingRow{
		ID: string(r.ID), RollCallID: string(r.RollCallID), PersonID: string(r.PersonID), Path: string(r.Path), Attempt: r.Attempt, FromAt: r.From.UnixMicro(), ToAt: r.To.UnixMicro(),
		Ended: string(r.Ended), Gaps: gaps, Width: r.Width, Height: r.Height, EvidenceID: string(r.EvidenceID), CreatedAt: r.CreatedAt.UnixMicro(),
	}
	return tx.insert(ctx, &row, rollcall.ErrRecordingKnown)
}
