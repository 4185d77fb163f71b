package loadtest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"sync"

	"github.com/pion/webrtc/v4"
)

// Server names a server under test.
type Server string

// The servers under test.
const (
	Ours  Server = "node"  // signaling/sfu
	Bare  Server = "bare"  // Pion: TrackRemote → TrackLocalStaticRTP, no interceptors, a socket a client
	Port  Server = "port"  // bare, all clients on one UDP port
	Stock Server = "stock" // bare with Pion's default interceptors
)

// forwarder is what a server under test does for the control connection.
type forwarder interface {
	open(peer string, officer bool, trickle func(webrtc.ICECandidateInit)) error
	offer(peer, sdp string) (string, error)
	candidate(peer string, c webrtc.ICECandidateInit) error
	show(peer string, slot int, from string, large bool) error
	hear(peer, from string) error
	shut(peer string) error
	Close() error
}

// ticketer is a forwarder that bots enter with tickets.
type ticketer interface {
	ticket(a ask, to *reply) error
}

func newForwarder(s Server) (forwarder, error) {
	switch s {
	case Ours:
		return newNode()
	case Bare, Port, Stock:
		return newBare(s)
	case Full: // see ServeFull
	}
	return nil, fmt.Errorf("no server %q", s)
}

// Serve runs a server under test on a unix socket for one connection of bots, says "ready" on out once it listens,
// and ends when they leave or ctx does.
func Serve(ctx context.Context, s Server, socket string, out io.Writer) error {
	f, err := newForwarder(s)
	if err != nil {
		return err
	}
	return serve(ctx, f, socket, out)
}

func serve(ctx context.Context, f forwarder, socket string, out io.Writer) error {
	defer f.Close()
	l, err := (&net.ListenConfig{}).Listen(ctx, "unix", socket)
	if err != nil {
		return fmt.Errorf("listen for bots: %w", err)
	}
	defer l.Close()
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	debug.FreeOSMemory() // what setting up took is not what phones cost
	fmt.Fprintln(out, "ready")
	conn, err := l.Accept()
	if err != nil {
		return fmt.Errorf("wait for bots: %w", err)
	}
	stopConn := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stopConn()
	d := &desk{f: f, conn: conn, enc: json.NewEncoder(conn)}
	err = d.run()
	_ = conn.Close()
	d.wait.Wait()
	return err
}

// desk answers bots.
type desk struct {
	f    forwarder
	conn net.Conn
	wait sync.WaitGroup

	mu  sync.Mutex
	enc *json.Encoder
}

func (d *desk) send(r reply) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enc.Encode(r); err != nil {
		_ = d.conn.Close() // run notices
	}
}

func (d *desk) run() error {
	dec := json.NewDecoder(bufio.NewReaderSize(d.conn, 64<<10))
	for {
		var a ask
		if err := dec.Decode(&a); err != nil {
			if _, garbled := errors.AsType[*json.SyntaxError](err); garbled {
				return fmt.Errorf("read from bots: %w", err)
			}
			return nil // they have left, or died
		}
		if a.Op == opOffer || a.Op == opTicket { // negotiations go on at the same time, as those of many websockets do
			d.wait.Go(func() { d.handle(a) })
			continue
		}
		d.handle(a)
	}
}

func (d *desk) handle(a ask) {
	r := reply{Re: a.ID}
	var err error
	switch a.Op {
	case opOpen:
		err = d.f.open(a.Peer, a.Officer, func(c webrtc.ICECandidateInit) { d.send(reply{Peer: a.Peer, Candidate: &c}) })
	case opOffer:
		r.SDP, err = d.f.offer(a.Peer, a.SDP)
	case opCandidate:
		if a.Candidate != nil {
			err = d.f.candidate(a.Peer, *a.Candidate)
		}
	case opShow:
		err = d.f.show(a.Peer, a.Slot, a.From, a.Large)
	case opHear:
		err = d.f.hear(a.Peer, a.From)
	case opClose:
		err = d.f.shut(a.Peer)
	case opTicket, opPeople:
		t, ok := d.f.(ticketer)
		if !ok {
			err = errors.New("no tickets here")
			break
		}
		err = t.ticket(a, &r)
	}
	if err != nil {
		r.Error = err.Error()
	}
	if a.ID != 0 {
		d.send(r)
	}
}
