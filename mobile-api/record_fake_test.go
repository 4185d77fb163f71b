package mobileapi_test

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/page"
	"diandao/internal/record"
	"diandao/internal/sanction"
)

// sanctions are the person's own.
type sanctions struct{}

func (sanctions) Own(_ context.Context, a authz.Actor) (sanction.Own, error) {
	return sanction.Own{
		Sanctions: []sanction.Sanction{
			{ID: mine, Kind: sanction.Admonition, Day: "2026-11-20", Facts: "未经批准离开本市", Status: sanction.Approved, DecidedBy: "s7", DecidedAt: instant(), Reason: "属实"},
			{ID: others, Kind: sanction.Warning, Day: "2026-11-01", Status: sanction.Revoked, DecidedAt: instant(), RevokedAt: instant(), RevokeReason: "申诉成立"},
		},
		Distances: sanction.Distances(sanction.ThresholdsOf(a.Scope), map[sanction.Kind]int{sanction.Admonition: 1}),
	}, nil
}

// records are what is held of the person.
type records struct{}

func (records) Looks(_ context.Context, _ authz.Actor, r page.Request) ([]record.Look, error) {
	if r.After.ID == mine {
		return nil, nil
	}
	return []record.Look{{ID: mine, At: instant(), Kind: record.AtFile, Role: authz.Officer, Unit: "文新司法所"}}, nil
}

func (records) Own(_ context.Context, _ authz.Actor, r page.Request) ([]record.Item, error) {
	if r.After.ID == mine {
		return nil, nil
	}
	return []record.Item{{ID: mine, Kind: record.Settled, At: instant(), Code: "lost_contact", Reason: "found"}}, nil
}

func (records) Held(context.Context, authz.Actor) ([]record.Holding, error) {
	return []record.Holding{{Kind: evidence.CheckinPhoto, Count: 3, Oldest: instant(), Newest: instant(), Until: "2028-06-28"}}, nil
}

func (s *services) OwnPlans(context.Context, authz.Actor) ([]checkin.OwnPlan, error) {
	return []checkin.OwnPlan{{Title: "周四报到", Next: []checkin.Upcoming{{Title: "周四报到", OpensAt: instant(), DueAt: instant()}}}}, nil
}
