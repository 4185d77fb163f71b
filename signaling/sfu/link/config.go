package link

import (
	"log/slog"
	"net"
	"runtime"
	"time"
)

// Times of a link.
const (
	SilentAfter      = 5 * time.Second  // nothing heard: disconnected
	LostAfter        = 25 * time.Second // nothing heard: lost
	handshakeTimeout = 20 * time.Second
	watchEvery       = 500 * time.Millisecond
)

// Sizes of a Mux.
const (
	PacketBytes = 1500 // of one datagram; longer ones are cut, and then not understood
	Overhead    = 64   // room for what a forwarded packet may have more than the received one
	maxTCP      = 4096 // TCP connections at once
	maxLinkTCP  = 4    // of them of one link
	maxPaths    = 16   // addresses by which one socket knows one link
	tcpQueue    = 128  // packets that wait for one TCP connection
)

// Config says where a Mux listens. The zero value listens on free ports of every interface.
type Config struct {
	UDPPort     int      // one UDP port for every link; 0 takes a free one
	TCPPort     int      // one ICE-TCP port (RFC 6544) for every link; 0 takes a free one, -1 offers none
	BindIP      net.IP   // the one address to listen on; nil is every interface
	PublicIPs   []string // addresses told to clients instead of the local ones (a server behind 1:1 NAT)
	Loopback    bool     // listen on loopback, too: tests, demonstrations
	ReadBuffer  int      // kernel receive buffer of a UDP socket in bytes; 0 leaves the system's
	WriteBuffer int      // kernel send buffer of a UDP socket in bytes; 0 leaves the system's
	Readers     int      // UDP sockets on each address, each with its reader; 0 is one a processor, at most 4
	Handshakes  int      // DTLS handshakes at once; 0 is 16 a processor
	Logger      *slog.Logger
}

func (c Config) withDefaults() Config {
	if c.Readers == 0 {
		c.Readers = min(4, runtime.GOMAXPROCS(0))
	}
	if !sharesPorts {
		c.Readers = 1
	}
	if c.Handshakes == 0 {
		c.Handshakes = 16 * runtime.GOMAXPROCS(0)
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

func (c Config) listensEverywhere() bool { return c.BindIP == nil || c.BindIP.IsUnspecified() }

// TakesAddress reports whether an address of this machine is listened on.
func (c Config) TakesAddress(ip net.IP) bool {
	if ip.IsLoopback() {
		return c.Loopback || ip.Equal(c.BindIP)
	}
	return c.listensEverywhere() || ip.Equal(c.BindIP)
}

// addresses lists what to listen on.
func (c Config) addresses() ([]net.IP, error) {
	if !c.listensEverywhere() {
		return []net.IP{c.BindIP}, nil
	}
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil, err
	}
	var out []net.IP
	for _, a := range all {
		prefix, ok := a.(*net.IPNet)
		if ok && !prefix.IP.IsLinkLocalUnicast() && c.TakesAddress(prefix.IP) {
			out = append(out, prefix.IP)
		}
	}
	return out, nil
}
