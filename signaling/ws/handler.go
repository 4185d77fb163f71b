package ws

import (
	"context"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"

	"diandao/signaling/protocol"
)

// Config says what a connection may do. Zero fields take the values of DefaultConfig.
type Config struct {
	Origins   []string      // further origins than the server's own, "https://console.example.org"
	Idle      time.Duration // how long a client may say nothing
	Hello     time.Duration // how long the first message may take
	Ping      time.Duration
	Write     time.Duration // how long one write may take
	Linger    time.Duration // how long the client has to answer a close frame
	Queue     int           // messages waiting to be written
	Rate      float64       // messages a second a client may send
	Burst     int
	Logger    *slog.Logger
	Connected func(delta int) // hears of connections coming and going; nil is nobody
}

// DefaultConfig returns the values of the protocol.
func DefaultConfig() Config {
	return Config{
		Idle: 45 * time.Second, Hello: 10 * time.Second, Ping: 15 * time.Second, Write: 10 * time.Second, Linger: 2 * time.Second,
		Queue: 256, Rate: 30, Burst: 100, Logger: slog.New(slog.DiscardHandler), Connected: func(int) {},
	}
}

func (c Config) withDefaults() Config {
	d := DefaultConfig()
	for _, f := range []struct{ have, dflt *time.Duration }{
		{&c.Idle, &d.Idle}, {&c.Hello, &d.Hello}, {&c.Ping, &d.Ping}, {&c.Write, &d.Write}, {&c.Linger, &d.Linger},
	} {
		if *f.have == 0 {
			*f.have = *f.dflt
		}
	}
	if c.Queue == 0 {
		c.Queue = d.Queue
	}
	if c.Rate == 0 {
		c.Rate, c.Burst = d.Rate, d.Burst
	}
	if c.Logger == nil {
		c.Logger = d.Logger
	}
	if c.Connected == nil {
		c.Connected = d.Connected
	}
	return c
}

// Serve holds the conversation of one connection; the connection ends when it returns.
type Serve func(ctx context.Context, c *Conn)

// Handler upgrades requests and gives each connection to serve with a context that ends with ctx or with
// the connection. A request from a foreign origin is refused with 403, one that is no upgrade with 426.
func Handler(ctx context.Context, cfg Config, serve Serve) fiber.Handler {
	cfg = cfg.withDefaults()
	upgrade := websocket.New(func(sock *websocket.Conn) {
		cfg.Connected(1)
		defer cfg.Connected(-1)
		run(ctx, cfg, sock.Conn, serve)
	}, websocket.Config{
		HandshakeTimeout: cfg.Hello, ReadBufferSize: 4096, WriteBufferSize: 4096,
		RecoverHandler: func(*websocket.Conn) {
			if p := recover(); p != nil {
				cfg.Logger.Error("signalling connection panicked", "panic", p)
			}
		},
	})
	return func(c *fiber.Ctx) error {
		if !websocket.IsWebSocketUpgrade(c) {
			return fiber.ErrUpgradeRequired
		}
		if !allowed(c.Get(fiber.HeaderOrigin), c.Get(fiber.HeaderHost), cfg.Origins) {
			return fiber.ErrForbidden
		}
		return upgrade(c)
	}
}

// allowed reports whether a page of that origin may connect. A client that is no browser sends none.
func allowed(origin, host string, further []string) bool {
	if origin == "" || slices.Contains(further, origin) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, host)
}

// run owns one connection from the upgrade to the end of its goroutines.
func run(ctx context.Context, cfg Config, sock socket, serve Serve) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	c := newConn(cfg, sock)
	written := make(chan struct{})
	var both sync.WaitGroup
	both.Go(func() {
		defer close(written)
		c.write(ctx)
		c.hangUp()
	})
	both.Go(func() {
		<-c.closing
		cancel()
		c.cutOff(written)
	})
	defer both.Wait()
	defer c.drain()
	defer c.Close(protocol.CloseInternal, "server error")
	serve(inner, c)
}
