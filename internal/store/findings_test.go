package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/geo"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// What was asked, seen and told of a place comes back as it was put, and an invitee without any has none.
func TestRollCalls_FindingsStayWithTheInvitee(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		rc := rollcall.RollCall{ID: rollcall.ID(id.New()), StationID: w.station.ID, Path: w.station.Path, Title: "点名", Audience: rollcall.Adults, State: rollcall.Lobby, OfficerID: "o", Zone: "Asia/Shanghai", Kind: rollcall.OfStation, Order: rollcall.ByNumber, StartsAt: noon, CreatedAt: noon.AddDate(0, 0, -3), OpenedAt: noon, UpdatedAt: noon}
		i := rollcall.Invitee{ID: rollcall.InviteeID(id.New()), RollCallID: rc.ID, PersonID: w.person.ID, Seq: 1, Presence: rollcall.Called, CalledAt: noon, UpdatedAt: noon}
		require.NoError(t, w.RollCalls().InTx(ctx, func(tx rollcall.Tx) error {
			require.NoError(t, tx.InsertRollCall(ctx, rc))
			return tx.InsertInvitees(ctx, []rollcall.Invitee{i})
		}))
		read := func() rollcall.Invitee {
			all, err := w.RollCalls().ListInvitees(ctx, rc.ID)
			require.NoError(t, err)
			require.Len(t, all, 1)
			return all[0]
		}
		require.Nil(t, read().Findings)
		require.Nil(t, read().Challenges)
		require.Nil(t, read().Place)
		i = read()
		i.Challenges = []rollcall.Challenge{{Attempt: 1, Kind: rollcall.Gestures, Gestures: []string{"nod"}, AskedAt: noon, Deadline: noon.Add(8 * time.Second), Frames: []rollcall.Frame{{Step: -1, OffsetMS: 700, Bytes: 9}}}}
		i.Findings = []rollcall.Finding{{Code: rollcall.FindingFaceUnlike, Weight: rollcall.Asks, Evidence: "picture", Value: 0.12, Model: "h", Attempt: 1, At: noon}}
		i.Place = &rollcall.Place{CalledAt: noon, Fix: &rollcall.Fix{Point: geo.Point{Lat: 30.25, Lng: 120.125}, AccuracyM: 20, Datum: geo.WGS84, TakenAt: noon}}
		require.NoError(t, w.RollCalls().InTx(ctx, func(tx rollcall.Tx) error { return tx.PutInvitee(ctx, i) }))
		require.Equal(t, i, read())

		own, err := w.RollCalls().ListOwn(ctx, w.person.ID, page.Request{Limit: 5})
		require.NoError(t, err)
		require.Len(t, own, 1)
		require.Equal(t, w.station.Name, own[0].Station)
		require.Equal(t, noon, own[0].RollCall.OpenedAt, "not the day on which it was planned")
		require.Equal(t, i.Findings, own[0].Invitee.Findings)
		none, err := w.RollCalls().ListOwn(ctx, person.ID(id.New()), page.Request{Limit: 5})
		require.NoError(t, err)
		require.Empty(t, none)
	})
}

// A person's roll calls are read page by page, newest first, with what is on record of each.
func TestRollCalls_OwnPageByPage(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		const count = 25
		for n := range count {
			at := noon.Add(time.Duration(n%20) * time.Hour) // some opened at one instant
			rc := rollcall.RollCall{ID: rollcall.ID(id.New()), StationID: w.station.ID, Path: w.station.Path, Title: "晨点", OfficerID: "o", Zone: "Asia/Shanghai", Kind: rollcall.OfStation, Order: rollcall.ByNumber, StartsAt: at, State: rollcall.Closed, Audience: rollcall.Adults, CreatedAt: noon, OpenedAt: at, ClosedAt: at.Add(time.Hour), UpdatedAt: at}
			require.NoError(t, w.RollCalls().InTx(ctx, func(tx rollcall.Tx) error {
				if err := tx.InsertRollCall(ctx, rc); err != nil {
					return err
				}
				if err := tx.InsertInvitees(ctx, []rollcall.Invitee{{ID: rollcall.InviteeID(id.New()), RollCallID: rc.ID, PersonID: w.person.ID, Presence: rollcall.Invited, UpdatedAt: at}}); err != nil {
					return err
				}
				if n > 0 {
					return nil
				}
				return tx.PutAttendance(ctx, attendance.Record{
					ID: id.New(), PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, Source: attendance.FromRollCall, SourceID: string(rc.ID), Status: attendance.Absent, At: at, Day: "2026-11-23", ByRole: authz.SystemActor().Role, UpdatedAt: at,
				})
			}))
		}
		var all []rollcall.Own
		for after := (page.Cursor{}); ; {
			some, err := w.RollCalls().ListOwn(ctx, w.person.ID, page.Request{Limit: 4, After: after})
			require.NoError(t, err)
			all = append(all, some...)
			if len(some) < 4 {
				break
			}
			last := some[3].RollCall
			after = page.Cursor{At: last.OpenedAt, ID: string(last.ID)}
		}
		require.Len(t, all, count)
		seen := map[rollcall.ID]bool{}
		for n, o := range all {
			require.False(t, seen[o.RollCall.ID])
			seen[o.RollCall.ID] = true
			require.False(t, n > 0 && o.RollCall.OpenedAt.After(all[n-1].RollCall.OpenedAt))
		}
		require.Equal(t, attendance.Absent, all[count-1].Attendance.Status)
		require.Equal(t, noon, all[count-1].Attendance.At)
		require.Zero(t, all[0].Attendance)
	})
}

// The areas are those of plans that run, each once.
func TestRollCalls_AroundAPerson(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		nothing, err := w.RollCalls().Around(ctx, w.person.ID, "2026-11-23")
		require.NoError(t, err)
		require.Equal(t, rollcall.Around{Way: "face"}, nothing)
		home, away := geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: 500}, geo.Fence{Center: geo.Point{Lat: 31, Lng: 120}, RadiusM: 900, Keep: geo.Outside}
		plan := func(f *geo.Fence, stopped time.Time) checkin.Plan {
			p := planOf(w.person.ID, w.station)
			p.Requires.Location, p.Requires.Fence, p.StoppedAt = true, f, stopped
			return p
		}
		gone := home
		gone.RadiusM = 1
		later := plan(&gone, time.Time{})
		later.Rule.StartsOn = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			for _, p := range []checkin.Plan{plan(&home, time.Time{}), plan(&home, time.Time{}), plan(&away, time.Time{}), plan(nil, time.Time{}), plan(&gone, noon), later} {
				require.NoError(t, tx.InsertPlan(ctx, p))
			}
			return nil
		}))
		areas, err := w.RollCalls().ListAreas(ctx, w.person.ID, "2026-11-23")
		require.NoError(t, err)
		require.ElementsMatch(t, []geo.Fence{home, away}, areas)
	})
}

func planOf(p person.ID, station org.Unit) checkin.Plan {
	return checkin.Plan{ID: checkin.PlanID(id.New()), PersonID: p, StationID: station.ID, Path: station.Path, Kind: checkin.Recurring, Version: 1, Title: "报到", CreatedBy: "o", CreatedAt: noon}
}
