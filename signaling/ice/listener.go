package ice

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// What a connection to the relay may cost.
const (
	maxConns     = 4096             // at once, of each listener
	firstWithin  = 10 * time.Second // until something is said; the handshake of TLS included
	silentConn   = 6 * time.Minute  // a client renews its permissions every five (RFC 8656 §9)
	acceptsAgain = 100 * time.Millisecond
)

// listener bounds what a TURN server takes over TCP, which would else wait for ever for who says nothing, and take
// nobody any more after one connection could not be accepted.
type listener struct {
	net.Listener
	logger *slog.Logger
	open   atomic.Int64
	ended  chan struct{}
	once   sync.Once
}

// listen opens a port for TURN over TCP or, with a configuration of TLS, over TLS.
func listen(ctx context.Context, ip net.IP, port int, config *tls.Config, logger *slog.Logger) (*listener, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", net.JoinHostPort(ip.String(), strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	if config != nil {
		l = tls.NewListener(l, config)
	}
	return &listener{Listener: l, logger: logger, ended: make(chan struct{})}, nil
}

// Accept waits for the next connection for which there is a place. It returns an error only when the listener is closed.
func (l *listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return nil, err
		case err != nil: // out of files, most likely
			if l.logger != nil {
				l.logger.Warn("accept a connection to the relay", "error", err)
			}
			select {
			case <-time.After(acceptsAgain):
			case <-l.ended:
				return nil, net.ErrClosed
			}
		case l.open.Add(1) > maxConns:
			l.open.Add(-1)
			_ = c.Close() // there is no place
		default:
			return &conn{Conn: c, listener: l}, nil
		}
	}
}

// Close ends accepting.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.ended) })
	return l.Listener.Close()
}

// conn is a connection that ends when it has been silent for too long. It does not show whether it is one of TLS: the
// server would shake hands by itself and leave open what fails.
type conn struct {
	net.Conn
	listener *listener
	heard    bool // owned by the reader
	once     sync.Once
}

// Read waits for as long as a client may be silent.
func (c *conn) Read(p []byte) (int, error) {
	wait := firstWithin
	if c.heard {
		wait = silentConn
	}
	if err := c.SetReadDeadline(time.Now().Add(wait)); err != nil { //nolint:forbidigo // a deadline of a socket, which the machine's clock decides
		return 0, err
	}
	n, err := c.Conn.Read(p)
	c.heard = c.heard || n > 0
	return n, err
}

// Close ends the connection and gives its place back.
func (c *conn) Close() error {
	c.once.Do(func() { c.listener.open.Add(-1) })
	return c.Conn.Close()
}
