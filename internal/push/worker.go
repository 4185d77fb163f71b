package push

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/job"
)

// Bounds of sending.
const (
	SendTimeout = 10 * time.Second // of one message to one address
	atOnce      = 4                // addresses of one message
	minWait     = time.Second
	maxWait     = 15 * time.Minute
	storeWithin = 5 * time.Second
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

// Handle sends one message to every address of its person that has not accepted it yet, until it expires
// or is opened. Running it again sends nothing twice that a provider has accepted. It returns job.Snooze
// when a provider asks to wait or is in trouble, for as long as the slowest of them asks.
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
	waits := make([]time.Duration, len(subs))
	var all errgroup.Group
	all.SetLimit(atOnce)
	for n, s := range subs {
		all.Go(func() (err error) {
			waits[n], err = w.carry(ctx, m.Message, s, before)
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	if len(waits) == 0 || slices.Max(waits) <= 0 {
		return nil
	}
	return job.Snooze{For: slices.Max(waits)}
}

// carry sends a message to one address and stores what came of it. It returns how long to wait before
// trying again, zero when there is nothing to try.
func (w *Worker) carry(ctx context.Context, m Message, s Subscription, before []Delivery) (time.Duration, error) {
	sender, ok := w.senders[s.Channel]
	settled := slices.ContainsFunc(before, func(d Delivery) bool {
		return d.SubscriptionID == s.ID && (!d.AcceptedAt.IsZero() || d.Failure == failureRejected)
	})
	if !ok || settled {
		return 0, nil
	}
	sendCtx, cancel := context.WithTimeout(ctx, SendTimeout)
	sent := sender.Send(sendCtx, s, Envelope{MessageID: m.ID}, m.ExpiresAt)
	cancel()
	now := w.clock.Now()
	d := Delivery{ID: id.New(), MessageID: m.ID, Channel: s.Channel, SubscriptionID: s.ID}
	var wait time.Duration
	if sent == nil {
		d.AcceptedAt = now
	} else {
		d.FailedAt = now
		d.Failure, wait = failureOf(sent, now.Sub(m.CreatedAt))
	}
	return wait, w.record(ctx, s, d)
}

// record stores what came of sending, also while the server is stopping: what is not stored is sent again.
func (w *Worker) record(ctx context.Context, s Subscription, d Delivery) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer cancel()
	if err := w.addresses.PutOutcome(ctx, d); err != nil {
		return err
	}
	if d.Failure != failureUnregistered {
		return nil
	}
	if err := w.addresses.DeleteSubscription(ctx, s.PersonID, s.ID); err != nil {
		return fmt.Errorf("drop dead address: %w", err)
	}
	return nil
}

// Failure codes of a delivery.
const (
	failureUnregistered = "unregistered"
	failureRejected     = "rejected"
	failureUnavailable  = "unavailable"
)

// failureOf names why sending failed and how long to wait: as long as the provider asks, otherwise longer
// the older the message is. Anything unknown is worth another try.
func failureOf(err error, age time.Duration) (string, time.Duration) {
	wait := max(age/4, 15*time.Second)
	if later, ok := errors.AsType[RetryLater](err); ok && later.After > 0 {
		wait = max(later.After, minWait)
	}
	switch {
	case errors.Is(err, ErrUnregistered):
		return failureUnregistered, 0
	case errors.Is(err, ErrRejected):
		return failureRejected, 0
	}
	return failureUnavailable, min(wait, maxWait)
}
