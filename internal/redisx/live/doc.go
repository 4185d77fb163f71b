// Package live is what the nodes of one installation tell each other at once and may forget: hints to
// consoles that a record has changed, and the sessions of live roll calls.
//
// Terms: a hint names what changed, never how; a Hub carries hints between nodes over one capped Redis
// stream and hands them to the consoles of its node; a ticket lets a client into a roll call once; a
// resumption lets a client back to its seat; a claim says which node a roll call's room is on.
//
// Invariants: nothing here is a record; hints are best effort, so whoever misses one is told to fetch
// anew; event numbers grow over all nodes; every key expires by itself; tickets and resume tokens are
// kept as SHA-256 only; keys of one roll call share its {hash tag}.
package live
