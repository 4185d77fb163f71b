package scenarios_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type reachView struct {
	Code         string   `json:"code"`
	Ways         []string `json:"ways"`
	DevicesCount int      `json:"devices_count"`
	SeenAt       *string  `json:"seen_at"`
	ReceiptAt    *string  `json:"receipt_at"`
}

func reachOf(o *stage.Officer, who string) reachView {
	var v reachView
	o.Get("/console/v1/persons/"+who+"/reach").Into(http.StatusOK, &v)
	return v
}

// Before an officer calls: nobody has a phone yet; one is activated; it takes push; it says no; it is revoked. The
// list of those without push holds the person exactly when the file says so.
func TestReach_FollowsThePhone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "孙波")
		isListed := func() bool {
			var all struct {
				Items []struct {
					ID string `json:"id"`
				} `json:"items"`
			}
			officer.Get("/console/v1/persons?no_push=true").Into(http.StatusOK, &all)
			for _, p := range all.Items {
				if p.ID == who {
					return true
				}
			}
			return false
		}
		require.Equal(t, reachView{Code: "no_device", Ways: []string{"sms", "call"}}, reachOf(officer, who))
		require.True(t, isListed())

		phone := s.phone(officer, who)
		phone.Get("/v1/today").Into(http.StatusOK, nil)
		got := reachOf(officer, who)
		require.Equal(t, "push_off", got.Code)
		require.Equal(t, 1, got.DevicesCount)
		require.NotNil(t, got.SeenAt)
		require.True(t, isListed())

		fcmPhone(phone, "reach-"+who)
		got = reachOf(officer, who)
		require.Equal(t, "push", got.Code)
		require.Contains(t, got.Ways, "push")
		require.False(t, isListed())

		s.at("2026-11-22T23:20:00Z")
		phone.Get("/v1/today?notices=denied").Into(http.StatusOK, nil)
		officer = s.officer()
		require.Equal(t, "push_off", reachOf(officer, who).Code)
		require.True(t, isListed())
		s.foreignOfficer().Get("/console/v1/persons/"+who+"/reach").Refused(http.StatusForbidden, "authz.out_of_scope")
	})
}
