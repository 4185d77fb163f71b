package mobileapi_test

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi/httpapitest"
)

func b64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func TestDevices(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	activation := map[string]any{"code": "K7M2P9QRTX", "public_key": b64("key"), "name": "Android", "signature": b64("sig")}
	with := func(name string, value any) map[string]any {
		m := map[string]any{}
		for k, v := range activation {
			m[k] = v
		}
		m[name] = value
		return m
	}
	noKey := map[string]string{"Idempotency-Key": ""}
	p.Run(t, []httpapitest.Scenario{
		{
			Name: "activated", Method: "POST", Path: "/v1/activations", Body: activation, Header: noKey, Want: 201, Calls: []string{"activate key sig"},
			Holds: map[string]any{
				"device_id": "d1", "person": map[string]any{"id": "p1", "name": "王小明"}, "access_token": "access", "refresh_token": "refresh-2",
				"access_expires_at": "2026-11-23T01:40:00Z", "server_time": "2026-11-23T01:30:00Z",
			},
		},
		{Name: "wrong code", Method: "POST", Path: "/v1/activations", Body: with("code", "x"), Want: 422, Code: "device.code_invalid", Calls: []string{}},
		{Name: "key that is not base64url", Method: "POST", Path: "/v1/activations", Body: with("public_key", "!"), Want: 422, Code: "device.key_invalid", Calls: []string{}},
		{Name: "signature that is not base64url", Method: "POST", Path: "/v1/activations", Body: with("signature", "!"), Want: 401, Code: "device.signature_invalid", Calls: []string{}},
		{Name: "no code", Method: "POST", Path: "/v1/activations", Body: map[string]any{}, Want: 422, Code: "request.invalid", Calls: []string{}},
		{
			Name: "refreshed", Method: "POST", Path: "/v1/tokens", Body: map[string]any{"refresh_token": "r1", "signature": b64("si") + "="}, Header: noKey, Want: 200,
			Calls: []string{"refresh r1 si"}, Holds: map[string]any{"access_token": "access", "refresh_token": "refresh-2"},
		},
		{Name: "used token", Method: "POST", Path: "/v1/tokens", Body: map[string]any{"refresh_token": "used", "signature": b64("sig")}, Want: 401, Code: "device.token_reused"},
		{Name: "signed out", As: "person", Method: "POST", Path: "/v1/device/sign-out", Header: noKey, Want: 204, Calls: []string{"revoke d1 by p1"}},
	})
}

func TestProfile(t *testing.T) {
	t.Parallel()
	newPhone(t).Run(t, []httpapitest.Scenario{{Name: "me", As: "person", Method: "GET", Path: "/v1/me", Want: 200, Holds: map[string]any{
		"person":  map[string]any{"id": "p1", "name": "王小明", "number": "330106-2026-0001", "level": "ordinary"},
		"station": map[string]any{"id": "u1", "name": "文新司法所", "telephone": "0999-0000000"}, "device": map[string]any{"id": "d1", "name": "Android 13"},
	}}})
}

func TestCheckins(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	p.Run(t, []httpapitest.Scenario{
		{Name: "today", As: "person", Method: "GET", Path: "/v1/today", Want: 200, Holds: map[string]any{
			"now": "2026-11-23T01:30:00Z", "recent": []any{}, "unread_count": 3.0,
			"roll_calls": []any{map[string]any{"id": mine, "title": "点名", "station_name": "文新司法所", "started_at": "2026-11-23T01:30:00Z", "rung_at": "2026-11-23T01:30:00Z", "declined": "driving"}},
		}},
		{Name: "one of mine", As: "person", Method: "GET", Path: "/v1/checkin-requests/" + mine, Want: 200, Holds: map[string]any{"status": "review", "outcome": map[string]any{
			"status": "review", "made_at": "2026-11-23T01:30:00Z", "received_at": "2026-11-23T01:30:00Z",
			"findings": []any{map[string]any{"code": "face_not_checked", "weight": "asks", "evidence": "photo", "value": 0.0}},
		}}},
		{Name: "until when it can be appealed", As: "person", Method: "GET", Path: "/v1/checkin-requests/" + mine, Want: 200, Holds: map[string]any{"appeal_until": "2026-12-23T01:30:00Z"}},
		{Name: "all of mine", As: "person", Method: "GET", Path: "/v1/checkin-requests", Want: 200, Holds: map[string]any{"next_cursor": nil}},
		{Name: "a cursor of somebody's making", As: "person", Method: "GET", Path: "/v1/checkin-requests?cursor=zzz", Want: 422, Code: "page.cursor_invalid"},
		{Name: "too many of mine", As: "person", Method: "GET", Path: "/v1/checkin-requests?limit=1000", Want: 422, Code: "request.invalid"},
		{Name: "somebody else's", As: "person", Method: "GET", Path: "/v1/checkin-requests/" + others, Want: 403, Code: "checkin.not_yours"},
		{Name: "not an id", As: "person", Method: "GET", Path: "/v1/checkin-requests/1", Want: 422, Code: "request.invalid"},
	})
	open := p.Do(t, httpapitest.Scenario{As: "person", Method: "GET", Path: "/v1/today"}).JSON(t)["open"].([]any)[0].(map[string]any)
	require.Contains(t, open, "outcome")
	require.Nil(t, open["outcome"], "null until something was handed in")
	require.Equal(t, []any{}, open["requires"].(map[string]any)["questions"].([]any)[0].(map[string]any)["options"])
}

func TestDeclineRollCall(t *testing.T) {
	t.Parallel()
	path := "/v1/roll-calls/" + mine + "/decline"
	newPhone(t).Run(t, []httpapitest.Scenario{
		{Name: "said", As: "person", Method: "POST", Path: path, Body: map[string]any{"reason": "unwell"}, Want: 200, Calls: []string{"decline unwell by p1"}, Holds: map[string]any{"reason": "unwell", "at": "2026-11-23T01:30:00Z"}},
		{Name: "no such reason", As: "person", Method: "POST", Path: path, Body: map[string]any{"reason": "asleep"}, Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "not invited", As: "person", Method: "POST", Path: "/v1/roll-calls/" + others + "/decline", Body: map[string]any{"reason": "unwell"}, Want: 403, Code: "rollcall.not_invited"},
	})
}

func TestMessages(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	noKey := map[string]string{"Idempotency-Key": ""}
	receipt := map[string]any{"receipt": "shown", "channel": "webpush"}
	p.Run(t, []httpapitest.Scenario{
		{Name: "last page", As: "person", Method: "GET", Path: "/v1/messages", Want: 200, Holds: map[string]any{"next_cursor": nil, "items": []any{map[string]any{
			"id": mine, "kind": "checkin_open", "subject_id": mine, "created_at": "2026-11-23T01:30:00Z", "expires_at": "0001-01-01T00:00:00Z", "opened_at": nil,
		}}}},
		{Name: "a cursor of somebody's making", As: "person", Method: "GET", Path: "/v1/messages?cursor=zzz", Want: 422, Code: "page.cursor_invalid"},
		{Name: "too many", As: "person", Method: "GET", Path: "/v1/messages?limit=1000", Want: 422, Code: "request.invalid"},
		{Name: "one", As: "person", Method: "GET", Path: "/v1/messages/" + mine, Want: 200, Holds: map[string]any{"id": mine}},
		{Name: "somebody else's", As: "person", Method: "GET", Path: "/v1/messages/" + others, Want: 404, Code: "push.message_not_found"},
		{Name: "receipt", As: "person", Method: "POST", Path: "/v1/messages/" + mine + "/receipts", Body: receipt, Header: noKey, Want: 204, Calls: []string{"receipt shown by webpush of p1"}},
		{Name: "receipt of somebody else's", As: "person", Method: "POST", Path: "/v1/messages/" + others + "/receipts", Body: receipt, Want: 404, Code: "push.message_not_found"},
		{Name: "no such receipt", As: "person", Method: "POST", Path: "/v1/messages/" + mine + "/receipts", Body: map[string]any{"receipt": "read", "channel": "inbox"}, Want: 422, Code: "request.invalid"},
	})
	full := p.Do(t, httpapitest.Scenario{As: "person", Method: "GET", Path: "/v1/messages?limit=1"}).JSON(t)
	require.NotNil(t, full["next_cursor"], "a full page leads on")
	next := p.Do(t, httpapitest.Scenario{As: "person", Method: "GET", Path: "/v1/messages?limit=1&cursor=" + full["next_cursor"].(string)}).JSON(t)
	require.Equal(t, []any{}, next["items"])
	require.Nil(t, next["next_cursor"])
}

func TestPush(t *testing.T) {
	t.Parallel()
	newPhone(t).Run(t, []httpapitest.Scenario{
		{Name: "config", As: "person", Method: "GET", Path: "/v1/push/config", Want: 200, Holds: map[string]any{"vapid_public_key": "BN", "fcm": true}},
		{
			Name: "subscribed", As: "person", Method: "POST", Path: "/v1/push/subscriptions", Want: 201, Calls: []string{"subscribe webpush of d1"}, Holds: map[string]any{"id": mine},
			Body: map[string]any{"channel": "webpush", "endpoint": "https://push.example/1", "p256dh": "k", "auth": "a"},
		},
		{Name: "the inbox needs no subscription", As: "person", Method: "POST", Path: "/v1/push/subscriptions", Body: map[string]any{"channel": "inbox", "endpoint": "x"}, Want: 422, Code: "request.invalid"},
		{Name: "dropped", As: "person", Method: "DELETE", Path: "/v1/push/subscriptions/" + mine, Want: 204, Calls: []string{"unsubscribe " + mine}},
		{Name: "without a key", As: "person", Method: "DELETE", Path: "/v1/push/subscriptions/" + mine, Header: map[string]string{"Idempotency-Key": ""}, Want: 422, Code: "idempotency.key_missing", Calls: []string{}},
	})
}

func TestRollCalls(t *testing.T) {
	t.Parallel()
	newPhone(t).Run(t, []httpapitest.Scenario{
		{
			Name: "joined", As: "person", Method: "POST", Path: "/v1/roll-calls/" + mine + "/join", Body: "{}", Want: 200, Calls: []string{"ticket " + mine + " for p1"},
			Holds: map[string]any{"ticket": "ticket", "signal_path": "/signal", "signal_url": "wss://node-1.example.org/signal", "expires_at": "2026-11-23T01:31:00Z"},
		},
		{Name: "not invited", As: "person", Method: "POST", Path: "/v1/roll-calls/" + others + "/join", Want: 403, Code: "rollcall.not_invited", Calls: []string{}},
		{
			Name: "my own, naming nobody else", As: "person", Method: "GET", Path: "/v1/roll-calls", Want: 200, Holds: map[string]any{"items": []any{map[string]any{
				"appeal_until": nil, "id": mine, "title": "晨点", "station_name": "城东司法所", "started_at": "2026-11-23T01:30:00Z", "called_at": "2026-11-23T01:30:00Z", "mark": "present",
				"findings": []any{map[string]any{"code": "same_face_elsewhere", "weight": "hint", "value": 0.8, "at": "2026-11-23T01:30:00Z"}},
			}}},
		},
	})
}

// Every list of the record leads on from a full page, and ends.
func TestRecordLists_LeadOnAndEnd(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	for _, path := range []string{"/v1/checkin-requests", "/v1/roll-calls", "/v1/timeline", "/v1/looks"} {
		full := p.Do(t, httpapitest.Scenario{As: "person", Method: "GET", Path: path + "?limit=1"}).JSON(t)
		require.Len(t, full["items"], 1, path)
		require.NotNil(t, full["next_cursor"], path)
		next := p.Do(t, httpapitest.Scenario{As: "person", Method: "GET", Path: path + "?limit=1&cursor=" + full["next_cursor"].(string)}).JSON(t)
		require.Equal(t, []any{}, next["items"], path)
		require.Nil(t, next["next_cursor"], path)
	}
	p.Run(t, []httpapitest.Scenario{
		{Name: "what else happened", As: "person", Method: "GET", Path: "/v1/timeline", Want: 200, Holds: map[string]any{"items": []any{map[string]any{
			"id": mine, "kind": "settled", "at": "2026-11-23T01:30:00Z", "code": "lost_contact", "outcome": "found", "to": "",
		}}}},
	})
}
