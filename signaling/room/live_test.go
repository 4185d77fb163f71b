package room

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/protocol"
)

func (b *bundle) next() string {
	b.t.Helper()
	id, err := b.room.Next(b.ctx)
	require.NoError(b.t, err)
	return id
}

func TestRoom_NextGoesByRounds(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		b.mustJoin(protocol.Officer, "o")
		b.load("a", "b", "c", "d")
		require.Empty(t, b.next(), "nobody is on line")
		p, q, r := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b"), b.mustJoin(protocol.Phone, "c")
		b.pass(time.Second, p, q, r)
		require.Equal(t, "a", b.next())
		b.call("a")
		require.Equal(t, "b", b.next(), "the called one is not next")
		b.call("b")
		b.mark("b", "present")
		b.call("c")
		require.Equal(t, "a", b.next(), "who was called and not marked comes again after everybody else")
		b.call("a")
		require.Equal(t, "c", b.next())
		b.call("c")
		require.Empty(t, b.next(), "after two rounds it is for the officer")
		d := b.mustJoin(protocol.Phone, "d")
		b.pass(time.Second, p, q, r, d)
		require.Equal(t, "d", b.next(), "who comes late is called, too")
	})
}

func TestRoom_QueueIsTheOrderOfCalling(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		b.mustJoin(protocol.Officer, "o")
		b.load("a", "b", "c")
		p, q, r := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b"), b.mustJoin(protocol.Phone, "c")
		b.pass(time.Second, p, q, r)
		b.call("a")
		require.NoError(t, b.room.EndCall(b.ctx))
		synctest.Wait()
		require.Equal(t, 2, last[protocol.Queue](p.line, protocol.QueuePosition).Ahead, "called once: behind the others")
		require.Equal(t, 0, last[protocol.Queue](q.line, protocol.QueuePosition).Ahead)
		require.Equal(t, 1, last[protocol.Queue](r.line, protocol.QueuePosition).Ahead)
	})
}

func TestRoom_OnlyTheCalledHearsTheLeadUntilItSpeaksToAll(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		second := b.mustJoin(protocol.Officer, "o2")
		p, q := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b")
		b.room.Sounding(o.peer, true)
		b.call("a")
		require.Equal(t, o.peer, p.cam.hearing())
		require.Empty(t, q.cam.hearing())
		require.True(t, last[protocol.OfficerReport](p.line, protocol.OfficerState).Speaking)
		require.False(t, last[protocol.OfficerReport](q.line, protocol.OfficerState).Speaking)

		require.ErrorIs(t, b.room.Speak(b.ctx, second.peer, true), ErrNotLead)
		require.NoError(t, b.room.Speak(b.ctx, o.peer, true))
		synctest.Wait()
		require.Equal(t, o.peer, q.cam.hearing())
		require.Equal(t, protocol.OfficerReport{OnLine: true, Speaking: true, ToAll: true}, last[protocol.OfficerReport](q.line, protocol.OfficerState))
		require.True(t, last[protocol.Staff](second.line, protocol.StaffState).ToAll)

		require.NoError(t, b.room.Lead(b.ctx, "o2"))
		synctest.Wait()
		require.Empty(t, q.cam.hearing(), "whoever takes over begins with the called person alone")
		require.Equal(t, second.peer, p.cam.hearing())
	})
}

func TestRoom_LeadPassesOn(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		o := b.mustJoin(protocol.Officer, "o")
		second := b.mustJoin(protocol.Officer, "o2")
		require.Equal(t, []string{"o"}, b.world.leads())
		require.ErrorIs(t, b.room.Lead(b.ctx, "o3"), ErrNotHere)

		require.NoError(t, b.room.Drop(b.ctx, o.peer, o.line))
		b.pass(14 * time.Second)
		require.Equal(t, []string{"o"}, b.world.leads(), "a short loss is no hand-over")
		require.False(t, last[protocol.Staff](second.line, protocol.StaffState).Seats[0].OnLine)
		b.pass(2 * time.Second)
		require.Equal(t, []string{"o", "o2"}, b.world.leads())
		from, _ := p.cam.showing(0)
		require.Equal(t, second.peer, from)
		require.Equal(t, "o2", *last[protocol.Staff](second.line, protocol.StaffState).LeadID)

		back := b.mustJoin(protocol.Officer, "o")
		require.Equal(t, []string{"o", "o2"}, b.world.leads(), "who comes back does not take it away")
		require.NoError(t, b.room.Lead(b.ctx, "o"))
		synctest.Wait()
		from, _ = p.cam.showing(0)
		require.Equal(t, back.peer, from)
		require.NoError(t, b.room.Leave(b.ctx, back.peer))
		synctest.Wait()
		require.Equal(t, []string{"o", "o2", "o", "o2"}, b.world.leads(), "who leaves hands over at once")
	})
}

// After a restart everybody comes back in any order.
func TestRoom_LeadIsTheOfficerOnRecord(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		second := b.mustJoin(protocol.Officer, "o2")
		from, _ := p.cam.showing(0)
		require.Equal(t, second.peer, from, "somebody is there meanwhile")
		b.pass(10 * time.Second)
		o := b.mustJoin(protocol.Officer, "o")
		from, _ = p.cam.showing(0)
		require.Equal(t, o.peer, from)
		b.pass(20 * time.Second)
		require.Equal(t, []string{"o"}, b.world.leads(), "that is no hand-over")
	})
	inRoom(t, Config{}, func(b *bundle) {
		b.mustJoin(protocol.Officer, "o2")
		b.pass(16 * time.Second)
		b.mustJoin(protocol.Officer, "o")
		require.Equal(t, []string{"o2"}, b.world.leads(), "who comes later does not take it away")
	})
}

func TestRoom_LeadWaitsWhenNobodyElseIsThere(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		require.NoError(t, b.room.Drop(b.ctx, o.peer, o.line))
		b.pass(90 * time.Second)
		b.mustJoin(protocol.Officer, "o")
		require.Equal(t, []string{"o"}, b.world.leads())
	})
}

// What phones and officers are told must not differ by whether somebody watches.
func TestRoom_WatcherIsToldToNobody(t *testing.T) {
	t.Parallel()
	told := func(watched bool) (phones, officers []sent) {
		inRoom(t, Config{}, func(b *bundle) {
			p := b.mustJoin(protocol.Phone, "a")
			if watched {
				w := b.mustJoin(protocol.Watcher, "w")
				require.NoError(t, b.room.Fill(b.ctx, []protocol.Invitee{{PersonID: "a", Name: "名a", Seq: 1, Presence: "invited"}}))
				b.show(w, "a")
			}
			b.pass(time.Second, p)
			require.Empty(t, p.line.of(protocol.QueuePosition), "nothing is said before an officer has come")
			b.load("a")
			o := b.mustJoin(protocol.Officer, "o")
			b.show(o, "a")
			b.pass(time.Second, p)
			b.call("a")
			b.mark("a", "present")
			b.pass(10*time.Second, p)
			p.line.mu.Lock()
			defer p.line.mu.Unlock()
			o.line.mu.Lock()
			defer o.line.mu.Unlock()
			phones, officers = p.line.all, o.line.all
		})
		return phones, officers
	}
	kinds := func(all []sent) (out []protocol.Type) {
		for _, s := range all {
			out = append(out, s.kind)
		}
		return out
	}
	phonesAlone, officersAlone := told(false)
	phones, officers := told(true)
	require.Equal(t, kinds(phonesAlone), kinds(phones))
	require.Equal(t, kinds(officersAlone), kinds(officers))
	for _, s := range officers {
		if staff, ok := s.data.(protocol.Staff); ok {
			require.Len(t, staff.Seats, 1)
		}
	}
}

func TestRoom_WatcherSeesAndHears(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		b.load("a")
		p := b.mustJoin(protocol.Phone, "a")
		w := b.mustJoin(protocol.Watcher, "w")
		b.show(w, "a")
		b.pass(time.Second, p)
		from, _ := w.cam.showing(0)
		require.Equal(t, p.peer, from)
		require.Equal(t, o.peer, w.cam.hearing(), "the lead while nobody is called")
		require.Equal(t, "on_line", last[protocol.InviteeState](w.line, protocol.InviteeChanged).Invitee.Presence)
		require.Equal(t, "o", *last[protocol.Staff](w.line, protocol.StaffState).LeadID)
		b.call("a")
		require.Equal(t, p.peer, w.cam.hearing())
		require.NoError(t, b.room.Listen(b.ctx, w.peer, protocol.ListenLead))
		synctest.Wait()
		require.Equal(t, o.peer, w.cam.hearing())
		require.NoError(t, b.room.Leave(b.ctx, o.peer))
		b.pass(20*time.Second, p)
		require.Equal(t, []string{"o"}, b.world.leads(), "a watcher never leads")
		from, _ = p.cam.showing(0)
		require.Empty(t, from)
	})
}

func TestRoom_MutedIsNotHeard(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.pass(time.Second, p)
		b.call("a")
		require.Equal(t, p.peer, o.cam.hearing())
		require.NoError(t, b.room.Mute(b.ctx, "a", true))
		synctest.Wait()
		require.Empty(t, o.cam.hearing())
		wish := last[protocol.MediaWish](p.line, protocol.MediaRequest)
		require.True(t, wish.Muted)
		require.False(t, wish.Microphone)
		require.True(t, last[protocol.InviteeState](o.line, protocol.InviteeChanged).Muted)
		require.NoError(t, b.room.Mute(b.ctx, "a", false))
		synctest.Wait()
		require.Equal(t, p.peer, o.cam.hearing())
		require.ErrorIs(t, b.room.Mute(b.ctx, "nobody", true), ErrNotHere)
	})
}

func TestRoom_HandsTellWhoWasFirst(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		require.NoError(t, b.room.RaiseHand(b.ctx, p.peer, true))
		b.pass(time.Second)
		at := *last[protocol.InviteeState](o.line, protocol.InviteeChanged).HandAt
		require.NoError(t, b.room.RaiseHand(b.ctx, p.peer, true))
		b.pass(time.Second)
		require.Equal(t, at, *last[protocol.InviteeState](o.line, protocol.InviteeChanged).HandAt, "raising it again keeps the place")
		require.Empty(t, p.line.of(protocol.HandState), "a phone knows what it did itself")
		require.NoError(t, b.room.LowerHand(b.ctx, "a"))
		b.pass(time.Second)
		require.False(t, last[protocol.InviteeState](o.line, protocol.InviteeChanged).HandRaised)
		require.Equal(t, []any{protocol.HandReport{}}, p.line.of(protocol.HandState))
	})
}

func TestRoom_TextsReachWhomTheyAreFor(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p, q := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b")
		one := "a"
		n, err := b.room.Say(b.ctx, &one, "靠近窗户")
		require.NoError(t, err)
		require.Equal(t, 1, n)
		n, err = b.room.Say(b.ctx, nil, "请稍等")
		require.NoError(t, err)
		require.Equal(t, 2, n)
		synctest.Wait()
		require.Len(t, p.line.of(protocol.TextSent), 2)
		require.Equal(t, "请稍等", last[protocol.Said](q.line, protocol.TextSent).Text)
		require.Len(t, q.line.of(protocol.TextSent), 1, "what is for another is not told")
		require.Len(t, o.line.of(protocol.TextSent), 2)
		nobody := "c"
		_, err = b.room.Say(b.ctx, &nobody, "x")
		require.ErrorIs(t, err, ErrNotHere)
		again := &line{}
		require.NoError(t, b.room.Resume(b.ctx, q.peer, again, nil))
		synctest.Wait()
		require.Equal(t, 2, last[protocol.Said](again, protocol.TextSent).Seq, "told again, with the same number")
		for range 2 * maxTexts {
			_, err := b.room.Say(b.ctx, nil, "x")
			require.NoError(t, err)
		}
		require.Len(t, b.room.texts, maxTexts)
	})
}

func TestRoom_AMarkWithoutACallIsTold(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.mark("a", "present")
		require.Equal(t, "present", *last[protocol.CallResult](p.line, protocol.CallEnded).Mark)
		b.mark("a", "late")
		require.Equal(t, "late", *last[protocol.CallResult](p.line, protocol.CallEnded).Mark)
		require.Len(t, p.line.of(protocol.CallEnded), 2)
		again := b.mustJoin(protocol.Phone, "a")
		require.Empty(t, again.line.of(protocol.CallEnded), "the welcome tells it")
	})
}

func TestRoom_WalkCallsAndMarksNobody(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		b.load("a", "b")
		p, q := b.mustJoin(protocol.Phone, "a"), b.mustJoin(protocol.Phone, "b")
		b.pass(time.Second, p, q)
		ends := time.Now().Add(10 * time.Second)
		require.ErrorIs(t, b.room.WalkCall(b.ctx, protocol.Invitee{PersonID: "a"}, ends), ErrStopped)
		require.NoError(t, b.room.Walk(b.ctx, "o", 10))
		step, err := b.room.WalkStep(b.ctx)
		require.NoError(t, err)
		require.Equal(t, Step{On: true, Next: "a"}, step)
		require.NoError(t, b.room.WalkCall(b.ctx, protocol.Invitee{PersonID: "a"}, ends))
		synctest.Wait()
		state := last[protocol.Walk](o.line, protocol.AutoState)
		require.Equal(t, []any{"o", "a", 1, 10}, []any{*state.StaffID, *state.PersonID, state.Remaining, state.Seconds})
		require.NoError(t, b.room.WalkAnswer(b.ctx, "a", protocol.AnswerSeen))
		synctest.Wait()
		require.Equal(t, protocol.CallResult{Seen: true}, last[protocol.CallResult](p.line, protocol.CallEnded))
		seen := last[protocol.InviteeState](o.line, protocol.InviteeChanged)
		require.Equal(t, protocol.AnswerSeen, seen.Answer)
		require.Nil(t, seen.Invitee.Mark, "a machine marks nobody")

		for range Rounds { // b does not answer, twice
			require.Equal(t, "b", b.next())
			require.NoError(t, b.room.WalkCall(b.ctx, protocol.Invitee{PersonID: "b"}, ends))
			require.NoError(t, b.room.WalkAnswer(b.ctx, "b", protocol.AnswerEmpty))
		}
		require.Empty(t, b.next(), "who was seen waits for the officer, who was not twice, too")
		answers, err := b.room.Answers(b.ctx, []string{"a", "b", "z"})
		require.NoError(t, err)
		require.Equal(t, map[string]protocol.Answered{"a": protocol.AnswerSeen, "b": protocol.AnswerEmpty}, answers)
		b.mark("a", "present")
		require.Equal(t, protocol.AnswerNone, last[protocol.InviteeState](o.line, protocol.InviteeChanged).Answer)
	})
}

func TestRoom_WalkStops(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		b.load("a")
		p := b.mustJoin(protocol.Phone, "a")
		b.pass(time.Second, p)
		walkTo := func() {
			require.NoError(t, b.room.Walk(b.ctx, "o", 5))
			require.NoError(t, b.room.WalkCall(b.ctx, protocol.Invitee{PersonID: "a"}, time.Now().Add(5*time.Second)))
		}
		walkTo()
		require.NoError(t, b.room.StopWalk(b.ctx))
		synctest.Wait()
		require.Len(t, p.line.of(protocol.CallEnded), 1, "the walk's call ends with it")
		require.False(t, last[protocol.Walk](o.line, protocol.AutoState).On)
		walkTo()
		require.NoError(t, b.room.Drop(b.ctx, o.peer, o.line))
		step, err := b.room.WalkStep(b.ctx)
		require.NoError(t, err)
		require.True(t, step.On, "a short loss stops nothing")
		b.pass(16*time.Second, p)
		step, err = b.room.WalkStep(b.ctx)
		require.NoError(t, err)
		require.Equal(t, Step{}, step, "nobody is called when no officer is there to see")
	})
}

func TestRoom_RungsAreTold(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.show(o, "a")
		report := func(r protocol.Rung) {
			require.NoError(t, b.room.Report(b.ctx, p.peer, protocol.MediaReport{Camera: true, Rung: r, Network: &protocol.Network{BitrateKbps: 70}}))
		}
		report(protocol.RungLow)
		require.Empty(t, b.world.rungs, "not while somebody is only connecting")
		b.pass(time.Second, p)
		report(protocol.RungStill)
		report(protocol.RungStill)
		b.pass(time.Second, p)
		state := last[protocol.InviteeState](o.line, protocol.InviteeChanged)
		require.Equal(t, []protocol.Rung{protocol.RungStill, protocol.RungStill}, []protocol.Rung{state.Rung, state.WorstRung})
		require.Equal(t, 70, state.Network.BitrateKbps)
		require.True(t, state.HasVideo)
		report(protocol.RungVideo)
		b.pass(time.Second, p)
		require.Equal(t, protocol.RungStill, last[protocol.InviteeState](o.line, protocol.InviteeChanged).WorstRung)
		require.Equal(t, []protocol.Rung{protocol.RungLow, protocol.RungStill}, b.world.rungs, "what is better, or no worse than before, is not told")
	})
}

func TestRoom_AsksForAWorseRungWhenPicturesStay(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		b.show(o, "a")
		b.pass(10*time.Second, p)
		rung := func() protocol.Rung { return last[protocol.MediaWish](p.line, protocol.MediaRequest).Rung }
		require.Equal(t, protocol.RungVideo, rung())
		b.pass(8 * time.Second)
		require.Equal(t, protocol.RungLow, rung())
	})
}

func TestRoom_LayersAreAskedForByWhoLooks(t *testing.T) {
	t.Parallel()
	inRoom(t, Config{}, func(b *bundle) {
		o := b.mustJoin(protocol.Officer, "o")
		p := b.mustJoin(protocol.Phone, "a")
		wish := func() protocol.MediaWish { return last[protocol.MediaWish](p.line, protocol.MediaRequest) }
		person := "a"
		show := func(slots ...protocol.SlotView) {
			require.NoError(t, b.room.Show(b.ctx, o.peer, protocol.View{Slots: slots}))
			b.pass(time.Second, p)
		}
		show(protocol.SlotView{Slot: 1, PersonID: &person})
		require.Equal(t, []bool{true, true, false}, []bool{wish().Camera, wish().Small, wish().Large})
		b.call("a")
		b.pass(time.Second, p)
		require.Equal(t, []bool{true, false, true}, []bool{wish().Camera, wish().Small, wish().Large}, "no slot is meant for it, so all are large")
		show(protocol.SlotView{Slot: 0, PersonID: &person, Large: true}, protocol.SlotView{Slot: 1, PersonID: &person})
		require.Equal(t, []bool{true, true, true}, []bool{wish().Camera, wish().Small, wish().Large})
		_, large := o.cam.showing(0)
		_, tile := o.cam.showing(1)
		require.Equal(t, []bool{true, false}, []bool{large, tile})
		show()
		require.NoError(t, b.room.EndCall(b.ctx))
		b.pass(5*time.Second, p)
		require.Equal(t, []bool{false, false, false}, []bool{wish().Camera, wish().Small, wish().Large})
	})
}

func TestLadder_Step(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	at := func(s int) time.Time { return start.Add(time.Duration(s) * time.Second) }
	good := seenLine{rung: protocol.RungVideo, wanted: true}
	stuck := func(r protocol.Rung, s int) seenLine {
		return seenLine{rung: r, wanted: true, still: time.Duration(s) * time.Second}
	}
	lossy := seenLine{rung: protocol.RungLow, wanted: true, network: &protocol.Network{LossPercent: 40}}
	for name, c := range map[string]struct {
		from ladder
		seen seenLine
		now  int
		want protocol.Rung
	}{
		"begins with the best":               {ladder{}, good, 0, protocol.RungVideo},
		"a short stop is nothing":            {ladder{ask: protocol.RungVideo, at: start}, stuck(protocol.RungVideo, 5), 60, protocol.RungVideo},
		"a stop asks for less":               {ladder{ask: protocol.RungVideo, at: start}, stuck(protocol.RungVideo, 6), 60, protocol.RungLow},
		"less than where the phone is":       {ladder{ask: protocol.RungVideo, at: start}, stuck(protocol.RungStill, 9), 60, protocol.RungAudio},
		"a still every two seconds may wait": {ladder{ask: protocol.RungVideo, at: start}, stuck(protocol.RungStill, 8), 60, protocol.RungVideo},
		"not again within a moment":          {ladder{ask: protocol.RungLow, at: at(55)}, stuck(protocol.RungLow, 20), 60, protocol.RungLow},
		"a camera nobody asks for":           {ladder{ask: protocol.RungVideo, at: start}, seenLine{rung: protocol.RungVideo, still: time.Hour}, 60, protocol.RungVideo},
		"sound alone has no pictures":        {ladder{ask: protocol.RungAudio, at: at(50)}, stuck(protocol.RungAudio, 60), 60, protocol.RungAudio},
		"loss asks for less":                 {ladder{ask: protocol.RungVideo, at: start}, lossy, 60, protocol.RungStill},
		"well for too short a time":          {ladder{ask: protocol.RungStill, at: start, good: at(45)}, good, 60, protocol.RungStill},
		"well for long enough":               {ladder{ask: protocol.RungStill, at: start, good: at(40)}, good, 60, protocol.RungLow},
		"one step at a time":                 {ladder{ask: protocol.RungLow, at: at(50), good: at(10)}, good, 60, protocol.RungLow},
		"never the telephone":                {ladder{ask: protocol.RungAudio, at: start}, seenLine{rung: protocol.RungTelephone, wanted: true, still: time.Hour, network: &protocol.Network{LossPercent: 90}}, 60, protocol.RungAudio},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, c.from.step(c.seen, at(c.now)).ask)
		})
	}
}

// A line that comes and goes every few seconds must not be asked for another rung each time.
func TestLadder_DoesNotFlap(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	l, changes := ladder{}, 0
	for n := range 600 {
		still := time.Duration(n%10) * time.Second // six seconds of pictures, four without, and so on
		next := l.step(seenLine{rung: protocol.RungLow, wanted: true, still: still}, now.Add(time.Duration(n)*time.Second))
		if next.ask != l.ask {
			changes++
		}
		l = next
	}
	require.LessOrEqual(t, changes, 2, strconv.Itoa(changes)+" changes in ten minutes")
}

// A call that ends and the next one of the same person are two, also when the room settles both at once.
func TestRoom_OnCallHearsOfEachCall(t *testing.T) {
	t.Parallel()
	var heard []string // from the room's goroutine
	inRoom(t, Config{OnCall: func(c OnCall) { heard = append(heard, c.PersonID+" "+c.PeerID) }}, func(b *bundle) {
		p := b.mustJoin(protocol.Phone, "a")
		b.mustJoin(protocol.Officer, "o")
		b.load("a")
		b.call("a")
		require.NoError(t, b.room.do(b.ctx, func() error {
			b.room.endCall()
			return b.room.call(protocol.Invitee{PersonID: "a", Presence: "called"})
		}))
		require.NoError(t, b.room.EndCall(b.ctx))
		require.Equal(t, []string{"a " + p.peer, " ", "a " + p.peer, " "}, heard)
		b.call("a")
		require.NoError(t, b.room.Close(b.ctx, nil, nil))
		require.Len(t, heard, 6, "the end of the roll call ends the call")
	})
	heard = nil
	inRoom(t, Config{OnCall: func(c OnCall) { heard = append(heard, c.PersonID) }}, func(b *bundle) {
		b.mustJoin(protocol.Phone, "a")
		b.mustJoin(protocol.Officer, "o")
		b.load("a")
		b.call("a")
		b.room.Stop()
		require.Equal(t, []string{"a", ""}, heard, "so does the room's going away")
	})
}
