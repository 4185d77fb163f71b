package demo

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
)

// What a check-in did not ask for is neither answered nor missed.
func TestSubmission_HoldsWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	s := &seeder{rand: mathrand.New(mathrand.NewPCG(1, 2))}
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	made := func(asked checkin.Requirements) checkin.Submission {
		c, err := s.submission(checkin.Request{Status: checkin.Accepted, PersonID: "01a22532-0800-7a3b-b12d-76d8966873d1", Requires: asked, OpensAt: at, DueAt: at.Add(time.Hour), ClosesAt: at.Add(time.Hour)}, phone{key: key}, at, nil)
		require.NoError(t, err)
		return c.Submission
	}
	plain := made(checkin.Requirements{Location: true})
	require.Empty(t, plain.NoPhoto)
	require.Empty(t, plain.Answers)
	asked := made(checkin.Requirements{Face: true, Questions: []checkin.Question{{ID: "living", Text: "住在哪里？", Options: []string{"家里", "单位"}}}})
	require.NotEmpty(t, asked.NoPhoto)
	require.Equal(t, []checkin.Answer{{QuestionID: "living", Text: "家里"}}, asked.Answers)
}
