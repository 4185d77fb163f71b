// Package cluster spreads live roll calls over the nodes of one installation: which nodes there are and how
// busy they are, which of them serves a room, and what becomes of a node's rooms when it goes or dies.
//
// Terms: a node is one process that runs live roll calls; it beats every two seconds and is believed dead
// after six. A claim is a node's right to serve one room, kept in Redis for six seconds at a time; a hold is
// a claim as its node knows it. A claim's token grows with every claim of the room (a fencing token). A room
// whose claim has lapsed is an orphan; the first client that comes back, or a node that looks for orphans,
// claims it anew. A node that drains takes no new rooms.
//
// Invariants: a hold counts only while its last renewal is younger than a claim's life less a margin, measured
// by the node's own monotonic clock from before the renewal was sent, so it ends on the node before it ends
// in Redis and no two nodes serve one room at a time; whoever has lost a hold serves nothing more by it. The
// registry and the claims are measured by Redis's clock alone. Truth is in SQL: what is lost here is rebuilt.
package cluster
