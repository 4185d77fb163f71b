package mobileapi

import (
	"context"
	"time"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/push"
	"diandao/internal/record"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/team"
)

// Deps are the services that the contract stands on. A contract that is only described needs none.
type Deps struct {
	Devices   Devices
	Checkins  Checkins
	Leaves    Leaves
	Appeals   Appeals
	Sanctions Sanctions
	Records   Records
	RollCalls RollCalls
	Tickets   Tickets
	Places    Places
	Inbox     Inbox
	Profiles  Profiles
	Team      Team
	Policies  Policies
	Papers    Papers
	Clock     clock.Clock
	Ledger    httpapi.Ledger
	Push      PushConfig
}

// PushConfig tells a phone which push channels this deployment has.
type PushConfig struct {
	VAPIDPublicKey string // base64url, uncompressed point; empty without Web Push
	FCM            bool
}

// Devices activates phones and keeps them signed in; device.Service.
type Devices interface {
	Activate(ctx context.Context, in device.ActivateInput, place string) (device.Grant, error)
	RefreshTokens(ctx context.Context, refreshToken string, signature []byte, place string) (device.Grant, error)
	Resolve(ctx context.Context, accessToken string) (authz.Actor, device.Device, error)
	Revoke(ctx context.Context, actor authz.Actor, id device.ID) error
	// Report keeps what the actor's own phone says of itself.
	Report(ctx context.Context, actor authz.Actor, r device.Report) error
}

// Checkins takes check-ins; checkin.Service.
type Checkins interface {
	Today(ctx context.Context, actor authz.Actor) (checkin.Today, error)
	Own(ctx context.Context, actor authz.Actor, id checkin.RequestID) (checkin.RequestView, error)
	// Requests are the actor's own check-ins, newest first by (OpensAt, ID).
	Requests(ctx context.Context, actor authz.Actor, p page.Request) (checkin.OwnRequests, error)
	StartSelf(ctx context.Context, actor authz.Actor) (checkin.Request, error)
	// Challenge draws what the person is asked to do in front of the camera.
	Challenge(ctx context.Context, actor authz.Actor, id checkin.RequestID) (identity.Challenge, error)
	// OwnPlans are the running plans of the actor with when each comes next.
	OwnPlans(ctx context.Context, actor authz.Actor) ([]checkin.OwnPlan, error)
	Draws(ctx context.Context, actor authz.Actor, from, to string) ([]checkin.Draw, error)
	Drawn(ctx context.Context, actor authz.Actor, f checkin.DrawnFilter, p page.Request) ([]checkin.Drawn, error)
	Submit(ctx context.Context, actor authz.Actor, in checkin.SubmitInput) (c checkin.Checkin, replayed bool, err error)
}

// Appeals takes appeals; appeal.Service.
type Appeals interface {
	Own(ctx context.Context, actor authz.Actor) ([]appeal.Appeal, error)
	// Until tells until when the actor may appeal what is recorded of an occasion; zero when nothing is against them.
	Until(ctx context.Context, actor authz.Actor, source attendance.Source, sourceID string) (time.Time, error)
	File(ctx context.Context, actor authz.Actor, in appeal.Input) (appeal.Appeal, error)
	Withdraw(ctx context.Context, actor authz.Actor, id appeal.ID) (appeal.Appeal, error)
}

// Sanctions tells a person what was decided against them; sanction.Service.
type Sanctions interface {
	Own(ctx context.Context, actor authz.Actor) (sanction.Own, error)
}

// Records tells a person what is held about them and who looked; record.Service.
type Records interface {
	Looks(ctx context.Context, actor authz.Actor, r page.Request) ([]record.Look, error)
	Held(ctx context.Context, actor authz.Actor) ([]record.Holding, error)
	// Own is what else happened to the actor, newest first by (At, ID).
	Own(ctx context.Context, actor authz.Actor, r page.Request) ([]record.Item, error)
}

// Leaves takes applications for leave; leave.Service.
type Leaves interface {
	Own(ctx context.Context, actor authz.Actor) ([]leave.Leave, error)
	Apply(ctx context.Context, actor authz.Actor, a leave.Application) (leave.Detail, error)
	Withdraw(ctx context.Context, actor authz.Actor, id leave.ID) (leave.Detail, error)
	Return(ctx context.Context, actor authz.Actor, id leave.ID) (leave.Detail, error)
}

// RollCalls lets a person take part in a roll call; rollcall.Service.
type RollCalls interface {
	FindRunning(ctx context.Context, actor authz.Actor) ([]rollcall.Running, error)
	Admit(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error)
	Decline(ctx context.Context, actor authz.Actor, id rollcall.ID, reason rollcall.DeclineReason) (rollcall.Invitee, error)
	ListOwn(ctx context.Context, actor authz.Actor, p page.Request) ([]rollcall.Own, error)
}

// Tickets makes the one-use tickets by which a signalling connection shows who it is.
type Tickets interface {
	Issue(ctx context.Context, actor authz.Actor, id rollcall.ID) (ticket string, expiresAt time.Time, err error)
}

// Places tells where roll calls are served.
type Places interface {
	// SignalURL returns the URL of the websocket of the node that has a roll call, "" for this one.
	SignalURL(ctx context.Context, id rollcall.ID) (string, error)
}

// Inbox is what the person was told.
type Inbox interface {
	// ListMessages returns the actor's own messages, newest first by (CreatedAt, ID), and records that
	// the inbox delivered them.
	ListMessages(ctx context.Context, actor authz.Actor, p page.Request) ([]push.InboxMessage, error)
	// GetMessage returns push.ErrNotFound, also for another person's message.
	GetMessage(ctx context.Context, actor authz.Actor, id push.MessageID) (push.InboxMessage, error)
	Receipt(ctx context.Context, actor authz.Actor, id push.MessageID, r push.Receipt, c push.Channel) error
	Subscribe(ctx context.Context, actor authz.Actor, s push.Subscription) (push.Subscription, error)
	Unsubscribe(ctx context.Context, actor authz.Actor, subscriptionID string) error
	UnreadCount(ctx context.Context, actor authz.Actor) (int, error)
}

// Profile is the person behind a phone.
type Profile struct {
	Person  person.Person
	Station org.Unit
}

// Profiles reads the actor's own profile.
type Profiles interface {
	Own(ctx context.Context, actor authz.Actor) (Profile, error)
}

// Team is the actor's own correction team; team.Service.
type Team interface {
	Own(ctx context.Context, actor authz.Actor) (team.Team, error)
}

// Policies shows the privacy policy and takes answers; privacy.Service.
type Policies interface {
	Own(ctx context.Context, actor authz.Actor) (privacy.View, error)
	Answer(ctx context.Context, actor authz.Actor, in privacy.Input) (privacy.View, error)
}

// Papers opens what the actor sent with leaves and appeals.
type Papers interface {
	// OpenOwn returns evidence.ErrNotFound, also for another person's paper and for what is no paper.
	OpenOwn(ctx context.Context, actor authz.Actor, id evidence.ID) (data []byte, mime string, err error)
}
