package mobileapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/httpapi"
)

// Me is the person, their station and the phone.
type Me struct {
	Person  Person  `json:"person"`
	Station Station `json:"station"`
	Device  Device  `json:"device"`
}

// Person is the person as the phone shows them.
type Person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Number string `json:"number" doc:"Case number"`
	Level  Level  `json:"level"`
}

// Station is a justice station.
type Station struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Device is the phone that asks.
type Device struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (d Deps) registerProfile(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getMe", Method: http.MethodGet, Path: "/v1/me", Tag: "profile", Summary: "Who I am", Action: authz.SelfRead,
		Example: Me{
			Person:  Person{ID: sampleID(2), Name: "王小明", Number: "330106-2026-0001", Level: "ordinary"},
			Station: Station{ID: sampleID(3), Name: "文新司法所"}, Device: Device{ID: sampleID(1), Name: "Android 13, Chrome 120"},
		},
	}, d.me)
}

func (d Deps) me(ctx context.Context, _ *none) (*httpapi.Body[Me], error) {
	p, err := d.Profiles.Own(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	dev := deviceOf(ctx)
	return httpapi.OK(Me{
		Person:  Person{ID: string(p.Person.ID), Name: p.Person.Name, Number: p.Person.Number, Level: Level(p.Person.Level)},
		Station: Station{ID: string(p.Station.ID), Name: p.Station.Name},
		Device:  Device{ID: string(dev.ID), Name: dev.Name},
	}), nil
}
