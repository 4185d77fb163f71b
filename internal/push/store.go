package push

import (
	"context"
	"time"

	"diandao/internal/page"
	"diandao/internal/person"
)

// InboxMessage is a message with when the person first opened it, on whatever channel.
type InboxMessage struct {
	Message
	OpenedAt time.Time
}

// Ledger keeps messages and the receipts of their deliveries.
type Ledger interface {
	// GetMessage returns ErrNotFound.
	GetMessage(ctx context.Context, id MessageID) (InboxMessage, error)
	// ListMessages returns a person's messages, newest first by (CreatedAt, ID).
	ListMessages(ctx context.Context, p person.ID, pr page.Request) ([]InboxMessage, error)
	// CountUnread counts a person's messages that nobody opened and that have not expired at now.
	CountUnread(ctx context.Context, p person.ID, now time.Time) (int, error)
	// MarkReceipt sets the receipt on the deliveries of the messages over the channel, with the steps it
	// implies; the first instant of each step stays. It returns the messages that were reached for the
	// first time on that channel.
	MarkReceipt(ctx context.Context, ids []MessageID, c Channel, r Receipt, at time.Time) ([]MessageID, error)
	// ListBySubject returns the deliveries of all messages about a subject, oldest first.
	ListBySubject(ctx context.Context, subjectID string) ([]Delivery, error)
}

// Addresses keeps where persons are reached and what sending came to.
type Addresses interface {
	// ListSubscriptions returns a person's addresses, oldest first.
	ListSubscriptions(ctx context.Context, p person.ID) ([]Subscription, error)
	// PutSubscription stores an address; the same endpoint on the channel is taken over by the newest device.
	PutSubscription(ctx context.Context, s Subscription) (Subscription, error)
	// DeleteSubscription removes an address of a person; one that does not exist is no error.
	DeleteSubscription(ctx context.Context, p person.ID, id string) error
	// PutOutcome stores AcceptedAt, FailedAt and Failure of a delivery, inserting it if it is new.
	PutOutcome(ctx context.Context, d Delivery) error
	// ListDeliveries returns the deliveries of one message.
	ListDeliveries(ctx context.Context, id MessageID) ([]Delivery, error)
}
