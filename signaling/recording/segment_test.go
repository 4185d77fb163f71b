package recording

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// held is a sink that a test can hold up.
type held struct {
	chunks
	gate sync.Mutex
}

func (h *held) Append(b []byte) error {
	h.gate.Lock()
	defer h.gate.Unlock()
	return h.chunks.Append(b)
}

func TestSegment_RecordsWhatIsHandedIn(t *testing.T) {
	t.Parallel()
	out := &chunks{}
	s := Begin(Config{}, out)
	from := time.Now()
	for n := range 50 {
		h := &rtp.Header{SSRC: 7, SequenceNumber: uint16(n), Timestamp: uint32(n * 960)}
		s.Packet(Voice, h, []byte{0xf8, 0xff, 0xfe}, from.Add(time.Duration(n)*20*time.Millisecond))
	}
	s.End(from.Add(time.Second))
	s.End(from.Add(2 * time.Second))
	s.Packet(Voice, &rtp.Header{}, nil, from) // after its end: nothing
	reel, err := ReadReel(out.read, Limits{}, ServerRestart)
	require.NoError(t, err)
	require.Equal(t, 50, reel.Frames[Voice])
	require.Equal(t, CallEnded, reel.Ended)
}

// Of who is not called any more nothing is recorded, whenever the segment is told to end.
func TestSegment_TakesNothingThatArrivesAfterTheCut(t *testing.T) {
	t.Parallel()
	out := &chunks{}
	from := time.Now()
	s := Begin(Config{Since: from}, out)
	for n := range 50 {
		if n == 25 {
			s.Cut(from.Add(500 * time.Millisecond))
		}
		h := &rtp.Header{SSRC: 7, SequenceNumber: uint16(n), Timestamp: uint32(n * 960)}
		s.Packet(Voice, h, []byte{0xf8, 0xff, 0xfe}, from.Add(time.Duration(n)*20*time.Millisecond+time.Millisecond))
	}
	s.End(from.Add(time.Second))
	reel, err := ReadReel(out.read, Limits{}, ServerRestart)
	require.NoError(t, err)
	require.Equal(t, 25, reel.Frames[Voice])
	require.Equal(t, 501*time.Millisecond, reel.Length, "the last packet sounds for 20 ms")
}

// While the disk hangs nobody waits; what there was no room for is a gap.
func TestSegment_NeverBlocks(t *testing.T) {
	t.Parallel()
	out := &held{}
	out.gate.Lock()
	s := Begin(Config{Limits: Limits{Queue: 16}}, out)
	from := time.Now()
	send := func(from time.Time, first, n int) {
		for i := first; i < first+n; i++ {
			h := &rtp.Header{SSRC: 7, SequenceNumber: uint16(i), Timestamp: uint32(i * 960)}
			s.Packet(Voice, h, []byte{0xf8, 0xff, 0xfe}, from.Add(time.Duration(i)*20*time.Millisecond))
		}
	}
	send(from, 0, 100)
	require.Len(t, s.queue, 16)
	out.gate.Unlock()
	require.Eventually(t, func() bool { return len(s.queue) == 0 }, 5*time.Second, time.Millisecond)
	send(from, 100, 10)
	s.End(from.Add(2200 * time.Millisecond))
	reel, err := ReadReel(out.read, Limits{}, ServerRestart)
	require.NoError(t, err)
	require.Equal(t, 26, reel.Frames[Voice])
	require.Equal(t, []string{"320ms 2s dropped"}, gaps(reel, Voice))
}

func TestSegment_AFullDiskEndsIt(t *testing.T) {
	t.Parallel()
	out := &chunks{err: errors.New("disk is full")}
	s := Begin(Config{}, out)
	h := &rtp.Header{}
	require.Eventually(t, func() bool {
		s.Packet(Voice, h, []byte{0xf8, 0xff, 0xfe}, time.Now())
		return s.over.Load()
	}, 5*time.Second, time.Millisecond)
	s.End(time.Now())
	require.Empty(t, out.all)
}

// What the forwarding goroutine pays for being recorded.
func BenchmarkSegment_Packet(b *testing.B) {
	s := Begin(Config{Limits: Limits{Length: time.Hour, Bytes: 1 << 40, Queue: 1 << 16}}, &discard{})
	defer func() { s.End(time.Now()) }()
	payload := make([]byte, 1100)
	payload[0] = 0xf8
	from := time.Now()
	h := &rtp.Header{SSRC: 7}
	b.ReportAllocs()
	for i := range b.N {
		h.SequenceNumber, h.Timestamp = uint16(i), uint32(i)
		s.Packet(Voice, h, payload, from)
	}
}

type discard struct{}

func (discard) Append([]byte) error { return nil }
