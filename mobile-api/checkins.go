package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/rollcall"
)

// Request is one due check-in: in time in [opens_at, due_at), late in [due_at, closes_at).
type Request struct {
	ID       string                    `json:"id"`
	Title    string                    `json:"title"`
	Day      string                    `json:"day" format:"date" doc:"Calendar day in the plan's zone"`
	OpensAt  time.Time                 `json:"opens_at"`
	DueAt    time.Time                 `json:"due_at"`
	ClosesAt time.Time                 `json:"closes_at"`
	Status   RequestStatus             `json:"status"`
	Requires Requirements              `json:"requires"`
	Outcome  httpapi.Nullable[Outcome] `json:"outcome" doc:"null until something was handed in"`
}

// Requirements tell what a submission must hold.
type Requirements struct {
	Face      bool       `json:"face"`
	Location  bool       `json:"location"`
	Questions []Question `json:"questions" nullable:"false"`
	Fence     *Fence     `json:"fence,omitempty"`
}

// Question is asked at the check-in; with options one of them is chosen.
type Question struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Options []string `json:"options" nullable:"false"`
}

// Fence is the circle in which the location should be (WGS-84).
type Fence struct {
	Center  Point   `json:"center"`
	RadiusM float64 `json:"radius_m"`
}

// Point is a position in degrees (WGS-84).
type Point struct {
	Lat float64 `json:"lat"`
	Lng float64 `json:"lng"`
}

// Outcome is what the submission that counts led to.
type Outcome struct {
	Status     RequestStatus `json:"status"`
	Findings   []Finding     `json:"findings" nullable:"false"`
	ReceivedAt time.Time     `json:"received_at"`
}

// Finding is one thing seen in a submission.
type Finding struct {
	Code     string        `json:"code" example:"in_time"`
	Weight   FindingWeight `json:"weight"`
	Evidence string        `json:"evidence" doc:"What it was seen in: photo, location, answer:q1, received_at"`
	Value    float64       `json:"value" doc:"Metres or seconds, as the code says; 0 when it says neither"`
}

// Today is what the person has to do and has done.
type Today struct {
	Now         time.Time         `json:"now"`
	RollCalls   []RunningRollCall `json:"roll_calls" nullable:"false"`
	Open        []Request         `json:"open" nullable:"false"`
	Next        []Upcoming        `json:"next" nullable:"false" doc:"At most five"`
	Recent      []Request         `json:"recent" nullable:"false" doc:"At most ten, newest first"`
	UnreadCount int               `json:"unread_count"`
}

// RunningRollCall is a roll call that may be joined now.
type RunningRollCall struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	StationName string    `json:"station_name"`
	StartedAt   time.Time `json:"started_at"`
}

// Upcoming is a check-in that has not opened yet.
type Upcoming struct {
	Title   string    `json:"title"`
	OpensAt time.Time `json:"opens_at"`
	DueAt   time.Time `json:"due_at"`
}

// RequestPath names a check-in request.
type RequestPath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerCheckins(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getToday", Method: http.MethodGet, Path: "/v1/today", Tag: "check-in", Summary: "What I have to do and have done",
		Action: authz.SelfRead, Example: sampleToday(),
	}, d.today)
	httpapi.Register(api, httpapi.Op{
		ID: "getCheckinRequest", Method: http.MethodGet, Path: "/v1/checkin-requests/{id}", Tag: "check-in", Summary: "One of my check-ins",
		Action: authz.SelfRead, Errors: []*fault.Error{checkin.ErrNotFound, checkin.ErrNotYours}, Example: sampleRequest(),
	}, d.request)
	d.registerSubmission(api)
}

func (d Deps) today(ctx context.Context, _ *none) (*httpapi.Body[Today], error) {
	actor := httpapi.Actor(ctx)
	t, err := d.Checkins.Today(ctx, actor)
	if err != nil {
		return nil, err
	}
	running, err := d.RollCalls.FindRunning(ctx, actor)
	if err != nil {
		return nil, err
	}
	p, err := d.Profiles.Own(ctx, actor)
	if err != nil {
		return nil, err
	}
	unread, err := d.Inbox.UnreadCount(ctx, actor)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Today{
		Now: d.Clock.Now().UTC(), RollCalls: httpapi.Map(running, func(r rollcall.RollCall) RunningRollCall {
			return RunningRollCall{ID: string(r.ID), Title: r.Title, StationName: p.Station.Name, StartedAt: r.CreatedAt.UTC()}
		}),
		Open: httpapi.Map(t.Open, fromRequest), Next: httpapi.Map(t.Next, fromUpcoming), Recent: httpapi.Map(t.Recent, fromRequest), UnreadCount: unread,
	}), nil
}

func (d Deps) request(ctx context.Context, in *RequestPath) (*httpapi.Body[Request], error) {
	v, err := d.Checkins.Own(ctx, httpapi.Actor(ctx), checkin.RequestID(in.ID))
	if err != nil {
		return nil, err
	}
	r := fromRequest(v.Request)
	if c := v.Checkin; c != nil {
		r.Outcome = httpapi.Some(Outcome{Status: RequestStatus(v.Request.Status), Findings: httpapi.Map(c.Findings, fromFinding), ReceivedAt: c.ReceivedAt.UTC()})
	}
	return httpapi.OK(r), nil
}

func fromRequest(r checkin.Request) Request {
	return Request{
		ID: string(r.ID), Title: r.Title, Day: r.Day, OpensAt: r.OpensAt.UTC(), DueAt: r.DueAt.UTC(), ClosesAt: r.ClosesAt.UTC(),
		Status: RequestStatus(r.Status), Requires: fromRequirements(r.Requires),
	}
}

func fromRequirements(q checkin.Requirements) Requirements {
	out := Requirements{Face: q.Face, Location: q.Location, Questions: httpapi.Map(q.Questions, func(q checkin.Question) Question {
		return Question{ID: q.ID, Text: q.Text, Options: append([]string{}, q.Options...)}
	})}
	if f := q.Fence; f != nil {
		out.Fence = &Fence{Center: Point(f.Center), RadiusM: f.RadiusM}
	}
	return out
}

func fromUpcoming(u checkin.Upcoming) Upcoming {
	return Upcoming{Title: u.Title, OpensAt: u.OpensAt.UTC(), DueAt: u.DueAt.UTC()}
}

func fromFinding(f checkin.Finding) Finding {
	return Finding{Code: f.Code, Weight: FindingWeight(f.Weight), Evidence: f.Evidence, Value: f.Value}
}
