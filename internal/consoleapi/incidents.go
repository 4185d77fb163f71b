package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/incident"
)

// Incident is a time in which persons could not be told or could not answer.
type Incident struct {
	ID      string       `json:"id"`
	Kind    IncidentKind `json:"kind" doc:"Who was down: this service, or the provider of a channel"`
	Channel string       `json:"channel" doc:"Of a provider; empty for the service"`
	From    time.Time    `json:"from"`
	To      *time.Time   `json:"to" doc:"null while it runs"`
	Note    string       `json:"note" enum:"standstill,provider_failing"`
}

// Extension is what an outage moved of a check-in.
type Extension struct {
	Kind         IncidentKind `json:"kind"`
	From         time.Time    `json:"from" doc:"Of the outage, as far as it touched this person"`
	To           time.Time    `json:"to"`
	DueBefore    time.Time    `json:"due_before"`
	ClosesBefore time.Time    `json:"closes_before"`
	DueAfter     time.Time    `json:"due_after"`
	ClosesAfter  time.Time    `json:"closes_after"`
}

// NewCall is what came of an officer's phone call.
type NewCall struct {
	Result CallResult `json:"result" doc:"Only having spoken to the person counts as having told them"`
}

type callInput struct {
	IDPath
	Body NewCall
}

func (d Deps) registerCalls(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "recordCall", Method: http.MethodPost, Path: "/console/v1/checkins/{id}/calls", Tag: "check-in", Summary: "Record what came of ringing the person up",
		Action: authz.AlertAct, Example: sampleCheckinDetail(),
		Errors: []*fault.Error{checkin.ErrNotFound, checkin.ErrCall, checkin.ErrClosed, checkin.ErrDone, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.recordCall)
}

func (d Deps) recordCall(ctx context.Context, in *callInput) (*httpapi.Body[CheckinDetail], error) {
	actor := httpapi.Actor(ctx)
	detail, err := d.Checkins.RecordCall(ctx, actor, checkin.RequestID(in.ID), checkin.CallResult(in.Body.Result))
	if err != nil {
		return nil, err
	}
	return d.describeCheckin(ctx, actor, detail)
}

func fromIncident(i incident.Incident) Incident {
	return Incident{ID: string(i.ID), Kind: IncidentKind(i.Kind), Channel: string(i.Channel), From: i.From.UTC(), To: httpapi.At(i.To), Note: i.Note}
}

func fromExtension(e checkin.Extension) Extension {
	return Extension{
		Kind: IncidentKind(e.Kind), From: e.From.UTC(), To: e.To.UTC(), DueBefore: e.DueBefore.UTC(), ClosesBefore: e.ClosesBefore.UTC(),
		DueAfter: e.DueAfter.UTC(), ClosesAfter: e.ClosesAfter.UTC(),
	}
}
