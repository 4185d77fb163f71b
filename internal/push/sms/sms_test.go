package sms_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/clock"
	"diandao/internal/push"
	"diandao/internal/push/pushtest"
	"diandao/internal/push/sms"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func now() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

const number = "00000000017"

func sender(t *testing.T, g *pushtest.SMS, secret string) *sms.Sender {
	t.Helper()
	s, err := sms.New(sms.Config{URL: g.URL + "/send", Secret: secret}, clock.NewManual(now()))
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return s
}

func open(t *testing.T) pushtest.Provider {
	t.Helper()
	g := pushtest.NewSMS(t)
	return pushtest.Provider{
		Sender: sender(t, g, g.Secret), To: push.Subscription{Channel: push.SMS, Endpoint: number}, Now: now(), Next: g.Next, Got: g.Got, Calls: g.Calls,
		Gone: push.ErrUnregistered, IsPlain: true,
	}
}

func TestSender_KeepsTheContract(t *testing.T) {
	t.Parallel()
	pushtest.Contract(t, open)
}

func TestSender_ARepeatIsNoSecondText(t *testing.T) {
	t.Parallel()
	p := open(t)
	for range 2 {
		require.NoError(t, p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now().Add(time.Hour)))
	}
	require.Equal(t, 2, p.Calls())
	require.Len(t, p.Got(), 1)
}

func TestSender_AWrongURLIsNotANumberOutOfService(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Next(pushtest.Answer{Status: http.StatusNotFound, Body: "<html>no such page</html>"}, pushtest.Answer{Status: http.StatusTemporaryRedirect})
	for range 2 {
		err := p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now().Add(time.Hour))
		require.ErrorAs(t, err, new(push.RetryLater))
	}
	require.Equal(t, 2, p.Calls(), "no redirect was followed")
}

func TestSender_AWrongSecretIsRefused(t *testing.T) {
	t.Parallel()
	g := pushtest.NewSMS(t)
	err := sender(t, g, "another").Send(t.Context(), push.Subscription{Endpoint: number}, push.Envelope{MessageID: "m"}, now().Add(time.Hour))
	require.ErrorIs(t, err, push.ErrRejected)
	require.Empty(t, g.Got())
}

func TestSender_NoErrorTellsTheNumber(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Next(pushtest.Answer{Status: 400}, pushtest.Answer{Status: 404}, pushtest.Answer{Status: 500}, pushtest.Answer{Status: 200, Body: number}, pushtest.Answer{Hang: true})
	for range 5 {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		err := p.Sender.Send(ctx, p.To, push.Envelope{MessageID: "m"}, now().Add(time.Hour))
		cancel()
		require.Error(t, err)
		require.NotContains(t, err.Error(), number)
	}
}

func TestNew_NeedsAURLAndASecret(t *testing.T) {
	t.Parallel()
	for _, c := range []sms.Config{{}, {URL: "http://127.0.0.1:1"}, {Secret: "s"}, {URL: "%", Secret: "s"}} {
		_, err := sms.New(c, clock.System{})
		require.ErrorContains(t, err, "SMS")
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	body := []byte(`{"id":"m","status":"delivered"}`)
	h := http.Header{}
	sms.Sign(h, "secret", now(), body)
	at, signature := h.Get(sms.HeaderTimestamp), h.Get(sms.HeaderSignature)
	require.NoError(t, sms.Verify(at, signature, "secret", now(), body))
	require.NoError(t, sms.Verify(at, signature, "secret", now().Add(sms.Window), body))
	for name, err := range map[string]error{
		"of long ago":      sms.Verify(at, signature, "secret", now().Add(sms.Window+time.Second), body),
		"of the future":    sms.Verify(at, signature, "secret", now().Add(-sms.Window-time.Second), body),
		"another secret":   sms.Verify(at, signature, "other", now(), body),
		"another body":     sms.Verify(at, signature, "secret", now(), []byte("{}")),
		"another instant":  sms.Verify("1", signature, "secret", now(), body),
		"no signature":     sms.Verify(at, "", "secret", now(), body),
		"no hex":           sms.Verify(at, strings.Repeat("z", 64), "secret", now(), body),
		"no secret at all": sms.Verify(at, signature, "", now(), body),
	} {
		require.ErrorIs(t, err, sms.ErrUnsigned, name)
	}
}

func TestParseReport(t *testing.T) {
	t.Parallel()
	got, err := sms.ParseReport([]byte(`{"id":"m","status":"failed","at":"2026"}`))
	require.NoError(t, err)
	require.Equal(t, sms.Report{ID: "m", Status: "failed"}, got)
	for _, bad := range []string{"", "<html>", "{}", `{"id":"m"}`, `{"id":"m","status":"read"}`, `{"id":"` + strings.Repeat("m", sms.MaxBody) + `","status":"failed"}`} {
		_, err := sms.ParseReport([]byte(bad))
		require.ErrorIs(t, err, sms.ErrReceipt)
	}
}
