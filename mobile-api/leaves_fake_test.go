package mobileapi_test

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/leave"
	"diandao/internal/org"
)

// leaves are the person's absences.
type leaves struct{ *services }

func absence() leave.Leave {
	return leave.Leave{ID: "l1", FromDay: "2026-12-01", ToDay: "2026-12-05", Place: "湖州", Reason: "探亲", Status: leave.Applied, Level: org.Station, AppliedAt: instant(), Papers: []evidence.Object{{ID: "e1", MIME: "image/png", Size: 9}}}
}

func (l leaves) Own(context.Context, authz.Actor) ([]leave.Leave, error) {
	return []leave.Leave{absence()}, nil
}

func (l leaves) Apply(_ context.Context, _ authz.Actor, a leave.Application) (leave.Detail, error) {
	papers, err := evidence.CheckAll(evidence.LeavePaper, a.Papers, evidence.CheckPaper)
	if err != nil {
		return leave.Detail{}, err
	}
	call := "apply for leave to " + a.Place
	for _, p := range papers {
		call += " with " + p.MIME
	}
	return leave.Detail{Leave: absence()}, l.note(call)
}

func (l leaves) Withdraw(_ context.Context, _ authz.Actor, id leave.ID) (leave.Detail, error) {
	return leave.Detail{Leave: absence()}, l.note("withdraw leave " + string(id))
}

func (l leaves) Return(_ context.Context, _ authz.Actor, id leave.ID) (leave.Detail, error) {
	return leave.Detail{Leave: absence()}, l.note("back from leave " + string(id))
}
