package consoleapi_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/consoleapi"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/schedule"
	"diandao/internal/staff"
)

const (
	district = org.Path("/3301/330106/")
	station  = org.Path("/3301/330106/330106003/")
	foreign  = org.Path("/3301/330110/")
	known    = httpapitest.SampleID
	unknown  = "0193a5f0-7c00-7000-8000-000000000099"
	unitID   = "0193a5f0-7c00-7000-8000-000000000003"
)

func instant() time.Time { return time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC) }

// services answers for every service of the contract. Every record lies at station; scope is checked as
// the real services do, so that a handler which asks in another's name is found out.
type services struct {
	mu    sync.Mutex
	calls []string
	ended map[string]bool // session tokens
	crowd int             // how many reviews wait; 0 is one
	named atomic.Int32    // how often names were asked for
}

func (s *services) note(call string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
}

func (s *services) drain() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := append([]string{}, s.calls...)
	s.calls = nil
	return out
}

// write checks place and notes the call.
func (s *services) write(a authz.Actor, action authz.Action, call string) error {
	if err := authz.Check(a, action, station); err != nil {
		return err
	}
	s.note(call)
	return nil
}

func unit() org.Unit {
	return org.Unit{ID: unitID, ParentID: "u0", Kind: org.Station, Code: "330106003", Name: "文新司法所", Path: station, Zone: "Asia/Shanghai", Telephone: "0999-0000000", Version: 1}
}

// callers are a member of each role in the district, and an officer of another one.
func member(token string) (staff.Member, bool) {
	m := staff.Member{ID: "s1", Username: token, Name: "李司法", UnitID: unitID, Path: district}
	if token == "newcomer" { // an administrator who has not chosen a password yet
		m.Role, m.MustChange = authz.Admin, true
		return m, true
	}
	switch token {
	case "elsewhere":
		m.Role, m.Path, m.ID = authz.Supervisor, foreign, "s2"
		return m, true
	case "admin-elsewhere":
		m.Role, m.Path, m.ID = authz.Admin, foreign, "s3"
		return m, true
	}
	for _, r := range authz.StaffRoles() {
		if string(r) == token {
			m.Role = r
			return m, true
		}
	}
	return staff.Member{}, false
}

func (s *services) Login(_ context.Context, username, password string, from staff.From) (string, staff.Session, staff.Member, error) {
	m, ok := member(username)
	if from.Place == "" {
		panic("tries are bounded by place")
	}
	if !ok || password != "correct horse" {
		return "", staff.Session{}, staff.Member{}, staff.ErrCredentials
	}
	s.note("login " + username)
	return username, session(), m, nil
}

func session() staff.Session {
	return staff.Session{TokenHash: strings.Repeat("ab", 32), CSRF: "csrf", CreatedAt: instant(), ExpiresAt: time.Now().Add(time.Hour), Via: staff.ByPassword}
}

func (s *services) Resolve(_ context.Context, token string) (staff.Session, staff.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := member(token)
	if !ok || s.ended[token] {
		return staff.Session{}, staff.Member{}, staff.ErrSession
	}
	return session(), m, nil
}

func (s *services) end(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended[token] = true
}

func (s *services) Logout(_ context.Context, a authz.Actor, token string) error {
	s.note("logout " + token + " by " + a.ID)
	return nil
}

// names knows everybody.
type names struct{ *services }

func (n names) Persons(_ context.Context, _ authz.Actor, ids []person.ID) (map[person.ID]consoleapi.Name, error) {
	n.named.Add(1)
	out := map[person.ID]consoleapi.Name{}
	for _, id := range ids {
		out[id] = consoleapi.Name{Name: "王小明", Number: "330106-2026-0001", Path: station}
	}
	return out, nil
}

func (n names) Staff(_ context.Context, ids []string) (map[string]string, error) {
	n.named.Add(1)
	out := map[string]string{}
	for _, id := range ids {
		out[id] = "李司法"
	}
	return out, nil
}

// devices are phones.
type devices struct{ *services }

func (d devices) IssueCode(_ context.Context, a authz.Actor, p person.ID) (string, device.Activation, error) {
	return "K7M2P9QRTX", device.Activation{ExpiresAt: instant()}, d.write(a, authz.DeviceActivate, "issue code for "+string(p))
}

func (d devices) List(_ context.Context, a authz.Actor, _ person.ID) ([]device.Device, error) {
	return []device.Device{{ID: "d1", Name: "Android 13", CreatedAt: instant()}}, authz.Check(a, authz.PersonRead, station)
}

func (d devices) Revoke(_ context.Context, a authz.Actor, id device.ID) error {
	return d.write(a, authz.DeviceActivate, "revoke "+string(id))
}

// checkins are requests and plans.
type checkins struct{ *services }

func request() checkin.Request {
	return checkin.Request{
		ID: known, PlanID: "pl1", PlanVersion: 1, PersonID: known, StationID: unitID, Path: station, Day: "2026-11-23", OpensAt: instant(), DueAt: instant(), ClosesAt: instant(),
		Title: "报到", Status: checkin.Review, CheckinID: "c1", UpdatedAt: instant(),
	}
}

func (c checkins) List(_ context.Context, a authz.Actor, f checkin.Filter, p page.Request) ([]checkin.Request, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	c.note("list check-ins in " + string(a.Scope))
	if c.crowd == 0 {
		return []checkin.Request{request()}, nil
	}
	all := make([]checkin.Request, c.crowd) // the first waits longest
	for i := range all {
		all[i] = request()
		all[i].ID, all[i].OpensAt = checkin.RequestID(fmt.Sprintf("r%03d", i)), instant().Add(time.Duration(i)*time.Minute)
	}
	if !p.IsOldestFirst {
		slices.Reverse(all)
	}
	return all[:min(p.Rows(), len(all))], nil
}

func (c checkins) Detail(_ context.Context, a authz.Actor, id checkin.RequestID) (checkin.Detail, error) {
	if id != known {
		return checkin.Detail{}, checkin.ErrNotFound
	}
	return checkin.Detail{Request: request(), Checkin: &checkin.Checkin{
		ID: "c1", RequestID: known, ReceivedAt: instant(), DeviceID: "d1", PhotoID: "ph1", Outcome: checkin.Review,
		Findings: []checkin.Finding{{Code: checkin.FindingHelpAsked, Weight: checkin.Fact, Evidence: "answer:help"}, {Code: checkin.FindingFaceNotChecked, Weight: checkin.Asks, Evidence: "photo"}},
	}}, authz.Check(a, authz.CheckinRead, station)
}

func (c checkins) Decide(ctx context.Context, a authz.Actor, id checkin.RequestID, in checkin.DecideInput) (checkin.Detail, error) {
	if in.CheckinID != known {
		return checkin.Detail{}, checkin.ErrDecided
	}
	if err := c.write(a, authz.CheckinDecide, "decide "+string(in.Kind)+" because "+in.Reason); err != nil {
		return checkin.Detail{}, err
	}
	return c.Detail(ctx, a, id)
}

func (c checkins) Reopen(ctx context.Context, a authz.Actor, id checkin.RequestID, more time.Duration, reason string) (checkin.Detail, error) {
	if err := c.write(a, authz.CheckinDecide, "reopen for "+more.String()+" because "+reason); err != nil {
		return checkin.Detail{}, err
	}
	return c.Detail(ctx, a, id)
}

func plan() checkin.Plan {
	return checkin.Plan{ID: known, PersonID: known, Version: 1, Title: "每周", NextOpens: instant(), CreatedAt: instant(), Rule: schedule.Rule{
		Recurrence: "FREQ=DAILY", StartsOn: schedule.Date(instant()), Zone: "Asia/Shanghai", OpensAt: 8*time.Hour + 30*time.Minute, Length: time.Hour,
	}}
}

func (c checkins) Plans(_ context.Context, a authz.Actor, _ person.ID) ([]checkin.Plan, error) {
	return []checkin.Plan{plan()}, authz.Check(a, authz.PlanRead, station)
}

func (c checkins) CreatePlan(_ context.Context, a authz.Actor, d checkin.PlanDraft) (checkin.Plan, error) {
	return plan(), c.write(a, authz.PlanWrite, "create plan of "+string(d.PersonID)+" at "+d.Rule.OpensAt.String()+" for "+d.Rule.Length.String())
}

func (c checkins) UpdatePlan(_ context.Context, a authz.Actor, _ checkin.PlanID, version int, _ checkin.PlanDraft) (checkin.Plan, error) {
	if version != 1 {
		return checkin.Plan{}, checkin.ErrPlanChanged
	}
	return plan(), c.write(a, authz.PlanWrite, "update plan")
}

func (c checkins) StopPlan(_ context.Context, a authz.Actor, _ checkin.PlanID) (checkin.Plan, error) {
	return plan(), c.write(a, authz.PlanWrite, "stop plan")
}

func (c checkins) Preview(_ context.Context, _ authz.Actor, d checkin.PlanDraft) (checkin.Preview, error) {
	windows, err := d.Rule.Next(instant(), 10, nil)
	p := checkin.Preview{UnknownYears: []string{"2027"}}
	for _, w := range windows {
		p.Windows = append(p.Windows, checkin.Occurrence{Window: w, Effect: checkin.EffectOpens})
	}
	return p, err
}

func (c checkins) Demand(_ context.Context, a authz.Actor, in checkin.DemandInput) (checkin.Request, error) {
	return request(), c.write(a, authz.PlanWrite, "demand within "+in.AnswerIn.String()+" because "+in.Reason)
}

func (c checkins) Templates(_ context.Context, a authz.Actor) ([]checkin.Template, error) {
	return []checkin.Template{template()}, authz.Allow(a, authz.PlanRead)
}

func template() checkin.Template {
	return checkin.Template{ID: known, Path: station, Level: person.Strict, Version: 1, UpdatedAt: instant(), Draft: checkin.PlanDraft{Title: "每周", Rule: plan().Rule}}
}

func (c checkins) SaveTemplate(_ context.Context, a authz.Actor, t checkin.Template) (checkin.Template, error) {
	return template(), c.write(a, authz.TemplateWrite, "template for "+string(t.Level))
}

func (c checkins) PreviewAssignment(_ context.Context, a authz.Actor, _ checkin.AssignInput) ([]checkin.Assigned, error) {
	return []checkin.Assigned{{PersonID: known, Effect: checkin.GetsPlan}}, authz.Check(a, authz.PlanWrite, station)
}

func (c checkins) Assign(ctx context.Context, a authz.Actor, in checkin.AssignInput) ([]checkin.Assigned, error) {
	if in.Expect != 1 {
		return nil, checkin.ErrSelection
	}
	if err := c.write(a, authz.PlanWrite, "assign "+in.Draft.Title); err != nil {
		return nil, err
	}
	return c.PreviewAssignment(ctx, a, in)
}

func (c checkins) Draws(_ context.Context, a authz.Actor, from, _ string) ([]checkin.Draw, error) {
	return []checkin.Draw{{Day: from, Commitment: "c", CommittedAt: instant()}}, authz.Allow(a, authz.PlanRead)
}

func (c checkins) Drawn(_ context.Context, a authz.Actor, f checkin.DrawnFilter, _ page.Request) ([]checkin.Drawn, error) {
	if a.Scope != station && !a.Scope.Contains(station) {
		return nil, authz.Allow(a, authz.CheckinRead)
	}
	rule := schedule.Rule{Zone: "Asia/Shanghai", OpensAt: 8 * time.Hour, Span: 10 * time.Hour, Length: time.Hour}
	return []checkin.Drawn{{Request: checkin.Request{ID: known, PersonID: known, Day: f.To, OpensAt: instant()}, Rule: rule}}, authz.Allow(a, authz.CheckinRead)
}

func (c checkins) CalendarDays(_ context.Context, a authz.Actor, _ int) ([]schedule.CalendarDay, error) {
	return []schedule.CalendarDay{{Day: "2026-10-01", Kind: schedule.Holiday, Name: "国庆节"}}, authz.Allow(a, authz.PlanRead)
}

func (c checkins) ReplaceCalendar(_ context.Context, a authz.Actor, year int, days []schedule.CalendarDay) error {
	return c.write(a, authz.CalendarWrite, fmt.Sprintf("calendar of %d with %d days", year, len(days)))
}

func (c checkins) Deliveries(context.Context, string) ([]push.Delivery, error) {
	return []push.Delivery{{Channel: push.Inbox, AcceptedAt: instant()}}, nil
}

// alerts are questions.
type alerts struct{ *services }

func question() alert.Alert {
	return alert.Alert{
		ID: known, PersonID: known, StationID: unitID, Path: station, Kind: alert.CheckinMissed, Severity: alert.Warning, SourceID: known, State: alert.Open,
		Causes: []alert.Cause{{Code: "notice_delivered"}}, OpenedAt: instant().Add(-time.Hour), UpdatedAt: instant(),
	}
}

func (q alerts) List(_ context.Context, a authz.Actor, _ alert.Filter, _ page.Request) ([]alert.Alert, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []alert.Alert{question()}, nil
}

func (q alerts) Acknowledge(_ context.Context, a authz.Actor, id alert.ID) (alert.Alert, error) {
	if id != known {
		return alert.Alert{}, alert.ErrMoved
	}
	return question(), q.write(a, authz.AlertAct, "acknowledge")
}

func (q alerts) ResolveAll(_ context.Context, a authz.Actor, ids []alert.ID, note string) error {
	return q.write(a, authz.AlertAct, fmt.Sprintf("resolve %d together %s", len(ids), note))
}

func (q alerts) Desk(ctx context.Context, a authz.Actor) ([]alert.Card, error) {
	all, err := q.List(ctx, a, alert.Filter{}, page.Request{})
	return alert.Triage(all, alert.Known{}, instant()), err
}

func (q alerts) Resolve(_ context.Context, a authz.Actor, _ alert.ID, note string) (alert.Alert, error) {
	return question(), q.write(a, authz.AlertAct, "resolve "+note)
}

// rollCalls are roll calls.
type rollCalls struct{ *services }

func rollCall() rollcall.RollCall {
	return rollcall.RollCall{ID: known, StationID: unitID, Path: station, Title: "点名", Audience: rollcall.Adults, Kind: rollcall.OfStation, Order: rollcall.ByNumber, StartsAt: instant(), State: rollcall.Lobby, OfficerID: "s1", CreatedAt: instant()}
}

func (r rollCalls) Start(_ context.Context, a authz.Actor, in rollcall.StartInput) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, "start for "+string(in.Audience))
}

func (r rollCalls) Sheet(_ context.Context, a authz.Actor, id rollcall.ID) (rollcall.Sheet, error) {
	if id != known {
		return rollcall.Sheet{}, rollcall.ErrNotFound
	}
	return rollcall.Sheet{RollCall: rollCall(), Station: unit(), Officer: "李司法", Invitees: []rollcall.Invitee{
		{PersonID: known, Name: "王小明", Seq: 1, Presence: rollcall.OnLine, Mark: attendance.Present, SnapshotID: "snap1"}, {PersonID: "p2", Name: "赵大", Seq: 2, Presence: rollcall.Invited},
	}, Counts: map[attendance.Status]int{attendance.Present: 1}}, authz.Check(a, authz.RollCallRead, station)
}

func (r rollCalls) List(_ context.Context, a authz.Actor, _ rollcall.Filter, _ page.Request) ([]rollcall.RollCall, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []rollcall.RollCall{rollCall()}, nil
}

func (r rollCalls) Admit(_ context.Context, a authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	if id != known {
		return rollcall.RollCall{}, rollcall.ErrState
	}
	return rollCall(), authz.Check(a, authz.RollCallRun, station)
}

func (r rollCalls) Watch(_ context.Context, a authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	if id != known {
		return rollcall.RollCall{}, rollcall.ErrState
	}
	return rollCall(), r.write(a, authz.RollCallWatch, "watch")
}

func (r rollCalls) Mark(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID, in rollcall.MarkInput) (rollcall.Invitee, error) {
	return rollcall.Invitee{PersonID: p, Presence: rollcall.Invited, Mark: in.Status}, r.write(a, authz.RollCallRun, "mark "+string(p)+" "+string(in.Status)+" because "+in.Reason)
}

func (r rollCalls) Close(_ context.Context, a authz.Actor, _ rollcall.ID) (rollcall.RollCall, error) {
	return rollCall(), r.write(a, authz.RollCallRun, "close")
}

func (r rollCalls) Issue(_ context.Context, a authz.Actor, id rollcall.ID) (string, time.Time, error) {
	r.note("ticket " + string(id) + " for " + a.ID)
	return "ticket", instant().Add(time.Minute), nil
}

func (r rollCalls) SignalURL(context.Context, rollcall.ID) (string, error) {
	return "wss://node-1.example.org/signal", nil
}

func (r rollCalls) IssueWatch(_ context.Context, a authz.Actor, id rollcall.ID) (string, time.Time, error) {
	r.note("ticket to watch " + string(id) + " for " + a.ID)
	return "ticket", instant().Add(time.Minute), nil
}

func (r rollCalls) SheetPDF(_ context.Context, s rollcall.Sheet, pictures map[evidence.ID][]byte) ([]byte, error) {
	return append([]byte("%PDF-1.7 "+s.Officer+" "), pictures["snap1"]...), nil
}

// pictures are evidence.
type pictures struct{ *services }

func (p pictures) Open(_ context.Context, a authz.Actor, id evidence.ID) ([]byte, string, error) {
	if id == unknown {
		return nil, "", evidence.ErrNotFound
	}
	if id == paper {
		return []byte("%PDF-1.7"), "application/pdf", p.write(a, authz.EvidenceRead, "open "+string(id))
	}
	if id == film {
		return []byte("WEBM FILE"), "video/webm", p.write(a, authz.EvidenceRead, "open "+string(id))
	}
	return []byte("JPEG"), "image/jpeg", p.write(a, authz.EvidenceRead, "open "+string(id))
}

// ledger is the audit.
type ledger struct{}

func (ledger) Check(_ context.Context, a authz.Actor, chain org.Path) (audit.Checked, error) {
	if !a.Scope.Contains(chain) {
		return audit.Checked{}, authz.ErrOutOfScope
	}
	return audit.Checked{Entries: 7, IsWhole: true, Head: "h"}, nil
}

func (l ledger) Own(ctx context.Context, a authz.Actor, f audit.Filter, p page.Request) ([]audit.Entry, error) {
	return l.List(ctx, a, f, p)
}

func (ledger) List(_ context.Context, a authz.Actor, f audit.Filter, _ page.Request) ([]audit.Entry, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	one := audit.Entry{ID: known, Chain: station, Seq: 7, At: instant(), ActorRole: authz.Officer, ActorID: "s1", Action: "checkin.decided", PersonID: f.PersonID}
	if len(f.Actions) == 0 {
		return []audit.Entry{one}, f.Check()
	}
	handed := one
	handed.Action, handed.Subject, handed.Data = "rollcall.handed_over", "staff:s2", []byte(`{"from":"`+known+`","to":"`+unknown+`","told":2,"of":["x"]}`)
	own := one
	own.ActorRole, own.ActorID = authz.Self, f.PersonID
	return []audit.Entry{one, handed, own}, f.Check()
}

// hub sends hints to streams.
type hub struct {
	mu      sync.Mutex
	streams []chan consoleapi.Hint
	asked   []uint64
}

func (h *hub) Subscribe(ctx context.Context, seq uint64) (<-chan consoleapi.Hint, bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	ch := make(chan consoleapi.Hint, 8)
	h.streams, h.asked = append(h.streams, ch), append(h.asked, seq)
	return ch, seq == 1, ctx.Err()
}

func (h *hub) send(hint consoleapi.Hint) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, ch := range h.streams {
		ch <- hint
	}
}

func (h *hub) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.streams)
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, ch := range h.streams {
		close(ch)
	}
	h.streams = nil
}

// console is the contract over recording services.
type console struct {
	httpapitest.Harness
	api      *httpapi.API
	services *services
	hub      *hub
}

func newConsole(t *testing.T) console { return newConsoleBeating(t, 50*time.Millisecond) }

func newConsoleBeating(t *testing.T, heartbeat time.Duration) console {
	t.Helper()
	s, h := &services{ended: map[string]bool{}}, &hub{}
	app := httpapi.New(httpapi.Options{})
	c, r := checkins{s}, rollCalls{s}
	api := consoleapi.Register(app, consoleapi.Deps{
		Staff: s, StaffBook: staffBook{s}, SSO: &provider{}, Persons: persons{s}, Units: units{s}, Oversight: chiefs{s}, Reports: months{s}, Exports: exports{s}, Names: names{s}, Devices: devices{s}, Checkins: c, Plans: c, Notices: c, Ladders: ladders{s}, Ways: ways{s}, Teams: teams{s}, Policies: policies{s}, Enrolments: enrolments{s}, Intakes: intakes{s}, Incidents: incidents{}, Leaves: leaves{s}, Fences: fences{s}, Appeals: appeals{s}, Sanctions: sanctions{s}, Records: records{}, Alerts: alerts{s}, Liaison: searches{s}, RollCalls: r, Recordings: recordings{s}, Tickets: r, Places: r, Nodes: nodes{}, Partners: partners{s}, Sheets: r,
		Pictures: pictures{s}, Audit: ledger{}, Events: h, Clock: clock.NewManual(instant()), Ledger: httpapitest.NewLedger(),
		Heartbeat: heartbeat,
	})
	callers := map[string]map[string]string{}
	for _, who := range append([]string{"elsewhere", "admin-elsewhere", "stranger", "newcomer"}, roles()...) {
		callers[who] = map[string]string{"Cookie": "diandao_session=" + who, "X-CSRF-Token": "csrf"}
	}
	return console{Harness: httpapitest.Harness{App: app, Callers: callers, Calls: s.drain}, api: api, services: s, hub: h}
}

func roles() []string {
	var out []string
	for _, r := range authz.StaffRoles() {
		out = append(out, string(r))
	}
	return out
}
