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

// PersonFacts is what is recorded of a person at enrolment and may be corrected later.
type PersonFacts struct {
	Number   string   `json:"number" minLength:"1" maxLength:"32"`
	Name     string   `json:"name" minLength:"1" maxLength:"32"`
	Sex      Sex      `json:"sex"`
	BornOn   string   `json:"born_on" format:"date"`
	Category Category `json:"category"`
	Level    Level    `json:"level"`
	Phone    string   `json:"phone,omitempty" maxLength:"32"`
	TermFrom string   `json:"term_from" format:"date"`
	TermTo   string   `json:"term_to" format:"date" doc:"The last day; nothing is asked by plans after it"`
}

// Correction puts a person's facts right. All of them are given.
type Correction struct {
	PersonFacts
	Reason  string `json:"reason" minLength:"1" maxLength:"500"`
	Version int    `json:"version" minimum:"1" doc:"Of the person, as it was seen"`
}

type correctionInput struct {
	IDPath
	Body Correction
}

func (d Deps) registerFacts(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "correctPerson", Method: http.MethodPut, Path: "/console/v1/persons/{id}/facts", Tag: "person", Summary: "Correct what is recorded of a person",
		Action: authz.PersonWrite, Example: samplePerson(),
		Errors: []*fault.Error{person.ErrNotFound, person.ErrInvalid, person.ErrNumberTaken, person.ErrChanged, casefile.ErrFacts, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.correctPerson)
}

func (d Deps) correctPerson(ctx context.Context, in *correctionInput) (*httpapi.Body[Person], error) {
	facts, err := in.Body.facts()
	if err != nil {
		return nil, err
	}
	actor := httpapi.Actor(ctx)
	p, err := d.Persons.Correct(ctx, actor, person.ID(in.ID), facts, in.Body.Reason, in.Body.Version)
	if err != nil {
		return nil, err
	}
	out, err := d.fromPerson(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(out), nil
}

// facts reads the days. It returns person.ErrInvalid.
func (f PersonFacts) facts() (person.Facts, error) {
	out := person.Facts{Number: f.Number, Name: f.Name, Sex: person.Sex(f.Sex), Category: person.Category(f.Category), Level: person.Level(f.Level), Phone: f.Phone}
	for _, d := range []struct {
		path, text string
		to         *time.Time
	}{{"born_on", f.BornOn, &out.BornOn}, {"term_from", f.TermFrom, &out.TermFrom}, {"term_to", f.TermTo, &out.TermTo}} {
		t, err := time.Parse(time.DateOnly, d.text)
		if err != nil {
			return person.Facts{}, person.ErrInvalid.On(fault.Field{Path: d.path, Reason: "a date"})
		}
		*d.to = t
	}
	return out, nil
}
