package scenarios_test

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

type rollCall struct {
	ID       string `json:"id"`
	State    string `json:"state"`
	Invitees []struct {
		PersonID    string  `json:"person_id"`
		Presence    string  `json:"presence"`
		Mark        *string `json:"mark"`
		SnapshotURL *string `json:"snapshot_url"`
	} `json:"invitees"`
}

func (r rollCall) marks() map[string]string {
	out := map[string]string{}
	for _, i := range r.Invitees {
		if i.Mark != nil && *i.Mark != "" {
			out[i.PersonID] = *i.Mark
		}
	}
	return out
}

func readRollCall(o *stage.Officer, id string) rollCall {
	var r rollCall
	o.Get("/console/v1/roll-calls/"+id).Into(http.StatusOK, &r)
	return r
}

type joinTicket struct {
	Ticket string `json:"ticket"`
}

// bot joins a roll call with a ticket, sending the clip if there is one and receiving slots pictures.
func (s *scene) bot(ctx context.Context, ticket joinTicket, o signalingtest.MediaOptions) (*signalingtest.Bot, *signalingtest.Media) {
	s.t.Helper()
	media, err := signalingtest.NewMedia(o)
	require.NoError(s.t, err)
	bot := signalingtest.NewBot(strings.Replace(s.url, "http", "ws", 1)+"/signal", media)
	s.t.Cleanup(func() { bot.Hangup() })
	require.NoError(s.t, bot.Join(ctx, ticket.Ticket))
	return bot, media
}

func (s *scene) join(p *stage.Phone, id string) joinTicket {
	var t joinTicket
	p.Post("/v1/roll-calls/"+id+"/join", nil).Into(http.StatusOK, &t)
	return t
}

// A station's morning: three are invited, two come and are seen, one of them is called, photographed and
// marked present, the other late; the third's phone rang and nobody came. Closing settles it, the sheet
// is printed with all three names.
func TestRollCall_AMorning(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		officer := s.officer()
		first, second, third := s.enrol(officer, "陈建国"), s.enrol(officer, "李秀英"), s.enrol(officer, "阿卜杜热合曼·买买提")
		phones := map[string]*stage.Phone{first: s.phone(officer, first), second: s.phone(officer, second), third: s.phone(officer, third)}

		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": "周一晨点"}).Into(http.StatusCreated, &rc)
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": ""}).
			Refused(http.StatusConflict, "rollcall.already_running")
		require.Equal(t, rc.ID, readToday(phones[first]).RollCalls[0].ID, "the phone rings")
		phones[third].Get("/v1/messages").Into(http.StatusOK, nil) // the ring was delivered, nobody answers

		one, oneMedia := s.bot(ctx, s.join(phones[first], rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		two, _ := s.bot(ctx, s.join(phones[second], rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		var ticket joinTicket
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Into(http.StatusOK, &ticket)
		desk, view := s.bot(ctx, ticket, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 4})
		roster, err := desk.Roster(ctx)
		require.NoError(t, err)
		require.Len(t, roster, 3)

		require.NoError(t, desk.Show(ctx, first, second))
		slots := desk.Slots()
		stage.Eventually(t, 20*time.Second, func() string {
			if view.Received(slots[0]).Sizes[320] < 3 || view.Received(slots[1]).Sizes[160] < 3 {
				return "the officer does not see both faces move"
			}
			return ""
		})
		stage.Eventually(t, 10*time.Second, func() string {
			for _, i := range readRollCall(officer, rc.ID).Invitees {
				if i.PersonID != third && i.Presence != "on_line" {
					return "somebody is not on line on record"
				}
			}
			return ""
		})

		require.NoError(t, desk.Call(ctx, first))
		stage.Eventually(t, 10*time.Second, func() string {
			if !one.State().Called || two.State().Called {
				return "only the called phone says so"
			}
			return ""
		})
		stage.Eventually(t, 10*time.Second, func() string {
			if oneMedia.Received(one.Slots()[0]).Frames < 3 {
				return "the called person does not see the officer"
			}
			return ""
		})
		snapshot, err := desk.Snapshot(ctx, first)
		require.NoError(t, err)
		require.Equal(t, []int{320, 240}, []int{snapshot.Width, snapshot.Height})
		picture := officer.Get(snapshot.SnapshotURL)
		require.Equal(t, http.StatusOK, picture.Status)
		require.Equal(t, "image/jpeg", picture.Header.Get("Content-Type"))
		_, err = desk.Mark(ctx, first, "present", "")
		require.NoError(t, err)
		_, err = desk.Mark(ctx, second, "late", "")
		require.Error(t, err, "late needs a reason")
		_, err = desk.Mark(ctx, second, "late", "路上堵车")
		require.NoError(t, err)

		counts, err := desk.CloseRollCall(ctx)
		require.NoError(t, err)
		require.Equal(t, map[string]int{"present": 1, "late": 1, "absent": 1}, nonzero(counts))
		stage.Eventually(t, 10*time.Second, func() string {
			if one.State().Closed == nil || two.State().Closed == nil {
				return "the phones were not told"
			}
			return ""
		})
		closed := readRollCall(officer, rc.ID)
		require.Equal(t, "closed", closed.State)
		require.Equal(t, map[string]string{first: "present", second: "late", third: "absent"}, closed.marks())
		require.Equal(t, map[string]int{"present": 1, "late": 1, "absent": 1}, s.attendance(officer, "2026-11-23"))
		require.Equal(t, "rollcall_absent", desk1(officer).TitleCode)
		phones[first].Post("/v1/roll-calls/"+rc.ID+"/join", nil).Refused(http.StatusConflict, "rollcall.state")
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/close", nil).Refused(http.StatusConflict, "rollcall.state")
		requireNames(t, officer.Get("/console/v1/roll-calls/"+rc.ID+"/sheet.pdf"), "陈建国", "李秀英", "阿卜杜热合曼·买买提", "路上堵车")
	})
}

func desk1(o *stage.Officer) deskItem { return desk(o)[0] }

func nonzero(counts map[string]int) map[string]int {
	for status, n := range counts {
		if n == 0 {
			delete(counts, status)
		}
	}
	return counts
}

// requireNames checks that a PDF holds the words, read as any reader would.
func requireNames(t *testing.T, pdf stage.Answer, words ...string) {
	t.Helper()
	require.Equal(t, http.StatusOK, pdf.Status, "%s", pdf.Body)
	tool, err := exec.LookPath("pdftotext")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("no pdftotext to read the sheet with")
	}
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	require.NoError(t, os.WriteFile(file, pdf.Body, 0o600))
	out, err := exec.Command(tool, "-layout", file, "-").Output()
	require.NoError(t, err)
	for _, w := range words {
		require.Contains(t, string(out), w)
	}
}

// Who belongs together is the server's to decide, and a ticket is for one.
func TestRollCall_DoorsAreShut(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		officer := s.officer()
		adult := s.enrol(officer, "陈建国")
		minor := s.enrolBorn(officer, "林小雨", "2011-06-01")
		young, old := s.phone(officer, minor), s.phone(officer, adult)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": ""}).Into(http.StatusCreated, &rc)
		require.Empty(t, readToday(young).RollCalls, "a minor is not gathered with adults")
		young.Post("/v1/roll-calls/"+rc.ID+"/join", nil).Refused(http.StatusForbidden, "rollcall.not_invited")
		s.foreignOfficer().Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Refused(http.StatusForbidden, "authz.out_of_scope")

		ticket := s.join(old, rc.ID)
		bot, _ := s.bot(ctx, ticket, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		again := signalingtest.NewBot(strings.Replace(s.url, "http", "ws", 1)+"/signal", nil)
		t.Cleanup(func() { again.Hangup() })
		require.Error(t, again.Join(ctx, ticket.Ticket), "a ticket is used once")
		_, err := bot.Roster(ctx)
		require.Error(t, err, "a phone may not read the roster")
		require.Error(t, bot.Call(ctx, adult))
		_, err = bot.Mark(ctx, adult, "present", "")
		require.Error(t, err, "nobody marks himself")
		require.Empty(t, readRollCall(officer, rc.ID).marks())
		var found list[struct {
			ID string `json:"id"`
		}]
		officer.Get("/console/v1/persons?q="+url.QueryEscape("林小雨")).Into(http.StatusOK, &found)
		require.Empty(t, found.Items, "a minor is not found by name")
		officer.Get("/console/v1/persons?q="+url.QueryEscape("陈建")).Into(http.StatusOK, &found)
		require.Len(t, found.Items, 1)
		officer.Get("/console/v1/persons/"+minor).Refused(http.StatusForbidden, "person.reason_required")
		officer.Get("/console/v1/persons/"+minor+"?reason=家访").Into(http.StatusOK, nil)
	})
}
