package push_test

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/push"
	"diandao/internal/push/pushtest"
)

func (w *world) worker(senders ...push.Sender) *push.Worker {
	return push.NewWorker(push.WorkerDeps{Ledger: w.store.Push(), Addresses: w.store.Push(), Ladders: w.store.Push(), Caller: &w.calls, Clock: w.clock}, senders...)
}

const resource = "https://push.example.org/1"

func TestWorker_SendsOverEveryChannelOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.RollCallRing)
		w.subscribe(t, w.wang, push.FCM, "token")
		w.subscribe(t, w.wang, push.WebPush, resource)
		w.subscribe(t, w.li, push.FCM, "another's")
		fcm, web := pushtest.NewSender(push.FCM), pushtest.NewSender(push.WebPush)
		worker := w.worker(fcm, web)
		for range 2 {
			require.NoError(t, worker.Handle(t.Context(), w.jobs.push[0]))
		}
		require.Equal(t, []pushtest.Got{{To: "token", MessageID: string(m.ID)}}, fcm.Sent())
		require.Equal(t, []pushtest.Got{{To: resource, MessageID: string(m.ID)}}, web.Sent())
		for _, d := range w.deliveries(t, m) {
			require.Equal(t, w.clock.Now(), d.AcceptedAt)
			require.False(t, d.Reached(), "a provider's word is not the phone's")
		}
	})
}

func TestWorker_WaitsAsLongAsTheProviderAsks(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		later := func(d time.Duration) error { return push.RetryLater{After: d, Cause: errors.New("busy")} }
		m := w.notify(t, w.wang, push.CheckinOpen)
		w.subscribe(t, w.wang, push.FCM, "token")
		w.subscribe(t, w.wang, push.WebPush, resource)
		fcm := pushtest.NewSender(push.FCM, later(90*time.Second), later(48*time.Hour), later(time.Millisecond), later(0), later(0), errors.New("what is this"))
		web := pushtest.NewSender(push.WebPush)
		worker := w.worker(fcm, web)
		snoozes := func(want time.Duration) {
			t.Helper()
			require.Equal(t, job.Snooze{For: want}, worker.Handle(t.Context(), w.jobs.push[0]))
		}
		snoozes(90 * time.Second)
		d := w.deliveries(t, m)
		require.Equal(t, "unavailable", d[push.FCM].Failure)
		require.Equal(t, w.clock.Now(), d[push.FCM].FailedAt)
		require.Equal(t, w.clock.Now(), d[push.WebPush].AcceptedAt)
		snoozes(15 * time.Minute)
		snoozes(time.Second)
		snoozes(15 * time.Second)
		w.clock.Advance(20 * time.Minute)
		snoozes(5 * time.Minute) // without a word, longer the older the message is
		snoozes(5 * time.Minute)
		require.NoError(t, worker.Handle(t.Context(), w.jobs.push[0]))
		require.Len(t, web.Sent(), 1, "what was accepted is not sent again")
		d = w.deliveries(t, m)
		require.Equal(t, w.clock.Now(), d[push.FCM].AcceptedAt)
		require.Empty(t, d[push.FCM].Failure)
	})
}

func TestWorker_DropsADeadAddressAndKeepsTheTrace(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.CheckinOpen)
		w.subscribe(t, w.wang, push.FCM, "dead")
		fcm := pushtest.NewSender(push.FCM, push.ErrUnregistered.With(errors.New("404")))
		require.NoError(t, w.worker(fcm).Handle(t.Context(), w.jobs.push[0]))
		require.Equal(t, "unregistered", w.deliveries(t, m)[push.FCM].Failure)
		left, err := w.store.Push().ListSubscriptions(t.Context(), m.PersonID)
		require.NoError(t, err)
		require.Empty(t, left)
	})
}

func TestWorker_WhatIsRejectedIsNotTriedAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.CheckinOpen)
		w.subscribe(t, w.wang, push.WebPush, resource)
		web := pushtest.NewSender(push.WebPush, push.ErrRejected)
		for range 2 {
			require.NoError(t, w.worker(web).Handle(t.Context(), w.jobs.push[0]))
		}
		require.Len(t, web.Sent(), 1)
		require.Equal(t, "rejected", w.deliveries(t, m)[push.WebPush].Failure)
		w.notify(t, w.wang, push.CheckinReminder)
		require.NoError(t, w.worker(web).Handle(t.Context(), w.jobs.push[1]))
		require.Len(t, web.Sent(), 2, "the address stays for the next message")
	})
}

func TestWorker_LeavesAloneWhatIsNoLongerWorthIt(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		opened := w.notify(t, w.wang, push.CheckinOpen)
		w.notify(t, w.wang, push.CheckinOpen)
		w.subscribe(t, w.wang, push.FCM, "token")
		fcm := pushtest.NewSender(push.FCM)
		worker := w.worker(fcm)
		require.NoError(t, w.service.Receipt(t.Context(), w.wang, opened.ID, push.Opened, push.Inbox))
		require.NoError(t, worker.Handle(t.Context(), w.jobs.push[0]), "opened already")
		w.clock.Advance(time.Hour)
		require.NoError(t, worker.Handle(t.Context(), w.jobs.push[1]), "expired")
		require.Empty(t, fcm.Sent())
		err := worker.Handle(t.Context(), push.SendJob{MessageID: push.MessageID(id.New())})
		require.ErrorAs(t, err, new(job.Cancel), "no such message, ever")
	})
}

func TestWorker_NoAddressOrNoSenderIsNoTrouble(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.CheckinOpen)
		require.NoError(t, w.worker().Handle(t.Context(), w.jobs.push[0]))
		w.subscribe(t, w.wang, push.FCM, "token")
		require.NoError(t, w.worker().Handle(t.Context(), w.jobs.push[0]), "a deployment without FCM")
		require.Len(t, w.deliveries(t, m), 1, "the inbox alone")
	})
}

// stopping accepts, and stops the server while doing so.
type stopping struct {
	stop func()
	sent atomic.Int32
}

func (*stopping) Channel() push.Channel { return push.FCM }

func (s *stopping) Send(context.Context, push.Subscription, push.Envelope, time.Time) error {
	s.sent.Add(1)
	s.stop()
	return nil
}

func TestWorker_WhatWasSentIsStoredEvenWhenStopping(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.CheckinOpen)
		w.subscribe(t, w.wang, push.FCM, "token")
		ctx, cancel := context.WithCancel(t.Context())
		s := &stopping{stop: cancel}
		require.NoError(t, w.worker(s).Handle(ctx, w.jobs.push[0]))
		require.Equal(t, w.clock.Now(), w.deliveries(t, m)[push.FCM].AcceptedAt)
		require.NoError(t, w.worker(s).Handle(t.Context(), w.jobs.push[0]))
		require.EqualValues(t, 1, s.sent.Load())
	})
}

// together waits until as many addresses are served at once as it has room for.
type together struct {
	now, most atomic.Int32
	full      chan struct{}
}

func (*together) Channel() push.Channel { return push.FCM }

func (s *together) Send(ctx context.Context, _ push.Subscription, _ push.Envelope, _ time.Time) error {
	n := s.now.Add(1)
	defer s.now.Add(-1)
	if n == 4 && s.most.CompareAndSwap(0, n) {
		for range 10_000 {
			runtime.Gosched() // whoever else was let in comes in now
		}
		close(s.full)
	}
	if n > 4 {
		s.most.Store(n)
	}
	select {
	case <-s.full:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestWorker_ServesFourAddressesAtOnceAndNoMore(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.notify(t, w.wang, push.CheckinOpen)
		for range push.MaxSubscriptions {
			w.subscribe(t, w.wang, push.FCM, id.New())
		}
		s := &together{full: make(chan struct{})}
		require.NoError(t, w.worker(s).Handle(t.Context(), w.jobs.push[0]))
		require.EqualValues(t, 4, s.most.Load())
	})
}
