//go:build !linux

package link

import (
	"context"
	"net"
	"net/netip"
)

// sharesPorts tells that several sockets of this process may have one port.
const sharesPorts = false

// batchIO reads one packet at a time where the system has no call for many.
type batchIO struct {
	conn *net.UDPConn
	buf  [PacketBytes]byte
	size int
	from netip.AddrPort
}

func (io *batchIO) open(conn *net.UDPConn) error {
	io.conn = conn
	return nil
}

func (io *batchIO) read() (int, error) {
	n, from, err := io.conn.ReadFromUDPAddrPort(io.buf[:])
	io.size, io.from = n, netip.AddrPortFrom(from.Addr().Unmap(), from.Port())
	return 1, err
}

func (io *batchIO) packet(int) ([]byte, netip.AddrPort) { return io.buf[:io.size], io.from }

func (s *socket) sendBatch(all []outgoing) {
	for i := range all {
		s.send(all[i].buf[:all[i].size], all[i].to)
	}
}

// listenShared opens a socket. Without the option to share a port there is one reader.
func listenShared(ctx context.Context, addr *net.UDPAddr) (*net.UDPConn, error) {
	conn, err := (&net.ListenConfig{}).ListenPacket(ctx, "udp", addr.String())
	if err != nil {
		return nil, err
	}
	return conn.(*net.UDPConn), nil //nolint:forcetypeassert // of a UDP network
}

func setReadBuffer(conn *net.UDPConn, size int) error  { return conn.SetReadBuffer(size) }
func setWriteBuffer(conn *net.UDPConn, size int) error { return conn.SetWriteBuffer(size) }
