package team_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/team"
)

const (
	station = org.Path("/9901/990101/990101001/")
	beside  = org.Path("/9901/990101/990101002/")
)

func lead(at org.Path) team.Member {
	return team.Member{StaffID: "s1", Role: team.Lead, Sex: person.Male, StaffPath: at}
}

func outsider(r team.Relation, sex person.Sex) team.Member {
	return team.Member{Name: "某某", Relation: r, Role: team.Plain, Sex: sex}
}

// What the law asks of a team, article by article.
func TestLacks_TheLawsRules(t *testing.T) {
	t.Parallel()
	expert := lead(station)
	expert.KnowsMinors = true
	gone := lead(station)
	gone.IsStaffOut = true
	stranger := outsider(team.Volunteer, person.Male)
	stranger.Role = team.Lead
	man, woman := team.About{Sex: person.Male, Path: station}, team.About{Sex: person.Female, Path: station}
	boy, girl := man, woman
	boy.IsMinor, girl.IsMinor = true, true
	for name, c := range map[string]struct {
		members []team.Member
		about   team.About
		want    []team.Code
	}{
		"nobody":                          {nil, woman, []team.Code{team.NoTeam}},
		"a lead alone, of a man":          {[]team.Member{lead(station)}, man, nil},
		"a lead of the district":          {[]team.Member{lead("/9901/990101/")}, man, nil},
		"a lead of the station beside":    {[]team.Member{lead(beside)}, man, []team.Code{team.LeadElsewhere}},
		"a lead who has gone":             {[]team.Member{gone}, man, []team.Code{team.LeadOut}},
		"nobody leads":                    {[]team.Member{outsider(team.Family, person.Male)}, man, []team.Code{team.NoLead}},
		"somebody from outside leads":     {[]team.Member{stranger}, man, []team.Code{team.NoLead}},
		"men alone, of a woman":           {[]team.Member{lead(station), outsider(team.Employer, person.Male)}, woman, []team.Code{team.NoWoman}},
		"her mother":                      {[]team.Member{lead(station), outsider(team.Family, person.Female)}, woman, nil},
		"a boy with a guardian":           {[]team.Member{lead(station), outsider(team.Guardian, person.Female)}, boy, []team.Code{team.NoExpert}},
		"a boy, an expert and a guardian": {[]team.Member{expert, outsider(team.Guardian, person.Male)}, boy, nil},
		"a girl with an expert":           {[]team.Member{expert}, girl, []team.Code{team.NoWoman, team.NoGuardian}},
	} {
		require.Equal(t, c.want, team.Lacks(c.members, c.about), name)
	}
}

func TestCheck_NamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	require.NoError(t, team.Check([]team.Member{lead(station), outsider(team.Guardian, person.Female)}))
	for name, members := range map[string][]team.Member{
		"nobody":         nil,
		"thirteen":       make([]team.Member, 13),
		"staff twice":    {lead(station), lead(station)},
		"no relation":    {outsider("", person.Male)},
		"no sex":         {outsider(team.Family, "")},
		"no name":        {{Relation: team.Family, Role: team.Plain, Sex: person.Male}},
		"a wordy phone":  {{Name: "某", Relation: team.Family, Role: team.Plain, Sex: person.Male, Phone: "call me"}},
		"a staff's name": {{StaffID: "s1", Name: "某", Role: team.Lead, Sex: person.Male}},
	} {
		require.ErrorIs(t, team.Check(members), team.ErrInvalid, name)
	}
}
