package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

// noJobs takes jobs and forgets them.
type noJobs struct{}

func (noJobs) Enqueue(context.Context, *store.Tx, []job.Job) error { return nil }

var noon = storetest.Noon()

// world is a station with one active person.
type world struct {
	*store.Store
	city, district, station org.Unit
	person                  person.Person
}

func newWorld(t *testing.T, s *store.Store) world {
	t.Helper()
	s.SetEnqueuer(noJobs{})
	u := storetest.Station(t, s)
	return world{Store: s, city: u.City, district: u.District, station: u.Station, person: storetest.Person(t, s, u.Station, "A001", "陈建国")}
}

func (w world) add(t *testing.T, number, name string) person.Person {
	t.Helper()
	return storetest.Person(t, w.Store, w.station, number, name)
}

func (w world) plan(t *testing.T) checkin.Plan {
	t.Helper()
	return storetest.Plan(t, w.Store, w.person)
}

func (w world) request(t *testing.T, p checkin.Plan, opens time.Time) checkin.Request {
	t.Helper()
	return storetest.Request(t, w.Store, p, opens)
}

func each(t *testing.T, test func(*testing.T, world)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

func TestPersons_RoundTripAndUniqueNumber(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		got, err := w.Persons().Get(t.Context(), w.person.ID)
		require.NoError(t, err)
		require.Equal(t, w.person, got)
		again := w.person
		again.ID = person.ID(id.New())
		err = w.Persons().InTx(t.Context(), func(tx casefile.Tx) error { return tx.InsertPerson(t.Context(), again) })
		require.ErrorIs(t, err, person.ErrNumberTaken)
		_, err = w.Persons().Get(t.Context(), person.ID(id.New()))
		require.ErrorIs(t, err, person.ErrNotFound)
	})
}

func TestPersons_ListIsKeysetAndScoped(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		for _, n := range []string{"A005", "A003", "A009"} {
			w.add(t, n, "古丽娜尔·吐尔逊")
		}
		first, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{}, page.Request{Limit: 2})
		require.NoError(t, err)
		require.Equal(t, []string{"A001", "A003"}, []string{first[0].Person.Number, first[1].Person.Number})
		require.Equal(t, "文昌司法所", first[0].StationName)
		w.add(t, "A002", "插队") // inserted while somebody reads
		next, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{}, page.Request{Limit: 9, After: page.Cursor{Text: "A003", ID: string(first[1].Person.ID)}})
		require.NoError(t, err)
		require.Equal(t, []string{"A005", "A009"}, []string{next[0].Person.Number, next[1].Person.Number})
		found, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{Query: "娜尔"}, page.Request{})
		require.NoError(t, err)
		require.Len(t, found, 3)
		wild, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{Query: "%"}, page.Request{})
		require.NoError(t, err)
		require.Empty(t, wild, "a percent sign is a character like any other")
		foreign, err := w.Persons().List(t.Context(), "/9901/990102/", casefile.Filter{}, page.Request{})
		require.NoError(t, err)
		require.Empty(t, foreign)
		counts, err := w.Persons().CountByStation(t.Context(), org.Root)
		require.NoError(t, err)
		require.Equal(t, map[org.Path]int{w.station.Path: 5}, counts)
	})
}

func TestOrgs_ListUnitsHoldsWhatIsAboveAndBelow(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		other := org.Unit{ID: org.UnitID(id.New()), ParentID: w.city.ID, Kind: org.District, Code: "990102", Name: "西岭区", Path: "/9901/990102/", Zone: "Asia/Shanghai"}
		require.NoError(t, w.Orgs().InsertUnits(t.Context(), []org.Unit{other}))
		units, err := w.Orgs().ListUnits(t.Context(), w.district.Path)
		require.NoError(t, err)
		require.Equal(t, []org.Unit{w.city, w.district, w.station}, units)
	})
}

func TestStaff_SessionsAndNames(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		m := staff.Member{ID: staff.ID(id.New()), Username: "officer", Name: "陈静", Role: authz.Officer, UnitID: w.station.ID, Path: w.station.Path, PasswordHash: "h", CreatedAt: noon, Version: 1}
		se := staff.Session{TokenHash: "t", MemberID: m.ID, CSRF: "c", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour), Via: staff.BySSO, Agent: "Chrome 156, Windows"}
		require.NoError(t, w.Staff().InTx(t.Context(), func(tx staff.Tx) error {
			return errors.Join(tx.InsertMember(t.Context(), m), tx.InsertSession(t.Context(), se))
		}))
		got, err := w.Staff().GetByUsername(t.Context(), "officer")
		require.NoError(t, err)
		require.Equal(t, m, got)
		kept, err := w.Staff().GetSession(t.Context(), "t")
		require.NoError(t, err)
		require.Equal(t, se, kept)
		name, err := w.Persons().StaffName(t.Context(), string(m.ID))
		require.NoError(t, err)
		require.Equal(t, "陈静", name)
		n, err := w.Staff().DeleteExpiredSessions(t.Context(), noon.Add(2*time.Hour))
		require.NoError(t, err)
		require.EqualValues(t, 1, n)
		_, err = w.Staff().GetSession(t.Context(), "t")
		require.ErrorIs(t, err, staff.ErrSession)
	})
}

func TestDevices_CodeIsUsedOnceAndRevokingEndsTokens(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		d := device.Device{ID: device.ID(id.New()), PersonID: w.person.ID, PublicKey: []byte{1, 2}, Name: "Android", CreatedAt: noon}
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error {
			require.NoError(t, tx.InsertActivation(ctx, device.Activation{CodeHash: "c", PersonID: w.person.ID, Path: w.person.Path, CreatedBy: "o", CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}))
			_, err := tx.UseActivation(ctx, "c", noon.Add(2*time.Hour))
			require.ErrorIs(t, err, device.ErrCode, "too late")
			a, err := tx.UseActivation(ctx, "c", noon)
			require.NoError(t, err)
			require.Equal(t, w.person.ID, a.PersonID)
			_, err = tx.UseActivation(ctx, "c", noon)
			require.ErrorIs(t, err, device.ErrCode, "twice")
			require.NoError(t, tx.InsertDevice(ctx, d))
			return tx.InsertRefresh(ctx, device.Refresh{TokenHash: "r", DeviceID: d.ID, FamilyID: "f", IssuedAt: noon, ExpiresAt: noon.Add(time.Hour)})
		}))
		require.NoError(t, w.Devices().Touch(ctx, d.ID, noon))
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error {
			require.NoError(t, tx.Revoke(ctx, d.ID, noon))
			r, err := tx.GetRefresh(ctx, "r")
			require.Equal(t, noon, r.RevokedAt)
			return err
		}))
		got, err := w.Devices().ListByPerson(ctx, w.person.ID)
		require.NoError(t, err)
		require.Equal(t, noon, got[0].RevokedAt)
	})
}

func TestCheckins_PlanVersionsAndDueness(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		p := w.plan(t)
		got, err := w.Checkins().GetPlan(ctx, p.ID)
		require.NoError(t, err)
		require.Equal(t, p, got)
		due, err := w.Checkins().ListDue(ctx, noon.Add(-time.Microsecond), 10)
		require.NoError(t, err)
		require.Empty(t, due)
		due, err = w.Checkins().ListDue(ctx, noon, 10)
		require.NoError(t, err)
		require.Equal(t, []checkin.Plan{p}, due)
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			moved, err := tx.AdvancePlans(ctx, []checkin.Advance{{Plan: p, NextOpens: noon.Add(24 * time.Hour), NextDay: "2026-11-24"}})
			require.True(t, moved[p.ID])
			require.NoError(t, err)
			moved, err = tx.AdvancePlans(ctx, []checkin.Advance{{Plan: p, NextOpens: noon.Add(48 * time.Hour), NextDay: "2026-11-25"}})
			require.False(t, moved[p.ID], "the second opener finds it moved")
			return err
		}))
		p.Version, p.Title = 2, "改过的"
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.UpdatePlan(ctx, p) }))
		require.ErrorIs(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.UpdatePlan(ctx, p) }), checkin.ErrPlanChanged)
	})
}

func TestCheckins_OnlyOneOfManySubmissionsWins(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		r := w.request(t, w.plan(t), noon)
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
			again := r
			again.ID = checkin.RequestID(id.New())
			inserted, err := tx.InsertRequests(ctx, []checkin.Request{again})
			require.Empty(t, inserted, "the same window opens once")
			return err
		}))
		var won sync.Map
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				_ = w.Checkins().InTx(ctx, func(tx checkin.Tx) error {
					mine := r
					mine.Status = checkin.Accepted
					ok, err := tx.SetRequest(ctx, mine, checkin.Open)
					if ok {
						won.Store(i, true)
					}
					return err
				})
			})
		}
		wg.Wait()
		n := 0
		won.Range(func(any, any) bool { n++; return true })
		require.Equal(t, 1, n)
	})
}

func TestCheckins_ReachedGathersTheFacts(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		r := w.request(t, w.plan(t), noon)
		m := push.Message{ID: push.MessageID(id.New()), PersonID: w.person.ID, Kind: push.CheckinOpen, SubjectID: string(r.ID), CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.Notify(ctx, m) }))
		reached, causes, err := w.Checkins().Reached(ctx, r, noon)
		require.NoError(t, err)
		require.False(t, reached)
		require.Equal(t, "notice_not_delivered", causes[0].Code)
		unread, err := w.Push().CountUnread(ctx, w.person.ID, noon)
		require.NoError(t, err)
		require.Equal(t, 1, unread)
		first, err := w.Push().MarkReceipt(ctx, []push.MessageID{m.ID}, push.Way{Channel: push.Inbox}, push.Opened, noon.Add(time.Minute))
		require.NoError(t, err)
		require.Equal(t, []push.MessageID{m.ID}, first)
		first, err = w.Push().MarkReceipt(ctx, []push.MessageID{m.ID}, push.Way{Channel: push.Inbox}, push.Delivered, noon.Add(time.Hour))
		require.NoError(t, err)
		require.Empty(t, first, "the second receipt is no news")
		reached, causes, err = w.Checkins().Reached(ctx, r, noon)
		require.NoError(t, err)
		require.True(t, reached)
		require.Equal(t, alert.Cause{Code: "notice_delivered", At: noon.Add(time.Minute)}, causes[0], "the first instant stays")
	})
}

func TestAttendance_PutReplacesAndCounts(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		rec := attendance.Record{
			ID: id.New(), PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, Source: attendance.FromCheckin, SourceID: "s1", Status: attendance.Review,
			At: noon, Day: "2026-11-23", ByRole: authz.System, ByID: "system", UpdatedAt: noon,
		}
		for _, status := range []attendance.Status{attendance.Review, attendance.Present} {
			rec.Status = status
			require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return tx.PutAttendance(ctx, rec) }))
		}
		counts, err := w.Attendance().CountByDay(ctx, w.city.Path, "2026-11-23", "2026-11-23")
		require.NoError(t, err)
		require.Equal(t, []attendance.Count{{Day: "2026-11-23", Status: attendance.Present, Count: 1}}, counts)
		byStation, err := w.Attendance().CountByStation(ctx, w.city.Path, "2026-11-01", "2026-11-30")
		require.NoError(t, err)
		require.Equal(t, 1, byStation[w.station.Path][attendance.Present])
	})
}

func TestAlerts_OneCauseIsOneAlertAndOneOfficerTakesIt(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		a := alert.Alert{
			ID: alert.ID(id.New()), PersonID: w.person.ID, StationID: w.station.ID, Path: w.station.Path, Kind: alert.CheckinMissed, Severity: alert.Warning, SourceID: "r1",
			Causes: []alert.Cause{{Code: "x", At: noon}}, State: alert.Open, OpenedAt: noon, UpdatedAt: noon, Level: org.Station, DueAt: noon.Add(alert.Deadline(alert.Warning)),
		}
		again := a
		again.ID = alert.ID(id.New())
		require.NoError(t, w.Checkins().InTx(ctx, func(tx checkin.Tx) error { return errors.Join(tx.RaiseAlert(ctx, a), tx.RaiseAlert(ctx, again)) }))
		list, err := w.Alerts().List(ctx, w.station.Path, alert.Filter{States: []alert.State{alert.Open}}, page.Request{})
		require.NoError(t, err)
		require.Equal(t, []alert.Alert{a}, list)
		a.State = alert.Acknowledged
		require.NoError(t, w.Alerts().InTx(ctx, func(tx alert.Tx) error { return tx.SetAlert(ctx, a, alert.Open) }))
		require.ErrorIs(t, w.Alerts().InTx(ctx, func(tx alert.Tx) error { return tx.SetAlert(ctx, a, alert.Open) }), alert.ErrMoved)
	})
}

func TestRollCalls_OneRunsAtATimeAndMarksStay(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		rc := rollcall.RollCall{ID: rollcall.ID(id.New()), StationID: w.station.ID, Path: w.station.Path, Title: "点名", Audience: rollcall.Adults, Kind: rollcall.OfStation, Order: rollcall.ByNumber, State: rollcall.Lobby, OfficerID: "o", Zone: "Asia/Shanghai", CreatedAt: noon, UpdatedAt: noon}
		i := rollcall.Invitee{ID: rollcall.InviteeID(id.New()), RollCallID: rc.ID, PersonID: w.person.ID, Seq: 1, Presence: rollcall.Invited, UpdatedAt: noon}
		start := func(rc rollcall.RollCall, all ...rollcall.Invitee) error {
			return w.RollCalls().InTx(ctx, func(tx rollcall.Tx) error {
				if err := tx.InsertRollCall(ctx, rc); err != nil {
					return err
				}
				return tx.InsertInvitees(ctx, all)
			})
		}
		require.NoError(t, start(rc, i))
		second := rc
		second.ID = rollcall.ID(id.New())
		require.ErrorIs(t, start(second), rollcall.ErrRunning)
		running, err := w.RollCalls().FindRunning(ctx, w.person.ID)
		require.NoError(t, err)
		require.Len(t, running, 1)
		require.Equal(t, rc, running[0].RollCall)
		require.Equal(t, w.person.ID, running[0].Invitee.PersonID)
		object := evidence.Object{ID: evidence.ID(id.New()), PersonID: w.person.ID, Path: w.station.Path, Kind: evidence.RollCallSnapshot, MIME: "image/jpeg", Size: 9, SHA256: "h", CreatedAt: noon}
		require.NoError(t, w.RollCalls().InTx(ctx, func(tx rollcall.Tx) error {
			require.NoError(t, tx.InsertEvidence(ctx, object))
			got, err := tx.GetInvitee(ctx, rc.ID, w.person.ID)
			require.NoError(t, err)
			got.Mark, got.MarkedAt, got.MarkedBy, got.SnapshotID = attendance.Present, noon, "o", object.ID
			require.NoError(t, tx.PutInvitee(ctx, got))
			_, err = tx.GetInvitee(ctx, rc.ID, person.ID(id.New()))
			require.ErrorIs(t, err, rollcall.ErrNotInvited)
			rc.State, rc.ClosedAt = rollcall.Closed, noon
			ok, err := tx.SetRollCall(ctx, rc, rollcall.Lobby)
			require.True(t, ok)
			return err
		}))
		all, err := w.RollCalls().ListInvitees(ctx, rc.ID)
		require.NoError(t, err)
		require.Equal(t, "陈建国", all[0].Name)
		require.Equal(t, attendance.Present, all[0].Mark)
		require.NoError(t, start(second), "closed ones make room")
		kept, err := w.Evidence().Get(ctx, object.ID)
		require.NoError(t, err)
		require.Equal(t, object, kept)
	})
}

func TestEvidence_KeysAreMadeOnceAndDestroyedForGood(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		k, err := w.Evidence().PersonKey(ctx, w.person.ID, []byte("first"))
		require.NoError(t, err)
		require.Equal(t, "first", string(k))
		k, err = w.Evidence().PersonKey(ctx, w.person.ID, []byte("second"))
		require.NoError(t, err)
		require.Equal(t, "first", string(k))
		require.NoError(t, w.Evidence().DestroyKey(ctx, w.person.ID, noon))
		_, err = w.Evidence().PersonKey(ctx, w.person.ID, []byte("third"))
		require.ErrorIs(t, err, evidence.ErrNotFound)
	})
}
