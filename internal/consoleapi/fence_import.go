package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/fence"
	"diandao/internal/httpapi"
	"diandao/internal/org"
)

// fenceImportPath is how the path of an import ends; maxFenceFile bounds its body: quotes in a file are written
// with a sign before them.
const (
	fenceImportPath = "/fences/import"
	maxFenceFile    = 2*fence.MaxFileBytes + 64<<10
)

// FenceFile is a GeoJSON FeatureCollection in WGS-84, as text.
type FenceFile struct {
	UnitID string    `json:"unit_id" format:"uuid"`
	Kind   FenceKind `json:"kind"`
	File   string    `json:"file" doc:"At most 2 MB and 200 features: Polygons without holes, or Points with the property radius_m; their names in the property name, notes in note"`
	DryRun bool      `json:"dry_run,omitempty" doc:"Stores nothing"`
	Expect int       `json:"expect,omitempty" minimum:"0" doc:"How many sound features the dry run named; another number stops the import"`
}

// FenceImport tells, feature by feature in the file's order, what an import would do, or did.
type FenceImport struct {
	Good     int            `json:"good" doc:"Sound features"`
	IsStored bool           `json:"is_stored"`
	Features []FenceFeature `json:"features" nullable:"false"`
}

// FenceFeature is one feature of a file.
type FenceFeature struct {
	Name    string                 `json:"name" doc:"Empty when it has none"`
	Shape   FenceShape             `json:"shape"`
	Problem BadFeature             `json:"problem" doc:"Empty for a sound one"`
	Area    httpapi.Nullable[Area] `json:"area" doc:"null for one that is not sound"`
}

func (d Deps) registerFenceImport(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "importFences", Method: http.MethodPost, Path: "/console/v1" + fenceImportPath, Tag: "fence", Summary: "Read fences from a file, and store those that are sound",
		Action: authz.FenceWrite, MaxBody: maxFenceFile,
		Example: FenceImport{Good: 1, Features: []FenceFeature{{Name: "余杭区", Shape: "circle", Area: httpapi.Some(sampleArea())}, {Name: "蝴蝶", Shape: "polygon", Problem: "crosses_itself"}}},
		Errors: []*fault.Error{
			fence.ErrFile, fence.ErrFileLarge, fence.ErrExpected, fence.ErrUnit, fence.ErrInvalid, fence.ErrNameTaken, authz.ErrOutOfScope, httpapi.ErrCSRF,
		},
	}, d.importFences)
}

func (d Deps) importFences(ctx context.Context, in *httpapi.Body[FenceFile]) (*httpapi.Body[FenceImport], error) {
	b := in.Body
	all, err := d.Fences.Import(ctx, httpapi.Actor(ctx), fence.ImportInput{UnitID: org.UnitID(b.UnitID), Kind: fence.Kind(b.Kind), File: b.File, DryRun: b.DryRun, Expect: b.Expect})
	if err != nil {
		return nil, err
	}
	out := FenceImport{IsStored: !b.DryRun, Features: httpapi.Map(all, fromFeature)}
	for _, f := range all {
		if f.Problem == "" {
			out.Good++
		}
	}
	return httpapi.OK(out), nil
}

func fromFeature(f fence.Feature) FenceFeature {
	out := FenceFeature{Name: f.Name, Shape: FenceShape(fence.Fence{Area: f.Area}.Shape()), Problem: BadFeature(f.Problem)}
	if f.Problem == "" {
		out.Area = httpapi.Some(fromArea(f.Area))
	}
	return out
}
