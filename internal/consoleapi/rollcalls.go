package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// RollCall is one roll call of a station.
type RollCall struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Audience  Audience      `json:"audience"`
	State     RollCallState `json:"state"`
	Station   UnitRef       `json:"station"`
	OfficerID string        `json:"officer_id"`
	CreatedAt time.Time     `json:"created_at"`
	LiveAt    *time.Time    `json:"live_at" doc:"First call of a name"`
	ClosedAt  *time.Time    `json:"closed_at"`
}

// RollCallDetail is a roll call with its roster.
type RollCallDetail struct {
	RollCall
	OfficerName string    `json:"officer_name"`
	Counts      Counts    `json:"counts" doc:"Of the marked"`
	Invitees    []Invitee `json:"invitees" nullable:"false" doc:"In the order of calling"`
}

// Invitee is one person's place in a roll call.
type Invitee struct {
	PersonID    string     `json:"person_id"`
	Name        string     `json:"name"`
	Number      string     `json:"number"`
	Seq         int        `json:"seq"`
	Presence    Presence   `json:"presence"`
	OnLineAt    *time.Time `json:"on_line_at"`
	CalledAt    *time.Time `json:"called_at"`
	Mark        Mark       `json:"mark" doc:"Empty while unmarked"`
	MarkReason  string     `json:"mark_reason"`
	MarkedBy    string     `json:"marked_by" doc:"Staff id, or system at closing"`
	MarkedAt    *time.Time `json:"marked_at"`
	SnapshotURL *string    `json:"snapshot_url"`

	Challenges []CallChallenge `json:"challenges" nullable:"false" doc:"What was asked in front of the camera, oldest first"`
	Findings   []SeenFinding   `json:"findings" nullable:"false" doc:"What was seen, oldest first"`
	Proposal   string          `json:"proposal" enum:",review" doc:"The mark that the findings suggest to the officer; never a mark itself"`
}

// NewRollCall starts a roll call.
type NewRollCall struct {
	StationID string   `json:"station_id" format:"uuid"`
	Audience  Audience `json:"audience"`
	Title     string   `json:"title,omitempty" maxLength:"60" doc:"Empty takes the station's name"`
}

// NewMark is an officer's finding on one person.
type NewMark struct {
	Status SettableMark `json:"status"`
	Reason string       `json:"reason,omitempty" maxLength:"500" doc:"Needed unless status is present"`
}

// Ticket opens one signalling connection.
type Ticket struct {
	Ticket     string    `json:"ticket" doc:"Sent in session.hello; used once"`
	SignalPath string    `json:"signal_path" doc:"Path of the websocket"`
	ExpiresAt  time.Time `json:"expires_at"`
}

// SignalPath is where signalling connects.
const SignalPath = "/signal"

type listRollCallsInput struct {
	httpapi.Paging
	State     RollCallState `query:"state"`
	StationID string        `query:"station_id" format:"uuid"`
}

type markInput struct {
	IDPath
	PersonID string `path:"person_id" format:"uuid"`
	Body     NewMark
}

func (d Deps) registerRollCalls(api *httpapi.API) {
	scope := []*fault.Error{rollcall.ErrNotFound, authz.ErrOutOfScope}
	moves := append([]*fault.Error{rollcall.ErrState, httpapi.ErrCSRF}, scope...)
	const base = "/console/v1/roll-calls"
	httpapi.Register(api, httpapi.Op{
		ID: "listRollCalls", Method: http.MethodGet, Path: base, Tag: "roll call", Summary: "Roll calls in scope, newest first",
		Action: authz.RollCallRead, Errors: []*fault.Error{page.ErrCursor}, Example: httpapi.List[RollCall]{Items: []RollCall{sampleRollCall()}},
	}, d.listRollCalls)
	httpapi.Register(api, httpapi.Op{
		ID: "startRollCall", Method: http.MethodPost, Path: base, Tag: "roll call", Summary: "Take the roster, ring every phone, open the lobby",
		Action: authz.RollCallRun, Status: http.StatusCreated, Example: sampleRollCallDetail(),
		Errors: []*fault.Error{rollcall.ErrInvalid, rollcall.ErrEmpty, rollcall.ErrTooMany, rollcall.ErrRunning, org.ErrUnit, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.startRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "getRollCall", Method: http.MethodGet, Path: base + "/{id}", Tag: "roll call", Summary: "A roll call with its roster",
		Action: authz.RollCallRead, Errors: scope, Example: sampleRollCallDetail(),
	}, d.getRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "joinRollCall", Method: http.MethodPost, Path: base + "/{id}/join", Tag: "roll call", Summary: "Get a ticket to a running roll call",
		Action: authz.RollCallRun, Unkeyed: "each ticket is used once and nothing is recorded", Errors: moves,
		Example: Ticket{Ticket: "h2Z0mJ6v1nq3…", SignalPath: SignalPath, ExpiresAt: sampleTime()},
	}, d.joinRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "closeRollCall", Method: http.MethodPost, Path: base + "/{id}/close", Tag: "roll call", Summary: "End a roll call; the unmarked get an outcome",
		Action: authz.RollCallRun, Errors: moves, Example: sampleRollCallDetail(),
	}, d.closeRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "markInvitee", Method: http.MethodPost, Path: base + "/{id}/invitees/{person_id}/mark", Tag: "roll call",
		Summary: "Mark a person outside the live connection, for instance reached by telephone",
		Action:  authz.RollCallRun, Errors: append([]*fault.Error{rollcall.ErrMark, rollcall.ErrNotInvited}, moves...), Example: sampleInvitee(),
	}, d.markInvitee)
}

func (d Deps) listRollCalls(ctx context.Context, in *listRollCallsInput) (*httpapi.Body[httpapi.List[RollCall]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	f := rollcall.Filter{StationID: org.UnitID(in.StationID)}
	if in.State != "" {
		f.States = []rollcall.State{rollcall.State(in.State)}
	}
	actor := httpapi.Actor(ctx)
	all, err := d.RollCalls.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	units, err := d.units(ctx, actor)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(r rollcall.RollCall) RollCall { return fromRollCall(r, units[r.StationID]) },
		func(r rollcall.RollCall) page.Cursor { return page.Cursor{At: r.CreatedAt, ID: string(r.ID)} })), nil
}

func (d Deps) startRollCall(ctx context.Context, in *httpapi.Body[NewRollCall]) (*httpapi.Body[RollCallDetail], error) {
	rc, err := d.RollCalls.Start(ctx, httpapi.Actor(ctx), rollcall.StartInput{
		StationID: org.UnitID(in.Body.StationID), Audience: rollcall.Audience(in.Body.Audience), Title: in.Body.Title,
	})
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

func (d Deps) getRollCall(ctx context.Context, in *IDPath) (*httpapi.Body[RollCallDetail], error) {
	return d.describeRollCall(ctx, rollcall.ID(in.ID))
}

func (d Deps) joinRollCall(ctx context.Context, in *IDPath) (*httpapi.Body[Ticket], error) {
	actor := httpapi.Actor(ctx)
	rc, err := d.RollCalls.Admit(ctx, actor, rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	ticket, expires, err := d.Tickets.Issue(ctx, actor, rc.ID)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Ticket{Ticket: ticket, SignalPath: SignalPath, ExpiresAt: expires.UTC()}), nil
}

func (d Deps) closeRollCall(ctx context.Context, in *IDPath) (*httpapi.Body[RollCallDetail], error) {
	rc, err := d.RollCalls.Close(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

func (d Deps) markInvitee(ctx context.Context, in *markInput) (*httpapi.Body[Invitee], error) {
	i, err := d.RollCalls.Mark(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), person.ID(in.PersonID), rollcall.MarkInput{
		Status: attendance.Status(in.Body.Status), Reason: in.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromInvitee(i)), nil
}

func (d Deps) describeRollCall(ctx context.Context, id rollcall.ID) (*httpapi.Body[RollCallDetail], error) {
	s, err := d.RollCalls.Sheet(ctx, httpapi.Actor(ctx), id)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(RollCallDetail{
		RollCall: fromRollCall(s.RollCall, s.Station), OfficerName: s.Officer, Counts: fromCounts(s.Counts), Invitees: httpapi.Map(s.Invitees, fromInvitee),
	}), nil
}

func fromRollCall(r rollcall.RollCall, station org.Unit) RollCall {
	return RollCall{
		ID: string(r.ID), Title: r.Title, Audience: Audience(r.Audience), State: RollCallState(r.State), OfficerID: r.OfficerID,
		Station:   UnitRef{ID: string(r.StationID), Name: station.Name},
		CreatedAt: r.CreatedAt.UTC(), LiveAt: httpapi.At(r.LiveAt), ClosedAt: httpapi.At(r.ClosedAt),
	}
}

func fromInvitee(i rollcall.Invitee) Invitee {
	return Invitee{
		PersonID: string(i.PersonID), Name: i.Name, Number: i.Number, Seq: i.Seq, Presence: Presence(i.Presence), OnLineAt: httpapi.At(i.OnLineAt),
		CalledAt: httpapi.At(i.CalledAt), Mark: Mark(i.Mark), MarkReason: i.MarkReason, MarkedBy: i.MarkedBy, MarkedAt: httpapi.At(i.MarkedAt),
		SnapshotURL: evidenceURL(string(i.SnapshotID)),
		Challenges:  httpapi.Map(i.Challenges, fromChallenge), Findings: httpapi.Map(i.Findings, fromSeen), Proposal: string(i.Proposal()),
	}
}
