package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/push"
)

// LadderStep is one way to tell a person and when to try it, if nothing was acknowledged until then.
type LadderStep struct {
	Channel      StepChannel `json:"channel"`
	From         Anchor      `json:"from" doc:"What the time counts from: the opening or the close"`
	AfterMinutes int         `json:"after_minutes" minimum:"-10080" maximum:"10080" doc:"Negative before the close"`
}

// Ladder is how a person is told.
type Ladder struct {
	Steps     []LadderStep `json:"steps" nullable:"false" minItems:"1" maxItems:"4" doc:"In order, each channel at most once; the inbox is always there"`
	QuietFrom string       `json:"quiet_from" pattern:"^[0-2][0-9]:[0-5][0-9]$" example:"22:00" doc:"Time of day in the station's zone from which notices wait"`
	QuietTo   string       `json:"quiet_to" pattern:"^[0-2][0-9]:[0-5][0-9]$" example:"07:00"`
	Version   int          `json:"version" minimum:"0" doc:"0 while the person has none of their own and everybody's applies"`
}

// PersonLadder is a stored ladder.
type PersonLadder struct {
	Ladder
	UpdatedAt *time.Time `json:"updated_at"`
}

type setLadderInput struct {
	IDPath
	Body Ladder
}

func (d Deps) registerLadders(api *httpapi.API) {
	wrong := []*fault.Error{person.ErrNotFound, authz.ErrOutOfScope}
	httpapi.Register(api, httpapi.Op{
		ID: "getLadder", Method: http.MethodGet, Path: "/console/v1/persons/{id}/ladder", Tag: "person", Summary: "How a person is told, step by step",
		Action: authz.PlanRead, Errors: append([]*fault.Error{casefile.ErrReason}, wrong...), Example: sampleLadder(),
	}, ofFile(d, authz.PlanRead, d.ladder))
	httpapi.Register(api, httpapi.Op{
		ID: "setLadder", Method: http.MethodPut, Path: "/console/v1/persons/{id}/ladder", Tag: "person", Summary: "Choose how a person is told",
		Action: authz.PlanWrite, Errors: append([]*fault.Error{push.ErrLadder, push.ErrLadderChanged, httpapi.ErrCSRF}, wrong...), Example: sampleLadder(),
	}, d.setLadder)
}

func (d Deps) ladder(ctx context.Context, in *IDPath) (*httpapi.Body[PersonLadder], error) {
	l, err := d.Ladders.Ladder(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromLadder(l)), nil
}

func (d Deps) setLadder(ctx context.Context, in *setLadderInput) (*httpapi.Body[PersonLadder], error) {
	wanted := push.Ladder{QuietFrom: in.Body.QuietFrom, QuietTo: in.Body.QuietTo, Steps: httpapi.Map(in.Body.Steps, func(s LadderStep) push.Step {
		return push.Step{Channel: push.Channel(s.Channel), From: push.Anchor(s.From), AfterMinutes: s.AfterMinutes}
	})}
	l, err := d.Ladders.SetLadder(ctx, httpapi.Actor(ctx), person.ID(in.ID), in.Body.Version, wanted)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromLadder(l)), nil
}

func fromLadder(l push.PersonLadder) PersonLadder {
	out := PersonLadder{Ladder: Ladder{QuietFrom: l.QuietFrom, QuietTo: l.QuietTo, Version: l.Version, Steps: httpapi.Map(l.Steps, func(s push.Step) LadderStep {
		return LadderStep{Channel: StepChannel(s.Channel), From: Anchor(s.From), AfterMinutes: s.AfterMinutes}
	})}}
	if l.Version > 0 {
		out.UpdatedAt = httpapi.At(l.UpdatedAt)
	}
	return out
}

func sampleLadder() PersonLadder {
	return PersonLadder{UpdatedAt: sampleTimePointer(), Ladder: Ladder{QuietFrom: "22:00", QuietTo: "07:00", Version: 1, Steps: []LadderStep{
		{Channel: "webpush", From: "open"}, {Channel: "sms", From: "open", AfterMinutes: 30}, {Channel: "call", From: "close", AfterMinutes: -30},
	}}}
}
