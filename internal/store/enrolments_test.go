package store_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"image"
	"image/png"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/fault"
	"diandao/internal/identity"
	"diandao/internal/identity/off"
	"diandao/internal/org"
)

// looker is an engine that tells who is on a picture by the picture's width: persons are 100 apart, pictures
// of one person are nearly alike.
type looker struct {
	hash string
	down bool
}

func (l *looker) Model() identity.Model { return identity.Model{Engine: "test", Hash: l.hash} }

func (l *looker) Examine(_ context.Context, picture []byte) (identity.Sight, error) {
	cfg, _, err := image.DecodeConfig(bytes.NewReader(picture))
	if l.down || err != nil {
		return identity.Sight{}, identity.ErrEngine
	}
	e := make(identity.Embedding, 8)
	e[cfg.Width/100] = 1
	e[7] = float32(cfg.Width%100) / 100
	return identity.Sight{
		Checked: true, Model: l.Model(), Width: cfg.Width, Height: cfg.Height, FaceCount: 1,
		Face: identity.Face{Box: identity.Box{MaxX: 150, MaxY: 150}, EyesOpen: 0.3, Light: identity.Light{Mean: 120, Sharp: 1, EyeToAll: 0.8}, Embedding: e},
	}, nil
}

// taken is a picture by which looker tells a person.
func taken(t *testing.T, width int) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 160))))
	return b.Bytes()
}

func identities(t *testing.T, w world, engine identity.Verifier) *identity.Service {
	t.Helper()
	dir := t.TempDir()
	vault, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), w.Evidence())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, vault.Close()) })
	s, err := identity.New(identity.Parts{Store: w.Enrolments(), Persons: w.Persons(), Vault: vault, Engine: engine, Clock: clock.NewManual(noon)})
	require.NoError(t, err)
	return s
}

func compared(t *testing.T, w world, s *identity.Service, picture []byte) identity.Comparison {
	t.Helper()
	r, err := s.Verify(t.Context(), w.person.ID, picture, nil)
	require.NoError(t, err)
	require.Nil(t, r.Judgement)
	return r.Comparison
}

func (w world) officer() authz.Actor {
	return authz.Actor{Role: authz.Officer, ID: "officer", Scope: w.station.Path}
}

func TestEnrolments_APersonIsKnownByThem(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, engine := t.Context(), &looker{hash: "m1"}
		s := identities(t, w, engine)
		none, err := s.Current(ctx, w.officer(), w.person.ID)
		require.NoError(t, err)
		require.Nil(t, none)
		before := compared(t, w, s, taken(t, 210))
		require.Equal(t, identity.NotChecked, before.Outcome, "who is not enrolled neither passes nor fails")

		made, err := s.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 200), taken(t, 220), taken(t, 240)})
		require.NoError(t, err)
		read, err := s.Current(ctx, w.officer(), w.person.ID)
		require.NoError(t, err)
		require.Equal(t, made.ID, read.ID)
		require.Equal(t, noon, read.CreatedAt)
		require.Len(t, read.Pictures, 3)
		require.Equal(t, "m1", read.ModelHash())
		require.Empty(t, read.Pictures[0].Embedding, "faces are not described outside of the vault")
		require.Equal(t, []string{"3"}, column(t, w.Store, "SELECT COUNT(*) FROM enrolment_pictures"))
		require.Equal(t, []string{"identity.enrolled"}, column(t, w.Store, "SELECT action FROM audit_entries WHERE action LIKE 'identity.%'"))

		same := compared(t, w, s, taken(t, 210))
		require.Equal(t, identity.Match, same.Outcome)
		other := compared(t, w, s, taken(t, 310))
		require.Equal(t, identity.Unlike, other.Outcome)

		engine.down = true
		broken := compared(t, w, s, taken(t, 310))
		require.Equal(t, identity.NotChecked, broken.Outcome, "a broken engine is nobody's fault")
		engine.down, engine.hash = false, "m2"
		replaced := compared(t, w, s, taken(t, 210))
		require.Equal(t, identity.NotChecked, replaced.Outcome)
		require.Equal(t, identity.FindingModelReplaced, replaced.Findings[0].Code)

		again, err := s.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 300), taken(t, 320), taken(t, 340)})
		require.NoError(t, err)
		read, err = s.Current(ctx, w.officer(), w.person.ID)
		require.NoError(t, err)
		require.Equal(t, again.ID, read.ID)
		require.Equal(t, []string{"1"}, column(t, w.Store, "SELECT COUNT(*) FROM enrolments WHERE ended_at IS NOT NULL"), "what was is kept")
		same = compared(t, w, s, taken(t, 310))
		require.Equal(t, identity.Match, same.Outcome)

		require.NoError(t, w.Evidence().DestroyKey(ctx, w.person.ID, noon))
		gone := compared(t, w, s, taken(t, 310))
		require.Equal(t, identity.NotChecked, gone.Outcome, "with the key the description of the face is gone")
	})
}

func TestEnrolments_PicturesThatAreNotGoodAreNamed(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, s := t.Context(), identities(t, w, &looker{hash: "m1"})
		_, err := s.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 200), taken(t, 310), taken(t, 240)})
		require.ErrorIs(t, err, identity.ErrEnrolment)
		f, ok := errors.AsType[*fault.Error](err)
		require.True(t, ok)
		require.Equal(t, []fault.Field{{Path: "pictures/1", Reason: identity.FindingUnlikeOthers}}, f.Fields)
		for _, count := range []int{0, 2, 6} {
			_, err := s.Enrol(ctx, w.officer(), w.person.ID, slices.Repeat([][]byte{taken(t, 200)}, count))
			require.ErrorIs(t, err, identity.ErrEnrolment, "%d", count)
		}
		_, err = s.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 200), []byte("text"), taken(t, 240)})
		require.ErrorIs(t, err, evidence.ErrNotPicture)
		_, err = s.Enrol(ctx, authz.Actor{Role: authz.Officer, ID: "x", Scope: org.Path("/990102/")}, w.person.ID, [][]byte{taken(t, 200), taken(t, 220), taken(t, 240)})
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = s.Enrol(ctx, authz.Actor{Role: authz.Volunteer, ID: "x", Scope: org.Root}, w.person.ID, nil)
		require.ErrorIs(t, err, authz.ErrForbidden)
		require.Equal(t, []string{"0"}, column(t, w.Store, "SELECT COUNT(*) FROM enrolments"))
		require.Equal(t, []string{"0"}, column(t, w.Store, "SELECT COUNT(*) FROM evidence_objects"))
	})
}

// Without an engine the pictures are for officers' eyes, and become comparable only by being taken anew.
func TestEnrolments_WithoutAnEngine(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, s := t.Context(), identities(t, w, off.Engine{})
		made, err := s.Enrol(ctx, w.officer(), w.person.ID, [][]byte{taken(t, 200), taken(t, 220), taken(t, 240)})
		require.NoError(t, err)
		require.Empty(t, made.TemplateID)
		got := compared(t, w, s, taken(t, 210))
		require.Equal(t, identity.NotChecked, got.Outcome)
		require.Equal(t, identity.FindingEngineAbsent, got.Findings[0].Code)
		got = compared(t, w, identities(t, w, &looker{hash: "m1"}), taken(t, 210))
		require.Equal(t, identity.FindingModelReplaced, got.Findings[0].Code)
	})
}

func TestEnrolments_TwoAtOnceLeaveOne(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		s := identities(t, w, &looker{hash: "m1"})
		pictures := [][]byte{taken(t, 200), taken(t, 220), taken(t, 240)}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := s.Enrol(t.Context(), w.officer(), w.person.ID, pictures); err != nil && !errors.Is(err, identity.ErrEnrolmentMoved) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		require.Equal(t, []string{"1"}, column(t, w.Store, "SELECT COUNT(*) FROM enrolments WHERE ended_at IS NULL"))
	})
}

func TestService_JudgesAnAnswer(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		engine := &looker{hash: "m1"}
		s := identities(t, w, engine)
		c, err := identity.NewChallenge(rand.Reader, "n", noon, false)
		require.NoError(t, err)
		answer := identity.Answer{Challenge: c, MadeAt: noon}
		for i, step := range []int{identity.Before, 0, 1, 2} {
			answer.Frames = append(answer.Frames, identity.AnswerFrame{Step: step, Offset: time.Duration(i), Picture: taken(t, 200)})
		}
		judged := func() identity.Judgement {
			r, err := s.Verify(t.Context(), w.person.ID, taken(t, 200), &answer)
			require.NoError(t, err)
			require.Equal(t, identity.NotChecked, r.Comparison.Outcome)
			return *r.Judgement
		}
		require.Equal(t, identity.NotSeen, judged().Seen, "nothing moves")
		engine.down = true
		require.Equal(t, identity.CannotTell, judged().Seen)
		answer.Frames[3].Step = 7
		_, err = s.Verify(t.Context(), w.person.ID, taken(t, 200), &answer)
		require.ErrorIs(t, err, identity.ErrBurst)
	})
}
