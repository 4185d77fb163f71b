// Package egress holds what every request to an address that somebody else has chosen goes through: a dialer that
// reaches nobody's inside, a client that follows nobody elsewhere, and the reading of Retry-After.
package egress

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// ErrPrivate refuses an address inside somebody's network.
var ErrPrivate = errors.New("the address is not on the public internet")

// Options say what beside the public internet may be reached.
type Options struct {
	// AllowLoopback lets addresses be on this machine, for tests.
	AllowLoopback bool
	// Networks are private networks that the operator has named. This machine and its link are never among them.
	Networks []netip.Prefix
	// RootCAs are whom to trust instead of the system's, for tests.
	RootCAs *x509.CertPool
	// Timeout bounds a request with its answer.
	Timeout time.Duration
	// MaxHeader bounds the header of an answer, in bytes.
	MaxHeader int64
}

// NewClient returns a client that dials only what the options allow, verifies TLS and follows no redirect.
func NewClient(o Options) *http.Client {
	transport := &http.Transport{
		Proxy:                  nil, // a proxy would be dialled in place of the address that has to be checked
		DialContext:            NewDialer(o).DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12},
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    8,
		IdleConnTimeout:        time.Minute,
		TLSHandshakeTimeout:    o.Timeout,
		MaxResponseHeaderBytes: o.MaxHeader,
	}
	return &http.Client{
		Transport: transport, Timeout: o.Timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// NewDialer dials what the options allow. The check comes after the name is resolved, on the very address that is
// dialled, so that a name can't change its mind in between.
func NewDialer(o Options) *net.Dialer {
	return &net.Dialer{
		Timeout: 5 * time.Second,
		Control: func(_, address string, _ syscall.RawConn) error {
			ap, err := netip.ParseAddrPort(address)
			if err != nil || !o.allows(ap.Addr().Unmap()) {
				return ErrPrivate
			}
			return nil
		},
	}
}

func (o Options) allows(ip netip.Addr) bool {
	if ip.IsLoopback() {
		return o.AllowLoopback
	}
	return isPublic(ip) || (ip.IsPrivate() && slices.ContainsFunc(o.Networks, func(p netip.Prefix) bool { return p.Contains(ip) }))
}

// isPublic reports whether ip is a global address that leads to nobody's inside.
func isPublic(ip netip.Addr) bool {
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, prefix := range special() {
		if netip.MustParsePrefix(prefix).Contains(ip) {
			return false
		}
	}
	return true
}

// special lists what the standard library's predicates leave out: the IANA special-purpose address
// registries (RFC 6890), with the ranges that carry an IPv4 address inside.
func special() []string {
	return []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10",
	}
}
