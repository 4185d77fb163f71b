package identity_test

import (
	"crypto/rand"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
)

// landmarks of a simple head (eyes, nose, mouth on a ball) turned by yaw and pitch, in degrees.
func landmarks(yaw, pitch float64) identity.Landmarks {
	var l identity.Landmarks
	sy, cy := math.Sincos(yaw * math.Pi / 180)
	sp, cp := math.Sincos(pitch * math.Pi / 180)
	place := func(i int, x, y, z float64) { // in distances between the eyes, z towards the camera
		x, z = x*cy+z*sy, z*cy-x*sy
		y, z = y*cp+z*sp, z*cp-y*sp
		_ = z
		l[i] = identity.Point{X: 300 + 80*x, Y: 180 + 80*y}
	}
	for i := range l {
		place(i, math.Cos(float64(i)), 1+math.Sin(float64(i)), 0)
	}
	for eye, x := range map[int]float64{36: -0.5, 42: 0.5} {
		for k, d := range [6][2]float64{{-0.15, 0}, {-0.05, -0.05}, {0.05, -0.05}, {0.15, 0}, {0.05, 0.05}, {-0.05, 0.05}} {
			place(eye+k, x+d[0], d[1], 0)
		}
	}
	place(30, 0, 0.58, 0.6)
	place(48, -0.4, 1, 0)
	place(54, 0.4, 1, 0)
	return l
}

func TestPoseOf_TellsWhichWay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ yaw, pitch float64 }{{0, 0}, {20, 0}, {-20, 0}, {0, 15}, {0, -15}, {30, 10}} {
		l := landmarks(c.yaw, c.pitch)
		p := identity.PoseOf(&l)
		require.InDelta(t, c.yaw, p.Yaw, 6, "%v", c)
		require.InDelta(t, c.pitch, p.Pitch, 6, "%v", c)
		require.InDelta(t, 0, p.Roll, 7, "%v", c)
	}
	straight := landmarks(0, 0)
	require.InDelta(t, 1.0/3, identity.EyesOpenOf(&straight), 0.01)
	require.Zero(t, identity.PoseOf(&identity.Landmarks{}))
	require.Zero(t, identity.EyesOpenOf(&identity.Landmarks{}))
}

var issued = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func asked() identity.Challenge {
	return identity.Challenge{
		Nonce:    "n1",
		Steps:    []identity.Step{{identity.TurnLeft, identity.Red}, {identity.Nod, identity.Blue}, {identity.Blink, identity.Green}},
		IssuedAt: issued, ExpiresAt: issued.Add(identity.ChallengeLife),
	}
}

// acted is a frame of somebody who does what is told.
func acted(step int, yaw, pitch, eyes float64, colour identity.Colour) identity.Frame {
	s := good()
	s.Face.Landmarks = landmarks(yaw, pitch)
	s.Face.Pose = identity.PoseOf(&s.Face.Landmarks)
	s.Face.EyesOpen = eyes
	switch colour {
	case identity.Red:
		s.Face.Light.Red, s.Face.Light.Blue = s.Face.Light.Red+0.03, s.Face.Light.Blue-0.03
	case identity.Green:
		s.Face.Light.Green, s.Face.Light.Red = s.Face.Light.Green+0.03, s.Face.Light.Red-0.03
	case identity.Blue:
		s.Face.Light.Blue, s.Face.Light.Red = s.Face.Light.Blue+0.03, s.Face.Light.Red-0.03
	}
	return identity.Frame{Step: step, Offset: time.Duration(step+1) * time.Second, Sight: s}
}

func burst() identity.Burst {
	return identity.Burst{Nonce: "n1", MadeAt: issued.Add(20 * time.Second), Frames: []identity.Frame{
		acted(identity.Before, 2, 1, 0.3, ""), acted(identity.Before, 1, 2, 0.31, ""),
		acted(0, 8, 0, 0.3, identity.Red), acted(0, 25, 0, 0.3, identity.Red),
		acted(1, 0, 14, 0.28, identity.Blue), acted(1, 0, 3, 0.3, identity.Blue),
		acted(2, 0, 0, 0.1, identity.Green), acted(2, 0, 0, 0.3, identity.Green),
	}}
}

func TestJudge_WhoDoesWhatIsAskedPasses(t *testing.T) {
	t.Parallel()
	require.NoError(t, burst().Check(asked()))
	got := identity.Judge(asked(), burst(), identity.DefaultThresholds())
	require.Equal(t, identity.Passed, got.Seen, "%+v", got.Remarks)
	require.Len(t, got.Remarks, 6, "a gesture and a colour for each step")
	for _, r := range got.Remarks {
		require.NotEmpty(t, r.Frames, "%s names its frames", r.Code)
	}
}

func TestJudge_NeverRejectsAndSaysWhy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(c *identity.Challenge, b *identity.Burst)
		seen   identity.Seen
		code   string
	}{
		"a still picture held into the camera": {func(_ *identity.Challenge, b *identity.Burst) {
			for i, f := range b.Frames {
				b.Frames[i] = acted(f.Step, 0, 0, 0.3, "")
			}
		}, identity.NotSeen, identity.FindingStillPicture},
		"a recording of another challenge, turned the other way": {func(_ *identity.Challenge, b *identity.Burst) {
			b.Frames[2], b.Frames[3] = acted(0, -25, 0, 0.3, identity.Red), acted(0, -20, 0, 0.3, identity.Red)
		}, identity.NotSeen, identity.FindingGestureOther},
		"gestures in another order": {func(c *identity.Challenge, _ *identity.Burst) {
			c.Steps[0].Gesture, c.Steps[1].Gesture = identity.Nod, identity.TurnLeft
		}, identity.NotSeen, identity.FindingGestureNotSeen},
		"a friend's video call, lit by his own screen": {func(c *identity.Challenge, _ *identity.Burst) {
			c.Steps[0].Colour, c.Steps[1].Colour = identity.Blue, identity.Red
		}, identity.NotSeen, identity.FindingColourOther},
		"somebody takes over": {func(_ *identity.Challenge, b *identity.Burst) {
			for i := 4; i < len(b.Frames); i++ {
				b.Frames[i].Sight.Face.Embedding = identity.Embedding{0, 1, 0}
			}
		}, identity.NotSeen, identity.FindingFaceChanged},
		"bright sun": {func(_ *identity.Challenge, b *identity.Burst) {
			for i := range b.Frames {
				b.Frames[i].Sight.Face.Light = good().Face.Light
			}
		}, identity.CannotTell, identity.FindingColourWeak},
		"a blink between the frames":       {func(_ *identity.Challenge, b *identity.Burst) { b.Frames[6].Sight.Face.EyesOpen = 0.3 }, identity.CannotTell, identity.FindingGestureNotSeen},
		"out of the picture for a moment":  {func(_ *identity.Challenge, b *identity.Burst) { b.Frames[2].Sight.FaceCount = 0 }, identity.CannotTell, identity.FindingFramesFaceless},
		"somebody looks over the shoulder": {func(_ *identity.Challenge, b *identity.Burst) { b.Frames[5].Sight.FaceCount = 2 }, identity.CannotTell, identity.FindingFramesFaceless},
		"never in the picture": {func(_ *identity.Challenge, b *identity.Burst) {
			for i := range b.Frames {
				b.Frames[i].Sight.FaceCount = 0
			}
		}, identity.CannotTell, identity.FindingFramesFaceless},
		"nothing before the first step": {func(_ *identity.Challenge, b *identity.Burst) { b.Frames = b.Frames[2:] }, identity.CannotTell, identity.FindingNoBefore},
		"a step left out":               {func(_ *identity.Challenge, b *identity.Burst) { b.Frames = b.Frames[:6] }, identity.CannotTell, identity.FindingGestureNotSeen},
		"too late":                      {func(_ *identity.Challenge, b *identity.Burst) { b.MadeAt = issued.Add(time.Hour) }, identity.CannotTell, identity.FindingChallengeExpired},
		"an answer to another":          {func(_ *identity.Challenge, b *identity.Burst) { b.Nonce = "n0" }, identity.CannotTell, identity.FindingChallengeOther},
		"digits are for an officer":     {func(c *identity.Challenge, _ *identity.Burst) { c.Digits = "4711" }, identity.CannotTell, identity.FindingDigitsToHear},
		"the photo is of another": {func(_ *identity.Challenge, b *identity.Burst) {
			b.Photo = good()
			b.Photo.Face.Embedding = identity.Embedding{0, 1, 0}
		}, identity.NotSeen, identity.FindingPhotoOther},
		"it took long": {func(_ *identity.Challenge, b *identity.Burst) { b.MadeAt = issued.Add(90 * time.Second) }, identity.CannotTell, identity.FindingChallengeSlow},
		"no engine":    {func(_ *identity.Challenge, b *identity.Burst) { b.Frames[0].Sight = identity.Sight{} }, identity.CannotTell, identity.FindingEngineAbsent},
		"the model takes it for a print": {func(_ *identity.Challenge, b *identity.Burst) {
			for i := range b.Frames {
				b.Frames[i].Sight.Face.Liveness = 0.01
			}
		}, identity.CannotTell, identity.FindingLooksLikePicture},
	} {
		challenge, b := asked(), burst()
		c.change(&challenge, &b)
		got := identity.Judge(challenge, b, identity.DefaultThresholds())
		require.Equal(t, c.seen, got.Seen, "%s: %+v", name, got.Remarks)
		var codes []string
		for _, r := range got.Remarks {
			codes = append(codes, r.Code)
		}
		require.Contains(t, codes, c.code, name)
	}
}

func TestBurst_Check(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(b *identity.Burst){
		"none": func(b *identity.Burst) { b.Frames = nil },
		"too many": func(b *identity.Burst) {
			b.Frames = append(b.Frames, b.Frames[7], b.Frames[7], b.Frames[7], b.Frames[7], b.Frames[7])
		},
		"steps out of order": func(b *identity.Burst) { b.Frames[2], b.Frames[5] = b.Frames[5], b.Frames[2] },
		"time runs back":     func(b *identity.Burst) { b.Frames[3].Offset = 0 },
		"a step not asked":   func(b *identity.Burst) { b.Frames[7].Step = 3 },
	} {
		b := burst()
		change(&b)
		require.ErrorIs(t, b.Check(asked()), identity.ErrBurst, name)
	}
}

func TestNewChallenge_CannotBeForetold(t *testing.T) {
	t.Parallel()
	gestures, colours := map[identity.Gesture]int{}, map[identity.Colour]int{}
	const count = 2000
	for range count {
		c, err := identity.NewChallenge(rand.Reader, "n", issued, true)
		require.NoError(t, err)
		require.Len(t, c.Steps, identity.ChallengeSteps)
		require.Regexp(t, `^\d{4}$`, c.Digits)
		require.Equal(t, issued.Add(identity.ChallengeLife), c.ExpiresAt)
		require.Equal(t, "n", c.Nonce)
		for i, s := range c.Steps {
			gestures[s.Gesture]++
			colours[s.Colour]++
			require.False(t, i > 0 && (s.Gesture == c.Steps[i-1].Gesture || s.Colour == c.Steps[i-1].Colour), "each step is a change")
		}
	}
	for _, g := range identity.Gestures() {
		require.InDelta(t, count*identity.ChallengeSteps/4, gestures[g], 300, g)
	}
	for _, c := range identity.Colours() {
		require.InDelta(t, count*identity.ChallengeSteps/3, colours[c], 300, c)
	}
	plain, err := identity.NewChallenge(rand.Reader, "n", issued, false)
	require.NoError(t, err)
	require.Empty(t, plain.Digits)
}
