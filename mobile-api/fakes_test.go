package mobileapi_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/identity"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	mobileapi "diandao/mobile-api"
)

const (
	station = org.Path("/3301/330106/330106003/")
	mine    = httpapitest.SampleID
	others  = "0193a5f0-7c00-7000-8000-000000000099"
)

func instant() time.Time { return time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC) }

// services answers for every service of the contract and notes what it is asked to write. Records with
// the id mine are the caller's own, all others somebody else's.
type services struct {
	mu      sync.Mutex
	calls   []string
	submits []checkin.SubmitInput
	taken   map[string]bool // payloads
	fault   error           // returned by every write, when set
}

func (s *services) note(call string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
	return s.fault
}

func (s *services) drain() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := append([]string{}, s.calls...)
	s.calls = nil
	return out
}

func grant() device.Grant {
	return device.Grant{
		Device:      device.Device{ID: "d1", PersonID: "p1", Name: "Android 13"},
		AccessToken: "access", AccessExpiresAt: instant().Add(10 * time.Minute), RefreshToken: "refresh-2",
	}
}

func (s *services) Activate(_ context.Context, in device.ActivateInput, place string) (device.Grant, error) {
	if place == "" {
		panic("tries are bounded by place")
	}
	if in.Code != "K7M2P9QRTX" {
		return device.Grant{}, device.ErrCode
	}
	return grant(), s.note("activate " + string(in.PublicKey) + " " + string(in.Signature))
}

func (s *services) RefreshTokens(_ context.Context, token string, signature []byte, _ string) (device.Grant, error) {
	if token == "used" {
		return device.Grant{}, device.ErrReused
	}
	return grant(), s.note("refresh " + token + " " + string(signature))
}

func (s *services) Resolve(_ context.Context, token string) (authz.Actor, device.Device, error) {
	switch token {
	case "person":
		return authz.Actor{Role: authz.Self, ID: "p1", PersonID: "p1", DeviceID: "d1", Scope: station}, grant().Device, nil
	case "expired":
		return authz.Actor{}, device.Device{}, device.ErrExpired
	}
	for _, r := range authz.StaffRoles() {
		if token == string(r) {
			return authz.Actor{Role: r, ID: "s1", Scope: org.Root}, device.Device{}, nil
		}
	}
	return authz.Actor{}, device.Device{}, device.ErrToken
}

func (s *services) Revoke(_ context.Context, a authz.Actor, id device.ID) error {
	return s.note("revoke " + string(id) + " by " + a.PersonID)
}

func (s *services) Report(_ context.Context, a authz.Actor, r device.Report) error {
	if r == (device.Report{}) {
		return nil
	}
	return s.note("report " + string(r.Notices) + " by " + a.PersonID)
}

func request() checkin.Request {
	return checkin.Request{
		ID: mine, PersonID: "p1", Title: "周一报到", Day: "2026-11-23", OpensAt: instant().Add(-time.Hour), DueAt: instant().Add(time.Hour),
		ClosesAt: instant().Add(2 * time.Hour), Status: checkin.Open, Requires: checkin.Requirements{Face: true, Questions: []checkin.Question{{ID: "q1", Text: "？"}}},
	}
}

func (s *services) Today(context.Context, authz.Actor) (checkin.Today, error) {
	return checkin.Today{Way: checkin.ByFace, Open: []checkin.Request{request()}, Next: []checkin.Upcoming{{Title: "周四报到", OpensAt: instant(), DueAt: instant()}}}, nil
}

func (s *services) Requests(_ context.Context, _ authz.Actor, p page.Request) (checkin.OwnRequests, error) {
	if p.After.ID == mine {
		return checkin.OwnRequests{}, nil
	}
	return checkin.OwnRequests{Way: checkin.ByVoice, Requests: []checkin.Request{request()}}, nil
}

func (s *services) Own(_ context.Context, a authz.Actor, id checkin.RequestID) (checkin.RequestView, error) {
	if id != mine || a.PersonID != "p1" {
		return checkin.RequestView{}, checkin.ErrNotYours
	}
	r := request()
	r.Status = checkin.Review
	return checkin.RequestView{Way: checkin.ByFace, Request: r, Checkin: &checkin.Checkin{MadeAt: instant(), ReceivedAt: instant(), Outcome: checkin.Review, Findings: []checkin.Finding{
		{Code: checkin.FindingFaceNotChecked, Weight: checkin.Asks, Evidence: "photo"},
	}}}, nil
}

func (s *services) Challenge(_ context.Context, _ authz.Actor, id checkin.RequestID) (identity.Challenge, error) {
	if id != mine {
		return identity.Challenge{}, checkin.ErrNotFound
	}
	return identity.Challenge{Nonce: "n", IssuedAt: instant(), ExpiresAt: instant().Add(identity.ChallengeLife), Steps: []identity.Step{{Gesture: identity.Nod, Colour: identity.Red}}}, nil
}

func (s *services) StartSelf(context.Context, authz.Actor) (checkin.Request, error) {
	return checkin.Request{ID: mine, Kind: checkin.SelfInitiated, Status: checkin.Open}, nil
}

func (s *services) Draws(_ context.Context, _ authz.Actor, from, _ string) ([]checkin.Draw, error) {
	return []checkin.Draw{{Day: from, Commitment: "c"}}, nil
}

func (s *services) Drawn(_ context.Context, _ authz.Actor, f checkin.DrawnFilter, _ page.Request) ([]checkin.Drawn, error) {
	return []checkin.Drawn{{Request: checkin.Request{ID: mine, Day: f.To, OpensAt: instant()}}}, nil
}

func (s *services) Submit(_ context.Context, _ authz.Actor, in checkin.SubmitInput) (checkin.Checkin, bool, error) {
	if in.RequestID != mine {
		return checkin.Checkin{}, false, checkin.ErrNotYours
	}
	if len(in.Photo) > 0 {
		if _, err := evidence.CheckPicture(in.Photo); err != nil {
			return checkin.Checkin{}, false, err
		}
	}
	s.mu.Lock()
	s.submits = append(s.submits, in)
	replayed := s.taken[string(in.Payload)]
	s.taken[string(in.Payload)] = true
	s.mu.Unlock()
	c := checkin.Checkin{ID: "c1", RequestID: in.RequestID, ReceivedAt: instant(), Outcome: checkin.Accepted}
	return c, replayed, s.note("submit")
}

func (s *services) FindRunning(context.Context, authz.Actor) ([]rollcall.Running, error) {
	said := []rollcall.Decline{{Reason: rollcall.Driving, At: instant()}}
	return []rollcall.Running{{RollCall: rollcall.RollCall{ID: mine, Title: "点名", CreatedAt: instant(), OpenedAt: instant()}, Invitee: rollcall.Invitee{Declines: said}}}, nil
}

func (s *services) Decline(_ context.Context, a authz.Actor, id rollcall.ID, reason rollcall.DeclineReason) (rollcall.Invitee, error) {
	if id != mine {
		return rollcall.Invitee{}, rollcall.ErrNotInvited
	}
	return rollcall.Invitee{Declines: []rollcall.Decline{{Reason: reason, At: instant()}}}, s.note("decline " + string(reason) + " by " + a.PersonID)
}

func (s *services) Admit(_ context.Context, _ authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	if id != mine {
		return rollcall.RollCall{}, rollcall.ErrNotInvited
	}
	return rollcall.RollCall{ID: id}, nil
}

func (s *services) ListOwn(_ context.Context, a authz.Actor, p page.Request) ([]rollcall.Own, error) {
	if p.After.ID == mine {
		return nil, nil
	}
	i := rollcall.Invitee{PersonID: person.ID(a.PersonID), Mark: attendance.Present, CalledAt: instant(), Findings: []rollcall.Finding{
		{Code: rollcall.FindingSameFaceElsewhere, Weight: rollcall.Hint, Evidence: "persons:p7", Value: 0.8, Attempt: 1, At: instant()},
	}}
	return []rollcall.Own{{RollCall: rollcall.RollCall{ID: mine, Title: "晨点", OpenedAt: instant()}, Station: "城东司法所", Invitee: i}}, nil
}

func (s *services) Issue(_ context.Context, a authz.Actor, id rollcall.ID) (string, time.Time, error) {
	return "ticket", instant().Add(time.Minute), s.note("ticket " + string(id) + " for " + a.PersonID)
}

func (s *services) SignalURL(context.Context, rollcall.ID) (string, error) {
	return "wss://node-1.example.org/signal", nil
}

func message() push.InboxMessage {
	return push.InboxMessage{Message: push.Message{ID: mine, PersonID: "p1", Kind: push.CheckinOpen, SubjectID: mine, CreatedAt: instant()}}
}

func (s *services) ListMessages(_ context.Context, _ authz.Actor, p page.Request) ([]push.InboxMessage, error) {
	if p.After.ID == mine {
		return nil, nil
	}
	return []push.InboxMessage{message()}, nil
}

func (s *services) GetMessage(_ context.Context, _ authz.Actor, id push.MessageID) (push.InboxMessage, error) {
	if id != mine {
		return push.InboxMessage{}, push.ErrNotFound
	}
	return message(), nil
}

func (s *services) Receipt(_ context.Context, a authz.Actor, id push.MessageID, r push.Receipt, c push.Channel) error {
	if id != mine {
		return push.ErrNotFound
	}
	return s.note("receipt " + string(r) + " by " + string(c) + " of " + a.PersonID)
}

func (s *services) Subscribe(_ context.Context, _ authz.Actor, sub push.Subscription) (push.Subscription, error) {
	sub.ID = mine
	return sub, s.note("subscribe " + string(sub.Channel) + " of " + sub.DeviceID)
}

func (s *services) Unsubscribe(_ context.Context, _ authz.Actor, id string) error {
	return s.note("unsubscribe " + id)
}

func (s *services) UnreadCount(context.Context, authz.Actor) (int, error) { return 3, nil }

// profiles is apart, since checkin's Own has the same name.
type profiles struct{}

func (profiles) Own(_ context.Context, a authz.Actor) (mobileapi.Profile, error) {
	return mobileapi.Profile{
		Person:  person.Person{ID: person.ID(a.PersonID), Name: "王小明", Number: "330106-2026-0001", Level: person.Ordinary},
		Station: org.Unit{ID: "u1", Name: "文新司法所", Telephone: "0999-0000000"},
	}, nil
}

// phone is the contract over recording services.
type phone struct {
	httpapitest.Harness
	api      *httpapi.API
	services *services
}

func newPhone(t *testing.T) phone {
	t.Helper()
	s := &services{taken: map[string]bool{}}
	app := httpapi.New(httpapi.Options{FilePaths: mobileapi.FilePaths()})
	api := mobileapi.Register(app, mobileapi.Deps{
		Devices: s, Checkins: s, Leaves: leaves{s}, Appeals: appeals{s}, Sanctions: sanctions{}, Records: records{}, RollCalls: s, Tickets: s, Places: s, Inbox: s, Profiles: profiles{}, Team: crew{}, Policies: policies{s}, Papers: ownPapers{}, Clock: clock.NewManual(instant()),
		Ledger: httpapitest.NewLedger(), Push: mobileapi.PushConfig{VAPIDPublicKey: "BN", FCM: true},
	})
	callers := map[string]map[string]string{}
	for _, who := range append([]string{"person", "expired"}, roles()...) {
		callers[who] = map[string]string{"Authorization": "Bearer " + who}
	}
	return phone{Harness: httpapitest.Harness{App: app, Callers: callers, Calls: s.drain}, api: api, services: s}
}

func roles() []string {
	var out []string
	for _, r := range authz.StaffRoles() {
		out = append(out, string(r))
	}
	return out
}
