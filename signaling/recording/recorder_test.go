package recording

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
	"github.com/pion/webrtc/v4/pkg/media/ivfreader"
	"github.com/stretchr/testify/require"
)

var began = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

// chunks is a sink in memory.
type chunks struct {
	all [][]byte
	err error
}

func (c *chunks) Append(b []byte) error {
	if c.err != nil {
		return c.err
	}
	c.all = append(c.all, bytes.Clone(b))
	return nil
}

func (c *chunks) read(fn func([]byte) error) error {
	for _, b := range c.all {
		if err := fn(b); err != nil {
			return err
		}
	}
	return nil
}

// set is a recorder with what it writes to.
type set struct {
	t     *testing.T
	r     *recorder
	out   *chunks
	pool  *packets
	asked int
	now   time.Duration // of the last tick
}

func newSet(t *testing.T, l Limits) *set {
	t.Helper()
	s := &set{t: t, out: &chunks{}, pool: newPackets()}
	j := &journal{out: s.out}
	j.begin(began)
	s.r = newRecorder(began, l.withDefaults(), j, s.pool, func() { s.asked++ })
	return s
}

// to moves time on, ticking on the way.
func (s *set) to(at time.Duration) {
	for s.now+100*time.Millisecond <= at {
		s.now += 100 * time.Millisecond
		s.r.tick(began.Add(s.now))
	}
}

func (s *set) packet(t Track, at time.Duration, h rtp.Header, payload []byte) {
	s.to(at)
	s.r.take(s.pool.of(t, &h, payload, began.Add(at)), false)
}

// sound hands in the n-th packet of 20 ms, as if it arrived when it is due.
func (s *set) sound(t Track, n int) {
	s.packet(t, time.Duration(n)*20*time.Millisecond, rtp.Header{SSRC: 7, SequenceNumber: uint16(65500 + n), Timestamp: uint32(4294900000 + n*960)}, []byte{0xf8, 0xff, 0xfe})
}

func (s *set) end(at time.Duration, why Ended) *Reel {
	s.t.Helper()
	s.to(at)
	s.r.finish(began.Add(at), why)
	reel, err := ReadReel(s.out.read, s.r.limits, ServerRestart)
	require.NoError(s.t, err)
	return reel
}

// film packetises a clip as a phone does.
type film struct {
	frames    [][]byte
	payloader codecs.VP8Payloader
	seq       uint16
}

func load(t testing.TB, clip string) *film {
	t.Helper()
	data, err := os.ReadFile("../signalingtest/clips/" + clip + ".ivf")
	require.NoError(t, err)
	r, _, err := ivfreader.NewWith(bytes.NewReader(data))
	require.NoError(t, err)
	f := &film{payloader: codecs.VP8Payloader{EnablePictureID: true}, seq: 65530}
	for {
		frame, _, err := r.ParseNextFrame()
		if errors.Is(err, io.EOF) {
			return f
		}
		require.NoError(t, err)
		f.frames = append(f.frames, frame)
	}
}

// packets are those of the n-th frame, of the tenth of a second.
func (f *film) packets(ssrc uint32, n int) []rtp.Packet {
	var out []rtp.Packet
	parts := f.payloader.Payload(300, f.frames[n%len(f.frames)])
	for i, part := range parts {
		out = append(out, rtp.Packet{
			Header:  rtp.Header{SSRC: ssrc, SequenceNumber: f.seq, Timestamp: uint32(n) * 9000, Marker: i == len(parts)-1},
			Payload: part,
		})
		f.seq++
	}
	return out
}

// times are the frames of a track, in milliseconds.
func times(reel *Reel, t Track) []int64 {
	var out []int64
	for _, f := range reel.frames {
		if f.Track == t {
			out = append(out, f.At.Milliseconds())
		}
	}
	return out
}

func gaps(reel *Reel, t Track) []string {
	var out []string
	for _, g := range reel.Gaps {
		if g.Track == t {
			out = append(out, strings.Join([]string{g.From.Truncate(time.Millisecond).String(), g.To.Truncate(time.Millisecond).String(), string(g.Cause)}, " "))
		}
	}
	return out
}

func TestRecorder_SoundAsItCame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		order []int // of packets; each arrives as the place in the list says
		want  []int64
		gaps  []string
	}{
		"in order":         {[]int{0, 1, 2, 3, 4}, []int64{0, 20, 40, 60, 80}, nil},
		"out of order":     {[]int{1, 0, 3, 2, 4}, []int64{0, 20, 40, 60, 80}, nil},
		"twice":            {[]int{0, 1, 1, 2, 0, 3, 4, 4}, []int64{0, 20, 40, 60, 80}, nil},
		"one lost":         {[]int{0, 1, 3, 4, 5}, []int64{0, 20, 60, 80, 100}, []string{"40ms 60ms lost"}},
		"three lost":       {[]int{0, 4, 5}, []int64{0, 80, 100}, []string{"20ms 80ms lost"}},
		"lost, then twice": {[]int{0, 2, 2, 0, 3}, []int64{0, 40, 60}, []string{"20ms 40ms lost"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSet(t, Limits{})
			for _, n := range c.order {
				h := rtp.Header{SSRC: 7, SequenceNumber: uint16(65533 + n), Timestamp: uint32(n * 960)}
				s.packet(Voice, time.Duration(n)*20*time.Millisecond, h, []byte{0xf8, 0xff, 0xfe})
			}
			reel := s.end(100*time.Millisecond, CallEnded)
			require.Equal(t, c.want, times(reel, Voice))
			require.Equal(t, c.gaps, gaps(reel, Voice))
		})
	}
}

// A missing packet is waited for no longer than half a second.
func TestRecorder_WaitsForWhatIsLate(t *testing.T) {
	t.Parallel()
	s := newSet(t, Limits{})
	at := func(arrives time.Duration, n int) {
		s.packet(Voice, arrives, rtp.Header{SSRC: 7, SequenceNumber: uint16(n), Timestamp: uint32(n * 960)}, []byte{0xf8, 0xff, 0xfe})
	}
	for n := range 60 {
		switch n {
		case 20, 30:
		default:
			at(time.Duration(n)*20*time.Millisecond, n)
		}
		if n == 40 {
			at(time.Duration(n)*20*time.Millisecond, 20) // 400 ms late
		}
		if n == 59 {
			at(time.Duration(n)*20*time.Millisecond, 30) // 580 ms late
		}
	}
	reel := s.end(1200*time.Millisecond, CallEnded)
	require.Equal(t, []string{"600ms 620ms lost"}, gaps(reel, Voice))
	require.Len(t, times(reel, Voice), 59)
}

// Nothing is sent for two seconds: the time line goes on, whether or not the sender's clock did.
func TestRecorder_AGapStaysAGap(t *testing.T) {
	t.Parallel()
	for name, clock := range map[string]int{"clock goes on": 150, "clock stood still": 50} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSet(t, Limits{})
			for n := range 50 {
				s.sound(Voice, n)
			}
			for i := range 50 {
				h := rtp.Header{SSRC: 7, SequenceNumber: uint16(65550 + i), Timestamp: uint32(4294900000 + (clock+i)*960)}
				s.packet(Voice, 3*time.Second+time.Duration(i)*20*time.Millisecond, h, []byte{0xf8, 0xff, 0xfe})
			}
			reel := s.end(4*time.Second, CallEnded)
			require.Equal(t, []string{"1s 3s paused"}, gaps(reel, Voice))
			require.Equal(t, int64(3980), times(reel, Voice)[99])
		})
	}
}

// A network that stalls for two seconds delivers late what was said in time: no gap, and nothing stretched.
func TestRecorder_AStallIsNoGap(t *testing.T) {
	t.Parallel()
	s := newSet(t, Limits{})
	for n := range 200 {
		arrives := time.Duration(n) * 20 * time.Millisecond
		if n >= 50 && n < 150 {
			arrives = 3 * time.Second
		}
		h := rtp.Header{SSRC: 7, SequenceNumber: uint16(n), Timestamp: uint32(n * 960)}
		s.packet(Voice, arrives, h, []byte{0xf8, 0xff, 0xfe})
	}
	reel := s.end(4*time.Second, CallEnded)
	require.Empty(t, gaps(reel, Voice))
	for n, at := range times(reel, Voice) {
		require.EqualValues(t, n*20, at)
	}
}

func TestRecorder_PictureWaitsForAKeyFrame(t *testing.T) {
	t.Parallel()
	f := load(t, "bars")
	s := newSet(t, Limits{})
	for n := range 25 {
		s.sound(Voice, n*5)
		source := 1 + n%9 // the clip begins with a key frame and has the next one later
		if n >= 20 {
			source = n - 20
		}
		for _, p := range f.packets(1, source) {
			p.Timestamp = uint32(n) * 9000
			s.packet(Picture, time.Duration(n)*100*time.Millisecond, p.Header, p.Payload)
		}
	}
	require.Positive(t, s.asked, "a key frame is asked for")
	reel := s.end(2500*time.Millisecond, CallEnded)
	require.Equal(t, []int64{2000, 2100, 2200, 2300, 2400}, times(reel, Picture))
	require.Equal(t, []string{"0s 2s waiting"}, gaps(reel, Picture))
	require.Zero(t, times(reel, Voice)[0], "sound is kept from the beginning")
	require.Equal(t, []int{160, 120}, []int{reel.Width, reel.Height})
}

// A hole in a picture tears all that follows, until the next key frame.
func TestRecorder_ALostPictureIsAGapUntilTheNextKeyFrame(t *testing.T) {
	t.Parallel()
	f := load(t, "bars")
	s := newSet(t, Limits{})
	for n := range 20 {
		src := n % 10
		for i, p := range f.packets(1, src) {
			if n == 4 && i == 0 {
				continue
			}
			p.Timestamp = uint32(n) * 9000
			s.packet(Picture, time.Duration(n)*100*time.Millisecond, p.Header, p.Payload)
		}
	}
	reel := s.end(2*time.Second, CallEnded)
	require.Equal(t, []string{"400ms 1s lost"}, gaps(reel, Picture))
	require.Equal(t, []int64{0, 100, 200, 300, 1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900}, times(reel, Picture))
}

// Another stream, as a second layer or a phone that joined anew brings one, takes over with a key frame that is
// not smaller, or when the first falls silent.
func TestRecorder_TheLargerLayerIsShown(t *testing.T) {
	t.Parallel()
	small, large := load(t, "bars"), load(t, "red")
	s := newSet(t, Limits{})
	for n := range 20 {
		for _, p := range small.packets(1, n) {
			p.Timestamp += 77_000
			s.packet(Picture, time.Duration(n)*100*time.Millisecond, p.Header, p.Payload)
		}
		if n >= 5 && n < 10 {
			for _, p := range large.packets(2, n-5) {
				s.packet(Picture, time.Duration(n)*100*time.Millisecond, p.Header, p.Payload)
			}
		}
	}
	for n := range 5 { // the small one anew, with a key frame
		for _, p := range small.packets(1, n) {
			p.Timestamp = uint32(20+n)*9000 + 77_000
			s.packet(Picture, time.Duration(20+n)*100*time.Millisecond, p.Header, p.Payload)
		}
	}
	require.Positive(t, s.asked, "the small one is asked for a key frame")
	reel := s.end(2500*time.Millisecond, CallEnded)
	var widths []int
	for _, f := range reel.frames {
		if f.Key {
			widths = append(widths, f.Width)
		}
	}
	require.Equal(t, []int{320, 240}, []int{reel.Width, reel.Height})
	require.Contains(t, widths, 160)
	require.Contains(t, widths, 320)
	require.Equal(t, 160, widths[len(widths)-1])
	at := times(reel, Picture)
	for i := range at[1:] {
		require.Greater(t, at[i+1], at[i])
	}
}

func TestRecorder_EndsAtItsBounds(t *testing.T) {
	t.Parallel()
	long := newSet(t, Limits{Length: time.Second})
	for n := range 100 {
		long.sound(Voice, n)
	}
	reel := long.end(2*time.Second, CallEnded)
	require.Equal(t, TooLong, reel.Ended)
	require.Equal(t, time.Second, reel.Length)
	require.Len(t, reel.frames, 50)

	large := newSet(t, Limits{Bytes: 30})
	for n := range 100 {
		large.sound(Voice, n)
	}
	reel = large.end(2*time.Second, CallEnded)
	require.Equal(t, TooLarge, reel.Ended)
	require.Len(t, reel.frames, 10)
	require.Equal(t, 200*time.Millisecond, reel.Length)
}

func TestRecorder_AStrayClockStaysNearItsArrival(t *testing.T) {
	t.Parallel()
	s := newSet(t, Limits{})
	for n := range 100 {
		h := rtp.Header{SSRC: 7, SequenceNumber: uint16(n), Timestamp: uint32(n) * 2_654_435_761}
		s.packet(Voice, time.Duration(n)*20*time.Millisecond, h, []byte{0xf8, 0xff, 0xfe})
	}
	reel := s.end(2*time.Second, CallEnded)
	last := int64(-1)
	for _, at := range times(reel, Voice) {
		require.Greater(t, at, last)
		require.Less(t, at, int64(7000+100))
		last = at
	}
}

func TestRecorder_WhatTheQueueLostIsCalledDropped(t *testing.T) {
	t.Parallel()
	s := newSet(t, Limits{})
	for n := range 10 {
		s.sound(Voice, n)
	}
	h := rtp.Header{SSRC: 7, SequenceNumber: uint16(65500 + 20), Timestamp: uint32(4294900000 + 20*960)}
	s.to(400 * time.Millisecond)
	s.r.take(s.pool.of(Voice, &h, []byte{0xf8, 0xff, 0xfe}, began.Add(400*time.Millisecond)), true)
	require.Equal(t, []string{"200ms 400ms dropped"}, gaps(s.end(420*time.Millisecond, CallEnded), Voice))
}

func TestReadReel_WithoutAnEnd(t *testing.T) {
	t.Parallel()
	s := newSet(t, Limits{})
	for n := range 100 {
		s.sound(Voice, n)
	}
	s.to(2 * time.Second)
	reel, err := ReadReel(s.out.read, Limits{}, ServerRestart)
	require.NoError(t, err)
	require.Equal(t, ServerRestart, reel.Ended)
	require.Equal(t, began, reel.From)
	require.Equal(t, time.Duration(len(reel.frames))*20*time.Millisecond, reel.Length)
	require.Greater(t, len(reel.frames), 90)

	_, err = ReadReel((&chunks{all: s.out.all[:1]}).read, Limits{}, ServerRestart)
	require.ErrorIs(t, err, ErrEmpty)
	_, err = ReadReel((&chunks{all: [][]byte{{9}}}).read, Limits{}, ServerRestart)
	require.ErrorIs(t, err, errJournal)
	cut := s.out.all[1][:len(s.out.all[1])-1]
	_, err = ReadReel((&chunks{all: [][]byte{s.out.all[0], cut}}).read, Limits{}, ServerRestart)
	require.ErrorIs(t, err, errJournal)
}

func TestJoin_NeverHidesAGap(t *testing.T) {
	t.Parallel()
	var all []Gap
	for n := range 1000 {
		at := time.Duration(n) * 150 * time.Millisecond
		all = append(all, Gap{Track: Track(n % 2), From: at, To: at + 20*time.Millisecond, Cause: Lost})
	}
	out := join(append([]Gap(nil), all...), 200)
	require.LessOrEqual(t, len(out), 200)
	for _, g := range all {
		covered := false
		for _, o := range out {
			covered = covered || (o.Track == g.Track && o.From <= g.From && g.To <= o.To)
		}
		require.True(t, covered, g)
	}
}
