package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

func TestRecordings_AreListedByWhenTheyBegan(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		rc := rollcall.RollCall{
			ID: rollcall.ID(id.New()), StationID: w.station.ID, Path: w.station.Path, Title: "点名", Audience: rollcall.Adults, State: rollcall.Lobby, OfficerID: "o", Zone: "Asia/Shanghai",
			Kind: rollcall.OfStation, Order: rollcall.ByNumber, StartsAt: noon, IsRecorded: true, CreatedAt: noon, UpdatedAt: noon,
		}
		require.NoError(t, w.RollCalls().InTx(ctx, func(tx rollcall.Tx) error { return tx.InsertRollCall(ctx, rc) }))
		kept, err := w.RollCalls().Get(ctx, rc.ID)
		require.NoError(t, err)
		require.Equal(t, rc, kept)
		file := func(at time.Time) rollcall.Recording {
			object := evidence.Object{ID: evidence.ID(id.New()), PersonID: w.person.ID, Path: rc.Path, Kind: evidence.RollCallRecording, MIME: "video/webm", Size: 9, SHA256: "h", CreatedAt: noon}
			r := rollcall.Recording{
				ID: rollcall.RecordingID(id.New()), RollCallID: rc.ID, PersonID: w.person.ID, Path: rc.Path, Attempt: 1, From: at, To: at.Add(time.Minute), Ended: rollcall.RecordingCutOff,
				Gaps: []rollcall.RecordingGap{{Track: "picture", FromMS: 10, ToMS: 20, Cause: "lost"}}, Width: 640, Height: 480, EvidenceID: object.ID, Size: 9, SHA256: "h", CreatedAt: noon,
			}
			require.NoError(t, w.RollCalls().InRecordingTx(ctx, func(tx rollcall.RecordingTx) error {
				if err := tx.InsertEvidence(ctx, object); err != nil {
					return err
				}
				return tx.InsertRecording(ctx, r)
			}))
			return r
		}
		later, earlier := file(noon.Add(time.Hour)), file(noon)
		all, err := w.RollCalls().ListRecordings(ctx, rc.ID, "")
		require.NoError(t, err)
		require.Equal(t, []rollcall.Recording{earlier, later}, all)
		none, err := w.RollCalls().ListRecordings(ctx, rc.ID, person.ID(id.New()))
		require.NoError(t, err)
		require.Empty(t, none)

		found, ok, err := w.RollCalls().FindRecording(ctx, later.ID)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, later, found)
		_, ok, err = w.RollCalls().FindRecording(ctx, "x")
		require.NoError(t, err)
		require.False(t, ok)
		require.ErrorIs(t, w.RollCalls().InRecordingTx(ctx, func(tx rollcall.RecordingTx) error {
			n, err := tx.CountRecordings(ctx, rc.ID, w.person.ID, noon.Add(time.Minute))
			require.NoError(t, err)
			require.Equal(t, 1, n)
			return tx.InsertRecording(ctx, later)
		}), rollcall.ErrRecordingKnown)
	})
}
