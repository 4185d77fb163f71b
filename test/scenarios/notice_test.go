package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/push/pushtest"
	"diandao/test/stage"
)

type notice struct {
	Channel     string     `json:"channel"`
	AcceptedAt  *time.Time `json:"accepted_at"`
	DeliveredAt *time.Time `json:"delivered_at"`
	OpenedAt    *time.Time `json:"opened_at"`
	Failure     string     `json:"failure"`
}

func noticesOf(o *stage.Officer, requestID string) map[string]notice {
	var detail struct {
		Notices []notice `json:"notices"`
	}
	o.Get("/console/v1/checkins/"+requestID).Into(http.StatusOK, &detail)
	out := map[string]notice{}
	for _, n := range detail.Notices {
		out[n.Channel] = n
	}
	return out
}

// A check-in opens: both push services carry an id and nothing else, one of them only after a stumble;
// the phone says when it arrived and when it was opened; the officer sees each step on each channel.
func TestNotice_IsProvable(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "陈建国")
		phone := s.phone(officer, who)
		browser := s.outside.WebPush.Subscribe(t)
		phone.Post("/v1/push/subscriptions", map[string]any{"channel": "webpush", "endpoint": browser.Endpoint, "p256dh": browser.P256DH, "auth": browser.Auth}).
			Into(http.StatusCreated, nil)
		phone.Post("/v1/push/subscriptions", map[string]any{"channel": "fcm", "endpoint": "registration-token", "p256dh": "", "auth": ""}).Into(http.StatusCreated, nil)
		s.outside.FCM.Next(pushtest.Answer{Status: http.StatusServiceUnavailable, RetryAfter: "1"})
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0]

		stage.Eventually(t, 20*time.Second, func() string {
			if len(s.outside.WebPush.Got()) != 1 || len(s.outside.FCM.Got()) != 1 {
				return "the notice did not go out over both services"
			}
			return ""
		})
		id := s.outside.WebPush.Got()[0].MessageID
		require.Equal(t, id, s.outside.FCM.Got()[0].MessageID)
		stage.Eventually(t, 10*time.Second, func() string {
			if n := noticesOf(officer, req.ID); n["webpush"].AcceptedAt == nil || n["fcm"].AcceptedAt == nil {
				return "the ledger does not say accepted"
			}
			return ""
		})
		require.Nil(t, noticesOf(officer, req.ID)["webpush"].DeliveredAt, "a provider's word is not the phone's")

		var message struct {
			Kind      string `json:"kind"`
			SubjectID string `json:"subject_id"`
		}
		phone.Get("/v1/messages/"+id).Into(http.StatusOK, &message)
		require.Equal(t, []string{"checkin_open", req.ID}, []string{message.Kind, message.SubjectID})
		phone.Post("/v1/messages/"+id+"/receipts", map[string]any{"receipt": "opened", "channel": "webpush"}).Into(http.StatusNoContent, nil)
		seen := noticesOf(officer, req.ID)
		require.NotNil(t, seen["webpush"].DeliveredAt, "opened implies delivered")
		require.NotNil(t, seen["webpush"].OpenedAt)
		require.Nil(t, seen["fcm"].DeliveredAt)

		other := s.phone(officer, s.enrol(officer, "李秀英"))
		other.Get("/v1/messages/"+id).Refused(http.StatusNotFound, "push.message_not_found")
		other.Post("/v1/messages/"+id+"/receipts", map[string]any{"receipt": "opened", "channel": "fcm"}).Refused(http.StatusNotFound, "push.message_not_found")
		phone.Post("/v1/push/subscriptions", map[string]any{"channel": "webpush", "endpoint": "http://example.org", "p256dh": "x", "auth": "y"}).
			Refused(http.StatusUnprocessableEntity, "push.subscription_invalid")
	})
}
