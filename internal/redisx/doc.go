// Package redisx opens the one Redis client of the server, from the first of: a configured URL (one
// server, Sentinel or Cluster), a redis-server child on a unix socket, an in-process substitute.
//
// Terms: the child is a redis-server process that belongs to us: it is restarted when it crashes and
// ends with us; memory is the in-process substitute, which one node can work with and which forgets
// everything at the end of the process.
//
// Invariants: Redis holds only what can be rebuilt, and every key expires by itself; keys begin with
// Prefix; keys that meet in one script share a {hash tag}, so that a Cluster serves them; whoever asks
// Redis bounds the wait, because a dead Redis must slow nobody down for long.
package redisx
