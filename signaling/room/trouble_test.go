package room

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/protocol"
)

func TestRoom_OfficersAreToldWhyNoPictureComes(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.show(o, "a")
		told := func() protocol.Trouble {
			return last[protocol.InviteeState](o.line, protocol.InviteeChanged).Trouble
		}
		lacks := func(want protocol.Trouble) {
			p.cam.mu.Lock()
			p.cam.lacks = want
			p.cam.mu.Unlock()
			b.pass(time.Second)
		}
		require.Equal(t, protocol.TroubleNone, told(), "a picture may take a moment")
		b.pass(comesWithin)
		require.Equal(t, protocol.TroubleNothing, told())
		require.NoError(t, b.room.Report(b.ctx, p.peer, protocol.MediaReport{Rung: protocol.RungVideo}))
		b.pass(time.Second)
		require.Equal(t, protocol.TroubleCameraOff, told())
		lacks(protocol.TroubleFormat)
		require.Equal(t, protocol.TroubleFormat, told())
		lacks(protocol.TroubleNone)
		b.room.MediaUp(p.peer, false)
		b.pass(comesWithin + time.Second)
		require.Equal(t, protocol.TroubleNoWay, told())
		b.room.MediaUp(p.peer, true)
		b.pass(time.Second, p)
		require.Equal(t, protocol.TroubleNone, told())
		lacks(protocol.TroubleTooMuch)
		require.Equal(t, protocol.TroubleTooMuch, told())
	})
}

func TestRoom_WhoSendsTooMuchIsAskedForLess(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.show(o, "a")
		b.pass(10*time.Second, p)
		rung := func() protocol.Rung { return last[protocol.MediaWish](p.line, protocol.MediaRequest).Rung }
		require.Equal(t, protocol.RungVideo, rung())
		p.cam.mu.Lock()
		p.cam.lacks = protocol.TroubleTooMuch
		p.cam.mu.Unlock()
		b.pass(time.Second, p)
		require.Equal(t, protocol.RungLow, rung())
	})
}

// A phone that goes up and down all the time is put on record a few times, not each time.
func TestRoom_RungsThatFlickerKeepNobodyBusy(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.pass(time.Second, p)
		for n := range 1000 {
			require.NoError(t, b.room.Report(b.ctx, p.peer, protocol.MediaReport{Camera: true, Rung: protocol.Rungs()[n%len(protocol.Rungs())]}))
		}
		b.pass(time.Second, p)
		require.Equal(t, protocol.Rungs(), slices.Compact(slices.Clone(b.world.rungs)), "each once")
	})
}
