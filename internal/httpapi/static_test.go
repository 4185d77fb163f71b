package httpapi_test

import (
	"context"
	"io/fs"
	"net/http"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
)

func pages(t *testing.T, phone fs.FS) httpapitest.Harness {
	t.Helper()
	app := httpapi.New(httpapi.Options{})
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	console := fstest.MapFS{
		"index.html": file("<p>console</p>"), "sw.js": file("sw"), "manifest.webmanifest": file("{}"), "assets/index-a1b2.js": file("js"),
		"assets/worker-c3.mjs": file("mjs"), "assets/style-d4.css": file("css"),
	}
	httpapi.RegisterPages(app, httpapi.Pages{Console: console, Phone: phone})
	return httpapitest.Harness{App: app}
}

func TestPages(t *testing.T) {
	t.Parallel()
	h := pages(t, nil)
	const kept, asked = "public, max-age=31536000, immutable", "no-cache"
	for path, want := range map[string]struct{ body, mime, cache string }{
		"/console/":                      {"<p>console</p>", "text/html; charset=utf-8", asked},
		"/console/roll-calls/1":          {"<p>console</p>", "text/html; charset=utf-8", asked},
		"/console/sw.js":                 {"sw", "text/javascript; charset=utf-8", asked},
		"/console/manifest.webmanifest":  {"{}", "application/manifest+json", asked},
		"/console/assets/index-a1b2.js":  {"js", "text/javascript; charset=utf-8", kept},
		"/console/assets/worker-c3.mjs":  {"mjs", "text/javascript; charset=utf-8", kept},
		"/console/assets/style-d4.css?x": {"css", "text/css; charset=utf-8", kept},
	} {
		a := h.Do(t, httpapitest.Scenario{Method: "GET", Path: path})
		require.Equal(t, http.StatusOK, a.Status, path)
		require.Equal(t, want.body, string(a.Body), path)
		require.Equal(t, want.mime, a.Header.Get("Content-Type"), path)
		require.Equal(t, want.cache, a.Header.Get("Cache-Control"), path)
		require.Contains(t, a.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'", path)
	}
	for _, path := range []string{
		"/console/assets/gone.js", "/console/v1/nothing", "/console/../app.go", "/console/%2e%2e/%2e%2e/app.go", "/console/assets/..%5capp.go", "/phone/", "/other",
	} {
		a := h.Do(t, httpapitest.Scenario{Method: "GET", Path: path})
		require.Equal(t, http.StatusNotFound, a.Status, path)
		httpapitest.CheckProblem(t, a, "request.not_found")
	}
	for _, path := range []string{"/", "/console"} {
		a := h.Do(t, httpapitest.Scenario{Method: "GET", Path: path})
		require.Equal(t, http.StatusFound, a.Status, path)
		require.Equal(t, "/console/", a.Header.Get("Location"), path)
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	app := httpapi.New(httpapi.Options{})
	isUp := true
	httpapi.RegisterHealth(app, func(context.Context) []httpapi.Part {
		return []httpapi.Part{{Name: "database", Ready: true, Note: "sqlite"}, {Name: "redis", Ready: isUp}}
	}, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("diandao_jobs_total 1\n")) }))
	h := httpapitest.Harness{App: app}
	get := func(path string) httpapitest.Answer { return h.Do(t, httpapitest.Scenario{Method: "GET", Path: path}) }
	require.Equal(t, 200, get("/healthz").Status)
	require.Contains(t, string(get("/metrics").Body), "diandao_jobs_total")
	require.Equal(t, 200, get("/readyz").Status)
	isUp = false
	a := get("/readyz")
	require.Equal(t, 503, a.Status)
	require.JSONEq(t, `{"ready":false,"parts":[{"name":"database","ready":true,"note":"sqlite"},{"name":"redis","ready":false}]}`, string(a.Body))
	require.Equal(t, 200, get("/healthz").Status, "alive, though not ready")
}

func TestRaw_RefusesWhatIsNotListed(t *testing.T) {
	t.Parallel()
	app := httpapi.New(httpapi.Options{})
	require.Panics(t, func() { app.Raw(http.MethodGet, "/secret", nil, nil) })
	for _, r := range httpapi.RawRoutes() {
		require.NotEmpty(t, r.Reason, r.Path)
	}
}
