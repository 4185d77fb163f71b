package scenarios_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/geo"
	"diandao/test/stage"
)

type fenceView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Version int    `json:"version"`
}

// corners are vertices of a contract.
func corners(pairs ...float64) []any {
	var out []any
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, map[string]any{"lat": pairs[i], "lng": pairs[i+1]})
	}
	return out
}

func area(vertices []any) map[string]any {
	return map[string]any{"center": map[string]any{"lat": 0, "lng": 0}, "radius_m": 0, "vertices": vertices}
}

// fenced is what a plan asks for that chose a fence; the circle is what a page shows, the fence decides.
func fenced(id string) map[string]any {
	return map[string]any{"face": false, "location": true, "fence": map[string]any{"center": map[string]any{"lat": 1, "lng": 1}, "radius_m": 60, "from": map[string]any{"id": id}}}
}

type placed struct {
	Outcome  string `json:"outcome"`
	Findings []struct {
		Code string `json:"code"`
	} `json:"findings"`
}

// checkInAt hands in the request that is open, from a place.
func checkInAt(t *testing.T, p *stage.Phone, at geo.Point) (request string, codes []string) {
	t.Helper()
	open := readToday(p).Open
	require.Len(t, open, 1)
	draft := p.Draft(open[0].ID, nil)
	draft.Submission.Location.Point = at
	var taken placed
	p.HandIn(open[0].ID, draft).Into(http.StatusCreated, &taken)
	for _, f := range taken.Findings {
		codes = append(codes, f.Code)
	}
	return open[0].ID, codes
}

// The supervisor draws a fence, the officer picks it; a check-in is judged inside, on the line and outside. The
// fence is drawn anew: the plan asks what it asked until it is given the newer one.
func TestFence_DrawnPickedJudgedAndChanged(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		chief := stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		officer := s.officer()
		square := corners(30.0, 120.0, 30.0, 120.2, 30.2, 120.2, 30.2, 120.0)
		unit := s.station.ParentID
		var f fenceView
		body := map[string]any{"unit_id": unit, "kind": "fence", "name": "余杭区", "area": area(square)}
		officer.Post("/console/v1/fences", body).Refused(http.StatusForbidden, "authz.forbidden")
		chief.Post("/console/v1/fences", map[string]any{"unit_id": unit, "kind": "fence", "name": "蝴蝶", "area": area(corners(30, 120, 30.2, 120.2, 30, 120.2, 30.2, 120))}).Refused(http.StatusUnprocessableEntity, "fence.invalid")
		chief.Post("/console/v1/fences", body).Into(http.StatusCreated, &f)
		var seen list[fenceView]
		officer.Get("/console/v1/fences?serving=true").Into(http.StatusOK, &seen)
		require.Equal(t, []fenceView{f}, seen.Items, "the station sees what its district has drawn")
		s.foreignOfficer().Get("/console/v1/fences/"+f.ID).Refused(http.StatusForbidden, "authz.out_of_scope")

		who := s.enrol(officer, "陈建国")
		phone := s.phone(officer, who)
		plan := s.planAsking(officer, who, fenced(f.ID))

		s.at("2026-11-23T00:00:30Z")
		_, codes := checkInAt(t, phone, geo.Point{Lat: 30.1, Lng: 120.1})
		require.Contains(t, codes, "inside_fence")
		s.at("2026-11-24T00:00:30Z")
		_, codes = checkInAt(t, phone, geo.Point{Lat: 30.1, Lng: 120.2})
		require.Contains(t, codes, "fence_cannot_tell", "its circle crosses the line")
		s.at("2026-11-25T00:00:30Z")
		_, codes = checkInAt(t, phone, geo.Point{Lat: 30.1, Lng: 120.21})
		require.Contains(t, codes, "outside_fence", "within the circle around the polygon, and yet outside")

		chief = stage.NewOfficer(t, s.url).SignIn("supervisor", password) // a session lasts a day
		body["version"], body["area"] = f.Version, area(corners(30.0, 120.0, 30.0, 120.3, 30.3, 120.3, 30.3, 120.0))
		delete(body, "unit_id")
		chief.Put("/console/v1/fences/"+f.ID, body).Into(http.StatusOK, &f)
		require.Equal(t, 2, f.Version)
		s.at("2026-11-26T00:00:30Z")
		_, codes = checkInAt(t, phone, geo.Point{Lat: 30.11, Lng: 120.211})
		require.Contains(t, codes, "outside_fence", "the plan asks what it asked")

		officer = s.officer()
		var using list[struct {
			PlanID    string `json:"plan_id"`
			Version   int    `json:"version"`
			IsCurrent bool   `json:"is_current"`
		}]
		officer.Get("/console/v1/fences/"+f.ID+"/plans").Into(http.StatusOK, &using)
		require.Len(t, using.Items, 1)
		require.Equal(t, []any{plan, false}, []any{using.Items[0].PlanID, using.Items[0].IsCurrent})
		var done list[struct {
			Effect string `json:"effect"`
		}]
		officer.Post("/console/v1/fences/"+f.ID+"/plans", map[string]any{"plans": []any{map[string]any{"plan_id": plan, "version": using.Items[0].Version}}}).Into(http.StatusOK, &done)
		require.Equal(t, "refreshed", done.Items[0].Effect)
		s.at("2026-11-27T00:00:30Z")
		last, codes := checkInAt(t, phone, geo.Point{Lat: 30.1, Lng: 120.212})
		require.Contains(t, codes, "inside_fence")

		var places struct {
			Points []struct {
				RequestID string `json:"request_id"`
			} `json:"points"`
			Areas []any `json:"areas"`
		}
		officer = s.officer()
		officer.Get("/console/v1/persons/"+who+"/places").Into(http.StatusOK, &places)
		require.Len(t, places.Points, 5)
		require.Equal(t, last, places.Points[0].RequestID)
		require.Len(t, places.Areas, 1)
		require.Equal(t, 1, s.entries(who, "person.places_seen")["person.places_seen"], "a look at where somebody was is on record")
	})
}

// “Please check in now, at the hospital”: the fence is asked as it is at that instant, and the ledger says which. One of
// another district is not to be had, nor one without the location, nor a circle that nobody could be in.
func TestFence_AskedNow(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		chief := stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		square := area(corners(30.0, 120.0, 30.0, 120.2, 30.2, 120.2, 30.2, 120.0))
		var f fenceView
		body := map[string]any{"unit_id": s.station.ParentID, "kind": "fence", "name": "余杭区", "area": square}
		chief.Post("/console/v1/fences", body).Into(http.StatusCreated, &f)

		officer := s.officer()
		who := s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		ask := func(requires map[string]any) stage.Answer {
			return officer.Post("/console/v1/persons/"+who+"/checkins", map[string]any{"title": "临时报到", "answer_in_minutes": 20, "reason": "核实住处", "requires": requires})
		}
		ask(fenced("0193a5f0-7c00-7000-8000-00000000dead")).Refused(http.StatusUnprocessableEntity, "checkin.fence_unknown")
		nowhere := fenced(f.ID)
		nowhere["location"] = false
		ask(nowhere).Refused(http.StatusUnprocessableEntity, "checkin.plan_invalid")
		circle := map[string]any{"center": map[string]any{"lat": 30.1, "lng": 120.1}, "radius_m": 49}
		ask(map[string]any{"face": false, "location": true, "fence": circle}).Refused(http.StatusUnprocessableEntity, "request.invalid")
		require.Empty(t, readToday(phone).Open, "what was refused is asked of nobody")

		ask(fenced(f.ID)).Into(http.StatusCreated, nil)
		body["version"], body["area"] = f.Version, area(corners(30.0, 120.0, 30.0, 120.3, 30.3, 120.3, 30.3, 120.0))
		delete(body, "unit_id")
		chief.Put("/console/v1/fences/"+f.ID, body).Into(http.StatusOK, nil)
		_, codes := checkInAt(t, phone, geo.Point{Lat: 30.1, Lng: 120.25})
		require.Contains(t, codes, "outside_fence", "within the fence as it is now, outside of what was asked")

		circle["radius_m"], circle["keep"] = 1000, "outside"
		ask(map[string]any{"face": false, "location": true, "fence": circle}).Into(http.StatusCreated, nil)
		_, codes = checkInAt(t, phone, geo.Point{Lat: 30.1, Lng: 120.1})
		require.Contains(t, codes, "within_forbidden")

		require.Equal(t, []askedFence{{f.ID, 1}, {}}, askedFences(chief, who))
	})
}

type askedFence struct {
	ID      string `json:"fence_id"`
	Version int    `json:"fence_version"`
}

// askedFences are those that the ledger says were asked of a person at once, oldest first.
func askedFences(chief *stage.Officer, who string) []askedFence {
	var l list[struct {
		Data askedFence `json:"data"`
	}]
	chief.Get("/console/v1/audit?action=checkin.demanded&person_id="+who).Into(http.StatusOK, &l)
	var out []askedFence
	for _, e := range l.Items {
		out = append([]askedFence{e.Data}, out...)
	}
	return out
}

// Where a minor was is as closed as the file.
func TestFence_PlacesOfAMinorNeedAReason(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrolBorn(officer, "小李", "2010-05-20")
		officer.Get("/console/v1/persons/"+who+"/places").Refused(http.StatusForbidden, "person.reason_required")
		officer.Get("/console/v1/persons/"+who+"/places?reason=%E6%A0%B8%E5%AE%9E").Into(http.StatusOK, nil)
		require.Equal(t, 1, s.entries(who, "person.minor_places_seen")["person.minor_places_seen"])
	})
}
