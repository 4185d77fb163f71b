package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Leave is one absence; both days are included.
type Leave struct {
	ID         string      `json:"id"`
	Person     PersonRef   `json:"person"`
	Station    UnitRef     `json:"station"`
	FromDay    string      `json:"from_day" format:"date"`
	ToDay      string      `json:"to_day" format:"date"`
	Days       int         `json:"days"`
	Place      string      `json:"place"`
	Reason     string      `json:"reason"`
	Status     LeaveStatus `json:"status"`
	Level      UnitKind    `json:"level" doc:"Who approves, by its length"`
	MayDecide  bool        `json:"may_decide" doc:"Whether the level of who asks is enough"`
	IsUrgent   bool        `json:"is_urgent" doc:"Applied for less than three days ahead"`
	AppliedAt  time.Time   `json:"applied_at"`
	ReturnedAt *time.Time  `json:"returned_at"`
	OverdueAt  *time.Time  `json:"overdue_at"`
}

// LeaveStep is one entry of a leave's history.
type LeaveStep struct {
	Kind   LeaveStepKind `json:"kind"`
	Reason string        `json:"reason"`
	ByName string        `json:"by_name" doc:"Empty for the person"`
	At     time.Time     `json:"at"`
}

// LeaveDetail is a leave with its history.
type LeaveDetail struct {
	Leave
	Steps  []LeaveStep `json:"steps" nullable:"false" doc:"Oldest first"`
	Papers []Paper     `json:"papers" nullable:"false" doc:"What came with the application"`
}

// NewLeaveDecision decides an application, or adds the station's opinion.
type NewLeaveDecision struct {
	Decision LeaveDecision `json:"decision"`
	Reason   string        `json:"reason,omitempty" maxLength:"500" doc:"Needed unless it is approved"`
}

// CutShort ends a leave earlier.
type CutShort struct {
	ToDay  string `json:"to_day" format:"date" doc:"The new last day"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

type listLeavesInput struct {
	httpapi.Paging
	Status   LeaveStatus `query:"status"`
	UnitID   string      `query:"unit_id" format:"uuid"`
	PersonID string      `query:"person_id" format:"uuid"`
	From     string      `query:"from" format:"date" doc:"Their first day is not before"`
	To       string      `query:"to" format:"date" doc:"Their first day is not after"`
	Granted  bool        `query:"granted" doc:"Approved, whether returned from or not; instead of status"`
	Late     bool        `query:"late" doc:"Whose return was late"`
}

type decideLeaveInput struct {
	IDPath
	Body NewLeaveDecision
}

type cutShortInput struct {
	IDPath
	Body CutShort
}

func (d Deps) registerLeaves(api *httpapi.API) {
	wrong := []*fault.Error{leave.ErrNotFound, leave.ErrMoved, leave.ErrReason, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listLeaves", Method: http.MethodGet, Path: "/console/v1/leaves", Tag: "leave", Summary: "Leaves in scope, newest first",
		Action: authz.LeaveRead, Errors: []*fault.Error{page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[Leave]{Items: []Leave{sampleLeave()}},
	}, d.listLeaves)
	httpapi.Register(api, httpapi.Op{
		ID: "getLeave", Method: http.MethodGet, Path: "/console/v1/leaves/{id}", Tag: "leave", Summary: "A leave with its history",
		Action: authz.LeaveRead, Errors: []*fault.Error{leave.ErrNotFound, authz.ErrOutOfScope}, Example: sampleLeaveDetail(),
	}, d.getLeave)
	httpapi.Register(api, httpapi.Op{
		ID: "decideLeave", Method: http.MethodPost, Path: "/console/v1/leaves/{id}/decision", Tag: "leave", Summary: "Decide an application, or add the station's opinion",
		Action: authz.LeaveDecide, Errors: append([]*fault.Error{leave.ErrLevel, leave.ErrInvalid}, wrong...), Example: sampleLeaveDetail(),
	}, d.decideLeave)
	httpapi.Register(api, httpapi.Op{
		ID: "cutLeaveShort", Method: http.MethodPost, Path: "/console/v1/leaves/{id}/cut-short", Tag: "leave", Summary: "End an approved leave earlier",
		Action: authz.LeaveDecide, Errors: append([]*fault.Error{leave.ErrInvalid}, wrong...), Example: sampleLeaveDetail(),
	}, d.cutLeaveShort)
}

func sampleLeave() Leave {
	return Leave{
		ID: sampleID(15), Person: samplePersonRef(), Station: sampleStation(), FromDay: "2026-12-01", ToDay: "2026-12-05", Days: 5, Place: "湖州市德清县", Reason: "母亲住院",
		Status: "applied", Level: "station", MayDecide: true, AppliedAt: sampleTime(),
	}
}

func sampleLeaveDetail() LeaveDetail {
	return LeaveDetail{Leave: sampleLeave(), Steps: []LeaveStep{{Kind: "applied", At: sampleTime()}}, Papers: []Paper{samplePaper()}}
}

func (d Deps) listLeaves(ctx context.Context, in *listLeavesInput) (*httpapi.Body[httpapi.List[Leave]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f := leave.Filter{PersonID: person.ID(in.PersonID), From: in.From, To: in.To, IsLate: in.Late}
	switch {
	case in.Granted:
		f.Statuses = []leave.Status{leave.Approved, leave.Returned}
	case in.Status != "":
		f.Statuses = []leave.Status{leave.Status(in.Status)}
	}
	all, err := d.Leaves.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, func(v leave.Leave) person.ID { return v.PersonID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(v leave.Leave) Leave { return l.leave(httpapi.Actor(ctx), v) }, func(v leave.Leave) page.Cursor {
		return page.Cursor{At: v.AppliedAt, ID: string(v.ID)}
	})), nil
}

func (l lookup) leave(actor authz.Actor, v leave.Leave) Leave {
	return Leave{
		ID: string(v.ID), Person: l.person(v.PersonID), Station: l.station(v.StationID), FromDay: v.FromDay, ToDay: v.ToDay, Days: leave.Days(v.FromDay, v.ToDay), Place: v.Place, Reason: v.Reason,
		Status: LeaveStatus(v.Status), Level: UnitKind(v.Level), MayDecide: leave.May(actor.Scope.Level(), v.Level), IsUrgent: v.IsUrgent, AppliedAt: v.AppliedAt.UTC(),
		ReturnedAt: httpapi.At(v.ReturnedAt), OverdueAt: httpapi.At(v.OverdueAt),
	}
}

func (d Deps) getLeave(ctx context.Context, in *IDPath) (*httpapi.Body[LeaveDetail], error) {
	return d.describeLeave(ctx)(d.Leaves.Detail(ctx, httpapi.Actor(ctx), leave.ID(in.ID)))
}

func (d Deps) decideLeave(ctx context.Context, in *decideLeaveInput) (*httpapi.Body[LeaveDetail], error) {
	return d.describeLeave(ctx)(d.Leaves.Decide(ctx, httpapi.Actor(ctx), leave.ID(in.ID), leave.Decision(in.Body.Decision), in.Body.Reason))
}

func (d Deps) cutLeaveShort(ctx context.Context, in *cutShortInput) (*httpapi.Body[LeaveDetail], error) {
	return d.describeLeave(ctx)(d.Leaves.CutShort(ctx, httpapi.Actor(ctx), leave.ID(in.ID), in.Body.ToDay, in.Body.Reason))
}

// describeLeave turns what the service says into the contract's words.
func (d Deps) describeLeave(ctx context.Context) func(leave.Detail, error) (*httpapi.Body[LeaveDetail], error) {
	return func(v leave.Detail, err error) (*httpapi.Body[LeaveDetail], error) {
		if err != nil {
			return nil, err
		}
		actor := httpapi.Actor(ctx)
		l, err := d.look(ctx, actor, []person.ID{v.Leave.PersonID})
		if err != nil {
			return nil, err
		}
		return httpapi.OK(LeaveDetail{Leave: l.leave(actor, v.Leave), Papers: httpapi.Map(v.Leave.Papers, fromObject), Steps: httpapi.Map(v.Steps, func(s leave.Step) LeaveStep {
			return LeaveStep{Kind: LeaveStepKind(s.Kind), Reason: s.Reason, ByName: s.ByName, At: s.At.UTC()}
		})}), nil
	}
}
