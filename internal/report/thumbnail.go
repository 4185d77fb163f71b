package report

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"

	"diandao/internal/evidence"
)

// thumbnail is a picture at the size of paper.
type thumbnail struct {
	jpeg          []byte
	width, height float64 // points
}

// pixelsPerPoint is four: 288 dots an inch.
const pixelsPerPoint = 4

// maxWidth is the widest picture in the box, points: 4:3.
const maxWidth = pictureBox * 4 / 3

// shrink makes a picture fit the box of 4:3 without changing its shape: a phone held upright sends one
// that is higher than wide.
func shrink(data []byte) (thumbnail, error) {
	if _, err := evidence.CheckPicture(data); err != nil {
		return thumbnail{}, err
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return thumbnail{}, fmt.Errorf("decode picture: %w", err)
	}
	size := src.Bounds().Size()
	scale := min(maxWidth/float64(size.X), pictureBox/float64(size.Y))
	t := thumbnail{width: float64(size.X) * scale, height: float64(size.Y) * scale}
	dst := image.NewRGBA(image.Rect(0, 0, max(int(t.width*pixelsPerPoint), 1), max(int(t.height*pixelsPerPoint), 1)))
	draw.ApproxBiLinear.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, dst, &jpeg.Options{Quality: 82}); err != nil {
		return thumbnail{}, fmt.Errorf("encode picture: %w", err)
	}
	t.jpeg = buf.Bytes()
	return t, nil
}
