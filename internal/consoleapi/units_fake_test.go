package consoleapi_test

import (
	"context"
	"testing"

	"diandao/internal/authz"
	cities "diandao/internal/city"
	"diandao/internal/org"
)

// units are one station.
type units struct{ *services }

func (u units) Change(_ context.Context, a authz.Actor, id org.UnitID, version int, d cities.UnitDraft) (org.Unit, error) {
	out := unit()
	switch {
	case id == unknown:
		return out, org.ErrNotFound
	case version != 1:
		return out, org.ErrChanged
	case !org.IsTelephone(d.Telephone):
		return out, org.ErrTelephone
	}
	out.Name, out.Telephone, out.Version = d.Name, d.Telephone, 2
	return out, u.write(a, authz.OrgManage, "unit is "+d.Name+" at "+d.Telephone)
}

func TestUnits_AreChangedByAdministrators(t *testing.T) {
	t.Parallel()
	const path = "/console/v1/units/"
	body := func(telephone string, version int) map[string]any {
		return map[string]any{"name": "文新街道司法所", "telephone": telephone, "version": version}
	}
	newConsole(t).Run(t, []scenario{
		{Name: "changed", As: "admin", Method: "PUT", Path: path + unitID, Body: body("0999-0000000", 1), Want: 200, Holds: map[string]any{"telephone": "0999-0000000", "version": 2.0}, Calls: []string{"unit is 文新街道司法所 at 0999-0000000"}},
		{Name: "without a number", As: "admin", Method: "PUT", Path: path + unitID, Body: map[string]any{"name": "文新司法所", "version": 1}, Want: 200, Calls: []string{"unit is 文新司法所 at "}},
		{Name: "not for supervisors", As: "supervisor", Method: "PUT", Path: path + unitID, Body: body("", 1), Want: 403, Code: "authz.forbidden", Calls: []string{}},
		{Name: "an older version", As: "admin", Method: "PUT", Path: path + unitID, Body: body("", 3), Want: 409, Code: "org.changed"},
		{Name: "no number", As: "admin", Method: "PUT", Path: path + unitID, Body: body("分机 12", 1), Want: 422, Code: "org.telephone_invalid"},
		{Name: "too long", As: "admin", Method: "PUT", Path: path + unitID, Body: body("000000000000000000000", 1), Want: 422, Code: "request.invalid"},
		{Name: "no such unit", As: "admin", Method: "PUT", Path: path + unknown, Body: body("", 1), Want: 404, Code: "org.unit_not_found"},
		{Name: "elsewhere", As: "admin-elsewhere", Method: "PUT", Path: path + unitID, Body: body("", 1), Want: 403, Code: "authz.out_of_scope", Calls: []string{}},
	})
}
