package loadtest

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// officer receives pictures and one voice and keeps account of each stream.
type officer struct {
	*client
	slots int

	mu    sync.Mutex
	seen  map[streamID]*account
	faces map[uint16]time.Duration // when the first whole key frame of a phone had come
	wake  chan struct{}            // closed and replaced when faces grows
}

// streamID names a stream of a phone.
type streamID struct {
	phone uint16
	kind  kind
}

// account is what an officer has of a stream.
type account struct {
	mu      sync.Mutex
	got     []uint64 // bit n: packet number n has come
	copies  int
	ages    []age
	missing map[uint32]uint32 // frame to the parts of it that are there, while not whole
	whole   []frameSeen

	// What a decoder could do with the frames.
	keyed   bool                // it has had a key frame
	decoded uint32              // last frame
	at      time.Duration       // when
	waiting map[uint32]struct{} // whole frames after one that is not
}

// age is how old a packet was when it came.
type age struct {
	number     uint32
	sent, took time.Duration
}

// frameSeen is one whole frame.
type frameSeen struct {
	frame uint32
	key   bool
	sent  time.Duration // its first part, as far as known
	took  time.Duration // until its last part was there
}

const (
	askEvery   = 200 * time.Millisecond // key frames, as browsers do
	stuckAfter = time.Second            // what is missing has been asked for and did not come
	maxAges    = 1 << 21                // of one stream, against a run of days
	maxMissed  = 256                    // frames of a stream not whole that are still waited for
)

// watch makes an officer with so many places for pictures, shows phones in them (the one to be seen large first,
// if any, and heard), and connects it.
func (c *crowd) watch(ctx context.Context, id string, places []place) (*officer, error) {
	b, err := c.newClient(ctx, id, 0, true)
	if err != nil {
		return nil, err
	}
	o := &officer{client: b, slots: len(places), seen: map[streamID]*account{}, faces: map[uint16]time.Duration{}, wake: make(chan struct{})}
	if err := o.connect(ctx, places); err != nil {
		return nil, errors.Join(err, o.hangup())
	}
	return o, nil
}

// place is what one slot shows.
type place struct {
	phone int
	large bool
	heard bool
}

func (o *officer) connect(ctx context.Context, places []place) error {
	if _, err := o.pc.AddTransceiverFromKind(webrtc.RTPCodecTypeAudio, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
		return err
	}
	for range o.slots {
		if _, err := o.pc.AddTransceiverFromKind(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly}); err != nil {
			return err
		}
	}
	o.pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { o.wait.Go(func() { o.receive(t) }) })
	if err := o.negotiate(ctx); err != nil {
		return err
	}
	if o.crowd.url != "" {
		if err := o.look(ctx, places); err != nil {
			return err
		}
		return o.online(ctx)
	}
	for slot, p := range places {
		from := fmt.Sprintf("phone%d", p.phone)
		if _, err := o.crowd.ctl.do(ctx, ask{Op: opShow, Peer: o.id, Slot: slot, From: from, Large: p.large}); err != nil {
			return err
		}
		if p.heard {
			if _, err := o.crowd.ctl.do(ctx, ask{Op: opHear, Peer: o.id, From: from}); err != nil {
				return err
			}
		}
	}
	return o.online(ctx)
}

// receive reads one slot.
func (o *officer) receive(t *webrtc.TrackRemote) {
	buf := make([]byte, 1600)
	var h rtp.Header
	var last trailer
	var a *account
	var askedAt time.Duration
	for {
		n, _, err := t.Read(buf)
		if err != nil {
			return
		}
		now := o.crowd.now()
		h.Extensions = h.Extensions[:0]
		at, err := h.Unmarshal(buf[:n])
		var tr trailer
		if err != nil || !tr.read(buf[at:n]) {
			continue // padding, probes
		}
		if a == nil || tr.phone != last.phone || tr.kind != last.kind {
			a = o.account(streamID{tr.phone, tr.kind})
		}
		last = tr
		if face := a.take(tr, now); face {
			o.face(tr.phone, now)
		}
		if tr.kind != sound && now-askedAt > askEvery && a.stuck(tr, now) {
			askedAt = now
			_ = o.pc.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: uint32(t.SSRC())}})
		}
	}
}

func (o *officer) account(id streamID) *account {
	o.mu.Lock()
	defer o.mu.Unlock()
	a := o.seen[id]
	if a == nil {
		a = &account{missing: map[uint32]uint32{}, waiting: map[uint32]struct{}{}}
		o.seen[id] = a
	}
	return a
}

func (o *officer) face(number uint16, now time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, ok := o.faces[number]; !ok {
		o.faces[number] = now
		close(o.wake)
		o.wake = make(chan struct{})
	}
}

// sees waits for the first whole key frame of a phone and tells when it had come.
func (o *officer) sees(ctx context.Context, number int) (time.Duration, error) {
	for {
		o.mu.Lock()
		at, ok := o.faces[uint16(number)]
		wake := o.wake
		o.mu.Unlock()
		if ok {
			return at, nil
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return 0, fmt.Errorf("phone %d not seen: %w", number, ctx.Err())
		}
	}
}

// take notes a packet, and reports whether a key frame is whole with it.
func (a *account) take(t trailer, now time.Duration) (face bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	word, bit := int(t.number/64), uint64(1)<<(t.number%64)
	for len(a.got) <= word {
		a.got = append(a.got, 0)
	}
	if a.got[word]&bit != 0 {
		a.copies++
		return false
	}
	a.got[word] |= bit
	if len(a.ages) < maxAges {
		a.ages = append(a.ages, age{t.number, t.sent, now - t.sent})
	}
	if t.kind == sound {
		return false
	}
	a.missing[t.frame] |= 1 << (t.part & 31)
	if bits.OnesCount32(a.missing[t.frame]) < int(t.parts) {
		if len(a.missing) > maxMissed {
			delete(a.missing, t.frame-maxMissed)
		}
		return false
	}
	delete(a.missing, t.frame)
	a.whole = append(a.whole, frameSeen{frame: t.frame, key: t.key, sent: t.sent, took: now - t.sent})
	a.decode(t, now)
	return t.key
}

// decode notes which frames a decoder could show now that this one is whole.
func (a *account) decode(t trailer, now time.Duration) {
	if t.key && (!a.keyed || t.frame > a.decoded) {
		a.keyed, a.decoded, a.at = true, t.frame, now
	} else if len(a.waiting) < maxMissed && a.keyed && t.frame > a.decoded {
		a.waiting[t.frame] = struct{}{}
	}
	for {
		if _, ok := a.waiting[a.decoded+1]; !ok {
			break
		}
		a.decoded++
		a.at = now
		delete(a.waiting, a.decoded)
	}
	if len(a.waiting) == maxMissed || t.key {
		for f := range a.waiting {
			if f <= a.decoded || len(a.waiting) == maxMissed {
				delete(a.waiting, f)
			}
		}
	}
}

// stuck reports that a decoder needs a key frame: packets come, but it never had one, or what follows its last frame
// does not come.
func (a *account) stuck(t trailer, now time.Duration) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.keyed {
		return !t.key // one that is on its way will do
	}
	return len(a.waiting) > 0 && now-a.at > stuckAfter
}

// tally is what officers received of the packets sent in a window.
type tally struct {
	Received  int `json:"received"`
	Lost      int `json:"lost"`
	Copies    int `json:"copies"`
	Dark      int `json:"dark"` // expected streams of which nothing came
	latencies []time.Duration
}

// count adds what came of the packets sent in [from, to); want are the streams that ought to have come.
func (o *officer) count(from, to time.Duration, want []streamID, t *tally) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, id := range want {
		if a := o.seen[id]; a == nil || !a.count(from, to, t) {
			t.Dark++
		}
	}
}

func (a *account) count(from, to time.Duration, t *tally) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, g := range a.ages {
		if g.sent >= from && g.sent < to {
			n++
			t.latencies = append(t.latencies, g.took)
		}
	}
	t.Received += n
	t.Copies += a.copies
	return n > 0
}

// has tells how many of the packets numbered in [from, to) have come.
func (a *account) has(from, to uint32) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for i := from; i < to; i++ {
		if word := int(i / 64); word < len(a.got) && a.got[word]&(1<<(i%64)) != 0 {
			n++
		}
	}
	return n
}

// percentile returns the p-th of sorted values, 0 of none.
func percentile(values []time.Duration, p float64) time.Duration {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[min(len(values)-1, int(p*float64(len(values))))]
}
