package oidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"diandao/internal/staff"
)

// dressed gives the libraries our client.
func (f *Flow) dressed(ctx context.Context) context.Context { return oidc.ClientContext(ctx, f.client) }

// discover returns the provider with its addresses. One that was found once is used while it can't be asked again.
func (f *Flow) discover(ctx context.Context) (*oidc.Provider, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.clock.Now()
	if now.Before(f.askAgain) {
		if f.provider == nil {
			return nil, ErrUnavailable
		}
		return f.provider, nil
	}
	p, err := oidc.NewProvider(f.dressed(ctx), f.cfg.Issuer)
	if err == nil {
		err = checkAddresses(p)
	}
	if err == nil {
		f.provider, f.askAgain = p, now.Add(providerLife)
		return p, nil
	}
	f.askAgain = f.clock.Now().Add(providerRest) // from now: those who waited with us are told at once
	if f.provider == nil {
		return nil, ErrUnavailable.With(err)
	}
	return f.provider, nil
}

// checkAddresses refuses a provider that would have codes, tokens or keys sent in the clear.
func checkAddresses(p *oidc.Provider) error {
	var more struct {
		Keys string `json:"jwks_uri"`
	}
	if err := p.Claims(&more); err != nil {
		return fmt.Errorf("read addresses: %w", err)
	}
	for _, address := range []string{p.Endpoint().AuthURL, p.Endpoint().TokenURL, more.Keys} {
		if !IsSafeURL(address) {
			return fmt.Errorf("address %q: https, or on this machine", address)
		}
	}
	return nil
}

// IsSafeURL reports whether what is sent to address can't be read on the way: https, or on this machine.
func IsSafeURL(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	if u.Scheme == "https" {
		return true
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

func (f *Flow) oauth(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: f.cfg.ClientID, ClientSecret: f.cfg.ClientSecret, Endpoint: p.Endpoint(), RedirectURL: f.cfg.RedirectURL, Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}

// claims are what we read of a token besides what the library checks.
type claims struct {
	Authorized    string `json:"azp"`
	EmailVerified bool   `json:"email_verified"`
}

// verify checks the token's signature, issuer, audience, time and nonce, and reads whom it is about.
func (f *Flow) verify(ctx context.Context, p *oidc.Provider, token *oauth2.Token, nonce string) (staff.Identity, error) {
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return staff.Identity{}, ErrToken.With(errors.New("no id_token"))
	}
	now := f.clock.Now()
	verifier := p.Verifier(&oidc.Config{ClientID: f.cfg.ClientID, Now: func() time.Time { return now.Add(-Skew) }})
	t, err := verifier.Verify(ctx, raw)
	if err != nil && strings.Contains(err.Error(), "fetching keys") { // the library keeps no cause that could be asked
		return staff.Identity{}, ErrUnavailable.With(err)
	}
	if err != nil {
		return staff.Identity{}, ErrToken.With(err)
	}
	if subtle.ConstantTimeCompare([]byte(t.Nonce), []byte(nonce)) != 1 {
		return staff.Identity{}, ErrToken.With(errors.New("another nonce"))
	}
	if t.IssuedAt.After(now.Add(Skew)) {
		return staff.Identity{}, ErrToken.With(errors.New("issued in the future"))
	}
	return f.read(t)
}

func (f *Flow) read(t *oidc.IDToken) (staff.Identity, error) {
	var c claims
	var all map[string]any
	if err := errors.Join(t.Claims(&c), t.Claims(&all)); err != nil {
		return staff.Identity{}, ErrToken.With(err)
	}
	if c.Authorized != "" && c.Authorized != f.cfg.ClientID || len(t.Audience) > 1 && c.Authorized == "" {
		return staff.Identity{}, ErrToken.With(errors.New("made for another client"))
	}
	const maxSubject = 255 // OpenID Connect Core 1.0, section 2
	if t.Subject == "" || len(t.Subject) > maxSubject {
		return staff.Identity{}, ErrToken.With(errors.New("no sound subject"))
	}
	if f.cfg.UsernameClaim == "email" && !c.EmailVerified {
		return staff.Identity{}, ErrUnverified
	}
	name, _ := all[f.cfg.UsernameClaim].(string)
	if !utf8.ValidString(name) || len(name) > maxSubject {
		name = ""
	}
	return staff.Identity{Issuer: t.Issuer, Subject: t.Subject, Username: name}, nil
}

// bounded keeps an answer from being read without end.
type bounded struct{ next http.RoundTripper }

// RoundTrip sends the request.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(res.Body, maxAnswer), res.Body}
	return res, nil
}
