package scenarios_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

type entry struct {
	Action      string `json:"action"`
	ActorRole   string `json:"actor_role"`
	ActorID     string `json:"actor_id"`
	ActorName   string `json:"actor_name"`
	SubjectName string `json:"subject_name"`
	Person      *struct {
		Name     string `json:"name"`
		Number   string `json:"number"`
		Withheld string `json:"withheld"`
	} `json:"person"`
}

// The supervisor of a district reads who did what to whom: by name, as long as the person is the district's, of age, and
// the reader may open the record.
func TestAudit_NamesWhomTheReaderMaySee(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		east, west, _, theirs := s.chiefs()
		officer := s.officer()
		who := s.enrol(officer, "陈建国")
		s.phone(officer, who) // the person's own act
		minor := s.enrolBorn(officer, "刘小雨", "2010-03-01")
		of := func(id string, action string) entry {
			var all list[entry]
			east.Get("/console/v1/audit?person_id="+id).Into(http.StatusOK, &all)
			i := slices.IndexFunc(all.Items, func(e entry) bool { return e.Action == action })
			require.GreaterOrEqual(t, i, 0, action)
			return all.Items[i]
		}
		added := of(who, "person.enrolled")
		require.Equal(t, "陈静", added.ActorName)
		require.Equal(t, "陈建国", added.Person.Name)
		require.NotEmpty(t, added.Person.Number)
		own := of(who, "device.activated")
		require.Equal(t, "self", own.ActorRole)
		require.Equal(t, "陈建国", own.ActorName)
		young := of(minor, "person.enrolled").Person
		require.Empty(t, young.Name)
		require.Equal(t, "minor", young.Withheld)

		var none list[entry]
		west.Get("/console/v1/audit?person_id="+who).Into(http.StatusOK, &none)
		require.Empty(t, none.Items, "another district's ledger")
		officer.Get("/console/v1/audit").Refused(http.StatusForbidden, "authz.forbidden")

		chiefOf(s).Post("/console/v1/persons/"+who+"/transfer", map[string]any{"station_id": theirs.ID, "reason": "搬家", "version": 1}).Into(http.StatusOK, nil)
		moved := of(who, "person.enrolled")
		require.Equal(t, "陈静", moved.ActorName, "what staff did stays theirs")
		require.Empty(t, moved.Person.Name+moved.Person.Number, "whose record is another district's now")
		require.Equal(t, "elsewhere", moved.Person.Withheld)
		require.Empty(t, of(who, "device.activated").ActorName)
	})
}

// One member of staff, and what was done to their account, by name.
func TestAudit_OfOneMemberOfStaff(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		east, _, ours, _ := s.chiefs()
		var out handedOut
		east.Post("/console/v1/staff", newcomer(ours)).Into(http.StatusCreated, &out)
		who := s.enrol(s.officer(), "陈建国")
		const days = "from=2026-11-01T00:00:00Z&to=2026-11-30T00:00:00Z"
		var added list[entry]
		east.Get("/console/v1/audit?action=staff.added&"+days).Into(http.StatusOK, &added)
		require.NotEmpty(t, added.Items)
		require.Equal(t, "陈欣", added.Items[0].SubjectName)
		require.Nil(t, added.Items[0].Person)

		var first, all list[entry]
		east.Get("/console/v1/audit?person_id="+who).Into(http.StatusOK, &first)
		officer := first.Items[0].ActorID
		east.Get("/console/v1/audit?actor_id="+officer+"&"+days).Into(http.StatusOK, &all)
		require.NotEmpty(t, all.Items)
		for _, e := range all.Items {
			require.Equal(t, "陈静", e.ActorName)
		}
	})
}
