// Package consoleapi is the HTTP contract of the console of officers and supervisors: it reads requests,
// asks a service, and converts the answer; beside it stand the few routes that are not JSON (events,
// pictures, the attendance sheet). It moves together with web/console; api/console.yaml is generated
// from it.
//
// Terms: a desk item is one thing that waits for an officer's decision; a hint tells an open console
// that a record has changed, and never what it says.
//
// Invariants: no SQL, no rules; every operation but signing in needs the session cookie, and every write
// the session's CSRF token as a header; scope is checked by the services, for lists by the actor's scope.
package consoleapi
