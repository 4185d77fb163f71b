package staff

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/org"
)

// edit is a member under change, in one transaction.
type edit struct {
	tx     Tx
	record func(audit.Entry) error
	actor  authz.Actor
	now    time.Time
	member Member
	isOver bool // their sessions end
}

// manage changes a member whom actor may manage. Version 0 is any.
func (s *Service) manage(ctx context.Context, actor authz.Actor, id ID, version int, fn func(*edit) error) (File, error) {
	var after Member
	seen, err := s.store.Get(ctx, id)
	if err != nil {
		return File{}, err
	}
	var ended []string
	err = s.store.InTx(ctx, func(tx Tx) error {
		m, err := lock(ctx, tx, seen)
		if err != nil {
			return err
		}
		if err := MayManage(actor, m.Role, m.Path); err != nil {
			return err
		}
		if version != 0 && version != m.Version {
			return ErrChanged
		}
		e := &edit{tx: tx, record: func(a audit.Entry) error { return tx.Audit(ctx, a) }, actor: actor, now: s.clock.Now(), member: m}
		if err := fn(e); err != nil {
			return err
		}
		e.member.Version++
		if err := tx.UpdateMember(ctx, e.member); err != nil {
			return err
		}
		after = e.member
		if e.isOver {
			ended, err = tx.DeleteSessions(ctx, id, "", "")
		}
		return err
	})
	if err != nil {
		return File{}, fmt.Errorf("change member: %w", err)
	}
	s.forget(ctx, ended)
	f, err := s.fileOf(ctx, actor, after)
	for _, se := range f.Sessions { // those that go on show the name of before
		s.cache.DropSession(ctx, se.TokenHash)
	}
	return f, err
}

// lock locks a member, and before an administrator all others who may be the last but them: always in the same order, so
// that two who change each other never wait for each other.
func lock(ctx context.Context, tx Tx, m Member) (Member, error) {
	if m.Role == authz.Admin {
		if _, err := tx.LockAdmins(ctx, m.Path); err != nil {
			return Member{}, err
		}
	}
	return tx.LockMember(ctx, m.ID)
}

func (e *edit) audit(at org.Path, action, reason string, facts map[string]any) error {
	a := audit.New(e.actor, e.now, at, action, subjectOf(e.member.ID), "").Because(reason)
	if facts != nil {
		a = a.Holding(facts)
	}
	return e.record(a)
}

// endAll has the member's sessions end with the change, unless err.
func (e *edit) endAll(err error) error {
	e.isOver = err == nil
	return err
}

// keepAnAdmin returns ErrLastAdmin when nobody but this member is an active administrator above their unit or at it.
func (e *edit) keepAnAdmin(ctx context.Context, before Member) error {
	if before.Role != authz.Admin || !before.IsActive() {
		return nil
	}
	admins, err := e.tx.LockAdmins(ctx, before.Path)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(admins, func(id ID) bool { return id != before.ID }) {
		return ErrLastAdmin
	}
	return nil
}
