package consoleapi

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/httpapi"
	"diandao/internal/rollcall"
)

// SeenWeight is rollcall.Weight.
type SeenWeight string

// Schema lists the values.
func (SeenWeight) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Weights()) }

// SeenFinding is one thing seen of a person during a call of names.
type SeenFinding struct {
	Code     string     `json:"code" example:"face_unlike"`
	Weight   SeenWeight `json:"weight" doc:"fact is stated, hint is worth a look, asks puts the person up for review; none of them is a mark"`
	Evidence string     `json:"evidence" doc:"What it rests on: picture, frames:2,3, location, device, camera:label,even, persons:ID,ID"`
	Value    float64    `json:"value" doc:"Likeness, metres, seconds or a count, as the code says"`
	Model    string     `json:"model" doc:"SHA-256 of the weights that looked; empty where none did"`
	Attempt  int        `json:"attempt" doc:"Of the challenge during which it was seen; 0 outside of any"`
	At       time.Time  `json:"at"`
}

// CallChallenge is what a called person was asked to do, and what was kept of it.
type CallChallenge struct {
	Attempt    int         `json:"attempt" doc:"From 1"`
	Kind       string      `json:"kind" enum:"digits,gestures"`
	Digits     string      `json:"digits" doc:"To be read out, for the officer to hear; empty when gestures were asked for"`
	Gestures   []string    `json:"gestures" nullable:"false" example:"turn_left"`
	AskedAt    time.Time   `json:"asked_at"`
	Deadline   time.Time   `json:"deadline"`
	PictureURL *string     `json:"picture_url" doc:"That was compared with the enrolment"`
	FramesURL  *string     `json:"frames_url" doc:"JPEG pictures one after the other, each as long as frames says"`
	Frames     []CallFrame `json:"frames" nullable:"false"`
}

// CallFrame is where one frame lies and what the screen showed meanwhile.
type CallFrame struct {
	Step     int   `json:"step" doc:"Gesture, from 0; −1 looking straight ahead"`
	OffsetMS int64 `json:"offset_ms"`
	Bytes    int   `json:"bytes"`
}

func fromSeen(f rollcall.Finding) SeenFinding {
	return SeenFinding{Code: f.Code, Weight: SeenWeight(f.Weight), Evidence: f.Evidence, Value: f.Value, Model: f.Model, Attempt: f.Attempt, At: f.At.UTC()}
}

func fromChallenge(c rollcall.Challenge) CallChallenge {
	return CallChallenge{
		Attempt: c.Attempt, Kind: string(c.Kind), Digits: c.Digits, Gestures: httpapi.Map(c.Gestures, func(g string) string { return g }), AskedAt: c.AskedAt.UTC(),
		Deadline: c.Deadline.UTC(), PictureURL: evidenceURL(string(c.PictureID)), FramesURL: evidenceURL(string(c.FramesID)),
		Frames: httpapi.Map(c.Frames, func(f rollcall.Frame) CallFrame { return CallFrame(f) }),
	}
}

func sampleSeen() SeenFinding {
	return SeenFinding{Code: "face_match", Weight: "fact", Evidence: "picture", Value: 0.71, Model: "9f86d081…", Attempt: 1, At: sampleTime()}
}

func sampleChallenge() CallChallenge {
	return CallChallenge{
		Attempt: 1, Kind: "gestures", Gestures: []string{"turn_left", "nod"}, AskedAt: sampleTime(), Deadline: sampleTime().Add(8 * time.Second),
		PictureURL: evidenceURL(sampleID(13)), FramesURL: evidenceURL(sampleID(15)), Frames: []CallFrame{{Step: -1, OffsetMS: 700, Bytes: 61234}},
	}
}
