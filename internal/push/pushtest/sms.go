package pushtest

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// SMS is a gateway that checks who sends and sends no id twice: Got are the texts that persons got, Calls the
// requests. It is written from the protocol, not from the adapter.
type SMS struct {
	provider
	Secret string
	seen   map[string]bool
}

// NewSMS starts one for the length of a test.
func NewSMS(tb testing.TB) *SMS {
	tb.Helper()
	s := &SMS{Secret: "the gateway's secret of 32 letters", seen: map[string]bool{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.send))
	s.close(tb)
	return s
}

func (s *SMS) send(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4096))
	if s.answer(w, r, smsError) {
		return
	}
	var in struct{ ID, To, Template string }
	strict := json.NewDecoder(bytes.NewReader(body))
	strict.DisallowUnknownFields()
	switch {
	case err != nil || r.Method != http.MethodPost || r.Header.Get("Diandao-Signature") != s.sign(r.Header.Get("Diandao-Timestamp"), body):
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(smsError(http.StatusForbidden)))
	case strict.Decode(&in) != nil || in.ID == "" || in.To == "" || in.Template == "":
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(smsError(http.StatusBadRequest)))
	default:
		s.text(in.To, in.ID)
		_, _ = w.Write([]byte(`{"status":"accepted"}`))
	}
}

// text sends an id once.
func (s *SMS) text(to, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.seen[id] {
		s.seen[id] = true
		s.got = append(s.got, Got{To: to, MessageID: id})
	}
}

func (s *SMS) sign(at string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(s.Secret))
	_, _ = fmt.Fprintf(mac, "%s.%s", at, body)
	return hex.EncodeToString(mac.Sum(nil))
}

// Report posts a receipt to a webhook and returns the status of the answer.
func (s *SMS) Report(ctx context.Context, tb testing.TB, webhook, id, status string, at time.Time) int {
	tb.Helper()
	body, err := json.Marshal(map[string]string{"id": id, "status": status})
	require.NoError(tb, err)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, webhook, bytes.NewReader(body))
	require.NoError(tb, err)
	stamp := strconv.FormatInt(at.Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Diandao-Timestamp", stamp)
	req.Header.Set("Diandao-Signature", s.sign(stamp, body))
	resp, err := http.DefaultClient.Do(req)
	require.NoError(tb, err)
	require.NoError(tb, resp.Body.Close())
	return resp.StatusCode
}

func smsError(status int) string {
	if status == http.StatusNotFound || status == http.StatusGone {
		return `{"error":"unknown_number"}`
	}
	return fmt.Sprintf(`{"error":%q}`, http.StatusText(status))
}
