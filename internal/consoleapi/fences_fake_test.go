package consoleapi_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fence"
	"diandao/internal/geo"
	"diandao/internal/page"
	"diandao/internal/person"
)

// fences are named areas.
type fences struct{ *services }

func hospital() fence.Fence {
	return fence.Fence{
		ID: known, UnitID: unitID, Path: station, Kind: fence.Area, Name: "医院", Area: geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: 500}, Version: 1, CreatedAt: instant(), UpdatedAt: instant(),
	}
}

func newFence() map[string]any {
	return map[string]any{"unit_id": unitID, "kind": "fence", "name": "医院", "area": map[string]any{"center": map[string]any{"lat": 30, "lng": 120}, "radius_m": 500}}
}

func changedFence() map[string]any {
	f := newFence()
	delete(f, "unit_id")
	f["version"] = 1
	return f
}

func (f fences) List(_ context.Context, a authz.Actor, below bool, by fence.Filter, _ page.Request) ([]fence.Fence, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	f.note(fmt.Sprintf("list fences below=%v archived=%v of %s like %s at %s", below, by.IsArchived, by.Kind, by.Query, a.Scope))
	return []fence.Fence{hospital()}, authz.Allow(a, authz.FenceRead)
}

func (f fences) Get(_ context.Context, a authz.Actor, _ fence.ID) (fence.Fence, error) {
	return hospital(), authz.Check(a, authz.FenceRead, station)
}

func (f fences) Create(_ context.Context, a authz.Actor, d fence.Draft) (fence.Fence, error) {
	return hospital(), f.write(a, authz.FenceWrite, fmt.Sprintf("draw %s of %s with %d vertices and %.0f m", d.Name, d.UnitID, len(d.Area.Vertices), d.Area.RadiusM))
}

func (f fences) Change(_ context.Context, a authz.Actor, _ fence.ID, version int, d fence.Draft) (fence.Fence, error) {
	return hospital(), f.write(a, authz.FenceWrite, fmt.Sprintf("change %s from %d", d.Name, version))
}

func (f fences) Archive(_ context.Context, a authz.Actor, _ fence.ID, version int) (fence.Fence, error) {
	return hospital(), f.write(a, authz.FenceWrite, fmt.Sprintf("archive from %d", version))
}

func (f fences) Import(_ context.Context, a authz.Actor, in fence.ImportInput) ([]fence.Feature, error) {
	all := []fence.Feature{{Name: "医院", Area: hospital().Area}, {Name: "蝴蝶", Problem: fence.BadFeature(geo.SelfCrossing)}}
	return all, f.write(a, authz.FenceWrite, fmt.Sprintf("import %q dry=%v expecting %d", in.File, in.DryRun, in.Expect))
}

func (c checkins) FencePlans(_ context.Context, a authz.Actor, _ string, _ page.Request) ([]checkin.Plan, error) {
	p := plan()
	p.Requires.FenceFrom = &checkin.FenceRef{ID: known, Name: "医院", Version: 1}
	return []checkin.Plan{p}, authz.Check(a, authz.PlanRead, station)
}

func (c checkins) RefreshFence(_ context.Context, a authz.Actor, _ string, plans []checkin.PlanVersion) (map[checkin.PlanID]checkin.RefreshEffect, error) {
	return map[checkin.PlanID]checkin.RefreshEffect{plans[0].ID: checkin.Refreshed}, c.write(a, authz.PlanWrite, fmt.Sprintf("refresh %d plans", len(plans)))
}

func (c checkins) Places(_ context.Context, a authz.Actor, _ person.ID) (checkin.Places, error) {
	at := checkin.Location{Point: geo.Point{Lat: 30, Lng: 120}, AccuracyM: 18, Datum: geo.WGS84, TakenAt: instant()}
	return checkin.Places{Since: instant(), All: []checkin.Place{{RequestID: known, Title: "每日", Status: checkin.Accepted, MadeAt: instant(), Location: at}}}, authz.Check(a, authz.CheckinRead, station)
}

func TestFences(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	const path = "/console/v1/fences"
	polygon := newFence()
	polygon["area"] = map[string]any{"center": map[string]any{"lat": 0, "lng": 0}, "radius_m": 0, "vertices": []any{
		map[string]any{"lat": 30, "lng": 120}, map[string]any{"lat": 30, "lng": 120.01}, map[string]any{"lat": 30.01, "lng": 120},
	}}
	unknown := newFence()
	unknown["kind"] = "zone"
	c.Run(t, []scenario{
		{Name: "all", As: "officer", Method: "GET", Path: path, Want: 200, Calls: []string{"list fences below=true archived=false of  like  at /3301/330106/"}},
		{Name: "narrowed", As: "supervisor", Method: "GET", Path: path + "?serving=true&archived=true&kind=boundary&q=%E5%8C%BB&unit_id=" + unitID, Want: 200, Calls: []string{"list fences below=false archived=true of boundary like 医 at " + string(station)}},
		{Name: "a circle", As: "supervisor", Method: "POST", Path: path, Body: newFence(), Want: 201, Calls: []string{"draw 医院 of " + unitID + " with 0 vertices and 500 m"}},
		{Name: "a polygon", As: "admin", Method: "POST", Path: path, Body: polygon, Want: 201, Calls: []string{"draw 医院 of " + unitID + " with 3 vertices and 735 m"}},
		{Name: "no such kind", As: "supervisor", Method: "POST", Path: path, Body: unknown, Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "changed", As: "supervisor", Method: "PUT", Path: path + "/" + known, Body: changedFence(), Want: 200, Calls: []string{"change 医院 from 1"}, Holds: map[string]any{"may_write": true, "shape": "circle"}},
		{Name: "seen by who may not", As: "officer", Method: "GET", Path: path + "/" + known, Want: 200, Holds: map[string]any{"may_write": false}},
		{Name: "archived", As: "supervisor", Method: "POST", Path: path + "/" + known + "/archive", Body: map[string]any{"version": 3}, Want: 200, Calls: []string{"archive from 3"}},
		{Name: "plans", As: "officer", Method: "GET", Path: path + "/" + known + "/plans", Want: 200},
		{Name: "refreshed", As: "officer", Method: "POST", Path: path + "/" + known + "/plans", Body: bodies()["refreshFencePlans"], Want: 200, Calls: []string{"refresh 1 plans"}},
		{Name: "none to refresh", As: "officer", Method: "POST", Path: path + "/" + known + "/plans", Body: map[string]any{"plans": []any{}}, Want: 422, Code: "request.invalid", Calls: []string{}},
		{
			Name: "looked into", As: "supervisor", Method: "POST", Path: path + "/import", Body: map[string]any{"unit_id": unitID, "kind": "boundary", "file": "x", "dry_run": true}, Want: 200,
			Calls: []string{`import "x" dry=true expecting 0`}, Holds: map[string]any{"good": 1.0, "is_stored": false},
		},
		{Name: "places", As: "officer", Method: "GET", Path: "/console/v1/persons/" + known + "/places?reason=why", Want: 200, Calls: []string{"see places because why"}, Holds: map[string]any{"more": false, "areas": []any{}}},
		{Name: "places of a minor", As: "officer", Method: "GET", Path: "/console/v1/persons/" + known + "/places?reason=minor", Want: 403, Code: "person.reason_required", Calls: []string{}},
	})
	plans := c.Do(t, scenario{As: "officer", Method: http.MethodGet, Path: path + "/" + known + "/plans"}).JSON(t)["items"].([]any)[0].(map[string]any)
	require.Equal(t, true, plans["is_current"])
}
