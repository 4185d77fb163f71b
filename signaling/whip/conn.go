package whip

import (
	"errors"
	"strconv"
	"sync"
	"time"

	"diandao/signaling/protocol"
)

var errEnded = errors.New("session ended")

// pingEvery keeps the resume token of a session alive.
const pingEvery = 20 * time.Second

// conn is a session's connection: Read yields what a client of the websocket would have said.
type conn struct {
	role    protocol.Role // that this endpoint is for
	inbox   chan protocol.Message
	greeted chan protocol.Session
	answer  chan protocol.Answer
	refused chan protocol.Problem

	once    sync.Once
	closing chan struct{}

	mu    sync.Mutex // guards what follows
	next  int
	shown string // person id
}

func newConn(role protocol.Role) *conn {
	return &conn{
		role: role, inbox: make(chan protocol.Message, 8), greeted: make(chan protocol.Session, 1), answer: make(chan protocol.Answer, 1),
		refused: make(chan protocol.Problem, 8), closing: make(chan struct{}),
	}
}

// say queues a message for Read. One too many is dropped: what changes is told again.
func (c *conn) say(t protocol.Type, data any) {
	c.mu.Lock()
	c.next++
	m := protocol.Message{Type: t, ID: strconv.Itoa(c.next), Data: data}
	c.mu.Unlock()
	select {
	case c.inbox <- m:
	default:
	}
}

// Read implements signaling.Conn.
func (c *conn) Read() (protocol.Message, error) {
	select {
	case m := <-c.inbox: // before the end: the last word may be that it leaves
		return m, nil
	default:
	}
	ping := time.NewTimer(pingEvery)
	defer ping.Stop()
	select {
	case <-c.closing:
		return protocol.Message{}, errEnded
	case m := <-c.inbox:
		return m, nil
	case <-ping.C:
		return protocol.Message{Type: protocol.SessionPing, ID: "ping", Data: &protocol.Empty{}}, nil
	}
}

// Answer implements signaling.Conn.
func (c *conn) Answer(_ string, data any) {
	switch d := data.(type) {
	case protocol.Session:
		c.greeted <- d // asked for once
	case protocol.Answer:
		c.answer <- d // asked for once
	case protocol.Roster:
		for _, i := range d.Invitees {
			c.follow(i)
		}
	}
}

// Refuse implements signaling.Conn.
func (c *conn) Refuse(_, code, message string) {
	select {
	case c.refused <- protocol.Problem{Code: code, Message: message}:
	default:
	}
}

// Send implements room.Conn: a screen follows the call.
func (c *conn) Send(t protocol.Type, data any) {
	if s, ok := data.(protocol.InviteeState); ok && t == protocol.InviteeChanged {
		c.follow(s.Invitee)
	}
}

// called is the presence of who is called, in the words of the protocol.
const called = "called"

// follow shows whoever is called, until somebody else is.
func (c *conn) follow(i protocol.Invitee) {
	if c.role == protocol.Phone || i.Presence != called {
		return
	}
	c.mu.Lock()
	same := c.shown == i.PersonID
	c.shown = i.PersonID
	c.mu.Unlock()
	if !same {
		c.say(protocol.ViewShow, &protocol.View{Slots: []protocol.SlotView{{Slot: 0, PersonID: &i.PersonID}}})
	}
}

// Close implements room.Conn.
func (c *conn) Close(protocol.CloseCode, string) { c.once.Do(func() { close(c.closing) }) }
