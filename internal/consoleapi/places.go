package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
)

// PersonPlaces is where a person's check-ins of the last 90 days were made, and the areas of their plans.
type PersonPlaces struct {
	Since  time.Time     `json:"since"`
	Points []PersonPlace `json:"points" nullable:"false" doc:"Newest first, of at most 300 check-ins"`
	More   bool          `json:"more" doc:"There were more check-ins than were looked at"`
	Areas  []PlanArea    `json:"areas" nullable:"false" doc:"Of the plans that run"`
}

// PersonPlace is where one check-in was made (WGS-84).
type PersonPlace struct {
	RequestID string        `json:"request_id"`
	Title     string        `json:"title"`
	Status    RequestStatus `json:"status"`
	MadeAt    time.Time     `json:"made_at"`
	Location  Location      `json:"location"`
}

// PlanArea is the area of a plan.
type PlanArea struct {
	Title string `json:"title"`
	Fence Fence  `json:"fence"`
}

func (d Deps) registerPlaces(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listPersonPlaces", Method: http.MethodGet, Path: "/console/v1/persons/{id}/places", Tag: "person", Summary: "Where a person's check-ins were made",
		Action: authz.CheckinRead, Errors: []*fault.Error{person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope},
		Example: PersonPlaces{Since: sampleTime(), Areas: []PlanArea{}, Points: []PersonPlace{{
			RequestID: sampleID(4), Title: "每周报到", Status: "accepted", MadeAt: sampleTime(), Location: Location{Point: Point{Lat: 30.05, Lng: 120.05}, AccuracyM: 18, Datum: "wgs84", TakenAt: sampleTime()},
		}}},
	}, d.listPersonPlaces)
}

func (d Deps) listPersonPlaces(ctx context.Context, in *personInput) (*httpapi.Body[PersonPlaces], error) {
	actor, pid := httpapi.Actor(ctx), person.ID(in.ID)
	if _, err := d.Persons.SeePlaces(ctx, actor, pid, in.Reason); err != nil {
		return nil, err
	}
	places, err := d.Checkins.Places(ctx, actor, pid)
	if err != nil {
		return nil, err
	}
	plans, err := d.Plans.Plans(ctx, actor, pid)
	if err != nil {
		return nil, err
	}
	out := PersonPlaces{Since: places.Since.UTC(), More: places.More, Areas: []PlanArea{}, Points: httpapi.Map(places.All, fromPlace)}
	for _, p := range plans {
		if f := fromRequirements(p.Requires).Fence; f != nil && p.StoppedAt.IsZero() {
			out.Areas = append(out.Areas, PlanArea{Title: p.Title, Fence: *f})
		}
	}
	return httpapi.OK(out), nil
}

func fromPlace(p checkin.Place) PersonPlace {
	return PersonPlace{RequestID: string(p.RequestID), Title: p.Title, Status: RequestStatus(p.Status), MadeAt: p.MadeAt.UTC(), Location: fromLocation(p.Location)}
}
