package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/record"
)

// itemRow is one thing that happened, as each table tells it; what a table does not have is NULL.
type itemRow struct {
	ID        string
	At        int64
	Code      string
	Status    *string
	Title     *string
	Reason    *string
	ByRole    *string
	ByID      *string
	FromDay   *string
	ToDay     *string
	Causes    *string
	Subject   *string
	SubjectID *string
	PictureID *string
	MadeAt    *int64
	Data      *string // of an entry of the ledger
}

// timelineSource tells where the items of a kind lie and how its columns are called there.
type timelineSource struct {
	table   string
	at      string // the instant of the order, with an index on (person_id, it, id)
	where   string
	columns string
}

// handedIn is of a request what a check-in answered.
const handedIn = "FROM checkin_requests AS r WHERE r.id = checkins.request_id"

// timelineSources are the kinds with tables of their own; the others lie in the ledger. A check-in that was handed in has
// its place when it arrived, one that nobody handed in when it opened.
func timelineSources() map[record.Kind][]timelineSource {
	return map[record.Kind][]timelineSource{
		record.Checkin: {{
			"checkins", "received_at", "EXISTS (SELECT 1 " + handedIn + " AND r.checkin_id = checkins.id AND r.status NOT IN ('missed', 'not_reached'))",
			"(SELECT r.status " + handedIn + ") AS code, (SELECT r.title " + handedIn + ") AS title, request_id AS subject_id, 'checkin' AS subject, photo_id AS picture_id, coalesce(made_at, received_at) AS made_at",
		}, {
			"checkin_requests", "opens_at", "checkin_id IS NULL AND status NOT IN ('missed', 'not_reached')",
			"status AS code, title, id AS subject_id, 'checkin' AS subject, (SELECT w.at FROM checkin_witnesses AS w WHERE w.request_id = checkin_requests.id) AS made_at",
		}},
		record.Miss: {{
			"checkin_requests", "opens_at", "status IN ('missed', 'not_reached')",
			"status AS code, title, id AS subject_id, 'checkin' AS subject, (SELECT a.causes FROM alerts AS a WHERE a.source_id = checkin_requests.id AND a.person_id = checkin_requests.person_id " +
				"AND a.kind = CASE WHEN checkin_requests.status = 'missed' THEN 'checkin_missed' ELSE 'checkin_not_reached' END) AS causes",
		}},
		record.RollCall: {{
			"attendance_records", "at", "source = 'rollcall'",
			"status AS code, reason, by_role, by_id, source_id AS subject_id, 'rollcall' AS subject, (SELECT r.title FROM roll_calls AS r WHERE r.id = attendance_records.source_id) AS title, " +
				"(SELECT i.snapshot_id FROM roll_call_invitees AS i WHERE i.roll_call_id = attendance_records.source_id AND i.person_id = attendance_records.person_id) AS picture_id",
		}},
		record.Leave:   {{"leaves", "applied_at", "", "status AS code, place AS title, reason, 'self' AS by_role, from_day, to_day, id AS subject_id, 'leave' AS subject"}},
		record.Alert:   {{"alerts", "opened_at", "kind NOT IN ('checkin_missed', 'checkin_not_reached')", "kind AS code, state AS status, note AS reason, owner_id AS by_id, causes, id AS subject_id, 'alert' AS subject"}},
		record.Settled: {{"alerts", "opened_at", "state = 'resolved' AND kind NOT IN ('checkin_missed', 'checkin_not_reached', 'appeal_overdue')", "kind AS code, note AS reason, id AS subject_id, 'alert' AS subject"}},
		record.Appeal:  {{"appeals", "opened_at", "", "status AS code, text AS reason, 'self' AS by_role, day AS from_day, id AS subject_id, 'appeal' AS subject"}},
		record.Sanction: {{
			"sanctions", "proposed_at", "", "kind AS code, status, facts AS reason, proposed_by AS by_id, day AS from_day, id AS subject_id, 'sanction' AS subject",
		}},
	}
}

// firstOfTwins keeps one entry of a transfer, which both stations' ledgers tell.
const firstOfTwins = "(action <> 'person.transferred' OR NOT EXISTS (SELECT 1 FROM audit_entries AS twin WHERE twin.person_id = audit_entries.person_id AND twin.at = audit_entries.at " +
	"AND twin.action = audit_entries.action AND twin.id < audit_entries.id))"

// Records reads what happened to persons and what is held of them.
type Records struct{ s *Store }

var _ record.Store = (*Records)(nil)

// Records returns the records.
func (s *Store) Records() *Records { return &Records{s} }

// ListKind returns what happened to a person of one kind within a span, newest first by (At, ID).
func (r *Records) ListKind(ctx context.Context, p person.ID, k record.Kind, span record.Span, req page.Request) ([]record.Item, error) {
	sources, ok := timelineSources()[k]
	if !ok {
		sources = []timelineSource{{"audit_entries", "at", firstOfTwins, "action AS code, reason, actor_role AS by_role, actor_id AS by_id, subject, data"}}
	}
	parts := make([][]record.Item, len(sources))
	for i, from := range sources {
		var err error
		if parts[i], err = r.listSource(ctx, p, k, from, span, req); err != nil {
			return nil, err
		}
	}
	return record.Merged(parts, req.Rows()), nil
}

// listSource returns what one source tells of a kind.
func (r *Records) listSource(ctx context.Context, p person.ID, k record.Kind, from timelineSource, span record.Span, req page.Request) ([]record.Item, error) {
	q := r.s.read.NewSelect().Table(from.table).Column("id").ColumnExpr("? AS at", bun.Ident(from.at)).ColumnExpr(from.columns).Where("person_id = ?", string(p))
	if from.where != "" {
		q = q.Where(from.where)
	}
	if actions := record.Actions(k); len(actions) > 0 {
		q = anyOf(q, "action", actions)
	}
	if !span.From.IsZero() {
		q = q.Where("? >= ?", bun.Ident(from.at), span.From.UnixMicro())
	}
	if !span.To.IsZero() {
		q = q.Where("? < ?", bun.Ident(from.at), span.To.UnixMicro())
	}
	var rows []itemRow
	if err := inOrder(q, from.at, req).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("list %s: %w", from.table, err)
	}
	return convert(rows, func(row itemRow) (record.Item, error) { return fromItemRow(k, row) })
}

func fromItemRow(k record.Kind, r itemRow) (record.Item, error) {
	i := record.Item{
		ID: r.ID, Kind: k, At: time.UnixMicro(r.At).UTC(), Code: r.Code, Status: untext(r.Status), Title: untext(r.Title), Reason: untext(r.Reason), ByRole: authz.Role(untext(r.ByRole)), ByID: untext(r.ByID),
		FromDay: untext(r.FromDay), ToDay: untext(r.ToDay), Subject: untext(r.Subject), SubjectID: untext(r.SubjectID), PictureID: evidence.ID(untext(r.PictureID)),
		MadeAt: instant(r.MadeAt),
	}
	if r.SubjectID == nil { // the ledger has both in one: "checkin:0193…"
		i.Subject, i.SubjectID, _ = strings.Cut(i.Subject, ":")
	}
	if r.Code == "person.corrected" && r.Data != nil {
		var facts map[string]json.RawMessage
		if err := decode(*r.Data, &facts); err != nil {
			return i, err
		}
		i.Corrected = slices.Sorted(maps.Keys(facts))
	}
	if r.Code == "person.transferred" && r.Data != nil {
		var moved struct{ To org.UnitID }
		if err := decode(*r.Data, &moved); err != nil {
			return i, err
		}
		i.ToUnitID = moved.To
	}
	if r.Causes == nil {
		return i, nil
	}
	return i, decode(*r.Causes, &i.Causes)
}

// ListLooks returns looks of staff at a person's record, newest first by (At, ID), with units and names.
func (r *Records) ListLooks(ctx context.Context, p person.ID, req page.Request) ([]record.Look, error) {
	var rows []struct {
		ID        string
		At        int64
		Action    string
		ActorRole string
		Kind      *string
		Unit      *string
		Name      *string
	}
	q := r.s.read.NewSelect().Table("audit_entries").Column("id", "at", "action", "actor_role").
		ColumnExpr("(SELECT e.kind FROM evidence_objects AS e WHERE e.id = substr(audit_entries.subject, ?)) AS kind", len("evidence:")+1).
		ColumnExpr("(SELECT u.name FROM staff_members AS m JOIN units AS u ON u.id = m.unit_id WHERE m.id = audit_entries.actor_id) AS unit").
		ColumnExpr("(SELECT m.name FROM staff_members AS m WHERE m.id = audit_entries.actor_id) AS name").
		Where("person_id = ? AND actor_role NOT IN ('self', 'system')", string(p))
	if err := inOrder(anyOf(q, "action", record.LookActions()), "at", req).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("list looks: %w", err)
	}
	out := make([]record.Look, len(rows))
	for i, row := range rows {
		out[i] = record.Look{
			ID: row.ID, At: time.UnixMicro(row.At).UTC(), Kind: record.LookKindOf(row.Action, evidence.Kind(untext(row.Kind))), Role: authz.Role(row.ActorRole), Unit: untext(row.Unit), Name: untext(row.Name),
		}
	}
	return out, nil
}

// notDestroyed keeps objects that were not destroyed.
const notDestroyed = "NOT EXISTS (SELECT 1 FROM evidence_destroyed AS d WHERE d.evidence_id = e.id)"

// CountHeld returns what is held of a person and was not destroyed, by kind.
func (r *Records) CountHeld(ctx context.Context, p person.ID) ([]record.Holding, error) {
	var rows []struct {
		Kind           string
		Count          int
		Oldest, Newest int64
	}
	err := r.s.read.NewSelect().TableExpr("evidence_objects AS e").ColumnExpr("e.kind, COUNT(*) AS count, MIN(e.created_at) AS oldest, MAX(e.created_at) AS newest").
		Where("e.person_id = ?", string(p)).Where(notDestroyed).GroupExpr("e.kind").OrderExpr("e.kind").Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("count evidence: %w", err)
	}
	out := make([]record.Holding, len(rows))
	for i, row := range rows {
		out[i] = record.Holding{Kind: evidence.Kind(row.Kind), Count: row.Count, Oldest: time.UnixMicro(row.Oldest).UTC(), Newest: time.UnixMicro(row.Newest).UTC()}
	}
	return out, nil
}
