package consoleapi

import (
	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fence"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/incident"
	"diandao/internal/intake"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/partner"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/schedule"
	"diandao/internal/staff"
	"diandao/internal/team"
)

// The enums of the contract take their values from the domain, so that the two can't drift.
type (
	// TeamRelation is team.Relation, or empty.
	TeamRelation string
	// TeamRole is team.Role.
	TeamRole string
	// TeamLack is team.Code.
	TeamLack string
	// TeamStaffRole is authz.Role of staff, or empty.
	TeamStaffRole string
	// PortraitAbsence is identity.Absence, or empty.
	PortraitAbsence string
	// PolicyStatus is privacy.Status.
	PolicyStatus string
	// PolicyChoice is privacy.Choice.
	PolicyChoice string
	// Role is authz.Role.
	Role string
	// Action is authz.Action.
	Action string
	// UnitKind is org.Kind.
	UnitKind string
	// Sex is person.Sex.
	Sex string
	// Category is person.Category.
	Category string
	// Level is person.Level.
	Level string
	// PersonStatus is person.Status.
	PersonStatus string
	// PlanKind is checkin.PlanKind.
	PlanKind string
	// PlanDays is schedule.Days.
	PlanDays string
	// OnLeave is checkin.OnLeave.
	OnLeave string
	// Effect is checkin.Effect.
	Effect string
	// CalendarKind is schedule.DayKind.
	CalendarKind string
	// AssignEffect is checkin.AssignEffect.
	AssignEffect string
	// RequestStatus is checkin.Status.
	RequestStatus string
	// FindingWeight is checkin.Weight.
	FindingWeight string
	// DecisionKind is checkin.DecisionKind.
	DecisionKind string
	// ImportField is intake.Field.
	ImportField string
	// ImportReason is intake.Reason.
	ImportReason string
	// ImportEncoding is how a file is written.
	ImportEncoding string
	// AttendanceStatus is attendance.Status.
	AttendanceStatus string
	// AttendanceSource is attendance.Source.
	AttendanceSource string
	// AlertKind is alert.Kind.
	AlertKind string
	// CardReason is alert.Reason.
	CardReason string
	// AppealStatus is appeal.Status.
	AppealStatus string
	// AppealSource is one of appeal.Sources.
	AppealSource string
	// AnySanction is sanction.Kind, or empty.
	AnySanction string
	// AppealOutcome is one of appeal.Outcomes, or empty.
	AppealOutcome string
	// FenceKind is fence.Kind.
	FenceKind string
	// FenceShape is fence.Shape.
	FenceShape string
	// BadFeature is fence.BadFeature, empty for none.
	BadFeature string
	// RefreshEffect is checkin.RefreshEffect.
	RefreshEffect string
	// LeaveStatus is leave.Status.
	LeaveStatus string
	// LeaveStepKind is leave.StepKind.
	LeaveStepKind string
	// LeaveDecision is leave.Decision.
	LeaveDecision string
	// AlertState is alert.State.
	AlertState string
	// Severity is alert.Severity.
	Severity string
	// RecordingEnd is rollcall.RecordingEnd.
	RecordingEnd string
	// RollCallState is rollcall.State.
	RollCallState string
	// Audience is rollcall.Audience.
	Audience string
	// RollCallKind is rollcall.Kind.
	RollCallKind string
	// CallOrder is rollcall.Order.
	CallOrder string
	// Declined is rollcall.DeclineReason, or none.
	Declined string
	// RollCallStepKind is rollcall.StepKind.
	RollCallStepKind string
	// Rung is rollcall.Rung, or empty.
	Rung string
	// Excuse is rollcall.Excuse, or empty.
	Excuse string
	// ApartReason is rollcall.ApartReason, or empty.
	ApartReason string
	// PhoneOutcome is rollcall.Outcome.
	PhoneOutcome string
	// PartnerKind is partner.Kind.
	PartnerKind string
	// PartnerPause is partner.Pause, or empty.
	PartnerPause string
	// PartnerEvent is one of partner.Types.
	PartnerEvent string
	// DeliveredEvent is partner.Type, a test included.
	DeliveredEvent string
	// PartnerDeliveryState is partner.State.
	PartnerDeliveryState string
	// TryClass is partner.Class, or empty.
	TryClass string
	// StayKind is person.StayKind, or empty.
	StayKind string
	// Way is checkin.Way.
	Way string
	// WitnessWay is one of checkin.WitnessWays.
	WitnessWay string
	// Gesture is identity.Gesture.
	Gesture string
	// Colour is identity.Colour.
	Colour string
	// Presence is rollcall.Presence.
	Presence string
	// StepChannel is one of push.StepChannels.
	StepChannel string
	// ReachCode is push.ReachCode.
	ReachCode string
	// ReachWay is push.ReachWay.
	ReachWay string
	// Anchor is push.Anchor.
	Anchor string
	// IncidentKind is incident.Kind.
	IncidentKind string
	// TraitDimension is oversight.Dimension.
	TraitDimension string
	// ReportFigure is oversight.Figure.
	ReportFigure string
	// ExportList is one of oversight.Lists.
	ExportList string
	// ExportForm is oversight.Form.
	ExportForm string
	// Among is several outcomes together: came or due.
	Among string
	// AmongCheckins is several statuses of check-ins together: over, not_done or opened.
	AmongCheckins string
	// Waited is how an alert stands whatever its state: overdue, passed_up or unresolved.
	Waited string
	// CallResult is checkin.CallResult.
	CallResult string
	// Channel is push.Channel.
	Channel string
	// Mark is the attendance of an invitee, empty while unmarked.
	Mark string
	// StaffSex is person.Sex, or empty.
	StaffSex string
	// StaffActivity is staff.Activity, or empty.
	StaffActivity string
	// SignInWay is staff.Via.
	SignInWay string
	// SettableMark is what an officer may mark.
	SettableMark string
)

func enum[E ~string](values []E) *huma.Schema { return httpapi.EnumSchema(values) }

// Schema lists the values.
func (Role) Schema(huma.Registry) *huma.Schema { return enum(authz.StaffRoles()) }

// Schema lists the values.
func (Action) Schema(huma.Registry) *huma.Schema { return enum(staffActions()) }

// Schema lists the values.
func (PartnerKind) Schema(huma.Registry) *huma.Schema { return enum(partner.Kinds()) }

// Schema lists the values, and none.
func (PartnerPause) Schema(huma.Registry) *huma.Schema { return enum(append(partner.Pauses(), "")) }

// Schema lists the values.
func (PartnerEvent) Schema(huma.Registry) *huma.Schema { return enum(partner.Types()) }

// Schema lists the values, a test among them.
func (DeliveredEvent) Schema(huma.Registry) *huma.Schema {
	return enum(append(partner.Types(), partner.Test))
}

// Schema lists the values.
func (PartnerDeliveryState) Schema(huma.Registry) *huma.Schema { return enum(partner.States()) }

// Schema lists the values, and none.
func (TryClass) Schema(huma.Registry) *huma.Schema { return enum(partner.Classes()) }

// Schema lists the values.
func (UnitKind) Schema(huma.Registry) *huma.Schema { return enum(org.Kinds()) }

// Schema lists the values.
func (Sex) Schema(huma.Registry) *huma.Schema { return enum(person.Sexes()) }

// Schema lists the values.
func (Category) Schema(huma.Registry) *huma.Schema { return enum(person.Categories()) }

// Schema lists the values.
func (Level) Schema(huma.Registry) *huma.Schema { return enum(person.Levels()) }

// Schema lists the values.
func (PersonStatus) Schema(huma.Registry) *huma.Schema { return enum(person.Statuses()) }

// Schema lists the values.
func (PlanKind) Schema(huma.Registry) *huma.Schema { return enum(checkin.PlanKinds()) }

// Schema lists the values.
func (PlanDays) Schema(huma.Registry) *huma.Schema { return enum(schedule.AllDays()) }

// Schema lists the values.
func (OnLeave) Schema(huma.Registry) *huma.Schema {
	return enum(append([]checkin.OnLeave{""}, checkin.OnLeaves()...))
}

// Schema lists the effects.
func (Effect) Schema(huma.Registry) *huma.Schema { return enum(checkin.Effects()) }

// Schema lists the values.
func (CalendarKind) Schema(huma.Registry) *huma.Schema { return enum(schedule.DayKinds()) }

// Schema lists the values.
func (AssignEffect) Schema(huma.Registry) *huma.Schema { return enum(checkin.AssignEffects()) }

// Schema lists the values.
func (RequestStatus) Schema(huma.Registry) *huma.Schema { return enum(checkin.Statuses()) }

// Schema lists the values.
func (FindingWeight) Schema(huma.Registry) *huma.Schema {
	return enum([]checkin.Weight{checkin.Fact, checkin.Asks})
}

// Schema lists the values.
func (DecisionKind) Schema(huma.Registry) *huma.Schema { return enum(checkin.DecisionKinds()) }

// Schema lists the values.
func (AttendanceStatus) Schema(huma.Registry) *huma.Schema { return enum(attendance.Statuses()) }

// Schema lists the values.
func (AttendanceSource) Schema(huma.Registry) *huma.Schema { return enum(attendance.Sources()) }

// Schema lists the values.
func (AlertKind) Schema(huma.Registry) *huma.Schema { return enum(alert.Kinds()) }

// Schema lists the values.
func (CardReason) Schema(huma.Registry) *huma.Schema { return enum(alert.Reasons()) }

// Schema lists the values.
func (AppealStatus) Schema(huma.Registry) *huma.Schema { return enum(appeal.Statuses()) }

// Schema lists the values.
func (AppealSource) Schema(huma.Registry) *huma.Schema { return enum(appeal.Sources()) }

// Schema lists the values, and none.
func (AnySanction) Schema(huma.Registry) *huma.Schema { return enum(append(sanction.Kinds(), "")) }

// Schema lists the values.
func (AppealOutcome) Schema(huma.Registry) *huma.Schema {
	return enum(append([]attendance.Status{""}, appeal.Outcomes()...))
}

// Schema lists the values.
func (FenceKind) Schema(huma.Registry) *huma.Schema { return enum(fence.Kinds()) }

// Schema lists the values.
func (FenceShape) Schema(huma.Registry) *huma.Schema { return enum(fence.Shapes()) }

// Schema lists the values.
func (BadFeature) Schema(huma.Registry) *huma.Schema {
	return enum(append([]fence.BadFeature{""}, fence.BadFeatures()...))
}

// Schema lists the values.
func (RefreshEffect) Schema(huma.Registry) *huma.Schema { return enum(checkin.RefreshEffects()) }

// Schema lists the values.
func (LeaveStatus) Schema(huma.Registry) *huma.Schema { return enum(leave.Statuses()) }

// Schema lists the values.
func (LeaveStepKind) Schema(huma.Registry) *huma.Schema { return enum(leave.StepKinds()) }

// Schema lists the values.
func (LeaveDecision) Schema(huma.Registry) *huma.Schema { return enum(leave.Decisions()) }

// Schema lists the values.
func (AlertState) Schema(huma.Registry) *huma.Schema { return enum(alert.States()) }

// Schema lists the values.
func (Severity) Schema(huma.Registry) *huma.Schema { return enum(alert.Severities()) }

// Schema lists the values.
func (RecordingEnd) Schema(huma.Registry) *huma.Schema { return enum(rollcall.RecordingEnds()) }

// Schema lists the values.
func (RollCallState) Schema(huma.Registry) *huma.Schema { return enum(rollcall.States()) }

// Schema lists the values.
func (Audience) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Audiences()) }

// Schema lists the values.
func (Presence) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Presences()) }

// Schema lists the values.
func (Channel) Schema(huma.Registry) *huma.Schema { return enum(push.Channels()) }

// Schema lists the values.
func (Way) Schema(huma.Registry) *huma.Schema { return enum(checkin.Ways()) }

// Schema lists the values.
func (WitnessWay) Schema(huma.Registry) *huma.Schema { return enum(checkin.WitnessWays()) }

// Schema lists the values.
func (Gesture) Schema(huma.Registry) *huma.Schema { return enum(identity.Gestures()) }

// Schema lists the values.
func (Colour) Schema(huma.Registry) *huma.Schema { return enum(identity.Colours()) }

// Schema lists the values.
func (StepChannel) Schema(huma.Registry) *huma.Schema { return enum(push.StepChannels()) }

// Schema lists the values.
func (ReachCode) Schema(huma.Registry) *huma.Schema { return enum(push.ReachCodes()) }

// Schema lists the values.
func (ReachWay) Schema(huma.Registry) *huma.Schema { return enum(push.ReachWays()) }

// Schema lists the values.
func (Anchor) Schema(huma.Registry) *huma.Schema { return enum(push.Anchors()) }

// Schema lists the values.
func (TraitDimension) Schema(huma.Registry) *huma.Schema { return enum(oversight.Dimensions()) }

// Schema lists the values.
func (ReportFigure) Schema(huma.Registry) *huma.Schema { return enum(oversight.Figures()) }

// Schema lists the values.
func (ExportList) Schema(huma.Registry) *huma.Schema { return enum(oversight.Lists()) }

// Schema lists the values: what a console makes itself.
func (ExportForm) Schema(huma.Registry) *huma.Schema {
	return enum([]oversight.Form{oversight.FormCSV, oversight.FormXLSX})
}

// Schema lists the values.
func (Among) Schema(huma.Registry) *huma.Schema {
	return enum([]Among{amongCame, amongDue, amongMissed})
}

// Schema lists the values.
func (AmongCheckins) Schema(huma.Registry) *huma.Schema {
	return enum([]AmongCheckins{checkinsOver, checkinsNotDone, checkinsOpened})
}

// Schema says what it is made of.
func (TraitCode) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: "^(phone|network|age|sex|way):[a-z0-9_]{1,16}$", PatternDescription: "a dimension and a value of fairness, such as phone:android_old"}
}

const (
	amongCame      Among  = "came"
	amongDue       Among  = "due"
	amongMissed    Among  = "missed"
	waitedOverdue  Waited = "overdue"
	waitedPassedUp Waited = "passed_up"
	unresolved     Waited = "unresolved"

	checkinsOver    AmongCheckins = "over"
	checkinsNotDone AmongCheckins = "not_done"
	checkinsOpened  AmongCheckins = "opened"
)

// Schema lists the values.
func (Waited) Schema(huma.Registry) *huma.Schema {
	return enum([]Waited{waitedOverdue, waitedPassedUp, unresolved})
}

// Schema lists the values.
func (IncidentKind) Schema(huma.Registry) *huma.Schema { return enum(incident.Kinds()) }

// Schema lists the values.
func (RollCallKind) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Kinds()) }

// Schema lists the values.
func (CallOrder) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Orders()) }

// Schema lists the values.
func (Declined) Schema(huma.Registry) *huma.Schema {
	return enum(append(rollcall.DeclineReasons(), ""))
}

// Schema lists the values.
func (RollCallStepKind) Schema(huma.Registry) *huma.Schema { return enum(rollcall.StepKinds()) }

// Schema lists the values, and none.
func (Rung) Schema(huma.Registry) *huma.Schema { return enum(append(rollcall.Rungs(), "")) }

// Schema lists the values, and none.
func (Excuse) Schema(huma.Registry) *huma.Schema { return enum(append(rollcall.Excuses(), "")) }

// Schema lists the values, and none.
func (ApartReason) Schema(huma.Registry) *huma.Schema {
	return enum(append(rollcall.ApartReasons(), ""))
}

// Schema lists the values.
func (PhoneOutcome) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Outcomes()) }

// Schema lists the values, and none.
func (StayKind) Schema(huma.Registry) *huma.Schema { return enum(append(person.StayKinds(), "")) }

// Schema lists the values.
func (ImportField) Schema(huma.Registry) *huma.Schema { return enum(intake.Fields()) }

// Schema lists the values.
func (ImportReason) Schema(huma.Registry) *huma.Schema { return enum(intake.Reasons()) }

// Schema lists the values.
func (ImportEncoding) Schema(huma.Registry) *huma.Schema { return enum(intake.Encodings()) }

// Schema lists the values.
func (CallResult) Schema(huma.Registry) *huma.Schema { return enum(checkin.CallResults()) }

// Schema lists the values.
func (Mark) Schema(huma.Registry) *huma.Schema {
	return enum(append([]attendance.Status{""}, attendance.Statuses()...))
}

// Schema lists the values, and none.
func (StaffSex) Schema(huma.Registry) *huma.Schema { return enum(append(person.Sexes(), "")) }

// Schema lists the values, and none.
func (StaffActivity) Schema(huma.Registry) *huma.Schema { return enum(append(staff.Activities(), "")) }

// Schema lists the values.
func (SignInWay) Schema(huma.Registry) *huma.Schema { return enum(staff.Vias()) }

// Schema lists the values.
func (SettableMark) Schema(huma.Registry) *huma.Schema {
	var settable []attendance.Status
	for _, s := range attendance.Statuses() {
		if ok, _ := rollcall.MayMark(s); ok {
			settable = append(settable, s)
		}
	}
	return enum(settable)
}

// Schema lists the values.
func (TeamRelation) Schema(huma.Registry) *huma.Schema { return enum(append(team.Relations(), "")) }

// Schema lists the values, and none.
func (PortraitAbsence) Schema(huma.Registry) *huma.Schema {
	return enum(append(identity.Absences(), ""))
}

// Schema lists the values.
func (TeamRole) Schema(huma.Registry) *huma.Schema { return enum(team.Roles()) }

// Schema lists the values.
func (TeamLack) Schema(huma.Registry) *huma.Schema { return enum(team.Codes()) }

// Schema lists the values.
func (TeamStaffRole) Schema(huma.Registry) *huma.Schema { return enum(append(authz.StaffRoles(), "")) }

// Schema lists the values.
func (PolicyStatus) Schema(huma.Registry) *huma.Schema { return enum(privacy.Statuses()) }

// Schema lists the values.
func (PolicyChoice) Schema(huma.Registry) *huma.Schema { return enum(privacy.Choices()) }
