package protocol

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Limits of the live actions.
const (
	MaxPeople   = 1000 // persons named in one message
	MaxConfirm  = 100  // persons confirmed in one message
	MaxText     = 200  // characters
	MinAuto     = 3    // seconds each person is called in auto mode
	MaxAuto     = 120
	maxNetwork  = 60_000 // milliseconds
	maxKbps     = 1_000_000
	maxTextSize = 4 * MaxText // bytes
)

// Rung is how much of a person comes through.
type Rung string

// The rungs, from the best.
const (
	RungVideo     Rung = "video"     // both layers
	RungLow       Rung = "low"       // the small layer only
	RungStill     Rung = "still"     // a picture every two seconds, and sound
	RungAudio     Rung = "audio"     // sound, and one picture
	RungTelephone Rung = "telephone" // not even sound: ring the person up
)

// Rungs lists every rung, from the best.
func Rungs() []Rung { return []Rung{RungVideo, RungLow, RungStill, RungAudio, RungTelephone} }

// Worse returns the worse of two rungs.
func (r Rung) Worse(than Rung) Rung {
	if slices.Index(Rungs(), than) > slices.Index(Rungs(), r) {
		return than
	}
	return r
}

// MediaReport is what a phone sends at present, so that a missing picture is told from a broken one, and how
// its connection does as the phone measures it.
type MediaReport struct {
	Camera     bool     `json:"camera"`
	Microphone bool     `json:"microphone"`
	Rung       Rung     `json:"rung" jsonschema:"enum=video,enum=low,enum=still,enum=audio,enum=telephone"`
	Network    *Network `json:"network,omitempty"`
}

func (m *MediaReport) check() error {
	if !slices.Contains(Rungs(), m.Rung) {
		return errors.New("rung: video, low, still, audio or telephone")
	}
	if n := m.Network; n != nil {
		return errors.Join(within("round_trip_ms", n.RoundTripMS, 0, maxNetwork), within("bitrate_kbps", n.BitrateKbps, 0, maxKbps),
			within("loss_percent", int(n.LossPercent), 0, 100))
	}
	return nil
}

// People names persons of the roster.
type People struct {
	PersonIDs []string `json:"person_ids" jsonschema:"maxItems=1000"`
}

func (p *People) check() error {
	if p.PersonIDs == nil || len(p.PersonIDs) > MaxPeople {
		return fmt.Errorf("person_ids: at most %d", MaxPeople)
	}
	for _, id := range p.PersonIDs {
		if err := between("person_ids", id, 1, MaxPersonID); err != nil {
			return err
		}
	}
	return nil
}

// Auto switches auto mode. Seconds is how long each person is called.
type Auto struct {
	On      bool `json:"on"`
	Seconds int  `json:"seconds" jsonschema:"minimum=3,maximum=120"`
}

// Speech says who hears the lead: only the called person, or everybody.
type Speech struct {
	ToAll bool `json:"to_all"`
}

// Listening is whom a watcher hears.
type Listening string

// Whom a watcher may hear.
const (
	ListenCalled Listening = "called" // the called person; the lead while nobody is called
	ListenLead   Listening = "lead"
)

// Listen says whom a watcher wants to hear.
type Listen struct {
	To Listening `json:"to" jsonschema:"enum=called,enum=lead"`
}

// Mute takes a person's sound away, or gives it back.
type Mute struct {
	PersonID string `json:"person_id" jsonschema:"minLength=1,maxLength=64"`
	Muted    bool   `json:"muted"`
}

// Text is an officer's words to one person, or to all with a null person_id.
type Text struct {
	PersonID *string `json:"person_id" jsonschema:"nullable,maxLength=64"`
	Text     string  `json:"text" jsonschema:"minLength=1,maxLength=200"`
}

func (t *Text) check() error {
	if n := utf8.RuneCountInString(t.Text); n < 1 || n > MaxText || len(t.Text) > maxTextSize {
		return fmt.Errorf("text: 1 to %d characters", MaxText)
	}
	if t.PersonID != nil {
		return between("person_id", *t.PersonID, 1, MaxPersonID)
	}
	return nil
}

// StaffRef names a staff member who takes part.
type StaffRef struct {
	StaffID string `json:"staff_id" jsonschema:"minLength=1,maxLength=64"`
}

// Next answers call.next: who is called now, null when nobody waits to be called.
type Next struct {
	PersonID *string `json:"person_id" jsonschema:"nullable"`
}

// Recalled answers person.recall: whose phone rings again.
type Recalled struct {
	PersonIDs []string `json:"person_ids"`
}

// Confirmed answers attendance.confirm: who is marked present now, and who was not and why.
type Confirmed struct {
	PersonIDs []string  `json:"person_ids"`
	Refused   []Refused `json:"refused"`
}

// Refused is one person for whom something was not done, with the code of the problem.
type Refused struct {
	PersonID string `json:"person_id"`
	Code     string `json:"code"`
}

// Reached answers text.send: how many connected phones it went to.
type Reached struct {
	Phones int `json:"phones"`
}

// Walk tells officers how auto mode does. PersonID is who is called by it, until EndsAt.
type Walk struct {
	On        bool       `json:"on"`
	Seconds   int        `json:"seconds"`
	StaffID   *string    `json:"staff_id" jsonschema:"nullable"` // who switched it on
	PersonID  *string    `json:"person_id" jsonschema:"nullable"`
	EndsAt    *time.Time `json:"ends_at" jsonschema:"nullable"`
	Remaining int        `json:"remaining"` // persons on line that it has still to call
}

// HandReport tells a phone whether its hand is up, since an officer may lower it.
type HandReport struct {
	Raised bool `json:"raised"`
}

// Staff tells officers who else runs the roll call. Watchers are never among them.
type Staff struct {
	LeadID *string     `json:"lead_id" jsonschema:"nullable"`
	ToAll  bool        `json:"to_all"` // everybody hears the lead
	Seats  []StaffSeat `json:"seats"`  // in the order of joining
}

// StaffSeat is one officer.
type StaffSeat struct {
	StaffID string `json:"staff_id"`
	Name    string `json:"name"`
	OnLine  bool   `json:"on_line"`
}

// Said is a text as it was sent. Seq grows within a roll call; what a client has shown is told again after resuming.
type Said struct {
	Seq      int       `json:"seq"`
	PersonID *string   `json:"person_id" jsonschema:"nullable"` // null was to all
	Text     string    `json:"text"`
	At       time.Time `json:"at"`
}

// Trouble is why no good picture comes of a person who is connected.
type Trouble string

// The troubles.
const (
	TroubleNone      Trouble = ""
	TroubleNoWay     Trouble = "not_connected" // no connection for media comes about
	TroubleNothing   Trouble = "nothing"       // there is one, the phone says that it sends, and nothing arrives
	TroubleCameraOff Trouble = "camera_off"    // the phone says that it sends no picture
	TroubleNoCamera  Trouble = "no_camera"     // the phone has no camera, or may not use it
	TroubleFormat    Trouble = "format"        // it sends in no format that can be shown
	TroubleScreen    Trouble = "screen"        // it shows a screen in place of a face
	TroubleTooMuch   Trouble = "too_much"      // it sends more than is taken
)

// Troubles lists every trouble.
func Troubles() []Trouble {
	return []Trouble{
		TroubleNone, TroubleNoWay, TroubleNothing, TroubleCameraOff, TroubleNoCamera, TroubleFormat, TroubleScreen, TroubleTooMuch,
	}
}

// Answered tells what came of a call by auto mode; an officer decides what it means.
type Answered string

// What came of it.
const (
	AnswerNone  Answered = ""     // not called by auto mode, or settled since
	AnswerSeen  Answered = "seen" // a picture was taken: waits for the officer
	AnswerEmpty Answered = "none" // no picture came
)

func within(field string, n, least, most int) error {
	if n < least || n > most {
		return fmt.Errorf("%s: %d to %d", field, least, most)
	}
	return nil
}
