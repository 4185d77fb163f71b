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
	// MarkReceipt sets a receipt with the steps it implies on the deliveries of the messages; the first
	// instant of each step stays. It returns the messages that were reached for the first time that way.
	MarkReceipt(ctx context.Context, ids []MessageID, w Way, r Receipt, at time.Time) ([]MessageID, error)
	// MarkUndelivered records that a channel could not bring a message to the device, unless it did already.
	MarkUndelivered(ctx context.Context, id MessageID, c Channel, at time.Time) error
	// ListBySubject returns the deliveries of all messages about a subject, oldest first, at most
	// MaxDeliveries.
	ListBySubject(ctx context.Context, subjectID string) ([]Delivery, error)
}

// Way is how a receipt came: over push, to the addresses of one device, and to no other's; otherwise over the
// channel alone.
type Way struct {
	Channel  Channel
	DeviceID string
}

// MaxDeliveries bounds the deliveries of one subject: years of reminders to every address a person can have.
const MaxDeliveries = 2000

// Addresses keeps where persons are reached and what sending came to.
type Addresses interface {
	// ListSubscriptions returns a person's addresses, oldest first.
	ListSubscriptions(ctx context.Context, p person.ID) ([]Subscription, error)
	// PutSubscription stores an address; the same endpoint on the channel is taken over by the newest device.
	PutSubscription(ctx context.Context, s Subscription) (Subscription, error)
	// DeleteSubscription removes an address of a person; one that does not exist is no error.
	DeleteSubscription(ctx context.Context, p person.ID, id string) error
	// PutOutcome stores AcceptedAt, FailedAt and Failure of a delivery, inserting it if it is new, and counts
	// the attempt for the channel's minute.
	PutOutcome(ctx context.Context, d Delivery) error
	// ListDeliveries returns the deliveries of one message.
	ListDeliveries(ctx context.Context, id MessageID) ([]Delivery, error)
}

// Facts are what the ladder needs to know of a message's person and subject.
type Facts struct {
	Ladder Ladder
	Zone   *time.Location // of the person's station
	Phone  string         // empty without one
	// IsWaiting tells that the subject still waits for an answer.
	IsWaiting bool
	Steps     []StepState
}

// StepState is how far a step of a message is.
type StepState struct {
	Channel      Channel
	ClaimedUntil time.Time
	Tries        int // claims in a row that never came back
	DoneAt       time.Time
}

// Ladders keeps how persons are told and how far each message is.
type Ladders interface {
	// Facts returns what is known of a message's person and subject.
	Facts(ctx context.Context, m Message) (Facts, error)
	// ClaimSteps takes steps of a message until the given instant and returns those that it took: neither
	// done nor claimed by somebody else at now, nor lost MaxTries times.
	ClaimSteps(ctx context.Context, id MessageID, steps []Channel, now, until time.Time) ([]Channel, error)
	// SettleSteps ends the claims of steps, done or to be tried again, and stores when to look at the
	// message again; zero is never.
	SettleSteps(ctx context.Context, id MessageID, done, again []Channel, now, wake time.Time) error
	// WakeDue enqueues a SendJob for each message whose time to be looked at again has come, at most limit,
	// and tells how many.
	WakeDue(ctx context.Context, now time.Time, limit int) (int, error)
}
