package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/appeal"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/rollcall"
)

// OwnRollCall is one roll call as my own record has it.
type OwnRollCall struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	StationName string       `json:"station_name"`
	StartedAt   time.Time    `json:"started_at"`
	CalledAt    *time.Time   `json:"called_at" doc:"When my name was called last"`
	Mark        string       `json:"mark" enum:",present,late,absent,excused,review,not_reached" doc:"Empty while the officer has not decided"`
	AppealUntil *time.Time   `json:"appeal_until" doc:"Until when what is recorded of it can be appealed; null when nothing is against me"`
	Findings    []OwnFinding `json:"findings" nullable:"false" doc:"What was seen of me, oldest first; none while the roll call runs and I am not marked"`
}

// OwnFinding is one thing seen of me during a call of names. It names no one else.
type OwnFinding struct {
	Code   string    `json:"code" example:"face_match"`
	Weight string    `json:"weight" enum:"fact,hint,asks" doc:"fact is stated; the others are for the officer to look at, who decides"`
	Value  float64   `json:"value" doc:"Likeness, metres, seconds or a count, as the code says"`
	At     time.Time `json:"at"`
}

func (d Deps) registerOwnRollCalls(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listOwnRollCalls", Method: http.MethodGet, Path: "/v1/roll-calls", Tag: "roll call", Summary: "My roll calls, newest first, with what was seen of me and how I was marked",
		Action: authz.SelfRead, Errors: []*fault.Error{page.ErrCursor}, Example: httpapi.List[OwnRollCall]{Items: []OwnRollCall{sampleOwnRollCall()}},
	}, d.listOwnRollCalls)
}

type ownRollCallsInput struct{ httpapi.Paging }

func (d Deps) listOwnRollCalls(ctx context.Context, in *ownRollCallsInput) (*httpapi.Body[httpapi.List[OwnRollCall]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	all, err := d.RollCalls.ListOwn(ctx, httpapi.Actor(ctx), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, fromOwn, func(o rollcall.Own) page.Cursor {
		return page.Cursor{At: o.RollCall.OpenedAt, ID: string(o.RollCall.ID)}
	})), nil
}

func fromOwn(o rollcall.Own) OwnRollCall {
	return OwnRollCall{
		ID: string(o.RollCall.ID), Title: o.RollCall.Title, StationName: o.Station, StartedAt: o.RollCall.OpenedAt.UTC(), CalledAt: httpapi.At(o.Invitee.CalledAt),
		AppealUntil: httpapi.At(appeal.UntilOf(o.Attendance)), Mark: string(o.Invitee.Mark), Findings: httpapi.Map(o.Invitee.Findings, func(f rollcall.Finding) OwnFinding {
			return OwnFinding{Code: f.Code, Weight: string(f.Weight), Value: f.Value, At: f.At.UTC()}
		}),
	}
}

func sampleOwnRollCall() OwnRollCall {
	at := sampleTime()
	return OwnRollCall{
		ID: sampleID(5), Title: "周一晨点", StationName: "文新司法所", StartedAt: at, CalledAt: &at, Mark: "present",
		Findings: []OwnFinding{{Code: "face_match", Weight: "fact", Value: 0.71, At: at}},
	}
}
