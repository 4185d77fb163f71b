package partner

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/person"
)

// WorkerDeps are what the worker stands on.
type WorkerDeps struct {
	Store   Store
	Units   Units
	Persons Persons
	Box     Box
	Sender  Sender
	Clock   clock.Clock
}

// Worker tells partners. One job at a time sends to a partner, a few requests at once, and a node sends to a few
// partners at once: one that is slow or dead keeps neither the others nor the rest of the queue waiting.
type Worker struct {
	WorkerDeps
	busy chan struct{} // its capacity is how many partners are sent to at once
}

const (
	partnersAtOnce = 4
	requestsAtOnce = 4
	drainFor       = 20 * time.Second // then others have their turn
	busyFor        = 2 * time.Second
)

// NewWorker returns a worker.
func NewWorker(d WorkerDeps) *Worker {
	return &Worker{WorkerDeps: d, busy: make(chan struct{}, partnersAtOnce)}
}

// Publish makes a delivery of each event for each partner that may hear it. It may be run again.
func (w *Worker) Publish(ctx context.Context, j PublishJob) error {
	all, err := w.Store.List(ctx, org.Root)
	if err != nil {
		return err
	}
	for _, e := range j.Events {
		// Most partners do not listen to most events: nothing else is read for those.
		listening := slices.DeleteFunc(slices.Clone(all), func(p Partner) bool { return !p.Hears(e.Type, e.Path, false) })
		if len(listening) == 0 {
			continue
		}
		if err := w.publish(ctx, e, listening); err != nil {
			return fmt.Errorf("publish event %s: %w", e.ID, err)
		}
	}
	return nil
}

func (w *Worker) publish(ctx context.Context, e Event, listening []Partner) error {
	u, err := w.Units.UnitByPath(ctx, e.Path)
	if err != nil {
		return fmt.Errorf("unit of event: %w", err)
	}
	isMinor, err := w.isOfMinor(ctx, e, u)
	if err != nil {
		return err
	}
	body, err := e.Body(u)
	if err != nil {
		return err
	}
	now := w.Clock.Now()
	return w.Store.InTx(ctx, func(tx Tx) error {
		for _, p := range listening {
			if !p.Hears(e.Type, e.Path, isMinor) {
				continue
			}
			if err := tx.InsertDelivery(ctx, newDelivery(p.ID, e, body, isMinor, now)); err != nil {
				return err
			}
			if err := tx.Enqueue(ctx, DrainJob{PartnerID: p.ID}, job.Options{Unique: true}); err != nil {
				return err
			}
		}
		return nil
	})
}

// isOfMinor reports whether an event is about somebody who was a minor on its day, or about a roll call of minors.
func (w *Worker) isOfMinor(ctx context.Context, e Event, u org.Unit) (bool, error) {
	if e.Type == RollCallClosed {
		return w.Store.IsOfMinors(ctx, e.SubjectID)
	}
	who, err := w.Persons.Get(ctx, person.ID(e.PersonID))
	if err != nil {
		return false, fmt.Errorf("person of event: %w", err)
	}
	loc, err := time.LoadLocation(u.Zone)
	if err != nil {
		return false, fmt.Errorf("zone of unit: %w", err)
	}
	return who.IsMinor(time.UnixMicro(e.At), loc), nil
}

// Drain sends what is due for a partner until nothing is, the partner can't be reached, or others are to have their
// turn.
func (w *Worker) Drain(ctx context.Context, j DrainJob) error {
	select {
	case w.busy <- struct{}{}:
		defer func() { <-w.busy }()
	default:
		return job.Snooze{For: busyFor}
	}
	turn, end := context.WithTimeout(ctx, drainFor)
	defer end()
	for turn.Err() == nil {
		more, err := w.batch(ctx, j.PartnerID)
		if err != nil || !more {
			return err
		}
	}
	return job.Snooze{}
}

// batch sends a few deliveries and reports whether to go on.
func (w *Worker) batch(ctx context.Context, pid ID) (bool, error) {
	now := w.Clock.Now()
	p, err := w.Store.Get(ctx, pid)
	if errors.Is(err, ErrNotFound) {
		return false, job.Cancel{Cause: err}
	}
	if err != nil || p.IsPaused() || now.Before(p.RestUntil) {
		return false, err
	}
	due, err := w.Store.ListDue(ctx, pid, now, requestsAtOnce)
	if err != nil || len(due) == 0 {
		return false, err
	}
	secrets, err := w.secrets(p)
	if err != nil {
		return false, err
	}
	outcomes := make([]outcome, len(due))
	var wait sync.WaitGroup
	for i, d := range due {
		if !p.Hears(d.Type, d.Path, d.IsMinor) {
			outcomes[i] = outcome{from: d, cancelled: true}
			continue
		}
		wait.Go(func() { outcomes[i] = w.send(ctx, p, d, secrets) })
	}
	wait.Wait()
	if ctx.Err() != nil { // the server stops: what is not recorded is sent again
		return false, ctx.Err()
	}
	p, err = w.record(ctx, p, outcomes)
	return !p.IsPaused() && !w.Clock.Now().Before(p.RestUntil), err
}

func (w *Worker) secrets(p Partner) ([]string, error) {
	all, err := openSecrets(w.Box, p, w.Clock.Now())
	if err != nil {
		return nil, err
	}
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Text
	}
	return out, nil
}

// outcome is what came of sending a delivery, or that it may not be sent.
type outcome struct {
	from      Delivery
	answer    Answer
	at        time.Time
	took      time.Duration
	cancelled bool
}

func (w *Worker) send(ctx context.Context, p Partner, d Delivery, secrets []string) outcome {
	at := w.Clock.Now()
	a := w.Sender.Send(ctx, Message{ID: d.ID, URL: p.URL, At: at, Body: d.Body, Secrets: secrets})
	return outcome{from: d, answer: a, at: at, took: w.Clock.Now().Sub(at)}
}

// record stores outcomes with what they say of the partner, and returns the partner as it is then.
func (w *Worker) record(ctx context.Context, p Partner, all []outcome) (Partner, error) {
	now, before := w.Clock.Now(), p
	for _, arrived := range []bool{true, false} { // what arrived comes first: others may still ask for a rest
		for _, o := range all {
			if !o.cancelled && (o.answer.Class == Arrived) == arrived {
				p = p.after(o.answer, now)
			}
		}
	}
	err := w.Store.InTx(ctx, func(tx Tx) error {
		for _, o := range all {
			if err := o.write(ctx, tx, now); err != nil {
				return err
			}
		}
		if p.Pause == before.Pause && p.FailingSince.Equal(before.FailingSince) && p.RestUntil.Equal(before.RestUntil) {
			return nil
		}
		if err := tx.SetHealth(ctx, p); err != nil {
			return err
		}
		if p.Pause == before.Pause {
			return nil
		}
		p.UpdatedAt = now
		return note(ctx, tx, authz.SystemActor(), p, "paused", string(p.Pause))
	})
	if err != nil {
		return p, fmt.Errorf("record deliveries: %w", err)
	}
	return p, nil
}

func (o outcome) write(ctx context.Context, tx Tx, now time.Time) error {
	if o.cancelled {
		d := o.from
		d.State, d.SettledAt, d.NextAt = Cancelled, now, time.Time{}
		_, err := tx.SetDelivery(ctx, d, o.from)
		return err
	}
	ok, err := tx.SetDelivery(ctx, next(o.from, o.answer, now), o.from)
	if err != nil || !ok { // somebody else has recorded a try meanwhile
		return err
	}
	return tx.InsertTry(ctx, Try{ID: id.New(), DeliveryID: o.from.ID, At: o.at, Status: o.answer.Status, Took: o.took, Class: o.answer.Class})
}

// SendTest sends a test. A partner that does not take it is not said to fail by that.
func (w *Worker) SendTest(ctx context.Context, j TestJob) error {
	d, err := w.Store.GetDelivery(ctx, j.DeliveryID)
	if err != nil {
		return job.Cancel{Cause: err}
	}
	p, err := w.Store.Get(ctx, d.PartnerID)
	if err != nil || d.State != Pending {
		return err
	}
	secrets, err := w.secrets(p)
	if err != nil {
		return err
	}
	o := w.send(ctx, p, d, secrets)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return w.Store.InTx(ctx, func(tx Tx) error { return o.write(ctx, tx, w.Clock.Now()) })
}

// WakeDue has sent what is due, and tells to how many partners.
func (w *Worker) WakeDue(ctx context.Context) (int, error) {
	all, err := w.Store.ListWaiting(ctx, w.Clock.Now())
	if err != nil || len(all) == 0 {
		return 0, err
	}
	return len(all), w.Store.InTx(ctx, func(tx Tx) error {
		for _, pid := range all {
			if err := tx.Enqueue(ctx, DrainJob{PartnerID: pid}, job.Options{Unique: true}); err != nil {
				return err
			}
		}
		return nil
	})
}

// sweepBatch bounds one statement of a sweep.
const sweepBatch = 1000

// Sweep forgets deliveries after 90 days, and tells how many.
func (w *Worker) Sweep(ctx context.Context) (int, error) {
	for sum := 0; ; {
		n, err := w.Store.Sweep(ctx, w.Clock.Now().Add(-KeptFor), sweepBatch)
		if sum += n; err != nil || n < sweepBatch {
			return sum, err
		}
	}
}
