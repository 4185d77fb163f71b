package identity_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
)

// good is a sight that every gate lets through.
func good() identity.Sight {
	return identity.Sight{
		Checked: true, Model: identity.Model{Engine: "test", Hash: "m1"}, Width: 640, Height: 480, FaceCount: 1,
		Face: identity.Face{
			Box: identity.Box{MinX: 200, MinY: 100, MaxX: 400, MaxY: 300}, Confidence: 1, EyesOpen: 0.3, Liveness: 1,
			Light:     identity.Light{Mean: 130, Spread: 35, Sharp: 0.8, EyeToAll: 0.8, Red: 0.40, Green: 0.33, Blue: 0.27},
			Landmarks: landmarks(0, 0), Embedding: identity.Embedding{1, 0, 0},
		},
	}
}

func with(change func(s *identity.Sight)) identity.Sight {
	s := good()
	change(&s)
	return s
}

func codes(found []identity.Finding) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.Code)
	}
	return all
}

func TestQuality_SaysWhatToChange(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]identity.Sight{
		identity.FindingEngineAbsent: {},
		identity.FindingNoFace:       with(func(s *identity.Sight) { s.FaceCount = 0 }),
		identity.FindingSeveralFaces: with(func(s *identity.Sight) { s.FaceCount = 2 }),
		identity.FindingFaceTooSmall: with(func(s *identity.Sight) { s.Face.Box.MaxX = 260 }),
		identity.FindingFaceCut:      with(func(s *identity.Sight) { s.Width = 350 }),
		identity.FindingTooDark:      with(func(s *identity.Sight) { s.Face.Light.Mean = 20 }),
		identity.FindingTooBright:    with(func(s *identity.Sight) { s.Face.Light.Mean = 245 }),
		identity.FindingBlurred:      with(func(s *identity.Sight) { s.Face.Light.Sharp = 0.05 }),
		identity.FindingTurnedAway:   with(func(s *identity.Sight) { s.Face.Pose.Yaw = -35 }),
		identity.FindingTilted:       with(func(s *identity.Sight) { s.Face.Pose.Roll = 40 }),
		identity.FindingEyesClosed:   with(func(s *identity.Sight) { s.Face.EyesOpen = 0.05 }),
		identity.FindingEyesCovered:  with(func(s *identity.Sight) { s.Face.Light.EyeToAll = 0.3 }),
	} {
		require.Equal(t, []string{want}, codes(identity.Quality(s, identity.EnrolmentLimits())), want)
	}
	require.Empty(t, identity.Quality(good(), identity.EnrolmentLimits()))
	require.Empty(t, identity.Quality(with(func(s *identity.Sight) { s.FaceCount = 3 }), identity.ComparisonLimits()), "whoever stands beside is no reason")
}

func enrolment(hash string, embeddings ...identity.Embedding) identity.Enrolment {
	var e identity.Enrolment
	for _, v := range embeddings {
		e.Pictures = append(e.Pictures, identity.Enrolled{ModelHash: hash, Embedding: v})
	}
	return e
}

func TestCompare(t *testing.T) {
	t.Parallel()
	known := enrolment("m1", identity.Embedding{0, 1, 0}, identity.Embedding{0.6, 0.8, 0})
	sight := func(e identity.Embedding) identity.Sight {
		return with(func(s *identity.Sight) { s.Face.Embedding = e })
	}
	for name, c := range map[string]struct {
		enrolled identity.Enrolment
		sight    identity.Sight
		want     identity.Outcome
		finding  string
	}{
		"the best of the pictures counts":     {known, sight(identity.Embedding{1, 0, 0}), identity.Match, ""},
		"a little alike":                      {known, sight(identity.Embedding{0.4, 0, 0.9165}), identity.Unlike, ""},
		"in between, an officer looks":        {known, sight(identity.Embedding{0.66, 0, 0.7513}), identity.Inconclusive, ""},
		"somebody else":                       {known, sight(identity.Embedding{0, 0, 1}), identity.Unlike, ""},
		"too dark to say unlike":              {known, with(func(s *identity.Sight) { s.Face.Embedding = identity.Embedding{0, 0, 1}; s.Face.Light.Mean = 3 }), identity.Inconclusive, identity.FindingTooDark},
		"dark, and the person all the same":   {known, with(func(s *identity.Sight) { s.Face.Light.Mean = 3 }), identity.Match, identity.FindingTooDark},
		"nobody to be seen":                   {known, with(func(s *identity.Sight) { s.FaceCount = 0 }), identity.Inconclusive, identity.FindingNoFace},
		"no engine":                           {known, identity.Sight{}, identity.NotChecked, identity.FindingEngineAbsent},
		"another model":                       {enrolment("m0", identity.Embedding{1, 0, 0}), good(), identity.NotChecked, identity.FindingModelReplaced},
		"one picture of another model":        {identity.Enrolment{Pictures: append(known.Pictures[:1:1], identity.Enrolled{ModelHash: "m0"})}, good(), identity.NotChecked, identity.FindingModelReplaced},
		"never enrolled":                      {identity.Enrolment{}, good(), identity.NotChecked, identity.FindingModelReplaced},
		"an embedding of another length":      {enrolment("m1", identity.Embedding{1, 0}), good(), identity.Unlike, ""},
		"an embedding of nothing":             {enrolment("m1", identity.Embedding{0, 0, 0}), good(), identity.Unlike, ""},
		"somebody else, and two on the photo": {known, with(func(s *identity.Sight) { s.Face.Embedding = identity.Embedding{0, 0, 1}; s.FaceCount = 2 }), identity.Unlike, ""},
	} {
		got := identity.Compare(c.enrolled, c.sight, identity.DefaultThresholds(), identity.ComparisonLimits())
		require.Equal(t, c.want, got.Outcome, name)
		if c.finding != "" {
			require.Contains(t, codes(got.Findings), c.finding, name)
		}
	}
}

func TestThresholds(t *testing.T) {
	t.Parallel()
	require.NoError(t, identity.DefaultThresholds().Validate())
	for _, bad := range []identity.Thresholds{{}, {Match: 0.3, Review: 0.4}, {Match: 1, Review: 0.4}, {Match: 0.4, Review: -1}} {
		require.ErrorIs(t, bad.Validate(), identity.ErrThresholds)
	}
}

func TestCheckEnrolment(t *testing.T) {
	t.Parallel()
	// a few that are alike (cosine 0.96 to 0.99), and strangers
	like := func(x, y float32) identity.Sight {
		return with(func(s *identity.Sight) { s.Face.Embedding = identity.Embedding{1, x, y} })
	}
	stranger := func(x float32) identity.Sight {
		return with(func(s *identity.Sight) { s.Face.Embedding = identity.Embedding{0, x, 1} })
	}
	a, b, c := like(0, 0), like(0.2, 0), like(0, 0.2)
	dark := with(func(s *identity.Sight) { s.Face.Light.Mean = 10; s.Face.Embedding = identity.Embedding{1, 0.2, 0.2} })
	for name, x := range map[string]struct {
		sights []identity.Sight
		want   []string
	}{
		"three good ones":           {[]identity.Sight{a, b, c}, nil},
		"two":                       {[]identity.Sight{a, b}, []string{identity.FindingTooFewTaken}},
		"none":                      {nil, []string{identity.FindingTooFewTaken}},
		"six":                       {[]identity.Sight{a, b, c, a, b, c}, []string{identity.FindingTooManyTaken}},
		"one dark":                  {[]identity.Sight{a, b, dark}, []string{identity.FindingTooDark, identity.FindingTooFewTaken}},
		"one of three is a copy":    {[]identity.Sight{a, a, b}, []string{identity.FindingSamePictures}},
		"one of three is a visitor": {[]identity.Sight{a, b, stranger(0)}, []string{identity.FindingUnlikeOthers}},
		"two of five are visitors":  {[]identity.Sight{a, b, c, stranger(0), stranger(0.2)}, []string{identity.FindingUnlikeOthers, identity.FindingUnlikeOthers}},
		"without an engine":         {[]identity.Sight{{}, {}, {}}, []string{identity.FindingEngineAbsent}},
	} {
		require.Equal(t, x.want, codes(identity.CheckEnrolment(x.sights, identity.DefaultThresholds(), identity.EnrolmentLimits())), name)
	}
	found := identity.CheckEnrolment([]identity.Sight{a, stranger(0), b}, identity.DefaultThresholds(), identity.EnrolmentLimits())
	require.Equal(t, []int{1}, found[0].Frames, "the stranger is named, not the others")
	require.False(t, slices.ContainsFunc(found, func(f identity.Finding) bool { return slices.Contains(f.Frames, 0) }))
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	a := identity.Box{MaxX: 2, MaxY: 2}
	require.InDelta(t, 1, identity.Overlap(a, a), 1e-9)
	require.InDelta(t, 1.0/7, identity.Overlap(a, identity.Box{MinX: 1, MinY: 1, MaxX: 3, MaxY: 3}), 1e-9)
	require.Zero(t, identity.Overlap(a, identity.Box{MinX: 2, MaxX: 3, MaxY: 2}))
}
