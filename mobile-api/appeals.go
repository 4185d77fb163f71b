package mobileapi

import (
	"context"
	"mime/multipart"
	"net/http"
	"time"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
)

// Appeal is my word against something recorded of me.
type Appeal struct {
	ID        string           `json:"id"`
	Source    AppealSource     `json:"source"`
	SourceID  string           `json:"source_id" doc:"Check-in request, roll call or sanction"`
	Day       string           `json:"day" format:"date"`
	Against   AttendanceStatus `json:"against" doc:"Empty against a sanction"`
	Sanction  AnySanction      `json:"sanction" doc:"Empty against an attendance"`
	Text      string           `json:"text"`
	Status    AppealStatus     `json:"status"`
	OpenedAt  time.Time        `json:"opened_at"`
	DueAt     time.Time        `json:"due_at" doc:"By when there is an answer"`
	DecidedAt *time.Time       `json:"decided_at"`
	Reason    string           `json:"reason" doc:"Of the decision"`
	NewStatus AttendanceStatus `json:"new_status" doc:"What the record was changed to; empty when it was not"`
	Facts     []string         `json:"facts" nullable:"false" doc:"Codes of what was attached by itself: notices, the app, findings"`
	Pictures  []Paper          `json:"pictures" nullable:"false" doc:"What I sent along"`
}

// NewAppeal says what was different.
type NewAppeal struct {
	Source   AppealSource `json:"source"`
	SourceID string       `json:"source_id" format:"uuid"`
	Text     string       `json:"text" minLength:"1" maxLength:"1000"`
}

// AppealPath names an appeal.
type AppealPath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerAppeals(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listMyAppeals", Method: http.MethodGet, Path: "/v1/appeals", Tag: "appeal", Summary: "My appeals, newest first, at most 50",
		Action: authz.SelfAppeal, Example: httpapi.List[Appeal]{Items: []Appeal{sampleAppeal()}},
	}, d.listAppeals)
	httpapi.Register(api, httpapi.Op{
		ID: "fileAppeal", Method: http.MethodPost, Path: "/v1/appeals", Tag: "appeal", Summary: "Appeal something recorded of me; the evidence is attached by itself",
		Action: authz.SelfAppeal, Status: http.StatusCreated, Example: sampleAppeal(),
		Errors: []*fault.Error{appeal.ErrInvalid, appeal.ErrNoOccasion, appeal.ErrNothing, appeal.ErrTooLate, appeal.ErrOpen},
	}, d.fileAppeal)
	httpapi.Register(api, httpapi.Op{
		ID: "fileAppealWithPictures", Method: http.MethodPost, Path: "/v1/appeals" + picturesPath, Tag: "appeal", Summary: "Appeal something recorded of me, with pictures of my own",
		Action: authz.SelfAppeal, Status: http.StatusCreated, MaxBody: httpapi.MaxFilesBody, Example: sampleAppeal(),
		Errors: []*fault.Error{
			appeal.ErrInvalid, appeal.ErrNoOccasion, appeal.ErrNothing, appeal.ErrTooLate, appeal.ErrOpen,
			evidence.ErrTooMany, evidence.ErrPaperLarge, evidence.ErrNotPicture, evidence.ErrDimensions,
		},
		Request: recordForm("appeal", "picture", "image/jpeg, image/png", "The JSON of a NewAppeal"),
	}, d.fileWithPictures)
	httpapi.Register(api, httpapi.Op{
		ID: "withdrawAppeal", Method: http.MethodPost, Path: "/v1/appeals/{id}/withdraw", Tag: "appeal", Summary: "Take an open appeal back",
		Action: authz.SelfAppeal, Errors: []*fault.Error{appeal.ErrNotFound, appeal.ErrMoved}, Example: sampleAppeal(),
	}, d.withdrawAppeal)
}

func sampleAppeal() Appeal {
	return Appeal{
		ID: sampleID(9), Source: "checkin", SourceID: sampleID(4), Day: "2026-11-23", Against: "absent", Text: "手机没有电了", Status: "open", OpenedAt: sampleTime(),
		DueAt: sampleTime().Add(appeal.AnswerIn), Facts: []string{"notice_not_delivered"}, Pictures: []Paper{},
	}
}

func (d Deps) listAppeals(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[Appeal]], error) {
	all, err := d.Appeals.Own(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromAppeal)), nil
}

func (d Deps) fileAppeal(ctx context.Context, in *httpapi.Body[NewAppeal]) (*httpapi.Body[Appeal], error) {
	return d.file(ctx, in.Body, nil)
}

type picturesInput struct{ RawBody multipart.Form }

func (d Deps) fileWithPictures(ctx context.Context, in *picturesInput) (*httpapi.Body[Appeal], error) {
	var a NewAppeal
	if err := readRecord(in.RawBody, "appeal", &a, appeal.ErrInvalid); err != nil {
		return nil, err
	}
	pictures, err := parts(in.RawBody, "picture")
	if err != nil {
		return nil, err
	}
	return d.file(ctx, a, pictures)
}

func (d Deps) file(ctx context.Context, in NewAppeal, pictures [][]byte) (*httpapi.Body[Appeal], error) {
	a, err := d.Appeals.File(ctx, httpapi.Actor(ctx), appeal.Input{Source: attendance.Source(in.Source), SourceID: in.SourceID, Text: in.Text, Pictures: pictures})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromAppeal(a)), nil
}

func (d Deps) withdrawAppeal(ctx context.Context, in *AppealPath) (*httpapi.Body[Appeal], error) {
	a, err := d.Appeals.Withdraw(ctx, httpapi.Actor(ctx), appeal.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromAppeal(a)), nil
}

func fromAppeal(a appeal.Appeal) Appeal {
	facts := append([]string{}, a.Evidence.Findings...)
	for _, c := range a.Evidence.Causes {
		facts = append(facts, c.Code)
	}
	return Appeal{
		ID: string(a.ID), Source: AppealSource(a.Source), SourceID: a.SourceID, Day: a.Day, Against: AttendanceStatus(a.Against), Sanction: AnySanction(a.Sanction), Text: a.Text, Status: AppealStatus(a.Status),
		OpenedAt: a.OpenedAt.UTC(), DueAt: a.DueAt.UTC(), DecidedAt: httpapi.At(a.DecidedAt), Reason: a.Reason, NewStatus: AttendanceStatus(a.NewStatus), Facts: facts,
		Pictures: httpapi.Map(a.Pictures, fromObject),
	}
}
