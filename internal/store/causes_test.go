package store_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/id"
	"diandao/internal/incident"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/store/storetest"
)

// gathered are the causes beside the notices, as of an instant.
func (w world) gathered(t *testing.T, r checkin.Request, at time.Time) []alert.Cause {
	t.Helper()
	_, all, err := w.Checkins().Reached(t.Context(), r, at)
	require.NoError(t, err)
	require.Equal(t, "notice_not_delivered", all[0].Code)
	return all[1:]
}

// activated stores a phone of the person.
func (w world) activated(t *testing.T) device.ID {
	t.Helper()
	d := device.Device{ID: device.ID(id.New()), PersonID: w.person.ID, PublicKey: []byte("k"), CreatedAt: noon.Add(-time.Hour)}
	require.NoError(t, w.Devices().InTx(t.Context(), func(tx device.Tx) error { return tx.InsertDevice(t.Context(), d) }))
	return d.ID
}

func pct(n int) *int { return &n }

// What a phone says of itself explains a silence: no address for notices, no leave to show them, an empty
// battery. The newest word counts, whether it came with a check-in or without.
func TestReached_ThePhoneExplains(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		r := w.request(t, w.plan(t), noon)
		require.Equal(t, []alert.Cause{{Code: "no_device"}}, w.gathered(t, r, r.ClosesAt))
		phone := w.activated(t)
		require.Equal(t, []alert.Cause{{Code: "push_off"}}, w.gathered(t, r, r.ClosesAt))
		_, err := w.Push().PutSubscription(ctx, push.Subscription{ID: id.New(), DeviceID: string(phone), PersonID: w.person.ID, Channel: push.FCM, Endpoint: "e", CreatedAt: noon})
		require.NoError(t, err)
		require.Empty(t, w.gathered(t, r, r.ClosesAt))

		said := noon.Add(-2 * time.Hour)
		report := func(at time.Time, v device.Report) {
			require.NoError(t, w.Devices().PutReport(ctx, phone, v, at, at.Add(-10*time.Minute)))
		}
		report(said, device.Report{BatteryPct: pct(7), Notices: device.NoticesOn})
		require.Equal(t, []alert.Cause{{Code: "battery_low", At: said, Value: 7}}, w.gathered(t, r, r.ClosesAt))
		require.Empty(t, w.gathered(t, r, said.Add(-time.Minute)), "what was said afterwards was not known")
		report(said.Add(time.Minute), device.Report{BatteryPct: pct(90), Notices: device.NoticesOn})
		require.Equal(t, said, w.gathered(t, r, r.ClosesAt)[0].At, "the same about notices is not written again within ten minutes")
		denied := said.Add(2 * time.Minute)
		report(denied, device.Report{BatteryPct: pct(90), Notices: device.NoticesDenied})
		require.Equal(t, []alert.Cause{{Code: "push_off", At: denied}}, w.gathered(t, r, r.ClosesAt))
		report(denied.Add(time.Minute), device.Report{Notices: device.NoticesOn})
		require.Empty(t, w.gathered(t, r, r.ClosesAt))

		received := noon.Add(-time.Minute)
		payload, err := json.Marshal(checkin.Submission{Device: checkin.DeviceFacts{BatteryPct: pct(3)}})
		require.NoError(t, err)
		earlier := w.request(t, w.plan(t), noon.Add(-48*time.Hour))
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			return tx.InsertCheckin(ctx, checkin.Checkin{
				ID: checkin.ID(id.New()), RequestID: earlier.ID, PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, DeviceID: string(phone),
				MadeAt: received.Add(-time.Hour), ReceivedAt: received, Payload: payload, Signature: []byte("s"), Outcome: checkin.Accepted,
			})
		}))
		require.Equal(t, []alert.Cause{{Code: "battery_low", At: received, Value: 3}, {Code: "was_offline", At: received}}, w.gathered(t, r, r.ClosesAt))
		require.Empty(t, w.gathered(t, r, received.Add(-time.Second)), "nor what came afterwards")
		require.Empty(t, w.gathered(t, r, received.Add(4*24*time.Hour)), "what was so long ago explains nothing")
	})
}

// Incidents and leaves explain when they touch the person and the window.
func TestReached_WhatHappenedAroundExplains(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		r := w.request(t, w.plan(t), noon)
		w.incident(t, incident.Incident{Kind: incident.Service, From: noon.Add(-5 * time.Hour), To: noon.Add(-4 * time.Hour)})
		w.incident(t, incident.Incident{Kind: incident.Provider, Channel: push.FCM, From: noon.Add(-time.Minute)})
		require.Equal(t, []alert.Cause{{Code: "no_device"}}, w.gathered(t, r, r.ClosesAt), "one that was over, and a provider over whom nothing went, are no causes")
		m := w.message(t, string(r.ID))
		w.delivery(t, m, push.FCM, time.Time{}, noon, "unavailable")
		w.incident(t, incident.Incident{Kind: incident.Service, From: noon.Add(time.Minute), To: noon.Add(20 * time.Minute)})
		require.NoError(t, w.Leaves().InTx(ctx, func(tx leave.Tx) error {
			return tx.InsertLeave(ctx, leave.Leave{
				ID: leave.ID(id.New()), PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, FromDay: r.Day, ToDay: r.Day, Status: leave.Applied, Level: org.Station, AppliedAt: noon, UpdatedAt: noon,
			})
		}))
		codes := []string{}
		for _, c := range w.gathered(t, r, r.ClosesAt) {
			codes = append(codes, c.Code)
		}
		require.Equal(t, []string{"notice_failed", "no_device", "our_incident", "provider_incident", "leave_pending"}, codes)
	})
}

// Persons are counted, not windows: who has two plans is one neighbour.
func TestReached_NeighboursArePersons(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		r := w.request(t, w.plan(t), noon)
		for i := range 8 {
			p := w.person
			p.ID, p.Number = person.ID(id.New()), fmt.Sprintf("N%03d", i)
			require.NoError(t, w.Persons().InTx(ctx, func(tx casefile.Tx) error { return tx.InsertPerson(ctx, p) }))
			for range 2 {
				n := storetest.Request(t, w.Store, storetest.Plan(t, w.Store, p), noon)
				n.Status = checkin.Missed
				if i >= 6 {
					n.Status = checkin.Accepted
				}
				require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
					_, err := tx.SetRequest(ctx, n, checkin.Open)
					return err
				}))
			}
		}
		require.Equal(t, []alert.Cause{{Code: "no_device"}, {Code: "neighbours", Value: 6, Of: 8}}, w.gathered(t, r, r.ClosesAt))
	})
}
