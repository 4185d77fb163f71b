package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/internal/staff"
)

// ListBelow returns persons at and below scope whose term has not ended, at most limit.
func (p *Persons) ListBelow(ctx context.Context, scope org.Path, limit int) ([]person.Person, error) {
	var rows []personRow
	q := p.s.engine.listWithin(p.s.read.NewSelect().Model(&rows), "persons.path", scope).Where("persons.status <> ?", string(person.Ended))
	if err := q.Order("number").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list persons below: %w", err)
	}
	return convert(rows, fromPersonRow)
}

// FactsOf tells, of these persons, who is excused on the calendar day, who were accused together, and who is
// called in a running roll call.
func (p *Persons) FactsOf(ctx context.Context, ids []person.ID, day string) (rollcall.Facts, error) {
	out := rollcall.Facts{Excuses: map[person.ID]rollcall.Excuse{}, Busy: map[person.ID]bool{}}
	if len(ids) == 0 {
		return out, nil
	}
	away, err := p.s.Leaves().OnLeave(ctx, ids, day)
	if err != nil {
		return out, err
	}
	for id := range away {
		out.Excuses[id] = rollcall.OnLeave
	}
	var held []struct {
		ID   person.ID
		Kind *string
	}
	err = p.s.read.NewSelect().TableExpr("persons AS p").ColumnExpr("p.id, s.kind").Join("LEFT JOIN person_stays AS s ON s.person_id = p.id AND s.ended_at IS NULL").
		Where("p.id IN (?) AND p.status = ?", bun.List(ids), string(person.Detained)).Scan(ctx, &held)
	if err != nil {
		return out, fmt.Errorf("read who is held: %w", err)
	}
	for _, h := range held {
		out.Excuses[h.ID] = rollcall.InCustody
		if untext(h.Kind) == string(person.InHospital) {
			out.Excuses[h.ID] = rollcall.InHospital
		}
	}
	if err := p.s.read.NewSelect().Table("co_accused").ColumnExpr("person_a AS a, person_b AS b").Where("person_a IN (?) AND person_b IN (?)", bun.List(ids), bun.List(ids)).Scan(ctx, &out.Pairs); err != nil {
		return out, fmt.Errorf("read who were accused together: %w", err)
	}
	var busy []person.ID
	err = p.s.read.NewSelect().TableExpr("roll_call_invitees AS i").ColumnExpr("i.person_id").Join("JOIN roll_calls AS r ON r.id = i.roll_call_id").
		Where("r.state IN ('lobby', 'live') AND i.mark IS NULL AND i.person_id IN (?)", bun.List(ids)).Scan(ctx, &busy)
	if err != nil {
		return out, fmt.Errorf("read who is in a roll call: %w", err)
	}
	for _, id := range busy {
		out.Busy[id] = true
	}
	return out, nil
}

// AtTheDoor tells what is known of an invitee who joins. It returns rollcall.ErrNotInvited.
func (p *Persons) AtTheDoor(ctx context.Context, id rollcall.ID, who person.ID) (rollcall.Gathered, error) {
	var found struct {
		Seq    int
		Excuse *string
		Mark   *string
	}
	err := p.s.read.NewSelect().Table("roll_call_invitees").Column("seq", "excuse", "mark").Where("roll_call_id = ? AND person_id = ?", string(id), string(who)).Scan(ctx, &found)
	if err != nil {
		return rollcall.Gathered{}, one(err, rollcall.ErrNotInvited)
	}
	out := rollcall.Gathered{IsOut: untext(found.Excuse) != "" && untext(found.Mark) == "excused"}
	if out.Person, err = p.Get(ctx, who); err != nil {
		return out, err
	}
	n, err := p.s.read.NewSelect().TableExpr("roll_call_invitees AS i").Where("i.roll_call_id = ? AND i.seq < ? AND i.excuse IS NULL", string(id), found.Seq).
		Where("EXISTS (SELECT 1 FROM co_accused AS c WHERE (c.person_a = ? AND c.person_b = i.person_id) OR (c.person_b = ? AND c.person_a = i.person_id))", string(who), string(who)).Count(ctx)
	if err != nil {
		return out, fmt.Errorf("read who were accused together: %w", err)
	}
	out.Before = n > 0
	return out, nil
}

// ListRunners returns the officers and supervisors who may sign in and whose scope contains the unit, by name.
func (p *Persons) ListRunners(ctx context.Context, at org.Path) ([]rollcall.Runner, error) {
	var out []rollcall.Runner
	err := p.s.read.NewSelect().Table("staff_members").Column("id", "name").Where("disabled_at IS NULL AND role IN (?, ?)", string(authz.Officer), string(authz.Supervisor)).
		Where("? LIKE path || '%'", string(at)).Order("name", "id").Limit(100).Scan(ctx, &out)
	if err != nil {
		return nil, fmt.Errorf("list who may run a roll call: %w", err)
	}
	return out, nil
}

// StaffActor returns a staff member as an actor, and whether there is one who may sign in.
func (p *Persons) StaffActor(ctx context.Context, staffID string) (authz.Actor, bool, error) {
	m, err := p.s.Staff().Get(ctx, staff.ID(staffID))
	if errors.Is(err, staff.ErrNotFound) {
		return authz.Actor{}, false, nil
	}
	if err != nil {
		return authz.Actor{}, false, err
	}
	return m.Actor(), m.DisabledAt.IsZero(), nil
}

// StaffActors returns those of these staff members who may sign in, as actors.
func (p *Persons) StaffActors(ctx context.Context, ids []string) (map[string]authz.Actor, error) {
	out := map[string]authz.Actor{}
	if len(ids) == 0 {
		return out, nil
	}
	var found []struct {
		ID   string
		Role string
		Path string
	}
	err := p.s.read.NewSelect().Table("staff_members").Column("id", "role", "path").Where("disabled_at IS NULL AND id IN (?)", bun.List(ids)).Scan(ctx, &found)
	if err != nil {
		return nil, fmt.Errorf("read staff members: %w", err)
	}
	for _, m := range found {
		out[m.ID] = authz.Actor{Role: authz.Role(m.Role), ID: m.ID, Scope: org.Path(m.Path)}
	}
	return out, nil
}

// PhonesOff returns those of these devices that may not act for their person any more, and why.
func (p *Persons) PhonesOff(ctx context.Context, deviceIDs []string) (map[string]*fault.Error, error) {
	out := map[string]*fault.Error{}
	if len(deviceIDs) == 0 {
		return out, nil
	}
	var found []struct {
		ID     string
		Status string
	}
	err := p.s.read.NewSelect().TableExpr("devices AS d").ColumnExpr("d.id, p.status").Join("JOIN persons AS p ON p.id = d.person_id").
		Where("d.id IN (?) AND (d.revoked_at IS NOT NULL OR p.status = ?)", bun.List(deviceIDs), string(person.Ended)).Scan(ctx, &found)
	if err != nil {
		return nil, fmt.Errorf("read devices: %w", err)
	}
	for _, d := range found {
		out[d.ID] = rollcall.ErrDeviceOff
		if d.Status == string(person.Ended) {
			out[d.ID] = rollcall.ErrFileClosed
		}
	}
	return out, nil
}
