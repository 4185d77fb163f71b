package consoleapi

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/fence"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/incident"
	"diandao/internal/intake"
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
	"diandao/internal/report"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/schedule"
	"diandao/internal/staff"
	"diandao/internal/team"
)

// Deps are the services that the contract stands on. A contract that is only described needs none.
type Deps struct {
	Staff      Staff
	StaffBook  StaffBook
	SSO        SSO         // nil without an identity provider
	DemoLogins []DemoLogin // of an invented city; nil everywhere else
	Persons    Persons
	Units      Units
	Names      Names
	Oversight  Oversight
	Reports    Reports
	Exports    Exports
	Devices    Devices
	Checkins   Checkins
	Plans      Plans
	Notices    Notices
	Ladders    Ladders
	Ways       Ways
	Teams      Teams
	Policies   Policies
	Enrolments EnrolmentBook
	Intakes    Intakes
	Incidents  Incidents
	Leaves     Leaves
	Fences     Fences
	Appeals    Appeals
	Sanctions  Sanctions
	Records    Records
	Alerts     Alerts
	Liaison    Liaison
	RollCalls  RollCalls
	Recordings Recordings
	Tickets    Tickets
	Places     Places
	Nodes      Nodes
	Partners   Partners
	Pictures   Pictures
	Audit      Audit
	Sheets     Sheets
	Events     Events
	Clock      clock.Clock
	Ledger     httpapi.Ledger
	Log        *slog.Logger // nil is none
	// Map is the base map that pages draw on.
	Map MapBase
	// Secure marks the session cookie for TLS only.
	Secure bool
	// ShowScore shows the likeness of a review at once, not only after the officer has looked.
	ShowScore bool
	// Heartbeat is the pause between signs of life on an event stream; zero is DefaultHeartbeat.
	Heartbeat time.Duration
}

// Staff is the login of staff members; staff.Service.
type Staff interface {
	Login(ctx context.Context, username, password string, from staff.From) (token string, se staff.Session, m staff.Member, err error)
	// LoginAs opens a session for whom an identity provider vouches for.
	LoginAs(ctx context.Context, who staff.Identity, from staff.From) (token string, se staff.Session, m staff.Member, err error)
	Resolve(ctx context.Context, token string) (staff.Session, staff.Member, error)
	Logout(ctx context.Context, actor authz.Actor, token string) error
	Account(ctx context.Context, m staff.Member) (staff.File, error)
	ChangePassword(ctx context.Context, se staff.Session, old, password string) error
	EndOwnSessions(ctx context.Context, se staff.Session, m staff.Member, only staff.SessionID) error
}

// Persons is the case file; casefile.Service.
type Persons interface {
	List(ctx context.Context, actor authz.Actor, in casefile.ListInput, p page.Request) ([]casefile.Row, error)
	Get(ctx context.Context, actor authz.Actor, id person.ID, reason string) (person.Person, error)
	// SeePart has a part of a person's file opened; a minor's needs a reason.
	SeePart(ctx context.Context, actor authz.Actor, needs authz.Action, id person.ID, reason string) error
	// SeePlaces notes a look at where a person was; of a minor it needs a reason.
	SeePlaces(ctx context.Context, actor authz.Actor, id person.ID, reason string) (person.Person, error)
	Create(ctx context.Context, actor authz.Actor, p person.Person) (person.Person, error)
	IsMinor(ctx context.Context, actor authz.Actor, p person.Person) bool
	Units(ctx context.Context, actor authz.Actor) ([]org.Unit, error)
	Summary(ctx context.Context, actor authz.Actor, unit org.UnitID, from, to string) (casefile.Summary, error)
	Calendar(ctx context.Context, actor authz.Actor, id person.ID, from, to string) ([]attendance.Record, error)
	// Transfer hands a person over to another station.
	Transfer(ctx context.Context, actor authz.Actor, id person.ID, to org.UnitID, reason string, version int) (person.Person, error)
	// Correct puts right what is recorded of a person.
	Correct(ctx context.Context, actor authz.Actor, id person.ID, f person.Facts, reason string, version int) (person.Person, error)
	// Separation tells what keeps a person apart from others, and where they are held.
	Separation(ctx context.Context, actor authz.Actor, id person.ID) (casefile.Separation, error)
	SetStay(ctx context.Context, actor authz.Actor, id person.ID, in casefile.StayInput) (casefile.Separation, error)
	AddCoAccused(ctx context.Context, actor authz.Actor, id person.ID, number string) (casefile.Separation, error)
	RemoveCoAccused(ctx context.Context, actor authz.Actor, id, other person.ID) (casefile.Separation, error)
}

// Name is how a person is named in lists of other things. A minor's name is empty and masked.
type Name struct {
	Name     string
	Number   string
	Path     org.Path // of the station now
	IsMasked bool
}

// Names names persons and staff for the records that the actor was already given.
type Names interface {
	// Persons names each person that exists, at most 200 ids, with minors masked.
	Persons(ctx context.Context, actor authz.Actor, ids []person.ID) (map[person.ID]Name, error)
	// Staff names each staff member that exists.
	Staff(ctx context.Context, ids []string) (map[string]string, error)
}

// Devices activates and revokes phones; device.Service.
type Devices interface {
	IssueCode(ctx context.Context, actor authz.Actor, p person.ID) (code string, a device.Activation, err error)
	List(ctx context.Context, actor authz.Actor, p person.ID) ([]device.Device, error)
	Revoke(ctx context.Context, actor authz.Actor, id device.ID) error
}

// Checkins shows and decides check-ins; checkin.Service.
type Checkins interface {
	List(ctx context.Context, actor authz.Actor, f checkin.Filter, p page.Request) ([]checkin.Request, error)
	Detail(ctx context.Context, actor authz.Actor, id checkin.RequestID) (checkin.Detail, error)
	// Submissions returns what was handed in to requests, by request.
	Submissions(ctx context.Context, actor authz.Actor, rs []checkin.Request) (map[checkin.RequestID]checkin.Checkin, error)
	Decide(ctx context.Context, actor authz.Actor, id checkin.RequestID, in checkin.DecideInput) (checkin.Detail, error)
	// Reopen gives a person whose check-in ended without an answer more time.
	Reopen(ctx context.Context, actor authz.Actor, id checkin.RequestID, more time.Duration, reason string) (checkin.Detail, error)
	// Look returns a check-in beside what to compare it with; a minor's pictures need a reason.
	Look(ctx context.Context, actor authz.Actor, id checkin.RequestID, reason string) (checkin.Look, error)
	// Claim says that the actor looks at a review in a seat, and returns who has it then.
	Claim(ctx context.Context, actor authz.Actor, id checkin.RequestID, seat string, isTakeOver bool) (checkin.Claim, error)
	Unclaim(ctx context.Context, actor authz.Actor, id checkin.RequestID, seat string) error
	Claimed(ctx context.Context, actor authz.Actor) ([]checkin.Claim, error)
	// Attest settles an open request by an officer's word.
	Attest(ctx context.Context, actor authz.Actor, id checkin.RequestID, way checkin.Way, note string) (checkin.Detail, error)
	RecordCall(ctx context.Context, actor authz.Actor, id checkin.RequestID, result checkin.CallResult) (checkin.Detail, error)
	// Places tells where a person's check-ins were made.
	Places(ctx context.Context, actor authz.Actor, p person.ID) (checkin.Places, error)
}

// Plans are the rules by which persons check in; checkin.Service.
type Plans interface {
	Plans(ctx context.Context, actor authz.Actor, p person.ID) ([]checkin.Plan, error)
	CreatePlan(ctx context.Context, actor authz.Actor, d checkin.PlanDraft) (checkin.Plan, error)
	UpdatePlan(ctx context.Context, actor authz.Actor, id checkin.PlanID, version int, d checkin.PlanDraft) (checkin.Plan, error)
	StopPlan(ctx context.Context, actor authz.Actor, id checkin.PlanID) (checkin.Plan, error)
	Preview(ctx context.Context, actor authz.Actor, d checkin.PlanDraft) (checkin.Preview, error)
	// FencePlans returns running plans whose area is a copy of a fence; RefreshFence gives them the newest one.
	FencePlans(ctx context.Context, actor authz.Actor, fence string, p page.Request) ([]checkin.Plan, error)
	RefreshFence(ctx context.Context, actor authz.Actor, fence string, plans []checkin.PlanVersion) (map[checkin.PlanID]checkin.RefreshEffect, error)
	Demand(ctx context.Context, actor authz.Actor, in checkin.DemandInput) (checkin.Request, error)
	Templates(ctx context.Context, actor authz.Actor) ([]checkin.Template, error)
	SaveTemplate(ctx context.Context, actor authz.Actor, t checkin.Template) (checkin.Template, error)
	PreviewAssignment(ctx context.Context, actor authz.Actor, in checkin.AssignInput) ([]checkin.Assigned, error)
	Assign(ctx context.Context, actor authz.Actor, in checkin.AssignInput) ([]checkin.Assigned, error)
	Draws(ctx context.Context, actor authz.Actor, from, to string) ([]checkin.Draw, error)
	Drawn(ctx context.Context, actor authz.Actor, f checkin.DrawnFilter, p page.Request) ([]checkin.Drawn, error)
	CalendarDays(ctx context.Context, actor authz.Actor, year int) ([]schedule.CalendarDay, error)
	ReplaceCalendar(ctx context.Context, actor authz.Actor, year int, days []schedule.CalendarDay) error
}

// Notices is the ledger of what a person was told; push.Service.
type Notices interface {
	// Deliveries returns the deliveries of all messages about a subject, oldest first.
	Deliveries(ctx context.Context, subjectID string) ([]push.Delivery, error)
}

// Ladders are how persons are told; push.LadderBook.
type Ladders interface {
	Ladder(ctx context.Context, actor authz.Actor, p person.ID) (push.PersonLadder, error)
	SetLadder(ctx context.Context, actor authz.Actor, p person.ID, version int, l push.Ladder) (push.PersonLadder, error)
	// Reach tells how a person can be reached now.
	Reach(ctx context.Context, actor authz.Actor, p person.ID) (push.Reach, error)
}

// Ways are how persons show who they are; checkin.Service.
type Ways interface {
	Way(ctx context.Context, actor authz.Actor, p person.ID) (checkin.PersonWay, error)
	SetWay(ctx context.Context, actor authz.Actor, w checkin.PersonWay) (checkin.PersonWay, error)
	CountWays(ctx context.Context, actor authz.Actor) ([]checkin.WayCount, error)
}

// Teams are persons' correction teams; team.Service.
type Teams interface {
	Get(ctx context.Context, actor authz.Actor, p person.ID, reason string) (team.View, error)
	Save(ctx context.Context, actor authz.Actor, p person.ID, version int, members []team.Member) (team.View, error)
	Candidates(ctx context.Context, actor authz.Actor, p person.ID) ([]staff.Member, error)
}

// Policies are the versions of the privacy policy and what persons answered; privacy.Service.
type Policies interface {
	List(ctx context.Context, actor authz.Actor) ([]privacy.Policy, error)
	SaveDraft(ctx context.Context, actor authz.Actor, revision int, d privacy.Policy) (privacy.Policy, error)
	Publish(ctx context.Context, actor authz.Actor, revision int) (privacy.Policy, error)
	// Of tells what a person answered.
	Of(ctx context.Context, actor authz.Actor, p person.ID) (privacy.View, error)
}

// EnrolmentBook keeps by which pictures persons are known; identity.Service.
type EnrolmentBook interface {
	// Current returns nil while no pictures were taken.
	Current(ctx context.Context, actor authz.Actor, p person.ID) (*identity.Enrolment, error)
	Enrol(ctx context.Context, actor authz.Actor, p person.ID, pictures [][]byte) (identity.Enrolment, error)
	// Model tells what pictures are compared by; without a hash nothing is.
	Model() identity.Model
	// Thresholds are those by which a likeness is judged.
	Thresholds() identity.Thresholds
	// Eyes finds the eyes on pictures, those that can be looked at.
	Eyes(ctx context.Context, pictures []evidence.ID) map[evidence.ID]identity.Eyes
}

// Intakes bring many persons in at once; intake.Service.
type Intakes interface {
	// Check reads a file and judges its lines; nothing of it is kept.
	Check(ctx context.Context, actor authz.Actor, data []byte, c intake.Columns) (intake.Checked, error)
	Open(ctx context.Context, actor authz.Actor) ([]intake.Import, error)
	Begin(ctx context.Context, actor authz.Actor, sha256 string, lines int) (intake.Import, error)
	Add(ctx context.Context, actor authz.Actor, id intake.ID, lines []intake.Line) ([]intake.Outcome, error)
	End(ctx context.Context, actor authz.Actor, id intake.ID) (intake.Import, error)
}

// Incidents are when we or a provider were down; incident.Shield.
type Incidents interface {
	// List returns those that run or ended within a day, newest first.
	List(ctx context.Context, actor authz.Actor) ([]incident.Incident, error)
}

// Appeals decides appeals; appeal.Service.
type Appeals interface {
	List(ctx context.Context, actor authz.Actor, f appeal.Filter, p page.Request) ([]appeal.Appeal, error)
	Detail(ctx context.Context, actor authz.Actor, id appeal.ID) (appeal.Detail, error)
	Decide(ctx context.Context, actor authz.Actor, id appeal.ID, d appeal.Decision) (appeal.Detail, error)
}

// Sanctions takes proposals of sanctions and decisions on them; sanction.Service.
type Sanctions interface {
	List(ctx context.Context, actor authz.Actor, f sanction.Filter, p page.Request) ([]sanction.Sanction, error)
	Detail(ctx context.Context, actor authz.Actor, id sanction.ID) (sanction.Detail, error)
	Standing(ctx context.Context, actor authz.Actor, p person.ID) ([]sanction.Distance, error)
	Propose(ctx context.Context, actor authz.Actor, in sanction.Proposal) (sanction.Detail, error)
	Decide(ctx context.Context, actor authz.Actor, id sanction.ID, isApproved bool, reason string) (sanction.Detail, error)
	Withdraw(ctx context.Context, actor authz.Actor, id sanction.ID, reason string) (sanction.Detail, error)
}

// Records reads what happened to persons; record.Service.
type Records interface {
	Timeline(ctx context.Context, actor authz.Actor, p person.ID, reason string, f record.Filter, r page.Request) ([]record.Item, error)
}

// Fences keeps named areas; fence.Service.
type Fences interface {
	List(ctx context.Context, actor authz.Actor, below bool, f fence.Filter, p page.Request) ([]fence.Fence, error)
	Get(ctx context.Context, actor authz.Actor, id fence.ID) (fence.Fence, error)
	Create(ctx context.Context, actor authz.Actor, d fence.Draft) (fence.Fence, error)
	Change(ctx context.Context, actor authz.Actor, id fence.ID, version int, d fence.Draft) (fence.Fence, error)
	Archive(ctx context.Context, actor authz.Actor, id fence.ID, version int) (fence.Fence, error)
	Import(ctx context.Context, actor authz.Actor, in fence.ImportInput) ([]fence.Feature, error)
}

// Leaves decides leaves of absence; leave.Service.
type Leaves interface {
	List(ctx context.Context, actor authz.Actor, f leave.Filter, p page.Request) ([]leave.Leave, error)
	Detail(ctx context.Context, actor authz.Actor, id leave.ID) (leave.Detail, error)
	Decide(ctx context.Context, actor authz.Actor, id leave.ID, d leave.Decision, reason string) (leave.Detail, error)
	CutShort(ctx context.Context, actor authz.Actor, id leave.ID, toDay, reason string) (leave.Detail, error)
}

// Alerts are questions to officers; alert.Service.
type Alerts interface {
	List(ctx context.Context, actor authz.Actor, f alert.Filter, p page.Request) ([]alert.Alert, error)
	Acknowledge(ctx context.Context, actor authz.Actor, id alert.ID) (alert.Alert, error)
	Resolve(ctx context.Context, actor authz.Actor, id alert.ID, note string) (alert.Alert, error)
	ResolveAll(ctx context.Context, actor authz.Actor, ids []alert.ID, note string) error
	Desk(ctx context.Context, actor authz.Actor) ([]alert.Card, error)
}

// Liaison keeps cases of lost contact; liaison.Service.
type Liaison interface {
	List(ctx context.Context, actor authz.Actor, f liaison.Filter, p page.Request) ([]liaison.Case, error)
	Detail(ctx context.Context, actor authz.Actor, id liaison.ID) (liaison.Detail, error)
	Open(ctx context.Context, actor authz.Actor, p person.ID, reason string) (liaison.Detail, error)
	Record(ctx context.Context, actor authz.Actor, id liaison.ID, in liaison.StepInput) (liaison.Detail, error)
	Close(ctx context.Context, actor authz.Actor, id liaison.ID, how liaison.How, note string) (liaison.Detail, error)
}

// RollCalls runs roll calls; rollcall.Service.
type RollCalls interface {
	Start(ctx context.Context, actor authz.Actor, in rollcall.StartInput) (rollcall.RollCall, error)
	Sheet(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.Sheet, error)
	List(ctx context.Context, actor authz.Actor, f rollcall.Filter, p page.Request) ([]rollcall.RollCall, error)
	Admit(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error)
	Watch(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error)
	Mark(ctx context.Context, actor authz.Actor, id rollcall.ID, p person.ID, in rollcall.MarkInput) (rollcall.Invitee, error)
	Close(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error)
	Plan(ctx context.Context, actor authz.Actor, in rollcall.PlanInput) (rollcall.RollCall, error)
	Replan(ctx context.Context, actor authz.Actor, id rollcall.ID, in rollcall.PlanInput) (rollcall.RollCall, error)
	Preview(ctx context.Context, actor authz.Actor, in rollcall.PlanInput) (rollcall.Preview, error)
	Cancel(ctx context.Context, actor authz.Actor, id rollcall.ID, reason string) (rollcall.RollCall, error)
	Runners(ctx context.Context, actor authz.Actor, id rollcall.ID) ([]rollcall.Runner, error)
	HandOver(ctx context.Context, actor authz.Actor, id rollcall.ID, staffID string) (rollcall.RollCall, error)
	Recall(ctx context.Context, actor authz.Actor, id rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error)
	AskTelephone(ctx context.Context, actor authz.Actor, id rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error)
	Telephoned(ctx context.Context, actor authz.Actor, id rollcall.ID, p person.ID, o rollcall.Outcome) (rollcall.Invitee, error)
	Note(ctx context.Context, actor authz.Actor, id rollcall.ID, p person.ID, text string) (rollcall.Invitee, error)
	Seal(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error)
}

// Recordings lists recorded calls; rollcall.Recordings.
type Recordings interface {
	List(ctx context.Context, actor authz.Actor, id rollcall.ID, p person.ID) ([]rollcall.Recording, error)
}

// Tickets makes the one-use tickets by which a signalling connection shows who it is.
type Tickets interface {
	Issue(ctx context.Context, actor authz.Actor, id rollcall.ID) (ticket string, expiresAt time.Time, err error)
	// IssueWatch makes one for who looks on in silence.
	IssueWatch(ctx context.Context, actor authz.Actor, id rollcall.ID) (ticket string, expiresAt time.Time, err error)
}

// Places tells where roll calls are served.
type Places interface {
	// SignalURL returns the URL of the websocket of the node that has a roll call, "" for this one.
	SignalURL(ctx context.Context, id rollcall.ID) (string, error)
}

// Pictures opens evidence for staff within scope and notes the look in the audit.
type Pictures interface {
	// Open returns evidence.ErrNotFound, evidence.ErrDamaged or an authz error.
	Open(ctx context.Context, actor authz.Actor, id evidence.ID) (data []byte, mime string, err error)
}

// Audit reads the ledger for those who may.
type Audit interface {
	// List returns entries within the actor's scope, newest first by (At, ID). It returns audit.ErrSpan.
	List(ctx context.Context, actor authz.Actor, f audit.Filter, p page.Request) ([]audit.Entry, error)
	// Own returns what the actor did, newest first by (At, ID). It returns audit.ErrSpan.
	Own(ctx context.Context, actor authz.Actor, f audit.Filter, p page.Request) ([]audit.Entry, error)
	// Check follows the chain of a unit from its first entry on. It returns authz.ErrOutOfScope.
	Check(ctx context.Context, actor authz.Actor, chain org.Path) (audit.Checked, error)
}

// Partners keeps the agencies that are told what happens; partner.Service.
type Partners interface {
	List(ctx context.Context, actor authz.Actor) ([]partner.Partner, error)
	Get(ctx context.Context, actor authz.Actor, id partner.ID) (partner.Partner, error)
	// Create returns the partner's secret beside it, this once.
	Create(ctx context.Context, actor authz.Actor, d partner.Draft) (partner.Partner, string, error)
	Change(ctx context.Context, actor authz.Actor, id partner.ID, version int, d partner.Draft) (partner.Partner, error)
	// Rotate returns the new secret, this once.
	Rotate(ctx context.Context, actor authz.Actor, id partner.ID) (partner.Partner, string, error)
	Halt(ctx context.Context, actor authz.Actor, id partner.ID, reason string) (partner.Partner, error)
	Resume(ctx context.Context, actor authz.Actor, id partner.ID) (partner.Partner, error)
	SendTest(ctx context.Context, actor authz.Actor, id partner.ID) (partner.Delivery, error)
	Log(ctx context.Context, actor authz.Actor, id partner.ID, f partner.LogFilter, p page.Request) ([]partner.Delivery, error)
	Delivery(ctx context.Context, actor authz.Actor, id partner.DeliveryID) (partner.Delivery, error)
	SendAgain(ctx context.Context, actor authz.Actor, id partner.DeliveryID) (partner.Delivery, error)
	SendDayAgain(ctx context.Context, actor authz.Actor, id partner.ID, day string) (partner.Again, error)
	StopAgain(ctx context.Context, actor authz.Actor, id partner.ID, againID string) (partner.Again, error)
	Progress(ctx context.Context, actor authz.Actor, id partner.ID, againID string) (partner.Again, error)
}

// Sheets prints attendance sheets, monthly reports, overviews and fairness.
type Sheets interface {
	OverviewFile(ctx context.Context, o report.Overview, form oversight.Form, lang report.Language) ([]byte, error)
	FairnessFile(ctx context.Context, g report.Groups, form oversight.Form, lang report.Language) ([]byte, error)
	MonthlyFile(ctx context.Context, r oversight.ReportDetail, form oversight.Form, lang report.Language) ([]byte, error)
	SheetPDF(ctx context.Context, s rollcall.Sheet, pictures map[evidence.ID][]byte) ([]byte, error)
	SheetXLSX(ctx context.Context, s rollcall.Sheet) ([]byte, error)
}

// Hint tells that a record has changed. Seq grows within one server.
type Hint struct {
	Seq  uint64
	Noun string // checkin, claim, alert, rollcall, person, plan
	ID   string
	Path org.Path
}

// Events is the stream of hints.
type Events interface {
	// Subscribe returns the hints after seq (0: from now on), oldest first, until ctx is done or the hub
	// closes, which closes the channel. resync reports that hints after seq were lost already. A
	// subscriber that is too slow gets its channel closed.
	Subscribe(ctx context.Context, seq uint64) (hints <-chan Hint, resync bool, err error)
}

// facts is JSON as it is kept.
type facts = json.RawMessage
