package consoleapi_test

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/staff"
	"diandao/internal/team"
)

// teams are correction teams.
type teams struct{ *services }

func crew() team.View {
	return team.View{Team: team.Team{PersonID: known, Version: 1, UpdatedAt: instant(), Members: []team.Member{
		{ID: known, StaffID: "s1", Name: "李司法", StaffRole: authz.Officer, StaffPath: station, Role: team.Lead, Sex: person.Male, Since: instant()},
	}}, Lacks: []team.Code{team.NoWoman}}
}

func (s teams) Get(_ context.Context, a authz.Actor, _ person.ID, _ string) (team.View, error) {
	return crew(), authz.Check(a, authz.PersonRead, station)
}

func (s teams) Save(_ context.Context, a authz.Actor, _ person.ID, version int, members []team.Member) (team.View, error) {
	if err := team.Check(members); err != nil {
		return team.View{}, err
	}
	return crew(), s.write(a, authz.PersonWrite, fmt.Sprintf("team of %d after version %d", len(members), version))
}

func (s teams) Candidates(_ context.Context, a authz.Actor, _ person.ID) ([]staff.Member, error) {
	return []staff.Member{{ID: "s1", Name: "李司法", Role: authz.Officer}}, authz.Check(a, authz.PersonWrite, station)
}

// policies are versions of the privacy policy.
type policies struct{ *services }

func policy() privacy.Policy {
	p := privacy.BuiltIn(instant())
	p.ID = known
	return p
}

func (s policies) List(_ context.Context, a authz.Actor) ([]privacy.Policy, error) {
	return []privacy.Policy{policy()}, authz.Allow(a, authz.PolicyManage)
}

func (s policies) SaveDraft(_ context.Context, a authz.Actor, revision int, _ privacy.Policy) (privacy.Policy, error) {
	return policy(), s.write(a, authz.PolicyManage, fmt.Sprintf("draft after revision %d", revision))
}

func (s policies) Publish(_ context.Context, a authz.Actor, revision int) (privacy.Policy, error) {
	return policy(), s.write(a, authz.PolicyManage, fmt.Sprintf("publish revision %d", revision))
}

func (s policies) Of(_ context.Context, a authz.Actor, who person.ID) (privacy.View, error) {
	answer := privacy.Answer{PersonID: who, PolicyID: known, Version: 1, Face: privacy.No, Voice: privacy.Yes, At: instant()}
	return privacy.View{Policy: policy(), Answer: &answer}, authz.Check(a, authz.PersonRead, station)
}
