package webpush_test

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/clock"
	"diandao/internal/push"
	"diandao/internal/push/pushtest"
	"diandao/internal/push/webpush"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func now() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

func sender(t *testing.T, cfg webpush.Config) *webpush.Sender {
	t.Helper()
	cfg.KeyFile = filepath.Join(t.TempDir(), "vapid.key")
	cfg.Subject = "mailto:operator@example.org"
	s, err := webpush.New(cfg, clock.NewManual(now()))
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return s
}

func open(t *testing.T) pushtest.Provider {
	t.Helper()
	f := pushtest.NewWebPush(t)
	s := sender(t, webpush.Config{AllowLoopback: true, RootCAs: f.RootCAs()})
	return pushtest.Provider{Sender: s, To: f.Subscribe(t), Now: now(), Next: f.Next, Got: f.Got, Calls: f.Calls, Gone: push.ErrUnregistered, ReadsStatusOnly: true}
}

func TestSender_KeepsTheContract(t *testing.T) {
	t.Parallel()
	pushtest.Contract(t, open)
}

func TestSender_WhatOnlyPushServicesAnswer(t *testing.T) {
	t.Parallel()
	p := open(t)
	for status, want := range map[int]error{
		http.StatusGone:                  push.ErrUnregistered,
		http.StatusRequestEntityTooLarge: push.ErrRejected,
		http.StatusTemporaryRedirect:     push.ErrRejected,
		http.StatusOK:                    nil,
	} {
		p.Next(pushtest.Answer{Status: status, Body: strings.Repeat("x", 1<<20)})
		err := p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now())
		require.ErrorIs(t, err, want, status)
	}
	require.Equal(t, 4, p.Calls(), "no redirect was followed")
}

func TestSender_SealsForTheBrowserThatAskedAlone(t *testing.T) {
	t.Parallel()
	p := open(t)
	other, err := ecdh.P256().GenerateKey(rand.Reader)
	require.NoError(t, err)
	p.To.P256DH = base64.RawURLEncoding.EncodeToString(other.PublicKey().Bytes())
	err = p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now())
	require.ErrorIs(t, err, push.ErrRejected, "the fake opens what it gets, with the key it has")
}

func TestSender_AKeyThatIsNoneIsRefusedWithoutSending(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, key := range []string{"", "AAAA", "***", strings.Repeat("A", 87)} {
		p.To.P256DH = key
		require.ErrorIs(t, p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now()), push.ErrRejected, key)
	}
	require.Zero(t, p.Calls())
}

func TestSender_DialsNobodysInside(t *testing.T) {
	t.Parallel()
	f := pushtest.NewWebPush(t)
	careful := sender(t, webpush.Config{RootCAs: f.RootCAs()})
	testing := sender(t, webpush.Config{RootCAs: f.RootCAs(), AllowLoopback: true})
	to := f.Subscribe(t)
	port := f.URL[strings.LastIndex(f.URL, ":"):]
	for _, c := range []struct {
		sender *webpush.Sender
		url    string
	}{
		{careful, to.Endpoint},
		{careful, "https://localhost" + port + "/push/x"},
		{careful, "https://[::1]" + port + "/push/x"},
		{careful, "https://[::ffff:127.0.0.1]" + port + "/push/x"},
		{testing, "https://10.0.0.1/x"},
		{testing, "https://192.168.1.1/x"},
		{testing, "https://169.254.169.254/latest/meta-data"},
		{testing, "https://100.64.0.1/x"},
		{testing, "https://0.0.0.0" + port + "/push/x"},
		{testing, "https://[fe80::1]/x"},
		{testing, "https://[fd00::1]/x"},
		{testing, "https://[64:ff9b::7f00:1]/x"},
		{testing, "http://127.0.0.1" + port + "/push/x"},
		{testing, "file:///etc/passwd"},
		{testing, "::"},
	} {
		to.Endpoint = c.url
		err := c.sender.Send(t.Context(), to, push.Envelope{MessageID: "m"}, now())
		require.ErrorIs(t, err, push.ErrRejected, c.url)
	}
	require.Zero(t, f.Calls())
}

func TestSender_AnUnknownCertificateOrAClosedPortIsTriedLater(t *testing.T) {
	t.Parallel()
	f := pushtest.NewWebPush(t)
	to := f.Subscribe(t)
	stranger := sender(t, webpush.Config{AllowLoopback: true})
	err := stranger.Send(t.Context(), to, push.Envelope{MessageID: "m"}, now())
	require.ErrorAs(t, err, new(push.RetryLater))
	require.NotContains(t, err.Error(), "/push/", "the endpoint is a secret")
	f.Close()
	friend := sender(t, webpush.Config{AllowLoopback: true, RootCAs: f.RootCAs()})
	require.ErrorAs(t, friend.Send(t.Context(), to, push.Envelope{MessageID: "m"}, now()), new(push.RetryLater))
}

func TestNew_TheKeyIsMadeOnceAndKept(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "vapid.key")
	keys := make([]string, 8)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			s, err := webpush.New(webpush.Config{KeyFile: file}, clock.System{})
			if err == nil {
				keys[i] = s.PublicKey()
			}
		})
	}
	wg.Wait()
	for _, k := range keys {
		require.Len(t, k, 87)
		require.Equal(t, keys[0], k, "servers that start at once share one key")
	}
	info, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := os.ReadDir(filepath.Dir(file))
	require.NoError(t, err)
	require.Len(t, left, 1, "nothing is left beside it")

	require.NoError(t, os.WriteFile(file, []byte("short"), 0o600))
	_, err = webpush.New(webpush.Config{KeyFile: file}, clock.System{})
	require.ErrorContains(t, err, "VAPID key: read vapid.key", "a damaged key is never replaced in silence")
	_, err = webpush.New(webpush.Config{KeyFile: filepath.Join(file, "no", "folder")}, clock.System{})
	require.Error(t, err)
}
