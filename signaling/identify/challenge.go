package identify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"time"

	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// Timing says how long a challenge takes and when shots are taken. A zero field takes the value of DefaultTiming.
type Timing struct {
	Lead     time.Duration // from the message to the beginning: the camera grows, the person reads
	Straight time.Duration // looking into the camera
	Step     time.Duration // each gesture
	Digits   time.Duration // reading out
	Delay    time.Duration // that a picture is behind what the screen shows: network and reaction of the encoder
	Look     time.Duration // how long the looking may take after the last shot
}

// Bounds of one challenge.
const (
	Steps    = 2 // gestures of one challenge
	MaxShots = 8
	MinGap   = 500 * time.Millisecond // between two shots of one camera
	// AgainAfter is how soon a person called again is asked again.
	AgainAfter = 5 * time.Second
)

// DefaultTiming takes about nine seconds, of which the officer loses none: they are what a greeting takes.
func DefaultTiming() Timing {
	return Timing{
		Lead: 1500 * time.Millisecond, Straight: 2 * time.Second, Step: 3 * time.Second, Digits: 8 * time.Second,
		Delay: 300 * time.Millisecond, Look: 8 * time.Second,
	}
}

func (t Timing) withDefaults() Timing {
	d := DefaultTiming()
	for _, f := range []struct{ have, dflt *time.Duration }{
		{&t.Lead, &d.Lead}, {&t.Straight, &d.Straight}, {&t.Step, &d.Step}, {&t.Digits, &d.Digits}, {&t.Delay, &d.Delay}, {&t.Look, &d.Look},
	} {
		if *f.have == 0 {
			*f.have = *f.dflt
		}
	}
	return t
}

// length is how long a challenge of a kind takes from its beginning.
func (t Timing) length(kind rollcall.ChallengeKind) time.Duration {
	if kind == rollcall.Digits {
		return t.Digits
	}
	return t.Straight + Steps*t.Step
}

// moments tells when shots are taken, from the beginning: twice looking straight, three times in each gesture.
func (t Timing) moments(kind rollcall.ChallengeKind) []time.Duration {
	var out []time.Duration
	if kind == rollcall.Digits {
		for i := range MaxShots {
			out = append(out, t.Digits*time.Duration(2*i+1)/(2*MaxShots))
		}
		return out
	}
	out = append(out, t.Straight*35/100, t.Straight*70/100)
	for step := range Steps {
		began := t.Straight + time.Duration(step)*t.Step
		out = append(out, began+t.Step*40/100, began+t.Step*63/100, began+t.Step*86/100)
	}
	return out
}

// step tells which gesture the person saw when the picture of an instant was made, identity.Before for none yet.
func (t Timing) step(kind rollcall.ChallengeKind, at time.Duration) int {
	at -= t.Delay
	if kind == rollcall.Digits || at < t.Straight {
		return identity.Before
	}
	return min(int((at-t.Straight)/t.Step), Steps-1)
}

// Drawer draws challenges. Nobody without the secret can tell what will be asked.
type Drawer struct{ key [32]byte }

// NewDrawer derives the key from the deployment's secret.
func NewDrawer(secret []byte) Drawer {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("diandao.rollcall-challenge-key.v1"))
	return Drawer{key: [32]byte(mac.Sum(nil))}
}

// Draw draws what a person is asked in an attempt, from 1. Whoever shows no face reads digits.
func (d Drawer) Draw(rid rollcall.ID, p person.ID, attempt int, withoutFace bool, now time.Time) (identity.Challenge, rollcall.ChallengeKind, error) {
	random := rand.NewChaCha8(d.seed(rid, p, attempt))
	kind := rollcall.Gestures
	if random.Uint64()%3 == 0 || withoutFace { // gestures are what can be checked here, so they come more often
		kind = rollcall.Digits
	}
	c, err := identity.NewChallenge(random, strconv.Itoa(attempt), now, true)
	if err != nil {
		return identity.Challenge{}, "", err
	}
	if kind == rollcall.Digits {
		c.Steps = nil
		return c, kind, nil
	}
	c.Digits, c.Steps = "", c.Steps[:Steps]
	for i := range c.Steps {
		c.Steps[i].Colour = "" // the phone's screen shows the officer
	}
	return c, kind, nil
}

func (d Drawer) seed(rid rollcall.ID, p person.ID, attempt int) [32]byte {
	mac := hmac.New(sha256.New, d.key[:])
	mac.Write([]byte(string(rid) + "\n" + string(p) + "\n"))
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(attempt))) //nolint:gosec // counts from 1
	return [32]byte(mac.Sum(nil))
}
