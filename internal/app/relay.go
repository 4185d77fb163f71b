package app

import (
	"context"
	"fmt"
	"net"
	"net/url"

	"diandao/signaling/ice"
)

// openRelay starts the embedded TURN server, if this deployment wants one.
func (a *App) openRelay(ctx context.Context) (*ice.Relay, error) {
	c := a.cfg.TURN
	if !c.Enabled {
		return nil, nil
	}
	certified, err := a.tlsConfig()
	if err != nil {
		return nil, err
	}
	public, err := url.Parse(a.cfg.PublicURL)
	if err != nil {
		return nil, fmt.Errorf("public URL: %w", err)
	}
	relay, err := ice.Open(ctx, ice.Config{
		BindIP: net.ParseIP(a.cfg.Media.BindIP), UDPPort: c.UDPPort, TCPPort: c.TCPPort, TLSPort: c.TLSPort, TLS: certified, TLSHost: public.Hostname(), PublicIP: net.ParseIP(c.PublicIP),
		Secret: c.Secret.Reveal(), AllowLoopback: a.cfg.Media.Loopback, Logger: a.log,
	})
	if err != nil {
		return nil, fmt.Errorf("open relay: %w", err)
	}
	a.onClose("relay", func(context.Context) error { return relay.Close() })
	return relay, nil
}
