// Package stage sets up what a scenario needs: a whole server on loopback with a clock that the
// scenario moves, staff members and phones that speak the two HTTP contracts as the real ones do.
package stage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/id"
)

// Answer is what a server said.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	tb     testing.TB
}

// Problem is the error body (RFC 9457) of an answer.
type Problem struct {
	Status    int    `json:"status"`
	Code      string `json:"code"`
	Detail    string `json:"detail"`
	RequestID string `json:"request_id"`
}

// Into decodes the body of an answer that has the wanted status.
func (a Answer) Into(status int, v any) {
	a.tb.Helper()
	require.Equal(a.tb, status, a.Status, "%s", a.Body)
	if v != nil {
		require.NoError(a.tb, json.Unmarshal(a.Body, v), "%s", a.Body)
	}
}

// Refused checks that the answer is a problem with the wanted status and stable reason.
func (a Answer) Refused(status int, code string) {
	a.tb.Helper()
	require.Equal(a.tb, status, a.Status, "%s", a.Body)
	require.Equal(a.tb, "application/problem+json", a.Header.Get("Content-Type"))
	var p Problem
	require.NoError(a.tb, json.Unmarshal(a.Body, &p), "%s", a.Body)
	require.Equal(a.tb, code, p.Code)
	require.Equal(a.tb, status, p.Status)
	require.NotEmpty(a.tb, p.Detail)
	require.NotEmpty(a.tb, p.RequestID)
}

// caller makes requests to one server as one party.
type caller struct {
	tb     testing.TB
	base   string
	client *http.Client
	dress  func(*http.Request)
	// cookies are kept whatever their expiry says: the server's clock is the scenario's, not this machine's.
	cookies map[string]*http.Cookie
}

func newCaller(tb testing.TB, base string) *caller {
	tb.Helper()
	return &caller{tb: tb, base: base, client: &http.Client{Timeout: 20 * time.Second}, dress: func(*http.Request) {}, cookies: map[string]*http.Cookie{}}
}

func (c *caller) send(method, path, contentType string, body io.Reader) Answer {
	c.tb.Helper()
	req, err := http.NewRequestWithContext(c.tb.Context(), method, c.base+path, body)
	require.NoError(c.tb, err)
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if method != http.MethodGet {
		req.Header.Set("Idempotency-Key", id.New())
	}
	for _, cookie := range c.cookies {
		req.AddCookie(&http.Cookie{Name: cookie.Name, Value: cookie.Value}) //nolint:gosec // a request's cookie has no attributes
	}
	c.dress(req)
	res, err := c.client.Do(req)
	require.NoError(c.tb, err)
	defer res.Body.Close()
	for _, cookie := range res.Cookies() {
		c.cookies[cookie.Name] = cookie
	}
	text, err := io.ReadAll(io.LimitReader(res.Body, 32<<20))
	require.NoError(c.tb, err)
	return Answer{Status: res.StatusCode, Header: res.Header, Body: text, tb: c.tb}
}

// Get asks for a path.
func (c *caller) Get(path string) Answer { return c.send(http.MethodGet, path, "", nil) }

// Delete asks for a path to be gone.
func (c *caller) Delete(path string) Answer { return c.send(http.MethodDelete, path, "", nil) }

// Post sends a JSON body; nil sends an empty object.
func (c *caller) Post(path string, body any) Answer { return c.json(http.MethodPost, path, body) }

// Put sends a JSON body.
func (c *caller) Put(path string, body any) Answer { return c.json(http.MethodPut, path, body) }

func (c *caller) json(method, path string, body any) Answer {
	c.tb.Helper()
	if body == nil {
		body = map[string]any{}
	}
	text, err := json.Marshal(body)
	require.NoError(c.tb, err)
	return c.send(method, path, "application/json", bytes.NewReader(text))
}

// Eventually waits until fn returns "", and fails with the last reason it gave.
func Eventually(tb testing.TB, within time.Duration, fn func() string) {
	tb.Helper()
	deadline := time.Now().Add(within)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		reason := fn()
		if reason == "" {
			return
		}
		if time.Now().After(deadline) {
			require.FailNow(tb, fmt.Sprintf("after %s: %s", within, reason))
		}
		<-tick.C
	}
}
