package checkin

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/identity"
)

// Bounds of the answer to a challenge.
const (
	MaxFramesBytes = 2 << 20 // all frames together
	// sameChallenge is how long asking again brings the same gestures, so that nobody asks until they suit.
	sameChallenge = 2 * time.Minute
	maxNonce      = 64
)

// ChallengeAnswer is what a phone says of the frames that it took. The frames themselves follow each other
// in one file, JPEG after JPEG. Where only digits were to be read out there are none.
type ChallengeAnswer struct {
	Nonce        string      `json:"nonce"`
	IssuedAt     time.Time   `json:"issued_at"` // as the server gave it
	FramesSHA256 string      `json:"frames_sha256"`
	Frames       []FrameFact `json:"frames"`
}

// FrameFact is where one frame lies and what the screen showed meanwhile.
type FrameFact struct {
	Step     int   `json:"step"`      // from 0; −1 before the first
	OffsetMS int64 `json:"offset_ms"` // since the first frame
	Bytes    int   `json:"bytes"`
}

// Asked is what a challenge asked for, kept with the check-in that answered it.
type Asked struct {
	Steps  []identity.Step `json:"steps"`
	Digits string          `json:"digits,omitempty"`
}

// Errors of challenges.
var (
	ErrChallenge      = fault.New(fault.Invalid, "checkin.challenge_invalid", "The gestures answered are not those that this phone was asked for.")
	ErrFramesMismatch = fault.New(fault.Invalid, "checkin.frames_mismatch", "The frames are not those that were signed.")
	ErrNoChallenge    = fault.New(fault.Conflict, "checkin.no_challenge", "This check-in asks for no gestures.")
)

// Challenges draws what a phone asks of the person in front of its camera, and knows it again without keeping
// it: everything follows from the deployment's secret, the device, the request and the time. A request takes
// one submission, so that an answer counts once.
type Challenges struct{ key [32]byte }

// NewChallenges derives the key from the deployment's secret.
func NewChallenges(secret []byte) Challenges {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("diandao.challenge-key.v1"))
	return Challenges{key: [32]byte(mac.Sum(nil))}
}

// Issue draws the challenge of a device for a request at now, truncated to microseconds, of somebody who shows
// who they are in a way: gestures where they are asked for, digits where the voice is recorded.
func (c Challenges) Issue(deviceID string, r Request, way Way, now time.Time) (identity.Challenge, error) {
	now = now.Truncate(time.Microsecond)
	seed := c.sum("draw", deviceID, r.ID, now.Truncate(sameChallenge))
	nonce := c.sum("nonce", deviceID, r.ID, now)
	drawn, err := identity.NewChallenge(rand.NewChaCha8(seed), hex.EncodeToString(nonce[:16]), now, r.isHeard(way))
	if !r.Requires.Challenge || way.IsWithoutFace() {
		drawn.Steps = nil
	}
	return drawn, err
}

// isHeard reports whether the person's voice is recorded: the plan asks for it, or it stands for the face.
func (r Request) isHeard(way Way) bool { return r.Requires.Voice || r.Requires.Face && way == ByVoice }

func (c Challenges) sum(what, deviceID string, r RequestID, at time.Time) [32]byte {
	mac := hmac.New(sha256.New, c.key[:])
	mac.Write([]byte(what + "\n" + deviceID + "\n" + string(r) + "\n"))
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(at.UnixMicro()))) //nolint:gosec // an instant of ours is after 1970
	return [32]byte(mac.Sum(nil))
}

// Read returns the challenge that an answer names. It returns ErrChallenge when it was never issued.
func (c Challenges) Read(deviceID string, r Request, way Way, a ChallengeAnswer) (identity.Challenge, error) {
	was, err := c.Issue(deviceID, r, way, a.IssuedAt)
	if err != nil {
		return identity.Challenge{}, err
	}
	if !hmac.Equal([]byte(was.Nonce), []byte(a.Nonce)) {
		return identity.Challenge{}, ErrChallenge
	}
	return was, nil
}

// Challenge draws what the actor is asked to do for one of their open requests; asking again soon brings the
// same gestures. It returns ErrNotFound, ErrNotYours, ErrClosed, ErrDone or ErrNoChallenge.
func (s *Service) Challenge(ctx context.Context, actor authz.Actor, rid RequestID) (identity.Challenge, error) {
	v, err := s.Own(ctx, actor, rid)
	if err != nil {
		return identity.Challenge{}, err
	}
	now := s.clock.Now()
	if err := mayHandIn(v.Request, actor, now, false); err != nil {
		return identity.Challenge{}, err
	}
	c, err := s.challenges.Issue(actor.DeviceID, v.Request, v.Way, now)
	if err == nil && len(c.Steps) == 0 && c.Digits == "" {
		err = ErrNoChallenge
	}
	return c, err
}

// check returns what is not well formed about an answer.
func (a ChallengeAnswer) check() (path, reason string) {
	switch {
	case a.Nonce == "" || len(a.Nonce) > maxNonce || a.IssuedAt.IsZero():
		return "challenge.nonce", "as the server gave it"
	case len(a.Frames) == 0 && a.FramesSHA256 == "":
		return "", "" // digits alone
	case !isHexSHA256(a.FramesSHA256):
		return "challenge.frames_sha256", "64 hex digits"
	case len(a.Frames) == 0 || len(a.Frames) > identity.MaxFrames:
		return "challenge.frames", "1 to 12"
	}
	total := 0
	for i, f := range a.Frames {
		total += f.Bytes
		inOrder := i == 0 || (f.Step >= a.Frames[i-1].Step && f.OffsetMS >= a.Frames[i-1].OffsetMS)
		if f.Bytes <= 0 || f.Bytes > MaxFramesBytes || f.Step < identity.Before || f.Step >= identity.ChallengeSteps || f.OffsetMS < 0 || f.OffsetMS > time.Hour.Milliseconds() || !inOrder {
			return "challenge.frames", "in the order of the steps, each with its size"
		}
	}
	if total > MaxFramesBytes {
		return "challenge.frames", "at most 2 MiB"
	}
	return "", ""
}

// cut takes the frames apart. It returns ErrFramesMismatch unless they are those that were signed.
func (a ChallengeAnswer) cut(frames []byte) ([]identity.AnswerFrame, error) {
	if len(a.Frames) == 0 && len(frames) == 0 {
		return nil, nil
	}
	if sum := sha256.Sum256(frames); hex.EncodeToString(sum[:]) != a.FramesSHA256 {
		return nil, ErrFramesMismatch
	}
	out := make([]identity.AnswerFrame, len(a.Frames))
	for i, f := range a.Frames {
		if f.Bytes > len(frames) || !bytes.HasPrefix(frames, []byte{0xff, 0xd8}) {
			return nil, ErrFramesMismatch
		}
		out[i] = identity.AnswerFrame{Step: f.Step, Offset: time.Duration(f.OffsetMS) * time.Millisecond, Picture: frames[:f.Bytes]}
		frames = frames[f.Bytes:]
	}
	if len(frames) > 0 {
		return nil, ErrFramesMismatch
	}
	return out, nil
}
