package checkin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/geo"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// FenceRef names the fence, in its version, that a plan's area is a copy of. What happens to the fence later
// changes nothing that was asked.
type FenceRef struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Version int    `json:"version"`
}

// NamedArea is a fence as plans may choose it: it serves the unit at Path and all below.
type NamedArea struct {
	Ref  FenceRef
	Path org.Path
	Area geo.Fence
}

// settleArea is what is asked for with the area that its fence has now. A reference that before has too, in the
// same version, keeps the copy that is there. It returns ErrFence when the fence does not serve the unit at.
func (s *Service) settleArea(ctx context.Context, q, before Requirements, at org.Path) (Requirements, error) {
	if q.FenceFrom == nil {
		return q, nil
	}
	var keep geo.Side
	if q.Fence != nil {
		keep = q.Fence.Keep
	}
	named := NamedArea{Path: at}
	if old := before.FenceFrom; old != nil && before.Fence != nil && old.ID == q.FenceFrom.ID && old.Version == q.FenceFrom.Version {
		named.Ref, named.Area = *old, *before.Fence
	} else {
		var err error
		if named, err = s.store.NamedArea(ctx, q.FenceFrom.ID); err != nil {
			return q, err
		}
	}
	if !named.Path.Contains(at) {
		return q, ErrFence
	}
	named.Area.Keep = keep
	q.Fence, q.FenceFrom = &named.Area, &named.Ref
	return q, nil
}

// withFence adds to the facts of an audit entry which fence, in which version, is asked.
func withFence(facts map[string]any, q Requirements) map[string]any {
	if q.FenceFrom != nil {
		facts["fence_id"], facts["fence_version"] = q.FenceFrom.ID, q.FenceFrom.Version
	}
	return facts
}

// FencePlans returns the running plans by schedule in the actor's scope whose area is a copy of a fence, newest
// first by (CreatedAt, ID).
func (s *Service) FencePlans(ctx context.Context, actor authz.Actor, fence string, p page.Request) ([]Plan, error) {
	if err := authz.Allow(actor, authz.PlanRead); err != nil {
		return nil, err
	}
	return s.store.ListByFence(ctx, actor.Scope, fence, p)
}

// RefreshEffect is what a refresh did to a plan.
type RefreshEffect string

// The effects: the plan has a new version with the fence as it is now; had it already; was changed or stopped
// meanwhile, or its area was taken from elsewhere; belongs to a station that the fence does not serve.
const (
	Refreshed    RefreshEffect = "refreshed"
	IsCurrent    RefreshEffect = "is_current"
	WasChanged   RefreshEffect = "was_changed"
	OutsideFence RefreshEffect = "not_served"
)

// RefreshEffects lists every effect.
func RefreshEffects() []RefreshEffect {
	return []RefreshEffect{Refreshed, IsCurrent, WasChanged, OutsideFence}
}

// MaxRefresh is how many plans are refreshed at a time.
const MaxRefresh = 200

// PlanVersion is a plan as somebody saw it.
type PlanVersion struct {
	ID      PlanID
	Version int
}

// RefreshFence gives plans the area that their fence has now, each as a new version in a transaction of its own.
// It returns ErrFence, ErrPlan, ErrPlanNotFound or an authz error; what was done until then stays done, and
// asking again goes on.
func (s *Service) RefreshFence(ctx context.Context, actor authz.Actor, fence string, plans []PlanVersion) (map[PlanID]RefreshEffect, error) {
	if err := authz.Allow(actor, authz.PlanWrite); err != nil {
		return nil, err
	}
	if len(plans) > MaxRefresh {
		return nil, ErrPlan
	}
	if _, err := s.store.NamedArea(ctx, fence); err != nil {
		return nil, err
	}
	out := make(map[PlanID]RefreshEffect, len(plans))
	for _, v := range plans {
		effect, err := s.refresh(ctx, actor, fence, v)
		if err != nil {
			return nil, err
		}
		out[v.ID] = effect
	}
	return out, nil
}

func (s *Service) refresh(ctx context.Context, actor authz.Actor, fence string, v PlanVersion) (RefreshEffect, error) {
	p, err := s.planFor(ctx, actor, v.ID)
	if err != nil {
		return "", err
	}
	from := p.Requires.FenceFrom
	if p.Version != v.Version || !p.StoppedAt.IsZero() || from == nil || from.ID != fence {
		return WasChanged, nil
	}
	asked := p.Requires
	asked.FenceFrom = &FenceRef{ID: fence}
	asked, err = s.settleArea(ctx, asked, Requirements{}, p.Path)
	switch {
	case errors.Is(err, ErrFence):
		return OutsideFence, nil
	case err != nil:
		return "", err
	case *asked.FenceFrom == *from:
		return IsCurrent, nil
	}
	p.Requires = asked
	_, err = s.replacePlan(ctx, actor, p, "plan.changed", s.clock.Now())
	if errors.Is(err, ErrPlanChanged) {
		return WasChanged, nil
	}
	return Refreshed, err
}

// Bounds of the places of a person.
const (
	PlacesSince = 90 * 24 * time.Hour
	MaxPlaces   = 300
)

// Place is where a check-in was made.
type Place struct {
	RequestID RequestID
	Title     string
	Status    Status // of the request
	MadeAt    time.Time
	Location  Location
}

// Places are where a person's check-ins of the last 90 days were made, newest first. More tells that there were
// more than MaxPlaces check-ins.
type Places struct {
	Since time.Time
	All   []Place
	More  bool
}

// Places returns where the person's check-ins were made. It returns person.ErrNotFound or an authz error.
func (s *Service) Places(ctx context.Context, actor authz.Actor, pid person.ID) (Places, error) {
	if _, err := s.personFor(ctx, actor, authz.CheckinRead, pid); err != nil {
		return Places{}, err
	}
	out := Places{Since: s.clock.Now().Add(-PlacesSince)}
	var err error
	if out.All, out.More, err = s.store.ListPlaces(ctx, pid, out.Since, MaxPlaces); err != nil {
		return Places{}, fmt.Errorf("list places: %w", err)
	}
	return out, nil
}
