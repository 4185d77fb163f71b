package staff

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// File is a member with what belongs to them.
type File struct {
	Member   Member
	Sessions []Session // that go on, newest first
	// MayManage: the actor who asked may change this member.
	MayManage bool
}

// Draft is what is told of a member. Username counts when one is created only.
type Draft struct {
	Username string
	Name     string
	Role     authz.Role
	UnitID   org.UnitID
	Sex      person.Sex // may be empty
}

// List returns members within the actor's scope by username.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Member, error) {
	if err := authz.Allow(actor, authz.StaffRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// File returns a member with their sessions. It returns ErrNotFound or an authz error.
func (s *Service) File(ctx context.Context, actor authz.Actor, id ID) (File, error) {
	m, err := s.store.Get(ctx, id)
	if err != nil {
		return File{}, err
	}
	if err := authz.Check(actor, authz.StaffRead, m.Path); err != nil {
		return File{}, err
	}
	return s.fileOf(ctx, actor, m)
}

func (s *Service) fileOf(ctx context.Context, actor authz.Actor, m Member) (File, error) {
	sessions, err := s.store.ListSessions(ctx, m.ID, s.clock.Now())
	if err != nil {
		return File{}, err
	}
	return File{Member: m, Sessions: sessions, MayManage: MayManage(actor, m.Role, m.Path) == nil}, nil
}

// Create adds a member with a first password, which is returned and kept nowhere in the clear. It returns ErrUsername,
// ErrUsernameTaken, ErrMember, org.ErrUnit, ErrRole or an authz error.
func (s *Service) Create(ctx context.Context, actor authz.Actor, d Draft) (f File, password string, err error) {
	now := s.clock.Now()
	m := Member{
		ID: ID(id.New()), Username: strings.ToLower(strings.TrimSpace(d.Username)), Name: strings.TrimSpace(d.Name), Role: d.Role, Sex: d.Sex, CreatedAt: now, Version: 1,
	}
	if err := s.place(ctx, &m, d.UnitID); err != nil {
		return File{}, "", err
	}
	if err := MayManage(actor, m.Role, m.Path); err != nil {
		return File{}, "", err
	}
	if err := m.Validate(); err != nil {
		return File{}, "", err
	}
	if password, err = s.handOut(&m); err != nil {
		return File{}, "", err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertMember(ctx, m); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, m.Path, "staff.added", subjectOf(m.ID), "").Holding(map[string]any{"role": m.Role, "unit": m.UnitID}))
	})
	if err != nil {
		return File{}, "", fmt.Errorf("create member: %w", err)
	}
	f, err = s.fileOf(ctx, actor, m)
	return f, password, err
}

// First returns the first administrator of a city, not stored, who signs in with a first password: the given one, or one
// that is made when it is empty. It returns ErrUsername, ErrMember, ErrPassword or ErrPasswordCommon.
func First(u org.Unit, d Draft, password string, now time.Time) (m Member, handedOut string, err error) {
	m = Member{
		ID: ID(id.New()), Username: strings.ToLower(strings.TrimSpace(d.Username)), Name: strings.TrimSpace(d.Name), Role: authz.Admin, Sex: d.Sex,
		UnitID: u.ID, Path: u.Path, CreatedAt: now, Version: 1,
	}
	if err := m.Validate(); err != nil {
		return Member{}, "", err
	}
	if password == "" {
		password = FirstPassword()
	}
	err = m.HandOut(password, now)
	return m, password, err
}

// HandOut gives the member a first password. It returns ErrPassword or ErrPasswordCommon.
func (m *Member) HandOut(password string, now time.Time) error {
	if err := CheckPassword(m.Username, password); err != nil {
		return err
	}
	hash, err := HashPassword(password)
	if err != nil {
		return err
	}
	m.PasswordHash, m.MustChange, m.PasswordExpiresAt = hash, true, now.Add(FirstPasswordLife)
	return nil
}

// place puts a member to a unit.
func (s *Service) place(ctx context.Context, m *Member, unit org.UnitID) error {
	u, err := s.store.Unit(ctx, unit)
	if err != nil {
		return err
	}
	m.UnitID, m.Path = u.ID, u.Path
	return nil
}

// handOut gives a member a fresh first password.
func (s *Service) handOut(m *Member) (password string, err error) {
	password = FirstPassword()
	if m.PasswordHash, err = HashPassword(password); err != nil {
		return "", err
	}
	m.MustChange, m.PasswordExpiresAt = true, s.clock.Now().Add(FirstPasswordLife)
	return password, nil
}

// Change changes name, role, unit and sex of a member. A new role or unit ends their sessions. It returns ErrNotFound,
// ErrChanged, ErrSelf, ErrLastAdmin, ErrMember, org.ErrUnit, ErrRole or an authz error.
func (s *Service) Change(ctx context.Context, actor authz.Actor, id ID, version int, d Draft) (File, error) {
	u, err := s.store.Unit(ctx, d.UnitID)
	if err != nil {
		return File{}, err
	}
	return s.manage(ctx, actor, id, version, func(e *edit) error {
		before := e.member
		e.member.Name, e.member.Role, e.member.Sex = strings.TrimSpace(d.Name), d.Role, d.Sex
		if before.UnitID != u.ID { // one of the root stands at a unit and keeps the wider scope
			e.member.UnitID, e.member.Path = u.ID, u.Path
		}
		if err := e.member.Validate(); err != nil {
			return err
		}
		moved := before.Role != d.Role || before.UnitID != u.ID
		if !moved {
			return e.audit(before.Path, "staff.changed", "", map[string]any{"name": before.Name != e.member.Name, "sex": before.Sex != e.member.Sex})
		}
		if err := s.checkMove(ctx, e, before); err != nil {
			return err
		}
		facts := map[string]any{"role": []authz.Role{before.Role, d.Role}, "unit": []org.UnitID{before.UnitID, u.ID}}
		if before.UnitID != u.ID { // the unit they come to is to know as well
			if err := e.audit(u.Path, "staff.changed", "", facts); err != nil {
				return err
			}
		}
		return e.endAll(e.audit(before.Path, "staff.changed", "", facts))
	})
}

// checkMove checks that a member may have the new role at the new unit.
func (s *Service) checkMove(ctx context.Context, e *edit, before Member) error {
	if e.actor.ID == string(before.ID) {
		return ErrSelf
	}
	if err := MayManage(e.actor, e.member.Role, e.member.Path); err != nil {
		return err
	}
	return e.keepAnAdmin(ctx, before)
}

// ResetPassword gives a member a new first password and ends their sessions. It returns ErrNotFound, ErrRole, ErrSelf
// for one's own, or an authz error.
func (s *Service) ResetPassword(ctx context.Context, actor authz.Actor, id ID) (f File, password string, err error) {
	var fresh Member // hashed before the transaction, which nobody else is to wait for
	if password, err = s.handOut(&fresh); err != nil {
		return File{}, "", err
	}
	f, err = s.manage(ctx, actor, id, 0, func(e *edit) error {
		if e.actor.ID == string(id) {
			return ErrSelf // whoever sits at a forgotten screen could take the account over
		}
		e.member.PasswordHash, e.member.MustChange, e.member.PasswordExpiresAt = fresh.PasswordHash, true, fresh.PasswordExpiresAt
		return e.endAll(e.audit(e.member.Path, "staff.password_reset", "", nil))
	})
	if err != nil {
		return File{}, "", err
	}
	return f, password, nil
}

// Deactivate lets a member sign in no more and ends their sessions; what they did keeps their name. It returns
// ErrNotFound, ErrChanged, ErrReason, ErrSelf, ErrLastAdmin, ErrRole or an authz error.
func (s *Service) Deactivate(ctx context.Context, actor authz.Actor, id ID, version int, reason string) (File, error) {
	if err := checkReason(&reason); err != nil {
		return File{}, err
	}
	return s.manage(ctx, actor, id, version, func(e *edit) error {
		if e.actor.ID == string(id) {
			return ErrSelf
		}
		if !e.member.IsActive() {
			return ErrChanged
		}
		if err := e.keepAnAdmin(ctx, e.member); err != nil {
			return err
		}
		e.member.DisabledAt = s.clock.Now()
		return e.endAll(e.audit(e.member.Path, "staff.deactivated", reason, nil))
	})
}

// Reactivate lets a member sign in again, with the password they had. It returns ErrNotFound, ErrChanged, ErrReason,
// ErrRole or an authz error.
func (s *Service) Reactivate(ctx context.Context, actor authz.Actor, id ID, version int, reason string) (File, error) {
	if err := checkReason(&reason); err != nil {
		return File{}, err
	}
	return s.manage(ctx, actor, id, version, func(e *edit) error {
		if e.member.IsActive() {
			return ErrChanged
		}
		e.member.DisabledAt = time.Time{}
		return e.audit(e.member.Path, "staff.reactivated", reason, nil)
	})
}

// Unlink forgets which login of the identity provider is a member's, so that the next one by username is; their
// sessions end. It returns ErrNotFound, ErrRole or an authz error.
func (s *Service) Unlink(ctx context.Context, actor authz.Actor, id ID) (File, error) {
	return s.manage(ctx, actor, id, 0, func(e *edit) error {
		e.member.Issuer, e.member.Subject = "", ""
		return e.endAll(e.audit(e.member.Path, "staff.unlinked", "", nil))
	})
}

// EndSessions ends one session of a member, or all of them when only is empty. It returns ErrNotFound, ErrRole or an
// authz error.
func (s *Service) EndSessions(ctx context.Context, actor authz.Actor, id ID, only SessionID) (File, error) {
	m, err := s.store.Get(ctx, id)
	if err != nil {
		return File{}, err
	}
	if err := MayManage(actor, m.Role, m.Path); err != nil {
		return File{}, err
	}
	if err := s.endSessions(ctx, actor, m, only, ""); err != nil {
		return File{}, err
	}
	return s.fileOf(ctx, actor, m)
}

func (s *Service) endSessions(ctx context.Context, actor authz.Actor, m Member, only SessionID, except string) error {
	var ended []string
	err := s.store.InTx(ctx, func(tx Tx) (err error) {
		if ended, err = tx.DeleteSessions(ctx, m.ID, only, except); err != nil || len(ended) == 0 {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, s.clock.Now(), m.Path, "staff.sessions_ended", subjectOf(m.ID), "").Holding(map[string]any{"sessions": len(ended)}))
	})
	if err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	s.forget(ctx, ended)
	return nil
}

func (s *Service) forget(ctx context.Context, ended []string) {
	for _, hash := range ended {
		s.cache.EndSession(ctx, hash)
	}
}

func checkReason(reason *string) error {
	*reason = strings.TrimSpace(*reason)
	if *reason == "" || utf8.RuneCountInString(*reason) > MaxReason {
		return ErrReason
	}
	return nil
}
