package link

import (
	"bytes"
	"crypto/rand"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/srtp/v3"
	"github.com/pion/transport/v5/packetio"
)

// State is how a link does.
type State int

// The states.
const (
	Connected    State = iota + 1 // media can flow, at first and again after an interruption
	Disconnected                  // nothing is heard; it may recover by itself or by an ICE restart
	Lost                          // the link is of no use any more
)

// Handler takes what a link receives. Its methods are called from the goroutines that read, each link's packets
// one after another unless its client changes from one path to another; they must not block.
type Handler interface {
	// HandleRTP takes an RTP packet as it came, still encrypted. raw is valid until it returns.
	HandleRTP(raw []byte, now time.Time, b *Batch)
	// HandleRTCP takes an RTCP packet as it came, still encrypted. raw is valid until it returns.
	HandleRTCP(raw []byte, now time.Time, b *Batch)
	// HandleState hears of a change of state.
	HandleState(s State)
}

// Remote is what an offer says of the client's end.
type Remote struct {
	Ufrag       string
	Password    string
	Fingerprint string // SHA-256, upper case, with colons
	Passive     bool   // the client waits for our handshake (a=setup:passive or actpass)
}

// Local is what the answer says of our end.
type Local struct{ Ufrag, Password string }

// credentials are one generation of ICE.
type credentials struct {
	Local
	remote         string
	remotePassword string
}

// Link is one client's transport. It is safe for concurrent use, with the exceptions told below.
type Link struct {
	mux     *Mux
	handler Handler
	path    atomic.Pointer[path]
	heard   atomic.Int64 // Unix nanoseconds
	keys    atomic.Pointer[keys]
	open    atomic.Bool      // media is handed over as it comes
	inbox   *packetio.Buffer // DTLS

	mu        sync.Mutex // guards what follows
	now       credentials
	before    credentials // of before a restart
	fresh     bool        // restarted, and not heard with the new credentials yet
	remote    Remote
	nominated bool
	begun     bool
	state     State
	closed    bool
	early     [][]byte   // media that came before the keys
	conns     []*tcpConn // by which it comes, the oldest first
}

// keys encrypt and decrypt once the handshake is done.
type keys struct{ in, out *srtp.Context }

// Open makes a link for an offer.
func (m *Mux) Open(h Handler, r Remote) (*Link, Local, error) {
	l := &Link{mux: m, handler: h, remote: r, inbox: packetio.NewBuffer()}
	l.inbox.SetLimitCount(64)
	l.inbox.SetLimitSize(64 * PacketBytes)
	l.heard.Store(m.clock.Now().UnixNano())
	local, err := l.generate(r.Ufrag, r.Password)
	return l, local, err
}

// Restart begins a new generation of ICE (RFC 8445 §9); DTLS and its keys stay.
func (l *Link) Restart(ufrag, password string) (Local, error) { return l.generate(ufrag, password) }

// RemoteUfrag is the user fragment of the client's present generation.
func (l *Link) RemoteUfrag() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now.remote
}

// generate makes new credentials and lets the client be known by them.
func (l *Link) generate(remote, password string) (Local, error) {
	next := credentials{Local: Local{Ufrag: secret(8), Password: secret(24)}, remote: remote, remotePassword: password}
	l.mux.mu.Lock()
	defer l.mux.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.mux.closed || l.closed {
		return Local{}, ErrClosed
	}
	delete(l.mux.links, l.before.Ufrag)
	l.before, l.now, l.fresh = l.now, next, l.now.Ufrag != ""
	l.mux.links[next.Ufrag] = l
	return next.Local, nil
}

// secret returns n characters that ICE allows (RFC 8839 §5.4), 5 bits of chance each at least.
func secret(n int) string { return strings.Repeat(rand.Text(), 1+n/26)[:n] }

func (l *Link) isCurrent(ufrag string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.now.Ufrag == ufrag
}

func (l *Link) isClosed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed
}

// credentialsFor returns those that a check with these user fragments must know the password of.
func (l *Link) credentialsFor(local, remote string) (credentials, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range []credentials{l.now, l.before} {
		if c.Ufrag == local && c.remote == remote {
			return c, !l.closed
		}
	}
	return credentials{}, false
}

// reached notes an authenticated check from a path, and reports whether it shall be checked in turn: what is
// not yet nominated waits for that.
func (l *Link) reached(from path, ufrag string, nominated bool, now time.Time) bool {
	silent := now.UnixNano()-l.heard.Swap(now.UnixNano()) > int64(2*time.Second)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return false
	}
	if l.takes(from, ufrag, nominated, silent) {
		l.path.Store(&from)
	}
	if ufrag == l.now.Ufrag && l.fresh {
		l.fresh, l.nominated = false, false
	}
	l.nominated = l.nominated || nominated
	if !l.begun {
		l.begun = true
		l.mux.wait.Go(l.handshake)
	}
	if l.state == Disconnected {
		l.become(Connected)
	}
	return !nominated && !l.nominated
}

// takes decides whether a check moves the link to its path: the first one, the first one of a restart, one that is
// nominated, or one from elsewhere after the client's network has changed without a restart. l.mu is held.
func (l *Link) takes(from path, ufrag string, nominated, silent bool) bool {
	current := l.path.Load()
	switch {
	case current == nil:
		return true
	case from.same(current) || (ufrag != l.now.Ufrag && !l.fresh):
		return false
	}
	return nominated || silent || (l.fresh && ufrag == l.now.Ufrag)
}

// comeBy notes a TCP connection of the link, and returns the oldest that is not in use when there are too many.
func (l *Link) comeBy(c *tcpConn) *tcpConn {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.conns = slices.DeleteFunc(l.conns, func(o *tcpConn) bool { return o.isEnded() })
	l.conns = append(l.conns, c)
	if len(l.conns) <= maxLinkTCP {
		return nil
	}
	oldest := 0
	if now := l.path.Load(); now != nil && now.tcp == l.conns[0] {
		oldest = 1
	}
	surplus := l.conns[oldest]
	l.conns = slices.Delete(l.conns, oldest, oldest+1)
	return surplus
}

// become tells a change of state. l.mu is held.
func (l *Link) become(s State) {
	if l.state == s || l.state == Lost {
		return
	}
	l.state = s
	l.handler.HandleState(s)
}

// watch notes silence.
func (l *Link) watch(now time.Time) {
	silent := now.Sub(time.Unix(0, l.heard.Load()))
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.state == Disconnected && silent >= LostAfter:
		l.become(Lost)
	case l.state == Connected && silent >= SilentAfter:
		l.become(Disconnected)
	}
}

// take hands a packet that is no STUN to whom it concerns (RFC 7983).
func (l *Link) take(packet []byte, now time.Time, b *Batch) {
	switch first := packet[0]; {
	case first >= 20 && first <= 63:
		_, _ = l.inbox.Write(packet, nil) // a full inbox drops, as a network would
	case first >= 128 && first <= 191 && len(packet) >= 12:
		if !l.open.Load() && l.keep(packet) {
			return
		}
		l.deliver(packet, now, b)
	}
}

func (l *Link) deliver(packet []byte, now time.Time, b *Batch) {
	if kind := packet[1] & 0x7f; kind >= 64 && kind <= 95 { // RFC 5761 §4
		l.handler.HandleRTCP(packet, now, b)
		return
	}
	l.handler.HandleRTP(packet, now, b)
}

// maxEarly bounds the packets that wait for the keys.
const maxEarly = 32

// keep keeps a packet that has overtaken the end of the handshake: a client that is the server of DTLS may send a whole
// key frame before its last flight has been read. It reports false when there are keys.
func (l *Link) keep(packet []byte) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open.Load() {
		return false
	}
	if len(l.early) < maxEarly && !l.closed {
		l.early = append(l.early, bytes.Clone(packet))
	}
	return true
}

// release hands over what was kept, and from then on all as it comes.
func (l *Link) release() {
	b := NewBatch()
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, packet := range l.early {
		l.deliver(packet, l.mux.clock.Now(), b)
	}
	l.early = nil
	l.open.Store(true)
}

// Close ends the link. Closing twice is harmless. It must not be called from a Handler.
func (l *Link) Close() {
	l.mux.mu.Lock()
	l.mu.Lock()
	if !l.closed {
		l.closed = true
		for _, c := range []credentials{l.now, l.before} {
			if l.mux.links[c.Ufrag] == l {
				delete(l.mux.links, c.Ufrag)
			}
		}
	}
	l.mu.Unlock()
	l.mux.mu.Unlock()
	_ = l.inbox.Close() // never fails; ends the handshake, which tells the client
}
