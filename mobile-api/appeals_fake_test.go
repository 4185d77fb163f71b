package mobileapi_test

import (
	"context"
	"time"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/evidence"
)

// appeals are the person's words against what was recorded.
type appeals struct{ *services }

func objection() appeal.Appeal {
	return appeal.Appeal{
		ID: "a1", Source: attendance.FromCheckin, SourceID: "r1", Day: "2026-11-23", Against: attendance.Absent, Text: "手机没有电了", Status: appeal.Open, OpenedAt: instant(), DueAt: instant(),
		Evidence: appeal.Evidence{Causes: []alert.Cause{{Code: "notice_not_delivered"}}, Findings: []string{"late"}},
	}
}

func (p appeals) Own(context.Context, authz.Actor) ([]appeal.Appeal, error) {
	return []appeal.Appeal{objection()}, nil
}

func (p appeals) File(_ context.Context, _ authz.Actor, in appeal.Input) (appeal.Appeal, error) {
	pictures, err := evidence.CheckAll(evidence.AppealPaper, in.Pictures, evidence.CheckSmallPicture)
	if err != nil {
		return appeal.Appeal{}, err
	}
	call := "appeal " + string(in.Source) + " " + in.SourceID + ": " + in.Text
	for _, f := range pictures {
		call += " with " + f.MIME
	}
	return objection(), p.note(call)
}

func (p appeals) Withdraw(_ context.Context, _ authz.Actor, id appeal.ID) (appeal.Appeal, error) {
	return objection(), p.note("withdraw appeal " + string(id))
}

func (p appeals) Until(_ context.Context, _ authz.Actor, _ attendance.Source, id string) (time.Time, error) {
	if id != mine {
		return time.Time{}, nil
	}
	return instant().Add(appeal.Within), nil
}
