package signaling_test

import (
	"context"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
	"diandao/internal/rollcall"
	"diandao/signaling"
	"diandao/signaling/cluster"
	"diandao/signaling/ice"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
	"diandao/signaling/signalingtest"
	"diandao/signaling/ws"
)

// answers keeps in memory what messages were answered.
type answers struct {
	mu     sync.Mutex
	begun  map[string]string
	done   map[string][]byte
	isMute bool // Finish is lost, as by the death of a node
	asked  int  // how often it was asked for what somebody has begun
	late   int  // after so many of these the answer is there
}

func (a *answers) Begin(_ context.Context, peerID, id, fingerprint string) ([]byte, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	had, ok := a.begun[peerID+id]
	if ok && had != fingerprint {
		return nil, false, signaling.ErrReused
	}
	a.begun[peerID+id] = fingerprint
	if ok && a.late > 0 {
		if a.asked++; a.asked >= a.late {
			a.done[peerID+id] = []byte(`{"phones":7}`)
		}
	}
	return a.done[peerID+id], ok, nil
}

func (a *answers) Finish(_ context.Context, peerID, id string, answer []byte) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.isMute {
		a.done[peerID+id] = answer
	}
	return nil
}

func (a *answers) Release(_ context.Context, peerID, id string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.begun, peerID+id)
	return nil
}

// fleet is several services that share records, tickets and a Redis.
type fleet struct {
	*bundle
	answers *answers
	ships   []*ship
}

type ship struct {
	url     string
	service *signaling.Service
	member  *cluster.Member
	stop    func()
}

func newFleet(t *testing.T, nodes int) *fleet {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	f := &fleet{
		bundle:  &bundle{t: t, ctx: ctx, records: newRecords("a", "b", "c"), desk: newDesk()},
		answers: &answers{begun: map[string]string{}, done: map[string][]byte{}},
	}
	server := redistest.Memory(t)
	for n := range nodes {
		f.ships = append(f.ships, f.launch(fmt.Sprintf("node-%d", n+1), redistest.Client(t, server)))
	}
	return f
}

func (f *fleet) launch(id string, client redis.UniversalClient) *ship {
	t := f.t
	node, err := sfu.New(sfu.Config{Loopback: true, ReadBuffer: 1 << 20, WriteBuffer: 1 << 20})
	require.NoError(t, err)
	var relay *ice.Relay
	s := &ship{member: cluster.NewMember(live.NewNodes(client), live.NewRooms(client, clock.System{}), cluster.Config{ID: id, IsTold: true, Beat: 200 * time.Millisecond})}
	s.service = signaling.New(context.Background(), signaling.Deps{
		RollCalls: f.records, Cluster: s.member, Ledger: f.answers, Stations: f.desk, Tickets: f.desk, Resumes: f.desk, Media: node, ICE: relay, Clock: clock.System{},
	}, signaling.Config{})
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/signal", ws.Handler(context.Background(), ws.Config{}, func(ctx context.Context, c *ws.Conn) { s.service.Serve(ctx, c) }))
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	served := make(chan error, 1)
	go func() { served <- app.Listener(ln) }()
	s.url = "ws://" + ln.Addr().String() + "/signal"
	s.member.Join(t.Context(), s.url, s.service)
	s.stop = sync.OnceFunc(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		s.member.Drain(ctx, 0)
		require.NoError(t, s.service.Close(ctx))
		require.NoError(t, app.ShutdownWithTimeout(5*time.Second))
		require.NoError(t, <-served)
		require.NoError(t, s.member.Leave(ctx))
		require.NoError(t, node.Close())
	})
	t.Cleanup(s.stop)
	return s
}

// at returns the ship that has the roll call, and another.
func (f *fleet) at() (has, other *ship) {
	f.t.Helper()
	for _, s := range f.ships {
		if s.service.Serves("rc-1") {
			has = s
		} else {
			other = s
		}
	}
	require.NotNil(f.t, has, "nobody serves the roll call")
	return has, other
}

// come lets a client in by whichever door and has it come back by itself.
func (f *fleet) come(url string, ticket string) *signalingtest.Bot {
	f.t.Helper()
	ctx, stop := context.WithCancel(f.ctx)
	bot := signalingtest.NewBot(url, nil)
	require.NoError(f.t, bot.Join(ctx, ticket))
	done := bot.Roam(ctx, nil)
	f.t.Cleanup(func() {
		stop()
		<-done
		require.NoError(f.t, bot.Hangup())
	})
	return bot
}

func back(n int, bots ...*signalingtest.Bot) func() bool {
	return func() bool {
		for _, b := range bots {
			if b.Returns() < n || !b.State().Connected {
				return false
			}
		}
		return true
	}
}

func TestNodes_WrongDoorKeepsTheTicket(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 2)
	first := f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a")))
	has, other := f.at()
	require.Equal(t, has.url, first.URL())
	ticket := f.desk.issue("rc-1", personActor("b"))
	f.url = other.url
	bot := f.bot(nil)
	require.NoError(t, bot.Dial(f.ctx))
	refusedWith(t, bot.Do(f.ctx, protocol.SessionHello, protocol.Hello{Versions: []int{1}, Ticket: ticket}, nil), protocol.CodeElsewhere)
	f.wait(bot, closedWith(protocol.CloseElsewhere))
	require.Equal(t, has.url, bot.State().Sent)
	second := f.come(other.url, ticket)
	require.Equal(t, has.url, second.URL(), "followed with the same ticket")
	require.ElementsMatch(t, []string{has.url, other.url}, second.Session().Nodes)
	require.Error(t, signalingtest.NewBot(has.url, nil).Join(f.ctx, ticket), "a ticket is used once")
	other.stop()
	require.Eventually(t, func() bool { return first.Ping(f.ctx) == nil }, 5*time.Second, 10*time.Millisecond, "another node's end is none of ours")
}

// Everybody comes at once, to any node: one room, one record of each.
func TestNodes_AStormFindsOneRoom(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 3)
	var all sync.WaitGroup
	bots := make([]*signalingtest.Bot, 9)
	for n := range bots {
		who := string(rune('a' + n%3))
		ticket := f.desk.issue("rc-1", personActor(who))
		bots[n] = signalingtest.NewBot(f.ships[n%3].url, nil)
		all.Go(func() { _ = bots[n].Join(f.ctx, ticket) }) // of one person's three the last stays
	}
	all.Wait()
	t.Cleanup(func() {
		for _, b := range bots {
			_ = b.Hangup()
		}
	})
	serving := 0
	for _, s := range f.ships {
		if s.service.Serves("rc-1") {
			serving++
			rooms, peers := s.service.Counts()
			require.Equal(t, []int{1, 3}, []int{rooms, peers})
		}
	}
	require.Equal(t, 1, serving)
}

// A node goes: the room moves with its call, nobody is dropped, no phone rings again.
func TestNodes_DrainMovesTheRoom(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 2)
	a, b := f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a"))), f.come(f.ships[1].url, f.desk.issue("rc-1", personActor("b")))
	officer := f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o")))
	require.NoError(t, officer.Call(f.ctx, "a"))
	require.NoError(t, b.RaiseHand(f.ctx, true))
	f.wait(a, func(s signalingtest.State) string {
		if !s.Called {
			return "not called"
		}
		return ""
	})
	peers := []string{a.Session().PeerID, b.Session().PeerID, officer.Session().PeerID}
	has, other := f.at()
	has.member.Drain(f.ctx, 0)
	require.Eventually(t, back(1, a, b, officer), 20*time.Second, 10*time.Millisecond)
	require.Equal(t, []string{other.url, other.url, other.url}, []string{a.URL(), b.URL(), officer.URL()})
	require.Equal(t, peers[0], a.Session().PeerID)
	require.Equal(t, peers[1], b.Session().PeerID)
	require.Equal(t, peers[2], officer.Session().PeerID)
	require.True(t, a.Session().Resumed && a.Session().Moved)
	require.True(t, a.State().Called)
	require.Equal(t, 1, a.State().Bells)
	f.wait(officer, func(s signalingtest.State) string {
		if !s.Invitees["b"].HandRaised {
			return "the hand is down"
		}
		return ""
	})
	require.NotContains(t, f.records.seen("a"), rollcall.Dropped)
	rooms, _ := has.service.Counts()
	require.Zero(t, rooms)
	_, err := officer.Mark(f.ctx, "a", "present", "")
	require.NoError(t, err)
	f.wait(a, func(s signalingtest.State) string {
		if s.Called {
			return "still called"
		}
		return ""
	})
}

// The last node goes and comes back, as at a restart: seats are there again.
func TestNodes_RestartKeepsSeats(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	f := &fleet{bundle: &bundle{t: t, ctx: ctx, records: newRecords("a"), desk: newDesk()}, answers: &answers{begun: map[string]string{}, done: map[string][]byte{}}}
	client := redistest.Client(t, redistest.Memory(t))
	first := f.launch("node-1", client)
	f.url = first.url
	bot := f.bot(nil)
	require.NoError(t, bot.Join(ctx, f.desk.issue("rc-1", personActor("a"))))
	seat := bot.Session()
	first.stop()
	f.wait(bot, closedWith(protocol.CloseGoing))
	second := f.launch("node-2", client)
	require.Eventually(t, func() bool {
		again := signalingtest.NewBot(second.url, nil)
		t.Cleanup(func() { _ = again.Hangup() })
		if err := again.Dial(ctx); err != nil {
			return false
		}
		var s protocol.Session
		err := again.Do(ctx, protocol.SessionHello, protocol.Hello{Versions: []int{1}, ResumeToken: seat.ResumeToken}, &s)
		return err == nil && s.Resumed && s.Moved && s.PeerID == seat.PeerID
	}, 20*time.Second, 200*time.Millisecond)
}

func TestNodes_LostRoomsEndAtOnce(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 1)
	phone, officer := f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a"))), f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o")))
	f.ships[0].service.Lost("rc-1")
	require.Eventually(t, back(1, phone, officer), 20*time.Second, 10*time.Millisecond, "they are back where the room is by then")
	require.NoError(t, officer.Call(f.ctx, "a"))
}

func TestOnce_SentAgainIsNotDoneAgain(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 1)
	f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a")))
	officer := f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o")))
	const id = "0123456789abcdef-1"
	send := func(m protocol.Mark) (protocol.Marked, error) {
		var out protocol.Marked
		err := officer.DoAs(f.ctx, id, protocol.AttendanceMark, m, &out)
		return out, err
	}
	late := protocol.Mark{PersonID: "a", Status: "late"}
	_, err := send(late)
	refusedWith(t, err, "rollcall.mark_invalid")
	late.Reason = "traffic"
	first, err := send(late)
	require.NoError(t, err, "what was refused may be sent again, mended")
	_, err = officer.Mark(f.ctx, "a", "present", "")
	require.NoError(t, err)
	again, err := send(late)
	require.NoError(t, err)
	require.Equal(t, first, again, "answered as the first time")
	require.Equal(t, "present", f.markOf("a"), "and not done again")
	_, err = send(protocol.Mark{PersonID: "a", Status: "absent", Reason: "x"})
	refusedWith(t, err, "signal.id_reused")

	// The node dies after doing it and before saying so.
	f.answers.isMute = true
	const unsaid = "0123456789abcdef-2"
	require.NoError(t, officer.DoAs(f.ctx, unsaid, protocol.AttendanceMark, late, nil))
	marks := f.records.marks()
	require.NoError(t, officer.DoAs(f.ctx, unsaid, protocol.AttendanceMark, late, nil))
	require.Equal(t, marks, f.records.marks(), "the record says that it was done")
	const called = "0123456789abcdef-3"
	require.NoError(t, officer.DoAs(f.ctx, called, protocol.PersonCall, protocol.PersonRef{PersonID: "a"}, nil))
	require.NoError(t, officer.DoAs(f.ctx, called, protocol.PersonCall, protocol.PersonRef{PersonID: "a"}, nil))
	require.Equal(t, 1, f.records.calls())
}

// A message that comes again while its first connection is still at it waits for that one's answer.
func TestOnce_WhatIsBeingDoneIsNotDoneAgain(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 1)
	officer := f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o")))
	say := func() (r protocol.Reached, err error) {
		err = officer.DoAs(f.ctx, "0123456789abcdef-1", protocol.TextSend, protocol.Text{Text: "请稍候"}, &r)
		return r, err
	}
	f.answers.isMute = true
	first, err := say()
	require.NoError(t, err)
	require.NotEqual(t, 7, first.Phones)
	f.answers.late = 3
	again, err := say()
	require.NoError(t, err)
	require.Equal(t, 7, again.Phones, "the answer of whoever began")
}

// Who was not answered a hand-over sends it again: the lead is not taken from who has got it since, and who gave it
// is not told that only the lead may.
func TestOnce_HandOverSentAgainIsNotDoneAgain(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 1)
	first := f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o")))
	second := f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o2")))
	take := func() error {
		return second.DoAs(f.ctx, "0123456789abcdef-1", protocol.LeadTake, protocol.Empty{}, nil)
	}
	require.NoError(t, take())
	require.NoError(t, first.TakeLead(f.ctx))
	require.NoError(t, take(), "answered as the first time")
	f.wait(second, led("o"))
	give := func(by *signalingtest.Bot, id, to string) error {
		return by.DoAs(f.ctx, id, protocol.LeadGive, protocol.StaffRef{StaffID: to}, nil)
	}
	require.NoError(t, give(first, "0123456789abcdef-2", "o2"))
	require.NoError(t, give(first, "0123456789abcdef-2", "o2"))

	// The node dies after doing it and before saying so.
	f.answers.isMute = true
	require.NoError(t, give(second, "0123456789abcdef-3", "o"))
	require.NoError(t, give(second, "0123456789abcdef-3", "o"))
	require.Equal(t, []string{"officer o2 > o2", "officer o > o", "officer o > o2", "officer o2 > o"}, f.records.handed(), "each once")
}

func (f *fleet) markOf(p string) string {
	f.records.mu.Lock()
	defer f.records.mu.Unlock()
	for _, i := range f.records.invitees {
		if string(i.PersonID) == p {
			return string(i.Mark)
		}
	}
	return ""
}

// Whoever comes while the room is on its way finds it at one node only, whenever that is.
func TestNodes_ComingWhileTheRoomMoves(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 2)
	f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a")))
	has, other := f.at()
	var enough atomic.Bool
	var comers sync.WaitGroup
	for n, url := range []string{has.url, other.url, has.url} {
		comers.Go(func() {
			for !enough.Load() {
				bot := signalingtest.NewBot(url, nil)
				_ = bot.Join(f.ctx, f.desk.issue("rc-1", personActor(string(rune('b'+n%2)))))
				_ = bot.Hangup()
			}
		})
	}
	has.member.Drain(f.ctx, 0)
	require.Eventually(t, func() bool {
		require.False(t, has.service.Serves("rc-1") && other.service.Serves("rc-1"), "two serve it")
		return other.service.Serves("rc-1")
	}, 20*time.Second, time.Millisecond)
	for range 200 {
		require.False(t, has.service.Serves("rc-1") && other.service.Serves("rc-1"), "two serve it")
	}
	enough.Store(true)
	comers.Wait()
}

// A server that waits for its grace to be over is told to stop: it does not wait any longer.
func TestNodes_StopsDuringTheGrace(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 2)
	phone := f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a")))
	has, other := f.at()
	has.member.Drain(f.ctx, time.Hour)
	require.NoError(t, phone.Ping(f.ctx), "for the grace all goes on")
	began := time.Now()
	has.stop()
	require.Less(t, time.Since(began), 10*time.Second)
	require.Eventually(t, back(1, phone), 20*time.Second, 10*time.Millisecond)
	require.Equal(t, other.url, phone.URL())
}
