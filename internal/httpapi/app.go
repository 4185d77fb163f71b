package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"diandao/internal/clock"
	"diandao/internal/fault"
)

// Limits of what comes in, before anything looks at it.
const (
	MaxBody       = 16 << 20  // of a request that carries a few files
	MaxFilesBody  = 27 << 20  // of any request: five papers of 5 MB and what holds them together
	MaxSmallBody  = 256 << 10 // of a request that carries no file
	maxHeaders    = 16 << 10
	readTimeout   = 60 * time.Second // a photo over a slow line
	idleTimeout   = 120 * time.Second
	answerTimeout = 20 * time.Second
)

// Limiter bounds requests. Allow reports whether one more is allowed for key within the window, counting it.
type Limiter interface {
	Allow(ctx context.Context, key string, limit int, window time.Duration) (bool, error)
}

// Options are what an App needs. The zero value serves for describing contracts, not for running.
type Options struct {
	Log     *slog.Logger
	Clock   clock.Clock
	Limiter Limiter
	// Observe counts an answer; operation is a route's pattern, statusClass "2xx" and so on.
	Observe func(operation, statusClass string, took time.Duration)
	// SignalOrigins are hosts of websockets that pages may connect to besides their own.
	SignalOrigins []string
	// MapOrigin is the scheme and host from which pages load pictures of a base map; empty without one.
	MapOrigin string
	// ProxyHeader is where a trusted proxy puts the client's address ("X-Real-Ip"); empty without one.
	ProxyHeader string
	// TrustedProxies are the addresses or networks whose ProxyHeader is believed.
	TrustedProxies []string
	// Secure tells that browsers reach us over TLS: cookies and headers say so.
	Secure bool
	// FilePaths tells by the end of its path which request may carry files.
	FilePaths map[string]FileBody
}

// FileBody bounds a request that carries files.
type FileBody struct {
	Limit    int          // bytes, at most MaxFilesBody
	TooLarge *fault.Error // what it is refused with when it is not even read
}

// App is the Fiber application with its middleware.
type App struct {
	fiber   *fiber.App
	log     *slog.Logger
	clock   clock.Clock
	limiter Limiter
	options Options
	policy  string // Content-Security-Policy
	raw     []RawRoute
}

// New returns an App without routes.
func New(o Options) *App {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	app := &App{policy: contentPolicy(o.SignalOrigins, o.MapOrigin), log: o.Log, clock: o.Clock, limiter: o.Limiter, options: o}
	app.fiber = fiber.New(fiber.Config{
		Immutable: true, BodyLimit: MaxFilesBody, ReadBufferSize: maxHeaders, ReadTimeout: readTimeout, IdleTimeout: idleTimeout,
		ErrorHandler: app.onError, DisableStartupMessage: true, StrictRouting: true, CaseSensitive: true,
		ProxyHeader: o.ProxyHeader, EnableTrustedProxyCheck: true, TrustedProxies: o.TrustedProxies, EnableIPValidation: true,
		DisablePreParseMultipartForm: true,
	})
	// No form is parsed before its fingerprint is taken: it would be put together again for it, its parts in any order.
	// No Server header: NoDefaultServerHeader is what an empty ServerHeader sets. A body that may not be
	// large is refused before it is read.
	app.fiber.Server().HeaderReceived = app.bodyLimit
	app.use()
	return app
}

// Fiber is the application itself, for listening, shutting down and the websocket route.
func (app *App) Fiber() *fiber.App { return app.fiber }

func (app *App) bodyLimit(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	if f, ok := app.fileBody(string(h.RequestURI())); ok {
		return fasthttp.RequestConfig{MaxRequestBodySize: f.Limit}
	}
	return fasthttp.RequestConfig{MaxRequestBodySize: MaxSmallBody}
}

// fileBody bounds a request that may carry files; ok is false when it may carry none.
func (app *App) fileBody(uri string) (f FileBody, ok bool) {
	path, _, _ := strings.Cut(uri, "?")
	for end, f := range app.options.FilePaths {
		if strings.HasSuffix(path, end) {
			return f, true
		}
	}
	return FileBody{}, false
}

// onError answers what failed outside an operation: unknown paths, bodies over the limit, raw routes.
func (app *App) onError(c *fiber.Ctx, err error) error {
	if fe, ok := errors.AsType[*fiber.Error](err); ok {
		err = app.fiberFault(c, fe)
	}
	p := app.refuse(c.UserContext(), err)
	if p.RequestID == "" { // the body never came in, so no middleware ran
		p.RequestID = newRequestID("")
	}
	c.Set(HeaderRequestID, p.RequestID)
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	return c.Status(p.Status).JSON(p, ProblemType)
}

func (app *App) fiberFault(c *fiber.Ctx, fe *fiber.Error) error {
	if fe.Code != fiber.StatusRequestEntityTooLarge {
		return faultOf(fe.Code) // Fiber's own words quote the path
	}
	if f, ok := app.fileBody(c.OriginalURL()); ok {
		return f.TooLarge
	}
	return ErrTooLarge
}
