package scenarios_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/staff"
	"diandao/test/stage"
)

type sanctionView struct {
	ID           string      `json:"id"`
	Status       string      `json:"status"`
	IsOwn        bool        `json:"is_own"`
	MayDecide    bool        `json:"may_decide"`
	IsHeld       bool        `json:"is_held"`
	RevokeReason string      `json:"revoke_reason"`
	Papers       []paperView `json:"papers"`
	Cautions     []struct {
		Code string `json:"code"`
	} `json:"cautions"`
}

type distanceView struct {
	From string `json:"from"`
	Have int    `json:"have"`
	Left int    `json:"left"`
	To   string `json:"to"`
}

type ownRecord struct {
	Sanctions []struct {
		ID        string `json:"id"`
		Status    string `json:"status"`
		MayAppeal bool   `json:"may_appeal"`
	} `json:"sanctions"`
	Distances []distanceView `json:"distances"`
	Held      []struct {
		Kind  string `json:"kind"`
		Count int    `json:"count"`
		Until string `json:"until"`
	} `json:"held"`
	Terms struct {
		Level string `json:"level"`
		Plans []struct {
			Title string `json:"title"`
			Next  []any  `json:"next"`
		} `json:"plans"`
	} `json:"terms"`
}

// recordOf is what a phone shows of its person's record.
func recordOf(p *stage.Phone) ownRecord {
	var r ownRecord
	p.Get("/v1/record").Into(http.StatusOK, &r)
	return r
}

// standingOf is how far a person is from the first threshold, as staff see it.
func standingOf(o *stage.Officer, personID string) distanceView {
	var s struct {
		Distances []distanceView `json:"distances"`
	}
	o.Get("/console/v1/persons/"+personID+"/standing").Into(http.StatusOK, &s)
	return s.Distances[0]
}

// member signs in a new member of staff.
func (s *scene) member(name string, role authz.Role, at string) *stage.Officer {
	s.t.Helper()
	path := s.station.Path
	if at == "district" {
		path = "/9901/990101/"
	}
	u, err := s.app.Store().Orgs().UnitByPath(s.t.Context(), path)
	require.NoError(s.t, err)
	_, err = s.app.AddStaff(s.t.Context(), staff.Member{Username: name, Name: name, Role: role, UnitID: u.ID, Path: u.Path}, password)
	require.NoError(s.t, err)
	return stage.NewOfficer(s.t, s.url).SignIn(name, password)
}

// An admonition decided on paper: the officer proposes it, another decides, the person is told and appeals, a
// third upholds the appeal; the record stays and says so, and the distance follows each time.
func TestSanction_FromTheProposalToTheAppeal(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "阿卜杜热合曼·买买提")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		chief, second := s.member("chief", authz.Supervisor, "district"), s.member("second", authz.Supervisor, "district")
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		s.at("2026-11-23T04:00:01Z")
		missed := readToday(phone).Recent[0].ID

		propose := "/console/v1/persons/" + who + "/sanctions"
		proposal := map[string]any{"kind": "admonition", "day": "2026-11-23", "facts": "没有报到，也没有说明", "grounds": []any{map[string]any{"source": "checkin", "id": missed}}}
		with := func(field string, value any) map[string]any {
			out := map[string]any{}
			for k, v := range proposal {
				out[k] = v
			}
			out[field] = value
			return out
		}
		officer.PostWith(propose, "proposal", with("day", "2026-11-24"), "paper").Refused(http.StatusUnprocessableEntity, "sanction.invalid")
		officer.PostWith(propose, "proposal", with("facts", "  "), "paper").Refused(http.StatusUnprocessableEntity, "sanction.invalid")
		officer.PostWith(propose, "proposal", with("grounds", []any{map[string]any{"source": "alert", "id": missed}}), "paper").Refused(http.StatusUnprocessableEntity, "sanction.ground_unknown")
		officer.PostWith(propose, "proposal", proposal, "paper", []byte("<html>")).Refused(http.StatusUnsupportedMediaType, "evidence.not_a_paper")
		s.foreignOfficer().PostWith(propose, "proposal", proposal, "paper").Refused(http.StatusForbidden, "authz.out_of_scope")
		var v sanctionView
		officer.PostWith(propose, "proposal", proposal, "paper", ticket()).Into(http.StatusCreated, &v)
		require.Len(t, v.Papers, 1)
		require.True(t, v.IsOwn)
		require.False(t, v.MayDecide)
		require.Empty(t, recordOf(phone).Sanctions, "what is only proposed is none")
		require.Equal(t, 0, standingOf(officer, who).Have)

		decide := "/console/v1/sanctions/" + v.ID + "/decision"
		yes := map[string]any{"is_approved": true, "reason": "事实清楚"}
		officer.Post(decide, yes).Refused(http.StatusForbidden, "authz.forbidden")
		var a appealView
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": missed, "text": "手机没有电了"}).Into(http.StatusCreated, &a)
		chief.Get("/console/v1/sanctions/"+v.ID).Into(http.StatusOK, &v)
		require.True(t, v.IsHeld)
		require.True(t, v.MayDecide)
		chief.Post(decide, yes).Refused(http.StatusConflict, "sanction.held")
		officer.Post("/console/v1/appeals/"+a.ID+"/decision", map[string]any{"is_upheld": false, "reason": "充电记录不符"}).Into(http.StatusOK, nil)
		chief.Post(decide, yes).Into(http.StatusOK, &v)
		require.Equal(t, "approved", v.Status)
		second.Post(decide, yes).Refused(http.StatusConflict, "sanction.moved")

		require.Equal(t, distanceView{From: "admonition", Have: 1, Left: 1, To: "warning"}, standingOf(officer, who))
		mine := recordOf(phone)
		require.Equal(t, 1, mine.Distances[0].Left)
		require.Equal(t, "approved", mine.Sanctions[0].Status)
		require.True(t, mine.Sanctions[0].MayAppeal)
		var told list[struct {
			Kind      string `json:"kind"`
			SubjectID string `json:"subject_id"`
		}]
		phone.Get("/v1/messages").Into(http.StatusOK, &told)
		require.Equal(t, "sanction_decided", told.Items[0].Kind)
		require.Equal(t, v.ID, told.Items[0].SubjectID)

		phone.Post("/v1/appeals", map[string]any{"source": "sanction", "source_id": v.ID, "text": "当天在医院"}).Into(http.StatusCreated, &a)
		phone.Post("/v1/appeals", map[string]any{"source": "sanction", "source_id": v.ID, "text": "当天在医院"}).Refused(http.StatusConflict, "appeal.open_already")
		answer := "/console/v1/appeals/" + a.ID + "/decision"
		uphold := map[string]any{"is_upheld": true, "reason": "住院证明属实"}
		chief.Post(answer, uphold).Refused(http.StatusForbidden, "appeal.own_decision")
		officer.Post(answer, uphold).Refused(http.StatusForbidden, "appeal.own_decision")
		second.Post(answer, map[string]any{"is_upheld": true, "new_status": "excused", "reason": "住院证明属实"}).Refused(http.StatusUnprocessableEntity, "appeal.invalid")
		second.Post(answer, uphold).Into(http.StatusOK, &a)
		require.Equal(t, "upheld", a.Status)
		officer.Get("/console/v1/sanctions/"+v.ID).Into(http.StatusOK, &v)
		require.Equal(t, "revoked", v.Status)
		require.Equal(t, "住院证明属实", v.RevokeReason)
		require.Equal(t, 0, standingOf(officer, who).Have)
		mine = recordOf(phone)
		require.Equal(t, "revoked", mine.Sanctions[0].Status, "the record stays and says so")
		require.False(t, mine.Sanctions[0].MayAppeal)
		require.Equal(t, 2, mine.Distances[0].Left)
		require.Len(t, mine.Terms.Plans, 1)
		require.NotEmpty(t, mine.Terms.Plans[0].Next)
		require.Contains(t, s.kinds(officer, who, ""), "sanction")
	})
}

// kinds are the kinds of a person's timeline, newest first, as often as they occur.
func (s *scene) kinds(o *stage.Officer, who, query string) []string {
	s.t.Helper()
	var items list[struct {
		Kind string `json:"kind"`
	}]
	o.Get("/console/v1/persons/"+who+"/timeline"+query).Into(http.StatusOK, &items)
	var out []string
	for _, i := range items.Items {
		out = append(out, i.Kind)
	}
	return out
}

// A supervisor who proposes does not decide, and who has just taken it back does not either.
func TestSanction_WhoProposesDoesNotDecide(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		chief := s.member("chief", authz.Supervisor, "district")
		station := s.member("stationchief", authz.Supervisor, "station")
		var v sanctionView
		proposal := map[string]any{"kind": "warning", "day": "2026-11-20", "facts": "两次训诫后仍不改正"}
		chief.PostWith("/console/v1/persons/"+who+"/sanctions", "proposal", proposal, "paper").Into(http.StatusCreated, &v)
		path := "/console/v1/sanctions/" + v.ID
		yes := map[string]any{"is_approved": true, "reason": "同意"}
		chief.Post(path+"/decision", yes).Refused(http.StatusForbidden, "sanction.own_proposal")
		station.Post(path+"/decision", yes).Refused(http.StatusForbidden, "sanction.level")
		officer.Post(path+"/withdrawal", map[string]any{"reason": "不是我提的"}).Refused(http.StatusForbidden, "authz.forbidden")
		phone.Post("/v1/appeals", map[string]any{"source": "sanction", "source_id": v.ID, "text": "不同意"}).Refused(http.StatusNotFound, "appeal.no_occasion")
		chief.Post(path+"/withdrawal", map[string]any{"reason": "写错了人"}).Into(http.StatusOK, &v)
		require.Equal(t, "withdrawn", v.Status)
		chiefOf(s).Post(path+"/decision", yes).Refused(http.StatusConflict, "sanction.moved")
		require.Empty(t, recordOf(phone).Sanctions)
	})
}

// The person sees who looked, by role and station; looks within an hour are one, and the next hour's are another.
func TestRecord_WhoLookedAtIt(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		phone, other := s.phone(officer, who), s.phone(officer, s.enrol(officer, "刘勇"))
		type look struct {
			Kind string `json:"kind"`
			Role string `json:"role"`
			Unit string `json:"unit"`
			Name string `json:"name"`
		}
		looks := func(p *stage.Phone) []look {
			var l list[look]
			p.Get("/v1/looks").Into(http.StatusOK, &l)
			return l.Items
		}
		require.Empty(t, looks(phone))
		for range 3 {
			officer.Get("/console/v1/persons/"+who).Into(http.StatusOK, nil)
			require.NotEmpty(t, s.kinds(officer, who, ""))
		}
		require.Equal(t, []look{{Kind: "file", Role: "officer", Unit: s.station.Name}}, looks(phone), "no name unless the city shows it")
		require.Empty(t, looks(other))
		s.foreignOfficer().Get("/console/v1/persons/"+who+"/timeline").Refused(http.StatusForbidden, "authz.out_of_scope")
		require.Len(t, looks(phone), 1, "who was refused saw nothing")
		s.at("2026-11-23T00:30:00Z")
		officer = s.officer()
		officer.Get("/console/v1/persons/"+who).Into(http.StatusOK, nil)
		require.Len(t, looks(phone), 2)
	})
}

// A minor's timeline opens with a reason alone, which the ledger keeps; another station gets nothing of it.
func TestRecord_AMinorsTimelineIsClosed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrolBorn(officer, "陈小雨", "2010-05-20")
		path := "/console/v1/persons/" + who + "/timeline"
		officer.Get(path).Refused(http.StatusForbidden, "person.reason_required")
		s.foreignOfficer().Get(path+"?reason=x").Refused(http.StatusForbidden, "authz.out_of_scope")
		require.NotEmpty(t, s.kinds(officer, who, "?reason=talk"))
		require.NotEmpty(t, s.kinds(officer, who, "?reason=talk"))
		require.NotEmpty(t, s.kinds(officer, who, "?reason=again"))
		require.Equal(t, map[string]int{"person.minor_seen": 2}, s.entries(who, "person.minor_seen"), "one of an hour and a reason")
	})
}

// Every part of a minor's file opens as the file does: with a reason alone, which the ledger keeps once an hour.
func TestRecord_NoPartOfAMinorsFileIsOpen(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		adult, minor := s.enrol(officer, "赵敏"), s.enrolBorn(officer, "陈小雨", "2010-05-20")
		for _, part := range []string{"reach", "ladder", "way", "policy", "separation", "standing", "plans"} {
			path := "/console/v1/persons/" + minor + "/" + part
			officer.Get(path).Refused(http.StatusForbidden, "person.reason_required")
			officer.Get(path+"?reason=%20").Refused(http.StatusForbidden, "person.reason_required")
			s.foreignOfficer().Get(path+"?reason=talk").Refused(http.StatusForbidden, "authz.out_of_scope")
			officer.Get(path+"?reason=talk").Into(http.StatusOK, nil)
			officer.Get("/console/v1/persons/"+adult+"/"+part).Into(http.StatusOK, nil)
		}
		require.Equal(t, map[string]int{"person.minor_seen": 1}, s.entries(minor, "person.minor_seen"), "one of an hour and a reason")
		require.Zero(t, s.entries(adult, "person.seen")["person.seen"], "an adult's file was not opened")
	})
}

// The timeline is read page by page without a gap or a repeat, over all tables, and narrowed by kind and day.
func TestTimeline_PageByPage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "赵敏")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		for _, day := range []string{"23", "24", "25"} {
			s.at("2026-11-" + day + "T00:00:30Z")
			phone.Get("/v1/messages").Into(http.StatusOK, nil)
			s.at("2026-11-" + day + "T04:00:01Z")
		}
		officer = s.officer()
		phone.Post("/v1/leaves", application("2026-11-28", "2026-11-29")).Into(http.StatusCreated, nil)
		type item struct {
			ID     string `json:"id"`
			Kind   string `json:"kind"`
			At     string `json:"at"`
			Causes []any  `json:"causes"`
		}
		read := func(query string) (all []item) {
			cursor := ""
			for range 50 {
				var p struct {
					Items []item  `json:"items"`
					Next  *string `json:"next_cursor"`
				}
				officer.Get("/console/v1/persons/"+who+"/timeline?"+query+cursor).Into(http.StatusOK, &p)
				all = append(all, p.Items...)
				if p.Next == nil {
					return all
				}
				cursor = "&cursor=" + *p.Next
			}
			t.Fatal("no end")
			return nil
		}
		whole, small := read("limit=200"), read("limit=2")
		require.Equal(t, whole, small)
		require.True(t, slices.IsSortedFunc(whole, func(a, b item) int { return -compare(a.At, b.At) }))
		count := map[string]int{}
		for _, i := range whole {
			count[i.Kind]++
		}
		require.Equal(t, map[string]int{"miss": 3, "leave": 1, "move": 1, "plan": 1, "device": 1}, count)
		misses := read("kinds=miss&limit=2")
		require.Len(t, misses, 3)
		require.NotEmpty(t, misses[0].Causes)
		require.Len(t, read("kinds=miss,leave&from=2026-11-24&to=2026-11-24"), 1)
		officer.Get("/console/v1/persons/"+who+"/timeline?from=2026-11-24&to=2026-11-23").Refused(http.StatusUnprocessableEntity, "record.filter_invalid")
		officer.Get("/console/v1/persons/"+who+"/timeline?kinds=gossip").Refused(http.StatusUnprocessableEntity, "request.invalid")
	})
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
