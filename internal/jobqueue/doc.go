// Package jobqueue is River behind the contract of internal/job: jobs are inserted in the transaction of
// their cause, on both database engines, run at least once, and are retried with growing pauses.
//
// Terms: a kind is what a job does, registered once; a poke is the job of a periodic function.
//
// Invariants: a transaction that rolls back leaves no job; a kind that nobody has registered cannot be
// inserted; a job that panics fails, its process goes on; a job cut short by a stop or a crash runs
// again, so every worker looks first whether there is still something to do.
//
// Traps, each a choice in this package:
//   - a job's time limit must lie under the time after which a job that seems stuck is rescued, or it
//     runs twice at once; a crash delays the jobs that were running by that time;
//   - the rate of a node is bounded by its workers divided by the fetch cooldown;
//   - kinds have at least two characters and never change once released;
//   - River's own pool on PostgreSQL is not the store's, so inserting inside a store transaction goes
//     through a facade over the store's connection, which prepares statements where bun does not;
//   - on SQLite River shares the store's single writing connection: a worker must not hold a
//     transaction open while it waits for anything else;
//   - River's migrations know no lock: on PostgreSQL an advisory lock keeps servers that start at once apart;
//   - periodic functions live in memory, and recurrence is not kept here: its truth is next_opens_at and
//     closes_at in our own tables;
//   - a snooze uses up no try; a unique job may be inserted again once its run has ended.
package jobqueue
