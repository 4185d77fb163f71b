package scenarios_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

// told waits until why returns "", asked whenever the bot hears something.
func told(ctx context.Context, t *testing.T, b *signalingtest.Bot, why func(signalingtest.State) string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	require.NoError(t, b.Wait(ctx, why))
}

func because(ok bool, why string) string {
	if ok {
		return ""
	}
	return why
}

func (s *scene) enter(ctx context.Context, o *stage.Officer, id, how string, slots int) (*signalingtest.Bot, *signalingtest.Media) {
	s.t.Helper()
	var ticket joinTicket
	o.Post("/console/v1/roll-calls/"+id+"/"+how, nil).Into(http.StatusOK, &ticket)
	media := signalingtest.MediaOptions{Slots: slots}
	if how == "join" {
		media.Clip = signalingtest.Bars
	}
	return s.bot(ctx, ticket, media)
}

func actions(o *stage.Officer) map[string]int {
	var found list[struct {
		Action  string `json:"action"`
		ActorID string `json:"actor_id"`
	}]
	o.Get("/console/v1/audit?limit=200").Into(http.StatusOK, &found)
	out := map[string]int{}
	for _, e := range found.Items {
		out[e.Action]++
	}
	return out
}

// A roll call that runs by itself: the server calls the names and takes pictures, a supervisor looks on and nobody
// knows, a second officer takes over and confirms the faces, the network of one person gives way, and all of it is
// on record.
func TestRollCall_RunsByItselfAndOfficersDecide(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
		defer cancel()
		officer, second := s.officer(), stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		one, two, three := s.enrol(officer, "陈建国"), s.enrol(officer, "李秀英"), s.enrol(officer, "王小明")
		phone, silent := s.phone(officer, one), s.phone(officer, two)
		s.phone(officer, three)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": "周一晨点"}).Into(http.StatusCreated, &rc)
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/watch", nil).Refused(http.StatusForbidden, "authz.forbidden")

		watcher, view := s.enter(ctx, second, rc.ID, "watch", 2)
		require.Equal(t, protocol.Watcher, watcher.Session().Role)
		first, _ := s.bot(ctx, s.join(phone, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		other, _ := s.bot(ctx, s.join(silent, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		desk, _ := s.enter(ctx, officer, rc.ID, "join", 4)
		for _, p := range []string{one, two} {
			told(ctx, t, desk, func(st signalingtest.State) string {
				return because(st.Invitees[p].Invitee.Presence == "on_line", p+" is not on line")
			})
		}
		require.NoError(t, watcher.Show(ctx, one))
		stage.Eventually(t, 20*time.Second, func() string {
			return because(view.Received(watcher.Slots()[0]).Frames >= 3, "the watcher sees nothing")
		})
		require.Error(t, watcher.Call(ctx, one))
		require.Len(t, desk.State().Staff.Seats, 1, "nobody knows")

		rung, err := desk.Recall(ctx)
		require.NoError(t, err)
		require.Equal(t, []string{three}, rung)
		n, err := desk.Text(ctx, two, "请靠近窗户")
		require.NoError(t, err)
		require.Equal(t, 1, n)
		told(ctx, t, other, func(st signalingtest.State) string { return because(len(st.Texts) == 1, "no text") })
		require.NoError(t, other.Report(ctx, protocol.MediaReport{Camera: true, Rung: protocol.RungStill, Network: &protocol.Network{BitrateKbps: 60}}))

		require.NoError(t, desk.Auto(ctx, protocol.MinAuto))
		for _, p := range []string{one, two} {
			told(ctx, t, desk, func(st signalingtest.State) string {
				return because(st.Invitees[p].Answer == protocol.AnswerSeen, p+" was not seen")
			})
		}
		require.Empty(t, readRollCall(officer, rc.ID).marks(), "a machine marks nobody")
		require.True(t, first.State().CallEnded.Seen)

		lead, _ := s.enter(ctx, second, rc.ID, "join", 4)
		require.NoError(t, lead.TakeLead(ctx))
		told(ctx, t, desk, func(st signalingtest.State) string {
			return because(st.Staff.LeadID != nil && len(st.Staff.Seats) == 2 && *st.Staff.LeadID == st.Staff.Seats[1].StaffID, "the lead has not changed")
		})
		require.Error(t, desk.SpeakToAll(ctx, true), "only the lead speaks to all")
		require.NoError(t, lead.SpeakToAll(ctx, true))
		told(ctx, t, other, func(st signalingtest.State) string { return because(st.Officer.ToAll, "not told") })
		confirmed, err := lead.Confirm(ctx, one, two, three)
		require.NoError(t, err)
		require.Equal(t, []string{one, two}, confirmed.PersonIDs)
		require.Equal(t, []protocol.Refused{{PersonID: three, Code: protocol.CodeNotAnswered}}, confirmed.Refused)
		require.Equal(t, map[string]string{one: "present", two: "present"}, readRollCall(officer, rc.ID).marks())
		told(ctx, t, first, func(st signalingtest.State) string {
			return because(st.CallEnded.Mark != nil && *st.CallEnded.Mark == "present", "the phone does not know its mark")
		})

		var sheet struct {
			OfficerName string `json:"officer_name"`
		}
		officer.Get("/console/v1/roll-calls/"+rc.ID).Into(http.StatusOK, &sheet)
		require.NotEmpty(t, sheet.OfficerName)
		done := actions(second)
		for action, times := range map[string]int{
			"rollcall.watched": 1, "rollcall.recalled": 1, "rollcall.text_sent": 1, "rollcall.rung_lowered": 1, "rollcall.handed_over": 1,
			"rollcall.called": 2, "rollcall.snapshot_taken": 2, "rollcall.marked": 2,
		} {
			require.Equal(t, times, done[action], "%s in %v", action, done)
		}
		require.NotContains(t, string(second.Get("/console/v1/audit?limit=200").Body), "窗户", "the words of a text are not kept")
		_, err = lead.CloseRollCall(ctx)
		require.NoError(t, err)
		told(ctx, t, watcher, func(st signalingtest.State) string {
			return because(st.Closed != nil, "the watcher was not told")
		})
		second.Post("/console/v1/roll-calls/"+rc.ID+"/watch", nil).Refused(http.StatusConflict, "rollcall.state")
	})
}
