package checkin

import (
	"time"

	"diandao/internal/geo"
	"diandao/internal/identity"
)

// Reason codes of findings. Each has words in both languages in web/.
const (
	FindingInTime            = "in_time"
	FindingLate              = "late"
	FindingDeliveredLate     = "delivered_late"   // made without network, arrived afterwards
	FindingClockChanged      = "clock_changed"    // the phone's own time disagrees with the time token's
	FindingFaceNotChecked    = "face_not_checked" // no engine: an officer compares
	FindingNoPhoto           = "no_photo"         // the person could not or would not take one
	FindingSamePicture       = "same_picture"     // byte for byte one of the person's earlier ones
	FindingNoSurroundings    = "no_surroundings"
	FindingNoVoice           = "no_voice"
	FindingVoiceToHear       = "voice_to_hear"  // an officer hears the recording
	FindingVoiceRefused      = "voice_refused"  // asked for by the plan, against the person's no to recordings
	FindingVoiceNotKept      = "voice_not_kept" // a recording came all the same, and was not opened
	FindingSameRecording     = "same_recording" // byte for byte one of the person's earlier ones
	FindingNoLocation        = "no_location"
	FindingInsideFence       = "inside_fence"
	FindingOutsideFence      = "outside_fence"
	FindingAwayFromForbidden = "away_from_forbidden" // outside of where the person may not be
	FindingWithinForbidden   = "within_forbidden"
	FindingFenceCannotTell   = "fence_cannot_tell"
	FindingFenceOffOnLeave   = "fence_off_on_leave"
	FindingLocationStale     = "location_stale"
	FindingImpossibleTravel  = "impossible_travel" // value: km/h since the last fix
	FindingMockLocation      = "mock_location"
	FindingEmulator          = "emulator"
	FindingSameFix           = "same_fix" // to the last digit where the person was before: a radio never says that
	FindingFirstMinute       = "always_first_minute"
	FindingBatteryLow        = "battery_low" // value: percent
	FindingAnswerMissing     = "answer_missing"
	FindingHelpAsked         = "help_asked"
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
	Evidence string  `json:"evidence"`        // "photo", "surroundings", "voice", "location", "answer:q1", "received_at", "made_at", "signed_at", "device"
	Value    float64 `json:"value,omitempty"` // metres, seconds, km/h, percent or a count, as the code says
}

// Bounds of what is judged.
const (
	// StaleAfter is how old a fix may be when the check-in is made.
	StaleAfter = 10 * time.Minute
	// ImpossibleKMH is faster than any airliner between two fixes at least ImpossibleM apart.
	ImpossibleKMH = 1000
	ImpossibleM   = 50_000
	// FirstMinutes is how many check-ins in a row made within a minute of opening are a pattern.
	FirstMinutes = 8
	// LowBattery is the charge, in percent, from which a phone may soon be out of reach.
	LowBattery = 10
)

// Past is an earlier check-in of the same person.
type Past struct {
	OpensAt, MadeAt time.Time
	Location        *Location
}

// Known is what the verdict rests on beside the request and the submission.
type Known struct {
	Circumstances
	MadeAt, ReceivedAt time.Time
	Past               []Past           // newest first, at most ten
	Face               *identity.Result // what was seen on photo and frames; nil when they were not looked at
}

// Verdict is the outcome of a submission and what it rests on.
type Verdict struct {
	Outcome  Status // Accepted, Late or Review
	Findings []Finding
}

// Judge is the verdict on submission s to request r. It is pure. It never rejects: what software doubts, a
// person looks at. The submission is taken to be well formed (see ParseSubmission).
func Judge(r Request, s Submission, k Known) Verdict {
	v := Verdict{Outcome: Accepted}
	v.judgeTime(r, s, k)
	v.judgePhoto(r, s, k)
	v.judgeAttachments(r, s, k)
	v.judgeLocation(r, s, k)
	v.judgePatterns(r, s, k)
	v.judgeAnswers(r, s)
	v.judgeDevice(s)
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

func (v *Verdict) judgeTime(r Request, s Submission, k Known) {
	evidence := "received_at"
	if s.TimeToken != "" {
		evidence = "made_at"
	}
	if k.MadeAt.Before(r.DueAt) {
		v.state(FindingInTime, evidence, r.DueAt.Sub(k.MadeAt).Seconds())
	} else {
		v.Outcome = Late
		v.state(FindingLate, evidence, k.MadeAt.Sub(r.DueAt).Seconds())
	}
	if delay := k.ReceivedAt.Sub(k.MadeAt); IsSentLater(k.MadeAt, k.ReceivedAt) {
		if s.Clock == Monotonic {
			v.state(FindingDeliveredLate, "made_at", delay.Seconds())
		} else {
			v.ask(FindingDeliveredLate, "made_at", delay.Seconds()) // a clock that the person can set
		}
	}
	if off := s.SignedAt.Sub(k.MadeAt).Abs(); s.TimeToken != "" && off > MaxSkew {
		v.ask(FindingClockChanged, "signed_at", off.Seconds())
	}
}

func (v *Verdict) judgePhoto(r Request, s Submission, k Known) {
	switch {
	case !r.Requires.Face:
	case k.Way.IsWithoutFace():
		v.judgeWay(s, k)
	case s.PhotoSHA256 == "":
		v.ask(FindingNoPhoto, "photo", 0)
	default:
		v.judgeFace(r, s, k)
	}
	if k.Seen[s.PhotoSHA256] {
		v.ask(FindingSamePicture, "photo", 0)
	}
}

func (v *Verdict) judgeLocation(r Request, s Submission, k Known) {
	if s.Location == nil {
		if r.Requires.Location {
			v.ask(FindingNoLocation, "location", 0)
		}
		return
	}
	if age := k.MadeAt.Sub(s.Location.TakenAt); age > StaleAfter {
		v.ask(FindingLocationStale, "location", age.Seconds())
	}
	v.judgeTravel(s, k)
	if f := r.Requires.Fence; r.Requires.Location && f != nil {
		v.judgeFence(*f, *s.Location, k.OnLeave)
	}
}

func (v *Verdict) judgeFence(f geo.Fence, l Location, onLeave bool) {
	d := f.Away(l.Point)
	side := f.Compare(l.Point, l.AccuracyM)
	forbidden := f.Keep == geo.Outside
	switch {
	case onLeave && !forbidden:
		v.state(FindingFenceOffOnLeave, "location", d)
	case side == geo.CannotTell:
		v.ask(FindingFenceCannotTell, "location", d)
	case forbidden && side == geo.Outside:
		v.state(FindingAwayFromForbidden, "location", d)
	case forbidden:
		v.ask(FindingWithinForbidden, "location", d)
	case side == geo.Inside:
		v.state(FindingInsideFence, "location", d)
	default:
		v.ask(FindingOutsideFence, "location", d)
	}
}

// judgeTravel compares the fix with the last one: circles of accuracy are taken off the distance.
func (v *Verdict) judgeTravel(s Submission, k Known) {
	for _, p := range k.Past {
		if p.Location == nil {
			continue
		}
		if p.Location.Point == s.Location.Point && p.Location.AccuracyM == s.Location.AccuracyM {
			v.ask(FindingSameFix, "location", 0)
			return
		}
		apart := geo.Distance(p.Location.Point, s.Location.Point) - p.Location.AccuracyM - s.Location.AccuracyM
		hours := max(s.Location.TakenAt.Sub(p.Location.TakenAt).Hours(), 1.0/60)
		if speed := apart / 1000 / hours; apart >= ImpossibleM && speed > ImpossibleKMH {
			v.ask(FindingImpossibleTravel, "location", speed)
		}
		return
	}
}

// judgePatterns looks for what fixed windows invite: an answer that is always there in the first minute
// may come from a machine.
func (v *Verdict) judgePatterns(r Request, _ Submission, k Known) {
	if len(k.Past) < FirstMinutes || k.MadeAt.Sub(r.OpensAt) >= time.Minute {
		return
	}
	for _, p := range k.Past[:FirstMinutes] {
		if p.MadeAt.Sub(p.OpensAt) >= time.Minute {
			return
		}
	}
	v.ask(FindingFirstMinute, "made_at", FirstMinutes+1)
}

func (v *Verdict) judgeDevice(s Submission) {
	if s.Device.MockLocation {
		v.ask(FindingMockLocation, "device", 0)
	}
	if s.Device.Emulator {
		v.ask(FindingEmulator, "device", 0)
	}
	if b := s.Device.BatteryPct; b != nil && *b <= LowBattery {
		v.state(FindingBatteryLow, "device", float64(*b))
	}
}

func (v *Verdict) judgeAnswers(r Request, s Submission) {
	given := make(map[string]string, len(s.Answers))
	for _, a := range s.Answers {
		given[a.QuestionID] = a.Text
	}
	for _, q := range r.Requires.Questions {
		if q.IsAsked(given) && given[q.ID] == "" {
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
