package loadtest

import (
	"bytes"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/pion/webrtc/v4/pkg/media/ivfreader"
)

// The films are four seconds of a moving, noisy test picture, made by ffmpeg with libvpx in real-time mode:
// `ffmpeg -f lavfi -i "testsrc2=size=640x360:rate=15,noise=alls=6:allf=t" -t 4 -c:v libvpx -b:v 150k -g 9999 f.ivf`.
//
//go:embed clips/*.ivf
var clips embed.FS

const (
	payloadBytes = 1170 // of a packet at most, as browsers do
	vp8Head      = 4    // descriptor with a 15-bit picture id (RFC 7741 §4.2)
	soundBytes   = 80   // Opus at 32 kbit/s
)

// film is a clip cut into packets once; the trailer is filled in as they are sent.
type film struct {
	frames [][][]byte // frame, packet: descriptor, bytes, room for the trailer
	step   time.Duration
	ticks  uint32 // of a frame in RTP time
}

func loadFilm(k kind) (*film, error) {
	data, err := clips.ReadFile("clips/" + k.rid() + ".ivf")
	if err != nil {
		return nil, fmt.Errorf("load film: %w", err)
	}
	r, head, err := ivfreader.NewWith(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read film: %w", err)
	}
	rate := head.TimebaseDenominator / max(1, head.TimebaseNumerator)
	f := &film{step: time.Second / time.Duration(rate), ticks: 90_000 / rate}
	for {
		frame, _, err := r.ParseNextFrame()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read film: %w", err)
		}
		f.frames = append(f.frames, packetize(frame))
	}
}

// packetize cuts a frame (RFC 7741 §4.4).
func packetize(frame []byte) [][]byte {
	const room = payloadBytes - vp8Head - trailerBytes
	var out [][]byte
	for first := true; first || len(frame) > 0; first = false {
		n := min(room, len(frame))
		p := make([]byte, vp8Head+n+trailerBytes)
		p[0], p[1] = 0x80, 0x80 // X; I
		if first {
			p[0] |= 0x10 // S
		}
		copy(p[vp8Head:], frame[:n])
		out, frame = append(out, p), frame[n:]
	}
	return out
}

// setPictureID writes the 15-bit id.
func setPictureID(p []byte, id uint16) { binary.BigEndian.PutUint16(p[2:], id|0x8000) }
