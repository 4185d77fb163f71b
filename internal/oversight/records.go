package oversight

import (
	"context"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// RecordFilter narrows a list of attendance: the records that a figure counts. Days are inclusive; empty is open.
type RecordFilter struct {
	Statuses []attendance.Status
	Source   attendance.Source
	From, To string
	Before   time.Time // only occasions before it; zero is any
	PersonID person.ID // empty is anybody
	Trait    *person.Trait
}

// Records returns the attendance that figures count, newest first by (Day, ID), within a unit (empty: the actor's own).
// It returns ErrInterval, ErrUnit or an authz error.
func (s *Service) Records(ctx context.Context, actor authz.Actor, unit org.UnitID, f RecordFilter, p page.Request) ([]attendance.Record, error) {
	if err := authz.Allow(actor, authz.AttendanceRead); err != nil {
		return nil, err
	}
	scope := actor.Scope
	if unit != "" {
		u, err := s.unit(ctx, actor, unit)
		if err != nil {
			return nil, err
		}
		scope = u.Path
	}
	for _, day := range []string{f.From, f.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return nil, ErrInterval.With(err)
		}
	}
	return s.reader.ListRecords(ctx, scope, f, p)
}
