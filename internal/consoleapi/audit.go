package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
)

// AuditEntry tells who did what to which record, when and why.
type AuditEntry struct {
	ID        string    `json:"id"`
	Chain     string    `json:"chain" doc:"Path of the unit whose chain it is on"`
	Seq       int64     `json:"seq"`
	At        time.Time `json:"at"`
	ActorRole string    `json:"actor_role"`
	ActorID   string    `json:"actor_id"`
	ActorName string    `json:"actor_name" doc:"Of staff; else empty"`
	Action    string    `json:"action" example:"checkin.decided"`
	Subject   string    `json:"subject" example:"checkin:0193a5f0-7c00-7000-8000-000000000004"`
	PersonID  string    `json:"person_id"`
	Reason    string    `json:"reason"`
	Data      facts     `json:"data" doc:"Facts: codes, ids, hashes; null without any"`
	Hash      string    `json:"hash"`
}

type listAuditInput struct {
	httpapi.Paging
	PersonID string `query:"person_id" format:"uuid"`
}

func (d Deps) registerAudit(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listAudit", Method: http.MethodGet, Path: "/console/v1/audit", Tag: "audit", Summary: "Audit entries in scope, newest first",
		Action: authz.AuditRead, Errors: []*fault.Error{page.ErrCursor}, Example: httpapi.List[AuditEntry]{Items: []AuditEntry{sampleAuditEntry()}},
	}, d.listAudit)
}

func (d Deps) listAudit(ctx context.Context, in *listAuditInput) (*httpapi.Body[httpapi.List[AuditEntry]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	all, err := d.Audit.List(ctx, httpapi.Actor(ctx), in.PersonID, req)
	if err != nil {
		return nil, err
	}
	names, err := d.Names.Staff(ctx, httpapi.Map(all, func(e audit.Entry) string { return e.ActorID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(e audit.Entry) AuditEntry { return fromEntry(e, names[e.ActorID]) },
		func(e audit.Entry) page.Cursor { return page.Cursor{At: e.At, ID: e.ID} })), nil
}

func fromEntry(e audit.Entry, actorName string) AuditEntry {
	return AuditEntry{
		ID: e.ID, Chain: string(e.Chain), Seq: e.Seq, At: e.At.UTC(), ActorRole: string(e.ActorRole), ActorID: e.ActorID, ActorName: actorName,
		Action: e.Action, Subject: e.Subject, PersonID: e.PersonID, Reason: e.Reason, Data: e.Data, Hash: e.Hash,
	}
}
