package jobqueue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"diandao/internal/job"
)

// Observer is told of every run of a job: its kind, how it ended (done, failed,
// snoozed, cancelled, panicked), how long it took.
type Observer func(kind, outcome string, took time.Duration)

// Registry holds what to do for each kind of job.
type Registry struct {
	workers *river.Workers
	observe Observer
	now     func() time.Time
	// periodic is complete before the queue is made and not written after.
	periodic map[string]periodic
}

// NewRegistry returns an empty registry; observe may be nil.
func NewRegistry(now func() time.Time, observe Observer) *Registry {
	if observe == nil {
		observe = func(string, string, time.Duration) {}
	}
	return &Registry{workers: river.NewWorkers(), observe: observe, now: now, periodic: map[string]periodic{}}
}

// Register adds what to do with jobs of T's kind. A second function for the same kind is an error.
func Register[T job.Args](r *Registry, do func(context.Context, T) error) error {
	if err := river.AddWorkerSafely(r.workers, &worker[T]{do: do, registry: r}); err != nil {
		return fmt.Errorf("register job: %w", err)
	}
	return nil
}

type worker[T job.Args] struct {
	river.WorkerDefaults[T]
	do       func(context.Context, T) error
	registry *Registry
}

// Work runs one job and translates what it asks for into River's words. River recovers from panics, logs
// them and tries again.
func (w *worker[T]) Work(ctx context.Context, j *river.Job[T]) (err error) {
	began, outcome := w.registry.now(), "panicked"
	defer func() { w.registry.observe(j.Kind, outcome, w.registry.now().Sub(began)) }()
	outcome, err = translate(w.do(ctx, j.Args))
	return err
}

func translate(err error) (outcome string, riverError error) {
	if err == nil {
		return "done", nil
	}
	if s, ok := errors.AsType[job.Snooze](err); ok {
		return "snoozed", river.JobSnooze(max(s.For, 0))
	}
	if c, ok := errors.AsType[job.Cancel](err); ok {
		return "cancelled", river.JobCancel(c)
	}
	return "failed", err
}
