package sfu

import (
	"log/slog"
	"net"

	"diandao/signaling/sfu/link"
)

// Config says where a Node listens and what it allows. The zero value listens on free ports of every interface.
type Config struct {
	UDPPort     int      // one UDP port for every peer; 0 takes a free one
	TCPPort     int      // one ICE-TCP port for every peer; 0 takes a free one, -1 offers no ICE-TCP
	BindIP      net.IP   // the one address to listen on; nil is every interface
	PublicIPs   []string // addresses told to clients instead of the local ones (a server behind 1:1 NAT)
	Loopback    bool     // offer loopback candidates, and bind to 127.0.0.1 when BindIP is nil: tests, demonstrations
	ReadBuffer  int      // kernel receive buffer of the UDP socket in bytes; 0 is 8 MiB
	WriteBuffer int      // kernel send buffer of the UDP socket in bytes; 0 is 8 MiB
	Readers     int      // UDP sockets on each address, each with its reader; 0 is one a processor, at most 4
	Limits      Limits
	Logger      *slog.Logger // nil logs nothing
}

// Limits bound what one peer may cost. A zero field takes the value of DefaultLimits.
type Limits struct {
	VideoBitrate int // bit/s told to publishers as their ceiling (REMB)
	UplinkBytes  int // bytes/s one uplink may send before its packets are dropped, and half of what one peer may; a second's worth may burst
	Slots        int // video m-lines a viewer may receive
	SDPBytes     int // size of an offer
	Candidates   int // ICE candidates one peer may send in one ICE generation
}

// DefaultLimits returns the limits of a roll call: 4 Mbit/s an uplink, 50 slots, 64 candidates.
func DefaultLimits() Limits {
	return Limits{
		VideoBitrate: 1_200_000, UplinkBytes: 500_000, Slots: 50,
		SDPBytes: 512 << 10, Candidates: 64,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct {
		have *int
		dflt int
	}{
		{&l.VideoBitrate, d.VideoBitrate},
		{&l.UplinkBytes, d.UplinkBytes},
		{&l.Slots, d.Slots},
		{&l.SDPBytes, d.SDPBytes},
		{&l.Candidates, d.Candidates},
	} {
		if *f.have == 0 {
			*f.have = f.dflt
		}
	}
	return l
}

func (c Config) withDefaults() Config {
	const buffer = 8 << 20
	if c.ReadBuffer == 0 {
		c.ReadBuffer = buffer
	}
	if c.WriteBuffer == 0 {
		c.WriteBuffer = buffer
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Loopback && c.BindIP == nil {
		c.BindIP = net.IPv4(127, 0, 0, 1)
	}
	c.Limits = c.Limits.withDefaults()
	return c
}

func (c Config) link() link.Config {
	return link.Config{
		UDPPort: c.UDPPort, TCPPort: c.TCPPort, BindIP: c.BindIP, PublicIPs: c.PublicIPs, Loopback: c.Loopback,
		ReadBuffer: c.ReadBuffer, WriteBuffer: c.WriteBuffer, Readers: c.Readers, Logger: c.Logger,
	}
}
