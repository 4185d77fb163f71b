package consoleapi

import (
	"context"
	"time"

	"diandao/internal/authz"
	"diandao/internal/oversight"
)

// DaySpan narrows a list of what happened at an instant to calendar days. It is exported because Huma looks into exported
// embedded fields only.
type DaySpan struct {
	From string `query:"from" format:"date" doc:"First day, of the unit's zone"`
	To   string `query:"to" format:"date" doc:"Last day, itself included"`
}

// instants are the ends of days in the zone of the unit at the actor's scope: from ≤ t < to; zero is open. It returns
// oversight.ErrInterval.
func (d Deps) instants(ctx context.Context, actor authz.Actor, s DaySpan) (from, to time.Time, err error) {
	if s.From == "" && s.To == "" {
		return from, to, nil
	}
	zone, err := d.zoneOf(ctx, actor)
	if err != nil {
		return from, to, err
	}
	if s.From != "" {
		if from, err = time.ParseInLocation(time.DateOnly, s.From, zone); err != nil {
			return from, to, oversight.ErrInterval.With(err)
		}
	}
	if s.To != "" {
		if to, err = time.ParseInLocation(time.DateOnly, s.To, zone); err != nil {
			return from, to, oversight.ErrInterval.With(err)
		}
		to = to.AddDate(0, 0, 1)
	}
	if !to.IsZero() && !from.Before(to) {
		return from, to, oversight.ErrInterval
	}
	return from, to, nil
}

// zoneOf is the zone of the uppermost unit in the actor's scope.
func (d Deps) zoneOf(ctx context.Context, actor authz.Actor) (*time.Location, error) {
	all, err := d.Persons.Units(ctx, actor)
	if err != nil {
		return nil, err
	}
	for _, u := range all { // by path, so that the uppermost comes first
		if actor.Scope.Contains(u.Path) {
			return time.LoadLocation(u.Zone)
		}
	}
	return time.UTC, nil
}
