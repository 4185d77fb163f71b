package fcm_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/clock"
	"diandao/internal/push"
	"diandao/internal/push/fcm"
	"diandao/internal/push/pushtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func now() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

func open(t *testing.T) pushtest.Provider {
	t.Helper()
	f := pushtest.NewFCM(t)
	s, err := fcm.New(t.Context(), fcm.Config{ProjectID: "diandao-test", Endpoint: f.URL}, clock.NewManual(now()))
	require.NoError(t, err)
	t.Cleanup(s.Close)
	return pushtest.Provider{
		Sender: s, To: push.Subscription{Channel: push.FCM, Endpoint: "token-1"}, Now: now(), Next: f.Next, Got: f.Got, Calls: f.Calls,
	}
}

func TestSender_KeepsTheContract(t *testing.T) {
	t.Parallel()
	pushtest.Contract(t, open)
}

func TestSender_AWrongProjectDropsNoAddress(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, a := range []pushtest.Answer{
		{Status: http.StatusNotFound, Body: "<html>no such page</html>"},
		{Status: http.StatusNotFound, Body: `{"error":{"code":404,"status":"NOT_FOUND","message":"Requested entity was not found."}}`},
	} {
		p.Next(a)
		err := p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now().Add(time.Hour))
		require.Error(t, err)
		require.NotErrorIs(t, err, push.ErrUnregistered)
	}
}

func TestSender_AnAnswerWithoutSenseIsTriedAgain(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Next(pushtest.Answer{Status: http.StatusOK, Body: "<html>"})
	err := p.Sender.Send(t.Context(), p.To, push.Envelope{MessageID: "m"}, now().Add(time.Hour))
	require.ErrorAs(t, err, new(push.RetryLater))
}

func TestNew_SaysWhatIsWrongWithCredentials(t *testing.T) {
	t.Parallel()
	bad := filepath.Join(t.TempDir(), "key.json")
	require.NoError(t, os.WriteFile(bad, []byte("{}"), 0o600))
	for _, file := range []string{bad, bad + ".missing"} {
		_, err := fcm.New(t.Context(), fcm.Config{CredentialsFile: file, ProjectID: "p"}, clock.System{})
		require.ErrorContains(t, err, "FCM")
	}
	_, err := fcm.New(t.Context(), fcm.Config{Endpoint: "http://127.0.0.1:1"}, clock.System{})
	require.ErrorContains(t, err, "project")
}

// TestSender_ShowsItsCredentials plays both Google's token endpoint and FCM.
func TestSender_ShowsItsCredentials(t *testing.T) {
	t.Parallel()
	var tokens, messages atomic.Int32
	mux := http.NewServeMux()
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		tokens.Add(1)
		if strings.Count(r.FormValue("assertion"), ".") != 2 {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"access_token":"short-lived","expires_in":3600,"token_type":"Bearer"}`))
	})
	mux.HandleFunc("POST /v1/projects/of-the-file/messages:send", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer short-lived" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		messages.Add(1)
		_, _ = w.Write([]byte(`{"name":"projects/of-the-file/messages/1"}`))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	s, err := fcm.New(t.Context(), fcm.Config{CredentialsFile: serviceAccount(t, server.URL+"/token"), Endpoint: server.URL}, clock.NewManual(now()))
	require.NoError(t, err)
	t.Cleanup(s.Close)
	for range 2 {
		require.NoError(t, s.Send(t.Context(), push.Subscription{Endpoint: "token-1"}, push.Envelope{MessageID: "m"}, now().Add(time.Hour)))
	}
	require.EqualValues(t, 1, tokens.Load(), "a token serves until it ends")
	require.EqualValues(t, 2, messages.Load())
}

// serviceAccount writes credentials with a new key.
func serviceAccount(t *testing.T, tokenURI string) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	text, err := json.Marshal(map[string]string{
		"type": "service_account", "project_id": "of-the-file", "private_key_id": "1", "client_email": "sender@of-the-file.example",
		"private_key": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), "token_uri": tokenURI,
	})
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "account.json")
	require.NoError(t, os.WriteFile(file, text, 0o600))
	return file
}
