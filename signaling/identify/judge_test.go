package identify

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
	"diandao/internal/rollcall"
)

func frames(n int, checked bool, faces int) []identity.Frame {
	out := make([]identity.Frame, n)
	for i := range out {
		out[i] = identity.Frame{Step: identity.Before, Sight: identity.Sight{Checked: checked, FaceCount: faces, Model: identity.Model{Hash: "h"}}}
	}
	return out
}

func result(outcome identity.Outcome, likeness float64, remarks ...identity.Remark) *identity.Result {
	return &identity.Result{Comparison: identity.Comparison{Outcome: outcome, Likeness: likeness}, Judgement: &identity.Judgement{Remarks: remarks}}
}

func remark(code string, seen identity.Seen, at ...int) identity.Remark {
	return identity.Remark{Finding: identity.Finding{Code: code, Frames: at}, Seen: seen}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	fact, asks := rollcall.Fact, rollcall.Asks
	passed := remark(identity.FindingGestureSeen, identity.Passed, 3)
	cases := map[string]struct {
		seen Seen
		want map[string]rollcall.Weight
	}{
		"the person does what is asked": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Match, 0.7, passed)},
			map[string]rollcall.Weight{rollcall.FindingFaceMatch: fact, rollcall.FindingChallengeMet: fact},
		},
		"digits are for the officer's ears": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Match, 0.7, remark(identity.FindingDigitsToHear, identity.CannotTell))},
			map[string]rollcall.Weight{rollcall.FindingFaceMatch: fact, rollcall.FindingChallengeMet: fact},
		},
		"somebody else": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Unlike, 0.1, passed)},
			map[string]rollcall.Weight{rollcall.FindingFaceUnlike: asks, rollcall.FindingChallengeMet: fact},
		},
		"not sure": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Inconclusive, 0.4, passed)},
			map[string]rollcall.Weight{rollcall.FindingFaceInconclusive: asks, rollcall.FindingChallengeMet: fact},
		},
		"a picture held into the camera": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Match, 0.9, remark(identity.FindingStillPicture, identity.NotSeen))},
			map[string]rollcall.Weight{rollcall.FindingFaceMatch: fact, identity.FindingStillPicture: asks, rollcall.FindingChallengeNotMet: asks},
		},
		"a gesture that came too late": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Match, 0.9, passed, remark(identity.FindingGestureNotSeen, identity.NotSeen, 5, 6))},
			map[string]rollcall.Weight{rollcall.FindingFaceMatch: fact, identity.FindingGestureNotSeen: asks, rollcall.FindingChallengeNotMet: asks},
		},
		"a blink between two frames is nobody's fault": {
			Seen{Frames: frames(8, true, 1), Result: result(identity.Match, 0.9, remark(identity.FindingGestureNotSeen, identity.CannotTell, 5))},
			map[string]rollcall.Weight{rollcall.FindingFaceMatch: fact, identity.FindingGestureNotSeen: fact, rollcall.FindingChallengeUnclear: fact},
		},
		"nobody before the camera": {Seen{Photo: -1, Frames: frames(3, true, 0)}, map[string]rollcall.Weight{rollcall.FindingFaceMissing: asks}},
		"no picture at all":        {Seen{Photo: -1}, map[string]rollcall.Weight{rollcall.FindingNoPicture: asks}},
		"the officer was quicker":  {Seen{Photo: -1, Cut: true}, map[string]rollcall.Weight{rollcall.FindingChallengeCut: fact}},
		"cut short with a face": {
			Seen{Cut: true, Frames: frames(2, true, 1), Result: result(identity.Match, 0.7, remark(identity.FindingStillPicture, identity.NotSeen))},
			map[string]rollcall.Weight{rollcall.FindingFaceMatch: fact, rollcall.FindingChallengeCut: fact},
		},
		"no engine":        {Seen{Photo: -1, Frames: frames(8, false, 0)}, map[string]rollcall.Weight{rollcall.FindingFaceEngineOff: fact}},
		"a busy server":    {Seen{Photo: -1, LeftOut: 8}, map[string]rollcall.Weight{rollcall.FindingPicturesLeftOut: fact}},
		"without the face": {Seen{Photo: -1, WithoutFace: true}, map[string]rollcall.Weight{rollcall.FindingFaceOtherWay: fact}},
		"not enrolled": {
			Seen{Frames: frames(8, true, 1), Result: &identity.Result{Comparison: identity.Comparison{Outcome: identity.NotChecked, Findings: []identity.Finding{{Code: identity.FindingNotEnrolled}}}, Judgement: &identity.Judgement{}}},
			map[string]rollcall.Weight{rollcall.FindingFaceNotCompared: fact, identity.FindingNotEnrolled: fact, rollcall.FindingChallengeMet: fact},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.seen.Attempt, c.seen.At = 2, nine
			got := map[string]rollcall.Weight{}
			for _, f := range Judge(c.seen) {
				got[f.Code] = f.Weight
				require.NotEmpty(t, f.Evidence, "every finding names its evidence")
				require.Equal(t, 2, f.Attempt)
				require.Equal(t, nine, f.At)
			}
			require.Equal(t, c.want, got)
		})
	}
	got := Judge(Seen{Frames: frames(8, true, 1), Result: result(identity.Match, 0.9, remark(identity.FindingGestureNotSeen, identity.NotSeen, 6, 5))})
	require.Equal(t, "frames:5,6", got[1].Evidence)
	require.Equal(t, "h", got[0].Model)
}
