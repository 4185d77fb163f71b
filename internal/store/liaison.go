package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/alert"
	"diandao/internal/liaison"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

type lostContactRow struct {
	bun.BaseModel `bun:"table:lost_contacts"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	State         string
	SinceAt       int64
	SinceBy       string
	OpenedAt      int64
	OpenedBy      string
	Reason        string
	NextStep      *string
	DueAt         *int64
	SignAt        *int64
	SignBy        *string
	How           *string
	ClosedAt      *int64
	UpdatedAt     int64
}

func toLostContactRow(c liaison.Case) lostContactRow {
	return lostContactRow{
		ID: string(c.ID), PersonID: string(c.PersonID), StationID: string(c.StationID), Path: string(c.Path), State: string(c.State), SinceAt: c.Since.At.UnixMicro(), SinceBy: string(c.Since.By),
		OpenedAt: c.OpenedAt.UnixMicro(), OpenedBy: c.OpenedBy, Reason: c.Reason, NextStep: text(string(c.Next)), DueAt: micros(c.DueAt), SignAt: micros(c.Sign.At), SignBy: text(string(c.Sign.By)),
		How: text(string(c.How)), ClosedAt: micros(c.ClosedAt), UpdatedAt: c.UpdatedAt.UnixMicro(),
	}
}

func fromLostContactRow(r lostContactRow) (liaison.Case, error) {
	return liaison.Case{
		ID: liaison.ID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), State: liaison.State(r.State),
		Since: liaison.Contact{At: time.UnixMicro(r.SinceAt).UTC(), By: liaison.Sign(r.SinceBy)}, OpenedAt: time.UnixMicro(r.OpenedAt).UTC(), OpenedBy: r.OpenedBy, Reason: r.Reason,
		Next: liaison.StepKind(untext(r.NextStep)), DueAt: instant(r.DueAt), Sign: liaison.Contact{At: instant(r.SignAt), By: liaison.Sign(untext(r.SignBy))},
		How: liaison.How(untext(r.How)), ClosedAt: instant(r.ClosedAt), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}, nil
}

type lostContactStepRow struct {
	bun.BaseModel `bun:"table:lost_contact_steps"`
	ID            string `bun:",pk"`
	CaseID        string
	Kind          string
	Informed      string
	Note          string
	Sign          *string
	How           *string
	HappenedAt    int64
	ByID          string
	At            int64
	ByName        *string `bun:",scanonly"`
}

// Liaison keeps cases of lost contact.
type Liaison struct{ s *Store }

var _ liaison.Store = (*Liaison)(nil)

// Liaison returns the cases of lost contact.
func (s *Store) Liaison() *Liaison { return &Liaison{s} }

// InTx runs fn in one transaction.
func (l *Liaison) InTx(ctx context.Context, fn func(liaison.Tx) error) error {
	return l.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns liaison.ErrNotFound.
func (l *Liaison) Get(ctx context.Context, id liaison.ID) (liaison.Case, error) {
	var r lostContactRow
	if err := l.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return liaison.Case{}, one(err, liaison.ErrNotFound)
	}
	return fromLostContactRow(r)
}

// List returns cases within scope, newest first by (OpenedAt, ID).
func (l *Liaison) List(ctx context.Context, scope org.Path, f liaison.Filter, p page.Request) ([]liaison.Case, error) {
	var rows []lostContactRow
	q := anyOf(l.s.engine.listWithin(l.s.read.NewSelect().Model(&rows), "path", scope), "state", f.States)
	q = during(q, "opened_at", f.From, f.To)
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if err := inOrder(q, "opened_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list cases of lost contact: %w", err)
	}
	return convert(rows, fromLostContactRow)
}

// ListSteps returns a case's steps, oldest first, with names of staff.
func (l *Liaison) ListSteps(ctx context.Context, id liaison.ID) ([]liaison.Step, error) {
	var rows []lostContactStepRow
	err := l.s.read.NewSelect().Model(&rows).ColumnExpr("lost_contact_step_row.*").
		ColumnExpr("(SELECT m.name FROM staff_members AS m WHERE m.id = lost_contact_step_row.by_id) AS by_name").
		Where("case_id = ?", string(id)).Order("at", "id").Limit(liaison.MaxSteps).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list steps of a case: %w", err)
	}
	return convert(rows, func(r lostContactStepRow) (liaison.Step, error) {
		return liaison.Step{
			ID: r.ID, CaseID: liaison.ID(r.CaseID), Kind: liaison.StepKind(r.Kind), Informed: r.Informed, Note: r.Note, Sign: liaison.Sign(untext(r.Sign)), How: liaison.How(untext(r.How)),
			HappenedAt: time.UnixMicro(r.HappenedAt).UTC(), ByID: r.ByID, ByName: untext(r.ByName), At: time.UnixMicro(r.At).UTC(),
		}, nil
	})
}

// unanswered is when a question why the person did not come was asked; NULL for any other alert. It stands in
// what is grouped, not in what is searched, so that the alerts are read in order of their persons.
const unanswered = "CASE WHEN alerts.kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached') THEN alerts.opened_at END"

// ListSilent returns active persons after the given one with open questions why they did not come, the first
// asked at or before an instant and none before an earlier case was closed, and no open case.
func (l *Liaison) ListSilent(ctx context.Context, before time.Time, after person.ID, limit int) ([]liaison.Silent, error) {
	var rows []struct {
		PersonID  string
		StationID string
		Path      string
		FirstAt   int64
	}
	err := l.s.read.NewSelect().TableExpr("alerts").Join("JOIN persons AS p ON p.id = alerts.person_id AND p.status = 'active'").
		ColumnExpr("alerts.person_id, min(p.station_id) AS station_id, min(p.path) AS path, min("+unanswered+") AS first_at").
		Where("alerts.state <> 'resolved'").Where("alerts.person_id > ?", string(after)).
		Where("NOT EXISTS (SELECT 1 FROM lost_contacts AS c WHERE c.person_id = alerts.person_id AND (c.state = 'open' OR c.closed_at >= alerts.opened_at))").
		GroupExpr("alerts.person_id").Having("count("+unanswered+") >= 2 AND min("+unanswered+") <= ?", before.UnixMicro()).
		OrderExpr("alerts.person_id").Limit(int64(limit)).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("list silent persons: %w", err)
	}
	out := make([]liaison.Silent, len(rows))
	for i, r := range rows {
		out[i] = liaison.Silent{PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), FirstAt: time.UnixMicro(r.FirstAt).UTC()}
	}
	return out, nil
}

// ListOpen returns open cases after the given one, by id.
func (l *Liaison) ListOpen(ctx context.Context, after liaison.ID, limit int) ([]liaison.Case, error) {
	var rows []lostContactRow
	if err := l.s.read.NewSelect().Model(&rows).Where("state = 'open' AND id > ?", string(after)).Order("id").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list open cases: %w", err)
	}
	return convert(rows, fromLostContactRow)
}

// Contacts tells when each person was last heard of, and how.
func (l *Liaison) Contacts(ctx context.Context, persons []person.ID, callsSince time.Time) (map[person.ID]liaison.Contact, error) {
	out := make(map[person.ID]liaison.Contact, len(persons))
	if len(persons) == 0 {
		return out, nil
	}
	var rows []struct {
		ID       person.ID
		Checkin  *int64
		Rollcall *int64
		Phone    *int64
		Call     *int64
		Found    *int64
	}
	err := l.s.read.NewSelect().TableExpr("persons AS p").ColumnExpr("p.id").
		ColumnExpr("(SELECT max(c.received_at) FROM checkins AS c WHERE c.person_id = p.id) AS checkin").
		ColumnExpr("(SELECT max(i.on_line_at) FROM roll_call_invitees AS i WHERE i.person_id = p.id) AS rollcall").
		ColumnExpr("(SELECT max(d.last_seen_at) FROM devices AS d WHERE d.person_id = p.id) AS phone").
		ColumnExpr("(SELECT max(d.delivered_at) FROM messages AS m JOIN message_deliveries AS d ON d.message_id = m.id AND d.channel = 'call' WHERE m.person_id = p.id AND m.created_at >= ?) AS call", callsSince.UnixMicro()).
		ColumnExpr("(SELECT max(f.closed_at) FROM lost_contacts AS f WHERE f.person_id = p.id) AS found").
		Where("p.id IN (?)", bun.List(persons)).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("read last contacts: %w", err)
	}
	for _, r := range rows {
		var last liaison.Contact
		for _, c := range []liaison.Contact{
			{At: instant(r.Checkin), By: liaison.ByCheckin},
			{At: instant(r.Rollcall), By: liaison.ByRollCall},
			{At: instant(r.Call), By: liaison.ByCall},
			{At: instant(r.Phone), By: liaison.ByPhone},
			{At: instant(r.Found), By: liaison.WasFound},
		} {
			if c.At.After(last.At) {
				last = c
			}
		}
		if !last.At.IsZero() {
			out[r.ID] = last
		}
	}
	return out, nil
}

// InsertLostContact stores a case. It returns liaison.ErrOpen.
func (tx *Tx) InsertLostContact(ctx context.Context, c liaison.Case) error {
	row := toLostContactRow(c)
	return tx.insert(ctx, &row, liaison.ErrOpen)
}

// SetLostContact stores what changes in a case's life if it is open and as from says. It returns liaison.ErrMoved.
func (tx *Tx) SetLostContact(ctx context.Context, c, from liaison.Case) error {
	row := toLostContactRow(c)
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("state", "next_step", "due_at", "sign_at", "sign_by", "how", "closed_at", "updated_at").
		Where("id = ? AND state = 'open' AND updated_at = ?", row.ID, from.UpdatedAt.UnixMicro()).Exec(ctx))
	if err != nil {
		return fmt.Errorf("set case of lost contact: %w", err)
	}
	if !ok {
		return liaison.ErrMoved
	}
	return nil
}

// InsertLostContactStep stores a step of a case.
func (tx *Tx) InsertLostContactStep(ctx context.Context, s liaison.Step) error {
	return tx.insert(ctx, &lostContactStepRow{
		ID: s.ID, CaseID: string(s.CaseID), Kind: string(s.Kind), Informed: s.Informed, Note: s.Note, Sign: text(string(s.Sign)), How: text(string(s.How)),
		HappenedAt: s.HappenedAt.UnixMicro(), ByID: s.ByID, At: s.At.UnixMicro(),
	}, nil)
}

// SetAlertDue moves the deadline of the alert of this kind, source and person, if it is not resolved.
func (tx *Tx) SetAlertDue(ctx context.Context, k alert.Kind, sourceID string, p person.ID, due, now time.Time) error {
	_, err := tx.db.NewUpdate().Table("alerts").Set("due_at = ?, updated_at = ?", due.UnixMicro(), now.UnixMicro()).
		Where("kind = ? AND source_id = ? AND person_id = ? AND state <> 'resolved'", string(k), sourceID, string(p)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("set deadline of alert: %w", err)
	}
	return nil
}
