package mobileapi

import (
	"context"
	"mime/multipart"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/leave"
	"diandao/internal/person"
)

// Leave is one absence of mine; both days are included.
type Leave struct {
	ID         string      `json:"id"`
	FromDay    string      `json:"from_day" format:"date"`
	ToDay      string      `json:"to_day" format:"date"`
	Days       int         `json:"days"`
	Place      string      `json:"place"`
	Reason     string      `json:"reason"`
	Status     LeaveStatus `json:"status"`
	Level      UnitKind    `json:"level" doc:"Who decides, by its length"`
	AppliedAt  time.Time   `json:"applied_at"`
	ReturnedAt *time.Time  `json:"returned_at"`
	Papers     []Paper     `json:"papers" nullable:"false" doc:"What came with the application"`
}

// LeaveStep is one entry of a leave's history.
type LeaveStep struct {
	Kind   LeaveStepKind `json:"kind"`
	Reason string        `json:"reason"`
	At     time.Time     `json:"at"`
}

// LeaveDetail is a leave with its history.
type LeaveDetail struct {
	Leave
	Steps []LeaveStep `json:"steps" nullable:"false" doc:"Oldest first"`
}

// LeaveApplication asks for leave.
type LeaveApplication struct {
	FromDay string `json:"from_day" format:"date"`
	ToDay   string `json:"to_day" format:"date"`
	Place   string `json:"place" minLength:"1" maxLength:"100"`
	Reason  string `json:"reason" minLength:"1" maxLength:"500"`
}

// LeavePath names a leave.
type LeavePath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerLeaves(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listMyLeaves", Method: http.MethodGet, Path: "/v1/leaves", Tag: "leave", Summary: "My leaves, newest first, at most 50",
		Action: authz.SelfLeave, Example: httpapi.List[Leave]{Items: []Leave{sampleLeave()}},
	}, d.listLeaves)
	httpapi.Register(api, httpapi.Op{
		ID: "applyForLeave", Method: http.MethodPost, Path: "/v1/leaves", Tag: "leave", Summary: "Ask for leave",
		Action: authz.SelfLeave, Status: http.StatusCreated, Errors: []*fault.Error{leave.ErrInvalid, leave.ErrAfterTerm, leave.ErrOverlap, person.ErrNotFound}, Example: sampleLeaveDetail(),
	}, d.applyForLeave)
	httpapi.Register(api, httpapi.Op{
		ID: "applyForLeaveWithPapers", Method: http.MethodPost, Path: "/v1/leaves" + papersPath, Tag: "leave", Summary: "Ask for leave, with papers that speak for it",
		Action: authz.SelfLeave, Status: http.StatusCreated, MaxBody: httpapi.MaxFilesBody, Example: sampleLeaveDetail(),
		Errors:  []*fault.Error{leave.ErrInvalid, leave.ErrAfterTerm, leave.ErrOverlap, person.ErrNotFound, evidence.ErrTooMany, evidence.ErrPaperLarge, evidence.ErrNotPaper, evidence.ErrDimensions},
		Request: recordForm("application", "paper", "image/jpeg, image/png, application/pdf", "The JSON of a LeaveApplication"),
	}, d.applyWithPapers)
	httpapi.Register(api, httpapi.Op{
		ID: "withdrawLeave", Method: http.MethodPost, Path: "/v1/leaves/{id}/withdraw", Tag: "leave", Summary: "Take back an application, or a leave that has not begun",
		Action: authz.SelfLeave, Errors: []*fault.Error{leave.ErrNotFound, leave.ErrMoved}, Example: sampleLeaveDetail(),
	}, d.withdrawLeave)
	httpapi.Register(api, httpapi.Op{
		ID: "reportReturn", Method: http.MethodPost, Path: "/v1/leaves/{id}/return", Tag: "leave", Summary: "Report that I am back",
		Action: authz.SelfLeave, Errors: []*fault.Error{leave.ErrNotFound, leave.ErrNotBegun, leave.ErrMoved}, Example: sampleLeaveDetail(),
	}, d.reportReturn)
}

func sampleLeave() Leave {
	return Leave{ID: sampleID(8), FromDay: "2026-12-01", ToDay: "2026-12-05", Days: 5, Place: "湖州市德清县", Reason: "母亲住院", Status: "applied", Level: "station", AppliedAt: sampleTime(), Papers: []Paper{{ID: sampleID(10), MIME: "image/jpeg", Size: 84_000}}}
}

func sampleLeaveDetail() LeaveDetail {
	return LeaveDetail{Leave: sampleLeave(), Steps: []LeaveStep{{Kind: "applied", At: sampleTime()}}}
}

func (d Deps) listLeaves(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[Leave]], error) {
	all, err := d.Leaves.Own(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromLeave)), nil
}

func (d Deps) applyForLeave(ctx context.Context, in *httpapi.Body[LeaveApplication]) (*httpapi.Body[LeaveDetail], error) {
	return leaveDetail(d.Leaves.Apply(ctx, httpapi.Actor(ctx), in.Body.with(nil)))
}

type papersInput struct{ RawBody multipart.Form }

func (d Deps) applyWithPapers(ctx context.Context, in *papersInput) (*httpapi.Body[LeaveDetail], error) {
	var a LeaveApplication
	if err := readRecord(in.RawBody, "application", &a, leave.ErrInvalid); err != nil {
		return nil, err
	}
	papers, err := parts(in.RawBody, "paper")
	if err != nil {
		return nil, err
	}
	return leaveDetail(d.Leaves.Apply(ctx, httpapi.Actor(ctx), a.with(papers)))
}

func (a LeaveApplication) with(papers [][]byte) leave.Application {
	return leave.Application{FromDay: a.FromDay, ToDay: a.ToDay, Place: a.Place, Reason: a.Reason, Papers: papers}
}

func (d Deps) withdrawLeave(ctx context.Context, in *LeavePath) (*httpapi.Body[LeaveDetail], error) {
	return leaveDetail(d.Leaves.Withdraw(ctx, httpapi.Actor(ctx), leave.ID(in.ID)))
}

func (d Deps) reportReturn(ctx context.Context, in *LeavePath) (*httpapi.Body[LeaveDetail], error) {
	return leaveDetail(d.Leaves.Return(ctx, httpapi.Actor(ctx), leave.ID(in.ID)))
}

func leaveDetail(v leave.Detail, err error) (*httpapi.Body[LeaveDetail], error) {
	if err != nil {
		return nil, err
	}
	return httpapi.OK(LeaveDetail{Leave: fromLeave(v.Leave), Steps: httpapi.Map(v.Steps, func(s leave.Step) LeaveStep {
		return LeaveStep{Kind: LeaveStepKind(s.Kind), Reason: s.Reason, At: s.At.UTC()}
	})}), nil
}

func fromLeave(l leave.Leave) Leave {
	return Leave{
		ID: string(l.ID), FromDay: l.FromDay, ToDay: l.ToDay, Days: leave.Days(l.FromDay, l.ToDay), Place: l.Place, Reason: l.Reason, Status: LeaveStatus(l.Status), Level: UnitKind(l.Level),
		AppliedAt: l.AppliedAt.UTC(), ReturnedAt: httpapi.At(l.ReturnedAt), Papers: httpapi.Map(l.Papers, fromObject),
	}
}
