package scenarios_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/staff"
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

func barred(why string) func(signalingtest.State) string {
	return func(st signalingtest.State) string {
		return because(!st.Connected && st.Code == protocol.CloseBarred && st.Reason == why, "not out because of "+why+", but "+st.Reason)
	}
}

// member reads somebody's account by username.
func member(chief *stage.Officer, username string) colleague {
	var found list[colleague]
	chief.Get("/console/v1/staff?q="+username).Into(http.StatusOK, &found)
	var out colleague
	chief.Get("/console/v1/staff/"+found.Items[0].ID).Into(http.StatusOK, &out)
	return out
}

// An officer is deactivated while presiding, a supervisor is moved to the other district while watching, and a phone
// is signed out: each is out at once and told why, and the roll call goes on with the colleague.
func TestRollCall_WhoLosesTheRightLosesTheSeat(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
		defer cancel()
		officer, second, chief := s.officer(), s.colleague(), chiefOf(s)
		east, _, _, _ := s.chiefs()
		one, two := s.enrol(officer, "陈建国"), s.enrol(officer, "李秀英")
		phone, lost := s.phone(officer, one), s.phone(officer, two)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": "周一晨点"}).Into(http.StatusCreated, &rc)
		lead, _ := s.enter(ctx, officer, rc.ID, "join", 4)
		desk, _ := s.enter(ctx, second, rc.ID, "join", 4)
		watcher, _ := s.enter(ctx, east, rc.ID, "watch", 2)
		first, _ := s.bot(ctx, s.join(phone, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		other, _ := s.bot(ctx, s.join(lost, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		for _, p := range []string{one, two} {
			told(ctx, t, desk, func(st signalingtest.State) string {
				return because(st.Invitees[p].Invitee.Presence == "on_line", p+" is not on line")
			})
		}
		require.NoError(t, lead.Call(ctx, one))

		he, she := member(chief, "officer"), member(chief, "colleague")
		chief.Post("/console/v1/staff/"+he.ID+"/deactivate", map[string]any{"reason": "离职", "version": he.Version}).Into(http.StatusOK, nil)
		told(ctx, t, lead, barred("rollcall.account_disabled"))
		told(ctx, t, desk, func(st signalingtest.State) string {
			return because(st.Staff.LeadID != nil && *st.Staff.LeadID == she.ID && len(st.Staff.Seats) == 1, "the colleague does not preside")
		})
		require.Error(t, lead.Resume(ctx))
		require.True(t, first.State().Connected)
		_, err := desk.Mark(ctx, one, "present", "")
		require.NoError(t, err)

		second.Post("/console/v1/persons/"+two+"/devices/"+lost.DeviceID+"/revoke", nil).Into(http.StatusNoContent, nil)
		told(ctx, t, other, barred("rollcall.device_revoked"))
		told(ctx, t, desk, func(st signalingtest.State) string {
			return because(st.Invitees[two].Invitee.Presence == "dropped", "still shown on line")
		})

		watching := member(chief, "chief-990101")
		chief.Put("/console/v1/staff/"+watching.ID, map[string]any{
			"name": "周红", "role": "supervisor", "unit_id": member(chief, "chief-990102").Unit.ID, "version": watching.Version,
		}).Into(http.StatusOK, nil)
		told(ctx, t, watcher, barred("rollcall.not_yours"))

		chief.Post("/console/v1/staff/"+she.ID+"/sessions/end", map[string]any{}).Into(http.StatusOK, nil)
		told(ctx, t, desk, barred("rollcall.session_ended"))
		second.SignIn("colleague", password)
		desk, _ = s.enter(ctx, second, rc.ID, "join", 4)
		_, err = desk.CloseRollCall(ctx)
		require.NoError(t, err)
		stage.Eventually(t, 10*time.Second, func() string {
			return because(actions(chief)["rollcall.seat_ended"] == 4, "not all on record")
		})
	})
}

// Nobody tells the node: by itself it finds out, within its quarter of a minute, that an officer may not preside.
func TestRollCall_ANodeLooksByItself(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
		defer cancel()
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "陈建国"))
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": "周一晨点"}).Into(http.StatusCreated, &rc)
		lead, _ := s.enter(ctx, officer, rc.ID, "join", 4)
		first, _ := s.bot(ctx, s.join(phone, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		he := member(chiefOf(s), "officer")
		require.NoError(t, s.app.Store().Staff().InTx(ctx, func(tx staff.Tx) error {
			m, err := tx.LockMember(ctx, staff.ID(he.ID))
			if err != nil {
				return err
			}
			m.DisabledAt, m.Version = s.clock.Now(), m.Version+1
			return tx.UpdateMember(ctx, m)
		}))
		told(ctx, t, lead, barred("rollcall.account_disabled"))
		require.True(t, first.State().Connected)
		told(ctx, t, first, func(st signalingtest.State) string {
			return because(st.Officer != nil && !st.Officer.OnLine, "the phone believes that an officer is there")
		})
	})
}
