package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/push"
)

type extensionRow struct {
	bun.BaseModel `bun:"table:request_extensions"`
	RequestID     string `bun:",pk"`
	IncidentID    string `bun:",pk"`
	Kind          string
	FromAt        int64
	ToAt          int64
	DueBefore     int64
	ClosesBefore  int64
	DueAfter      int64
	ClosesAfter   int64
	At            int64
}

// ListExtensions returns what outages moved of a request, oldest first.
func (c *Checkins) ListExtensions(ctx context.Context, id checkin.RequestID) ([]checkin.Extension, error) {
	var rows []extensionRow
	if err := c.s.read.NewSelect().Model(&rows).Where("request_id = ?", string(id)).Order("at").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list extensions: %w", err)
	}
	return convert(rows, func(r extensionRow) (checkin.Extension, error) {
		at := func(v int64) time.Time { return time.UnixMicro(v).UTC() }
		return checkin.Extension{
			RequestID: checkin.RequestID(r.RequestID), IncidentID: r.IncidentID, Kind: checkin.OutageKind(r.Kind), From: at(r.FromAt), To: at(r.ToAt),
			DueBefore: at(r.DueBefore), ClosesBefore: at(r.ClosesBefore), DueAfter: at(r.DueAfter), ClosesAfter: at(r.ClosesAfter), At: at(r.At),
		}, nil
	})
}

// InsertExtension stores an extension and reports whether it did.
func (tx *Tx) InsertExtension(ctx context.Context, e checkin.Extension) (bool, error) {
	row := extensionRow{
		RequestID: string(e.RequestID), IncidentID: e.IncidentID, Kind: string(e.Kind), FromAt: e.From.UnixMicro(), ToAt: e.To.UnixMicro(),
		DueBefore: e.DueBefore.UnixMicro(), ClosesBefore: e.ClosesBefore.UnixMicro(), DueAfter: e.DueAfter.UnixMicro(), ClosesAfter: e.ClosesAfter.UnixMicro(), At: e.At.UnixMicro(),
	}
	return changed(tx.db.NewInsert().Model(&row).On("CONFLICT (request_id, incident_id) DO NOTHING").Exec(ctx))
}

// ExtendRequest moves an open request's times and the end of its notices.
func (tx *Tx) ExtendRequest(ctx context.Context, r, before checkin.Request) (bool, error) {
	row, err := toRequestRow(r)
	if err != nil {
		return false, err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("due_at", "closes_at", "extended", "updated_at").
		Where("id = ? AND status = 'open' AND due_at = ? AND closes_at = ?", row.ID, before.DueAt.UnixMicro(), before.ClosesAt.UnixMicro()).Exec(ctx))
	if err != nil || !ok {
		return false, err
	}
	_, err = tx.db.NewUpdate().Table("messages").Set("expires_at = ?", row.ClosesAt).
		Where("subject_id = ? AND kind IN (?, ?)", row.ID, string(push.CheckinOpen), string(push.CheckinReminder)).Exec(ctx)
	return err == nil, err
}

// InsertCall stores a delivery by an officer's call under the request's notice. Each call is a line of its own.
func (tx *Tx) InsertCall(ctx context.Context, id checkin.RequestID, d push.Delivery) error {
	var mid string
	err := tx.db.NewSelect().Table("messages").Column("id").Where("subject_id = ?", string(id)).Order("created_at", "id").Limit(1).Scan(ctx, &mid)
	if err != nil {
		return fmt.Errorf("find the notice of a check-in: %w", one(err, push.ErrNotFound))
	}
	return tx.insert(ctx, &deliveryRow{
		ID: d.ID, MessageID: mid, Channel: string(d.Channel), SubscriptionID: d.ID, AcceptedAt: micros(d.AcceptedAt), DeliveredAt: micros(d.DeliveredAt),
		FailedAt: micros(d.FailedAt), Failure: d.Failure,
	}, nil)
}
