package protocol

import (
	"errors"
	"time"
)

// Limits of what a phone tells of itself.
const (
	MaxLabel    = 128 // bytes of a camera's name
	MaxPictures = 10_000
	maxGapUS    = 60_000_000
	maxMetres   = 100_000
)

// Location tells where a called phone is, once a call: a fix, or why there is none.
type Location struct {
	Fix  *Fix   `json:"fix,omitempty"`
	None string `json:"none,omitempty" jsonschema:"enum=denied,enum=timeout,enum=unavailable"`
}

// Fix is a point in WGS-84, and how exact it is.
type Fix struct {
	Lat       float64   `json:"lat" jsonschema:"minimum=-90,maximum=90"`
	Lng       float64   `json:"lng" jsonschema:"minimum=-180,maximum=180"`
	AccuracyM float64   `json:"accuracy_m" jsonschema:"exclusiveMinimum=0,maximum=100000"` // 68 % radius
	Datum     string    `json:"datum" jsonschema:"enum=wgs84,enum=gcj02"`                  // as the source gave it
	TakenAt   time.Time `json:"taken_at"`
}

// Camera is what a phone says of its camera: its name, and how evenly pictures come, in microseconds.
type Camera struct {
	Label     string `json:"label" jsonschema:"maxLength=128"`
	Pictures  int    `json:"pictures" jsonschema:"minimum=0,maximum=10000"` // that were measured
	MeanGapUS int    `json:"mean_gap_us" jsonschema:"minimum=0,maximum=60000000"`
	SpreadUS  int    `json:"spread_us" jsonschema:"minimum=0,maximum=60000000"` // standard deviation of the gaps
}

// Asked asks a called person to do something in front of the camera: first to look straight ahead, then each
// gesture in turn; or to read digits out.
type Asked struct {
	Attempt    int       `json:"attempt"`
	Kind       string    `json:"kind" jsonschema:"enum=digits,enum=gestures"`
	Digits     string    `json:"digits"`
	Gestures   []string  `json:"gestures"`
	BeginsAt   time.Time `json:"begins_at"`
	Deadline   time.Time `json:"deadline"`
	StraightMS int       `json:"straight_ms"`
	StepMS     int       `json:"step_ms"` // of each gesture
}

// Challenge is what a person was asked, and what was kept of it.
type Challenge struct {
	Attempt    int         `json:"attempt"`
	Kind       string      `json:"kind" jsonschema:"enum=digits,enum=gestures"`
	Digits     string      `json:"digits,omitempty"`
	Gestures   []string    `json:"gestures,omitempty"`
	AskedAt    time.Time   `json:"asked_at"`
	Deadline   time.Time   `json:"deadline"`
	PictureURL string      `json:"picture_url,omitempty"` // that was compared with the enrolment
	FramesURL  string      `json:"frames_url,omitempty"`  // JPEG after JPEG, as frames tells
	Frames     []ShotFrame `json:"frames,omitempty"`
}

// ShotFrame is where one frame lies and what the screen showed meanwhile.
type ShotFrame struct {
	Step     int   `json:"step"` // gesture, from 0; −1 looking straight ahead
	OffsetMS int64 `json:"offset_ms"`
	Bytes    int   `json:"bytes"`
}

// Finding is one thing seen of a person, naming what it rests on. The words are the domain's.
type Finding struct {
	Code     string    `json:"code"`
	Weight   string    `json:"weight" jsonschema:"enum=fact,enum=hint,enum=asks"`
	Evidence string    `json:"evidence"`
	Value    float64   `json:"value"`
	Attempt  int       `json:"attempt"` // of the challenge; 0 outside of any
	At       time.Time `json:"at"`
}

func (l *Location) check() error {
	if (l.Fix == nil) == (l.None == "") {
		return errors.New("either fix or none")
	}
	if l.Fix == nil {
		if l.None != "denied" && l.None != "timeout" && l.None != "unavailable" {
			return errors.New("none: denied, timeout or unavailable")
		}
		return nil
	}
	return l.Fix.check()
}

func (f *Fix) check() error {
	switch {
	case !(f.Lat >= -90 && f.Lat <= 90) || !(f.Lng >= -180 && f.Lng <= 180):
		return errors.New("lat, lng: degrees on Earth")
	case !(f.AccuracyM > 0 && f.AccuracyM <= maxMetres):
		return errors.New("accuracy_m: more than 0, at most 100000")
	case f.Datum != "wgs84" && f.Datum != "gcj02":
		return errors.New("datum: wgs84 or gcj02")
	case f.TakenAt.IsZero():
		return errors.New("taken_at: when the fix was taken")
	}
	return nil
}

func (c *Camera) check() error {
	within := func(v, most int) bool { return v >= 0 && v <= most }
	if !within(c.Pictures, MaxPictures) || !within(c.MeanGapUS, maxGapUS) || !within(c.SpreadUS, maxGapUS) {
		return errors.New("pictures, mean_gap_us, spread_us: out of bounds")
	}
	return between("label", c.Label, 0, MaxLabel)
}
