package rollcall

import (
	"cmp"
	"slices"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/evidence"
	"diandao/internal/geo"
)

// Codes of findings about a person during a call of names. Each has words in both languages in web/. Those of
// package identity about single frames stand beside them.
const (
	FindingFaceMatch        = "face_match"        // value: likeness
	FindingFaceInconclusive = "face_inconclusive" // value: likeness
	FindingFaceUnlike       = "face_unlike"       // value: likeness
	FindingFaceNotCompared  = "face_not_compared" // enrolled with other weights, or not at all; another finding says which
	FindingFaceEngineOff    = "face_engine_off"   // nothing was looked at: the officer compares
	FindingFaceMissing      = "face_missing"      // pictures came, a face was on none; value: how many
	FindingFaceOtherWay     = "face_other_way"    // the person shows who they are without the face
	FindingNoPicture        = "no_picture"        // no picture came while the person was asked
	FindingChallengeMet     = "challenge_met"
	FindingChallengeNotMet  = "challenge_not_met"   // the picture did not do what was asked while it was asked
	FindingChallengeUnclear = "challenge_unclear"   // too little was seen to say either
	FindingChallengeCut     = "challenge_cut_short" // the call ended before the time was over
	FindingPicturesLeftOut  = "pictures_left_out"   // the server had no time to look; value: how many
)

// Codes of hints that somebody else, or a machine, may be answering.
const (
	FindingSameFaceElsewhere = "same_face_elsewhere" // evidence names the persons; value: likeness
	FindingSameNetwork       = "same_network"        // evidence names the persons; value: how many
	FindingVirtualCamera     = "virtual_camera"      // evidence names the signs
	FindingOtherDevice       = "other_device"        // not the phone of the last check-in, which is still in use
	FindingFarFromArea       = "far_from_area"       // value: metres from the nearest area's edge
)

// Codes of findings about where the phone is; they mean what they mean for check-ins.
const (
	FindingLocated         = "located" // no area is registered to compare with
	FindingNoLocation      = "no_location"
	FindingLocationStale   = "location_stale"      // value: seconds
	FindingInsideFence     = "inside_fence"        // value: metres from the centre, or from a polygon's edge
	FindingOutsideFence    = "outside_fence"       // value: metres from the centre, or from a polygon's edge
	FindingAwayForbidden   = "away_from_forbidden" // value: metres from the centre, or from a polygon's edge
	FindingWithinForbidden = "within_forbidden"    // value: metres from the centre, or from a polygon's edge
	FindingFenceCannotTell = "fence_cannot_tell"   // value: metres from the centre, or from a polygon's edge
	FindingFenceOffOnLeave = "fence_off_on_leave"  // value: metres from the centre, or from a polygon's edge
)

// What findings rest on. Frames and persons are named after a colon.
const (
	EvidencePicture  = "picture"
	EvidenceFrames   = "frames"
	EvidenceLocation = "location"
	EvidenceDevice   = "device"
	EvidencePersons  = "persons"
	EvidenceCamera   = "camera"
)

// Weight tells what a finding does: a fact is stated; a hint is shown to the officer; what asks puts the
// person up for review. None of them marks anybody.
type Weight string

// The weights.
const (
	Fact Weight = "fact"
	Hint Weight = "hint"
	Asks Weight = "asks"
)

// Weights lists every weight.
func Weights() []Weight { return []Weight{Fact, Hint, Asks} }

// Finding is one thing seen of a person during a call, naming what it rests on.
type Finding struct {
	Code   string `json:"code"`
	Weight Weight `json:"weight"`
	// Evidence: "picture", "frames:2,3", "location", "device", "camera:label,even", "persons:ID,ID".
	Evidence string    `json:"evidence"`
	Value    float64   `json:"value,omitempty"` // as the code says
	Model    string    `json:"model,omitempty"` // SHA-256 of the weights that looked, hex; empty where none did
	Attempt  int       `json:"attempt"`         // of the challenge during which it was seen, from 1; 0 outside of any
	At       time.Time `json:"at"`
}

// ChallengeKind is what a challenge is about.
type ChallengeKind string

// The kinds.
const (
	Digits   ChallengeKind = "digits"   // four digits to read out; the officer hears them
	Gestures ChallengeKind = "gestures" // movements, to be seen on the frames
)

// ChallengeKinds lists every kind.
func ChallengeKinds() []ChallengeKind { return []ChallengeKind{Digits, Gestures} }

// Challenge is what a called person was asked to do, and what was kept of it.
type Challenge struct {
	Attempt  int           `json:"attempt"` // from 1
	Kind     ChallengeKind `json:"kind"`
	Digits   string        `json:"digits,omitempty"`
	Gestures []string      `json:"gestures,omitempty"` // identity.Gesture, in order
	AskedAt  time.Time     `json:"asked_at"`
	Deadline time.Time     `json:"deadline"`
	// PictureID is the picture that was compared, FramesID the frames, JPEG after JPEG; empty while there are none.
	PictureID evidence.ID `json:"picture_id,omitempty"`
	FramesID  evidence.ID `json:"frames_id,omitempty"`
	Frames    []Frame     `json:"frames,omitempty"`
}

// Frame is where one frame lies and what the screen showed meanwhile.
type Frame struct {
	Step     int   `json:"step"` // gesture, from 0; −1 looking straight ahead
	OffsetMS int64 `json:"offset_ms"`
	Bytes    int   `json:"bytes"`
}

// Fix is where a phone said it was.
type Fix struct {
	geo.Point
	AccuracyM float64   `json:"accuracy_m"` // 68 % radius
	Datum     geo.Datum `json:"datum"`      // as the source gave it; the point itself is WGS-84
	TakenAt   time.Time `json:"taken_at"`
}

// Bounds of what is kept with one invitee. What is dropped here stays in the audit.
const (
	MaxFindings   = 60
	MaxChallenges = 5
)

// WithFindings returns the invitee with more findings. One of the same code, evidence and attempt is not kept
// twice; of too many the oldest go, facts first.
func (i Invitee) WithFindings(more []Finding) Invitee {
	all := slices.Clone(i.Findings)
	for _, f := range more {
		same := func(o Finding) bool { return o.Code == f.Code && o.Evidence == f.Evidence && o.Attempt == f.Attempt }
		if !slices.ContainsFunc(all, same) {
			all = append(all, f)
		}
	}
	for len(all) > MaxFindings {
		oldest := max(slices.IndexFunc(all, func(f Finding) bool { return f.Weight == Fact }), 0)
		all = slices.Delete(all, oldest, oldest+1)
	}
	i.Findings = all
	return i
}

// WithChallenge returns the invitee with a challenge that is new, or in place of the same attempt's.
func (i Invitee) WithChallenge(c Challenge) Invitee {
	all := slices.DeleteFunc(slices.Clone(i.Challenges), func(o Challenge) bool { return o.Attempt == c.Attempt })
	all = append(all, c)
	slices.SortFunc(all, func(a, b Challenge) int { return cmp.Compare(a.Attempt, b.Attempt) })
	i.Challenges = all[max(0, len(all)-MaxChallenges):]
	return i
}

// Challenge returns the newest challenge, nil before the first.
func (i Invitee) Challenge() *Challenge {
	if len(i.Challenges) == 0 {
		return nil
	}
	return &i.Challenges[len(i.Challenges)-1]
}

// Proposal is the mark that the findings suggest to the officer: review when something asks for it, else none.
// It never is a mark. Findings of a finished attempt count until a later one has shown the face.
func (i Invitee) Proposal() attendance.Status {
	if len(Asking(i.Findings)) > 0 {
		return attendance.Review
	}
	return ""
}

// Asking returns the codes that an officer should look at, each once, in the order they came. What an attempt
// asked about the face is settled by a later attempt that found the enrolled face.
func Asking(all []Finding) []string {
	settled := 0
	for _, f := range all {
		if f.Code == FindingFaceMatch {
			settled = max(settled, f.Attempt)
		}
	}
	var codes []string
	for _, f := range all {
		isSettled := f.Attempt > 0 && f.Attempt < settled
		if f.Weight == Asks && !isSettled && !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// codesOf returns the codes of findings, for the audit.
func codesOf(all []Finding) []string {
	codes := make([]string, 0, len(all))
	for _, f := range all {
		codes = append(codes, f.Code)
	}
	return codes
}

// undecided reports whether anything beyond facts was found that nobody has decided about.
func (i Invitee) undecided() bool {
	return slices.ContainsFunc(i.Findings, func(f Finding) bool { return f.Weight != Fact })
}
