package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/staff"
)

type memberRow struct {
	bun.BaseModel `bun:"table:staff_members"`
	ID            string `bun:",pk"`
	Username      string
	Name          string
	Role          string
	UnitID        string
	Path          string
	PasswordHash  string
	DisabledAt    *int64
	CreatedAt     int64

	Version           int
	Sex               string
	MustChange        bool
	PasswordExpiresAt *int64
	LastLoginAt       *int64
	Issuer            *string
	Subject           *string
}

func toMemberRow(m staff.Member) memberRow {
	return memberRow{
		ID: string(m.ID), Username: m.Username, Name: m.Name, Role: string(m.Role), UnitID: string(m.UnitID), Path: string(m.Path),
		PasswordHash: m.PasswordHash, DisabledAt: micros(m.DisabledAt), CreatedAt: m.CreatedAt.UnixMicro(),
		Version: max(m.Version, 1), Sex: string(m.Sex), MustChange: m.MustChange, PasswordExpiresAt: micros(m.PasswordExpiresAt), LastLoginAt: micros(m.LastLoginAt),
		Issuer: text(m.Issuer), Subject: text(m.Subject),
	}
}

func fromMemberRow(r memberRow) staff.Member {
	return staff.Member{
		ID: staff.ID(r.ID), Username: r.Username, Name: r.Name, Role: authz.Role(r.Role), UnitID: org.UnitID(r.UnitID), Path: org.Path(r.Path),
		PasswordHash: r.PasswordHash, DisabledAt: instant(r.DisabledAt), CreatedAt: time.UnixMicro(r.CreatedAt).UTC(),
		Version: r.Version, Sex: person.Sex(r.Sex), MustChange: r.MustChange, PasswordExpiresAt: instant(r.PasswordExpiresAt), LastLoginAt: instant(r.LastLoginAt),
		Issuer: untext(r.Issuer), Subject: untext(r.Subject),
	}
}

type sessionRow struct {
	bun.BaseModel `bun:"table:staff_sessions"`
	TokenHash     string `bun:",pk"`
	MemberID      string
	CSRF          string `bun:"csrf"`
	CreatedAt     int64
	ExpiresAt     int64
	Via           string
	Agent         string
}

func fromSessionRow(r sessionRow) (staff.Session, error) {
	return staff.Session{
		TokenHash: r.TokenHash, MemberID: staff.ID(r.MemberID), CSRF: r.CSRF, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), ExpiresAt: time.UnixMicro(r.ExpiresAt).UTC(),
		Via: staff.Via(r.Via), Agent: r.Agent,
	}, nil
}

// Staff keeps staff members and their sessions.
type Staff struct{ s *Store }

var _ staff.Store = (*Staff)(nil)

// Staff returns the staff members.
func (s *Store) Staff() *Staff { return &Staff{s} }

// InTx runs fn in one transaction.
func (m *Staff) InTx(ctx context.Context, fn func(staff.Tx) error) error {
	return m.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// GetByUsername returns staff.ErrNotFound when nobody has the name.
func (m *Staff) GetByUsername(ctx context.Context, username string) (staff.Member, error) {
	return m.get(ctx, "username", username)
}

// Get returns staff.ErrNotFound when there is no such member.
func (m *Staff) Get(ctx context.Context, id staff.ID) (staff.Member, error) {
	return m.get(ctx, "id", string(id))
}

func (m *Staff) get(ctx context.Context, column, value string) (staff.Member, error) {
	var r memberRow
	if err := m.s.read.NewSelect().Model(&r).Where("? = ?", bun.Ident(column), value).Scan(ctx); err != nil {
		return staff.Member{}, one(err, staff.ErrNotFound)
	}
	return fromMemberRow(r), nil
}

func (m *Staff) name(ctx context.Context, id string) (string, error) {
	var name string
	err := m.s.read.NewSelect().Table("staff_members").Column("name").Where("id = ?", id).Scan(ctx, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return name, err
}

// GetSession returns staff.ErrSession when there is none.
func (m *Staff) GetSession(ctx context.Context, tokenHash string) (staff.Session, error) {
	var r sessionRow
	if err := m.s.read.NewSelect().Model(&r).Where("token_hash = ?", tokenHash).Scan(ctx); err != nil {
		return staff.Session{}, one(err, staff.ErrSession)
	}
	return fromSessionRow(r)
}

// DeleteExpiredSessions removes sessions that ended before now and tells how many.
func (m *Staff) DeleteExpiredSessions(ctx context.Context, now time.Time) (int64, error) {
	res, err := m.s.write.NewDelete().Model((*sessionRow)(nil)).Where("expires_at < ?", now.UnixMicro()).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("delete ended sessions: %w", err)
	}
	return res.RowsAffected()
}

// Names returns the names of the staff members that exist among the ids, by id.
func (m *Staff) Names(ctx context.Context, ids []string) (map[string]string, error) {
	out := make(map[string]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []struct{ ID, Name string }
	if err := m.s.read.NewSelect().Table("staff_members").Column("id", "name").Where("id IN (?)", bun.List(ids)).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("read names of staff: %w", err)
	}
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, nil
}
