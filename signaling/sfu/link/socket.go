package link

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"time"
)

// socket is one UDP socket and its reader.
type socket struct {
	mux   *Mux
	conn  *net.UDPConn
	local netip.AddrPort
	io    batchIO
	links map[netip.AddrPort]*Link   // whose packets come from there; owned by the reader
	paths map[*Link][]netip.AddrPort // the same the other way round, the oldest first; owned by the reader
}

// listenUDP opens cfg.Readers sockets on each address, all on one port. The kernel gives each client's packets to
// the same socket.
func (m *Mux) listenUDP() error {
	addrs, err := m.cfg.addresses()
	if err != nil {
		return fmt.Errorf("addresses of this machine: %w", err)
	}
	port := m.cfg.UDPPort
	for _, ip := range addrs {
		free, err := freePort(ip, port)
		if err != nil {
			return fmt.Errorf("listen for media: %w", err)
		}
		port = free
		for range m.cfg.Readers {
			s, err := m.openSocket(ip, port)
			if err != nil {
				return fmt.Errorf("listen for media: %w", err)
			}
			m.sockets = append(m.sockets, s)
		}
	}
	if len(m.sockets) == 0 {
		return errors.New("listen for media: no address to listen on")
	}
	return nil
}

// freePort makes sure that nobody else has the port: sockets that share a port do not notice another process that
// shares it too, and takes half of the packets.
func freePort(ip net.IP, port int) (int, error) {
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: ip, Port: port})
	if err != nil {
		return 0, err
	}
	got := conn.LocalAddr().(*net.UDPAddr).Port //nolint:forcetypeassert // of a UDP socket
	return got, conn.Close()
}

func (m *Mux) openSocket(ip net.IP, port int) (*socket, error) {
	conn, err := listenShared(m.ctx, &net.UDPAddr{IP: ip, Port: port})
	if err != nil {
		return nil, err
	}
	m.enlarge(conn)
	addr := conn.LocalAddr().(*net.UDPAddr).AddrPort() //nolint:forcetypeassert // of a UDP socket
	s := &socket{mux: m, conn: conn, links: map[netip.AddrPort]*Link{}, paths: map[*Link][]netip.AddrPort{}, local: netip.AddrPortFrom(addr.Addr().Unmap(), addr.Port())}
	if err := s.io.open(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return s, nil
}

// enlarge sets the kernel's buffers. It gives what it permits (net.core.rmem_max); less only means more loss when
// many come at once.
func (m *Mux) enlarge(conn *net.UDPConn) {
	if m.cfg.ReadBuffer > 0 {
		if err := setReadBuffer(conn, m.cfg.ReadBuffer); err != nil {
			m.cfg.Logger.Warn("media socket keeps a small receive buffer", "error", err)
		}
	}
	if m.cfg.WriteBuffer > 0 {
		if err := setWriteBuffer(conn, m.cfg.WriteBuffer); err != nil {
			m.cfg.Logger.Warn("media socket keeps a small send buffer", "error", err)
		}
	}
}

// run reads until the socket is closed.
func (s *socket) run() {
	b := &Batch{socket: s}
	swept := s.mux.clock.Now()
	for {
		n, err := s.io.read()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			s.mux.cfg.Logger.Debug("media socket", "error", err)
			continue
		}
		now := s.mux.clock.Now()
		for i := range n {
			packet, from := s.io.packet(i)
			s.take(packet, from, now, b)
		}
		b.Flush()
		if now.Sub(swept) > time.Minute {
			swept = now
			s.sweep()
		}
	}
}

// sweep forgets links that have ended.
func (s *socket) sweep() {
	for addr, l := range s.links {
		if l.isClosed() {
			delete(s.links, addr)
			delete(s.paths, l)
		}
	}
}

// know notes from where a link's packets come. A client that proves itself from ever more addresses is forgotten at
// the oldest of them, its present one excepted.
func (s *socket) know(from netip.AddrPort, l *Link) {
	was := s.links[from]
	if was == l {
		return
	}
	if was != nil {
		s.paths[was] = slices.DeleteFunc(s.paths[was], func(a netip.AddrPort) bool { return a == from })
	}
	s.links[from] = l
	all := append(s.paths[l], from)
	if len(all) > maxPaths {
		oldest := 0
		if now := l.path.Load(); now != nil && now.tcp == nil && now.addr == all[0] {
			oldest = 1
		}
		delete(s.links, all[oldest])
		all = slices.Delete(all, oldest, oldest+1)
	}
	s.paths[l] = all
}

func (s *socket) take(packet []byte, from netip.AddrPort, now time.Time, b *Batch) {
	if len(packet) == 0 {
		return
	}
	if isSTUN(packet) {
		if l := s.mux.check(packet, path{socket: s, addr: from}, now, b); l != nil {
			s.know(from, l)
		}
		return
	}
	if l := s.links[from]; l != nil {
		l.take(packet, now, b)
		return
	}
	s.mux.strangers.Add(1)
}

// send sends one packet at once. What the kernel does not take is lost, as on any network.
func (s *socket) send(b []byte, to netip.AddrPort) {
	_, _ = s.conn.WriteToUDPAddrPort(b, to)
}
