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

// canvas is a picture, upright, at working size.
type canvas struct {
	*image.RGBA
	scale float64 // pixels of the upright picture for each of the canvas
}

// decode brings a picture upright onto a canvas.
func decode(picture []byte) (canvas, error) {
	img, format, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return canvas{}, identity.ErrPicture.With(err)
	}
	turned := orientation(picture, format)
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	scale := math.Max(1, float64(max(w, h))/workingSide)
	if turned == 1 && scale == 1 {
		c := canvas{image.NewRGBA(image.Rect(0, 0, w, h)), 1}
		draw.Draw(c, c.Bounds(), img, b.Min, draw.Src)
		return c, nil
	}
	cw, ch := max(1, int(float64(w)/scale)), max(1, int(float64(h)/scale))
	if turned >= 5 {
		cw, ch = ch, cw
	}
	c := canvas{image.NewRGBA(image.Rect(0, 0, cw, ch)), scale}
	turn := upright(turned, float64(w), float64(h), 1/scale)
	if scale < 2 {
		draw.ApproxBiLinear.Transform(c, turn, img, b, draw.Src, nil)
	} else {
		draw.BiLinear.Transform(c, turn, img, b, draw.Src, nil) // takes every pixel into account
	}
	return c, nil
}

// upright maps a picture of w × h pixels onto how it is looked at, by EXIF 2.3 § 4.6.4 Orientation, times s.
func upright(orientation int, w, h, s float64) f64.Aff3 {
	switch orientation {
	case 2:
		return f64.Aff3{-s, 0, w * s, 0, s, 0}
	case 3:
		return f64.Aff3{-s, 0, w * s, 0, -s, h * s}
	case 4:
		return f64.Aff3{s, 0, 0, 0, -s, h * s}
	case 5:
		return f64.Aff3{0, s, 0, s, 0, 0}
	case 6:
		return f64.Aff3{0, -s, h * s, s, 0, 0}
	case 7:
		return f64.Aff3{0, -s, h * s, -s, 0, w * s}
	case 8:
		return f64.Aff3{0, s, 0, -s, 0, w * s}
	default:
		return f64.Aff3{s, 0, 0, 0, s, 0}
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
