package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/staff"
)

// GetBySubject returns the member whom a login of an identity provider belongs to. It returns staff.ErrNotFound.
func (m *Staff) GetBySubject(ctx context.Context, issuer, subject string) (staff.Member, error) {
	var r memberRow
	if err := m.s.read.NewSelect().Model(&r).Where("issuer = ? AND subject = ?", issuer, subject).Scan(ctx); err != nil {
		return staff.Member{}, one(err, staff.ErrNotFound)
	}
	return fromMemberRow(r), nil
}

// List returns members within scope by username, after the cursor's Text.
func (m *Staff) List(ctx context.Context, scope org.Path, f staff.Filter, p page.Request) ([]staff.Member, error) {
	var rows []memberRow
	q := anyOf(m.s.engine.listWithin(m.s.read.NewSelect().Model(&rows), "path", scope), "role", f.Roles)
	switch f.Activity {
	case staff.Active:
		q = q.Where("disabled_at IS NULL")
	case staff.Inactive:
		q = q.Where("disabled_at IS NOT NULL")
	}
	if f.Query != "" {
		q = q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			return m.s.engine.containsFold(q, "name", f.Query).WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
				return m.s.engine.containsFold(q, "username", f.Query)
			})
		})
	}
	if p.After.ID != "" {
		q = q.Where("username > ?", p.After.Text)
	}
	if err := q.Order("username").Limit(int64(p.Rows())).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list staff: %w", err)
	}
	return convert(rows, func(r memberRow) (staff.Member, error) { return fromMemberRow(r), nil })
}

// ListSessions returns the member's sessions that end after now, newest first, at most staff.MaxSessions.
func (m *Staff) ListSessions(ctx context.Context, id staff.ID, now time.Time) ([]staff.Session, error) {
	var rows []sessionRow
	err := m.s.read.NewSelect().Model(&rows).Where("member_id = ? AND expires_at > ?", string(id), now.UnixMicro()).Order("created_at DESC").Limit(staff.MaxSessions).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return convert(rows, fromSessionRow)
}

// Unit returns org.ErrUnit when there is none.
func (m *Staff) Unit(ctx context.Context, id org.UnitID) (org.Unit, error) {
	return m.s.Orgs().Unit(ctx, id)
}

// InsertMember returns staff.ErrUsernameTaken.
func (tx *Tx) InsertMember(ctx context.Context, m staff.Member) error {
	r := toMemberRow(m)
	return tx.insert(ctx, &r, staff.ErrUsernameTaken)
}

// LockMember returns a member whom nobody else changes until the end of the transaction. It returns staff.ErrNotFound.
func (tx *Tx) LockMember(ctx context.Context, id staff.ID) (staff.Member, error) {
	var r memberRow
	if err := tx.store.engine.forUpdate(tx.db.NewSelect().Model(&r).Where("id = ?", string(id))).Scan(ctx); err != nil {
		return staff.Member{}, one(err, staff.ErrNotFound)
	}
	return fromMemberRow(r), nil
}

// LockAdmins returns the active administrators whose scope holds the unit at path, locked like LockMember. They are
// locked in one order, so that two who deactivate each other wait instead of blocking for ever.
func (tx *Tx) LockAdmins(ctx context.Context, path org.Path) ([]staff.ID, error) {
	var rows []memberRow
	holders := append(above(path), string(org.Root))
	q := tx.db.NewSelect().Model(&rows).Where("role = 'admin' AND disabled_at IS NULL").Where("path IN (?)", bun.List(holders)).Order("id")
	if err := tx.store.engine.forUpdate(q).Scan(ctx); err != nil {
		return nil, fmt.Errorf("lock administrators: %w", err)
	}
	return convert(rows, func(r memberRow) (staff.ID, error) { return staff.ID(r.ID), nil })
}

// UpdateMember stores m as version m.Version if the stored one is the one before. It returns staff.ErrChanged when it is
// another, staff.ErrSSOUnknown when another member has the login of the identity provider.
func (tx *Tx) UpdateMember(ctx context.Context, m staff.Member) error {
	r := toMemberRow(m)
	ok, err := changed(tx.db.NewUpdate().Model(&r).ExcludeColumn("id", "username", "created_at", "last_login_at").Where("id = ? AND version = ?", r.ID, m.Version-1).Exec(ctx))
	if isDuplicate(err) {
		tx.failed = err
		return staff.ErrSSOUnknown
	}
	switch {
	case err != nil:
		return fmt.Errorf("update member: %w", err)
	case !ok:
		return staff.ErrChanged
	}
	return nil
}

// NoteLogin keeps when an active member of that version signed in, and reports whether there is one.
func (tx *Tx) NoteLogin(ctx context.Context, id staff.ID, version int, at time.Time) (bool, error) {
	return changed(tx.db.NewUpdate().Table("staff_members").Set("last_login_at = ?", at.UnixMicro()).
		Where("id = ? AND version = ? AND disabled_at IS NULL", string(id), version).Exec(ctx))
}

// InsertSession stores a session.
func (tx *Tx) InsertSession(ctx context.Context, s staff.Session) error {
	via := s.Via
	if via == "" {
		via = staff.ByPassword
	}
	return tx.insert(ctx, &sessionRow{
		TokenHash: s.TokenHash, MemberID: string(s.MemberID), CSRF: s.CSRF, CreatedAt: s.CreatedAt.UnixMicro(), ExpiresAt: s.ExpiresAt.UnixMicro(), Via: string(via), Agent: s.Agent,
	}, nil)
}

// DeleteSession removes a session; one that does not exist is no error.
func (tx *Tx) DeleteSession(ctx context.Context, tokenHash string) error {
	_, err := tx.db.NewDelete().Model((*sessionRow)(nil)).Where("token_hash = ?", tokenHash).Exec(ctx)
	return err
}

// DeleteSessions ends sessions of a member: the one of that name, or all but the one with the hash except. It returns
// the hashes of those that were there.
func (tx *Tx) DeleteSessions(ctx context.Context, id staff.ID, only staff.SessionID, except string) ([]string, error) {
	var rows []sessionRow
	q := tx.db.NewSelect().Model(&rows).Where("member_id = ?", string(id)).Where("token_hash <> ?", except)
	if only != "" {
		q = q.Where("substr(token_hash, 1, ?) = ?", len(only), string(only))
	}
	if err := tx.store.engine.forUpdate(q).Scan(ctx); err != nil {
		return nil, fmt.Errorf("find sessions: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	hashes, err := convert(rows, func(r sessionRow) (string, error) { return r.TokenHash, nil })
	if err != nil {
		return nil, err
	}
	if _, err := tx.db.NewDelete().Model((*sessionRow)(nil)).Where("token_hash IN (?)", bun.List(hashes)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("delete sessions: %w", err)
	}
	return hashes, nil
}
