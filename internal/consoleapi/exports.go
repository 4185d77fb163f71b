package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Exports notes what is taken out of the system; oversight.Exports.
type Exports interface {
	Record(ctx context.Context, actor authz.Actor, x oversight.Export) error
}

// AttendanceRow is one record of attendance.
type AttendanceRow struct {
	ID       string           `json:"id"`
	Person   PersonRef        `json:"person"`
	Station  UnitRef          `json:"station"`
	Day      string           `json:"day" format:"date"`
	Source   AttendanceSource `json:"source"`
	SourceID string           `json:"source_id" doc:"Check-in request or roll call"`
	Status   AttendanceStatus `json:"status"`
	Reason   string           `json:"reason"`
	At       time.Time        `json:"at"`
}

type listAttendanceInput struct {
	httpapi.Paging
	Status AttendanceStatus `query:"status"`
	Among  Among            `query:"among" doc:"came: present or late; due: all but the excused; missed: absent or not reached; instead of status"`
	Source AttendanceSource `query:"source"`
	UnitID string           `query:"unit_id" format:"uuid"`
	Person string           `query:"person_id" format:"uuid"`
	From   string           `query:"from" format:"date" doc:"First day"`
	To     string           `query:"to" format:"date" doc:"Last day, itself included"`
	Before time.Time        `query:"before" doc:"Only occasions before it"`
	Trait  TraitCode        `query:"trait" doc:"Only of the persons of a group of fairness"`
}

// NewExport tells of a list that is about to be handed out as a file.
type NewExport struct {
	List    ExportList        `json:"list"`
	Form    ExportForm        `json:"form"`
	UnitID  string            `json:"unit_id,omitempty" format:"uuid" doc:"Empty: the member's whole scope"`
	Filters map[string]string `json:"filters,omitempty" doc:"Codes, ids and days of the filters; never what was searched for" example:"{\"state\":\"open\"}"`
	Rows    int               `json:"rows" minimum:"0" maximum:"100000"`
}

func (d Deps) registerExports(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listAttendance", Method: http.MethodGet, Path: "/console/v1/attendance", Tag: "attendance", Summary: "The records that figures of attendance count, newest day first",
		Action: authz.AttendanceRead, Errors: []*fault.Error{page.ErrCursor, oversight.ErrInterval, oversight.ErrUnit, authz.ErrOutOfScope}, Example: httpapi.List[AttendanceRow]{Items: []AttendanceRow{sampleAttendanceRow()}},
	}, d.listAttendance)
	httpapi.Register(api, httpapi.Op{
		ID: "recordExport", Method: http.MethodPost, Path: "/console/v1/exports", Tag: "report", Summary: "Note in the audit that a list is exported, before the file is handed out",
		Action: authz.ExportRecord, Status: http.StatusNoContent, Errors: []*fault.Error{oversight.ErrExport, oversight.ErrUnit, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.recordExport)
}

func sampleAttendanceRow() AttendanceRow {
	return AttendanceRow{ID: sampleID(41), Person: samplePersonRef(), Station: sampleStation(), Day: "2026-11-23", Source: "checkin", SourceID: sampleID(4), Status: "late", At: sampleTime()}
}

func (d Deps) listAttendance(ctx context.Context, in *listAttendanceInput) (*httpapi.Body[httpapi.List[AttendanceRow]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	f := oversight.RecordFilter{
		Source: attendance.Source(in.Source), From: in.From, To: in.To, Before: in.Before, PersonID: person.ID(in.Person), Trait: traitOf(in.Trait, in.To, d.Clock.Now()),
	}
	switch {
	case in.Among == amongCame:
		f.Statuses = []attendance.Status{attendance.Present, attendance.Late}
	case in.Among == amongDue:
		f.Statuses = []attendance.Status{attendance.Present, attendance.Late, attendance.Absent, attendance.Review, attendance.NotReached}
	case in.Among == amongMissed:
		f.Statuses = []attendance.Status{attendance.Absent, attendance.NotReached}
	case in.Status != "":
		f.Statuses = []attendance.Status{attendance.Status(in.Status)}
	}
	actor := httpapi.Actor(ctx)
	all, err := d.Oversight.Records(ctx, actor, org.UnitID(in.UnitID), f, req)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, func(r attendance.Record) person.ID { return r.PersonID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, l.attendance, func(r attendance.Record) page.Cursor {
		return page.Cursor{Text: r.Day, ID: r.ID}
	})), nil
}

func (l lookup) attendance(r attendance.Record) AttendanceRow {
	return AttendanceRow{
		ID: r.ID, Person: l.person(r.PersonID), Station: l.station(r.StationID), Day: r.Day, Source: AttendanceSource(r.Source), SourceID: r.SourceID, Status: AttendanceStatus(r.Status),
		Reason: r.Reason, At: r.At.UTC(),
	}
}

func (d Deps) recordExport(ctx context.Context, in *httpapi.Body[NewExport]) (*none, error) {
	return nil, d.Exports.Record(ctx, httpapi.Actor(ctx), oversight.Export{
		List: oversight.List(in.Body.List), Form: oversight.Form(in.Body.Form), UnitID: org.UnitID(in.Body.UnitID), Filters: in.Body.Filters, Rows: in.Body.Rows,
	})
}
