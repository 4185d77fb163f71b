package httpapi

import (
	"context"
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/authz"
)

// RawRoute is a route that no contract describes, with the reason why.
type RawRoute struct {
	Method string
	Path   string
	Action authz.Action // empty when everybody may ask
	Reason string
}

// RawRoutes lists every raw route this program has. Raw refuses any other.
func RawRoutes() []RawRoute {
	get := http.MethodGet
	return []RawRoute{
		{get, "/console/v1/events", authz.LiveWatch, "server-sent events: Huma does not stream on Fiber v2"},
		{get, "/console/v1/evidence/:id", authz.EvidenceRead, "picture bytes, not JSON"},
		{get, "/console/v1/roll-calls/:id/sheet.pdf", authz.RollCallRead, "a PDF, not JSON"},
		{get, "/console/v1/roll-calls/:id/sheet.xlsx", authz.RollCallRead, "a spreadsheet, not JSON"},
		{get, "/console/v1/reports/:id/report.pdf", authz.ReportRead, "a PDF, not JSON"},
		{get, "/console/v1/reports/:id/report.xlsx", authz.ReportRead, "a spreadsheet, not JSON"},
		{get, "/console/v1/reports/:id/report.csv", authz.ReportRead, "CSV, not JSON"},
		{get, "/console/v1/oversight/overview.pdf", authz.AttendanceRead, "a PDF, not JSON"},
		{get, "/console/v1/oversight/overview.xlsx", authz.AttendanceRead, "a spreadsheet, not JSON"},
		{get, "/console/v1/oversight/overview.csv", authz.AttendanceRead, "CSV, not JSON"},
		{get, "/console/v1/oversight/fairness.pdf", authz.AttendanceRead, "a PDF, not JSON"},
		{get, "/console/v1/oversight/fairness.xlsx", authz.AttendanceRead, "a spreadsheet, not JSON"},
		{get, "/console/v1/oversight/fairness.csv", authz.AttendanceRead, "CSV, not JSON"},
		{get, "/console/v1/sso", "", "leads a browser to the city's identity provider"},
		{get, "/console/v1/sso/callback", "", "where the identity provider leads a browser back to; it sets the session cookie and leads on"},
		{get, "/signal", "", "websocket upgrade; the caller shows a ticket in the first message"},
		{http.MethodPost, "/whip", "", "WHIP (RFC 9725): SDP, not JSON; the ticket is the bearer token"},
		{http.MethodPatch, "/whip/:session", "", "WHIP: bears the token of its session"},
		{http.MethodDelete, "/whip/:session", "", "WHIP: bears the token of its session"},
		{http.MethodPost, "/whep", "", "WHEP: SDP, not JSON; the ticket is the bearer token"},
		{http.MethodPatch, "/whep/:session", "", "WHEP: bears the token of its session"},
		{http.MethodDelete, "/whep/:session", "", "WHEP: bears the token of its session"},
		{http.MethodPost, "/hooks/sms", "", "called by the SMS gateway, not by a client of ours; it signs the bytes it sends"},
		{get, "/healthz", "", "plain text for a load balancer"},
		{get, "/readyz", "", "for a load balancer: 503 while a part is down, with each part named"},
		{get, "/metrics", "", "Prometheus text; the operator's proxy keeps it inside"},
		{get, "/", "", "leads a browser to the console"},
		{get, "/console", "", "leads a browser to the console"},
		{get, "/console/*", "", "the console's files"},
		{get, "/phone", "", "leads a browser to the phone app"},
		{get, "/phone/*", "", "the phone app's files"},
		{get, "/docs", "", "leads a browser to the guide"},
		{get, "/docs/*", "", "the guide's pages and pictures"},
		{get, "/reference", "", "leads a browser to the API reference"},
		{get, "/reference/*", "", "the API reference's files, and the contracts as documents"},
	}
}

// Raw adds one of RawRoutes. With an action the caller is authenticated and allowed first. It panics on
// a route that is not listed, which is a programmer's error.
func (app *App) Raw(method, path string, authenticate Authenticate, handler fiber.Handler) {
	all := RawRoutes()
	i := slices.IndexFunc(all, func(r RawRoute) bool { return r.Method == method && r.Path == path })
	if i < 0 {
		panic("httpapi: raw route " + method + " " + path + " is not in RawRoutes")
	}
	r := all[i]
	app.raw = append(app.raw, r)
	app.fiber.Add(method, path, func(c *fiber.Ctx) error {
		if r.Action == "" {
			return handler(c)
		}
		creds := Credentials{Method: c.Method(), Bearer: bearer(c.Get(fiber.HeaderAuthorization)), Session: c.Cookies(SessionCookie), CSRF: c.Get(HeaderCSRF)}
		ctx, err := app.admit(c.UserContext(), authenticate, creds, r.Action, false)
		if err != nil {
			return err
		}
		c.SetUserContext(ctx)
		return handler(c)
	})
}

// Authenticated reports who asks on a raw route.
func Authenticated(c *fiber.Ctx) (context.Context, authz.Actor) {
	return c.UserContext(), Actor(c.UserContext())
}
