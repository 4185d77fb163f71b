package consoleapi_test

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/record"
	"diandao/internal/sanction"
)

// sanctions are proposals and decisions.
type sanctions struct{ *services }

func proposal() sanction.Detail {
	return sanction.Detail{
		Sanction: sanction.Sanction{
			ID: known, PersonID: known, StationID: unitID, Path: station, Kind: sanction.Admonition, Day: "2026-11-20", Facts: "未经批准离开本市", Status: sanction.Proposed, ProposedBy: "s9",
			ProposedAt: instant(), UpdatedAt: instant(), Grounds: []sanction.Ground{{Source: sanction.OfCheckin, ID: known}},
		},
		Cautions: []sanction.Caution{{Code: sanction.AppealOpen, Ground: sanction.Ground{Source: sanction.OfCheckin, ID: known}}},
	}
}

func (p sanctions) List(_ context.Context, a authz.Actor, _ sanction.Filter, _ page.Request) ([]sanction.Sanction, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []sanction.Sanction{proposal().Sanction}, authz.Allow(a, authz.SanctionRead)
}

func (p sanctions) Detail(_ context.Context, a authz.Actor, _ sanction.ID) (sanction.Detail, error) {
	return proposal(), authz.Check(a, authz.SanctionRead, station)
}

func (p sanctions) Standing(_ context.Context, a authz.Actor, _ person.ID) ([]sanction.Distance, error) {
	return sanction.Distances(sanction.ThresholdsOf(station), map[sanction.Kind]int{sanction.Admonition: 1}), authz.Check(a, authz.SanctionRead, station)
}

func (p sanctions) Propose(_ context.Context, a authz.Actor, in sanction.Proposal) (sanction.Detail, error) {
	papers, err := evidence.CheckAll(evidence.SanctionPaper, in.Papers, evidence.CheckPaper)
	if err != nil {
		return sanction.Detail{}, err
	}
	call := "propose " + string(in.Kind) + " of " + in.Day + ": " + in.Facts
	for _, f := range papers {
		call += " with " + f.MIME
	}
	return proposal(), p.write(a, authz.SanctionPropose, call)
}

func (p sanctions) Decide(_ context.Context, a authz.Actor, _ sanction.ID, isApproved bool, reason string) (sanction.Detail, error) {
	if isApproved && reason == "held" {
		return sanction.Detail{}, sanction.ErrHeld
	}
	return proposal(), p.write(a, authz.SanctionDecide, "decide sanction because "+reason)
}

func (p sanctions) Withdraw(_ context.Context, a authz.Actor, _ sanction.ID, reason string) (sanction.Detail, error) {
	return proposal(), p.write(a, authz.SanctionPropose, "withdraw sanction because "+reason)
}

// records are what happened to persons.
type records struct{}

func (records) Timeline(_ context.Context, a authz.Actor, _ person.ID, _ string, f record.Filter, _ page.Request) ([]record.Item, error) {
	if err := authz.Check(a, authz.PersonRead, station); err != nil {
		return nil, err
	}
	kind := record.Miss
	if len(f.Kinds) > 0 {
		kind = f.Kinds[len(f.Kinds)-1]
	}
	return []record.Item{{ID: known, Kind: kind, At: instant(), Code: "missed", PictureID: known, Subject: "checkin", SubjectID: known}}, nil
}
