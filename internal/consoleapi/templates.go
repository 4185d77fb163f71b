package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// Template is a plan in waiting for persons of one management level.
type Template struct {
	ID        string    `json:"id"`
	Path      string    `json:"path" doc:"Unit that it belongs to; it serves all below"`
	Level     Level     `json:"level"`
	Version   int       `json:"version"`
	UpdatedAt time.Time `json:"updated_at"`
	PlanDraft
}

// NewTemplate is a template as written; with an id it changes that one.
type NewTemplate struct {
	ID      string `json:"id,omitempty" maxLength:"64"`
	Version int    `json:"version,omitempty" minimum:"0" doc:"Of the template that is changed"`
	Level   Level  `json:"level"`
	PlanDraft
}

// Assignment gives one plan to many persons of a station.
type Assignment struct {
	StationID string  `json:"station_id" format:"uuid"`
	Levels    []Level `json:"levels" required:"false" nullable:"false" maxItems:"3" doc:"Empty: all"`
	Expect    int     `json:"expect,omitempty" minimum:"0" doc:"How many persons the preview named as getting the plan"`
	AtMost    int     `json:"at_most,omitempty" minimum:"0" doc:"How many persons get the plan by this request; 0: all. The next request expects so many fewer"`
	PlanDraft
}

// Assigned tells what an assignment does for one person.
type Assigned struct {
	Person PersonRef    `json:"person"`
	Effect AssignEffect `json:"effect"`
}

// AssignmentResult is what an assignment does, or did, person by person.
type AssignmentResult struct {
	Gets  int        `json:"gets" doc:"Persons who get the plan"`
	Items []Assigned `json:"items" nullable:"false"`
}

func (d Deps) registerTemplates(api *httpapi.API) {
	wrong := []*fault.Error{checkin.ErrPlan, checkin.ErrFence, schedule.ErrRule, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listTemplates", Method: http.MethodGet, Path: "/console/v1/plan-templates", Tag: "plan", Summary: "Templates of plans by management level",
		Action: authz.PlanRead, Example: httpapi.List[Template]{Items: []Template{sampleTemplate()}},
	}, d.listTemplates)
	httpapi.Register(api, httpapi.Op{
		ID: "saveTemplate", Method: http.MethodPost, Path: "/console/v1/plan-templates", Tag: "plan", Summary: "Write a template; plans made of it keep what they were made with",
		Action: authz.TemplateWrite, Errors: append([]*fault.Error{checkin.ErrTemplate, checkin.ErrPlanChanged, person.ErrInvalid}, wrong...), Example: sampleTemplate(),
	}, d.saveTemplate)
	example := AssignmentResult{Gets: 1, Items: []Assigned{{Person: samplePersonRef(), Effect: "gets_plan"}}}
	httpapi.Register(api, httpapi.Op{
		ID: "previewAssignment", Method: http.MethodPost, Path: "/console/v1/plans/assignment-preview", Tag: "plan", Summary: "What giving a plan to a station would do",
		Action: authz.PlanWrite, Unkeyed: "nothing is written", Errors: wrong, Example: example,
	}, d.previewAssignment)
	httpapi.Register(api, httpapi.Op{
		ID: "assignPlans", Method: http.MethodPost, Path: "/console/v1/plans/assignments", Tag: "plan", Summary: "Give a plan to the persons of a station",
		Action: authz.PlanWrite, Errors: append([]*fault.Error{checkin.ErrSelection, checkin.ErrNotSupervised, person.ErrNotFound}, wrong...), Example: example,
	}, d.assignPlans)
}

func sampleTemplate() Template {
	return Template{ID: "default-1", Path: "/", Level: "strict", Version: 1, UpdatedAt: sampleTime(), PlanDraft: samplePlan().PlanDraft}
}

func (d Deps) listTemplates(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[Template]], error) {
	all, err := d.Plans.Templates(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromTemplate)), nil
}

func fromTemplate(t checkin.Template) Template {
	return Template{ID: t.ID, Path: string(t.Path), Level: Level(t.Level), Version: t.Version, UpdatedAt: t.UpdatedAt.UTC(), PlanDraft: fromDraft(t.Draft)}
}

func (d Deps) saveTemplate(ctx context.Context, in *httpapi.Body[NewTemplate]) (*httpapi.Body[Template], error) {
	draft, err := in.Body.draft()
	if err != nil {
		return nil, err
	}
	t, err := d.Plans.SaveTemplate(ctx, httpapi.Actor(ctx), checkin.Template{ID: in.Body.ID, Level: person.Level(in.Body.Level), Version: in.Body.Version, Draft: draft})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromTemplate(t)), nil
}

func (a Assignment) input() (checkin.AssignInput, error) {
	draft, err := a.draft()
	return checkin.AssignInput{
		StationID: org.UnitID(a.StationID), Expect: a.Expect, AtMost: a.AtMost, Draft: draft, Levels: httpapi.Map(a.Levels, func(l Level) person.Level { return person.Level(l) }),
	}, err
}

func (d Deps) previewAssignment(ctx context.Context, in *httpapi.Body[Assignment]) (*httpapi.Body[AssignmentResult], error) {
	return d.assignment(ctx, in.Body, d.Plans.PreviewAssignment)
}

func (d Deps) assignPlans(ctx context.Context, in *httpapi.Body[Assignment]) (*httpapi.Body[AssignmentResult], error) {
	return d.assignment(ctx, in.Body, d.Plans.Assign)
}

func (d Deps) assignment(ctx context.Context, a Assignment, do func(context.Context, authz.Actor, checkin.AssignInput) ([]checkin.Assigned, error)) (*httpapi.Body[AssignmentResult], error) {
	in, err := a.input()
	if err != nil {
		return nil, err
	}
	actor := httpapi.Actor(ctx)
	all, err := do(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, func(a checkin.Assigned) person.ID { return a.PersonID }))
	if err != nil {
		return nil, err
	}
	out := AssignmentResult{Items: httpapi.Map(all, func(a checkin.Assigned) Assigned {
		return Assigned{Person: l.person(a.PersonID), Effect: AssignEffect(a.Effect)}
	})}
	for _, a := range all {
		if a.Effect == checkin.GetsPlan {
			out.Gets++
		}
	}
	return httpapi.OK(out), nil
}
