package checkin

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"time"
)

// MaxTimeToken bounds a time token, in bytes.
const MaxTimeToken = 96

const timeSaying = "diandao.time.v1\n"

// TimeTokens are our word on what time it was: a phone keeps the newest and seals it into what it submits,
// so that a check-in made without network counts when it was made and can't be dated back beyond the token.
// A token is base64url(instant in microseconds, 8 bytes big endian) "." base64url(HMAC-SHA256).
type TimeTokens struct{ key [32]byte }

// NewTimeTokens derives the tokens' key from the deployment's secret.
func NewTimeTokens(secret []byte) TimeTokens {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("diandao.time-key.v1"))
	return TimeTokens{key: [32]byte(mac.Sum(nil))}
}

// Issue returns a token for a device at now.
func (t TimeTokens) Issue(deviceID string, now time.Time) string {
	instant := binary.BigEndian.AppendUint64(nil, uint64(now.UnixMicro())) //nolint:gosec // an instant of ours is after 1970
	return base64.RawURLEncoding.EncodeToString(instant) + "." + base64.RawURLEncoding.EncodeToString(t.sum(deviceID, instant))
}

func (t TimeTokens) sum(deviceID string, instant []byte) []byte {
	mac := hmac.New(sha256.New, t.key[:])
	mac.Write([]byte(timeSaying + deviceID + "\n"))
	mac.Write(instant)
	return mac.Sum(nil)
}

// Read returns the instant of a token that was issued to the device. It returns ErrTimeToken.
func (t TimeTokens) Read(token, deviceID string) (time.Time, error) {
	head, tail, isPair := strings.Cut(token, ".")
	instant, err1 := base64.RawURLEncoding.DecodeString(head)
	sum, err2 := base64.RawURLEncoding.DecodeString(tail)
	if !isPair || err1 != nil || err2 != nil || len(instant) != 8 || !hmac.Equal(sum, t.sum(deviceID, instant)) {
		return time.Time{}, ErrTimeToken
	}
	return time.UnixMicro(int64(binary.BigEndian.Uint64(instant))).UTC(), nil //nolint:gosec // signed by ourselves
}
