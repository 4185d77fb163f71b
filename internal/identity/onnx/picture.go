//go:build cgo

package onnx

import (
	"bytes"
	"image"
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder
	"math"

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"diandao/internal/evidence"
	"diandao/internal/identity"
)

// workingSide is the longest side that is looked at, in pixels: a face that fills a tenth of it is still
// larger than what the feature model takes.
const workingSide = 1280

// checkSize refuses what is too large to decode, before it is.
func checkSize(picture []byte) error {
	if _, err := evidence.CheckPicture(picture); err != nil {
		return identity.ErrPicture.With(err)
	}
	return nil
}

// canvas is a picture as it is looked at: upright, at most workingSide long. The pixels stay as they were
// decoded, most often YCbCr on its side; taking a part of them turns and converts only that part.
type canvas struct {
	img    image.Image
	turn   f64.Aff3 // from places in img to places on the canvas
	width  float64
	height float64
	scale  float64 // pixels of the upright picture for each of the canvas
}

// decode reads a picture.
func decode(picture []byte) (canvas, error) {
	img, format, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return canvas{}, identity.ErrPicture.With(err)
	}
	c := canvas{img: img, scale: 1}
	b := img.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	if longest := math.Max(w, h); longest > workingSide {
		c.scale = longest / workingSide
		small := image.NewRGBA(image.Rect(0, 0, max(1, int(w/c.scale)), max(1, int(h/c.scale))))
		reduce(small, img)
		c.img, w, h = small, float64(small.Rect.Dx()), float64(small.Rect.Dy())
	} else if !quick(img) {
		same := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
		draw.Draw(same, same.Rect, img, b.Min, draw.Src)
		c.img = same
	}
	turned := orientation(picture, format)
	c.turn = upright(turned, w, h)
	c.width, c.height = w, h
	if turned >= 5 {
		c.width, c.height = h, w
	}
	return c, nil
}

// quick tells whether pixels can be taken from img without asking it for each of them.
func quick(img image.Image) bool {
	switch img.(type) {
	case *image.YCbCr, *image.RGBA, *image.NRGBA, *image.Gray:
		return true
	default:
		return false
	}
}

// reduce scales img down, by at least as many pixels as there are: a sample here and there would flicker.
func reduce(into *image.RGBA, img image.Image) {
	half := image.Rect(0, 0, into.Rect.Dx()*2, into.Rect.Dy()*2)
	if b := img.Bounds(); b.Dx() > half.Dx() {
		twice := image.NewRGBA(half)
		draw.ApproxBiLinear.Scale(twice, half, img, b, draw.Src, nil)
		img = twice
	}
	draw.ApproxBiLinear.Scale(into, into.Rect, img, img.Bounds(), draw.Src, nil)
}

// take fills into from the canvas; to maps places on the canvas to places of into. What lies beyond the
// picture stays as it is in into.
func (c *canvas) take(into *image.RGBA, to f64.Aff3) {
	if img, ok := c.img.(*image.YCbCr); ok {
		sample(into, img, after(to, c.turn))
		return
	}
	draw.ApproxBiLinear.Transform(into, after(to, c.turn), c.img, c.img.Bounds(), draw.Src, nil)
}

// after is the map that does first and then second.
func after(second, first f64.Aff3) f64.Aff3 {
	s, f := second, first
	return f64.Aff3{
		s[0]*f[0] + s[1]*f[3], s[0]*f[1] + s[1]*f[4], s[0]*f[2] + s[1]*f[5] + s[2],
		s[3]*f[0] + s[4]*f[3], s[3]*f[1] + s[4]*f[4], s[3]*f[2] + s[4]*f[5] + s[5],
	}
}

// fit maps a box of the canvas onto a rectangle.
func fit(b identity.Box, onto image.Rectangle) f64.Aff3 {
	kx, ky := float64(onto.Dx())/b.Width(), float64(onto.Dy())/b.Height()
	return f64.Aff3{kx, 0, float64(onto.Min.X) - kx*b.MinX, 0, ky, float64(onto.Min.Y) - ky*b.MinY}
}

// upright maps a picture of w × h pixels onto how it is looked at (EXIF 2.3, 4.6.4 A, Orientation).
func upright(orientation int, w, h float64) f64.Aff3 {
	switch orientation {
	case 2:
		return f64.Aff3{-1, 0, w, 0, 1, 0}
	case 3:
		return f64.Aff3{-1, 0, w, 0, -1, h}
	case 4:
		return f64.Aff3{1, 0, 0, 0, -1, h}
	case 5:
		return f64.Aff3{0, 1, 0, 1, 0, 0}
	case 6:
		return f64.Aff3{0, -1, h, 1, 0, 0}
	case 7:
		return f64.Aff3{0, -1, h, -1, 0, w}
	case 8:
		return f64.Aff3{0, 1, 0, -1, 0, w}
	default:
		return f64.Aff3{1, 0, 0, 0, 1, 0}
	}
}

// orientation reads the EXIF tag of a picture: 1 to 8, and 1 when there is none that can be read. Go's
// decoders leave it alone, and a face on its side is never matched.
func orientation(picture []byte, format string) int {
	kind := imagemeta.JPEG
	if format == "png" {
		kind = imagemeta.PNG
	}
	found := 1
	_, _ = imagemeta.Decode(imagemeta.Options{ // a picture whose tags are damaged is looked at as it is
		R: bytes.NewReader(picture), ImageFormat: kind, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == "Orientation" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			if v, ok := tag.Value.(uint16); ok && v >= 1 && v <= 8 && tag.Namespace == "IFD0" {
				found = int(v)
			}
			return imagemeta.ErrStopWalking
		},
		LimitNumTags: 1000, LimitTagSize: 1 << 16,
	})
	return found
}
