package mobileapi

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
)

// Drawn is a check-in of mine that opened at a drawn time. With the seed of its day anybody can draw again; docs/draws.md tells how.
type Drawn struct {
	RequestID string    `json:"request_id"`
	Title     string    `json:"title"`
	Day       string    `json:"day" format:"date"`
	OpensAt   time.Time `json:"opens_at"`
	Rule      DrawRule  `json:"rule"`
}

// DrawRule is the part of a plan that its times are drawn by, as it was when the check-in opened.
type DrawRule struct {
	Zone          string `json:"zone" doc:"IANA"`
	OpensAt       string `json:"opens_at" doc:"Wall clock in zone: when the range begins" example:"08:00"`
	SpanMinutes   int    `json:"span_minutes" doc:"Of the range"`
	LengthMinutes int    `json:"length_minutes" doc:"Of a window"`
	Times         int    `json:"times" minimum:"1" maximum:"4" doc:"Windows a day"`
	MinGapMinutes int    `json:"min_gap_minutes" doc:"Least time between two windows"`
}

func (d Deps) registerDraws(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listDraws", Method: http.MethodGet, Path: "/v1/draws", Tag: "check-in", Summary: "Commitments of drawn times, with the seeds of days that are over",
		Action: authz.SelfRead, Errors: []*fault.Error{checkin.ErrDrawDays},
		Example: httpapi.List[Draw]{Items: []Draw{{Day: "2026-11-23", Commitment: "5feceb66…", CommittedAt: sampleTime()}}},
	}, d.draws)
	httpapi.Register(api, httpapi.Op{
		ID: "listDrawn", Method: http.MethodGet, Path: "/v1/drawn-checkins", Tag: "check-in", Summary: "My newest check-ins that opened at drawn times, at most 200, with the rules they were drawn by",
		Action: authz.SelfRead, Errors: []*fault.Error{checkin.ErrDrawDays},
		Example: httpapi.List[Drawn]{Items: []Drawn{{
			RequestID: sampleID(4), Title: "随机报到", Day: "2026-11-23", OpensAt: sampleTime(),
			Rule: DrawRule{Zone: "Asia/Shanghai", OpensAt: "08:00", SpanMinutes: 600, LengthMinutes: 60, Times: 1},
		}}},
	}, d.drawn)
}

func (d Deps) drawn(ctx context.Context, in *drawsInput) (*httpapi.Body[httpapi.List[Drawn]], error) {
	all, err := d.Checkins.Drawn(ctx, httpapi.Actor(ctx), checkin.DrawnFilter{From: in.From, To: in.To}, page.Request{Limit: page.MaxLimit})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromDrawn)), nil
}

func fromDrawn(v checkin.Drawn) Drawn {
	minutes := func(d time.Duration) int { return int(d / time.Minute) }
	r, opens := v.Rule, minutes(v.Rule.OpensAt)
	return Drawn{
		RequestID: string(v.Request.ID), Title: v.Request.Title, Day: v.Request.Day, OpensAt: v.Request.OpensAt.UTC(),
		Rule: DrawRule{
			Zone: r.Zone, OpensAt: fmt.Sprintf("%02d:%02d", opens/60, opens%60), SpanMinutes: minutes(r.Span), LengthMinutes: minutes(r.Length),
			Times: max(r.Times, 1), MinGapMinutes: minutes(r.MinGap),
		},
	}
}
