package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/person"
	"diandao/internal/store/storetest"
)

// putRequest writes a check-in of that outcome with its attendance.
func putRequest(t *testing.T, w world, plan checkin.Plan, opens time.Time, status checkin.Status) {
	t.Helper()
	ctx := t.Context()
	r := storetest.NewRequest(plan, opens)
	r.Status = status
	require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
		if _, err := tx.InsertRequests(ctx, []checkin.Request{r}); err != nil {
			return err
		}
		return tx.PutAttendance(ctx, attendance.Record{
			ID: id.New(), PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, Source: attendance.FromCheckin, SourceID: string(r.ID), Status: checkin.AttendanceOf(status),
			At: opens, Day: opens.Format(time.DateOnly), ByRole: authz.System, ByID: "system", UpdatedAt: opens,
		})
	}))
}

func TestOversight_CountsSlots(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		plan := storetest.Plan(t, w.Store, w.person)
		at := time.Date(2026, 11, 20, 1, 20, 0, 0, time.UTC)
		putRequest(t, w, plan, at, checkin.Accepted)
		putRequest(t, w, plan, at.Add(time.Minute), checkin.Missed)
		putRequest(t, w, plan, at.Add(2*time.Minute), checkin.NotReached)
		putRequest(t, w, plan, at.Add(3*time.Minute), checkin.Open)
		putRequest(t, w, plan, at.Add(4*time.Minute), checkin.Cancelled)
		putRequest(t, w, plan, at.Add(time.Hour), checkin.Review)
		putRequest(t, w, plan, at.Add(24*time.Hour), checkin.Missed)
		for _, scope := range []org.Path{org.Root, w.city.Path, w.station.Path} {
			got, err := w.Oversight().CountSlots(t.Context(), scope, at.Add(-time.Hour), at.Add(24*time.Hour))
			require.NoError(t, err)
			require.Equal(t, []oversight.Slot{
				{At: time.Date(2026, 11, 20, 1, 15, 0, 0, time.UTC), Due: 3, NotDone: 2}, {At: time.Date(2026, 11, 20, 2, 15, 0, 0, time.UTC), Due: 1},
			}, got, "what runs or was cancelled is not over; the day after is not asked for")
		}
		none, err := w.Oversight().CountSlots(t.Context(), "/elsewhere/", at.Add(-time.Hour), at.Add(24*time.Hour))
		require.NoError(t, err)
		require.Empty(t, none)
	})
}

func TestOversight_CountsTraits(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		other := w.add(t, "A002", "李秀英")
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error {
			for i, name := range []string{"Android 8", "Android 14"} {
				if err := tx.InsertDevice(ctx, device.Device{ID: device.ID(id.New()), PersonID: other.ID, PublicKey: []byte{1}, Name: name, CreatedAt: noon.Add(time.Duration(i) * time.Hour)}); err != nil {
					return err
				}
			}
			return nil
		}))
		at := time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC)
		mine, theirs := storetest.Plan(t, w.Store, w.person), storetest.Plan(t, w.Store, other)
		for i := range 3 {
			putRequest(t, w, mine, at.Add(time.Duration(i)*time.Hour), checkin.Accepted)
		}
		putRequest(t, w, theirs, at, checkin.Missed)
		got, err := w.Oversight().CountTraits(ctx, w.city.Path, "2026-11-20", "2026-11-20")
		require.NoError(t, err)
		traits := func(p person.Person, device string) oversight.Traits {
			return oversight.Traits{Sex: string(p.Sex), BornYear: p.BornOn.Year(), Device: device, Way: "face"}
		}
		require.ElementsMatch(t, []oversight.Tally{
			{Traits: traits(w.person, ""), Status: attendance.Present, Count: 3}, {Traits: traits(other, "Android 14"), Status: attendance.Absent, Count: 1},
		}, got, "the newest phone counts")
		none, err := w.Oversight().CountTraits(ctx, w.city.Path, "2026-11-21", "2026-11-30")
		require.NoError(t, err)
		require.Empty(t, none)
		decided, err := w.Oversight().CountDecided(ctx, w.city.Path, "2026-11-20", "2026-11-20")
		require.NoError(t, err)
		require.Empty(t, decided)
	})
}

func TestOversight_CountsLoads(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		storetest.Staff(t, w.Store, w.station, authz.Officer, "one")
		storetest.Staff(t, w.Store, w.station, authz.Supervisor, "two")
		raise := func(due time.Time) {
			a := alert.Alert{
				ID: alert.ID(id.New()), PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, Kind: alert.CheckinMissed, Severity: alert.Warning, SourceID: id.New(),
				State: alert.Open, OpenedAt: noon, UpdatedAt: noon, Level: org.Station, DueAt: due,
			}
			require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.RaiseAlert(ctx, a) }))
		}
		raise(noon.Add(-time.Hour))
		raise(noon.Add(time.Hour))
		got, err := w.Oversight().CountLoads(ctx, w.city.Path, noon, "2026-11-01", "2026-11-30")
		require.NoError(t, err)
		require.Equal(t, map[org.Path]oversight.Load{w.station.Path: {Officers: 1, OpenAlerts: 2, OverdueAlerts: 1, Unreachable: 1}}, got)
	})
}
