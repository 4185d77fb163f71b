package webpush

import (
	"errors"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// errPrivate refuses an endpoint inside somebody's network.
var errPrivate = errors.New("the endpoint is not on the public internet")

// newDialer dials public addresses only. The check comes after the name is resolved, on the very address
// that is dialled, so that a name can't change its mind in between.
func newDialer(allowLoopback bool) *net.Dialer {
	return &net.Dialer{
		Timeout: 5 * time.Second,
		Control: func(_, address string, _ syscall.RawConn) error {
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return errPrivate
			}
			ip := ap.Addr().Unmap()
			if isPublic(ip) || (allowLoopback && ip.IsLoopback()) {
				return nil
			}
			return errPrivate
		},
	}
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
