// Package job is the contract between the domain and the durable job queue. Args carry ids only;
// delivery is at least once, so a worker loads the state, checks that there is still something to do,
// acts and records. The queue itself is internal/jobqueue.
package job

import "time"

// Args are the arguments of one job. They are stored as JSON: exported fields with json tags, ids only.
type Args interface {
	// Kind names the job, "<package>.<verb_object>"; it never changes once released.
	Kind() string
}

// Options tell when and how a job runs. The zero value runs at once on the default queue.
type Options struct {
	// At is the earliest instant to run; zero means now.
	At time.Time
	// Unique makes the insert a no-op while a job of the same kind and equal args is queued or running.
	Unique bool
	// MaxAttempts bounds the tries; zero means the queue's default (8).
	MaxAttempts int
}

// Job is one job to be inserted.
type Job struct {
	Args    Args
	Options Options
}

// Snooze is an error a worker returns to be run again after a while without using up a try.
type Snooze struct{ For time.Duration }

// Error tells how long to wait.
func (s Snooze) Error() string { return "run again in " + s.For.String() }

// Cancel is an error a worker returns when no further try can help; the cause goes to the log.
type Cancel struct{ Cause error }

// Error tells the cause.
func (c Cancel) Error() string { return "cancelled: " + c.Cause.Error() }

// Unwrap returns the cause.
func (c Cancel) Unwrap() error { return c.Cause }
