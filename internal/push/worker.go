package push

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/job"
)

// Bounds of sending.
const (
	SendTimeout = 10 * time.Second
	minWait     = time.Second
	maxWait     = 15 * time.Minute
)

// Worker carries messages over the channels of their persons.
type Worker struct {
	ledger    Ledger
	addresses Addresses
	senders   map[Channel]Sender
	clock     clock.Clock
}

// NewWorker returns a worker with one sender a channel.
func NewWorker(ledger Ledger, addresses Addresses, c clock.Clock, senders ...Sender) *Worker {
	w := &Worker{ledger: ledger, addresses: addresses, senders: map[Channel]Sender{}, clock: c}
	for _, s := range senders {
		w.senders[s.Channel()] = s
	}
	return w
}

// Handle sends one message to every address of its person that has not accepted it yet. Running it again
// sends nothing twice. It returns job.Snooze when a provider asks to wait.
func (w *Worker) Handle(ctx context.Context, j SendJob) error {
	m, err := w.ledger.GetMessage(ctx, j.MessageID)
	if errors.Is(err, ErrNotFound) {
		return job.Cancel{Cause: err}
	}
	if err != nil {
		return err
	}
	if !m.ExpiresAt.After(w.clock.Now()) || !m.OpenedAt.IsZero() {
		return nil
	}
	subs, err := w.addresses.ListSubscriptions(ctx, m.PersonID)
	if err != nil {
		return err
	}
	before, err := w.addresses.ListDeliveries(ctx, m.ID)
	if err != nil {
		return err
	}
	var errs []error
	wait := time.Duration(0)
	for _, s := range subs {
		again, err := w.carry(ctx, m.Message, s, before)
		errs = append(errs, err)
		wait = max(wait, again)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if wait > 0 {
		return job.Snooze{For: wait}
	}
	return nil
}

// carry sends a message to one address and stores what came of it. It returns how long to wait before
// trying again, if the provider asks for it.
func (w *Worker) carry(ctx context.Context, m Message, s Subscription, before []Delivery) (time.Duration, error) {
	sender, ok := w.senders[s.Channel]
	settled := slices.ContainsFunc(before, func(d Delivery) bool {
		return d.SubscriptionID == s.ID && (!d.AcceptedAt.IsZero() || d.Failure == failureRejected)
	})
	if !ok || settled {
		return 0, nil
	}
	d := Delivery{ID: id.New(), MessageID: m.ID, Channel: s.Channel, SubscriptionID: s.ID}
	sendCtx, cancel := context.WithTimeout(ctx, SendTimeout)
	defer cancel()
	sent := sender.Send(sendCtx, s, Envelope{MessageID: m.ID}, m.ExpiresAt)
	now := w.clock.Now()
	var wait time.Duration
	if sent == nil {
		d.AcceptedAt = now
	} else {
		d.FailedAt = now
		d.Failure, wait = failureOf(sent)
	}
	if err := w.addresses.PutOutcome(ctx, d); err != nil {
		return 0, err
	}
	if d.Failure == failureUnregistered {
		if err := w.addresses.DeleteSubscription(ctx, s.PersonID, s.ID); err != nil {
			return 0, fmt.Errorf("drop dead address: %w", err)
		}
	}
	return wait, nil
}

// Failure codes of a delivery.
const (
	failureUnregistered = "unregistered"
	failureRejected     = "rejected"
	failureUnavailable  = "unavailable"
)

// failureOf names why sending failed and how long to wait; anything unknown is worth another try.
func failureOf(err error) (string, time.Duration) {
	later, asked := errors.AsType[RetryLater](err)
	switch {
	case errors.Is(err, ErrUnregistered):
		return failureUnregistered, 0
	case errors.Is(err, ErrRejected):
		return failureRejected, 0
	case asked && later.After > 0:
		return failureUnavailable, min(max(later.After, minWait), maxWait)
	}
	return failureUnavailable, 15 * time.Second
}
