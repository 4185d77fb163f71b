package recording

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestVP8Payload_Descriptors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in     []byte
		body   []byte
		begins bool
	}{
		"plain":                  {[]byte{0x10, 1, 2}, []byte{1, 2}, true},
		"continued":              {[]byte{0x00, 1}, []byte{1}, false},
		"another partition":      {[]byte{0x11, 1}, []byte{1}, false},
		"not a reference":        {[]byte{0x30, 1}, []byte{1}, true},
		"short picture id":       {[]byte{0x90, 0x80, 0x11, 9}, []byte{9}, true},
		"long picture id":        {[]byte{0x90, 0x80, 0x91, 0x22, 9}, []byte{9}, true},
		"all of it":              {[]byte{0x90, 0xf0, 0x91, 0x22, 3, 4, 9}, []byte{9}, true},
		"layers without a count": {[]byte{0x90, 0x20, 3, 9}, []byte{9}, true},
		"key index":              {[]byte{0x90, 0x10, 3, 9}, []byte{9}, true},
		"empty":                  {nil, nil, false},
		"descriptor alone":       {[]byte{0x10}, nil, false},
		"extension missing":      {[]byte{0x90}, nil, false},
		"picture id missing":     {[]byte{0x90, 0x80}, nil, false},
		"picture id cut off":     {[]byte{0x90, 0x80, 0x91}, nil, false},
		"nothing behind":         {[]byte{0x90, 0xf0, 0x91, 0x22, 3, 4}, nil, false},
	} {
		body, begins, err := vp8Payload(c.in)
		if c.body == nil {
			require.Error(t, err, name)
			continue
		}
		require.NoError(t, err, name)
		require.Equal(t, c.body, body, name)
		require.Equal(t, c.begins, begins, name)
	}
}

func TestVP8Frame_RefusesWhatNoPhoneSends(t *testing.T) {
	t.Parallel()
	key := func(w, h int) []byte {
		return []byte{0, 0, 0, 0x9d, 0x01, 0x2a, byte(w), byte(w >> 8), byte(h), byte(h >> 8), 0}
	}
	f, err := vp8Frame(key(640, 480))
	require.NoError(t, err)
	require.Equal(t, []int{640, 480}, []int{f.Width, f.Height})
	for _, bad := range [][]byte{nil, {0}, key(0, 480), key(640, 0), key(16383, 16383), key(640, 480)[:9], {0, 0, 0, 1, 2, 3, 4, 5, 6, 7}} {
		_, err := vp8Frame(bad)
		require.Error(t, err)
	}
	f, err = vp8Frame([]byte{1, 0, 0})
	require.NoError(t, err)
	require.False(t, f.Key)
}

func TestOpusLength(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   []byte
		want time.Duration
	}{
		{[]byte{0xf8, 0xff, 0xfe}, 20 * time.Millisecond},
		{[]byte{0x80}, 2500 * time.Microsecond},
		{[]byte{0x18}, 60 * time.Millisecond},
		{[]byte{0x60}, 10 * time.Millisecond},
		{[]byte{0xf9}, 40 * time.Millisecond},
		{[]byte{0xfb, 3}, 60 * time.Millisecond},
		{[]byte{0xfb}, 0},
		{[]byte{0xfb, 63}, 0},
		{nil, 0},
	} {
		require.Equal(t, c.want, opusLength(c.in), "%x", c.in)
	}
}

func FuzzAssembler(f *testing.F) {
	film := load(f, "bars")
	for n := range 3 {
		for _, p := range film.packets(1, n) {
			f.Add(p.Payload, p.Marker, uint32(n), []byte{0x10, 1}, true)
		}
	}
	f.Add([]byte{0x90, 0xff, 0xff}, false, uint32(1), []byte{0x00}, true)
	f.Fuzz(func(t *testing.T, one []byte, marker bool, ts uint32, two []byte, lost bool) {
		if len(one) > maxPayload || len(two) > maxPayload {
			return
		}
		var a assembler
		for i, payload := range [][]byte{one, two, one} {
			p := &packet{ts: ts, marker: marker || i == 1}
			p.n = copy(p.buf[:], payload)
			frame, result := a.add(p, lost && i == 1)
			switch {
			case result != whole:
				require.Empty(t, frame.Data)
			case frame.Key:
				require.True(t, frame.Width > 0 && frame.Width <= maxSide && frame.Height > 0 && frame.Height <= maxSide)
			}
			require.LessOrEqual(t, len(frame.Data), maxFrame)
		}
	})
}

func FuzzReadReel(f *testing.F) {
	f.Add([]byte{entryBegin, 1, entryFrame, 0, 1, 1, 1, 1, 1, 1, 9, entryGap, 0, 1, 2, 1, 'x', entryEnd, 1, 1, 'y'})
	f.Fuzz(func(t *testing.T, b []byte) {
		reel, err := ReadReel((&chunks{all: [][]byte{b}}).read, Limits{}, ServerRestart)
		if err == nil {
			require.NotEmpty(t, reel.frames)
		}
	})
}
