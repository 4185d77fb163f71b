// Package mobileapi is the HTTP contract of the phones of supervised persons, and nothing else: it reads
// requests, asks a service, and converts the answer. It is stable and grows only by addition;
// api/mobile.yaml is generated from it.
//
// Terms: a request (checkin-requests) is one due check-in; a submission is what the phone hands in for
// it, signed by the key that never leaves the phone; a message is one thing told to the person.
//
// Invariants: no SQL, no rules, no goroutines; every operation but activation and token refresh needs a
// bearer access token; a person sees and changes only their own records, which the services check.
package mobileapi
