// Package push tells persons things: a message is written in the transaction of its cause, with its inbox,
// and is carried over the steps of the person's ladder, one after the other, until a device acknowledges it.
// Each way keeps its own ledger of receipts, accepted → delivered → shown → opened. What goes over the air is
// an id to fetch, never personal data.
//
//	written ──step due──▶ claimed ──▶ sent ──▶ done (accepted or refused)
//	                         ▲          └─ provider in trouble: claimed again after its Retry-After
//	                         └─ server died: claimed again after ClaimFor, MaxTries times
//
// Invariants: a step is claimed, durably, before anything leaves; a claim has one holder; nothing is sent on
// once a device has acknowledged or the subject waits for no answer.
package push

import (
	"context"
	"time"

	"diandao/internal/fault"
	"diandao/internal/job"
	"diandao/internal/person"
)

// MessageID identifies a message.
type MessageID string

// Kind tells what a message is about; the phone has the words for it.
type Kind string

// The kinds.
const (
	CheckinOpen     Kind = "checkin_open"     // subject: request id
	CheckinReminder Kind = "checkin_reminder" // subject: request id
	CheckinDecided  Kind = "checkin_decided"  // subject: request id
	RollCallRing    Kind = "rollcall_ring"    // subject: roll call id
	LeaveDecided    Kind = "leave_decided"    // subject: leave id
	AppealDecided   Kind = "appeal_decided"   // subject: appeal id
	WindowExtended  Kind = "window_extended"  // subject: request id
	SanctionDecided Kind = "sanction_decided" // subject: sanction id, approved

	RollCallPlanned   Kind = "rollcall_planned"   // subject: roll call id; ends when the roll call begins
	RollCallRecall    Kind = "rollcall_recall"    // subject: roll call id
	RollCallCancelled Kind = "rollcall_cancelled" // subject: roll call id
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{CheckinOpen, CheckinReminder, CheckinDecided, RollCallRing, LeaveDecided, AppealDecided, WindowExtended, RollCallPlanned, RollCallRecall, RollCallCancelled, SanctionDecided}
}

// IsRing reports whether the message asks to come to a roll call now.
func (k Kind) IsRing() bool { return k == RollCallRing || k == RollCallRecall }

// Channel is a way to reach a person.
type Channel string

// The channels. The inbox is read by the app itself and needs no provider.
const (
	Inbox   Channel = "inbox"
	FCM     Channel = "fcm"
	WebPush Channel = "webpush"
	SMS     Channel = "sms"
	Call    Channel = "call" // an officer rings the person up
)

// Channels lists every channel.
func Channels() []Channel { return []Channel{Inbox, FCM, WebPush, SMS, Call} }

// DeviceChannels lists the channels on which a device itself can say what arrived.
func DeviceChannels() []Channel { return []Channel{Inbox, FCM, WebPush} }

// Message is one thing told to one person.
type Message struct {
	ID        MessageID
	PersonID  person.ID
	Kind      Kind
	SubjectID string
	CreatedAt time.Time
	ExpiresAt time.Time // providers drop it after this instant
}

// Delivery is the ledger of one message on one channel (and one subscription, but for the inbox).
type Delivery struct {
	ID             string
	MessageID      MessageID
	Channel        Channel
	SubscriptionID string
	AcceptedAt     time.Time // the provider took it; for the inbox: written
	DeliveredAt    time.Time // the device says it arrived
	ShownAt        time.Time
	OpenedAt       time.Time
	FailedAt       time.Time // when the try began that failed
	Failure        string    // reason code: "unregistered", "rejected", "unavailable", "undelivered"; of a call its result
}

// Reached reports whether the device, not just a provider, has acknowledged the message.
func (d Delivery) Reached() bool {
	return !d.DeliveredAt.IsZero() || !d.ShownAt.IsZero() || !d.OpenedAt.IsZero()
}

// Subscription is an address of a device on a channel. For FCM Endpoint is the registration token; for
// Web Push (RFC 8030) Endpoint is the push resource and P256DH and Auth are its keys (RFC 8291).
type Subscription struct {
	ID        string
	DeviceID  string
	PersonID  person.ID
	Channel   Channel
	Endpoint  string
	P256DH    string
	Auth      string
	CreatedAt time.Time
}

// Receipt is a step that a device reports.
type Receipt string

// The receipts.
const (
	Delivered Receipt = "delivered"
	Shown     Receipt = "shown"
	Opened    Receipt = "opened"
)

// Envelope is all that goes over the air.
type Envelope struct {
	MessageID MessageID `json:"message_id"`
}

// Errors of this package.
var (
	ErrNotFound     = fault.New(fault.NotFound, "push.message_not_found", "There is no such message.")
	ErrSubscription = fault.New(fault.Invalid, "push.subscription_invalid", "The push subscription is not valid.")
	ErrReceipt      = fault.New(fault.Invalid, "push.receipt_invalid", "A receipt is delivered, shown or opened.")
	// ErrUnregistered tells that an address is dead and is to be dropped.
	ErrUnregistered = fault.New(fault.NotFound, "push.unregistered", "The address is no longer registered.")
	// ErrRejected tells that the provider will never take this message.
	ErrRejected = fault.New(fault.Invalid, "push.rejected", "The provider refused the message.")
)

// RetryLater is returned by a Sender when the provider asks to wait or does not answer properly.
type RetryLater struct {
	After time.Duration // as the provider says; zero when it does not
	Cause error
}

// Error tells the cause.
func (r RetryLater) Error() string { return "push provider asks to wait: " + r.Cause.Error() }

// Unwrap returns the cause.
func (r RetryLater) Unwrap() error { return r.Cause }

// Sender carries an envelope over one channel. It returns nil when the provider accepted it,
// ErrUnregistered, ErrRejected, or RetryLater.
type Sender interface {
	Channel() Channel
	Send(ctx context.Context, s Subscription, e Envelope, expires time.Time) error
}

// SendJob does the steps of one message that are due.
type SendJob struct {
	MessageID MessageID `json:"message_id"`
}

// Kind names the job.
func (SendJob) Kind() string { return "push.send" }

// Writer is the part of a transaction that takes messages: it stores the message with its inbox
// delivery and enqueues a SendJob.
type Writer interface {
	Notify(ctx context.Context, m Message) error
}

var _ job.Args = SendJob{}
