package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

// An officer of another district finds every door of this one closed.
func TestAccess_AnotherDistrictsOfficerSeesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer, stranger := s.officer(), s.foreignOfficer()
		who := s.enrol(officer, "陈建国")
		s.phone(officer, who)
		plan := s.plan(officer, who, true)
		s.at("2026-11-23T00:00:30Z")

		stranger.Get("/console/v1/persons/"+who).Refused(http.StatusForbidden, "authz.out_of_scope")
		stranger.Post("/console/v1/persons/"+who+"/activations", nil).Refused(http.StatusForbidden, "authz.out_of_scope")
		stranger.Post("/console/v1/plans/"+plan+"/stop", nil).Refused(http.StatusForbidden, "authz.out_of_scope")
		stranger.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": ""}).
			Refused(http.StatusForbidden, "authz.out_of_scope")
		var persons list[struct{}]
		stranger.Get("/console/v1/persons").Into(http.StatusOK, &persons)
		require.Empty(t, persons.Items)
		require.Empty(t, desk(stranger))
	})
}

// A code works once, for whoever holds the key, and not for ever.
func TestAccess_ActivationCodes(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "陈建国")
		code := officer.ActivationCode(who)
		stage.NewPhone(t, s.url, s.clock.Now).TryActivate("AAAAAAAAAA").Refused(http.StatusUnprocessableEntity, "device.code_invalid")
		stage.NewPhone(t, s.url, s.clock.Now).Activate(code)
		stage.NewPhone(t, s.url, s.clock.Now).TryActivate(code).Refused(http.StatusUnprocessableEntity, "device.code_invalid")

		code = officer.ActivationCode(who)
		phone := stage.NewPhone(t, s.url, s.clock.Now)
		var lost, again struct {
			DeviceID string `json:"device_id"`
		}
		phone.TryActivate(code).Into(http.StatusCreated, &lost) // the answer gets lost
		s.clock.Advance(time.Minute)
		phone.TryActivate(code).Into(http.StatusCreated, &again)
		require.Equal(t, lost.DeviceID, again.DeviceID, "the retry is known by its key")
		phone.Activate(code).Get("/v1/me").Into(http.StatusOK, nil)
		stage.NewPhone(t, s.url, s.clock.Now).TryActivate(code).Refused(http.StatusUnprocessableEntity, "device.code_invalid")
		officer.Post("/console/v1/persons/"+who+"/devices/"+lost.DeviceID+"/revoke", nil).Into(http.StatusNoContent, nil)
		phone.TryActivate(code).Refused(http.StatusUnprocessableEntity, "device.code_invalid")

		stale := officer.ActivationCode(who)
		s.at("2026-11-24T00:00:30Z")
		stage.NewPhone(t, s.url, s.clock.Now).TryActivate(stale).Refused(http.StatusUnprocessableEntity, "device.code_invalid")
	})
}

// A lost answer is forgiven, a stolen token is not.
func TestAccess_RefreshTokens(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "陈建国"))
		phone.Sleepy = true
		first := phone.Refresh
		phone.TryRefresh(first).Into(http.StatusOK, nil) // the answer gets lost
		s.clock.Advance(30 * time.Second)
		phone.Renew() // so the phone tries the same token again
		require.NotEqual(t, first, phone.Refresh)
		phone.Get("/v1/me").Into(http.StatusOK, nil)

		s.clock.Advance(10 * time.Minute)
		phone.Get("/v1/me").Refused(http.StatusUnauthorized, "device.token_expired")
		phone.Renew()
		last := phone.Refresh
		phone.TryRefresh(last).Into(http.StatusOK, nil) // lost too, and the app is closed: the browser wakes it hours later
		s.clock.Advance(5 * time.Hour)
		phone.Renew()
		require.NotEqual(t, last, phone.Refresh)
		phone.TryRefresh(first).Refused(http.StatusUnauthorized, "device.token_reused")
		phone.TryRefresh(phone.Refresh).Refused(http.StatusUnauthorized, "device.revoked")
		phone.Get("/v1/me").Refused(http.StatusUnauthorized, "device.revoked")
		items := desk(officer)
		require.Len(t, items, 1)
		require.Equal(t, "token_reused", items[0].TitleCode)

		phone.GetAs(forgedToken(t, phone), "/v1/me").Refused(http.StatusUnauthorized, "device.token_invalid")

		thief := stage.NewPhone(t, s.url, s.clock.Now)
		thief.TryRefresh(phone.Refresh).Refused(http.StatusUnauthorized, "device.signature_invalid")
	})
}

// forgedToken says what a sound access token says, signed by somebody else.
func forgedToken(t *testing.T, p *stage.Phone) string {
	t.Helper()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"iss": "diandao", "sub": p.PersonID, "did": p.DeviceID, "exp": time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC).Unix(),
	}).SignedString([]byte("another deployment's secret, 32 bytes"))
	require.NoError(t, err)
	return token
}

// A session ends when it is ended, and writes need its token.
func TestAccess_StaffSessions(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		nobody := stage.NewOfficer(t, s.url)
		nobody.Get("/console/v1/desk").Refused(http.StatusUnauthorized, "authz.unauthenticated")
		nobody.Post("/console/v1/session", map[string]any{"username": "officer", "password": "wrong-password"}).
			Refused(http.StatusUnauthorized, "staff.credentials_wrong")
		officer := s.officer()
		officer.Get("/console/v1/session").Into(http.StatusOK, nil)
		s.clock.Advance(13 * time.Hour)
		require.Equal(t, http.StatusUnauthorized, officer.Get("/console/v1/session").Status)
	})
}
