// Package authz answers one question: may this actor do this action to a record of this unit? The
// answer is data (who may do what) and a prefix (where), walked by a guard test over every operation
// of both HTTP contracts and every signalling message.
package authz

import (
	"slices"

	"diandao/internal/fault"
	"diandao/internal/org"
)

// Role is what a staff member does. Supervised persons act through a device and have the role Self.
type Role string

// The roles. Procurators read what lies in their scope and decide nothing.
const (
	Officer      Role = "officer"
	Supervisor   Role = "supervisor"
	SocialWorker Role = "social_worker"
	Volunteer    Role = "volunteer"
	Specialist   Role = "specialist"
	Procurator   Role = "procurator"
	Admin        Role = "admin"
	Self         Role = "self"
	System       Role = "system"
)

// StaffRoles lists the roles a staff member can have.
func StaffRoles() []Role {
	return []Role{Officer, Supervisor, SocialWorker, Volunteer, Specialist, Procurator, Admin}
}

// Action names what is done, "<noun>.<verb>".
type Action string

// The actions. Those beginning with "self." are a person's own; they are open to Self alone and only
// for the person's own records, which the services check by person id.
const (
	OrgRead        Action = "org.read"
	OrgManage      Action = "org.manage"
	PersonRead     Action = "person.read"
	PersonWrite    Action = "person.write"
	DeviceActivate Action = "device.activate"
	PlanRead       Action = "plan.read"
	PlanWrite      Action = "plan.write"
	TemplateWrite  Action = "template.write"
	CalendarWrite  Action = "calendar.write"
	CheckinRead    Action = "checkin.read"
	CheckinDecide  Action = "checkin.decide"
	LeaveRead      Action = "leave.read"
	LeaveDecide    Action = "leave.decide"
	AppealRead     Action = "appeal.read"
	AppealDecide   Action = "appeal.decide"
	SanctionRead   Action = "sanction.read"
	// SanctionPropose is the station's, SanctionDecide the district's; nobody decides what they proposed.
	SanctionPropose Action = "sanction.propose"
	SanctionDecide  Action = "sanction.decide"
	AlertRead       Action = "alert.read"
	AlertAct        Action = "alert.act"
	LiaisonRead     Action = "liaison.read"
	LiaisonAct      Action = "liaison.act"
	FenceRead       Action = "fence.read"
	FenceWrite      Action = "fence.write"
	RollCallRead    Action = "rollcall.read"
	RollCallRun     Action = "rollcall.run"
	RollCallWatch   Action = "rollcall.watch" // in silence; of a district or above
	AttendanceRead  Action = "attendance.read"
	ReportRead      Action = "report.read"
	ReportMake      Action = "report.make"
	ExportRecord    Action = "export.record" // whoever may read a list; the list itself is checked as well
	EvidenceRead    Action = "evidence.read"
	AuditRead       Action = "audit.read"
	NodeManage      Action = "node.manage"
	PartnerRead     Action = "partner.read"
	PartnerManage   Action = "partner.manage"
	StaffRead       Action = "staff.read"
	StaffManage     Action = "staff.manage"
	PolicyManage    Action = "policy.manage"
	SessionOwn      Action = "session.own"
	LiveWatch       Action = "live.watch"
	SelfRead        Action = "self.read"
	SelfCheckin     Action = "self.checkin"
	SelfRollCall    Action = "self.rollcall"
	SelfMessage     Action = "self.message"
	SelfAppeal      Action = "self.appeal"
	SelfLeave       Action = "self.leave"
	SelfDevice      Action = "self.device"
	SelfPolicy      Action = "self.policy"
)

// Grants tells, for each action, the roles that may do it. It is the whole policy.
func Grants() map[Action][]Role {
	readers := []Role{Officer, Supervisor, SocialWorker, Specialist, Procurator, Admin}
	deciders := []Role{Officer, Supervisor, Admin}
	everyStaff := StaffRoles()
	own := []Role{Self}
	return map[Action][]Role{
		OrgRead: everyStaff, OrgManage: {Admin}, SessionOwn: everyStaff, LiveWatch: readers,
		PersonRead: readers, PersonWrite: deciders, DeviceActivate: deciders,
		PlanRead: readers, PlanWrite: deciders, TemplateWrite: {Supervisor, Admin}, CalendarWrite: {Supervisor, Admin},
		CheckinRead: readers, CheckinDecide: deciders,
		LeaveRead: readers, LeaveDecide: deciders,
		AppealRead: readers, AppealDecide: deciders,
		SanctionRead: readers, SanctionPropose: {Officer, Supervisor}, SanctionDecide: {Supervisor},
		AlertRead: readers, AlertAct: deciders,
		LiaisonRead: readers, LiaisonAct: deciders,
		FenceRead: readers, FenceWrite: {Supervisor, Admin},
		RollCallRead: readers, RollCallRun: {Officer, Supervisor}, RollCallWatch: {Supervisor},
		AttendanceRead: readers, EvidenceRead: readers,
		ReportRead: readers, ReportMake: {Supervisor, Admin}, ExportRecord: readers,
		AuditRead: {Supervisor, Procurator, Admin}, NodeManage: {Admin}, PolicyManage: {Admin},
		PartnerRead: {Supervisor, Procurator, Admin}, PartnerManage: {Admin},
		StaffRead: {Supervisor, Admin}, StaffManage: {Supervisor, Admin},
		SelfRead: own, SelfCheckin: own, SelfRollCall: own, SelfMessage: own, SelfLeave: own, SelfAppeal: own, SelfDevice: own, SelfPolicy: own,
	}
}

// Actor is who asks. Scope is the unit at and below which a staff member acts; a person's actor has
// the path of the person's station and PersonID and DeviceID set.
type Actor struct {
	Role     Role
	ID       string // staff.ID, person.ID or "system"
	Scope    org.Path
	PersonID string
	DeviceID string
}

// SystemActor is the software acting by a rule, never by a decision.
func SystemActor() Actor { return Actor{Role: System, ID: "system", Scope: org.Root} }

// Errors of this package.
var (
	ErrUnauthenticated = fault.New(fault.Unauthenticated, "authz.unauthenticated", "Sign in first.")
	ErrForbidden       = fault.New(fault.Forbidden, "authz.forbidden", "Your role does not allow this.")
	ErrOutOfScope      = fault.New(fault.Forbidden, "authz.out_of_scope", "This record belongs to another unit.")
)

// Allow checks the role only, for operations whose scope is applied to a list. It returns
// ErrUnauthenticated or ErrForbidden.
func Allow(a Actor, action Action) error {
	if a.Role == "" {
		return ErrUnauthenticated
	}
	if !slices.Contains(Grants()[action], a.Role) {
		return ErrForbidden
	}
	return nil
}

// Check checks role and place: the record's unit must lie in the actor's scope. It returns
// ErrUnauthenticated, ErrForbidden or ErrOutOfScope.
func Check(a Actor, action Action, at org.Path) error {
	if err := Allow(a, action); err != nil {
		return err
	}
	if !a.Scope.Contains(at) {
		return ErrOutOfScope
	}
	return nil
}
