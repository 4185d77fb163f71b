package consoleapi_test

import (
	"context"
	"testing"

	"diandao/internal/authz"
	"diandao/internal/page"
	"diandao/internal/partner"
)

// partners are the agencies of a station.
type partners struct{ *services }

func agency() partner.Partner {
	return partner.Partner{
		ID: known, Name: "检察院", Kind: partner.Procuratorate, UnitID: unitID, Path: station, URL: "https://jcy.example.org/hooks", Events: []partner.Type{partner.LeaveDecided}, Version: 1, CreatedAt: instant(), UpdatedAt: instant(),
	}
}

func sent() partner.Delivery {
	return partner.Delivery{
		ID: known, PartnerID: known, EventID: known, Type: partner.LeaveDecided, Path: station, Body: "{}", State: partner.Pending, NextAt: instant(), CreatedAt: instant(),
		Tries: []partner.Try{{At: instant(), Status: 503, Took: 1500000, Class: partner.Broken}},
	}
}

func (p partners) List(_ context.Context, a authz.Actor) ([]partner.Partner, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	return []partner.Partner{agency()}, authz.Allow(a, authz.PartnerRead)
}

func (p partners) Get(_ context.Context, a authz.Actor, id partner.ID) (partner.Partner, error) {
	if id != known {
		return partner.Partner{}, partner.ErrNotFound
	}
	return agency(), authz.Check(a, authz.PartnerRead, station)
}

func (p partners) manage(a authz.Actor, call string) (partner.Partner, error) {
	return agency(), p.write(a, authz.PartnerManage, call)
}

func (p partners) Create(_ context.Context, a authz.Actor, d partner.Draft) (partner.Partner, string, error) {
	out, err := p.manage(a, "partner "+d.Name+" at "+d.URL)
	return out, "whsec_c2VjcmV0", err
}

func (p partners) Change(_ context.Context, a authz.Actor, _ partner.ID, version int, d partner.Draft) (partner.Partner, error) {
	if version != 1 {
		return partner.Partner{}, partner.ErrChanged
	}
	return p.manage(a, "change partner to "+d.URL)
}

func (p partners) Rotate(_ context.Context, a authz.Actor, _ partner.ID) (partner.Partner, string, error) {
	out, err := p.manage(a, "rotate secret")
	return out, "whsec_bmV3", err
}

func (p partners) Halt(_ context.Context, a authz.Actor, _ partner.ID, reason string) (partner.Partner, error) {
	return p.manage(a, "pause partner because "+reason)
}

func (p partners) Resume(_ context.Context, a authz.Actor, _ partner.ID) (partner.Partner, error) {
	return p.manage(a, "resume partner")
}

func (p partners) SendTest(_ context.Context, a authz.Actor, _ partner.ID) (partner.Delivery, error) {
	_, err := p.manage(a, "test partner")
	return sent(), err
}

func (p partners) Log(_ context.Context, a authz.Actor, _ partner.ID, _ partner.LogFilter, _ page.Request) ([]partner.Delivery, error) {
	return []partner.Delivery{sent()}, authz.Check(a, authz.PartnerRead, station)
}

func (p partners) Delivery(_ context.Context, a authz.Actor, _ partner.DeliveryID) (partner.Delivery, error) {
	return sent(), authz.Check(a, authz.PartnerRead, station)
}

func (p partners) SendAgain(_ context.Context, a authz.Actor, _ partner.DeliveryID) (partner.Delivery, error) {
	_, err := p.manage(a, "send again")
	return sent(), err
}

func (p partners) SendDayAgain(_ context.Context, a authz.Actor, _ partner.ID, day string) (partner.Again, error) {
	_, err := p.manage(a, "send again of "+day)
	return partner.Again{ID: known, Counts: partner.Counts{partner.Pending: 3}}, err
}

func (p partners) StopAgain(_ context.Context, a authz.Actor, _ partner.ID, again string) (partner.Again, error) {
	_, err := p.manage(a, "stop again")
	return partner.Again{ID: again, Counts: partner.Counts{partner.Delivered: 1, partner.GivenUp: 2}}, err
}

func (p partners) Progress(_ context.Context, a authz.Actor, _ partner.ID, again string) (partner.Again, error) {
	return partner.Again{ID: again, Counts: partner.Counts{partner.Delivered: 3}}, authz.Check(a, authz.PartnerRead, station)
}

func newAgency() map[string]any {
	return map[string]any{"name": "检察院", "kind": "procuratorate", "unit_id": unitID, "url": "https://jcy.example.org/hooks", "events": []any{"leave.decided"}}
}

func changedAgency() map[string]any {
	out := newAgency()
	out["version"] = 1
	return out
}

func TestPartners_AreForAdministratorsToChange(t *testing.T) {
	t.Parallel()
	stale, wrong := changedAgency(), newAgency()
	stale["version"], wrong["events"] = 2, []any{"person.name_changed"}
	newConsole(t).Run(t, []scenario{
		{Name: "listed", As: "procurator", Method: "GET", Path: "/console/v1/partners", Want: 200},
		{Name: "not for officers", As: "officer", Method: "GET", Path: "/console/v1/partners", Want: 403, Code: "authz.forbidden"},
		{Name: "registered", As: "admin", Method: "POST", Path: "/console/v1/partners", Body: newAgency(), Want: 201, Holds: map[string]any{"secret": "whsec_c2VjcmV0"}},
		{Name: "not by supervisors", As: "supervisor", Method: "POST", Path: "/console/v1/partners", Body: newAgency(), Want: 403, Code: "authz.forbidden"},
		{Name: "no such event", As: "admin", Method: "POST", Path: "/console/v1/partners", Body: wrong, Want: 422, Code: "request.invalid"},
		{Name: "changed meanwhile", As: "admin", Method: "PUT", Path: "/console/v1/partners/" + known, Body: stale, Want: 409, Code: "partner.changed"},
		{Name: "unknown", As: "admin", Method: "GET", Path: "/console/v1/partners/" + unknown, Want: 404, Code: "partner.not_found"},
		{Name: "a day again", As: "admin", Method: "POST", Path: "/console/v1/partners/" + known + "/again", Body: map[string]any{"day": "2026-11-23"}, Want: 200, Holds: map[string]any{"pending": 3.0}},
		{Name: "stopped", As: "admin", Method: "POST", Path: "/console/v1/partners/" + known + "/again/" + known + "/stop", Want: 200, Calls: []string{"stop again"}, Holds: map[string]any{"given_up": 2.0}},
		{Name: "no day", As: "admin", Method: "POST", Path: "/console/v1/partners/" + known + "/again", Body: map[string]any{"day": "yesterday"}, Want: 422, Code: "request.invalid"},
	})
}
