package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// RosterPreview is what a roll call would be like.
type RosterPreview struct {
	Called []PersonRef     `json:"called" nullable:"false" doc:"In the order of calling; by number when chance is to decide"`
	Out    []RegisteredOut `json:"out" nullable:"false" doc:"On the roster, neither rung nor called"`
	Apart  []KeptApart     `json:"apart" nullable:"false" doc:"Not on the roster"`
}

// RegisteredOut is one who is on the roster and neither rung nor called, and why.
type RegisteredOut struct {
	Person PersonRef `json:"person"`
	Excuse Excuse    `json:"excuse"`
}

type replanInput struct {
	IDPath
	Body NewRollCall
}

// Cancellation says why.
type Cancellation struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

type cancelRollCallInput struct {
	IDPath
	Body Cancellation
}

func (d Deps) registerRollCallPlans(api *httpapi.API) {
	const base = "/console/v1/roll-calls"
	wrong := []*fault.Error{rollcall.ErrInvalid, rollcall.ErrEmpty, rollcall.ErrTooMany, org.ErrUnit, authz.ErrOutOfScope}
	changes := []*fault.Error{rollcall.ErrNotFound, rollcall.ErrState, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "previewRollCall", Method: http.MethodPost, Path: base + "/preview", Tag: "roll call", Summary: "Who would be called, registered out and kept apart",
		Action: authz.RollCallRun, Unkeyed: "nothing is recorded", Errors: append([]*fault.Error{rollcall.ErrRunning, httpapi.ErrCSRF}, wrong...), Example: sampleRosterPreview(),
	}, d.previewRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "replanRollCall", Method: http.MethodPut, Path: base + "/{id}/plan", Tag: "roll call", Summary: "Change a planned roll call of which no phone was told",
		Action: authz.RollCallRun, Errors: append(append([]*fault.Error{rollcall.ErrSeparated, rollcall.ErrPlanLate}, wrong...), changes...), Example: sampleRollCallDetail(),
	}, d.replanRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "cancelRollCall", Method: http.MethodPost, Path: base + "/{id}/cancel", Tag: "roll call", Summary: "Cancel a roll call of which no name was called; the phones are told",
		Action: authz.RollCallRun, Errors: append([]*fault.Error{rollcall.ErrReason, authz.ErrOutOfScope}, changes...), Example: sampleRollCallDetail(),
	}, d.cancelRollCall)
}

func (d Deps) previewRollCall(ctx context.Context, in *httpapi.Body[NewRollCall]) (*httpapi.Body[RosterPreview], error) {
	p, err := d.RollCalls.Preview(ctx, httpapi.Actor(ctx), in.Body.plan())
	if err != nil {
		return nil, err
	}
	return httpapi.OK(RosterPreview{
		Called: httpapi.Map(p.Called, refOf),
		Out: httpapi.Map(p.Out, func(o person.Person) RegisteredOut {
			return RegisteredOut{Person: refOf(o), Excuse: Excuse(p.Excuse[o.ID])}
		}),
		Apart: httpapi.Map(p.Apart, func(a rollcall.Apart) KeptApart {
			return KeptApart{Person: refOf(p.People[a.PersonID]), Reason: ApartReason(a.Reason)}
		}),
	}), nil
}

// refOf names a person to whoever may call them by that name.
func refOf(p person.Person) PersonRef {
	return PersonRef{ID: string(p.ID), Name: p.Name, Number: p.Number}
}

func (d Deps) replanRollCall(ctx context.Context, in *replanInput) (*httpapi.Body[RollCallDetail], error) {
	rc, err := d.RollCalls.Replan(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), in.Body.plan())
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

func (d Deps) cancelRollCall(ctx context.Context, in *cancelRollCallInput) (*httpapi.Body[RollCallDetail], error) {
	rc, err := d.RollCalls.Cancel(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

func sampleRosterPreview() RosterPreview {
	return RosterPreview{
		Called: []PersonRef{samplePersonRef()}, Out: []RegisteredOut{{Person: samplePersonRef(), Excuse: "on_leave"}},
		Apart: []KeptApart{{Person: samplePersonRef(), Reason: "co_accused"}},
	}
}
