package httpapi

import (
	"context"

	"diandao/internal/authz"
)

type (
	requestIDKey struct{}
	placeKey     struct{}
	agentKey     struct{}
	actorKey     struct{}
)

// RequestID is the id of the request that ctx belongs to.
func RequestID(ctx context.Context) string {
	s, _ := ctx.Value(requestIDKey{}).(string)
	return s
}

// Place is the client's network address, for bounding tries; it is never logged with a person.
func Place(ctx context.Context) string {
	s, _ := ctx.Value(placeKey{}).(string)
	return s
}

// Agent is the header User-Agent, cut to a sane length.
func Agent(ctx context.Context) string {
	s, _ := ctx.Value(agentKey{}).(string)
	return s
}

// Actor is who asks; the zero Actor on an open operation.
func Actor(ctx context.Context) authz.Actor {
	a, _ := ctx.Value(actorKey{}).(authz.Actor)
	return a
}

// WithActor returns ctx with who asks.
func WithActor(ctx context.Context, a authz.Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// Credentials are what a request shows of who sends it.
type Credentials struct {
	Method  string
	Bearer  string // the token of "Authorization: Bearer …"
	Session string // the value of SessionCookie
	CSRF    string // the header X-CSRF-Token
	// Action is what the caller asks to do.
	Action authz.Action
}

// Authenticate tells who acts. It may add to ctx what handlers of its contract need. It returns a fault
// of code Unauthenticated, or ErrCSRF.
type Authenticate func(ctx context.Context, c Credentials) (context.Context, authz.Actor, error)

// SessionCookie is the console's cookie. HeaderCSRF proves that a page of ours sends a write.
const (
	SessionCookie = "diandao_session"
	HeaderCSRF    = "X-CSRF-Token"
)
