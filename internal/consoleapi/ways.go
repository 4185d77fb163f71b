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
	"diandao/internal/identity"
	"diandao/internal/person"
)

// NewWay chooses how a person shows who they are.
type NewWay struct {
	Way     Way    `json:"way"`
	Reason  string `json:"reason" maxLength:"500" doc:"Required unless the way is face"`
	Version int    `json:"version" minimum:"0" doc:"That was seen; 0 while nothing was chosen"`
}

// PersonWay is how a person shows who they are at a check-in that asks for it.
type PersonWay struct {
	NewWay
	UpdatedAt *time.Time `json:"updated_at"`
}

// WayCount is how many persons show who they are in a way.
type WayCount struct {
	Way   Way `json:"way"`
	Count int `json:"count"`
}

// NewWitness is an officer's word that a person was there, or answered.
type NewWitness struct {
	Way  WitnessWay `json:"way"`
	Note string     `json:"note" maxLength:"500" required:"false"`
}

// Witness is an officer's word instead of a submission.
type Witness struct {
	Way    WitnessWay `json:"way"`
	Note   string     `json:"note"`
	ByName string     `json:"by_name"`
	At     time.Time  `json:"at"`
}

type setWayInput struct {
	IDPath
	Body NewWay
}

type attestInput struct {
	IDPath
	Body NewWitness
}

func (d Deps) registerWays(api *httpapi.API) {
	wrong := []*fault.Error{person.ErrNotFound, authz.ErrOutOfScope}
	sample := PersonWay{NewWay: NewWay{Way: "voice", Reason: "脸部烧伤", Version: 1}, UpdatedAt: sampleTimePointer()}
	httpapi.Register(api, httpapi.Op{
		ID: "getWay", Method: http.MethodGet, Path: "/console/v1/persons/{id}/way", Tag: "identity", Summary: "How a person shows who they are",
		Action: authz.PlanRead, Errors: append([]*fault.Error{casefile.ErrReason}, wrong...), Example: sample,
	}, ofFile(d, authz.PlanRead, d.way))
	httpapi.Register(api, httpapi.Op{
		ID: "setWay", Method: http.MethodPut, Path: "/console/v1/persons/{id}/way", Tag: "identity", Summary: "Choose how a person shows who they are",
		Action: authz.PlanWrite, Errors: append([]*fault.Error{checkin.ErrWay, checkin.ErrWayChanged, identity.ErrFaceRefused, checkin.ErrVoiceRefused, httpapi.ErrCSRF}, wrong...), Example: sample,
	}, d.setWay)
	httpapi.Register(api, httpapi.Op{
		ID: "countWays", Method: http.MethodGet, Path: "/console/v1/ways", Tag: "identity", Summary: "How many persons show who they are in each way",
		Action: authz.PlanRead, Example: httpapi.List[WayCount]{Items: []WayCount{{Way: "face", Count: 120}, {Way: "voice", Count: 3}}},
	}, d.countWays)
	httpapi.Register(api, httpapi.Op{
		ID: "attestCheckin", Method: http.MethodPost, Path: "/console/v1/checkins/{id}/attestation", Tag: "check-in", Summary: "Settle an open check-in by having seen or heard the person",
		Action: authz.CheckinDecide, Example: sampleCheckinDetail(),
		Errors: []*fault.Error{checkin.ErrNotFound, checkin.ErrWitness, checkin.ErrClosed, checkin.ErrDone, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.attest)
}

func (d Deps) way(ctx context.Context, in *IDPath) (*httpapi.Body[PersonWay], error) {
	w, err := d.Ways.Way(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromWay(w)), nil
}

func (d Deps) setWay(ctx context.Context, in *setWayInput) (*httpapi.Body[PersonWay], error) {
	w, err := d.Ways.SetWay(ctx, httpapi.Actor(ctx), checkin.PersonWay{
		PersonID: person.ID(in.ID), Version: in.Body.Version, Way: checkin.Way(in.Body.Way), Reason: in.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromWay(w)), nil
}

func (d Deps) countWays(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[WayCount]], error) {
	all, err := d.Ways.CountWays(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, func(c checkin.WayCount) WayCount { return WayCount{Way: Way(c.Way), Count: c.Count} })), nil
}

func (d Deps) attest(ctx context.Context, in *attestInput) (*httpapi.Body[CheckinDetail], error) {
	actor := httpapi.Actor(ctx)
	detail, err := d.Checkins.Attest(ctx, actor, checkin.RequestID(in.ID), checkin.Way(in.Body.Way), in.Body.Note)
	if err != nil {
		return nil, err
	}
	return d.describeCheckin(ctx, actor, detail)
}

func fromWay(w checkin.PersonWay) PersonWay {
	out := PersonWay{NewWay: NewWay{Way: Way(w.Way), Reason: w.Reason, Version: w.Version}}
	if w.Version > 0 {
		out.UpdatedAt = httpapi.At(w.UpdatedAt)
	}
	return out
}

func fromWitness(w checkin.Witness) Witness {
	return Witness{Way: WitnessWay(w.Way), Note: w.Note, ByName: w.ByName, At: w.At.UTC()}
}
