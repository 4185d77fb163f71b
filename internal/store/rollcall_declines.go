package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// withDeclines fills in what the invitees of a roll call answered to its rings; who, unless empty, is the only one
// of them.
func withDeclines(ctx context.Context, db bun.IDB, id rollcall.ID, who person.ID, all []rollcall.Invitee) ([]rollcall.Invitee, error) {
	if len(all) == 0 {
		return all, nil
	}
	var rows []rollCallStepRow
	q := db.NewSelect().Model(&rows).Where("roll_call_id = ? AND kind = ? AND by_id = person_id", string(id), storedStepKind(rollcall.StepDeclined)).Order("at", "id")
	if who != "" {
		q = q.Where("person_id = ?", string(who))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list who declined: %w", err)
	}
	said := map[string][]rollcall.Decline{}
	for _, r := range rows {
		said[r.ByID] = append(said[r.ByID], rollcall.Decline{Reason: rollcall.DeclineReason(r.Text), At: time.UnixMicro(r.At).UTC()})
	}
	for n := range all {
		all[n].Declines = said[string(all[n].PersonID)]
	}
	return all, nil
}

// FindRunning returns the running roll calls a person is invited to, newest first, with the person's place in each.
func (r *RollCalls) FindRunning(ctx context.Context, p person.ID) ([]rollcall.Running, error) {
	var rows []rollCallRow
	err := r.s.read.NewSelect().Model(&rows).Where("state IN ('lobby', 'live')").
		Where("id IN (SELECT roll_call_id FROM roll_call_invitees WHERE person_id = ? AND (excuse IS NULL OR mark <> 'excused'))", string(p)).Order("created_at DESC", "id DESC").Limit(20).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("find running roll calls: %w", err)
	}
	return convert(rows, func(row rollCallRow) (rollcall.Running, error) { // hardly ever more than one
		rc, err := fromRollCallRow(row)
		if err != nil {
			return rollcall.Running{}, err
		}
		i, err := invitee(ctx, r.s.read, rc.ID, p)
		return rollcall.Running{RollCall: rc, Invitee: i}, err
	})
}

// invitee reads one person's place in a roll call. It returns rollcall.ErrNotInvited.
func invitee(ctx context.Context, db bun.IDB, id rollcall.ID, p person.ID) (rollcall.Invitee, error) {
	var row inviteeRow
	err := withPerson(db.NewSelect().Model(&row)).Where("roll_call_id = ? AND person_id = ?", string(id), string(p)).Scan(ctx)
	if err != nil {
		return rollcall.Invitee{}, one(err, rollcall.ErrNotInvited)
	}
	i, err := fromInviteeRow(row)
	if err != nil {
		return rollcall.Invitee{}, err
	}
	all, err := withDeclines(ctx, db, id, p, []rollcall.Invitee{i})
	if err != nil {
		return rollcall.Invitee{}, err
	}
	return all[0], nil
}

// invitees reads all invitees of a roll call by Seq.
func invitees(ctx context.Context, db bun.IDB, id rollcall.ID) ([]rollcall.Invitee, error) {
	var rows []inviteeRow
	if err := withPerson(db.NewSelect().Model(&rows)).Where("roll_call_id = ?", string(id)).Order("seq").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list invitees: %w", err)
	}
	all, err := convert(rows, fromInviteeRow)
	if err != nil {
		return nil, err
	}
	return withDeclines(ctx, db, id, "", all)
}
