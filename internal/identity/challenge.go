package identity

import (
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"slices"
	"time"

	"diandao/internal/fault"
)

// Gesture is what the person is asked to do.
type Gesture string

// The gestures. Left and right are the person's own.
const (
	TurnLeft  Gesture = "turn_left"
	TurnRight Gesture = "turn_right"
	Nod       Gesture = "nod"
	Blink     Gesture = "blink" // eyes closed until the colour changes
)

// Gestures lists every gesture.
func Gestures() []Gesture { return []Gesture{TurnLeft, TurnRight, Nod, Blink} }

// Colour is what the whole screen shows during a step, to be seen again on the face.
type Colour string

// The colours.
const (
	Red   Colour = "red"
	Green Colour = "green"
	Blue  Colour = "blue"
)

// Colours lists every colour.
func Colours() []Colour { return []Colour{Red, Green, Blue} }

// Bounds of challenges and bursts.
const (
	ChallengeSteps = 3
	ChallengeLife  = 2 * time.Minute
	DigitCount     = 4
	MaxFrames      = 12
	// Before is the Step of frames taken before the first step, over a white screen, looking straight ahead.
	Before = -1
)

// Challenge is what one person is asked to do once. It can't be foretold: a recording made before shows
// other gestures in other light.
type Challenge struct {
	Nonce     string // the burst names it, and it is used once
	Steps     []Step
	Digits    string // to be read out, for an officer to hear; empty when not asked
	IssuedAt  time.Time
	ExpiresAt time.Time
}

// Step is one gesture under one colour.
type Step struct {
	Gesture Gesture `json:"gesture"`
	Colour  Colour  `json:"colour"`
}

// ErrBurst says that what arrived can't be judged at all.
var ErrBurst = fault.New(fault.Invalid, "identity.burst", "At most 12 frames, in the order of the steps.")

// NewChallenge draws a challenge from a random source that nobody outside can know. No gesture and no colour
// comes twice in a row, so that each step is a change.
func NewChallenge(random io.Reader, nonce string, now time.Time, digits bool) (Challenge, error) {
	c := Challenge{Nonce: nonce, IssuedAt: now, ExpiresAt: now.Add(ChallengeLife)}
	var last Step
	for range ChallengeSteps {
		gesture, err := draw(random, Gestures(), last.Gesture)
		if err != nil {
			return Challenge{}, err
		}
		colour, err := draw(random, Colours(), last.Colour)
		if err != nil {
			return Challenge{}, err
		}
		last = Step{gesture, colour}
		c.Steps = append(c.Steps, last)
	}
	for digits && len(c.Digits) < DigitCount {
		digit, err := draw(random, []byte("0123456789"), 0)
		if err != nil {
			return Challenge{}, err
		}
		c.Digits += string(digit)
	}
	return c, nil
}

// draw takes one of all, but not the one that was last.
func draw[T comparable](random io.Reader, all []T, last T) (T, error) {
	left := slices.DeleteFunc(slices.Clone(all), func(v T) bool { return v == last })
	at, err := rand.Int(random, big.NewInt(int64(len(left))))
	if err != nil {
		return last, fmt.Errorf("draw: %w", err)
	}
	return left[at.Int64()], nil
}

// Frame is one picture of a burst as the engine saw it. Pictures of the front camera are sent as taken, not
// mirrored as the screen shows them.
type Frame struct {
	Step   int           // that the screen showed, from 0, or Before
	Offset time.Duration // since the first frame
	Sight  Sight
}

// Burst is what the phone took of one challenge.
type Burst struct {
	Nonce  string
	MadeAt time.Time // when it was finished, by what the server believes of it
	Photo  Sight     // the picture that is compared with the enrolment; not Checked without one
	Frames []Frame
}

// Check returns ErrBurst unless the frames are few and in the order of the steps.
func (b Burst) Check(c Challenge) error {
	if len(b.Frames) == 0 || len(b.Frames) > MaxFrames {
		return ErrBurst
	}
	for i, f := range b.Frames {
		if f.Step < Before || f.Step >= len(c.Steps) || f.Offset < 0 {
			return ErrBurst
		}
		if i > 0 && (f.Step < b.Frames[i-1].Step || f.Offset < b.Frames[i-1].Offset) {
			return ErrBurst
		}
	}
	return nil
}
