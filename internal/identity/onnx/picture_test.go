//go:build cgo

package onnx

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/math/f64"

	"diandao/internal/identity"
)

func apply(m f64.Aff3, x, y float64) [2]float64 {
	return [2]float64{m[0]*x + m[1]*y + m[2], m[3]*x + m[4]*y + m[5]}
}

// The corner of a picture 4 wide and 2 high that is to be seen at the upper left, by EXIF's own words.
func TestUpright(t *testing.T) {
	t.Parallel()
	for orientation, corner := range map[int][2]float64{1: {0, 0}, 2: {4, 0}, 3: {4, 2}, 4: {0, 2}, 5: {0, 0}, 6: {0, 2}, 7: {4, 2}, 8: {4, 0}} {
		require.Equal(t, [2]float64{0, 0}, apply(upright(orientation, 4, 2), corner[0], corner[1]), "orientation %d", orientation)
	}
}

func TestSimilarity_BringsATurnedFaceOntoTheTemplate(t *testing.T) {
	t.Parallel()
	turned := f64.Aff3{1.5, -0.8, 30, 0.8, 1.5, -7}
	var from [5]identity.Point
	for i, p := range template() {
		at := apply(turned, p.X, p.Y)
		from[i] = identity.Point{X: at[0], Y: at[1]}
	}
	back := similarity(from, template())
	for i, p := range from {
		require.InDeltaSlice(t, []float64{template()[i].X, template()[i].Y}, func() []float64 { at := apply(back, p.X, p.Y); return at[:] }(), 1e-9)
	}
}

func TestSimilarity_OfOnePointDoesNotDivideByNothing(t *testing.T) {
	t.Parallel()
	m := similarity([5]identity.Point{}, template())
	require.InDelta(t, 1, m[0], 0)
}

func FuzzDecode(f *testing.F) {
	var plain bytes.Buffer
	require.NoError(f, jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 32, 24)), nil))
	f.Add(plain.Bytes(), 20.0, 0.5)
	exif := []byte{0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0}
	f.Add(append(append(plain.Bytes()[:2:2], exif...), plain.Bytes()[2:]...), -3.0, 9.0)
	f.Fuzz(func(t *testing.T, data []byte, shift, scale float64) {
		if checkSize(data) != nil || len(data) > 1<<16 || !(scale > 1e-3 && scale < 1e3) || !(shift > -1e5 && shift < 1e5) {
			return
		}
		if cfg, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || cfg.Width*cfg.Height > 1<<20 {
			return
		}
		c, err := decode(data)
		if err != nil {
			require.ErrorIs(t, err, identity.ErrPicture)
			return
		}
		require.LessOrEqual(t, max(c.width, c.height), float64(workingSide))
		c.take(image.NewRGBA(image.Rect(0, 0, 16, 16)), f64.Aff3{scale, 0.3, shift, -0.3, scale, -shift})
	})
}
