package mobileapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/record"
)

// TimelineKind is one of record.OwnKinds.
type TimelineKind string

// Schema lists the values.
func (TimelineKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(record.OwnKinds()) }

// TimelineItem is one thing that happened to me and is no check-in, roll call, leave, appeal or sanction: those have lists
// of their own.
type TimelineItem struct {
	ID      string       `json:"id"`
	Kind    TimelineKind `json:"kind"`
	At      time.Time    `json:"at"`
	Code    string       `json:"code" doc:"What it was: an action of the ledger, or of settled the kind of the question" example:"person.transferred"`
	Outcome string       `json:"outcome" doc:"Of settled: how it ended by itself, as found, returned, delivered_late; empty when an officer said how"`
	To      string       `json:"to" doc:"Of a transfer: name of the station"`
}

type timelineInput struct{ httpapi.Paging }

func (d Deps) registerTimeline(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listMyTimeline", Method: http.MethodGet, Path: "/v1/timeline", Tag: "record", Action: authz.SelfRead,
		Summary: "What else happened to me, newest first: transfers, changes of what is asked of me, phones, and questions about me that were answered",
		Errors:  []*fault.Error{page.ErrCursor},
		Example: httpapi.List[TimelineItem]{Items: []TimelineItem{{ID: sampleID(20), Kind: "move", At: sampleTime(), Code: "person.transferred", To: "文新司法所"}}},
	}, d.timeline)
}

func (d Deps) timeline(ctx context.Context, in *timelineInput) (*httpapi.Body[httpapi.List[TimelineItem]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	all, err := d.Records.Own(ctx, httpapi.Actor(ctx), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(i record.Item) TimelineItem {
		return TimelineItem{ID: i.ID, Kind: TimelineKind(i.Kind), At: i.At.UTC(), Code: i.Code, Outcome: i.Reason, To: i.ToUnit}
	}, func(i record.Item) page.Cursor { return page.Cursor{At: i.At, ID: i.ID} })), nil
}
