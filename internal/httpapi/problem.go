package httpapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/fault"
)

// Problem is the one shape of every error (RFC 9457).
type Problem struct {
	Type      string  `json:"type" doc:"Always about:blank; programs match on code." example:"about:blank"`
	Title     string  `json:"title" doc:"The status in words." example:"Conflict"`
	Status    int     `json:"status" example:"409"`
	Code      string  `json:"code" doc:"Stable reason that programs may match on." example:"checkin.window_closed"`
	Detail    string  `json:"detail" doc:"One English sentence that is safe to show." example:"This check-in's time has passed."`
	RequestID string  `json:"request_id" doc:"Also in the header X-Request-Id; quote it when asking for help."`
	Errors    []Wrong `json:"errors,omitempty" nullable:"false" doc:"The inputs that are wrong."`
}

// Wrong names one input that is wrong. The value itself is never told.
type Wrong struct {
	Path   string `json:"path" example:"name"`
	Reason string `json:"reason" example:"required, at most 32 characters"`
}

// ProblemType is the media type of a Problem.
const ProblemType = "application/problem+json"

// Error tells the code.
func (p *Problem) Error() string { return p.Code }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType turns JSON into ProblemType.
func (p *Problem) ContentType(string) string { return ProblemType }

// GetHeaders tells a client that asked too often when to come again.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.Status == http.StatusTooManyRequests {
		h.Set("Retry-After", "60")
	}
	return h
}

// Errors of this package.
var (
	ErrRequest       = fault.New(fault.Invalid, "request.invalid", "The request is not well formed.")
	ErrTooLarge      = fault.New(fault.TooLarge, "request.too_large", "The request is too large.")
	ErrMediaType     = fault.New(fault.Unsupported, "request.unsupported", "The content type is not supported here.")
	ErrNoSuchPath    = fault.New(fault.NotFound, "request.not_found", "There is nothing at this address.")
	ErrTooMany       = fault.New(fault.RateLimited, "request.too_many", "Too many requests. Wait a minute.")
	ErrDeadline      = fault.New(fault.Unavailable, "request.timeout", "The answer took too long. Try again.")
	ErrInternal      = fault.New(fault.Internal, "internal", "Something went wrong on our side.")
	ErrKeyMissing    = fault.New(fault.Invalid, "idempotency.key_missing", "Send a UUID in the header Idempotency-Key.")
	ErrKeyReused     = fault.New(fault.Conflict, "idempotency.key_reused", "This Idempotency-Key was used for another request.")
	ErrKeyInProgress = fault.New(fault.Conflict, "idempotency.in_progress", "The first request with this Idempotency-Key is still being answered.")
	ErrCSRF          = fault.New(fault.Forbidden, "csrf.token_invalid", "Load the page again: the header X-CSRF-Token does not fit the session.")
)

// Status is the HTTP status of a fault's code; an unknown code is our mistake.
func Status(c fault.Code) int {
	switch c {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Unsupported:
		return http.StatusUnsupportedMediaType
	case fault.RateLimited:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusInternalServerError
}

// NewProblem is what a client is told about err. Anything that is not a fault is told as ErrInternal, or
// as ErrDeadline when the request's time was up.
func NewProblem(ctx context.Context, err error) *Problem {
	f, ok := errors.AsType[*fault.Error](err)
	switch {
	case !ok && errors.Is(err, context.DeadlineExceeded):
		f = ErrDeadline
	case !ok:
		f = ErrInternal
	}
	status := Status(f.Code)
	p := &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Code: f.Reason, Detail: f.Message, RequestID: RequestID(ctx),
	}
	for _, field := range f.Fields {
		p.Errors = append(p.Errors, Wrong{Path: field.Path, Reason: field.Reason})
	}
	return p
}

// translate turns Huma's own errors (validation, decoding, negotiation) into problems. It is a
// transformer of one API, so that huma.NewError, which is a global, stays as it is.
func translate(ctx huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	p := NewProblem(ctx.Context(), faultOf(m.Status))
	p.Status, p.Title = m.Status, http.StatusText(m.Status)
	for _, d := range m.Errors {
		if d != nil {
			p.Errors = append(p.Errors, wrongOf(d))
		}
	}
	return p, nil
}

func faultOf(status int) *fault.Error {
	switch {
	case status == http.StatusRequestEntityTooLarge:
		return ErrTooLarge
	case status == http.StatusUnsupportedMediaType:
		return ErrMediaType
	case status == http.StatusNotFound:
		return ErrNoSuchPath
	case status == http.StatusTooManyRequests:
		return ErrTooMany
	case status >= http.StatusBadRequest && status < http.StatusInternalServerError:
		return ErrRequest
	}
	return ErrInternal
}

// wrongOf keeps where and why, never the value. A decoder's message about the body as a whole may quote
// the body, so it is replaced.
func wrongOf(d *huma.ErrorDetail) Wrong {
	const maxPath = 100
	w := Wrong{Path: strings.TrimPrefix(d.Location, "body."), Reason: d.Message}
	if d.Location == "body" || d.Location == "" {
		w = Wrong{Path: "body", Reason: "not well formed"}
	}
	if utf8.RuneCountInString(w.Path) > maxPath {
		w.Path = string([]rune(w.Path)[:maxPath])
	}
	return w
}
