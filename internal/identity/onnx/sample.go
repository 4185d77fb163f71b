//go:build cgo

package onnx

import (
	"image"
	"image/color"

	"golang.org/x/image/math/f64"
)

// sample does what draw.ApproxBiLinear.Transform does, for the pictures that phones send (JPEG, so YCbCr), in
// a fifth of the time, which is a tenth of a verification: luma is interpolated, chroma, which JPEG keeps at
// half the size anyway, is taken from the nearest place; places are counted in 1/65536 pixels.
func sample(into *image.RGBA, img *image.YCbCr, to f64.Aff3) {
	from, ok := inverse(to)
	if !ok {
		return
	}
	const one = 1 << 16
	b := img.Rect
	w, h := b.Dx(), b.Dy()
	stepX, stepY := int(from[0]*one), int(from[3]*one)
	for y := range into.Rect.Dy() {
		fy := float64(y) + 0.5
		px := int((from[0]*0.5 + from[1]*fy + from[2] - 0.5) * one)
		py := int((from[3]*0.5 + from[4]*fy + from[5] - 0.5) * one)
		row := into.Pix[y*into.Stride : y*into.Stride+4*into.Rect.Dx()]
		for ; len(row) >= 4; row, px, py = row[4:], px+stepX, py+stepY {
			x0, y0 := px>>16, py>>16
			if x0 < -1 || y0 < -1 || x0 >= w || y0 >= h {
				continue
			}
			x1, y1 := min(x0+1, w-1), min(y0+1, h-1)
			x0, y0 = max(x0, 0), max(y0, 0)
			ax, ay := px&(one-1)>>8, py&(one-1)>>8
			top, bottom := img.Y[y0*img.YStride:], img.Y[y1*img.YStride:]
			upper := int(top[x0])*(256-ax) + int(top[x1])*ax
			lower := int(bottom[x0])*(256-ax) + int(bottom[x1])*ax
			luma := uint8((upper*(256-ay) + lower*ay + 1<<15) >> 16)
			c := img.COffset(b.Min.X+(x0+x1+1)>>1, b.Min.Y+(y0+y1+1)>>1)
			row[0], row[1], row[2] = color.YCbCrToRGB(luma, img.Cb[c], img.Cr[c])
			row[3] = 255
		}
	}
}

// inverse of a map, if it has one.
func inverse(m f64.Aff3) (f64.Aff3, bool) {
	det := m[0]*m[4] - m[1]*m[3]
	if det == 0 {
		return m, false
	}
	a, b, c, d := m[4]/det, -m[1]/det, -m[3]/det, m[0]/det
	return f64.Aff3{a, b, -a*m[2] - b*m[5], c, d, -c*m[2] - d*m[5]}, true
}
