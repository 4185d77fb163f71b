package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/staff"
	"diandao/internal/team"
)

// NewTeamMember is one member of a team as it is to be: staff, or somebody from outside with name and relation.
type NewTeamMember struct {
	StaffID      string       `json:"staff_id" doc:"Empty for somebody from outside"`
	Name         string       `json:"name" maxLength:"32" doc:"Of somebody from outside; empty for staff"`
	Relation     TeamRelation `json:"relation" doc:"Of somebody from outside; empty for staff"`
	Phone        string       `json:"phone" maxLength:"32"`
	IsPhoneShown bool         `json:"is_phone_shown" doc:"The person sees the number"`
	Role         TeamRole     `json:"role"`
	Sex          Sex          `json:"sex"`
	KnowsMinors  bool         `json:"knows_minors" doc:"Knows minors by training or work (law, art. 52)"`
}

// TeamMember is one membership.
type TeamMember struct {
	ID string `json:"id"`
	NewTeamMember
	StaffRole TeamStaffRole `json:"staff_role" doc:"Of staff; empty for somebody from outside"`
	IsGone    bool          `json:"is_gone" doc:"Staff who may not sign in any more"`
	Since     time.Time     `json:"since"`
	Until     *time.Time    `json:"until" doc:"null while in the team"`
}

// Team is a person's correction team, with what it lacks.
type Team struct {
	Version   int          `json:"version" doc:"0 while nobody was ever named"`
	UpdatedAt *time.Time   `json:"updated_at"`
	Members   []TeamMember `json:"members" nullable:"false" doc:"The lead first"`
	Former    []TeamMember `json:"former" nullable:"false" doc:"Who left, the newest first, at most 50"`
	Lacks     []TeamLack   `json:"lacks" nullable:"false" doc:"What the law asks of the team and it does not have; it stops nobody"`
}

// NewTeam names the members.
type NewTeam struct {
	Version int             `json:"version" minimum:"0" doc:"That was seen; 0 while nobody was ever named"`
	Members []NewTeamMember `json:"members" minItems:"1" maxItems:"12" nullable:"false"`
}

// TeamCandidate is staff who may be in a team.
type TeamCandidate struct {
	ID   string        `json:"id"`
	Name string        `json:"name"`
	Role TeamStaffRole `json:"role"`
}

type teamInput struct {
	IDPath
	Reason string `query:"reason" maxLength:"200" doc:"Why a minor's team is needed; audited"`
}

type saveTeamInput struct {
	IDPath
	Body NewTeam
}

func (d Deps) registerTeams(api *httpapi.API) {
	wrong := []*fault.Error{person.ErrNotFound, authz.ErrOutOfScope}
	httpapi.Register(api, httpapi.Op{
		ID: "getTeam", Method: http.MethodGet, Path: "/console/v1/persons/{id}/team", Tag: "team", Summary: "A person's correction team",
		Action: authz.PersonRead, Errors: append([]*fault.Error{team.ErrReason}, wrong...), Example: sampleTeam(),
	}, d.team)
	httpapi.Register(api, httpapi.Op{
		ID: "saveTeam", Method: http.MethodPut, Path: "/console/v1/persons/{id}/team", Tag: "team", Summary: "Name the members of a person's correction team",
		Action: authz.PersonWrite, Example: sampleTeam(),
		Errors: append([]*fault.Error{team.ErrInvalid, team.ErrLead, team.ErrStaff, team.ErrChanged, httpapi.ErrCSRF}, wrong...),
	}, d.saveTeam)
	httpapi.Register(api, httpapi.Op{
		ID: "listTeamCandidates", Method: http.MethodGet, Path: "/console/v1/persons/{id}/team/candidates", Tag: "team", Summary: "Staff in charge of the person's station, by name, at most 200",
		Action: authz.PersonWrite, Errors: wrong, Example: httpapi.List[TeamCandidate]{Items: []TeamCandidate{{ID: sampleID(21), Name: "陈司法", Role: "officer"}}},
	}, d.listTeamCandidates)
}

func sampleTeam() Team {
	lead := NewTeamMember{StaffID: sampleID(21), Name: "陈司法", Phone: "057100000000", IsPhoneShown: true, Role: "lead", Sex: "male"}
	mother := NewTeamMember{Name: "王秀兰", Relation: "guardian", Phone: "00000000000", Role: "member", Sex: "female"}
	return Team{Version: 1, UpdatedAt: sampleTimePointer(), Members: []TeamMember{
		{ID: sampleID(22), NewTeamMember: lead, StaffRole: "officer", Since: sampleTime()}, {ID: sampleID(23), NewTeamMember: mother, Since: sampleTime()},
	}, Former: []TeamMember{}, Lacks: []TeamLack{}}
}

func (d Deps) team(ctx context.Context, in *teamInput) (*httpapi.Body[Team], error) {
	return teamBody(d.Teams.Get(ctx, httpapi.Actor(ctx), person.ID(in.ID), in.Reason))
}

func (d Deps) saveTeam(ctx context.Context, in *saveTeamInput) (*httpapi.Body[Team], error) {
	members := httpapi.Map(in.Body.Members, func(m NewTeamMember) team.Member {
		return team.Member{
			StaffID: staff.ID(m.StaffID), Name: m.Name, Relation: team.Relation(m.Relation), Phone: m.Phone, IsPhoneShown: m.IsPhoneShown,
			Role: team.Role(m.Role), Sex: person.Sex(m.Sex), KnowsMinors: m.KnowsMinors,
		}
	})
	return teamBody(d.Teams.Save(ctx, httpapi.Actor(ctx), person.ID(in.ID), in.Body.Version, members))
}

func (d Deps) listTeamCandidates(ctx context.Context, in *IDPath) (*httpapi.Body[httpapi.List[TeamCandidate]], error) {
	all, err := d.Teams.Candidates(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, func(m staff.Member) TeamCandidate {
		return TeamCandidate{ID: string(m.ID), Name: m.Name, Role: TeamStaffRole(m.Role)}
	})), nil
}

func teamBody(v team.View, err error) (*httpapi.Body[Team], error) {
	if err != nil {
		return nil, err
	}
	out := Team{
		Version: v.Version, Members: httpapi.Map(v.Members, fromTeamMember), Former: httpapi.Map(v.Former, fromTeamMember),
		Lacks: httpapi.Map(v.Lacks, func(c team.Code) TeamLack { return TeamLack(c) }),
	}
	if v.Version > 0 {
		out.UpdatedAt = httpapi.At(v.UpdatedAt)
	}
	return httpapi.OK(out), nil
}

func fromTeamMember(m team.Member) TeamMember {
	return TeamMember{ID: string(m.ID), NewTeamMember: NewTeamMember{
		StaffID: string(m.StaffID), Name: m.Name, Relation: TeamRelation(m.Relation), Phone: m.Phone, IsPhoneShown: m.IsPhoneShown,
		Role: TeamRole(m.Role), Sex: Sex(m.Sex), KnowsMinors: m.KnowsMinors,
	}, StaffRole: TeamStaffRole(m.StaffRole), IsGone: m.IsStaffOut, Since: m.Since.UTC(), Until: httpapi.At(m.Until)}
}
