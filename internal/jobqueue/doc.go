// Package jobqueue is River behind the contract of internal/job: jobs are inserted in the transaction of
// their cause, on both database engines, run at least once, and are retried with growing pauses.
//
// Traps, each a choice below: a job's time limit must lie under the time after which a job that seems
// stuck is rescued; the rate of a client is bounded by its workers divided by the fetch cooldown; River's
// own pool on PostgreSQL is not the store's, so inserting inside a store transaction goes through a
// facade over the store's connection; recurrence is not kept here, its truth is next_opens_at and
// closes_at in our own tables.
package jobqueue
