// Package checkin holds mobile check-ins (报到): plans by which requests open, what a phone submits, the
// verdict on it, and what follows when nothing comes.
//
//	plan ──opens──▶ request: open ──submission──▶ accepted | late | review | rejected
//	                           └──closing──▶ missed | not_reached
//	                                  review ──officer──▶ accepted | late | rejected | open (asked again)
//
// Invariants: a request keeps the version of the plan it was opened under; a verdict is a pure function
// of recorded facts; software never decides a violation, it asks an officer; nothing recorded is ever
// overwritten, a later decision is a new entry.
package checkin

import (
	"time"

	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

// PlanID identifies a plan.
type PlanID string

// RequestID identifies one due check-in.
type RequestID string

// ID identifies a submission.
type ID string

// Requirements tell what a submission must hold.
type Requirements struct {
	Face      bool       `json:"face"`
	Challenge bool       `json:"challenge,omitempty"` // gestures drawn by chance, in front of the camera
	Location  bool       `json:"location"`
	Questions []Question `json:"questions,omitempty"`
	Fence     *geo.Fence `json:"fence,omitempty"` // the location should be on its Keep side
	// FenceFrom tells of which named fence Fence is a copy; nil for one that was typed.
	FenceFrom *FenceRef `json:"fence_from,omitempty"`
	// Surroundings asks for a picture of where the person is.
	Surroundings bool `json:"surroundings,omitempty"`
	// Voice asks for a recording of the person's voice. An officer hears it before the check-in counts, unless
	// it is kept on file only.
	Voice       bool `json:"voice,omitempty"`
	VoiceOnFile bool `json:"voice_on_file,omitempty"`
	// OnLeave tells what happens during an approved leave.
	OnLeave OnLeave `json:"on_leave,omitempty"`
}

// OnLeave is what an approved leave does to a plan.
type OnLeave string

// The choices: the check-in is excused (also when empty), or kept without its fence.
const (
	Excuse           OnLeave = "excuse"
	KeepWithoutFence OnLeave = "keep_without_fence"
)

// OnLeaves lists every choice.
func OnLeaves() []OnLeave { return []OnLeave{Excuse, KeepWithoutFence} }

// Question is asked at the check-in. With options one of them is chosen; without, the answer is free text.
type Question struct {
	ID      string   `json:"id"` // "q1"
	Text    string   `json:"text"`
	Options []string `json:"options,omitempty"`
	// ShowIf makes it a follow-up: it is asked only after that answer to an earlier question.
	ShowIf *Condition `json:"show_if,omitempty"`
}

// Condition is an answer to a question.
type Condition struct {
	QuestionID string `json:"question_id"`
	Answer     string `json:"answer"`
}

// IsAsked reports whether the question comes up with these answers.
func (q Question) IsAsked(given map[string]string) bool {
	return q.ShowIf == nil || given[q.ShowIf.QuestionID] == q.ShowIf.Answer
}

// PlanKind tells where check-ins come from.
type PlanKind string

// The kinds: a schedule; an officer who asks now; the person, by their own wish.
const (
	Recurring     PlanKind = "recurring"
	OnDemand      PlanKind = "on_demand"
	SelfInitiated PlanKind = "self_initiated"
)

// PlanKinds lists every kind.
func PlanKinds() []PlanKind { return []PlanKind{Recurring, OnDemand, SelfInitiated} }

// Plan is the rule by which one person checks in.
type Plan struct {
	ID        PlanID
	PersonID  person.ID
	StationID org.UnitID
	Path      org.Path
	Kind      PlanKind
	Version   int
	Title     string
	Rule      schedule.Rule
	Requires  Requirements
	NextOpens time.Time // the next window's opening; zero when stopped
	NextDay   string
	StoppedAt time.Time
	CreatedBy string
	CreatedAt time.Time
}

// Status is where a request stands.
type Status string

// The statuses of a request.
const (
	Open       Status = "open"
	Accepted   Status = "accepted"
	Late       Status = "late"
	Review     Status = "review"
	Rejected   Status = "rejected"
	Missed     Status = "missed"
	NotReached Status = "not_reached"
	Cancelled  Status = "cancelled"
)

// Statuses lists every status.
func Statuses() []Status {
	return []Status{Open, Accepted, Late, Review, Rejected, Missed, NotReached, Cancelled}
}

// Request is one due check-in, half-open: in time in [OpensAt, DueAt), late in [DueAt, ClosesAt).
type Request struct {
	ID          RequestID
	PlanID      PlanID
	PlanVersion int
	Kind        PlanKind
	PersonID    person.ID
	StationID   org.UnitID
	Path        org.Path
	Day         string
	OpensAt     time.Time
	DueAt       time.Time
	ClosesAt    time.Time
	Title       string
	Requires    Requirements
	Status      Status
	CheckinID   ID         // the submission that counts, once there is one
	Extended    OutageKind // whose outage moved DueAt and ClosesAt last; empty when none did
	UpdatedAt   time.Time
}

// Location is a fix taken once, at the check-in.
type Location struct {
	geo.Point
	AccuracyM float64   `json:"accuracy_m"` // 68 % radius
	Datum     geo.Datum `json:"datum"`      // as the source gave it; the point itself is WGS-84
	TakenAt   time.Time `json:"taken_at"`
}

// Answer answers one question.
type Answer struct {
	QuestionID string `json:"question_id"`
	Text       string `json:"text"`
}

// Submission is what a phone signs, byte for byte as it was sent; unknown fields are refused.
type Submission struct {
	ID          ID        `json:"id"` // UUIDv7 made on the phone: a repeat with the same id is a retry
	RequestID   RequestID `json:"request_id"`
	DeviceID    string    `json:"device_id"`
	SignedAt    time.Time `json:"signed_at"` // the server's time as the phone reckons it
	PhotoSHA256 string    `json:"photo_sha256,omitempty"`
	Location    *Location `json:"location,omitempty"`
	NoLocation  string    `json:"no_location,omitempty"` // why there is none: "denied", "timeout", "unavailable"
	NoPhoto     string    `json:"no_photo,omitempty"`    // why there is none: "denied", "no_camera", "cannot"
	Answers     []Answer  `json:"answers,omitempty"`
	HelpNeeded  bool      `json:"help_needed,omitempty"` // “I need help”
	// Challenge answers what the server asked for; without it NoChallenge says why: "offline", "cannot".
	Challenge      *ChallengeAnswer `json:"challenge,omitempty"`
	NoChallenge    string           `json:"no_challenge,omitempty"`
	Helper         string           `json:"helper,omitempty"`  // who helped, when the person's way is a guardian's help
	Version        int              `json:"version,omitempty"` // see NewestVersion
	Attachments    []Attachment     `json:"attachments,omitempty"`
	NoSurroundings string           `json:"no_surroundings,omitempty"` // why there are none: "denied", "no_camera", "cannot"
	NoVoice        string           `json:"no_voice,omitempty"`        // why there is none: "denied", "no_microphone", "cannot"
	// TimeToken is the newest that the phone has; with it the check-in counts at the token's time plus
	// ElapsedMS, by Clock, however late it arrives.
	TimeToken string      `json:"time_token,omitempty"`
	ElapsedMS int64       `json:"elapsed_ms,omitempty"`
	Clock     PhoneClock  `json:"clock,omitempty"`
	Device    DeviceFacts `json:"device,omitzero"`
}

// PhoneClock is how a phone measured the time since its token.
type PhoneClock string

// The clocks: one that nobody can set, and the one on the wall, which the person can.
const (
	Monotonic PhoneClock = "monotonic"
	WallClock PhoneClock = "wall"
)

// DeviceFacts are what a phone says of itself at the check-in. Nothing follows from their absence.
type DeviceFacts struct {
	BatteryPct   *int   `json:"battery_pct,omitempty"` // 0 to 100
	Network      string `json:"network,omitempty"`     // "wifi", "none", or mobile: "cellular", and where the phone tells how fast it is "4g", "3g", "2g"
	AppVersion   string `json:"app_version,omitempty"`
	MockLocation bool   `json:"mock_location,omitempty"`
	Emulator     bool   `json:"emulator,omitempty"`
}

// IsSentLater reports whether a check-in arrived later than it was made, as one does that was made without a network.
func IsSentLater(made, received time.Time) bool { return received.Sub(made) > MaxSkew }

// Checkin is a submission as received, with its verdict.
type Checkin struct {
	ID         ID
	RequestID  RequestID
	PersonID   person.ID
	StationID  org.UnitID
	Path       org.Path
	DeviceID   string
	MadeAt     time.Time // when the person made it, by the time token; it is judged at this instant
	ReceivedAt time.Time
	Submission Submission
	Payload    []byte // the signed bytes
	Signature  []byte
	PhotoID    string // evidence id, empty without a photo
	FramesID   string // evidence id of the frames, empty without any
	Asked      *Asked // what the answered challenge asked for
	Outcome    Status // accepted, late, review or rejected: the verdict, never changed
	Findings   []Finding
}

// DecisionKind is what an officer decides on a check-in in review.
type DecisionKind string

// The decisions: it is the person; it is not; please do it again.
const (
	Accept   DecisionKind = "accept"
	Reject   DecisionKind = "reject"
	AskAgain DecisionKind = "ask_again"
)

// DecisionKinds lists every decision.
func DecisionKinds() []DecisionKind { return []DecisionKind{Accept, Reject, AskAgain} }

// Decision is an officer's decision on a check-in; a later one is a new entry.
type Decision struct {
	ID        string
	CheckinID ID
	Kind      DecisionKind
	Reason    string
	ByID      string // staff id
	ByName    string // filled on reading
	At        time.Time
}

// Limits of what comes from outside.
const (
	MaxPayload   = 16 << 10
	MaxAnswers   = 20
	MaxAnswer    = 500 // characters
	MaxQuestions = 20
	MaxSkew      = 5 * time.Minute
	// MaxLateDelivery is how late a check-in made without network may arrive.
	MaxLateDelivery = 7 * 24 * time.Hour
	MaxReason       = 500 // characters
	MaxTitle        = 60  // characters
	MaxHelper       = 40  // characters
	// AskAgainFor is how long a person has when an officer asks again.
	AskAgainFor = 24 * time.Hour
)

// Errors of this package.
var (
	ErrPlan          = fault.New(fault.Invalid, "checkin.plan_invalid", "The plan is not valid.")
	ErrPlanNotFound  = fault.New(fault.NotFound, "checkin.plan_not_found", "There is no such plan.")
	ErrTooManyAsked  = fault.New(fault.Conflict, "checkin.too_many_asked", "There were enough check-ins of this kind today.")
	ErrNotSupervised = fault.New(fault.Conflict, "checkin.not_supervised", "This person is not under supervision now, so nothing can be asked.")
	ErrSelection     = fault.New(fault.Conflict, "checkin.selection_changed", "The persons concerned have changed since the preview; look again.")
	ErrTemplate      = fault.New(fault.NotFound, "checkin.template_not_found", "There is no such template.")
	ErrFence         = fault.New(fault.Invalid, "checkin.fence_unknown", "The fence was archived, or does not serve this station; choose another one.")
	ErrPlanChanged   = fault.New(fault.Conflict, "checkin.plan_changed", "Somebody else has changed this plan; look again.")
	ErrNotFound      = fault.New(fault.NotFound, "checkin.not_found", "There is no such check-in.")
	ErrSubmission    = fault.New(fault.Invalid, "checkin.submission_invalid", "The check-in is not complete or not well formed.")
	ErrSignature     = fault.New(fault.Invalid, "checkin.signature_invalid", "The check-in is not signed by this device.")
	ErrReplayed      = fault.New(fault.Conflict, "checkin.replayed", "This check-in's id was already used for another one.")
	ErrNotYours      = fault.New(fault.Forbidden, "checkin.not_yours", "This check-in is not yours.")
	ErrNotOpen       = fault.New(fault.Conflict, "checkin.window_not_open", "This check-in has not opened yet.")
	ErrClosed        = fault.New(fault.Conflict, "checkin.window_closed", "This check-in's time has passed.")
	ErrDone          = fault.New(fault.Conflict, "checkin.already_done", "This check-in was already handed in.")
	ErrSkewed        = fault.New(fault.Invalid, "checkin.clock_skewed", "The phone's clock does not agree with ours.")
	ErrTimeToken     = fault.New(fault.Invalid, "checkin.time_token_invalid", "The time that this check-in claims is not one that we have given to this phone.")
	ErrCoordinates   = fault.New(fault.Invalid, "checkin.coordinates_invalid", "The location is not on Earth, or its accuracy is not a positive number of metres.")
	ErrPhotoMissing  = fault.New(fault.Invalid, "checkin.photo_missing", "A photo is needed, or the reason why there is none.")
	ErrPhotoMismatch = fault.New(fault.Invalid, "checkin.photo_mismatch", "The photo is not the one that was signed.")
	ErrDecided       = fault.New(fault.Conflict, "checkin.already_decided", "Somebody else has already decided this check-in.")
	ErrReason        = fault.New(fault.Invalid, "checkin.reason_required", "Give a reason in at most 500 characters.")
)
