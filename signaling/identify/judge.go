package identify

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"diandao/internal/identity"
	"diandao/internal/rollcall"
)

// Seen is what one attempt brought.
type Seen struct {
	Attempt     int
	At          time.Time
	WithoutFace bool // nothing was to be looked at
	Cut         bool // the call ended before the time was over
	LeftOut     int  // shots that nobody had time to look at
	Frames      []identity.Frame
	Photo       int // of Frames; −1 when a face is on none
	Result      *identity.Result
}

// Judge says what an attempt showed, as findings. It is pure.
func Judge(s Seen) []rollcall.Finding {
	j := judge{Seen: s}
	if s.LeftOut > 0 {
		j.say(rollcall.FindingPicturesLeftOut, rollcall.Fact, rollcall.EvidenceFrames, float64(s.LeftOut))
	}
	switch {
	case s.WithoutFace:
		j.say(rollcall.FindingFaceOtherWay, rollcall.Fact, rollcall.EvidencePicture, 0)
	case len(s.Frames) == 0 && s.Cut:
		j.say(rollcall.FindingChallengeCut, rollcall.Fact, rollcall.EvidenceFrames, 0)
	case len(s.Frames) == 0 && s.LeftOut == 0:
		j.say(rollcall.FindingNoPicture, rollcall.Asks, rollcall.EvidenceFrames, 0)
	case len(s.Frames) == 0: // nobody looked, which is said
	case !s.looked():
		j.say(rollcall.FindingFaceEngineOff, rollcall.Fact, rollcall.EvidencePicture, 0)
	default:
		j.face()
		j.challenge()
	}
	return j.found
}

// looked reports whether an engine saw any of the frames.
func (s Seen) looked() bool {
	return slices.ContainsFunc(s.Frames, func(f identity.Frame) bool { return f.Sight.Checked })
}

// judge gathers findings.
type judge struct {
	Seen
	found []rollcall.Finding
}

func (j *judge) say(code string, w rollcall.Weight, evidence string, value float64) {
	model := ""
	if j.Photo >= 0 && j.Photo < len(j.Frames) {
		model = j.Frames[j.Photo].Sight.Model.Hash
	}
	j.found = append(j.found, rollcall.Finding{
		Code: code, Weight: w, Evidence: evidence, Value: math.Round(value*1000) / 1000, Model: model, Attempt: j.Attempt, At: j.At,
	})
}

func (j *judge) face() {
	if j.Photo < 0 {
		j.say(rollcall.FindingFaceMissing, rollcall.Asks, framesOf(every(len(j.Frames))), float64(len(j.Frames)))
		return
	}
	if j.Result == nil {
		return
	}
	c := j.Result.Comparison
	switch c.Outcome {
	case identity.Match:
		j.say(rollcall.FindingFaceMatch, rollcall.Fact, rollcall.EvidencePicture, c.Likeness)
	case identity.Inconclusive:
		j.say(rollcall.FindingFaceInconclusive, rollcall.Asks, rollcall.EvidencePicture, c.Likeness)
	case identity.Unlike:
		j.say(rollcall.FindingFaceUnlike, rollcall.Asks, rollcall.EvidencePicture, c.Likeness)
	case identity.NotChecked:
		j.say(rollcall.FindingFaceNotCompared, rollcall.Fact, rollcall.EvidencePicture, 0)
	}
	for _, f := range c.Findings {
		if f.Code != "" && f.Code != identity.FindingEngineAbsent {
			j.say(f.Code, rollcall.Fact, rollcall.EvidencePicture, f.Value)
		}
	}
}

// challenge says whether what was asked for was seen. What the call cut short is nobody's doing, and a face that
// is missing altogether is said already.
func (j *judge) challenge() {
	if j.Cut {
		j.say(rollcall.FindingChallengeCut, rollcall.Fact, rollcall.EvidenceFrames, 0)
		return
	}
	if j.Result == nil || j.Result.Judgement == nil || j.Photo < 0 {
		return
	}
	seen := identity.Passed
	var weight rollcall.Weight
	for _, r := range j.Result.Judgement.Remarks {
		if r.Code == identity.FindingDigitsToHear || r.Seen == identity.Passed {
			continue
		}
		if seen != identity.NotSeen {
			seen = r.Seen
		}
		weight = rollcall.Fact
		if r.Seen == identity.NotSeen {
			weight = rollcall.Asks
		}
		j.say(r.Code, weight, framesOf(r.Frames), r.Value)
	}
	all := framesOf(every(len(j.Frames)))
	switch seen {
	case identity.Passed:
		j.say(rollcall.FindingChallengeMet, rollcall.Fact, all, 0)
	case identity.CannotTell:
		j.say(rollcall.FindingChallengeUnclear, rollcall.Fact, all, 0)
	case identity.NotSeen:
		j.say(rollcall.FindingChallengeNotMet, rollcall.Asks, all, 0)
	}
}

func every(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// framesOf names frames as evidence: "frames", "frames:2,3".
func framesOf(frames []int) string {
	if len(frames) == 0 {
		return rollcall.EvidenceFrames
	}
	names := make([]string, 0, len(frames))
	for _, f := range slices.Compact(slices.Sorted(slices.Values(frames))) {
		names = append(names, strconv.Itoa(f))
	}
	return rollcall.EvidenceFrames + ":" + strings.Join(names, ",")
}
