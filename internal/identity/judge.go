package identity

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Seen is what is to be said of one thing asked. There is no outcome that rejects: whatever was not seen
// asks an officer to look.
type Seen string

// What may be said.
const (
	Passed     Seen = "passed"
	CannotTell Seen = "cannot_tell"
	NotSeen    Seen = "not_seen"
)

// Seens lists everything that may be said, the best first.
func Seens() []Seen { return []Seen{Passed, CannotTell, NotSeen} }

// Findings of challenges. Each has words in web/.
const (
	FindingChallengeExpired = "challenge_expired" // made after its time
	FindingChallengeOther   = "challenge_other"   // answers another challenge
	FindingFramesFaceless   = "frames_faceless"   // frames without one face
	FindingNoBefore         = "no_frame_before"   // nothing to measure movement against
	FindingFaceChanged      = "face_changed"      // frames show different faces; value: least likeness
	FindingPhotoOther       = "photo_other"       // the photo shows another face than the frames; value: likeness
	FindingChallengeSlow    = "challenge_slow"    // value: seconds from asking to the answer
	FindingStillPicture     = "still_picture"     // nothing moves
	FindingLooksLikePicture = "looks_like_picture"
	FindingGestureSeen      = "gesture_seen"     // value: step, from 1
	FindingGestureNotSeen   = "gesture_not_seen" // value: step, from 1
	FindingGestureOther     = "gesture_other"    // the opposite was seen; value: step, from 1
	FindingColourSeen       = "colour_seen"      // value: step, from 1
	FindingColourWeak       = "colour_weak"      // too bright a place; value: step, from 1
	FindingColourOther      = "colour_other"     // another colour was seen; value: step, from 1
	FindingDigitsToHear     = "digits_to_hear"   // an officer listens
)

// Remark is a finding with what it says.
type Remark struct {
	Finding
	Seen Seen `json:"seen"`
}

// Judgement is what was found about a burst.
type Judgement struct {
	Seen    Seen // the worst of the remarks
	Remarks []Remark
}

// What counts as moved, in degrees from how the head was held before; shares of how wide the eyes were open
// before; and shares of colour.
const (
	turnedBy     = 12
	noddedBy     = 7
	closedBelow  = 0.65
	colourAbove  = 0.006
	stillBelow   = 0.012            // of the distance between the eyes
	slowAbove    = 60 * time.Second // three gestures take 10 to 20 seconds; who passes them on needs longer
	liveAbove    = 0.2
	frontalBelow = 25 // degrees within which faces can be compared as usual
)

// Judge compares what a burst shows with what was asked, step by step. It is a pure function of what the
// engine saw.
func Judge(c Challenge, b Burst, t Thresholds) Judgement {
	j := &judge{Judgement: Judgement{Seen: Passed}, challenge: c, frames: b.Frames, thresholds: t}
	if b.Nonce != c.Nonce {
		j.say(CannotTell, FindingChallengeOther, 0)
	}
	if b.MadeAt.After(c.ExpiresAt) {
		j.say(CannotTell, FindingChallengeExpired, b.MadeAt.Sub(c.ExpiresAt).Seconds())
	}
	if took := b.MadeAt.Sub(c.IssuedAt); took > slowAbove && !b.MadeAt.After(c.ExpiresAt) {
		j.say(CannotTell, FindingChallengeSlow, math.Round(took.Seconds()))
	}
	if c.Digits != "" {
		j.say(CannotTell, FindingDigitsToHear, 0)
	}
	if j.faces() && j.before() {
		j.sameFace()
		j.samePhoto(b.Photo)
		if !j.alive() {
			return j.Judgement // of a picture nothing else is worth telling
		}
		for i := range c.Steps {
			j.gesture(i)
			if c.Steps[i].Colour != "" { // a live call asks for no colours
				j.colour(i)
			}
		}
	}
	return j.Judgement
}

// judge gathers remarks.
type judge struct {
	Judgement
	challenge  Challenge
	frames     []Frame
	thresholds Thresholds

	straight Face // how the face was before the first step: the median of each figure
	anchor   int  // the frame before the first step that others are compared with
}

func (j *judge) say(seen Seen, code string, value float64, frames ...int) {
	j.Remarks = append(j.Remarks, Remark{Finding{Code: code, Value: value, Frames: frames}, seen})
	if slices.Index(Seens(), seen) > slices.Index(Seens(), j.Seen) {
		j.Seen = seen
	}
}

// faces says which frames don't show exactly one face; with an engine absent nothing more can be said.
func (j *judge) faces() bool {
	var without []int
	for i, f := range j.frames {
		if !f.Sight.Checked {
			j.say(CannotTell, FindingEngineAbsent, 0)
			return false
		}
		if f.Sight.FaceCount != 1 {
			without = append(without, i)
		}
	}
	if len(without) > 0 {
		j.say(CannotTell, FindingFramesFaceless, float64(len(without)), without...)
	}
	return len(without) < len(j.frames)
}

// of tells the frames of a step that show one face.
func (j *judge) of(step int) []int {
	var frames []int
	for i, f := range j.frames {
		if f.Step == step && f.Sight.FaceCount == 1 {
			frames = append(frames, i)
		}
	}
	return frames
}

func (j *judge) before() bool {
	frames := j.of(Before)
	if len(frames) == 0 {
		j.say(CannotTell, FindingNoBefore, 0)
		return false
	}
	median := func(of func(Face) float64) float64 {
		all := make([]float64, 0, len(frames))
		for _, i := range frames {
			all = append(all, of(j.frames[i].Sight.Face))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	j.anchor = frames[0]
	j.straight.Pose.Yaw = median(func(f Face) float64 { return f.Pose.Yaw })
	j.straight.Pose.Pitch = median(func(f Face) float64 { return f.Pose.Pitch })
	j.straight.EyesOpen = median(func(f Face) float64 { return f.EyesOpen })
	j.straight.Light.Red = median(func(f Face) float64 { return f.Light.Red })
	j.straight.Light.Green = median(func(f Face) float64 { return f.Light.Green })
	j.straight.Light.Blue = median(func(f Face) float64 { return f.Light.Blue })
	return true
}

// sameFace says which frames show another face than the first. A head that is turned is less like itself.
func (j *judge) sameFace() {
	least, first := 1.0, j.frames[j.anchor].Sight.Face
	var others []int
	for i, f := range j.frames {
		if f.Sight.FaceCount != 1 || i == j.anchor {
			continue
		}
		limit := j.thresholds.Review
		if math.Abs(f.Sight.Face.Pose.Yaw) > frontalBelow {
			limit /= 2
		}
		if likeness := Cosine(first.Embedding, f.Sight.Face.Embedding); likeness < limit {
			others, least = append(others, i), math.Min(least, likeness)
		}
	}
	if len(others) > 0 {
		j.say(NotSeen, FindingFaceChanged, least, others...)
	}
}

// samePhoto says when the picture that was compared with the enrolment shows another face than the frames.
func (j *judge) samePhoto(photo Sight) {
	if photo.FaceCount == 0 {
		return
	}
	if likeness := Cosine(photo.Face.Embedding, j.frames[j.anchor].Sight.Face.Embedding); likeness < j.thresholds.Review {
		j.say(NotSeen, FindingPhotoOther, likeness, j.anchor)
	}
}

// alive says when nothing moves from frame to frame, or when the model takes the face for a picture. It
// reports whether anything moves.
func (j *judge) alive() bool {
	first := j.frames[j.anchor].Sight.Face
	moved, lively, count := 0.0, 0.0, 0.0
	for _, f := range j.frames {
		if f.Sight.FaceCount == 1 {
			moved = math.Max(moved, movement(&first.Landmarks, &f.Sight.Face.Landmarks))
			lively, count = lively+f.Sight.Face.Liveness, count+1
		}
	}
	if lively/count < liveAbove {
		j.say(CannotTell, FindingLooksLikePicture, lively/count)
	}
	if moved < stillBelow {
		j.say(NotSeen, FindingStillPicture, 0)
	}
	return moved >= stillBelow
}

// movement is how far landmarks moved against each other, in distances between the eyes: a face that is only
// shifted, turned on the picture or nearer has not moved.
func movement(a, b *Landmarks) float64 {
	pa, pb := inOwnAxes(a), inOwnAxes(b)
	var sum float64
	for i := range pa {
		sum += distance(pa[i], pb[i])
	}
	return sum / float64(len(pa))
}

// inOwnAxes are landmarks with the eyes at (−½, 0) and (½, 0).
func inOwnAxes(l *Landmarks) Landmarks {
	left, right := l.Eyes()
	dx, dy := right.X-left.X, right.Y-left.Y
	norm := dx*dx + dy*dy
	var own Landmarks
	if norm == 0 {
		return own
	}
	for i, p := range l {
		x, y := p.X-(left.X+right.X)/2, p.Y-(left.Y+right.Y)/2
		own[i] = Point{(x*dx + y*dy) / norm, (y*dx - x*dy) / norm}
	}
	return own
}

// gesture says whether the frames of a step show what was asked.
func (j *judge) gesture(step int) {
	frames, value := j.of(step), float64(step+1)
	if len(frames) == 0 {
		j.say(CannotTell, FindingGestureNotSeen, value)
		return
	}
	var turned, nodded, closed float64
	closed = 1
	for _, i := range frames {
		f := j.frames[i].Sight.Face
		if by := f.Pose.Yaw - j.straight.Pose.Yaw; math.Abs(by) > math.Abs(turned) {
			turned = by
		}
		nodded = math.Max(nodded, math.Abs(f.Pose.Pitch-j.straight.Pose.Pitch))
		closed = math.Min(closed, f.EyesOpen/math.Max(j.straight.EyesOpen, 1e-6))
	}
	missing := NotSeen
	var seen, opposite bool
	switch j.challenge.Steps[step].Gesture {
	case TurnLeft:
		seen, opposite = turned >= turnedBy, turned <= -turnedBy
	case TurnRight:
		seen, opposite = turned <= -turnedBy, turned >= turnedBy
	case Nod:
		seen = nodded >= noddedBy
	case Blink:
		seen, missing = closed <= closedBelow, CannotTell // it is short: frames may lie beside it
	}
	switch {
	case seen:
		j.say(Passed, FindingGestureSeen, value, frames...)
	case opposite:
		j.say(NotSeen, FindingGestureOther, value, frames...)
	default:
		j.say(missing, FindingGestureNotSeen, value, frames...)
	}
}

// colour says whether the colour of a step was seen on the face. The face before the first step, over a
// white screen, is what colours are measured against.
func (j *judge) colour(step int) {
	frames, value := j.of(step), float64(step+1)
	if len(frames) == 0 {
		j.say(CannotTell, FindingColourWeak, value)
		return
	}
	shift := map[Colour]float64{}
	for _, i := range frames {
		l, n := j.frames[i].Sight.Face.Light, float64(len(frames))
		shift[Red] += (l.Red - j.straight.Light.Red) / n
		shift[Green] += (l.Green - j.straight.Light.Green) / n
		shift[Blue] += (l.Blue - j.straight.Light.Blue) / n
	}
	strongest := slices.MaxFunc(Colours(), func(a, b Colour) int { return cmp.Compare(shift[a], shift[b]) })
	switch {
	case shift[strongest] < colourAbove:
		j.say(CannotTell, FindingColourWeak, value, frames...)
	case strongest == j.challenge.Steps[step].Colour:
		j.say(Passed, FindingColourSeen, value, frames...)
	default:
		j.say(NotSeen, FindingColourOther, value, frames...)
	}
}
