package consoleapi_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/team"
)

func TestContract(t *testing.T) {
	t.Parallel()
	httpapitest.CheckContract(t, newConsole(t).api)
}

func draft() map[string]any {
	return map[string]any{
		"title": "每周报到", "recurrence": "FREQ=WEEKLY;BYDAY=MO", "starts_on": "2026-11-23", "zone": "Asia/Shanghai", "opens_at": "08:30", "length_minutes": 60, "grace_minutes": 0,
		"requires": map[string]any{"face": true, "location": false, "surroundings": true, "voice": true, "voice_on_file": true},
	}
}

func newPerson() map[string]any {
	return map[string]any{
		"station_id": unitID, "number": "330106-2026-0002", "name": "赵大", "sex": "male", "born_on": "1990-05-01", "category": "probation", "level": "strict",
		"phone": "1", "term_from": "2026-01-01", "term_to": "2027-01-01",
	}
}

func correction() map[string]any {
	facts := newPerson()
	delete(facts, "station_id")
	facts["reason"], facts["version"] = "判决书上是5月1日", 1
	return facts
}

// bodies are sound bodies of every operation that reads one.
func bodies() map[string]any {
	update := draft()
	update["version"] = 1
	assignment, template := draft(), draft()
	assignment["station_id"], assignment["expect"], template["level"] = unitID, 1, "strict"
	return map[string]any{
		"createPerson": newPerson(), "createPlan": draft(), "updatePlan": update, "previewPlan": draft(),
		"previewAssignment": assignment, "assignPlans": assignment, "saveTemplate": template,
		"demandCheckin": map[string]any{"title": "临时报到", "answer_in_minutes": 30, "reason": "电话打不通", "requires": map[string]any{"face": true, "location": true}},
		"setWay":        map[string]any{"way": "voice", "reason": "脸部烧伤", "version": 0}, "attestCheckin": map[string]any{"way": "kiosk"},
		"enrol":           httpapitest.Form{{Field: "pictures", Name: "1.jpg", Data: []byte("1")}, {Field: "pictures", Name: "2.jpg", Data: []byte("2")}},
		"openLostContact": map[string]any{"reason": "三天没有任何消息"}, "recordLostContactStep": map[string]any{"kind": "called_family", "informed": "母亲", "note": "母亲说昨天见过"},
		"closeLostContact":  map[string]any{"how": "at_home", "note": "在家，手机坏了"},
		"correctPerson":     correction(),
		"transferPerson":    map[string]any{"station_id": unitID, "reason": "搬家", "version": 1},
		"checkPersonImport": httpapitest.Form{{Field: "file", Name: "1.csv", Data: []byte("姓名")}}, "beginPersonImport": map[string]any{"sha256": strings.Repeat("0", 64), "lines_count": 1},
		"addImportLines":  map[string]any{"lines": []any{map[string]any{"line": 2, "values": map[string]any{"name": "赵大"}}}},
		"recordCall":      map[string]any{"result": "spoke"},
		"setLadder":       map[string]any{"version": 1, "quiet_from": "22:00", "quiet_to": "07:00", "steps": []any{map[string]any{"channel": "sms", "from": "open", "after_minutes": 0}}},
		"proposeSanction": httpapitest.Form{{Field: "proposal", Name: "p.json", Data: []byte(`{"kind":"admonition","day":"2026-11-20","facts":"未经批准离开本市"}`)}},
		"decideSanction":  map[string]any{"is_approved": true, "reason": "属实"}, "withdrawSanction": map[string]any{"reason": "写错了人"},
		"decideAppeal": map[string]any{"is_upheld": true, "new_status": "excused", "reason": "基站故障"},
		"decideLeave":  map[string]any{"decision": "approve"}, "cutLeaveShort": map[string]any{"to_day": "2026-12-02", "reason": "提前回来"},
		"createFence": newFence(), "changeFence": changedFence(), "archiveFence": map[string]any{"version": 1},
		"refreshFencePlans": map[string]any{"plans": []any{map[string]any{"plan_id": known, "version": 1}}},
		"importFences":      map[string]any{"unit_id": unitID, "kind": "fence", "file": "{}", "dry_run": false},
		"replaceCalendar":   map[string]any{"days": []any{map[string]any{"day": "2026-10-01", "kind": "holiday", "name": "国庆节"}}},
		"claimCheckin":      map[string]any{"seat": known}, "decideCheckin": map[string]any{"checkin_id": known, "kind": "accept"}, "reopenCheckin": map[string]any{"minutes": 120, "reason": "基站故障"}, "resolveAlert": map[string]any{"note": "电话已核实"}, "resolveAlerts": map[string]any{"ids": []any{known}, "note": "电话已核实"},
		"makeReport": map[string]any{"unit_id": unitID, "month": "2026-10", "reason": "申诉已成立"}, "recordExport": map[string]any{"list": "alerts", "form": "csv", "unit_id": unitID, "filters": map[string]any{"state": "open"}, "rows": 12},
		"addStaff": newcomer(), "changeStaff": map[string]any{"name": "陈新", "role": "officer", "unit_id": unitID, "version": 1},
		"deactivateStaff": map[string]any{"reason": "调离", "version": 1}, "reactivateStaff": map[string]any{"reason": "回来了", "version": 1},
		"endStaffSessions": map[string]any{}, "changePassword": map[string]any{"old": "correct horse", "new": "battery staple"}, "endOwnSessions": map[string]any{},
		"saveTeam":        map[string]any{"version": 0, "members": []any{map[string]any{"staff_id": known, "name": "", "relation": "", "phone": "", "is_phone_shown": true, "role": "lead", "sex": "male", "knows_minors": false}}},
		"savePolicyDraft": map[string]any{"chinese": "告知", "english": "", "change_note": "", "effective_day": "2026-12-01", "revision": 0}, "publishPolicy": map[string]any{"revision": 1},
		"changeUnit":    map[string]any{"name": "文新司法所", "telephone": "0999-0000000", "version": 1},
		"drainNode":     map[string]any{"grace_seconds": 30},
		"createPartner": newAgency(), "changePartner": changedAgency(), "pausePartner": map[string]any{"reason": "换服务器"}, "sendDayAgain": map[string]any{"day": "2026-11-23"},
		"startRollCall": map[string]any{"station_id": unitID, "audience": "adults"}, "markInvitee": map[string]any{"status": "late", "reason": "堵车"},
		"previewRollCall": map[string]any{"station_id": unitID, "audience": "adults"}, "replanRollCall": map[string]any{"station_id": unitID, "audience": "adults", "starts_at": "2026-11-30T01:00:00Z"},
		"cancelRollCall": map[string]any{"reason": "停电"}, "recallInvitees": map[string]any{}, "askTelephone": map[string]any{}, "recordTelephone": map[string]any{"outcome": "spoke"},
		"noteInvitee": map[string]any{"text": "声音清楚"}, "handOverRollCall": map[string]any{"staff_id": unitID},
		"setStay": map[string]any{"kind": "hospital", "since_day": "2026-11-20", "note": "住院证明"}, "addCoAccused": map[string]any{"number": "330106-2026-0002"},
	}
}

// withQuery is a sound address of op.
func withQuery(op httpapi.Op) string {
	path := httpapitest.Path(op, map[string]string{"year": "2026"})
	if op.ID == "listDone" {
		path += "?from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z"
	}
	if op.ID == "listDraws" || op.ID == "listDrawn" {
		path += "?from=2026-11-01&to=2026-11-23"
	}
	if op.ID == "checkAudit" {
		path += "?chain=" + string(station)
	}
	if isSummed(op) {
		path += spanOf(op, "2026-11-01", "2026-11-23")
	}
	return path
}

// Every operation refuses those who show nothing or a session that ended, and every role is let in
// exactly where the policy says so.
func TestEveryOperation_KeepsThePolicy(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, op := range c.api.Ops() {
		if op.Open != "" {
			continue
		}
		t.Run(op.ID, func(t *testing.T) {
			ask := func(as string) httpapitest.Answer {
				return c.Do(t, httpapitest.Scenario{As: as, Method: op.Method, Path: withQuery(op), Body: bodies()[op.ID]})
			}
			c.services.drain()
			nobody := ask("")
			require.Equal(t, http.StatusUnauthorized, nobody.Status)
			httpapitest.CheckProblem(t, nobody, "authz.unauthenticated")
			ended := ask("stranger")
			require.Equal(t, http.StatusUnauthorized, ended.Status)
			httpapitest.CheckProblem(t, ended, "staff.session_expired")
			require.Empty(t, c.services.drain(), "nothing reached a service")
			for _, role := range authz.StaffRoles() {
				a := ask(string(role))
				if slices.Contains(authz.Grants()[op.Action], role) {
					require.Less(t, a.Status, 300, "%s is allowed: %s", role, a.Body)
					continue
				}
				require.Equal(t, http.StatusForbidden, a.Status, role)
				httpapitest.CheckProblem(t, a, "authz.forbidden")
			}
		})
	}
}

// A member of another district gets nothing of ours: a refusal where a record is named, an empty list
// otherwise.
func TestEveryOperation_KeepsScope(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	own := []string{"signIn", "getSession", "signOut", "getSignInWays", "getAccount", "changePassword", "endOwnSessions", "previewPlan", "listTemplates", "saveTemplate", "listDraws", "getCalendar", "replaceCalendar", "listNodes", "drainNode", "listPolicies", "savePolicyDraft", "publishPolicy", "checkPersonImport", "beginPersonImport"} // about no record of a station
	for _, op := range c.api.Ops() {
		if slices.Contains(own, op.ID) {
			continue
		}
		t.Run(op.ID, func(t *testing.T) {
			c.services.drain()
			stranger := "elsewhere"
			if !slices.Contains(authz.Grants()[op.Action], authz.Supervisor) {
				stranger = "admin-elsewhere"
			}
			a := c.Do(t, httpapitest.Scenario{As: stranger, Method: op.Method, Path: withQuery(op), Body: bodies()[op.ID]})
			isList := op.Method == http.MethodGet && !strings.Contains(op.Path, "{") && !isSummed(op) && op.ID != "checkAudit"
			if isList {
				require.Equal(t, http.StatusOK, a.Status, "%s", a.Body)
				require.Empty(t, a.JSON(t)["items"])
			} else {
				require.Equal(t, http.StatusForbidden, a.Status, "%s", a.Body)
				httpapitest.CheckProblem(t, a, "authz.out_of_scope")
			}
			require.Empty(t, c.services.drain(), "nothing was written")
		})
	}
}

// A write from a page that is not ours carries the cookie but not the token.
func TestEveryWrite_NeedsTheCSRFToken(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, op := range c.api.Ops() {
		if op.Open != "" || op.Method == http.MethodGet {
			continue
		}
		for _, token := range []string{"", "other"} {
			a := c.Do(t, httpapitest.Scenario{
				As: "supervisor", Method: op.Method, Path: withQuery(op), Body: bodies()[op.ID], Header: map[string]string{"X-CSRF-Token": token},
			})
			require.Equal(t, http.StatusForbidden, a.Status, op.ID)
			httpapitest.CheckProblem(t, a, "csrf.token_invalid")
		}
	}
	require.Empty(t, c.services.drain())
}

// Every write that is not exempt needs a key; the exempt ones say why.
func TestEveryWrite_NeedsAKey(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, op := range c.api.Ops() {
		if op.Open != "" || op.Method == http.MethodGet {
			continue
		}
		who := "supervisor"
		if !slices.Contains(authz.Grants()[op.Action], authz.Supervisor) {
			who = "admin"
		}
		a := c.Do(t, httpapitest.Scenario{
			As: who, Method: op.Method, Path: withQuery(op), Body: bodies()[op.ID], Header: map[string]string{"Idempotency-Key": ""},
		})
		if op.Unkeyed != "" {
			require.Less(t, a.Status, 300, "%s: %s", op.ID, a.Body)
			continue
		}
		require.Equal(t, http.StatusUnprocessableEntity, a.Status, op.ID)
		httpapitest.CheckProblem(t, a, "idempotency.key_missing")
	}
}

// Every part of a person's file asks a reason of whoever opens a minor's, as the file does.
func TestEveryPartOfAFile_AsksAReason(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	about := []string{"listTeamCandidates"} // of staff, whoever the person is
	var parts []string
	for _, op := range c.api.Ops() {
		if op.Method != http.MethodGet || !strings.HasPrefix(op.Path, "/console/v1/persons/{id}") || slices.Contains(about, op.ID) {
			continue
		}
		parts = append(parts, op.ID)
		asks := slices.ContainsFunc(c.api.OpenAPI().Paths[op.Path].Get.Parameters, func(p *huma.Param) bool { return p.Name == "reason" && p.In == "query" })
		require.True(t, asks, "%s takes a reason", op.ID)
		refuses := slices.ContainsFunc(op.Errors, func(e *fault.Error) bool { return e == casefile.ErrReason || e == team.ErrReason })
		require.True(t, refuses, "%s refuses without one", op.ID)
	}
	require.Greater(t, len(parts), 9, "%v", parts)
}

// Whoever has not chosen a password yet gets at nothing but session and account.
func TestEveryOperation_WaitsForAnOwnPassword(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	let := 0
	for _, op := range c.api.Ops() {
		if op.Open != "" {
			continue
		}
		a := c.Do(t, httpapitest.Scenario{As: "newcomer", Method: op.Method, Path: withQuery(op), Body: bodies()[op.ID]})
		if op.Action == authz.SessionOwn {
			require.Less(t, a.Status, 300, "%s: %s", op.ID, a.Body)
			let++
			continue
		}
		require.Equal(t, http.StatusForbidden, a.Status, op.ID)
		httpapitest.CheckProblem(t, a, "staff.password_change_required")
	}
	require.Equal(t, 5, let, "getSession, signOut, getAccount, changePassword, endOwnSessions")
	for _, r := range httpapi.RawRoutes() {
		if r.Action != "" {
			a := c.Do(t, httpapitest.Scenario{As: "newcomer", Method: r.Method, Path: strings.ReplaceAll(r.Path, ":id", known)})
			httpapitest.CheckProblem(t, a, "staff.password_change_required")
		}
	}
}

// Raw routes are kept like operations.
func TestEveryRawRoute_KeepsThePolicy(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, r := range httpapi.RawRoutes() {
		if r.Action == "" {
			continue
		}
		t.Run(r.Path, func(t *testing.T) {
			path := strings.ReplaceAll(r.Path, ":id", known)
			a := c.Do(t, httpapitest.Scenario{Method: r.Method, Path: path})
			require.Equal(t, http.StatusUnauthorized, a.Status)
			httpapitest.CheckProblem(t, a, "authz.unauthenticated")
			a = c.Do(t, httpapitest.Scenario{As: "volunteer", Method: r.Method, Path: path})
			require.Equal(t, http.StatusForbidden, a.Status)
			httpapitest.CheckProblem(t, a, "authz.forbidden")
			if strings.Contains(r.Path, ":id") {
				a = c.Do(t, httpapitest.Scenario{As: "elsewhere", Method: r.Method, Path: path})
				require.Equal(t, http.StatusForbidden, a.Status)
				httpapitest.CheckProblem(t, a, "authz.out_of_scope")
			}
		})
	}
}
