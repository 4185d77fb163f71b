package record

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Files opens a person's file for staff: within scope, a minor's with a reason, with the look on record.
type Files interface {
	// Get returns person.ErrNotFound, casefile.ErrReason or an authz error.
	Get(ctx context.Context, actor authz.Actor, id person.ID, reason string) (person.Person, error)
}

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
}

// Service reads records.
type Service struct {
	store     Store
	files     Files
	persons   Persons
	retention evidence.Retention
	isNamed   bool
}

// New returns a service. isNamed lets persons see the names of those who looked, beside role and unit.
func New(store Store, files Files, persons Persons, retention evidence.Retention, isNamed bool) *Service {
	return &Service{store: store, files: files, persons: persons, retention: retention, isNamed: isNamed}
}

// Timeline returns what happened to a person, newest first by (At, ID). Reading it is a look at the file. It
// returns ErrFilter, person.ErrNotFound, casefile.ErrReason or an authz error.
func (s *Service) Timeline(ctx context.Context, actor authz.Actor, pid person.ID, reason string, f Filter, r page.Request) ([]Item, error) {
	p, err := s.files.Get(ctx, actor, pid, reason)
	if err != nil {
		return nil, err
	}
	u, err := s.persons.Unit(ctx, p.StationID)
	if err != nil {
		return nil, fmt.Errorf("station of person: %w", err)
	}
	loc, err := time.LoadLocation(u.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of station: %w", err)
	}
	span, err := f.span(loc)
	if err != nil {
		return nil, err
	}
	kinds := f.Kinds
	if len(kinds) == 0 {
		kinds = Kinds()
	}
	parts := make([][]Item, len(kinds))
	for i, k := range kinds {
		if parts[i], err = s.store.ListKind(ctx, pid, k, span, r); err != nil {
			return nil, fmt.Errorf("read %s of timeline: %w", k, err)
		}
	}
	return Merged(parts, r.Rows()), nil
}

// Own returns what happened to the actor of OwnKinds, newest first by (At, ID): facts and codes, no words of staff.
func (s *Service) Own(ctx context.Context, actor authz.Actor, r page.Request) ([]Item, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return nil, err
	}
	kinds := OwnKinds()
	parts := make([][]Item, len(kinds))
	for i, k := range kinds {
		var err error
		if parts[i], err = s.store.ListKind(ctx, person.ID(actor.PersonID), k, Span{}, r); err != nil {
			return nil, fmt.Errorf("read %s of own timeline: %w", k, err)
		}
	}
	all := Merged(parts, r.Rows())
	for i, item := range all {
		all[i] = item.own()
		if item.ToUnitID == "" {
			continue
		}
		u, err := s.persons.Unit(ctx, item.ToUnitID)
		if err != nil {
			return nil, fmt.Errorf("station of a transfer: %w", err)
		}
		all[i].ToUnit = u.Name
	}
	return all, nil
}

// Looks returns who looked at the actor's own record, newest first by (At, ID).
func (s *Service) Looks(ctx context.Context, actor authz.Actor, r page.Request) ([]Look, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return nil, err
	}
	all, err := s.store.ListLooks(ctx, person.ID(actor.PersonID), r)
	if err != nil {
		return nil, fmt.Errorf("read looks: %w", err)
	}
	if !s.isNamed {
		for i := range all {
			all[i].Name = ""
		}
	}
	return all, nil
}

// Held returns what is held of the actor, with the day until which it is kept.
func (s *Service) Held(ctx context.Context, actor authz.Actor) ([]Holding, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return nil, err
	}
	who, err := s.persons.Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return nil, err
	}
	all, err := s.store.CountHeld(ctx, who.ID)
	if err != nil {
		return nil, fmt.Errorf("count what is held: %w", err)
	}
	for i, h := range all {
		all[i].Until = s.retention.Until(h.Kind, who.TermTo)
	}
	return all, nil
}
