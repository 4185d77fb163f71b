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

// prior is a place where the detector looks: middle and size, in shares of its input.
type prior struct{ x, y, w, h float64 }

// definePriors lists the places in the order of the detector's outputs.
func definePriors() []prior {
	var all []prior
	for _, level := range []struct {
		step  float64
		sizes []float64
	}{{8, []float64{10, 16, 24}}, {16, []float64{32, 48}}, {32, []float64{64, 96}}, {64, []float64{128, 192, 256}}} {
		for row := range int(math.Ceil(detectHeight / level.step)) {
			for column := range int(math.Ceil(detectWidth / level.step)) {
				for _, size := range level.sizes {
					all = append(all, prior{
						x: (float64(column) + 0.5) * level.step / detectWidth,
						y: (float64(row) + 0.5) * level.step / detectHeight,
						w: size / detectWidth, h: size / detectHeight,
					})
				}
			}
		}
	}
	return all
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
	w, h := float64(c.Rect.Dx()), float64(c.Rect.Dy())
	k := share * math.Min(detectWidth/w, detectHeight/h)
	cw, ch := max(1, int(w*k)), max(1, int(h*k))
	place := image.Rect(0, 0, cw, ch).Add(image.Pt((detectWidth-cw)/2, (detectHeight-ch)/2))
	if cw < detectWidth || ch < detectHeight {
		draw.Draw(d.small, d.small.Rect, image.NewUniform(color.Gray{127}), image.Point{}, draw.Src)
	}
	if k > 0.4 {
		draw.ApproxBiLinear.Scale(d.small, place, c.RGBA, c.Rect, draw.Src, nil)
	} else {
		draw.BiLinear.Scale(d.small, place, c.RGBA, c.Rect, draw.Src, nil)
	}
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
		}, w, h)
	}
	slices.SortFunc(found, func(a, b detection) int {
		return cmp.Compare(b.box.Width()*b.box.Height(), a.box.Width()*a.box.Height())
	})
	return found, nil
}

// square makes a box as wide as it is high, which the landmarks are trained on, inside of the picture.
func square(b identity.Box, w, h float64) identity.Box {
	half, x, y := b.Height()/2, (b.MinX+b.MaxX)/2, (b.MinY+b.MaxY)/2
	return identity.Box{MinX: math.Max(0, x-half), MinY: math.Max(0, y-half), MaxX: math.Min(w-1, x+half), MaxY: math.Min(h-1, y+half)}
}

// decodeBoxes reads the detector's outputs: boxes in shares of its input, the best of those that overlap.
func (d *desk) decodeBoxes() []detection {
	scores, boxes := d.detect.outs[0].GetData(), d.detect.outs[1].GetData()
	var all []detection
	for i, p := range d.priors {
		score := scores[2*i+1]
		if score < minScore {
			continue
		}
		v := boxes[4*i : 4*i+4]
		x, y := p.x+float64(v[0])*0.1*p.w, p.y+float64(v[1])*0.1*p.h
		w, h := p.w*math.Exp(float64(v[2])*0.2), p.h*math.Exp(float64(v[3])*0.2)
		all = append(all, detection{identity.Box{MinX: x - w/2, MinY: y - h/2, MaxX: x + w/2, MaxY: y + h/2}, float64(score)})
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
