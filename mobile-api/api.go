package mobileapi

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/device"
	"diandao/internal/httpapi"
)

// Version of the contract: the path carries the major part.
const Version = "1.0.0"

const description = `Contract of the phones of supervised persons.

Times are RFC 3339 in UTC; ids are opaque; errors are RFC 9457 problems whose ` + "`code`" + ` is stable. Every
answer carries X-Request-Id and X-Server-Time. Writes take an Idempotency-Key (a UUID): a repeat is
answered with the first answer and Idempotency-Replayed: true. Phones must ignore fields and enum values
they don't know.`

// Register adds the contract to app and returns it.
func Register(app *httpapi.App, d Deps) *httpapi.API {
	api := httpapi.NewAPI(app, httpapi.Contract{
		Title: "Diandao phone contract", Version: Version, Description: description,
		Scheme:       "Bearer",
		Security:     &huma.SecurityScheme{Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "Access token of POST /v1/activations or /v1/tokens, ten minutes"},
		Authenticate: d.authenticate, Ledger: d.Ledger, ServerTime: true,
	})
	d.registerDevices(api)
	d.registerProfile(api)
	d.registerTeam(api)
	d.registerPolicy(api)
	d.registerPapers(api)
	d.registerCheckins(api)
	d.registerLeaves(api)
	d.registerAppeals(api)
	d.registerRecord(api)
	d.registerMessages(api)
	d.registerPush(api)
	d.registerRollCalls(api)
	return api
}

type deviceKey struct{}

// authenticate tells which device acts.
func (d Deps) authenticate(ctx context.Context, c httpapi.Credentials) (context.Context, authz.Actor, error) {
	if c.Bearer == "" {
		return ctx, authz.Actor{}, authz.ErrUnauthenticated
	}
	actor, dev, err := d.Devices.Resolve(ctx, c.Bearer)
	if err != nil {
		return ctx, authz.Actor{}, err
	}
	return context.WithValue(ctx, deviceKey{}, dev), actor, nil
}

func deviceOf(ctx context.Context) device.Device {
	d, _ := ctx.Value(deviceKey{}).(device.Device)
	return d
}

// none is an answer without a body, or a request without parameters.
type none struct{}
