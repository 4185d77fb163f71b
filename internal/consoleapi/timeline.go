package consoleapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/record"
)

// TimelineKind is record.Kind.
type TimelineKind string

// Schema lists the values.
func (TimelineKind) Schema(huma.Registry) *huma.Schema { return enum(record.Kinds()) }

// TimelineItem is one thing that happened to a person.
type TimelineItem struct {
	ID          string       `json:"id"`
	Kind        TimelineKind `json:"kind"`
	At          time.Time    `json:"at" doc:"Its place in the order; of a check-in that was handed in, when it arrived"`
	MadeAt      *time.Time   `json:"made_at" doc:"Of a check-in that was handed in or confirmed by staff: when it counts as made"`
	IsSentLater bool         `json:"is_sent_later" doc:"The check-in was made without network and arrived at another time"`
	Code        string       `json:"code" doc:"Status of a check-in, leave or appeal, outcome of a roll call, kind of an alert or sanction, action of the ledger"`
	Status      string       `json:"status" doc:"Of an alert or sanction"`
	Title       string       `json:"title" doc:"Of a plan or roll call, place of a leave"`
	Reason      string       `json:"reason" doc:"In somebody's words, or a reason code"`
	ByRole      string       `json:"by_role" doc:"Empty when the record does not tell"`
	ByName      string       `json:"by_name" doc:"Of a staff member"`
	FromDay     string       `json:"from_day" doc:"Of a leave; of a sanction the day of the facts"`
	ToDay       string       `json:"to_day"`
	Corrected   []string     `json:"corrected" nullable:"false" doc:"Of a correction: names of the facts of a person"`
	Causes      []Cause      `json:"causes" nullable:"false"`
	Subject     string       `json:"subject" doc:"Noun of what it leads to: checkin, rollcall, leave, appeal, sanction, alert, …"`
	SubjectID   string       `json:"subject_id"`
	PictureURL  *string      `json:"picture_url"`
}

type timelineInput struct {
	IDPath
	httpapi.Paging
	Kinds  []TimelineKind `query:"kinds" maxItems:"11" doc:"Separated by commas; empty: all"`
	From   string         `query:"from" format:"date" doc:"First day, at the person's station"`
	To     string         `query:"to" format:"date" doc:"Last day, included"`
	Reason string         `query:"reason" maxLength:"200" doc:"Why a minor's file is needed; audited"`
}

func (d Deps) registerTimeline(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listPersonTimeline", Method: http.MethodGet, Path: "/console/v1/persons/{id}/timeline", Tag: "person", Summary: "What happened to a person, newest first",
		Action: authz.PersonRead, Errors: []*fault.Error{page.ErrCursor, record.ErrFilter, person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope},
		Example: httpapi.List[TimelineItem]{Items: []TimelineItem{{
			ID: sampleID(4), Kind: "miss", At: sampleTime(), Code: "missed", Title: "每周报到", Corrected: []string{}, Causes: []Cause{{Code: "notice_not_delivered"}}, Subject: "checkin", SubjectID: sampleID(4),
		}}},
	}, d.listTimeline)
}

func (d Deps) listTimeline(ctx context.Context, in *timelineInput) (*httpapi.Body[httpapi.List[TimelineItem]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	f := record.Filter{From: in.From, To: in.To, Kinds: httpapi.Map(in.Kinds, func(k TimelineKind) record.Kind { return record.Kind(k) })}
	items, err := d.Records.Timeline(ctx, httpapi.Actor(ctx), person.ID(in.ID), in.Reason, f, req)
	if err != nil {
		return nil, err
	}
	staff, err := d.Names.Staff(ctx, httpapi.Map(items, func(i record.Item) string { return i.ByID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(items, req, func(i record.Item) TimelineItem { return fromItem(i, staff) }, func(i record.Item) page.Cursor {
		return page.Cursor{At: i.At, ID: i.ID}
	})), nil
}

func fromItem(i record.Item, staff map[string]string) TimelineItem {
	out := TimelineItem{
		ID: i.ID, Kind: TimelineKind(i.Kind), At: i.At.UTC(), MadeAt: httpapi.At(i.MadeAt), IsSentLater: !i.MadeAt.IsZero() && checkin.IsSentLater(i.MadeAt, i.At), Code: i.Code, Status: i.Status, Title: i.Title, Reason: i.Reason, ByRole: string(i.ByRole), ByName: staff[i.ByID],
		FromDay: i.FromDay, ToDay: i.ToDay, Corrected: slices.Clone(i.Corrected), Causes: httpapi.Map(i.Causes, fromCause), Subject: i.Subject, SubjectID: i.SubjectID,
	}
	if out.Corrected == nil {
		out.Corrected = []string{}
	}
	if i.PictureID != "" {
		out.PictureURL = evidenceURL(string(i.PictureID))
	}
	return out
}
