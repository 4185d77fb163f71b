package signaling_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling"
	"diandao/signaling/protocol"
)

// script is a connection without a network: what is asked is read by the server, in order, and what the server says is
// kept.
type script struct {
	t       testing.TB
	inbox   chan protocol.Message
	closing chan struct{}
	served  chan struct{} // closed when the conversation has ended

	mu      sync.Mutex
	next    int
	waiting map[string]chan any // the data of an ack, or a protocol.Problem
	heard   map[string]any      // the last of each event, of invitee.changed and text.sent the last of each person
	texts   int
	code    protocol.CloseCode
	closed  bool
}

// speak begins a conversation, which ends with the test at the latest.
func speak(t testing.TB, s *signaling.Service) *script {
	t.Helper()
	c := &script{
		t: t, inbox: make(chan protocol.Message, 64), closing: make(chan struct{}), served: make(chan struct{}),
		waiting: map[string]chan any{}, heard: map[string]any{},
	}
	go func() {
		defer close(c.served)
		defer c.Close(protocol.CloseInternal, "server error") // as the websocket does
		s.Serve(context.Background(), c)
	}()
	t.Cleanup(func() {
		c.Close(protocol.CloseLeft, "test ends")
		<-c.served
	})
	return c
}

var errHungUp = errors.New("hung up")

func (c *script) Read() (protocol.Message, error) {
	select {
	case <-c.closing:
		return protocol.Message{}, errHungUp
	default:
	}
	select {
	case <-c.closing:
		return protocol.Message{}, errHungUp
	case m := <-c.inbox:
		return m, nil
	}
}

func (c *script) Answer(re string, data any) { c.settle(re, data) }

func (c *script) Refuse(re, code, message string) {
	c.settle(re, protocol.Problem{Code: code, Message: message})
}

func (c *script) settle(re string, data any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w, ok := c.waiting[re]; ok {
		delete(c.waiting, re)
		w <- data
	}
}

func (c *script) Send(t protocol.Type, data any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := string(t)
	switch d := data.(type) {
	case protocol.InviteeState:
		key += " " + d.Invitee.PersonID
		d.Trouble = protocol.TroubleNone // which comes with time alone
		data = d
	case protocol.Said:
		c.texts++
	}
	c.heard[key] = data
}

func (c *script) Close(code protocol.CloseCode, _ string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.closed {
		c.closed, c.code = true, code
		close(c.closing)
	}
}

func (c *script) closedWith() protocol.CloseCode {
	c.t.Helper()
	select {
	case <-c.closing:
	case <-time.After(10 * time.Second):
		require.Fail(c.t, "not closed")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.code
}

// say sends a message and returns where its answer will be.
func (c *script) say(t protocol.Type, data any) chan any {
	c.mu.Lock()
	c.next++
	id := strconv.Itoa(c.next)
	answer := make(chan any, 1)
	c.waiting[id] = answer
	c.mu.Unlock()
	select {
	case c.inbox <- protocol.Message{Type: t, ID: id, Data: data}:
	case <-c.closing:
	}
	return answer
}

// ask sends a message and returns "ok", the code of the refusal, or "closed" when the connection ended instead.
func (c *script) ask(t protocol.Type, data any) string {
	c.t.Helper()
	answer := c.say(t, data)
	var got any
	select {
	case got = <-answer:
	case <-c.served:
		select {
		case got = <-answer:
		default:
			return "closed"
		}
	case <-time.After(15 * time.Second):
		require.Fail(c.t, "no answer", "to %s", t)
	}
	if p, refused := got.(protocol.Problem); refused {
		return p.Code
	}
	return "ok"
}

// hello opens the session with a ticket.
func (c *script) hello(ticket string) string {
	c.t.Helper()
	return c.ask(protocol.SessionHello, &protocol.Hello{Versions: []int{protocol.Version}, Ticket: ticket})
}

// batch is more than what a room does before it tells what has changed.
const batch = 66

// knows is what a watcher has been told of the room by now, as JSON.
func (c *script) knows() string {
	c.t.Helper()
	for range batch {
		require.Equal(c.t, "ok", c.ask(protocol.ListenSet, &protocol.Listen{To: protocol.ListenCalled}))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	told := map[string]any{"texts": c.texts}
	for key, data := range c.heard {
		if !slices.Contains([]string{string(protocol.RosterCounts), string(protocol.ICECandidate)}, key) {
			told[key] = data
		}
	}
	raw, err := json.Marshal(told)
	require.NoError(c.t, err)
	return string(raw)
}
