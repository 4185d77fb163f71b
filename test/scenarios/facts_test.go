package scenarios_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/test/stage"
)

// factsOf are the facts of a person of scene.enrol, with others in their place.
func factsOf(number string, version int, others map[string]any) map[string]any {
	facts := map[string]any{
		"number": number, "name": "王晓明", "sex": "male", "born_on": "1985-05-20", "category": "probation", "level": "ordinary", "phone": "00000000000",
		"term_from": "2026-01-01", "term_to": "2027-12-31", "reason": "与判决书核对", "version": version,
	}
	for name, value := range others {
		facts[name] = value
	}
	return facts
}

type personView struct {
	Number  string `json:"number"`
	Name    string `json:"name"`
	Level   string `json:"level"`
	BornOn  string `json:"born_on"`
	TermTo  string `json:"term_to"`
	Status  string `json:"status"`
	IsMinor bool   `json:"is_minor"`
	Version int    `json:"version"`
}

func (s *scene) person(o *stage.Officer, id string) (p personView) {
	s.t.Helper()
	o.Get("/console/v1/persons/"+id).Into(http.StatusOK, &p)
	return p
}

// What was mistyped at enrolment is put right, once, by who is in charge, with the reason; the ledger and both
// timelines tell it, and the officer who looked at what stood before is refused.
func TestFacts_AreCorrectedWithAReason(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who, other := s.enrol(officer, "王小明"), s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		before := s.person(officer, who)
		at := "/console/v1/persons/" + who + "/facts"

		officer.Put(at, factsOf(before.Number, 1, map[string]any{"reason": " "})).Refused(http.StatusUnprocessableEntity, "person.correction_invalid")
		officer.Put(at, factsOf(before.Number, 1, map[string]any{"name": "王小明"})).Refused(http.StatusUnprocessableEntity, "person.correction_invalid")
		officer.Put(at, factsOf(before.Number, 1, map[string]any{"term_to": "2025-12-31"})).Refused(http.StatusUnprocessableEntity, "person.invalid")
		officer.Put(at, factsOf(before.Number, 1, map[string]any{"term_to": "2026-11-22"})).Refused(http.StatusUnprocessableEntity, "person.invalid") // pictures would be destroyed by it
		officer.Put(at, factsOf(s.person(officer, other).Number, 1, nil)).Refused(http.StatusConflict, "person.number_taken")
		s.foreignOfficer().Put(at, factsOf(before.Number, 1, nil)).Refused(http.StatusForbidden, "authz.out_of_scope")
		require.Equal(t, before, s.person(officer, who), "what was refused changed nothing")

		var after personView
		officer.Put(at, factsOf(" "+before.Number, 1, map[string]any{"level": "strict"})).Into(http.StatusOK, &after)
		require.Equal(t, personView{Number: before.Number, Name: "王晓明", Level: "strict", BornOn: "1985-05-20", TermTo: "2027-12-31", Status: "active", Version: 2}, after)
		require.Equal(t, after, s.person(officer, who))
		officer.Put(at, factsOf(before.Number, 1, map[string]any{"level": "light"})).Refused(http.StatusConflict, "person.changed")

		var ledger struct {
			Items []struct {
				Reason string         `json:"reason"`
				Data   map[string]any `json:"data"`
			} `json:"items"`
		}
		chief := stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		chief.Get("/console/v1/audit?action=person.corrected&person_id="+who).Into(http.StatusOK, &ledger)
		require.Len(t, ledger.Items, 1)
		require.Equal(t, "与判决书核对", ledger.Items[0].Reason)
		require.Equal(t, map[string]any{"name": "changed", "level": map[string]any{"was": "ordinary", "now": "strict"}}, ledger.Items[0].Data, "the ledger holds no name")

		var told struct {
			Items []struct {
				Code      string   `json:"code"`
				Reason    string   `json:"reason"`
				Corrected []string `json:"corrected"`
			} `json:"items"`
		}
		officer.Get("/console/v1/persons/"+who+"/timeline?kinds=move").Into(http.StatusOK, &told)
		require.Equal(t, "person.corrected", told.Items[0].Code)
		require.Equal(t, []string{"level", "name"}, told.Items[0].Corrected)
		own := allOf[ownItem](phone, "/v1/timeline?limit=20")
		require.Equal(t, "person.corrected", own[0].Code)
	})
}

// A birth date that was mistyped had shown a minor as an adult. Once it is right, the file opens for a reason only,
// and the ledger tells no name.
func TestFacts_ABirthDatePutRightProtectsAMinor(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王小明")
		number := s.person(officer, who).Number
		var after personView
		officer.Put("/console/v1/persons/"+who+"/facts", factsOf(number, 1, map[string]any{"born_on": "2010-05-20", "name": "王小鸣"})).Into(http.StatusOK, &after)
		require.True(t, after.IsMinor)
		officer.Get("/console/v1/persons/"+who).Refused(http.StatusForbidden, "person.reason_required")
		officer.Get("/console/v1/persons/"+who+"?reason=x").Into(http.StatusOK, nil)
		var ledger struct {
			Items []struct {
				Reason string         `json:"reason"`
				Data   map[string]any `json:"data"`
			} `json:"items"`
		}
		chief := stage.NewOfficer(t, s.url).SignIn("supervisor", password)
		chief.Get("/console/v1/audit?action=person.corrected&person_id="+who).Into(http.StatusOK, &ledger)
		require.Equal(t, map[string]any{"name": nil, "born_on": nil}, ledger.Items[0].Data)
		require.Empty(t, ledger.Items[0].Reason, "which may hold the name")
	})
}

// Plans ask up to the last day of the term, and not after it; a term that is made longer asks again, from then on.
func TestFacts_PlansAskWithinTheTerm(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王晓明")
		number := s.person(officer, who).Number
		s.plan(officer, who, false)
		phone := s.phone(officer, who)
		at := "/console/v1/persons/" + who + "/facts"
		officer.Put(at, factsOf(number, 1, map[string]any{"term_to": "2026-11-23"})).Into(http.StatusOK, nil)
		s.at("2026-11-23T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), 1, "the last day is asked")
		var today struct {
			Next []any `json:"next"`
		}
		phone.Get("/v1/today").Into(http.StatusOK, &today)
		require.Empty(t, today.Next, "nothing is promised after it")
		s.at("2026-11-24T00:00:30Z")
		s.backAt("2026-11-25T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), 1, "nothing after it, and nothing after a standstill")

		officer = s.officer()
		officer.Put(at, factsOf(number, 2, map[string]any{"term_to": "2026-11-26"})).Into(http.StatusOK, nil)
		s.at("2026-11-26T00:00:30Z")
		officer = s.officer()
		asked := 0
		for _, r := range requestsOf(officer, who) {
			if r.Status == "open" {
				asked++
			}
		}
		require.Equal(t, 1, asked, "a longer term asks again")
		before := len(requestsOf(officer, who))
		s.backAt("2026-11-28T00:00:30Z")
		require.Len(t, requestsOf(s.officer(), who), before)
	})
}
