package link

import (
	"context"
	"encoding/binary"
	"net"
	"net/netip"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// sharesPorts tells that several sockets of this process may have one port.
const sharesPorts = true

// message is the kernel's struct mmsghdr: one packet of many that one system call reads or sends.
type message struct {
	header unix.Msghdr
	length uint32
	_      [4]byte
}

// batchIO reads and sends many packets by one system call (recvmmsg(2), sendmmsg(2)).
type batchIO struct {
	raw syscall.RawConn
	v6  bool

	in      [batchSize]message
	inAddr  [batchSize]unix.RawSockaddrInet6 // room for either family
	inVec   [batchSize]unix.Iovec
	inBuf   [batchSize][PacketBytes]byte
	got     int
	readErr error
	readFn  func(fd uintptr) bool

	out     [batchSize]message
	outAddr [batchSize]unix.RawSockaddrInet6
	outVec  [batchSize]unix.Iovec
	toSend  int
	sent    int
	writeFn func(fd uintptr) bool
}

func (io *batchIO) open(conn *net.UDPConn) (err error) {
	io.raw, err = conn.SyscallConn()
	io.v6 = conn.LocalAddr().(*net.UDPAddr).IP.To4() == nil //nolint:forcetypeassert // of a UDP socket
	for i := range io.in {
		io.inVec[i].Base = &io.inBuf[i][0]
		io.inVec[i].SetLen(PacketBytes)
		prepare(&io.in[i], &io.inVec[i], &io.inAddr[i])
		prepare(&io.out[i], &io.outVec[i], &io.outAddr[i])
	}
	io.readFn, io.writeFn = io.recvmmsg, io.sendmmsg // made once: a closure for each call would be allocated
	return err
}

func prepare(m *message, vec *unix.Iovec, addr *unix.RawSockaddrInet6) {
	m.header.Iov = vec
	m.header.SetIovlen(1)
	m.header.Name = (*byte)(unsafe.Pointer(addr))
}

// read waits for packets and returns how many came.
func (io *batchIO) read() (int, error) {
	for i := range io.in {
		io.in[i].header.Namelen = unix.SizeofSockaddrInet6
	}
	if err := io.raw.Read(io.readFn); err != nil {
		return 0, err
	}
	return io.got, io.readErr
}

func (io *batchIO) recvmmsg(fd uintptr) bool {
	n, _, errno := unix.Syscall6(unix.SYS_RECVMMSG, fd, uintptr(unsafe.Pointer(&io.in)), batchSize, unix.MSG_DONTWAIT, 0, 0)
	for errno == unix.EINTR {
		n, _, errno = unix.Syscall6(unix.SYS_RECVMMSG, fd, uintptr(unsafe.Pointer(&io.in)), batchSize, unix.MSG_DONTWAIT, 0, 0)
	}
	if errno == unix.EAGAIN {
		return false
	}
	io.got, io.readErr = int(n), nil
	if errno != 0 {
		io.got, io.readErr = 0, errno
	}
	return true
}

// packet returns what was read i-th and from where. It is valid until the next read.
func (io *batchIO) packet(i int) ([]byte, netip.AddrPort) {
	return io.inBuf[i][:io.in[i].length], addressOf(&io.inAddr[i])
}

func addressOf(a *unix.RawSockaddrInet6) netip.AddrPort {
	if a.Family == unix.AF_INET {
		v4 := (*unix.RawSockaddrInet4)(unsafe.Pointer(a))
		return netip.AddrPortFrom(netip.AddrFrom4(v4.Addr), networkOrder(v4.Port))
	}
	return netip.AddrPortFrom(netip.AddrFrom16(a.Addr).Unmap(), networkOrder(a.Port))
}

func networkOrder(port uint16) uint16 {
	var b [2]byte
	binary.NativeEndian.PutUint16(b[:], port)
	return binary.BigEndian.Uint16(b[:])
}

func (io *batchIO) setAddress(a *unix.RawSockaddrInet6, h *unix.Msghdr, to netip.AddrPort) {
	if !io.v6 {
		v4 := (*unix.RawSockaddrInet4)(unsafe.Pointer(a))
		v4.Family, v4.Port, v4.Addr = unix.AF_INET, networkOrder(to.Port()), to.Addr().As4()
		h.Namelen = unix.SizeofSockaddrInet4
		return
	}
	a.Family, a.Port, a.Addr = unix.AF_INET6, networkOrder(to.Port()), to.Addr().As16()
	h.Namelen = unix.SizeofSockaddrInet6
}

// sendBatch sends packets in order. What the kernel refuses is lost, as on any network. Only the socket's reader
// calls it.
func (s *socket) sendBatch(all []outgoing) {
	io := &s.io
	for i := range all {
		o := &all[i]
		io.outVec[i].Base = &o.buf[0]
		io.outVec[i].SetLen(o.size)
		io.setAddress(&io.outAddr[i], &io.out[i].header, o.to)
	}
	io.sent, io.toSend = 0, len(all)
	for io.sent < io.toSend {
		if err := io.raw.Write(io.writeFn); err != nil {
			return
		}
	}
}

func (io *batchIO) sendmmsg(fd uintptr) bool {
	n, _, errno := unix.Syscall6(unix.SYS_SENDMMSG, fd, uintptr(unsafe.Pointer(&io.out[io.sent])), uintptr(io.toSend-io.sent), unix.MSG_DONTWAIT, 0, 0)
	switch {
	case errno == unix.EAGAIN:
		return false
	case errno == unix.EINTR:
	case errno != 0:
		io.sent++ // of this address nothing can be sent to; the others are
	default:
		io.sent += int(n)
	}
	return true
}

// listenShared opens a socket on a port that others of this process use as well.
func listenShared(ctx context.Context, addr *net.UDPAddr) (*net.UDPConn, error) {
	c := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		var failed error
		err := raw.Control(func(fd uintptr) { failed = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_REUSEPORT, 1) })
		if err != nil {
			return err
		}
		return failed
	}}
	conn, err := c.ListenPacket(ctx, family(addr), addr.String())
	if err != nil {
		return nil, err
	}
	return conn.(*net.UDPConn), nil //nolint:forcetypeassert // of a UDP network
}

func family(addr *net.UDPAddr) string {
	if addr.IP.To4() != nil {
		return "udp4"
	}
	return "udp6"
}

// setReadBuffer sets the size beyond net.core.rmem_max if this process may, and else up to it.
func setReadBuffer(conn *net.UDPConn, size int) error {
	if force(conn, unix.SO_RCVBUFFORCE, size) == nil {
		return nil
	}
	return conn.SetReadBuffer(size)
}

func setWriteBuffer(conn *net.UDPConn, size int) error {
	if force(conn, unix.SO_SNDBUFFORCE, size) == nil {
		return nil
	}
	return conn.SetWriteBuffer(size)
}

func force(conn *net.UDPConn, option, size int) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, option, size) }); err != nil {
		return err
	}
	return failed
}
