//go:build cgo

package onnx

import (
	"context"
	"errors"
	"image"
	"math"

	ort "github.com/yalue/onnxruntime_go"

	"diandao/internal/identity"
)

// desk is what one picture needs while it is looked at: tensors and small pictures, used again and again.
type desk struct {
	detect, landmark, feature, liveness net

	small, marked, aligned, surrounded *image.RGBA
}

func newDesk(n *nets) (*desk, error) {
	d := &desk{
		small:      image.NewRGBA(image.Rect(0, 0, detectWidth, detectHeight)),
		marked:     image.NewRGBA(image.Rect(0, 0, landmarkSide, landmarkSide)),
		aligned:    image.NewRGBA(image.Rect(0, 0, featureSide, featureSide)),
		surrounded: image.NewRGBA(image.Rect(0, 0, livenessSide, livenessSide)),
	}
	var errs [4]error
	d.detect, errs[0] = newNet(n.detect, ort.NewShape(1, 3, detectHeight, detectWidth), ort.NewShape(1, detectPlaces, 2), ort.NewShape(1, detectPlaces, 4))
	d.landmark, errs[1] = newNet(n.landmark, ort.NewShape(1, 1, landmarkSide, landmarkSide), ort.NewShape(1, 2*68))
	d.feature, errs[2] = newNet(n.feature, ort.NewShape(1, 3, featureSide, featureSide), ort.NewShape(1, identity.EmbeddingLength))
	if n.liveness != nil {
		d.liveness, errs[3] = newNet(n.liveness, ort.NewShape(1, 3, livenessSide, livenessSide), ort.NewShape(1, livenessKinds))
	}
	return d, errors.Join(errs[:]...)
}

func (d *desk) destroy() error {
	return errors.Join(d.detect.destroy(), d.landmark.destroy(), d.feature.destroy(), d.liveness.destroy())
}

// examine takes a picture through the models. It looks at ctx between them.
func (d *desk) examine(ctx context.Context, picture []byte) (identity.Sight, error) {
	c, err := decode(picture)
	if err != nil {
		return identity.Sight{}, err
	}
	if err := ctx.Err(); err != nil {
		return identity.Sight{}, err
	}
	found, err := d.find(c)
	if err != nil {
		return identity.Sight{}, err
	}
	s := identity.Sight{Checked: true, FaceCount: min(len(found), identity.MaxFaces)}
	s.Width, s.Height = int(math.Round(c.width*c.scale)), int(math.Round(c.height*c.scale))
	if len(found) == 0 || ctx.Err() != nil {
		return s, ctx.Err()
	}
	s.Face, err = d.measure(c, found[0])
	return s, err
}

// measure takes one face through landmarks, feature and liveness.
func (d *desk) measure(c canvas, f detection) (identity.Face, error) {
	var face identity.Face
	if err := d.mark(c, f.box, &face.Landmarks); err != nil {
		return face, err
	}
	face.Confidence = f.score
	face.Pose = identity.PoseOf(&face.Landmarks)
	face.EyesOpen = identity.EyesOpenOf(&face.Landmarks)
	d.align(c, &face.Landmarks)
	face.Light = lightOf(d.aligned)
	brighten(d.aligned, d.aligned.Rect)
	var err error
	if face.Embedding, err = d.describe(); err != nil {
		return face, err
	}
	if face.Liveness, err = d.live(c, f.box); err != nil {
		return face, err
	}
	// everything so far is in pixels of the canvas
	face.Box = scaled(f.box, c.scale)
	for i := range face.Landmarks {
		face.Landmarks[i].X *= c.scale
		face.Landmarks[i].Y *= c.scale
	}
	return face, nil
}

func scaled(b identity.Box, s float64) identity.Box {
	return identity.Box{MinX: b.MinX * s, MinY: b.MinY * s, MaxX: b.MaxX * s, MaxY: b.MaxY * s}
}

// mark reads the landmarks in a box.
func (d *desk) mark(c canvas, b identity.Box, into *identity.Landmarks) error {
	clear(d.marked.Pix)
	c.take(d.marked, fit(b, d.marked.Rect))
	brighten(d.marked, d.marked.Rect)
	in := d.landmark.in.GetData()
	for i := range in {
		p := d.marked.Pix[4*i : 4*i+3 : 4*i+3]
		in[i] = luma(p) / 256
	}
	if err := d.landmark.run(); err != nil {
		return err
	}
	out := d.landmark.outs[0].GetData()
	for i := range into {
		into[i] = identity.Point{
			X: b.MinX + float64(out[2*i])*b.Width(),
			Y: b.MinY + float64(out[2*i+1])*b.Height(),
		}
	}
	return nil
}

// luma by ITU-R BT.601, 0–255.
func luma(rgb []uint8) float32 {
	return 0.299*float32(rgb[0]) + 0.587*float32(rgb[1]) + 0.114*float32(rgb[2])
}

// live asks the liveness model about the face and what surrounds it. It takes blue, green, red as they are.
func (d *desk) live(c canvas, b identity.Box) (float64, error) {
	if d.liveness.session == nil {
		return 0, nil
	}
	clear(d.surrounded.Pix)
	c.take(d.surrounded, fit(surroundings(b, c.width, c.height), d.surrounded.Rect))
	planes(d.liveness.in.GetData(), d.surrounded, 2, 1, 0, 0, 1)
	if err := d.liveness.run(); err != nil {
		return 0, err
	}
	out := d.liveness.outs[0].GetData()
	var sum float64
	for _, v := range out {
		sum += math.Exp(float64(v - out[0]))
	}
	return 1 / sum, nil // softmax of the first
}

// around is how much of a face's surroundings the liveness model was trained on, in faces.
const around = 2.7

// surroundings is the box grown around its middle and pushed back into a picture of w × h.
func surroundings(b identity.Box, w, h float64) identity.Box {
	grow := math.Min(around, math.Min(w/b.Width(), h/b.Height()))
	nw, nh := b.Width()*grow, b.Height()*grow
	x := math.Max(0, math.Min((b.MinX+b.MaxX-nw)/2, w-nw))
	y := math.Max(0, math.Min((b.MinY+b.MaxY-nh)/2, h-nh))
	return identity.Box{MinX: x, MinY: y, MaxX: x + nw, MaxY: y + nh}
}

// planes writes the three channels of img one after the other, each as (value − middle) / half, in the order
// given by their places in a pixel.
func planes(into []float32, img *image.RGBA, c0, c1, c2 int, middle, half float32) {
	n := len(img.Pix) / 4
	a, b, c := into[:n], into[n:2*n], into[2*n:3*n]
	k := 1 / half
	for i := range n {
		p := img.Pix[4*i : 4*i+4 : 4*i+4]
		a[i] = (float32(p[c0]) - middle) * k
		b[i] = (float32(p[c1]) - middle) * k
		c[i] = (float32(p[c2]) - middle) * k
	}
}
