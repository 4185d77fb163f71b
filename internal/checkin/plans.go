package checkin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// NextShown is when the plan opens next, as far as it may be told: of drawn times the beginning of the
// range, in the plan's zone.
func (p Plan) NextShown() time.Time {
	if p.NextOpens.IsZero() || !p.Rule.IsRandom() {
		return p.NextOpens
	}
	day, err := time.Parse(time.DateOnly, p.NextDay)
	if err != nil {
		return time.Time{}
	}
	loc, err := time.LoadLocation(p.Rule.Zone)
	if err != nil {
		return time.Time{}
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, int(p.Rule.OpensAt/time.Minute), 0, 0, loc)
}

// DefaultZone is the zone of a plan that names none.
const DefaultZone = "Asia/Shanghai"

// PlanDraft is what an officer writes of a plan.
type PlanDraft struct {
	PersonID person.ID
	Title    string
	Rule     schedule.Rule
	Requires Requirements
}

// Validate checks a draft and names every field that is wrong. It returns ErrPlan or schedule.ErrRule.
func (d PlanDraft) Validate() error {
	if err := d.Rule.Validate(); err != nil {
		return err
	}
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	title := strings.TrimSpace(d.Title)
	check(title != "" && utf8.RuneCountInString(title) <= MaxTitle, "title", "required, at most 60 characters")
	check(d.Requires.Voice || !d.Requires.VoiceOnFile, "requires.voice", "needed for one that is kept on file")
	check(len(d.Requires.Questions) <= MaxQuestions, "requires.questions", "at most 20")
	check(questionsAreSound(d.Requires.Questions), "requires.questions", "each needs its own id, a text of at most 200 characters, at most 12 options, and follows up on an option of an earlier one")
	check(d.Requires.OnLeave == "" || slices.Contains(OnLeaves(), d.Requires.OnLeave), "requires.on_leave", "excuse or keep_without_fence")
	check(!d.Requires.Challenge || d.Requires.Face, "requires.challenge", "only with the face")
	if f := d.Requires.Fence; f != nil {
		check(f.Problem() == "", "requires.fence", "a point on Earth and a radius of 50 m to 500 km, or 3 to 64 vertices of a line that does not cross itself")
		check(f.Keep == "" || f.Keep == geo.Inside || f.Keep == geo.Outside, "requires.fence.keep", "inside or outside")
		check(d.Requires.Location, "requires.location", "needed for a fence")
	}
	if len(bad) > 0 {
		return ErrPlan.On(bad...)
	}
	return nil
}

func questionsAreSound(all []Question) bool {
	earlier := make(map[string][]string, len(all))
	for _, q := range all {
		n := utf8.RuneCountInString(q.Text)
		_, twice := earlier[q.ID]
		if q.ID == "" || len(q.ID) > 32 || twice || n == 0 || n > 200 || len(q.Options) > 12 || slices.Contains(q.Options, "") {
			return false
		}
		if q.ShowIf != nil && !slices.Contains(earlier[q.ShowIf.QuestionID], q.ShowIf.Answer) {
			return false
		}
		earlier[q.ID] = q.Options
	}
	return true
}

// Plans returns a person's plans. It returns person.ErrNotFound or an authz error.
func (s *Service) Plans(ctx context.Context, actor authz.Actor, pid person.ID) ([]Plan, error) {
	if _, err := s.personFor(ctx, actor, authz.PlanRead, pid); err != nil {
		return nil, err
	}
	return s.store.ListPlans(ctx, pid)
}

func (s *Service) personFor(ctx context.Context, actor authz.Actor, action authz.Action, pid person.ID) (person.Person, error) {
	p, err := s.persons.Get(ctx, pid)
	if err != nil {
		return person.Person{}, err
	}
	return p, authz.Check(actor, action, p.Path)
}

func (d PlanDraft) withDefaults() PlanDraft {
	d.Title = strings.TrimSpace(d.Title)
	if d.Rule.Zone == "" {
		d.Rule.Zone = DefaultZone
	}
	return d
}

// CreatePlan starts a plan for a person; its first window is the next that opens from now on. It
// returns ErrPlan, ErrFence, schedule.ErrRule, person.ErrNotFound or an authz error.
func (s *Service) CreatePlan(ctx context.Context, actor authz.Actor, d PlanDraft) (Plan, error) {
	d = d.withDefaults()
	who, err := s.personFor(ctx, actor, authz.PlanWrite, d.PersonID)
	if err != nil {
		return Plan{}, err
	}
	now := s.clock.Now()
	p := Plan{
		ID: PlanID(id.New()), PersonID: who.ID, StationID: who.StationID, Path: who.Path, Kind: Recurring, Version: 1,
		CreatedBy: actor.ID, CreatedAt: now,
	}
	if p, err = s.drafted(ctx, p, d, now); err != nil {
		return Plan{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertPlan(ctx, p); err != nil {
			return err
		}
		return s.auditPlan(ctx, tx, actor, p, "plan.created", now)
	})
	if err != nil {
		return Plan{}, fmt.Errorf("create plan: %w", err)
	}
	return p, nil
}

// drafted is p with what d says, and its next window after now.
func (s *Service) drafted(ctx context.Context, p Plan, d PlanDraft, now time.Time) (Plan, error) {
	var err error
	if d.Requires, err = s.settleArea(ctx, d.Requires, p.Requires, p.Path); err != nil {
		return Plan{}, err
	}
	if err := d.Validate(); err != nil {
		return Plan{}, err
	}
	p.Title, p.Rule, p.Requires = d.Title, d.Rule, d.Requires
	windows, err := s.timetable().next(ctx, p, now, 1)
	if err != nil {
		return Plan{}, err
	}
	if len(windows) == 0 {
		return Plan{}, ErrPlan.On(fault.Field{Path: "recurrence", Reason: "opens no window in the next two years"})
	}
	p.NextOpens, p.NextDay = windows[0].OpensAt, windows[0].Day
	return p, nil
}

func (s *Service) auditPlan(ctx context.Context, tx Tx, actor authz.Actor, p Plan, action string, now time.Time) error {
	tx.AfterCommit(func() { s.hints.Hint("plan", string(p.ID), p.Path) })
	facts := map[string]any{"version": p.Version, "recurrence": p.Rule.Recurrence, "face": p.Requires.Face, "location": p.Requires.Location, "surroundings": p.Requires.Surroundings, "voice": p.Requires.Voice}
	return tx.Audit(ctx, audit.New(actor, now, p.Path, action, "plan:"+string(p.ID), string(p.PersonID)).Holding(withFence(facts, p.Requires)))
}

// UpdatePlan stores a new version if version is still the newest; open requests keep theirs. It returns
// ErrPlanChanged, ErrPlanNotFound, ErrPlan, ErrFence, schedule.ErrRule or an authz error.
func (s *Service) UpdatePlan(ctx context.Context, actor authz.Actor, pid PlanID, version int, d PlanDraft) (Plan, error) {
	p, err := s.planFor(ctx, actor, pid)
	if err != nil {
		return Plan{}, err
	}
	if p.Version != version || !p.StoppedAt.IsZero() || p.Kind != Recurring {
		return Plan{}, ErrPlanChanged
	}
	now := s.clock.Now()
	if p, err = s.drafted(ctx, p, d.withDefaults(), now); err != nil {
		return Plan{}, err
	}
	return s.replacePlan(ctx, actor, p, "plan.changed", now)
}

// StopPlan ends a plan: nothing opens any more, what is open stays. Stopping a stopped one returns ErrPlanChanged.
func (s *Service) StopPlan(ctx context.Context, actor authz.Actor, pid PlanID) (Plan, error) {
	p, err := s.planFor(ctx, actor, pid)
	if err != nil {
		return Plan{}, err
	}
	if !p.StoppedAt.IsZero() {
		return Plan{}, ErrPlanChanged
	}
	now := s.clock.Now()
	p.StoppedAt, p.NextOpens, p.NextDay = now, time.Time{}, ""
	return s.replacePlan(ctx, actor, p, "plan.stopped", now)
}

func (s *Service) planFor(ctx context.Context, actor authz.Actor, pid PlanID) (Plan, error) {
	p, err := s.store.GetPlan(ctx, pid)
	if err != nil {
		return Plan{}, err
	}
	return p, authz.Check(actor, authz.PlanWrite, p.Path)
}

func (s *Service) replacePlan(ctx context.Context, actor authz.Actor, p Plan, action string, now time.Time) (Plan, error) {
	p.Version++
	p.CreatedBy, p.CreatedAt = actor.ID, now
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.UpdatePlan(ctx, p); err != nil {
			return err
		}
		return s.auditPlan(ctx, tx, actor, p, action, now)
	})
	if err != nil {
		return Plan{}, fmt.Errorf("change plan: %w", err)
	}
	return p, nil
}
