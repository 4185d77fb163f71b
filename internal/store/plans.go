package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

type planRow struct {
	bun.BaseModel `bun:"table:plans"`
	ID            string `bun:",pk"`
	PersonID      string
	StationID     string
	Path          string
	Kind          string
	Version       int
	Title         string
	Recurrence    string
	StartsOn      string
	Zone          string
	OpensAt       int64 // nanoseconds since midnight
	Length        int64
	Grace         int64
	Days          string
	Span          int64
	Times         int
	MinGap        int64
	Requires      string
	FenceID       *string
	NextOpens     *int64
	NextDay       string
	StoppedAt     *int64
	CreatedBy     string
	CreatedAt     int64
}

func toPlanRow(p checkin.Plan) (planRow, error) {
	requires, err := encode(p.Requires)
	var fenceID *string
	if p.Requires.FenceFrom != nil {
		fenceID = text(p.Requires.FenceFrom.ID)
	}
	return planRow{
		FenceID: fenceID,
		ID:      string(p.ID), PersonID: string(p.PersonID), StationID: string(p.StationID), Path: string(p.Path), Kind: string(p.Kind), Version: p.Version, Title: p.Title,
		Days: string(p.Rule.On), Span: int64(p.Rule.Span), Times: p.Rule.Times, MinGap: int64(p.Rule.MinGap),
		Recurrence: p.Rule.Recurrence, StartsOn: day(p.Rule.StartsOn), Zone: p.Rule.Zone, OpensAt: int64(p.Rule.OpensAt), Length: int64(p.Rule.Length), Grace: int64(p.Rule.Grace),
		Requires: requires, NextOpens: micros(p.NextOpens), NextDay: p.NextDay, StoppedAt: micros(p.StoppedAt), CreatedBy: p.CreatedBy, CreatedAt: p.CreatedAt.UnixMicro(),
	}, err
}

func fromPlanRow(r planRow) (checkin.Plan, error) {
	p := checkin.Plan{
		ID: checkin.PlanID(r.ID), PersonID: person.ID(r.PersonID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Kind: checkin.PlanKind(r.Kind), Version: r.Version, Title: r.Title,
		Rule: schedule.Rule{
			Recurrence: r.Recurrence, Zone: r.Zone, On: schedule.Days(r.Days), OpensAt: time.Duration(r.OpensAt), Length: time.Duration(r.Length), Grace: time.Duration(r.Grace),
			Span: time.Duration(r.Span), Times: r.Times, MinGap: time.Duration(r.MinGap),
		},
		NextOpens: instant(r.NextOpens), NextDay: r.NextDay, StoppedAt: instant(r.StoppedAt), CreatedBy: r.CreatedBy, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(),
	}
	var err error
	if p.Rule.StartsOn, err = parseDay(r.StartsOn); err != nil {
		return p, err
	}
	return p, decode(r.Requires, &p.Requires)
}

type planVersionRow struct {
	bun.BaseModel `bun:"table:plan_versions"`
	PlanID        string `bun:",pk"`
	Version       int    `bun:",pk"`
	Body          string
	CreatedBy     string
	CreatedAt     int64
}

// GetPlan returns the newest version. It returns checkin.ErrPlanNotFound.
func (c *Checkins) GetPlan(ctx context.Context, id checkin.PlanID) (checkin.Plan, error) {
	var r planRow
	if err := c.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return checkin.Plan{}, one(err, checkin.ErrPlanNotFound)
	}
	return fromPlanRow(r)
}

// ListPlans returns a person's plans by schedule, running first, newest first.
func (c *Checkins) ListPlans(ctx context.Context, p person.ID) ([]checkin.Plan, error) {
	var rows []planRow
	err := c.s.read.NewSelect().Model(&rows).Where("person_id = ? AND kind = ?", string(p), string(checkin.Recurring)).
		OrderExpr("CASE WHEN stopped_at IS NULL THEN 0 ELSE 1 END, created_at DESC, id DESC").Limit(100).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list plans: %w", err)
	}
	return convert(rows, fromPlanRow)
}

// ListDue returns running plans of active persons with NextOpens ≤ now and NextDay not after the term, earliest first.
func (c *Checkins) ListDue(ctx context.Context, now time.Time, limit int) ([]checkin.Plan, error) {
	var rows []planRow
	err := c.s.read.NewSelect().Model(&rows).Where("next_opens IS NOT NULL AND next_opens <= ?", now.UnixMicro()).
		Where("EXISTS (SELECT 1 FROM persons AS p WHERE p.id = plan_row.person_id AND p.status = ? AND p.term_to >= plan_row.next_day)", string(person.Active)).
		Order("next_opens").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list due plans: %w", err)
	}
	return convert(rows, fromPlanRow)
}

// InsertPlan stores a plan's first version.
func (tx *Tx) InsertPlan(ctx context.Context, p checkin.Plan) error {
	r, err := toPlanRow(p)
	if err != nil {
		return err
	}
	if err := tx.insert(ctx, &r, nil); err != nil {
		return err
	}
	return tx.keepVersion(ctx, p)
}

func (tx *Tx) keepVersion(ctx context.Context, p checkin.Plan) error {
	body, err := encode(p)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &planVersionRow{PlanID: string(p.ID), Version: p.Version, Body: body, CreatedBy: p.CreatedBy, CreatedAt: p.CreatedAt.UnixMicro()}, checkin.ErrPlanChanged)
}

// UpdatePlan stores a new version if the stored one is the one before. It returns checkin.ErrPlanChanged.
func (tx *Tx) UpdatePlan(ctx context.Context, p checkin.Plan) error {
	r, err := toPlanRow(p)
	if err != nil {
		return err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&r).ExcludeColumn("id", "person_id").Where("id = ? AND version = ?", r.ID, p.Version-1).Exec(ctx))
	if err != nil {
		return fmt.Errorf("update plan: %w", err)
	}
	if !ok {
		return checkin.ErrPlanChanged
	}
	return tx.keepVersion(ctx, p)
}

type planStep struct {
	ID        string
	Version   int64
	OldOpens  int64
	NextOpens *int64
	NextDay   string
}

// AdvancePlans moves NextOpens and NextDay of each plan that is still as given, in one statement.
func (tx *Tx) AdvancePlans(ctx context.Context, all []checkin.Advance) (map[checkin.PlanID]bool, error) {
	moved := make(map[checkin.PlanID]bool, len(all))
	if len(all) == 0 {
		return moved, nil
	}
	steps := make([]planStep, len(all))
	for i, a := range all {
		steps[i] = planStep{ID: string(a.Plan.ID), Version: int64(a.Plan.Version), OldOpens: a.Plan.NextOpens.UnixMicro(), NextOpens: micros(a.NextOpens), NextDay: a.NextDay}
	}
	var ids []checkin.PlanID
	err := tx.db.NewUpdate().With("step", tx.db.NewValues(&steps)).Table("plans").TableExpr("step").
		Set("next_opens = step.next_opens").Set("next_day = step.next_day").
		Where("plans.id = step.id AND plans.version = step.version AND plans.next_opens = step.old_opens").
		Returning("plans.id").Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("advance plans: %w", err)
	}
	for _, id := range ids {
		moved[id] = true
	}
	return moved, nil
}
