package fence

import (
	"context"
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
)

// Units reads the tree.
type Units interface {
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service draws, changes and archives fences.
type Service struct {
	store Store
	units Units
	hints Hinter
	clock clock.Clock
}

// New returns a service.
func New(store Store, units Units, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, units: units, hints: hints, clock: c}
}

// List returns fences that serve the actor's scope: its own, those of units above and, with below, those of
// units below, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, below bool, f Filter, p page.Request) ([]Fence, error) {
	if err := authz.Allow(actor, authz.FenceRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, below, f, p)
}

// Get returns one that serves the actor's scope, or lies in it. It returns ErrNotFound or an authz error.
func (s *Service) Get(ctx context.Context, actor authz.Actor, fid ID) (Fence, error) {
	f, err := s.store.Get(ctx, fid)
	if err != nil {
		return Fence{}, err
	}
	if err := authz.Allow(actor, authz.FenceRead); err != nil {
		return Fence{}, err
	}
	if !actor.Scope.Contains(f.Path) && !f.Path.Contains(actor.Scope) {
		return Fence{}, authz.ErrOutOfScope
	}
	return f, nil
}

// Create draws a fence. It returns ErrInvalid, ErrUnit, ErrNameTaken, ErrTooMany or an authz error.
func (s *Service) Create(ctx context.Context, actor authz.Actor, d Draft) (Fence, error) {
	d = d.trimmed()
	unit, err := s.unitFor(ctx, actor, d.UnitID)
	if err != nil {
		return Fence{}, err
	}
	if err := d.check(); err != nil {
		return Fence{}, err
	}
	f := s.drawn(actor, unit, d)
	err = s.store.InTx(ctx, func(tx Tx) error {
		names, err := tx.LiveNames(ctx, unit.ID)
		switch {
		case err != nil:
			return err
		case names[f.Name]:
			return ErrNameTaken
		case len(names) >= MaxLive:
			return ErrTooMany
		}
		return s.insert(ctx, tx, actor, f, "fence.created")
	})
	if err != nil {
		return Fence{}, fmt.Errorf("create fence: %w", err)
	}
	return f, nil
}

func (s *Service) unitFor(ctx context.Context, actor authz.Actor, uid org.UnitID) (org.Unit, error) {
	if err := authz.Allow(actor, authz.FenceWrite); err != nil {
		return org.Unit{}, err
	}
	unit, err := s.units.Unit(ctx, uid)
	if err != nil {
		return org.Unit{}, ErrUnit.With(err)
	}
	return unit, authz.Check(actor, authz.FenceWrite, unit.Path)
}

func (s *Service) drawn(actor authz.Actor, u org.Unit, d Draft) Fence {
	now := s.clock.Now()
	return Fence{
		ID: ID(id.New()), UnitID: u.ID, Path: u.Path, Kind: d.Kind, Name: d.Name, Note: d.Note, Area: d.Area, Version: 1,
		UpdatedBy: actor.ID, CreatedAt: now, UpdatedAt: now,
	}
}

func (s *Service) insert(ctx context.Context, tx Tx, actor authz.Actor, f Fence, action string) error {
	if err := tx.InsertFence(ctx, f); err != nil {
		return err
	}
	return s.note(ctx, tx, actor, f, action)
}

// note writes the audit entry: of the area its shape and a hash, no coordinates.
func (s *Service) note(ctx context.Context, tx Tx, actor authz.Actor, f Fence, action string) error {
	tx.AfterCommit(func() { s.hints.Hint("fence", string(f.ID), f.Path) })
	return tx.Audit(ctx, audit.New(actor, f.UpdatedAt, f.Path, action, "fence:"+string(f.ID), "").
		Holding(map[string]any{"version": f.Version, "kind": f.Kind, "shape": f.Shape(), "area": f.Print()}))
}

// Change stores a new version of what is drawn if version is still the newest; its unit stays. No plan changes
// by it. It returns ErrNotFound, ErrChanged, ErrInvalid, ErrNameTaken or an authz error.
func (s *Service) Change(ctx context.Context, actor authz.Actor, fid ID, version int, d Draft) (Fence, error) {
	f, err := s.mine(ctx, actor, fid, version)
	if err != nil {
		return Fence{}, err
	}
	d = d.trimmed()
	if err := d.check(); err != nil {
		return Fence{}, err
	}
	f.Kind, f.Name, f.Note, f.Area = d.Kind, d.Name, d.Note, d.Area
	return s.set(ctx, actor, f, "fence.changed")
}

// Archive puts a fence away: plans keep their copies, new ones can't choose it any more. It returns ErrNotFound,
// ErrChanged or an authz error.
func (s *Service) Archive(ctx context.Context, actor authz.Actor, fid ID, version int) (Fence, error) {
	f, err := s.mine(ctx, actor, fid, version)
	if err != nil {
		return Fence{}, err
	}
	f.ArchivedAt = s.clock.Now()
	return s.set(ctx, actor, f, "fence.archived")
}

// mine is a live fence of that version that the actor may write.
func (s *Service) mine(ctx context.Context, actor authz.Actor, fid ID, version int) (Fence, error) {
	f, err := s.store.Get(ctx, fid)
	if err != nil {
		return Fence{}, err
	}
	if err := authz.Check(actor, authz.FenceWrite, f.Path); err != nil {
		return Fence{}, err
	}
	if f.Version != version || !f.ArchivedAt.IsZero() {
		return Fence{}, ErrChanged
	}
	return f, nil
}

func (s *Service) set(ctx context.Context, actor authz.Actor, f Fence, action string) (Fence, error) {
	f.Version++
	f.UpdatedBy, f.UpdatedAt = actor.ID, s.clock.Now()
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetFence(ctx, f); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, f, action)
	})
	if err != nil {
		return Fence{}, fmt.Errorf("change fence: %w", err)
	}
	return f, nil
}
