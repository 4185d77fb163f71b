package scenarios_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

type unitView struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Telephone string `json:"telephone"`
	Version   int    `json:"version"`
}

type contactView struct {
	Items   []memberOfTeam `json:"items"`
	Station unitView       `json:"station"`
}

// unitOf is a unit as the member sees it in the list.
func unitOf(o *stage.Officer, id string) unitView {
	var list struct {
		Items []unitView `json:"items"`
	}
	o.Get("/console/v1/units").Into(http.StatusOK, &list)
	for _, u := range list.Items {
		if u.ID == id {
			return u
		}
	}
	return unitView{}
}

// A person without a team has nobody to ring until the administrator tells the station's number; then the phone has it,
// by the station's new name. Nobody but administrators can say so, none over another's change, and the ledger knows.
func TestUnit_ItsTelephoneReachesThePhone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer, admin := s.officer(), adminOf(s)
		phone := s.phone(officer, s.enrol(officer, "王伟"))
		var c contactView
		phone.Get("/v1/team").Into(http.StatusOK, &c)
		require.Empty(t, c.Items)
		require.Equal(t, unitView{ID: string(s.station.ID), Name: "文昌司法所"}, c.Station)

		path := "/console/v1/units/" + string(s.station.ID)
		change := func(name, telephone string, version int) map[string]any {
			return map[string]any{"name": name, "telephone": telephone, "version": version}
		}
		told := change("文昌街道司法所", "0999-0000001", 1)
		officer.Put(path, told).Refused(http.StatusForbidden, "authz.forbidden")
		chiefOf(s).Put(path, told).Refused(http.StatusForbidden, "authz.forbidden")
		admin.Put(path, change("文昌司法所", "转 8", 1)).Refused(http.StatusUnprocessableEntity, "org.telephone_invalid")
		admin.Put(path, change("文昌司法所", "0999-0000001", 2)).Refused(http.StatusConflict, "org.changed")
		var u unitView
		admin.Put(path, told).Into(http.StatusOK, &u)
		require.Equal(t, unitView{ID: string(s.station.ID), Name: "文昌街道司法所", Telephone: "0999-0000001", Version: 2}, u)
		admin.Put(path, told).Refused(http.StatusConflict, "org.changed")
		require.Equal(t, u, unitOf(officer, u.ID))

		phone.Get("/v1/team").Into(http.StatusOK, &c)
		require.Equal(t, []string{"文昌街道司法所", "0999-0000001"}, []string{c.Station.Name, c.Station.Telephone})
		var me struct{ Station unitView }
		phone.Get("/v1/me").Into(http.StatusOK, &me)
		require.Equal(t, c.Station, me.Station)

		var ledger struct {
			Items []struct {
				Action  string         `json:"action"`
				Subject string         `json:"subject"`
				Data    map[string]any `json:"data"`
			} `json:"items"`
		}
		admin.Get("/console/v1/audit?limit=100").Into(http.StatusOK, &ledger)
		found := 0
		for _, e := range ledger.Items {
			if e.Action == "unit.changed" {
				found++
				require.Equal(t, "unit:"+u.ID, e.Subject)
				require.Equal(t, []any{"", "0999-0000001"}, e.Data["telephone"])
			}
		}
		require.Equal(t, 1, found)

		admin.Put(path, change(u.Name, "", 2)).Into(http.StatusOK, &u)
		phone.Get("/v1/team").Into(http.StatusOK, &c)
		require.Empty(t, c.Station.Telephone, "there is none any more")
	})
}
