package loadtest

import (
	"net"

	"github.com/pion/transport/v5"
	"github.com/pion/transport/v5/stdnet"
)

// roomyNet gives bots' sockets large buffers, so that what is lost was not lost by the bots.
type roomyNet struct{ *stdnet.Net }

func newRoomyNet() (roomyNet, error) {
	n, err := stdnet.NewNet()
	return roomyNet{n}, err
}

// ListenUDP opens a socket.
func (roomyNet) ListenUDP(network string, at *net.UDPAddr) (transport.UDPConn, error) {
	conn, err := net.ListenUDP(network, at)
	if err != nil {
		return nil, err
	}
	_ = conn.SetReadBuffer(4 << 20) // as much as the kernel permits
	return conn, nil
}
