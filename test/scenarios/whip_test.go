package scenarios_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/staff"
	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

// post sends an offer as WHIP and WHEP have it and returns the session's URL and the answer.
func (s *scene) post(ctx context.Context, path, ticket, offer string) (status int, location, body string) {
	s.t.Helper()
	return s.ask(ctx, http.MethodPost, path, ticket, "application/sdp", offer)
}

func (s *scene) ask(ctx context.Context, method, path, ticket, kind, body string) (status int, location, text string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(ctx, method, s.url+path, strings.NewReader(body))
	require.NoError(s.t, err)
	req.Header.Set("Authorization", "Bearer "+ticket)
	req.Header.Set("Content-Type", kind)
	res, err := http.DefaultClient.Do(req)
	require.NoError(s.t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	require.NoError(s.t, err)
	return res.StatusCode, res.Header.Get("Location"), string(raw)
}

// A kiosk's camera that only speaks WHIP stands in a person's place, and a wall screen that only speaks WHEP shows
// whoever is called.
func TestRollCall_DevicesThatSpeakTheStandard(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		officer := s.officer()
		person := s.enrol(officer, "陈建国")
		phone := s.phone(officer, person)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": ""}).Into(http.StatusCreated, &rc)
		_, err := s.app.AddStaff(ctx, staff.Member{Username: "screen", Name: "何伟", Role: authz.Officer, UnitID: s.station.ID, Path: s.station.Path}, password)
		require.NoError(t, err)
		screenOf := stage.NewOfficer(t, s.url).SignIn("screen", password)
		seat := func(who *stage.Officer) string {
			var t joinTicket
			who.Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Into(http.StatusOK, &t)
			return t.Ticket
		}
		camera, err := signalingtest.NewMedia(signalingtest.MediaOptions{Clip: signalingtest.Red})
		require.NoError(t, err)
		t.Cleanup(func() { _ = camera.Close() })
		offer, err := camera.Offer(false)
		require.NoError(t, err)

		status, _, _ := s.post(ctx, "/whip", "nobody", offer)
		require.Equal(t, http.StatusUnauthorized, status)
		status, _, _ = s.ask(ctx, http.MethodPost, "/whip", s.join(phone, rc.ID).Ticket, "text/plain", offer)
		require.Equal(t, http.StatusUnsupportedMediaType, status)
		status, _, _ = s.post(ctx, "/whip", s.join(phone, rc.ID).Ticket, "hello")
		require.Equal(t, http.StatusUnprocessableEntity, status)
		status, _, body := s.post(ctx, "/whip", seat(officer), offer)
		require.Equal(t, http.StatusForbidden, status, body)

		ticket := s.join(phone, rc.ID).Ticket
		status, location, answer := s.post(ctx, "/whip", ticket, offer)
		require.Equal(t, http.StatusCreated, status, answer)
		require.NoError(t, camera.Accept(protocol.Answer{SDP: answer}))

		screen, err := signalingtest.NewMedia(signalingtest.MediaOptions{Slots: 1})
		require.NoError(t, err)
		t.Cleanup(func() { _ = screen.Close() })
		offer, err = screen.Offer(false)
		require.NoError(t, err)
		wallTicket := seat(screenOf)
		status, wall, answer := s.post(ctx, "/whep", wallTicket, offer)
		require.Equal(t, http.StatusCreated, status, answer)
		require.NoError(t, screen.Accept(protocol.Answer{SDP: answer}))

		desk, _ := s.bot(ctx, joinTicket{seat(officer)}, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		stage.Eventually(t, 20*time.Second, func() string {
			if desk.State().Invitees[person].Invitee.Presence != "on_line" {
				return "the camera is not on line"
			}
			return ""
		})
		require.NoError(t, desk.Call(ctx, person))
		stage.Eventually(t, 20*time.Second, func() string {
			if screen.Frames() < 3 {
				return "the wall does not show the called one"
			}
			return ""
		})
		status, _, _ = s.ask(ctx, http.MethodPatch, location, ticket, "application/trickle-ice-sdpfrag", "a=end-of-candidates\r\n")
		require.Equal(t, http.StatusNoContent, status)
		status, _, _ = s.ask(ctx, http.MethodDelete, location, "another", "", "")
		require.Equal(t, http.StatusNotFound, status, "only with its own token")
		for end, token := range map[string]string{location: ticket, wall: wallTicket} {
			status, _, _ = s.ask(ctx, http.MethodDelete, end, token, "", "")
			require.Equal(t, http.StatusOK, status)
		}
		stage.Eventually(t, 20*time.Second, func() string {
			if desk.State().Invitees[person].Invitee.Presence != "left" {
				return "the camera has not left"
			}
			return ""
		})
	})
}
