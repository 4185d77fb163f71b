package webhook_test

import (
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/clock"
	"diandao/internal/egress"
	"diandao/internal/partner"
	"diandao/internal/partner/webhook"
	"diandao/test/receiver"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

func noon() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }

func open(t *testing.T, o egress.Options) *webhook.Sender {
	t.Helper()
	s := webhook.New(o, clock.NewManual(noon()))
	t.Cleanup(s.Close)
	return s
}

func message(url string) partner.Message {
	return partner.Message{ID: "d1", URL: url, At: noon(), Body: `{"type":"leave.decided"}`, Secrets: []string{secret}}
}

func TestSend_WhatAPartnerMayDo(t *testing.T) {
	t.Parallel()
	r := receiver.New(noon)
	t.Cleanup(r.Close)
	r.Trust(secret)
	s := open(t, egress.Options{AllowLoopback: true, Timeout: 500 * time.Millisecond})
	for _, c := range []struct {
		manner receiver.Manner
		want   partner.Answer
	}{
		{receiver.Sound, partner.Answer{Status: 204}},
		{receiver.Huge, partner.Answer{Status: 200}},
		{receiver.Down, partner.Answer{Status: 503, Class: partner.Broken}},
		{receiver.Busy, partner.Answer{Status: 429, Class: partner.RateLimited, RetryAfter: 2 * time.Minute}},
		{receiver.Slow, partner.Answer{Class: partner.TimedOut}},
		{receiver.Elsewhere, partner.Answer{Status: 307, Class: partner.Redirected}},
		{receiver.Left, partner.Answer{Status: 410, Class: partner.IsGone}},
		{receiver.Reset, partner.Answer{Class: partner.Unreachable}},
		{receiver.Strict, partner.Answer{Status: 400, Class: partner.Refused}},
		{receiver.Endless, partner.Answer{Class: partner.Oversized}},
	} {
		r.Behave(c.manner)
		began := time.Now()
		require.Equal(t, c.want, s.Send(t.Context(), message(r.URL)), c.manner)
		require.Less(t, time.Since(began), 5*time.Second, c.manner)
	}
	_, inside, forged := r.Tries()
	require.Zero(t, inside, "no redirect was followed")
	require.Empty(t, forged, "every request was signed")
	require.Len(t, r.Taken(), 2)
	require.Equal(t, "d1", r.Taken()[0].ID)
}

func TestSend_ReachesNobodysInside(t *testing.T) {
	t.Parallel()
	r := receiver.New(noon)
	t.Cleanup(r.Close)
	s := open(t, egress.Options{})
	for _, url := range []string{r.URL, "https://127.0.0.1/", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://[::1]/", "https://[fe80::1]/"} {
		require.Equal(t, partner.Answer{Class: partner.Private}, s.Send(t.Context(), message(url)), url)
	}
	tries, _, _ := r.Tries()
	require.Zero(t, tries)
}

func TestSend_VerifiesTLS(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	t.Cleanup(server.Close)
	require.Equal(t, partner.Answer{Class: partner.TLSFailed}, open(t, egress.Options{AllowLoopback: true}).Send(t.Context(), message(server.URL)))
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	require.Equal(t, partner.Answer{Status: 204}, open(t, egress.Options{AllowLoopback: true, RootCAs: roots}).Send(t.Context(), message(server.URL)))
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	require.Equal(t, partner.TLSFailed, open(t, egress.Options{AllowLoopback: true}).Send(t.Context(), message("https"+plain.URL[len("http"):])).Class)
}

func TestVerify_ForgedOldAndRotated(t *testing.T) {
	t.Parallel()
	const older = "whsec_b2xkZXIgc2VjcmV0"
	signed, err := partner.Sign([]string{secret, older}, "d1", noon(), "{}")
	require.NoError(t, err)
	h := http.Header{"Webhook-Id": {"d1"}, "Webhook-Timestamp": {"1795406400"}, "Webhook-Signature": {signed}}
	require.NoError(t, receiver.Verify(secret, h, []byte("{}"), noon()))
	require.NoError(t, receiver.Verify(older, h, []byte("{}"), noon()), "until the overlap ends both are right")
	require.Error(t, receiver.Verify("whsec_b3RoZXI=", h, []byte("{}"), noon()))
	require.Error(t, receiver.Verify(secret, h, []byte("{ }"), noon()), "another body")
	require.Error(t, receiver.Verify(secret, h, []byte("{}"), noon().Add(partner.Window+time.Second)), "replayed later")
	require.Error(t, receiver.Verify(secret, h, []byte("{}"), noon().Add(-partner.Window-time.Second)))
	h.Set("Webhook-Id", "d2")
	require.Error(t, receiver.Verify(secret, h, []byte("{}"), noon()), "another delivery's id")
}
