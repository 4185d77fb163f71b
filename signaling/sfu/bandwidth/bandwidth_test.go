package bandwidth_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/rtcp"
	"github.com/stretchr/testify/require"

	"diandao/signaling/sfu/bandwidth"
)

// way is a connection with a bottleneck: a queue that empties at a rate, a delay, noise and loss by chance.
type way struct {
	bits   func(at time.Duration) float64
	delay  time.Duration
	jitter time.Duration
	loss   float64
	queue  time.Duration // longest wait; what would wait longer is lost
	stall  time.Duration // nothing gets through for so long, every second
}

// outcome is what a run showed.
type outcome struct {
	sent, arrived float64 // bit/s over the last half
	worst         time.Duration
	estimate      int
	lowest        int // estimate, over the last half
}

// run sends what the estimate permits, but no more than most bit/s, for so long.
func (w way) run(start, most int, length time.Duration) outcome {
	e, told := bandwidth.New(start, 2048), twcc.NewRecorder(1)
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a fixed row
	begin := time.Unix(1000, 0)
	var out outcome
	var free time.Duration // when the queue is empty
	var seq uint16
	var pending []arrival
	var credit float64
	const step, size = 5 * time.Millisecond, 1000
	for at := time.Duration(0); at < length; at += step {
		credit = min(credit+float64(min(most, e.Bitrate()))*step.Seconds(), 8*size*20)
		for ; credit >= 8*size; credit -= 8 * size {
			seq++
			e.Sent(seq, size, begin.Add(at))
			if at > length/2 {
				out.sent += 8 * size
			}
			wait := max(0, free-at)
			if random.Float64() < w.loss || wait > w.queue {
				continue
			}
			free = at + wait + time.Duration(8*size/w.bits(at)*float64(time.Second))
			if at%time.Second < w.stall {
				free = at - at%time.Second + w.stall
			}
			noise := time.Duration(random.Int64N(int64(w.jitter) + 1))
			pending = append(pending, arrival{seq, free + w.delay + noise})
			if at > length/2 {
				out.arrived += 8 * size
				out.worst = max(out.worst, wait)
			}
		}
		kept := pending[:0]
		for _, a := range pending {
			if a.at > at {
				kept = append(kept, a)
				continue
			}
			told.Record(1, a.seq, begin.Add(a.at).UnixMicro())
		}
		pending = kept
		if at%(100*time.Millisecond) == 0 {
			for _, p := range told.BuildFeedbackPacket() {
				raw, err := p.Marshal()
				if err != nil {
					panic(err)
				}
				var f rtcp.TransportLayerCC
				if err := f.Unmarshal(raw); err != nil {
					panic(err)
				}
				e.Feedback(&f, begin.Add(at+w.delay))
			}
		}
		if at > length/2 && (out.lowest == 0 || e.Bitrate() < out.lowest) {
			out.lowest = e.Bitrate()
		}
	}
	half := (length / 2).Seconds()
	out.sent, out.arrived, out.estimate = out.sent/half, out.arrived/half, e.Bitrate()
	return out
}

type arrival struct {
	seq uint16
	at  time.Duration
}

func steady(bits float64) func(time.Duration) float64 {
	return func(time.Duration) float64 { return bits }
}

func TestEstimator_FindsWhatTheWayCarries(t *testing.T) {
	t.Parallel()
	for _, bits := range []float64{300_000, 1_000_000, 2_500_000} {
		got := way{bits: steady(bits), delay: 30 * time.Millisecond, jitter: 3 * time.Millisecond, queue: time.Second}.run(5_000_000, 5_000_000, 60*time.Second)
		require.Greater(t, got.arrived, 0.65*bits, "%v: uses most of it", bits)
		require.Less(t, got.sent, 1.1*bits, "%v: and not more", bits)
		require.Less(t, got.worst, 600*time.Millisecond, "%v: without a long queue", bits)
	}
}

func TestEstimator_GoesDownAtOnceWhenTheWayDoes(t *testing.T) {
	t.Parallel()
	w := way{delay: 30 * time.Millisecond, jitter: 2 * time.Millisecond, queue: 2 * time.Second, bits: func(at time.Duration) float64 {
		if at < 20*time.Second {
			return 3_000_000
		}
		return 400_000
	}}
	got := w.run(2_500_000, 2_500_000, 23*time.Second)
	require.Less(t, got.estimate, 600_000, "three seconds later")
}

func TestEstimator_LossByChanceIsNoReasonToStarve(t *testing.T) {
	t.Parallel()
	got := way{bits: steady(10_000_000), delay: 100 * time.Millisecond, jitter: 10 * time.Millisecond, loss: 0.05, queue: time.Second}.run(2_000_000, 1_000_000, 30*time.Second)
	require.Greater(t, got.lowest, 800_000)
}

func TestEstimator_AnUnusedWayIsNotAFullOne(t *testing.T) {
	t.Parallel()
	got := way{bits: steady(100_000_000), delay: 20 * time.Millisecond, jitter: 8 * time.Millisecond, queue: time.Second}.run(3_000_000, 800_000, 60*time.Second)
	require.Greater(t, got.lowest, 2_000_000, "a page of small pictures does not take the large one away")
}

func TestEstimator_ABusyMachineIsNotAFullWay(t *testing.T) {
	t.Parallel()
	got := way{bits: steady(100_000_000), delay: 5 * time.Millisecond, jitter: 2 * time.Millisecond, queue: time.Second, stall: 120 * time.Millisecond}.run(10_000_000, 300_000, 60*time.Second)
	require.Greater(t, got.lowest, 1_000_000)
}

// A way that carries little: the estimate neither floods it nor leaves it unused.
func TestEstimator_ANarrowWay(t *testing.T) {
	t.Parallel()
	got := way{bits: steady(100_000), delay: 30 * time.Millisecond, jitter: 3 * time.Millisecond, queue: 2 * time.Second}.run(100_000, 5_000_000, 60*time.Second)
	require.Greater(t, got.arrived, 60_000.0)
	require.Less(t, got.worst, time.Second)
}

// After a spell in which nearly all was lost nothing is sent, so nobody tells of anything: the estimate comes back by
// itself to where pictures fit, and no further.
func TestEstimator_ComesBackThoughNothingIsSent(t *testing.T) {
	t.Parallel()
	e, now := starved(t)
	require.Less(t, e.Bitrate(), 60_000)
	for range 50 {
		now = now.Add(200 * time.Millisecond)
		e.Rest(now)
	}
	require.Equal(t, 300_000, e.Bitrate())
}

// While something is sent, time alone says nothing.
func TestEstimator_RestsOnlyWhenNothingIsSent(t *testing.T) {
	t.Parallel()
	e, now := starved(t)
	before := e.Bitrate()
	for seq := range uint16(50) {
		now = now.Add(200 * time.Millisecond)
		e.Sent(1000+seq, 100, now)
		e.Rest(now)
	}
	require.Equal(t, before, e.Bitrate())
}

// starved returns an estimator after eight seconds in which nine of ten packets were lost.
func starved(t *testing.T) (*bandwidth.Estimator, time.Time) {
	t.Helper()
	e, told, now := bandwidth.New(10_000_000, 2048), twcc.NewRecorder(1), time.Unix(1000, 0)
	for seq := range uint16(800) {
		now = now.Add(10 * time.Millisecond)
		e.Sent(seq, 1000, now)
		if seq%10 == 0 {
			told.Record(1, seq, now.UnixMicro())
		}
		if seq%10 != 9 {
			continue
		}
		for _, p := range told.BuildFeedbackPacket() {
			f, ok := p.(*rtcp.TransportLayerCC)
			require.True(t, ok)
			e.Feedback(f, now)
		}
	}
	return e, now
}

func TestEstimator_NonsenseIsLeftAlone(t *testing.T) {
	t.Parallel()
	e := bandwidth.New(1_000_000, 64)
	now := time.Unix(1, 0)
	e.Feedback(&rtcp.TransportLayerCC{}, now)
	e.Feedback(&rtcp.TransportLayerCC{BaseSequenceNumber: 9, PacketStatusCount: 65_535, PacketChunks: []rtcp.PacketStatusChunk{
		&rtcp.RunLengthChunk{PacketStatusSymbol: rtcp.TypeTCCPacketReceivedSmallDelta, RunLength: 8191},
		&rtcp.StatusVectorChunk{SymbolList: []uint16{1, 2, 3, 0}},
	}}, now)
	require.Equal(t, 1_000_000, e.Bitrate(), "of what was never sent")
}

func TestShare(t *testing.T) {
	t.Parallel()
	page := []bandwidth.Want{{Small: 40}, {Small: 40, Large: 400}, {Small: 40}, {}}
	for budget, want := range map[int][]bandwidth.Level{
		1000: {bandwidth.Small, bandwidth.Large, bandwidth.Small, bandwidth.Small},
		440:  {bandwidth.Small, bandwidth.Large, bandwidth.Frozen, bandwidth.Small},
		130:  {bandwidth.Small, bandwidth.Small, bandwidth.Small, bandwidth.Small},
		85:   {bandwidth.Small, bandwidth.Small, bandwidth.Frozen, bandwidth.Small},
		30:   {bandwidth.Frozen, bandwidth.Frozen, bandwidth.Frozen, bandwidth.Small},
	} {
		got := make([]bandwidth.Level, len(page))
		bandwidth.Share(budget, page, got)
		require.Equal(t, want, got, "%d", budget)
	}
}
