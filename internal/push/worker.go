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

// Claims of steps: what a server that died had claimed is tried again after ClaimFor, by somebody else, and
// given up after MaxTries claims in a row that never came back. So a provider gets a message at most MaxTries
// times because of crashes. A person sees it once all the same: every repeat carries the same id, by which
// phones, push services and the SMS gateway replace what they already have.
const (
	ClaimFor = time.Minute // more than the longest that one step can take
	MaxTries = 3
)

// Caller asks the officers of a station to ring a person up.
type Caller interface {
	// AskForCall raises the task for the message's subject, once, unless it no longer waits for an answer.
	AskForCall(ctx context.Context, m Message) error
}

// Meter counts what goes out, by channel.
type Meter interface {
	PushSent(channel string)
	PushAccepted(channel string)
	PushFailed(channel, reason string)
}

// Worker carries messages over the steps of their persons' ladders.
type Worker struct {
	d       WorkerDeps
	senders map[Channel]Sender
}

// WorkerDeps are what a Worker needs; Meter may be nil.
type WorkerDeps struct {
	Ledger    Ledger
	Addresses Addresses
	Ladders   Ladders
	Caller    Caller
	Meter     Meter
	Clock     clock.Clock
}

// NewWorker returns a worker with one sender a channel. A channel without one is left out of every ladder.
func NewWorker(d WorkerDeps, senders ...Sender) *Worker {
	w := &Worker{d: d, senders: map[Channel]Sender{}}
	if d.Meter == nil {
		w.d.Meter = unmetered{}
	}
	for _, s := range senders {
		w.senders[s.Channel()] = s
	}
	return w
}

type unmetered struct{}

func (unmetered) PushSent(string)           {}
func (unmetered) PushAccepted(string)       {}
func (unmetered) PushFailed(string, string) {}

// wakeBatch bounds what one transaction wakes.
const wakeBatch = 500

// WakeDue has the messages looked at whose next step has come, in bounded batches, and tells how many. It is
// safe to run twice at once.
func (w *Worker) WakeDue(ctx context.Context) (int, error) {
	woken, now := 0, w.d.Clock.Now()
	for {
		n, err := w.d.Ladders.WakeDue(ctx, now, wakeBatch)
		woken += n
		if err != nil || n == 0 {
			return woken, err
		}
	}
}

// Handle does the steps of a message that are due: it sends to every address that has not accepted the
// message yet, or asks for a call. Running it again sends nothing twice that a provider has accepted. It
// returns job.Snooze when a provider asks to wait or is in trouble, for as long as the slowest of them asks,
// or when another server is at it.
func (w *Worker) Handle(ctx context.Context, j SendJob) error {
	m, err := w.d.Ledger.GetMessage(ctx, j.MessageID)
	if errors.Is(err, ErrNotFound) {
		return job.Cancel{Cause: err}
	}
	if err != nil {
		return err
	}
	v, err := w.visit(ctx, m.Message)
	if err != nil {
		return err
	}
	if len(v.due) == 0 && v.wake.IsZero() && v.busy == 0 {
		return nil
	}
	wait, done, again, err := w.climb(ctx, v)
	if err != nil {
		return err
	}
	settleCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer cancel()
	if err := w.d.Ladders.SettleSteps(settleCtx, m.ID, done, again, w.d.Clock.Now(), v.wake); err != nil {
		return err
	}
	if wait = max(wait, v.busy); wait > 0 {
		return job.Snooze{For: wait}
	}
	return nil
}

// visit is what one look at a message finds to do.
type visit struct {
	message Message
	facts   Facts
	before  []Delivery
	subs    []Subscription
	due     []Channel     // claimed by us
	wake    time.Time     // of the next step
	busy    time.Duration // until another server's claim ends; zero without one
}

func (w *Worker) visit(ctx context.Context, m Message) (v visit, err error) {
	now := w.d.Clock.Now()
	v = visit{message: m}
	if !m.ExpiresAt.After(now) {
		return v, nil
	}
	if v.facts, err = w.d.Ladders.Facts(ctx, m); err != nil || !v.facts.IsWaiting {
		return v, err
	}
	if v.before, err = w.d.Addresses.ListDeliveries(ctx, m.ID); err != nil {
		return v, err
	}
	if v.subs, err = w.d.Addresses.ListSubscriptions(ctx, m.PersonID); err != nil {
		return v, err
	}
	ladder := v.facts.Ladder.For(m.Kind)
	ladder.Steps = slices.DeleteFunc(slices.Clone(ladder.Steps), func(s Step) bool { return !w.can(v, s.Channel) })
	steps, wake := Due(ladder, m, v.before, ladder.QuietIn(v.facts.Zone), now)
	v.wake = wake
	return v, w.claim(ctx, &v, steps, now)
}

// can reports whether this deployment and this person have the channel, and the step is not done or given up.
func (w *Worker) can(v visit, c Channel) bool {
	if slices.ContainsFunc(v.facts.Steps, func(s StepState) bool {
		return s.Channel == c && (!s.DoneAt.IsZero() || (s.Tries >= MaxTries && !s.ClaimedUntil.After(w.d.Clock.Now())))
	}) {
		return false
	}
	switch c {
	case Call:
		return w.d.Caller != nil
	case SMS:
		return w.senders[SMS] != nil && v.facts.Phone != ""
	case FCM, WebPush:
		return w.senders[c] != nil && slices.ContainsFunc(v.subs, func(s Subscription) bool { return s.Channel == c })
	case Inbox:
	}
	return false
}

// claim takes the due steps, so that no other server sends them at the same time.
func (w *Worker) claim(ctx context.Context, v *visit, steps []Step, now time.Time) (err error) {
	if len(steps) == 0 {
		return nil
	}
	var free []Channel
	for _, s := range steps {
		i := slices.IndexFunc(v.facts.Steps, func(st StepState) bool { return st.Channel == s.Channel })
		if i >= 0 && v.facts.Steps[i].ClaimedUntil.After(now) {
			v.busy = max(v.busy, v.facts.Steps[i].ClaimedUntil.Sub(now))
			continue
		}
		free = append(free, s.Channel)
	}
	if len(free) == 0 {
		return nil
	}
	if v.due, err = w.d.Ladders.ClaimSteps(ctx, v.message.ID, free, now, now.Add(ClaimFor)); err != nil {
		return err
	}
	if len(v.due) < len(free) {
		v.busy = max(v.busy, ClaimFor)
	}
	return nil
}

// climb does the claimed steps and tells how long to wait, which of them are done and which come again.
func (w *Worker) climb(ctx context.Context, v visit) (wait time.Duration, done, again []Channel, err error) {
	for _, c := range v.due {
		took, err := w.step(ctx, v, c)
		if err != nil {
			return 0, nil, nil, err
		}
		if wait = max(wait, took); took > 0 {
			again = append(again, c)
		} else {
			done = append(done, c)
		}
	}
	return wait, done, again, nil
}

// step does one step and tells how long to wait before trying it again, zero when it is done.
func (w *Worker) step(ctx context.Context, v visit, c Channel) (time.Duration, error) {
	if c == Call {
		return 0, w.d.Caller.AskForCall(ctx, v.message)
	}
	to := slices.DeleteFunc(slices.Clone(v.subs), func(s Subscription) bool { return s.Channel != c })
	if c == SMS {
		to = []Subscription{{PersonID: v.message.PersonID, Channel: SMS, Endpoint: v.facts.Phone}}
	}
	waits := make([]time.Duration, len(to))
	var all errgroup.Group
	all.SetLimit(atOnce)
	for n, s := range to {
		all.Go(func() (err error) {
			waits[n], err = w.carry(ctx, v.message, s, v.before)
			return err
		})
	}
	if err := all.Wait(); err != nil || len(waits) == 0 {
		return 0, err
	}
	return slices.Max(waits), nil
}

// carry sends a message to one address and stores what came of it. It returns how long to wait before
// trying again, zero when there is nothing to try.
func (w *Worker) carry(ctx context.Context, m Message, s Subscription, before []Delivery) (time.Duration, error) {
	settled := slices.ContainsFunc(before, func(d Delivery) bool {
		return d.Channel == s.Channel && d.SubscriptionID == s.ID && (!d.AcceptedAt.IsZero() || d.Failure == failureRejected || d.Failure == failureUnregistered)
	})
	if settled {
		return 0, nil
	}
	channel := string(s.Channel)
	w.d.Meter.PushSent(channel)
	tried := w.d.Clock.Now()
	sendCtx, cancel := context.WithTimeout(ctx, SendTimeout)
	sent := w.senders[s.Channel].Send(sendCtx, s, Envelope{MessageID: m.ID}, m.ExpiresAt)
	cancel()
	now := w.d.Clock.Now()
	d := Delivery{ID: id.New(), MessageID: m.ID, Channel: s.Channel, SubscriptionID: s.ID}
	var wait time.Duration
	if sent == nil {
		d.AcceptedAt = now
		w.d.Meter.PushAccepted(channel)
	} else {
		d.FailedAt = tried // when it should have gone out
		d.Failure, wait = failureOf(sent, now.Sub(m.CreatedAt))
		w.d.Meter.PushFailed(channel, d.Failure)
	}
	return wait, w.record(ctx, s, d)
}

// record stores what came of sending, also while the server is stopping: what is not stored is sent again.
func (w *Worker) record(ctx context.Context, s Subscription, d Delivery) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeWithin)
	defer cancel()
	if err := w.d.Addresses.PutOutcome(ctx, d); err != nil {
		return err
	}
	if d.Failure != failureUnregistered || s.ID == "" {
		return nil
	}
	if err := w.d.Addresses.DeleteSubscription(ctx, s.PersonID, s.ID); err != nil {
		return fmt.Errorf("drop dead address: %w", err)
	}
	return nil
}

// Failure codes of a delivery. Unavailable is the provider's own trouble, the others are the address's or ours.
const (
	failureUnregistered = "unregistered"
	failureRejected     = "rejected"
	FailureUnavailable  = "unavailable"
	FailureUndelivered  = "undelivered" // the gateway took it, the phone did not
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
	return FailureUnavailable, min(wait, maxWait)
}
