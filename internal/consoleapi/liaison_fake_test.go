package consoleapi_test

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/liaison"
	"diandao/internal/page"
	"diandao/internal/person"
)

// searches are cases of lost contact.
type searches struct{ *services }

func search() liaison.Detail {
	return liaison.Detail{
		Case: liaison.Case{
			ID: known, PersonID: known, StationID: unitID, Path: station, State: liaison.Open, Since: liaison.Contact{At: instant(), By: liaison.ByCheckin},
			OpenedAt: instant(), OpenedBy: "system", Next: liaison.CalledPerson, DueAt: instant(), UpdatedAt: instant(),
		},
		Stage: liaison.WithinTenDays, Steps: []liaison.Step{{Kind: liaison.Opened, HappenedAt: instant(), At: instant()}},
	}
}

func (s searches) List(_ context.Context, a authz.Actor, _ liaison.Filter, _ page.Request) ([]liaison.Case, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []liaison.Case{search().Case}, authz.Allow(a, authz.LiaisonRead)
}

func (s searches) Detail(_ context.Context, a authz.Actor, _ liaison.ID) (liaison.Detail, error) {
	return search(), authz.Check(a, authz.LiaisonRead, station)
}

func (s searches) Open(_ context.Context, a authz.Actor, p person.ID, reason string) (liaison.Detail, error) {
	return search(), s.write(a, authz.LiaisonAct, "look for "+string(p)+" because "+reason)
}

func (s searches) Record(_ context.Context, a authz.Actor, _ liaison.ID, in liaison.StepInput) (liaison.Detail, error) {
	return search(), s.write(a, authz.LiaisonAct, "record "+string(in.Kind))
}

func (s searches) Close(_ context.Context, a authz.Actor, _ liaison.ID, how liaison.How, note string) (liaison.Detail, error) {
	return search(), s.write(a, authz.LiaisonAct, "found by "+string(how)+": "+note)
}
