package consoleapi_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	cities "diandao/internal/city"
	"diandao/internal/clock"
	"diandao/internal/consoleapi"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/fence"
	"diandao/internal/geo"
	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/id"
	"diandao/internal/identity"
	"diandao/internal/identity/off"
	"diandao/internal/incident"
	"diandao/internal/intake"
	"diandao/internal/job"
	"diandao/internal/leave"
	"diandao/internal/liaison"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/partner"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/push"
	"diandao/internal/record"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/schedule"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
	"diandao/internal/team"
)

// aside is what the services need and this test does not look at: hints, limits, caches, jobs.
type aside struct{}

func (aside) Hint(string, string, org.Path) {}
func (aside) Allow(context.Context, string, int, time.Duration) (bool, error) {
	return true, nil
}

func (aside) GetSession(context.Context, string) (staff.Session, staff.Member, bool) {
	return staff.Session{}, staff.Member{}, false
}
func (aside) PutSession(context.Context, staff.Session, staff.Member) {}
func (aside) DropSession(context.Context, string)                     {}
func (aside) EndSession(context.Context, string)                      {}
func (aside) GetDevice(context.Context, device.ID) (device.Device, org.Path, bool) {
	return device.Device{}, "", false
}
func (aside) PutDevice(context.Context, device.Device, org.Path)             {}
func (aside) DropDevice(context.Context, device.ID)                          {}
func (aside) Enqueue(context.Context, *store.Tx, []job.Job) error            { return nil }
func (aside) VerifySubmission(context.Context, string, []byte, []byte) error { return nil }

const theirStation = "0193a5f0-7c00-7000-8000-000000000005"

const foreignUnit = "0193a5f0-7c00-7000-8000-000000000004"

// city is the contract over the real services and a real database with one record of every kind at a
// station of the district 330106, and an officer of it beside a supervisor of another district.
type city struct {
	httpapitest.Harness
	api    *httpapi.API
	params map[string]map[string]string // parameters of the path, by tag of the operation
}

func newCity(t *testing.T) city {
	t.Helper()
	db := storetest.Open(t, storetest.SQLite(t))
	db.SetEnqueuer(aside{})
	now := clock.NewManual(instant())
	ctx, root := t.Context(), authz.Actor{Role: authz.Admin, ID: "root", Scope: org.Root}
	district1 := org.Unit{ID: "0193a5f0-7c00-7000-8000-000000000002", Kind: org.District, Code: "330106", Name: "西湖区", Path: "/330106/", Zone: "Asia/Shanghai"}
	ours := org.Unit{ID: unitID, ParentID: district1.ID, Kind: org.Station, Code: "330106003", Name: "文新司法所", Path: "/330106/330106003/", Zone: "Asia/Shanghai"}
	theirs := org.Unit{ID: foreignUnit, Kind: org.District, Code: "330110", Name: "余杭区", Path: "/330110/", Zone: "Asia/Shanghai"}
	there := org.Unit{ID: theirStation, ParentID: theirs.ID, Kind: org.Station, Code: "330110001", Name: "良渚司法所", Path: "/330110/330110001/", Zone: "Asia/Shanghai"}
	require.NoError(t, db.Orgs().InsertUnits(ctx, []org.Unit{district1, ours, theirs, there}))

	login, err := staff.New(db.Staff(), aside{}, aside{}, now)
	require.NoError(t, err)
	for name, u := range map[string]org.Unit{"officer": district1, "elsewhere": theirs} {
		_, err := login.Add(ctx, root, staff.Member{Username: name, Name: name, Role: authz.Supervisor, UnitID: u.ID, Path: u.Path}, "correct horse")
		require.NoError(t, err)
	}
	_, err = login.Add(ctx, root, staff.Member{Username: "admin-elsewhere", Name: "admin-elsewhere", Role: authz.Admin, UnitID: theirs.ID, Path: theirs.Path}, "correct horse")
	require.NoError(t, err)
	colleague, err := login.Add(ctx, root, staff.Member{Username: "colleague", Name: "文新的同事", Role: authz.Officer, UnitID: ours.ID, Path: ours.Path}, "correct horse")
	require.NoError(t, err)
	devices, err := device.New(db.Devices(), aside{}, aside{}, now, bytes.Repeat([]byte("k"), 32))
	require.NoError(t, err)
	files := casefile.New(db.Persons(), db.Orgs(), db.Attendance(), aside{}, now)
	objections := appeal.New(db.Appeals(), nil, aside{}, now)
	absences := leave.New(db.Leaves(), db.Persons(), nil, aside{}, now)
	areas := fence.New(db.Fences(), db.Orgs(), aside{}, now)
	checkins := checkin.New(checkin.Deps{Store: db.Checkins(), Persons: db.Persons(), Leaves: db.Leaves(), Signatures: aside{}, Hints: aside{}, Clock: now})
	penalties := sanction.New(db.Sanctions(), db.Persons(), nil, aside{}, now)
	lost := liaison.New(db.Liaison(), db.Persons(), liaison.DefaultLadder(), aside{}, now)
	calls := rollcall.New(db.RollCalls(), db.Persons(), nil, aside{}, now)
	faces, err := identity.New(identity.Parts{Store: db.Enrolments(), Persons: db.Persons(), Engine: off.Engine{}, Clock: now})
	require.NoError(t, err)
	box, err := disk.Open(t.TempDir(), filepath.Join(t.TempDir(), "master.key"), db.Evidence())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, box.Close()) })
	agencies := partner.New(partner.Deps{Store: db.Partners(), Units: db.Orgs(), Box: box, Outbox: partner.NewOutbox(db.Partners()), Clock: now})
	policy := privacy.New(db.Policies(), db.Persons(), nil, aside{}, now)
	require.NoError(t, policy.Equip(ctx))
	fake := &services{ended: map[string]bool{}}
	app := httpapi.New(httpapi.Options{})
	c := city{api: consoleapi.Register(app, consoleapi.Deps{
		Staff: login, StaffBook: login, Persons: files, Units: cities.New(db.Cities(), now), Oversight: oversight.New(db.Oversight(), db.Orgs(), now), Reports: oversight.NewReports(db.Reports(), db.Oversight(), db.Orgs(), now), Exports: oversight.NewExports(db.Reports(), db.Orgs(), now), Names: names{&services{}}, Devices: devices, Checkins: checkins, Ways: checkins, Teams: team.New(db.Teams(), db.Persons(), aside{}, now), Policies: policy, Enrolments: faces, Intakes: intake.New(db.Intakes(), db.Orgs(), aside{}, now), Ladders: push.NewLadderBook(db.Push(), db.Persons(), now), Incidents: incident.New(db.Incidents(), incident.DefaultRules(), now), Plans: checkins, Notices: checkinsFake(fake), Alerts: alert.New(db.Alerts(), aside{}, now), Liaison: lost, Leaves: absences, Fences: areas, Appeals: objections, Sanctions: penalties, Records: record.New(db.Records(), files, db.Persons(), evidence.DefaultRetention(), false),
		RollCalls: calls, Recordings: rollcall.NewRecordings(db.RollCalls(), nil, aside{}, now), Tickets: rollCalls{fake}, Places: rollCalls{fake}, Nodes: nodes{}, Partners: agencies, Audit: ledger{}, Clock: now, Ledger: httpapitest.NewLedger(),
	})}
	c.Harness = httpapitest.Harness{App: app, Callers: map[string]map[string]string{}}
	for _, who := range []string{"officer", "elsewhere", "admin-elsewhere"} {
		c.Callers[who] = c.signIn(t, who)
	}
	c.params = oneOfEach(t, db, files, checkins, calls, absences, objections, penalties, lost, now)
	agency, _, err := agencies.Create(ctx, root, partner.Draft{Name: "检察院", Kind: partner.Procuratorate, UnitID: unitID, URL: "https://jcy.example.org/hooks", Events: []partner.Type{partner.LeaveDecided}})
	require.NoError(t, err)
	told, err := agencies.SendTest(ctx, root, agency.ID)
	require.NoError(t, err)
	c.params["partner"] = map[string]string{"id": string(agency.ID), "again_id": string(told.ID)}
	c.params["partner delivery"] = map[string]string{"id": string(told.ID)}
	made, err := oversight.NewReports(db.Reports(), db.Oversight(), db.Orgs(), now).Make(ctx, root, district1.ID, "2026-10", "第一次")
	require.NoError(t, err)
	c.params["report"] = map[string]string{"id": string(made.ID)}
	c.params["unit"] = map[string]string{"id": unitID}
	c.params["staff"] = map[string]string{"id": string(colleague.ID)}
	c.params["fence"] = c.fenced(t, areas, checkins)
	return c
}

// fenced draws a fence of our station that a plan is made with.
func (c city) fenced(t *testing.T, areas *fence.Service, checkins *checkin.Service) map[string]string {
	t.Helper()
	chief := authz.Actor{Role: authz.Supervisor, ID: "0193a5f0-7c00-7000-8000-00000000000a", Scope: org.Root}
	f, err := areas.Create(t.Context(), chief, fence.Draft{UnitID: unitID, Kind: fence.Area, Name: "医院", Area: geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: 500}})
	require.NoError(t, err)
	_, err = checkins.CreatePlan(t.Context(), chief, checkin.PlanDraft{PersonID: person.ID(c.params["person"]["id"]), Title: "在医院", Rule: schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: schedule.Date(instant()), OpensAt: 10 * time.Hour, Length: time.Hour,
	}, Requires: checkin.Requirements{Location: true, FenceFrom: &checkin.FenceRef{ID: string(f.ID)}}})
	require.NoError(t, err)
	return map[string]string{"id": string(f.ID)}
}

func checkinsFake(s *services) checkins { return checkins{s} }

// oneOfEach makes one person with a plan, a missed check-in, its alert and a running roll call.
func oneOfEach(t *testing.T, db *store.Store, files *casefile.Service, checkins *checkin.Service, calls *rollcall.Service, absences *leave.Service, objections *appeal.Service, penalties *sanction.Service, lost *liaison.Service, now *clock.Manual) map[string]map[string]string {
	t.Helper()
	ctx := t.Context()
	chief := authz.Actor{Role: authz.Supervisor, ID: "0193a5f0-7c00-7000-8000-00000000000a", Scope: org.Root}
	p, err := files.Create(ctx, chief, person.Person{
		StationID: unitID, Number: "330106-2026-0001", Name: "王小明", Sex: person.Male, BornOn: time.Date(1990, 5, 1, 0, 0, 0, 0, time.UTC), Category: person.Probation,
		Level: person.Ordinary, TermFrom: instant(), TermTo: instant().AddDate(1, 0, 0),
	})
	require.NoError(t, err)
	plan, err := checkins.CreatePlan(ctx, chief, checkin.PlanDraft{PersonID: p.ID, Title: "每日", Rule: schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: schedule.Date(instant()), OpensAt: 10 * time.Hour, Length: time.Hour,
	}})
	require.NoError(t, err)
	now.Set(plan.NextOpens)
	round, err := checkins.OpenDue(ctx)
	require.NoError(t, err)
	require.Equal(t, 1, round.Opened)
	requests, err := checkins.List(ctx, chief, checkin.Filter{}, page.Request{})
	require.NoError(t, err)
	now.Advance(2 * time.Hour)
	require.NoError(t, checkins.CloseRequest(ctx, requests[0].ID))
	raised, err := db.Alerts().List(ctx, org.Root, alert.Filter{}, page.Request{})
	require.NoError(t, err)
	require.Len(t, raised, 1)
	self := authz.Actor{Role: authz.Self, ID: string(p.ID), PersonID: string(p.ID), Scope: p.Path}
	away, err := absences.Apply(ctx, self, leave.Application{FromDay: "2026-12-20", ToDay: "2026-12-21", Place: "湖州", Reason: "探亲"})
	require.NoError(t, err)
	objection, err := objections.File(ctx, self, appeal.Input{Source: attendance.FromCheckin, SourceID: string(requests[0].ID), Text: "手机没有电了"})
	require.NoError(t, err)
	penalty, err := penalties.Propose(ctx, chief, sanction.Proposal{PersonID: p.ID, Kind: sanction.Admonition, Day: schedule.Date(instant()).Format(time.DateOnly), Facts: "没有报到"})
	require.NoError(t, err)
	missing, err := lost.Open(ctx, chief, p.ID, "三天没有任何消息")
	require.NoError(t, err)
	rc, err := calls.Start(ctx, chief, rollcall.StartInput{StationID: unitID, Audience: rollcall.Adults})
	require.NoError(t, err)
	film := evidence.Object{ID: evidence.ID(id.New()), PersonID: p.ID, Path: rc.Path, Kind: evidence.RollCallRecording, MIME: "video/webm", Size: 9, SHA256: "h", CreatedAt: now.Now()}
	require.NoError(t, db.RollCalls().InRecordingTx(ctx, func(tx rollcall.RecordingTx) error {
		return errors.Join(tx.InsertEvidence(ctx, film), tx.InsertRecording(ctx, rollcall.Recording{
			ID: rollcall.RecordingID(id.New()), RollCallID: rc.ID, PersonID: p.ID, Path: rc.Path, Attempt: 1, From: now.Now(), To: now.Now(), Ended: rollcall.RecordedWhole, EvidenceID: film.ID, CreatedAt: now.Now(),
		}))
	}))
	file, err := intake.New(db.Intakes(), db.Orgs(), aside{}, now).Begin(ctx, authz.Actor{Role: authz.Supervisor, ID: chief.ID, Scope: "/330106/"}, strings.Repeat("0", 64), 1)
	require.NoError(t, err)
	return map[string]map[string]string{
		"intake": {"id": string(file.ID)}, "person": {"id": string(p.ID)}, "identity": {"id": string(p.ID)}, "team": {"id": string(p.ID)}, "policy": {"id": string(p.ID)}, "plan": {"id": string(plan.ID)}, "plans of a person": {"id": string(p.ID)}, "check-in": {"id": string(requests[0].ID)},
		"alert": {"id": string(raised[0].ID)}, "lost contact": {"id": string(missing.Case.ID)}, "leave": {"id": string(away.Leave.ID)}, "appeal": {"id": string(objection.ID)}, "sanction": {"id": string(penalty.Sanction.ID)}, "roll call": {"id": string(rc.ID), "person_id": string(p.ID)}, "device": {"id": string(p.ID)},
	}
}

func (c city) signIn(t *testing.T, who string) map[string]string {
	t.Helper()
	a := c.Do(t, scenario{Method: "POST", Path: "/console/v1/session", Body: map[string]any{"username": who, "password": "correct horse"}})
	require.Equal(t, http.StatusOK, a.Status, "%s", a.Body)
	cookie, err := http.ParseSetCookie(a.Header.Get("Set-Cookie"))
	require.NoError(t, err)
	return map[string]string{"Cookie": cookie.Name + "=" + cookie.Value, "X-CSRF-Token": fmt.Sprint(a.JSON(t)["csrf_token"])}
}

// TestRealServices_KeepScope asks for real records as a member of another district, who gets none of
// them, and reads them as their own, who does.
func TestRealServices_KeepScope(t *testing.T) {
	t.Parallel()
	c := newCity(t)
	notHere := []string{"signIn", "getSession", "signOut", "getSignInWays", "getAccount", "changePassword", "endOwnSessions", "previewPlan", "listAudit", "checkAudit", "listDone", "revokeDevice", "listTemplates", "saveTemplate", "listDraws", "listDrawn", "getCalendar", "replaceCalendar", "listNodes", "drainNode", "listClaims", "listPolicies", "savePolicyDraft", "publishPolicy", "checkPersonImport", "beginPersonImport", "listPersonImports"} // about no record of the station, or with a phone, which test/scenarios has
	for _, op := range c.api.Ops() {
		if slices.Contains(notHere, op.ID) {
			continue
		}
		tag := op.Tag
		if op.Tag == "plan" && strings.HasSuffix(op.Path, "/plans") || op.ID == "demandCheckin" {
			tag = "plans of a person"
		}
		if strings.HasPrefix(op.Path, "/console/v1/partner-deliveries/") {
			tag = "partner delivery"
		}
		path := httpapitest.Path(op, c.params[tag])
		if isSummed(op) {
			path += spanOf(op, "2026-11-01", "2026-11-30")
		}
		t.Run(op.ID, func(t *testing.T) {
			body := bodies()[op.ID]
			if op.ID == "transferPerson" { // to their own station, of which they are in charge
				body = map[string]any{"station_id": theirStation, "reason": "搬家", "version": 1}
			}
			if op.ID == "resolveAlerts" {
				body = map[string]any{"ids": []any{c.params["alert"]["id"]}, "note": "电话已核实"}
			}
			stranger := "elsewhere"
			if !slices.Contains(authz.Grants()[op.Action], authz.Supervisor) {
				stranger = "admin-elsewhere"
			}
			a := c.Do(t, scenario{As: stranger, Method: op.Method, Path: path, Body: body})
			isList := op.Method == http.MethodGet && !strings.Contains(op.Path, "{") && !isSummed(op)
			if isList && op.ID != "listUnits" && op.ID != "listStaff" { // everybody sees their own units, and themselves
				require.Equal(t, http.StatusOK, a.Status, "%s", a.Body)
				require.Empty(t, a.JSON(t)["items"])
			} else if !isList {
				require.Equal(t, http.StatusForbidden, a.Status, "%s", a.Body)
				httpapitest.CheckProblem(t, a, "authz.out_of_scope")
			}
			require.NotContains(t, string(a.Body), "文新")
			if op.Method == http.MethodGet {
				own := c.Do(t, scenario{As: "officer", Method: op.Method, Path: path})
				require.Equal(t, http.StatusOK, own.Status, "%s", own.Body)
				require.NotContains(t, string(own.Body), `"items":[]`, "there is something to keep from others")
			}
		})
	}
}
