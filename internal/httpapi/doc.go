// Package httpapi is what both HTTP contracts stand on: the Fiber application with its middleware, Huma
// on top of it, one mapping from faults to RFC 9457 problems, authentication, idempotency, pagination,
// and the list of routes that are not described by a contract (raw.go).
//
// Terms: an operation is one entry of a contract, registered with Register; a raw route is a plain Fiber
// handler, registered with App.Raw together with the reason why it can't be an operation.
//
// Invariants: handlers return values or errors and never write a status; who may call is decided before
// a body is decoded; a cause goes to the log and never to a client; what a client sent is never echoed;
// nothing here knows a database or a domain service.
package httpapi
