package store

import (
	"context"
	"database/sql/driver"
	"fmt"

	"diandao/internal/attendance"
	"diandao/internal/geo"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// listColumn is a list kept as JSON; an empty one is [].
type listColumn[T any] []T

// Value implements driver.Valuer.
func (c listColumn[T]) Value() (driver.Value, error) {
	if len(c) == 0 {
		return "[]", nil
	}
	return encode([]T(c))
}

// Scan implements sql.Scanner.
func (c *listColumn[T]) Scan(src any) error {
	s, err := textOf(src)
	if err != nil {
		return err
	}
	var all []T
	if err := decode(s, &all); err != nil {
		return err
	}
	if len(all) > 0 {
		*c = all
	}
	return nil
}

// placeColumn is a place kept as JSON, NULL for none.
type placeColumn struct{ *rollcall.Place }

// Value implements driver.Valuer.
func (c placeColumn) Value() (driver.Value, error) {
	if c.Place == nil {
		return nil, nil //nolint:nilnil // NULL
	}
	return encode(c.Place)
}

// Scan implements sql.Scanner.
func (c *placeColumn) Scan(src any) error {
	if src == nil {
		return nil
	}
	s, err := textOf(src)
	if err != nil {
		return err
	}
	c.Place = &rollcall.Place{}
	return decode(s, c.Place)
}

// textOf is a text as the drivers give it.
func textOf(src any) (string, error) {
	switch v := src.(type) {
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	}
	return "", fmt.Errorf("column is %T and not a text", src)
}

// Around returns what is known around a person on a day (YYYY-MM-DD), Fences excepted.
func (r *RollCalls) Around(ctx context.Context, p person.ID, day string) (rollcall.Around, error) {
	var row struct {
		Way        string
		OnLeave    bool
		LastDevice string
	}
	id := string(p)
	err := r.s.find(ctx, &row, "SELECT coalesce((SELECT w.way FROM person_ways AS w WHERE w.person_id = ? ORDER BY w.version DESC LIMIT 1), 'face') AS way, "+
		"EXISTS (SELECT 1 FROM leaves AS l WHERE l.person_id = ? AND "+covers+") AS on_leave, "+
		"coalesce((SELECT d.id FROM devices AS d WHERE d.revoked_at IS NULL AND d.id = (SELECT c.device_id FROM checkins AS c WHERE c.person_id = ? ORDER BY c.received_at DESC LIMIT 1)), '') AS last_device",
		id, id, day, day, id)
	if err != nil {
		return rollcall.Around{}, fmt.Errorf("look around a person: %w", err)
	}
	return rollcall.Around{Way: row.Way, OnLeave: row.OnLeave, LastDevice: row.LastDevice}, nil
}

// ListAreas returns the areas of a person's plans that run on a day (YYYY-MM-DD), each once.
func (r *RollCalls) ListAreas(ctx context.Context, p person.ID, day string) ([]geo.Fence, error) {
	var requires []string
	err := r.s.read.NewSelect().Table("plans").Column("requires").Where("person_id = ? AND stopped_at IS NULL AND starts_on <= ?", string(p), day).Order("id").Scan(ctx, &requires)
	if err != nil {
		return nil, fmt.Errorf("read areas of a person: %w", err)
	}
	seen := map[string]bool{}
	var out []geo.Fence
	for _, s := range requires {
		var asked struct {
			Fence *geo.Fence `json:"fence"`
		}
		if err := decode(s, &asked); err != nil {
			return nil, err
		}
		if asked.Fence == nil {
			continue
		}
		key, err := encode(asked.Fence)
		if err != nil {
			return nil, err
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, *asked.Fence)
		}
	}
	return out, nil
}

// ListOwn returns the roll calls that a person was invited to, newest first by (OpenedAt, ID). They are some hundred at
// most, so they are found by the person and put in order then: the order is that of another table.
func (r *RollCalls) ListOwn(ctx context.Context, p person.ID, req page.Request) ([]rollcall.Own, error) {
	var rows []struct {
		inviteeRow  `bun:",extend"`
		Title       string
		State       string
		RcOpenedAt  int64
		StationName string
		Recorded    *string
		RecordedAt  *int64
	}
	const opened = "coalesce(rc.opened_at, rc.created_at)"
	q := r.s.read.NewSelect().TableExpr("roll_call_invitees AS i").
		ColumnExpr("i.*, rc.title, rc.state, "+opened+" AS rc_opened_at, u.name AS station_name, a.status AS recorded, a.at AS recorded_at").
		Join("JOIN roll_calls AS rc ON rc.id = i.roll_call_id").Join("JOIN units AS u ON u.id = rc.station_id").
		Join("LEFT JOIN attendance_records AS a ON a.source = 'rollcall' AND a.source_id = i.roll_call_id AND a.person_id = i.person_id").
		Where("i.person_id = ?", string(p)).OrderExpr(opened + " DESC, rc.id DESC").Limit(int64(req.Rows()))
	if req.After.ID != "" {
		q = q.Where("("+opened+", rc.id) < (?, ?)", req.After.At.UnixMicro(), req.After.ID)
	}
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("list own roll calls: %w", err)
	}
	out := make([]rollcall.Own, 0, len(rows))
	for _, row := range rows {
		i, err := fromInviteeRow(row.inviteeRow)
		if err != nil {
			return nil, err
		}
		own := rollcall.Own{RollCall: rollcall.RollCall{ID: i.RollCallID, Title: row.Title, State: rollcall.State(row.State), OpenedAt: instant(&row.RcOpenedAt)}, Station: row.StationName, Invitee: i}
		if row.Recorded != nil {
			own.Attendance = attendance.Record{PersonID: p, Source: attendance.FromRollCall, SourceID: string(i.RollCallID), Status: attendance.Status(*row.Recorded), At: instant(row.RecordedAt)}
		}
		out = append(out, own)
	}
	return out, nil
}
