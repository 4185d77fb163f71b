//go:build cgo

package onnx

import "image"

// What the models are shown of a dark picture: they have seen few, so it is brightened up to what they know.
// It is told by its brightest parts, since a lit face before a dark wall is not a dark picture. Luma, 0–255.
const (
	darkBelow   = 120  // brightest parts
	brightAs    = 200  // to which they are brought
	brightest   = 0.01 // share of pixels that are the brightest parts
	maxGain     = 10   // beyond, there is only noise
	strideOfLum = 3    // every third pixel is counted
)

// brighten multiplies the part of img within r up to what the models know, if it is dark.
func brighten(img *image.RGBA, r image.Rectangle) {
	level := brightestOf(img, r)
	if level >= darkBelow {
		return
	}
	gain := min(maxGain, brightAs/float64(max(level, 1)))
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

// brightestOf is the luma that the brightest parts have at least.
func brightestOf(img *image.RGBA, r image.Rectangle) int {
	var counts [256]int
	total := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]
		for ; len(row) >= 4*strideOfLum; row = row[4*strideOfLum:] {
			counts[uint8(luma(row))]++
			total++
		}
	}
	left := int(float64(total) * brightest)
	for level := 255; level > 0; level-- {
		if left -= counts[level]; left < 0 {
			return level
		}
	}
	return 0
}
