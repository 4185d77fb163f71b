package partner

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Headers of a request, as Standard Webhooks names them.
const (
	HeaderID        = "Webhook-Id"
	HeaderTimestamp = "Webhook-Timestamp"
	HeaderSignature = "Webhook-Signature"
)

// Window is how old or early a request may be for a receiver that goes by the guide.
const Window = 5 * time.Minute

const (
	secretPrefix = "whsec_"
	secretBytes  = 32
)

// newSecret is "whsec_" and 32 random bytes in base64.
func newSecret() string {
	b := make([]byte, secretBytes)
	rand.Read(b)
	return secretPrefix + base64.StdEncoding.EncodeToString(b)
}

// Sign is the value of HeaderSignature: one "v1,<base64>" for each secret, separated by spaces, over
// "<id>.<Unix seconds>.<body>" (Standard Webhooks 1.0.0, HMAC-SHA256).
func Sign(secrets []string, id DeliveryID, at time.Time, body string) (string, error) {
	signed := string(id) + "." + strconv.FormatInt(at.Unix(), 10) + "." + body
	out := make([]string, 0, len(secrets))
	for _, s := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, secretPrefix))
		if err != nil || len(key) == 0 {
			return "", fmt.Errorf("a secret is not %s and base64", secretPrefix)
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(signed))
		out = append(out, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	return strings.Join(out, " "), nil
}

// label binds sealed secrets to their partner.
func label(id ID) string { return "partner secrets\n" + string(id) }

// sealSecrets seals the secrets of a partner, newest first.
func sealSecrets(b Box, id ID, all []Secret) ([]byte, error) {
	plain, err := json.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("encode secrets: %w", err)
	}
	return b.SealSecret(label(id), plain), nil
}

// openSecrets returns the secrets of a partner that sign at an instant, newest first.
func openSecrets(b Box, p Partner, now time.Time) ([]Secret, error) {
	plain, err := b.OpenSecret(label(p.ID), p.Sealed)
	if err != nil {
		return nil, fmt.Errorf("open secrets of partner %s: %w", p.ID, err)
	}
	var all, out []Secret
	if err := json.Unmarshal(plain, &all); err != nil {
		return nil, fmt.Errorf("read secrets of partner %s: %w", p.ID, err)
	}
	for _, s := range all {
		if s.Until.IsZero() || now.Before(s.Until) {
			out = append(out, s)
		}
	}
	return out, nil
}

// rotated puts a new secret before those that sign now; each of them ends with the overlap at the latest. The oldest,
// which the partner surely has, stays when there would be too many.
func rotated(all []Secret, fresh string, now time.Time) []Secret {
	out := []Secret{{Text: fresh}}
	for _, s := range all {
		if s.Until.IsZero() {
			s.Until = now.Add(Overlap)
		}
		out = append(out, s)
	}
	if len(out) > MaxSecrets {
		out = append(out[:MaxSecrets-1], out[len(out)-1])
	}
	return out
}
