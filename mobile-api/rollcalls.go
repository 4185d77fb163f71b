package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/rollcall"
)

// Ticket opens one signalling connection.
type Ticket struct {
	Ticket     string    `json:"ticket" doc:"Sent in session.hello; used once"`
	SignalPath string    `json:"signal_path" doc:"Path of the websocket at this address"`
	SignalURL  string    `json:"signal_url" doc:"URL of the websocket of the server that has the roll call; empty: this address"`
	ExpiresAt  time.Time `json:"expires_at"`
}

// Decline says why I cannot take part right now.
type Decline struct {
	Reason DeclineReason `json:"reason"`
}

// Declined is what the officer is told.
type Declined struct {
	Reason DeclineReason `json:"reason"`
	At     time.Time     `json:"at"`
}

type declineInput struct {
	RollCallPath
	Body Decline
}

// SignalPath is where signalling connects.
const SignalPath = "/signal"

// RollCallPath names a roll call.
type RollCallPath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerRollCalls(api *httpapi.API) {
	d.registerOwnRollCalls(api)
	httpapi.Register(api, httpapi.Op{
		ID: "joinRollCall", Method: http.MethodPost, Path: "/v1/roll-calls/{id}/join", Tag: "roll call", Summary: "Get a ticket to a running roll call",
		Action: authz.SelfRollCall, Unkeyed: "each ticket is used once and nothing is recorded",
		Errors:  []*fault.Error{rollcall.ErrNotFound, rollcall.ErrNotInvited, rollcall.ErrNotForYou, rollcall.ErrKeptApart, rollcall.ErrState},
		Example: Ticket{Ticket: "h2Z0mJ6v1nq3…", SignalPath: SignalPath, SignalURL: "wss://node-1.example.org/signal", ExpiresAt: sampleTime()},
	}, d.joinRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "declineRollCall", Method: http.MethodPost, Path: "/v1/roll-calls/{id}/decline", Tag: "roll call",
		Summary: "Say why I cannot take part right now: a note for the officer, which decides nothing; I may still join",
		Action:  authz.SelfRollCall, Errors: []*fault.Error{rollcall.ErrNotFound, rollcall.ErrNotInvited, rollcall.ErrState, rollcall.ErrDecline, rollcall.ErrDeclined},
		Example: Declined{Reason: "at_work", At: sampleTime()},
	}, d.declineRollCall)
}

func (d Deps) declineRollCall(ctx context.Context, in *declineInput) (*httpapi.Body[Declined], error) {
	i, err := d.RollCalls.Decline(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), rollcall.DeclineReason(in.Body.Reason))
	if err != nil {
		return nil, err
	}
	said := i.Declined()
	return httpapi.OK(Declined{Reason: DeclineReason(said.Reason), At: said.At.UTC()}), nil
}

func (d Deps) joinRollCall(ctx context.Context, in *RollCallPath) (*httpapi.Body[Ticket], error) {
	actor := httpapi.Actor(ctx)
	rc, err := d.RollCalls.Admit(ctx, actor, rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	ticket, expires, err := d.Tickets.Issue(ctx, actor, rc.ID)
	if err != nil {
		return nil, err
	}
	url, err := d.Places.SignalURL(ctx, rc.ID)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Ticket{Ticket: ticket, SignalPath: SignalPath, SignalURL: url, ExpiresAt: expires.UTC()}), nil
}
