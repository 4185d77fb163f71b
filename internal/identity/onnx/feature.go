//go:build cgo

package onnx

import (
	"image"
	"math"

	"golang.org/x/image/math/f64"

	"diandao/internal/identity"
)

// template is where eyes, nose and mouth lie on the 112 × 112 pictures that the feature model was trained
// on (ArcFace, Deng et al. 2019).
func template() [5]identity.Point {
	return [5]identity.Point{{X: 38.2946, Y: 51.6963}, {X: 73.5318, Y: 51.5014}, {X: 56.0252, Y: 71.7366}, {X: 41.5493, Y: 92.3655}, {X: 70.7299, Y: 92.2041}}
}

// align turns, scales and shifts the face onto the template.
func (d *desk) align(c canvas, l *identity.Landmarks) {
	clear(d.aligned.Pix)
	c.take(d.aligned, similarity(l.FivePoints(), template()))
}

// similarity is the turn, scale and shift that brings from onto to with the least squared error
// (Umeyama 1991, in two dimensions, where it is linear).
func similarity(from, to [5]identity.Point) f64.Aff3 {
	var mf, mt identity.Point
	for i := range from {
		mf.X, mf.Y = mf.X+from[i].X/5, mf.Y+from[i].Y/5
		mt.X, mt.Y = mt.X+to[i].X/5, mt.Y+to[i].Y/5
	}
	var cos, sin, norm float64
	for i := range from {
		x, y := from[i].X-mf.X, from[i].Y-mf.Y
		u, v := to[i].X-mt.X, to[i].Y-mt.Y
		cos += x*u + y*v
		sin += x*v - y*u
		norm += x*x + y*y
	}
	if norm == 0 {
		return f64.Aff3{1, 0, mt.X - mf.X, 0, 1, mt.Y - mf.Y}
	}
	cos, sin = cos/norm, sin/norm
	return f64.Aff3{cos, -sin, mt.X - cos*mf.X + sin*mf.Y, sin, cos, mt.Y - sin*mf.X - cos*mf.Y}
}

// describe runs the feature model on the aligned face and on its mirror image: what both say together depends
// less on light from one side and on a turned head than what one says.
func (d *desk) describe() (identity.Embedding, error) {
	e := make(identity.Embedding, identity.EmbeddingLength)
	for range 2 {
		planes(d.feature.in.GetData(), d.aligned, 0, 1, 2, 127, 128)
		if err := d.feature.run(); err != nil {
			return nil, err
		}
		for i, v := range d.feature.outs[0].GetData() {
			e[i] += v
		}
		mirror(d.aligned)
	}
	var sum float64
	for _, v := range e {
		sum += float64(v) * float64(v)
	}
	k := float32(1 / math.Max(math.Sqrt(sum), 1e-12))
	for i := range e {
		e[i] *= k
	}
	return e, nil
}

// mirror swaps left and right of img.
func mirror(img *image.RGBA) {
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride : y*img.Stride+4*img.Rect.Dx()]
		for l, r := 0, len(row)-4; l < r; l, r = l+4, r-4 {
			a, b := (*[4]uint8)(row[l:]), (*[4]uint8)(row[r:])
			*a, *b = *b, *a
		}
	}
}

// Where on an aligned face light is measured.
const (
	faceLeft, faceTop, faceRight, faceBottom = 28, 34, 84, 100
	eyeTop, eyeBottom                        = 44, 58
)

// lightOf measures the pixels of an aligned face.
func lightOf(img *image.RGBA) identity.Light {
	var sum, squares, eyes, detail, r, g, b float64
	var n, ne float64
	at := func(x, y int) float64 { o := img.PixOffset(x, y); return float64(luma(img.Pix[o : o+3])) }
	for y := faceTop; y < faceBottom; y++ {
		for x := faceLeft; x < faceRight; x++ {
			o := img.PixOffset(x, y)
			p := img.Pix[o : o+3 : o+3]
			v := float64(luma(p))
			sum, squares, n = sum+v, squares+v*v, n+1
			r, g, b = r+float64(p[0]), g+float64(p[1]), b+float64(p[2])
			lap := 4*v - at(x-1, y) - at(x+1, y) - at(x, y-1) - at(x, y+1)
			detail += lap * lap
			if y >= eyeTop && y < eyeBottom {
				eyes, ne = eyes+v, ne+1
			}
		}
	}
	mean := sum / n
	l := identity.Light{Mean: mean, Spread: math.Sqrt(math.Max(0, squares/n-mean*mean))}
	l.Sharp = math.Sqrt(detail/n) / math.Max(l.Spread, 1)
	l.EyeToAll = eyes / ne / math.Max(mean, 1)
	all := math.Max(r+g+b, 1)
	l.Red, l.Green, l.Blue = r/all, g/all, b/all
	return l
}
