package signaling_test

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/rollcall"
	"diandao/signaling"
	"diandao/signaling/ice"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
	"diandao/signaling/sfu"
	"diandao/signaling/signalingtest"
	"diandao/signaling/ws"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, // fasthttp's own: one clock for ever, and a sweeper that sees only every 10 s that its server has ended
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2"))
}

type bundle struct {
	t       *testing.T
	ctx     context.Context
	url     string
	records *records
	desk    *desk
	service *signaling.Service
	node    *sfu.Node
}

// setup runs a real server with a roll call of persons a, b and c.
func setup(t *testing.T, cfg signaling.Config, wsCfg ws.Config) *bundle {
	t.Helper()
	return setupWith(t, cfg, wsCfg, func(*signaling.Deps) {})
}

// setupWith is setup with other parts.
func setupWith(t *testing.T, cfg signaling.Config, wsCfg ws.Config, change func(*signaling.Deps)) *bundle {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	node, err := sfu.New(sfu.Config{Loopback: true, ReadBuffer: 1 << 20, WriteBuffer: 1 << 20})
	require.NoError(t, err)
	b := &bundle{t: t, ctx: ctx, records: newRecords("a", "b", "c"), desk: newDesk(), node: node}
	var relay *ice.Relay
	deps := signaling.Deps{
		RollCalls: b.records, Stations: b.desk, Tickets: b.desk, Resumes: b.desk, Media: node, ICE: relay, Clock: clock.System{},
	}
	change(&deps)
	b.service = signaling.New(context.Background(), deps, cfg)
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/signal", ws.Handler(context.Background(), wsCfg, func(ctx context.Context, c *ws.Conn) { b.service.Serve(ctx, c) }))
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- app.Listener(ln) }()
	b.url = "ws://" + ln.Addr().String() + "/signal"
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		require.NoError(t, b.service.Close(ctx))
		require.NoError(t, app.ShutdownWithTimeout(5*time.Second))
		require.NoError(t, <-served)
		require.NoError(t, node.Close())
	})
	return b
}

func personActor(id string) authz.Actor {
	return authz.Actor{Role: authz.Self, ID: id, PersonID: id, DeviceID: "d-" + id, Scope: "/1/"}
}

func officerActor(id string) authz.Actor {
	return authz.Actor{Role: authz.Officer, ID: id, Scope: "/1/"}
}

// bot returns a client that is not connected yet.
func (b *bundle) bot(media signalingtest.MediaHalf) *signalingtest.Bot {
	bot := signalingtest.NewBot(b.url, media)
	b.t.Cleanup(func() { require.NoError(b.t, bot.Hangup()) })
	return bot
}

// join lets a client in; without media it only talks.
func (b *bundle) join(a authz.Actor, media signalingtest.MediaHalf) *signalingtest.Bot {
	b.t.Helper()
	bot := b.bot(media)
	require.NoError(b.t, bot.Join(b.ctx, b.desk.issue(b.records.rc.ID, a)))
	return bot
}

func (b *bundle) wait(bot *signalingtest.Bot, why func(signalingtest.State) string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	require.NoError(b.t, bot.Wait(ctx, why))
}

func closedWith(code protocol.CloseCode) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if s.Connected || s.Code != code {
			return fmt.Sprintf("connected %v, closed with %d instead of %d", s.Connected, s.Code, code)
		}
		return ""
	}
}

func presence(person, want string) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if got := s.Invitees[person].Invitee.Presence; got != want {
			return fmt.Sprintf("%s is %q, not %q", person, got, want)
		}
		return ""
	}
}

func refusedWith(t *testing.T, err error, code string) {
	t.Helper()
	var p protocol.Problem
	require.ErrorAs(t, err, &p)
	require.Equal(t, code, p.Code, p.Message)
}

func TestService_HelloTellsTheRollCall(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phone := b.join(personActor("a"), nil).Session()
	require.Equal(t, protocol.Phone, phone.Role)
	require.Equal(t, protocol.RollCall{ID: "rc-1", Title: "周一点名", StationName: "城东司法所", State: "lobby"}, phone.RollCall)
	require.Equal(t, &protocol.Self{PersonID: "a", Presence: "connecting"}, phone.Self)
	require.Equal(t, 1, phone.SlotsMax)
	officer := b.join(officerActor("o"), nil).Session()
	require.Equal(t, protocol.Officer, officer.Role)
	require.Nil(t, officer.Self)
	require.Equal(t, sfu.DefaultLimits().Slots, officer.SlotsMax)
	require.NotEqual(t, phone.ResumeToken, officer.ResumeToken)
	require.GreaterOrEqual(t, len(officer.ResumeToken), 43, "256 bits")
}

func TestService_RefusesHello(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	used := b.desk.issue("rc-1", personActor("a"))
	require.NoError(t, b.bot(nil).Join(b.ctx, used))
	hello := func(h protocol.Hello) (protocol.Type, any) { return protocol.SessionHello, h }
	first := func(kind protocol.Type, data any) (protocol.Type, any) { return kind, data }
	for name, c := range map[string]struct {
		send  func() (protocol.Type, any)
		error string
		code  protocol.CloseCode
	}{
		"used ticket":   {func() (protocol.Type, any) { return hello(protocol.Hello{Versions: []int{1}, Ticket: used}) }, protocol.CodeTicketRefused, protocol.CloseRefused},
		"unknown token": {func() (protocol.Type, any) { return hello(protocol.Hello{Versions: []int{1}, ResumeToken: "x"}) }, protocol.CodeTicketRefused, protocol.CloseRefused},
		"other version": {func() (protocol.Type, any) { return hello(protocol.Hello{Versions: []int{9}, Ticket: "x"}) }, protocol.CodeVersionUnsupported, protocol.CloseBadMessage},
		"no hello":      {func() (protocol.Type, any) { return first(protocol.SessionPing, protocol.Empty{}) }, protocol.CodeHelloExpected, protocol.CloseBadMessage},
		"not invited":   {func() (protocol.Type, any) { return b.ticketed("rc-1", personActor("z")) }, "rollcall.not_invited", protocol.CloseRefused},
		"foreign unit": {func() (protocol.Type, any) {
			return b.ticketed("rc-1", authz.Actor{Role: authz.Officer, ID: "x", Scope: "/2/"})
		}, "authz.out_of_scope", protocol.CloseRefused},
		"role may not": {func() (protocol.Type, any) {
			return b.ticketed("rc-1", authz.Actor{Role: authz.Procurator, ID: "x", Scope: "/1/"})
		}, "authz.forbidden", protocol.CloseRefused},
		"other rollcall": {func() (protocol.Type, any) { return b.ticketed("rc-2", personActor("a")) }, "rollcall.not_found", protocol.CloseRefused},
	} {
		t.Run(name, func(t *testing.T) {
			bot := b.bot(nil)
			require.NoError(t, bot.Dial(b.ctx))
			kind, data := c.send()
			refusedWith(t, bot.Do(b.ctx, kind, data, nil), c.error)
			b.wait(bot, closedWith(c.code))
		})
	}
}

func (b *bundle) ticketed(rid rollcall.ID, a authz.Actor) (protocol.Type, any) {
	return protocol.SessionHello, protocol.Hello{Versions: []int{1}, Ticket: b.desk.issue(rid, a)}
}

func TestService_WrongRoleIsRefused(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phone, officer := b.join(personActor("a"), nil), b.join(officerActor("o"), nil)
	refusedWith(t, phone.Call(b.ctx, "b"), protocol.CodeRoleForbidden)
	refusedWith(t, phone.Show(b.ctx, "b"), protocol.CodeRoleForbidden)
	_, err := phone.Roster(b.ctx)
	refusedWith(t, err, protocol.CodeRoleForbidden)
	_, err = phone.Mark(b.ctx, "a", "present", "")
	refusedWith(t, err, protocol.CodeRoleForbidden)
	_, err = phone.Snapshot(b.ctx, "b")
	refusedWith(t, err, protocol.CodeRoleForbidden)
	_, err = phone.CloseRollCall(b.ctx)
	refusedWith(t, err, protocol.CodeRoleForbidden)
	refusedWith(t, officer.RaiseHand(b.ctx, true), protocol.CodeRoleForbidden)
	refusedWith(t, officer.Do(b.ctx, protocol.SessionHello, protocol.Hello{Versions: []int{1}, Ticket: "x"}, nil), protocol.CodeHelloRepeated)
	require.Equal(t, rollcall.Lobby, b.records.rc.State)
	require.NoError(t, phone.Ping(b.ctx), "a refusal does not end the session")
}

func TestService_CallMarkClose(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phones := map[string]*signalingtest.Bot{"a": b.join(personActor("a"), nil), "b": b.join(personActor("b"), nil)}
	officer := b.join(officerActor("o"), nil)
	all, err := officer.Roster(b.ctx)
	require.NoError(t, err)
	require.Len(t, all, 3)
	require.Equal(t, []string{"connecting", "connecting", "invited"}, []string{all[0].Presence, all[1].Presence, all[2].Presence})

	refusedWith(t, officer.Call(b.ctx, "c"), protocol.CodePersonNotHere)
	require.NoError(t, officer.Call(b.ctx, "a"))
	b.wait(phones["a"], func(s signalingtest.State) string {
		if !s.Called || s.Wish == nil || !s.Wish.Microphone {
			return "not called"
		}
		return ""
	})
	_, err = officer.Mark(b.ctx, "a", "late", "")
	refusedWith(t, err, "rollcall.mark_invalid")
	marked, err := officer.Mark(b.ctx, "a", "late", "traffic")
	require.NoError(t, err)
	require.Equal(t, "名a", marked.Name, "what the record leaves out is kept from the roster")
	require.Equal(t, "late", *marked.Mark)
	b.wait(phones["a"], func(s signalingtest.State) string {
		if s.Called || s.CallEnded == nil || s.CallEnded.Mark == nil || *s.CallEnded.Mark != "late" {
			return "call not ended with the mark"
		}
		return ""
	})
	require.NoError(t, phones["b"].RaiseHand(b.ctx, true))
	b.wait(officer, func(s signalingtest.State) string {
		if !s.Invitees["b"].HandRaised {
			return "hand not seen"
		}
		return ""
	})

	counts, err := officer.CloseRollCall(b.ctx)
	require.NoError(t, err)
	require.Equal(t, map[string]int{"late": 1, "absent": 1, "not_reached": 1}, counts)
	for _, bot := range []*signalingtest.Bot{phones["a"], phones["b"], officer} {
		b.wait(bot, closedWith(protocol.CloseRollCallEnd))
		require.NotNil(t, bot.State().Closed)
	}
	require.Equal(t, "absent", *phones["b"].State().Closed.Mark)
	require.Equal(t, counts, officer.State().Closed.Counts)
	b.empty()
	late := b.bot(nil)
	require.Error(t, late.Join(b.ctx, b.desk.issue("rc-1", personActor("c"))))
	b.wait(late, closedWith(protocol.CloseRollCallEnd))
	for _, bot := range []*signalingtest.Bot{phones["a"], officer} {
		refusedWith(t, bot.Resume(b.ctx), "rollcall.state") // whose connection was lost as it was said
	}
}

// empty waits until the service holds no rooms and no peers.
func (b *bundle) empty() {
	b.t.Helper()
	require.Eventually(b.t, func() bool {
		rooms, peers := b.service.Counts()
		return rooms == 0 && peers == 0
	}, 10*time.Second, 5*time.Millisecond, "rooms or peers are left")
}

func TestService_ClosedElsewhere(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phone, officer := b.join(personActor("a"), nil), b.join(officerActor("o"), nil)
	mark := rollcall.MarkInput{Status: "excused", Reason: "by telephone"}
	i, err := b.records.Mark(b.ctx, officerActor("o"), "rc-1", "c", mark)
	require.NoError(t, err)
	require.NoError(t, b.service.InviteeChanged(b.ctx, i))
	b.wait(officer, func(s signalingtest.State) string {
		if m := s.Invitees["c"].Invitee.Mark; m == nil || *m != "excused" {
			return "mark not told"
		}
		return ""
	})
	_, err = b.records.Close(b.ctx, officerActor("o"), "rc-1")
	require.NoError(t, err)
	require.NoError(t, b.service.RollCallClosed(b.ctx, officerActor("o"), "rc-1"))
	b.wait(phone, closedWith(protocol.CloseRollCallEnd))
	b.wait(officer, closedWith(protocol.CloseRollCallEnd))
	b.empty()
	require.NoError(t, b.service.RollCallClosed(b.ctx, officerActor("o"), "rc-1"), "nobody is in it any more")
}

func TestService_ResumeKeepsTheSeat(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phone, officer := b.join(personActor("a"), nil), b.join(officerActor("o"), nil)
	require.NoError(t, officer.Call(b.ctx, "a"))
	b.wait(phone, func(s signalingtest.State) string {
		if s.Rings != 1 {
			return "not rung yet"
		}
		return ""
	})
	before := phone.Session()
	phone.Cut()
	b.wait(officer, presence("a", "dropped"))
	require.NoError(t, phone.Resume(b.ctx))
	after := phone.Session()
	require.True(t, after.Resumed)
	require.Equal(t, before.PeerID, after.PeerID)
	require.Equal(t, before.ResumeToken, after.ResumeToken)
	b.wait(phone, func(s signalingtest.State) string {
		if s.Rings != 2 || s.Officer == nil || !s.Officer.OnLine {
			return "state not told again"
		}
		return ""
	})
	_, peers := b.service.Counts()
	require.Equal(t, 2, peers)
}

func TestService_SeatEndsAndTokenGivesANewOne(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{Room: room.Config{KeepSeat: 50 * time.Millisecond, Tick: 10 * time.Millisecond}}, ws.Config{})
	phone := b.join(personActor("a"), nil)
	before := phone.Session()
	phone.Cut()
	b.empty()
	require.Equal(t, []rollcall.Presence{rollcall.Connecting, rollcall.Dropped, rollcall.Left}, b.seen("a", 3))
	require.NoError(t, phone.Resume(b.ctx))
	require.False(t, phone.Session().Resumed)
	require.NotEqual(t, before.PeerID, phone.Session().PeerID)
}

// seen waits until n sightings of a person are on record.
func (b *bundle) seen(p string, n int) []rollcall.Presence {
	b.t.Helper()
	require.Eventually(b.t, func() bool { return len(b.records.seen(p)) >= n }, 10*time.Second, 5*time.Millisecond, "sightings of %s", p)
	return b.records.seen(p)
}

func TestService_LeaveGivesTheSeatUp(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phone := b.join(personActor("a"), nil)
	require.NoError(t, phone.Leave(b.ctx))
	b.wait(phone, closedWith(protocol.CloseLeft))
	b.empty()
	require.Equal(t, rollcall.Left, b.seen("a", 2)[1])
	require.Eventually(t, func() bool { return b.desk.tokenCount() == 0 }, 5*time.Second, 5*time.Millisecond, "the token goes with the seat")
	require.Error(t, phone.Resume(b.ctx))
}

func TestService_NewerConnectionReplaces(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	older := b.join(personActor("a"), nil)
	newer := b.join(personActor("a"), nil)
	b.wait(older, closedWith(protocol.CloseReplaced))
	require.Eventually(t, func() bool { return b.desk.tokenCount() == 1 }, 5*time.Second, 5*time.Millisecond, "the token goes with the seat")
	require.Error(t, older.Resume(b.ctx))
	require.NoError(t, newer.Ping(b.ctx))
	_, peers := b.service.Counts()
	require.Equal(t, 1, peers)
}

func TestService_BadClientsAreClosed(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	garbage := b.join(personActor("a"), nil)
	require.NoError(t, garbage.Raw(b.ctx, []byte("not JSON")))
	b.wait(garbage, closedWith(protocol.CloseBadMessage))
	large := b.join(personActor("b"), nil)
	require.NoError(t, large.Raw(b.ctx, []byte(strings.Repeat("x", protocol.MaxOffer+1))))
	b.wait(large, closedWith(protocol.CloseTooLarge))
	flood := b.join(personActor("c"), nil)
	for range 200 {
		if flood.Say(b.ctx, protocol.SessionPing, protocol.Empty{}) != nil {
			break
		}
	}
	b.wait(flood, closedWith(protocol.CloseFlood))
}

func TestService_SightingsSurviveAnOutage(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	b.records.failures = 3
	phone := b.join(personActor("a"), nil)
	require.NoError(t, phone.Leave(b.ctx))
	require.Equal(t, []rollcall.Presence{rollcall.Connecting, rollcall.Left}, b.seen("a", 2), "in order, each once")
}

func TestService_Limits(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{MaxPeers: 1}, ws.Config{})
	first := b.join(personActor("a"), nil)
	refusedWith(t, b.bot(nil).Join(b.ctx, b.desk.issue("rc-1", personActor("b"))), protocol.CodeFull)
	first.Cut()
	require.NoError(t, first.Resume(b.ctx), "who has a seat is not refused")
	require.True(t, first.Session().Resumed)
}

func TestService_CloseTellsClientsToResumeElsewhere(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	phone := b.join(personActor("a"), nil)
	require.NoError(t, b.service.Close(b.ctx))
	b.wait(phone, closedWith(protocol.CloseGoing))
	require.True(t, phone.State().Going)
	require.Equal(t, 1, b.desk.tokenCount(), "the client resumes with it elsewhere")
	late := b.bot(nil)
	require.NoError(t, late.Dial(b.ctx))
	b.wait(late, closedWith(protocol.CloseGoing))
}

func TestAccess_CoversEveryMessage(t *testing.T) {
	t.Parallel()
	access := signaling.Access()
	require.Len(t, access, len(protocol.ClientTypes()))
	grants := authz.Grants()
	for _, kind := range protocol.ClientTypes() {
		permission := access[kind]
		require.NotEmpty(t, permission, kind)
		for role, action := range permission {
			require.Contains(t, protocol.Roles(), role)
			self := slices.Contains(grants[action], authz.Self)
			require.Equal(t, role == protocol.Phone, self, "%s: phones act by the person's own actions, officers never", kind)
		}
	}
	for _, kind := range []protocol.Type{protocol.PersonCall, protocol.AttendanceMark, protocol.SnapshotTake, protocol.RollCallClose, protocol.ViewShow, protocol.RosterGet} {
		require.NotContains(t, access[kind], protocol.Phone, kind)
	}
}

func TestPresences_AreTheDomains(t *testing.T) {
	t.Parallel()
	for _, p := range []room.Presence{room.Connecting, room.OnLine, room.Called, room.Dropped, room.Left} {
		require.Contains(t, rollcall.Presences(), rollcall.Presence(p))
	}
}
