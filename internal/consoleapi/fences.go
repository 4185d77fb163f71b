package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/fence"
	"diandao/internal/geo"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Area is a circle, or with vertices a polygon (WGS-84).
type Area struct {
	Center   Point   `json:"center" doc:"Of a polygon: of the circle around it; what a write says of it is not looked at"`
	RadiusM  float64 `json:"radius_m" doc:"50 m to 500 km; of a polygon as center"`
	Vertices []Point `json:"vertices,omitempty" maxItems:"64" doc:"3 to 64, each once; the line does not cross itself or 180°"`
}

// NamedFence is a named area of a unit, for it and all below.
type NamedFence struct {
	ID         string     `json:"id"`
	Unit       UnitRef    `json:"unit"`
	Kind       FenceKind  `json:"kind" doc:"A fence, or a boundary that maps draw beneath"`
	Shape      FenceShape `json:"shape"`
	Name       string     `json:"name"`
	Note       string     `json:"note"`
	Area       Area       `json:"area"`
	Version    int        `json:"version"`
	MayWrite   bool       `json:"may_write" doc:"Whether it lies in the scope of who asks"`
	ArchivedAt *time.Time `json:"archived_at"`
	UpdatedAt  time.Time  `json:"updated_at"`
}

// FenceDraft is what is written of a fence.
type FenceDraft struct {
	Kind FenceKind `json:"kind"`
	Name string    `json:"name" minLength:"1" maxLength:"40"`
	Note string    `json:"note,omitempty" maxLength:"500"`
	Area Area      `json:"area"`
}

// NewFence is a fence with its unit, which stays.
type NewFence struct {
	UnitID string `json:"unit_id" format:"uuid"`
	FenceDraft
}

// FenceChange is a draft with the version that it was made from.
type FenceChange struct {
	Version int `json:"version" minimum:"1"`
	FenceDraft
}

// FenceVersion is a fence as it was seen.
type FenceVersion struct {
	Version int `json:"version" minimum:"1"`
}

// FencePlan is a running plan whose area is a copy of a fence.
type FencePlan struct {
	PlanID       string    `json:"plan_id"`
	Person       PersonRef `json:"person"`
	Station      UnitRef   `json:"station"`
	Title        string    `json:"title"`
	Version      int       `json:"version"`
	FenceVersion int       `json:"fence_version" doc:"That the copy was made of"`
	IsCurrent    bool      `json:"is_current" doc:"The copy is of the newest version"`
}

// FenceRefresh names plans, as they were seen, that are to have the fence as it is now.
type FenceRefresh struct {
	Plans []SeenPlan `json:"plans" minItems:"1" maxItems:"200" nullable:"false"`
}

// SeenPlan is a plan as it was seen.
type SeenPlan struct {
	PlanID  string `json:"plan_id" format:"uuid"`
	Version int    `json:"version" minimum:"1"`
}

// RefreshedPlan tells what was done to one.
type RefreshedPlan struct {
	PlanID string        `json:"plan_id"`
	Effect RefreshEffect `json:"effect"`
}

type listFencesInput struct {
	httpapi.Paging
	UnitID   string    `query:"unit_id" format:"uuid"`
	Kind     FenceKind `query:"kind"`
	Query    string    `query:"q" maxLength:"40" doc:"Part of a name"`
	Archived bool      `query:"archived" doc:"Those that were put away, else those that are live"`
	Serving  bool      `query:"serving" doc:"Those that serve the whole unit only: its own and those of units above"`
}

type changeFenceInput struct {
	IDPath
	Body FenceChange
}

type archiveFenceInput struct {
	IDPath
	Body FenceVersion
}

type listFencePlansInput struct {
	httpapi.Paging
	IDPath
}

type refreshFenceInput struct {
	IDPath
	Body FenceRefresh
}

func (d Deps) registerFences(api *httpapi.API) {
	wrong := []*fault.Error{fence.ErrInvalid, fence.ErrNameTaken, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listFences", Method: http.MethodGet, Path: "/console/v1/fences", Tag: "fence", Summary: "Fences of the unit, of those above it and of those below, newest first",
		Action: authz.FenceRead, Errors: []*fault.Error{page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[NamedFence]{Items: []NamedFence{sampleFence()}},
	}, d.listFences)
	httpapi.Register(api, httpapi.Op{
		ID: "getFence", Method: http.MethodGet, Path: "/console/v1/fences/{id}", Tag: "fence", Summary: "A fence",
		Action: authz.FenceRead, Errors: []*fault.Error{fence.ErrNotFound, authz.ErrOutOfScope}, Example: sampleFence(),
	}, d.getFence)
	httpapi.Register(api, httpapi.Op{
		ID: "createFence", Method: http.MethodPost, Path: "/console/v1/fences", Tag: "fence", Summary: "Draw a fence",
		Action: authz.FenceWrite, Status: http.StatusCreated, Errors: append([]*fault.Error{fence.ErrUnit, fence.ErrTooMany}, wrong...), Example: sampleFence(),
	}, d.createFence)
	httpapi.Register(api, httpapi.Op{
		ID: "changeFence", Method: http.MethodPut, Path: "/console/v1/fences/{id}", Tag: "fence", Summary: "Change a fence; plans keep the area that they have",
		Action: authz.FenceWrite, Errors: append([]*fault.Error{fence.ErrNotFound, fence.ErrChanged}, wrong...), Example: sampleFence(),
	}, d.changeFence)
	httpapi.Register(api, httpapi.Op{
		ID: "archiveFence", Method: http.MethodPost, Path: "/console/v1/fences/{id}/archive", Tag: "fence", Summary: "Put a fence away; plans keep the area that they have",
		Action: authz.FenceWrite, Errors: []*fault.Error{fence.ErrNotFound, fence.ErrChanged, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: sampleFence(),
	}, d.archiveFence)
	httpapi.Register(api, httpapi.Op{
		ID: "listFencePlans", Method: http.MethodGet, Path: "/console/v1/fences/{id}/plans", Tag: "fence", Summary: "Running plans whose area is a copy of a fence, newest first",
		Action: authz.PlanRead, Errors: []*fault.Error{fence.ErrNotFound, page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[FencePlan]{Items: []FencePlan{sampleFencePlan()}},
	}, d.listFencePlans)
	httpapi.Register(api, httpapi.Op{
		ID: "refreshFencePlans", Method: http.MethodPost, Path: "/console/v1/fences/{id}/plans", Tag: "fence", Summary: "Give plans the fence as it is now, each as a new version",
		Action: authz.PlanWrite, Example: httpapi.List[RefreshedPlan]{Items: []RefreshedPlan{{PlanID: sampleID(10), Effect: "refreshed"}}},
		Errors: []*fault.Error{fence.ErrNotFound, checkin.ErrFence, checkin.ErrPlan, checkin.ErrPlanNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.refreshFencePlans)
	d.registerFenceImport(api)
}

func sampleArea() Area {
	return Area{Center: Point{Lat: 30.05, Lng: 120.05}, RadiusM: 500}
}

func sampleFence() NamedFence {
	return NamedFence{ID: sampleID(30), Unit: sampleStation(), Kind: "fence", Shape: "circle", Name: "第一人民医院 500 m", Area: sampleArea(), Version: 1, MayWrite: true, UpdatedAt: sampleTime()}
}

func sampleFencePlan() FencePlan {
	return FencePlan{PlanID: sampleID(10), Person: samplePersonRef(), Station: sampleStation(), Title: "每周报到", Version: 2, FenceVersion: 1, IsCurrent: true}
}

func (d Deps) listFences(ctx context.Context, in *listFencesInput) (*httpapi.Body[httpapi.List[NamedFence]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	all, err := d.Fences.List(ctx, actor, !in.Serving, fence.Filter{Kind: fence.Kind(in.Kind), Query: in.Query, IsArchived: in.Archived}, req)
	if err != nil {
		return nil, err
	}
	units, err := d.units(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, fenceOf(httpapi.Actor(ctx), units), func(f fence.Fence) page.Cursor {
		return page.Cursor{At: f.CreatedAt, ID: string(f.ID)}
	})), nil
}

// fenceOf turns a fence into the contract's words.
func fenceOf(actor authz.Actor, units map[org.UnitID]org.Unit) func(fence.Fence) NamedFence {
	return func(f fence.Fence) NamedFence {
		return NamedFence{
			ID: string(f.ID), Unit: UnitRef{ID: string(f.UnitID), Name: units[f.UnitID].Name}, Kind: FenceKind(f.Kind), Shape: FenceShape(f.Shape()), Name: f.Name, Note: f.Note,
			Area: fromArea(f.Area), Version: f.Version, MayWrite: authz.Check(actor, authz.FenceWrite, f.Path) == nil, ArchivedAt: httpapi.At(f.ArchivedAt), UpdatedAt: f.UpdatedAt.UTC(),
		}
	}
}

func fromArea(a geo.Fence) Area {
	return Area{Center: Point(a.Center), RadiusM: a.RadiusM, Vertices: fromPoints(a.Vertices)}
}

func (a Area) area() geo.Fence {
	return areaOf(a.Center, a.RadiusM, a.Vertices)
}

func areaOf(center Point, radius float64, vertices []Point) geo.Fence {
	if len(vertices) == 0 {
		return geo.Fence{Center: geo.Point(center), RadiusM: radius}
	}
	return geo.Polygon(httpapi.Map(vertices, func(p Point) geo.Point { return geo.Point(p) }))
}

func fromPoints(all []geo.Point) []Point {
	if len(all) == 0 {
		return nil
	}
	return httpapi.Map(all, func(p geo.Point) Point { return Point(p) })
}

func (f FenceDraft) draft() fence.Draft {
	return fence.Draft{Kind: fence.Kind(f.Kind), Name: f.Name, Note: f.Note, Area: f.Area.area()}
}

// describeFence turns what the service says into the contract's words.
func (d Deps) describeFence(ctx context.Context) func(fence.Fence, error) (*httpapi.Body[NamedFence], error) {
	return func(f fence.Fence, err error) (*httpapi.Body[NamedFence], error) {
		if err != nil {
			return nil, err
		}
		actor := httpapi.Actor(ctx)
		units, err := d.units(ctx, actor)
		if err != nil {
			return nil, err
		}
		return httpapi.OK(fenceOf(actor, units)(f)), nil
	}
}

func (d Deps) getFence(ctx context.Context, in *IDPath) (*httpapi.Body[NamedFence], error) {
	return d.describeFence(ctx)(d.Fences.Get(ctx, httpapi.Actor(ctx), fence.ID(in.ID)))
}

func (d Deps) createFence(ctx context.Context, in *httpapi.Body[NewFence]) (*httpapi.Body[NamedFence], error) {
	draft := in.Body.draft()
	draft.UnitID = org.UnitID(in.Body.UnitID)
	return d.describeFence(ctx)(d.Fences.Create(ctx, httpapi.Actor(ctx), draft))
}

func (d Deps) changeFence(ctx context.Context, in *changeFenceInput) (*httpapi.Body[NamedFence], error) {
	return d.describeFence(ctx)(d.Fences.Change(ctx, httpapi.Actor(ctx), fence.ID(in.ID), in.Body.Version, in.Body.draft()))
}

func (d Deps) archiveFence(ctx context.Context, in *archiveFenceInput) (*httpapi.Body[NamedFence], error) {
	return d.describeFence(ctx)(d.Fences.Archive(ctx, httpapi.Actor(ctx), fence.ID(in.ID), in.Body.Version))
}

func (d Deps) listFencePlans(ctx context.Context, in *listFencePlansInput) (*httpapi.Body[httpapi.List[FencePlan]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor := httpapi.Actor(ctx)
	f, err := d.Fences.Get(ctx, actor, fence.ID(in.ID))
	if err != nil {
		return nil, err
	}
	all, err := d.Plans.FencePlans(ctx, actor, in.ID, req)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, func(p checkin.Plan) person.ID { return p.PersonID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(p checkin.Plan) FencePlan {
		out := FencePlan{PlanID: string(p.ID), Person: l.person(p.PersonID), Station: l.station(p.StationID), Title: p.Title, Version: p.Version}
		if from := p.Requires.FenceFrom; from != nil {
			out.FenceVersion, out.IsCurrent = from.Version, from.Version == f.Version
		}
		return out
	}, func(p checkin.Plan) page.Cursor { return page.Cursor{At: p.CreatedAt, ID: string(p.ID)} })), nil
}

func (d Deps) refreshFencePlans(ctx context.Context, in *refreshFenceInput) (*httpapi.Body[httpapi.List[RefreshedPlan]], error) {
	actor := httpapi.Actor(ctx)
	if _, err := d.Fences.Get(ctx, actor, fence.ID(in.ID)); err != nil {
		return nil, err
	}
	done, err := d.Plans.RefreshFence(ctx, actor, in.ID, httpapi.Map(in.Body.Plans, func(p SeenPlan) checkin.PlanVersion {
		return checkin.PlanVersion{ID: checkin.PlanID(p.PlanID), Version: p.Version}
	}))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(in.Body.Plans, func(p SeenPlan) RefreshedPlan {
		return RefreshedPlan{PlanID: p.PlanID, Effect: RefreshEffect(done[checkin.PlanID(p.PlanID)])}
	})), nil
}
