//go:build cgo

package onnx

import "image"

// What the models are shown of a dark picture: they have seen few, so it is brightened up to what they know.
const (
	darkBelow = 80  // mean luma, 0–255
	brightAs  = 120 // to which it is brought
	maxGain   = 10  // beyond, there is only noise
)

// brighten multiplies the part of img within r up to a mean luma that the models know, if it is dark.
func brighten(img *image.RGBA, r image.Rectangle) {
	var sum float32
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]
		for ; len(row) >= 4; row = row[4:] {
			sum += luma(row)
		}
	}
	mean := float64(sum) / float64(max(1, r.Dx()*r.Dy()))
	if mean >= darkBelow {
		return
	}
	gain := min(maxGain, brightAs/max(mean, 1))
	var table [256]uint8
	for i := range table {
		table[i] = uint8(min(255, float64(i)*gain))
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]
		for ; len(row) >= 4; row = row[4:] {
			row[0], row[1], row[2] = table[row[0]], table[row[1]], table[row[2]]
		}
	}
}
