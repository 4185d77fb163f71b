package consoleapi_test

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
)

// leaves are absences.
type leaves struct{ *services }

func absence() leave.Detail {
	return leave.Detail{
		Leave: leave.Leave{
			ID: known, PersonID: known, StationID: unitID, Path: station, FromDay: "2026-12-01", ToDay: "2026-12-05", Place: "湖州", Reason: "探亲",
			Status: leave.Applied, Level: org.Station, AppliedAt: instant(), UpdatedAt: instant(),
		},
		Steps: []leave.Step{{Kind: leave.StepApplied, At: instant()}},
	}
}

func (l leaves) List(_ context.Context, a authz.Actor, f leave.Filter, _ page.Request) ([]leave.Leave, error) {
	if !a.Scope.Contains(station) || f.WaitsFor != "" && !absence().Leave.WaitsFor(f.WaitsFor) {
		return nil, nil
	}
	return []leave.Leave{absence().Leave}, authz.Allow(a, authz.LeaveRead)
}

func (l leaves) Detail(_ context.Context, a authz.Actor, _ leave.ID) (leave.Detail, error) {
	return absence(), authz.Check(a, authz.LeaveRead, station)
}

func (l leaves) Decide(_ context.Context, a authz.Actor, _ leave.ID, d leave.Decision, reason string) (leave.Detail, error) {
	return absence(), l.write(a, authz.LeaveDecide, string(d)+" leave because "+reason)
}

func (l leaves) CutShort(_ context.Context, a authz.Actor, _ leave.ID, toDay, reason string) (leave.Detail, error) {
	return absence(), l.write(a, authz.LeaveDecide, "cut leave short to "+toDay+" because "+reason)
}
