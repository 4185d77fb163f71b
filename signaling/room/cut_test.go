package room

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/protocol"
)

// resume has a client come back to its seat on another connection.
func (b *bundle) resume(p *party) *line {
	b.t.Helper()
	l := &line{}
	require.NoError(b.t, b.room.Resume(b.ctx, p.peer, l, func(s protocol.Self) { l.Send(protocol.Ack, s) }))
	synctest.Wait()
	p.line = l
	return l
}

// The called person's network is cut for eight seconds. The call goes on: nobody else is called, the phone is told
// that the call holds and does not ring by that, the officer hears the person as before.
func TestCut_ThePhoneInMidCall(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p, q, o := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b"), b.mustJoin(protocol.Officer, "o")
		b.load("a", "b")
		b.show(o, "a", "b")
		b.pass(time.Second, p, q)
		b.call("a")
		require.NoError(t, b.room.Drop(b.ctx, p.peer, p.line))
		b.pass(8*time.Second, q)
		require.Equal(t, "dropped", invitedAs(t, b, "a"))
		require.Empty(t, q.line.of(protocol.CallStarted), "nobody else is called meanwhile")
		l := b.resume(p)
		b.pass(time.Second, p, q)
		require.Len(t, l.of(protocol.CallStarted), 1)
		require.Empty(t, l.of(protocol.CallEnded))
		require.Equal(t, protocol.MediaWish{Camera: true, Large: true, Microphone: true, Rung: protocol.RungVideo}, last[protocol.MediaWish](l, protocol.MediaRequest))
		require.Equal(t, "called", invitedAs(t, b, "a"))
		require.Equal(t, p.peer, o.cam.hearing())
		require.Equal(t, []Presence{Connecting, OnLine, Dropped, OnLine}, b.world.presences("a"))
		require.Empty(t, b.world.gone(), "the seat was kept")
	})
}

// The officer's network is cut for eight seconds: called stays called, the phone is told that nobody is there and
// then that somebody is, and the officer is told all that happened.
func TestCut_TheOfficerInMidCall(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p, q, o := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b"), b.mustJoin(protocol.Officer, "o")
		b.load("a", "b")
		b.show(o, "a", "b")
		b.pass(time.Second, p, q)
		b.call("a")
		require.NoError(t, b.room.Drop(b.ctx, o.peer, o.line))
		b.pass(4*time.Second, p, q)
		require.False(t, last[protocol.OfficerReport](p.line, protocol.OfficerState).OnLine)
		require.NoError(t, b.room.RaiseHand(b.ctx, q.peer, true))
		b.pass(4*time.Second, p, q)
		require.Empty(t, p.line.of(protocol.CallEnded), "called stays called")
		l := b.resume(o)
		require.True(t, last[protocol.OfficerReport](p.line, protocol.OfficerState).OnLine)
		require.Len(t, p.line.of(protocol.CallStarted), 1, "no second ring")
		states := map[string]protocol.InviteeState{}
		for _, s := range l.of(protocol.InviteeChanged) {
			state := s.(protocol.InviteeState)
			states[state.Invitee.PersonID] = state
		}
		require.Equal(t, "called", states["a"].Invitee.Presence)
		require.True(t, states["b"].HandRaised)
		from, large := o.cam.showing(0)
		require.Equal(t, p.peer, from)
		require.True(t, large, "the view was kept")
		require.Empty(t, b.world.gone())
	})
}
