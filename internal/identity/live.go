package identity

import (
	"context"
	"math"

	"diandao/internal/person"
)

// Look tells what the engine sees on a picture of a live call; what can't be looked at is not Checked.
func (s *Service) Look(ctx context.Context, picture []byte) Sight { return s.look(ctx, picture) }

// Weigh sets what was seen of a live call beside the person's enrolment, and judges whether the frames show what
// was asked; a challenge without steps is judged by whether it is one living face. Frames that were not Checked
// are NotChecked. It returns ErrBurst when the frames are not in the order of the steps, or the database's error.
func (s *Service) Weigh(ctx context.Context, who person.ID, photo Sight, c Challenge, frames []Frame) (Result, error) {
	b := Burst{Nonce: c.Nonce, MadeAt: c.IssuedAt, Photo: photo, Frames: frames}
	if err := b.Check(c); err != nil {
		return Result{}, err
	}
	e, unknown, err := s.known(ctx, who)
	if err != nil {
		return Result{}, err
	}
	r := Result{Comparison: Comparison{Outcome: NotChecked, Model: s.p.Engine.Model(), Findings: []Finding{{Code: unknown}}}}
	switch {
	case !photo.Checked:
		r.Comparison.Findings[0].Code = FindingEngineAbsent
	case unknown == "":
		r.Comparison = Compare(e, photo, s.p.Thresholds, ComparisonLimits())
	}
	judged := Judge(c, b, s.p.Thresholds)
	r.Judgement = &judged
	return r, nil
}

// BestOf returns the index of the frame that a face is best compared by: one on which least is wrong, then the
// one that looks most into the camera, then the sharpest; −1 when a face is on none.
func BestOf(frames []Frame) int {
	best := -1
	for i, f := range frames {
		if f.Sight.Checked && f.Sight.FaceCount > 0 && (best < 0 || isBetter(f.Sight, frames[best].Sight)) {
			best = i
		}
	}
	return best
}

func isBetter(a, b Sight) bool {
	if wrongA, wrongB := len(Quality(a, ComparisonLimits())), len(Quality(b, ComparisonLimits())); wrongA != wrongB {
		return wrongA < wrongB
	}
	const step = 5 // degrees that make a difference
	turnA, turnB := math.Floor(math.Abs(a.Face.Pose.Yaw)/step), math.Floor(math.Abs(b.Face.Pose.Yaw)/step)
	if turnA != turnB {
		return turnA < turnB
	}
	return a.Face.Light.Sharp > b.Face.Light.Sharp
}
