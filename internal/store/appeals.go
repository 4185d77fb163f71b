package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/sanction"
)

type appealRow struct {
	bun.BaseModel `bun:"table:appeals"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	Source        string
	SourceID      string
	Day           string
	Against       string
	Text          string
	Status        string
	FirstDecider  string
	Evidence      string
	OpenedAt      int64
	DueAt         int64
	OverdueAt     *int64
	DecidedAt     *int64
	DecidedBy     string
	Reason        string
	NewStatus     *string
}

func toAppealRow(a appeal.Appeal) (appealRow, error) {
	evidence, err := encode(a.Evidence)
	return appealRow{
		ID: string(a.ID), PersonID: string(a.PersonID), StationID: string(a.StationID), Path: string(a.Path), Source: string(a.Source), SourceID: a.SourceID, Day: a.Day, Against: cmp.Or(string(a.Against), string(a.Sanction)),
		Text: a.Text, Status: string(a.Status), FirstDecider: a.FirstDecider, Evidence: evidence, OpenedAt: a.OpenedAt.UnixMicro(), DueAt: a.DueAt.UnixMicro(), OverdueAt: micros(a.OverdueAt),
		DecidedAt: micros(a.DecidedAt), DecidedBy: a.DecidedBy, Reason: a.Reason, NewStatus: text(string(a.NewStatus)),
	}, err
}

func fromAppealRow(r appealRow) (appeal.Appeal, error) {
	a := appeal.Appeal{
		ID: appeal.ID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Source: attendance.Source(r.Source), SourceID: r.SourceID, Day: r.Day,
		Text: r.Text, Status: appeal.Status(r.Status), FirstDecider: r.FirstDecider, OpenedAt: time.UnixMicro(r.OpenedAt).UTC(), DueAt: time.UnixMicro(r.DueAt).UTC(),
		OverdueAt: instant(r.OverdueAt), DecidedAt: instant(r.DecidedAt), DecidedBy: r.DecidedBy, Reason: r.Reason, NewStatus: attendance.Status(untext(r.NewStatus)),
	}
	if a.Source == appeal.FromSanction {
		a.Sanction = sanction.Kind(r.Against)
	} else {
		a.Against = attendance.Status(r.Against)
	}
	return a, decode(r.Evidence, &a.Evidence)
}

type changeRow struct {
	bun.BaseModel `bun:"table:attendance_changes"`
	ID            string `bun:",pk"`
	Source        string
	SourceID      string
	PersonID      string
	FromStatus    string
	ToStatus      string
	Reason        string
	AppealID      string
	ByID          string
	At            int64
}

// Appeals keeps appeals and the history of what they changed.
type Appeals struct{ s *Store }

var _ appeal.Store = (*Appeals)(nil)

// Appeals returns the appeals.
func (s *Store) Appeals() *Appeals { return &Appeals{s} }

// InTx runs fn in one transaction.
func (a *Appeals) InTx(ctx context.Context, fn func(appeal.Tx) error) error {
	return a.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns appeal.ErrNotFound.
func (a *Appeals) Get(ctx context.Context, id appeal.ID) (appeal.Appeal, error) {
	var r appealRow
	if err := a.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return appeal.Appeal{}, one(err, appeal.ErrNotFound)
	}
	return fromAppealRow(r)
}

// List returns appeals within scope, newest first by (OpenedAt, ID).
func (a *Appeals) List(ctx context.Context, scope org.Path, f appeal.Filter, p page.Request) ([]appeal.Appeal, error) {
	var rows []appealRow
	q := anyOf(a.s.engine.listWithin(a.s.read.NewSelect().Model(&rows), "path", scope), "status", f.Statuses)
	q = days(q, "day", f.From, f.To)
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if f.NotDecidedBy != "" {
		q = q.Where("first_decider <> ?", f.NotDecidedBy)
	}
	if f.HasNoSanctions {
		q = q.Where("source <> ?", string(appeal.FromSanction))
	}
	if err := inOrder(q, "opened_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list appeals: %w", err)
	}
	return convert(rows, fromAppealRow)
}

// Occasion returns the attendance recorded of a person. It returns appeal.ErrNoOccasion.
func (a *Appeals) Occasion(ctx context.Context, s attendance.Source, sourceID string, p person.ID) (attendance.Record, error) {
	var r attendanceRow
	err := a.s.read.NewSelect().Model(&r).Where("source = ? AND source_id = ? AND person_id = ?", string(s), sourceID, string(p)).Scan(ctx)
	if err != nil {
		return attendance.Record{}, one(err, appeal.ErrNoOccasion)
	}
	return attendance.Record{
		ID: r.ID, PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Source: attendance.Source(r.Source), SourceID: r.SourceID,
		Status: attendance.Status(r.Status), At: time.UnixMicro(r.At).UTC(), Day: r.Day, Reason: r.Reason, ByRole: authz.Role(r.ByRole), ByID: r.ByID, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}, nil
}

// Sanction returns a sanction. It returns appeal.ErrNoOccasion.
func (a *Appeals) Sanction(ctx context.Context, id sanction.ID) (sanction.Sanction, error) {
	v, err := a.s.Sanctions().Get(ctx, id)
	if errors.Is(err, sanction.ErrNotFound) {
		return v, appeal.ErrNoOccasion
	}
	return v, err
}

// GatherEvidence gathers what is known of an occasion: of a check-in its window, its notices and the
// findings of what was submitted; of a roll call its notices.
func (a *Appeals) GatherEvidence(ctx context.Context, r attendance.Record) (appeal.Evidence, error) {
	e := appeal.Evidence{Causes: []alert.Cause{}, Findings: []string{}}
	if r.Source == attendance.FromRollCall {
		deliveries, err := a.s.Push().ListBySubject(ctx, r.SourceID)
		_, e.Causes = factsOf(deliveries)
		return e, err
	}
	if r.Source == attendance.FromCheckin {
		req, err := a.s.Checkins().GetRequest(ctx, checkin.RequestID(r.SourceID))
		if err != nil {
			return e, err
		}
		e.OpensAt, e.ClosesAt = req.OpensAt, req.ClosesAt
		if e.Findings, err = a.findings(ctx, req); err != nil {
			return e, err
		}
		if e.Causes, err = a.causes(ctx, req, r.UpdatedAt); err != nil {
			return e, err
		}
	}
	return e, nil
}

// causes are what may explain that a request was not answered: of one that ended so, what was gathered then,
// since phones and leaves say other things today, with what is known of its notices now.
func (a *Appeals) causes(ctx context.Context, r checkin.Request, at time.Time) ([]alert.Cause, error) {
	gathered, err := a.s.Checkins().Causes(ctx, r)
	if err != nil {
		return nil, err
	}
	if len(gathered) == 0 {
		_, causes, err := a.s.Checkins().Reached(ctx, r, at)
		return causes, err
	}
	deliveries, err := a.s.Push().ListBySubject(ctx, string(r.ID))
	if err != nil {
		return nil, err
	}
	_, causes := factsOf(deliveries)
	return append(causes, slices.DeleteFunc(gathered, func(c alert.Cause) bool { return slices.Contains(ofNotices(), c.Code) })...), nil
}

// ofNotices are the codes of what factsOf finds.
func ofNotices() []string {
	return []string{"notice_delivered", "notice_not_delivered", "notice_failed", "call_unanswered"}
}

// findings are the codes of what was seen in the submission to a request, none without one.
func (a *Appeals) findings(ctx context.Context, r checkin.Request) ([]string, error) {
	codes := []string{}
	if r.CheckinID == "" {
		return codes, nil
	}
	c, err := a.s.Checkins().GetCheckin(ctx, r.CheckinID)
	for _, f := range c.Findings {
		codes = append(codes, f.Code)
	}
	return codes, err
}

// ListChanges returns the history of an occasion, oldest first.
func (a *Appeals) ListChanges(ctx context.Context, s attendance.Source, sourceID string, p person.ID) ([]appeal.Change, error) {
	var rows []changeRow
	err := a.s.read.NewSelect().Model(&rows).Where("source = ? AND source_id = ? AND person_id = ?", string(s), sourceID, string(p)).Order("at", "id").Limit(100).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list changes of attendance: %w", err)
	}
	return convert(rows, func(r changeRow) (appeal.Change, error) {
		return appeal.Change{
			ID: r.ID, Source: attendance.Source(r.Source), SourceID: r.SourceID, PersonID: person.ID(r.PersonID), From: attendance.Status(r.FromStatus), To: attendance.Status(r.ToStatus), Reason: r.Reason,
			AppealID: appeal.ID(r.AppealID), ByID: r.ByID, At: time.UnixMicro(r.At).UTC(),
		}, nil
	})
}

// ListOverdue returns open appeals with DueAt ≤ now about which nobody was asked yet.
func (a *Appeals) ListOverdue(ctx context.Context, now time.Time, limit int) ([]appeal.Appeal, error) {
	var rows []appealRow
	err := a.s.read.NewSelect().Model(&rows).Where("status = 'open' AND overdue_at IS NULL AND due_at <= ?", now.UnixMicro()).Order("due_at").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list overdue appeals: %w", err)
	}
	return convert(rows, fromAppealRow)
}

// InsertAppeal stores an appeal. It returns appeal.ErrOpen when there is an open one about the same.
func (tx *Tx) InsertAppeal(ctx context.Context, a appeal.Appeal) error {
	row, err := toAppealRow(a)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &row, appeal.ErrOpen)
}

// SetAppeal stores what changes in an appeal's life if the stored status is from. It returns appeal.ErrMoved.
func (tx *Tx) SetAppeal(ctx context.Context, a appeal.Appeal, from appeal.Status) error {
	row, err := toAppealRow(a)
	if err != nil {
		return err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("status", "overdue_at", "decided_at", "decided_by", "reason", "new_status").
		Where("id = ? AND status = ?", row.ID, string(from)).Exec(ctx))
	if err != nil {
		return fmt.Errorf("set appeal: %w", err)
	}
	if !ok {
		return appeal.ErrMoved
	}
	return nil
}

// InsertChange stores an entry of an occasion's history.
func (tx *Tx) InsertChange(ctx context.Context, c appeal.Change) error {
	return tx.insert(ctx, &changeRow{
		ID: c.ID, Source: string(c.Source), SourceID: c.SourceID, PersonID: string(c.PersonID), FromStatus: string(c.From), ToStatus: string(c.To), Reason: c.Reason,
		AppealID: string(c.AppealID), ByID: c.ByID, At: c.At.UnixMicro(),
	}, nil)
}

// IsAppealed reports whether an appeal about a check-in is open or was upheld.
func (tx *Tx) IsAppealed(ctx context.Context, id checkin.RequestID) (bool, error) {
	n, err := tx.db.NewSelect().Model((*appealRow)(nil)).
		Join("JOIN checkin_requests AS r ON r.id = appeal_row.source_id AND r.person_id = appeal_row.person_id").
		Where("r.id = ? AND appeal_row.source = ? AND appeal_row.status IN (?, ?)", string(id), string(attendance.FromCheckin), string(appeal.Open), string(appeal.Upheld)).Count(ctx)
	if err != nil {
		return false, fmt.Errorf("look for appeals: %w", err)
	}
	return n > 0, nil
}
