package link

import (
	"net"
	"net/netip"
)

// path is where a client is reached.
type path struct {
	socket *socket
	addr   netip.AddrPort
	tcp    *tcpConn // instead of socket and addr
}

func (p *path) same(q *path) bool { return q != nil && p.tcp == q.tcp && p.addr == q.addr }

// send sends at once.
func (p *path) send(b []byte) {
	if p.tcp != nil {
		p.tcp.send(b)
		return
	}
	p.socket.send(b, p.addr)
}

// remote is the client's address.
func (p *path) remote() net.Addr {
	if p.tcp != nil {
		return p.tcp.conn.RemoteAddr()
	}
	return net.UDPAddrFromAddrPort(p.addr)
}
