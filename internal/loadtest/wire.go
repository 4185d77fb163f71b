package loadtest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"sync"

	"github.com/pion/webrtc/v4"
)

// op is what bots ask of a server under test.
type op string

const (
	opOpen      op = "open"
	opOffer     op = "offer"
	opCandidate op = "candidate"
	opShow      op = "show"
	opHear      op = "hear"
	opClose     op = "close"
	opTicket    op = "ticket" // of a whole server
	opPeople    op = "people" // of a whole server
)

// ask is one line from bots to server.
type ask struct {
	ID        int                      `json:"id,omitempty"` // wants a reply
	Op        op                       `json:"op"`
	Peer      string                   `json:"peer"`
	Officer   bool                     `json:"officer,omitempty"`
	SDP       string                   `json:"sdp,omitempty"`
	Candidate *webrtc.ICECandidateInit `json:"candidate,omitempty"`
	Slot      int                      `json:"slot,omitempty"` // with opTicket the phone's number
	From      string                   `json:"from,omitempty"`
	Large     bool                     `json:"large,omitempty"`
}

// reply is one line from server to bots: an answer to ask Re, or a candidate for Peer.
type reply struct {
	Re        int                      `json:"re,omitempty"`
	Error     string                   `json:"error,omitempty"`
	SDP       string                   `json:"sdp,omitempty"`
	URL       string                   `json:"url,omitempty"`
	Ticket    string                   `json:"ticket,omitempty"`
	People    []string                 `json:"people,omitempty"`
	Peer      string                   `json:"peer,omitempty"`
	Candidate *webrtc.ICECandidateInit `json:"candidate,omitempty"`
}

// control is the bots' end of the wire.
type control struct {
	conn net.Conn
	wait sync.WaitGroup

	mu      sync.Mutex
	enc     *json.Encoder
	next    int
	pending map[int]chan reply
	hear    map[string]func(webrtc.ICECandidateInit) // by peer
}

func dialControl(ctx context.Context, socket string) (*control, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, fmt.Errorf("reach the server under test: %w", err)
	}
	c := &control{conn: conn, enc: json.NewEncoder(conn), pending: map[int]chan reply{}, hear: map[string]func(webrtc.ICECandidateInit){}}
	c.wait.Go(c.read)
	return c, nil
}

func (c *control) read() {
	dec := json.NewDecoder(bufio.NewReaderSize(c.conn, 64<<10))
	for {
		var r reply
		if err := dec.Decode(&r); err != nil {
			c.mu.Lock()
			for id, ch := range c.pending {
				close(ch)
				delete(c.pending, id)
			}
			c.mu.Unlock()
			return
		}
		c.mu.Lock()
		ch := c.pending[r.Re]
		delete(c.pending, r.Re)
		hear := c.hear[r.Peer]
		c.mu.Unlock()
		switch {
		case ch != nil:
			ch <- r
		case r.Candidate != nil && hear != nil:
			hear(*r.Candidate)
		}
	}
}

// listen names who takes the server's candidates for a peer.
func (c *control) listen(peer string, fn func(webrtc.ICECandidateInit)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hear[peer] = fn
}

var errServerGone = errors.New("the server under test has gone")

// do asks and waits for the reply.
func (c *control) do(ctx context.Context, a ask) (reply, error) {
	ch := make(chan reply, 1)
	c.mu.Lock()
	c.next++
	a.ID = c.next
	c.pending[a.ID] = ch
	err := c.enc.Encode(a)
	c.mu.Unlock()
	if err != nil {
		return reply{}, err
	}
	select {
	case r, ok := <-ch:
		switch {
		case !ok:
			return r, errServerGone
		case r.Error != "":
			return r, fmt.Errorf("%s %s: %s", a.Op, a.Peer, r.Error)
		}
		return r, nil
	case <-ctx.Done():
		return reply{}, fmt.Errorf("%s %s: %w", a.Op, a.Peer, ctx.Err())
	}
}

// say asks and does not wait.
func (c *control) say(a ask) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.enc.Encode(a); err != nil {
		_ = c.conn.Close() // the next do tells it
	}
}

func (c *control) Close() error {
	err := c.conn.Close()
	c.wait.Wait()
	return err
}
