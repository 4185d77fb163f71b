package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/fence"
	"diandao/internal/geo"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

func triangle(lat float64) geo.Fence {
	return geo.Polygon([]geo.Point{{Lat: lat, Lng: 120}, {Lat: lat, Lng: 120.1}, {Lat: lat + 0.1, Lng: 120}})
}

func circle(radius float64) geo.Fence {
	return geo.Fence{Center: geo.Point{Lat: 30.05, Lng: 120.05}, RadiusM: radius}
}

func (w world) fences(c clock.Clock) *fence.Service {
	return fence.New(w.Fences(), w.Orgs(), quiet{}, c)
}

func (w world) chief(at org.Path) authz.Actor {
	return authz.Actor{Role: authz.Supervisor, ID: "s1", Scope: at}
}

func (w world) draw(t *testing.T, u org.Unit, name string, area geo.Fence) fence.Fence {
	t.Helper()
	f, err := w.fences(clock.NewManual(noon)).Create(t.Context(), w.chief(u.Path), fence.Draft{UnitID: u.ID, Kind: fence.Area, Name: name, Area: area})
	require.NoError(t, err)
	return f
}

func names(all []fence.Fence) []string {
	out := []string{}
	for _, f := range all {
		out = append(out, f.Name)
	}
	return out
}

// A fence is drawn, changed against its version and put away; each leaves an entry that tells no coordinates.
func TestFences_LifeOfOne(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, s := t.Context(), w.fences(clock.NewManual(noon))
		chief := w.chief(w.district.Path)
		d := fence.Draft{UnitID: w.district.ID, Kind: fence.Area, Name: " 第一人民医院 500 m ", Note: "门诊楼", Area: circle(500)}
		f, err := s.Create(ctx, chief, d)
		require.NoError(t, err)
		require.Equal(t, "第一人民医院 500 m", f.Name)
		got, err := s.Get(ctx, chief, f.ID)
		require.NoError(t, err)
		require.Equal(t, f, got)
		_, err = s.Create(ctx, chief, d)
		require.ErrorIs(t, err, fence.ErrNameTaken)

		d.Area = triangle(30)
		f2, err := s.Change(ctx, chief, f.ID, 1, d)
		require.NoError(t, err)
		require.Equal(t, []any{2, fence.Polygon}, []any{f2.Version, f2.Shape()})
		_, err = s.Change(ctx, chief, f.ID, 1, d)
		require.ErrorIs(t, err, fence.ErrChanged, "made from what is old")
		w.draw(t, w.district, "别处", circle(90))
		d.Name = "别处"
		_, err = s.Change(ctx, chief, f.ID, 2, d)
		require.ErrorIs(t, err, fence.ErrNameTaken)

		_, err = s.Archive(ctx, chief, f.ID, 2)
		require.NoError(t, err)
		_, err = s.Change(ctx, chief, f.ID, 3, d)
		require.ErrorIs(t, err, fence.ErrChanged, "what was put away stays as it is")
		w.draw(t, w.district, "第一人民医院 500 m", circle(600)) // its name is free again

		entries, err := w.Audit().List(ctx, w.district.Path, audit.Filter{}, page.Request{})
		require.NoError(t, err)
		var actions []string
		for _, e := range entries {
			if e.Subject == "fence:"+string(f.ID) {
				actions = append(actions, e.Action)
				require.NotContains(t, string(e.Data), "30.05")
				require.NotContains(t, string(e.Data), "医院")
				require.Contains(t, string(e.Data), `"area":"`)
			}
		}
		require.ElementsMatch(t, []string{"fence.created", "fence.changed", "fence.archived"}, actions)
	})
}

// A station sees its own fences and those of the units above, and nobody else's; a district also those below.
func TestFences_ServeTheUnitAndAllBelow(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, now := t.Context(), clock.NewManual(noon)
		s := w.fences(now)
		other := org.Unit{ID: org.UnitID(id.New()), ParentID: w.city.ID, Kind: org.District, Code: "990109", Name: "别区", Path: w.city.Path.Child("990109"), Zone: w.city.Zone}
		require.NoError(t, w.Orgs().InsertUnits(ctx, []org.Unit{other}))
		for i, u := range []org.Unit{w.city, w.district, w.station, other} {
			now.Set(noon.Add(time.Duration(i) * time.Minute))
			_, err := s.Create(ctx, w.chief(u.Path), fence.Draft{UnitID: u.ID, Kind: fence.Area, Name: "属于" + u.Name, Area: circle(100)})
			require.NoError(t, err)
		}
		list := func(at org.Path, below bool, f fence.Filter, p page.Request) []string {
			all, err := s.List(ctx, w.chief(at), below, f, p)
			require.NoError(t, err)
			return names(all)
		}
		of := func(units ...org.Unit) []string {
			out := []string{}
			for _, u := range units {
				out = append(out, "属于"+u.Name)
			}
			return out
		}
		require.Equal(t, of(w.station, w.district, w.city), list(w.station.Path, true, fence.Filter{}, page.Request{}))
		require.Equal(t, of(w.station, w.district, w.city), list(w.station.Path, false, fence.Filter{}, page.Request{}))
		require.Equal(t, of(w.station, w.district, w.city), list(w.district.Path, true, fence.Filter{}, page.Request{}))
		require.Equal(t, of(w.district, w.city), list(w.district.Path, false, fence.Filter{}, page.Request{}))
		require.Equal(t, of(other, w.station, w.district, w.city), list(org.Root, true, fence.Filter{}, page.Request{}))
		require.Equal(t, of(w.station), list(w.city.Path, true, fence.Filter{Query: "文昌"}, page.Request{}))
		require.Empty(t, list(w.city.Path, true, fence.Filter{IsArchived: true}, page.Request{}))
		require.Empty(t, list(w.city.Path, true, fence.Filter{Kind: fence.Boundary}, page.Request{}))

		first, err := s.List(ctx, w.chief(w.city.Path), true, fence.Filter{}, page.Request{Limit: 2})
		require.NoError(t, err)
		last := first[1]
		require.Equal(t, of(w.district, w.city), list(w.city.Path, true, fence.Filter{}, page.Request{After: page.Cursor{At: last.CreatedAt, ID: string(last.ID)}}))

		mine := first[1]
		_, err = s.Get(ctx, w.chief(other.Path), mine.ID)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = s.Create(ctx, w.chief(other.Path), fence.Draft{UnitID: w.district.ID, Kind: fence.Area, Name: "x", Area: circle(100)})
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = s.Archive(ctx, w.chief(w.station.Path), last.ID, 1)
		if last.Path != w.station.Path {
			require.ErrorIs(t, err, authz.ErrOutOfScope, "what serves a station is not the station's to change")
		}
		officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: w.station.Path}
		_, err = s.Create(ctx, officer, fence.Draft{UnitID: w.station.ID, Kind: fence.Area, Name: "x", Area: circle(100)})
		require.ErrorIs(t, err, authz.ErrForbidden)
		_, err = s.Create(ctx, w.chief(w.city.Path), fence.Draft{UnitID: "no such", Kind: fence.Area, Name: "x", Area: circle(100)})
		require.ErrorIs(t, err, fence.ErrUnit)
	})
}

func fields(t *testing.T, err error) []string {
	t.Helper()
	var f *fault.Error
	require.ErrorAs(t, err, &f)
	var out []string
	for _, v := range f.Fields {
		out = append(out, v.Path)
	}
	return out
}

func TestFences_BadOnesAreNamed(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		bow := geo.Polygon([]geo.Point{{Lat: 30, Lng: 120}, {Lat: 30.1, Lng: 120.1}, {Lat: 30, Lng: 120.1}, {Lat: 30.1, Lng: 120}})
		_, err := w.fences(clock.NewManual(noon)).Create(t.Context(), w.chief(w.city.Path), fence.Draft{UnitID: w.city.ID, Kind: "x", Name: " ", Note: strings.Repeat("长", fence.MaxNote+1), Area: bow})
		require.ErrorIs(t, err, fence.ErrInvalid)
		require.Equal(t, []string{"name", "note", "kind", "area"}, fields(t, err))
	})
}

// Two who draw at the same time do not pass the limit, or take one name twice.
func TestFences_TwoAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		require.NoError(t, w.Fences().InTx(ctx, func(tx fence.Tx) error {
			for i := range fence.MaxLive - 1 {
				err := tx.InsertFence(ctx, fence.Fence{ID: fence.ID(id.New()), UnitID: w.station.ID, Path: w.station.Path, Kind: fence.Area, Name: fmt.Sprint(i), Area: circle(100), Version: 1, CreatedAt: noon, UpdatedAt: noon})
				if err != nil {
					return err
				}
			}
			return nil
		}))
		s := w.fences(clock.NewManual(noon))
		var errs [2]error
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				_, errs[i] = s.Create(ctx, w.chief(w.station.Path), fence.Draft{UnitID: w.station.ID, Kind: fence.Area, Name: fmt.Sprint("new", i), Area: circle(100)})
			})
		}
		wait.Wait()
		require.ErrorIs(t, errors.Join(errs[:]...), fence.ErrTooMany)
		require.True(t, errs[0] == nil || errs[1] == nil)
	})
}

const file = `{"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"name":"余杭区","note":"手绘"},"geometry":{"type":"Polygon","coordinates":[[[120,30],[120.1,30],[120,30.1],[120,30]]]}},
 {"type":"Feature","properties":{"name":"医院","radius_m":500},"geometry":{"type":"Point","coordinates":[120.05,30.05,12]}},
 {"type":"Feature","properties":{"name":"已有"},"geometry":{"type":"Polygon","coordinates":[[[120,30],[120.1,30],[120,30.1],[120,30]]]}},
 {"type":"Feature","properties":{"name":"蝴蝶"},"geometry":{"type":"Polygon","coordinates":[[[120,30],[120.1,30.1],[120.1,30],[120,30.1],[120,30]]]}}]}`

// A dry run stores nothing and names what is bad; the import stores what it showed, all or nothing.
func TestFences_Import(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, s := t.Context(), w.fences(clock.NewManual(noon))
		chief := w.chief(w.district.Path)
		w.draw(t, w.district, "已有", circle(100))
		in := fence.ImportInput{UnitID: w.district.ID, Kind: fence.Boundary, File: file, DryRun: true}
		live := func() []string {
			all, err := s.List(ctx, chief, true, fence.Filter{}, page.Request{})
			require.NoError(t, err)
			return names(all)
		}
		shown, err := s.Import(ctx, chief, in)
		require.NoError(t, err)
		var problems []fence.BadFeature
		for _, f := range shown {
			problems = append(problems, f.Problem)
		}
		require.Equal(t, []fence.BadFeature{"", "", fence.NameTaken, fence.BadFeature(geo.SelfCrossing)}, problems)
		require.Equal(t, []string{"已有"}, live())

		in.DryRun, in.Expect = false, 3
		_, err = s.Import(ctx, chief, in)
		require.ErrorIs(t, err, fence.ErrExpected)
		require.Equal(t, []string{"已有"}, live(), "nothing of it stays")
		in.Expect = 2
		_, err = s.Import(ctx, chief, in)
		require.NoError(t, err)
		require.ElementsMatch(t, []string{"已有", "余杭区", "医院"}, live())
		_, err = s.Import(ctx, w.chief(w.station.Path), in)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
	})
}

func daily(at time.Time) schedule.Rule {
	return schedule.Rule{Recurrence: "FREQ=DAILY", StartsOn: schedule.Date(at), Zone: "Asia/Shanghai", OpensAt: 10 * time.Hour, Length: time.Hour}
}

// A plan keeps the area that it was made with, until somebody gives it the newer one.
func TestPlans_KeepTheirAreaUntilRefreshed(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, now := t.Context(), clock.NewManual(noon)
		checkins := checkin.New(checkin.Deps{Store: w.Checkins(), Persons: w.Persons(), Leaves: w.Leaves(), Hints: quiet{}, Clock: now})
		f := w.draw(t, w.district, "余杭区", triangle(30))
		officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: w.station.Path}
		asked := func(from *checkin.FenceRef, keep geo.Side) checkin.Requirements {
			return checkin.Requirements{Location: true, FenceFrom: from, Fence: &geo.Fence{Center: geo.Point{Lat: 1, Lng: 1}, RadiusM: 50, Keep: keep}}
		}
		d := checkin.PlanDraft{PersonID: w.person.ID, Title: "每日", Rule: daily(noon), Requires: asked(&checkin.FenceRef{ID: string(f.ID), Name: "别的名字"}, geo.Outside)}
		p, err := checkins.CreatePlan(ctx, officer, d)
		require.NoError(t, err)
		first := triangle(30)
		first.Keep = geo.Outside
		require.Equal(t, first, *p.Requires.Fence, "the server's own copy, whatever was sent")
		require.Equal(t, checkin.FenceRef{ID: string(f.ID), Name: "余杭区", Version: 1}, *p.Requires.FenceFrom)

		_, err = w.fences(now).Change(ctx, w.chief(w.district.Path), f.ID, 1, fence.Draft{Kind: fence.Area, Name: "余杭区（新）", Area: triangle(31)})
		require.NoError(t, err)
		kept, err := checkins.Plans(ctx, officer, w.person.ID)
		require.NoError(t, err)
		require.Equal(t, first, *kept[0].Requires.Fence)
		d.Title, d.Requires = "每日二", asked(kept[0].Requires.FenceFrom, geo.Inside)
		p, err = checkins.UpdatePlan(ctx, officer, p.ID, 1, d)
		require.NoError(t, err)
		require.Equal(t, triangle(30).Vertices, p.Requires.Fence.Vertices, "changing something else leaves the area alone")
		require.Equal(t, geo.Inside, p.Requires.Fence.Keep)

		used, err := checkins.FencePlans(ctx, officer, string(f.ID), page.Request{})
		require.NoError(t, err)
		require.Equal(t, []checkin.PlanID{p.ID}, []checkin.PlanID{used[0].ID})
		elsewhere := authz.Actor{Role: authz.Officer, ID: "e", Scope: "/9901/990109/"}
		none, err := checkins.FencePlans(ctx, elsewhere, string(f.ID), page.Request{})
		require.NoError(t, err)
		require.Empty(t, none)
		_, err = checkins.RefreshFence(ctx, elsewhere, string(f.ID), []checkin.PlanVersion{{ID: p.ID, Version: 2}})
		require.ErrorIs(t, err, authz.ErrOutOfScope)

		refresh := func(version int) checkin.RefreshEffect {
			done, err := checkins.RefreshFence(ctx, officer, string(f.ID), []checkin.PlanVersion{{ID: p.ID, Version: version}})
			require.NoError(t, err)
			return done[p.ID]
		}
		require.Equal(t, checkin.WasChanged, refresh(1))
		require.Equal(t, checkin.Refreshed, refresh(2))
		require.Equal(t, checkin.IsCurrent, refresh(3))
		newest, err := w.Checkins().GetPlan(ctx, p.ID)
		require.NoError(t, err)
		require.Equal(t, triangle(31).Vertices, newest.Requires.Fence.Vertices)
		require.Equal(t, []any{3, 2, "余杭区（新）", geo.Inside}, []any{newest.Version, newest.Requires.FenceFrom.Version, newest.Requires.FenceFrom.Name, newest.Requires.Fence.Keep})

		other := w.draw(t, w.district, "别处", circle(100))
		_, err = w.fences(now).Archive(ctx, w.chief(w.district.Path), other.ID, 1)
		require.NoError(t, err)
		d.Requires = asked(&checkin.FenceRef{ID: string(other.ID)}, "")
		_, err = checkins.CreatePlan(ctx, officer, d)
		require.ErrorIs(t, err, checkin.ErrFence, "what was put away can't be chosen")
		_, err = checkins.PreviewAssignment(ctx, officer, checkin.AssignInput{StationID: w.station.ID, Draft: d})
		require.ErrorIs(t, err, checkin.ErrFence)
		d.Requires.FenceFrom.ID = id.New()
		_, err = checkins.Demand(ctx, officer, checkin.DemandInput{PersonID: w.person.ID, Title: "临时", AnswerIn: time.Hour, Requires: d.Requires, Reason: "看看"})
		require.ErrorIs(t, err, checkin.ErrFence)
		_, err = checkins.SaveTemplate(ctx, w.chief(w.city.Path), checkin.Template{Level: person.Strict, Draft: checkin.PlanDraft{Title: "模板", Rule: daily(noon), Requires: asked(newest.Requires.FenceFrom, "")}})
		require.ErrorIs(t, err, checkin.ErrFence, "a district's fence serves no template of the city")
	})
}

func TestPlaces_WhereCheckinsWereMade(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, now := t.Context(), clock.NewManual(noon)
		phone := w.activated(t)
		p := w.plan(t)
		made := func(at time.Time, l *checkin.Location) checkin.RequestID {
			r := w.request(t, p, at)
			payload, err := json.Marshal(checkin.Submission{Location: l})
			require.NoError(t, err)
			require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
				return tx.InsertCheckin(ctx, checkin.Checkin{
					ID: checkin.ID(id.New()), RequestID: r.ID, PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, DeviceID: string(phone),
					MadeAt: at, ReceivedAt: at, Payload: payload, Signature: []byte("s"), Outcome: checkin.Accepted,
				})
			}))
			return r.ID
		}
		here := &checkin.Location{Point: geo.Point{Lat: 30, Lng: 120}, AccuracyM: 18, Datum: geo.WGS84, TakenAt: noon}
		made(noon.Add(-91*24*time.Hour), here)
		old := made(noon.Add(-89*24*time.Hour), here)
		made(noon.Add(-2*time.Hour), nil)
		newest := made(noon.Add(-time.Hour), here)
		checkins := checkin.New(checkin.Deps{Store: w.Checkins(), Persons: w.Persons(), Leaves: w.Leaves(), Hints: quiet{}, Clock: now})
		officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: w.station.Path}
		got, err := checkins.Places(ctx, officer, w.person.ID)
		require.NoError(t, err)
		require.False(t, got.More)
		require.Len(t, got.All, 2)
		require.Equal(t, []checkin.RequestID{newest, old}, []checkin.RequestID{got.All[0].RequestID, got.All[1].RequestID})
		require.Equal(t, *here, got.All[0].Location)
		require.Equal(t, checkin.Open, got.All[0].Status)
		some, more, err := w.Checkins().ListPlaces(ctx, w.person.ID, got.Since, 2)
		require.NoError(t, err)
		require.True(t, more)
		require.Len(t, some, 1, "of the two newest one tells where it was")
		_, err = checkins.Places(ctx, authz.Actor{Role: authz.Officer, ID: "e", Scope: "/9901/990109/"}, w.person.ID)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
	})
}
