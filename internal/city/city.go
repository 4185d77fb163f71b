// Package city begins a city: its unit, its first administrator, and the districts and stations below, as whoever
// operates the server orders by command before anybody can sign in. Later, administrators change the units' names and
// telephones.
package city

import (
	"context"
	"fmt"
	"slices"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/staff"
)

// MaxUnits is how many units a file may name.
const MaxUnits = 2000

// Errors of this package.
var (
	ErrExists  = fault.New(fault.Conflict, "city.exists", "There is a city in this database already.")
	ErrNone    = fault.New(fault.NotFound, "city.none", "There is no city in this database yet.")
	ErrColumns = fault.New(fault.Invalid, "city.units_columns", "The first line of a list of units names the columns code, name and parent (编码, 名称, 上级编码), each once, and may name telephone (电话).")
	ErrTooMany = fault.New(fault.Invalid, "city.units_too_many", "The list has more than 2,000 units. Divide it.")
	ErrLines   = fault.New(fault.Invalid, "city.units_invalid", "Lines of the list of units are not right; nothing was kept.")
	ErrNoAdmin = fault.New(fault.NotFound, "city.no_admin", "There is no active administrator with this username.")
)

// Store keeps cities and their units.
type Store interface {
	// InTx runs fn in one transaction.
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	// HoldUnits keeps others from adding units until the transaction ends, and returns all units by Path.
	HoldUnits(ctx context.Context) ([]org.Unit, error)
	// InsertUnits adds units, parents before children.
	InsertUnits(ctx context.Context, units []org.Unit) error
	// UpdateUnit stores name and telephone of u as version u.Version if the stored one is the one before. It returns org.ErrChanged.
	UpdateUnit(ctx context.Context, u org.Unit) error
	// InsertMember returns staff.ErrUsernameTaken.
	InsertMember(ctx context.Context, m staff.Member) error
	// LockAdmins returns the active administrators whose scope holds the unit at path, locked like LockMember.
	LockAdmins(ctx context.Context, path org.Path) ([]staff.ID, error)
	// LockMember returns a member whom nobody else changes until the end of the transaction. It returns staff.ErrNotFound.
	LockMember(ctx context.Context, id staff.ID) (staff.Member, error)
	// UpdateMember stores m as version m.Version if the stored one is the one before. It returns staff.ErrChanged.
	UpdateMember(ctx context.Context, m staff.Member) error
	// DeleteSessions ends sessions of a member; an empty name and an empty hash are all of them.
	DeleteSessions(ctx context.Context, id staff.ID, only staff.SessionID, except string) ([]string, error)
}

// Service begins cities and changes their units.
type Service struct {
	store Store
	clock clock.Clock
}

// New returns a service.
func New(store Store, c clock.Clock) *Service { return &Service{store: store, clock: c} }

// Draft is what is told of a city that is to begin.
type Draft struct {
	Code string // of GB/T 2260
	Name string
	Zone string // IANA
	// Telephone is the number of the city's office; empty when none is told.
	Telephone string
	Admin     staff.Draft
	// Password is the administrator's first one; one is made when it is empty.
	Password string
	// NoPassword: the administrator signs in by the identity provider only.
	NoPassword bool
	Units      []Line // below the city
	// Dry: everything is judged and nothing is kept.
	Dry bool
}

// Created is a city that has begun.
type Created struct {
	City     org.Unit
	Admin    staff.Member
	Password string // to be handed out; empty when there is none. It is kept nowhere.
	Judged   Judged // of the units below
}

// Create begins a city in a database without any unit. It returns ErrExists, org.ErrUnit, ErrLines with what was judged,
// or what staff.First returns.
func (s *Service) Create(ctx context.Context, d Draft) (Created, error) {
	now := s.clock.Now()
	city := org.Unit{ID: org.UnitID(id.New()), Kind: org.City, Code: d.Code, Name: d.Name, Path: org.Root.Child(d.Code), Zone: d.Zone, Telephone: d.Telephone, Version: 1}
	if err := city.Validate(); err != nil {
		return Created{}, err
	}
	admin, password, err := staff.First(city, d.Admin, d.Password, now)
	if err != nil {
		return Created{}, err
	}
	if d.NoPassword {
		password, admin.PasswordExpiresAt = "", now // over at once, and known to nobody
	}
	out := Created{Admin: admin, Password: password, Judged: Judge(city, nil, d.Units)}
	for _, u := range out.Judged.Numbered { // the list names the city's own number
		city = u
	}
	city.Version, out.City = 1, city
	err = s.store.InTx(ctx, func(tx Tx) error {
		units, err := tx.HoldUnits(ctx)
		switch {
		case err != nil:
			return err
		case len(units) > 0:
			return ErrExists
		case len(out.Judged.Problems) > 0:
			return ErrLines
		case d.Dry:
			return nil
		}
		if err := s.addUnits(ctx, tx, append([]org.Unit{city}, out.Judged.Fresh...)); err != nil {
			return err
		}
		if err := tx.InsertMember(ctx, admin); err != nil {
			return err
		}
		facts := map[string]any{"role": admin.Role, "unit": admin.UnitID, "by": "command"}
		return tx.Audit(ctx, audit.New(authz.SystemActor(), now, city.Path, "staff.added", "staff:"+string(admin.ID), "").Holding(facts))
	})
	if err != nil {
		return Created{Judged: out.Judged}, fmt.Errorf("create city: %w", err)
	}
	return out, nil
}

// AddUnits adds the districts and stations of a list that are not there yet, and gives those that are there without a
// telephone the list's; dry, everything is judged and nothing kept.
// It returns ErrNone, or ErrLines with what was judged.
func (s *Service) AddUnits(ctx context.Context, lines []Line, dry bool) (Judged, error) {
	var out Judged
	err := s.store.InTx(ctx, func(tx Tx) error {
		units, err := tx.HoldUnits(ctx)
		if err != nil {
			return err
		}
		if len(units) == 0 || units[0].Kind != org.City {
			return ErrNone
		}
		out = Judge(units[0], units[1:], lines)
		if len(out.Problems) > 0 {
			return ErrLines
		}
		if dry {
			return nil
		}
		return s.keep(ctx, tx, units, out)
	})
	if err != nil {
		return out, fmt.Errorf("add units: %w", err)
	}
	return out, nil
}

// keep writes what was judged beside the units there are.
func (s *Service) keep(ctx context.Context, tx Tx, units []org.Unit, judged Judged) error {
	if err := s.addUnits(ctx, tx, judged.Fresh); err != nil {
		return err
	}
	for _, after := range judged.Numbered {
		before := units[slices.IndexFunc(units, func(u org.Unit) bool { return u.ID == after.ID })]
		if err := s.setUnit(ctx, tx, authz.SystemActor(), before, after, map[string]any{"by": "command"}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) addUnits(ctx context.Context, tx Tx, units []org.Unit) error {
	if err := tx.InsertUnits(ctx, units); err != nil {
		return err
	}
	now := s.clock.Now()
	for _, u := range units {
		entry := audit.New(authz.SystemActor(), now, u.Path, "unit.added", "unit:"+string(u.ID), "").Holding(map[string]any{"kind": u.Kind, "code": u.Code, "by": "command"})
		if err := tx.Audit(ctx, entry); err != nil {
			return err
		}
	}
	return nil
}

// ResetPassword gives an active administrator of the city a new first password (the given one, or one that is made when
// it is empty) and ends their sessions: for a city in which nobody can sign in any more. It returns ErrNone, ErrNoAdmin
// or what staff.Member.HandOut returns.
func (s *Service) ResetPassword(ctx context.Context, username, password string) (string, error) {
	now := s.clock.Now()
	if password == "" {
		password = staff.FirstPassword()
	}
	fresh := staff.Member{Username: username} // hashed before the transaction, which nobody else is to wait for
	if err := fresh.HandOut(password, now); err != nil {
		return "", err
	}
	err := s.store.InTx(ctx, func(tx Tx) error {
		m, err := lockAdmin(ctx, tx, username)
		if err != nil {
			return err
		}
		m.PasswordHash, m.MustChange, m.PasswordExpiresAt = fresh.PasswordHash, true, fresh.PasswordExpiresAt
		m.Version++
		if err := tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		if _, err := tx.DeleteSessions(ctx, m.ID, "", ""); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(authz.SystemActor(), now, m.Path, "staff.password_reset", "staff:"+string(m.ID), "").Holding(map[string]any{"by": "command"}))
	})
	if err != nil {
		return "", fmt.Errorf("reset password: %w", err)
	}
	return password, nil
}

func lockAdmin(ctx context.Context, tx Tx, username string) (staff.Member, error) {
	units, err := tx.HoldUnits(ctx)
	if err != nil {
		return staff.Member{}, err
	}
	if len(units) == 0 {
		return staff.Member{}, ErrNone
	}
	admins, err := tx.LockAdmins(ctx, units[0].Path)
	if err != nil {
		return staff.Member{}, err
	}
	for _, one := range admins {
		m, err := tx.LockMember(ctx, one)
		if err != nil || m.Username == username {
			return m, err
		}
	}
	return staff.Member{}, ErrNoAdmin
}
