package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Request is one due check-in: in time in [opens_at, due_at), late in [due_at, closes_at).
type Request struct {
	ID          string        `json:"id"`
	PlanID      string        `json:"plan_id"`
	PlanVersion int           `json:"plan_version"`
	Kind        PlanKind      `json:"kind"`
	PersonID    string        `json:"person_id"`
	Title       string        `json:"title"`
	Day         string        `json:"day" format:"date"`
	OpensAt     time.Time     `json:"opens_at"`
	DueAt       time.Time     `json:"due_at"`
	ClosesAt    time.Time     `json:"closes_at"`
	Status      RequestStatus `json:"status"`
	Requires    Requirements  `json:"requires"`
	Extended    string        `json:"extended,omitempty" enum:"service,provider" doc:"Whose outage moved due_at and closes_at; absent when none did"`
	UpdatedAt   time.Time     `json:"updated_at"`
}

// CheckinRow is a request with whose it is.
type CheckinRow struct {
	Request
	Person  PersonRef `json:"person"`
	Station UnitRef   `json:"station"`
}

// CheckinDetail is a request with everything an officer decides on.
type CheckinDetail struct {
	CheckinRow
	Checkin   httpapi.Nullable[Checkin] `json:"checkin" doc:"The submission that counts; null while there is none"`
	Decisions []Decision                `json:"decisions" nullable:"false" doc:"Oldest first"`
	Notices   []Notice                  `json:"notices" nullable:"false" doc:"What the person was told about it, on each channel"`
	Witness   *Witness                  `json:"witness,omitempty" doc:"An officer's word instead of a submission"`
	Moved     []Extension               `json:"extensions" nullable:"false" doc:"What outages moved, oldest first"`
	IsSealed  bool                      `json:"is_sealed" doc:"There are pictures of a minor, which the comparison gives for a reason"`
}

// Checkin is a submission as it was received.
type Checkin struct {
	ID              string        `json:"id"`
	MadeAt          time.Time     `json:"made_at" doc:"When it counts as made: earlier than received_at when it was made without network"`
	ReceivedAt      time.Time     `json:"received_at"`
	DeviceID        string        `json:"device_id"`
	Submission      Submission    `json:"submission"`
	PhotoURL        *string       `json:"photo_url"`
	FramesURL       *string       `json:"frames_url" doc:"JPEG pictures one after the other, each as long as frames says"`
	Frames          []Frame       `json:"frames" nullable:"false" doc:"What the person did in front of the camera, and what was asked"`
	Findings        []Finding     `json:"findings" nullable:"false"`
	Outcome         RequestStatus `json:"outcome" doc:"The verdict; never changed by a decision"`
	SurroundingsURL *string       `json:"surroundings_url" doc:"Picture of where the person is"`
	VoiceURL        *string       `json:"voice_url" doc:"Recording of the person's voice"`
	Digits          string        `json:"digits" doc:"That were to be read out on the recording; empty when none were asked for"`
}

// Frame is one picture of an answered challenge.
type Frame struct {
	Gesture  string `json:"gesture" doc:"Asked for meanwhile; empty before the first"`
	Colour   string `json:"colour" doc:"Of the screen meanwhile; empty before the first"`
	OffsetMS int64  `json:"offset_ms" doc:"Since the first frame"`
	Bytes    int    `json:"bytes"`
}

// Submission is what the phone signed.
type Submission struct {
	SignedAt       time.Time                  `json:"signed_at"`
	Location       httpapi.Nullable[Location] `json:"location"`
	NoLocation     string                     `json:"no_location" doc:"Why there is none: denied, timeout, unavailable; else empty"`
	NoChallenge    string                     `json:"no_challenge,omitempty" doc:"Why no gestures were made: offline, cannot"`
	Helper         string                     `json:"helper,omitempty" doc:"Who helped the person"`
	NoPhoto        string                     `json:"no_photo" doc:"Why there is none: denied, no_camera, cannot; else empty"`
	Answers        []Answer                   `json:"answers" nullable:"false"`
	HelpNeeded     bool                       `json:"help_needed"`
	Device         DeviceFacts                `json:"device"`
	NoSurroundings string                     `json:"no_surroundings" doc:"Why there are none: denied, no_camera, cannot; else empty"`
	NoVoice        string                     `json:"no_voice" doc:"Why there is none: denied, no_microphone, cannot; else empty"`
}

// DeviceFacts are what the phone said of itself.
type DeviceFacts struct {
	BatteryPct   *int   `json:"battery_pct"`
	Network      string `json:"network" doc:"wifi, cellular, 4g, 3g, 2g, none; empty when not told"`
	AppVersion   string `json:"app_version"`
	MockLocation bool   `json:"mock_location"`
	Emulator     bool   `json:"emulator"`
}

// Location is a fix taken once, at the check-in (WGS-84).
type Location struct {
	Point
	AccuracyM float64   `json:"accuracy_m"`
	Datum     string    `json:"datum" enum:"wgs84,gcj02" doc:"As the source gave it"`
	TakenAt   time.Time `json:"taken_at"`
}

// Answer answers one question.
type Answer struct {
	QuestionID string `json:"question_id"`
	Text       string `json:"text"`
}

// Finding is one thing seen in a submission, naming its evidence.
type Finding struct {
	Code     string        `json:"code" example:"face_not_checked"`
	Weight   FindingWeight `json:"weight"`
	Evidence string        `json:"evidence"`
	Value    float64       `json:"value" doc:"Metres or seconds, as the code says; 0 when it says neither"`
}

// Decision is an officer's decision on a check-in.
type Decision struct {
	ID     string       `json:"id"`
	Kind   DecisionKind `json:"kind"`
	Reason string       `json:"reason"`
	ByID   string       `json:"by_id"`
	ByName string       `json:"by_name"`
	At     time.Time    `json:"at"`
}

// NewDecision decides the submission that the officer looked at.
type NewDecision struct {
	CheckinID string       `json:"checkin_id" format:"uuid"`
	Kind      DecisionKind `json:"kind"`
	Reason    string       `json:"reason,omitempty" maxLength:"500" doc:"Needed unless kind is accept"`
}

type listCheckinsInput struct {
	httpapi.Paging
	Status   RequestStatus `query:"status"`
	UnitID   string        `query:"unit_id" format:"uuid"`
	PersonID string        `query:"person_id" format:"uuid"`
	Day      string        `query:"day" format:"date"`
	From     string        `query:"from" format:"date" doc:"First day"`
	To       string        `query:"to" format:"date" doc:"Last day, itself included"`
	Decided  bool          `query:"decided" doc:"That an officer decided"`
	Extended bool          `query:"extended" doc:"That an incident moved"`
	Among    AmongCheckins `query:"among" doc:"over: neither open nor cancelled; not_done: missed or not reached; opened: not cancelled; instead of status"`
	Trait    TraitCode     `query:"trait" doc:"Only of the persons of a group of fairness"`
	Weekday  int           `query:"weekday" minimum:"0" maximum:"7" doc:"With hour, from and to: only what opened in this hour of the week by the unit's clock; 1 is Monday (ISO 8601)"`
	Hour     int           `query:"hour" minimum:"0" maximum:"23"`
}

type decideInput struct {
	IDPath
	Body NewDecision
}

// NewReopening gives more time.
type NewReopening struct {
	Minutes int    `json:"minutes" minimum:"10" maximum:"4320" doc:"From now on"`
	Reason  string `json:"reason" minLength:"1" maxLength:"500"`
}

type reopenInput struct {
	IDPath
	Body NewReopening
}

func (d Deps) registerCheckins(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listCheckins", Method: http.MethodGet, Path: "/console/v1/checkins", Tag: "check-in", Summary: "Check-ins in scope, newest first",
		Action: authz.CheckinRead, Errors: []*fault.Error{page.ErrCursor, oversight.ErrInterval, oversight.ErrUnit, authz.ErrOutOfScope}, Example: httpapi.List[CheckinRow]{Items: []CheckinRow{sampleCheckinRow()}},
	}, d.listCheckins)
	httpapi.Register(api, httpapi.Op{
		ID: "getCheckin", Method: http.MethodGet, Path: "/console/v1/checkins/{id}", Tag: "check-in", Summary: "A check-in with its submission, decisions and notices",
		Action: authz.CheckinRead, Errors: []*fault.Error{checkin.ErrNotFound, authz.ErrOutOfScope}, Example: sampleCheckinDetail(),
	}, d.getCheckin)
	httpapi.Register(api, httpapi.Op{
		ID: "decideCheckin", Method: http.MethodPost, Path: "/console/v1/checkins/{id}/decision", Tag: "check-in", Summary: "Decide a check-in that is in review",
		Action: authz.CheckinDecide, Example: sampleCheckinDetail(),
		Errors: []*fault.Error{checkin.ErrNotFound, checkin.ErrDecided, checkin.ErrReason, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.decideCheckin)
	httpapi.Register(api, httpapi.Op{
		ID: "reopenCheckin", Method: http.MethodPost, Path: "/console/v1/checkins/{id}/reopening", Tag: "check-in", Summary: "Give more time for a check-in that ended without an answer",
		Action: authz.CheckinDecide, Example: sampleCheckinDetail(),
		Errors: []*fault.Error{checkin.ErrNotFound, checkin.ErrNotEnded, checkin.ErrAppealed, checkin.ErrReopenFor, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.reopenCheckin)
}

func (d Deps) listCheckins(ctx context.Context, in *listCheckinsInput) (*httpapi.Body[httpapi.List[CheckinRow]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f, err := d.checkinFilter(ctx, in)
	if err != nil {
		return nil, err
	}
	all, err := d.Checkins.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, requestPerson))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, l.row, func(r checkin.Request) page.Cursor {
		return page.Cursor{At: r.OpensAt, ID: string(r.ID)}
	})), nil
}

func (d Deps) checkinFilter(ctx context.Context, in *listCheckinsInput) (checkin.Filter, error) {
	f := checkin.Filter{
		PersonID: person.ID(in.PersonID), Day: in.Day, From: in.From, To: in.To, IsDecided: in.Decided, IsExtended: in.Extended, Trait: traitOf(in.Trait, in.To, d.Clock.Now()),
	}
	switch {
	case in.Among == checkinsOver:
		f.Statuses = checkin.Over()
	case in.Among == checkinsNotDone:
		f.Statuses = checkin.NotDone()
	case in.Among == checkinsOpened:
		f.Statuses = append(checkin.Over(), checkin.Open)
	case in.Status != "":
		f.Statuses = []checkin.Status{checkin.Status(in.Status)}
	}
	if in.Weekday == 0 {
		return f, nil
	}
	w, err := d.Oversight.Window(ctx, httpapi.Actor(ctx), oversight.Span{UnitID: org.UnitID(in.UnitID), From: in.From, To: in.To})
	f.From, f.To = "", "" // a cell of the week counts by the instant at which a check-in opened
	f.Hour = &checkin.WeekHour{Weekday: time.Weekday(in.Weekday % 7), Hour: in.Hour, From: w.From, Until: w.Until, Zone: w.Zone}
	return f, err
}

// narrow is the actor confined to a unit of their scope; empty is the whole scope.
func (d Deps) narrow(ctx context.Context, actor authz.Actor, id org.UnitID) (authz.Actor, error) {
	if id == "" {
		return actor, nil
	}
	units, err := d.units(ctx, actor)
	if err != nil {
		return actor, err
	}
	u, ok := units[id]
	switch {
	case ok && actor.Scope.Contains(u.Path):
		actor.Scope = u.Path
	case ok && u.Path.Contains(actor.Scope): // a unit above: the scope itself
	default:
		return actor, authz.ErrOutOfScope
	}
	return actor, nil
}

func (d Deps) getCheckin(ctx context.Context, in *IDPath) (*httpapi.Body[CheckinDetail], error) {
	actor := httpapi.Actor(ctx)
	detail, err := d.Checkins.Detail(ctx, actor, checkin.RequestID(in.ID))
	if err != nil {
		return nil, err
	}
	return d.describeCheckin(ctx, actor, detail)
}

func (d Deps) decideCheckin(ctx context.Context, in *decideInput) (*httpapi.Body[CheckinDetail], error) {
	actor := httpapi.Actor(ctx)
	detail, err := d.Checkins.Decide(ctx, actor, checkin.RequestID(in.ID), checkin.DecideInput{
		CheckinID: checkin.ID(in.Body.CheckinID), Kind: checkin.DecisionKind(in.Body.Kind), Reason: in.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return d.describeCheckin(ctx, actor, detail)
}

func (d Deps) reopenCheckin(ctx context.Context, in *reopenInput) (*httpapi.Body[CheckinDetail], error) {
	actor := httpapi.Actor(ctx)
	detail, err := d.Checkins.Reopen(ctx, actor, checkin.RequestID(in.ID), time.Duration(in.Body.Minutes)*time.Minute, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return d.describeCheckin(ctx, actor, detail)
}

func (d Deps) describeCheckin(ctx context.Context, actor authz.Actor, v checkin.Detail) (*httpapi.Body[CheckinDetail], error) {
	l, err := d.look(ctx, actor, []person.ID{v.Request.PersonID})
	if err != nil {
		return nil, err
	}
	notices, err := d.Notices.Deliveries(ctx, string(v.Request.ID))
	if err != nil {
		return nil, err
	}
	out := CheckinDetail{
		CheckinRow: l.row(v.Request), Decisions: httpapi.Map(v.Decisions, fromDecision), Notices: httpapi.Map(notices, fromDelivery),
		Moved: httpapi.Map(v.Extended, fromExtension),
	}
	if v.Witness != nil {
		w := fromWitness(*v.Witness)
		out.Witness = &w
	}
	if v.Checkin != nil {
		found := fromCheckin(*v.Checkin, v.Attached)
		if out.Person.Masked {
			out.withhold(&found)
		}
		out.Checkin = httpapi.Some(found)
	}
	return httpapi.OK(out), nil
}

func (l lookup) row(r checkin.Request) CheckinRow {
	return CheckinRow{Request: fromRequest(r), Person: l.person(r.PersonID), Station: l.station(r.StationID)}
}

func fromRequest(r checkin.Request) Request {
	return Request{
		ID: string(r.ID), PlanID: string(r.PlanID), Kind: PlanKind(r.Kind), PlanVersion: r.PlanVersion, PersonID: string(r.PersonID), Title: r.Title, Day: r.Day,
		OpensAt: r.OpensAt.UTC(), DueAt: r.DueAt.UTC(), ClosesAt: r.ClosesAt.UTC(), Status: RequestStatus(r.Status),
		Requires: fromRequirements(r.Requires), Extended: string(r.Extended), UpdatedAt: r.UpdatedAt.UTC(),
	}
}

func fromCheckin(c checkin.Checkin, attached []evidence.Object) Checkin {
	s := c.Submission
	out := Checkin{
		ID: string(c.ID), MadeAt: c.MadeAt.UTC(), ReceivedAt: c.ReceivedAt.UTC(), DeviceID: c.DeviceID, PhotoURL: evidenceURL(c.PhotoID), FramesURL: evidenceURL(c.FramesID), Frames: framesOf(c), Digits: digitsOf(c),
		Findings: httpapi.Map(c.Findings, fromFinding), Outcome: RequestStatus(c.Outcome),
		Submission: Submission{
			SignedAt: s.SignedAt.UTC(), NoLocation: s.NoLocation, NoPhoto: s.NoPhoto, NoChallenge: s.NoChallenge, NoSurroundings: s.NoSurroundings, NoVoice: s.NoVoice, Helper: s.Helper, HelpNeeded: s.HelpNeeded, Device: DeviceFacts(s.Device),
			Answers: httpapi.Map(s.Answers, func(a checkin.Answer) Answer { return Answer(a) }),
		},
	}
	for _, o := range attached {
		switch o.Kind { //nolint:exhaustive // the photo has its own place, and no other kind comes with a check-in
		case evidence.CheckinSurroundings:
			out.SurroundingsURL = evidenceURL(string(o.ID))
		case evidence.CheckinVoice:
			out.VoiceURL = evidenceURL(string(o.ID))
		}
	}
	if l := s.Location; l != nil {
		out.Submission.Location = httpapi.Some(fromLocation(*l))
	}
	return out
}

// digitsOf are what was to be read out.
func digitsOf(c checkin.Checkin) string {
	if c.Asked == nil {
		return ""
	}
	return c.Asked.Digits
}

// framesOf tells of each frame what was asked meanwhile.
func framesOf(c checkin.Checkin) []Frame {
	out := []Frame{}
	if c.Submission.Challenge == nil || c.Asked == nil {
		return out
	}
	for _, f := range c.Submission.Challenge.Frames {
		frame := Frame{OffsetMS: f.OffsetMS, Bytes: f.Bytes}
		if f.Step >= 0 && f.Step < len(c.Asked.Steps) {
			s := c.Asked.Steps[f.Step]
			frame.Gesture, frame.Colour = string(s.Gesture), string(s.Colour)
		}
		out = append(out, frame)
	}
	return out
}

// evidenceURL is where a picture is served, nil without one.
func evidenceURL(id string) *string {
	if id == "" {
		return nil
	}
	url := "/console/v1/evidence/" + id
	return &url
}

func fromFinding(f checkin.Finding) Finding {
	return Finding{Code: f.Code, Weight: FindingWeight(f.Weight), Evidence: f.Evidence, Value: f.Value}
}

func fromDecision(v checkin.Decision) Decision {
	return Decision{ID: v.ID, Kind: DecisionKind(v.Kind), Reason: v.Reason, ByID: v.ByID, ByName: v.ByName, At: v.At.UTC()}
}

func fromLocation(l checkin.Location) Location {
	return Location{Point: Point(l.Point), AccuracyM: l.AccuracyM, Datum: string(l.Datum), TakenAt: l.TakenAt.UTC()}
}
