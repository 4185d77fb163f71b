package httpapi

import (
	"context"
	"net/http"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"
)

// Part is one thing the server depends on.
type Part struct {
	Name  string `json:"name"`
	Ready bool   `json:"ready"`
	Note  string `json:"note,omitempty"` // in which mode it works, or what is wrong; never a secret
}

// Readiness is the answer of /readyz.
type Readiness struct {
	Ready bool   `json:"ready"`
	Parts []Part `json:"parts"`
}

// RegisterHealth adds the operator's routes. ready tells how each part does now; metrics may be nil.
func RegisterHealth(app *App, ready func(context.Context) []Part, metrics http.Handler) {
	app.Raw(http.MethodGet, "/healthz", nil, func(c *fiber.Ctx) error { return c.SendString("ok\n") })
	app.Raw(http.MethodGet, "/readyz", nil, func(c *fiber.Ctx) error {
		r := Readiness{Ready: true, Parts: ready(c.UserContext())}
		for _, p := range r.Parts {
			r.Ready = r.Ready && p.Ready
		}
		if !r.Ready {
			c.Status(http.StatusServiceUnavailable)
		}
		return c.JSON(r)
	})
	if metrics != nil {
		app.Raw(http.MethodGet, "/metrics", nil, adaptor.HTTPHandler(metrics))
	}
}
