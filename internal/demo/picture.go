package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
)

// drawPortrait draws a plain figure before a wall, as JPEG: nobody's face, but something to look at.
func drawPortrait(r *rand.Rand) ([]byte, error) {
	const w, h = 360, 480
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	wall := color.RGBA{R: uint8(170 + r.IntN(60)), G: uint8(175 + r.IntN(60)), B: uint8(180 + r.IntN(60)), A: 255}
	skin := color.RGBA{R: uint8(205 + r.IntN(35)), G: uint8(165 + r.IntN(30)), B: uint8(130 + r.IntN(30)), A: 255}
	shirt := color.RGBA{R: uint8(30 + r.IntN(140)), G: uint8(40 + r.IntN(120)), B: uint8(60 + r.IntN(140)), A: 255}
	hair := color.RGBA{R: 32, G: 28, B: 26, A: 255}
	draw.Draw(img, img.Bounds(), image.NewUniform(wall), image.Point{}, draw.Src)
	ellipse(img, 180, 470, 150, 150, shirt)
	ellipse(img, 180, 205, 92, 118, hair)
	ellipse(img, 180, 225, 82, 105, skin)
	for _, x := range []int{148, 212} {
		ellipse(img, x, 212, 9, 6, color.RGBA{R: 250, G: 250, B: 250, A: 255})
		ellipse(img, x, 212, 4, 5, hair)
	}
	ellipse(img, 180, 280, 22, 5, color.RGBA{R: 168, G: 88, B: 80, A: 255})
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 82}); err != nil {
		return nil, fmt.Errorf("encode portrait: %w", err)
	}
	return buf.Bytes(), nil
}

func ellipse(img *image.RGBA, cx, cy, rx, ry int, c color.RGBA) {
	for y := max(0, cy-ry); y < min(img.Rect.Dy(), cy+ry); y++ {
		for x := max(0, cx-rx); x < min(img.Rect.Dx(), cx+rx); x++ {
			dx, dy := float64(x-cx)/float64(rx), float64(y-cy)/float64(ry)
			if dx*dx+dy*dy <= 1 {
				img.SetRGBA(x, y, c)
			}
		}
	}
}
