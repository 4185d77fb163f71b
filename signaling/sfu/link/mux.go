package link

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/dtls/v3/pkg/crypto/selfsign"

	"diandao/internal/clock"
)

// Errors of this package.
var (
	ErrClosed      = errors.New("link: closed")
	ErrFingerprint = errors.New("link: the client's certificate is not the one of its offer")
)

// Mux owns the sockets of all links. It is safe for concurrent use.
type Mux struct {
	cfg         Config
	clock       clock.System
	ctx         context.Context //nolint:containedctx // of everything that runs until Close
	cancel      context.CancelFunc
	certificate tls.Certificate
	fingerprint string
	tie         uint64 // of ICE
	sockets     []*socket
	tcp         net.Listener
	candidates  []string
	handshakes  chan struct{} // holds a place for each one under way
	wait        sync.WaitGroup
	strangers   atomic.Uint64 // packets of nobody

	mu     sync.RWMutex
	links  map[string]*Link // by local user fragment
	conns  map[*tcpConn]bool
	closed bool
}

// Listen opens the sockets and begins to read. The caller closes the Mux.
func Listen(cfg Config) (*Mux, error) {
	m := &Mux{cfg: cfg.withDefaults(), links: map[string]*Link{}, conns: map[*tcpConn]bool{}}
	m.ctx, m.cancel = context.WithCancel(context.Background()) //nolint:forbidigo // a Mux lives until Close
	var tie [8]byte
	_, _ = rand.Read(tie[:]) // never fails (crypto/rand)
	m.tie = binary.BigEndian.Uint64(tie[:])
	m.handshakes = make(chan struct{}, m.cfg.Handshakes)
	if err := errors.Join(m.certify(), m.listenUDP(), m.listenTCP()); err != nil {
		m.closeSockets()
		return nil, err
	}
	m.candidates = m.describe()
	for _, s := range m.sockets {
		m.wait.Go(s.run)
	}
	if m.tcp != nil {
		m.wait.Go(m.accept)
	}
	m.wait.Go(m.watch)
	return m, nil
}

// certify makes the certificate of this Mux: one for all links, so that a join does not cost a key.
func (m *Mux) certify() error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("key of media: %w", err)
	}
	if m.certificate, err = selfsign.SelfSign(key); err != nil {
		return fmt.Errorf("certificate of media: %w", err)
	}
	m.fingerprint = fingerprintOf(m.certificate.Certificate[0])
	return nil
}

// fingerprintOf is a certificate's SHA-256 as SDP has it (RFC 8122 §5).
func fingerprintOf(der []byte) string {
	sum := sha256.Sum256(der)
	parts := make([]string, len(sum))
	for i, b := range sum {
		parts[i] = fmt.Sprintf("%02X", b)
	}
	return strings.Join(parts, ":")
}

// Fingerprint is the SHA-256 of the certificate of all links, as SDP has it.
func (m *Mux) Fingerprint() string { return m.fingerprint }

// Candidates lists the values of the a=candidate lines.
func (m *Mux) Candidates() []string { return m.candidates }

// describe writes a candidate for each address (RFC 8839 §5.1, RFC 6544 §4.5), UDP before TCP.
func (m *Mux) describe() []string {
	var out []string
	add := func(protocol string, typePreference int, addr *net.UDPAddr, suffix string) {
		for _, ip := range m.told(addr.IP) {
			local := 65535 - len(out)
			priority := typePreference<<24 | local<<8 | 255
			out = append(out, fmt.Sprintf("%d 1 %s %d %s %d typ host%s", len(out)+1, protocol, priority, ip, addr.Port, suffix))
		}
	}
	seen := map[string]bool{}
	for _, s := range m.sockets {
		if addr := net.UDPAddrFromAddrPort(s.local); !seen[addr.IP.String()] {
			seen[addr.IP.String()] = true
			add("udp", 126, addr, "")
		}
	}
	if m.tcp == nil {
		return out
	}
	port := m.tcp.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // of a TCP listener
	for ip := range seen {
		add("tcp", 90, &net.UDPAddr{IP: net.ParseIP(ip), Port: port}, " tcptype passive")
	}
	return out
}

// told is what clients are told in place of an address.
func (m *Mux) told(ip net.IP) []string {
	if len(m.cfg.PublicIPs) == 0 {
		return []string{ip.String()}
	}
	if ip.IsLoopback() {
		return nil
	}
	var out []string
	for _, public := range m.cfg.PublicIPs {
		if (net.ParseIP(public).To4() == nil) == (ip.To4() == nil) {
			out = append(out, public)
		}
	}
	return out
}

// UDPAddr returns where UDP arrives: of several addresses the first.
func (m *Mux) UDPAddr() net.Addr { return net.UDPAddrFromAddrPort(m.sockets[0].local) }

// TCPAddr returns where ICE-TCP connections arrive, nil when it is off.
func (m *Mux) TCPAddr() net.Addr {
	if m.tcp == nil {
		return nil
	}
	return m.tcp.Addr()
}

// Strangers counts packets that belonged to no link.
func (m *Mux) Strangers() uint64 { return m.strangers.Load() }

// watch tells links that have fallen silent.
func (m *Mux) watch() {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-m.ctx.Done():
			return
		case now := <-tick.C:
			for _, l := range m.all() {
				l.watch(now)
			}
		}
	}
}

// all returns each link once, though a link that restarts has two user fragments.
func (m *Mux) all() []*Link {
	m.mu.RLock()
	defer m.mu.RUnlock()
	out := make([]*Link, 0, len(m.links))
	for ufrag, l := range m.links {
		if l.isCurrent(ufrag) {
			out = append(out, l)
		}
	}
	return out
}

// Close closes every link and socket and waits until no goroutine is left.
func (m *Mux) Close() error {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	for _, l := range m.all() {
		l.Close()
	}
	m.cancel()
	m.closeSockets()
	m.wait.Wait()
	return nil
}

func (m *Mux) closeSockets() {
	m.cancel()
	for _, s := range m.sockets {
		_ = s.conn.Close() // nothing waits to be written
	}
	if m.tcp != nil {
		_ = m.tcp.Close()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for c := range m.conns {
		_ = c.conn.Close()
	}
}
