package checkin

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Bounds of check-ins that no schedule opens. Supervision must not needlessly disturb work and life
// (Community Corrections Law, article 4).
const (
	MinAnswerIn  = 10 * time.Minute
	MaxAnswerIn  = 4 * time.Hour
	DemandsADay  = 3
	SelfADay     = 5
	SelfAnswerIn = 30 * time.Minute
)

// DemandInput is what an officer asks for now.
type DemandInput struct {
	PersonID person.ID
	Title    string
	AnswerIn time.Duration // from now to the due instant, in [10 min, 4 h]
	Requires Requirements
	Reason   string // why now: kept in the ledger
}

// Demand asks a person to check in now. It returns ErrPlan, ErrFence, ErrReason, ErrTooManyAsked, ErrNotSupervised,
// person.ErrNotFound or an authz error.
func (s *Service) Demand(ctx context.Context, actor authz.Actor, in DemandInput) (Request, error) {
	who, err := s.personFor(ctx, actor, authz.PlanWrite, in.PersonID)
	if err != nil {
		return Request{}, err
	}
	if in.Reason = strings.TrimSpace(in.Reason); in.Reason == "" || utf8.RuneCountInString(in.Reason) > MaxReason {
		return Request{}, ErrReason
	}
	if in.AnswerIn < MinAnswerIn || in.AnswerIn > MaxAnswerIn {
		return Request{}, ErrPlan.On(fault.Field{Path: "answer_in_minutes", Reason: "between 10 minutes and 4 hours"})
	}
	p, err := s.askedPlan(ctx, who, OnDemand, DemandsADay, actor)
	if err != nil {
		return Request{}, err
	}
	p.Rule.Length, p.Rule.Grace = in.AnswerIn, in.AnswerIn/2
	if in.Requires, err = s.settleArea(ctx, in.Requires, Requirements{}, who.Path); err != nil {
		return Request{}, err
	}
	draft := PlanDraft{PersonID: who.ID, Title: in.Title, Rule: p.Rule, Requires: in.Requires}.withDefaults()
	if err := draft.Validate(); err != nil {
		return Request{}, err
	}
	p.Title, p.Requires = draft.Title, draft.Requires
	return s.openAsked(ctx, actor, p, "checkin.demanded", in.Reason)
}

// StartSelf opens a check-in that the person wishes to make, or returns the one that is open. One that is
// not handed in lapses without a trace on the record. It returns ErrTooManyAsked or ErrNotSupervised.
func (s *Service) StartSelf(ctx context.Context, actor authz.Actor) (Request, error) {
	if err := authz.Allow(actor, authz.SelfCheckin); err != nil {
		return Request{}, err
	}
	who, err := s.persons.Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return Request{}, err
	}
	recent, err := s.store.ListRequests(ctx, who.Path, Filter{PersonID: who.ID, Statuses: []Status{Open}}, page.Request{Limit: 50})
	if err != nil {
		return Request{}, fmt.Errorf("read own requests: %w", err)
	}
	now := s.clock.Now()
	for _, r := range recent {
		if r.Kind == SelfInitiated && now.Before(r.ClosesAt) {
			return r, nil
		}
	}
	p, err := s.askedPlan(ctx, who, SelfInitiated, SelfADay, actor)
	if err != nil {
		return Request{}, err
	}
	p.Rule.Length, p.Requires = SelfAnswerIn, Requirements{Face: true, Location: true}
	return s.openAsked(ctx, actor, p, "checkin.self_started", "")
}

// askedPlan is the plan of a single check-in outside any schedule, if there were not too many of its kind
// within a day.
func (s *Service) askedPlan(ctx context.Context, who person.Person, k PlanKind, most int, by authz.Actor) (Plan, error) {
	if who.Status != person.Active {
		return Plan{}, ErrNotSupervised
	}
	now := s.clock.Now()
	n, err := s.store.CountRequests(ctx, who.ID, k, now.Add(-24*time.Hour))
	if err != nil {
		return Plan{}, fmt.Errorf("count requests: %w", err)
	}
	if n >= most {
		return Plan{}, ErrTooManyAsked
	}
	return Plan{
		ID: PlanID(id.New()), PersonID: who.ID, StationID: who.StationID, Path: who.Path, Kind: k, Version: 1, CreatedBy: by.ID, CreatedAt: now, StoppedAt: now,
		Rule: schedule.Rule{Recurrence: "FREQ=DAILY;COUNT=1", StartsOn: schedule.Date(now), Zone: DefaultZone},
	}, nil
}

// openAsked stores a single check-in and its plan, open from now.
func (s *Service) openAsked(ctx context.Context, actor authz.Actor, p Plan, action, reason string) (Request, error) {
	now := p.CreatedAt
	loc, err := time.LoadLocation(p.Rule.Zone)
	if err != nil {
		return Request{}, fmt.Errorf("zone of plan: %w", err)
	}
	local := now.In(loc)
	p.Rule.StartsOn = schedule.Date(local)
	p.Rule.OpensAt = time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute
	due := now.Add(p.Rule.Length)
	r := p.request(schedule.Window{Day: local.Format(time.DateOnly), OpensAt: now, DueAt: due, ClosesAt: due.Add(p.Rule.Grace)}, now)
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertPlan(ctx, p); err != nil {
			return err
		}
		if _, err := tx.InsertRequests(ctx, []Request{r}); err != nil {
			return err
		}
		entry := audit.New(actor, now, p.Path, action, "checkin:"+string(r.ID), string(p.PersonID)).Because(reason).
			Holding(withFence(map[string]any{"plan": p.ID, "answer_in_minutes": int(p.Rule.Length / time.Minute)}, p.Requires))
		if err := tx.Audit(ctx, entry); err != nil {
			return err
		}
		return s.announce(ctx, tx, r, now)
	})
	if err != nil {
		return Request{}, fmt.Errorf("open check-in: %w", err)
	}
	return r, nil
}

// lapse ends a self-initiated check-in that was not handed in: a wish that was given up is nobody's miss.
func (s *Service) lapse(ctx context.Context, r Request, now time.Time) error {
	r.Status, r.UpdatedAt = Cancelled, now
	err := s.store.InTx(ctx, func(tx Tx) error {
		ok, err := tx.SetRequest(ctx, r, Open)
		if err != nil || !ok {
			return err
		}
		return tx.Audit(ctx, audit.New(authz.SystemActor(), now, r.Path, "checkin.lapsed", "checkin:"+string(r.ID), string(r.PersonID)))
	})
	if err != nil {
		return fmt.Errorf("lapse check-in: %w", err)
	}
	return nil
}
