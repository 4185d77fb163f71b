package checkin

import (
	"time"

	"diandao/internal/geo"
)

// Reason codes of findings. Each has words in both languages in web/.
const (
	FindingInTime          = "in_time"
	FindingLate            = "late"
	FindingFaceNotChecked  = "face_not_checked" // no engine: an officer compares
	FindingNoPhoto         = "no_photo"         // the person could not or would not take one
	FindingNoLocation      = "no_location"
	FindingInsideFence     = "inside_fence"
	FindingOutsideFence    = "outside_fence"
	FindingFenceCannotTell = "fence_cannot_tell"
	FindingLocationStale   = "location_stale"
	FindingAnswerMissing   = "answer_missing"
	FindingHelpAsked       = "help_asked"
)

// Weight tells what a finding does to the verdict.
type Weight string

// The weights.
const (
	Fact Weight = "fact" // stated, changes nothing
	Asks Weight = "asks" // an officer should look
)

// Finding is one thing seen in a submission, naming its evidence.
type Finding struct {
	Code     string  `json:"code"`
	Weight   Weight  `json:"weight"`
	Evidence string  `json:"evidence"`        // "photo", "location", "answer:q1", "received_at"
	Value    float64 `json:"value,omitempty"` // metres or seconds, as the code says
}

// StaleAfter is how old a fix may be when it is handed in.
const StaleAfter = 10 * time.Minute

// Verdict is the outcome of a submission and what it rests on.
type Verdict struct {
	Outcome  Status // Accepted, Late or Review
	Findings []Finding
}

// Judge is the verdict on submission s to request r, received at now. It is pure. It never rejects: what
// software doubts, a person looks at. The submission is taken to be well formed (see Submission.Check).
func Judge(r Request, s Submission, now time.Time) Verdict {
	v := Verdict{Outcome: Accepted}
	v.judgeTime(r, now)
	v.judgePhoto(r, s)
	v.judgeLocation(r, s, now)
	v.judgeAnswers(r, s)
	if s.HelpNeeded {
		v.state(FindingHelpAsked, "answer:help", 0)
	}
	for _, f := range v.Findings {
		if f.Weight == Asks {
			v.Outcome = Review
		}
	}
	return v
}

func (v *Verdict) state(code, evidence string, value float64) {
	v.Findings = append(v.Findings, Finding{Code: code, Weight: Fact, Evidence: evidence, Value: value})
}

func (v *Verdict) ask(code, evidence string, value float64) {
	v.Findings = append(v.Findings, Finding{Code: code, Weight: Asks, Evidence: evidence, Value: value})
}

func (v *Verdict) judgeTime(r Request, now time.Time) {
	if now.Before(r.DueAt) {
		v.state(FindingInTime, "received_at", r.DueAt.Sub(now).Seconds())
		return
	}
	v.Outcome = Late
	v.state(FindingLate, "received_at", now.Sub(r.DueAt).Seconds())
}

func (v *Verdict) judgePhoto(r Request, s Submission) {
	switch {
	case !r.Requires.Face:
	case s.PhotoSHA256 == "":
		v.ask(FindingNoPhoto, "photo", 0)
	default:
		v.ask(FindingFaceNotChecked, "photo", 0)
	}
}

func (v *Verdict) judgeLocation(r Request, s Submission, now time.Time) {
	if !r.Requires.Location {
		return
	}
	if s.Location == nil {
		v.ask(FindingNoLocation, "location", 0)
		return
	}
	if age := now.Sub(s.Location.TakenAt); age > StaleAfter {
		v.ask(FindingLocationStale, "location", age.Seconds())
	}
	if r.Requires.Fence == nil {
		return
	}
	d := geo.Distance(r.Requires.Fence.Center, s.Location.Point)
	switch r.Requires.Fence.Compare(s.Location.Point, s.Location.AccuracyM) {
	case geo.Inside:
		v.state(FindingInsideFence, "location", d)
	case geo.Outside:
		v.ask(FindingOutsideFence, "location", d)
	case geo.CannotTell:
		v.ask(FindingFenceCannotTell, "location", d)
	}
}

func (v *Verdict) judgeAnswers(r Request, s Submission) {
	given := make(map[string]bool, len(s.Answers))
	for _, a := range s.Answers {
		given[a.QuestionID] = a.Text != ""
	}
	for _, q := range r.Requires.Questions {
		if !given[q.ID] {
			v.ask(FindingAnswerMissing, "answer:"+q.ID, 0)
		}
	}
}

// CloseOutcome tells what a request becomes that nobody answered: not_reached unless some device of the
// person acknowledged a notice of it, or the person opened the app, within the window.
func CloseOutcome(reached bool) Status {
	if reached {
		return Missed
	}
	return NotReached
}
