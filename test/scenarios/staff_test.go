package scenarios_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/config"
	"diandao/internal/oidc/oidctest"
	"diandao/internal/org"
	"diandao/internal/redisx/redistest"
	"diandao/internal/staff"
	"diandao/test/stage"
)

const own = "a quiet morning 7"

type colleague struct {
	ID       string `json:"id"`
	Username string `json:"username"`
	IsActive bool   `json:"is_active"`
	Version  int    `json:"version"`
	Unit     struct {
		ID string `json:"id"`
	} `json:"unit"`
	Sessions []struct {
		ID    string `json:"id"`
		Via   string `json:"via"`
		Agent string `json:"agent"`
	} `json:"sessions"`
}

type handedOut struct {
	Staff    colleague `json:"staff"`
	Password string    `json:"password"`
}

func newcomer(unit org.Unit) map[string]any {
	return map[string]any{"username": "chen.xin", "name": "陈欣", "role": "officer", "unit_id": unit.ID, "sex": "female"}
}

// chiefs adds a supervisor to each of the two districts and returns their consoles with the districts' stations.
func (s *scene) chiefs() (east, west *stage.Officer, ours, theirs org.Unit) {
	s.t.Helper()
	units, err := s.app.Store().Orgs().ListUnits(s.t.Context(), org.Root)
	require.NoError(s.t, err)
	var all []*stage.Officer
	for _, u := range units {
		switch u.Kind {
		case org.District:
			name := "chief-" + u.Code
			_, err := s.app.AddStaff(s.t.Context(), staff.Member{Username: name, Name: "周红", Role: authz.Supervisor, UnitID: u.ID, Path: u.Path}, password)
			require.NoError(s.t, err)
			all = append(all, stage.NewOfficer(s.t, s.url).SignIn(name, password))
		case org.Station:
			if ours.ID == "" {
				ours = u
			} else {
				theirs = u
			}
		}
	}
	return all[0], all[1], ours, theirs
}

// Monday: a new officer. She is added, gets a password on paper, chooses her own, works; the district next door gets
// nowhere near her.
func TestStaff_ANewOfficersMonday(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		east, west, ours, theirs := s.chiefs()
		west.Post("/console/v1/staff", newcomer(ours)).Refused(http.StatusForbidden, "authz.out_of_scope")
		boss := newcomer(ours)
		boss["role"] = "admin"
		east.Post("/console/v1/staff", boss).Refused(http.StatusForbidden, "staff.role_above")
		s.officer().Post("/console/v1/staff", newcomer(ours)).Refused(http.StatusForbidden, "authz.forbidden")
		var out handedOut
		east.Post("/console/v1/staff", newcomer(ours)).Into(http.StatusCreated, &out)
		east.Post("/console/v1/staff", newcomer(ours)).Refused(http.StatusConflict, "staff.username_taken")

		her := stage.NewOfficer(t, s.url).SignIn("chen.xin", out.Password)
		her.Get("/console/v1/persons").Refused(http.StatusForbidden, "staff.password_change_required")
		her.Get("/console/v1/events").Refused(http.StatusForbidden, "staff.password_change_required")
		her.Put("/console/v1/account/password", map[string]any{"old": out.Password, "new": "Chen.Xin 2026"}).Refused(http.StatusUnprocessableEntity, "staff.password_common")
		her.Put("/console/v1/account/password", map[string]any{"old": out.Password, "new": own}).Into(http.StatusNoContent, nil)
		who := s.enrol(her, "王伟")
		her.Get("/console/v1/persons/"+who).Into(http.StatusOK, nil)
		her.Get("/console/v1/staff").Refused(http.StatusForbidden, "authz.forbidden")
		stage.NewOfficer(t, s.url).Post("/console/v1/session", map[string]any{"username": "chen.xin", "password": out.Password}).Refused(http.StatusUnauthorized, "staff.credentials_wrong")

		one := "/console/v1/staff/" + out.Staff.ID
		west.Get(one).Refused(http.StatusForbidden, "authz.out_of_scope")
		for _, act := range []string{"/deactivate", "/reactivate"} {
			west.Post(one+act, map[string]any{"reason": "x", "version": 1}).Refused(http.StatusForbidden, "authz.out_of_scope")
		}
		west.Post(one+"/password", nil).Refused(http.StatusForbidden, "authz.out_of_scope")
		west.Post(one+"/sessions/end", nil).Refused(http.StatusForbidden, "authz.out_of_scope")
		west.Put(one, map[string]any{"name": "x", "role": "officer", "unit_id": theirs.ID, "version": 2}).Refused(http.StatusForbidden, "authz.out_of_scope")
		east.Put(one, map[string]any{"name": "陈欣", "role": "officer", "unit_id": theirs.ID, "version": 2}).Refused(http.StatusForbidden, "authz.out_of_scope")

		// the city's supervisor moves her to the other station: she sees only that from then on
		city := chiefOf(s)
		var after colleague
		city.Get(one).Into(http.StatusOK, &after)
		city.Put(one, map[string]any{"name": "陈欣", "role": "officer", "unit_id": theirs.ID, "version": after.Version}).Into(http.StatusOK, &after)
		require.Empty(t, after.Sessions)
		her.Get("/console/v1/persons").Refused(http.StatusUnauthorized, "staff.session_expired")
		her.SignIn("chen.xin", own)
		her.Get("/console/v1/persons/"+who).Refused(http.StatusForbidden, "authz.out_of_scope")
		var list struct {
			Items []colleague `json:"items"`
		}
		her.Get("/console/v1/persons").Into(http.StatusOK, &list)
		require.Empty(t, list.Items)
		east.Get(one).Refused(http.StatusForbidden, "authz.out_of_scope")
		west.Get("/console/v1/staff?q=chen").Into(http.StatusOK, &list)
		require.Len(t, list.Items, 1)

		// a first password is over after a week
		city.Post(one+"/password", nil).Into(http.StatusCreated, &out)
		her.Get("/console/v1/persons").Refused(http.StatusUnauthorized, "staff.session_expired")
		s.clock.Advance(staff.FirstPasswordLife)
		stage.NewOfficer(t, s.url).Post("/console/v1/session", map[string]any{"username": "chen.xin", "password": out.Password}).Refused(http.StatusUnauthorized, "staff.password_expired")
	})
}

// An officer leaves while he is at work on another server: within the same second he is out everywhere, and what he did
// keeps his name.
func TestStaff_DeactivatedOnAnotherServer(t *testing.T) {
	t.Parallel()
	for _, engines := range stage.Engines() {
		t.Run(engines.Name, func(t *testing.T) {
			t.Parallel()
			cache := redistest.Memory
			if engines.Name != "sqlite and memory" {
				cache = redistest.Real
			}
			shared := stage.Providers{Database: engines.Database(t), Redis: cache(t).URL}
			c := clock.NewManual(parse(t, begin))
			here, there := stage.Start(t, engines, c, shared), stage.Start(t, engines, c, shared)
			s := &scene{t: t, app: here, url: here.URL(), clock: c}
			s.station = stage.City(t, here, password)
			his := stage.NewOfficer(t, there.URL()).SignIn("officer", password)
			elsewhere := stage.NewOfficer(t, here.URL()).SignIn("officer", password)
			who := (&scene{t: t, app: there, url: there.URL(), clock: c, station: s.station}).enrol(his, "王伟")
			his.Get("/console/v1/persons/"+who).Into(http.StatusOK, nil)

			chief := chiefOf(s)
			var list struct {
				Items []colleague `json:"items"`
			}
			chief.Get("/console/v1/staff?q=officer").Into(http.StatusOK, &list)
			var him colleague
			chief.Get("/console/v1/staff/"+list.Items[0].ID).Into(http.StatusOK, &him)
			require.Len(t, him.Sessions, 2)
			chief.Post("/console/v1/staff/"+him.ID+"/sessions/end", map[string]any{"session_id": him.Sessions[0].ID}).Into(http.StatusOK, &him)
			require.Len(t, him.Sessions, 1)
			chief.Post("/console/v1/staff/"+him.ID+"/deactivate", map[string]any{"reason": "调离", "version": him.Version}).Into(http.StatusOK, &him)
			require.False(t, him.IsActive)
			his.Get("/console/v1/persons/"+who).Refused(http.StatusUnauthorized, "staff.session_expired")
			elsewhere.Get("/console/v1/session").Refused(http.StatusUnauthorized, "staff.session_expired")
			for _, server := range []string{here.URL(), there.URL()} {
				stage.NewOfficer(t, server).Post("/console/v1/session", map[string]any{"username": "officer", "password": password}).Refused(http.StatusUnauthorized, "staff.credentials_wrong")
			}
			var entries struct {
				Items []struct {
					Action    string `json:"action"`
					ActorName string `json:"actor_name"`
				} `json:"items"`
			}
			chief.Get("/console/v1/audit?person_id="+who).Into(http.StatusOK, &entries)
			require.NotEmpty(t, entries.Items)
			require.Equal(t, "陈静", entries.Items[len(entries.Items)-1].ActorName, "his name stays on what he did")
		})
	}
}

// The city's identity provider vouches for an officer: known by the username once, by the subject from then on.
func TestStaff_ByTheCitysIdentityProvider(t *testing.T) {
	t.Parallel()
	for _, engines := range stage.Engines() {
		t.Run(engines.Name, func(t *testing.T) {
			t.Parallel()
			c := clock.NewManual(parse(t, begin))
			idp := oidctest.New(t, c.Now)
			a := stage.Start(t, engines, c, stage.Providers{OIDC: config.OIDC{
				Issuer: idp.URL, ClientID: oidctest.ClientID, ClientSecret: oidctest.ClientSecret, Name: "市统一认证", UsernameClaim: "preferred_username",
			}})
			stage.City(t, a, password)
			browser := func() *stage.Officer { return stage.NewOfficer(t, a.URL()) }
			signIn := func(o *stage.Officer, subject, username string) string {
				back := idp.Authorize(o.Led("/console/v1/sso?to=%2Fleaves%3Fstatus%3Dapplied").String(), subject, username)
				return o.Led(back.RequestURI()).String()
			}
			var ways struct {
				Name string `json:"sso_name"`
			}
			browser().Get("/console/v1/sign-in").Into(http.StatusOK, &ways)
			require.Equal(t, "市统一认证", ways.Name)
			her := browser()
			require.Equal(t, "/console/leaves?status=applied", signIn(her, "sub-1", "officer"))
			her.Resume().Get("/console/v1/leaves?status=applied").Into(http.StatusOK, nil)
			require.Equal(t, "/console/leaves?status=applied", signIn(browser(), "sub-1", "renamed"))
			require.Equal(t, "/console/login?problem=staff.sso_unknown", signIn(browser(), "sub-2", "officer"))
			require.Equal(t, "/console/login?problem=staff.sso_unknown", signIn(browser(), "sub-3", "nobody"))

			mine, theirs := browser(), browser()
			back := idp.Authorize(mine.Led("/console/v1/sso").String(), "sub-1", "officer")
			require.Equal(t, "/console/login?problem=sso.state_invalid", theirs.Led(back.RequestURI()).String(), "in another browser")
			back = idp.Authorize(mine.Led("/console/v1/sso").String(), "sub-1", "officer")
			require.Equal(t, "/console/", mine.Led(back.RequestURI()).String())
			require.Equal(t, "/console/login?problem=sso.state_invalid", mine.Led(back.RequestURI()).String(), "a second time")

			chief := browser().SignIn("supervisor", password)
			var list struct {
				Items []colleague `json:"items"`
			}
			chief.Get("/console/v1/staff?q=officer").Into(http.StatusOK, &list)
			var him colleague
			chief.Get("/console/v1/staff/"+list.Items[0].ID).Into(http.StatusOK, &him)
			require.Equal(t, "sso", him.Sessions[0].Via)
			chief.Post("/console/v1/staff/"+him.ID+"/deactivate", map[string]any{"reason": "调离", "version": him.Version}).Into(http.StatusOK, nil)
			require.Equal(t, "/console/login?problem=staff.sso_inactive", signIn(browser(), "sub-1", "officer"))
			her.Get("/console/v1/session").Refused(http.StatusUnauthorized, "staff.session_expired")

			idp.Misbehave(oidctest.Misbehaviour{Status: map[string]int{"/.well-known/openid-configuration": 500}})
			c.Advance(2 * time.Hour)
			browser().SignIn("stranger", password) // the way by password does not depend on the provider
		})
	}
}
