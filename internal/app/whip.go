package app

import (
	"context"
	"net/http"

	"diandao/signaling/whip"
)

// registerWHIP lets devices take part that speak the standard instead of our protocol.
func (a *App) registerWHIP(ctx context.Context) {
	gateway := whip.New(context.WithoutCancel(ctx), func(ctx context.Context, s whip.Session) { a.signaling.Serve(ctx, s) })
	a.onClose("whip", func(context.Context) error {
		gateway.Close()
		return nil
	})
	a.http.Raw(http.MethodPost, "/whip", nil, gateway.Publish)
	a.http.Raw(http.MethodPost, "/whep", nil, gateway.Play)
	for _, path := range []string{"/whip/:session", "/whep/:session"} {
		a.http.Raw(http.MethodPatch, path, nil, gateway.Patch)
		a.http.Raw(http.MethodDelete, path, nil, gateway.Delete)
	}
}
