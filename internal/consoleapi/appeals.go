package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Appeal is a person's word against one recorded occasion.
type Appeal struct {
	ID          string        `json:"id"`
	Person      PersonRef     `json:"person"`
	Station     UnitRef       `json:"station"`
	Source      AppealSource  `json:"source"`
	SourceID    string        `json:"source_id" doc:"Check-in request, roll call or sanction"`
	Day         string        `json:"day" format:"date"`
	Against     Mark          `json:"against" doc:"Empty against a sanction"`
	Sanction    AnySanction   `json:"sanction" doc:"Empty against an attendance"`
	Text        string        `json:"text"`
	Status      AppealStatus  `json:"status"`
	OpenedAt    time.Time     `json:"opened_at"`
	DueAt       time.Time     `json:"due_at"`
	OverdueAt   *time.Time    `json:"overdue_at"`
	DecidedAt   *time.Time    `json:"decided_at"`
	DecidedName string        `json:"decided_name"`
	Reason      string        `json:"reason"`
	NewStatus   AppealOutcome `json:"new_status"`
	FirstName   string        `json:"first_name" doc:"Who decided it first; empty when software settled it by a rule"`
	IsOwn       bool          `json:"is_own" doc:"Whether who asks decided it first, or proposed the sanction, and so may not decide the appeal"`
}

// AppealEvidence is what was known of the occasion when the appeal was made.
type AppealEvidence struct {
	OpensAt  *time.Time `json:"opens_at"`
	ClosesAt *time.Time `json:"closes_at"`
	Causes   []Cause    `json:"causes" nullable:"false"`
	Findings []string   `json:"findings" nullable:"false"`
}

// AttendanceChange is one entry of the history of an occasion.
type AttendanceChange struct {
	From   AttendanceStatus `json:"from"`
	To     AttendanceStatus `json:"to"`
	Reason string           `json:"reason"`
	ByName string           `json:"by_name"`
	At     time.Time        `json:"at"`
}

// AppealDetail is an appeal with everything that somebody decides on.
type AppealDetail struct {
	Appeal
	Evidence AppealEvidence     `json:"evidence"`
	Changes  []AttendanceChange `json:"changes" nullable:"false" doc:"Oldest first"`
	Pictures []Paper            `json:"pictures" nullable:"false" doc:"What the person sent along"`
}

// NewAppealDecision decides an appeal.
type NewAppealDecision struct {
	IsUpheld  bool          `json:"is_upheld"`
	NewStatus AppealOutcome `json:"new_status,omitempty" doc:"What an upheld appeal changes the record to"`
	Reason    string        `json:"reason" minLength:"1" maxLength:"500"`
}

type listAppealsInput struct {
	httpapi.Paging
	Status   AppealStatus `query:"status"`
	UnitID   string       `query:"unit_id" format:"uuid"`
	PersonID string       `query:"person_id" format:"uuid"`
	From     string       `query:"from" format:"date" doc:"First of the days that they are about"`
	To       string       `query:"to" format:"date" doc:"Last of these days, itself included"`
}

type decideAppealInput struct {
	IDPath
	Body NewAppealDecision
}

func (d Deps) registerAppeals(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listAppeals", Method: http.MethodGet, Path: "/console/v1/appeals", Tag: "appeal", Summary: "Appeals in scope, newest first",
		Action: authz.AppealRead, Errors: []*fault.Error{page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[Appeal]{Items: []Appeal{sampleAppeal()}},
	}, d.listAppeals)
	httpapi.Register(api, httpapi.Op{
		ID: "getAppeal", Method: http.MethodGet, Path: "/console/v1/appeals/{id}", Tag: "appeal", Summary: "An appeal with its evidence and what came of it",
		Action: authz.AppealRead, Errors: []*fault.Error{appeal.ErrNotFound, authz.ErrOutOfScope}, Example: sampleAppealDetail(),
	}, d.getAppeal)
	httpapi.Register(api, httpapi.Op{
		ID: "decideAppeal", Method: http.MethodPost, Path: "/console/v1/appeals/{id}/decision", Tag: "appeal", Summary: "Decide an appeal, unless I decided the matter first",
		Action: authz.AppealDecide, Example: sampleAppealDetail(),
		Errors: []*fault.Error{appeal.ErrNotFound, appeal.ErrMoved, appeal.ErrOwn, appeal.ErrLevel, appeal.ErrReason, appeal.ErrInvalid, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.decideAppeal)
}

func sampleAppeal() Appeal {
	return Appeal{
		ID: sampleID(16), Person: samplePersonRef(), Station: sampleStation(), Source: "checkin", SourceID: sampleID(4), Day: "2026-11-23", Against: "absent", Text: "手机没有电了",
		Status: "open", OpenedAt: sampleTime(), DueAt: sampleTime().Add(appeal.AnswerIn),
	}
}

func sampleAppealDetail() AppealDetail {
	return AppealDetail{
		Appeal: sampleAppeal(), Changes: []AttendanceChange{}, Pictures: []Paper{samplePaper()},
		Evidence: AppealEvidence{OpensAt: sampleTimePointer(), ClosesAt: sampleTimePointer(), Causes: []Cause{{Code: "notice_not_delivered"}}, Findings: []string{}},
	}
}

func (d Deps) listAppeals(ctx context.Context, in *listAppealsInput) (*httpapi.Body[httpapi.List[Appeal]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f := appeal.Filter{PersonID: person.ID(in.PersonID), From: in.From, To: in.To}
	if in.Status != "" {
		f.Statuses = []appeal.Status{appeal.Status(in.Status)}
	}
	all, err := d.Appeals.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	convert, err := d.appealWords(ctx, all)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, convert, func(a appeal.Appeal) page.Cursor {
		return page.Cursor{At: a.OpenedAt, ID: string(a.ID)}
	})), nil
}

// appealWords returns the conversion of appeals, with names.
func (d Deps) appealWords(ctx context.Context, all []appeal.Appeal) (func(appeal.Appeal) Appeal, error) {
	actor := httpapi.Actor(ctx)
	l, err := d.look(ctx, actor, httpapi.Map(all, func(a appeal.Appeal) person.ID { return a.PersonID }))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, a := range all {
		ids = append(ids, a.DecidedBy, a.FirstDecider)
	}
	staff, err := d.Names.Staff(ctx, ids)
	if err != nil {
		return nil, err
	}
	return func(a appeal.Appeal) Appeal {
		return Appeal{
			ID: string(a.ID), Person: l.person(a.PersonID), Station: l.station(a.StationID), Source: AppealSource(a.Source), SourceID: a.SourceID, Day: a.Day, Against: Mark(a.Against), Sanction: AnySanction(a.Sanction),
			Text: a.Text, Status: AppealStatus(a.Status), OpenedAt: a.OpenedAt.UTC(), DueAt: a.DueAt.UTC(), OverdueAt: httpapi.At(a.OverdueAt), DecidedAt: httpapi.At(a.DecidedAt),
			DecidedName: staff[a.DecidedBy], Reason: a.Reason, NewStatus: AppealOutcome(a.NewStatus), FirstName: staff[a.FirstDecider], IsOwn: a.FirstDecider == actor.ID || a.Proposer == actor.ID,
		}
	}, nil
}

func (d Deps) getAppeal(ctx context.Context, in *IDPath) (*httpapi.Body[AppealDetail], error) {
	return d.describeAppeal(ctx)(d.Appeals.Detail(ctx, httpapi.Actor(ctx), appeal.ID(in.ID)))
}

func (d Deps) decideAppeal(ctx context.Context, in *decideAppealInput) (*httpapi.Body[AppealDetail], error) {
	return d.describeAppeal(ctx)(d.Appeals.Decide(ctx, httpapi.Actor(ctx), appeal.ID(in.ID), appeal.Decision{
		IsUpheld: in.Body.IsUpheld, NewStatus: attendance.Status(in.Body.NewStatus), Reason: in.Body.Reason,
	}))
}

// describeAppeal turns what the service says into the contract's words.
func (d Deps) describeAppeal(ctx context.Context) func(appeal.Detail, error) (*httpapi.Body[AppealDetail], error) {
	return func(v appeal.Detail, err error) (*httpapi.Body[AppealDetail], error) {
		if err != nil {
			return nil, err
		}
		convert, err := d.appealWords(ctx, []appeal.Appeal{v.Appeal})
		if err != nil {
			return nil, err
		}
		staff, err := d.Names.Staff(ctx, httpapi.Map(v.Changes, func(c appeal.Change) string { return c.ByID }))
		if err != nil {
			return nil, err
		}
		e := v.Appeal.Evidence
		return httpapi.OK(AppealDetail{
			Appeal:   convert(v.Appeal),
			Pictures: httpapi.Map(v.Appeal.Pictures, fromObject),
			Evidence: AppealEvidence{OpensAt: httpapi.At(e.OpensAt), ClosesAt: httpapi.At(e.ClosesAt), Causes: httpapi.Map(e.Causes, fromCause), Findings: append([]string{}, e.Findings...)},
			Changes: httpapi.Map(v.Changes, func(c appeal.Change) AttendanceChange {
				return AttendanceChange{From: AttendanceStatus(c.From), To: AttendanceStatus(c.To), Reason: c.Reason, ByName: staff[c.ByID], At: c.At.UTC()}
			}),
		}), nil
	}
}
