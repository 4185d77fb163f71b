package checkin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/schedule"
)

// CalendarDays returns the special days of a year, by day. It returns schedule.ErrCalendar or an authz error.
func (s *Service) CalendarDays(ctx context.Context, actor authz.Actor, year int) ([]schedule.CalendarDay, error) {
	if err := authz.Allow(actor, authz.PlanRead); err != nil {
		return nil, err
	}
	text, err := yearText(year)
	if err != nil {
		return nil, err
	}
	return s.store.ListCalendarDays(ctx, text)
}

func yearText(year int) (string, error) {
	if year < 2000 || year > 2100 {
		return "", schedule.ErrCalendar.On(fault.Field{Path: "year", Reason: "between 2000 and 2100"})
	}
	return fmt.Sprintf("%04d", year), nil
}

// ReplaceCalendar stores the special days of a year, as announced, in place of those it had. Plans take
// them into account from their next opening on. It returns schedule.ErrCalendar or an authz error.
func (s *Service) ReplaceCalendar(ctx context.Context, actor authz.Actor, year int, days []schedule.CalendarDay) error {
	if err := authz.Allow(actor, authz.CalendarWrite); err != nil {
		return err
	}
	if !actor.Scope.IsCity() {
		return authz.ErrOutOfScope // the calendar is everybody's
	}
	text, err := yearText(year)
	if err != nil {
		return err
	}
	if len(days) > schedule.MaxCalendarDays {
		return schedule.ErrCalendar.On(fault.Field{Path: "days", Reason: "at most 400"})
	}
	if err := schedule.CheckCalendar(days); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, d := range days {
		if d.Day[:4] != text || seen[d.Day] {
			return schedule.ErrCalendar.On(fault.Field{Path: fmt.Sprintf("days[%d]", i), Reason: "each day of the year at most once"})
		}
		seen[d.Day] = true
	}
	return s.storeCalendar(ctx, actor, text, days, s.clock.Now())
}

func (s *Service) storeCalendar(ctx context.Context, actor authz.Actor, year string, days []schedule.CalendarDay, now time.Time) error {
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.ReplaceCalendar(ctx, year, days); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, actor.Scope, "calendar.replaced", "calendar:"+year, "").Holding(map[string]any{"days": len(days)}))
	})
	if err != nil {
		return fmt.Errorf("replace calendar: %w", err)
	}
	return nil
}

// Equip gives a new deployment the announced calendar and the default templates. What is there already
// stays; of several servers that start at once, the first one's stay.
func (s *Service) Equip(ctx context.Context) error {
	system := authz.SystemActor()
	have, err := s.store.ListCalendarDays(ctx, "")
	if err != nil {
		return err
	}
	if len(have) == 0 {
		if err := s.equipCalendar(ctx, system); err != nil && !errors.Is(err, schedule.ErrCalendar) {
			return err
		}
	}
	templates, err := s.store.ListTemplates(ctx, org.Root)
	if err != nil || len(templates) > 0 {
		return err
	}
	now := s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		for i, t := range DefaultTemplates() {
			t.ID, t.Path, t.Version, t.UpdatedBy, t.UpdatedAt = fmt.Sprintf("default-%d", i+1), org.Root, 1, system.ID, now
			if err := tx.PutTemplate(ctx, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, ErrPlanChanged) {
		return fmt.Errorf("store default templates: %w", err)
	}
	return nil
}

func (s *Service) equipCalendar(ctx context.Context, system authz.Actor) error {
	announced, err := schedule.Announced()
	if err != nil {
		return fmt.Errorf("read announced calendar: %w", err)
	}
	years := map[string][]schedule.CalendarDay{}
	for _, d := range announced {
		years[d.Day[:4]] = append(years[d.Day[:4]], d)
	}
	for year, days := range years {
		if err := s.storeCalendar(ctx, system, year, days, s.clock.Now()); err != nil {
			return err
		}
	}
	return nil
}
