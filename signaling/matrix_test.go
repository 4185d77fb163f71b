package signaling_test

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
	"diandao/signaling"
	"diandao/signaling/ice"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
	"diandao/signaling/whip"
)

// What comes of each message, by who sends it: a person of the roll call, the officer who leads, another officer of the
// station, a supervisor who watches, and an officer of another station, who gets no seat. It is the same in the lobby and
// while names are called. "ok" is done; all else is refused for that reason, and changes nothing.
//
//nolint:dupword // a table
const whileItRuns = `
message             person           lead             officer          watcher          elsewhere
session.hello       hello_repeated   hello_repeated   hello_repeated   hello_repeated   authz.out_of_scope
session.ping        ok               ok               ok               ok               hello_expected
session.leave       ok               ok               ok               ok               hello_expected
sdp.offer           ok               ok               ok               ok               hello_expected
ice.candidate       ok               ok               ok               ok               hello_expected
hand.raise          ok               role_forbidden   role_forbidden   role_forbidden   hello_expected
media.state         ok               role_forbidden   role_forbidden   role_forbidden   hello_expected
location.report     rollcall.state   role_forbidden   role_forbidden   role_forbidden   hello_expected
camera.report       ok               role_forbidden   role_forbidden   role_forbidden   hello_expected
roster.get          role_forbidden   ok               ok               ok               hello_expected
view.show           role_forbidden   ok               ok               ok               hello_expected
person.call         role_forbidden   ok               ok               role_forbidden   hello_expected
call.end            role_forbidden   ok               ok               role_forbidden   hello_expected
snapshot.take       role_forbidden   sfu.no_video     sfu.no_video     role_forbidden   hello_expected
attendance.mark     role_forbidden   ok               ok               role_forbidden   hello_expected
rollcall.close      role_forbidden   ok               ok               role_forbidden   hello_expected
call.next           role_forbidden   ok               ok               role_forbidden   hello_expected
person.recall       role_forbidden   ok               ok               role_forbidden   hello_expected
auto.set            role_forbidden   ok               ok               role_forbidden   hello_expected
attendance.confirm  role_forbidden   ok               ok               role_forbidden   hello_expected
speech.set          role_forbidden   ok               not_lead         role_forbidden   hello_expected
listen.set          role_forbidden   role_forbidden   role_forbidden   ok               hello_expected
person.mute         role_forbidden   ok               ok               role_forbidden   hello_expected
hand.lower          role_forbidden   ok               ok               role_forbidden   hello_expected
text.send           role_forbidden   ok               ok               role_forbidden   hello_expected
lead.take           role_forbidden   ok               ok               role_forbidden   hello_expected
lead.give           role_forbidden   ok               not_lead         role_forbidden   hello_expected
`

// The same after the roll call was closed, sealed or cancelled on record by another way, in the moment before the room
// hears of it. Whatever is answered, nothing on record changes.
//
//nolint:dupword // a table
const onceItIsOver = `
message             person           lead             officer          watcher
session.hello       hello_repeated   hello_repeated   hello_repeated   hello_repeated
session.ping        ok               ok               ok               ok
session.leave       ok               ok               ok               ok
sdp.offer           ok               ok               ok               ok
ice.candidate       ok               ok               ok               ok
hand.raise          ok               role_forbidden   role_forbidden   role_forbidden
media.state         ok               role_forbidden   role_forbidden   role_forbidden
location.report     rollcall.state   role_forbidden   role_forbidden   role_forbidden
camera.report       ok               role_forbidden   role_forbidden   role_forbidden
roster.get          role_forbidden   ok               ok               ok
view.show           role_forbidden   ok               ok               ok
person.call         role_forbidden   rollcall.state   rollcall.state   role_forbidden
call.end            role_forbidden   ok               ok               role_forbidden
snapshot.take       role_forbidden   sfu.no_video     sfu.no_video     role_forbidden
attendance.mark     role_forbidden   rollcall.state   rollcall.state   role_forbidden
rollcall.close      role_forbidden   rollcall.state   rollcall.state   role_forbidden
call.next           role_forbidden   ok               ok               role_forbidden
person.recall       role_forbidden   rollcall.state   rollcall.state   role_forbidden
auto.set            role_forbidden   ok               ok               role_forbidden
attendance.confirm  role_forbidden   ok               ok               role_forbidden
speech.set          role_forbidden   ok               not_lead         role_forbidden
listen.set          role_forbidden   role_forbidden   role_forbidden   ok
person.mute         role_forbidden   ok               ok               role_forbidden
hand.lower          role_forbidden   ok               ok               role_forbidden
text.send           role_forbidden   rollcall.state   rollcall.state   role_forbidden
lead.take           role_forbidden   rollcall.state   rollcall.state   role_forbidden
lead.give           role_forbidden   rollcall.state   not_lead         role_forbidden
`

// What a hello comes to in each state, by who says it, and what a device gets that publishes by WHIP with the ticket of a
// person or of an officer.
//
//nolint:dupword // a table
const atTheDoor = `
state       person                  officer          watcher          elsewhere            camera                  screen
planned     rollcall.not_invited    rollcall.state   rollcall.state   authz.out_of_scope   rollcall.not_invited    rollcall.state
notified    rollcall.not_invited    rollcall.state   rollcall.state   authz.out_of_scope   rollcall.not_invited    rollcall.state
lobby       ok                      ok               ok               authz.out_of_scope   ok                      role_forbidden
live        ok                      ok               ok               authz.out_of_scope   ok                      role_forbidden
closed      rollcall.state          rollcall.state   rollcall.state   authz.out_of_scope   rollcall.state          rollcall.state
sealed      rollcall.state          rollcall.state   rollcall.state   authz.out_of_scope   rollcall.state          rollcall.state
cancelled   rollcall.state          rollcall.state   rollcall.state   authz.out_of_scope   rollcall.state          rollcall.state
`

// cells reads a table: row name → column name → cell.
func cells(t *testing.T, table string) map[string]map[string]string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(table), "\n")
	columns := strings.Fields(lines[0])
	out := map[string]map[string]string{}
	for _, l := range lines[1:] {
		fields := strings.Fields(l)
		require.Len(t, fields, len(columns), l)
		row := map[string]string{}
		for n, c := range columns[1:] {
			row[c] = fields[n+1]
		}
		out[fields[0]] = row
	}
	return out
}

type silence struct{}

func (silence) Enqueue(context.Context, *store.Tx, []job.Job) error { return nil }
func (silence) Hint(string, string, org.Path)                       {}

// court is one server with the true record, and room for many roll calls.
type court struct {
	t       *testing.T
	store   *store.Store
	clock   *clock.Manual
	calls   *rollcall.Service
	desk    *desk
	service *signaling.Service
	units   storetest.Units
	web     *fiber.App
	n       int
}

func newCourt(t *testing.T) *court {
	t.Helper()
	c := &court{t: t, store: storetest.Open(t, storetest.SQLite(t)), clock: clock.NewManual(storetest.Noon()), desk: newDesk()}
	c.store.SetEnqueuer(silence{})
	c.units = storetest.Station(t, c.store)
	c.calls = rollcall.New(c.store.RollCalls(), c.store.Persons(), nil, silence{}, c.clock)
	node, err := sfu.New(sfu.Config{Loopback: true, TCPPort: -1, ReadBuffer: 1 << 18, WriteBuffer: 1 << 18})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, node.Close()) })
	var relay *ice.Relay
	c.service = signaling.New(context.Background(), signaling.Deps{
		RollCalls: c.calls, Stations: c.desk, Tickets: c.desk, Resumes: c.desk, Media: node, ICE: relay, Clock: clock.System{},
	}, signaling.Config{})
	gateway := whip.New(context.Background(), func(ctx context.Context, s whip.Session) { c.service.Serve(ctx, s) })
	c.web = fiber.New(fiber.Config{DisableStartupMessage: true, ErrorHandler: func(ctx *fiber.Ctx, err error) error {
		return ctx.Status(fiber.StatusBadRequest).SendString(reasonOf(err))
	}})
	c.web.Post("/whip", gateway.Publish)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		gateway.Close()
		require.NoError(t, c.service.Close(ctx))
	})
	return c
}

// hearing is one roll call of a station of its own, with persons a and b, who come, and two who do not.
type hearing struct {
	*court
	id       rollcall.ID
	a, b     person.ID
	absent   person.ID
	called   person.ID // of a roll call that is live
	lead     authz.Actor
	second   authz.Actor
	watching authz.Actor
	foreign  authz.Actor
}

func (c *court) hearing() *hearing {
	c.t.Helper()
	c.n++
	station := storetest.Unit(c.units.District, org.Station, fmt.Sprintf("990101%03d", 100+c.n), "某某司法所")
	require.NoError(c.t, c.store.Orgs().InsertUnits(c.t.Context(), []org.Unit{station}))
	add := func(k string) person.ID {
		return storetest.Person(c.t, c.store, station, fmt.Sprintf("%s-%d", k, c.n), "姓名").ID
	}
	staff := func(k string, role authz.Role, at org.Unit) authz.Actor {
		return storetest.Staff(c.t, c.store, at, role, fmt.Sprintf("%s-%d", k, c.n)).Actor()
	}
	return &hearing{
		court: c, a: add("a"), b: add("b"), absent: add("c"), called: add("d"), lead: staff("lead", authz.Officer, station), second: staff("second", authz.Officer, station),
		watching: staff("watching", authz.Supervisor, c.units.District), foreign: staff("foreign", authz.Officer, c.units.Station),
	}
}

// start brings the roll call to a state.
func (h *hearing) start(state rollcall.State) {
	h.t.Helper()
	ctx := h.t.Context()
	unit, err := h.store.Persons().Get(ctx, h.a)
	require.NoError(h.t, err)
	in := rollcall.StartInput{StationID: unit.StationID, Audience: rollcall.Adults}
	if state == rollcall.Planned || state == rollcall.Notified {
		rc, err := h.calls.Plan(ctx, h.lead, rollcall.PlanInput{StartInput: in, StartsAt: h.clock.Now().Add(time.Hour), NotifyBefore: 30 * time.Minute})
		require.NoError(h.t, err)
		if h.id = rc.ID; state == rollcall.Notified {
			h.clock.Advance(45 * time.Minute)
			_, err = h.calls.Advance(ctx)
			require.NoError(h.t, err)
		}
		return
	}
	rc, err := h.calls.Start(ctx, h.lead, in)
	require.NoError(h.t, err)
	h.id = rc.ID
	h.clock.Advance(10 * time.Minute) // so that phones may be rung again
	if state == rollcall.Live {
		_, err = h.calls.Call(ctx, h.lead, h.id, h.called)
		require.NoError(h.t, err)
	}
	if state != rollcall.Lobby && state != rollcall.Live {
		h.finish(state)
	}
}

// finish ends the roll call on record, without a word to the room.
func (h *hearing) finish(state rollcall.State) {
	h.t.Helper()
	var err error
	switch state {
	case rollcall.Cancelled:
		_, err = h.calls.Cancel(h.t.Context(), h.lead, h.id, "断电")
	default:
		_, err = h.calls.Close(h.t.Context(), h.lead, h.id)
	}
	require.NoError(h.t, err)
	if state == rollcall.Sealed {
		_, err = h.calls.Seal(h.t.Context(), h.lead, h.id)
		require.NoError(h.t, err)
	}
}

func (h *hearing) state() rollcall.State {
	h.t.Helper()
	rc, _, err := h.calls.Standing(h.t.Context(), h.id)
	require.NoError(h.t, err)
	return rc.State
}

func (h *hearing) ticket(who string) string {
	switch who {
	case "person", "camera":
		return h.desk.issue(h.id, h.self(h.a))
	case "lead":
		return h.desk.issue(h.id, h.lead)
	case "officer", "screen":
		return h.desk.issue(h.id, h.second)
	case "watcher":
		return h.desk.watch(h.id, h.watching)
	}
	return h.desk.issue(h.id, h.foreign)
}

func (h *hearing) self(p person.ID) authz.Actor {
	return authz.Actor{Role: authz.Self, ID: string(p), PersonID: string(p), DeviceID: "d-" + string(p), Scope: h.lead.Scope}
}

// cast is who sits in the room: one of each, and a watcher by whom the room is seen from outside.
type cast struct {
	who      map[string]*script
	observer *script
	room     string // as the observer knows it since the last refusal; empty once something was done
}

func (h *hearing) seat() *cast {
	h.t.Helper()
	out := &cast{who: map[string]*script{}, observer: speak(h.t, h.service)}
	for _, who := range []string{"lead", "officer", "person", "watcher"} {
		out.who[who] = speak(h.t, h.service)
		require.Equal(h.t, "ok", out.who[who].hello(h.ticket(who)), who)
	}
	other := speak(h.t, h.service)
	require.Equal(h.t, "ok", other.hello(h.desk.issue(h.id, h.self(h.b))))
	observing := storetest.Staff(h.t, h.store, h.units.District, authz.Supervisor, fmt.Sprintf("observer-%d", h.n)).Actor()
	require.Equal(h.t, "ok", out.observer.hello(h.desk.watch(h.id, observing)))
	out.who["elsewhere"] = nil            // nobody lets them in
	require.Eventually(h.t, func() bool { // what the room saw is on record
		_, all, err := h.calls.Standing(h.t.Context(), h.id)
		seen := 0
		for _, i := range all {
			if i.Presence == rollcall.Connecting {
				seen++
			}
		}
		return err == nil && seen == 2
	}, 10*time.Second, 5*time.Millisecond)
	return out
}

// record is all that is on record of the roll call.
func (h *hearing) record() string {
	h.t.Helper()
	rc, all, err := h.calls.Standing(h.t.Context(), h.id)
	require.NoError(h.t, err)
	rows := map[string]int{}
	require.NoError(h.t, h.store.InTx(h.t.Context(), func(tx *store.Tx) error {
		for _, table := range []string{"audit_entries", "roll_call_steps", "attendance_records", "messages", "evidence_objects"} {
			var n int
			if err := tx.SQLTx().QueryRowContext(h.t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
				return err
			}
			rows[table] = n
		}
		return nil
	}))
	return fmt.Sprintf("%+v\n%+v\n%v", rc, all, rows)
}

// sample is what is sent of each message: all of it valid, about b, who is connected.
func (h *hearing) sample(kind protocol.Type) (any, bool) {
	b := string(h.b)
	data, ok := map[protocol.Type]any{
		protocol.SessionHello: &protocol.Hello{Versions: []int{1}, Ticket: "ticket"}, protocol.SessionPing: &protocol.Empty{}, protocol.SessionLeave: &protocol.Empty{},
		protocol.SDPOffer: &protocol.Offer{SDP: onlySound}, protocol.ICECandidate: &protocol.Candidate{},
		protocol.HandRaise: &protocol.Hand{Raised: true}, protocol.MediaState: &protocol.MediaReport{Camera: true, Rung: protocol.RungLow},
		protocol.LocationReport: &protocol.Location{None: "denied"}, protocol.CameraReport: &protocol.Camera{Label: "front", Pictures: 90, MeanGapUS: 66_000, SpreadUS: 4_000},
		protocol.RosterGet: &protocol.Empty{}, protocol.ViewShow: &protocol.View{Slots: []protocol.SlotView{{Slot: 0, PersonID: &b}}},
		protocol.PersonCall: &protocol.PersonRef{PersonID: b}, protocol.CallEnd: &protocol.Empty{}, protocol.SnapshotTake: &protocol.PersonRef{PersonID: b},
		protocol.AttendanceMark: &protocol.Mark{PersonID: b, Status: "late", Reason: "路上堵车"}, protocol.RollCallClose: &protocol.Empty{},
		protocol.CallNext: &protocol.Empty{}, protocol.PersonRecall: &protocol.People{PersonIDs: []string{string(h.absent)}},
		protocol.AutoSet: &protocol.Auto{On: false, Seconds: protocol.MinAuto}, protocol.AttendanceConfirm: &protocol.People{PersonIDs: []string{b}},
		protocol.SpeechSet: &protocol.Speech{ToAll: true}, protocol.ListenSet: &protocol.Listen{To: protocol.ListenLead},
		protocol.PersonMute: &protocol.Mute{PersonID: b, Muted: true}, protocol.HandLower: &protocol.PersonRef{PersonID: b},
		protocol.TextSend: &protocol.Text{PersonID: &b, Text: "请靠近窗户"}, protocol.LeadTake: &protocol.Empty{}, protocol.LeadGive: &protocol.StaffRef{StaffID: h.second.ID},
	}[kind]
	return data, ok
}

const onlySound = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:them\r\na=ice-pwd:their-password-their-pas\r\na=setup:actpass\r\n" +
	"m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendrecv\r\na=rtpmap:111 opus/48000/2\r\n"

// alone lists the messages after which others would be answered otherwise: each is sent in a roll call of its own.
func alone() []protocol.Type {
	return []protocol.Type{protocol.RollCallClose, protocol.SessionLeave, protocol.LeadTake, protocol.LeadGive}
}

// outcome sends one message as somebody, and checks that a refusal changed nothing in the room nor on record.
func (h *hearing) outcome(c *cast, who string, kind protocol.Type) string {
	h.t.Helper()
	data, ok := h.sample(kind)
	require.True(h.t, ok, "%s: say what is sent of it", kind)
	if who == "elsewhere" {
		stranger := speak(h.t, h.service)
		if kind == protocol.SessionHello {
			return stranger.hello(h.ticket(who))
		}
		return stranger.ask(kind, data)
	}
	if c.room == "" {
		c.room = c.observer.knows()
	}
	room, record := c.room, h.record()
	got := c.who[who].ask(kind, data)
	c.room = ""
	if got != "ok" {
		c.room = c.observer.knows()
		require.Equal(h.t, room, c.room, "%s by %s was refused (%s), and changed the room", kind, who, got)
		require.Equal(h.t, record, h.record(), "%s by %s was refused (%s), and changed the record", kind, who, got)
	}
	return got
}

func short(code string) string { return strings.TrimPrefix(code, "signal.") }

func TestMatrix_WhileItRuns(t *testing.T) {
	t.Parallel()
	want := cells(t, whileItRuns)
	court := newCourt(t)
	for _, state := range []rollcall.State{rollcall.Lobby, rollcall.Live} {
		for _, who := range []string{"person", "lead", "officer", "watcher", "elsewhere"} {
			h := court.hearing()
			h.start(state)
			c := h.seat()
			for _, kind := range protocol.ClientTypes() {
				require.Contains(t, want, string(kind), "say what comes of it")
				if slices.Contains(alone(), kind) {
					continue
				}
				require.Equal(t, want[string(kind)][who], short(h.outcome(c, who, kind)), "%s by %s in %s", kind, who, state)
			}
			for _, kind := range alone() {
				h := court.hearing()
				h.start(state)
				require.Equal(t, want[string(kind)][who], short(h.outcome(h.seat(), who, kind)), "%s by %s in %s", kind, who, state)
			}
		}
	}
}

func TestMatrix_OnceItIsOver(t *testing.T) {
	t.Parallel()
	want := cells(t, onceItIsOver)
	court := newCourt(t)
	for _, state := range []rollcall.State{rollcall.Closed, rollcall.Sealed, rollcall.Cancelled} {
		h := court.hearing()
		h.start(rollcall.Lobby)
		c := h.seat()
		h.finish(state)
		for _, who := range []string{"person", "lead", "officer", "watcher"} {
			for _, kind := range protocol.ClientTypes() {
				require.Contains(t, want, string(kind), "say what comes of it")
				if kind == protocol.SessionLeave {
					continue // see below
				}
				record := h.record()
				require.Equal(t, want[string(kind)][who], short(h.outcome(c, who, kind)), "%s by %s in %s", kind, who, state)
				require.Equal(t, record, h.record(), "%s by %s: what is %s does not change", kind, who, state)
			}
		}
		for _, who := range []string{"person", "lead", "officer", "watcher"} {
			require.Equal(t, want[string(protocol.SessionLeave)][who], h.outcome(c, who, protocol.SessionLeave))
		}
		require.NoError(t, h.service.RollCallClosed(t.Context(), h.lead, h.id))
		require.Equal(t, protocol.CloseRollCallEnd, c.observer.closedWith())
	}
}

func TestMatrix_AtTheDoor(t *testing.T) {
	t.Parallel()
	want := cells(t, atTheDoor)
	court := newCourt(t)
	for _, state := range rollcall.States() {
		require.Contains(t, want, string(state))
		h := court.hearing()
		h.start(state)
		require.Equal(t, state, h.state())
		record := h.record()
		for _, who := range []string{"person", "officer", "watcher", "elsewhere"} {
			s := speak(t, h.service)
			got := s.hello(h.ticket(who))
			require.Equal(t, want[string(state)][who], short(got), "%s in %s", who, state)
			if got == "rollcall.state" {
				require.Equal(t, protocol.CloseRollCallEnd, s.closedWith())
			}
		}
		for _, device := range []string{"camera", "screen"} {
			require.Equal(t, want[string(state)][device], short(h.publish(h.ticket(device))), "%s in %s", device, state)
		}
		if !state.IsRunning() {
			require.Equal(t, record, h.record(), "nobody was let in")
		}
	}
}

// publish is a device that says by WHIP that it sends a camera.
func (h *hearing) publish(ticket string) string {
	h.t.Helper()
	r := httptest.NewRequest(fiber.MethodPost, "/whip", strings.NewReader(onlySound))
	r.Header.Set(fiber.HeaderContentType, "application/sdp")
	r.Header.Set(fiber.HeaderAuthorization, "Bearer "+ticket)
	resp, err := h.web.Test(r, 20_000)
	require.NoError(h.t, err)
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	require.NoError(h.t, err)
	if resp.StatusCode == fiber.StatusCreated {
		return "ok"
	}
	return string(body)
}

func reasonOf(err error) string {
	return fault.ReasonOf(err)
}
