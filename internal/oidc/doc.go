// Package oidc signs staff in by the city's identity provider (OpenID Connect Core 1.0, code flow with PKCE S256,
// RFC 7636). It knows the provider and the browser's way there and back; whose login it is, is for package staff.
//
// Invariants: what a browser comes back with is used once, within ten minutes, in the browser that left; a token is
// believed only when the provider signed it for us, now, for this very request; whatever the provider does, nothing
// waits for it longer than Config.Timeout a step, and the way by password does not depend on it.
package oidc
