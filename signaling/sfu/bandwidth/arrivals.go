package bandwidth

import (
	"math"
	"time"

	"github.com/pion/rtcp"
)

// Estimator estimates what one connection carries. It belongs to one goroutine at a time. The zero value is not
// usable; New makes one.
type Estimator struct {
	sent     []sending // by number; the last ones
	left     rate      // here
	arrived  rate      // there
	trend    trend
	control  control
	lost     int
	told     int
	lossFrom time.Time
}

// sending is one packet on its way.
type sending struct {
	at   int64 // Unix nanoseconds; 0 once it was told of
	seq  uint16
	size uint16
}

// Limits of an estimate in bit/s.
const (
	Most  = 20_000_000
	Least = 30_000
)

// New returns an estimator that begins with start bit/s and remembers so many packets: those of half a second should
// have room.
func New(start, window int) *Estimator {
	e := &Estimator{sent: make([]sending, window)}
	e.control.rate = float64(min(Most, max(Least, start)))
	e.trend.begin()
	return e
}

// Sent notes a packet of size bytes.
func (e *Estimator) Sent(seq uint16, size int, at time.Time) {
	e.left.add(size, at)
	e.sent[int(seq)%len(e.sent)] = sending{at.UnixNano(), seq, uint16(min(size, 1<<16-1))}
}

// Bitrate is the estimate in bit/s.
func (e *Estimator) Bitrate() int { return int(e.control.rate) }

// Feedback takes what the receiver tells.
func (e *Estimator) Feedback(f *rtcp.TransportLayerCC, now time.Time) {
	arrival := time.Unix(0, 0).Add(time.Duration(f.ReferenceTime) * 64 * time.Millisecond)
	seq, deltas, left := f.BaseSequenceNumber, f.RecvDeltas, int(f.PacketStatusCount)
	tell := func(symbol uint16) {
		if left--; left < 0 {
			return
		}
		received := symbol == rtcp.TypeTCCPacketReceivedSmallDelta || symbol == rtcp.TypeTCCPacketReceivedLargeDelta
		if received && len(deltas) > 0 {
			arrival = arrival.Add(time.Duration(deltas[0].Delta) * time.Microsecond)
			deltas = deltas[1:]
		}
		e.one(seq, received, arrival, now)
		seq++
	}
	for _, chunk := range f.PacketChunks {
		switch c := chunk.(type) {
		case *rtcp.RunLengthChunk:
			for range min(int(c.RunLength), left) {
				tell(c.PacketStatusSymbol)
			}
		case *rtcp.StatusVectorChunk:
			for _, symbol := range c.SymbolList {
				tell(symbol)
			}
		}
	}
	e.judge(now)
}

// one takes the fate of one packet.
func (e *Estimator) one(seq uint16, received bool, arrival, now time.Time) {
	s := &e.sent[int(seq)%len(e.sent)]
	if s.seq != seq || s.at == 0 {
		return // too long ago, or told before
	}
	e.told++
	if !received {
		e.lost++
		return // it may still come, and be told of then
	}
	e.arrived.add(int(s.size), now)
	e.trend.add(time.Unix(0, s.at), arrival)
	s.at = 0
}

// judge brings the estimate up to date.
func (e *Estimator) judge(now time.Time) {
	e.control.follow(e.usage(now), e.arrived.at(now), now)
	if now.Sub(e.lossFrom) < time.Second || e.told < 20 {
		return
	}
	if part := float64(e.lost) / float64(e.told); part > 0.10 {
		e.control.lose(part, e.arrived.at(now), now)
	}
	e.lost, e.told, e.lossFrom = 0, 0, now
}

// Rest is told that time passes. On a connection on which nothing is sent nobody tells of anything, so what was
// starved once would stay so: after a second without a packet the estimate goes up.
func (e *Estimator) Rest(now time.Time) {
	if e.control.wasFull && e.left.at(now) == 0 {
		e.control.raise(0, math.Min(1, now.Sub(e.control.changedAt).Seconds()), now)
		e.control.changedAt = now
	}
}

// usage is what the trend says, unless all that was sent arrives: then arrivals lag because somebody is busy, here or
// there, and to send less would not help. A server that forwards little would otherwise starve on noise.
func (e *Estimator) usage(now time.Time) usage {
	if e.trend.state == over && e.trend.queued() < longQueue && e.arrived.at(now) >= allArrives*e.left.at(now) {
		return under
	}
	return e.trend.state
}

// longQueue is a queue that is no noise.
const longQueue = 150 * time.Millisecond

// allArrives is the part that arrives of what was sent over a second when nothing piles up.
const allArrives = 0.95

// rate measures bits that arrive a second, over the last second.
type rate struct {
	buckets [10]int // of 100 ms
	last    int64
	first   time.Time
}

func (r *rate) add(size int, now time.Time) {
	r.turn(now)
	r.buckets[r.last%10] += size
}

func (r *rate) turn(now time.Time) {
	n := now.UnixMilli() / 100
	if r.first.IsZero() {
		r.first, r.last = now, n
	}
	for ; r.last < n; r.last++ {
		r.buckets[(r.last+1)%10] = 0
		if n-r.last > 10 {
			r.last = n - 10
		}
	}
}

// at is the rate in bit/s, 0 before there is one.
func (r *rate) at(now time.Time) float64 {
	r.turn(now)
	span := min(1, now.Sub(r.first).Seconds())
	if span < 0.3 {
		return 0
	}
	sum := 0
	for _, b := range r.buckets {
		sum += b
	}
	return float64(sum*8) / span
}
