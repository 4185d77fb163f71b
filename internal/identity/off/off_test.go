package off_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
	"diandao/internal/identity/off"
)

// Without an engine nobody passes and nobody fails.
func TestEngine_HasLookedAtNothing(t *testing.T) {
	t.Parallel()
	s, err := off.Engine{}.Examine(t.Context(), []byte("anything"))
	require.NoError(t, err)
	got := identity.Compare(identity.Enrolment{}, s, identity.DefaultThresholds(), identity.ComparisonLimits())
	require.Equal(t, identity.NotChecked, got.Outcome)
}
