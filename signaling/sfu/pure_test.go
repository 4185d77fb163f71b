package sfu

import (
	"bytes"
	"strconv"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"
)

func TestParseVP8(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		in   []byte
		want vp8Packet
		ok   bool
	}{
		"nothing":               {nil, vp8Packet{}, false},
		"only a descriptor":     {[]byte{0x10}, vp8Packet{}, false},
		"a key frame begins":    {[]byte{0x10, 0x00}, vp8Packet{start: true, keyFrame: true, header: 1}, true},
		"a delta frame begins":  {[]byte{0x10, 0x01}, vp8Packet{start: true, header: 1}, true},
		"a frame goes on":       {[]byte{0x00, 0x00}, vp8Packet{header: 1}, true},
		"another partition":     {[]byte{0x11, 0x00}, vp8Packet{header: 1}, true},
		"a short picture id":    {[]byte{0x90, 0x80, 0x11, 0x00}, vp8Packet{start: true, keyFrame: true, header: 3, pictureIDAt: 2, pictureID: 0x11}, true},
		"a wide picture id":     {[]byte{0x90, 0x80, 0x81, 0x23, 0x00}, vp8Packet{start: true, keyFrame: true, header: 4, pictureIDAt: 2, pictureIDWide: true, pictureID: 0x123}, true},
		"all of it":             {[]byte{0x90, 0xf0, 0x81, 0x23, 0x07, 0x40, 0x01}, vp8Packet{start: true, header: 6, pictureIDAt: 2, pictureIDWide: true, pictureID: 0x123, tl0At: 4, tl0: 7}, true},
		"cut in the picture id": {[]byte{0x90, 0x80, 0x81}, vp8Packet{}, false},
		"cut before the flags":  {[]byte{0x90}, vp8Packet{}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := parseVP8(c.in)
			require.Equal(t, c.ok, ok)
			if ok {
				require.Equal(t, c.want, got)
			}
		})
	}
}

func TestPatch_PutsOtherNumbersIn(t *testing.T) {
	t.Parallel()
	b := []byte{0x90, 0xf0, 0x81, 0x23, 0x07, 0x40, 0x01}
	v, _ := parseVP8(b)
	v.patch(b, 0x7fff, 9)
	again, ok := parseVP8(b)
	require.True(t, ok)
	require.Equal(t, uint16(0x7fff), again.pictureID)
	require.Equal(t, uint8(9), again.tl0)
}

// Two sources one after the other come out as one sequence, over every wrap of the numbers.
func TestRewriter_TwoSourcesAreOneSequence(t *testing.T) {
	t.Parallel()
	for _, from := range []uint16{0, 1, 0x7ffe, 0x8000, 0xfffd} {
		for _, to := range []uint16{0, 5, 0x7fff, 0x8001, 0xfffe} {
			r := rewriter{clock: 90_000}
			now := time.Unix(1000, 0)
			var out []uint16
			var pictures []uint16
			send := func(start uint16, ts uint32, picture uint16) {
				for i := range uint16(6) {
					h := rtp.Header{SequenceNumber: start + i, Timestamp: ts + uint32(i)*3000}
					v := vp8Packet{pictureIDAt: 2, pictureIDWide: true, pictureID: (picture + i) & 0x7fff, tl0At: 4}
					if !r.locked {
						r.begin(&h, v, now)
					}
					p, _, ok := r.next(&h, v, now)
					require.True(t, ok)
					out, pictures = append(out, h.SequenceNumber), append(pictures, p)
				}
			}
			send(from, 4_294_960_000, 0x7ffd)
			r.release()
			now = now.Add(time.Second)
			send(to, 77, 12)
			for i := 1; i < len(out); i++ {
				require.Equal(t, out[i-1]+1, out[i], "sequence from %d to %d", from, to)
				require.Equal(t, (pictures[i-1]+1)&0x7fff, pictures[i])
			}
			require.Equal(t, to+5, r.original(out[11]))
		}
	}
}

func TestRewriter_WhatIsOlderThanTheSwitchIsDropped(t *testing.T) {
	t.Parallel()
	r := rewriter{clock: 90_000}
	h := rtp.Header{SequenceNumber: 100}
	r.begin(&h, vp8Packet{}, time.Unix(0, 0))
	_, _, ok := r.next(&h, vp8Packet{}, time.Unix(0, 0))
	require.True(t, ok)
	old := rtp.Header{SequenceNumber: 99}
	_, _, ok = r.next(&old, vp8Packet{}, time.Unix(0, 0))
	require.False(t, ok)
}

func TestRewriter_LivesThroughManyWraps(t *testing.T) {
	t.Parallel()
	r := rewriter{clock: 90_000}
	first := rtp.Header{SequenceNumber: 7}
	r.begin(&first, vp8Packet{}, time.Unix(0, 0))
	for i := range uint32(400_000) {
		h := rtp.Header{SequenceNumber: uint16(7 + i)}
		_, _, ok := r.next(&h, vp8Packet{}, time.Unix(0, 0))
		require.True(t, ok, "packet %d", i)
	}
}

func TestArrivals(t *testing.T) {
	t.Parallel()
	var a arrivals
	now := time.Unix(100, 0)
	for _, seq := range []uint16{0xfffe, 0xffff, 0, 3} {
		require.True(t, a.take(seq, now))
	}
	require.False(t, a.take(0, now), "a repeat")
	require.Equal(t, []uint16{1, 2}, a.due(nil, now))
	require.Empty(t, a.due(nil, now.Add(10*time.Millisecond)), "not asked twice at once")
	require.True(t, a.take(2, now), "out of order")
	require.False(t, a.take(2, now))
	require.Equal(t, []uint16{1}, a.due(nil, now.Add(60*time.Millisecond)))
	highest, lost, fraction := a.report()
	require.Equal(t, uint32(1<<16+3), highest)
	require.EqualValues(t, 1, lost)
	require.EqualValues(t, 256/6, fraction)
	for i := range nackTries + 2 {
		a.due(nil, now.Add(time.Duration(i+2)*time.Second))
	}
	require.Empty(t, a.gaps, "given up")
	require.True(t, a.take(5000, now), "a jump")
	require.Empty(t, a.gaps, "is not asked for")
	require.False(t, a.take(100, now), "too old to tell")
}

func TestAssembler_AnyOrder(t *testing.T) {
	t.Parallel()
	frame := []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, 160, 0, 120, 0, 1, 2, 3, 4, 5}
	pieces := [][]byte{append([]byte{0x10}, frame[:5]...), append([]byte{0x00}, frame[5:10]...), append([]byte{0x00}, frame[10:]...)}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}} {
		var a assembler
		var got Frame
		for _, i := range order {
			v, ok := parseVP8(pieces[i])
			require.True(t, ok)
			if f, whole := a.add(&rtp.Header{SequenceNumber: 0xffff + uint16(i), Timestamp: 9, Marker: i == 2}, v, pieces[i], time.Unix(0, 0)); whole {
				got = f
			}
		}
		require.Equal(t, frame, got.Data)
		require.Equal(t, [2]int{160, 120}, [2]int{got.Width, got.Height})
	}
}

func TestDecodeJPEG_RefusesWhatIsTooLargeBeforeDecoding(t *testing.T) {
	t.Parallel()
	huge := []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f, 0, 0}
	_, err := DecodeJPEG(Frame{Data: huge}, 80)
	require.ErrorIs(t, err, ErrFrame)
	_, err = DecodeJPEG(Frame{Data: []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, 160, 0, 120, 0, 1}}, 80)
	require.ErrorIs(t, err, ErrFrame)
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x90, 0xf0, 0x81, 0x23, 0x07, 0x40, 0x10, 0, 0, 0x9d, 0x01, 0x2a, 160, 0, 120, 0, 1, 2, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		v, ok := parseVP8(data)
		if !ok {
			return
		}
		copied := bytes.Clone(data)
		v.patch(copied, 1, 1)
		v.patch(copied, v.pictureID, v.tl0)
		require.Equal(t, data, copied, "patching back restores every byte")
		if _, err := DecodeJPEG(Frame{Data: data[v.header:]}, 50); err != nil {
			require.ErrorIs(t, err, ErrFrame)
		}
	})
}

// hotPath is a publisher whose packets go to n slots of a viewer.
func hotPath(n int) (*stage, []byte) {
	st := newStage(n)
	st.node.cfg.Limits.UplinkBytes = 1 << 40
	st.publisher("p")
	for _, s := range st.viewer.slots {
		st.node.point(s, "p")
	}
	st.tape.forget = true
	raw, err := (&rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 96, SequenceNumber: 1, SSRC: 5}, Payload: append([]byte{0x90, 0x80, 0x81, 0x23, 0x00}, make([]byte, 900)...)}).Marshal()
	if err != nil {
		panic(err)
	}
	return st, raw
}

func (st *stage) feed(id PeerID, raw []byte, seq uint16, now time.Time) {
	raw[2], raw[3] = byte(seq>>8), byte(seq)
	st.node.peers[id].HandleRTP(raw, now, st.batch)
}

func TestHotPath_AllocatesNothing(t *testing.T) {
	st, raw := hotPath(4)
	seq, now := uint16(0), time.Unix(1000, 0)
	for range 600 {
		seq++
		st.feed("p", raw, seq, now)
	}
	require.Zero(t, testing.AllocsPerRun(2000, func() { seq++; st.feed("p", raw, seq, now) }))
	require.NotZero(t, st.node.packetsOut.Load())
}

func BenchmarkForward(b *testing.B) {
	for _, viewers := range []int{1, 2, 10} {
		b.Run(strconv.Itoa(viewers)+" viewers", func(b *testing.B) {
			st, raw := hotPath(viewers)
			now := time.Unix(1000, 0)
			b.ReportAllocs()
			for i := range b.N {
				st.feed("p", raw, uint16(i), now)
			}
		})
	}
}
