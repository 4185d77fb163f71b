package scenarios_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/rollcall"
	"diandao/internal/schedule"
	"diandao/internal/store"
	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

type plannedCall struct {
	rollCall
	Order    string `json:"order"`
	DrawDay  string `json:"draw_day"`
	SealHash string `json:"seal_hash"`
	Apart    []struct {
		Person struct {
			ID string `json:"id"`
		} `json:"person"`
		Reason string `json:"reason"`
	} `json:"apart"`
	Invitees []struct {
		PersonID     string `json:"person_id"`
		Seq          int    `json:"seq"`
		Calls        int    `json:"calls"`
		Excuse       string `json:"excuse"`
		Mark         string `json:"mark"`
		MarkReason   string `json:"mark_reason"`
		MayTelephone bool   `json:"may_telephone"`
	} `json:"invitees"`
	Steps []struct {
		Kind string `json:"kind"`
	} `json:"steps"`
}

func readPlanned(o *stage.Officer, id string) plannedCall {
	var r plannedCall
	o.Get("/console/v1/roll-calls/"+id).Into(http.StatusOK, &r)
	return r
}

// reasons are the marks' reasons by person.
func (r plannedCall) reasons() map[string]string {
	out := map[string]string{}
	for _, i := range r.Invitees {
		out[i.PersonID] = i.Mark + " " + i.MarkReason
	}
	return out
}

type messageList struct {
	Items []struct {
		Kind      string    `json:"kind"`
		ExpiresAt time.Time `json:"expires_at"`
	} `json:"items"`
}

func messageKinds(p *stage.Phone) []string {
	var all messageList
	p.Get("/v1/messages").Into(http.StatusOK, &all)
	var out []string
	for _, m := range all.Items {
		out = append(out, m.Kind)
	}
	return out
}

func (s *scene) numberOf(o *stage.Officer, id string) string {
	s.t.Helper()
	var p struct {
		Number string `json:"number"`
	}
	o.Get("/console/v1/persons/"+id).Into(http.StatusOK, &p)
	return p.Number
}

// grantLeave lets a person have a leave from Monday to Tuesday.
func (s *scene) grantLeave(o *stage.Officer, p *stage.Phone) {
	s.t.Helper()
	l := apply(p, "2026-11-23", "2026-11-24")
	o.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
}

// A planned Monday: one is on leave, one in hospital, one in custody, one a minor, two were accused together.
// Phones are told an hour before, the lobby opens by itself, names come by chance. One is called twice and does
// not answer, one does not come; both are telephoned. The sheet is closed, sealed, and proven; the order is
// proven when the day's draw is published; a row changed by hand is told.
func TestRollCall_APlannedMonday(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		officer := s.officer()
		silent, missing, away, ill, held := s.enrol(officer, "陈建国"), s.enrol(officer, "李秀英"), s.enrol(officer, "赵远行"), s.enrol(officer, "钱住院"), s.enrol(officer, "孙在押")
		child, partner, late := s.enrolBorn(officer, "林小雨", "2011-06-01"), s.enrol(officer, "周同案"), s.enrol(officer, "吴探亲")
		phones := map[string]*stage.Phone{}
		for _, p := range []string{silent, missing, away, partner, late, child} {
			phones[p] = s.phone(officer, p)
		}
		s.grantLeave(officer, phones[away])
		stay := func(who, kind string) {
			officer.Put("/console/v1/persons/"+who+"/stay", map[string]any{"kind": kind, "since_day": "2026-11-20", "note": "证明已核"}).Into(http.StatusOK, nil)
		}
		stay(ill, "hospital")
		stay(held, "custody")
		officer.Post("/console/v1/persons/"+partner+"/co-accused", map[string]any{"number": "none"}).Refused(http.StatusUnprocessableEntity, "person.co_accused_invalid")
		officer.Post("/console/v1/persons/"+partner+"/co-accused", map[string]any{"number": s.numberOf(officer, silent)}).Into(http.StatusOK, nil)

		plan := map[string]any{"station_id": s.station.ID, "audience": "adults", "title": "周一晨点", "order": "chance", "starts_at": "2026-11-23T01:00:00Z", "notify_minutes": 60}
		var preview struct {
			Called []struct{ ID string } `json:"called"`
			Out    []struct{ Excuse string }
			Apart  []struct{ Reason string }
		}
		officer.Post("/console/v1/roll-calls/preview", plan).Into(http.StatusOK, &preview)
		require.Len(t, preview.Called, 3)
		require.Equal(t, []struct{ Excuse string }{{"on_leave"}, {"in_hospital"}, {"in_custody"}}, preview.Out)
		require.Equal(t, []struct{ Reason string }{{"co_accused"}}, preview.Apart)
		var rc plannedCall
		officer.Post("/console/v1/roll-calls", plan).Into(http.StatusCreated, &rc)
		require.Equal(t, "planned", rc.State)
		require.Empty(t, rc.Invitees)
		base := "/console/v1/roll-calls/" + rc.ID

		s.at("2026-11-23T00:00:00Z")
		require.Equal(t, "notified", readPlanned(officer, rc.ID).State)
		require.Equal(t, []string{"rollcall_planned"}, messageKinds(phones[silent]))
		require.NotContains(t, messageKinds(phones[away]), "rollcall_planned")
		officer.Put(base+"/plan", plan).Refused(http.StatusConflict, "rollcall.plan_fixed")

		s.at("2026-11-23T01:00:00Z")
		rc = readPlanned(officer, rc.ID)
		require.Equal(t, "lobby", rc.State)
		require.Equal(t, partner, rc.Apart[0].Person.ID)
		require.Len(t, rc.Invitees, 6)
		require.Equal(t, map[string]string{away: "excused on_leave", ill: "excused in_hospital", held: "excused in_custody", silent: " ", missing: " ", late: " "}, rc.reasons())
		require.Contains(t, messageKinds(phones[silent]), "rollcall_ring")
		require.NotContains(t, messageKinds(phones[away]), "rollcall_ring")
		join := func(who string) stage.Answer { return phones[who].Post("/v1/roll-calls/"+rc.ID+"/join", nil) }
		join(away).Refused(http.StatusForbidden, "rollcall.excused_self")
		join(partner).Refused(http.StatusForbidden, "rollcall.not_invited")
		join(child).Refused(http.StatusForbidden, "rollcall.not_invited")
		officer.Post(base+"/telephone", map[string]any{}).Refused(http.StatusConflict, "rollcall.telephone_early")

		s.grantLeave(officer, phones[late]) // while the lobby waits
		s.at("2026-11-23T01:00:05Z")
		require.Equal(t, "excused on_leave", readPlanned(officer, rc.ID).reasons()[late])

		_, _ = s.bot(ctx, s.join(phones[silent], rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		var ticket joinTicket
		officer.Post(base+"/join", nil).Into(http.StatusOK, &ticket)
		desk, _ := s.bot(ctx, ticket, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 2})
		stage.Eventually(t, 20*time.Second, func() string {
			for _, i := range readRollCall(officer, rc.ID).Invitees {
				if i.PersonID == silent && i.Presence != "on_line" {
					return "not on line yet"
				}
			}
			return ""
		})
		for range 2 {
			require.NoError(t, desk.Call(ctx, silent))
			require.NoError(t, desk.EndCall(ctx))
		}
		var rung struct{ Items []struct{ PersonID string } }
		officer.Post(base+"/recall", map[string]any{}).Into(http.StatusOK, &rung)
		require.Len(t, rung.Items, 1)
		require.Contains(t, messageKinds(phones[missing]), "rollcall_recall")
		officer.Post(base+"/recall", map[string]any{}).Refused(http.StatusConflict, "rollcall.recall_soon")
		stage.Eventually(t, 10*time.Second, func() string {
			for _, i := range readPlanned(officer, rc.ID).Invitees {
				if i.PersonID == silent && (i.Calls != 2 || !i.MayTelephone) {
					return "the second call has not ended"
				}
			}
			return ""
		})
		officer.Post(base+"/telephone", map[string]any{}).Into(http.StatusOK, &rung)
		require.Len(t, rung.Items, 2)
		officer.Post(base+"/invitees/"+silent+"/telephone", map[string]any{"outcome": "spoke"}).Into(http.StatusOK, nil)
		officer.Post(base+"/invitees/"+missing+"/telephone", map[string]any{"outcome": "no_answer"}).Into(http.StatusOK, nil)
		officer.Post(base+"/invitees/"+silent+"/notes", map[string]any{"text": "在电话中说明手机没有声音"}).Into(http.StatusOK, nil)
		officer.Post(base+"/seal", nil).Refused(http.StatusConflict, "rollcall.state")
		officer.Post(base+"/cancel", map[string]any{"reason": "x"}).Refused(http.StatusConflict, "rollcall.state")
		_, err := desk.CloseRollCall(ctx)
		require.NoError(t, err)
		rc = readPlanned(officer, rc.ID)
		require.Equal(t, "review reached_by_telephone", rc.reasons()[silent])
		require.Equal(t, "absent did_not_join_recalled", rc.reasons()[missing])
		require.Equal(t, map[string]int{"excused": 4, "review": 1, "absent": 1}, s.attendance(officer, "2026-11-23"))

		officer.Post(base+"/seal", nil).Into(http.StatusOK, &rc)
		require.Len(t, rc.SealHash, 64)
		officer.Post(base+"/invitees/"+silent+"/notes", map[string]any{"text": "x"}).Refused(http.StatusConflict, "rollcall.state")
		require.Equal(t, http.StatusOK, officer.Get(base+"/sheet.xlsx").Status)
		requireNames(t, officer.Get(base+"/sheet.pdf"), "电话已联系上", "住院", rc.SealHash)
		s.isProven(rc.ID, rc.SealHash)

		s.at("2026-11-26T12:00:01Z") // the day's draw is published
		var draws struct {
			Items []struct{ Seed, Commitment string }
		}
		officer = s.officer()
		officer.Get("/console/v1/draws?from="+rc.DrawDay+"&to="+rc.DrawDay).Into(http.StatusOK, &draws)
		seed, err := schedule.ParseSeed(draws.Items[0].Seed)
		require.NoError(t, err)
		require.Equal(t, draws.Items[0].Commitment, seed.Commitment(rc.DrawDay))
		var ids []string
		for _, i := range rc.Invitees {
			ids = append(ids, i.PersonID)
		}
		require.Equal(t, schedule.Order(seed, rc.ID, ids), ids)
	})
}

// isProven checks that the audit chain holds the seal and that the sheet matches it, and no longer once a mark was
// changed by hand.
func (s *scene) isProven(id, sum string) {
	s.t.Helper()
	ctx, db := s.t.Context(), s.app.Store()
	entries, err := db.Audit().List(ctx, org.Root, audit.Filter{}, page.Request{Limit: 200})
	require.NoError(s.t, err)
	found := false
	for _, e := range entries {
		if rid, chained, ok := rollcall.SealOf(e); ok && string(rid) == id {
			require.Equal(s.t, sum, chained)
			found = true
		}
	}
	require.True(s.t, found, "the chain holds the seal")
	require.NoError(s.t, rollcall.Prove(ctx, db.RollCalls(), rollcall.ID(id), sum))
	require.NoError(s.t, db.InTx(ctx, func(tx *store.Tx) error {
		_, err := tx.SQLTx().ExecContext(ctx, "UPDATE roll_call_invitees SET mark = 'present' WHERE roll_call_id = '"+id+"' AND mark = 'absent'")
		return err
	}))
	require.ErrorContains(s.t, rollcall.Prove(ctx, db.RollCalls(), rollcall.ID(id), sum), "does not match")
}
