package app

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/internal/staff"
)

// Rehearsal is a roll call of invented persons in an empty server, for `server loadtest`.
type Rehearsal struct {
	app     *App
	id      rollcall.ID
	officer authz.Actor
	persons []person.Person
}

// Rehearse invents a station with so many persons and starts a roll call of all of them.
func (a *App) Rehearse(ctx context.Context, persons int) (*Rehearsal, error) {
	city := org.Unit{ID: org.UnitID(id.New()), Kind: org.City, Code: "9909", Name: "云州市", Path: org.Root.Child("9909"), Zone: "Asia/Shanghai"}
	district := org.Unit{ID: org.UnitID(id.New()), ParentID: city.ID, Kind: org.District, Code: "990901", Name: "东湖区", Path: city.Path.Child("990901"), Zone: city.Zone}
	station := org.Unit{ID: org.UnitID(id.New()), ParentID: district.ID, Kind: org.Station, Code: "990901001", Name: "文昌司法所", Path: district.Path.Child("990901001"), Zone: city.Zone}
	if err := a.store.Orgs().InsertUnits(ctx, []org.Unit{city, district, station}); err != nil {
		return nil, err
	}
	r := &Rehearsal{app: a, persons: make([]person.Person, persons)}
	now := a.clock.Now()
	err := a.store.Persons().InTx(ctx, func(tx casefile.Tx) error {
		for i := range r.persons {
			r.persons[i] = person.Person{
				ID: person.ID(id.New()), StationID: station.ID, Path: station.Path, Number: fmt.Sprintf("YZ2026%05d", i), Name: fmt.Sprintf("陈%d", i),
				Sex: person.Male, Category: person.Probation, Level: person.Ordinary, Status: person.Active, Phone: fmt.Sprintf("000%08d", i),
				BornOn: now.AddDate(-30, 0, 0).Truncate(24 * time.Hour), TermFrom: now.AddDate(0, -3, 0).Truncate(24 * time.Hour),
				TermTo: now.AddDate(0, 9, 0).Truncate(24 * time.Hour), CreatedAt: now, Version: 1,
			}
			if err := tx.InsertPerson(ctx, r.persons[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("invent persons: %w", err)
	}
	m, err := a.AddStaff(ctx, staff.Member{Username: "rehearsal", Name: "陈静", Role: authz.Officer, UnitID: station.ID, Path: station.Path}, id.New())
	if err != nil {
		return nil, err
	}
	r.officer = authz.Actor{Role: authz.Officer, ID: string(m.ID), Scope: station.Path}
	rc, err := a.services.rollcalls.Start(ctx, r.officer, rollcall.StartInput{StationID: station.ID, Audience: rollcall.Adults})
	if err != nil {
		return nil, err
	}
	r.id = rc.ID
	return r, nil
}

// Persons are those invited, in their order.
func (r *Rehearsal) Persons() []string {
	out := make([]string, len(r.persons))
	for i, p := range r.persons {
		out[i] = string(p.ID)
	}
	return out
}

// PhoneTicket admits a person's phone, as POST /v1/roll-calls/{id}/join does.
func (r *Rehearsal) PhoneTicket(ctx context.Context, number int) (string, error) {
	if number < 0 || number >= len(r.persons) {
		return "", fmt.Errorf("no person %d", number)
	}
	p := r.persons[number]
	return r.ticket(ctx, authz.Actor{Role: authz.Self, ID: string(p.ID), Scope: p.Path, PersonID: string(p.ID), DeviceID: id.New()})
}

// OfficerTicket admits the officer.
func (r *Rehearsal) OfficerTicket(ctx context.Context) (string, error) {
	return r.ticket(ctx, r.officer)
}

func (r *Rehearsal) ticket(ctx context.Context, actor authz.Actor) (string, error) {
	rc, err := r.app.services.rollcalls.Admit(ctx, actor, r.id)
	if err != nil {
		return "", err
	}
	ticket, _, err := r.app.services.tickets.Issue(ctx, actor, rc.ID)
	return ticket, err
}
