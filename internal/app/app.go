package app

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"diandao/internal/clock"
	"diandao/internal/config"
	"diandao/internal/evidence"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/jobqueue"
	"diandao/internal/obs"
	"diandao/internal/redisx"
	"diandao/internal/store"
	"diandao/signaling"
	"diandao/signaling/cluster"
	"diandao/signaling/sfu"
)

// Options are what tests put in place of the machine's own.
type Options struct {
	Clock clock.Clock  // nil is the machine's
	Log   *slog.Logger // nil is the default of the settings, on standard error
	// Still leaves the periodic work to Tick.
	Still bool
	// PushRoots are whom web push trusts instead of the system's certificates.
	PushRoots *x509.CertPool
	// NoPages leaves the web pages out.
	NoPages bool
	// Face looks at pictures instead of the engine of the settings; it is not closed.
	Face identity.Verifier
	// DemoPassword is that of the invented city's staff, which the login page then shows; empty for every real city.
	DemoPassword string
}

// App is a whole server.
type App struct {
	cfg     config.Config
	opts    Options
	log     *slog.Logger
	clock   clock.Clock
	metrics *obs.Metrics

	store     *store.Store
	redis     *redisx.Redis
	queue     *jobqueue.Queue
	media     *sfu.Node
	signaling *signaling.Service
	member    *cluster.Member // nil on a node without signalling
	services  *services
	http      *httpapi.App

	listener       net.Listener
	sweptAt        time.Time       // of Tick's caller
	shardSweptAt   time.Time       // as sweptAt
	recoveredAt    time.Time       // as sweptAt
	reportsAskedAt time.Time       // as sweptAt
	life           context.Context //nolint:containedctx // ends everything that App starts
	end            context.CancelFunc
	closers        []closer
	wait           sync.WaitGroup
	failed         chan error
	once           sync.Once
}

// closer takes one part down.
type closer struct {
	part  string
	close func(context.Context) error
}

// New opens and wires all parts. Whatever was opened before a failure is closed again.
func New(ctx context.Context, cfg config.Config, opts Options) (_ *App, err error) {
	if opts.Clock == nil {
		opts.Clock = clock.System{}
	}
	if opts.Log == nil {
		if opts.Log, err = obs.NewLogger(os.Stderr, cfg.LogLevel, cfg.LogFormat); err != nil {
			return nil, err
		}
	}
	a := &App{cfg: cfg, opts: opts, log: opts.Log, clock: opts.Clock, metrics: obs.NewMetrics(), failed: make(chan error, 4)}
	a.life, a.end = context.WithCancel(context.WithoutCancel(ctx))
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close(context.WithoutCancel(ctx)))
		}
	}()
	for _, build := range []func(context.Context) error{a.openStores, a.buildServices, a.openQueue, a.openMedia, a.buildTransports} {
		if err := build(ctx); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// onClose adds what takes a part down; parts go in the reverse order.
func (a *App) onClose(part string, fn func(context.Context) error) {
	a.closers = append(a.closers, closer{part, fn})
}

// Start listens and begins to work. It returns once requests are taken.
func (a *App) Start(ctx context.Context) error {
	// The queue ends by its Stop, which lets running jobs finish, not by a context.
	if err := a.queue.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	a.onClose("job queue", a.queue.Stop)
	if a.runs(config.Worker) && !a.opts.Still {
		a.goTicking()
	}
	if !a.opts.Still {
		a.goListening()
	}
	if err := a.listen(ctx); err != nil {
		return err
	}
	if err := a.joinCluster(ctx); err != nil {
		return err
	}
	a.log.Info("listening", obs.KeyAddress, a.URL())
	return nil
}

// Run starts the server and serves until ctx ends or a part fails, then takes everything down.
func (a *App) Run(ctx context.Context) error {
	err := a.Start(ctx)
	if err == nil {
		select {
		case <-ctx.Done():
		case err = <-a.failed:
		}
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.cfg.ShutdownTimeout)
	defer cancel()
	return errors.Join(err, a.Close(stop))
}

// Close takes every part down, last first. A second call does nothing.
func (a *App) Close(ctx context.Context) error {
	var errs []error
	a.once.Do(func() {
		a.end()
		for i := len(a.closers) - 1; i >= 0; i-- {
			c := a.closers[i]
			if err := c.close(ctx); err != nil {
				errs = append(errs, fmt.Errorf("stop %s: %w", c.part, err))
			}
		}
		a.wait.Wait()
	})
	return errors.Join(errs...)
}

func (a *App) runs(role config.Role) bool { return a.cfg.Role == config.All || a.cfg.Role == role }

// URL is where the server listens, for one on this machine.
func (a *App) URL() string {
	if a.listener == nil {
		return a.cfg.PublicURL
	}
	scheme := "http"
	if a.cfg.TLS.Mode != "off" {
		scheme = "https"
	}
	return scheme + "://" + a.listener.Addr().String()
}

// TickEvery is how often the server looks for what is due.
const TickEvery = 5 * time.Second

func (a *App) goTicking() {
	a.wait.Go(func() {
		tick := time.NewTicker(TickEvery)
		defer tick.Stop()
		for {
			if err := a.Tick(a.life); err != nil && a.life.Err() == nil {
				a.log.Error("periodic work failed", obs.KeyError, err)
			}
			select {
			case <-a.life.Done():
				return
			case <-tick.C:
			}
		}
	})
}

// keepAnswers is how long the first answer of a keyed write is kept for its retries.
const keepAnswers = 24 * time.Hour

// sweep forgets, once an hour, what has ended: sessions, and answers kept for retries.
func (a *App) sweep(ctx context.Context) error {
	now := a.clock.Now()
	if now.Sub(a.sweptAt) < time.Hour {
		return nil
	}
	if _, err := a.store.Idempotency().Sweep(ctx, now.Add(-keepAnswers)); err != nil {
		return err
	}
	if _, err := a.store.Staff().DeleteExpiredSessions(ctx, now); err != nil {
		return err
	}
	if _, err := a.services.teller.Sweep(ctx); err != nil {
		return err
	}
	if err := a.store.Audit().SweepLooks(ctx, now.Add(-2*time.Hour)); err != nil {
		return err
	}
	if a.cfg.EvidenceDestroy {
		a.destroyExpired(ctx)
	}
	a.sweptAt = now
	return nil
}

// askReportsEvery is how often monthly reports that are due are looked for.
const askReportsEvery = time.Minute

// askReports has the monthly reports made that are due. What it can't do holds up nothing else.
func (a *App) askReports(ctx context.Context) {
	now := a.clock.Now()
	if now.Sub(a.reportsAskedAt) < askReportsEvery {
		return
	}
	a.reportsAskedAt = now
	n, err := a.services.reports.AskDue(ctx)
	if err != nil && ctx.Err() == nil {
		a.log.Error("monthly reports not asked for", obs.KeyError, err)
	}
	if n > 0 {
		a.log.Info("monthly reports are made", "reports", n)
	}
}

// destroyExpired destroys evidence whose time is over. What it can't do holds up nothing else.
func (a *App) destroyExpired(ctx context.Context) {
	n, err := a.services.destroyer.Destroy(ctx)
	if err != nil && ctx.Err() == nil {
		a.log.Error("evidence not destroyed", obs.KeyError, err)
	}
	if n > 0 {
		a.log.Info("evidence destroyed whose time was over", "files", n)
	}
}

// sweepEvidence takes away sealed files whose record never came to be, a shard at a time. What it can't do
// holds up nothing else.
func (a *App) sweepEvidence(ctx context.Context) {
	now := a.clock.Now()
	if now.Sub(a.shardSweptAt) < evidence.SweepEvery {
		return
	}
	a.shardSweptAt = now
	n, err := a.services.sweeper.Sweep(ctx)
	switch {
	case err != nil && ctx.Err() == nil:
		a.log.Error("sealed files not swept", obs.KeyError, err)
	case n > 0:
		a.log.Info("sealed files without a record removed", "files", n)
	}
}

// recoverEvery is how often recordings that were left behind are looked for.
const recoverEvery = time.Minute

// recoverRecordings files what a server that was killed, or a database that was away, left behind. What it can't
// do holds up nothing else.
func (a *App) recoverRecordings(ctx context.Context) {
	now := a.clock.Now()
	if now.Sub(a.recoveredAt) < recoverEvery {
		return
	}
	a.recoveredAt = now
	n, err := a.services.archive.Recover(ctx)
	if err != nil && ctx.Err() == nil {
		a.log.Error("recordings left behind are not filed", obs.KeyError, err)
	}
	if n > 0 {
		a.log.Info("recordings left behind filed", "recordings", n)
	}
}

// Beat leaves a sign of life, for who moves the clock of a server that was there all the while.
func (a *App) Beat(ctx context.Context) error { return a.services.shield.Beat(ctx) }

// WaitingMessages counts the messages that have a step to come.
func (a *App) WaitingMessages(ctx context.Context) (int, error) {
	return a.store.Push().CountWaiting(ctx)
}

// Tick looks for incidents, opens the check-ins that are due, settles those that are overdue and has messages
// carried further. Several servers may tick at once.
func (a *App) Tick(ctx context.Context) error {
	if _, err := a.services.shield.Watch(ctx); err != nil {
		return err
	}
	round, err := a.services.checkins.OpenDue(ctx)
	for _, why := range round.Aside {
		a.log.Error("nobody is asked by a plan until it is changed", "error", why)
	}
	if err != nil {
		return err
	}
	closed, err := a.services.checkins.CloseOverdue(ctx)
	if err != nil {
		return err
	}
	if _, err := a.services.worker.WakeDue(ctx); err != nil {
		return err
	}
	if _, err := a.services.teller.WakeDue(ctx); err != nil {
		return err
	}
	if _, err := a.services.liaison.Watch(ctx); err != nil {
		return err
	}
	if _, err := a.services.alerts.Escalate(ctx); err != nil {
		return err
	}
	if _, err := a.services.leaves.AskOverdue(ctx); err != nil {
		return err
	}
	if _, err := a.services.appeals.AskOverdue(ctx); err != nil {
		return err
	}
	a.advanceRollCalls(ctx)
	if err := a.sweep(ctx); err != nil {
		return err
	}
	a.askReports(ctx)
	a.sweepEvidence(ctx)
	a.recoverRecordings(ctx)
	if round.Opened+closed > 0 {
		a.log.Info("check-ins opened and closed", "opened", round.Opened, "closed", closed)
	}
	return nil
}
