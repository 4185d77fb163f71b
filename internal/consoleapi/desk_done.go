package consoleapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/person"
)

// DeskDone is one thing that I decided or did.
type DeskDone struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	Action    string    `json:"action" example:"checkin.decided"`
	Noun      string    `json:"noun" doc:"What kind of record it was about" example:"checkin"`
	SubjectID string    `json:"subject_id"`
	Person    PersonRef `json:"person"`
	Reason    string    `json:"reason"`
	Data      facts     `json:"data" doc:"Codes of the decision; null without any"`
}

// doneActions are the acts that took something off a desk.
func doneActions() []string {
	return []string{
		"checkin.decided", "checkin.attested", "checkin.reopened", "checkin.call_recorded", "alert.acknowledged", "alert.resolved",
		"leave.proposed", "leave.approved", "leave.refused", "leave.cut_short", "appeal.upheld", "appeal.refused",
	}
}

type listDoneInput struct {
	httpapi.Paging
	From time.Time `query:"from" required:"true" doc:"Not before"`
	To   time.Time `query:"to" required:"true" doc:"Before; at most 31 days later"`
}

func (d Deps) registerDone(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listDone", Method: http.MethodGet, Path: "/console/v1/desk/done", Tag: "desk", Summary: "What I decided or did, newest first",
		Action: authz.CheckinRead, Errors: []*fault.Error{page.ErrCursor, audit.ErrSpan},
		Example: httpapi.List[DeskDone]{Items: []DeskDone{{ID: sampleID(20), At: sampleTime(), Action: "checkin.decided", Noun: "checkin", SubjectID: sampleID(4), Person: samplePersonRef()}}},
	}, d.listDone)
}

func (d Deps) listDone(ctx context.Context, in *listDoneInput) (*httpapi.Body[httpapi.List[DeskDone]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor := httpapi.Actor(ctx)
	all, err := d.Audit.Own(ctx, actor, audit.Filter{Actions: doneActions(), From: in.From, To: in.To}, req)
	if err != nil {
		return nil, err
	}
	names, err := d.Names.Persons(ctx, actor, httpapi.Map(all, func(e audit.Entry) person.ID { return person.ID(e.PersonID) }))
	if err != nil {
		return nil, err
	}
	l := lookup{names: names}
	return httpapi.OK(httpapi.NewList(all, req, l.done, func(e audit.Entry) page.Cursor { return page.Cursor{At: e.At, ID: e.ID} })), nil
}

func (l lookup) done(e audit.Entry) DeskDone {
	noun, id, _ := strings.Cut(e.Subject, ":")
	return DeskDone{ID: e.ID, At: e.At.UTC(), Action: e.Action, Noun: noun, SubjectID: id, Person: l.person(person.ID(e.PersonID)), Reason: e.Reason, Data: e.Data}
}
