package identity

import (
	"cmp"
	"slices"
	"time"

	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// How many pictures an enrolment has.
const (
	MinPictures = 3
	MaxPictures = 5
)

// sameAbove is a likeness that only two copies of one picture have.
const sameAbove = 0.995

// ID identifies an enrolment.
type ID string

// Enrolment is how a person is known by the face. There is at most one that has not ended.
type Enrolment struct {
	ID         ID
	PersonID   person.ID
	Path       org.Path // station at the time
	Pictures   []Enrolled
	TemplateID evidence.ID // the sealed embeddings; empty when there was no engine
	CreatedBy  string      // staff
	CreatedAt  time.Time
	EndedAt    time.Time // zero while it stands
}

// ModelHash names the weights that described the pictures; empty when there was no engine.
func (e Enrolment) ModelHash() string {
	if len(e.Pictures) == 0 {
		return ""
	}
	return e.Pictures[0].ModelHash
}

// Enrolled is one picture of an enrolment.
type Enrolled struct {
	EvidenceID evidence.ID
	ModelHash  string // of the weights that made the embedding
	Embedding  Embedding
	Sharp      float64 // Light.Sharp, for who looks after quality
	FaceWidth  float64 // pixels
}

// ErrEnrolment says that the pictures don't make an enrolment; its fields name each picture and what to
// change about it.
var ErrEnrolment = fault.New(fault.Invalid, "identity.enrolment", "These pictures are not enough to know the person by. Take those that are marked again.")

// CheckEnrolment tells what stands against knowing a person by these pictures: too few or too many, one that
// is no good, two that are one, one that shows somebody else. The findings name the pictures; an empty list
// means they are good. Without an engine pictures are kept for officers' eyes: only FindingEngineAbsent.
func CheckEnrolment(sights []Sight, t Thresholds, l Limits) []Finding {
	if slices.ContainsFunc(sights, func(s Sight) bool { return !s.Checked }) {
		return []Finding{{Code: FindingEngineAbsent}}
	}
	var found []Finding
	if len(sights) > MaxPictures {
		return []Finding{{Code: FindingTooManyTaken, Value: float64(len(sights))}}
	}
	good := 0
	for i, s := range sights {
		wrong := Quality(s, l)
		for _, f := range wrong {
			f.Frames = []int{i}
			found = append(found, f)
		}
		if len(wrong) == 0 {
			good++
		}
	}
	if good < MinPictures {
		found = append(found, Finding{Code: FindingTooFewTaken, Value: float64(good)})
	}
	return append(found, oneOfAKind(sights, t)...)
}

// oneOfAKind tells which pictures are copies of another, and which are not like the others.
func oneOfAKind(sights []Sight, t Thresholds) []Finding {
	var found []Finding
	for i, a := range sights {
		if a.FaceCount == 0 {
			continue
		}
		var others []float64
		for j, b := range sights {
			if i == j || b.FaceCount == 0 {
				continue
			}
			likeness := Cosine(a.Face.Embedding, b.Face.Embedding)
			others = append(others, likeness)
			if j > i && likeness > sameAbove {
				found = append(found, Finding{Code: FindingSamePictures, Frames: []int{i, j}})
			}
		}
		if len(others) == 0 {
			continue
		}
		slices.SortFunc(others, func(x, y float64) int { return cmp.Compare(y, x) })
		// of two persons in one set the fewer are strangers; where they are as many, all are told
		if middle := others[(len(others)-1)/2]; middle < t.Match {
			found = append(found, Finding{Code: FindingUnlikeOthers, Value: middle, Frames: []int{i}})
		}
	}
	return found
}
