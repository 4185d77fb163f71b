package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
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
	PersonID string    `query:"person_id" format:"uuid"`
	ActorID  string    `query:"actor_id" maxLength:"64" doc:"With from and to, at most 31 days apart, or a person"`
	Action   string    `query:"action" maxLength:"64" doc:"With from and to, at most 31 days apart, or a person"`
	From     time.Time `query:"from" doc:"Not before"`
	To       time.Time `query:"to" doc:"Before"`
}

func (d Deps) registerAudit(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listAudit", Method: http.MethodGet, Path: "/console/v1/audit", Tag: "audit", Summary: "Audit entries in scope, newest first",
		Action: authz.AuditRead, Errors: []*fault.Error{page.ErrCursor, audit.ErrSpan}, Example: httpapi.List[AuditEntry]{Items: []AuditEntry{sampleAuditEntry()}},
	}, d.listAudit)
	httpapi.Register(api, httpapi.Op{
		ID: "checkAudit", Method: http.MethodGet, Path: "/console/v1/audit/check", Tag: "audit", Summary: "Follow the chain of a unit from its first entry on",
		Action: authz.AuditRead, Errors: []*fault.Error{authz.ErrOutOfScope}, Example: ChainCheck{Chain: "/3301/", Entries: 5652, IsWhole: true, Head: "9f86d081884c7d65"},
	}, d.checkAudit)
}

// ChainCheck tells whether every entry of a chain fits the one before.
type ChainCheck struct {
	Chain    string `json:"chain" doc:"Path of the unit whose chain it is"`
	Entries  int64  `json:"entries" doc:"That fit, up to the first that does not"`
	IsWhole  bool   `json:"is_whole"`
	BrokenAt int64  `json:"broken_at" doc:"Number of the first entry that does not fit; 0 when whole"`
	Head     string `json:"head" doc:"Hash of the last entry that fits"`
}

type checkAuditInput struct {
	Chain string `query:"chain" required:"true" minLength:"1" maxLength:"200" doc:"Path of a unit"`
}

func (d Deps) checkAudit(ctx context.Context, in *checkAuditInput) (*httpapi.Body[ChainCheck], error) {
	c, err := d.Audit.Check(ctx, httpapi.Actor(ctx), org.Path(in.Chain))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(ChainCheck{Chain: in.Chain, Entries: c.Entries, IsWhole: c.IsWhole, BrokenAt: c.BrokenAt, Head: c.Head}), nil
}

func (d Deps) listAudit(ctx context.Context, in *listAuditInput) (*httpapi.Body[httpapi.List[AuditEntry]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	f := audit.Filter{PersonID: in.PersonID, ActorID: in.ActorID, From: in.From, To: in.To}
	if in.Action != "" {
		f.Actions = []string{in.Action}
	}
	all, err := d.Audit.List(ctx, httpapi.Actor(ctx), f, req)
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
