package pushtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// FCM answers as Firebase Cloud Messaging does, HTTP v1. Its URL is the endpoint for the adapter.
type FCM struct{ provider }

// NewFCM starts one for the length of a test.
func NewFCM(tb testing.TB) *FCM {
	tb.Helper()
	f := &FCM{}
	f.Server = httptest.NewServer(http.HandlerFunc(f.send))
	f.close(tb)
	return f
}

// fcmRequest is what a client posts to projects.messages.send.
type fcmRequest struct {
	Message struct {
		Token        string            `json:"token"`
		Data         map[string]string `json:"data"`
		Notification json.RawMessage   `json:"notification"`
		Android      struct {
			Priority string `json:"priority"`
			TTL      string `json:"ttl"`
		} `json:"android"`
	} `json:"message"`
}

func (f *FCM) send(w http.ResponseWriter, r *http.Request) {
	var in fcmRequest
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&in)
	if f.answer(w, r, fcmError) {
		return
	}
	path := strings.TrimPrefix(r.URL.Path, "/v1/projects/")
	ttl, ttlErr := time.ParseDuration(in.Message.Android.TTL)
	switch {
	case r.Method != http.MethodPost || !strings.HasSuffix(path, "/messages:send"):
		http.NotFound(w, r)
	case err != nil || ttlErr != nil || in.Message.Token == "" || in.Message.Notification != nil || len(in.Message.Data) != 1:
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(fcmError(http.StatusBadRequest)))
	default:
		f.accept(Got{To: in.Message.Token, MessageID: in.Message.Data["message_id"], TTL: ttl, Urgent: in.Message.Android.Priority == "high"})
		_, _ = fmt.Fprintf(w, `{"name":%q}`, "projects/"+strings.TrimSuffix(path, "/messages:send")+"/messages/1")
	}
}

// fcmError makes the error body of a status, with FCM's own code in its details.
func fcmError(status int) string {
	codes := map[int][2]string{ // status of the platform, code of FCM
		http.StatusBadRequest:          {"INVALID_ARGUMENT", "INVALID_ARGUMENT"},
		http.StatusForbidden:           {"PERMISSION_DENIED", "SENDER_ID_MISMATCH"},
		http.StatusNotFound:            {"NOT_FOUND", "UNREGISTERED"},
		http.StatusTooManyRequests:     {"RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"},
		http.StatusInternalServerError: {"INTERNAL", "INTERNAL"},
		http.StatusServiceUnavailable:  {"UNAVAILABLE", "UNAVAILABLE"},
	}
	c := codes[status]
	return fmt.Sprintf(`{"error":{"code":%d,"message":"as asked","status":%q,"details":[{"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":%q}]}}`,
		status, c[0], c[1])
}
