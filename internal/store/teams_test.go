package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
	"diandao/internal/team"
)

// The list of persons without a whole team says of everybody what the pure rules say, whatever stands in the team: each
// kind of person with each lead and each of the members whom the law asks for, there or gone.
func TestPersons_LacksTeamAsTheRulesSay(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		elsewhere := storetest.Unit(w.district, org.Station, "990101002", "学府司法所")
		require.NoError(t, s.Orgs().InsertUnits(t.Context(), []org.Unit{elsewhere}))
		out := storetest.Staff(t, s, w.station, authz.Officer, "out")
		out.DisabledAt, out.Version = noon, 2
		require.NoError(t, s.Staff().InTx(t.Context(), func(tx staff.Tx) error { return tx.UpdateMember(t.Context(), out) }))
		leads := []staff.ID{
			"", storetest.Staff(t, s, w.station, authz.Officer, "here").ID, storetest.Staff(t, s, w.district, authz.Supervisor, "above").ID,
			storetest.Staff(t, s, elsewhere, authz.Officer, "elsewhere").ID, out.ID,
		}
		var all []person.Person
		require.NoError(t, s.InTx(t.Context(), func(tx *store.Tx) error {
			for n, kind := range kinds() {
				for m := range len(leads) * 16 {
					p := storetest.NewPerson(w.station, fmt.Sprintf("T%d-%03d", n, m), "某人")
					p.Sex, p.BornOn = kind.sex, kind.born
					all = append(all, p)
					if err := tx.InsertPerson(t.Context(), p); err != nil {
						return err
					}
					if err := tx.SetTeamVersion(t.Context(), team.Team{PersonID: p.ID, Version: 1, UpdatedBy: "x", UpdatedAt: noon}); err != nil {
						return err
					}
					if err := tx.InsertMembers(t.Context(), membersOf(p.ID, leads[m/16], m%16)); err != nil {
						return err
					}
				}
			}
			return nil
		}))
		listed := map[person.ID]bool{}
		for next := (page.Request{Limit: 50}); next.Limit > 0; {
			rows, err := s.Persons().List(t.Context(), org.Root, casefile.Filter{LacksTeam: true, AdultsBornBy: "2008-11-23"}, next)
			require.NoError(t, err)
			rows = rows[:min(len(rows), next.Limit)]
			if len(rows) < next.Limit {
				next.Limit = 0
			}
			for _, r := range rows {
				listed[r.Person.ID] = true
				next.After = page.Cursor{Text: r.Person.Number, ID: string(r.Person.ID)}
			}
		}
		whole := 0
		for _, p := range all {
			v, err := s.Teams().Team(t.Context(), p.ID)
			require.NoError(t, err)
			lacks := team.Lacks(v.Members, team.About{Sex: p.Sex, IsMinor: p.IsMinor(noon, time.UTC), Path: p.Path})
			require.Equal(t, len(lacks) > 0, listed[p.ID], "%s lacks %v", p.Number, lacks)
			if len(lacks) == 0 {
				whole++
			}
		}
		require.NotZero(t, whole)
		require.True(t, listed[w.person.ID], "who never had a team is listed")
	})
}

type kind struct {
	sex  person.Sex
	born time.Time
}

// kinds are a man, a woman, and one each born on the first day on which one is a minor and the last on which one is not.
func kinds() []kind {
	day := func(d int) time.Time { return time.Date(2008, 11, d, 0, 0, 0, 0, time.UTC) }
	return []kind{{person.Male, day(1)}, {person.Female, day(23)}, {person.Male, day(24)}, {person.Female, day(24)}}
}

// membersOf are a lead, and for each bit of which a woman, somebody who knows minors, a guardian; with the last bit they
// have left.
func membersOf(p person.ID, lead staff.ID, which int) []team.Member {
	member := func(m team.Member) team.Member {
		m.ID, m.PersonID, m.Since = team.ID(id.New()), p, noon
		if m.Sex == "" {
			m.Sex = person.Male
		}
		if m.Role == "" {
			m.Role, m.Name = team.Plain, "某人"
		}
		return m
	}
	var out []team.Member
	for n, m := range []team.Member{{Sex: person.Female, Relation: team.Employer}, {KnowsMinors: true, Relation: team.School}, {Relation: team.Guardian}} {
		if which&(1<<n) == 0 {
			continue
		}
		if m = member(m); which&8 != 0 {
			m.Until = noon.Add(time.Hour)
		}
		out = append(out, m)
	}
	if lead != "" {
		out = append(out, member(team.Member{StaffID: lead, Role: team.Lead}))
	}
	return out
}
