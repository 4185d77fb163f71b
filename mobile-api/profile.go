package mobileapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/httpapi"
	"diandao/internal/org"
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
	ID        string `json:"id"`
	Name      string `json:"name"`
	Telephone string `json:"telephone" example:"0999-0000000" doc:"Number of the office; empty when none is known"`
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
			Station: sampleStation(), Device: Device{ID: sampleID(1), Name: "Android 13, Chrome 120"},
		},
	}, d.me)
}

func sampleStation() Station {
	return Station{ID: sampleID(3), Name: "文新司法所", Telephone: "0999-0000000"}
}

func fromStation(u org.Unit) Station {
	return Station{ID: string(u.ID), Name: u.Name, Telephone: u.Telephone}
}

func (d Deps) me(ctx context.Context, _ *none) (*httpapi.Body[Me], error) {
	p, err := d.Profiles.Own(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	dev := deviceOf(ctx)
	return httpapi.OK(Me{
		Person:  Person{ID: string(p.Person.ID), Name: p.Person.Name, Number: p.Person.Number, Level: Level(p.Person.Level)},
		Station: fromStation(p.Station),
		Device:  Device{ID: string(dev.ID), Name: dev.Name},
	}), nil
}
