package bandwidth

import (
	"math"
	"time"
)

// Of the trendline filter (draft-ietf-rmcat-gcc-02 §5.3, with the values browsers use).
const (
	burst     = 5 * time.Millisecond // packets sent together are one group
	points    = 20
	smoothing = 0.9
	gain      = 4.0
	overFor   = 10 * time.Millisecond
	growUp    = 0.0087
	growDown  = 0.039
	forget    = 2.0 // ms a second by which the shortest queue seen is forgotten: clocks differ
)

// usage is how full the way is.
type usage int

const (
	normal usage = iota
	over
	under
)

// group is packets that were sent within a burst.
type group struct {
	firstSent, lastSent, lastArrived time.Time
}

// trend looks for a queue that grows.
type trend struct {
	state    usage
	now, was group
	began    time.Time // first arrival
	delay    float64   // accumulated, ms
	smooth   float64
	least    float64   // smallest smooth of late, ms
	xs, ys   []float64 // ms
	count    int
	limit    float64 // adaptive threshold, ms
	limitAt  time.Time
	overMS   float64
	before   float64 // trend of the last group
}

func (t *trend) begin() { t.limit = 12.5 }

// add takes a packet.
func (t *trend) add(sent, arrived time.Time) {
	switch {
	case t.now.firstSent.IsZero():
		t.now, t.began = group{sent, sent, arrived}, arrived
		return
	case sent.Before(t.now.firstSent):
		return // out of order
	case sent.Sub(t.now.firstSent) <= burst:
		t.now.lastSent, t.now.lastArrived = sent, arrived
		return
	}
	if !t.was.firstSent.IsZero() {
		t.compare()
	}
	t.was, t.now = t.now, group{sent, sent, arrived}
}

// compare takes the difference of two groups: by how much the later one lagged more.
func (t *trend) compare() {
	sent := t.now.lastSent.Sub(t.was.lastSent)
	arrived := t.now.lastArrived.Sub(t.was.lastArrived)
	if arrived < 0 || arrived > 3*time.Second {
		*t = trend{limit: t.limit}
		return
	}
	t.count = min(t.count+1, 1000)
	t.delay += ms(arrived - sent)
	t.smooth = smoothing*t.smooth + (1-smoothing)*t.delay
	t.least = math.Min(t.smooth, t.least+forget*ms(arrived)/1000)
	t.xs, t.ys = append(t.xs, ms(t.now.lastArrived.Sub(t.began))), append(t.ys, t.smooth)
	if len(t.xs) > points {
		t.xs, t.ys = t.xs[1:], t.ys[1:]
	}
	if len(t.xs) == points {
		t.detect(slope(t.xs, t.ys), ms(sent))
	}
}

// queued is how long the queue is, as far as it was ever seen shorter.
func (t *trend) queued() time.Duration {
	return time.Duration((t.smooth - t.least) * float64(time.Millisecond))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// slope fits a line.
func slope(xs, ys []float64) float64 {
	var mx, my float64
	for i := range xs {
		mx, my = mx+xs[i], my+ys[i]
	}
	n := float64(len(xs))
	mx, my = mx/n, my/n
	var num, den float64
	for i := range xs {
		num += (xs[i] - mx) * (ys[i] - my)
		den += (xs[i] - mx) * (xs[i] - mx)
	}
	if den == 0 {
		return 0
	}
	return num / den
}

// detect compares the trend with a limit that adapts, so that neither other traffic nor a noisy way starves us
// (§5.4).
func (t *trend) detect(slope, sentMS float64) {
	m := math.Min(float64(t.count), 60) * slope * gain
	switch {
	case m > t.limit:
		t.overMS += sentMS
		if t.overMS > ms(overFor) && m >= t.before {
			t.overMS, t.state = 0, over
		}
	case m < -t.limit:
		t.overMS, t.state = 0, under
	default:
		t.overMS, t.state = 0, normal
	}
	t.before = m
	t.adapt(m)
}

func (t *trend) adapt(m float64) {
	at := t.now.lastArrived
	elapsed := math.Min(100, ms(at.Sub(t.limitAt)))
	t.limitAt = at
	size := math.Abs(m)
	if size > t.limit+15 {
		return // a spike says nothing of the noise
	}
	k := growUp
	if size < t.limit {
		k = growDown
	}
	t.limit = math.Min(600, math.Max(6, t.limit+k*(size-t.limit)*math.Max(0, elapsed)))
}
