// Package ws carries protocol messages over websockets: it upgrades, reads within limits, writes from a
// bounded queue and closes with a reason. It knows frames and messages, not rooms or roll calls.
//
// Invariants: one goroutine reads and one writes; a client that floods, falls silent, does not read or
// does not speak the protocol is closed with the close code that says so; what was queued before Close is
// sent before the close frame; when Serve returns, no goroutine of the connection is left. Compression is
// not negotiated, so the limit on frames is the limit on what is held in memory.
package ws
