package identity

import "math"

// Findings of quality: what is to be changed before the next picture. Each has words in web/.
const (
	FindingNoFace        = "no_face"
	FindingSeveralFaces  = "several_faces"  // value: how many
	FindingFaceTooSmall  = "face_too_small" // value: width of the face in pixels
	FindingFaceCut       = "face_cut"       // reaches beyond the picture
	FindingTooDark       = "too_dark"       // value: luma of the face, 0–255
	FindingTooBright     = "too_bright"     // value: luma of the face, 0–255
	FindingBlurred       = "blurred"
	FindingTurnedAway    = "turned_away" // value: degrees
	FindingTilted        = "tilted"      // value: degrees
	FindingEyesClosed    = "eyes_closed"
	FindingEyesCovered   = "eyes_covered"
	FindingEngineAbsent  = "engine_absent"  // nothing was looked at
	FindingUnlikeOthers  = "unlike_others"  // an enrolment picture that is not like the others; value: likeness
	FindingSamePictures  = "same_pictures"  // enrolment pictures that are one picture
	FindingTooFewTaken   = "too_few_taken"  // value: how many are good
	FindingTooManyTaken  = "too_many_taken" // value: how many there are
	FindingModelReplaced = "model_replaced" // made by another model: enrol anew
	FindingNotEnrolled   = "not_enrolled"   // no pictures to compare with
	// FindingTemplateDamaged: what describes the enrolled pictures can't be opened.
	FindingTemplateDamaged = "template_damaged"
)

// Finding is one thing seen, with the pictures or frames it rests on.
type Finding struct {
	Code   string  `json:"code"`
	Value  float64 `json:"value,omitempty"`  // as the code says
	Frames []int   `json:"frames,omitempty"` // which pictures or frames, counted from 0
}

// Limits are what a picture must keep to. A zero field does not limit.
type Limits struct {
	MinFace       float64 // width of the face in pixels
	MinLuma       float64 // of the face, 0–255
	MaxLuma       float64
	MinSharp      float64 // Light.Sharp
	MaxTurn       float64 // degrees to the side
	MaxTilt       float64 // degrees
	MinEyesOpen   float64 // Face.EyesOpen
	MinEyeToAll   float64 // Light.EyeToAll
	MaxCut        float64 // share of the face that may lie beyond the picture
	AllowFewFaces int     // how many faces may be on the picture; 0 is one
}

// EnrolmentLimits are strict: by these pictures a person is known for years.
func EnrolmentLimits() Limits {
	return Limits{
		MinFace: 120, MinLuma: 50, MaxLuma: 225, MinSharp: 0.3, MaxTurn: 25, MaxTilt: 25,
		MinEyesOpen: 0.15, MinEyeToAll: 0.55, MaxCut: 0.1,
	}
}

// ComparisonLimits are what a picture taken on the road needs to be compared at all. Whoever is seen
// beside the person is no reason to refuse: the largest face is compared.
func ComparisonLimits() Limits {
	return Limits{MinFace: 48, MinLuma: 8, MaxLuma: 250, MinSharp: 0.1, MaxTurn: 50, MaxTilt: 60, MaxCut: 0.25, AllowFewFaces: MaxFaces}
}

// Quality tells what to change about a picture; nothing when it is good. The findings name frame 0.
func Quality(s Sight, l Limits) []Finding {
	switch {
	case !s.Checked:
		return []Finding{{Code: FindingEngineAbsent}}
	case s.FaceCount == 0:
		return []Finding{{Code: FindingNoFace, Frames: []int{0}}}
	}
	f := s.Face
	var found []Finding
	add := func(wrong bool, code string, value float64) {
		if wrong {
			found = append(found, Finding{Code: code, Value: math.Round(value*100) / 100, Frames: []int{0}})
		}
	}
	most := func(value, limit float64) bool { return limit != 0 && value > limit }
	add(s.FaceCount > max(1, l.AllowFewFaces), FindingSeveralFaces, float64(s.FaceCount))
	add(f.Box.Width() < l.MinFace, FindingFaceTooSmall, f.Box.Width())
	add(most(cut(s), l.MaxCut), FindingFaceCut, cut(s))
	add(f.Light.Mean < l.MinLuma, FindingTooDark, f.Light.Mean)
	add(most(f.Light.Mean, l.MaxLuma), FindingTooBright, f.Light.Mean)
	add(f.Light.Sharp < l.MinSharp, FindingBlurred, f.Light.Sharp)
	add(most(math.Abs(f.Pose.Yaw), l.MaxTurn), FindingTurnedAway, f.Pose.Yaw)
	add(most(math.Abs(f.Pose.Roll), l.MaxTilt), FindingTilted, f.Pose.Roll)
	covered := f.Light.EyeToAll < l.MinEyeToAll
	add(covered, FindingEyesCovered, f.Light.EyeToAll)
	add(!covered && f.EyesOpen < l.MinEyesOpen, FindingEyesClosed, f.EyesOpen)
	return found
}

// cut is the share of the face that lies beyond the picture.
func cut(s Sight) float64 {
	b := s.Face.Box
	whole := b.Width() * b.Height()
	if whole <= 0 {
		return 0
	}
	w := math.Max(0, math.Min(b.MaxX, float64(s.Width))-math.Max(b.MinX, 0))
	h := math.Max(0, math.Min(b.MaxY, float64(s.Height))-math.Max(b.MinY, 0))
	return 1 - w*h/whole
}
