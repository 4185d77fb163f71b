package main

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/consoleapi"
	"diandao/internal/httpapi"
	mobileapi "diandao/mobile-api"
)

// TestContractsAreFresh fails when a committed contract is not what the code says.
func TestContractsAreFresh(t *testing.T) {
	t.Parallel()
	all, err := documents()
	require.NoError(t, err)
	for name, want := range all {
		got, err := os.ReadFile(filepath.Join("..", "..", "api", name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "api/%s is stale: run go run ./cmd/openapi", name)
	}
}

// TestEveryRouteIsDeclared: whatever the server answers is an operation of a contract or a listed raw route.
func TestEveryRouteIsDeclared(t *testing.T) {
	t.Parallel()
	app := httpapi.New(httpapi.Options{})
	apis := []*httpapi.API{mobileapi.Register(app, mobileapi.Deps{}), consoleapi.Register(app, consoleapi.Deps{})}
	httpapi.RegisterHealth(app, func(context.Context) []httpapi.Part { return nil }, http.NotFoundHandler())
	httpapi.RegisterPages(app, httpapi.Pages{})
	httpapi.RegisterDocuments(app, httpapi.Documents{})
	declared := map[string]bool{}
	for _, api := range apis {
		for _, op := range api.Ops() {
			declared[op.Method+" "+regexp.MustCompile(`\{(\w+)\}`).ReplaceAllString(op.Path, ":$1")] = true
		}
	}
	for _, r := range httpapi.RawRoutes() {
		require.False(t, declared[r.Method+" "+r.Path], "%s is both", r.Path)
		declared[r.Method+" "+r.Path] = true
	}
	var seen []string
	for _, r := range app.Fiber().GetRoutes(true) {
		route := r.Method + " " + r.Path
		require.True(t, declared[route], "%s is in no contract and not in httpapi.RawRoutes", route)
		require.False(t, slices.Contains(seen, route), "%s is there twice", route)
		seen = append(seen, route)
	}
	require.Len(t, seen, len(declared)-8, "all but what signalling adds (the websocket, WHIP and WHEP), and the hook of the SMS gateway, which is there when there is one")
}
