package httpapi

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/obs"
)

// Headers of answers.
const (
	HeaderRequestID  = "X-Request-Id"
	HeaderServerTime = "X-Server-Time"
)

// Log keys.
const (
	keyRequestID = obs.KeyRequestID
	keyError     = obs.KeyError
)

// use installs the middleware, outermost first.
func (app *App) use() {
	app.fiber.Use(app.identify, app.logAccess, app.recover, app.secure, app.bound, noNUL)
}

// identify gives every request an id, taking over a proxy's when it is a UUID.
func (app *App) identify(c *fiber.Ctx) error {
	rid := newRequestID(c.Get(HeaderRequestID))
	c.Set(HeaderRequestID, rid)
	ctx := context.WithValue(c.UserContext(), requestIDKey{}, rid)
	ctx = context.WithValue(ctx, placeKey{}, c.IP())
	c.SetUserContext(context.WithValue(ctx, agentKey{}, firstBytes(c.Get(fiber.HeaderUserAgent), maxAgent)))
	return c.Next()
}

// noNUL refuses the character that no text has and PostgreSQL can't keep, in JSON and in the query.
func noNUL(c *fiber.Ctx) error {
	isJSON := strings.HasPrefix(c.Get(fiber.HeaderContentType), fiber.MIMEApplicationJSON)
	if isJSON && bytes.Contains(c.Body(), []byte(`\u0000`)) || bytes.Contains(c.Request().URI().QueryString(), []byte("%00")) {
		return ErrRequest.On(fault.Field{Reason: "no NUL characters"})
	}
	return c.Next()
}

// maxAgent bounds what is looked at of the header User-Agent.
const maxAgent = 512

func firstBytes(s string, n int) string { return s[:min(n, len(s))] }

func newRequestID(given string) string {
	if id.Valid(given) {
		return given
	}
	return id.New()
}

// logAccess writes one line for each request: no query, no address, no person.
func (app *App) logAccess(c *fiber.Ctx) error {
	began := app.clock.Now()
	err := c.Next()
	if err != nil {
		if err := app.onError(c, err); err != nil {
			return err
		}
	}
	took, status, route := app.clock.Now().Sub(began), c.Response().StatusCode(), c.Route().Path
	app.log.Log(c.UserContext(), slog.LevelInfo, "request", slog.String(keyRequestID, RequestID(c.UserContext())),
		slog.String("method", c.Method()), slog.String("route", route), slog.Int("status", status), slog.Duration(obs.KeyDuration, took))
	if app.options.Observe != nil {
		app.options.Observe(c.Method()+" "+route, strconv.Itoa(status/100)+"xx", took)
	}
	return nil
}

// recover turns a panic into ErrInternal; the stack goes to the log.
func (app *App) recover(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			c.Response().ResetBody()
			err = ErrInternal.With(fmt.Errorf("panic: %s\n%s", describePanic(r), debug.Stack()))
		}
	}()
	return c.Next()
}

// describePanic tells what the runtime says, and of anything else the type only: it may be personal.
func describePanic(r any) string {
	if e, ok := r.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", r)
}

// contentPolicyForm lets pages load from us and talk to us only, the websocket included, to the websockets of
// our other nodes, and to whom the pictures of a base map come from. Pictures and the
// camera's stream may come from memory; styles may stand in elements, which the component library needs.
const contentPolicyForm = "default-src 'self'; img-src 'self' data: blob:%s; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
	"script-src 'self'; connect-src 'self'%s; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// contentPolicy is the policy with further hosts of websockets, and the one of a base map if there is one.
func contentPolicy(signalOrigins []string, mapOrigin string) string {
	pictures := ""
	if mapOrigin != "" {
		pictures = " " + mapOrigin
	}
	further := pictures // the map's worker fetches them
	for _, o := range signalOrigins {
		further += " " + o
	}
	return fmt.Sprintf(contentPolicyForm, pictures, further)
}

// secure sets the headers that tell browsers what not to do.
func (app *App) secure(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentSecurityPolicy, app.policy)
	c.Set(fiber.HeaderXFrameOptions, "DENY")
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "no-referrer")
	c.Set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self)")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set(fiber.HeaderCacheControl, "no-store")
	if app.options.Secure {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
	return c.Next()
}

// bound gives every request a deadline: Fiber never cancels when a client leaves.
func (app *App) bound(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), answerTimeout)
	defer cancel()
	c.SetUserContext(ctx)
	return c.Next()
}
