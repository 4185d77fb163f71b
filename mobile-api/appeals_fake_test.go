package mobileapi_test

import (
	"context"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
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
	return objection(), p.note("appeal " + string(in.Source) + " " + in.SourceID + ": " + in.Text)
}

func (p appeals) Withdraw(_ context.Context, _ authz.Actor, id appeal.ID) (appeal.Appeal, error) {
	return objection(), p.note("withdraw appeal " + string(id))
}
