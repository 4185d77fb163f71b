package httpapi_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/id"
)

// things is a small contract to try what every contract stands on.
type things struct {
	harness httpapitest.Harness
	api     *httpapi.API
	made    atomic.Int64
	fail    atomic.Pointer[error]
	wait    chan struct{} // closed to let a slow write go on
	log     *bytes.Buffer
}

type thing struct {
	Name string    `json:"name" minLength:"2" maxLength:"8"`
	Born time.Time `json:"born,omitzero"`
}

type made struct {
	Number int64 `json:"number"`
}

type limiter struct{ left atomic.Int64 }

func (l *limiter) Allow(context.Context, string, int, time.Duration) (bool, error) {
	return l.left.Add(-1) >= 0, nil
}

func newThings(t *testing.T, o httpapi.Options) *things {
	t.Helper()
	v := &things{wait: make(chan struct{}), log: &bytes.Buffer{}}
	o.Log = slog.New(slog.NewJSONHandler(v.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	app := httpapi.New(o)
	v.api = httpapi.NewAPI(app, httpapi.Contract{
		Title: "Things", Version: "1.0.0", Scheme: "Bearer", Security: &huma.SecurityScheme{Type: "http", Scheme: "bearer"},
		Ledger: httpapitest.NewLedger(), ServerTime: true,
		Authenticate: func(ctx context.Context, c httpapi.Credentials) (context.Context, authz.Actor, error) {
			if c.Bearer == "" {
				return ctx, authz.Actor{}, authz.ErrUnauthenticated
			}
			return ctx, authz.Actor{Role: authz.Role(c.Bearer), ID: c.Bearer}, nil
		},
	})
	op := httpapi.Op{ID: "makeThing", Method: http.MethodPost, Path: "/things", Summary: "Make", Tag: "t", Action: authz.PersonWrite, Status: http.StatusCreated}
	httpapi.Register(v.api, op, func(ctx context.Context, _ *httpapi.Body[thing]) (*httpapi.Body[made], error) {
		if _, ok := ctx.Deadline(); !ok {
			return nil, errors.New("a request without a deadline")
		}
		if err := v.fail.Load(); err != nil {
			return nil, *err
		}
		return httpapi.OK(made{Number: v.made.Add(1)}), nil
	})
	slow := httpapi.Op{ID: "makeSlowly", Method: http.MethodPost, Path: "/slow", Summary: "Make", Tag: "t", Action: authz.PersonWrite}
	httpapi.Register(v.api, slow, func(context.Context, *struct{}) (*httpapi.Body[made], error) {
		v.made.Add(1)
		<-v.wait
		return httpapi.OK(made{Number: v.made.Load()}), nil
	})
	panics := httpapi.Op{ID: "panicNow", Method: http.MethodPost, Path: "/panic", Summary: "Panic", Tag: "t", Action: authz.PersonWrite}
	httpapi.Register(v.api, panics, func(context.Context, *struct{}) (*httpapi.Body[made], error) { panic("王小明") })
	v.harness = httpapitest.Harness{App: app, Callers: map[string]map[string]string{
		"officer": {"Authorization": "Bearer officer"}, "volunteer": {"Authorization": "bearer volunteer"},
	}}
	return v
}

func (v *things) failWith(err error) { v.fail.Store(&err) }

func TestOperation(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	good := map[string]any{"name": "abc"}
	v.harness.Run(t, []httpapitest.Scenario{
		{Name: "made", As: "officer", Method: "POST", Path: "/things", Body: good, Want: 201, Holds: map[string]any{"number": 1.0}},
		{Name: "nobody", Method: "POST", Path: "/things", Body: good, Want: 401, Code: "authz.unauthenticated"},
		{Name: "role without the grant", As: "volunteer", Method: "POST", Path: "/things", Body: good, Want: 403, Code: "authz.forbidden"},
		{Name: "role is asked before the body", As: "volunteer", Method: "POST", Path: "/things", Body: "{", Want: 403, Code: "authz.forbidden"},
		{Name: "too short", As: "officer", Method: "POST", Path: "/things", Body: map[string]any{"name": "a"}, Want: 422, Code: "request.invalid"},
		{Name: "unknown field", As: "officer", Method: "POST", Path: "/things", Body: map[string]any{"name": "abc", "x": 1}, Want: 422, Code: "request.invalid"},
		{Name: "unknown query", As: "officer", Method: "POST", Path: "/things?x=1", Body: good, Want: 422, Code: "request.invalid"},
		{Name: "not JSON", As: "officer", Method: "POST", Path: "/things", Body: "{", Want: 400, Code: "request.invalid"},
		{Name: "NUL in a text", As: "officer", Method: "POST", Path: "/things", Body: `{"name":"ab\u0000c"}`, Want: 422, Code: "request.invalid"},
		{Name: "NUL in the query", As: "officer", Method: "POST", Path: "/things?q=a%00", Body: good, Want: 422, Code: "request.invalid"},
		{Name: "too large", As: "officer", Method: "POST", Path: "/things", Body: `{"name":"` + strings.Repeat("x", 70_000) + `"}`, Want: 413, Code: "request.too_large"},
		{Name: "no key", As: "officer", Method: "POST", Path: "/things", Body: good, Header: map[string]string{"Idempotency-Key": ""}, Want: 422, Code: "idempotency.key_missing"},
		{Name: "key that is no UUID", As: "officer", Method: "POST", Path: "/things", Body: good, Header: map[string]string{"Idempotency-Key": "1"}, Want: 422, Code: "idempotency.key_missing"},
		{Name: "panic", As: "officer", Method: "POST", Path: "/panic", Want: 500, Code: "internal"},
		{Name: "unknown path", As: "officer", Method: "GET", Path: "/nothing", Want: 404, Code: "request.not_found"},
	})
	require.NotContains(t, v.log.String(), "王小明", "what a panic says may be personal")
}

// What a client sent never comes back, whichever way it is wrong: it may be a name or a place.
func TestOperation_NeverEchoesValues(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	const secret = "王小明secret"
	for name, body := range map[string]any{
		"too long": map[string]any{"name": strings.Repeat(secret, 3)}, "wrong type": map[string]any{"name": []string{secret}},
		"wrong time": map[string]any{"name": "abc", "born": secret}, "not JSON": `{"name": ` + secret, "text": `"` + secret + `"`,
	} {
		t.Run(name, func(t *testing.T) {
			a := v.harness.Do(t, httpapitest.Scenario{As: "officer", Method: "POST", Path: "/things", Body: body})
			require.Contains(t, []int{400, 422}, a.Status)
			httpapitest.CheckProblem(t, a, "request.invalid")
			require.NotContains(t, string(a.Body), "secret")
			require.NotEmpty(t, a.JSON(t)["errors"], "says where: %s", a.Body)
		})
	}
	require.NotContains(t, v.log.String(), "secret")
}

func TestOperation_NamesTheField(t *testing.T) {
	t.Parallel()
	a := newThings(t, httpapi.Options{}).harness.Do(t, httpapitest.Scenario{As: "officer", Method: "POST", Path: "/things", Body: map[string]any{"name": "a"}})
	wrong := a.JSON(t)["errors"].([]any)[0].(map[string]any)
	require.Equal(t, "name", wrong["path"])
	require.Contains(t, wrong["reason"], "length")
}

func TestIdempotency_RetryGetsTheFirstAnswer(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	key := map[string]string{"Idempotency-Key": id.New()}
	post := func(as, body string) httpapitest.Answer {
		return v.harness.Do(t, httpapitest.Scenario{As: as, Method: "POST", Path: "/things", Body: body, Header: key})
	}
	first, second := post("officer", `{"name":"abc"}`), post("officer", `{"name":"abc"}`)
	require.Equal(t, 201, first.Status)
	require.Empty(t, first.Header.Get("Idempotency-Replayed"))
	require.Equal(t, "true", second.Header.Get("Idempotency-Replayed"))
	require.Equal(t, first.Status, second.Status)
	require.Equal(t, string(first.Body), string(second.Body))
	require.Equal(t, first.Header.Get("Content-Type"), second.Header.Get("Content-Type"))
	require.EqualValues(t, 1, v.made.Load(), "the write happened once")

	reused := post("officer", `{"name":"xyz"}`)
	require.Equal(t, 409, reused.Status)
	httpapitest.CheckProblem(t, reused, "idempotency.key_reused")
	v.harness.Callers["supervisor"] = map[string]string{"Authorization": "Bearer supervisor"}
	require.Equal(t, 201, post("supervisor", `{"name":"abc"}`).Status, "another actor's key is another key")
}

func TestIdempotency_RefusalIsKeptOurFaultIsNot(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	post := func(key string) httpapitest.Answer {
		return v.harness.Do(t, httpapitest.Scenario{As: "officer", Method: "POST", Path: "/things", Body: `{"name":"abc"}`, Header: map[string]string{"Idempotency-Key": key}})
	}
	refused, broken := id.New(), id.New()
	v.failWith(fault.New(fault.Conflict, "thing.taken", "Taken."))
	require.Equal(t, 409, post(refused).Status)
	v.failWith(errors.New("disk"))
	require.Equal(t, 500, post(broken).Status)
	v.fail.Store(nil)
	again := post(refused)
	require.Equal(t, 409, again.Status, "the first answer stands")
	require.Equal(t, httpapi.ProblemType, again.Header.Get("Content-Type"))
	require.Equal(t, 201, post(broken).Status, "after our fault the retry is tried")
}

func TestIdempotency_PanicReleasesTheKey(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	s := httpapitest.Scenario{As: "officer", Method: "POST", Path: "/panic", Header: map[string]string{"Idempotency-Key": id.New()}}
	require.Equal(t, 500, v.harness.Do(t, s).Status)
	require.Equal(t, 500, v.harness.Do(t, s).Status, "not 409 in_progress")
}

func TestIdempotency_SecondTryWhileTheFirstRuns(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	s := httpapitest.Scenario{As: "officer", Method: "POST", Path: "/slow", Header: map[string]string{"Idempotency-Key": id.New()}}
	first := make(chan httpapitest.Answer)
	go func() { first <- v.harness.Do(t, s) }()
	require.Eventually(t, func() bool { return v.made.Load() == 1 }, 5*time.Second, time.Millisecond, "the first try is in its handler")
	second := v.harness.Do(t, s)
	require.Equal(t, 409, second.Status)
	httpapitest.CheckProblem(t, second, "idempotency.in_progress")
	close(v.wait)
	require.Equal(t, 200, (<-first).Status)
	require.EqualValues(t, 1, v.made.Load())
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	l := &limiter{}
	l.left.Store(1)
	v := newThings(t, httpapi.Options{Limiter: l})
	s := httpapitest.Scenario{As: "officer", Method: "POST", Path: "/things", Body: `{"name":"abc"}`}
	require.Equal(t, 201, v.harness.Do(t, s).Status)
	a := v.harness.Do(t, s)
	require.Equal(t, 429, a.Status)
	httpapitest.CheckProblem(t, a, "request.too_many")
	require.Equal(t, "60", a.Header.Get("Retry-After"))
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{Secure: true})
	rid := id.New()
	a := v.harness.Do(t, httpapitest.Scenario{As: "officer", Method: "POST", Path: "/things", Body: `{"name":"abc"}`, Header: map[string]string{"X-Request-Id": rid}})
	require.Equal(t, rid, a.Header.Get("X-Request-Id"))
	_, err := time.Parse("2006-01-02T15:04:05.000Z", a.Header.Get("X-Server-Time"))
	require.NoError(t, err)
	require.Contains(t, a.Header.Get("Content-Security-Policy"), "default-src 'self'")
	require.Contains(t, a.Header.Get("Content-Security-Policy"), "connect-src 'self';")
	among := newThings(t, httpapi.Options{SignalOrigins: []string{"wss://*.example.org", "wss://b.example.net"}})
	policy := among.harness.Do(t, httpapitest.Scenario{Method: "GET", Path: "/x"}).Header.Get("Content-Security-Policy")
	require.Contains(t, policy, "connect-src 'self' wss://*.example.org wss://b.example.net; font-src")
	drawn := newThings(t, httpapi.Options{MapOrigin: "https://tiles.example.org"})
	policy = drawn.harness.Do(t, httpapitest.Scenario{Method: "GET", Path: "/x"}).Header.Get("Content-Security-Policy")
	require.Contains(t, policy, "img-src 'self' data: blob: https://tiles.example.org; media-src")
	require.Contains(t, policy, "connect-src 'self' https://tiles.example.org; font-src")
	require.Equal(t, "DENY", a.Header.Get("X-Frame-Options"))
	require.Equal(t, "nosniff", a.Header.Get("X-Content-Type-Options"))
	require.Equal(t, "no-store", a.Header.Get("Cache-Control"))
	require.NotEmpty(t, a.Header.Get("Strict-Transport-Security"))
	require.Empty(t, a.Header.Get("Server"))
	forged := v.harness.Do(t, httpapitest.Scenario{Method: "GET", Path: "/x", Header: map[string]string{"X-Request-Id": "<script>"}})
	require.True(t, id.Valid(forged.Header.Get("X-Request-Id")))
}

func TestAccessLog_HoldsNoQuery(t *testing.T) {
	t.Parallel()
	v := newThings(t, httpapi.Options{})
	v.harness.Do(t, httpapitest.Scenario{As: "officer", Method: "GET", Path: "/things/330106?q=wangxiaoming"})
	require.Contains(t, v.log.String(), `"msg":"request"`)
	require.NotContains(t, v.log.String(), "wangxiaoming")
	require.NotContains(t, v.log.String(), "330106", "a path may name a person: the route's pattern is logged")
	for _, refused := range []string{"limit=wangxiaoming", "cursor=wangxiaoming", "limit=5&limit=wangxiaoming", "wangxiaoming=1"} {
		v.harness.Do(t, httpapitest.Scenario{As: "officer", Method: "GET", Path: "/things/330106?" + refused})
		v.harness.Do(t, httpapitest.Scenario{As: "officer", Method: "POST", Path: "/things?" + refused, Body: map[string]any{"name": "abc"}})
		v.harness.Do(t, httpapitest.Scenario{Method: "GET", Path: "/nowhere?" + refused})
	}
	require.Contains(t, v.log.String(), "request refused")
	require.NotContains(t, v.log.String(), "wangxiaoming", "nor why a query was refused")
}
