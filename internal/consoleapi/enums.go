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
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/schedule"
)

// The enums of the contract take their values from the domain, so that the two can't drift.
type (
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
	// Anchor is push.Anchor.
	Anchor string
	// IncidentKind is incident.Kind.
	IncidentKind string
	// TraitDimension is oversight.Dimension.
	TraitDimension string
	// CallResult is checkin.CallResult.
	CallResult string
	// Channel is push.Channel.
	Channel string
	// Mark is the attendance of an invitee, empty while unmarked.
	Mark string
	// SettableMark is what an officer may mark.
	SettableMark string
)

func enum[E ~string](values []E) *huma.Schema { return httpapi.EnumSchema(values) }

// Schema lists the values.
func (Role) Schema(huma.Registry) *huma.Schema { return enum(authz.StaffRoles()) }

// Schema lists the values.
func (Action) Schema(huma.Registry) *huma.Schema { return enum(staffActions()) }

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
func (Anchor) Schema(huma.Registry) *huma.Schema { return enum(push.Anchors()) }

// Schema lists the values.
func (TraitDimension) Schema(huma.Registry) *huma.Schema { return enum(oversight.Dimensions()) }

// Schema lists the values.
func (IncidentKind) Schema(huma.Registry) *huma.Schema { return enum(incident.Kinds()) }

// Schema lists the values.
func (RollCallKind) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Kinds()) }

// Schema lists the values.
func (CallOrder) Schema(huma.Registry) *huma.Schema { return enum(rollcall.Orders()) }

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
func (CallResult) Schema(huma.Registry) *huma.Schema { return enum(checkin.CallResults()) }

// Schema lists the values.
func (Mark) Schema(huma.Registry) *huma.Schema {
	return enum(append([]attendance.Status{""}, attendance.Statuses()...))
}

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
