//go:build cgo

package onnx_test

import (
	"bytes"
	"image"
	"image/draw"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
)

// lit is a photo under a screen of this colour, which adds a little of it to everything near.
func lit(t *testing.T, name string, colour identity.Colour) []byte {
	t.Helper()
	decoded, _, err := image.Decode(bytes.NewReader(fetched(t, name)))
	require.NoError(t, err)
	img := image.NewRGBA(decoded.Bounds())
	draw.Draw(img, img.Rect, decoded, image.Point{}, draw.Src)
	channel := map[identity.Colour]int{identity.Red: 0, identity.Green: 1, identity.Blue: 2}
	for i := range img.Pix {
		if at, ok := channel[colour]; ok && i%4 == at {
			img.Pix[i] = uint8(min(255, int(img.Pix[i])+10))
		}
	}
	return encoded(t, img)
}

// frame of a burst, by name of its photo.
type frame struct {
	step   int
	photo  string
	colour identity.Colour
}

// A real face that turns, looks down and closes its eyes in front of the real engine.
func TestEngine_SeesAChallengeDone(t *testing.T) {
	t.Parallel()
	e := engine(t)
	const straight, left, right, down = "franck_04035.jpg", "franck_03909.jpg", "franck_04000.jpg", "franck_03979.jpg" // right looks down too
	asked := identity.Challenge{Nonce: "n", Steps: []identity.Step{{Gesture: identity.TurnLeft, Colour: identity.Red}, {Gesture: identity.Nod, Colour: identity.Blue}, {Gesture: identity.Blink, Colour: identity.Green}}}
	done := []frame{
		{identity.Before, straight, ""},
		{0, straight, identity.Red},
		{0, left, identity.Red},
		{1, down, identity.Blue},
		{1, straight, identity.Blue},
		{2, right, identity.Green},
		{2, straight, identity.Green},
	}
	for name, c := range map[string]struct {
		change func(frames []frame)
		seen   identity.Seen
		code   string
	}{
		"done":                      {func([]frame) {}, identity.Passed, identity.FindingGestureSeen},
		"turned the other way":      {func(f []frame) { f[2].photo = right }, identity.NotSeen, identity.FindingGestureOther},
		"under another screen":      {func(f []frame) { f[1].colour, f[2].colour = identity.Green, identity.Green }, identity.NotSeen, identity.FindingColourOther},
		"without any light":         {func(f []frame) { f[1].colour, f[2].colour = "", "" }, identity.CannotTell, identity.FindingColourWeak},
		"somebody else in between":  {func(f []frame) { f[4].photo = "cage.jpg" }, identity.NotSeen, identity.FindingFaceChanged},
		"several in the picture":    {func(f []frame) { f[1].photo = "sample5.jpg" }, identity.CannotTell, identity.FindingFramesFaceless},
		"a photo held into the way": {func(f []frame) { all(f, straight) }, identity.NotSeen, identity.FindingStillPicture},
	} {
		frames := append([]frame(nil), done...)
		c.change(frames)
		b := identity.Burst{Nonce: "n"}
		for i, f := range frames {
			s, err := e.Examine(t.Context(), lit(t, f.photo, f.colour))
			require.NoError(t, err)
			b.Frames = append(b.Frames, identity.Frame{Step: f.step, Offset: time.Duration(i) * time.Second, Sight: s})
		}
		require.NoError(t, b.Check(asked))
		got := identity.Judge(asked, b, identity.DefaultThresholds())
		require.Equal(t, c.seen, got.Seen, "%s: %+v", name, got.Remarks)
		var codes []string
		for _, r := range got.Remarks {
			codes = append(codes, r.Code)
		}
		require.Contains(t, codes, c.code, name)
	}
}

func all(frames []frame, photo string) {
	for i := range frames {
		frames[i].photo = photo
	}
}
