package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/httpapi"
	"diandao/internal/team"
)

// TeamMember is somebody of my correction team.
type TeamMember struct {
	Name      string       `json:"name"`
	StaffRole StaffRole    `json:"staff_role" doc:"Of staff; empty for somebody from outside"`
	Relation  TeamRelation `json:"relation" doc:"Of somebody from outside; empty for staff"`
	IsLead    bool         `json:"is_lead"`
	Phone     string       `json:"phone" doc:"Empty when there is none, or it is not shown to me"`
	Since     time.Time    `json:"since"`
}

// MyTeam is my correction team with the station it belongs to.
type MyTeam struct {
	httpapi.List[TeamMember]
	Station Station `json:"station" doc:"Whom to ring where nobody of the team has a number"`
}

func (d Deps) registerTeam(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getMyTeam", Method: http.MethodGet, Path: "/v1/team", Tag: "profile", Summary: "My correction team, the lead first, and my station", Action: authz.SelfRead,
		Example: MyTeam{List: httpapi.List[TeamMember]{Items: []TeamMember{{Name: "陈司法", StaffRole: "officer", IsLead: true, Phone: "057100000000", Since: sampleTime()}}}, Station: sampleStation()},
	}, d.myTeam)
}

func (d Deps) myTeam(ctx context.Context, _ *none) (*httpapi.Body[MyTeam], error) {
	t, err := d.Team.Own(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	p, err := d.Profiles.Own(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	members := httpapi.All(t.Members, func(m team.Member) TeamMember {
		return TeamMember{Name: m.Name, StaffRole: StaffRole(m.StaffRole), Relation: TeamRelation(m.Relation), IsLead: m.Role == team.Lead, Phone: m.Phone, Since: m.Since.UTC()}
	})
	return httpapi.OK(MyTeam{List: members, Station: fromStation(p.Station)}), nil
}
