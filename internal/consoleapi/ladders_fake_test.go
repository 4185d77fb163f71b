package consoleapi_test

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/incident"
	"diandao/internal/person"
	"diandao/internal/push"
)

func (c checkins) RecordCall(ctx context.Context, a authz.Actor, id checkin.RequestID, result checkin.CallResult) (checkin.Detail, error) {
	if err := c.write(a, authz.AlertAct, "call "+string(result)); err != nil {
		return checkin.Detail{}, err
	}
	return c.Detail(ctx, a, id)
}

// ladders are ways to tell a person.
type ladders struct{ *services }

func ladder() push.PersonLadder {
	return push.PersonLadder{Version: 1, UpdatedAt: instant(), Ladder: push.Ladder{QuietFrom: "22:00", QuietTo: "07:00", Steps: []push.Step{{Channel: push.SMS, From: push.FromOpen}}}}
}

func (l ladders) Ladder(_ context.Context, a authz.Actor, _ person.ID) (push.PersonLadder, error) {
	return ladder(), authz.Check(a, authz.PlanRead, station)
}

func (l ladders) SetLadder(_ context.Context, a authz.Actor, _ person.ID, version int, in push.Ladder) (push.PersonLadder, error) {
	if version != 1 {
		return push.PersonLadder{}, push.ErrLadderChanged
	}
	return ladder(), l.write(a, authz.PlanWrite, fmt.Sprintf("ladder of %d steps", len(in.Steps)))
}

func (l ladders) Reach(_ context.Context, a authz.Actor, _ person.ID) (push.Reach, error) {
	return push.Reach{Code: push.ReachPushOff, Ways: []push.ReachWay{push.BySMS}, Phones: 1, SeenAt: instant(), At: instant()}, authz.Check(a, authz.PersonRead, station)
}

// incidents are when somebody was down.
type incidents struct{}

func (incidents) List(_ context.Context, a authz.Actor) ([]incident.Incident, error) {
	return []incident.Incident{{ID: known, Kind: incident.Provider, Channel: push.FCM, From: instant(), Note: incident.NoteFailing}}, authz.Allow(a, authz.CheckinRead)
}
