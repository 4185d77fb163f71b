package link

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// tcpConn is one connection of a client that comes by ICE-TCP (RFC 6544): packets with their length before them
// (RFC 4571).
type tcpConn struct {
	mux   *Mux
	conn  net.Conn
	queue chan []byte
	ended chan struct{}
	once  sync.Once
}

func (m *Mux) listenTCP() error {
	if m.cfg.TCPPort < 0 {
		return nil
	}
	addr := &net.TCPAddr{IP: m.cfg.BindIP, Port: m.cfg.TCPPort}
	l, err := net.ListenTCP("tcp", addr)
	if err != nil {
		return fmt.Errorf("listen for media over TCP: %w", err)
	}
	m.tcp = l
	return nil
}

func (m *Mux) accept() {
	for {
		conn, err := m.tcp.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			m.cfg.Logger.Warn("accept media over TCP", "error", err)
			select { // out of files, most likely
			case <-time.After(100 * time.Millisecond):
			case <-m.ctx.Done():
				return
			}
			continue
		}
		c := &tcpConn{mux: m, conn: conn, queue: make(chan []byte, tcpQueue), ended: make(chan struct{})}
		if !m.admit(c) {
			_ = conn.Close()
			continue
		}
		m.wait.Go(c.read)
		m.wait.Go(c.write)
	}
}

func (m *Mux) admit(c *tcpConn) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed || len(m.conns) >= maxTCP {
		return false
	}
	m.conns[c] = true
	return true
}

// read takes packets until the connection ends. Who proves nothing within SilentAfter of coming is cut off, however
// much is said.
func (c *tcpConn) read() {
	defer c.close()
	b := NewBatch()
	in := bufio.NewReaderSize(c.conn, 4096)
	packet := make([]byte, PacketBytes)
	var l *Link
	until := c.mux.clock.Now().Add(SilentAfter)
	for {
		if l != nil {
			until = c.mux.clock.Now().Add(LostAfter)
		}
		if err := c.conn.SetReadDeadline(until); err != nil {
			return
		}
		n, err := readFrame(in, packet)
		if err != nil {
			return
		}
		now := c.mux.clock.Now()
		switch {
		case n == 0:
		case isSTUN(packet[:n]):
			if known := c.mux.check(packet[:n], path{tcp: c}, now, b); known != nil && known != l {
				l = known
				if surplus := l.comeBy(c); surplus != nil {
					surplus.close()
				}
			}
		case l != nil:
			l.take(packet[:n], now, b)
		default:
			return // speaks before it has said who it is
		}
		b.Flush()
	}
}

var errFrameLength = errors.New("link: frame too long")

func readFrame(in io.Reader, packet []byte) (int, error) {
	var head [2]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return 0, err
	}
	n := int(binary.BigEndian.Uint16(head[:]))
	if n > len(packet) {
		return 0, errFrameLength
	}
	return io.ReadFull(in, packet[:n])
}

// send queues a copy, or drops the packet when the client does not read.
func (c *tcpConn) send(b []byte) {
	frame := make([]byte, 2+len(b))
	binary.BigEndian.PutUint16(frame, uint16(len(b))) //nolint:gosec // of PacketBytes at most
	copy(frame[2:], b)
	select {
	case c.queue <- frame:
	default:
	}
}

func (c *tcpConn) write() {
	defer c.close()
	for {
		select {
		case frame := <-c.queue:
			if err := c.conn.SetWriteDeadline(c.mux.clock.Now().Add(SilentAfter)); err != nil {
				return
			}
			if _, err := c.conn.Write(frame); err != nil {
				return
			}
		case <-c.ended:
			return
		}
	}
}

func (c *tcpConn) isEnded() bool {
	select {
	case <-c.ended:
		return true
	default:
		return false
	}
}

func (c *tcpConn) close() {
	c.once.Do(func() {
		close(c.ended)
		_ = c.conn.Close() // nothing waits that anybody would read
		c.mux.mu.Lock()
		defer c.mux.mu.Unlock()
		delete(c.mux.conns, c)
	})
}
