package signaling_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/rollcall"
	"diandao/signaling"
	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
	"diandao/signaling/ws"
)

const soon = 40 * time.Millisecond

// seldom is a service that looks by itself only after the test.
func seldom() signaling.Config { return signaling.Config{Recheck: time.Hour} }

func barredAs(why string) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if s.Connected || s.Code != protocol.CloseBarred || s.Reason != why {
			return "not closed with 4012 " + why + ", but " + s.Reason
		}
		return ""
	}
}

// An officer who presides loses the account while the roll call runs: out within one look, the next one leads, the
// phones notice nothing, and neither the token nor an old ticket lets the officer in again.
func TestStay_WhoMustNotPresideAnyLongerIsOut(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{Recheck: soon}, ws.Config{})
	first := b.join(officerActor("o1"), nil)
	second := b.join(officerActor("o2"), nil)
	phone := b.face("a", second)
	require.NoError(t, first.TakeLead(b.ctx))
	ticket := b.desk.issue("rc-1", officerActor("o1"))
	b.records.bar("o1", rollcall.ErrAccountOff)
	b.wait(first, barredAs("rollcall.account_disabled"))
	b.wait(second, func(s signalingtest.State) string {
		if len(s.Staff.Seats) != 1 || s.Staff.LeadID == nil || *s.Staff.LeadID != "o2" {
			return "o2 does not lead alone"
		}
		return ""
	})
	require.Eventually(t, func() bool { return len(b.records.endings()) == 1 }, 5*time.Second, 5*time.Millisecond)
	require.Equal(t, []string{"o1 rollcall.account_disabled"}, b.records.endings())
	require.Equal(t, "the system > o2", b.records.handed()[len(b.records.handed())-1])
	require.NoError(t, second.Call(b.ctx, "a"))
	require.NotContains(t, b.records.seen("a"), rollcall.Dropped)
	require.True(t, phone.State().Connected)

	err := first.Resume(b.ctx)
	refusedWith(t, err, protocol.CodeTicketRefused)
	again := b.bot(nil)
	refusedWith(t, again.Join(b.ctx, ticket), "rollcall.account_disabled")
	b.wait(again, barredAs("rollcall.account_disabled"))
	require.Len(t, second.State().Staff.Seats, 1)
}

// The record is away: nobody loses a seat by that, however often it is asked.
func TestStay_NobodyIsOutWhileTheRecordIsAway(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{Recheck: soon}, ws.Config{})
	officer, phone := b.join(officerActor("o"), nil), b.join(personActor("a"), nil)
	b.records.setAway(true)
	b.records.bar("o", rollcall.ErrNotYours)
	was := b.records.asks()
	require.Eventually(t, func() bool { return b.records.asks() > was+6 }, 10*time.Second, 5*time.Millisecond)
	require.True(t, officer.State().Connected)
	require.True(t, phone.State().Connected)
	require.NoError(t, officer.Ping(b.ctx))
	b.records.setAway(false)
	b.wait(officer, barredAs("rollcall.not_yours"))
	require.NoError(t, phone.Ping(b.ctx))
}

// Auto mode of an officer who must go ends with the seat, and so does the call it made.
func TestStay_AutoModeEndsWithWhoStartedIt(t *testing.T) {
	t.Parallel()
	b := setup(t, seldom(), ws.Config{})
	first, second := b.join(officerActor("o1"), nil), b.join(officerActor("o2"), nil)
	phone := b.face("a", second)
	require.NoError(t, first.Auto(b.ctx, protocol.MaxAuto))
	b.wait(phone, func(s signalingtest.State) string {
		if !s.Called {
			return "not called"
		}
		return ""
	})
	b.records.bar("o1", rollcall.ErrNotYours)
	b.service.StaffChanged(b.ctx, "o1")
	b.wait(first, barredAs("rollcall.not_yours"))
	b.wait(phone, func(s signalingtest.State) string {
		if s.Called {
			return "still called"
		}
		return ""
	})
	b.wait(second, func(s signalingtest.State) string {
		if s.Walk.On {
			return "auto mode goes on"
		}
		return ""
	})
}

func TestStay_AtOnceWhenTold(t *testing.T) {
	t.Parallel()
	b := setup(t, seldom(), ws.Config{})
	officer := b.join(officerActor("o"), nil)
	watcher := b.bot(nil)
	s := officerActor("s")
	s.Role = "supervisor"
	require.NoError(t, watcher.Join(b.ctx, b.desk.watch("rc-1", s)))
	one, two := b.join(personActor("a"), nil), b.join(personActor("b"), nil)
	asked := b.records.asks()

	b.service.StaffChanged(b.ctx, "nobody")
	b.service.PhoneChanged(b.ctx, "d-nobody")
	require.Equal(t, asked, b.records.asks(), "nobody is asked about who is not here")
	b.service.StaffChanged(b.ctx, "s")
	b.service.PhoneChanged(b.ctx, "d-a")
	require.Equal(t, asked+2, b.records.asks())
	require.NoError(t, watcher.Ping(b.ctx), "who may stay stays")
	require.NoError(t, one.Ping(b.ctx))

	b.records.bar("s", rollcall.ErrNotYours)
	b.service.StaffChanged(b.ctx, "s")
	b.wait(watcher, barredAs("rollcall.not_yours"))
	b.records.bar("d-a", rollcall.ErrDeviceOff)
	b.service.PhoneChanged(b.ctx, "d-a")
	b.wait(one, barredAs("rollcall.device_revoked"))
	b.wait(officer, presence("a", "dropped"))
	b.service.SessionsEnded(b.ctx, "o")
	b.wait(officer, barredAs("rollcall.session_ended"))
	require.NoError(t, two.Ping(b.ctx))
	require.Eventually(t, func() bool { return len(b.records.endings()) == 3 }, 5*time.Second, 5*time.Millisecond)
	require.Equal(t, []string{"s rollcall.not_yours", "a rollcall.device_revoked", "o rollcall.session_ended"}, b.records.endings())

	back := b.join(officerActor("o"), nil)
	require.NoError(t, back.Ping(b.ctx), "whoever signs in again may come")
}

// All who have a seat are asked about at once, phones seldom.
func TestStay_OneQuestionForAll(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{Recheck: 100 * time.Millisecond}, ws.Config{})
	for _, who := range []string{"a", "b", "c"} {
		b.join(personActor(who), nil)
	}
	b.join(officerActor("o"), nil)
	was, from := b.records.asks(), time.Now()
	require.Eventually(t, func() bool { return b.records.asks() >= was+8 }, 10*time.Second, time.Millisecond)
	require.GreaterOrEqual(t, time.Since(from), 7*75*time.Millisecond, "more than one question a look")
}

// Who lost the right while the room moved to another node does not come along.
func TestStay_TheNextNodeLooksToo(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 2)
	a := f.come(f.ships[0].url, f.desk.issue("rc-1", personActor("a")))
	officer := f.come(f.ships[0].url, f.desk.issue("rc-1", officerActor("o")))
	f.records.bar("o", rollcall.ErrAccountOff)
	has, other := f.at()
	has.member.Drain(f.ctx, 0)
	require.Eventually(t, back(1, a), 20*time.Second, 10*time.Millisecond)
	require.Equal(t, other.url, a.URL())
	require.Eventually(t, func() bool { return officer.State().Code == protocol.CloseBarred }, 20*time.Second, 10*time.Millisecond)
	require.Zero(t, officer.Returns())
	require.NoError(t, a.Ping(f.ctx))
}
