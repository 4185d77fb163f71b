package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/fault"
)

// Contract describes one API over the application.
type Contract struct {
	Title        string
	Version      string
	Description  string
	Scheme       string               // name of the security scheme
	Security     *huma.SecurityScheme // how a caller shows who it is
	Authenticate Authenticate
	Ledger       Ledger // answers of keyed writes
	ServerTime   bool   // answers carry X-Server-Time
}

// API is one contract under construction: its operations in the order of registration.
type API struct {
	app      *App
	contract Contract
	huma     huma.API
	ops      []Op
}

// Op is one operation of a contract.
type Op struct {
	ID      string // operationId, lower camel case
	Method  string
	Path    string
	Summary string
	Tag     string
	Action  authz.Action   // what the caller must be allowed to do
	Open    string         // why no caller is needed; empty for all but signing in
	Unkeyed string         // why a write needs no Idempotency-Key; empty for keyed writes and reads
	Status  int            // of success; zero is 200, or 204 without a body
	Errors  []*fault.Error // beyond those that every operation has
	MaxBody int64          // bytes; zero is 64 KiB
	Request *huma.RequestBody
	Example any // the answer's body; the guard test checks it against the schema
}

const defaultMaxBody = 64 << 10

// NewAPI returns an API over app without operations.
func NewAPI(app *App, c Contract) *API {
	cfg := huma.DefaultConfig(c.Title, c.Version)
	cfg.CreateHooks, cfg.DocsPath, cfg.OpenAPIPath, cfg.SchemasPath = nil, "", "", ""
	cfg.Info.Description = c.Description
	cfg.Transformers = []huma.Transformer{translate}
	cfg.RejectUnknownQueryParameters = true
	if c.Security != nil {
		cfg.Components.SecuritySchemes = map[string]*huma.SecurityScheme{c.Scheme: c.Security}
	}
	a := &API{app: app, contract: c, huma: newHuma(app.fiber, cfg)}
	return a
}

// Ops returns the operations in the order of registration.
func (a *API) Ops() []Op { return slices.Clone(a.ops) }

// OpenAPI is the contract's document.
func (a *API) OpenAPI() *huma.OpenAPI {
	doc := a.huma.OpenAPI()
	// Huma registers its own error shape whether used or not.
	delete(doc.Components.Schemas.Map(), "ErrorModel")
	delete(doc.Components.Schemas.Map(), "ErrorDetail")
	return doc
}

// Register adds an operation. Before its body is decoded the caller is known, allowed and within the
// rate, and a keyed write is either fresh or answered from the ledger.
func Register[I, O any](a *API, op Op, handler func(context.Context, *I) (*O, error)) {
	a.ops = append(a.ops, op)
	described := a.describe(op)
	huma.Register(a.huma, described, func(ctx context.Context, in *I) (*O, error) {
		out, err := handler(ctx, in)
		if err != nil {
			return nil, a.app.refuse(ctx, err)
		}
		return out, nil
	})
	if r := described.Responses[strconv.Itoa(successOf(op, described))]; r != nil && op.Example != nil {
		for _, media := range r.Content {
			media.Example = op.Example
		}
	}
}

func successOf(op Op, h huma.Operation) int {
	if op.Status != 0 {
		return op.Status
	}
	for _, status := range []int{http.StatusOK, http.StatusNoContent} {
		if h.Responses[strconv.Itoa(status)] != nil {
			return status
		}
	}
	return http.StatusOK
}

func (a *API) describe(op Op) huma.Operation {
	h := huma.Operation{
		OperationID: op.ID, Method: op.Method, Path: op.Path, Summary: op.Summary, Tags: []string{op.Tag},
		DefaultStatus: op.Status, MaxBodyBytes: op.MaxBody, RequestBody: op.Request,
		Responses: a.describeErrors(op), Extensions: map[string]any{},
		Metadata:    map[string]any{"action": op.Action},
		Middlewares: huma.Middlewares{a.guard(op)},
	}
	if h.MaxBodyBytes == 0 {
		h.MaxBodyBytes = defaultMaxBody
	}
	if op.Open == "" {
		h.Security = []map[string][]string{{a.contract.Scheme: {}}}
		h.Extensions["x-action"] = string(op.Action)
	}
	if op.isKeyed() {
		h.Parameters = append(h.Parameters, &huma.Param{
			Name: HeaderKey, In: "header", Schema: &huma.Schema{Type: huma.TypeString, Format: "uuid"},
			Description: "Needed: without it the answer is 422 idempotency.key_missing. Described as optional so that clients may set it in one place.",
		})
		h.Middlewares = append(h.Middlewares, a.keep)
	}
	return h
}

func (o Op) isWrite() bool { return o.Method != http.MethodGet && o.Method != http.MethodHead }

func (o Op) isKeyed() bool { return o.isWrite() && o.Open == "" && o.Unkeyed == "" }

// AllErrors are the faults an operation may answer with.
func (o Op) AllErrors() []*fault.Error {
	all := slices.Clone(o.Errors)
	if o.Open == "" {
		all = append(all, authz.ErrUnauthenticated, authz.ErrForbidden)
	}
	if o.isKeyed() {
		all = append(all, ErrKeyMissing, ErrKeyReused, ErrKeyInProgress)
	}
	return append(all, ErrRequest, ErrTooMany, ErrInternal, ErrDeadline)
}

func (a *API) describeErrors(op Op) map[string]*huma.Response {
	codes := map[int][]string{}
	for _, f := range op.AllErrors() {
		codes[Status(f.Code)] = append(codes[Status(f.Code)], f.Reason)
	}
	out := make(map[string]*huma.Response, len(codes))
	for status, reasons := range codes {
		slices.Sort(reasons)
		out[strconv.Itoa(status)] = &huma.Response{
			Description: http.StatusText(status) + ": " + strings.Join(slices.Compact(reasons), ", "),
			Content:     map[string]*huma.MediaType{ProblemType: {Schema: a.problemSchema()}},
		}
	}
	return out
}

// refuse tells the client what it may know of err and the log the rest.
func (app *App) refuse(ctx context.Context, err error) *Problem {
	p := NewProblem(ctx, err)
	level := slog.LevelDebug
	if p.Status >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	app.log.Log(ctx, level, "request refused", slog.String(keyRequestID, p.RequestID), slog.String("code", p.Code), slog.Any(keyError, err))
	return p
}
