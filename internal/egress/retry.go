package egress

import (
	"net/http"
	"strconv"
	"time"
)

// RetryAfter reads a Retry-After header (RFC 9110 §10.2.3), seconds or an HTTP date. It is zero when the
// header says nothing of use.
func RetryAfter(header string, now time.Time) time.Duration {
	if n, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(n) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}
