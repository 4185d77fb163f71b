package room

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/clock"
	"diandao/signaling/protocol"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type sent struct {
	kind protocol.Type
	data any
}

// line records what a client is sent.
type line struct {
	mu     sync.Mutex
	all    []sent
	closed protocol.CloseCode
}

func (l *line) Send(t protocol.Type, data any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, sent{t, data})
}

func (l *line) Close(code protocol.CloseCode, _ string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed == 0 {
		l.closed = code
	}
}

func (l *line) of(t protocol.Type) []any {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []any
	for _, s := range l.all {
		if s.kind == t {
			out = append(out, s.data)
		}
	}
	return out
}

func (l *line) code() protocol.CloseCode {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed
}

// last returns the newest data of a type, the zero value if there is none.
func last[T any](l *line, t protocol.Type) T {
	var zero T
	all := l.of(t)
	if len(all) == 0 {
		return zero
	}
	return all[len(all)-1].(T)
}

// camera is media whose frames a test sends by hand.
type camera struct {
	mu     sync.Mutex
	at     time.Time
	slots  map[int]string
	large  map[int]bool
	heard  string
	closed bool
	lacks  protocol.Trouble
}

func (c *camera) Show(slot int, from string, large bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots[slot], c.large[slot] = from, large
}

func (c *camera) Hear(from string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heard = from
}

func (c *camera) LastFrameAt() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *camera) Trouble(time.Time) protocol.Trouble {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lacks
}

func (c *camera) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
}

func (c *camera) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

func (c *camera) showing(slot int) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.slots[slot], c.large[slot]
}

func (c *camera) hearing() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heard
}

// party is a client in a test.
type party struct {
	id, peer string
	line     *line
	cam      *camera
}

type bundle struct {
	t     *testing.T
	ctx   context.Context
	room  *Room
	world *world
	n     int
}

// inRoom runs fn with a room in a bubble of its own time.
func inRoom(t *testing.T, cfg Config, fn func(b *bundle)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{}
		cfg.Clock, cfg.Events = clock.System{}, w
		b := &bundle{t: t, ctx: t.Context(), room: New(cfg), world: w}
		defer b.room.Stop()
		fn(b)
	})
}

func (b *bundle) join(role protocol.Role, id string) (*party, error) {
	b.n++
	p := &party{id: id, peer: "peer-" + strconv.Itoa(b.n), line: &line{}, cam: &camera{slots: map[int]string{}, large: map[int]bool{}}}
	err := b.room.Join(b.ctx, Joining{Role: role, ActorID: id, Leads: id == "o", PeerID: p.peer, Conn: p.line, Media: p.cam, Welcome: func(s protocol.Self) {
		p.line.Send(protocol.Ack, s)
	}})
	if err == nil {
		require.NoError(b.t, b.room.Negotiated(b.ctx, p.peer))
		b.room.MediaUp(p.peer, true)
	}
	synctest.Wait()
	return p, err
}

func (b *bundle) mustJoin(role protocol.Role, id string) *party {
	b.t.Helper()
	p, err := b.join(role, id)
	require.NoError(b.t, err)
	return p
}

// pass lets time go by while those named send a picture every 100 ms.
func (b *bundle) pass(d time.Duration, sending ...*party) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		<-time.After(100 * time.Millisecond)
		for _, p := range sending {
			p.cam.mu.Lock()
			p.cam.at = time.Now()
			p.cam.mu.Unlock()
		}
	}
	synctest.Wait()
}

func (b *bundle) load(ids ...string) {
	b.t.Helper()
	var all []protocol.Invitee
	for n, id := range ids {
		all = append(all, protocol.Invitee{PersonID: id, Name: "名" + id, Seq: n + 1, Presence: "invited"})
	}
	require.NoError(b.t, b.room.Load(b.ctx, all))
}

func (b *bundle) call(id string) {
	b.t.Helper()
	require.NoError(b.t, b.room.Call(b.ctx, protocol.Invitee{PersonID: id, Presence: "called"}))
	synctest.Wait()
}

func (b *bundle) mark(id, mark string) {
	b.t.Helper()
	_, err := b.room.Changed(b.ctx, protocol.Invitee{PersonID: id, Mark: &mark})
	require.NoError(b.t, err)
	synctest.Wait()
}

func (b *bundle) show(p *party, ids ...string) {
	b.t.Helper()
	v := protocol.View{}
	for n, id := range ids {
		v.Slots = append(v.Slots, protocol.SlotView{Slot: n, PersonID: &id})
	}
	require.NoError(b.t, b.room.Show(b.ctx, p.peer, v))
	synctest.Wait()
}

func TestRoom_OnLineIsWhenPicturesArrive(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.pass(10 * time.Second)
		require.Equal(t, []Presence{Connecting}, b.world.presences("a"))
		b.pass(time.Second, p)
		require.Equal(t, []Presence{Connecting, OnLine}, b.world.presences("a"))
	})
}

func TestRoom_WelcomeComesFirst(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		require.Equal(t, protocol.Ack, p.line.all[0].kind)
		require.Equal(t, protocol.Self{PersonID: "a", Presence: "connecting"}, p.line.all[0].data)
	})
}

func TestRoom_PhonesSeeTheOfficerOnly(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p, q := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b")
		require.False(t, last[protocol.OfficerReport](p.line, protocol.OfficerState).OnLine)
		o := b.mustJoin(protocol.Officer, "o")
		second := b.mustJoin(protocol.Officer, "o2")
		b.load("a", "b")
		b.show(o, "a", "b")
		b.call("a")
		for _, phone := range []*party{p, q} {
			from, _ := phone.cam.showing(0)
			require.Equal(t, o.peer, from)
			require.True(t, last[protocol.OfficerReport](phone.line, protocol.OfficerState).OnLine)
		}
		require.NoError(t, b.room.Leave(b.ctx, o.peer))
		synctest.Wait()
		from, _ := p.cam.showing(0)
		require.Equal(t, second.peer, from, "the next officer takes the lead")
		require.NoError(t, b.room.Leave(b.ctx, second.peer))
		synctest.Wait()
		from, _ = p.cam.showing(0)
		require.Empty(t, from)
		require.False(t, last[protocol.OfficerReport](p.line, protocol.OfficerState).OnLine)
	})
}

func TestRoom_SlotsFollowThePerson(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		b.load("a", "b")
		b.show(o, "a", "b")
		from, _ := o.cam.showing(0)
		require.Empty(t, from)
		p := b.mustJoin(protocol.Phone, "a")
		from, large := o.cam.showing(0)
		require.Equal(t, p.peer, from)
		require.False(t, large)
		b.call("a")
		_, large = o.cam.showing(0)
		require.True(t, large)
		require.Equal(t, p.peer, o.cam.hearing())
		again := b.mustJoin(protocol.Phone, "a")
		from, _ = o.cam.showing(0)
		require.Equal(t, again.peer, from)
		b.show(o)
		from, _ = o.cam.showing(0)
		require.Empty(t, from)
	})
}

func TestRoom_CallGoesFromOneToTheNext(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p, q := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b")
		require.Empty(t, p.line.of(protocol.QueuePosition), "no place in the queue before there is a roster")
		o := b.mustJoin(protocol.Officer, "o")
		b.load("a", "b")
		b.pass(time.Second, p, q)
		require.Equal(t, 0, last[protocol.Queue](p.line, protocol.QueuePosition).Ahead)
		require.Equal(t, 1, last[protocol.Queue](q.line, protocol.QueuePosition).Ahead)

		b.call("a")
		require.Len(t, p.line.of(protocol.CallStarted), 1)
		require.Equal(t, protocol.MediaWish{Camera: true, Large: true, Microphone: true, Rung: protocol.RungVideo}, last[protocol.MediaWish](p.line, protocol.MediaRequest))
		require.Equal(t, 0, last[protocol.Queue](q.line, protocol.QueuePosition).Ahead)
		require.Equal(t, "called", last[protocol.InviteeState](o.line, protocol.InviteeChanged).Invitee.Presence)

		b.call("b")
		require.Equal(t, []any{protocol.CallResult{}}, p.line.of(protocol.CallEnded))
		require.False(t, last[protocol.MediaWish](p.line, protocol.MediaRequest).Microphone)
		require.Len(t, q.line.of(protocol.CallStarted), 1)
		require.Equal(t, []Presence{Connecting, OnLine, OnLine}, b.world.presences("a"), "back on line after the call")

		b.mark("b", "present")
		require.Equal(t, "present", *last[protocol.CallResult](q.line, protocol.CallEnded).Mark)
		require.Empty(t, o.cam.hearing())
		require.ErrorIs(t, b.room.Call(b.ctx, protocol.Invitee{PersonID: "nobody"}), ErrNotHere)
	})
}

func TestRoom_UnwatchedPhonesPause(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.load("a")
		b.pass(2*time.Second, p)
		require.True(t, last[protocol.MediaWish](p.line, protocol.MediaRequest).Camera)
		b.pass(2*time.Second, p)
		require.False(t, last[protocol.MediaWish](p.line, protocol.MediaRequest).Camera)
		b.pass(20 * time.Second)
		require.Equal(t, []Presence{Connecting, OnLine}, b.world.presences("a"), "pausing is not dropping")
		require.Zero(t, last[protocol.InviteeState](o.line, protocol.InviteeChanged).FrozenSeconds)
		b.show(o, "a")
		require.True(t, last[protocol.MediaWish](p.line, protocol.MediaRequest).Camera)
		b.pass(10*time.Second, p)
		require.True(t, last[protocol.MediaWish](p.line, protocol.MediaRequest).Camera)
	})
}

func TestRoom_FrozenIsNoPictureThoughWanted(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.show(o, "a")
		b.pass(time.Second, p)
		frozen := func() int { return last[protocol.InviteeState](o.line, protocol.InviteeChanged).FrozenSeconds }
		b.pass(2500 * time.Millisecond)
		require.Zero(t, frozen())
		b.pass(time.Second)
		require.Equal(t, 3, frozen())
		b.pass(4 * time.Second)
		require.Equal(t, 6, frozen())
		require.NoError(t, b.room.Report(b.ctx, p.peer, protocol.MediaReport{Camera: false, Rung: protocol.RungAudio}))
		b.pass(time.Second)
		require.Zero(t, frozen(), "a camera that was switched off is not frozen")
		require.False(t, last[protocol.InviteeState](o.line, protocol.InviteeChanged).HasVideo)
	})
}

func TestRoom_ResumeKeepsTheSeat(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.load("a")
		b.pass(time.Second, p)
		b.call("a")
		require.NoError(t, b.room.Drop(b.ctx, p.peer, p.line))
		b.pass(59*time.Second, p)
		require.Equal(t, []Presence{Connecting, OnLine, Dropped}, b.world.presences("a"))
		require.Equal(t, "dropped", last[protocol.InviteeState](o.line, protocol.InviteeChanged).Invitee.Presence)
		require.Equal(t, p.peer, o.cam.hearing(), "media flows on while the websocket is away")

		back := &line{}
		require.NoError(t, b.room.Resume(b.ctx, p.peer, back, nil))
		b.pass(time.Second, p)
		require.Equal(t, []Presence{Connecting, OnLine, Dropped, OnLine}, b.world.presences("a"))
		require.Len(t, back.of(protocol.CallStarted), 1, "what holds is said again")
		require.True(t, last[protocol.MediaWish](back, protocol.MediaRequest).Microphone)
		require.True(t, last[protocol.OfficerReport](back, protocol.OfficerState).OnLine)
		require.Empty(t, b.world.gone())
		require.NoError(t, b.room.Drop(b.ctx, p.peer, p.line), "the old connection's end comes late")
		b.pass(2*time.Minute, p)
		require.Empty(t, b.world.gone())
	})
}

func TestRoom_CallThatEndedMeanwhileIsTold(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.call("a")
		require.NoError(t, b.room.Drop(b.ctx, p.peer, p.line))
		require.NoError(t, b.room.EndCall(b.ctx))
		back := &line{}
		require.NoError(t, b.room.Resume(b.ctx, p.peer, back, nil))
		synctest.Wait()
		require.Len(t, back.of(protocol.CallEnded), 1)
		require.Empty(t, back.of(protocol.CallStarted))
	})
}

func TestRoom_SeatEndsAfterAMinute(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.pass(time.Second, p)
		require.NoError(t, b.room.Drop(b.ctx, p.peer, p.line))
		b.pass(61*time.Second, p)
		require.Equal(t, []Presence{Connecting, OnLine, Dropped, Left}, b.world.presences("a"))
		require.Equal(t, []string{p.peer}, b.world.gone())
		require.True(t, p.cam.isClosed())
		require.ErrorIs(t, b.room.Resume(b.ctx, p.peer, &line{}, nil), ErrNoSeat)
	})
}

func TestRoom_LostMediaIsDropped(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.pass(5*time.Second, p)
		b.room.MediaUp(p.peer, false)
		b.pass(time.Second)
		require.Equal(t, []Presence{Connecting, OnLine, Dropped}, b.world.presences("a"))
		require.True(t, last[protocol.MediaWish](p.line, protocol.MediaRequest).Camera, "asked to show itself again")
		b.room.MediaUp(p.peer, true)
		b.pass(time.Second)
		require.Len(t, b.world.presences("a"), 3, "a connection is no picture")
		b.pass(time.Second, p)
		require.Equal(t, OnLine, b.world.presences("a")[3])
	})
}

func TestRoom_NewerConnectionReplaces(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{MaxPhones: 1}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		again := b.mustJoin(protocol.Phone, "a")
		require.Equal(t, protocol.CloseReplaced, p.line.code())
		require.Zero(t, again.line.code())
		require.True(t, p.cam.isClosed())
		require.False(t, again.cam.isClosed())
		require.Equal(t, []string{p.peer}, b.world.gone())
		require.NoError(t, b.room.Drop(b.ctx, p.peer, p.line))
		require.NotContains(t, b.world.presences("a"), Dropped)
	})
}

func TestRoom_FullRefuses(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{MaxPhones: 1, MaxStaff: 1}, func(b *bundle) {
		b.mustJoin(protocol.Phone, "a")
		p, err := b.join(protocol.Phone, "b")
		require.ErrorIs(t, err, ErrFull)
		require.True(t, p.cam.isClosed())
		b.mustJoin(protocol.Officer, "o")
		_, err = b.join(protocol.Officer, "o2")
		require.ErrorIs(t, err, ErrFull)
	})
}

func TestRoom_CloseTellsEveryone(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		mark := "review"
		counts := map[string]int{"review": 1}
		require.NoError(t, b.room.Close(b.ctx, []protocol.Invitee{{PersonID: "a", Mark: &mark}}, counts))
		require.Equal(t, mark, *last[protocol.RollCallResult](p.line, protocol.RollCallClosed).Mark)
		require.Nil(t, last[protocol.RollCallResult](p.line, protocol.RollCallClosed).Counts, "a person is not told of others")
		require.Equal(t, counts, last[protocol.RollCallResult](o.line, protocol.RollCallClosed).Counts)
		require.Equal(t, protocol.CloseRollCallEnd, p.line.code())
		require.Equal(t, protocol.CloseRollCallEnd, o.line.code())
		require.Len(t, b.world.gone(), 2)
		_, err := b.join(protocol.Phone, "b")
		require.ErrorIs(t, err, ErrClosed)
		require.ErrorIs(t, b.room.Drop(b.ctx, p.peer, p.line), ErrClosed)
	})
}

func TestRoom_StopSaysGoing(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.room.Stop()
		require.Len(t, p.line.of(protocol.SessionGoing), 1)
		require.Equal(t, protocol.CloseGoing, p.line.code())
		require.True(t, p.cam.isClosed())
		require.ErrorIs(t, b.room.Leave(b.ctx, p.peer), ErrClosed)
	})
}

func TestRoom_RosterKeepsWhatIsSeenLive(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "b")
		b.pass(time.Second, p)
		b.load("a", "b")
		require.NoError(t, b.room.RaiseHand(b.ctx, p.peer, true))
		o := b.mustJoin(protocol.Officer, "o")
		all, err := b.room.Roster(b.ctx)
		require.NoError(t, err)
		require.Len(t, all, 2)
		require.Equal(t, "invited", all[0].Presence)
		require.Equal(t, "on_line", all[1].Presence)
		require.Equal(t, "名b", all[1].Name)
		require.NotNil(t, all[1].OnLineAt)
		state := last[protocol.InviteeState](o.line, protocol.InviteeChanged)
		require.True(t, state.HandRaised)
		b.pass(time.Second, p)
		require.Equal(t, protocol.Counts{Presences: map[string]int{"invited": 1, "on_line": 1}, Marks: map[string]int{}, Unmarked: 2},
			last[protocol.Counts](o.line, protocol.RosterCounts))
	})
}

func TestRoom_StormIsToldInPortions(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{Mailbox: 8}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		before := len(o.line.of(protocol.InviteeChanged))
		for n := range 250 {
			b.mustJoin(protocol.Phone, strconv.Itoa(n))
		}
		require.LessOrEqual(t, len(o.line.of(protocol.InviteeChanged))-before, changesPerTick)
		b.pass(time.Second)
		require.Equal(t, 250, len(o.line.of(protocol.InviteeChanged))-before)
	})
}

func TestRoom_FullMailboxIsBusyNotStuck(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{Mailbox: 1}, func(b *bundle) {
		held, enough := make(chan struct{}), make(chan struct{})
		go func() { _ = b.room.do(b.ctx, func() error { close(held); <-enough; return nil }) }()
		<-held
		b.room.post(func() {})
		b.room.MediaUp("dropped, since the mailbox is full", true)
		ctx, cancel := context.WithTimeout(b.ctx, time.Second)
		defer cancel()
		require.ErrorIs(t, b.room.EndCall(ctx), ErrBusy)
		close(enough)
		require.NoError(t, b.room.EndCall(b.ctx))
	})
}
