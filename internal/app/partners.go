package app

import (
	"context"
	"time"

	"diandao/internal/egress"
	"diandao/internal/jobqueue"
	"diandao/internal/obs"
	"diandao/internal/partner"
	"diandao/internal/partner/webhook"
)

// buildPartners wires who is told what happens, and has every transaction heard from now on.
func (a *App) buildPartners(ctx context.Context, s *services) error {
	st := a.store
	sender := webhook.New(egress.Options{AllowLoopback: a.cfg.Partners.AllowLoopback, Networks: a.cfg.Partners.Networks}, a.clock)
	a.onClose("webhooks", func(context.Context) error {
		sender.Close()
		return nil
	})
	s.outbox = partner.NewOutbox(st.Partners())
	s.partners = partner.New(partner.Deps{
		Store: st.Partners(), Units: st.Orgs(), Box: s.vault, Outbox: s.outbox, Clock: a.clock, AllowLoopback: a.cfg.Partners.AllowLoopback,
	})
	s.teller = partner.NewWorker(partner.WorkerDeps{
		Store: st.Partners(), Units: st.Orgs(), Persons: st.Persons(), Box: s.vault, Sender: sender, Clock: a.clock,
	})
	st.SetListener(s.outbox)
	return s.outbox.Refresh(ctx)
}

// partnerJobs register what tells partners.
func (a *App) partnerJobs(registry *jobqueue.Registry) []func() error {
	w := a.services.teller
	return []func() error{
		func() error { return jobqueue.Register(registry, w.Publish) },
		func() error { return jobqueue.Register(registry, w.Drain) },
		func() error { return jobqueue.Register(registry, w.SendTest) },
	}
}

// listenEvery is how soon a server hears that another one was told of a partner.
const listenEvery = 5 * time.Second

// goListening keeps what partners listen to known, on every server that writes.
func (a *App) goListening() {
	a.wait.Go(func() {
		tick := time.NewTicker(listenEvery)
		defer tick.Stop()
		for {
			select {
			case <-a.life.Done():
				return
			case <-tick.C:
				if err := a.services.outbox.Refresh(a.life); err != nil && a.life.Err() == nil {
					a.log.Error("what partners listen to is not known: everything is passed on", obs.KeyError, err)
				}
			}
		}
	})
}

// WakePartners has sent what is due to partners, for who moves the clock, and tells to how many.
func (a *App) WakePartners(ctx context.Context) (int, error) { return a.services.teller.WakeDue(ctx) }
