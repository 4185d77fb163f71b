package store_test

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/fence"
	"diandao/internal/leave"
	"diandao/internal/liaison"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/partner"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/record"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/staff"
)

// read is one way to read the store, and the index it must use on SQLite, whose plans do not depend on
// how much is stored. PostgreSQL, which weighs, must be able to read in order without sorting.
type read struct {
	name  string
	index string
	run   func(context.Context, world) error
}

func reads() []read {
	root := func(world) org.Path { return org.Root }
	district := func(w world) org.Path { return w.district.Path }
	station := func(w world) org.Path { return w.station.Path }
	review := checkin.Filter{Statuses: []checkin.Status{checkin.Review}}
	open := alert.Filter{States: []alert.State{alert.Open}}
	cell := checkin.Filter{Statuses: checkin.NotDone(), Hour: &checkin.WeekHour{Weekday: time.Monday, Hour: 8, From: noon.AddDate(0, 0, -30), Until: noon, Zone: time.UTC}}
	group := checkin.Filter{IsDecided: true, From: "2026-11-01", To: "2026-11-30", Trait: &person.Trait{By: "phone", Value: "ios"}}
	return []read{
		requests("of an hour of the week of all", "ix_checkin_requests__opens_at", root, cell),
		requests("of an hour of the week of a district", "ix_checkin_requests__opens_at", district, cell),
		requests("of an hour of the week of a station", "ix_checkin_requests__path", station, cell),
		requests("decided of a group of a district", "ix_checkin_requests__opens_at", district, group),
		records("of a group of a district", "ix_attendance_records__day", district, oversight.RecordFilter{From: "2026-11-01", To: "2026-11-30", Trait: &person.Trait{By: "network", Value: "wifi"}}),
		records("of a group of a station", "ix_attendance_records__path", station, oversight.RecordFilter{Statuses: []attendance.Status{attendance.Absent, attendance.NotReached}, Trait: &person.Trait{By: "age", Value: "60_up", Year: 2026}}),
		records("before a time", "ix_attendance_records__day", district, oversight.RecordFilter{From: "2026-11-23", To: "2026-11-23", Before: noon}),
		requests("of all", "ix_checkin_requests__opens_at", root, checkin.Filter{}),
		requests("of a district", "ix_checkin_requests__opens_at", district, checkin.Filter{}),
		requests("of a station", "ix_checkin_requests__path", station, checkin.Filter{}),
		requests("to review of all", "ix_checkin_requests__status", root, review),
		requests("to review of a district", "ix_checkin_requests__status", district, review),
		requests("to review of a station", "ix_checkin_requests__path_status", station, review),
		requests("of a person", "ix_checkin_requests__person_id", root, checkin.Filter{PersonID: "p"}),
		drawn("of all", "ix_checkin_requests__opens_at", root, ""),
		drawn("of a district", "ix_checkin_requests__opens_at", district, ""),
		drawn("of a station", "ix_checkin_requests__path", station, ""),
		drawn("of a person", "ix_checkin_requests__person_id", root, "p"),
		alerts("of all", "ix_alerts__opened_at", root, alert.Filter{}),
		alerts("of a district", "ix_alerts__opened_at", district, alert.Filter{}),
		alerts("of a station", "ix_alerts__path", station, alert.Filter{}),
		alerts("open of a district", "ix_alerts__state", district, open),
		alerts("of a person", "ix_alerts__person_id", root, alert.Filter{PersonID: "p"}),
		rollCalls("of all", "ix_roll_calls__created_at", root, rollcall.Filter{}),
		rollCalls("of a district", "ix_roll_calls__created_at", district, rollcall.Filter{}),
		rollCalls("of a station", "ix_roll_calls__path", station, rollcall.Filter{}),
		rollCalls("planned of a district", "ix_roll_calls__state", district, rollcall.Filter{States: []rollcall.State{rollcall.Planned}}),
		rollCalls("by station", "ix_roll_calls__station_id", root, rollcall.Filter{StationID: "s"}),
		persons("of all", "sqlite_autoindex_persons_2", root),
		persons("of a district", "sqlite_autoindex_persons_2", district),
		persons("of a station", "ix_persons__path", station),
		teamless("of all", "sqlite_autoindex_persons_2", root),
		teamless("of a district", "sqlite_autoindex_persons_2", district),
		teamless("of a station", "ix_persons__path", station),
		teamless("whose members are found", "ix_team_members__person_id", root),
		teamless("whose lead is found", "ux_team_members__lead", root),
		leaves("of a district", "ix_leaves__applied_at", district, leave.Filter{}),
		leaves("of a station", "ix_leaves__path", station, leave.Filter{}),
		leaves("to decide of all", "ix_leaves__status", root, leave.Filter{Statuses: []leave.Status{leave.Applied}}),
		leaves("of a person", "ix_leaves__person_id", root, leave.Filter{PersonID: "p"}),
		appeals("of a district", "ix_appeals__opened_at", district, appeal.Filter{}),
		appeals("of a station", "ix_appeals__path", station, appeal.Filter{}),
		appeals("open of all", "ix_appeals__status", root, appeal.Filter{Statuses: []appeal.Status{appeal.Open}}),
		appeals("of a person", "ix_appeals__person_id", root, appeal.Filter{PersonID: "p"}),
		members("of all", "sqlite_autoindex_staff_members_2", root),
		members("of a district", "sqlite_autoindex_staff_members_2", district),
		members("of a station", "ix_staff_members__path", station),
		{"sessions of a member", "ix_staff_sessions__member_id", func(ctx context.Context, w world) error {
			_, err := w.Staff().ListSessions(ctx, "m", noon)
			return err
		}},
		{"a member by the provider's login", "ux_staff_members__subject", func(ctx context.Context, w world) error {
			_, err := w.Staff().GetBySubject(ctx, "https://idp.example.org", "s")
			if errors.Is(err, staff.ErrNotFound) {
				return nil
			}
			return err
		}},
		sanctions("of a district", "ix_sanctions__proposed_at", district, sanction.Filter{}),
		sanctions("of a station", "ix_sanctions__path", station, sanction.Filter{}),
		sanctions("to decide of all", "ix_sanctions__status", root, sanction.Filter{Statuses: []sanction.Status{sanction.Proposed}}),
		sanctions("of a person", "ix_sanctions__person_id", root, sanction.Filter{PersonID: "p"}),
		handedIn("handed in", "ix_checkins__person_id", 0),
		handedIn("waited for", "ix_checkin_requests__person_id", 1),
		timeline(record.Miss, "ix_checkin_requests__person_id"),
		timeline(record.RollCall, "ix_attendance_records__rollcalls"),
		timeline(record.Leave, "ix_leaves__person_id"),
		timeline(record.Alert, "ix_alerts__person_id"),
		timeline(record.Appeal, "ix_appeals__person_id"),
		timeline(record.Sanction, "ix_sanctions__person_id"),
		timeline(record.Settled, "ix_alerts__person_id"),
		timeline(record.Move, "ix_audit_entries__person_id"),
		timeline(record.Plan, "ix_audit_entries__person_id"),
		timeline(record.Device, "ix_audit_entries__person_id"),
		timeline(record.Decision, "ix_audit_entries__person_id"),
		{"looks at a person", "ix_audit_entries__person_id", func(ctx context.Context, w world) error {
			_, err := w.Records().ListLooks(ctx, "p", after())
			return err
		}},
		{"what is held of a person", "ix_evidence_objects__person_id", func(ctx context.Context, w world) error {
			_, err := w.Records().CountHeld(ctx, "p")
			return err
		}},
		{"what is to be destroyed", "ix_persons__term_to", func(ctx context.Context, w world) error {
			_, err := w.Evidence().ListExpired(ctx, evidence.CheckinPhoto, "2026-11-23", 100)
			return err
		}},
		{"sanctions that count", "ix_sanctions__person_id", func(ctx context.Context, w world) error {
			_, err := w.Sanctions().CountByKind(ctx, "p", "2026-01-01", "2026-12-31")
			return err
		}},
		{"steps of a leave", "ix_leave_steps__leave_id", func(ctx context.Context, w world) error {
			_, err := w.Leaves().ListSteps(ctx, "l")
			return err
		}},
		{"overdue leaves", "ix_leaves__overdue", func(ctx context.Context, w world) error {
			_, err := w.Leaves().ListOverdue(ctx, "2026-11-23", 100)
			return err
		}},
		{"persons on leave", "ix_leaves__person_id", func(ctx context.Context, w world) error {
			_, err := w.Leaves().OnLeave(ctx, []person.ID{"p", "q"}, "2026-11-23")
			return err
		}},
		{"days on leave", "ix_leaves__person_id", func(ctx context.Context, w world) error {
			_, err := w.Leaves().DaysOnLeave(ctx, "p", []string{"2026-11-23", "2026-12-01"})
			return err
		}},
		{"overdue appeals", "ix_appeals__due_at", func(ctx context.Context, w world) error {
			_, err := w.Appeals().ListOverdue(ctx, noon, 100)
			return err
		}},
		{"changes of an occasion", "ix_attendance_changes__occasion", func(ctx context.Context, w world) error {
			_, err := w.Appeals().ListChanges(ctx, attendance.FromCheckin, "s", "p")
			return err
		}},
		{"lost contacts of a district", "ix_lost_contacts__opened_at", func(ctx context.Context, w world) error {
			_, err := w.Liaison().List(ctx, w.district.Path, liaison.Filter{}, after())
			return err
		}},
		{"lost contacts of a station", "ix_lost_contacts__path", func(ctx context.Context, w world) error {
			_, err := w.Liaison().List(ctx, w.station.Path, liaison.Filter{}, after())
			return err
		}},
		{"open lost contacts of all", "ix_lost_contacts__state", func(ctx context.Context, w world) error {
			_, err := w.Liaison().List(ctx, org.Root, liaison.Filter{States: []liaison.State{liaison.Open}}, after())
			return err
		}},
		{"lost contacts of a person", "ix_lost_contacts__person_id", func(ctx context.Context, w world) error {
			_, err := w.Liaison().List(ctx, org.Root, liaison.Filter{PersonID: "p"}, after())
			return err
		}},
		{"steps of a lost contact", "ix_lost_contact_steps__case_id", func(ctx context.Context, w world) error {
			_, err := w.Liaison().ListSteps(ctx, "c")
			return err
		}},
		{"running lost contacts", "ix_lost_contacts__running", func(ctx context.Context, w world) error {
			_, err := w.Liaison().ListOpen(ctx, "c", 100)
			return err
		}},
		{"silent persons", "ix_alerts__unresolved", func(ctx context.Context, w world) error {
			_, err := w.Liaison().ListSilent(ctx, noon, "p", 100)
			return err
		}},
		{"contacts of persons", "ix_checkins__person_id", func(ctx context.Context, w world) error {
			_, err := w.Liaison().Contacts(ctx, []person.ID{"p", "q"}, noon)
			return err
		}},
		deliveries("of a partner", "ix_partner_deliveries__partner_id", partner.Filter{}),
		deliveries("of a day", "ix_partner_deliveries__partner_id", partner.Filter{From: noon, To: noon.Add(24 * time.Hour)}),
		deliveries("given up", "ix_partner_deliveries__state", partner.Filter{State: partner.GivenUp}),
		deliveries("of a type", "ix_partner_deliveries__type", partner.Filter{Type: partner.LeaveDecided}),
		{"due deliveries", "ix_partner_deliveries__due", func(ctx context.Context, w world) error {
			_, err := w.Partners().ListDue(ctx, "p", noon, 4)
			return err
		}},
		{"deliveries sent again", "ix_partner_deliveries__again_id", func(ctx context.Context, w world) error {
			_, err := w.Partners().CountAgain(ctx, "p", "a")
			return err
		}},
		{"overdue alerts", "ix_alerts__due_at", func(ctx context.Context, w world) error {
			_, err := w.Alerts().ListOverdue(ctx, noon, 100)
			return err
		}},
		{"open alerts of a station", "ix_alerts__(open|path)", func(ctx context.Context, w world) error {
			_, err := w.Alerts().ListOpen(ctx, w.station.Path, org.Station, 100)
			return err
		}},
		{"earlier check-ins", "ix_checkins__person_id", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListPast(ctx, "p", 10)
			return err
		}},
		{"circumstances of a submission", "ix_evidence_objects__person_id", func(ctx context.Context, w world) error {
			_, err := w.Checkins().Circumstances(ctx, checkin.Request{ID: "r", PersonID: "p", Day: "2026-11-23"}, []string{"x"})
			return err
		}},
		{"what came with leaves", "ix_evidence_objects__subject_id", func(ctx context.Context, w world) error {
			_, err := w.Leaves().ListPapers(ctx, []leave.ID{"l", "m"})
			return err
		}},
		{"what came with a check-in", "ix_evidence_objects__subject_id", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListAttached(ctx, "c")
			return err
		}},
		{"holders of a plan", "ix_plans__person_id", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListHolders(ctx, "s", "t")
			return err
		}},
		{"requests of a kind", "ix_checkin_requests__person_id", func(ctx context.Context, w world) error {
			_, err := w.Checkins().CountRequests(ctx, "p", checkin.OnDemand, noon)
			return err
		}},
		{"what is around a request", "ix_checkin_requests__path", func(ctx context.Context, w world) error {
			return w.Checkins().LookAround(ctx, checkin.Request{ID: "r", PersonID: "p", Path: w.station.Path, Day: "2026-11-23", OpensAt: noon, ClosesAt: noon}, noon)
		}},
		{"causes of a miss", "sqlite_autoindex_alerts_2", func(ctx context.Context, w world) error {
			_, err := w.Checkins().Causes(ctx, checkin.Request{ID: "r", PersonID: "p", Status: checkin.Missed})
			return err
		}},
		{"messages", "ix_messages__person_id", func(ctx context.Context, w world) error {
			_, err := w.Push().ListMessages(ctx, w.person.ID, after())
			return err
		}},
		{"deliveries of a subject", "ix_messages__subject_id", func(ctx context.Context, w world) error {
			_, err := w.Push().ListBySubject(ctx, "s")
			return err
		}},
		{"messages to look at again", "ix_messages__next_at", func(ctx context.Context, w world) error {
			_, err := w.Push().WakeDue(ctx, noon, 100)
			return err
		}},
		{"whom push does not reach", "ix_push_subscriptions__person_id", func(ctx context.Context, w world) error {
			_, err := w.Persons().List(ctx, org.Root, casefile.Filter{HasNoPush: true}, page.Request{Limit: 50})
			return err
		}},
		{"newest receipts of a person", "ix_messages__person_id", func(ctx context.Context, w world) error {
			_, err := w.Push().LastReceipt(ctx, w.person.ID)
			return err
		}},
		{"ladder of a person", "sqlite_autoindex_person_ladders_1", func(ctx context.Context, w world) error {
			_, err := w.Push().Ladder(ctx, w.person.ID)
			return err
		}},
		{"extensions of a request", "sqlite_autoindex_request_extensions_1", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListExtensions(ctx, "r")
			return err
		}},
		{"recent incidents", "ix_incidents__from_at", func(ctx context.Context, w world) error {
			_, err := w.Incidents().ListSince(ctx, noon, 50)
			return err
		}},
		{"unsettled incidents", "ix_incidents__unsettled", func(ctx context.Context, w world) error {
			_, err := w.Incidents().ListUnsettled(ctx)
			return err
		}},
		{"what holds a request", "ix_incidents__unsettled", func(ctx context.Context, w world) error {
			_, err := w.Incidents().IsTouched(ctx, "r")
			return err
		}},
		{"unread", "ix_messages__person_id", func(ctx context.Context, w world) error {
			_, err := w.Push().CountUnread(ctx, w.person.ID, noon)
			return err
		}},
		{"deliveries", "sqlite_autoindex_message_deliveries_2", func(ctx context.Context, w world) error {
			_, err := w.Push().ListDeliveries(ctx, push.MessageID("m"))
			return err
		}},
		{"audit entries of all", "ix_audit_entries__at", func(ctx context.Context, w world) error {
			_, err := w.Audit().List(ctx, org.Root, audit.Filter{}, after())
			return err
		}},
		{"audit entries of an action within days", "ix_audit_entries__at", func(ctx context.Context, w world) error {
			_, err := w.Audit().List(ctx, org.Root, audit.Filter{Actions: []string{"checkin.decided"}, From: noon.Add(-24 * time.Hour), To: noon}, after())
			return err
		}},
		{"what somebody did today", "ix_audit_entries__actor_id", func(ctx context.Context, w world) error {
			f := audit.Filter{ActorID: "s", ByStaff: true, Actions: []string{"checkin.decided", "alert.resolved"}, From: noon.Add(-24 * time.Hour), To: noon}
			_, err := w.Audit().List(ctx, org.Root, f, after())
			return err
		}},
		{"audit entries of a person", "ix_audit_entries__person_id", func(ctx context.Context, w world) error {
			_, err := w.Audit().List(ctx, org.Root, audit.Filter{PersonID: string(w.person.ID)}, after())
			return err
		}},
		{"due plans", "ix_plans__next_opens", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListDue(ctx, noon, 100)
			return err
		}},
		{"overdue requests", "ix_checkin_requests__overdue", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListOverdue(ctx, noon, 100)
			return err
		}},
		{"attendance of all by day", "ix_attendance_records__day", func(ctx context.Context, w world) error {
			_, err := w.Attendance().CountByDay(ctx, org.Root, "2026-11-01", "2026-11-30")
			return err
		}},
		{"attendance of a station by day", "ix_attendance_records__path", func(ctx context.Context, w world) error {
			_, err := w.Attendance().CountByDay(ctx, w.station.Path, "2026-11-01", "2026-11-30")
			return err
		}},
		{"attendance as a list of all", "ix_attendance_records__day", func(ctx context.Context, w world) error {
			_, err := w.Oversight().ListRecords(ctx, org.Root, oversight.RecordFilter{From: "2026-11-01", To: "2026-11-30"}, afterDay())
			return err
		}},
		{"attendance as a list of a district", "ix_attendance_records__day", func(ctx context.Context, w world) error {
			_, err := w.Oversight().ListRecords(ctx, w.district.Path, oversight.RecordFilter{From: "2026-11-01", To: "2026-11-30", Statuses: []attendance.Status{attendance.Absent}}, afterDay())
			return err
		}},
		{"attendance as a list of a station", "ix_attendance_records__path", func(ctx context.Context, w world) error {
			_, err := w.Oversight().ListRecords(ctx, w.station.Path, oversight.RecordFilter{From: "2026-11-01", To: "2026-11-30"}, afterDay())
			return err
		}},
		{"attendance of a district by person", "ix_attendance_records__(path|day)", func(ctx context.Context, w world) error {
			_, err := w.Oversight().CountPersons(ctx, w.district.Path, "2026-11-01", "2026-11-30")
			return err
		}},
		{"attendance of a station by person", "ix_attendance_records__path", func(ctx context.Context, w world) error {
			_, err := w.Oversight().CountPersons(ctx, w.station.Path, "2026-11-01", "2026-11-30")
			return err
		}},
		{"attendance that officers decided", "ix_checkin_decisions__at", func(ctx context.Context, w world) error {
			_, err := w.Oversight().CountDecided(ctx, w.district.Path, "2026-11-01", "2026-11-30")
			return err
		}},
		{"attendance of a day", "ix_attendance_records__(path|day)", func(ctx context.Context, w world) error {
			_, err := w.Oversight().CountDay(ctx, w.district.Path, "2026-11-23", noon)
			return err
		}},
		{"attendance that is due today", "ix_checkin_requests__(path|opens_at)(_status)?", func(ctx context.Context, w world) error {
			_, _, err := w.Oversight().CountDue(ctx, w.district.Path, "2026-11-23")
			return err
		}},
		{"reports of a unit", "sqlite_autoindex_monthly_reports_2", func(ctx context.Context, w world) error {
			_, err := w.Reports().ListReports(ctx, w.station.ID, afterDay())
			return err
		}},
		{"versions of a report", "sqlite_autoindex_monthly_reports_2", func(ctx context.Context, w world) error {
			_, err := w.Reports().ListVersions(ctx, w.station.ID, "2026-10", 50)
			return err
		}},
		{"reports that are due", "ix_monthly_reports_due__due_at", func(ctx context.Context, w world) error {
			_, err := w.Reports().ListDueReports(ctx, noon, 100)
			return err
		}},
		{"alerts of some days of a district", "ix_alerts__opened_at", func(ctx context.Context, w world) error {
			_, err := w.Alerts().List(ctx, w.district.Path, alert.Filter{From: noon.Add(-time.Hour), To: noon, Kinds: []alert.Kind{alert.CheckinMissed}}, after())
			return err
		}},
		{"alerts of some days of a station", "ix_alerts__path", func(ctx context.Context, w world) error {
			_, err := w.Alerts().List(ctx, w.station.Path, alert.Filter{From: noon.Add(-time.Hour), To: noon, IsPassedUp: true}, after())
			return err
		}},
		{"attendance by the hour", "ix_checkin_requests__path(_status)?", func(ctx context.Context, w world) error {
			_, err := w.Oversight().CountSlots(ctx, w.city.Path, noon, noon)
			return err
		}},
		{"attendance of a person", "ix_attendance_records__person_id", func(ctx context.Context, w world) error {
			_, err := w.Attendance().ListByPerson(ctx, w.person.ID, "2026-11-01", "2026-11-30")
			return err
		}},
		{"devices of a person", "ix_devices__person_id", func(ctx context.Context, w world) error {
			_, err := w.Devices().ListByPerson(ctx, w.person.ID)
			return err
		}},
		{"roll calls that are due", "ix_roll_calls__due_at", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().ListDue(ctx, noon, 50)
			return err
		}},
		{"roll calls that run", "ix_roll_calls__state", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().ListRunning(ctx, 50)
			return err
		}},
		{"steps of a roll call", "ix_roll_call_steps__roll_call_id", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().ListSteps(ctx, "r")
			return err
		}},
		{"roll calls of a person", "ix_roll_call_invitees__person_id", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().FindRunning(ctx, person.ID("p"))
			return err
		}},
		{"own roll calls", "ix_roll_call_invitees__person_id", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().ListOwn(ctx, person.ID("p"), after())
			return err
		}},
		{"around a called person", "ix_checkins__person_id", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().Around(ctx, person.ID("p"), "2026-11-23")
			return err
		}},
		fences("that serve a station", "ix_fences__live", station, false, fence.Filter{}),
		fences("of a district and below", "ix_fences__live", district, true, fence.Filter{Query: "医院"}),
		fences("of all that were put away", "ix_fences__archived", root, true, fence.Filter{IsArchived: true}),
		{"plans of a fence", "ix_plans__fence_id", func(ctx context.Context, w world) error {
			_, err := w.Checkins().ListByFence(ctx, w.district.Path, "f", after())
			return err
		}},
		{"places of a person", "ix_checkins__person_id", func(ctx context.Context, w world) error {
			_, _, err := w.Checkins().ListPlaces(ctx, person.ID("p"), noon, 20)
			return err
		}},
		{"areas of a person", "ix_plans__person_id", func(ctx context.Context, w world) error {
			_, err := w.RollCalls().ListAreas(ctx, person.ID("p"), "2026-11-23")
			return err
		}},
	}
}

// sorts tells the reads whose few rows may be sorted: at most some hundred by what they ask for.
func sorts(name string) bool {
	switch name {
	case "deliveries of a subject", "deliveries", "devices of a person", "attendance of a person", "roll calls of a person", "own roll calls", "around a called person", "areas of a person", "roll calls that run", "steps of a leave", "what is around a request", "changes of an occasion",
		"extensions of a request", "what is held of a person", "sanctions that count":
		return true
	}
	return strings.HasPrefix(name, "attendance") // grouped, over a bounded number of days
}

func TestReads_EveryOneHasItsIndex(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		trace := w.TraceReads()
		for _, r := range reads() {
			require.NoError(t, r.run(t.Context(), w), r.name)
			queries := trace.Take()
			require.Len(t, queries, 1, r.name)
			if w.Engine() == "sqlite" {
				checkSQLitePlan(t, w.WriterDB(), r, queries[0])
			} else {
				checkPostgresPlan(t, w.WriterDB(), r, queries[0])
			}
		}
	})
}

var wholeTable = regexp.MustCompile(`(?m)^SCAN \S+$`)

func checkSQLitePlan(t *testing.T, db *sql.DB, r read, query string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query)
	require.NoError(t, err)
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var a, b, c int
		var detail string
		require.NoError(t, rows.Scan(&a, &b, &c, &detail))
		plan.WriteString(detail + "\n")
	}
	require.NoError(t, rows.Err())
	require.Regexp(t, `INDEX `+r.index+`\b`, plan.String(), "%s\n%s", r.name, query)
	require.NotRegexp(t, wholeTable, withoutParts(plan.String()), "%s\n%s", r.name, query)
	if !sorts(r.name) {
		require.NotContains(t, plan.String(), "USE TEMP B-TREE FOR ORDER BY", "%s\n%s", r.name, query)
	}
}

func checkPostgresPlan(t *testing.T, db *sql.DB, r read, query string) {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	defer func() { require.NoError(t, tx.Rollback()) }()
	// An almost empty table is best read whole; what matters is what there is when it has grown.
	for _, setting := range []string{"enable_seqscan", "enable_sort", "enable_bitmapscan"} {
		_, err := tx.ExecContext(t.Context(), "SET LOCAL "+setting+" = off")
		require.NoError(t, err)
	}
	rows, err := tx.QueryContext(t.Context(), "EXPLAIN "+query)
	require.NoError(t, err)
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var line string
		require.NoError(t, rows.Scan(&line))
		plan.WriteString(line + "\n")
	}
	require.NoError(t, rows.Err())
	require.Contains(t, plan.String(), "Index", "%s\n%s", r.name, query)
	require.NotContains(t, plan.String(), "Seq Scan", "%s\n%s", r.name, query)
	if !sorts(r.name) {
		require.NotRegexp(t, `(?m)^\s*(->\s+)?Sort  \(`, plan.String(), "%s\n%s", r.name, query)
	}
}
