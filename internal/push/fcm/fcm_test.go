package fcm_test

import (
	"net/http"
	"os"
	"path/filepath"
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
