// Package ice tells clients by which STUN and TURN servers they may reach the media server, and embeds a
// TURN server (RFC 8656) for phones behind networks that let nothing else through. Credentials are
// short-lived: the username is "<expiry, Unix seconds>:<peer id>", the password an HMAC of it, so that
// nothing has to be kept (draft-uberti-behave-turn-rest).
package ice

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/pion/logging"
	"github.com/pion/turn/v5"
)

// CredentialLife is how long credentials open new relays.
const CredentialLife = 2 * time.Hour

const realm = "diandao"

// Server is one entry of RTCConfiguration.iceServers.
type Server struct {
	URLs       []string
	Username   string
	Credential string
}

// Config says where the relay listens.
type Config struct {
	BindIP        net.IP      // nil is every address
	UDPPort       int         // 0 takes a free one, -1 is off
	TCPPort       int         // 0 takes a free one, -1 is off
	TLSPort       int         // 0 takes a free one, -1 is off; needs TLS
	TLS           *tls.Config // with the certificate of TLSHost; nil is no TLS
	TLSHost       string      // name in the certificate, which clients check; empty is PublicIP
	PublicIP      net.IP      // told to clients; nil is BindIP, which then must be one address
	Secret        string      // of the credentials; empty makes one
	AllowLoopback bool        // relay to this machine: tests, demonstrations
	Logger        *slog.Logger
}

// Relay is the embedded TURN server. A nil Relay lists no servers.
type Relay struct {
	server *turn.Server
	secret string
	urls   []string
	logger *slog.Logger
}

// Open starts a relay. The caller closes it. It fails when it has no address to tell to clients, or no port.
func Open(ctx context.Context, c Config) (*Relay, error) {
	if c.BindIP == nil {
		c.BindIP = net.IPv4zero
	}
	if c.PublicIP == nil {
		c.PublicIP = c.BindIP
	}
	if c.PublicIP.IsUnspecified() {
		return nil, errors.New("the relay needs a public address to tell to clients when it listens on all")
	}
	if c.Secret == "" {
		c.Secret = rand.Text()
	}
	r := &Relay{secret: c.Secret, logger: c.Logger}
	// Pion's own lines name peers and addresses; neither belongs in a log.
	quiet := &logging.DefaultLoggerFactory{Writer: io.Discard, DefaultLogLevel: logging.LogLevelDisabled}
	relays := &quota{held: map[string]int{}}
	config := turn.ServerConfig{
		Realm: realm, AuthHandler: turn.LongTermTURNRESTAuthHandler(c.Secret, quiet.NewLogger("turn")), LoggerFactory: quiet,
		QuotaHandler: relays.permits, EventHandler: turn.EventHandler{OnAllocationCreated: relays.opened, OnAllocationDeleted: relays.ended},
	}
	if err := r.listen(ctx, c, &config); err != nil {
		return nil, errors.Join(err, closeSockets(config))
	}
	server, err := turn.NewServer(config)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start TURN server: %w", err), closeSockets(config))
	}
	r.server = server
	return r, nil
}

func (r *Relay) listen(ctx context.Context, c Config, config *turn.ServerConfig) error {
	var lc net.ListenConfig
	generator := &turn.RelayAddressGeneratorStatic{RelayAddress: c.PublicIP, Address: c.BindIP.String()}
	permit := func(_ net.Addr, peer net.IP) bool { return c.AllowLoopback || isPublic(peer) || peer.Equal(c.PublicIP) }
	if c.UDPPort >= 0 {
		conn, err := lc.ListenPacket(ctx, "udp4", net.JoinHostPort(c.BindIP.String(), strconv.Itoa(c.UDPPort)))
		if err != nil {
			return fmt.Errorf("listen for TURN: %w", err)
		}
		config.PacketConnConfigs = []turn.PacketConnConfig{{PacketConn: conn, RelayAddressGenerator: generator, PermissionHandler: permit}}
		r.urls = append(r.urls, "turn:"+net.JoinHostPort(c.PublicIP.String(), port(conn.LocalAddr()))+"?transport=udp")
	}
	if c.TCPPort >= 0 {
		l, err := listen(ctx, c.BindIP, c.TCPPort, nil, c.Logger)
		if err != nil {
			return fmt.Errorf("listen for TURN over TCP: %w", err)
		}
		config.ListenerConfigs = append(config.ListenerConfigs, turn.ListenerConfig{Listener: l, RelayAddressGenerator: generator, PermissionHandler: permit})
		r.urls = append(r.urls, "turn:"+net.JoinHostPort(c.PublicIP.String(), port(l.Addr()))+"?transport=tcp")
	}
	if c.TLSPort >= 0 && c.TLS != nil {
		l, err := listen(ctx, c.BindIP, c.TLSPort, c.TLS, c.Logger)
		if err != nil {
			return fmt.Errorf("listen for TURN over TLS: %w", err)
		}
		config.ListenerConfigs = append(config.ListenerConfigs, turn.ListenerConfig{Listener: l, RelayAddressGenerator: generator, PermissionHandler: permit})
		r.urls = append(r.urls, "turns:"+net.JoinHostPort(cmp.Or(c.TLSHost, c.PublicIP.String()), port(l.Addr()))+"?transport=tcp")
	}
	if len(r.urls) == 0 {
		return errors.New("the relay has no port: neither of UDP, of TCP nor of TLS")
	}
	return nil
}

func closeSockets(c turn.ServerConfig) error {
	var errs []error
	for _, s := range c.PacketConnConfigs {
		errs = append(errs, s.PacketConn.Close())
	}
	for _, s := range c.ListenerConfigs {
		errs = append(errs, s.Listener.Close())
	}
	return errors.Join(errs...)
}

func port(a net.Addr) string {
	_, p, err := net.SplitHostPort(a.String())
	if err != nil {
		return "0"
	}
	return p
}

// isPublic refuses what lies behind our own walls: a relay must be no door into them.
func isPublic(ip net.IP) bool {
	shared := net.IPNet{IP: net.IPv4(100, 64, 0, 0), Mask: net.CIDRMask(10, 32)} // carriers' own networks (RFC 6598)
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && !shared.Contains(ip)
}

// Servers returns the list for one peer, with credentials that end CredentialLife after now.
func (r *Relay) Servers(peerID string, now time.Time) []Server {
	if r == nil {
		return nil
	}
	username, password, err := turn.GenerateLongTermTURNRESTCredentials(r.secret, peerID, time.Until(now.Add(CredentialLife)))
	if err != nil {
		r.logger.Error("no relay credentials", "error", err)
		return nil
	}
	return []Server{{URLs: r.urls, Username: username, Credential: password}}
}

// Close ends all relays.
func (r *Relay) Close() error {
	if r == nil {
		return nil
	}
	return r.server.Close()
}
