//go:build cgo

package onnx

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"

	"golang.org/x/image/draw"

	"diandao/internal/identity"
)

// How faces are found.
const (
	minScore   = 0.65 // below, the detector sees faces in leaves
	maxOverlap = 0.4  // two boxes that share more are one face
)

// detection is a face found, in pixels of the canvas.
type detection struct {
	box   identity.Box
	score float64
}

// find tells the faces of a picture, the largest first. A face that fills the whole picture is not found at
// first glance, so a picture without a face is looked at once more from farther away.
func (d *desk) find(c canvas) ([]detection, error) {
	found, err := d.look(c, 1)
	if len(found) == 0 && err == nil {
		found, err = d.look(c, 0.5)
	}
	return found, err
}

// look runs the detector on the picture fitted into share of its input, without changing its proportions.
func (d *desk) look(c canvas, share float64) ([]detection, error) {
	k := share * math.Min(detectWidth/c.width, detectHeight/c.height)
	cw, ch := max(1, int(c.width*k)), max(1, int(c.height*k))
	place := image.Rect(0, 0, cw, ch).Add(image.Pt((detectWidth-cw)/2, (detectHeight-ch)/2))
	if cw < detectWidth || ch < detectHeight {
		draw.Draw(d.small, d.small.Rect, image.NewUniform(color.Gray{127}), image.Point{}, draw.Src)
	}
	c.take(d.small, fit(identity.Box{MaxX: c.width, MaxY: c.height}, place))
	brighten(d.small, place)
	planes(d.detect.in.GetData(), d.small, 0, 1, 2, 127, 128)
	if err := d.detect.run(); err != nil {
		return nil, err
	}
	found := d.decodeBoxes()
	for i := range found {
		b := found[i].box
		found[i].box = square(identity.Box{
			MinX: (b.MinX*detectWidth - float64(place.Min.X)) / k, MinY: (b.MinY*detectHeight - float64(place.Min.Y)) / k,
			MaxX: (b.MaxX*detectWidth - float64(place.Min.X)) / k, MaxY: (b.MaxY*detectHeight - float64(place.Min.Y)) / k,
		})
	}
	slices.SortFunc(found, func(a, b detection) int {
		return cmp.Compare(b.box.Width()*b.box.Height(), a.box.Width()*a.box.Height())
	})
	return found, nil
}

// square makes a box as wide as it is high, which the landmarks are trained on; it may reach beyond the picture.
func square(b identity.Box) identity.Box {
	half, x, y := b.Height()/2, (b.MinX+b.MaxX)/2, (b.MinY+b.MaxY)/2
	return identity.Box{MinX: x - half, MinY: y - half, MaxX: x + half, MaxY: y + half}
}

// decodeBoxes reads the detector's outputs, which are corners in shares of its input, and keeps the best of
// those that overlap.
func (d *desk) decodeBoxes() []detection {
	scores, boxes := d.detect.outs[0].GetData(), d.detect.outs[1].GetData()
	var all []detection
	for i := range detectPlaces {
		score, b := scores[2*i+1], boxes[4*i:4*i+4]
		if score < minScore || b[2] <= b[0] || b[3] <= b[1] {
			continue
		}
		box := identity.Box{MinX: float64(b[0]), MinY: float64(b[1]), MaxX: float64(b[2]), MaxY: float64(b[3])}
		all = append(all, detection{box, float64(score)})
	}
	slices.SortFunc(all, func(a, b detection) int { return cmp.Compare(b.score, a.score) })
	var kept []detection
	for _, f := range all {
		if !slices.ContainsFunc(kept, func(k detection) bool { return identity.Overlap(k.box, f.box) > maxOverlap }) {
			kept = append(kept, f)
		}
	}
	return kept
}
