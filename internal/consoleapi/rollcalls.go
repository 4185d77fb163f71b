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
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// RollCall is one roll call of a station or a district.
type RollCall struct {
	ID         string        `json:"id"`
	Title      string        `json:"title"`
	Audience   Audience      `json:"audience"`
	Kind       RollCallKind  `json:"kind"`
	State      RollCallState `json:"state"`
	Station    UnitRef       `json:"station" doc:"The unit: a justice station, or a district"`
	OfficerID  string        `json:"officer_id"`
	StartsAt   time.Time     `json:"starts_at" doc:"When the lobby opens"`
	NotifyAt   *time.Time    `json:"notify_at" doc:"When phones are told beforehand"`
	Order      CallOrder     `json:"order"`
	IsRecorded bool          `json:"is_recorded"`
	IsAuto     bool          `json:"is_auto" doc:"Names are called automatically"`
	DrawDay    string        `json:"draw_day" doc:"The day whose draw ordered the names; empty unless by chance"`
	Reason     string        `json:"reason" doc:"Why it was cancelled: words, or code: and a code"`
	CreatedAt  time.Time     `json:"created_at"`
	OpenedAt   *time.Time    `json:"opened_at" doc:"The roster was taken, the phones rung"`
	LiveAt     *time.Time    `json:"live_at" doc:"First call of a name"`
	ClosedAt   *time.Time    `json:"closed_at"`
	SealedAt   *time.Time    `json:"sealed_at"`
	SealHash   string        `json:"seal_hash" doc:"SHA-256 of the sealed sheet, in hex; empty before"`
}

// RollCallDetail is a roll call with its roster.
type RollCallDetail struct {
	RollCall
	OfficerName string         `json:"officer_name"`
	Counts      Counts         `json:"counts" doc:"Of the marked"`
	Invitees    []Invitee      `json:"invitees" nullable:"false" doc:"In the order of calling; none before the lobby opens"`
	Apart       []KeptApart    `json:"apart" nullable:"false" doc:"Who was kept apart when the lobby opened"`
	Steps       []RollCallStep `json:"steps" nullable:"false" doc:"What was done, oldest first"`
	PersonIDs   []string       `json:"person_ids" nullable:"false" doc:"Of chosen persons and spot checks"`
	Arranged    []string       `json:"arranged" nullable:"false" doc:"The order by hand"`
}

// KeptApart is one who was kept apart, and why.
type KeptApart struct {
	Person PersonRef   `json:"person"`
	Reason ApartReason `json:"reason"`
}

// RollCallStep is something that was done in a roll call.
type RollCallStep struct {
	PersonID string           `json:"person_id" doc:"Empty when about the whole"`
	Kind     RollCallStepKind `json:"kind"`
	Count    int              `json:"count" doc:"The how manieth call or ring"`
	Text     string           `json:"text" doc:"A note, an outcome, a rung, a reason or a staff id, as the kind says"`
	ByName   string           `json:"by_name" doc:"Empty for the system"`
	At       time.Time        `json:"at"`
}

// Invitee is one person's place in a roll call.
type Invitee struct {
	PersonID     string      `json:"person_id"`
	Name         string      `json:"name"`
	Number       string      `json:"number"`
	Seq          int         `json:"seq"`
	Presence     Presence    `json:"presence"`
	OnLineAt     *time.Time  `json:"on_line_at"`
	CalledAt     *time.Time  `json:"called_at" doc:"Last time"`
	Calls        int         `json:"calls" doc:"Times called by name"`
	Recalls      int         `json:"recalls" doc:"Times rung again"`
	RecalledAt   *time.Time  `json:"recalled_at"`
	Rung         Rung        `json:"rung" doc:"The lowest that was reached; empty while never on line"`
	Excuse       Excuse      `json:"excuse" doc:"Why registered out; empty when not"`
	Refused      ApartReason `json:"refused" doc:"Why kept apart at joining; empty when not"`
	MayTelephone bool        `json:"may_telephone" doc:"Two tries came to nothing"`
	Declined     Declined    `json:"declined" doc:"Why the person last said that it is not possible now; empty when nothing was said"`
	DeclinedAt   *time.Time  `json:"declined_at"`
	Mark         Mark        `json:"mark" doc:"Empty while unmarked"`
	MarkReason   string      `json:"mark_reason"`
	MarkedBy     string      `json:"marked_by" doc:"Staff id, or system when registered out and at closing"`
	MarkedAt     *time.Time  `json:"marked_at"`
	SnapshotURL  *string     `json:"snapshot_url"`

	Challenges []CallChallenge `json:"challenges" nullable:"false" doc:"What was asked in front of the camera, oldest first"`
	Findings   []SeenFinding   `json:"findings" nullable:"false" doc:"What was seen, oldest first"`
	Proposal   string          `json:"proposal" enum:",review" doc:"The mark that the findings suggest to the officer; never a mark itself"`
}

// NewRollCall starts a roll call, or plans one.
type NewRollCall struct {
	StationID     string       `json:"station_id" format:"uuid" doc:"A justice station, or a district"`
	Audience      Audience     `json:"audience"`
	Title         string       `json:"title,omitempty" maxLength:"60" doc:"Empty takes the unit's name"`
	Kind          RollCallKind `json:"kind,omitempty" doc:"Empty is everybody of the unit"`
	PersonIDs     []string     `json:"person_ids,omitempty" maxItems:"1000" doc:"Of chosen persons and spot checks"`
	StartsAt      *time.Time   `json:"starts_at,omitempty" doc:"Plans the roll call for then; absent, it starts at once"`
	NotifyMinutes int          `json:"notify_minutes,omitempty" minimum:"0" maximum:"10080" doc:"How long before the phones are told; 0 is not at all"`
	Order         CallOrder    `json:"order,omitempty" doc:"Empty is by number"`
	Arranged      []string     `json:"arranged,omitempty" maxItems:"1000" doc:"Of the order by hand; who is left out follows by number"`
	IsRecorded    bool         `json:"is_recorded,omitempty"`
	IsAuto        bool         `json:"is_auto,omitempty"`
}

// NewMark is an officer's finding on one person.
type NewMark struct {
	Status SettableMark `json:"status"`
	Reason string       `json:"reason,omitempty" maxLength:"500" doc:"Needed unless status is present"`
}

// Ticket opens one signalling connection.
type Ticket struct {
	Ticket     string    `json:"ticket" doc:"Sent in session.hello; used once"`
	SignalPath string    `json:"signal_path" doc:"Path of the websocket at this address"`
	SignalURL  string    `json:"signal_url" doc:"URL of the websocket of the server that has the roll call; empty: this address"`
	ExpiresAt  time.Time `json:"expires_at"`
}

// SignalPath is where signalling connects.
const SignalPath = "/signal"

type listRollCallsInput struct {
	httpapi.Paging
	State     RollCallState `query:"state"`
	Kind      RollCallKind  `query:"kind"`
	StationID string        `query:"station_id" format:"uuid"`
	UnitID    string        `query:"unit_id" format:"uuid" doc:"At and below this unit"`
	Held      bool          `query:"held" doc:"Closed or sealed; instead of state"`
	Running   bool          `query:"running" doc:"In the lobby or live; instead of state"`
	DaySpan
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
		Action: authz.RollCallRead, Errors: []*fault.Error{page.ErrCursor, oversight.ErrInterval, authz.ErrOutOfScope}, Example: httpapi.List[RollCall]{Items: []RollCall{sampleRollCall()}},
	}, d.listRollCalls)
	httpapi.Register(api, httpapi.Op{
		ID: "startRollCall", Method: http.MethodPost, Path: base, Tag: "roll call", Summary: "Take the roster, ring the phones and open the lobby, or plan to",
		Action: authz.RollCallRun, Status: http.StatusCreated, Example: sampleRollCallDetail(),
		Errors: []*fault.Error{rollcall.ErrInvalid, rollcall.ErrEmpty, rollcall.ErrTooMany, rollcall.ErrSeparated, rollcall.ErrRunning, org.ErrUnit, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.startRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "getRollCall", Method: http.MethodGet, Path: base + "/{id}", Tag: "roll call", Summary: "A roll call with its roster",
		Action: authz.RollCallRead, Errors: scope, Example: sampleRollCallDetail(),
	}, d.getRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "joinRollCall", Method: http.MethodPost, Path: base + "/{id}/join", Tag: "roll call", Summary: "Get a ticket to a running roll call",
		Action: authz.RollCallRun, Unkeyed: "each ticket is used once and nothing is recorded", Errors: moves,
		Example: Ticket{Ticket: "h2Z0mJ6v1nq3…", SignalPath: SignalPath, SignalURL: "wss://node-1.example.org/signal", ExpiresAt: sampleTime()},
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
	if in.Kind != "" {
		f.Kinds = []rollcall.Kind{rollcall.Kind(in.Kind)}
	}
	switch {
	case in.Held:
		f.States = []rollcall.State{rollcall.Closed, rollcall.Sealed}
	case in.Running:
		f.States = []rollcall.State{rollcall.Lobby, rollcall.Live}
	case in.State != "":
		f.States = []rollcall.State{rollcall.State(in.State)}
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	if f.From, f.To, err = d.instants(ctx, actor, in.DaySpan); err != nil {
		return nil, err
	}
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
	plan := in.Body.plan()
	var rc rollcall.RollCall
	var err error
	if in.Body.StartsAt == nil {
		rc, err = d.RollCalls.Start(ctx, httpapi.Actor(ctx), plan.StartInput)
	} else {
		rc, err = d.RollCalls.Plan(ctx, httpapi.Actor(ctx), plan)
	}
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

// plan is the input in the domain's words.
func (n NewRollCall) plan() rollcall.PlanInput {
	out := rollcall.PlanInput{
		StartInput: rollcall.StartInput{
			StationID: org.UnitID(n.StationID), Audience: rollcall.Audience(n.Audience), Title: n.Title, Kind: rollcall.Kind(n.Kind), Persons: personIDs(n.PersonIDs),
			Order: rollcall.Order(n.Order), Arranged: personIDs(n.Arranged), IsRecorded: n.IsRecorded, IsAuto: n.IsAuto,
		},
		NotifyBefore: time.Duration(n.NotifyMinutes) * time.Minute,
	}
	if n.StartsAt != nil {
		out.StartsAt = *n.StartsAt
	}
	return out
}

func personIDs(all []string) []person.ID {
	var out []person.ID
	for _, s := range all {
		out = append(out, person.ID(s))
	}
	return out
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
	url, err := d.Places.SignalURL(ctx, rc.ID)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Ticket{Ticket: ticket, SignalPath: SignalPath, SignalURL: url, ExpiresAt: expires.UTC()}), nil
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
	actor := httpapi.Actor(ctx)
	s, err := d.RollCalls.Sheet(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	ids := make([]person.ID, len(s.RollCall.Apart))
	for n, a := range s.RollCall.Apart {
		ids[n] = a.PersonID
	}
	known, err := d.look(ctx, actor, ids)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(RollCallDetail{
		RollCall: fromRollCall(s.RollCall, s.Station), OfficerName: s.Officer, Counts: fromCounts(s.Counts), Invitees: httpapi.Map(s.Invitees, fromInvitee),
		Apart: httpapi.Map(s.RollCall.Apart, func(a rollcall.Apart) KeptApart {
			return KeptApart{Person: known.person(a.PersonID), Reason: ApartReason(a.Reason)}
		}),
		Steps: httpapi.Map(s.Steps, fromRollCallStep), PersonIDs: httpapi.Map(s.RollCall.Chosen, idText), Arranged: httpapi.Map(s.RollCall.Arranged, idText),
	}), nil
}

func idText(id person.ID) string { return string(id) }

func fromRollCall(r rollcall.RollCall, station org.Unit) RollCall {
	return RollCall{
		ID: string(r.ID), Title: r.Title, Audience: Audience(r.Audience), Kind: RollCallKind(r.Kind), State: RollCallState(r.State), OfficerID: r.OfficerID,
		Station: UnitRef{ID: string(r.StationID), Name: station.Name}, StartsAt: r.StartsAt.UTC(), NotifyAt: httpapi.At(r.NotifyAt),
		Order: CallOrder(r.Order), IsRecorded: r.IsRecorded, IsAuto: r.IsAuto, DrawDay: r.DrawDay, Reason: r.Reason,
		CreatedAt: r.CreatedAt.UTC(), OpenedAt: httpapi.At(r.OpenedAt), LiveAt: httpapi.At(r.LiveAt), ClosedAt: httpapi.At(r.ClosedAt), SealedAt: httpapi.At(r.SealedAt), SealHash: r.SealHash,
	}
}

func fromRollCallStep(s rollcall.Step) RollCallStep {
	return RollCallStep{PersonID: string(s.PersonID), Kind: RollCallStepKind(s.Kind), Count: s.Count, Text: s.Text, ByName: s.ByName, At: s.At.UTC()}
}

func fromInvitee(i rollcall.Invitee) Invitee {
	return Invitee{
		PersonID: string(i.PersonID), Name: i.Name, Number: i.Number, Seq: i.Seq, Presence: Presence(i.Presence), OnLineAt: httpapi.At(i.OnLineAt),
		CalledAt: httpapi.At(i.CalledAt), Calls: i.Calls, Recalls: i.Recalls, RecalledAt: httpapi.At(i.RecalledAt), Rung: Rung(i.Rung), Excuse: Excuse(i.Excuse), Refused: ApartReason(i.Refused),
		MayTelephone: i.MayTelephone(), Declined: Declined(i.Declined().Reason), DeclinedAt: httpapi.At(i.Declined().At), Mark: Mark(i.Mark), MarkReason: i.MarkReason, MarkedBy: i.MarkedBy, MarkedAt: httpapi.At(i.MarkedAt),
		SnapshotURL: evidenceURL(string(i.SnapshotID)),
		Challenges:  httpapi.Map(i.Challenges, fromChallenge), Findings: httpapi.Map(i.Findings, fromSeen), Proposal: string(i.Proposal()),
	}
}
