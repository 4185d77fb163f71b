package consoleapi_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi/httpapitest"
)

// want is a shorter name in tables.
type scenario = httpapitest.Scenario

func TestSession(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	login := map[string]any{"username": "officer", "password": "correct horse"}
	c.Run(t, []scenario{
		{Name: "signed in", Method: "POST", Path: "/console/v1/session", Body: login, Header: map[string]string{"Idempotency-Key": ""}, Want: 200, Calls: []string{"login officer"}, Holds: map[string]any{
			"csrf_token": "csrf", "member": map[string]any{"id": "s1", "name": "李司法", "role": "officer", "unit": map[string]any{
				"id": unitID, "parent_id": "u0", "kind": "station", "code": "330106003", "name": "文新司法所", "path": string(station), "telephone": "0999-0000000", "version": 1.0,
			}},
		}},
		{Name: "wrong password", Method: "POST", Path: "/console/v1/session", Body: map[string]any{"username": "officer", "password": "x"}, Want: 401, Code: "staff.credentials_wrong", Calls: []string{}},
		{Name: "who am I", As: "procurator", Method: "GET", Path: "/console/v1/session", Want: 200, Holds: map[string]any{"actions": []any{
			"alert.read", "appeal.read", "attendance.read", "audit.read", "checkin.read", "evidence.read", "export.record", "fence.read", "leave.read", "liaison.read", "live.watch", "org.read", "partner.read", "person.read", "plan.read", "report.read", "rollcall.read", "sanction.read", "session.own",
		}}},
		{Name: "signed out", As: "officer", Method: "DELETE", Path: "/console/v1/session", Want: 204, Calls: []string{"logout officer by s1"}},
	})
	in := c.Do(t, scenario{Method: "POST", Path: "/console/v1/session", Body: login})
	cookie, err := http.ParseSetCookie(in.Header.Get("Set-Cookie"))
	require.NoError(t, err)
	require.Equal(t, "diandao_session", cookie.Name)
	require.Equal(t, "officer", cookie.Value)
	require.True(t, cookie.HttpOnly)
	require.Equal(t, http.SameSiteStrictMode, cookie.SameSite)
	require.Equal(t, "/", cookie.Path)
	out := c.Do(t, scenario{As: "officer", Method: "DELETE", Path: "/console/v1/session"})
	gone, err := http.ParseSetCookie(out.Header.Get("Set-Cookie"))
	require.NoError(t, err)
	require.Equal(t, -1, gone.MaxAge)
	require.Empty(t, gone.Value)
}

func TestUnits(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	const path = "/console/v1/attendance/summary"
	c.Run(t, []scenario{
		{Name: "tree", As: "officer", Method: "GET", Path: "/console/v1/units", Want: 200, Holds: map[string]any{"next_cursor": nil}},
		{Name: "summary", As: "officer", Method: "GET", Path: path + "?from=2026-11-01&to=2026-11-23", Want: 200, Holds: map[string]any{
			"persons": 5.0, "children": []any{}, "totals": map[string]any{"present": 0.0, "late": 2.0, "absent": 0.0, "excused": 0.0, "review": 0.0, "not_reached": 0.0},
		}},
		{Name: "without days", As: "officer", Method: "GET", Path: path, Want: 422, Code: "request.invalid"},
		{Name: "not a day", As: "officer", Method: "GET", Path: path + "?from=1&to=2", Want: 422, Code: "request.invalid"},
		{Name: "backwards", As: "officer", Method: "GET", Path: path + "?from=2026-11-23&to=2026-11-01", Want: 422, Code: "attendance.interval_invalid"},
	})
	top := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/units"}).JSON(t)["items"].([]any)[0].(map[string]any)
	require.Contains(t, top, "parent_id")
	require.Nil(t, top["parent_id"])
}

func TestDesk(t *testing.T) {
	t.Parallel()
	items := newConsole(t).Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/desk"}).JSON(t)["items"].([]any)
	require.Len(t, items, 3, "the leave is the station's to give")
	first, second := items[0].(map[string]any), items[2].(map[string]any)
	require.Equal(t, "review", first["kind"])
	require.Equal(t, "appeal", items[1].(map[string]any)["kind"])
	require.Equal(t, "critical", first["severity"], "a call for help comes first, though the alert waits longer")
	require.Equal(t, "face_not_checked", first["title_code"])
	require.Nil(t, first["state"])
	require.Equal(t, "c1", first["checkin_id"])
	require.Equal(t, "alert", second["kind"])
	require.Equal(t, "open", second["state"])
	require.Equal(t, known, second["request_id"])
	require.Equal(t, []any{map[string]any{"code": "notice_delivered", "at": nil, "value": 0.0, "of": 0.0}}, second["causes"])
}

// With more reviews than a desk lists, those that wait longest are on it, and it says that there are more.
func TestDesk_More(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	read := func() (reviews []string, more []any) {
		answer := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/desk"}).JSON(t)
		for _, i := range answer["items"].([]any) {
			if item := i.(map[string]any); item["kind"] == "review" {
				reviews = append(reviews, item["id"].(string))
			}
		}
		return reviews, answer["more"].([]any)
	}
	c.services.crowd = 100
	reviews, more := read()
	require.Len(t, reviews, 100)
	require.Empty(t, more)
	c.services.crowd = 102
	reviews, more = read()
	require.Len(t, reviews, 100)
	require.Equal(t, []any{"review"}, more)
	require.Contains(t, reviews, "r000", "the oldest is not left out")
	require.NotContains(t, reviews, "r101")
}

func TestPersons(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	without := func(name string) map[string]any {
		m := newPerson()
		delete(m, name)
		return m
	}
	with := func(name string, v any) map[string]any {
		m := newPerson()
		m[name] = v
		return m
	}
	c.Run(t, []scenario{
		{Name: "list", As: "officer", Method: "GET", Path: "/console/v1/persons?q=%E7%8E%8B&status=active&level=strict&reveal_reason=visit", Want: 200, Calls: []string{"list persons q=王 reason=visit"}},
		{Name: "unknown level", As: "officer", Method: "GET", Path: "/console/v1/persons?level=tight", Want: 422, Code: "request.invalid"},
		{Name: "enrolled", As: "officer", Method: "POST", Path: "/console/v1/persons", Body: newPerson(), Want: 201, Calls: []string{"create person 330106-2026-0002 born 1990-05-01"}, Holds: map[string]any{
			"id": known, "born_on": "1990-05-01", "station": map[string]any{"id": unitID, "name": "文新司法所"},
		}},
		{Name: "no name", As: "officer", Method: "POST", Path: "/console/v1/persons", Body: without("name"), Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "blank name", As: "officer", Method: "POST", Path: "/console/v1/persons", Body: with("name", "  "), Want: 422, Code: "person.invalid", Calls: []string{}},
		{Name: "no such day", As: "officer", Method: "POST", Path: "/console/v1/persons", Body: with("born_on", "1990-02-30"), Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "file", As: "officer", Method: "GET", Path: "/console/v1/persons/" + known, Want: 200, Holds: map[string]any{
			"name": "王小明", "devices": []any{map[string]any{"id": "d1", "name": "Android 13", "created_at": "2026-11-23T01:30:00Z", "revoked_at": nil}},
			"attendance": []any{map[string]any{"day": "2026-11-23", "status": "late", "source": "checkin", "source_id": known, "at": "2026-11-23T01:30:00Z", "reason": ""}},
			"portrait":   map[string]any{"url": nil, "taken_at": nil, "absence": "face_refused"},
		}},
		{Name: "a minor's file without a reason", As: "officer", Method: "GET", Path: "/console/v1/persons/" + known + "?reason=minor", Want: 403, Code: "person.reason_required"},
		{Name: "nobody", As: "officer", Method: "GET", Path: "/console/v1/persons/" + unknown, Want: 404, Code: "person.not_found"},
		{Name: "a minor's pictures without a reason", As: "officer", Method: "GET", Path: "/console/v1/persons/" + known + "/enrolment?reason=minor", Want: 403, Code: "person.reason_required"},
		{Name: "reach", As: "procurator", Method: "GET", Path: "/console/v1/persons/" + known + "/reach", Want: 200, Holds: map[string]any{
			"code": "push_off", "ways": []any{"sms"}, "devices_count": 1.0, "seen_at": "2026-11-23T01:30:00Z", "receipt_at": nil, "at": "2026-11-23T01:30:00Z",
		}},
		{Name: "reach of somebody else's", As: "elsewhere", Method: "GET", Path: "/console/v1/persons/" + known + "/reach", Want: 403, Code: "authz.out_of_scope"},
		{Name: "code issued", As: "officer", Method: "POST", Path: "/console/v1/persons/" + known + "/activations", Want: 201, Calls: []string{"issue code for " + known}, Holds: map[string]any{
			"code": "K7M2P9QRTX", "activation_path": "/phone/#/activate?code=K7M2P9QRTX",
		}},
		{Name: "revoked", As: "officer", Method: "POST", Path: "/console/v1/persons/" + known + "/devices/" + known + "/revoke", Want: 204, Calls: []string{"revoke " + known}},
	})
	rows := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/persons"}).JSON(t)["items"].([]any)
	minor := rows[1].(map[string]any)
	require.Empty(t, minor["name"])
	require.Equal(t, true, minor["masked"])
}

func TestPlans(t *testing.T) {
	t.Parallel()
	with := func(name string, v any) map[string]any {
		m := draft()
		m[name] = v
		return m
	}
	of := "/console/v1/persons/" + known + "/plans"
	newConsole(t).Run(t, []scenario{
		{Name: "listed", As: "procurator", Method: "GET", Path: of, Want: 200},
		{Name: "created", As: "officer", Method: "POST", Path: of, Body: draft(), Want: 201, Calls: []string{"create plan of " + known + " at 8h30m0s for 1h0m0s"}, Holds: map[string]any{
			"opens_at": "08:30", "starts_on": "2026-11-23", "stopped_at": nil, "next_opens_at": "2026-11-23T01:30:00Z", "length_minutes": 60.0,
		}},
		{Name: "at no time of day", As: "officer", Method: "POST", Path: of, Body: with("opens_at", "25:00"), Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "too short", As: "officer", Method: "POST", Path: of, Body: with("length_minutes", 1), Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "changed", As: "officer", Method: "PUT", Path: "/console/v1/plans/" + known, Body: with("version", 1), Want: 200, Calls: []string{"update plan"}},
		{Name: "changed meanwhile", As: "officer", Method: "PUT", Path: "/console/v1/plans/" + known, Body: with("version", 9), Want: 409, Code: "checkin.plan_changed", Calls: []string{}},
		{Name: "stopped", As: "officer", Method: "POST", Path: "/console/v1/plans/" + known + "/stop", Want: 200, Calls: []string{"stop plan"}},
		{Name: "previewed", As: "officer", Method: "POST", Path: "/console/v1/plans/preview", Body: draft(), Want: 200, Calls: []string{}},
		{Name: "no such recurrence", As: "officer", Method: "POST", Path: "/console/v1/plans/preview", Body: with("recurrence", "FREQ=SECONDLY"), Want: 422, Code: "schedule.rule_invalid"},
	})
}

func TestCheckins(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	decide := func(checkinID, kind, reason string) map[string]any {
		return map[string]any{"checkin_id": checkinID, "kind": kind, "reason": reason}
	}
	one := "/console/v1/checkins/" + known
	c.Run(t, []scenario{
		{Name: "listed", As: "officer", Method: "GET", Path: "/console/v1/checkins?status=review&day=2026-11-23", Want: 200, Calls: []string{"list check-ins in " + string(district)}},
		{Name: "of a unit", As: "officer", Method: "GET", Path: "/console/v1/checkins?unit_id=" + unitID, Want: 200, Calls: []string{"list check-ins in " + string(station)}},
		{Name: "of a unit elsewhere", As: "elsewhere", Method: "GET", Path: "/console/v1/checkins?unit_id=" + unitID, Want: 403, Code: "authz.out_of_scope", Calls: []string{}},
		{Name: "of no unit", As: "officer", Method: "GET", Path: "/console/v1/checkins?unit_id=" + unknown, Want: 403, Code: "authz.out_of_scope", Calls: []string{}},
		{Name: "detail", As: "officer", Method: "GET", Path: one, Want: 200, Holds: map[string]any{
			"person": map[string]any{"id": known, "name": "王小明", "number": "330106-2026-0001", "masked": false}, "decisions": []any{},
		}},
		{Name: "not there", As: "officer", Method: "GET", Path: "/console/v1/checkins/" + unknown, Want: 404, Code: "checkin.not_found"},
		{Name: "decided", As: "officer", Method: "POST", Path: one + "/decision", Body: decide(known, "reject", "不是本人"), Want: 200, Calls: []string{"decide reject because 不是本人"}},
		{Name: "decided meanwhile", As: "officer", Method: "POST", Path: one + "/decision", Body: decide(unknown, "accept", ""), Want: 409, Code: "checkin.already_decided", Calls: []string{}},
		{Name: "no such decision", As: "officer", Method: "POST", Path: one + "/decision", Body: decide(known, "maybe", ""), Want: 422, Code: "request.invalid", Calls: []string{}},
	})
	detail := c.Do(t, scenario{As: "officer", Method: "GET", Path: one}).JSON(t)
	sub := detail["checkin"].(map[string]any)
	require.Equal(t, "/console/v1/evidence/ph1", sub["photo_url"])
	require.Nil(t, sub["submission"].(map[string]any)["location"])
	notice := detail["notices"].([]any)[0].(map[string]any)
	require.Equal(t, "2026-11-23T01:30:00Z", notice["accepted_at"])
	require.Nil(t, notice["opened_at"])
}

func TestAlerts(t *testing.T) {
	t.Parallel()
	newConsole(t).Run(t, []scenario{
		{Name: "listed", As: "officer", Method: "GET", Path: "/console/v1/alerts?state=open", Want: 200},
		{Name: "taken on", As: "officer", Method: "POST", Path: "/console/v1/alerts/" + known + "/acknowledge", Want: 200, Calls: []string{"acknowledge"}},
		{Name: "taken by somebody else", As: "officer", Method: "POST", Path: "/console/v1/alerts/" + unknown + "/acknowledge", Want: 409, Code: "alert.moved", Calls: []string{}},
		{Name: "ended", As: "officer", Method: "POST", Path: "/console/v1/alerts/" + known + "/resolve", Body: map[string]any{"note": "电话已核实"}, Want: 200, Calls: []string{"resolve 电话已核实"}},
		{Name: "without a note", As: "officer", Method: "POST", Path: "/console/v1/alerts/" + known + "/resolve", Body: map[string]any{"note": ""}, Want: 422, Code: "request.invalid", Calls: []string{}},
	})
}

func TestRollCalls(t *testing.T) {
	t.Parallel()
	one := "/console/v1/roll-calls/" + known
	start := map[string]any{"station_id": unitID, "audience": "adults"}
	c := newConsole(t)
	c.Run(t, []scenario{
		{Name: "listed", As: "officer", Method: "GET", Path: "/console/v1/roll-calls?state=lobby", Want: 200},
		{Name: "started", As: "officer", Method: "POST", Path: "/console/v1/roll-calls", Body: start, Want: 201, Calls: []string{"start for adults"}, Holds: map[string]any{"state": "lobby", "officer_name": "李司法"}},
		{Name: "admins don't run them", As: "admin", Method: "POST", Path: "/console/v1/roll-calls", Body: start, Want: 403, Code: "authz.forbidden", Calls: []string{}},
		{Name: "read", As: "procurator", Method: "GET", Path: one, Want: 200, Holds: map[string]any{"live_at": nil}},
		{Name: "joined", As: "officer", Method: "POST", Path: one + "/join", Body: "{}", Want: 200, Calls: []string{"ticket " + known + " for s1"}, Holds: map[string]any{"ticket": "ticket", "signal_path": "/signal", "signal_url": "wss://node-1.example.org/signal"}},
		{Name: "not running", As: "officer", Method: "POST", Path: "/console/v1/roll-calls/" + unknown + "/join", Want: 409, Code: "rollcall.state", Calls: []string{}},
		{Name: "marked", As: "officer", Method: "POST", Path: one + "/invitees/" + known + "/mark", Body: map[string]any{"status": "late", "reason": "堵车"}, Want: 200, Calls: []string{"mark " + known + " late because 堵车"}},
		{Name: "not for an officer to mark", As: "officer", Method: "POST", Path: one + "/invitees/" + known + "/mark", Body: map[string]any{"status": "not_reached"}, Want: 422, Code: "request.invalid", Calls: []string{}},
		{Name: "recognised", As: "officer", Method: "GET", Path: one + "/invitees/" + known + "/enrolment", Want: 200},
		{Name: "nobody who is called", As: "officer", Method: "GET", Path: one + "/invitees/" + unknown + "/enrolment", Want: 403, Code: "rollcall.not_invited"},
		{Name: "closed", As: "officer", Method: "POST", Path: one + "/close", Want: 200, Calls: []string{"close"}},
	})
	invitees := c.Do(t, scenario{As: "officer", Method: "GET", Path: one}).JSON(t)["invitees"].([]any)
	require.Equal(t, "/console/v1/evidence/snap1", invitees[0].(map[string]any)["snapshot_url"])
	require.Nil(t, invitees[1].(map[string]any)["snapshot_url"])
	require.Empty(t, invitees[1].(map[string]any)["mark"])
}

func TestAudit(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	entry := c.Do(t, scenario{As: "supervisor", Method: "GET", Path: "/console/v1/audit?person_id=" + known}).JSON(t)["items"].([]any)[0].(map[string]any)
	require.Equal(t, known, entry["person_id"])
	require.Equal(t, "李司法", entry["actor_name"])
	require.Nil(t, entry["data"])
	require.Equal(t, map[string]any{"name": "王小明", "number": "330106-2026-0001", "withheld": ""}, entry["person"])
	c.services.named.Store(0)
	all := c.Do(t, scenario{As: "supervisor", Method: "GET", Path: "/console/v1/audit?action=rollcall.handed_over&person_id=" + known}).JSON(t)["items"].([]any)
	require.Len(t, all, 3)
	require.EqualValues(t, 2, c.services.named.Load(), "names are read once a page")
	require.Equal(t, "李司法", all[1].(map[string]any)["subject_name"])
	require.Equal(t, map[string]any{known: "李司法", unknown: "李司法"}, all[1].(map[string]any)["data_names"])
	require.Equal(t, "王小明", all[2].(map[string]any)["actor_name"])
	c.Run(t, []scenario{
		{Name: "officers don't read it", As: "officer", Method: "GET", Path: "/console/v1/audit", Want: 403, Code: "authz.forbidden"},
		{Name: "an action within a month", As: "supervisor", Method: "GET", Path: "/console/v1/audit?action=checkin.decided&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z", Want: 200},
		{Name: "an action at any time", As: "supervisor", Method: "GET", Path: "/console/v1/audit?action=checkin.decided", Want: 422, Code: "audit.span_invalid"},
		{Name: "an action of one person at any time", As: "supervisor", Method: "GET", Path: "/console/v1/audit?action=checkin.decided&person_id=" + known, Want: 200},
		{Name: "somebody in half a year", As: "supervisor", Method: "GET", Path: "/console/v1/audit?actor_id=s1&from=2026-06-01T00:00:00Z&to=2026-12-01T00:00:00Z", Want: 422, Code: "audit.span_invalid"},
		{Name: "the end before the beginning", As: "supervisor", Method: "GET", Path: "/console/v1/audit?from=2026-12-01T00:00:00Z&to=2026-11-01T00:00:00Z", Want: 422, Code: "audit.span_invalid"},
		{Name: "no time", As: "supervisor", Method: "GET", Path: "/console/v1/audit?from=yesterday", Want: 422, Code: "request.invalid"},
		{Name: "a chain is followed", As: "supervisor", Method: "GET", Path: "/console/v1/audit/check?chain=" + string(station), Want: 200},
		{Name: "not by an officer", As: "officer", Method: "GET", Path: "/console/v1/audit/check?chain=" + string(station), Want: 403, Code: "authz.forbidden"},
		{Name: "no chain", As: "supervisor", Method: "GET", Path: "/console/v1/audit/check", Want: 422, Code: "request.invalid"},
	})
}

// A retry of a started roll call is the same roll call: the officer pressed once.
func TestRetry_StartsOneRollCall(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	s := scenario{
		As: "officer", Method: "POST", Path: "/console/v1/roll-calls", Body: map[string]any{"station_id": unitID, "audience": "adults"},
		Header: map[string]string{"Idempotency-Key": known},
	}
	first, second := c.Do(t, s), c.Do(t, s)
	require.Equal(t, 201, second.Status)
	require.Equal(t, string(first.Body), string(second.Body))
	require.Equal(t, "true", second.Header.Get("Idempotency-Replayed"))
	require.Equal(t, []string{"start for adults"}, c.services.drain())
}
