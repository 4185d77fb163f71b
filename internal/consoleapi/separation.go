package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
)

// Separation is what keeps a person apart from others, and where the person is held.
type Separation struct {
	Stay      *Stay       `json:"stay" doc:"Null while at large"`
	CoAccused []CoAccused `json:"co_accused" nullable:"false" doc:"By number"`
}

// Stay is a time in hospital or in custody.
type Stay struct {
	Kind     StayKind  `json:"kind"`
	SinceDay string    `json:"since_day" format:"date"`
	Note     string    `json:"note"`
	At       time.Time `json:"at" doc:"When it was recorded"`
}

// CoAccused is somebody who was accused together with a person.
type CoAccused struct {
	PersonID string    `json:"person_id"`
	Name     string    `json:"name" doc:"Empty for a minor and for somebody of another unit's"`
	Number   string    `json:"number"`
	At       time.Time `json:"at" doc:"When it was recorded"`
}

// NewStay says where a person is held.
type NewStay struct {
	Kind     StayKind `json:"kind" doc:"Empty: at large again"`
	SinceDay string   `json:"since_day,omitempty" format:"date"`
	Note     string   `json:"note" minLength:"1" maxLength:"500" doc:"How it is known"`
}

// NewCoAccused names another person by the case number.
type NewCoAccused struct {
	Number string `json:"number" minLength:"1" maxLength:"32"`
}

type stayInput struct {
	IDPath
	Body NewStay
}

type addCoAccusedInput struct {
	IDPath
	Body NewCoAccused
}

type removeCoAccusedInput struct {
	IDPath
	OtherID string `path:"other_id" format:"uuid"`
}

func (d Deps) registerSeparation(api *httpapi.API) {
	const base = "/console/v1/persons/{id}"
	scope := []*fault.Error{person.ErrNotFound, authz.ErrOutOfScope}
	writes := append([]*fault.Error{person.ErrChanged, httpapi.ErrCSRF}, scope...)
	httpapi.Register(api, httpapi.Op{
		ID: "getSeparation", Method: http.MethodGet, Path: base + "/separation", Tag: "person", Summary: "What keeps a person apart, and where they are held",
		Action: authz.PersonRead, Errors: append([]*fault.Error{casefile.ErrReason}, scope...), Example: sampleSeparation(),
	}, ofFile(d, authz.PersonRead, d.getSeparation))
	httpapi.Register(api, httpapi.Op{
		ID: "setStay", Method: http.MethodPut, Path: base + "/stay", Tag: "person", Summary: "Record that a person is in hospital or custody, or no longer is",
		Action: authz.PersonWrite, Errors: append([]*fault.Error{casefile.ErrStay}, writes...), Example: sampleSeparation(),
	}, d.setStay)
	httpapi.Register(api, httpapi.Op{
		ID: "addCoAccused", Method: http.MethodPost, Path: base + "/co-accused", Tag: "person", Summary: "Keep that two persons were accused together",
		Action: authz.PersonWrite, Errors: append([]*fault.Error{casefile.ErrCoAccused}, writes...), Example: sampleSeparation(),
	}, d.addCoAccused)
	httpapi.Register(api, httpapi.Op{
		ID: "removeCoAccused", Method: http.MethodDelete, Path: base + "/co-accused/{other_id}", Tag: "person", Summary: "Forget that two persons were accused together",
		Action: authz.PersonWrite, Errors: append([]*fault.Error{casefile.ErrNotPaired}, writes...), Example: sampleSeparation(),
	}, d.removeCoAccused)
}

func (d Deps) getSeparation(ctx context.Context, in *IDPath) (*httpapi.Body[Separation], error) {
	return separated(d.Persons.Separation(ctx, httpapi.Actor(ctx), person.ID(in.ID)))
}

func (d Deps) setStay(ctx context.Context, in *stayInput) (*httpapi.Body[Separation], error) {
	return separated(d.Persons.SetStay(ctx, httpapi.Actor(ctx), person.ID(in.ID), casefile.StayInput{
		Kind: person.StayKind(in.Body.Kind), SinceDay: in.Body.SinceDay, Note: in.Body.Note,
	}))
}

func (d Deps) addCoAccused(ctx context.Context, in *addCoAccusedInput) (*httpapi.Body[Separation], error) {
	return separated(d.Persons.AddCoAccused(ctx, httpapi.Actor(ctx), person.ID(in.ID), in.Body.Number))
}

func (d Deps) removeCoAccused(ctx context.Context, in *removeCoAccusedInput) (*httpapi.Body[Separation], error) {
	return separated(d.Persons.RemoveCoAccused(ctx, httpapi.Actor(ctx), person.ID(in.ID), person.ID(in.OtherID)))
}

func separated(s casefile.Separation, err error) (*httpapi.Body[Separation], error) {
	if err != nil {
		return nil, err
	}
	out := Separation{CoAccused: httpapi.Map(s.CoAccused, func(c casefile.CoAccused) CoAccused {
		return CoAccused{PersonID: string(c.PersonID), Name: c.Name, Number: c.Number, At: c.At.UTC()}
	})}
	if s.Stay != nil {
		out.Stay = &Stay{Kind: StayKind(s.Stay.Kind), SinceDay: s.Stay.SinceDay, Note: s.Stay.Note, At: s.Stay.At.UTC()}
	}
	return httpapi.OK(out), nil
}

func sampleSeparation() Separation {
	return Separation{
		Stay:      &Stay{Kind: "hospital", SinceDay: "2026-11-20", Note: "市一医院，住院证明已核", At: sampleTime()},
		CoAccused: []CoAccused{{PersonID: sampleID(3), Name: "赵大", Number: "330106-2026-0002", At: sampleTime()}},
	}
}
