// Package oidctest is an identity provider over a real socket, for tests: it signs with real keys (RS256), checks PKCE
// and the client's secret, and misbehaves on demand.
package oidctest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What the provider knows of us.
const (
	ClientID     = "diandao"
	ClientSecret = "a secret of the client in a test"
)

// Misbehaviour is what the provider does wrong; the zero value does all right.
type Misbehaviour struct {
	Claims   map[string]any // over the token's own; nil removes
	Unsigned bool           // alg none
	Stranger bool           // signed by a key that nobody published, under the name of the published one
	Status   map[string]int // of the answer, by path
	Slow     map[string]time.Duration
	Huge     bool // an answer without end at /token
}

// IdP is the provider.
type IdP struct {
	URL string

	tb  testing.TB
	now func() time.Time

	mu    sync.Mutex
	key   *rsa.PrivateKey
	kid   string
	codes map[string]grant
	bad   Misbehaviour
	asked map[string]int
}

type grant struct {
	subject, username, nonce, challenge, redirect string
}

// New starts a provider that ends with the test; now is its clock.
func New(tb testing.TB, now func() time.Time) *IdP {
	tb.Helper()
	p := &IdP{tb: tb, now: now, codes: map[string]grant{}, asked: map[string]int{}}
	p.Rotate()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.discovery)
	mux.HandleFunc("GET /keys", p.keys)
	mux.HandleFunc("POST /token", p.token)
	s := httptest.NewServer(p.misbehaving(mux))
	tb.Cleanup(s.Close)
	p.URL = s.URL
	return p
}

// Rotate has the provider sign with a new key and publish only that.
func (p *IdP) Rotate() {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(p.tb, err)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.key, p.kid = key, rand.Text()
}

// Misbehave has the provider do so from now on.
func (p *IdP) Misbehave(m Misbehaviour) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bad = m
}

// Asked tells how often a path was asked for.
func (p *IdP) Asked(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[path]
}

// Authorize is somebody who signs in at the provider: it takes the address that a browser was led to and returns the
// address that the provider leads it back to.
func (p *IdP) Authorize(address, subject, username string) *url.URL {
	p.tb.Helper()
	u, err := url.Parse(address)
	require.NoError(p.tb, err)
	q := u.Query()
	require.Equal(p.tb, p.URL+"/auth", u.Scheme+"://"+u.Host+u.Path)
	require.Equal(p.tb, ClientID, q.Get("client_id"))
	require.Equal(p.tb, "code", q.Get("response_type"))
	require.Equal(p.tb, "S256", q.Get("code_challenge_method"))
	require.Contains(p.tb, q.Get("scope"), "openid")
	require.NotEmpty(p.tb, q.Get("nonce"))
	code := rand.Text()
	p.mu.Lock()
	p.codes[code] = grant{subject, username, q.Get("nonce"), q.Get("code_challenge"), q.Get("redirect_uri")}
	p.mu.Unlock()
	back, err := url.Parse(q.Get("redirect_uri"))
	require.NoError(p.tb, err)
	back.RawQuery = url.Values{"state": {q.Get("state")}, "code": {code}}.Encode()
	return back
}

func (p *IdP) misbehaving(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		bad := p.bad
		p.asked[r.URL.Path]++
		p.mu.Unlock()
		if wait := bad.Slow[r.URL.Path]; wait > 0 {
			select {
			case <-r.Context().Done():
				return
			case <-time.After(wait):
			}
		}
		if status := bad.Status[r.URL.Path]; status > 0 {
			http.Error(w, "misbehaving", status)
			return
		}
		if bad.Huge && r.URL.Path == "/token" {
			w.Header().Set("Content-Type", "application/json")
			for range 64 {
				if _, err := w.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
			return
		}
		next.ServeHTTP(w, r)
	})
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (p *IdP) discovery(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{
		"issuer": p.URL, "authorization_endpoint": p.URL + "/auth", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
		"id_token_signing_alg_values_supported": []string{"RS256"},
	})
}

func (p *IdP) keys(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	answer(w, map[string]any{"keys": []any{map[string]any{
		"kty": "RSA", "use": "sig", "alg": "RS256", "kid": p.kid, "n": encode(p.key.N.Bytes()), "e": encode([]byte{1, 0, 1}),
	}}})
}

func (p *IdP) token(w http.ResponseWriter, r *http.Request) {
	id, secret, _ := r.BasicAuth()
	p.mu.Lock()
	defer p.mu.Unlock()
	g, known := p.codes[r.FormValue("code")]
	delete(p.codes, r.FormValue("code"))
	verifier := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if secret, err := url.QueryUnescape(secret); err != nil || id != ClientID || secret != ClientSecret || !known ||
		encode(verifier[:]) != g.challenge || r.FormValue("redirect_uri") != g.redirect {
		w.WriteHeader(http.StatusBadRequest)
		answer(w, map[string]any{"error": "invalid_grant"})
		return
	}
	answer(w, map[string]any{"access_token": rand.Text(), "token_type": "Bearer", "expires_in": 300, "id_token": p.sign(g)})
}

// sign makes the token. The lock is held.
func (p *IdP) sign(g grant) string {
	claims := map[string]any{
		"iss": p.URL, "sub": g.subject, "aud": ClientID, "nonce": g.nonce, "iat": p.now().Unix(), "exp": p.now().Add(5 * time.Minute).Unix(), "preferred_username": g.username,
	}
	for name, v := range p.bad.Claims {
		if claims[name] = v; v == nil {
			delete(claims, name)
		}
	}
	alg := "RS256"
	if p.bad.Unsigned {
		alg = "none"
	}
	text := part(p.tb, map[string]any{"alg": alg, "kid": p.kid, "typ": "JWT"}) + "." + part(p.tb, claims)
	if p.bad.Unsigned {
		return text + "."
	}
	key := p.key
	if p.bad.Stranger {
		var err error
		key, err = rsa.GenerateKey(rand.Reader, 2048)
		require.NoError(p.tb, err)
	}
	digest := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	require.NoError(p.tb, err)
	return text + "." + encode(signature)
}

func part(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	require.NoError(tb, err)
	return encode(b)
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
