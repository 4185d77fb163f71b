package httpapi

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
)

// Rates of requests within a minute: by place on open operations, by actor on the others.
const (
	OpenPerMinute  = 600 // many phones share one address of a mobile network
	ActorPerMinute = 1200
)

func (a *API) problemSchema() *huma.Schema {
	return a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")
}

// guard lets through who may call op.
func (a *API) guard(op Op) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		if a.contract.ServerTime {
			hc.SetHeader(HeaderServerTime, a.app.clock.Now().UTC().Format("2006-01-02T15:04:05.000Z07:00"))
		}
		ctx, err := a.app.admit(hc.Context(), a.contract.Authenticate, credentialsOf(hc), op.Action, op.Open != "")
		if err != nil {
			a.write(hc, err)
			return
		}
		next(huma.WithContext(hc, ctx))
	}
}

// admit checks who asks, whether they may, and how often they did. An open operation needs nobody.
func (app *App) admit(ctx context.Context, authenticate Authenticate, c Credentials, action authz.Action, open bool) (context.Context, error) {
	if open {
		return ctx, app.limit(ctx, "http:place:"+Place(ctx), OpenPerMinute)
	}
	c.Action = action
	ctx, actor, err := authenticate(ctx, c)
	if err != nil {
		return ctx, err
	}
	if err := authz.Allow(actor, action); err != nil {
		return ctx, err
	}
	return WithActor(ctx, actor), app.limit(ctx, "http:actor:"+actor.ID, ActorPerMinute)
}

// limit returns ErrTooMany. A limiter that is down lets requests through: the parts that guess-proofing
// rests on (login, activation) count again in their services and refuse.
func (app *App) limit(ctx context.Context, key string, perMinute int) error {
	if app.limiter == nil {
		return nil
	}
	ok, err := app.limiter.Allow(ctx, key, perMinute, time.Minute)
	if err != nil {
		app.log.Log(ctx, slog.LevelWarn, "rate not counted", slog.String(keyRequestID, RequestID(ctx)), slog.Any(keyError, err))
		return nil
	}
	if !ok {
		return ErrTooMany
	}
	return nil
}

func credentialsOf(hc huma.Context) Credentials {
	return Credentials{
		Method: hc.Method(), Bearer: bearer(hc.Header("Authorization")), Session: cookie(hc, SessionCookie), CSRF: hc.Header(HeaderCSRF),
	}
}

func bearer(header string) string {
	scheme, token, ok := strings.Cut(header, " ")
	if !ok || !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return token
}

// write answers with the problem that err is, outside a handler.
func (a *API) write(hc huma.Context, err error) {
	p := a.app.refuse(hc.Context(), err)
	for name, values := range p.GetHeaders() {
		hc.SetHeader(name, values[0])
	}
	if p.Status == http.StatusUnauthorized {
		hc.SetHeader("Www-Authenticate", a.contract.Scheme)
	}
	hc.SetHeader("Content-Type", ProblemType)
	hc.SetStatus(p.Status)
	if err := json.NewEncoder(hc.BodyWriter()).Encode(p); err != nil {
		a.app.log.Log(hc.Context(), slog.LevelWarn, "problem not written", slog.Any(keyError, err))
	}
}
