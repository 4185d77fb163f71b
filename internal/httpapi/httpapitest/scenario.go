package httpapitest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi"
	"diandao/internal/id"
)

// Scenario is one request and everything that must follow from it.
type Scenario struct {
	Name   string
	As     string // a caller of the harness; empty is nobody
	Method string
	Path   string
	Body   any               // JSON; a string or bytes are sent as they are, a Form as multipart
	Header map[string]string // over the caller's; an empty value removes
	Want   int               // status
	Code   string            // of the problem, when Want is an error
	Holds  map[string]any    // top-level members of the answer
	Calls  []string          // what the services were asked to write; nil checks nothing
}

// Harness is an application with its callers.
type Harness struct {
	App     *httpapi.App
	Callers map[string]map[string]string // headers by name
	Calls   func() []string              // what the services were asked since the last time; may be nil
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// JSON reads the answer's object.
func (a Answer) JSON(tb testing.TB) map[string]any {
	tb.Helper()
	var m map[string]any
	require.NoError(tb, json.Unmarshal(a.Body, &m), "body: %s", a.Body)
	return m
}

// Run runs the scenarios in order, each as a subtest; later ones see what earlier ones did.
func (h Harness) Run(t *testing.T, all []Scenario) {
	t.Helper()
	for _, s := range all {
		t.Run(s.Name, func(t *testing.T) { h.run(t, s) })
	}
}

func (h Harness) run(t *testing.T, s Scenario) {
	t.Helper()
	if h.Calls != nil {
		h.Calls()
	}
	a := h.Do(t, s)
	require.Equal(t, s.Want, a.Status, "body: %s", a.Body)
	require.NotEmpty(t, a.Header.Get(httpapi.HeaderRequestID), "every answer has a request id")
	if s.Want >= http.StatusBadRequest {
		CheckProblem(t, a, s.Code)
	}
	for name, want := range s.Holds {
		require.Equal(t, want, a.JSON(t)[name], "member %s of %s", name, a.Body)
	}
	if s.Calls != nil {
		require.Equal(t, s.Calls, h.Calls())
	}
}

// Do sends the request and returns the answer. A write gets a fresh Idempotency-Key unless one is given.
func (h Harness) Do(tb testing.TB, s Scenario) Answer {
	tb.Helper()
	req := httptest.NewRequest(s.Method, s.Path, encode(tb, s.Body))
	if f, isForm := s.Body.(Form); isForm {
		req.Header.Set("Content-Type", f.contentType())
	} else if s.Body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if s.Method != http.MethodGet {
		req.Header.Set(httpapi.HeaderKey, id.New())
	}
	for _, headers := range []map[string]string{h.Callers[s.As], s.Header} {
		for name, value := range headers {
			req.Header.Del(name)
			if value != "" {
				req.Header.Set(name, value)
			}
		}
	}
	resp, err := h.App.Fiber().Test(req, int((10 * time.Second).Milliseconds()))
	require.NoError(tb, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(tb, err)
	return Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}
}

// Form is a multipart form of files.
type Form []FormFile

// FormFile is one file of a form.
type FormFile struct {
	Field, Name string
	Data        []byte
}

const boundary = "a-boundary-of-tests"

func (Form) contentType() string { return "multipart/form-data; boundary=" + boundary }

func (f Form) encode(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	require.NoError(tb, w.SetBoundary(boundary))
	for _, file := range f {
		part, err := w.CreateFormFile(file.Field, file.Name)
		require.NoError(tb, err)
		_, err = part.Write(file.Data)
		require.NoError(tb, err)
	}
	require.NoError(tb, w.Close())
	return out.Bytes()
}

func encode(tb testing.TB, body any) io.Reader {
	tb.Helper()
	switch b := body.(type) {
	case nil:
		return http.NoBody
	case string:
		return bytes.NewReader([]byte(b))
	case []byte:
		return bytes.NewReader(b)
	case Form:
		return bytes.NewReader(b.encode(tb))
	}
	b, err := json.Marshal(body)
	require.NoError(tb, err)
	return bytes.NewReader(b)
}

// CheckProblem checks that the answer is an RFC 9457 problem with this code and nothing that no problem has.
func CheckProblem(tb testing.TB, a Answer, code string) {
	tb.Helper()
	require.Equal(tb, httpapi.ProblemType, a.Header.Get("Content-Type"))
	dec := json.NewDecoder(bytes.NewReader(a.Body))
	dec.DisallowUnknownFields()
	var p httpapi.Problem
	require.NoError(tb, dec.Decode(&p), "body: %s", a.Body)
	require.Equal(tb, code, p.Code)
	require.Equal(tb, a.Status, p.Status)
	require.Equal(tb, "about:blank", p.Type)
	require.NotEmpty(tb, p.Title)
	require.NotEmpty(tb, p.Detail)
	require.Equal(tb, a.Header.Get(httpapi.HeaderRequestID), p.RequestID)
}
