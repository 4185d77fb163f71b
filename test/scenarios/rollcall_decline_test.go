package scenarios_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

// Somebody cannot take part and says why on the phone. The officer reads it at the name, may ring again, and the
// sheet asks an officer instead of saying absent; a word sent twice is one.
func TestRollCall_WhoSaysWhyIsNotAbsent(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		one := s.enrol(officer, "陈建国")
		phone := s.phone(officer, one)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": "周一晨点"}).Into(http.StatusCreated, &rc)
		ringing := func() string {
			var today struct {
				RollCalls []struct {
					ID       string `json:"id"`
					Declined string `json:"declined"`
				} `json:"roll_calls"`
			}
			phone.Get("/v1/today").Into(http.StatusOK, &today)
			require.Len(t, today.RollCalls, 1)
			return today.RollCalls[0].Declined
		}
		require.Empty(t, ringing())
		decline := "/v1/roll-calls/" + rc.ID + "/decline"
		phone.Post(decline, map[string]any{"reason": "because"}).Refused(http.StatusUnprocessableEntity, "request.invalid")
		for range 2 {
			phone.Post(decline, map[string]any{"reason": "at_work"}).Into(http.StatusOK, nil)
		}
		require.Equal(t, "at_work", ringing())

		var sheet struct {
			Invitees []struct {
				Declined   string `json:"declined"`
				DeclinedAt string `json:"declined_at"`
				Mark       string `json:"mark"`
				MarkReason string `json:"mark_reason"`
			} `json:"invitees"`
			Steps []struct {
				Kind string `json:"kind"`
				Text string `json:"text"`
			} `json:"steps"`
		}
		officer.Get("/console/v1/roll-calls/"+rc.ID).Into(http.StatusOK, &sheet)
		require.Equal(t, "at_work", sheet.Invitees[0].Declined)
		require.NotEmpty(t, sheet.Invitees[0].DeclinedAt)
		require.Empty(t, sheet.Invitees[0].Mark)
		require.Len(t, sheet.Steps, 1)
		require.Equal(t, "declined", sheet.Steps[0].Kind)

		officer.Post("/console/v1/roll-calls/"+rc.ID+"/close", nil).Into(http.StatusOK, nil)
		officer.Get("/console/v1/roll-calls/"+rc.ID).Into(http.StatusOK, &sheet)
		require.Equal(t, "review", sheet.Invitees[0].Mark)
		require.Equal(t, "declined", sheet.Invitees[0].MarkReason)
		require.Equal(t, 1, actions(stage.NewOfficer(t, s.url).SignIn("supervisor", password))["rollcall.declined"])
		var asked list[struct{}]
		officer.Get("/console/v1/alerts").Into(http.StatusOK, &asked)
		require.Empty(t, asked.Items, "nobody is asked why the person was absent")
	})
}
