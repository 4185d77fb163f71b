// Package badlink is a bad network for tests and load: a relay of UDP packets that loses some, delays the others and lets
// some overtake, as `tc netem` does in kernels that have it (tc-netem(8)).
//
// Terms: a front is an address of the relay that stands for one address of a server; a flow is one client at one front,
// which the server sees as an address of its own.
//
// Invariants: a packet is lost, or delivered once and unchanged; both ways of a flow are equally bad and independent of
// each other; memory is bounded by Link.Queue; Close ends every goroutine.
package badlink

import (
	"container/heap"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// Link says how bad one way is. The zero value is a perfect link.
type Link struct {
	Loss    float64       `json:"loss"`    // share of packets that never arrive, 0 to 1
	Delay   time.Duration `json:"delay"`   // of each packet that does
	Jitter  time.Duration `json:"jitter"`  // up to this is added or taken away, evenly
	Reorder float64       `json:"reorder"` // share of packets that are not delayed and so overtake, as netem's reorder
	Queue   int           `json:"queue"`   // packets on their way at most, both ways of all flows; 0 is 65,536
}

// Counts are what a Relay has done.
type Counts struct {
	Taken     uint64 // packets that came
	Lost      uint64 // on purpose
	Overtook  uint64 // not delayed
	Overflown uint64 // lost because the queue was full
	Refused   uint64 // lost because the kernel would not send them, or the flow had ended
}

// Relay stands between clients and servers. It is safe for concurrent use.
type Relay struct {
	link Link
	base time.Time
	done chan struct{} // closed to stop
	wait sync.WaitGroup

	mu     sync.Mutex
	rand   *rand.Rand
	queue  packets
	wake   chan struct{}
	fronts map[netip.AddrPort]*front
	closed bool

	taken, lost, overtook, overflown, refused atomic.Uint64
}

const (
	defaultQueue = 1 << 16
	maxFlows     = 4096 // of one front
	socketBuffer = 4 << 20
)

// ErrClosed is returned once the relay is closed.
var ErrClosed = errors.New("badlink: closed")

// New returns a relay with an equally bad link each way. Equal seeds lose equal packets when equal packets come in equal
// order. The caller closes it.
func New(link Link, seed uint64) *Relay {
	if link.Queue == 0 {
		link.Queue = defaultQueue
	}
	r := &Relay{
		link: link, base: time.Now(), done: make(chan struct{}), rand: rand.New(rand.NewPCG(seed, 0)),
		wake: make(chan struct{}, 1), fronts: map[netip.AddrPort]*front{},
	}
	r.wait.Go(r.deliver)
	return r
}

// Front returns the address that stands for a server's. Asked again, it returns the same.
func (r *Relay) Front(server netip.AddrPort) (netip.AddrPort, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return netip.AddrPort{}, ErrClosed
	}
	if f := r.fronts[server]; f != nil {
		return f.addr, nil
	}
	conn, err := listen(server.Addr())
	if err != nil {
		return netip.AddrPort{}, err
	}
	f := &front{relay: r, server: server, conn: conn, addr: addressOf(conn), flows: map[netip.AddrPort]*net.UDPConn{}}
	r.fronts[server] = f
	r.wait.Go(f.read)
	return f.addr, nil
}

// listen opens a socket on the server's own address when that is this machine's loopback, else on any.
func listen(near netip.Addr) (*net.UDPConn, error) {
	at := &net.UDPAddr{}
	if near.IsLoopback() {
		at.IP = near.AsSlice()
	}
	conn, err := net.ListenUDP("udp", at)
	if err != nil {
		return nil, fmt.Errorf("badlink: listen: %w", err)
	}
	_ = conn.SetReadBuffer(socketBuffer) // as much as the kernel permits
	return conn, nil
}

func addressOf(conn *net.UDPConn) netip.AddrPort {
	addr, _ := conn.LocalAddr().(*net.UDPAddr)
	return unmapped(addr.AddrPort())
}

func unmapped(a netip.AddrPort) netip.AddrPort { return netip.AddrPortFrom(a.Addr().Unmap(), a.Port()) }

// Counts tells what has been done so far.
func (r *Relay) Counts() Counts {
	return Counts{Taken: r.taken.Load(), Lost: r.lost.Load(), Overtook: r.overtook.Load(), Overflown: r.overflown.Load(), Refused: r.refused.Load()}
}

// Close ends the relay; what is on its way is lost. It is called once.
func (r *Relay) Close() error {
	r.mu.Lock()
	fronts := r.fronts
	r.fronts, r.closed = nil, true
	r.mu.Unlock()
	var errs []error
	for _, f := range fronts {
		errs = append(errs, f.close())
	}
	close(r.done)
	r.wait.Wait()
	return errors.Join(errs...)
}

// front is one server address as clients see it.
type front struct {
	relay  *Relay
	server netip.AddrPort
	addr   netip.AddrPort
	conn   *net.UDPConn

	mu     sync.Mutex
	flows  map[netip.AddrPort]*net.UDPConn // by client; each is an address of its own to the server
	closed bool
}

// read takes what clients send.
func (f *front) read() {
	buf := make([]byte, 1<<16)
	for {
		n, client, err := f.conn.ReadFromUDPAddrPort(buf)
		if err != nil {
			return
		}
		if back := f.flow(unmapped(client)); back != nil {
			f.relay.carry(buf[:n], func(b []byte) error {
				_, err := back.WriteToUDPAddrPort(b, f.server)
				return err
			})
		}
	}
}

// flow returns the socket that speaks to the server for a client.
func (f *front) flow(client netip.AddrPort) *net.UDPConn {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.flows[client]; c != nil || f.closed || len(f.flows) == maxFlows {
		return c
	}
	conn, err := listen(f.server.Addr())
	if err != nil {
		return nil
	}
	f.flows[client] = conn
	f.relay.wait.Go(func() { f.readBack(conn, client) })
	return conn
}

// readBack takes what the server sends to a client.
func (f *front) readBack(conn *net.UDPConn, client netip.AddrPort) {
	buf := make([]byte, 1<<16)
	for {
		n, from, err := conn.ReadFromUDPAddrPort(buf)
		if err != nil {
			return
		}
		if unmapped(from) != f.server {
			continue
		}
		f.relay.carry(buf[:n], func(b []byte) error {
			_, err := f.conn.WriteToUDPAddrPort(b, client)
			return err
		})
	}
}

func (f *front) close() error {
	f.mu.Lock()
	f.closed = true
	errs := []error{f.conn.Close()}
	for _, c := range f.flows {
		errs = append(errs, c.Close())
	}
	f.mu.Unlock()
	return errors.Join(errs...)
}

// packet is one on its way.
type packet struct {
	due  time.Duration
	turn uint64 // of equals, who came first goes first
	data []byte
	send func([]byte) error
}

// carry decides a packet's fate. data is the caller's again when it returns.
func (r *Relay) carry(data []byte, send func([]byte) error) {
	turn := r.taken.Add(1)
	r.mu.Lock()
	lost, early := r.rand.Float64() < r.link.Loss, r.rand.Float64() < r.link.Reorder
	delay := r.link.Delay
	if r.link.Jitter > 0 {
		delay += time.Duration(r.rand.Int64N(2*int64(r.link.Jitter)+1)) - r.link.Jitter
	}
	switch {
	case lost:
		r.lost.Add(1)
	case early, delay <= 0:
		if early {
			r.overtook.Add(1)
		}
		r.mu.Unlock()
		r.hand(packet{data: data, send: send})
		return
	case len(r.queue) >= r.link.Queue:
		r.overflown.Add(1)
	default:
		heap.Push(&r.queue, packet{due: time.Since(r.base) + delay, turn: turn, data: append([]byte(nil), data...), send: send})
		select {
		case r.wake <- struct{}{}:
		default:
		}
	}
	r.mu.Unlock()
}

func (r *Relay) hand(p packet) {
	if err := p.send(p.data); err != nil {
		r.refused.Add(1)
	}
}

// deliver hands packets on when their time has come.
func (r *Relay) deliver() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		timer.Reset(r.turn())
		select {
		case <-r.done:
			return
		case <-r.wake:
		case <-timer.C:
		}
	}
}

// turn hands on what is due and returns how long nothing will be.
func (r *Relay) turn() time.Duration {
	for {
		r.mu.Lock()
		if len(r.queue) == 0 {
			r.mu.Unlock()
			return time.Hour
		}
		if until := r.queue[0].due - time.Since(r.base); until > 0 {
			r.mu.Unlock()
			return until
		}
		p, _ := heap.Pop(&r.queue).(packet)
		r.mu.Unlock()
		r.hand(p)
	}
}

// packets is a heap by due.
type packets []packet

func (q packets) Len() int { return len(q) }
func (q packets) Less(i, j int) bool {
	if q[i].due != q[j].due {
		return q[i].due < q[j].due
	}
	return q[i].turn < q[j].turn
}
func (q packets) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push is of heap.Interface.
func (q *packets) Push(x any) {
	p, _ := x.(packet)
	*q = append(*q, p)
}

// Pop is of heap.Interface.
func (q *packets) Pop() any {
	old := *q
	last := len(old) - 1
	p := old[last]
	old[last] = packet{}
	*q = old[:last]
	return p
}
