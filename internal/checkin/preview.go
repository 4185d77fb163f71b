package checkin

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/authz"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Effect is what the public calendar or an approved leave makes of one occurrence of a plan.
type Effect string

// The effects: it opens as the plan says, it is not asked for a public holiday, a weekend or an approved leave or
// after the term, or it is asked wherever the person is.
const (
	EffectOpens        Effect = "opens"
	EffectHoliday      Effect = "holiday"
	EffectRestDay      Effect = "rest_day"
	EffectExcused      Effect = "excused"
	EffectWithoutFence Effect = "without_fence"
	EffectAfterTerm    Effect = "after_term"
)

// Effects lists every effect.
func Effects() []Effect {
	return []Effect{EffectOpens, EffectHoliday, EffectRestDay, EffectExcused, EffectWithoutFence, EffectAfterTerm}
}

// Occurrence is one window of a draft and what becomes of it. Name is that of the holiday.
type Occurrence struct {
	schedule.Window
	Effect Effect
	Name   string
}

const (
	previewed  = 10
	lookedInto = 60 // days, for those that the calendar takes away
)

// Preview is the next ten windows that a draft leaves after the calendar, and between them those that it takes away;
// the windows of a random rule are ranges.
type Preview struct {
	Windows []Occurrence
	// UnknownYears are years whose public holidays were not announced, when the draft minds them.
	UnknownYears []string
}

// Preview returns what a draft would open, for its person with the leave that is approved by now. It returns
// schedule.ErrRule, person.ErrNotFound or an authz error.
func (s *Service) Preview(ctx context.Context, actor authz.Actor, d PlanDraft) (Preview, error) {
	if err := authz.Allow(actor, authz.PlanRead); err != nil {
		return Preview{}, err
	}
	var who person.Person
	if d.PersonID != "" {
		var err error
		if who, err = s.personFor(ctx, actor, authz.PlanRead, d.PersonID); err != nil {
			return Preview{}, err
		}
	}
	d = d.withDefaults()
	table := s.timetable()
	kept, err := table.ranges(ctx, d.Rule, table.now, previewed)
	if err != nil {
		return Preview{}, err
	}
	p := Preview{Windows: occurring(kept)}
	if d.Rule.MindsCalendar() {
		if p, err = s.withSkipped(ctx, table, d.Rule, kept); err != nil {
			return Preview{}, err
		}
	}
	if d.PersonID != "" {
		markAfter(who.TermTo.Format(time.DateOnly), p.Windows)
	}
	return p, s.markLeaves(ctx, d, p.Windows)
}

// markAfter says of what comes after the last day of a term that it is not asked.
func markAfter(last string, windows []Occurrence) {
	for i, w := range windows {
		if w.Day > last {
			windows[i].Effect, windows[i].Name = EffectAfterTerm, ""
		}
	}
}

func occurring(windows []schedule.Window) []Occurrence {
	out := make([]Occurrence, 0, len(windows))
	for _, w := range windows {
		out = append(out, Occurrence{Window: w, Effect: EffectOpens})
	}
	return out
}

// withSkipped tells the days that the calendar takes away too, up to the last that it leaves.
func (s *Service) withSkipped(ctx context.Context, table *timetable, r schedule.Rule, kept []schedule.Window) (Preview, error) {
	every := r
	every.On = schedule.AnyDay
	all, err := every.Next(table.now, lookedInto, nil)
	if err != nil {
		return Preview{}, fmt.Errorf("windows without the calendar: %w", err)
	}
	days, err := s.store.ListCalendarDays(ctx, "")
	if err != nil {
		return Preview{}, fmt.Errorf("list calendar days: %w", err)
	}
	p := Preview{Windows: mergeSkipped(all, kept, days)}
	for _, w := range p.Windows {
		if year := w.Day[:4]; !table.cal.Knows(w.Day) && !slices.Contains(p.UnknownYears, year) {
			p.UnknownYears = append(p.UnknownYears, year)
		}
	}
	return p, nil
}

// mergeSkipped is pure: kept among all, and what of all comes before the last kept one with why it is not asked.
func mergeSkipped(all, kept []schedule.Window, days []schedule.CalendarDay) []Occurrence {
	out := occurring(kept)
	for _, w := range all {
		isKept := slices.ContainsFunc(kept, func(k schedule.Window) bool { return k.Day == w.Day })
		if isKept || len(kept) == previewed && w.OpensAt.After(kept[previewed-1].OpensAt) {
			continue
		}
		skipped := Occurrence{Window: w, Effect: EffectRestDay}
		for _, d := range days {
			if d.Day == w.Day && d.Kind == schedule.Holiday {
				skipped.Effect, skipped.Name = EffectHoliday, d.Name
			}
		}
		out = append(out, skipped)
	}
	slices.SortFunc(out, func(a, b Occurrence) int { return a.OpensAt.Compare(b.OpensAt) })
	return out
}

// markLeaves says of what would be asked what the person's approved leave makes of it.
func (s *Service) markLeaves(ctx context.Context, d PlanDraft, windows []Occurrence) error {
	var days []string
	for _, w := range windows {
		if w.Effect == EffectOpens {
			days = append(days, w.Day)
		}
	}
	if d.PersonID == "" || len(days) == 0 {
		return nil
	}
	away, err := s.leaves.DaysOnLeave(ctx, d.PersonID, days)
	if err != nil {
		return fmt.Errorf("look for leaves: %w", err)
	}
	for i, w := range windows {
		if w.Effect != EffectOpens {
			continue
		}
		o := opening{plan: Plan{Rule: d.Rule, Requires: d.Requires}, onLeave: away[w.Day]}
		switch {
		case o.isExcused():
			windows[i].Effect = EffectExcused
		case o.onLeave:
			windows[i].Effect = EffectWithoutFence
		}
	}
	return nil
}
