package link

import "net/netip"

// batchSize is how many packets are read, and sent, by one system call.
const batchSize = 32

// outgoing is one packet that waits in a batch.
type outgoing struct {
	buf  []byte // of PacketBytes and Overhead
	size int
	to   netip.AddrPort
}

// Batch collects what is to be sent after what has been read was dealt with. It belongs to one goroutine.
type Batch struct {
	socket *socket // the reader's own; nil for the others, who send at once
	out    [batchSize]outgoing
	n      int
}

// NewBatch returns a batch for who is no reader: what it is given is sent at once.
func NewBatch() *Batch { return &Batch{} }

// Buffer returns room for one packet of PacketBytes and what encrypting adds, valid until Send.
func (b *Batch) Buffer() []byte {
	o := &b.out[b.n]
	if o.buf == nil {
		o.buf = make([]byte, PacketBytes+Overhead)
	}
	return o.buf
}

// Send queues the first n bytes of Buffer for a link, or drops them when it can't be reached.
func (b *Batch) Send(l *Link, n int) {
	if p := l.path.Load(); p != nil {
		b.sendTo(p, n)
	}
}

func (b *Batch) sendTo(p *path, n int) {
	o := &b.out[b.n]
	if p.tcp != nil {
		p.tcp.send(o.buf[:n])
		return
	}
	if b.socket == nil || b.socket.local != p.socket.local {
		p.socket.send(o.buf[:n], p.addr)
		return
	}
	o.size, o.to = n, p.addr
	if b.n++; b.n == batchSize {
		b.Flush()
	}
}

// Flush sends what waits.
func (b *Batch) Flush() {
	if b.n > 0 {
		b.socket.sendBatch(b.out[:b.n])
		b.n = 0
	}
}
