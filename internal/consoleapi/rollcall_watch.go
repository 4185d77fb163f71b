package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/rollcall"
)

func (d Deps) registerRollCallWatch(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "watchRollCall", Method: http.MethodPost, Path: "/console/v1/roll-calls/{id}/watch", Tag: "roll call",
		Summary: "Get a ticket to look on in silence; written to the audit, told to nobody in the room",
		Action:  authz.RollCallWatch, Unkeyed: "each ticket is used once, and each look is its own entry of the audit",
		Errors:  []*fault.Error{rollcall.ErrNotFound, rollcall.ErrState, authz.ErrOutOfScope, httpapi.ErrCSRF},
		Example: Ticket{Ticket: "h2Z0mJ6v1nq3…", SignalPath: SignalPath, ExpiresAt: sampleTime()},
	}, d.watchRollCall)
}

func (d Deps) watchRollCall(ctx context.Context, in *IDPath) (*httpapi.Body[Ticket], error) {
	actor := httpapi.Actor(ctx)
	rc, err := d.RollCalls.Watch(ctx, actor, rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	ticket, expires, err := d.Tickets.IssueWatch(ctx, actor, rc.ID)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Ticket{Ticket: ticket, SignalPath: SignalPath, ExpiresAt: expires.UTC()}), nil
}
