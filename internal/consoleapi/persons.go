package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// PersonRow is a person in a list.
type PersonRow struct {
	ID           string       `json:"id"`
	Name         string       `json:"name" doc:"Empty when masked"`
	Number       string       `json:"number"`
	Sex          Sex          `json:"sex"`
	Level        Level        `json:"level"`
	Category     Category     `json:"category"`
	Status       PersonStatus `json:"status"`
	Station      UnitRef      `json:"station"`
	IsMinor      bool         `json:"is_minor"`
	Masked       bool         `json:"masked" doc:"The name is withheld: the person is under 18 and no reveal_reason was given"`
	DevicesCount int          `json:"devices_count" doc:"Activated and not revoked"`
}

// Person is a person's record.
type Person struct {
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	Number    string       `json:"number"`
	Sex       Sex          `json:"sex"`
	BornOn    string       `json:"born_on" format:"date"`
	Category  Category     `json:"category"`
	Level     Level        `json:"level"`
	Status    PersonStatus `json:"status"`
	Phone     string       `json:"phone"`
	TermFrom  string       `json:"term_from" format:"date"`
	TermTo    string       `json:"term_to" format:"date"`
	Station   UnitRef      `json:"station"`
	IsMinor   bool         `json:"is_minor"`
	CreatedAt time.Time    `json:"created_at"`
	Version   int          `json:"version"`
}

// PersonFile is a person with what belongs to them.
type PersonFile struct {
	Person
	Portrait   Portrait        `json:"portrait"`
	Plans      []Plan          `json:"plans" nullable:"false"`
	Devices    []Device        `json:"devices" nullable:"false"`
	Requests   []Request       `json:"requests" nullable:"false" doc:"The 30 newest"`
	Attendance []AttendanceDay `json:"attendance" nullable:"false" doc:"The last 84 days, newest first"`
}

// AttendanceDay is one outcome.
type AttendanceDay struct {
	Day      string           `json:"day" format:"date"`
	Status   AttendanceStatus `json:"status"`
	Source   AttendanceSource `json:"source"`
	SourceID string           `json:"source_id" doc:"Check-in request or roll call"`
	At       time.Time        `json:"at"`
	Reason   string           `json:"reason"`
}

// NewPerson is what is needed to enrol a person.
type NewPerson struct {
	StationID string `json:"station_id" format:"uuid"`
	PersonFacts
}

type listPersonsInput struct {
	httpapi.Paging
	Query        string       `query:"q" maxLength:"64" doc:"Part of a name, or the beginning of a case number"`
	UnitID       string       `query:"unit_id" format:"uuid"`
	Status       PersonStatus `query:"status"`
	Level        Level        `query:"level"`
	NoPush       bool         `query:"no_push" doc:"Whose phone takes no push"`
	LacksTeam    bool         `query:"lacks_team" doc:"Whose correction team is not named or lacks somebody whom the law asks for"`
	RevealReason string       `query:"reveal_reason" maxLength:"200" doc:"Why minors' names are needed; audited"`
}

type personInput struct {
	IDPath
	Reason string `query:"reason" maxLength:"200" doc:"Why a minor's file is needed; audited"`
}

// ofFile has a part of a person's file opened as the file is: a minor's for a reason, which is noted with the look.
func ofFile[O any](d Deps, needs authz.Action, part func(context.Context, *IDPath) (*httpapi.Body[O], error)) func(context.Context, *personInput) (*httpapi.Body[O], error) {
	return func(ctx context.Context, in *personInput) (*httpapi.Body[O], error) {
		if err := d.Persons.SeePart(ctx, httpapi.Actor(ctx), needs, person.ID(in.ID), in.Reason); err != nil {
			return nil, err
		}
		return part(ctx, &in.IDPath)
	}
}

func (d Deps) registerPersons(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listPersons", Method: http.MethodGet, Path: "/console/v1/persons", Tag: "person", Summary: "Persons in scope, by case number",
		Action: authz.PersonRead, Errors: []*fault.Error{page.ErrCursor, casefile.ErrUnit, authz.ErrOutOfScope}, Example: httpapi.List[PersonRow]{Items: []PersonRow{samplePersonRow()}},
	}, d.listPersons)
	httpapi.Register(api, httpapi.Op{
		ID: "createPerson", Method: http.MethodPost, Path: "/console/v1/persons", Tag: "person", Summary: "Enrol a person",
		Action: authz.PersonWrite, Status: http.StatusCreated, Example: samplePerson(),
		Errors: []*fault.Error{person.ErrInvalid, person.ErrNumberTaken, casefile.ErrStation, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.createPerson)
	httpapi.Register(api, httpapi.Op{
		ID: "transferPerson", Method: http.MethodPost, Path: "/console/v1/persons/{id}/transfer", Tag: "person", Summary: "Hand a person over to another station, with the whole file",
		Action: authz.PersonWrite, Example: samplePerson(),
		Errors: []*fault.Error{person.ErrNotFound, casefile.ErrTransfer, casefile.ErrStation, person.ErrChanged, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.transferPerson)
	d.registerFacts(api)
	httpapi.Register(api, httpapi.Op{
		ID: "getPerson", Method: http.MethodGet, Path: "/console/v1/persons/{id}", Tag: "person", Summary: "A person's file",
		Action: authz.PersonRead, Errors: []*fault.Error{person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope}, Example: samplePersonFile(),
	}, d.getPerson)
}

func (d Deps) listPersons(ctx context.Context, in *listPersonsInput) (*httpapi.Body[httpapi.List[PersonRow]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	rows, err := d.Persons.List(ctx, httpapi.Actor(ctx), in.filter(), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(rows, req, fromRow, func(r casefile.Row) page.Cursor {
		return page.Cursor{Text: r.Person.Number, ID: string(r.Person.ID)}
	})), nil
}

func (in *listPersonsInput) filter() casefile.ListInput {
	out := casefile.ListInput{Filter: casefile.Filter{Query: in.Query, HasNoPush: in.NoPush, LacksTeam: in.LacksTeam}, UnitID: org.UnitID(in.UnitID), Reason: in.RevealReason}
	if in.Status != "" {
		out.Statuses = []person.Status{person.Status(in.Status)}
	}
	if in.Level != "" {
		out.Levels = []person.Level{person.Level(in.Level)}
	}
	return out
}

// Transfer hands a person over.
type Transfer struct {
	StationID string `json:"station_id" format:"uuid"`
	Reason    string `json:"reason" minLength:"1" maxLength:"500"`
	Version   int    `json:"version" minimum:"1" doc:"Of the person, as it was seen"`
}

type transferInput struct {
	IDPath
	Body Transfer
}

func (d Deps) transferPerson(ctx context.Context, in *transferInput) (*httpapi.Body[Person], error) {
	actor := httpapi.Actor(ctx)
	p, err := d.Persons.Transfer(ctx, actor, person.ID(in.ID), org.UnitID(in.Body.StationID), in.Body.Reason, in.Body.Version)
	if err != nil {
		return nil, err
	}
	out, err := d.fromPerson(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(out), nil
}

func (d Deps) createPerson(ctx context.Context, in *httpapi.Body[NewPerson]) (*httpapi.Body[Person], error) {
	p, err := in.Body.person()
	if err != nil {
		return nil, err
	}
	actor := httpapi.Actor(ctx)
	if p, err = d.Persons.Create(ctx, actor, p); err != nil {
		return nil, err
	}
	out, err := d.fromPerson(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(out), nil
}

func (n NewPerson) person() (person.Person, error) {
	facts, err := n.facts()
	return person.Person{StationID: org.UnitID(n.StationID)}.With(facts), err
}

func (d Deps) getPerson(ctx context.Context, in *personInput) (*httpapi.Body[PersonFile], error) {
	actor := httpapi.Actor(ctx)
	p, err := d.Persons.Get(ctx, actor, person.ID(in.ID), in.Reason)
	if err != nil {
		return nil, err
	}
	file := PersonFile{}
	if file.Person, err = d.fromPerson(ctx, actor, p); err != nil {
		return nil, err
	}
	if file.Portrait, err = d.portrait(ctx, actor, p); err != nil {
		return nil, err
	}
	if err := d.fillFile(ctx, actor, p.ID, &file); err != nil {
		return nil, err
	}
	return httpapi.OK(file), nil
}

const (
	fileRequests = 30
	fileDays     = 84
)

// fillFile reads what belongs to a person.
func (d Deps) fillFile(ctx context.Context, actor authz.Actor, pid person.ID, file *PersonFile) error {
	plans, err := d.Plans.Plans(ctx, actor, pid)
	if err != nil {
		return err
	}
	devices, err := d.Devices.List(ctx, actor, pid)
	if err != nil {
		return err
	}
	requests, err := d.Checkins.List(ctx, actor, checkin.Filter{PersonID: pid}, page.Request{Limit: fileRequests})
	if err != nil {
		return err
	}
	// A day more on either side: the station's calendar may be ahead of UTC.
	now := d.Clock.Now()
	days, err := d.Persons.Calendar(ctx, actor, pid, httpapi.Date(now.AddDate(0, 0, -fileDays)), httpapi.Date(now.AddDate(0, 0, 1)))
	if err != nil {
		return err
	}
	file.Plans, file.Devices = httpapi.Map(plans, fromPlan), httpapi.Map(devices, fromDevice)
	file.Requests, file.Attendance = httpapi.Map(requests, fromRequest), httpapi.Map(days, fromAttendance)
	return nil
}

func (d Deps) fromPerson(ctx context.Context, actor authz.Actor, p person.Person) (Person, error) {
	units, err := d.units(ctx, actor)
	if err != nil {
		return Person{}, err
	}
	return Person{
		ID: string(p.ID), Name: p.Name, Number: p.Number, Sex: Sex(p.Sex), BornOn: httpapi.Date(p.BornOn), Category: Category(p.Category),
		Level: Level(p.Level), Status: PersonStatus(p.Status), Phone: p.Phone, TermFrom: httpapi.Date(p.TermFrom), TermTo: httpapi.Date(p.TermTo),
		Station: UnitRef{ID: string(p.StationID), Name: units[p.StationID].Name}, IsMinor: d.Persons.IsMinor(ctx, actor, p),
		CreatedAt: p.CreatedAt.UTC(), Version: p.Version,
	}, nil
}

func fromRow(r casefile.Row) PersonRow {
	p := r.Person
	return PersonRow{
		ID: string(p.ID), Name: p.Name, Number: p.Number, Sex: Sex(p.Sex), Level: Level(p.Level), Category: Category(p.Category), Status: PersonStatus(p.Status),
		Station: UnitRef{ID: string(p.StationID), Name: r.StationName}, IsMinor: r.IsMinor, Masked: r.IsMasked, DevicesCount: r.DeviceCount,
	}
}

func fromAttendance(r attendance.Record) AttendanceDay {
	return AttendanceDay{
		Day: r.Day, Status: AttendanceStatus(r.Status), Source: AttendanceSource(r.Source), SourceID: r.SourceID, At: r.At.UTC(), Reason: r.Reason,
	}
}
