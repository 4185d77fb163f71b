package mobileapi

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/rollcall"
)

// Request is one due check-in: in time in [opens_at, due_at), late in [due_at, closes_at).
type Request struct {
	ID       string                    `json:"id"`
	Kind     PlanKind                  `json:"kind"`
	Title    string                    `json:"title" doc:"Empty for one that the person started"`
	Day      string                    `json:"day" format:"date" doc:"Calendar day in the plan's zone"`
	OpensAt  time.Time                 `json:"opens_at"`
	DueAt    time.Time                 `json:"due_at"`
	ClosesAt time.Time                 `json:"closes_at"`
	Status   RequestStatus             `json:"status"`
	Requires Requirements              `json:"requires"`
	Outcome  httpapi.Nullable[Outcome] `json:"outcome" doc:"null until something was handed in, and in lists"`
	Way      Way                       `json:"way" doc:"How the person shows who they are where requires.face asks for it"`
	Witness  *Witness                  `json:"witness,omitempty" doc:"An officer's word instead of a submission"`
	Causes   []Cause                   `json:"causes,omitempty" doc:"What was known when the time ended without an answer"`
	// Decision is told of one request alone.
	Decision *Decision `json:"decision,omitempty" doc:"What an officer decided last on what I handed in; absent while nobody has, and in lists"`
	// AppealUntil is told of one request alone.
	AppealUntil *time.Time `json:"appeal_until,omitempty" doc:"Until when what is recorded of it can be appealed; absent when nothing is against me, and in lists"`
	Extended    string     `json:"extended,omitempty" enum:"service,provider" doc:"Whose outage moved due_at and closes_at: ours or a provider's of notices; absent when none did"`
}

// Cause is a fact gathered by itself when a check-in ended without an answer.
type Cause struct {
	Code  string     `json:"code" example:"notice_not_delivered"`
	At    *time.Time `json:"at"`
	Value int        `json:"value" doc:"Percent, or a count, as the code says"`
	Of    int        `json:"of" doc:"Of how many, when value is a count"`
}

// Decision is what an officer decided on a submission.
type Decision struct {
	Kind   DecisionKind `json:"kind"`
	Reason string       `json:"reason" doc:"In the officer's words; empty for one that was accepted without any"`
	At     time.Time    `json:"at"`
}

// Witness is an officer's word that the person was there, or answered.
type Witness struct {
	Way Way       `json:"way"`
	At  time.Time `json:"at"`
}

// Requirements tell what a submission must hold.
type Requirements struct {
	Face         bool       `json:"face"`
	Challenge    bool       `json:"challenge" doc:"With the face: gestures, asked for by getChallenge, that the frames of the submission show"`
	Location     bool       `json:"location"`
	Questions    []Question `json:"questions" nullable:"false"`
	Fence        *Fence     `json:"fence,omitempty"`
	Surroundings bool       `json:"surroundings" doc:"A picture of where I am"`
	Voice        bool       `json:"voice" doc:"A recording of my voice"`
}

// Question is asked at the check-in; with options one of them is chosen.
type Question struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Options []string `json:"options" nullable:"false"`
	// ShowIf makes it a follow-up: it is asked only after that answer to an earlier question.
	ShowIf *Condition `json:"show_if,omitempty"`
}

// Condition is an answer to a question.
type Condition struct {
	QuestionID string `json:"question_id"`
	Answer     string `json:"answer"`
}

// Fence is the area in which, or outside which, the location should be (WGS-84): a circle, or with vertices a polygon.
type Fence struct {
	Center   Point   `json:"center" doc:"Of a polygon: of the circle around it"`
	RadiusM  float64 `json:"radius_m" doc:"Of a polygon: of the circle around it"`
	Keep     string  `json:"keep" enum:"inside,outside"`
	Vertices []Point `json:"vertices,omitempty" doc:"3 to 64 that make it a polygon, each once; absent for a circle"`
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
	MadeAt     time.Time     `json:"made_at" doc:"When it counts as made"`
	ReceivedAt time.Time     `json:"received_at"`
}

// Finding is one thing seen in a submission.
type Finding struct {
	Code     string        `json:"code" example:"in_time"`
	Weight   FindingWeight `json:"weight"`
	Evidence string        `json:"evidence" doc:"What it was seen in: photo, surroundings, voice, location, answer:q1, received_at"`
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
	TimeToken   string            `json:"time_token" doc:"Seal the newest into what is submitted, with the time elapsed since, so that it counts when it was made"`
}

// RunningRollCall is a roll call that may be joined now.
type RunningRollCall struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	StationName string    `json:"station_name"`
	StartedAt   time.Time `json:"started_at"`
	RungAt      time.Time `json:"rung_at" doc:"When my phone was last rung; later than before when I am rung again"`

	Declined MaybeDeclined `json:"declined" doc:"Why I said that I cannot now, since it last rang; empty when I said nothing"`
}

// Upcoming is a check-in that has not opened yet.
type Upcoming struct {
	Title   string    `json:"title"`
	OpensAt time.Time `json:"opens_at"`
	DueAt   time.Time `json:"due_at"`
	IsRange bool      `json:"is_range" doc:"It comes at a drawn time between opens_at and due_at"`
}

// Draw is the committed randomness of one day.
type Draw struct {
	Day         string    `json:"day" format:"date"`
	Commitment  string    `json:"commitment" doc:"SHA-256, hex, of \"diandao.draw.v1\\n\", the day, \"\\n\" and the 32 bytes of the seed"`
	CommittedAt time.Time `json:"committed_at"`
	Seed        string    `json:"seed" doc:"Hex; empty until the day is over everywhere"`
}

type drawsInput struct {
	From string `query:"from" format:"date" required:"true"`
	To   string `query:"to" format:"date" required:"true"`
}

type todayInput struct {
	BatteryPct int    `query:"battery_pct" minimum:"-1" maximum:"100" default:"-1" doc:"Of the phone, when the browser tells; -1 when it does not"`
	Notices    string `query:"notices" enum:"on,off,denied,unsupported" doc:"Whether the phone shows notices of ours"`
}

// report is what the phone says of itself.
func (in *todayInput) report() device.Report {
	r := device.Report{Notices: device.Notices(in.Notices)}
	if in.BatteryPct >= 0 {
		r.BatteryPct = &in.BatteryPct
	}
	return r
}

type requestsInput struct{ httpapi.Paging }

// RequestPath names a check-in request.
type RequestPath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerCheckins(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getToday", Method: http.MethodGet, Path: "/v1/today", Tag: "check-in", Summary: "What I have to do and have done",
		Action: authz.SelfRead, Errors: []*fault.Error{device.ErrReport}, Example: sampleToday(),
	}, d.today)
	httpapi.Register(api, httpapi.Op{
		ID: "listMyCheckins", Method: http.MethodGet, Path: "/v1/checkin-requests", Tag: "check-in", Summary: "My check-ins of any status, newest first",
		Action: authz.SelfRead, Errors: []*fault.Error{page.ErrCursor}, Example: httpapi.List[Request]{Items: []Request{sampleRequest()}},
	}, d.requests)
	httpapi.Register(api, httpapi.Op{
		ID: "getCheckinRequest", Method: http.MethodGet, Path: "/v1/checkin-requests/{id}", Tag: "check-in", Summary: "One of my check-ins",
		Action: authz.SelfRead, Errors: []*fault.Error{checkin.ErrNotFound, checkin.ErrNotYours}, Example: sampleRequest(),
	}, d.request)
	httpapi.Register(api, httpapi.Op{
		ID: "startOwnCheckin", Method: http.MethodPost, Path: "/v1/checkin-requests", Tag: "check-in", Summary: "Check in by my own wish; one that is open is returned",
		Action: authz.SelfCheckin, Errors: []*fault.Error{checkin.ErrTooManyAsked, checkin.ErrNotSupervised}, Example: sampleRequest(),
	}, d.startOwn)
	d.registerDraws(api)
	d.registerChallenge(api)
	d.registerSubmission(api)
}

func (d Deps) today(ctx context.Context, in *todayInput) (*httpapi.Body[Today], error) {
	actor := httpapi.Actor(ctx)
	if err := d.Devices.Report(ctx, actor, in.report()); err != nil {
		return nil, err
	}
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
		Now: d.Clock.Now().UTC(), RollCalls: httpapi.Map(running, func(r rollcall.Running) RunningRollCall {
			rung := r.Invitee.RungAt(r.RollCall)
			return RunningRollCall{
				ID: string(r.RollCall.ID), Title: r.RollCall.Title, StationName: p.Station.Name, StartedAt: r.RollCall.CreatedAt.UTC(),
				RungAt: rung.UTC(), Declined: MaybeDeclined(r.Invitee.DeclinedSince(rung)),
			}
		}),
		Open: httpapi.Map(t.Open, by(t.Way)), Next: httpapi.Map(t.Next, fromUpcoming), Recent: httpapi.Map(t.Recent, by(t.Way)), UnreadCount: unread, TimeToken: t.TimeToken,
	}), nil
}

func (d Deps) requests(ctx context.Context, in *requestsInput) (*httpapi.Body[httpapi.List[Request]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	own, err := d.Checkins.Requests(ctx, httpapi.Actor(ctx), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(own.Requests, req, by(own.Way), func(r checkin.Request) page.Cursor {
		return page.Cursor{At: r.OpensAt, ID: string(r.ID)}
	})), nil
}

func (d Deps) request(ctx context.Context, in *RequestPath) (*httpapi.Body[Request], error) {
	v, err := d.Checkins.Own(ctx, httpapi.Actor(ctx), checkin.RequestID(in.ID))
	if err != nil {
		return nil, err
	}
	r := by(v.Way)(v.Request)
	until, err := d.Appeals.Until(ctx, httpapi.Actor(ctx), attendance.FromCheckin, in.ID)
	if err != nil {
		return nil, err
	}
	r.AppealUntil = httpapi.At(until)
	if w := v.Witness; w != nil {
		r.Witness = &Witness{Way: Way(w.Way), At: w.At.UTC()}
	}
	if last := v.Decision; last != nil {
		r.Decision = &Decision{Kind: DecisionKind(last.Kind), Reason: last.Reason, At: last.At.UTC()}
	}
	r.Causes = httpapi.Map(v.Causes, func(c alert.Cause) Cause { return Cause{Code: c.Code, At: httpapi.At(c.At), Value: c.Value, Of: c.Of} })
	if c := v.Checkin; c != nil {
		r.Outcome = httpapi.Some(Outcome{Status: RequestStatus(v.Request.Status), Findings: httpapi.Map(c.Findings, fromFinding), MadeAt: c.MadeAt.UTC(), ReceivedAt: c.ReceivedAt.UTC()})
	}
	return httpapi.OK(r), nil
}

func (d Deps) startOwn(ctx context.Context, _ *none) (*httpapi.Body[Request], error) {
	r, err := d.Checkins.StartSelf(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return d.request(ctx, &RequestPath{ID: string(r.ID)})
}

func (d Deps) draws(ctx context.Context, in *drawsInput) (*httpapi.Body[httpapi.List[Draw]], error) {
	all, err := d.Checkins.Draws(ctx, httpapi.Actor(ctx), in.From, in.To)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, func(v checkin.Draw) Draw {
		return Draw{Day: v.Day, Commitment: v.Commitment, CommittedAt: v.CommittedAt.UTC(), Seed: v.Seed}
	})), nil
}

// by puts requests of a person who shows who they are in a way into the contract's words.
func by(way checkin.Way) func(checkin.Request) Request {
	return func(r checkin.Request) Request { return fromRequest(r, way) }
}

func fromRequest(r checkin.Request, way checkin.Way) Request {
	return Request{
		Way: Way(way),
		ID:  string(r.ID), Kind: PlanKind(r.Kind), Title: r.Title, Day: r.Day, OpensAt: r.OpensAt.UTC(), DueAt: r.DueAt.UTC(), ClosesAt: r.ClosesAt.UTC(),
		Status: RequestStatus(r.Status), Requires: fromRequirements(r.Requires), Extended: string(r.Extended),
	}
}

func fromRequirements(q checkin.Requirements) Requirements {
	out := Requirements{Face: q.Face, Challenge: q.Challenge, Location: q.Location, Surroundings: q.Surroundings, Voice: q.Voice, Questions: httpapi.Map(q.Questions, func(q checkin.Question) Question {
		return Question{ID: q.ID, Text: q.Text, Options: append([]string{}, q.Options...), ShowIf: (*Condition)(q.ShowIf)}
	})}
	if f := q.Fence; f != nil {
		out.Fence = &Fence{Center: Point(f.Center), RadiusM: f.RadiusM, Keep: cmp.Or(string(f.Keep), string(geo.Inside))}
		for _, v := range f.Vertices {
			out.Fence.Vertices = append(out.Fence.Vertices, Point(v))
		}
	}
	return out
}

func fromUpcoming(u checkin.Upcoming) Upcoming {
	return Upcoming{Title: u.Title, OpensAt: u.OpensAt.UTC(), DueAt: u.DueAt.UTC(), IsRange: u.IsRange}
}

func fromFinding(f checkin.Finding) Finding {
	return Finding{Code: f.Code, Weight: FindingWeight(f.Weight), Evidence: f.Evidence, Value: f.Value}
}
