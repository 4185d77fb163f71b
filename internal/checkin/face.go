package checkin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"diandao/internal/identity"
	"diandao/internal/person"
)

// Codes of findings about a face and the gestures asked for; those of package identity stand beside them.
const (
	FindingFaceMatch        = "face_match"        // value: likeness
	FindingFaceInconclusive = "face_inconclusive" // value: likeness
	FindingFaceUnlike       = "face_unlike"       // value: likeness
	FindingChallengePassed  = "challenge_passed"
	FindingChallengeMissing = "challenge_missing"
)

// VerifyWithin is how long a submission waits for its pictures to be looked at; after that an officer looks.
const VerifyWithin = 8 * time.Second

// Faces compares pictures with persons; identity.Service.
type Faces interface {
	// Verify sets a picture beside the person's enrolment and judges the frames of an answer, nil without one.
	// Whatever can't be looked at is not checked. It returns identity.ErrBurst.
	Verify(ctx context.Context, who person.ID, picture []byte, a *identity.Answer) (identity.Result, error)
}

// noFaces has looked at nothing.
type noFaces struct{}

// Verify has looked at nothing.
func (noFaces) Verify(context.Context, person.ID, []byte, *identity.Answer) (identity.Result, error) {
	return identity.Result{Comparison: identity.Comparison{Outcome: identity.NotChecked, Findings: []identity.Finding{{Code: identity.FindingEngineAbsent}}}}, nil
}

// verify looks at the pictures of a submission. asked is nil without an answer to a challenge.
func (s *Service) verify(ctx context.Context, r Request, way Way, sub Submission, in SubmitInput, made time.Time) (found *identity.Result, asked *Asked, err error) {
	var answer *identity.Answer
	if a := sub.Challenge; a != nil {
		if answer, err = s.answer(r, way, sub, in.Frames, made); err != nil {
			return nil, nil, err
		}
		asked = &Asked{Steps: answer.Challenge.Steps, Digits: answer.Challenge.Digits}
		if answer.Challenge.Digits = ""; len(answer.Frames) == 0 { // an officer hears the digits, on the recording
			answer = nil
		}
	} else if len(in.Frames) > 0 {
		return nil, nil, ErrFramesMismatch
	}
	if !r.Requires.Face || way.IsWithoutFace() || len(in.Photo) == 0 { // a face that nobody agreed to is not looked at
		return nil, asked, nil
	}
	lookCtx, cancel := context.WithTimeout(ctx, VerifyWithin)
	defer cancel()
	result, err := s.faces.Verify(lookCtx, r.PersonID, in.Photo, answer)
	if err != nil && (errors.Is(err, identity.ErrBurst) || lookCtx.Err() == nil) {
		return nil, nil, fmt.Errorf("look at the pictures: %w", err)
	}
	if err != nil {
		result, err = noFaces{}.Verify(ctx, r.PersonID, nil, nil)
	}
	return &result, asked, err
}

func (s *Service) answer(r Request, way Way, sub Submission, frames []byte, made time.Time) (*identity.Answer, error) {
	a := *sub.Challenge
	c, err := s.challenges.Read(sub.DeviceID, r, way, a)
	if err != nil {
		return nil, err
	}
	cut, err := a.cut(frames)
	if err != nil {
		return nil, err
	}
	return &identity.Answer{Challenge: c, MadeAt: made, Frames: cut}, nil
}

// judgeFace says what was found about the photo and the frames. What was not looked at asks an officer.
func (v *Verdict) judgeFace(r Request, s Submission, k Known) {
	if k.Face == nil {
		v.ask(FindingFaceNotChecked, "photo", 0)
		return
	}
	c := k.Face.Comparison
	switch c.Outcome {
	case identity.Match:
		v.state(FindingFaceMatch, "photo", c.Likeness)
	case identity.Inconclusive:
		v.ask(FindingFaceInconclusive, "photo", c.Likeness)
	case identity.Unlike:
		v.ask(FindingFaceUnlike, "photo", c.Likeness)
	case identity.NotChecked:
		v.ask(FindingFaceNotChecked, "photo", 0)
	}
	for _, f := range c.Findings {
		if f.Code != identity.FindingEngineAbsent {
			v.state(f.Code, "photo", f.Value)
		}
	}
	if r.Requires.Challenge {
		v.judgeChallenge(s, k.Face)
	}
}

// judgeChallenge says which of the gestures and colours asked for were not seen. It only ever asks.
func (v *Verdict) judgeChallenge(s Submission, found *identity.Result) {
	switch {
	case s.Challenge == nil || len(s.Challenge.Frames) == 0:
		v.ask(FindingChallengeMissing, "frames", 0)
		return
	case found.Judgement == nil:
		return // the pictures were not looked at, which is said already
	case found.Judgement.Seen == identity.Passed:
		v.state(FindingChallengePassed, "frames", 0)
		return
	}
	for _, m := range found.Judgement.Remarks {
		isSaid := m.Code == identity.FindingEngineAbsent && found.Comparison.Outcome == identity.NotChecked
		if m.Seen != identity.Passed && !isSaid {
			v.ask(m.Code, framesOf(m.Frames), m.Value)
		}
	}
}

// framesOf names frames as evidence: "frames", "frames:2,3".
func framesOf(frames []int) string {
	if len(frames) == 0 {
		return "frames"
	}
	names := make([]string, 0, len(frames))
	for _, f := range slices.Compact(slices.Sorted(slices.Values(frames))) {
		names = append(names, strconv.Itoa(f))
	}
	return "frames:" + strings.Join(names, ",")
}
