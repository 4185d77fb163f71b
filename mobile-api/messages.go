package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/push"
)

// Message is one thing told to the person; the phone has the words for each kind.
type Message struct {
	ID        string      `json:"id"`
	Kind      MessageKind `json:"kind"`
	SubjectID string      `json:"subject_id" doc:"The check-in request or roll call it is about"`
	CreatedAt time.Time   `json:"created_at"`
	ExpiresAt time.Time   `json:"expires_at" doc:"Of a planned roll call: when it begins"`
	OpenedAt  *time.Time  `json:"opened_at"`
}

// MessageReceipt is a step that the phone reports.
type MessageReceipt struct {
	Receipt Receipt `json:"receipt"`
	Channel Channel `json:"channel" doc:"The channel it came by"`
}

// MessagePath names a message. It is exported because Huma looks into exported embedded fields only.
type MessagePath struct {
	ID string `path:"id" format:"uuid"`
}

type receiptInput struct {
	MessagePath
	Body MessageReceipt
}

func (d Deps) registerMessages(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listMessages", Method: http.MethodGet, Path: "/v1/messages", Tag: "message", Summary: "My messages, newest first",
		Action: authz.SelfMessage, Errors: []*fault.Error{page.ErrCursor}, Example: httpapi.List[Message]{Items: []Message{sampleMessage()}},
	}, d.listMessages)
	httpapi.Register(api, httpapi.Op{
		ID: "getMessage", Method: http.MethodGet, Path: "/v1/messages/{id}", Tag: "message", Summary: "One of my messages",
		Action: authz.SelfMessage, Errors: []*fault.Error{push.ErrNotFound}, Example: sampleMessage(),
	}, d.getMessage)
	httpapi.Register(api, httpapi.Op{
		ID: "putReceipt", Method: http.MethodPost, Path: "/v1/messages/{id}/receipts", Tag: "message", Summary: "Tell that a message was delivered, shown or opened",
		Action: authz.SelfMessage, Unkeyed: "the first instant of each step counts, repeats change nothing", Status: http.StatusNoContent,
		Errors: []*fault.Error{push.ErrNotFound, push.ErrReceipt},
	}, d.receipt)
}

func (d Deps) listMessages(ctx context.Context, in *httpapi.Paging) (*httpapi.Body[httpapi.List[Message]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	all, err := d.Inbox.ListMessages(ctx, httpapi.Actor(ctx), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, fromMessage, func(m push.InboxMessage) page.Cursor {
		return page.Cursor{At: m.CreatedAt, ID: string(m.ID)}
	})), nil
}

func (d Deps) getMessage(ctx context.Context, in *MessagePath) (*httpapi.Body[Message], error) {
	m, err := d.Inbox.GetMessage(ctx, httpapi.Actor(ctx), push.MessageID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromMessage(m)), nil
}

func (d Deps) receipt(ctx context.Context, in *receiptInput) (*none, error) {
	return nil, d.Inbox.Receipt(ctx, httpapi.Actor(ctx), push.MessageID(in.ID), push.Receipt(in.Body.Receipt), push.Channel(in.Body.Channel))
}

func fromMessage(m push.InboxMessage) Message {
	return Message{
		ID: string(m.ID), Kind: MessageKind(m.Kind), SubjectID: m.SubjectID, CreatedAt: m.CreatedAt.UTC(), ExpiresAt: m.ExpiresAt.UTC(), OpenedAt: httpapi.At(m.OpenedAt),
	}
}
