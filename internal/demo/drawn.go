package demo

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// drawnPlan is a plan that ended yesterday, with the windows that were drawn for it.
type drawnPlan struct {
	plan    checkin.Plan
	windows []schedule.Window
}

// drawnPlans are what whoever holds the demo's phone has behind them: three days a week at drawn times, so that
// there are draws to check. Their seeds are committed to a day before, outside of any transaction.
func (s *seeder) drawnPlans(ctx context.Context, persons []person.Person) ([]drawnPlan, error) {
	var out []drawnPlan
	for _, p := range persons {
		if p.Number != PhoneNumber() || p.Status != person.Active {
			continue
		}
		d := drawnPlan{plan: s.drawnPlan(p)}
		ranges, err := d.plan.Rule.Next(s.now.AddDate(0, 0, -HistoryDays), HistoryDays, nil)
		if err != nil {
			return nil, err
		}
		for _, r := range ranges {
			seed, err := s.Checkins.SeedOf(ctx, r.Day, r.OpensAt.AddDate(0, 0, -1))
			if err != nil {
				return nil, fmt.Errorf("seed of %s: %w", r.Day, err)
			}
			windows, err := d.plan.Rule.Draw(seed, string(p.ID), r)
			if err != nil {
				return nil, err
			}
			d.windows = append(d.windows, windows...)
		}
		out = append(out, d)
	}
	return out, nil
}

func (s *seeder) drawnPlan(p person.Person) checkin.Plan {
	yesterday := schedule.Date(s.now).AddDate(0, 0, -1)
	return checkin.Plan{
		ID: checkin.PlanID(id.New()), PersonID: p.ID, StationID: p.StationID, Path: p.Path, Kind: checkin.Recurring, Version: 1, Title: "随机报到",
		Rule: schedule.Rule{
			Recurrence: "FREQ=WEEKLY;BYDAY=MO,WE,SA;UNTIL=" + yesterday.Format("20060102T150405Z"), StartsOn: schedule.Date(p.CreatedAt), Zone: Zone, OpensAt: 8 * time.Hour,
			Span: 10 * time.Hour, Times: 1, Length: time.Hour, Grace: time.Hour,
		},
		Requires: checkin.Requirements{Location: true}, CreatedBy: "system", CreatedAt: p.CreatedAt,
	}
}

func (s *seeder) drawnHistory(ctx context.Context, tx checkin.Tx, d drawnPlan, ph phone) error {
	if err := tx.InsertPlan(ctx, d.plan); err != nil {
		return err
	}
	for _, w := range d.windows {
		if err := s.occasion(ctx, tx, d.plan, w, ph, "", nil); err != nil {
			return err
		}
	}
	return nil
}
