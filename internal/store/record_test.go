package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/record"
)

// A check-in stands on the timeline where it arrived and tells when it was made, one that nobody handed in where it
// opened; page by page there is no gap and no repeat over both.
func TestTimeline_CheckinsTellWhenTheyWereMade(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, plan, phone := t.Context(), w.plan(t), w.activated(t)
		hand := func(r checkin.Request, made, received time.Time, status checkin.Status) {
			c := checkin.Checkin{
				ID: checkin.ID(id.New()), RequestID: r.ID, PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, DeviceID: string(phone),
				MadeAt: made, ReceivedAt: received, Payload: []byte("{}"), Signature: []byte("s"), Outcome: checkin.Accepted,
			}
			require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
				if err := tx.InsertCheckin(ctx, c); err != nil {
					return err
				}
				before := r.Status
				r.Status, r.CheckinID = status, c.ID
				ok, err := tx.SetRequest(ctx, r, before)
				require.True(t, ok)
				return err
			}))
		}
		at := func(hours int) time.Time { return noon.Add(time.Duration(hours) * time.Hour) }
		online, offline, waiting, twice, seen := w.request(t, plan, at(0)), w.request(t, plan, at(24)), w.request(t, plan, at(48)), w.request(t, plan, at(72)), w.request(t, plan, at(96))
		hand(online, at(1), at(1), checkin.Accepted)
		hand(offline, at(25), at(31), checkin.Late)
		hand(twice, at(73), at(73), checkin.Open) // asked again
		twice.Status = checkin.Open
		hand(twice, at(75), at(75), checkin.Review)
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			return tx.InsertWitness(ctx, checkin.Witness{RequestID: seen.ID, Way: checkin.ByKiosk, ByID: "s", At: at(97)})
		}))
		type told struct {
			subject  checkin.RequestID
			at, made time.Time
			code     string
		}
		want := []told{
			{seen.ID, at(96), at(97), "open"},
			{twice.ID, at(75), at(75), "review"},
			{waiting.ID, at(48), time.Time{}, "open"},
			{offline.ID, at(31), at(25), "late"},
			{online.ID, at(1), at(1), "accepted"},
		}
		for _, limit := range []int{50, 1, 2} {
			var got []told
			for after := (page.Cursor{}); ; {
				items, err := w.Records().ListKind(ctx, w.person.ID, record.Checkin, record.Span{}, page.Request{Limit: limit, After: after})
				require.NoError(t, err)
				items = items[:min(limit, len(items))] // one more tells that there is more
				for _, i := range items {
					require.Equal(t, "checkin", i.Subject)
					got = append(got, told{checkin.RequestID(i.SubjectID), i.At, i.MadeAt, i.Code})
				}
				if len(items) < limit {
					break
				}
				after = page.Cursor{At: items[len(items)-1].At, ID: items[len(items)-1].ID}
			}
			require.Equal(t, want, got, limit)
		}
		none, err := w.Records().ListKind(ctx, w.person.ID, record.Checkin, record.Span{From: at(24), To: at(30)}, page.Request{Limit: 50})
		require.NoError(t, err)
		require.Empty(t, none, "it arrived later")
	})
}
