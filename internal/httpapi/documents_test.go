package httpapi_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
)

func TestDocuments(t *testing.T) {
	t.Parallel()
	app := httpapi.New(httpapi.Options{})
	httpapi.RegisterDocuments(app, httpapi.Documents{
		Guide: map[string]httpapi.Document{"zh/index.html": {Type: "text/html; charset=utf-8", Body: []byte("<p>guide</p>")}}, Home: "zh/index.html",
		Reference: fstest.MapFS{"index.html": &fstest.MapFile{Data: []byte("<p>viewer</p>")}},
		Contracts: map[string]*httpapi.API{"console": httpapi.NewAPI(app, httpapi.Contract{Title: "Console", Version: "1"})},
	})
	h := httpapitest.Harness{App: app}
	get := func(path string) httpapitest.Answer { return h.Do(t, httpapitest.Scenario{Method: "GET", Path: path}) }
	for path, to := range map[string]string{"/docs": "/docs/zh/index.html", "/docs/": "/docs/zh/index.html", "/reference": "/reference/"} {
		a := get(path)
		require.Equal(t, http.StatusFound, a.Status, path)
		require.Equal(t, to, a.Header.Get("Location"), path)
	}
	for path, body := range map[string]string{"/docs/zh/index.html": "<p>guide</p>", "/reference/": "<p>viewer</p>"} {
		a := get(path)
		require.Equal(t, http.StatusOK, a.Status, path)
		require.Equal(t, body, string(a.Body), path)
		require.Equal(t, "text/html; charset=utf-8", a.Header.Get("Content-Type"), path)
	}
	for range 2 { // written once, served again
		var doc struct{ OpenAPI string }
		a := get("/reference/console.json")
		require.Equal(t, http.StatusOK, a.Status)
		require.NoError(t, json.Unmarshal(a.Body, &doc))
		require.Equal(t, "3.1.0", doc.OpenAPI)
	}
	for _, path := range []string{"/docs/zh/gone.html", "/docs/../app.go", "/reference/other.json"} {
		a := get(path)
		require.Equal(t, http.StatusNotFound, a.Status, path)
		httpapitest.CheckProblem(t, a, "request.not_found")
	}
}
