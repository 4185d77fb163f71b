//go:build cgo

package onnx_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
	"diandao/internal/identity/onnx"
)

func fetched(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(root, "var/faces", name))
	missing(tb, err)
	return data
}

func TestEngine_SaysWhatItSees(t *testing.T) {
	t.Parallel()
	e := engine(t)
	s, err := e.Examine(t.Context(), fetched(t, "franck_02159.jpg"))
	require.NoError(t, err)
	require.True(t, s.Checked)
	require.Equal(t, 1, s.FaceCount)
	require.Equal(t, []int{720, 576}, []int{s.Width, s.Height})
	require.Len(t, s.Face.Embedding, identity.EmbeddingLength)
	require.InDelta(t, 1, identity.Cosine(s.Face.Embedding, s.Face.Embedding), 1e-6)
	require.Equal(t, e.Model(), s.Model)
	require.Len(t, s.Model.Hash, 64)
	require.Empty(t, identity.Quality(s, identity.EnrolmentLimits()))
	left, right := s.Face.Landmarks.Eyes()
	require.Greater(t, right.X-left.X, 80.0)
	require.Greater(t, s.Face.Landmarks[57].Y, s.Face.Landmarks[30].Y, "the mouth is below the nose")
	require.Greater(t, s.Face.Liveness, 0.9)
}

func TestEngine_CountsFaces(t *testing.T) {
	t.Parallel()
	e := engine(t)
	for name, count := range map[string]int{"sample1.jpg": 3, "sample4.jpg": 4, "sample5.jpg": 5, "franck_04000.jpg": 1} {
		s, err := e.Examine(t.Context(), fetched(t, name))
		require.NoError(t, err)
		require.Equal(t, count, s.FaceCount, name)
	}
	var grey bytes.Buffer
	require.NoError(t, png.Encode(&grey, image.NewGray(image.Rect(0, 0, 640, 480))))
	s, err := e.Examine(t.Context(), grey.Bytes())
	require.NoError(t, err)
	require.True(t, s.Checked)
	require.Zero(t, s.FaceCount)
}

// However a phone lays a picture down, landmarks and embedding are those of the upright one.
func TestEngine_TurnsPicturesUpright(t *testing.T) {
	t.Parallel()
	e := engine(t)
	decoded, _, err := image.Decode(bytes.NewReader(fetched(t, "franck_02159.jpg")))
	require.NoError(t, err)
	img := image.NewRGBA(decoded.Bounds())
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			img.Set(x, y, decoded.At(x, y))
		}
	}
	upright, err := e.Examine(t.Context(), encoded(t, img))
	require.NoError(t, err)
	for o := byte(2); o <= 8; o++ {
		s, err := e.Examine(t.Context(), withOrientation(encoded(t, laid(img, o)), o))
		require.NoError(t, err)
		require.Equal(t, []int{720, 576}, []int{s.Width, s.Height}, "orientation %d", o)
		require.Greater(t, identity.Cosine(upright.Face.Embedding, s.Face.Embedding), 0.98, "orientation %d", o)
		nose, want := s.Face.Landmarks[30], upright.Face.Landmarks[30]
		require.Less(t, math.Hypot(nose.X-want.X, nose.Y-want.Y), 6.0, "orientation %d", o)
	}
}

// A picture that is large, grey, PNG or of another chroma is seen as the same face.
func TestEngine_TakesEveryKindOfPicture(t *testing.T) {
	t.Parallel()
	e := engine(t)
	data := fetched(t, "franck_02159.jpg")
	plain, err := e.Examine(t.Context(), data)
	require.NoError(t, err)
	decoded, _, err := image.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	b := decoded.Bounds()
	for name, c := range map[string]struct {
		model color.Model
		times int
		least float64
	}{"RGBA": {color.RGBAModel, 1, 0.97}, "grey": {color.GrayModel, 1, 0.8}, "large": {color.RGBAModel, 3, 0.97}, "sixteen bits": {color.NRGBA64Model, 1, 0.97}} {
		var img interface {
			image.Image
			Set(x, y int, c color.Color)
		}
		r := image.Rect(0, 0, b.Dx()*c.times, b.Dy()*c.times)
		switch c.model {
		case color.GrayModel:
			img = image.NewGray(r)
		case color.NRGBA64Model:
			img = image.NewNRGBA64(r)
		default:
			img = image.NewRGBA(r)
		}
		for y := range r.Dy() {
			for x := range r.Dx() {
				img.Set(x, y, decoded.At(x/c.times, y/c.times))
			}
		}
		var out bytes.Buffer
		require.NoError(t, png.Encode(&out, img))
		s, err := e.Examine(t.Context(), out.Bytes())
		require.NoError(t, err, name)
		require.Equal(t, r.Dx(), s.Width, name)
		require.Greater(t, identity.Cosine(plain.Face.Embedding, s.Face.Embedding), c.least, name)
		require.InDelta(t, plain.Face.Box.Width()*float64(c.times), s.Face.Box.Width(), 20*float64(c.times), name)
	}
}

func TestEngine_RefusesWhatIsNoPicture(t *testing.T) {
	t.Parallel()
	e := engine(t)
	data := fetched(t, "franck_02159.jpg")
	for name, picture := range map[string][]byte{"nothing": nil, "text": []byte("hello"), "half": data[:len(data)/2], "large": make([]byte, 9<<20)} {
		_, err := e.Examine(t.Context(), picture)
		require.ErrorIs(t, err, identity.ErrPicture, name)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := e.Examine(ctx, data)
	require.ErrorIs(t, err, context.Canceled)
}

func TestEngine_ManyAtOnceSeeTheSame(t *testing.T) {
	t.Parallel()
	engine(t)
	e, err := onnx.Open(root+"var/face", onnx.Options{Parallel: 2})
	require.NoError(t, err)
	data, other := fetched(t, "franck_02159.jpg"), fetched(t, "cage.jpg")
	want, err := e.Examine(t.Context(), data)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			picture := data
			if i%3 == 0 {
				picture = other
			}
			s, err := e.Examine(t.Context(), picture)
			if err != nil || i%3 != 0 && identity.Cosine(s.Face.Embedding, want.Face.Embedding) < 0.9999 {
				t.Error(err, "another face than alone")
			}
		})
	}
	wg.Wait()
	require.NoError(t, e.Close())
	_, err = e.Examine(t.Context(), data)
	require.ErrorIs(t, err, identity.ErrEngine, "after the end")
	require.NoError(t, e.Close(), "twice")
}

func TestOpen_SaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := onnx.Open(t.TempDir(), onnx.Options{})
	require.ErrorIs(t, err, onnx.ErrNotThere)
}
