package identify

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// Desk is the memory of one running roll call. It is safe for concurrent use; none of its methods but Close blocks.
type Desk struct {
	node *Node
	id   rollcall.ID
	line Line
	salt [16]byte
	ctx  context.Context //nolint:containedctx // of what outlives a call; ends with Close
	end  context.CancelFunc
	wait sync.WaitGroup

	mu     sync.Mutex // guards what follows
	closed bool
	seats  map[person.ID]*seat
}

// seat is what a desk knows of one person's place.
type seat struct {
	device   string
	camera   rollcall.CameraFacts
	networks [][32]byte         // salted hashes of public addresses
	face     identity.Embedding // of the best picture; nil before the first
	stop     context.CancelFunc // of the challenge under way; nil when there is none
	began    time.Time          // of the last challenge
}

// Bounds of what is remembered of one seat.
const (
	maxNetworks = 4
	maxLabel    = 128
)

// Desk returns the desk of a roll call. The caller closes it.
func (n *Node) Desk(ctx context.Context, rid rollcall.ID, line Line) *Desk {
	d := &Desk{node: n, id: rid, line: line, seats: map[person.ID]*seat{}}
	_, _ = rand.Read(d.salt[:]) // never fails (crypto/rand)
	d.ctx, d.end = context.WithCancel(ctx)
	return d
}

// Close ends what is under way, and waits for it.
func (d *Desk) Close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.end()
	d.wait.Wait()
}

// seat returns a person's seat, made if there is none; d.mu is held.
func (d *Desk) seat(p person.ID) *seat {
	s, ok := d.seats[p]
	if !ok {
		s = &seat{}
		d.seats[p] = s
	}
	return s
}

// Seated notes by which device a person came.
func (d *Desk) Seated(p person.ID, device string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seat(p).device = device
}

// Camera notes what a phone says of its camera.
func (d *Desk) Camera(p person.ID, c rollcall.CameraFacts) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.Label = c.Label[:min(len(c.Label), maxLabel)]
	d.seat(p).camera = c
}

// Candidate notes the public address of an ICE candidate (RFC 8839, section 5.1), if it has one.
func (d *Desk) Candidate(p person.ID, candidate string) {
	address, ok := PublicAddress(candidate)
	if !ok {
		return
	}
	hash := sha256.Sum256(append(d.salt[:], address.String()...))
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.seat(p); len(s.networks) < maxNetworks && !slices.Contains(s.networks, hash) {
		s.networks = append(s.networks, hash)
	}
}

// PublicAddress returns the address by which the Internet knows a client: that of a reflexive candidate, or of a
// host candidate that is public itself. IPv6 counts by its network of 64 bits.
func PublicAddress(candidate string) (netip.Prefix, bool) {
	f := strings.Fields(candidate)
	if len(f) < 8 || f[6] != "typ" || f[7] == "relay" {
		return netip.Prefix{}, false
	}
	a, err := netip.ParseAddr(f[4])
	if err != nil || !a.IsGlobalUnicast() || a.IsPrivate() || isShared(a) {
		return netip.Prefix{}, false
	}
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	prefix, err := a.Prefix(bits)
	return prefix, err == nil
}

// isShared reports whether an address is one of a provider's own translation (RFC 6598).
func isShared(a netip.Addr) bool { return netip.MustParsePrefix("100.64.0.0/10").Contains(a) }

// Called begins a challenge, unless one of the person is under way or has just been.
func (d *Desk) Called(p person.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s, now := d.seat(p), d.node.watch.Now()
	if d.closed || s.stop != nil || now.Sub(s.began) < AgainAfter {
		return
	}
	filming, stop := context.WithCancel(d.ctx)
	s.stop, s.began = stop, now
	d.wait.Go(func() {
		defer d.ended(p)
		d.run(filming, p)
	})
}

func (d *Desk) ended(p person.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.seat(p)
	s.stop()
	s.stop = nil
}

// CallEnded ends a challenge before its time; what was seen until then counts.
func (d *Desk) CallEnded(p person.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.seat(p); s.stop != nil {
		s.stop()
	}
}

// signs returns what is known of a person's seat, and who shares a network with it.
func (d *Desk) signs(p person.ID) (device string, camera rollcall.CameraFacts, sharing []person.ID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	own := d.seat(p)
	for other, s := range d.seats {
		shares := slices.ContainsFunc(s.networks, func(h [32]byte) bool { return slices.Contains(own.networks, h) })
		if other != p && shares {
			sharing = append(sharing, other)
		}
	}
	return own.device, own.camera, sharing
}

// remember keeps a face until the roll call ends, and tells how like it is to those of others.
func (d *Desk) remember(p person.ID, face identity.Embedding) []rollcall.Likeness {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seat(p).face = face
	var out []rollcall.Likeness
	for other, s := range d.seats {
		if other != p && s.face != nil {
			out = append(out, rollcall.Likeness{Person: other, Cosine: identity.Cosine(face, s.face)})
		}
	}
	return out
}
