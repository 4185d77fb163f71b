package signalingtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/pion/webrtc/v4/pkg/media/ivfreader"

	"diandao/signaling/protocol"
)

// Play shows other frames from now on; the first is a key frame.
func (m *Media) Play(frames [][]byte) {
	f := film(frames)
	m.reel.Store(&f)
	m.keyAsked.Store(true)
}

func (m *Media) showing() film {
	if f := m.reel.Load(); f != nil {
		return *f
	}
	return m.film
}

// KeyFrame encodes a JPEG picture as one VP8 key frame of 640×480 with ffmpeg, which must be installed.
func KeyFrame(ctx context.Context, jpeg []byte) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "image2pipe", "-c:v", "mjpeg", "-i", "pipe:0",
		"-vf", "scale=640:480:force_original_aspect_ratio=decrease,pad=640:480:(ow-iw)/2:(oh-ih)/2,format=yuv420p", "-frames:v", "1",
		"-c:v", "libvpx", "-b:v", "4M", "-qmin", "4", "-qmax", "20", "-f", "ivf", "pipe:1")
	var out, complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(jpeg), &out, &complaint
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("ffmpeg: %w: %s", err, complaint.String())
	}
	r, _, err := ivfreader.NewWith(&out)
	if err != nil {
		return nil, fmt.Errorf("read what ffmpeg made: %w", err)
	}
	frame, _, err := r.ParseNextFrame()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read what ffmpeg made: %w", err)
	}
	return frame, nil
}

// Act waits for a challenge and does what is asked by showing the frames of each pose: a gesture's own, and
// "straight" and "speak" otherwise. It returns when the challenge ends.
func (b *Bot) Act(ctx context.Context, m *Media, poses map[string][][]byte) error {
	var asked *protocol.Asked
	err := b.Wait(ctx, func(s State) string {
		if asked = s.Asked; asked == nil {
			return "nothing is asked"
		}
		return ""
	})
	if err != nil {
		return err
	}
	m.Play(poses["straight"])
	for n := 0; len(asked.Gestures) == 0 && b.State().Asked != nil; n++ { // a mouth that moves, whenever it is looked at
		m.Play(poses["speak"][n%len(poses["speak"]):][:1])
		if !hold(ctx, mouthMoves) {
			return ctx.Err()
		}
	}
	for n, gesture := range asked.Gestures {
		wait := time.Duration(asked.StepMS) * time.Millisecond
		if n == 0 {
			wait = challengeLead + time.Duration(asked.StraightMS)*time.Millisecond
		}
		if !hold(ctx, wait) {
			return ctx.Err()
		}
		m.Play(poses[gesture])
	}
	return b.Wait(ctx, func(s State) string {
		if s.Asked != nil {
			return "the challenge does not end"
		}
		return ""
	})
}

// mouthMoves is how long a mouth that reads aloud keeps its shape.
const mouthMoves = 430 * time.Millisecond

// challengeLead is how long before its beginning a challenge is told; a scene's clock may stand still, so that it
// can't be told from BeginsAt.
const challengeLead = 1500 * time.Millisecond

func hold(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Clip returns the frames that the client sends until Play.
func (m *Media) Clip() [][]byte { return m.film }
