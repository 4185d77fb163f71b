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

// Reach tells how a person can be reached now.
type Reach struct {
	Code         ReachCode  `json:"code" doc:"no_device: no phone is activated; push_off: none takes push; push_silent: one takes push, but nothing was heard of it for 8 days; push: one takes push and was heard of"`
	Ways         []ReachWay `json:"ways" nullable:"false" doc:"Of the person's ladder that are open, in its order"`
	DevicesCount int        `json:"devices_count" doc:"Activated and not revoked"`
	SeenAt       *time.Time `json:"seen_at" doc:"When one of these asked the server something last, to the minute; null when none ever did"`
	ReceiptAt    *time.Time `json:"receipt_at" doc:"When a phone acknowledged one of the 50 newest notices last; null when none did"`
	At           time.Time  `json:"at" doc:"Now, by the server's clock"`
}

func (d Deps) registerReach(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getReach", Method: http.MethodGet, Path: "/console/v1/persons/{id}/reach", Tag: "person", Summary: "How a person can be reached now",
		Action: authz.PersonRead, Errors: []*fault.Error{person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope},
		Example: Reach{Code: "push", Ways: []ReachWay{"push", "sms", "call"}, DevicesCount: 1, SeenAt: sampleTimePointer(), ReceiptAt: sampleTimePointer(), At: sampleTime().Add(2 * time.Minute)},
	}, ofFile(d, authz.PersonRead, d.reach))
}

func (d Deps) reach(ctx context.Context, in *IDPath) (*httpapi.Body[Reach], error) {
	r, err := d.Ladders.Reach(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Reach{
		Code: ReachCode(r.Code), Ways: httpapi.Map(r.Ways, func(w push.ReachWay) ReachWay { return ReachWay(w) }), DevicesCount: r.Phones,
		SeenAt: httpapi.At(r.SeenAt), ReceiptAt: httpapi.At(r.ReceiptAt), At: r.At.UTC(),
	}), nil
}
