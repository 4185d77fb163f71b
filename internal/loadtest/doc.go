// Package loadtest measures what forwarding costs: our media server and a bare Pion forwarder, in turns, on the
// same packets, in one run. It is a tool and takes no part in serving anybody.
//
// Terms: a phone is a bot that sends a film of real VP8 and Opus-sized sound; an officer is a bot that receives. A
// server under test is a process of its own, so that its processor time and memory are its own; all bots are one
// other process and share one clock, so that a packet's age can be told. They meet over a unix socket (wire.go).
// A stream is one layer of one phone's camera, or its microphone. The window is the part of a run that is measured.
//
// Every packet ends in a trailer (trailer.go) that names its stream, its number, its frame and when it was sent, so
// that loss, age and whole frames are known end to end, whatever a server does to headers.
//
// Invariants: a run is bounded and ends by itself; timings never make it fail; a run in which the bots could not
// keep their own schedule is told as invalid, not as a result.
package loadtest
