package consoleapi

import (
	"context"
	"net/http"
	"slices"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// Whom names persons of a roll call; nobody is everybody for whom it can be done.
type Whom struct {
	PersonIDs []string `json:"person_ids,omitempty" maxItems:"1000"`
}

type whomInput struct {
	IDPath
	Body Whom
}

// PhoneResult is what came of telephoning.
type PhoneResult struct {
	Outcome PhoneOutcome `json:"outcome"`
}

type phonedInput struct {
	IDPath
	PersonID string `path:"person_id" format:"uuid"`
	Body     PhoneResult
}

// NewNote is an officer's words on a person.
type NewNote struct {
	Text string `json:"text" minLength:"1" maxLength:"500"`
}

type noteInput struct {
	IDPath
	PersonID string `path:"person_id" format:"uuid"`
	Body     NewNote
}

type inviteeInput struct {
	IDPath
	PersonID string `path:"person_id" format:"uuid"`
}

// HandOver names the staff member who takes over.
type HandOver struct {
	StaffID string `json:"staff_id" format:"uuid"`
}

type handOverInput struct {
	IDPath
	Body HandOver
}

// Runner is a staff member who may run a roll call.
type Runner struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (d Deps) registerRollCallActs(api *httpapi.API) {
	const base = "/console/v1/roll-calls/{id}"
	scope := []*fault.Error{rollcall.ErrNotFound, authz.ErrOutOfScope}
	moves := append([]*fault.Error{rollcall.ErrState, rollcall.ErrNotInvited, httpapi.ErrCSRF}, scope...)
	invitees := httpapi.List[Invitee]{Items: []Invitee{sampleInvitee()}}
	httpapi.Register(api, httpapi.Op{
		ID: "recallInvitees", Method: http.MethodPost, Path: base + "/recall", Tag: "roll call", Summary: "Ring those again who are not on line, by push and by SMS",
		Action: authz.RollCallRun, Errors: append([]*fault.Error{rollcall.ErrRecallSoon}, moves...), Example: invitees,
	}, d.recallInvitees)
	httpapi.Register(api, httpapi.Op{
		ID: "askTelephone", Method: http.MethodPost, Path: base + "/telephone", Tag: "roll call", Summary: "Make telephone tasks of those who did not answer twice",
		Action: authz.RollCallRun, Errors: append([]*fault.Error{rollcall.ErrPhone}, moves...), Example: invitees,
	}, d.askTelephone)
	httpapi.Register(api, httpapi.Op{
		ID: "recordTelephone", Method: http.MethodPost, Path: base + "/invitees/{person_id}/telephone", Tag: "roll call", Summary: "Record what came of telephoning a person",
		Action: authz.AlertAct, Errors: append([]*fault.Error{rollcall.ErrOutcome}, moves...), Example: sampleInvitee(),
	}, d.recordTelephone)
	httpapi.Register(api, httpapi.Op{
		ID: "noteInvitee", Method: http.MethodPost, Path: base + "/invitees/{person_id}/notes", Tag: "roll call", Summary: "Keep a note on a person's part in a roll call",
		Action: authz.RollCallRun, Errors: append([]*fault.Error{rollcall.ErrNote}, moves...), Example: sampleInvitee(),
	}, d.noteInvitee)
	httpapi.Register(api, httpapi.Op{
		ID: "getInviteeEnrolment", Method: http.MethodGet, Path: base + "/invitees/{person_id}" + enrolmentPath, Tag: "roll call",
		Summary: "The pictures by which an invitee is recognised when called; opening one is a look, which the ledger keeps",
		Action:  authz.RollCallRead, Errors: append([]*fault.Error{rollcall.ErrNotInvited}, scope...), Example: sampleEnrolments(),
	}, d.inviteeEnrolment)
	httpapi.Register(api, httpapi.Op{
		ID: "listRunners", Method: http.MethodGet, Path: base + "/runners", Tag: "roll call", Summary: "Who may take a roll call over",
		Action: authz.RollCallRun, Errors: scope, Example: httpapi.List[Runner]{Items: []Runner{{ID: sampleID(9), Name: "李司法"}}},
	}, d.listRunners)
	httpapi.Register(api, httpapi.Op{
		ID: "handOverRollCall", Method: http.MethodPost, Path: base + "/hand-over", Tag: "roll call", Summary: "Give a roll call to another officer, or take it over",
		Action: authz.RollCallRun, Errors: append([]*fault.Error{rollcall.ErrHandOver}, moves...), Example: sampleRollCallDetail(),
	}, d.handOverRollCall)
	httpapi.Register(api, httpapi.Op{
		ID: "sealRollCall", Method: http.MethodPost, Path: base + "/seal", Tag: "roll call", Summary: "Make the sheet of a closed roll call immutable",
		Action: authz.RollCallRun, Errors: moves, Example: sampleRollCallDetail(),
	}, d.sealRollCall)
}

func (d Deps) recallInvitees(ctx context.Context, in *whomInput) (*httpapi.Body[httpapi.List[Invitee]], error) {
	all, err := d.RollCalls.Recall(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), personIDs(in.Body.PersonIDs))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[Invitee]{Items: httpapi.Map(all, fromInvitee)}), nil
}

func (d Deps) askTelephone(ctx context.Context, in *whomInput) (*httpapi.Body[httpapi.List[Invitee]], error) {
	all, err := d.RollCalls.AskTelephone(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), personIDs(in.Body.PersonIDs))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[Invitee]{Items: httpapi.Map(all, fromInvitee)}), nil
}

func (d Deps) recordTelephone(ctx context.Context, in *phonedInput) (*httpapi.Body[Invitee], error) {
	i, err := d.RollCalls.Telephoned(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), person.ID(in.PersonID), rollcall.Outcome(in.Body.Outcome))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromInvitee(i)), nil
}

func (d Deps) noteInvitee(ctx context.Context, in *noteInput) (*httpapi.Body[Invitee], error) {
	i, err := d.RollCalls.Note(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), person.ID(in.PersonID), in.Body.Text)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromInvitee(i)), nil
}

func (d Deps) listRunners(ctx context.Context, in *IDPath) (*httpapi.Body[httpapi.List[Runner]], error) {
	all, err := d.RollCalls.Runners(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[Runner]{Items: httpapi.Map(all, func(r rollcall.Runner) Runner { return Runner(r) })}), nil
}

func (d Deps) handOverRollCall(ctx context.Context, in *handOverInput) (*httpapi.Body[RollCallDetail], error) {
	rc, err := d.RollCalls.HandOver(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), in.Body.StaffID)
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

func (d Deps) sealRollCall(ctx context.Context, in *IDPath) (*httpapi.Body[RollCallDetail], error) {
	rc, err := d.RollCalls.Seal(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return d.describeRollCall(ctx, rc.ID)
}

// inviteeEnrolment needs no reason for minors: to recognise who is called is what a roll call is for.
func (d Deps) inviteeEnrolment(ctx context.Context, in *inviteeInput) (*httpapi.Body[Enrolments], error) {
	actor, who := httpapi.Actor(ctx), person.ID(in.PersonID)
	sheet, err := d.RollCalls.Sheet(ctx, actor, rollcall.ID(in.ID))
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(sheet.Invitees, func(i rollcall.Invitee) bool { return i.PersonID == who }) {
		return nil, rollcall.ErrNotInvited
	}
	e, err := d.Enrolments.Current(ctx, actor, who)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(d.fromEnrolment(e)), nil
}
