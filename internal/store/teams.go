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
	"diandao/internal/team"
)

type teamRow struct {
	bun.BaseModel `bun:"table:teams"`
	PersonID      string `bun:",pk"`
	Version       int
	UpdatedBy     string
	UpdatedAt     int64
}

type teamMemberRow struct {
	bun.BaseModel `bun:"table:team_members"`
	ID            string `bun:",pk"`
	PersonID      string
	StaffID       *string
	Name          string
	Relation      *string
	Phone         string
	IsPhoneShown  bool
	Role          string
	Sex           string
	KnowsMinors   bool
	SinceAt       int64
	UntilAt       *int64

	StaffName  *string `bun:",scanonly"`
	StaffRole  *string `bun:",scanonly"`
	StaffPath  *string `bun:",scanonly"`
	StaffOutAt *int64  `bun:",scanonly"`
}

func toTeamMemberRow(m team.Member) teamMemberRow {
	return teamMemberRow{
		ID: string(m.ID), PersonID: string(m.PersonID), StaffID: text(string(m.StaffID)), Name: m.Name, Relation: text(string(m.Relation)), Phone: m.Phone, IsPhoneShown: m.IsPhoneShown,
		Role: string(m.Role), Sex: string(m.Sex), KnowsMinors: m.KnowsMinors, SinceAt: m.Since.UnixMicro(), UntilAt: micros(m.Until),
	}
}

func fromTeamMemberRow(r teamMemberRow) (team.Member, error) {
	m := team.Member{
		ID: team.ID(r.ID), PersonID: person.ID(r.PersonID), StaffID: staff.ID(untext(r.StaffID)), Name: r.Name, Relation: team.Relation(untext(r.Relation)), Phone: r.Phone, IsPhoneShown: r.IsPhoneShown,
		Role: team.Role(r.Role), Sex: person.Sex(r.Sex), KnowsMinors: r.KnowsMinors, Since: time.UnixMicro(r.SinceAt).UTC(), Until: instant(r.UntilAt),
	}
	if m.IsStaff() {
		m.Name, m.StaffRole, m.StaffPath, m.IsStaffOut = untext(r.StaffName), authz.Role(untext(r.StaffRole)), org.Path(untext(r.StaffPath)), r.StaffOutAt != nil
	}
	return m, nil
}

// Teams keeps correction teams.
type Teams struct{ s *Store }

var _ team.Store = (*Teams)(nil)

// Teams returns the correction teams.
func (s *Store) Teams() *Teams { return &Teams{s} }

// InTx runs fn in one transaction.
func (t *Teams) InTx(ctx context.Context, fn func(team.Tx) error) error {
	return t.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Team returns a person's team with names of staff; version 0 while nobody was ever named.
func (t *Teams) Team(ctx context.Context, p person.ID) (team.Team, error) {
	out := team.Team{PersonID: p}
	var r teamRow
	err := t.s.read.NewSelect().Model(&r).Where("person_id = ?", string(p)).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return out, nil
	}
	if err != nil {
		return out, fmt.Errorf("read team: %w", err)
	}
	out.Version, out.UpdatedBy, out.UpdatedAt = r.Version, r.UpdatedBy, time.UnixMicro(r.UpdatedAt).UTC()
	if out.Members, err = t.members(ctx, p, "m.until_at IS NULL", "since_at", team.MaxMembers); err != nil {
		return out, err
	}
	team.Sort(out.Members)
	out.Former, err = t.members(ctx, p, "m.until_at IS NOT NULL", "until_at DESC", team.MaxFormer)
	return out, err
}

func (t *Teams) members(ctx context.Context, p person.ID, which, order string, limit int) ([]team.Member, error) {
	var rows []teamMemberRow
	err := t.s.read.NewSelect().Model(&rows).ModelTableExpr("team_members AS m").ColumnExpr("m.*").
		ColumnExpr("s.name AS staff_name, s.role AS staff_role, s.path AS staff_path, s.disabled_at AS staff_out_at").
		Join("LEFT JOIN staff_members AS s ON s.id = m.staff_id").Where("m.person_id = ?", string(p)).Where(which).
		OrderExpr("m." + order + ", m.id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list members of team: %w", err)
	}
	return convert(rows, fromTeamMemberRow)
}

// Staff returns those staff members of the ids that exist, by id.
func (t *Teams) Staff(ctx context.Context, ids []staff.ID) (map[staff.ID]staff.Member, error) {
	out := make(map[staff.ID]staff.Member, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []memberRow
	if err := anyOf(t.s.read.NewSelect().Model(&rows), "id", ids).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read staff: %w", err)
	}
	for _, r := range rows {
		out[staff.ID(r.ID)] = fromMemberRow(r)
	}
	return out, nil
}

// ListCandidates returns the staff who may sign in and whose scope contains the unit, by name. Procurators and
// administrators supervise and serve, they are in no team.
func (t *Teams) ListCandidates(ctx context.Context, at org.Path, limit int) ([]staff.Member, error) {
	var rows []memberRow
	err := t.s.read.NewSelect().Model(&rows).Where("disabled_at IS NULL AND role NOT IN (?, ?)", string(authz.Procurator), string(authz.Admin)).
		Where("? LIKE path || '%'", string(at)).Order("name", "id").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list who may be in a team: %w", err)
	}
	return convert(rows, func(r memberRow) (staff.Member, error) { return fromMemberRow(r), nil })
}

// SetTeamVersion makes the team's version the given one if it was the one before. It returns team.ErrChanged.
func (tx *Tx) SetTeamVersion(ctx context.Context, t team.Team) error {
	row := teamRow{PersonID: string(t.PersonID), Version: t.Version, UpdatedBy: t.UpdatedBy, UpdatedAt: t.UpdatedAt.UnixMicro()}
	if t.Version == 1 {
		return tx.insert(ctx, &row, team.ErrChanged)
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).Column("version", "updated_by", "updated_at").
		Where("person_id = ? AND version = ?", row.PersonID, t.Version-1).Exec(ctx))
	if err != nil {
		return fmt.Errorf("set team: %w", err)
	}
	if !ok {
		return team.ErrChanged
	}
	return nil
}

// EndMembers ends memberships.
func (tx *Tx) EndMembers(ctx context.Context, ids []team.ID, now time.Time) error {
	if len(ids) == 0 {
		return nil
	}
	if _, err := tx.db.NewUpdate().Table("team_members").Set("until_at = ?", now.UnixMicro()).Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
		return fmt.Errorf("end members of team: %w", err)
	}
	return nil
}

// InsertMembers stores memberships.
func (tx *Tx) InsertMembers(ctx context.Context, all []team.Member) error {
	if len(all) == 0 {
		return nil
	}
	rows := make([]teamMemberRow, len(all))
	for i, m := range all {
		if m.IsStaff() {
			m.Name = "" // the staff's own record has it
		}
		rows[i] = toTeamMemberRow(m)
	}
	return tx.insert(ctx, &rows, team.ErrChanged)
}

// lacksTeam keeps persons whose team lacks what team.Lacks tells: a lead who may sign in and is in charge, a woman in a
// woman's, somebody who knows minors and a guardian in that of a minor, who is whoever is born after the day.
func lacksTeam(q *bun.SelectQuery, adultsBornBy string) *bun.SelectQuery {
	const now = "(SELECT 1 FROM team_members AS m WHERE m.person_id = persons.id AND m.until_at IS NULL AND "
	const lead = "EXISTS (SELECT 1 FROM team_members AS m JOIN staff_members AS s ON s.id = m.staff_id WHERE m.person_id = persons.id AND m.until_at IS NULL AND m.role = 'lead' " +
		"AND s.disabled_at IS NULL AND substr(persons.path, 1, length(s.path)) = s.path)"
	return q.Where("(NOT "+lead+
		" OR persons.sex = 'female' AND NOT EXISTS "+now+"m.sex = 'female')"+
		" OR persons.born_on > ? AND (NOT EXISTS "+now+"m.knows_minors) OR NOT EXISTS "+now+"m.relation = 'guardian')))", adultsBornBy)
}
