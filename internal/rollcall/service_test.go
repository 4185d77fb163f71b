package rollcall_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/schedule"
)

func minor(p *person.Person) { p.BornOn = born("2010-01-01") }
func woman(p *person.Person) { p.Sex = person.Female }

func TestPlan_TellsOpensAndRegistersOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		w.add("1")
		away, ill, held := w.add("2"), w.add("3"), w.add("4")
		w.add("5", minor)
		w.add("6")
		seventh := w.add("7")
		w.together(seventh, "6")
		w.stay(ill, person.InHospital)
		w.stay(held, person.InCustody)
		w.leaveToday(away)
		in := rollcall.PlanInput{
			StartInput: rollcall.StartInput{StationID: w.units.Station.ID, Audience: rollcall.Adults, Title: "周一晨点", IsRecorded: true, Order: rollcall.ByChance},
			StartsAt:   nine().Add(2 * time.Hour), NotifyBefore: time.Hour,
		}
		preview, err := w.Preview(ctx, w.officer, in)
		require.NoError(t, err)
		require.Equal(t, []string{"1", "6"}, numbers(preview.Called))
		require.Equal(t, []string{"2", "3", "4"}, numbers(preview.Out))
		require.Equal(t, map[person.ID]rollcall.Excuse{away: rollcall.OnLeave, ill: rollcall.InHospital, held: rollcall.InCustody}, preview.Excuse)
		require.Equal(t, []rollcall.Apart{{PersonID: seventh, Reason: rollcall.CoAccused}}, preview.Apart)
		require.Equal(t, "7", preview.People[seventh].Number)

		rc, err := w.Plan(ctx, w.officer, in)
		require.NoError(t, err)
		require.Equal(t, rollcall.Planned, rc.State)
		_, none := w.sheet(rc.ID)
		require.Empty(t, none, "the roster is taken when the lobby opens")
		require.Zero(t, w.tick(time.Minute))
		require.Equal(t, 1, w.tick(59*time.Minute).Told)
		require.Equal(t, 2, w.told(push.RollCallPlanned))
		require.Zero(t, w.tick(time.Minute).Told, "once")
		_, err = w.Replan(ctx, w.officer, rc.ID, in)
		require.ErrorIs(t, err, rollcall.ErrPlanLate)
		require.Equal(t, 1, w.tick(time.Hour).Opened)
		rc, all := w.sheet(rc.ID)
		require.Equal(t, rollcall.Lobby, rc.State)
		require.Len(t, all, 5)
		require.Equal(t, 2, w.told(push.RollCallRing), "who is registered out is not rung")
		for number, excuse := range map[string]rollcall.Excuse{"2": rollcall.OnLeave, "3": rollcall.InHospital, "4": rollcall.InCustody} {
			i := all[number]
			require.Equal(t, []any{excuse, attendance.Excused, string(excuse), "system"}, []any{i.Excuse, i.Mark, i.MarkReason, i.MarkedBy})
		}
		require.Equal(t, preview.Apart, rc.Apart)
		_, err = w.Admit(ctx, w.self(away), rc.ID)
		require.ErrorIs(t, err, rollcall.ErrNotForYou)
		_, err = w.Call(ctx, w.officer, rc.ID, ill)
		require.ErrorIs(t, err, rollcall.ErrExcused)
	})
}

func TestPlan_ByChanceIsProvenByTheDaysSeed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		var ids []string
		for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8"} {
			ids = append(ids, string(w.add(n)))
		}
		rc := w.start(func(in *rollcall.StartInput) { in.Order = rollcall.ByChance })
		require.Equal(t, "2026-11-23", rc.DrawDay)
		draws, err := w.store.Checkins().ListDraws(t.Context(), rc.DrawDay, rc.DrawDay)
		require.NoError(t, err)
		require.Len(t, draws, 1, "the day's draw is committed to")
		seed, err := schedule.ParseSeed(draws[0].Seed)
		require.NoError(t, err)
		require.Equal(t, draws[0].Commitment, seed.Commitment(rc.DrawDay))
		_, invitees, err := w.Get(t.Context(), w.officer, rc.ID)
		require.NoError(t, err)
		var called []string
		for _, i := range invitees {
			called = append(called, string(i.PersonID))
		}
		require.Equal(t, schedule.Order(seed, string(rc.ID), ids), called)
	})
}

func TestReplanAndCancel(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		first, second := w.add("1"), w.add("2")
		in := rollcall.PlanInput{StartInput: rollcall.StartInput{StationID: w.units.Station.ID, Audience: rollcall.Adults}, StartsAt: nine().Add(time.Hour)}
		rc, err := w.Plan(ctx, w.officer, in)
		require.NoError(t, err)
		in.Order, in.Arranged, in.NotifyBefore = rollcall.ByHand, []person.ID{second}, 30*time.Minute
		rc, err = w.Replan(ctx, w.officer, rc.ID, in)
		require.NoError(t, err)
		w.tick(31 * time.Minute)
		_, err = w.Cancel(ctx, w.officer, rc.ID, " ")
		require.ErrorIs(t, err, rollcall.ErrReason)
		_, err = w.Cancel(ctx, w.staff("stranger", authz.Officer, w.otherStation()), rc.ID, "停电")
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		rc, err = w.Cancel(ctx, w.officer, rc.ID, "停电")
		require.NoError(t, err)
		require.Equal(t, []any{rollcall.Cancelled, "停电"}, []any{rc.State, rc.Reason})
		require.Equal(t, 2, w.told(push.RollCallCancelled), "whoever was told is told")
		require.Zero(t, w.tick(2*time.Hour).Opened)

		rc = w.start(func(in *rollcall.StartInput) { in.Order, in.Arranged = rollcall.ByHand, []person.ID{second} })
		_, all := w.sheet(rc.ID)
		require.Equal(t, []int{2, 1}, []int{all["1"].Seq, all["2"].Seq})
		w.see(rc.ID, first, rollcall.OnLine)
		_, err = w.Call(ctx, w.officer, rc.ID, first)
		require.NoError(t, err)
		_, err = w.Cancel(ctx, w.officer, rc.ID, "停电")
		require.ErrorIs(t, err, rollcall.ErrState, "a name was called")
	})
}

func (w *world) otherStation() org.Unit {
	w.t.Helper()
	u := org.Unit{ID: org.UnitID(newID()), ParentID: w.units.District.ID, Kind: org.Station, Code: "990101002", Name: "东门司法所", Path: w.units.District.Path.Child("990101002"), Zone: w.units.Station.Zone}
	require.NoError(w.t, w.store.Orgs().InsertUnits(w.t.Context(), []org.Unit{u}))
	return u
}

func TestAdvance_GivesUpWhatCannotOpen(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		only := w.add("1")
		w.add("2", woman)
		plan := func(a rollcall.Audience) rollcall.ID {
			rc, err := w.Plan(ctx, w.officer, rollcall.PlanInput{StartInput: rollcall.StartInput{StationID: w.units.Station.ID, Audience: a}, StartsAt: w.clock.Now().Add(time.Hour)})
			require.NoError(t, err)
			return rc.ID
		}
		empty := plan(rollcall.Women)
		w.stay(w.people["2"].ID, person.InHospital)
		require.Equal(t, 1, w.tick(time.Hour).Cancelled)
		rc, _ := w.sheet(empty)
		require.Equal(t, "code:rollcall.roster_empty", rc.Reason)

		late := plan(rollcall.Adults)
		require.Equal(t, 1, w.tick(2*time.Hour).Cancelled, "the server was away at the time")
		rc, _ = w.sheet(late)
		require.Equal(t, "code:rollcall.not_opened_in_time", rc.Reason)

		waits := plan(rollcall.Adults)
		w.clock.Advance(50 * time.Minute)
		running := w.start()
		require.Zero(t, w.tick(10*time.Minute).Cancelled)
		_, err := w.Close(ctx, w.officer, running.ID)
		require.NoError(t, err)
		require.Equal(t, 1, w.tick(10*time.Minute).Opened, "the other one ended in time")
		_, all := w.sheet(waits)
		require.Equal(t, only, all["1"].PersonID)
	})
}

func TestStart_ChosenPersonsDistrictAndSpotCheck(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		a, b := w.add("1"), w.add("2")
		child, other := w.add("3", minor), w.otherStation()
		far := w.add("4", func(p *person.Person) { p.StationID, p.Path = other.ID, other.Path })
		w.together(a, "2")
		spot := func(ids ...person.ID) (rollcall.RollCall, error) {
			return w.Start(ctx, w.officer, rollcall.StartInput{StationID: w.units.Station.ID, Audience: rollcall.Adults, Kind: rollcall.SpotCheck, Persons: ids})
		}
		_, err := spot(a, b)
		require.ErrorIs(t, err, rollcall.ErrSeparated)
		require.Equal(t, []fault.Field{{Path: "person_ids." + string(b), Reason: "co_accused"}}, fieldsOf(err))
		_, err = spot(child)
		require.ErrorIs(t, err, rollcall.ErrSeparated)
		_, err = spot(far)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		_, err = w.Plan(ctx, w.officer, rollcall.PlanInput{StartsAt: nine().Add(time.Hour), StartInput: rollcall.StartInput{
			StationID: w.units.Station.ID, Audience: rollcall.Adults, Kind: rollcall.SpotCheck, Persons: []person.ID{a},
		}})
		require.ErrorIs(t, err, rollcall.ErrInvalid, "a spot check is held at once")

		checked, err := spot(a)
		require.NoError(t, err)
		rc := w.start()
		require.Equal(t, []rollcall.Apart{{PersonID: a, Reason: rollcall.Elsewhere}}, rc.Apart, "the spot check runs beside, and nobody is in two")
		_, all := w.sheet(rc.ID)
		require.Len(t, all, 1)
		_, err = w.Close(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		_, err = w.Close(ctx, w.officer, checked.ID)
		require.NoError(t, err)

		chief := w.staff("chief", authz.Supervisor, w.units.District)
		_, err = w.Start(ctx, w.officer, rollcall.StartInput{StationID: w.units.District.ID, Audience: rollcall.Adults})
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		district, err := w.Start(ctx, chief, rollcall.StartInput{StationID: w.units.District.ID, Audience: rollcall.Adults})
		require.NoError(t, err)
		require.Equal(t, rollcall.OfDistrict, district.Kind)
		_, err = w.Close(ctx, chief, district.ID)
		require.NoError(t, err)
		records, err := w.store.Attendance().ListByPerson(ctx, far, "2026-11-23", "2026-11-23")
		require.NoError(t, err)
		require.Equal(t, other.ID, records[0].StationID, "attendance counts where the person is supervised")
	})
}

func TestAdmit_KeepsApartByWhatIsSoNow(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		a, b := w.add("1"), w.add("2")
		rc := w.start()
		w.together(a, "2") // known only after the roster was taken
		_, err := w.Admit(ctx, w.self(a), rc.ID)
		require.NoError(t, err, "one of the two can come")
		for range 2 {
			_, err = w.Admit(ctx, w.self(b), rc.ID)
			require.ErrorIs(t, err, rollcall.ErrKeptApart)
			require.NotContains(t, err.Error(), "姓名")
		}
		_, err = w.Admit(ctx, w.self(w.add("9")), rc.ID)
		require.ErrorIs(t, err, rollcall.ErrNotInvited)
		_, err = w.Close(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		_, all := w.sheet(rc.ID)
		require.Equal(t, []any{attendance.Review, "kept_apart"}, []any{all["2"].Mark, all["2"].MarkReason}, "whom we sent away is not absent")
	})
}

func TestLobby_ALeaveApprovedMeanwhileIsApplied(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		a, b, c := w.add("1"), w.add("2"), w.add("3")
		rc := w.start()
		for _, p := range []person.ID{a, b, c} {
			w.see(rc.ID, p, rollcall.OnLine)
		}
		_, err := w.Call(ctx, w.officer, rc.ID, a)
		require.NoError(t, err)
		w.leaveToday(a)
		w.leaveToday(b)
		w.leaveToday(c)
		_, err = w.Call(ctx, w.officer, rc.ID, b)
		require.ErrorIs(t, err, rollcall.ErrExcused, "known before the name is called")
		done := w.tick(5 * time.Second)
		require.Len(t, done.RegisteredOut, 1)
		require.Equal(t, c, done.RegisteredOut[0].PersonID)
		_, all := w.sheet(rc.ID)
		require.Empty(t, all["1"].Mark, "who was called already stays with the officer")
		require.Equal(t, attendance.Excused, all["2"].Mark)
	})
}

func TestSecondCall_RecallTelephoneAndClose(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		silent, gone, good := w.add("1"), w.add("2"), w.add("3")
		rc := w.start()
		w.see(rc.ID, silent, rollcall.OnLine)
		w.see(rc.ID, good, rollcall.OnLine)
		next := func() person.ID {
			_, all, err := w.Get(ctx, w.officer, rc.ID)
			require.NoError(t, err)
			p, ok := rollcall.NextToCall(all)
			if !ok {
				return ""
			}
			_, err = w.Call(ctx, w.officer, rc.ID, p)
			require.NoError(t, err)
			w.see(rc.ID, p, rollcall.OnLine) // the call ends
			return p
		}
		require.Equal(t, silent, next())
		require.Equal(t, good, next())
		_, err := w.AskTelephone(ctx, w.officer, rc.ID, nil)
		require.ErrorIs(t, err, rollcall.ErrPhone, "too early")
		_, err = w.Mark(ctx, w.officer, rc.ID, good, rollcall.MarkInput{Status: attendance.Present})
		require.NoError(t, err)
		require.Equal(t, silent, next(), "a second time")
		require.Empty(t, next(), "not a third")

		rung, err := w.Recall(ctx, w.officer, rc.ID, nil)
		require.NoError(t, err)
		require.Len(t, rung, 1)
		require.Equal(t, gone, rung[0].PersonID)
		require.Equal(t, 1, w.told(push.RollCallRecall))
		_, err = w.Recall(ctx, w.officer, rc.ID, []person.ID{gone})
		require.ErrorIs(t, err, rollcall.ErrRecallSoon)
		for range 2 {
			w.clock.Advance(rollcall.RecallEvery)
			_, err = w.Recall(ctx, w.officer, rc.ID, []person.ID{gone})
			require.NoError(t, err)
		}
		_, err = w.Recall(ctx, w.officer, rc.ID, []person.ID{"nobody"})
		require.ErrorIs(t, err, rollcall.ErrNotInvited)

		asked, err := w.AskTelephone(ctx, w.officer, rc.ID, nil)
		require.NoError(t, err)
		require.Len(t, asked, 2)
		require.Equal(t, 2, w.openAlerts(alert.RollCallPhone))
		_, err = w.Telephoned(ctx, w.officer, rc.ID, silent, "shouted")
		require.ErrorIs(t, err, rollcall.ErrOutcome)
		_, err = w.Telephoned(ctx, w.officer, rc.ID, gone, rollcall.NoAnswer)
		require.NoError(t, err)
		require.Equal(t, 2, w.openAlerts(alert.RollCallPhone))
		i, err := w.Telephoned(ctx, w.officer, rc.ID, silent, rollcall.Spoke)
		require.NoError(t, err)
		require.Equal(t, rollcall.RungTelephone, i.Rung)
		require.Empty(t, i.Mark, "telephoning marks nobody")
		require.Equal(t, 1, w.openAlerts(alert.RollCallPhone))

		w.see(rc.ID, gone, rollcall.Reached)
		_, err = w.Close(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		_, all := w.sheet(rc.ID)
		require.Equal(t, []any{attendance.Review, "reached_by_telephone"}, []any{all["1"].Mark, all["1"].MarkReason})
		require.Equal(t, []any{attendance.Absent, "did_not_join_recalled"}, []any{all["2"].Mark, all["2"].MarkReason})
		require.Equal(t, 1, w.openAlerts(alert.RollCallAbsent), "a question to the station")
		_, err = w.Recall(ctx, w.officer, rc.ID, nil)
		require.ErrorIs(t, err, rollcall.ErrState)
	})
}

func TestMark_TheSameAgainIsNoChange(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		who := w.add("1")
		rc := w.start()
		w.see(rc.ID, who, rollcall.OnLine)
		call := func() {
			_, err := w.Call(ctx, w.officer, rc.ID, who)
			require.NoError(t, err)
		}
		mark := func(by authz.Actor, in rollcall.MarkInput) rollcall.Invitee {
			w.clock.Advance(time.Minute)
			i, err := w.Mark(ctx, by, rc.ID, who, in)
			require.NoError(t, err)
			return i
		}
		late := rollcall.MarkInput{Status: attendance.Late, Reason: "路上堵车"}
		call()
		first := mark(w.officer, late)
		again := mark(w.officer, late)
		require.True(t, first.MarkedAt.Equal(again.MarkedAt), "%v, %v", first.MarkedAt, again.MarkedAt)
		require.Equal(t, 1, w.audited("rollcall.marked"))
		for n, other := range []func(){
			func() { mark(w.officer, rollcall.MarkInput{Status: attendance.Late, Reason: "早高峰"}) },
			func() { mark(w.officer, rollcall.MarkInput{Status: attendance.Present}) },
			func() {
				mark(w.staff("deputy", authz.Officer, w.units.Station), rollcall.MarkInput{Status: attendance.Present})
			},
			func() { mark(w.officer, rollcall.MarkInput{Status: attendance.Present}) },
			func() { call(); mark(w.officer, rollcall.MarkInput{Status: attendance.Present}) },
			func() {
				w.clock.Advance(time.Minute)
				call()
				w.see(rc.ID, who, rollcall.Dropped) // the mark is of this call, though it is over
				mark(w.officer, rollcall.MarkInput{Status: attendance.Present})
			},
		} {
			other()
			require.Equal(t, n+2, w.audited("rollcall.marked"), n)
		}
	})
}

func TestRecordRung_TheLowestStays(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a := w.add("1")
		rc := w.start()
		for _, r := range []rollcall.Rung{rollcall.RungVideo, rollcall.RungAudio, rollcall.RungStill, rollcall.RungVideo} {
			require.NoError(t, w.RecordRung(t.Context(), rc.ID, a, r, w.clock.Now()))
		}
		require.ErrorIs(t, w.RecordRung(t.Context(), rc.ID, a, "pigeon", w.clock.Now()), rollcall.ErrRung)
		_, all := w.sheet(rc.ID)
		require.Equal(t, rollcall.RungAudio, all["1"].Rung)
		s, err := w.Sheet(t.Context(), w.officer, rc.ID)
		require.NoError(t, err)
		require.Len(t, s.Steps, 1, "full video is nothing to tell")
	})
}

func TestHandOverAndWatch(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		a := w.add("1")
		rc := w.start()
		other, worker := w.staff("other", authz.Officer, w.units.Station), w.staff("worker", authz.SocialWorker, w.units.Station)
		stranger, chief := w.staff("stranger", authz.Officer, w.otherStation()), w.staff("chief", authz.Supervisor, w.units.District)
		for _, who := range []string{worker.ID, stranger.ID, "nobody"} {
			_, err := w.HandOver(ctx, w.officer, rc.ID, who)
			require.ErrorIs(t, err, rollcall.ErrHandOver)
		}
		_, err := w.HandOver(ctx, stranger, rc.ID, stranger.ID)
		require.ErrorIs(t, err, authz.ErrOutOfScope)
		runners, err := w.Runners(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		require.Equal(t, []rollcall.Runner{{ID: chief.ID, Name: "chief"}, {ID: w.officer.ID, Name: "officer"}, {ID: other.ID, Name: "other"}}, runners)
		got, err := w.HandOver(ctx, authz.SystemActor(), rc.ID, other.ID)
		require.NoError(t, err)
		require.Equal(t, other.ID, got.OfficerID)
		_, err = w.Note(ctx, w.officer, rc.ID, a, "声音清楚")
		require.NoError(t, err)

		for _, who := range []authz.Actor{w.officer, w.staff("local", authz.Supervisor, w.units.Station)} {
			_, err = w.Watch(ctx, who, rc.ID)
			require.ErrorIs(t, err, authz.ErrForbidden)
		}
		_, err = w.Watch(ctx, chief, rc.ID)
		require.NoError(t, err)
		s, err := w.Sheet(ctx, w.officer, rc.ID)
		require.NoError(t, err)
		require.Len(t, s.Steps, 2, "the watch is told to nobody")
		require.Equal(t, []any{rollcall.StepHandedOver, other.ID, "system"}, []any{s.Steps[0].Kind, s.Steps[0].Text, s.Steps[0].ByID})
		require.Equal(t, []any{rollcall.StepNoted, "声音清楚", "officer"}, []any{s.Steps[1].Kind, s.Steps[1].Text, s.Steps[1].ByName})
		entries, err := w.store.Audit().List(ctx, org.Root, audit.Filter{}, page.Request{Limit: 1})
		require.NoError(t, err)
		require.Equal(t, []any{"rollcall.watched", chief.ID}, []any{entries[0].Action, entries[0].ActorID})
	})
}
