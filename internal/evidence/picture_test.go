package evidence_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
)

func TestCheckPicture(t *testing.T) {
	t.Parallel()
	var small, tiny bytes.Buffer
	require.NoError(t, jpeg.Encode(&small, image.NewGray(image.Rect(0, 0, 64, 64)), nil))
	require.NoError(t, png.Encode(&tiny, image.NewGray(image.Rect(0, 0, 2, 2))))
	mime, err := evidence.CheckPicture(small.Bytes())
	require.NoError(t, err)
	require.Equal(t, "image/jpeg", mime)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"text":       {[]byte("hello"), evidence.ErrNotPicture},
		"nothing":    {nil, evidence.ErrNotPicture},
		"half":       {small.Bytes()[:20], evidence.ErrNotPicture},
		"two pixels": {tiny.Bytes(), evidence.ErrDimensions},
		"12 MB":      {make([]byte, 12<<20), evidence.ErrTooLarge},
	} {
		_, err := evidence.CheckPicture(c.data)
		require.ErrorIs(t, err, c.want, name)
	}
}

func FuzzCheckPicture(f *testing.F) {
	var small bytes.Buffer
	require.NoError(f, png.Encode(&small, image.NewGray(image.Rect(0, 0, 32, 32))))
	f.Add(small.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		mime, err := evidence.CheckPicture(data)
		require.Equal(t, err == nil, mime != "")
	})
}
