package faults_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/store"
	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

// rounds is how often servers are killed; a longer run is asked for by NODES_ROUNDS.
func rounds(t *testing.T) int {
	t.Helper()
	asked := os.Getenv("NODES_ROUNDS")
	if asked == "" {
		return 1
	}
	n, err := strconv.Atoi(asked)
	require.NoError(t, err)
	return n
}

// Three servers in namespaces of their own, three roll calls with twenty phones, one on each server. The server of one is killed in mid call: its
// phones and its officer come back by themselves, at another server, to their seats; the one who was called is
// called still and rings no second time; what was marked and photographed is on record; the other two roll calls
// notice nothing. Then a second server is drained: its roll call moves, everybody at once, and no one is dropped.
func TestNodes_OneKilledOneDrained(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rounds(t))*time.Minute+time.Minute)
	t.Cleanup(cancel)
	f := newFleet(t, 3, 3)
	rooms := []*gathering{f.gather(ctx, 0, 6), f.gather(ctx, 1, 7), f.gather(ctx, 2, 7)}
	at := map[string]*gathering{}
	for _, g := range rooms {
		require.NotEmpty(t, g.url())
		at[g.url()] = g
		g.onLine(30 * time.Second)
	}
	require.GreaterOrEqual(t, len(at), 2, "the roll calls are spread")
	died := map[string][]time.Time{}
	for round := range rounds(t) {
		var victim *gathering
		for _, g := range rooms {
			if g.url() != f.ships[0].url {
				victim = g
			}
		}
		f.killed(ctx, victim, rooms, died, round)
	}
	f.drained(rooms)
	toldOver := false
	for _, g := range rooms {
		if !toldOver && g.url() != f.ships[0].url {
			g.overHTTP()
			toldOver = true
		} else {
			_, err := g.desk.CloseRollCall(ctx)
			require.NoError(t, err)
		}
		f.servedOnce(g.id, died)
	}
	require.True(t, toldOver, "there was a roll call that HTTP's server did not have")
	f.machine.look(func(s *store.Store) {
		whole(t, s)
		require.Equal(t, 20, count(t, s, "SELECT count(*) FROM messages WHERE kind = 'rollcall_ring'"), "nobody's phone was rung again")
	})
}

// overHTTP marks a person and closes the roll call by the ordinary way, at a server that does not have it: those in
// the room are told.
func (g *gathering) overHTTP() {
	t := g.f.t
	t.Helper()
	who := g.people[len(g.people)-1]
	g.console.Post("/console/v1/roll-calls/"+g.id+"/invitees/"+who+"/mark", map[string]any{"status": "excused", "reason": "电话请假"}).Into(http.StatusOK, nil)
	stage.Eventually(t, 10*time.Second, func() string {
		if m := g.desk.State().Invitees[who].Invitee.Mark; m == nil || *m != "excused" {
			return "the officer's page is not told of the mark"
		}
		return ""
	})
	g.console.Post("/console/v1/roll-calls/"+g.id+"/close", nil).Into(http.StatusOK, nil)
	for _, b := range g.all() {
		stage.Eventually(t, 10*time.Second, func() string {
			if s := b.State(); s.Closed == nil || s.Connected {
				return "somebody is not told that it is over"
			}
			return ""
		})
	}
}

// killed kills the server of a roll call in mid call.
func (f *fleet) killed(ctx context.Context, g *gathering, rooms []*gathering, died map[string][]time.Time, round int) {
	t := f.t
	t.Helper()
	from := g.url()
	marked, called := g.people[0], g.people[1+round%(len(g.people)-1)]
	_, err := g.desk.Mark(ctx, marked, "present", "")
	require.NoError(t, err)
	bells := g.phones[called].State().Bells + 1
	require.NoError(t, g.desk.Call(ctx, called))
	require.NoError(t, g.phones[called].Wait(ctx, func(s signalingtest.State) string {
		if !s.Called || s.Bells != bells {
			return "it does not ring"
		}
		return ""
	}))
	require.NoError(t, g.desk.Show(ctx, g.people...))
	_, err = g.desk.Snapshot(ctx, called)
	require.NoError(t, err)
	seats, before, at := g.seats(), map[*gathering]int{}, map[*gathering]string{}
	for _, r := range rooms {
		before[r], at[r] = r.desk.Returns(), r.url()
	}
	dead := f.at(from)
	since := time.Now()
	dead.kill()
	died[dead.address] = append(died[dead.address], since)
	took := g.returned(before[g]+1, since, 45*time.Second)
	t.Logf("round %d: the room of %d was claimed after %v, everybody was back after %v", round+1, len(g.all()), f.claimedAfter(g.id, since), took.Round(10*time.Millisecond))
	require.NotEqual(t, from, g.url())
	for bot, peer := range seats {
		require.Equal(t, peer, bot.Session().PeerID, "the seat is the same")
		require.True(t, bot.Session().Resumed)
		require.True(t, bot.Session().Moved, "%v", bot.State().Trouble)
	}
	phone := g.phones[called].State()
	require.True(t, phone.Called, "called stays called")
	require.Equal(t, bells, phone.Bells, "and rings no second time")
	roster, err := g.desk.Roster(ctx)
	require.NoError(t, err)
	require.Len(t, roster, len(g.people))
	require.NoError(t, g.desk.Show(ctx, g.people...))
	g.onLine(30 * time.Second)
	t.Logf("round %d: everybody's picture was on record after %v", round+1, time.Since(since).Round(10*time.Millisecond))
	record := g.onRecord()
	require.Equal(t, "present", record[marked].Mark)
	require.NotNil(t, record[called].SnapshotURL, "the snapshot is kept")
	picture := g.console.Get(*record[called].SnapshotURL)
	require.Equal(t, http.StatusOK, picture.Status)
	_, err = g.desk.Mark(ctx, called, "late", "路上堵车")
	require.NoError(t, err)
	for _, r := range rooms {
		if at[r] != from {
			require.Equal(t, before[r], r.desk.Returns(), "a roll call elsewhere notices nothing")
		} else { // another one that was there
			r.returned(before[r]+1, since, 45*time.Second)
			r.onLine(30 * time.Second)
		}
	}
	f.launch(dead)
}

func (f *fleet) at(url string) *ship {
	f.t.Helper()
	for _, s := range f.ships {
		if s.url == url {
			return s
		}
	}
	require.FailNow(f.t, "no server at "+url)
	return nil
}

// claimedAfter tells when a roll call was taken up after an instant.
func (f *fleet) claimedAfter(rollCall string, since time.Time) time.Duration {
	for _, l := range f.book.of(rollCall, "room taken") {
		if l.Time.After(since) {
			return l.Time.Sub(since).Round(10 * time.Millisecond)
		}
	}
	return 0
}

// drained drains a server that has a roll call: all of them move without anybody being dropped.
func (f *fleet) drained(rooms []*gathering) {
	t := f.t
	t.Helper()
	going := f.at(rooms[0].url())
	var moving []*gathering
	before := map[*gathering]int{}
	for _, g := range rooms {
		if g.url() == going.url {
			moving = append(moving, g)
		}
		before[g] = g.desk.Returns()
	}
	seats := moving[0].seats()
	var n node
	stage.Eventually(t, 10*time.Second, func() string { // by its next heartbeat
		if n = f.nodes()[going.url]; n.State != "up" || n.RollCalls != len(moving) {
			return fmt.Sprintf("the registry shows %s with %d roll calls", n.State, n.RollCalls)
		}
		return ""
	})
	since := time.Now()
	f.admin.Post("/console/v1/nodes/"+n.ID+"/drain", map[string]any{"grace_seconds": 0}).Into(http.StatusOK, nil)
	for _, g := range moving {
		took := g.returned(before[g]+1, since, 30*time.Second)
		t.Logf("drained: everybody had moved %v after it was asked", took.Round(10*time.Millisecond))
		for who, i := range g.onRecord() {
			require.Contains(t, []string{"on_line", "called"}, i.Presence, "%s was not dropped", who)
		}
		g.onLine(20 * time.Second)
	}
	for bot, peer := range seats {
		require.Equal(t, peer, bot.Session().PeerID, "the seat is the same")
	}
	stage.Eventually(t, 10*time.Second, func() string {
		if n := f.nodes()[going.url]; n.State != "draining" || n.RollCalls != 0 {
			return "the registry does not show it"
		}
		return ""
	})
	for _, g := range rooms {
		require.NotEqual(t, going.url, g.url())
	}
}

// A server stands still as a machine does that swaps, and comes back after another has taken its roll call: it serves
// nothing more by its old claim.
func TestNodes_OneStandsStillAndComesBack(t *testing.T) {
	t.Parallel()
	signal := func(s os.Signal) func(*ship) {
		return func(still *ship) { require.NoError(t, still.cmd.Process.Signal(s)) }
	}
	g, still, since := awayAndBack(t, signal(syscall.SIGSTOP), signal(syscall.SIGCONT))
	g.f.servedOnce(g.id, map[string][]time.Time{still.address: {since}})
}

// The wire to a server is pulled: neither clients nor Redis nor the database. It stops serving by itself before another
// server takes the roll call, and notices when the wire is back that it has lost it.
func TestNodes_OneIsCutOffAndComesBack(t *testing.T) {
	t.Parallel()
	g, _, _ := awayAndBack(t, func(s *ship) { s.host.cut(t) }, func(s *ship) { s.host.mend(t) })
	g.f.servedOnce(g.id, nil)
}

// awayAndBack takes away the server of a roll call, until everybody is at the other one, and brings it back.
func awayAndBack(t *testing.T, away, back func(*ship)) (*gathering, *ship, time.Time) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	f := newFleet(t, 2, 1)
	g := f.gather(ctx, 0, 2)
	if g.url() == f.ships[0].url { // HTTP is asked there
		n := f.nodes()[f.ships[0].url]
		f.admin.Post("/console/v1/nodes/"+n.ID+"/drain", map[string]any{"grace_seconds": 0}).Into(http.StatusOK, nil)
		g.returned(1, time.Now(), 30*time.Second)
		f.ships[0].end(syscall.SIGTERM)
		f.launch(f.ships[0])
		f.admin = stage.NewOfficer(t, "http://"+f.machine.address).SignIn("admin", password)
	}
	still := f.at(g.url())
	require.NotEqual(t, f.ships[0], still)
	before, seats := g.desk.Returns(), g.seats()
	away(still)
	stopped := time.Now()
	for _, b := range g.all() {
		b.Cut() // a client finds out by its own pings
	}
	took := g.returned(before+1, stopped, time.Minute)
	t.Logf("everybody was back %v after the server had gone", took.Round(10*time.Millisecond))
	require.Equal(t, f.ships[0].url, g.url())
	back(still)
	stage.Eventually(t, 20*time.Second, func() string {
		if len(f.book.of(g.id, "room lost")) == 0 {
			return "the server does not notice that it has lost the room"
		}
		return ""
	})
	g.onLine(20 * time.Second)
	for bot, peer := range seats {
		require.Equal(t, peer, bot.Session().PeerID)
	}
	stage.Eventually(t, 20*time.Second, func() string {
		if n := f.nodes(); n[still.url].RollCalls != 0 || n[f.ships[0].url].RollCalls != 1 {
			return "the registry does not show it"
		}
		return ""
	})
	return g, still, stopped
}

// The officer marks one person after the other when the server is killed. What was acknowledged is on record; what was
// not is sent again with its id, at the other server, and is there once.
func TestNodes_KilledInAFloodOfMarks(t *testing.T) {
	t.Parallel()
	const people = 8
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	f := newFleet(t, 2, 2)
	g := f.gather(ctx, 0, people)
	if o := f.gather(ctx, 1, people); o.url() != f.ships[0].url {
		g = o
	}
	dead := f.at(g.url())
	require.NotEqual(t, f.ships[0], dead)
	mark := func(n int) error {
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		who := g.people[n%len(g.people)]
		return g.desk.DoAs(ctx, fmt.Sprintf("flood-of-marks-%05d", n), protocol.AttendanceMark, protocol.Mark{PersonID: who, Status: "late", Reason: fmt.Sprintf("第%d次", n)}, nil)
	}
	var n atomic.Int64
	var flood sync.WaitGroup
	var failed error
	flood.Go(func() {
		for failed == nil {
			if failed = mark(int(n.Load())); failed == nil {
				n.Add(1)
			}
		}
	})
	stage.Eventually(t, 30*time.Second, func() string {
		if n.Load() < 30 {
			return "nothing is marked"
		}
		return ""
	})
	since := time.Now()
	dead.kill()
	flood.Wait()
	acknowledged := int(n.Load())
	marks := func(s *store.Store) int {
		return count(t, s, "SELECT count(*) FROM audit_entries WHERE action = 'rollcall.marked'")
	}
	f.machine.look(func(s *store.Store) {
		require.Contains(t, []int{acknowledged, acknowledged + 1}, marks(s), "what was acknowledged is on record, and at most the one in flight")
	})
	g.returned(1, since, 45*time.Second)
	stage.Eventually(t, 20*time.Second, func() string {
		if err := mark(acknowledged); err != nil {
			return err.Error()
		}
		return ""
	})
	require.NoError(t, mark(acknowledged-1), "an answer that was lost is given again")
	f.machine.look(func(s *store.Store) {
		require.Equal(t, acknowledged+1, marks(s), "each once")
		whole(t, s)
	})
	require.Equal(t, "late", g.onRecord()[g.people[acknowledged%len(g.people)]].Mark)
}
