package consoleapi_test

import (
	"context"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/page"
)

// appeals are words against what was recorded.
type appeals struct{ *services }

func objection() appeal.Detail {
	return appeal.Detail{Appeal: appeal.Appeal{
		ID: known, PersonID: known, StationID: unitID, Path: station, Source: attendance.FromCheckin, SourceID: known, Day: "2026-11-23", Against: attendance.Absent, Text: "手机没有电了",
		Status: appeal.Open, OpenedAt: instant(), DueAt: instant(),
	}}
}

func (p appeals) List(_ context.Context, a authz.Actor, _ appeal.Filter, _ page.Request) ([]appeal.Appeal, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []appeal.Appeal{objection().Appeal}, authz.Allow(a, authz.AppealRead)
}

func (p appeals) Detail(_ context.Context, a authz.Actor, _ appeal.ID) (appeal.Detail, error) {
	return objection(), authz.Check(a, authz.AppealRead, station)
}

func (p appeals) Decide(_ context.Context, a authz.Actor, _ appeal.ID, d appeal.Decision) (appeal.Detail, error) {
	return objection(), p.write(a, authz.AppealDecide, "appeal to "+string(d.NewStatus)+" because "+d.Reason)
}
