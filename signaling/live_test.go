package signaling_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/rollcall"
	"diandao/signaling"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
	"diandao/signaling/signalingtest"
	"diandao/signaling/ws"
)

func supervisorActor(id string) authz.Actor {
	return authz.Actor{Role: authz.Supervisor, ID: id, Scope: "/1/"}
}

// face joins a phone that sends a picture, and waits until the officer sees it on line.
func (b *bundle) face(p string, officer *signalingtest.Bot) *signalingtest.Bot {
	b.t.Helper()
	media, err := signalingtest.NewMedia(signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
	require.NoError(b.t, err)
	bot := b.join(personActor(p), media)
	b.wait(officer, presence(p, "on_line"))
	return bot
}

// watcher joins a supervisor who looks on.
func (b *bundle) watcher(id string, media signalingtest.MediaHalf) *signalingtest.Bot {
	b.t.Helper()
	bot := b.bot(media)
	require.NoError(b.t, bot.Join(b.ctx, b.desk.watch(b.records.rc.ID, supervisorActor(id))))
	return bot
}

func TestService_CallNext(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	officer := b.join(officerActor("o"), nil)
	first, second := b.face("a", officer), b.face("b", officer)
	id, err := officer.CallNext(b.ctx)
	require.NoError(t, err)
	require.Equal(t, "a", id)
	b.wait(first, called(true))
	b.records.refuses = map[string]error{"b": rollcall.ErrMarkMoved}
	id, err = officer.CallNext(b.ctx)
	require.NoError(t, err)
	require.Empty(t, id, "whom the record refuses to call is passed over, whoever is called stays")
	require.False(t, second.State().Called)
	refusedWith(t, first.Do(b.ctx, protocol.CallNext, protocol.Empty{}, nil), protocol.CodeRoleForbidden)
}

func called(want bool) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if s.Called != want {
			return fmt.Sprintf("called is %v", s.Called)
		}
		return ""
	}
}

func TestService_AutoModeWaitsForTheOfficer(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	officer := b.join(officerActor("o"), nil)
	seen := b.face("a", officer)
	silent := b.face("b", officer)
	require.NoError(t, silent.Report(b.ctx, protocol.MediaReport{Camera: false, Rung: protocol.RungAudio}))
	require.NoError(t, officer.Auto(b.ctx, protocol.MinAuto))
	b.wait(seen, called(true))
	b.wait(officer, answer("a", protocol.AnswerSeen))
	require.Nil(t, officer.State().Invitees["a"].Invitee.Mark, "a machine marks nobody")
	require.NotNil(t, officer.State().Invitees["a"].Invitee.SnapshotURL)
	b.wait(seen, func(s signalingtest.State) string {
		if s.CallEnded == nil || !s.CallEnded.Seen {
			return "the phone is not told that it was seen"
		}
		return ""
	})

	refused, err := officer.Confirm(b.ctx, "a", "c")
	require.NoError(t, err)
	require.Equal(t, protocol.Confirmed{PersonIDs: []string{"a"}, Refused: []protocol.Refused{{PersonID: "c", Code: protocol.CodeNotAnswered}}}, refused)
	require.Equal(t, "o", b.records.invitees[0].MarkedBy, "it is the officer's mark")
	b.wait(seen, func(s signalingtest.State) string {
		if s.CallEnded == nil || s.CallEnded.Mark == nil || *s.CallEnded.Mark != "present" {
			return "the phone was not told its mark"
		}
		return ""
	})
	b.wait(silent, called(true))
	require.NoError(t, officer.Auto(b.ctx, 0))
	b.wait(silent, called(false))
	b.wait(officer, func(s signalingtest.State) string {
		if s.Walk.On {
			return "auto mode still on"
		}
		return ""
	})
}

func answer(person string, want protocol.Answered) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if got := s.Invitees[person].Answer; got != want {
			return fmt.Sprintf("answer of %s is %q", person, got)
		}
		return ""
	}
}

func TestService_AutoModeEndsByItself(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	officer := b.join(officerActor("o"), nil)
	require.NoError(t, officer.Auto(b.ctx, protocol.MinAuto))
	b.wait(officer, walking(true))
	b.wait(officer, walking(false))
	require.NoError(t, officer.Auto(b.ctx, 100))
	b.wait(officer, walking(true))
	require.NoError(t, officer.EndCall(b.ctx))
	b.wait(officer, walking(false))
}

func walking(want bool) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if s.Walk.On != want {
			return fmt.Sprintf("auto mode on is %v", s.Walk.On)
		}
		return ""
	}
}

func TestService_SecondOfficerTakesOver(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{Room: room.Config{LeadLost: 300 * time.Millisecond}}, ws.Config{})
	b.records.rc.OfficerID = "o"
	first := b.join(officerActor("o"), nil)
	second := b.join(officerActor("o2"), nil)
	b.wait(second, led("o"))
	require.Equal(t, "警官o2", second.State().Staff.Seats[1].Name)
	refusedWith(t, second.SpeakToAll(b.ctx, true), protocol.CodeNotLead)
	refusedWith(t, second.GiveLead(b.ctx, "o2"), protocol.CodeNotLead)
	refusedWith(t, first.GiveLead(b.ctx, "nobody"), protocol.CodePersonNotHere)
	require.NoError(t, second.TakeLead(b.ctx))
	b.wait(first, led("o2"))
	require.NoError(t, second.SpeakToAll(b.ctx, true))
	require.NoError(t, second.GiveLead(b.ctx, "o"))
	b.wait(second, led("o"))
	first.Cut()
	b.wait(second, led("o2"))
	want := []string{"officer o2 > o2", "officer o2 > o", "the system > o2"}
	require.Eventually(t, func() bool { return len(b.records.handed()) == len(want) }, 10*time.Second, 5*time.Millisecond)
	require.Equal(t, want, b.records.handed(), "each hand-over is on record once, with its author")
}

func led(staffID string) func(signalingtest.State) string {
	return func(s signalingtest.State) string {
		if s.Staff.LeadID == nil || *s.Staff.LeadID != staffID {
			return "another leads"
		}
		return ""
	}
}

func TestService_WatcherLooksOnAndNoMore(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	media, err := signalingtest.NewMedia(signalingtest.MediaOptions{Slots: 2})
	require.NoError(t, err)
	watcher := b.watcher("s", media)
	session := watcher.Session()
	require.Equal(t, protocol.Watcher, session.Role)
	require.Nil(t, session.Self)
	officer := b.join(officerActor("o"), nil)
	phone := b.face("a", officer)
	all, err := watcher.Roster(b.ctx)
	require.NoError(t, err)
	require.Len(t, all, 3)
	require.NoError(t, watcher.Show(b.ctx, "a"))
	require.Eventually(t, func() bool { return media.Received(watcher.Slots()[0]).Frames >= 3 }, 10*time.Second, 20*time.Millisecond, "sees the face move")
	require.NoError(t, watcher.Listen(b.ctx, protocol.ListenLead))
	for kind, data := range map[protocol.Type]any{
		protocol.PersonCall: protocol.PersonRef{PersonID: "a"}, protocol.CallNext: protocol.Empty{}, protocol.CallEnd: protocol.Empty{},
		protocol.AttendanceMark: protocol.Mark{PersonID: "a", Status: "present"}, protocol.AttendanceConfirm: protocol.People{PersonIDs: []string{"a"}},
		protocol.SnapshotTake: protocol.PersonRef{PersonID: "a"}, protocol.RollCallClose: protocol.Empty{}, protocol.PersonRecall: protocol.People{PersonIDs: []string{}},
		protocol.AutoSet: protocol.Auto{On: true, Seconds: 10}, protocol.SpeechSet: protocol.Speech{ToAll: true}, protocol.PersonMute: protocol.Mute{PersonID: "a", Muted: true},
		protocol.HandLower: protocol.PersonRef{PersonID: "a"}, protocol.HandRaise: protocol.Hand{Raised: true}, protocol.TextSend: protocol.Text{Text: "x"},
		protocol.LeadTake: protocol.Empty{}, protocol.LeadGive: protocol.StaffRef{StaffID: "s"},
		protocol.MediaState: protocol.MediaReport{Rung: protocol.RungVideo},
	} {
		refusedWith(t, watcher.Do(b.ctx, kind, data, nil), protocol.CodeRoleForbidden)
	}
	require.Len(t, officer.State().Staff.Seats, 1, "officers do not know")
	require.True(t, phone.State().Officer.OnLine)
	refusedWith(t, officer.Listen(b.ctx, protocol.ListenLead), protocol.CodeRoleForbidden)

	watcher.Cut()
	require.NoError(t, watcher.Resume(b.ctx))
	require.Equal(t, protocol.Watcher, watcher.Session().Role, "a watcher who resumes is one still")
	ticket := b.bot(nil)
	require.NoError(t, ticket.Dial(b.ctx))
	hello := protocol.Hello{Versions: []int{1}, Ticket: b.desk.watch("rc-1", officerActor("o"))}
	refusedWith(t, ticket.Do(b.ctx, protocol.SessionHello, hello, nil), "authz.forbidden")
}

func TestService_TextsAreNotedAndPaced(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	officer := b.join(officerActor("o"), nil)
	phone, other := b.join(personActor("a"), nil), b.join(personActor("b"), nil)
	n, err := officer.Text(b.ctx, "a", "请靠近窗户")
	require.NoError(t, err)
	require.Equal(t, 1, n)
	b.wait(phone, func(s signalingtest.State) string {
		if len(s.Texts) != 1 || s.Texts[0].Text != "请靠近窗户" {
			return "no text"
		}
		return ""
	})
	n, err = officer.Text(b.ctx, "", "请稍等")
	require.NoError(t, err)
	require.Equal(t, 2, n)
	require.Empty(t, other.State().Texts[:max(0, len(other.State().Texts)-1)], "what is for another is not told")
	_, err = officer.Text(b.ctx, "c", "x")
	refusedWith(t, err, protocol.CodePersonNotHere)
	require.Equal(t, "o > a 5", b.records.texts[0][:7])
	require.NotContains(t, strings.Join(b.records.texts, ""), "窗户", "the words are not kept")
	for range 10 {
		if _, err = officer.Text(b.ctx, "", "x"); err != nil {
			break
		}
	}
	refusedWith(t, err, protocol.CodeBusy)
}

func TestService_RecallMuteHandRung(t *testing.T) {
	t.Parallel()
	b := setup(t, signaling.Config{}, ws.Config{})
	officer := b.join(officerActor("o"), nil)
	phone := b.face("a", officer)
	require.Eventually(t, func() bool { return b.records.rung("a") == rollcall.RungVideo }, 10*time.Second, 5*time.Millisecond)
	require.NoError(t, phone.Report(b.ctx, protocol.MediaReport{Camera: true, Rung: protocol.RungStill}))
	require.Eventually(t, func() bool { return b.records.rung("a") == rollcall.RungStill }, 10*time.Second, 5*time.Millisecond)
	require.NoError(t, phone.Report(b.ctx, protocol.MediaReport{Rung: protocol.RungTelephone}))
	b.wait(officer, func(s signalingtest.State) string {
		if s.Invitees["a"].Rung != protocol.RungTelephone {
			return "the officer is not asked to ring up"
		}
		return ""
	})
	rung, err := officer.Recall(b.ctx)
	require.NoError(t, err)
	require.Equal(t, []string{"b", "c"}, rung)
	_, err = officer.Recall(b.ctx, "a")
	refusedWith(t, err, "rollcall.recall_soon")
	require.NoError(t, phone.RaiseHand(b.ctx, true))
	require.NoError(t, officer.LowerHand(b.ctx, "a"))
	b.wait(phone, func(s signalingtest.State) string {
		if s.Hand == nil || s.Hand.Raised {
			return "hand still up"
		}
		return ""
	})
	require.NoError(t, officer.Mute(b.ctx, "a", true))
	b.wait(phone, func(s signalingtest.State) string {
		if s.Wish == nil || !s.Wish.Muted {
			return "not told of being muted"
		}
		return ""
	})
	refusedWith(t, phone.Mute(b.ctx, "b", true), protocol.CodeRoleForbidden)
	require.Equal(t, rollcall.RungStill, b.records.rung("a"), "asking to be rung up is no telephone call yet")
}

func TestRungs_AreTheDomains(t *testing.T) {
	t.Parallel()
	for n, r := range protocol.Rungs() {
		require.Equal(t, rollcall.Rungs()[n], rollcall.Rung(r))
	}
}
