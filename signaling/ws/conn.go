package ws

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/fasthttp/websocket"
	"golang.org/x/time/rate"

	"diandao/signaling/protocol"
)

// ErrEnded means that the connection has ended, for whatever reason.
var ErrEnded = errors.New("connection ended")

// socket is the part of a websocket this package uses.
type socket interface {
	ReadMessage() (kind int, p []byte, err error)
	WriteMessage(kind int, p []byte) error
	WriteControl(kind int, p []byte, deadline time.Time) error
	SetReadLimit(n int64)
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
	Close() error
}

// Conn is one client's connection. Read is called from one goroutine; Send and Close from any.
type Conn struct {
	cfg     Config
	sock    socket
	limit   *rate.Limiter
	out     chan []byte
	greeted bool // a message has been read; owned by the reader

	once    sync.Once
	closing chan struct{} // closed when a reason to close exists
	deaf    chan struct{} // closed by the reader when nothing more can be read
	code    protocol.CloseCode
	reason  string
	flush   bool // send what is queued before the close frame
}

func newConn(cfg Config, sock socket) *Conn {
	// Frames up to twice too large are read whole and refused by Read, which leaves the client able to read
	// the close frame; what is larger still is cut off by the library.
	sock.SetReadLimit(2 * protocol.MaxOffer)
	return &Conn{
		cfg: cfg, sock: sock, limit: rate.NewLimiter(rate.Limit(cfg.Rate), cfg.Burst),
		out: make(chan []byte, cfg.Queue), closing: make(chan struct{}), deaf: make(chan struct{}),
	}
}

// Read returns the client's next message. Messages that are wrong but forgivable are answered with an
// error and passed over; whatever is not forgiven closes the connection, and ErrEnded is returned.
func (c *Conn) Read() (protocol.Message, error) {
	for {
		frame, err := c.next()
		if err != nil {
			return protocol.Message{}, err
		}
		m, err := protocol.DecodeClient(frame)
		switch {
		case err == nil:
			c.greeted = true
			return m, nil
		case errors.Is(err, protocol.ErrUnknown):
			c.Refuse(m.ID, protocol.CodeMessageUnknown, "There is no such message.")
		case errors.Is(err, protocol.ErrData):
			c.Refuse(m.ID, protocol.CodeDataInvalid, err.Error())
		case errors.Is(err, protocol.ErrTooLarge):
			c.Close(protocol.CloseTooLarge, "message too large")
			return protocol.Message{}, ErrEnded
		default:
			c.Close(protocol.CloseBadMessage, "not a message of this protocol")
			return protocol.Message{}, ErrEnded
		}
	}
}

// next reads one text frame within the limits of time, size and rate.
func (c *Conn) next() ([]byte, error) {
	wait := c.cfg.Idle
	if !c.greeted {
		wait = c.cfg.Hello
	}
	if err := c.sock.SetReadDeadline(in(wait)); err != nil {
		return nil, ErrEnded
	}
	kind, frame, err := c.sock.ReadMessage()
	if err != nil {
		close(c.deaf)
		c.Close(c.whyUnread(err))
		return nil, ErrEnded
	}
	select {
	case <-c.closing:
		return nil, ErrEnded
	default:
	}
	if !c.limit.Allow() {
		c.Close(protocol.CloseFlood, "too many messages")
		return nil, ErrEnded
	}
	if kind != websocket.TextMessage {
		c.Close(protocol.CloseBadMessage, "not a text frame")
		return nil, ErrEnded
	}
	return frame, nil
}

func (c *Conn) whyUnread(err error) (protocol.CloseCode, string) {
	var timeout net.Error
	switch {
	case errors.Is(err, websocket.ErrReadLimit):
		return protocol.CloseTooLarge, "message too large"
	case errors.As(err, &timeout) && timeout.Timeout() && !c.greeted:
		return protocol.CloseHelloLate, "no session.hello"
	case errors.As(err, &timeout) && timeout.Timeout():
		return protocol.CloseIdle, "idle"
	}
	return protocol.CloseLeft, ""
}

// Send queues a message; when the queue is full the client is closed as too slow.
func (c *Conn) Send(t protocol.Type, data any) { c.send(t, "", data) }

// Answer queues the ack to a message.
func (c *Conn) Answer(re string, data any) { c.send(protocol.Ack, re, data) }

// Refuse queues the error that answers a message.
func (c *Conn) Refuse(re, code, message string) {
	c.send(protocol.Error, re, protocol.Problem{Code: code, Message: message})
}

func (c *Conn) send(t protocol.Type, re string, data any) {
	frame, err := protocol.Encode(t, "", re, data)
	if err != nil {
		c.cfg.Logger.Error("encode signalling message", "type", t, "error", err)
		c.shut(protocol.CloseInternal, "server error", false)
		return
	}
	select {
	case <-c.closing:
	case c.out <- frame:
	default:
		c.shut(protocol.CloseTooSlow, "too slow", false)
	}
}

// Close sends what is queued and then a close frame. Only the first reason counts.
func (c *Conn) Close(code protocol.CloseCode, reason string) { c.shut(code, reason, true) }

func (c *Conn) shut(code protocol.CloseCode, reason string, flush bool) {
	c.once.Do(func() {
		c.code, c.reason, c.flush = code, reason, flush
		close(c.closing)
	})
}

// write sends queued messages and pings until there is a reason to close.
func (c *Conn) write(ctx context.Context) {
	ping := time.NewTicker(c.cfg.Ping)
	defer ping.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			c.Close(protocol.CloseGoing, "server going")
			return
		case <-c.closing:
			return
		case frame := <-c.out:
			err = c.put(frame, c.cfg.Write)
		case <-ping.C:
			err = c.sock.WriteControl(websocket.PingMessage, nil, in(c.cfg.Write))
		}
		if err != nil {
			c.shut(protocol.CloseTooSlow, "not writable", false)
			return
		}
	}
}

func (c *Conn) put(frame []byte, within time.Duration) error {
	if err := c.sock.SetWriteDeadline(in(within)); err != nil {
		return fmt.Errorf("set write deadline: %w", err)
	}
	return c.sock.WriteMessage(websocket.TextMessage, frame)
}

// cutOff closes the socket when the writer is done, or has had its time to say goodbye: a client that
// does not read holds it up. With the socket both writer and reader end.
func (c *Conn) cutOff(written <-chan struct{}) {
	select {
	case <-written:
	case <-time.After(2 * c.cfg.Linger):
	}
	if err := c.sock.Close(); err != nil {
		c.cfg.Logger.Debug("close socket", "error", err)
	}
}

// hangUp writes what is due and a close frame, and gives the client Config.Linger to answer it.
func (c *Conn) hangUp() {
	for c.flush && len(c.out) > 0 {
		if c.put(<-c.out, c.cfg.Linger) != nil {
			return
		}
	}
	goodbye := websocket.FormatCloseMessage(int(c.code), c.reason)
	if err := c.sock.WriteControl(websocket.CloseMessage, goodbye, in(c.cfg.Linger)); err != nil {
		return
	}
	select {
	case <-c.deaf:
	case <-time.After(c.cfg.Linger):
	}
}

// drain reads to the end so that what the client still sends does not reset the connection before the
// client has read the close frame. It ends with the socket, if not before.
func (c *Conn) drain() {
	select {
	case <-c.deaf:
		return
	default:
	}
	if c.sock.SetReadDeadline(in(c.cfg.Linger+c.cfg.Write)) == nil {
		for err := error(nil); err == nil; {
			_, _, err = c.sock.ReadMessage()
		}
	}
	close(c.deaf)
}

// in is a deadline of a socket, which the machine's clock decides.
func in(d time.Duration) time.Time {
	return time.Now().Add(d) //nolint:forbidigo // see above
}
