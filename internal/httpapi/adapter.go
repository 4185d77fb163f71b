package httpapi

import (
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
)

// This file alone knows Huma's adapter for Fiber.

func newHuma(app *fiber.App, cfg huma.Config) huma.API { return humafiber.New(app, cfg) }

// requestBody is the body as it came, valid until the handler returns.
func requestBody(ctx huma.Context) []byte { return humafiber.Unwrap(ctx).Body() }

// requestURI is path and query as they came.
func requestURI(ctx huma.Context) string { return humafiber.Unwrap(ctx).OriginalURL() }

// cookie returns the value of a request's cookie.
func cookie(ctx huma.Context, name string) string { return humafiber.Unwrap(ctx).Cookies(name) }

// answered returns a copy of what has been answered so far.
func answered(ctx huma.Context) Answer {
	r := humafiber.Unwrap(ctx).Response()
	return Answer{
		Status: r.StatusCode(), ContentType: string(r.Header.ContentType()), Body: append([]byte(nil), r.Body()...),
	}
}

// replay answers with what was answered before.
func replay(ctx huma.Context, a Answer) {
	c := humafiber.Unwrap(ctx)
	c.Set(HeaderReplayed, "true")
	if a.ContentType != "" {
		c.Set(fiber.HeaderContentType, a.ContentType)
	}
	c.Status(a.Status)
	c.Response().SetBody(a.Body)
}
