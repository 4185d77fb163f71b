package consoleapi_test

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/oversight"
	"diandao/internal/person"
	"diandao/internal/report"
	"diandao/internal/rollcall"
)

func (r rollCalls) Plan(_ context.Context, a authz.Actor, in rollcall.PlanInput) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, fmt.Sprintf("plan for %s at %s, told %s before, by %s", in.Audience, in.StartsAt.UTC().Format("01-02 15:04"), in.NotifyBefore, in.Order))
}

func (r rollCalls) Replan(_ context.Context, a authz.Actor, _ rollcall.ID, in rollcall.PlanInput) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, "replan for "+string(in.Audience))
}

func (r rollCalls) Preview(_ context.Context, a authz.Actor, in rollcall.PlanInput) (rollcall.Preview, error) {
	who := person.Person{ID: known, Name: "王小明", Number: "1"}
	return rollcall.Preview{
		Called: []person.Person{who}, Out: []person.Person{who}, Excuse: map[person.ID]rollcall.Excuse{known: rollcall.OnLeave},
		Apart: []rollcall.Apart{{PersonID: known, Reason: rollcall.CoAccused}}, People: map[person.ID]person.Person{known: who},
	}, authz.Check(a, authz.RollCallRun, station)
}

func (r rollCalls) Cancel(_ context.Context, a authz.Actor, _ rollcall.ID, reason string) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, "cancel because "+reason)
}

func (r rollCalls) Runners(_ context.Context, a authz.Actor, _ rollcall.ID) ([]rollcall.Runner, error) {
	return []rollcall.Runner{{ID: "s1", Name: "李司法"}}, authz.Check(a, authz.RollCallRun, station)
}

func (r rollCalls) HandOver(_ context.Context, a authz.Actor, _ rollcall.ID, staffID string) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, "hand over to "+staffID)
}

func (r rollCalls) Recall(_ context.Context, a authz.Actor, _ rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error) {
	return []rollcall.Invitee{{PersonID: known, Presence: rollcall.Invited, Recalls: 1}}, r.write(a, authz.RollCallRun, fmt.Sprint("recall ", persons))
}

func (r rollCalls) AskTelephone(_ context.Context, a authz.Actor, _ rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error) {
	return []rollcall.Invitee{{PersonID: known, Presence: rollcall.Invited}}, r.write(a, authz.RollCallRun, fmt.Sprint("telephone ", persons))
}

func (r rollCalls) Telephoned(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID, o rollcall.Outcome) (rollcall.Invitee, error) {
	return rollcall.Invitee{PersonID: p, Presence: rollcall.Invited}, r.write(a, authz.AlertAct, "telephoned "+string(p)+": "+string(o))
}

func (r rollCalls) Note(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID, text string) (rollcall.Invitee, error) {
	return rollcall.Invitee{PersonID: p, Presence: rollcall.Invited}, r.write(a, authz.RollCallRun, "note "+text)
}

func (r rollCalls) Seal(_ context.Context, a authz.Actor, _ rollcall.ID) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, "seal")
}

func (r rollCalls) MonthlyFile(_ context.Context, d oversight.ReportDetail, form oversight.Form, lang report.Language) ([]byte, error) {
	return []byte(string(form) + " " + string(lang) + " " + string(d.Month)), nil
}

func (r rollCalls) OverviewFile(_ context.Context, o report.Overview, form oversight.Form, lang report.Language) ([]byte, error) {
	return []byte(string(form) + " " + string(lang) + " " + o.UnitName), nil
}

func (r rollCalls) FairnessFile(_ context.Context, g report.Groups, form oversight.Form, lang report.Language) ([]byte, error) {
	return []byte(string(form) + " " + string(lang) + " " + g.UnitName), nil
}

func (r rollCalls) SheetXLSX(_ context.Context, s rollcall.Sheet) ([]byte, error) {
	return []byte("PK " + s.Officer), nil
}

func apart() casefile.Separation {
	return casefile.Separation{
		Stay:      &person.Stay{Kind: person.InHospital, SinceDay: "2026-11-20", Note: "住院证明"},
		CoAccused: []casefile.CoAccused{{PersonID: "p2", Name: "赵大", Number: "2", At: instant()}},
	}
}

func (p persons) Separation(_ context.Context, a authz.Actor, _ person.ID) (casefile.Separation, error) {
	return apart(), authz.Check(a, authz.PersonRead, station)
}

func (p persons) SetStay(_ context.Context, a authz.Actor, _ person.ID, in casefile.StayInput) (casefile.Separation, error) {
	return apart(), p.write(a, authz.PersonWrite, "stay "+string(in.Kind)+" since "+in.SinceDay+" because "+in.Note)
}

func (p persons) AddCoAccused(_ context.Context, a authz.Actor, _ person.ID, number string) (casefile.Separation, error) {
	return apart(), p.write(a, authz.PersonWrite, "co-accused with "+number)
}

func (p persons) RemoveCoAccused(_ context.Context, a authz.Actor, _, other person.ID) (casefile.Separation, error) {
	return apart(), p.write(a, authz.PersonWrite, "not co-accused with "+string(other))
}
