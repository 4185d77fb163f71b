package room

import (
	"encoding/json"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/protocol"
)

// shelf keeps what a room tells, as JSON, and counts how often.
type shelf struct {
	mu   sync.Mutex
	kept map[string]string
	told int
}

func newShelf() *shelf { return &shelf{kept: map[string]string{}} }

func (s *shelf) Keep(name string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told++
	if value == nil {
		delete(s.kept, name)
		return
	}
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	s.kept[name] = string(raw)
}

func (s *shelf) times() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told
}

func (s *shelf) read(t *testing.T) (KeptRoom, []KeptSeat) {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var r KeptRoom
	var seats []KeptSeat
	for name, text := range s.kept {
		if name == RoomName {
			require.NoError(t, json.Unmarshal([]byte(text), &r))
			continue
		}
		var k KeptSeat
		require.True(t, strings.HasPrefix(name, SeatName("")))
		require.NoError(t, json.Unmarshal([]byte(text), &k))
		seats = append(seats, k)
	}
	return r, seats
}

// successor is another room that goes on where b's stopped, with the roster as on record.
func (b *bundle) successor(s *shelf, roster ...protocol.Invitee) *bundle {
	b.t.Helper()
	was, seats := s.read(b.t)
	o := &bundle{t: b.t, ctx: b.ctx, world: &world{}, n: 100}
	cfg := b.room.cfg
	cfg.Events, cfg.Keeper = o.world, s
	o.room = New(cfg)
	require.NoError(b.t, o.room.Restore(b.ctx, was, seats, roster))
	synctest.Wait()
	return o
}

// revive has a client come to the seat it had.
func (b *bundle) revive(p *party) (*party, error) {
	q := &party{id: p.id, peer: p.peer, line: &line{}, cam: &camera{slots: map[int]string{}, large: map[int]bool{}}}
	err := b.room.Revive(b.ctx, q.peer, "", q.line, q.cam, func(s protocol.Self) { q.line.Send(protocol.Ack, s) })
	if err == nil {
		require.NoError(b.t, b.room.Negotiated(b.ctx, q.peer))
	}
	synctest.Wait()
	return q, err
}

func TestHandover_TellsWhatChangesAndNoMore(t *testing.T) {
	t.Parallel()
	s := newShelf()
	inRoom(t, Config{Keeper: s}, func(b *bundle) {
		p, q := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b")
		b.mustJoin(protocol.Officer, "o")
		b.load("a", "b")
		b.pass(time.Second, p, q)
		b.call("a")
		require.NoError(t, b.room.RaiseHand(b.ctx, q.peer, true))
		synctest.Wait()
		quiet := s.times()
		b.pass(20*time.Second, p, q)
		require.Equal(t, quiet, s.times(), "nothing has changed")
		was, seats := s.read(t)
		require.Equal(t, KeptRoom{Called: "a", Loaded: true, LeadID: "o"}, was)
		require.Len(t, seats, 3)
		for _, k := range seats {
			switch k.ActorID {
			case "b":
				require.False(t, k.HandAt.IsZero())
				k.HandAt = time.Time{}
				require.Equal(t, KeptSeat{PeerID: q.peer, Role: protocol.Phone, ActorID: "b", Presence: OnLine, Report: protocol.MediaReport{Camera: true, Rung: protocol.RungVideo}}, k)
			case "o":
				require.Equal(t, protocol.Officer, k.Role)
			}
		}
		require.NoError(t, b.room.Leave(b.ctx, q.peer))
		synctest.Wait()
		_, seats = s.read(t)
		require.Len(t, seats, 2)
		b.room.Retell()
		synctest.Wait()
		s.mu.Lock()
		s.kept = map[string]string{}
		s.mu.Unlock()
		b.room.Retell()
		synctest.Wait()
		_, seats = s.read(t)
		require.Len(t, seats, 2, "told anew after Redis forgot")
	})
}

// The node of a room dies in mid call. Another goes on: everybody is dropped until they are back, called stays called.
func TestHandover_AfterDeath(t *testing.T) {
	t.Parallel()
	s := newShelf()
	inRoom(t, Config{Keeper: s}, func(b *bundle) {
		p, q, o := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b"), b.mustJoin(protocol.Officer, "o")
		b.load("a", "b", "c")
		b.pass(time.Second, p, q)
		b.call("a")
		here := maps.Clone(s.kept)
		late := "late"
		n := b.successor(&shelf{kept: here}, protocol.Invitee{PersonID: "a", Seq: 1, Presence: "called"}, protocol.Invitee{PersonID: "b", Seq: 2, Presence: "on_line", Mark: &late}, protocol.Invitee{PersonID: "c", Seq: 3, Presence: "invited"})
		defer n.room.Stop()
		require.Equal(t, []Presence{Dropped}, n.world.presences("a"))
		require.Equal(t, []Presence{Dropped}, n.world.presences("b"))
		roster, err := n.room.Roster(n.ctx)
		require.NoError(t, err)
		require.Len(t, roster, 3)
		require.Equal(t, "late", *roster[1].Mark)

		p2, err := n.revive(p)
		require.NoError(t, err)
		require.Len(t, p2.line.of(protocol.CallStarted), 1, "told that the call holds; the phone shows it already")
		require.Equal(t, protocol.MediaWish{Camera: true, Large: true, Microphone: true, Rung: protocol.RungVideo}, last[protocol.MediaWish](p2.line, protocol.MediaRequest))
		o2, err := n.revive(o)
		require.NoError(t, err)
		require.Len(t, o2.line.of(protocol.InviteeChanged), 2, "of those of whom there is news")
		_, err = n.revive(p)
		require.ErrorIs(t, err, ErrNoSeat, "the seat has its client")
		n.pass(time.Second, p2)
		require.Equal(t, []Presence{Dropped, OnLine}, n.world.presences("a"))
		require.Equal(t, p2.peer, o2.cam.hearing(), "the officer hears the called")
		require.Equal(t, "called", invitedAs(t, n, "a"))

		n.pass(time.Minute, p2)
		require.Equal(t, []Presence{Dropped, Left}, n.world.presences("b"), "who does not come loses the seat")
		require.Equal(t, []string{q.peer}, n.world.gone())
	})
}

func invitedAs(t *testing.T, b *bundle, person string) string {
	t.Helper()
	all, err := b.room.Roster(b.ctx)
	require.NoError(t, err)
	for _, i := range all {
		if i.PersonID == person {
			return i.Presence
		}
	}
	return ""
}

// A room moves: who comes along within moments was never dropped, and is told of a call that ended meanwhile.
func TestHandover_AfterMove(t *testing.T) {
	t.Parallel()
	s := newShelf()
	inRoom(t, Config{Keeper: s}, func(b *bundle) {
		p, q, lost := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b"), b.mustJoin(protocol.Phone, "c")
		b.load("a", "b", "c")
		b.pass(time.Second, p, q, lost)
		b.call("a")
		require.NoError(t, b.room.Drop(b.ctx, lost.peer, lost.line))
		b.pass(50*time.Second, p, q)
		require.NoError(t, b.room.Freeze(b.ctx))
		require.NoError(t, b.room.GoingTo(b.ctx, "wss://b.example.org/signal"))
		b.room.Stop()
		require.Equal(t, "wss://b.example.org/signal", last[protocol.Going](p.line, protocol.SessionGoing).URL)
		require.Equal(t, protocol.CloseGoing, p.line.code())
		_, seats := s.read(t)
		require.Len(t, seats, 3, "going does not empty the seats")

		present := "present"
		n := b.successor(s, protocol.Invitee{PersonID: "a", Seq: 1, Presence: "on_line", Mark: &present}, protocol.Invitee{PersonID: "b", Seq: 2, Presence: "on_line"}, protocol.Invitee{PersonID: "c", Seq: 3, Presence: "dropped"})
		defer n.room.Stop()
		p2, err := n.revive(p)
		require.NoError(t, err)
		require.Equal(t, &present, last[protocol.CallResult](p2.line, protocol.CallEnded).Mark, "marked by another way meanwhile")
		require.Empty(t, p2.line.of(protocol.CallStarted))
		n.pass(9*time.Second, p2)
		require.Empty(t, n.world.presences("a"))
		require.Empty(t, n.world.presences("b"))
		require.Equal(t, "on_line", invitedAs(t, n, "b"))
		n.pass(2*time.Second, p2)
		require.Equal(t, []Presence{Dropped}, n.world.presences("b"), "did not come along")
		require.Equal(t, []Presence{Left}, n.world.presences("c"), "its minute had begun before the move")
	})
}

func TestHandover_WhoComesByTicketTakesTheOldSeatsPlace(t *testing.T) {
	t.Parallel()
	s := newShelf()
	inRoom(t, Config{Keeper: s}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		n := b.successor(&shelf{kept: maps.Clone(s.kept)})
		defer n.room.Stop()
		fresh := n.mustJoin(protocol.Phone, "a")
		require.NotEqual(t, p.peer, fresh.peer)
		require.Equal(t, []string{p.peer}, n.world.gone())
		_, err := n.revive(p)
		require.ErrorIs(t, err, ErrNoSeat)
	})
}
