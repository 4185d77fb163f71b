package consoleapi

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Plan is the rule by which one person checks in.
type Plan struct {
	ID        string     `json:"id"`
	PersonID  string     `json:"person_id"`
	Kind      PlanKind   `json:"kind"`
	Version   int        `json:"version" doc:"Sent back with a change"`
	NextOpens *time.Time `json:"next_opens_at" doc:"Of a plan with drawn times: when the range of its next day begins"`
	StoppedAt *time.Time `json:"stopped_at"`
	CreatedAt time.Time  `json:"created_at" doc:"Of this version"`
	PlanDraft
}

// PlanDraft is what an officer writes of a plan.
type PlanDraft struct {
	Title         string       `json:"title" minLength:"1" maxLength:"60"`
	Recurrence    string       `json:"recurrence" minLength:"1" maxLength:"200" doc:"RFC 5545: FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL; COUNT=1 is a single day" example:"FREQ=WEEKLY;BYDAY=MO,TH"`
	On            PlanDays     `json:"on,omitempty" doc:"Which of these days count by the public calendar; default any"`
	StartsOn      string       `json:"starts_on" format:"date"`
	Zone          string       `json:"zone,omitempty" maxLength:"64" doc:"IANA; default Asia/Shanghai" example:"Asia/Shanghai"`
	OpensAt       string       `json:"opens_at" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" doc:"Wall clock in zone" example:"08:00"`
	LengthMinutes int          `json:"length_minutes" minimum:"10" maximum:"1440" doc:"From opening until due"`
	GraceMinutes  int          `json:"grace_minutes" minimum:"0" maximum:"720" doc:"From due until closing; what comes then is late"`
	SpanMinutes   int          `json:"span_minutes,omitempty" minimum:"0" maximum:"1440" doc:"Not 0: the times are drawn within this long from opens_at"`
	Times         int          `json:"times,omitempty" minimum:"0" maximum:"4" doc:"Windows a day when the times are drawn; default 1"`
	MinGapMinutes int          `json:"min_gap_minutes,omitempty" minimum:"0" maximum:"720" doc:"Least time between two drawn windows"`
	Requires      Requirements `json:"requires"`
}

// Requirements tell what a submission must hold.
type Requirements struct {
	Face         bool       `json:"face"`
	Challenge    bool       `json:"challenge,omitempty" doc:"With the face: gestures drawn by chance, in front of the camera"`
	Location     bool       `json:"location"`
	Questions    []Question `json:"questions" required:"false" nullable:"false" maxItems:"20"`
	Fence        *Fence     `json:"fence,omitempty"`
	OnLeave      OnLeave    `json:"on_leave,omitempty" doc:"During an approved leave; default excuse"`
	Surroundings bool       `json:"surroundings,omitempty" doc:"A picture of where the person is"`
	Voice        bool       `json:"voice,omitempty" doc:"A recording of the person's voice, which an officer hears before the check-in counts"`
	VoiceOnFile  bool       `json:"voice_on_file,omitempty" doc:"The recording is kept on file; nobody needs to hear it first"`
}

// Question is asked at the check-in; with options one of them is chosen.
type Question struct {
	ID      string   `json:"id" minLength:"1" maxLength:"32" example:"q1"`
	Text    string   `json:"text" minLength:"1" maxLength:"200"`
	Options []string `json:"options" required:"false" nullable:"false" maxItems:"12"`
	// ShowIf makes it a follow-up to an earlier question.
	ShowIf *Condition `json:"show_if,omitempty"`
}

// Condition is an answer to a question.
type Condition struct {
	QuestionID string `json:"question_id" minLength:"1" maxLength:"32"`
	Answer     string `json:"answer" minLength:"1" maxLength:"200"`
}

// Fence is the area in which, or outside which, the location should be (WGS-84): a circle, or with vertices a polygon.
type Fence struct {
	Center   Point     `json:"center" doc:"Of a polygon: of the circle around it"`
	RadiusM  float64   `json:"radius_m" minimum:"50" maximum:"500000" doc:"Of a polygon: of the circle around it"`
	Keep     string    `json:"keep,omitempty" enum:"inside,outside" doc:"Default inside"`
	Vertices []Point   `json:"vertices,omitempty" maxItems:"64" doc:"3 to 64, each once; they make it a polygon"`
	From     *FenceRef `json:"from,omitempty" doc:"The named fence that the area is a copy of. In a write it decides: the plan gets the fence as it is now, or keeps the copy that it has of this version"`
}

// FenceRef names a fence in one of its versions.
type FenceRef struct {
	ID      string `json:"id" format:"uuid"`
	Name    string `json:"name,omitempty" maxLength:"40" doc:"Not looked at in a write"`
	Version int    `json:"version,omitempty" minimum:"0" doc:"In a write: of the copy that the plan has; 0 takes the newest"`
}

// Point is a position in degrees (WGS-84).
type Point struct {
	Lat float64 `json:"lat" minimum:"-90" maximum:"90"`
	Lng float64 `json:"lng" minimum:"-180" maximum:"180"`
}

// PlanUpdate is a draft with the version it was made from.
type PlanUpdate struct {
	Version int `json:"version" minimum:"1"`
	PlanDraft
}

// Window is one occurrence of a plan.
type Window struct {
	Day      string    `json:"day" format:"date"`
	OpensAt  time.Time `json:"opens_at"`
	DueAt    time.Time `json:"due_at"`
	ClosesAt time.Time `json:"closes_at"`
	IsRange  bool      `json:"is_range" doc:"The time is drawn between opens_at and due_at"`
}

// Occurrence is one window of a draft and what becomes of it.
type Occurrence struct {
	Window
	Effect Effect `json:"effect" doc:"opens as the plan says; holiday, rest_day, excused (by an approved leave) and after_term are not asked; without_fence opens wherever the person is"`
	Name   string `json:"name" doc:"Of the public holiday; else empty" example:"国庆节"`
}

// Preview is the next windows of a draft: ten that are asked, and those between them that the calendar takes away.
type Preview struct {
	Windows      []Occurrence `json:"windows" nullable:"false"`
	UnknownYears []string     `json:"unknown_years" nullable:"false" doc:"Years whose public holidays are not known yet, when the draft minds them"`
}

// Demand is what an officer asks for now.
type Demand struct {
	Title           string       `json:"title" minLength:"1" maxLength:"60"`
	AnswerInMinutes int          `json:"answer_in_minutes" minimum:"10" maximum:"240"`
	Requires        Requirements `json:"requires"`
	Reason          string       `json:"reason" minLength:"1" maxLength:"500" doc:"Why now; kept in the ledger"`
}

type demandInput struct {
	IDPath
	Body Demand
}

type createPlanInput struct {
	IDPath
	Body PlanDraft
}

type previewPlanInput struct {
	PersonID string `query:"person_id" format:"uuid" doc:"Whose approved leave is minded; empty for nobody's"`
	Body     PlanDraft
}

type updatePlanInput struct {
	IDPath
	Body PlanUpdate
}

func (d Deps) registerPlans(api *httpapi.API) {
	wrong := []*fault.Error{checkin.ErrPlan, checkin.ErrFence, schedule.ErrRule, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listPlans", Method: http.MethodGet, Path: "/console/v1/persons/{id}/plans", Tag: "plan", Summary: "A person's plans, running first",
		Action: authz.PlanRead, Errors: []*fault.Error{person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope}, Example: httpapi.List[Plan]{Items: []Plan{samplePlan()}},
	}, ofFile(d, authz.PlanRead, d.listPlans))
	httpapi.Register(api, httpapi.Op{
		ID: "createPlan", Method: http.MethodPost, Path: "/console/v1/persons/{id}/plans", Tag: "plan", Summary: "Start a plan",
		Action: authz.PlanWrite, Status: http.StatusCreated, Errors: append([]*fault.Error{person.ErrNotFound}, wrong...), Example: samplePlan(),
	}, d.createPlan)
	httpapi.Register(api, httpapi.Op{
		ID: "updatePlan", Method: http.MethodPut, Path: "/console/v1/plans/{id}", Tag: "plan", Summary: "Change a plan; open check-ins keep the version they opened under",
		Action: authz.PlanWrite, Errors: append([]*fault.Error{checkin.ErrPlanNotFound, checkin.ErrPlanChanged}, wrong...), Example: samplePlan(),
	}, d.updatePlan)
	httpapi.Register(api, httpapi.Op{
		ID: "stopPlan", Method: http.MethodPost, Path: "/console/v1/plans/{id}/stop", Tag: "plan", Summary: "Stop a plan; what is open stays open",
		Action: authz.PlanWrite, Errors: []*fault.Error{checkin.ErrPlanNotFound, checkin.ErrPlanChanged, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: samplePlan(),
	}, d.stopPlan)
	httpapi.Register(api, httpapi.Op{
		ID: "previewPlan", Method: http.MethodPost, Path: "/console/v1/plans/preview", Tag: "plan", Summary: "The next windows of a draft",
		Action: authz.PlanRead, Unkeyed: "nothing is written", Errors: []*fault.Error{schedule.ErrRule, person.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF},
		Example: samplePreview(),
	}, d.previewPlan)
	httpapi.Register(api, httpapi.Op{
		ID: "demandCheckin", Method: http.MethodPost, Path: "/console/v1/persons/{id}/checkins", Tag: "plan", Summary: "Ask a person to check in now",
		Action: authz.PlanWrite, Status: http.StatusCreated, Example: sampleRequest(),
		Errors: append([]*fault.Error{person.ErrNotFound, checkin.ErrReason, checkin.ErrTooManyAsked, checkin.ErrNotSupervised}, wrong...),
	}, d.demandCheckin)
}

func (d Deps) listPlans(ctx context.Context, in *IDPath) (*httpapi.Body[httpapi.List[Plan]], error) {
	all, err := d.Plans.Plans(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromPlan)), nil
}

func (d Deps) createPlan(ctx context.Context, in *createPlanInput) (*httpapi.Body[Plan], error) {
	draft, err := in.Body.draft()
	if err != nil {
		return nil, err
	}
	draft.PersonID = person.ID(in.ID)
	p, err := d.Plans.CreatePlan(ctx, httpapi.Actor(ctx), draft)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromPlan(p)), nil
}

func (d Deps) updatePlan(ctx context.Context, in *updatePlanInput) (*httpapi.Body[Plan], error) {
	draft, err := in.Body.draft()
	if err != nil {
		return nil, err
	}
	p, err := d.Plans.UpdatePlan(ctx, httpapi.Actor(ctx), checkin.PlanID(in.ID), in.Body.Version, draft)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromPlan(p)), nil
}

func (d Deps) stopPlan(ctx context.Context, in *IDPath) (*httpapi.Body[Plan], error) {
	p, err := d.Plans.StopPlan(ctx, httpapi.Actor(ctx), checkin.PlanID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromPlan(p)), nil
}

func (d Deps) previewPlan(ctx context.Context, in *previewPlanInput) (*httpapi.Body[Preview], error) {
	draft, err := in.Body.draft()
	if err != nil {
		return nil, err
	}
	draft.PersonID = person.ID(in.PersonID)
	p, err := d.Plans.Preview(ctx, httpapi.Actor(ctx), draft)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Preview{Windows: httpapi.Map(p.Windows, fromOccurrence), UnknownYears: append([]string{}, p.UnknownYears...)}), nil
}

func (d Deps) demandCheckin(ctx context.Context, in *demandInput) (*httpapi.Body[Request], error) {
	r, err := d.Plans.Demand(ctx, httpapi.Actor(ctx), checkin.DemandInput{
		PersonID: person.ID(in.ID), Title: in.Body.Title, AnswerIn: time.Duration(in.Body.AnswerInMinutes) * time.Minute,
		Requires: in.Body.Requires.requirements(), Reason: in.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromRequest(r)), nil
}

func (p PlanDraft) draft() (checkin.PlanDraft, error) {
	starts, err := time.Parse(time.DateOnly, p.StartsOn)
	if err != nil {
		return checkin.PlanDraft{}, schedule.ErrRule.On(fault.Field{Path: "starts_on", Reason: "a date"})
	}
	opens, err := time.Parse("15:04", p.OpensAt)
	if err != nil {
		return checkin.PlanDraft{}, schedule.ErrRule.On(fault.Field{Path: "opens_at", Reason: "between 00:00 and 23:59"})
	}
	return checkin.PlanDraft{
		Title: p.Title, Requires: p.Requires.requirements(),
		Rule: schedule.Rule{
			Recurrence: p.Recurrence, StartsOn: starts, Zone: p.Zone, Length: time.Duration(p.LengthMinutes) * time.Minute, Grace: time.Duration(p.GraceMinutes) * time.Minute,
			OpensAt: time.Duration(opens.Hour())*time.Hour + time.Duration(opens.Minute())*time.Minute, On: schedule.Days(p.On),
			Span: time.Duration(p.SpanMinutes) * time.Minute, Times: p.Times, MinGap: time.Duration(p.MinGapMinutes) * time.Minute,
		},
	}, nil
}

func (q Requirements) requirements() checkin.Requirements {
	out := checkin.Requirements{Face: q.Face, Challenge: q.Challenge, Location: q.Location, Surroundings: q.Surroundings, Voice: q.Voice, VoiceOnFile: q.VoiceOnFile, OnLeave: checkin.OnLeave(q.OnLeave)}
	for _, v := range q.Questions {
		out.Questions = append(out.Questions, checkin.Question{ID: v.ID, Text: v.Text, Options: v.Options, ShowIf: (*checkin.Condition)(v.ShowIf)})
	}
	if f := q.Fence; f != nil {
		area := areaOf(f.Center, f.RadiusM, f.Vertices)
		area.Keep = geo.Side(f.Keep)
		out.Fence, out.FenceFrom = &area, (*checkin.FenceRef)(f.From)
	}
	return out
}

func fromPlan(p checkin.Plan) Plan {
	return Plan{
		ID: string(p.ID), PersonID: string(p.PersonID), Kind: PlanKind(p.Kind), Version: p.Version, NextOpens: httpapi.At(p.NextShown()), StoppedAt: httpapi.At(p.StoppedAt),
		CreatedAt: p.CreatedAt.UTC(), PlanDraft: fromDraft(checkin.PlanDraft{Title: p.Title, Rule: p.Rule, Requires: p.Requires}),
	}
}

func fromDraft(p checkin.PlanDraft) PlanDraft {
	return PlanDraft{
		Title: p.Title, Recurrence: p.Rule.Recurrence, StartsOn: httpapi.Date(p.Rule.StartsOn), Zone: p.Rule.Zone, OpensAt: wallClock(p.Rule.OpensAt),
		LengthMinutes: int(p.Rule.Length / time.Minute), GraceMinutes: int(p.Rule.Grace / time.Minute), Requires: fromRequirements(p.Requires),
		On: PlanDays(p.Rule.On), SpanMinutes: int(p.Rule.Span / time.Minute), Times: p.Rule.Times, MinGapMinutes: int(p.Rule.MinGap / time.Minute),
	}
}

func wallClock(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d", int(d/time.Hour), int(d%time.Hour/time.Minute))
}

func fromRequirements(q checkin.Requirements) Requirements {
	out := Requirements{Face: q.Face, Challenge: q.Challenge, Location: q.Location, Surroundings: q.Surroundings, Voice: q.Voice, VoiceOnFile: q.VoiceOnFile, OnLeave: OnLeave(q.OnLeave), Questions: httpapi.Map(q.Questions, func(q checkin.Question) Question {
		return Question{ID: q.ID, Text: q.Text, Options: append([]string{}, q.Options...), ShowIf: (*Condition)(q.ShowIf)}
	})}
	if f := q.Fence; f != nil {
		out.Fence = &Fence{Center: Point(f.Center), RadiusM: f.RadiusM, Keep: string(f.Keep), Vertices: fromPoints(f.Vertices), From: (*FenceRef)(q.FenceFrom)}
	}
	return out
}

func samplePreview() Preview {
	w := Window{Day: "2026-11-26", OpensAt: sampleTime(), DueAt: sampleTime(), ClosesAt: sampleTime()}
	return Preview{Windows: []Occurrence{{Window: w, Effect: Effect(checkin.EffectOpens)}}, UnknownYears: []string{}}
}

func fromOccurrence(o checkin.Occurrence) Occurrence {
	return Occurrence{Window: fromWindow(o.Window), Effect: Effect(o.Effect), Name: o.Name}
}

func fromWindow(w schedule.Window) Window {
	return Window{Day: w.Day, OpensAt: w.OpensAt.UTC(), DueAt: w.DueAt.UTC(), ClosesAt: w.ClosesAt.UTC(), IsRange: w.IsRange}
}
