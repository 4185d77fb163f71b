package identity

import (
	"context"
	"math"

	"diandao/internal/fault"
)

// Bounds of what an engine is given.
const (
	// MaxFaces is how many faces are told apart on one picture; what lies beyond is only "several".
	MaxFaces = 8
	// EmbeddingLength is how many numbers describe a face.
	EmbeddingLength = 512
)

// Errors of engines.
var (
	ErrPicture = fault.New(fault.Unsupported, "identity.picture", "The picture can't be read. Take it again.")
	ErrEngine  = fault.New(fault.Unavailable, "identity.engine", "The face engine does not answer; an officer compares the picture.")
)

// Model names what made an embedding: embeddings of two models can't be compared.
type Model struct {
	Engine string // "onnx", or "off"
	Hash   string // SHA-256 of the weights that make embeddings, hex; empty when there are none
}

// Verifier looks at pictures. It is safe for concurrent use.
type Verifier interface {
	// Model tells what makes the embeddings.
	Model() Model
	// Examine tells what is on a JPEG or PNG picture, turned upright by its EXIF orientation. An absent
	// engine answers a Sight that is not Checked. It returns ErrPicture, ErrEngine or ctx's error.
	Examine(ctx context.Context, picture []byte) (Sight, error)
}

// Sight is what was seen on one picture.
type Sight struct {
	Checked       bool  // an engine has looked
	Model         Model // that made the embedding
	Width, Height int   // of the upright picture, pixels
	FaceCount     int   // at most MaxFaces
	Face          Face  // the largest, when FaceCount > 0
}

// Face is one face, measured.
type Face struct {
	Box        Box     // in pixels of the upright picture
	Confidence float64 // of the detector, 0–1
	Landmarks  Landmarks
	Pose       Pose
	Light      Light
	EyesOpen   float64 // height of the eyes' opening by their width, the mean of both
	// Liveness is what the model thinks of a live face rather than a picture of one, 0–1. A still picture
	// held into the camera passes it, so it is a hint for officers and decides nothing.
	Liveness  float64
	Embedding Embedding
}

// Point is a place on the upright picture, in pixels.
type Point struct{ X, Y float64 }

// Landmarks are the 68 points of the iBUG 300-W scheme, counted from 0: jaw 0–16, brows 17–26, nose 27–35,
// eyes 36–47, mouth 48–67. "Left" is left on the picture.
type Landmarks [68]Point

// Box is a rectangle in pixels.
type Box struct{ MinX, MinY, MaxX, MaxY float64 }

// Width of the box, in pixels.
func (b Box) Width() float64 { return b.MaxX - b.MinX }

// Height of the box, in pixels.
func (b Box) Height() float64 { return b.MaxY - b.MinY }

// Overlap is the share that a and b have in common of what they cover together, 0–1.
func Overlap(a, b Box) float64 {
	w := math.Min(a.MaxX, b.MaxX) - math.Max(a.MinX, b.MinX)
	h := math.Min(a.MaxY, b.MaxY) - math.Max(a.MinY, b.MinY)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h / (a.Width()*a.Height() + b.Width()*b.Height() - w*h)
}

// Light is what the pixels of the face are like. Luma is 0–255.
type Light struct {
	Mean     float64 // luma of the face
	Spread   float64 // standard deviation of luma
	Sharp    float64 // how much detail there is, freed of brightness: 0 is a blur
	EyeToAll float64 // luma around the eyes by that of the whole face: dark glasses bring it down
	Red      float64 // share of red, green and blue in the colour of the face; they sum up to 1
	Green    float64
	Blue     float64
}

// Embedding is a unit vector that stands for a face; nil when none was made.
type Embedding []float32

// Cosine is how much two faces are alike, −1 to 1. Vectors of different length are not alike at all.
func Cosine(a, b Embedding) float64 {
	if len(a) == 0 || len(a) != len(b) {
		return -1
	}
	var dot, na, nb float64
	for i := range a {
		dot += float64(a[i]) * float64(b[i])
		na += float64(a[i]) * float64(a[i])
		nb += float64(b[i]) * float64(b[i])
	}
	if na == 0 || nb == 0 {
		return -1
	}
	return dot / math.Sqrt(na*nb)
}
