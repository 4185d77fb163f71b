package partner

import (
	"context"
	"slices"
	"sync/atomic"

	"diandao/internal/audit"
	"diandao/internal/job"
)

// PublishJob tells partners of events that were committed with it.
type PublishJob struct {
	Events []Event `json:"events"`
}

// Kind names the job.
func (PublishJob) Kind() string { return "partner.publish" }

// DrainJob sends what is due for a partner.
type DrainJob struct {
	PartnerID ID `json:"partner_id"`
}

// Kind names the job.
func (DrainJob) Kind() string { return "partner.drain" }

// TestJob sends a test at once, whatever else waits.
type TestJob struct {
	DeliveryID DeliveryID `json:"delivery_id"`
}

// Kind names the job.
func (TestJob) Kind() string { return "partner.test" }

// Outbox hears, inside each transaction, the audit entries that it writes, and answers with the jobs that tell
// partners. It knows from memory which types anybody listens to, so that a transaction that nobody listens to costs a
// look at a map and no query; who may really hear is decided by the job.
type Outbox struct {
	store Store
	// listened is nil while it is not known: then everything is passed on and the job decides.
	listened atomic.Pointer[map[Type]bool]
}

// NewOutbox returns an outbox that passes everything on until Refresh.
func NewOutbox(store Store) *Outbox { return &Outbox{store: store} }

// Refresh reads which types are listened to. A server that does not hear of a change by itself asks every few seconds.
func (o *Outbox) Refresh(ctx context.Context) error {
	all, err := o.store.Listened(ctx)
	if err != nil {
		o.listened.Store(nil)
		return err
	}
	known := make(map[Type]bool, len(all))
	for _, t := range all {
		known[t] = true
	}
	o.listened.Store(&known)
	return nil
}

// eventsOfJob bounds the events of one job, which is tried for about a day.
const (
	eventsOfJob  = 50
	publishTries = 14
)

// Heard returns the jobs that follow from entries, to be queued in their transaction.
func (o *Outbox) Heard(entries []audit.Entry) []job.Job {
	listened := o.listened.Load()
	if listened != nil && len(*listened) == 0 {
		return nil
	}
	var events []Event
	for _, e := range entries {
		r, ok := heard(e.Action)
		if !ok || (listened != nil && !(*listened)[r.kind]) {
			continue
		}
		if event, ok := FromEntry(e); ok {
			events = append(events, event)
		}
	}
	var jobs []job.Job
	for batch := range slices.Chunk(events, eventsOfJob) {
		jobs = append(jobs, job.Job{Args: PublishJob{Events: batch}, Options: job.Options{MaxAttempts: publishTries}})
	}
	return jobs
}
