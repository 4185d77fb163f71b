package checkin_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
)

func TestTimeTokens_BelongToOneDeviceAndOneDeployment(t *testing.T) {
	t.Parallel()
	ours, theirs := checkin.NewTimeTokens([]byte("secret of this city")), checkin.NewTimeTokens([]byte("another secret"))
	at := time.Date(2026, 11, 23, 0, 5, 0, 123_000, time.UTC)
	token := ours.Issue("device-a", at)
	require.LessOrEqual(t, len(token), checkin.MaxTimeToken)
	got, err := ours.Read(token, "device-a")
	require.NoError(t, err)
	require.Equal(t, at, got)
	earlier := ours.Issue("device-a", at.Add(-time.Hour))
	for name, forged := range map[string]string{
		"empty": "", "no signature": token[:11], "half a signature": token[:len(token)-4], "another instant under this signature": earlier[:11] + token[11:], "of another city": theirs.Issue("device-a", at),
		"not base64": "!!!.???",
	} {
		_, err := ours.Read(forged, "device-a")
		require.ErrorIs(t, err, checkin.ErrTimeToken, name)
	}
	_, err = ours.Read(token, "device-b")
	require.ErrorIs(t, err, checkin.ErrTimeToken, "a token of another phone")
}
