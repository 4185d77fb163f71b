package mobileapi

import (
	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/team"
)

// The enums of the contract take their values from the domain, so that the two can't drift.
type (
	// Way is checkin.Way.
	Way string
	// StaffRole is authz.Role of staff, or empty.
	StaffRole string
	// TeamRelation is team.Relation, or empty.
	TeamRelation string
	// PolicyChoice is privacy.Choice.
	PolicyChoice string
	// PolicyLanguage is one of privacy.Languages.
	PolicyLanguage string
	// Gesture is identity.Gesture.
	Gesture string
	// Colour is identity.Colour.
	Colour string
	// PlanKind is checkin.PlanKind.
	PlanKind string
	// AppealStatus is appeal.Status.
	AppealStatus string
	// AttendanceStatus is attendance.Status, or empty.
	AttendanceStatus string
	// AttendanceSource is attendance.Source.
	AttendanceSource string
	// AppealSource is one of appeal.Sources.
	AppealSource string
	// AnySanction is sanction.Kind, or empty.
	AnySanction string
	// LeaveStatus is leave.Status.
	LeaveStatus string
	// LeaveStepKind is leave.StepKind.
	LeaveStepKind string
	// UnitKind is org.Kind.
	UnitKind string
	// RequestStatus is checkin.Status.
	RequestStatus string
	// FindingWeight is checkin.Weight.
	FindingWeight string
	// MessageKind is push.Kind.
	MessageKind string
	// Channel is one of push.DeviceChannels.
	Channel string
	// PushChannel is a push.Channel that needs a subscription.
	PushChannel string
	// Receipt is push.Receipt.
	Receipt string
	// Level is person.Level.
	Level string
	// DecisionKind is checkin.DecisionKind.
	DecisionKind string
	// DeclineReason is rollcall.DeclineReason.
	DeclineReason string
	// MaybeDeclined is rollcall.DeclineReason, or none.
	MaybeDeclined string
)

// Schema lists the values.
func (PlanKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(checkin.PlanKinds()) }

// Schema lists the values.
func (AppealStatus) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(appeal.Statuses()) }

// Schema lists the values.
func (AttendanceStatus) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(append([]attendance.Status{""}, attendance.Statuses()...))
}

// Schema lists the values.
func (AttendanceSource) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(attendance.Sources())
}

// Schema lists the values.
func (AppealSource) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(appeal.Sources()) }

// Schema lists the values, and none.
func (AnySanction) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(append(sanction.Kinds(), ""))
}

// Schema lists the values.
func (LeaveStatus) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(leave.Statuses()) }

// Schema lists the values.
func (LeaveStepKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(leave.StepKinds()) }

// Schema lists the values.
func (UnitKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(org.Kinds()) }

// Schema lists the values.
func (RequestStatus) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(checkin.Statuses())
}

// Schema lists the values.
func (FindingWeight) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema([]checkin.Weight{checkin.Fact, checkin.Asks})
}

// Schema lists the values.
func (MessageKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(push.Kinds()) }

// Schema lists the values.
func (Channel) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(push.DeviceChannels()) }

// Schema lists the values.
func (PushChannel) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema([]push.Channel{push.WebPush, push.FCM})
}

// Schema lists the values.
func (Receipt) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema([]push.Receipt{push.Delivered, push.Shown, push.Opened})
}

// Schema lists the values.
func (Level) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(person.Levels()) }

// Schema lists the values.
func (Way) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(checkin.Ways()) }

// Schema lists the values.
func (Gesture) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(identity.Gestures()) }

// Schema lists the values.
func (Colour) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(identity.Colours()) }

// Schema lists the values.
func (StaffRole) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(append(authz.StaffRoles(), ""))
}

// Schema lists the values.
func (TeamRelation) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(append(team.Relations(), ""))
}

// Schema lists the values.
func (PolicyChoice) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(privacy.Choices()) }

// Schema lists the values.
func (PolicyLanguage) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(privacy.Languages())
}

// Schema lists the values.
func (DecisionKind) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(checkin.DecisionKinds())
}

// Schema lists the values.
func (DeclineReason) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(rollcall.DeclineReasons())
}

// Schema lists the values, and none.
func (MaybeDeclined) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema(append(rollcall.DeclineReasons(), ""))
}
