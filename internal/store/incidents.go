package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/incident"
	"diandao/internal/page"
	"diandao/internal/push"
)

type minuteRow struct {
	bun.BaseModel `bun:"table:channel_minutes"`
	Channel       string `bun:",pk"`
	Minute        int64  `bun:",pk"` // its beginning
	Attempts      int
	Failures      int
}

type heartbeatRow struct {
	bun.BaseModel `bun:"table:heartbeats"`
	Part          string `bun:",pk"`
	At            int64
}

type incidentRow struct {
	bun.BaseModel `bun:"table:incidents"`
	ID            string `bun:",pk"`
	Kind          string
	Channel       string
	FromAt        int64
	ToAt          *int64
	SettledAt     *int64
	Note          string
}

func fromIncidentRow(r incidentRow) (incident.Incident, error) {
	return incident.Incident{
		ID: incident.ID(r.ID), Kind: incident.Kind(r.Kind), Channel: push.Channel(r.Channel), From: time.UnixMicro(r.FromAt).UTC(), To: instant(r.ToAt), SettledAt: instant(r.SettledAt), Note: r.Note,
	}, nil
}

// countAttempt counts an attempt to send over a channel, and whether the provider failed.
func (tx *Tx) countAttempt(ctx context.Context, c push.Channel, at time.Time, failed int) error {
	row := minuteRow{Channel: string(c), Minute: at.Truncate(time.Minute).UnixMicro(), Attempts: 1, Failures: failed}
	_, err := tx.db.NewInsert().Model(&row).On("CONFLICT (channel, minute) DO UPDATE").
		Set("attempts = minute_row.attempts + 1, failures = minute_row.failures + EXCLUDED.failures").Exec(ctx)
	return err
}

// Incidents keeps heartbeats and incidents.
type Incidents struct{ s *Store }

var _ incident.Store = (*Incidents)(nil)

// Incidents returns the incidents.
func (s *Store) Incidents() *Incidents { return &Incidents{s} }

// InTx runs fn in one transaction.
func (i *Incidents) InTx(ctx context.Context, fn func(incident.Tx) error) error {
	return i.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// worker is the part whose heartbeat counts: one of any number of servers is enough.
const worker = "worker"

// LastBeat returns the newest heartbeat, zero before the first.
func (i *Incidents) LastBeat(ctx context.Context) (time.Time, error) {
	var at int64
	err := i.s.read.NewSelect().Table("heartbeats").Column("at").Where("part = ?", worker).Scan(ctx, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("read heartbeat: %w", err)
	}
	return time.UnixMicro(at).UTC(), nil
}

// Beat stores a heartbeat and returns the one before, zero without one.
func (tx *Tx) Beat(ctx context.Context, now time.Time) (time.Time, error) {
	var at int64
	err := tx.store.engine.forUpdate(tx.db.NewSelect().Table("heartbeats").Column("at").Where("part = ?", worker)).Scan(ctx, &at)
	row := heartbeatRow{Part: worker, At: now.UnixMicro()}
	if errors.Is(err, sql.ErrNoRows) {
		_, err := tx.db.NewInsert().Model(&row).On("CONFLICT (part) DO NOTHING").Exec(ctx)
		return time.Time{}, err
	}
	if err != nil {
		return time.Time{}, err
	}
	_, err = tx.db.NewUpdate().Model(&row).Column("at").Where("part = ? AND at < ?", worker, row.At).Exec(ctx)
	return time.UnixMicro(at).UTC(), err
}

// Minutes returns what each channel did since an instant, oldest first.
func (i *Incidents) Minutes(ctx context.Context, since time.Time) (map[push.Channel][]incident.Minute, error) {
	var rows []minuteRow
	err := i.s.read.NewSelect().Model(&rows).Where("channel IN (?) AND minute >= ?", bun.List(push.Channels()), since.UnixMicro()).Order("channel", "minute").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what channels did: %w", err)
	}
	out := map[push.Channel][]incident.Minute{}
	for _, r := range rows {
		c := push.Channel(r.Channel)
		out[c] = append(out[c], incident.Minute{At: time.UnixMicro(r.Minute).UTC(), Attempts: r.Attempts, Failures: r.Failures})
	}
	return out, nil
}

// Sweep forgets what channels did before an instant.
func (i *Incidents) Sweep(ctx context.Context, before time.Time) error {
	_, err := i.s.write.NewDelete().Table("channel_minutes").Where("channel IN (?) AND minute < ?", bun.List(push.Channels()), before.UnixMicro()).Exec(ctx)
	return err
}

// Newest returns the newest incident of each provider's channel.
func (i *Incidents) Newest(ctx context.Context) (map[push.Channel]incident.Incident, error) {
	var rows []incidentRow
	err := i.s.read.NewSelect().Model(&rows).Where("kind = ?", string(incident.Provider)).
		Where("from_at = (SELECT max(o.from_at) FROM incidents AS o WHERE o.kind = incident_row.kind AND o.channel = incident_row.channel)").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("read newest incidents: %w", err)
	}
	all, err := convert(rows, fromIncidentRow)
	out := make(map[push.Channel]incident.Incident, len(all))
	for _, in := range all {
		out[in.Channel] = in
	}
	return out, err
}

// ListUnsettled returns incidents that are not settled, oldest first.
func (i *Incidents) ListUnsettled(ctx context.Context) ([]incident.Incident, error) {
	var rows []incidentRow
	if err := i.s.read.NewSelect().Model(&rows).Where("settled_at IS NULL").Order("from_at").Limit(100).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list incidents: %w", err)
	}
	return convert(rows, fromIncidentRow)
}

// ListSince returns incidents that ran at or after an instant, newest first.
func (i *Incidents) ListSince(ctx context.Context, since time.Time, limit int) ([]incident.Incident, error) {
	var rows []incidentRow
	err := i.s.read.NewSelect().Model(&rows).Where("to_at IS NULL OR to_at >= ?", since.UnixMicro()).Order("from_at DESC", "id DESC").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list incidents: %w", err)
	}
	return convert(rows, fromIncidentRow)
}

// touched says, of a request r and an incident i, whether the one touched the other. A standstill of ours
// touches what was open when it began: what opened after it was moved at its opening. A provider's trouble
// touches whose notice it did not take, or took only after it had begun.
const touched = `((i.kind = 'service' AND r.updated_at <= i.from_at AND r.closes_at > i.from_at) OR (i.kind = 'provider' AND EXISTS (
	SELECT 1 FROM messages AS m JOIN message_deliveries AS d ON d.message_id = m.id
	WHERE m.subject_id = r.id AND m.kind IN ('checkin_open', 'checkin_reminder') AND d.channel = i.channel
	AND ((d.accepted_at IS NULL AND d.failure = 'unavailable') OR d.accepted_at > i.from_at))))`

// IsTouched reports whether an incident that is not settled has touched the request.
func (i *Incidents) IsTouched(ctx context.Context, id checkin.RequestID) (bool, error) {
	return i.s.read.NewSelect().TableExpr("checkin_requests AS r").Join("JOIN incidents AS i ON i.settled_at IS NULL").
		Where("r.id = ?", string(id)).Where(touched).Exists(ctx)
}

// ListTouched returns open requests that an incident has touched, by (OpensAt, ID), after the cursor.
func (i *Incidents) ListTouched(ctx context.Context, in incident.Incident, after page.Cursor, limit int) ([]incident.Touched, error) {
	var rows []struct {
		ID      string
		OpensAt int64
		ToldAt  *int64
	}
	q := i.s.read.NewSelect().TableExpr("checkin_requests AS r").Join("JOIN incidents AS i ON i.id = ?", string(in.ID)).ColumnExpr("r.id, r.opens_at").
		ColumnExpr(`CASE WHEN i.kind = 'provider' THEN (SELECT min(CASE WHEN d.channel = i.channel THEN coalesce(d.accepted_at, d.delivered_at) ELSE d.delivered_at END)
			FROM messages AS m JOIN message_deliveries AS d ON d.message_id = m.id WHERE m.subject_id = r.id) END AS told_at`).
		Where("r.status = 'open'").Where(touched)
	if after.ID != "" {
		q = q.Where("(r.opens_at, r.id) > (?, ?)", after.At.UnixMicro(), after.ID)
	}
	if err := q.OrderExpr("r.opens_at, r.id").Limit(int64(limit)).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("list requests touched by an incident: %w", err)
	}
	out := make([]incident.Touched, len(rows))
	for n, r := range rows {
		out[n] = incident.Touched{RequestID: checkin.RequestID(r.ID), OpensAt: time.UnixMicro(r.OpensAt).UTC(), ToldAt: instant(r.ToldAt)}
	}
	return out, nil
}

// InsertIncident stores an incident; one of the same kind and channel that runs makes it a no-op.
func (tx *Tx) InsertIncident(ctx context.Context, in incident.Incident) error {
	row := incidentRow{ID: string(in.ID), Kind: string(in.Kind), Channel: string(in.Channel), FromAt: in.From.UnixMicro(), ToAt: micros(in.To), Note: in.Note}
	_, err := tx.db.NewInsert().Model(&row).On("CONFLICT DO NOTHING").Exec(ctx)
	return err
}

// EndIncident stores To of one that runs.
func (tx *Tx) EndIncident(ctx context.Context, id incident.ID, to time.Time) error {
	_, err := tx.db.NewUpdate().Table("incidents").Set("to_at = ?", to.UnixMicro()).Where("id = ? AND to_at IS NULL", string(id)).Exec(ctx)
	return err
}

// SettleIncident stores SettledAt.
func (tx *Tx) SettleIncident(ctx context.Context, id incident.ID, at time.Time) error {
	_, err := tx.db.NewUpdate().Table("incidents").Set("settled_at = ?", at.UnixMicro()).Where("id = ? AND settled_at IS NULL", string(id)).Exec(ctx)
	return err
}
