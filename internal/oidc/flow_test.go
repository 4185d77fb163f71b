package oidc_test

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/internal/oidc"
	"diandao/internal/oidc/oidctest"
	"diandao/internal/staff"
)

// shelf keeps what is under way, and counts as a limiter.
type shelf struct {
	mu     sync.Mutex
	kept   map[string][]byte
	counts map[string]int
	broken bool
}

func (s *shelf) Put(_ context.Context, key string, value []byte, _ time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken {
		return errors.New("no Redis")
	}
	s.kept[key] = value
	return nil
}

func (s *shelf) Take(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken {
		return nil, errors.New("no Redis")
	}
	v := s.kept[key]
	delete(s.kept, key)
	return v, nil
}

func (s *shelf) Allow(_ context.Context, key string, limit int, _ time.Duration) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[key]++
	return s.counts[key] <= limit, nil
}

type world struct {
	t     *testing.T
	idp   *oidctest.IdP
	clock *clock.Manual
	shelf *shelf
	flow  *oidc.Flow
}

func newWorld(t *testing.T, bend func(*oidc.Config)) *world {
	t.Helper()
	w := &world{t: t, clock: clock.NewManual(time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)), shelf: &shelf{kept: map[string][]byte{}, counts: map[string]int{}}}
	w.idp = oidctest.New(t, w.clock.Now)
	cfg := oidc.Config{
		Issuer: w.idp.URL, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret, Name: "市统一认证", UsernameClaim: "preferred_username",
		RedirectURL: "https://diandao.example.org/console/v1/sso/callback", Timeout: 2 * time.Second,
	}
	if bend != nil {
		bend(&cfg)
	}
	w.flow = oidc.New(cfg, w.shelf, w.shelf, w.clock)
	return w
}

// leave begins a login and has somebody sign in at the provider.
func (w *world) leave(subject, username string) oidc.Return {
	w.t.Helper()
	address, binding, err := w.flow.Begin(w.t.Context(), "/persons", "10.0.0.1")
	require.NoError(w.t, err)
	return returned(w.idp.Authorize(address, subject, username), binding)
}

func returned(u *url.URL, binding string) oidc.Return {
	return oidc.Return{Binding: binding, State: u.Query().Get("state"), Code: u.Query().Get("code")}
}

func TestFlow_ThereAndBackOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	r := w.leave("sub-1", "chen.xin")
	who, to, err := w.flow.Finish(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, staff.Identity{Issuer: w.idp.URL, Subject: "sub-1", Username: "chen.xin"}, who)
	require.Equal(t, "/persons", to)
	_, _, err = w.flow.Finish(t.Context(), r)
	require.ErrorIs(t, err, oidc.ErrState, "a second time")
	require.Equal(t, 1, w.idp.Asked("/.well-known/openid-configuration"))
}

func TestFlow_OnlyInTheBrowserThatLeftAndInTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for name, bend := range map[string]func(*oidc.Return){
		"another browser": func(r *oidc.Return) { r.Binding = "other" }, "no cookie": func(r *oidc.Return) { r.Binding = "" }, "an invented state": func(r *oidc.Return) { r.State = "x" },
		"no state": func(r *oidc.Return) { r.State = "" }, "too late": func(*oidc.Return) { w.clock.Advance(oidc.PendingLife) },
		"a code without end": func(r *oidc.Return) { r.Code = string(make([]byte, 5000)) },
	} {
		r := w.leave("sub-1", "chen.xin")
		bend(&r)
		_, _, err := w.flow.Finish(t.Context(), r)
		require.ErrorIs(t, err, oidc.ErrState, name)
	}
	r := w.leave("sub-1", "chen.xin")
	r.Refusal = "access_denied"
	_, _, err := w.flow.Finish(t.Context(), r)
	require.ErrorIs(t, err, oidc.ErrRefused)
	mine, theirs := w.leave("sub-1", "chen.xin"), w.leave("sub-2", "li.si")
	mine.Code = theirs.Code // PKCE: a code that was stolen opens nothing
	_, _, err = w.flow.Finish(t.Context(), mine)
	require.ErrorIs(t, err, oidc.ErrToken)
}

func TestFlow_BelievesNoTokenThatIsNotForThisRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	at := func(d time.Duration) int64 { return w.clock.Now().Add(d).Unix() }
	for name, bad := range map[string]oidctest.Misbehaviour{
		"another nonce":                         {Claims: map[string]any{"nonce": "other"}},
		"no nonce":                              {Claims: map[string]any{"nonce": nil}},
		"another audience":                      {Claims: map[string]any{"aud": "another client"}},
		"another's token":                       {Claims: map[string]any{"aud": []string{"another", oidctest.ClientID}, "azp": "another"}},
		"two audiences":                         {Claims: map[string]any{"aud": []string{"another", oidctest.ClientID}}},
		"another issuer":                        {Claims: map[string]any{"iss": "https://evil.example"}},
		"expired":                               {Claims: map[string]any{"exp": at(-2 * time.Minute)}},
		"not yet":                               {Claims: map[string]any{"nbf": at(10 * time.Minute)}},
		"made in the future":                    {Claims: map[string]any{"iat": at(5 * time.Minute)}},
		"nobody":                                {Claims: map[string]any{"sub": ""}},
		"unsigned":                              {Unsigned: true},
		"signed by a key that nobody published": {Stranger: true},
		"without end":                           {Huge: true},
		"refused":                               {Status: map[string]int{"/token": 400}},
	} {
		w.idp.Misbehave(oidctest.Misbehaviour{})
		r := w.leave("sub-1", "chen.xin")
		w.idp.Misbehave(bad)
		_, _, err := w.flow.Finish(t.Context(), r)
		if name == "without end" {
			require.Error(t, err, name)
			continue
		}
		require.ErrorIs(t, err, oidc.ErrToken, name)
	}
	for name, bad := range map[string]oidctest.Misbehaviour{
		"our clock is a little ahead": {Claims: map[string]any{"exp": at(-30 * time.Second)}}, "theirs is": {Claims: map[string]any{"iat": at(30 * time.Second)}},
		"two audiences, made for us": {Claims: map[string]any{"aud": []string{"another", oidctest.ClientID}, "azp": oidctest.ClientID}},
	} {
		w.idp.Misbehave(bad)
		_, _, err := w.flow.Finish(t.Context(), w.leave("sub-1", "chen.xin"))
		require.NoError(t, err, name)
	}
}

func TestFlow_KeysAreRotated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for range 3 {
		_, _, err := w.flow.Finish(t.Context(), w.leave("sub-1", "chen.xin"))
		require.NoError(t, err)
		w.idp.Rotate()
	}
	require.Equal(t, 3, w.idp.Asked("/keys"))
}

func TestFlow_AProviderThatIsSlowOrDown(t *testing.T) {
	t.Parallel()
	for path, beginFails := range map[string]bool{"/.well-known/openid-configuration": true, "/token": false, "/keys": false} {
		for name, bad := range map[string]oidctest.Misbehaviour{"slow": {Slow: map[string]time.Duration{path: 3 * time.Second}}, "500": {Status: map[string]int{path: 500}}} {
			t.Run(name+path, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, func(c *oidc.Config) { c.Timeout = 300 * time.Millisecond })
				w.idp.Misbehave(bad)
				began := time.Now()
				address, binding, err := w.flow.Begin(t.Context(), "/", "10.0.0.1")
				if beginFails {
					require.ErrorIs(t, err, oidc.ErrUnavailable)
					asked := w.idp.Asked(path)
					_, _, err = w.flow.Begin(t.Context(), "/", "10.0.0.1")
					require.ErrorIs(t, err, oidc.ErrUnavailable)
					require.Equal(t, asked, w.idp.Asked(path), "who comes next need not wait")
					w.idp.Misbehave(oidctest.Misbehaviour{})
					w.clock.Advance(5 * time.Second)
					_, _, err = w.flow.Begin(t.Context(), "/", "10.0.0.1")
					require.NoError(t, err, "it is back")
					return
				}
				require.NoError(t, err)
				_, _, err = w.flow.Finish(t.Context(), returned(w.idp.Authorize(address, "sub-1", "chen.xin"), binding))
				require.ErrorIs(t, err, oidc.ErrUnavailable)
				require.Less(t, time.Since(began), 10*time.Second)
			})
		}
	}
}

func TestFlow_AnAddressCountsOnlyWhenVerified(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *oidc.Config) { c.UsernameClaim = "email" })
	for _, bad := range []map[string]any{{"email": "chen@example.org"}, {"email": "chen@example.org", "email_verified": false}} {
		w.idp.Misbehave(oidctest.Misbehaviour{Claims: bad})
		_, _, err := w.flow.Finish(t.Context(), w.leave("sub-1", ""))
		require.ErrorIs(t, err, oidc.ErrUnverified)
	}
	w.idp.Misbehave(oidctest.Misbehaviour{Claims: map[string]any{"email": "chen@example.org", "email_verified": true}})
	who, _, err := w.flow.Finish(t.Context(), w.leave("sub-1", ""))
	require.NoError(t, err)
	require.Equal(t, "chen@example.org", who.Username)
}

func TestFlow_IsBoundedAndSaysWhenItCannotRemember(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for range oidc.StartsPerPlace {
		_, _, err := w.flow.Begin(t.Context(), "/", "10.0.0.9")
		require.NoError(t, err)
	}
	_, _, err := w.flow.Begin(t.Context(), "/", "10.0.0.9")
	require.ErrorIs(t, err, staff.ErrTooManyTries)
	r := w.leave("sub-1", "chen.xin")
	w.shelf.broken = true
	_, _, err = w.flow.Begin(t.Context(), "/", "10.0.0.1")
	require.ErrorIs(t, err, oidc.ErrUnavailable)
	_, _, err = w.flow.Finish(t.Context(), r)
	require.ErrorIs(t, err, oidc.ErrUnavailable)
}

func TestIsSafeURL(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://idp.example.org/auth": true, "http://127.0.0.1:9000/token": true, "http://localhost/keys": true, "http://[::1]/keys": true,
		"http://idp.example.org/auth": false, "http://127.0.0.1.evil.example/": false, "ftp://127.0.0.1/": false, "": false, "/auth": false,
	} {
		require.Equal(t, want, oidc.IsSafeURL(address), address)
	}
}
