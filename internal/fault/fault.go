// Package fault is the one error vocabulary of Diandao. A fault carries a Code (what class of thing
// went wrong, mapped once per transport to a status), a stable Reason that programs may match on
// ("checkin.window_closed"), and a Message that is safe to show to a client. Causes are kept for the
// log and never shown.
package fault

import (
	"errors"
	"fmt"
)

// Code classifies a fault.
type Code string

// The codes, each mapped to one HTTP status by internal/httpapi and to one signalling error by signaling/protocol.
const (
	Invalid         Code = "invalid"         // the input breaks a rule: 422
	Unauthenticated Code = "unauthenticated" // who is asking is not known: 401
	Forbidden       Code = "forbidden"       // known, but not allowed: 403
	NotFound        Code = "not_found"       // 404
	Conflict        Code = "conflict"        // the state does not permit it: 409
	TooLarge        Code = "too_large"       // 413
	Unsupported     Code = "unsupported"     // wrong kind of content: 415
	RateLimited     Code = "rate_limited"    // 429
	Unavailable     Code = "unavailable"     // a part is down, try again: 503
	Internal        Code = "internal"        // our mistake: 500
)

// Codes lists every code, for tests that walk them.
func Codes() []Code {
	return []Code{Invalid, Unauthenticated, Forbidden, NotFound, Conflict, TooLarge, Unsupported, RateLimited, Unavailable, Internal}
}

// Field names one input that is wrong, by its JSON path, and the reason.
type Field struct {
	Path   string
	Reason string
}

// Error is a fault. Values declared with New are templates: With and On return copies.
type Error struct {
	Code    Code
	Reason  string
	Message string
	Fields  []Field
	cause   error
}

// New returns a fault with a stable reason and a message safe to show.
func New(code Code, reason, message string) *Error {
	return &Error{Code: code, Reason: reason, Message: message}
}

// Error tells code, reason, message and cause; it is for logs.
func (e *Error) Error() string {
	s := string(e.Code) + " " + e.Reason + ": " + e.Message
	for _, f := range e.Fields {
		s += fmt.Sprintf(" [%s %s]", f.Path, f.Reason)
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

// Unwrap returns the cause, which may be nil.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is a fault with the same reason, so that errors.Is works on copies.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Reason == e.Reason
}

// With returns a copy that keeps cause for the log.
func (e *Error) With(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// On returns a copy that names the fields that are wrong.
func (e *Error) On(fields ...Field) *Error {
	c := *e
	c.Fields = append(append([]Field(nil), e.Fields...), fields...)
	return &c
}

// CodeOf returns the code of the first fault in err's chain, and Internal when there is none.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}

// ReasonOf returns the reason of the first fault in err's chain, and "internal" when there is none.
func ReasonOf(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Reason
	}
	return "internal"
}
