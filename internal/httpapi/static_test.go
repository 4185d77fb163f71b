package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"net/http"
	"strings"
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

func TestPages_ArePackedAndKnownAgain(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("const word = 'the same again'\n", 100)
	h := pages(t, fstest.MapFS{
		"sw.js": &fstest.MapFile{Data: []byte(long)}, "assets/app-a1.js": &fstest.MapFile{Data: []byte(long)}, "icon.png": &fstest.MapFile{Data: []byte(long)},
	})
	get := func(path string, header map[string]string) httpapitest.Answer {
		return h.Do(t, httpapitest.Scenario{Method: "GET", Path: path, Header: header})
	}
	for range 2 { // packed once, sent again
		for path, want := range map[string]string{"/phone/sw.js": "gzip", "/phone/assets/app-a1.js": "gzip", "/phone/icon.png": ""} {
			a := get(path, map[string]string{"Accept-Encoding": "br, gzip;q=0.8"})
			require.Equal(t, http.StatusOK, a.Status, path)
			require.Equal(t, want, a.Header.Get("Content-Encoding"), path)
			require.Equal(t, "Accept-Encoding", a.Header.Get("Vary"), path)
			if want == "" {
				continue
			}
			require.Less(t, len(a.Body), len(long)/4, path)
			unpacked, err := gzip.NewReader(bytes.NewReader(a.Body))
			require.NoError(t, err)
			plain, err := io.ReadAll(unpacked)
			require.NoError(t, err)
			require.Equal(t, long, string(plain), path)
		}
	}
	for _, takes := range []string{"", "identity", "br", "gzip;q=0"} {
		a := get("/phone/sw.js", map[string]string{"Accept-Encoding": takes})
		require.Empty(t, a.Header.Get("Content-Encoding"), takes)
		require.Equal(t, long, string(a.Body), takes)
	}
	require.Empty(t, get("/console/assets/style-d4.css", map[string]string{"Accept-Encoding": "gzip"}).Header.Get("Content-Encoding"), "shorter as it is")

	tag := get("/phone/sw.js", nil).Header.Get("Etag")
	require.NotEmpty(t, tag)
	again := get("/phone/sw.js", map[string]string{"If-None-Match": tag, "Accept-Encoding": "gzip"})
	require.Equal(t, http.StatusNotModified, again.Status)
	require.Empty(t, again.Body)
	require.Equal(t, "no-cache", again.Header.Get("Cache-Control"))
	require.NotEqual(t, tag, get("/console/sw.js", nil).Header.Get("Etag"), "another file")
	require.Equal(t, http.StatusOK, get("/console/sw.js", map[string]string{"If-None-Match": tag}).Status)
}
