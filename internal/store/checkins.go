package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/push"
)

type requestRow struct {
	bun.BaseModel `bun:"table:checkin_requests"`
	ID            string `bun:",pk"`
	PlanID        string
	PlanVersion   int
	Kind          string
	PersonID      string
	StationID     string
	Path          string
	Day           string
	OpensAt       int64
	DueAt         int64
	ClosesAt      int64
	Title         string
	Requires      string
	Status        string
	CheckinID     *string
	Extended      *string
	UpdatedAt     int64
}

func toRequestRow(r checkin.Request) (requestRow, error) {
	requires, err := encode(r.Requires)
	return requestRow{
		ID: string(r.ID), PlanID: string(r.PlanID), PlanVersion: r.PlanVersion, Kind: string(r.Kind), PersonID: string(r.PersonID), StationID: string(r.StationID), Path: string(r.Path), Day: r.Day,
		OpensAt: r.OpensAt.UnixMicro(), DueAt: r.DueAt.UnixMicro(), ClosesAt: r.ClosesAt.UnixMicro(), Title: r.Title, Requires: requires, Status: string(r.Status),
		CheckinID: text(string(r.CheckinID)), Extended: text(string(r.Extended)), UpdatedAt: r.UpdatedAt.UnixMicro(),
	}, err
}

func fromRequestRow(r requestRow) (checkin.Request, error) {
	out := checkin.Request{
		ID: checkin.RequestID(r.ID), PlanID: checkin.PlanID(r.PlanID), PlanVersion: r.PlanVersion, Kind: checkin.PlanKind(r.Kind), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Day: r.Day,
		OpensAt: time.UnixMicro(r.OpensAt).UTC(), DueAt: time.UnixMicro(r.DueAt).UTC(), ClosesAt: time.UnixMicro(r.ClosesAt).UTC(), Title: r.Title, Status: checkin.Status(r.Status),
		CheckinID: checkin.ID(untext(r.CheckinID)), Extended: checkin.OutageKind(untext(r.Extended)), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}
	return out, decode(r.Requires, &out.Requires)
}

type checkinRow struct {
	bun.BaseModel `bun:"table:checkins"`
	ID            string `bun:",pk"`
	RequestID     string
	PersonID      string
	StationID     string
	Path          string
	DeviceID      string
	MadeAt        *int64
	ReceivedAt    int64
	Payload       []byte
	Signature     []byte
	PhotoID       *string
	FramesID      *string
	Asked         *string
	Outcome       string
	Findings      string
	Network       *string // of Payload, to count by
}

func fromCheckinRow(r checkinRow) (checkin.Checkin, error) {
	c := checkin.Checkin{
		ID: checkin.ID(r.ID), RequestID: checkin.RequestID(r.RequestID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), DeviceID: r.DeviceID,
		ReceivedAt: time.UnixMicro(r.ReceivedAt).UTC(), Payload: r.Payload, Signature: r.Signature, PhotoID: untext(r.PhotoID), FramesID: untext(r.FramesID), Outcome: checkin.Status(r.Outcome),
	}
	if c.MadeAt = instant(r.MadeAt); c.MadeAt.IsZero() {
		c.MadeAt = c.ReceivedAt // stored before check-ins could be made without network
	}
	if err := decode(string(r.Payload), &c.Submission); err != nil {
		return c, err
	}
	if r.Asked != nil {
		if err := decode(*r.Asked, &c.Asked); err != nil {
			return c, err
		}
	}
	return c, decode(r.Findings, &c.Findings)
}

type decisionRow struct {
	bun.BaseModel `bun:"table:checkin_decisions"`
	ID            string `bun:",pk"`
	CheckinID     string
	Kind          string
	Reason        string
	ByID          string
	At            int64
	ByName        *string `bun:",scanonly"`
}

// Checkins keeps plans, requests, check-ins and decisions.
type Checkins struct{ s *Store }

var _ checkin.Store = (*Checkins)(nil)

// Checkins returns the check-ins.
func (s *Store) Checkins() *Checkins { return &Checkins{s} }

// InTx runs fn in one transaction.
func (c *Checkins) InTx(ctx context.Context, fn func(checkin.Tx) error) error {
	return c.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// ListOverdue returns ids of open requests with ClosesAt ≤ now that no incident holds, earliest first.
func (c *Checkins) ListOverdue(ctx context.Context, now time.Time, limit int) ([]checkin.RequestID, error) {
	var ids []checkin.RequestID
	err := c.s.read.NewSelect().TableExpr("checkin_requests AS r").Column("id").Where("status = 'open' AND closes_at <= ?", now.UnixMicro()).
		Where("NOT EXISTS (SELECT 1 FROM incidents AS i WHERE i.settled_at IS NULL AND "+touched+")").
		Order("closes_at").Limit(int64(limit)).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list overdue requests: %w", err)
	}
	return ids, nil
}

// GetRequest returns checkin.ErrNotFound.
func (c *Checkins) GetRequest(ctx context.Context, id checkin.RequestID) (checkin.Request, error) {
	var r requestRow
	if err := c.s.find(ctx, &r, "SELECT "+c.s.columnsOf(&r)+" FROM checkin_requests WHERE id = ?", string(id)); err != nil {
		return checkin.Request{}, one(err, checkin.ErrNotFound)
	}
	return fromRequestRow(r)
}

// ListRequests returns requests within scope, newest first by (OpensAt, ID).
func (c *Checkins) ListRequests(ctx context.Context, scope org.Path, f checkin.Filter, p page.Request) ([]checkin.Request, error) {
	var rows []requestRow
	q := c.s.engine.listWithin(c.s.read.NewSelect().Model(&rows), "path", scope)
	if len(f.Statuses) > 1 {
		q = besides(c.s.engine, q, "status", f.Statuses)
	} else {
		q = anyOf(q, "status", f.Statuses)
	}
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if f.Day != "" {
		q = ofDays(q, f.Day, f.Day)
	}
	q = c.s.engine.ofTrait(ofDays(q, f.From, f.To), "request_row.person_id", f.Trait)
	if f.Hour != nil {
		q = withinHour(q, *f.Hour)
	}
	if f.IsExtended {
		q = q.Where("extended IS NOT NULL")
	}
	if f.IsDecided {
		q = q.Where(wasDecided)
	}
	if err := inOrder(q, "opens_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	return convert(rows, fromRequestRow)
}

// withinHour keeps requests that opened in one hour of the week, of the clock in a zone. The hour of an instant is reckoned
// from the epoch, a Thursday, with one offset from UTC at a time, so that the list stays in the order of its index.
func withinHour(q *bun.SelectQuery, h checkin.WeekHour) *bun.SelectQuery {
	const hour, week, thursday = int64(time.Hour / time.Microsecond), 7 * 24, 3 * 24
	slot := (int(h.Weekday)+6)%7*24 + h.Hour
	return during(q, "opens_at", h.From, h.Until).WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		for at := h.From; at.Before(h.Until); {
			_, offset := at.In(h.Zone).Zone()
			_, end := at.In(h.Zone).ZoneBounds()
			if end.IsZero() || end.After(h.Until) {
				end = h.Until
			}
			q = q.WhereOr("(opens_at < ? AND opens_at >= ? AND ((opens_at + ?) / ? + ?) % ? = ?)", end.UnixMicro(), at.UnixMicro(), int64(offset)*int64(time.Second/time.Microsecond), hour, thursday, week, slot)
			at = end
		}
		return q
	})
}

// GetCheckin returns checkin.ErrNotFound.
func (c *Checkins) GetCheckin(ctx context.Context, id checkin.ID) (checkin.Checkin, error) {
	var r checkinRow
	if err := c.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return checkin.Checkin{}, one(err, checkin.ErrNotFound)
	}
	return fromCheckinRow(r)
}

// ListCheckins returns those that are there, in any order.
func (c *Checkins) ListCheckins(ctx context.Context, ids []checkin.ID) ([]checkin.Checkin, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []checkinRow
	if err := c.s.read.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list check-ins: %w", err)
	}
	return convert(rows, fromCheckinRow)
}

type pastRow struct {
	OpensAt    int64
	MadeAt     *int64
	ReceivedAt int64
	Payload    []byte
}

// ListPast returns the person's newest check-ins, newest first, at most limit; a location only of the newest
// that has one.
func (c *Checkins) ListPast(ctx context.Context, p person.ID, limit int) ([]checkin.Past, error) {
	var rows []pastRow
	err := c.s.find(ctx, &rows, "SELECT c.made_at, c.received_at, c.payload, (SELECT r.opens_at FROM checkin_requests AS r WHERE r.id = c.request_id) AS opens_at "+
		"FROM checkins AS c WHERE c.person_id = ? ORDER BY c.received_at DESC LIMIT ?", string(p), limit)
	if err != nil {
		return nil, fmt.Errorf("list past check-ins: %w", err)
	}
	isFound := false
	return convert(rows, func(r pastRow) (checkin.Past, error) {
		out := checkin.Past{OpensAt: time.UnixMicro(r.OpensAt).UTC(), MadeAt: instant(r.MadeAt)}
		if out.MadeAt.IsZero() {
			out.MadeAt = time.UnixMicro(r.ReceivedAt).UTC()
		}
		if isFound {
			return out, nil
		}
		var sub checkin.Submission
		err := decode(string(r.Payload), &sub)
		out.Location, isFound = sub.Location, sub.Location != nil
		return out, err
	})
}

// Circumstances returns what is known around a submission, in one look.
func (c *Checkins) Circumstances(ctx context.Context, r checkin.Request, hashes []string) (checkin.Circumstances, error) {
	var row struct {
		Way, Voice                              string
		OnLeave, IsDecided, Seen0, Seen1, Seen2 bool
	}
	var three [3]string // a submission has no more files
	copy(three[:], hashes)
	p := string(r.PersonID)
	const seen = "EXISTS (SELECT 1 FROM evidence_objects AS e WHERE e.person_id = ? AND e.sha256 = ?)"
	err := c.s.find(ctx, &row, "SELECT coalesce((SELECT w.way FROM person_ways AS w WHERE w.person_id = ? ORDER BY w.version DESC LIMIT 1), 'face') AS way, "+
		"coalesce((SELECT a.voice FROM policy_answers AS a WHERE a.person_id = ? ORDER BY a.at DESC, a.id DESC LIMIT 1), '') AS voice, "+
		"EXISTS (SELECT 1 FROM leaves AS l WHERE l.person_id = ? AND "+covers+") AS on_leave, "+
		"EXISTS (SELECT 1 FROM attendance_changes AS a WHERE a.source = ? AND a.source_id = ?) AS is_decided, "+
		seen+" AS seen0, "+seen+" AS seen1, "+seen+" AS seen2",
		p, p, p, r.Day, r.Day, string(attendance.FromCheckin), string(r.ID), p, three[0], p, three[1], p, three[2])
	if err != nil {
		return checkin.Circumstances{}, fmt.Errorf("read circumstances: %w", err)
	}
	out := checkin.Circumstances{Way: checkin.Way(row.Way), RefusesVoice: row.Voice == string(privacy.No), OnLeave: row.OnLeave, IsDecided: row.IsDecided, Seen: map[string]bool{}}
	for i, isSeen := range []bool{row.Seen0, row.Seen1, row.Seen2} {
		if isSeen {
			out.Seen[three[i]] = true
		}
	}
	return out, nil
}

// Together runs fn in one transaction with others that come at the same time.
func (c *Checkins) Together(ctx context.Context, fn func(checkin.Tx) error) error {
	return c.s.together.do(ctx, func(tx *Tx) error { return fn(tx) })
}

// ListDecisions returns the decisions on a check-in, oldest first, with names.
func (c *Checkins) ListDecisions(ctx context.Context, id checkin.ID) ([]checkin.Decision, error) {
	var rows []decisionRow
	err := c.s.read.NewSelect().Model(&rows).ColumnExpr("decision_row.*").
		ColumnExpr("(SELECT m.name FROM staff_members AS m WHERE m.id = decision_row.by_id) AS by_name").
		Where("checkin_id = ?", string(id)).Order("at", "id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list decisions: %w", err)
	}
	return convert(rows, func(r decisionRow) (checkin.Decision, error) {
		return checkin.Decision{
			ID: r.ID, CheckinID: checkin.ID(r.CheckinID), Kind: checkin.DecisionKind(r.Kind), Reason: r.Reason, ByID: r.ByID, ByName: untext(r.ByName), At: time.UnixMicro(r.At).UTC(),
		}, nil
	})
}

// factsOf tells when a device first acknowledged any of the deliveries, or the person was spoken to, and
// what there is to know of them.
func factsOf(deliveries []push.Delivery) (reached time.Time, causes []alert.Cause) {
	failed := map[string]time.Time{}
	for _, d := range deliveries {
		for _, at := range []time.Time{d.DeliveredAt, d.ShownAt, d.OpenedAt} {
			if !at.IsZero() && (reached.IsZero() || at.Before(reached)) {
				reached = at
			}
		}
		code := "notice_failed"
		if d.Channel == push.Call {
			code = "call_unanswered"
		}
		if !d.FailedAt.IsZero() {
			failed[code] = d.FailedAt
		}
	}
	causes = []alert.Cause{{Code: "notice_not_delivered"}}
	if !reached.IsZero() {
		causes = []alert.Cause{{Code: "notice_delivered", At: reached}}
	}
	for _, code := range []string{"notice_failed", "call_unanswered"} {
		if at, ok := failed[code]; ok {
			causes = append(causes, alert.Cause{Code: code, At: at})
		}
	}
	return reached, causes
}

// InsertRequests stores requests, in one statement, and returns those that it stored.
func (tx *Tx) InsertRequests(ctx context.Context, all []checkin.Request) (map[checkin.RequestID]bool, error) {
	stored := make(map[checkin.RequestID]bool, len(all))
	if len(all) == 0 {
		return stored, nil
	}
	rows, err := convert(all, toRequestRow)
	if err != nil {
		return nil, err
	}
	var ids []checkin.RequestID
	if err := tx.db.NewInsert().Model(&rows).On("CONFLICT (plan_id, opens_at) DO NOTHING").Returning("id").Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("insert requests: %w", err)
	}
	for _, id := range ids {
		stored[id] = true
	}
	return stored, nil
}

// SetRequest stores what changes in a request's life if the stored status is from.
func (tx *Tx) SetRequest(ctx context.Context, r checkin.Request, from checkin.Status) (bool, error) {
	row, err := toRequestRow(r)
	if err != nil {
		return false, err
	}
	ok, err := changed(tx.exec(ctx, "UPDATE checkin_requests SET status = ?, checkin_id = ?, due_at = ?, closes_at = ?, updated_at = ? WHERE id = ? AND status = ?",
		row.Status, row.CheckinID, row.DueAt, row.ClosesAt, row.UpdatedAt, row.ID, string(from)))
	if err != nil {
		return false, fmt.Errorf("set request: %w", err)
	}
	return ok, nil
}

// InsertCheckin stores a check-in as received.
func (tx *Tx) InsertCheckin(ctx context.Context, c checkin.Checkin) error {
	findings, err := encode(c.Findings)
	if err != nil {
		return err
	}
	var asked *string
	if c.Asked != nil {
		body, err := encode(c.Asked)
		if err != nil {
			return err
		}
		asked = &body
	}
	row := checkinRow{
		Asked: asked, FramesID: text(c.FramesID), Network: text(c.Submission.Device.Network),
		ID: string(c.ID), RequestID: string(c.RequestID), PersonID: string(c.PersonID), StationID: string(c.StationID), Path: string(c.Path), DeviceID: c.DeviceID,
		MadeAt: micros(c.MadeAt), ReceivedAt: c.ReceivedAt.UnixMicro(), Payload: c.Payload, Signature: c.Signature, PhotoID: text(c.PhotoID), Outcome: string(c.Outcome), Findings: findings,
	}
	if tx.shared != nil {
		tx.shared.checkins = append(tx.shared.checkins, row)
		return nil
	}
	return tx.insert(ctx, &row, checkin.ErrReplayed)
}

// InsertDecision stores a decision.
func (tx *Tx) InsertDecision(ctx context.Context, d checkin.Decision) error {
	return tx.insert(ctx, &decisionRow{ID: d.ID, CheckinID: string(d.CheckinID), Kind: string(d.Kind), Reason: d.Reason, ByID: d.ByID, At: d.At.UnixMicro()}, nil)
}
