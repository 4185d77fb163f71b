package recording

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"
)

// probed is what ffprobe tells of a file.
type probed struct {
	Format  struct{ Duration string }
	Streams []struct {
		Codec  string `json:"codec_name"`
		Width  int
		Height int
		Frames string `json:"nb_read_frames"`
	}
	Packets []struct {
		Stream int    `json:"stream_index"`
		At     string `json:"pts_time"`
	}
}

// check has ffprobe describe a file and ffmpeg decode it; neither may complain.
func check(t *testing.T, webm []byte) probed {
	t.Helper()
	name := filepath.Join(t.TempDir(), "call.webm")
	require.NoError(t, os.WriteFile(name, webm, 0o600))
	cmd := exec.CommandContext(t.Context(), "ffprobe", "-v", "warning", "-of", "json", "-count_frames", "-show_format", "-show_streams", "-show_packets", name)
	out, err := cmd.Output()
	require.NoError(t, err)
	var p probed
	require.NoError(t, json.Unmarshal(out, &p))
	said, err := exec.CommandContext(t.Context(), "ffmpeg", "-v", "warning", "-xerror", "-i", name, "-map", "0", "-f", "null", "-").CombinedOutput()
	require.NoError(t, err, string(said))
	require.Empty(t, string(said))
	return p
}

// call is three seconds of picture and both voices.
func call(t *testing.T) *set {
	t.Helper()
	f := load(t, "bars")
	s := newSet(t, Limits{})
	for n := range 30 {
		at := time.Duration(n) * 100 * time.Millisecond
		for _, p := range f.packets(1, n) {
			s.packet(Picture, at, p.Header, p.Payload)
		}
		for i := range 5 {
			h := rtp.Header{SSRC: 2, SequenceNumber: uint16(n*5 + i), Timestamp: uint32(n*5+i) * 960}
			s.packet(Voice, at+time.Duration(i)*20*time.Millisecond, h, []byte{0xf8, 0xff, 0xfe})
			h.SSRC = 3
			s.packet(Officer, at+time.Duration(i)*20*time.Millisecond, h, []byte{0xf8, 0xff, 0xfe})
		}
	}
	return s
}

func TestWebM_IsWhatWasSent(t *testing.T) {
	t.Parallel()
	reel := call(t).end(3*time.Second, CallEnded)
	require.Empty(t, reel.Gaps)
	require.Equal(t, [tracks]int{30, 150, 150}, reel.Frames)
	file, err := reel.WebM()
	require.NoError(t, err)
	p := check(t, file)
	require.Len(t, p.Streams, 3)
	for i, want := range []struct{ codec, frames string }{{"vp8", "30"}, {"opus", "150"}, {"opus", "150"}} {
		require.Equal(t, want.codec, p.Streams[i].Codec)
		require.Equal(t, want.frames, p.Streams[i].Frames)
	}
	require.Equal(t, []int{160, 120}, []int{p.Streams[0].Width, p.Streams[0].Height})
	length, err := strconv.ParseFloat(p.Format.Duration, 64)
	require.NoError(t, err)
	require.InDelta(t, 3.0, length, 0.001)
}

// What ffprobe reads shows the gap where the list has it.
func TestWebM_ShowsTheGap(t *testing.T) {
	t.Parallel()
	f := load(t, "red")
	s := newSet(t, Limits{})
	for n := range 20 {
		for _, p := range f.packets(1, n%20) {
			if n < 8 || n >= 15 {
				p.Timestamp = uint32(n) * 9000
				if n == 15 {
					f.seq = p.SequenceNumber
				}
				s.packet(Picture, time.Duration(n)*100*time.Millisecond, p.Header, p.Payload)
			}
		}
	}
	reel := s.end(2*time.Second, CallEnded)
	file, err := reel.WebM()
	require.NoError(t, err)
	p := check(t, file)
	require.Len(t, gaps(reel, Picture), 1)
	require.Contains(t, gaps(reel, Picture)[0], "lost")
	for _, packet := range p.Packets {
		at, err := strconv.ParseFloat(packet.At, 64)
		require.NoError(t, err)
		for _, g := range reel.Gaps {
			require.False(t, g.Track == Picture && at > g.From.Seconds() && at < g.To.Seconds(), "a picture at %v in a gap", at)
		}
	}
}

func TestWebM_SoundAlone(t *testing.T) {
	t.Parallel()
	s := newSet(t, Limits{})
	for n := range 1500 {
		s.sound(Voice, n)
	}
	reel := s.end(30*time.Second, CallEnded)
	file, err := reel.WebM()
	require.NoError(t, err)
	p := check(t, file)
	require.Len(t, p.Streams, 1)
	require.Equal(t, "1500", p.Streams[0].Frames)
	require.Equal(t, []string{"0s 30s paused"}, gaps(reel, Picture))
}

// Where the cues point to, clusters begin.
func TestWebM_CuesPointToClusters(t *testing.T) {
	t.Parallel()
	file, err := call(t).end(3*time.Second, CallEnded).WebM()
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "call.webm")
	require.NoError(t, os.WriteFile(name, file, 0o600))
	out, err := exec.CommandContext(t.Context(), "ffprobe", "-v", "warning", "-of", "json", "-read_intervals", "1.9%+0.3", "-select_streams", "v", "-show_packets", name).Output()
	require.NoError(t, err)
	var p probed
	require.NoError(t, json.Unmarshal(out, &p))
	require.NotEmpty(t, p.Packets)
	require.Equal(t, "1.500000", p.Packets[0].At, "seeking lands on the key frame before")
}
