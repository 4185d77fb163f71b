package jobqueue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"diandao/internal/job"
)

// poke is the job that runs a periodic function.
type poke struct {
	Name string `json:"name"`
}

// Kind names the job.
func (poke) Kind() string { return "queue.poke" }

type periodic struct {
	every time.Duration
	do    func(context.Context) error
}

// Periodic has do called every so often (a second at least), and when a leader is found after a start,
// on one of the nodes that share the database: the leader asks for it, any of them runs it. Runs never
// overlap, end after the time limit of a job, and are not tried again before the next one is due. It is
// only a poke: what is due is in the caller's own tables. After a crash in the middle of a run the next
// one waits until the stuck run is rescued. A name can be used once.
func (r *Registry) Periodic(name string, every time.Duration, do func(context.Context) error) error {
	if name == "" || every < time.Second {
		return fmt.Errorf("periodic %q every %s: needs a name and at least a second", name, every)
	}
	if _, taken := r.periodic[name]; taken {
		return fmt.Errorf("periodic %q is there already", name)
	}
	if len(r.periodic) == 0 {
		if err := Register(r, r.poke); err != nil {
			return err
		}
	}
	r.periodic[name] = periodic{every: every, do: do}
	return nil
}

func (r *Registry) poke(ctx context.Context, p poke) error {
	known, ok := r.periodic[p.Name]
	if !ok { // asked for by a leader of another version
		return job.Cancel{Cause: errors.New("periodic " + p.Name + " is not known here")}
	}
	return known.do(ctx)
}

func (r *Registry) pokes() []*river.PeriodicJob {
	jobs := make([]*river.PeriodicJob, 0, len(r.periodic))
	for name, p := range r.periodic {
		ask := func() (river.JobArgs, *river.InsertOpts) {
			return poke{Name: name}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: waitingOrRunning()}
		}
		jobs = append(jobs, river.NewPeriodicJob(river.PeriodicInterval(p.every), ask, &river.PeriodicJobOpts{ID: name, RunOnStart: true}))
	}
	return jobs
}
