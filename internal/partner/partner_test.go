package partner_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/partner"
)

func noon() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }

// The first vector is the one of Standard Webhooks' own libraries; the second was made by OpenSSL:
// printf 'd.1764129600.{}' | openssl dgst -sha256 -mac HMAC -macopt key:key -binary | base64.
func TestSign_Vectors(t *testing.T) {
	t.Parallel()
	got, err := partner.Sign([]string{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), `{"test": 2432232314}`)
	require.NoError(t, err)
	require.Equal(t, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", got)
	both, err := partner.Sign([]string{"whsec_a2V5", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, "d", time.Unix(1764129600, 0), "{}")
	require.NoError(t, err)
	require.Len(t, strings.Split(both, " "), 2, "while secrets overlap each of them signs")
	require.True(t, strings.HasPrefix(both, "v1,RNEGt23gemxGqiG2aIHOdyMGd/rhNiKLaGqI8TIsREw= "), both)
	for _, wrong := range []string{"", "whsec_", "whsec_!!"} {
		_, err := partner.Sign([]string{wrong}, "d", noon(), "{}")
		require.Error(t, err, wrong)
	}
}

func entry(action, subject, who string, facts map[string]any) audit.Entry {
	return audit.New(authz.SystemActor(), noon(), "/9901/990101/990101001/", action, subject, who).Because("words of a person").Holding(facts)
}

func TestFromEntry_WhatIsHeardAndWhatIsNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		entry audit.Entry
		want  partner.Type
		codes map[string]string
	}{
		{entry("liaison.opened", "lost_contact:c", "p", nil), partner.LostContactOpened, nil},
		{entry("liaison.informed_police", "lost_contact:c", "p", map[string]any{"informed": "张警官"}), partner.LostContactStep, map[string]string{"step": "informed_police"}},
		{entry("liaison.found", "lost_contact:c", "p", map[string]any{"how": "at_home"}), partner.LostContactClosed, map[string]string{"how": "at_home"}},
		{entry("leave.approved", "leave:l", "p", map[string]any{"from": "2026-12-01"}), partner.LeaveDecided, map[string]string{"decision": "approved"}},
		{entry("leave.refused", "leave:l", "p", nil), partner.LeaveDecided, map[string]string{"decision": "refused"}},
		{entry("checkin.closed", "checkin:r", "p", map[string]any{"status": "missed"}), partner.CheckinMissed, nil},
		{entry("checkin.decided", "checkin:r", "p", map[string]any{"kind": "accept", "status": "accepted", "checkin": "x"}), partner.CheckinDecided, map[string]string{"kind": "accept", "status": "accepted"}},
		{entry("rollcall.closed", "rollcall:r", "", map[string]any{"present": 3}), partner.RollCallClosed, nil},
		{entry("appeal.upheld", "appeal:a", "p", nil), partner.AppealDecided, map[string]string{"decision": "upheld"}},
		{entry("person.transferred", "person:p", "p", map[string]any{"from": "u1", "to": "u2"}), partner.PersonTransferred, map[string]string{"to": "u2"}},
	} {
		e, ok := partner.FromEntry(c.entry)
		require.True(t, ok, c.entry.Action)
		require.Equal(t, c.want, e.Type)
		if c.codes == nil {
			c.codes = map[string]string{}
		}
		require.Equal(t, c.codes, e.Codes, c.entry.Action)
		require.Equal(t, noon().UnixMicro(), e.At)
	}
	for _, e := range []audit.Entry{
		entry("checkin.closed", "checkin:r", "p", map[string]any{"status": "not_reached"}),
		entry("checkin.submitted", "checkin:r", "p", nil), entry("leave.applied", "leave:l", "p", nil), entry("leave.proposed", "leave:l", "p", nil),
		entry("appeal.filed", "appeal:a", "p", nil), entry("rollcall.started", "rollcall:r", "", nil), entry("person.enrolled", "person:p", "p", nil),
	} {
		_, ok := partner.FromEntry(e)
		require.False(t, ok, e.Action)
	}
}

func TestBody_HoldsIdsAndCodesAndNothingElse(t *testing.T) {
	t.Parallel()
	e, ok := partner.FromEntry(entry("person.transferred", "person:p", "p", map[string]any{"from": "u1", "to": "u2"}))
	require.True(t, ok)
	for unit, direction := range map[org.UnitID]string{"u1": "left", "u2": "arrived"} {
		body, err := e.Body(org.Unit{ID: unit, Name: "文昌司法所"})
		require.NoError(t, err)
		var got map[string]any
		require.NoError(t, json.Unmarshal([]byte(body), &got))
		require.Equal(t, map[string]any{
			"type": "person.transferred", "timestamp": "2026-11-23T04:00:00Z",
			"data": map[string]any{"event_id": e.ID, "unit_id": string(unit), "subject_id": "p", "person_id": "p", "codes": map[string]any{"direction": direction}},
		}, got)
	}
}

func TestHears_OwnUnitsChosenEventsAndMinorsOnlyWithAReason(t *testing.T) {
	t.Parallel()
	p := partner.Partner{Path: "/9901/990101/", Events: []partner.Type{partner.LeaveDecided}}
	require.True(t, p.Hears(partner.LeaveDecided, "/9901/990101/990101001/", false))
	require.False(t, p.Hears(partner.LeaveDecided, "/9901/990102/990102001/", false), "another district")
	require.False(t, p.Hears(partner.LeaveDecided, "/9901/", false), "the city above")
	require.False(t, p.Hears(partner.AppealDecided, "/9901/990101/990101001/", false), "not chosen")
	require.False(t, p.Hears(partner.LeaveDecided, "/9901/990101/990101001/", true))
	require.True(t, p.Hears(partner.Test, "/9901/990101/", false))
	p.MinorsReason = "未检部门"
	require.True(t, p.Hears(partner.LeaveDecided, "/9901/990101/990101001/", true))
}
