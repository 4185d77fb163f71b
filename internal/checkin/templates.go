package checkin

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Template is a plan in waiting for persons of one management level. It belongs to a unit and serves all
// below: levels and bounds come from above (Community Corrections Law, article 24).
type Template struct {
	ID        string
	Path      org.Path
	Level     person.Level
	Draft     PlanDraft // PersonID is empty
	Version   int
	UpdatedBy string
	UpdatedAt time.Time
}

// Templates returns those that the actor may use, by level and title.
func (s *Service) Templates(ctx context.Context, actor authz.Actor) ([]Template, error) {
	if err := authz.Allow(actor, authz.PlanRead); err != nil {
		return nil, err
	}
	return s.store.ListTemplates(ctx, actor.Scope)
}

// SaveTemplate stores a template of the actor's unit: a new one when ID is empty, else the version after
// t.Version. Plans made of it keep what they were made with. It returns ErrPlan, schedule.ErrRule,
// ErrTemplate, ErrPlanChanged or an authz error.
func (s *Service) SaveTemplate(ctx context.Context, actor authz.Actor, t Template) (Template, error) {
	err := authz.Allow(actor, authz.TemplateWrite)
	if err != nil {
		return Template{}, err
	}
	if !slices.Contains(person.Levels(), t.Level) {
		return Template{}, person.ErrInvalid
	}
	t.Path = actor.Scope
	var before Requirements
	if t.ID == "" {
		t.ID, t.Version = id.New(), 0
	} else {
		old, err := s.store.GetTemplate(ctx, t.ID)
		if err != nil {
			return Template{}, err
		}
		owner := old.Path
		if owner == org.Root && actor.Scope.IsCity() {
			owner = actor.Scope // what a deployment begins with came before its units; it is the city's to change
		}
		if err := authz.Check(actor, authz.TemplateWrite, owner); err != nil {
			return Template{}, err
		}
		t.Path, before = old.Path, old.Draft.Requires
	}
	if t.Draft, err = s.templateDraft(ctx, actor, t, before); err != nil {
		return Template{}, err
	}
	t.Version, t.UpdatedBy, t.UpdatedAt = t.Version+1, actor.ID, s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.PutTemplate(ctx, t); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, t.UpdatedAt, t.Path, "template.saved", "template:"+t.ID, "").
			Holding(map[string]any{"version": t.Version, "level": t.Level, "recurrence": t.Draft.Rule.Recurrence}))
	})
	if err != nil {
		return Template{}, fmt.Errorf("save template: %w", err)
	}
	return t, nil
}

// templateDraft is the template's draft as it is stored. A fence has to serve all for whom the template is.
func (s *Service) templateDraft(ctx context.Context, actor authz.Actor, t Template, before Requirements) (PlanDraft, error) {
	at := t.Path
	if at == org.Root {
		at = actor.Scope
	}
	d := t.Draft.withDefaults()
	var err error
	if d.Requires, err = s.settleArea(ctx, d.Requires, before, at); err != nil {
		return PlanDraft{}, err
	}
	return d, d.Validate()
}

// DefaultTemplates are what a deployment begins with: strict persons every week and at drawn times between,
// ordinary ones every other week, light ones once a month. Cities change them.
func DefaultTemplates() []Template {
	at := func(level person.Level, title, recurrence string, length, span time.Duration, on schedule.Days) Template {
		return Template{Level: level, Draft: PlanDraft{
			Title:    title,
			Rule:     schedule.Rule{Recurrence: recurrence, StartsOn: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Zone: DefaultZone, On: on, OpensAt: 8 * time.Hour, Length: length, Grace: 2 * time.Hour, Span: span, Times: 1},
			Requires: Requirements{Face: true, Location: true},
		}}
	}
	return []Template{
		at(person.Strict, "每周报到", "FREQ=WEEKLY;BYDAY=MO", 4*time.Hour, 0, schedule.AnyDay),
		at(person.Strict, "随机报到", "FREQ=WEEKLY;BYDAY=WE,SA", time.Hour, 10*time.Hour, schedule.AnyDay),
		at(person.Ordinary, "两周报到", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 8*time.Hour, 0, schedule.NotHolidays),
		at(person.Light, "每月报到", "FREQ=MONTHLY;BYMONTHDAY=5", 10*time.Hour, 0, schedule.AnyDay),
	}
}

// AssignInput gives one plan to many persons of a station.
type AssignInput struct {
	StationID org.UnitID
	Levels    []person.Level // empty: all
	Draft     PlanDraft
	// Expect is how many persons the preview named as getting the plan; another number stops the assignment.
	Expect int
	// AtMost is how many persons get the plan in one go, so that giving it can stop between; 0 is all.
	AtMost int
}

// Assigned tells what an assignment does for one person.
type Assigned struct {
	PersonID person.ID
	Effect   AssignEffect
}

// AssignEffect is what an assignment does.
type AssignEffect string

// The effects: the person gets the plan; has a running one of the same title already; is not supervised now.
const (
	GetsPlan      AssignEffect = "gets_plan"
	HasPlan       AssignEffect = "has_plan"
	NotSupervised AssignEffect = "not_supervised"
)

// AssignEffects lists every effect.
func AssignEffects() []AssignEffect { return []AssignEffect{GetsPlan, HasPlan, NotSupervised} }

// PreviewAssignment tells what Assign would do, person by person, by case number. It returns ErrPlan,
// schedule.ErrRule or an authz error.
func (s *Service) PreviewAssignment(ctx context.Context, actor authz.Actor, in AssignInput) ([]Assigned, error) {
	if err := authz.Allow(actor, authz.PlanWrite); err != nil {
		return nil, err
	}
	draft := in.Draft.withDefaults()
	all, err := s.persons.ListOfStation(ctx, in.StationID)
	if err != nil {
		return nil, fmt.Errorf("list persons of station: %w", err)
	}
	holders, err := s.store.ListHolders(ctx, in.StationID, draft.Title)
	if err != nil {
		return nil, fmt.Errorf("list who has the plan: %w", err)
	}
	out := make([]Assigned, 0, len(all))
	for _, p := range all {
		if err := authz.Check(actor, authz.PlanWrite, p.Path); err != nil {
			return nil, err
		}
		if len(in.Levels) == 0 || slices.Contains(in.Levels, p.Level) {
			out = append(out, Assigned{PersonID: p.ID, Effect: effectOn(p, holders)})
		}
	}
	if len(all) > 0 { // of a station, all have its path
		if draft.Requires, err = s.settleArea(ctx, draft.Requires, Requirements{}, all[0].Path); err != nil {
			return nil, err
		}
	}
	return out, draft.Validate()
}

func effectOn(p person.Person, holders map[person.ID]bool) AssignEffect {
	switch {
	case p.Status != person.Active:
		return NotSupervised
	case holders[p.ID]:
		return HasPlan
	}
	return GetsPlan
}

// Assign starts the plan for every person whom the preview named as getting it, each in a transaction of
// its own, so that submissions are never kept waiting; after a preview anew it goes on where it stopped. It tells of all
// but those whose turn has not come. It
// returns ErrSelection, ErrPlan, schedule.ErrRule or an authz error.
func (s *Service) Assign(ctx context.Context, actor authz.Actor, in AssignInput) ([]Assigned, error) {
	all, err := s.PreviewAssignment(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	gets := 0
	for _, a := range all {
		if a.Effect == GetsPlan {
			gets++
		}
	}
	if gets != in.Expect {
		return nil, ErrSelection
	}
	return s.give(ctx, actor, in, all)
}

// give starts the plan for those who get it, at most as many as asked for; it leaves the others out.
func (s *Service) give(ctx context.Context, actor authz.Actor, in AssignInput, all []Assigned) ([]Assigned, error) {
	told, given := make([]Assigned, 0, len(all)), 0
	for _, a := range all {
		if a.Effect == GetsPlan {
			if in.AtMost > 0 && given == in.AtMost {
				continue
			}
			d := in.Draft
			d.PersonID = a.PersonID
			if _, err := s.CreatePlan(ctx, actor, d); err != nil {
				return nil, err
			}
			given++
		}
		told = append(told, a)
	}
	return told, nil
}
