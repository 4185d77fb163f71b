package ws_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/signaling/protocol"
	"diandao/signaling/ws"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, // fasthttp's own: one clock for ever, and a sweeper that sees only every 10 s that its server has ended
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2"))
}

// serve starts a server and returns its address.
func serve(t *testing.T, ctx context.Context, cfg ws.Config, fn ws.Serve) string {
	t.Helper()
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/signal", ws.Handler(ctx, cfg, fn))
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- app.Listener(ln) }()
	t.Cleanup(func() {
		require.NoError(t, app.ShutdownWithTimeout(5*time.Second))
		require.NoError(t, <-served)
	})
	return ln.Addr().String()
}

func dial(t *testing.T, addr string) *websocket.Conn {
	t.Helper()
	c, resp, err := websocket.Dial(t.Context(), "ws://"+addr+"/signal", nil)
	require.NoError(t, err)
	require.Empty(t, resp.Header.Get("Sec-Websocket-Extensions"), "compression is not negotiated")
	t.Cleanup(func() { _ = c.CloseNow() })
	return c
}

// echo acknowledges every message until the connection ends.
func echo(_ context.Context, c *ws.Conn) {
	for {
		m, err := c.Read()
		if err != nil {
			return
		}
		c.Answer(m.ID, protocol.Empty{})
	}
}

func say(t *testing.T, c *websocket.Conn, text string) {
	t.Helper()
	require.NoError(t, c.Write(t.Context(), websocket.MessageText, []byte(text)))
}

func hear(t *testing.T, c *websocket.Conn) protocol.Envelope {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	_, frame, err := c.Read(ctx)
	require.NoError(t, err)
	e, err := protocol.DecodeServer(frame)
	require.NoError(t, err)
	return e
}

// closedWith reads to the end and returns the close code.
func closedWith(t *testing.T, c *websocket.Conn) protocol.CloseCode {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		if _, _, err := c.Read(ctx); err != nil {
			var ended websocket.CloseError
			require.ErrorAs(t, err, &ended, "a close frame was expected, not %v", err)
			return protocol.CloseCode(ended.Code)
		}
	}
}

const ping = `{"type":"session.ping","id":"1"}`

func TestHandler_AnswersAndForgives(t *testing.T) {
	t.Parallel()
	c := dial(t, serve(t, t.Context(), ws.Config{}, echo))
	say(t, c, ping)
	require.Equal(t, protocol.Envelope{Type: protocol.Ack, Re: "1", Data: []byte("{}")}, hear(t, c))
	for text, code := range map[string]string{
		`{"type":"room.burn","id":"2"}`:                    protocol.CodeMessageUnknown,
		`{"type":"hand.raise","id":"2","data":{"up":1}}`:   protocol.CodeDataInvalid,
		`{"type":"session.hello","id":"2","data":{"a":1}}`: protocol.CodeDataInvalid,
	} {
		say(t, c, text)
		e := hear(t, c)
		var p protocol.Problem
		require.NoError(t, e.Read(&p))
		require.Equal(t, "2", e.Re)
		require.Equal(t, code, p.Code)
	}
	say(t, c, ping)
	require.Equal(t, protocol.Ack, hear(t, c).Type, "the connection lives on")
}

func TestHandler_ClosesWithTheReason(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cfg  ws.Config
		act  func(t *testing.T, c *websocket.Conn)
		want protocol.CloseCode
	}{
		"garbage": {ws.Config{}, func(t *testing.T, c *websocket.Conn) { t.Helper(); say(t, c, "hello") }, protocol.CloseBadMessage},
		"binary": {ws.Config{}, func(t *testing.T, c *websocket.Conn) {
			t.Helper()
			require.NoError(t, c.Write(t.Context(), websocket.MessageBinary, []byte(ping)))
		}, protocol.CloseBadMessage},
		"too large": {ws.Config{}, func(t *testing.T, c *websocket.Conn) {
			t.Helper()
			say(t, c, `{"type":"session.ping","id":"1"`+strings.Repeat(" ", protocol.MaxFrame)+`}`)
		}, protocol.CloseTooLarge},
		"far too large": {ws.Config{}, func(t *testing.T, c *websocket.Conn) {
			t.Helper()
			say(t, c, strings.Repeat("x", protocol.MaxOffer+1))
		}, protocol.CloseTooLarge},
		"silent at first": {ws.Config{Hello: 50 * time.Millisecond}, func(*testing.T, *websocket.Conn) {}, protocol.CloseHelloLate},
		"silent later":    {ws.Config{Idle: 50 * time.Millisecond}, func(t *testing.T, c *websocket.Conn) { t.Helper(); say(t, c, ping) }, protocol.CloseIdle},
		"flood": {ws.Config{Rate: 1, Burst: 5}, func(t *testing.T, c *websocket.Conn) {
			t.Helper()
			for range 6 {
				say(t, c, ping)
			}
		}, protocol.CloseFlood},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, serve(t, t.Context(), c.cfg, echo))
			c.act(t, conn)
			require.Equal(t, c.want, closedWith(t, conn))
		})
	}
}

func TestHandler_PongsAreNotWords(t *testing.T) {
	t.Parallel()
	c := dial(t, serve(t, t.Context(), ws.Config{Idle: 200 * time.Millisecond, Ping: 20 * time.Millisecond}, echo))
	say(t, c, ping)
	require.Equal(t, protocol.CloseIdle, closedWith(t, c), "reading answers pings, which must not keep a mute client")
}

func TestHandler_SlowReaderIsClosed(t *testing.T) {
	t.Parallel()
	ended := make(chan struct{})
	addr := serve(t, t.Context(), ws.Config{Queue: 8, Linger: 100 * time.Millisecond}, func(ctx context.Context, c *ws.Conn) {
		defer close(ended)
		big := protocol.Going{Reason: strings.Repeat("x", 60<<10)}
		for ctx.Err() == nil {
			c.Send(protocol.SessionGoing, big)
		}
	})
	dial(t, addr)
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("a client that does not read was kept")
	}
}

func TestHandler_QueuedComesBeforeTheClosing(t *testing.T) {
	t.Parallel()
	c := dial(t, serve(t, t.Context(), ws.Config{}, func(_ context.Context, c *ws.Conn) {
		for range 50 {
			c.Send(protocol.CallStarted, protocol.Empty{})
		}
		c.Close(protocol.CloseRollCallEnd, "over")
		c.Close(protocol.CloseFlood, "only the first reason counts")
		c.Send(protocol.CallStarted, protocol.Empty{})
	}))
	for range 50 {
		require.Equal(t, protocol.CallStarted, hear(t, c).Type)
	}
	require.Equal(t, protocol.CloseRollCallEnd, closedWith(t, c))
}

func TestHandler_ServerGoing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c := dial(t, serve(t, ctx, ws.Config{}, echo))
	say(t, c, ping)
	hear(t, c)
	cancel()
	require.Equal(t, protocol.CloseGoing, closedWith(t, c))
}

func TestHandler_ConnectionEndsTheContext(t *testing.T) {
	t.Parallel()
	ended := make(chan struct{})
	c := dial(t, serve(t, t.Context(), ws.Config{}, func(ctx context.Context, c *ws.Conn) {
		_, _ = c.Read()
		<-ctx.Done()
		close(ended)
	}))
	require.NoError(t, c.CloseNow())
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Fatal("the context outlived the connection")
	}
}

func TestHandler_Origins(t *testing.T) {
	t.Parallel()
	addr := serve(t, t.Context(), ws.Config{Origins: []string{"https://console.example.org"}}, echo)
	for origin, status := range map[string]int{
		"":                             http.StatusSwitchingProtocols,
		"http://" + addr:               http.StatusSwitchingProtocols,
		"https://console.example.org":  http.StatusSwitchingProtocols,
		"https://console.example.org.": http.StatusForbidden,
		"https://evil.example.org":     http.StatusForbidden,
		"null":                         http.StatusForbidden,
	} {
		header := http.Header{}
		if origin != "" {
			header.Set("Origin", origin)
		}
		c, resp, err := websocket.Dial(t.Context(), "ws://"+addr+"/signal", &websocket.DialOptions{HTTPHeader: header})
		require.Equal(t, status, resp.StatusCode, origin)
		if err == nil {
			require.NoError(t, c.CloseNow())
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+addr+"/signal", nil)
	require.NoError(t, err)
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusUpgradeRequired, resp.StatusCode)
}
