package link

import (
	"net"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestConfig_TakesAddress(t *testing.T) {
	t.Parallel()
	here, elsewhere, loopback := net.IPv4(192, 0, 2, 1), net.IPv4(192, 0, 2, 2), net.IPv4(127, 0, 0, 1)
	for name, c := range map[string]struct {
		config Config
		takes  []net.IP
		not    []net.IP
	}{
		"every interface":              {Config{}, []net.IP{here, elsewhere}, nil},
		"every interface, as 0.0.0.0":  {Config{BindIP: net.IPv4zero}, []net.IP{here, elsewhere}, nil},
		"every interface, as ::":       {Config{BindIP: net.IPv6unspecified}, []net.IP{here, elsewhere}, nil},
		"one":                          {Config{BindIP: here}, []net.IP{here}, []net.IP{elsewhere, loopback}},
		"one and this machine":         {Config{BindIP: here, Loopback: true}, []net.IP{here, loopback}, []net.IP{elsewhere}},
		"every interface and loopback": {Config{BindIP: net.IPv4zero, Loopback: true}, []net.IP{here, loopback}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, ip := range c.takes {
				require.True(t, c.config.TakesAddress(ip), "%s", ip)
			}
			for _, ip := range c.not {
				require.False(t, c.config.TakesAddress(ip), "%s", ip)
			}
		})
	}
}
