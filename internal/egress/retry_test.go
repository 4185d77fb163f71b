package egress_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/egress"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]time.Duration{
		"":                               0,
		"0":                              0,
		"120":                            2 * time.Minute,
		"-5":                             0,
		"1.5":                            0,
		"99999999999999999999":           0,
		"soon":                           0,
		"Mon, 23 Nov 2026 01:00:30 GMT":  30 * time.Second,
		"Mon, 23 Nov 2026 00:00:00 GMT":  0, // in the past
		"Monday, 23-Nov-26 01:01:00 GMT": time.Minute,
	} {
		require.Equal(t, want, egress.RetryAfter(header, time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)), header)
	}
}
