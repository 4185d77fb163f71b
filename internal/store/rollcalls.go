package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/attendance"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

type rollCallRow struct {
	bun.BaseModel `bun:"table:roll_calls"`
	ID            string `bun:",pk"`
	StationID     string
	Path          string
	Title         string
	Audience      string
	State         string
	OfficerID     string
	Zone          string
	CreatedAt     int64
	LiveAt        *int64
	ClosedAt      *int64
	UpdatedAt     int64
	Kind          string
	StartsAt      int64
	NotifyAt      *int64
	CallOrder     string
	IsRecorded    bool
	IsAuto        bool
	Chosen        string
	Arranged      string
	Apart         string
	DrawDay       string
	Reason        string
	OpenedAt      *int64
	SealedAt      *int64
	SealedBy      string
	SealHash      string
	DueAt         *int64
}

func toRollCallRow(r rollcall.RollCall) (rollCallRow, error) {
	row := rollCallRow{
		ID: string(r.ID), StationID: string(r.StationID), Path: string(r.Path), Title: r.Title, Audience: string(r.Audience), State: string(r.State), OfficerID: r.OfficerID, Zone: r.Zone,
		CreatedAt: r.CreatedAt.UnixMicro(), LiveAt: micros(r.LiveAt), ClosedAt: micros(r.ClosedAt), UpdatedAt: r.UpdatedAt.UnixMicro(),
		Kind: string(r.Kind), StartsAt: r.StartsAt.UnixMicro(), NotifyAt: micros(r.NotifyAt), CallOrder: string(r.Order), IsRecorded: r.IsRecorded, IsAuto: r.IsAuto,
		DrawDay: r.DrawDay, Reason: r.Reason, OpenedAt: micros(r.OpenedAt), SealedAt: micros(r.SealedAt), SealedBy: r.SealedBy, SealHash: r.SealHash, DueAt: micros(r.DueAt()),
	}
	var errs [3]error
	row.Chosen, errs[0] = encodeList(r.Chosen)
	row.Arranged, errs[1] = encodeList(r.Arranged)
	row.Apart, errs[2] = encodeList(r.Apart)
	return row, errors.Join(errs[:]...)
}

// emptyList is a list with nothing in it as a column.
const emptyList = "[]"

func encodeList[T any](all []T) (string, error) {
	if len(all) == 0 {
		return emptyList, nil
	}
	return encode(all)
}

func decodeList[T any](s string, all *[]T) error {
	if s == emptyList {
		return nil
	}
	return decode(s, all)
}

func fromRollCallRow(r rollCallRow) (rollcall.RollCall, error) {
	out := rollcall.RollCall{
		ID: rollcall.ID(r.ID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Title: r.Title, Audience: rollcall.Audience(r.Audience), State: rollcall.State(r.State),
		OfficerID: r.OfficerID, Zone: r.Zone, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), LiveAt: instant(r.LiveAt), ClosedAt: instant(r.ClosedAt), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
		Kind: rollcall.Kind(r.Kind), StartsAt: time.UnixMicro(r.StartsAt).UTC(), NotifyAt: instant(r.NotifyAt), Order: rollcall.Order(r.CallOrder), IsRecorded: r.IsRecorded, IsAuto: r.IsAuto,
		DrawDay: r.DrawDay, Reason: r.Reason, OpenedAt: instant(r.OpenedAt), SealedAt: instant(r.SealedAt), SealedBy: r.SealedBy, SealHash: r.SealHash,
	}
	return out, errors.Join(decodeList(r.Chosen, &out.Chosen), decodeList(r.Arranged, &out.Arranged), decodeList(r.Apart, &out.Apart))
}

type inviteeRow struct {
	bun.BaseModel `bun:"table:roll_call_invitees"`
	ID            string `bun:",pk"`
	RollCallID    string
	PersonID      string
	Seq           int
	Presence      string
	OnLineAt      *int64
	CalledAt      *int64
	Mark          *string
	MarkReason    string
	MarkedBy      string
	MarkedAt      *int64
	SnapshotID    *string
	Challenges    listColumn[rollcall.Challenge]
	Findings      listColumn[rollcall.Finding]
	Place         placeColumn
	UpdatedAt     int64
	Calls         int
	Recalls       int
	RecalledAt    *int64
	Rung          *string
	Excuse        *string
	Refused       *string
	Name          *string `bun:",scanonly"`
	Number        *string `bun:",scanonly"`
	StationID     *string `bun:",scanonly"`
	Path          *string `bun:",scanonly"`
}

func toInviteeRow(i rollcall.Invitee) inviteeRow {
	return inviteeRow{
		ID: string(i.ID), RollCallID: string(i.RollCallID), PersonID: string(i.PersonID), Seq: i.Seq, Presence: string(i.Presence), OnLineAt: micros(i.OnLineAt), CalledAt: micros(i.CalledAt),
		Mark: text(string(i.Mark)), MarkReason: i.MarkReason, MarkedBy: i.MarkedBy, MarkedAt: micros(i.MarkedAt), SnapshotID: text(string(i.SnapshotID)), UpdatedAt: i.UpdatedAt.UnixMicro(),
		Challenges: i.Challenges, Findings: i.Findings, Place: placeColumn{i.Place},
		Calls: i.Calls, Recalls: i.Recalls, RecalledAt: micros(i.RecalledAt), Rung: text(string(i.Rung)), Excuse: text(string(i.Excuse)), Refused: text(string(i.Refused)),
	}
}

func fromInviteeRow(r inviteeRow) (rollcall.Invitee, error) {
	return rollcall.Invitee{
		ID: rollcall.InviteeID(r.ID), RollCallID: rollcall.ID(r.RollCallID), PersonID: person.ID(r.PersonID), Name: untext(r.Name), Number: untext(r.Number), Seq: r.Seq, Presence: rollcall.Presence(r.Presence),
		StationID: org.UnitID(untext(r.StationID)), Path: org.Path(untext(r.Path)),
		OnLineAt: instant(r.OnLineAt), CalledAt: instant(r.CalledAt), Mark: attendance.Status(untext(r.Mark)), MarkReason: r.MarkReason, MarkedBy: r.MarkedBy, MarkedAt: instant(r.MarkedAt),
		SnapshotID: evidence.ID(untext(r.SnapshotID)), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
		Challenges: r.Challenges, Findings: r.Findings, Place: r.Place.Place,
		Calls: r.Calls, Recalls: r.Recalls, RecalledAt: instant(r.RecalledAt), Rung: rollcall.Rung(untext(r.Rung)), Excuse: rollcall.Excuse(untext(r.Excuse)), Refused: rollcall.ApartReason(untext(r.Refused)),
	}, nil
}

// withPerson reads invitees with what their persons' own records say.
func withPerson(q *bun.SelectQuery) *bun.SelectQuery {
	return q.ColumnExpr("invitee_row.*, p.name AS name, p.number AS number, p.station_id AS station_id, p.path AS path").Join("JOIN persons AS p ON p.id = invitee_row.person_id")
}

// RollCalls keeps roll calls and their invitees.
type RollCalls struct{ s *Store }

var _ rollcall.Store = (*RollCalls)(nil)

// RollCalls returns the roll calls.
func (s *Store) RollCalls() *RollCalls { return &RollCalls{s} }

// InTx runs fn in one transaction.
func (r *RollCalls) InTx(ctx context.Context, fn func(rollcall.Tx) error) error {
	return r.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns rollcall.ErrNotFound.
func (r *RollCalls) Get(ctx context.Context, id rollcall.ID) (rollcall.RollCall, error) {
	var row rollCallRow
	if err := r.s.read.NewSelect().Model(&row).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return rollcall.RollCall{}, one(err, rollcall.ErrNotFound)
	}
	return fromRollCallRow(row)
}

// List returns roll calls within scope, newest first by (CreatedAt, ID).
func (r *RollCalls) List(ctx context.Context, scope org.Path, f rollcall.Filter, p page.Request) ([]rollcall.RollCall, error) {
	var rows []rollCallRow
	q := r.s.engine.listWithin(r.s.read.NewSelect().Model(&rows), "path", scope)
	q = during(anyOf(anyOf(q, "state", f.States), "kind", f.Kinds), "created_at", f.From, f.To)
	if f.StationID != "" {
		q = q.Where("station_id = ?", string(f.StationID))
	}
	if err := inOrder(q, "created_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list roll calls: %w", err)
	}
	return convert(rows, fromRollCallRow)
}

// ListInvitees returns the invitees by Seq, with names and numbers.
func (r *RollCalls) ListInvitees(ctx context.Context, id rollcall.ID) ([]rollcall.Invitee, error) {
	return invitees(ctx, r.s.read, id)
}

// InsertRollCall returns rollcall.ErrRunning when the station already has a running one.
func (tx *Tx) InsertRollCall(ctx context.Context, r rollcall.RollCall) error {
	row, err := toRollCallRow(r)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &row, rollcall.ErrRunning)
}

// InsertInvitees stores the roster.
func (tx *Tx) InsertInvitees(ctx context.Context, all []rollcall.Invitee) error {
	for batch := range slices.Chunk(all, 200) {
		rows, err := convert(batch, func(i rollcall.Invitee) (inviteeRow, error) { return toInviteeRow(i), nil })
		if err != nil {
			return err
		}
		if err := tx.insert(ctx, &rows, nil); err != nil {
			return err
		}
	}
	return nil
}

// SetRollCall stores everything of r but its identity and unit if the stored state is from. It returns
// rollcall.ErrRunning when it would be the station's second running one.
func (tx *Tx) SetRollCall(ctx context.Context, r rollcall.RollCall, from rollcall.State) (bool, error) {
	row, err := toRollCallRow(r)
	if err != nil {
		return false, err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).ExcludeColumn("id", "station_id", "path", "zone", "created_at").Where("id = ? AND state = ?", row.ID, string(from)).Exec(ctx))
	if isDuplicate(err) {
		tx.failed = err
		return false, rollcall.ErrRunning
	}
	if err != nil {
		return false, fmt.Errorf("set roll call: %w", err)
	}
	return ok, nil
}

// LockRollCall reads the roll call and holds it until the end. It returns rollcall.ErrNotFound.
func (tx *Tx) LockRollCall(ctx context.Context, id rollcall.ID) (rollcall.RollCall, error) {
	var row rollCallRow
	q := tx.db.NewSelect().Model(&row).Where("id = ?", string(id))
	if err := tx.store.engine.forUpdate(q).Scan(ctx); err != nil {
		return rollcall.RollCall{}, one(err, rollcall.ErrNotFound)
	}
	return fromRollCallRow(row)
}

// GetInvitee reads one invitee by person, with name and number. It returns rollcall.ErrNotInvited.
func (tx *Tx) GetInvitee(ctx context.Context, id rollcall.ID, p person.ID) (rollcall.Invitee, error) {
	return invitee(ctx, tx.db, id, p)
}

// ListInvitees reads all invitees by Seq, with names, numbers and stations.
func (tx *Tx) ListInvitees(ctx context.Context, id rollcall.ID) ([]rollcall.Invitee, error) {
	return invitees(ctx, tx.db, id)
}

// PutInvitee stores everything of i but identity and Seq.
func (tx *Tx) PutInvitee(ctx context.Context, i rollcall.Invitee) error {
	row := toInviteeRow(i)
	if _, err := tx.db.NewUpdate().Model(&row).ExcludeColumn("id", "roll_call_id", "person_id", "seq").WherePK().Exec(ctx); err != nil {
		return fmt.Errorf("put invitee: %w", err)
	}
	return nil
}
