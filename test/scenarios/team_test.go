package scenarios_test

import (
	"encoding/json"
	"image/color"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/privacy"
	"diandao/internal/staff"
	"diandao/test/stage"
)

type teamView struct {
	Version int            `json:"version"`
	Members []memberOfTeam `json:"members"`
	Former  []memberOfTeam `json:"former"`
	Lacks   []string       `json:"lacks"`
}

type memberOfTeam struct {
	StaffID      string `json:"staff_id"`
	Name         string `json:"name"`
	Relation     string `json:"relation"`
	Phone        string `json:"phone"`
	IsPhoneShown bool   `json:"is_phone_shown"`
	Role         string `json:"role"`
	Sex          string `json:"sex"`
	KnowsMinors  bool   `json:"knows_minors"`
}

func teamOf(who string) string { return "/console/v1/persons/" + who + "/team" }

// candidates are the ids of staff who may be in a person's team, by name.
func candidates(o *stage.Officer, who string) map[string]string {
	var list struct {
		Items []struct{ ID, Name string }
	}
	o.Get(teamOf(who)+"/candidates").Into(http.StatusOK, &list)
	out := map[string]string{}
	for _, c := range list.Items {
		out[c.Name] = c.ID
	}
	return out
}

// enrolWoman adds a woman to the officer's station.
func (s *scene) enrolWoman(o *stage.Officer, name, number, bornOn string) string {
	s.t.Helper()
	var p struct {
		ID string `json:"id"`
	}
	o.Post("/console/v1/persons", map[string]any{
		"station_id": s.station.ID, "number": number, "name": name, "sex": "female", "born_on": bornOn, "category": "probation", "level": "ordinary",
		"phone": "00000000000", "term_from": "2026-01-01", "term_to": "2027-12-31",
	}).Into(http.StatusCreated, &p)
	return p.ID
}

// The officer sets up the team of a new person: herself as lead, the village committee's volunteer, the mother. The
// server reminds of what the law asks for and stops nobody but a team without a lead; the person sees who they are, and
// the numbers that are meant for her.
func TestTeam_SetUpAndSeenOnThePhone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrolWoman(officer, "李秀英", "W001", "1985-05-20")
		phone := s.phone(officer, who)
		var v teamView
		officer.Get(teamOf(who)).Into(http.StatusOK, &v)
		require.Equal(t, []string{"no_team"}, v.Lacks)

		me := idOf(officer)
		lead := memberOfTeam{StaffID: me, Role: "lead", Sex: "male", Phone: "0571-00000001", IsPhoneShown: true}
		uncle := memberOfTeam{Name: "张大山", Relation: "village_committee", Role: "member", Sex: "male", Phone: "00000000002"}
		save := func(version int, members ...memberOfTeam) map[string]any {
			return map[string]any{"version": version, "members": members}
		}
		officer.Put(teamOf(who), save(0, uncle)).Refused(http.StatusUnprocessableEntity, "team.lead_required")
		officer.Put(teamOf(who), save(0, lead, memberOfTeam{StaffID: "0193a5f0-7c00-7000-8000-000000000099", Role: "member", Sex: "male"})).Refused(http.StatusUnprocessableEntity, "team.staff_unknown")
		officer.Put(teamOf(who), save(0, lead, uncle)).Into(http.StatusOK, &v)
		require.Equal(t, []string{"no_woman"}, v.Lacks, "told, and saved all the same")
		officer.Put(teamOf(who), save(0, lead)).Refused(http.StatusConflict, "team.changed")
		s.foreignOfficer().Get(teamOf(who)).Refused(http.StatusForbidden, "authz.out_of_scope")

		mother := memberOfTeam{Name: "王秀兰", Relation: "family", Role: "member", Sex: "female", Phone: "00000000003", IsPhoneShown: true}
		officer.Put(teamOf(who), save(1, lead, uncle, mother)).Into(http.StatusOK, &v)
		require.Empty(t, v.Lacks)
		var own struct{ Items []memberOfTeam }
		phone.Get("/v1/team").Into(http.StatusOK, &own)
		require.Len(t, own.Items, 3)
		require.Equal(t, []string{"0571-00000001", "", "00000000003"}, []string{own.Items[0].Phone, own.Items[1].Phone, own.Items[2].Phone}, "the uncle's number is not hers to see")

		officer.Put(teamOf(who), save(2, lead, mother)).Into(http.StatusOK, &v)
		require.Len(t, v.Former, 1)
		require.Equal(t, "张大山", v.Former[0].Name)
		for _, e := range ledgerOf(s, who) {
			require.NotContains(t, e, "00000000003", "numbers are in no ledger")
			require.NotContains(t, e, "王秀兰")
		}
	})
}

// idOf is the officer's own id.
func idOf(o *stage.Officer) string {
	var session struct {
		Member struct {
			ID string `json:"id"`
		} `json:"member"`
	}
	o.Get("/console/v1/session").Into(http.StatusOK, &session)
	return session.Member.ID
}

// ledgerOf is everything the ledger holds about a person, as text.
func ledgerOf(s *scene, who string) []string {
	s.t.Helper()
	var list struct {
		Items []map[string]any `json:"items"`
	}
	chiefOf(s).Get("/console/v1/audit?person_id="+who+"&limit=100").Into(http.StatusOK, &list)
	require.NotEmpty(s.t, list.Items)
	out := make([]string, len(list.Items))
	for i, e := range list.Items {
		b, err := json.Marshal(e)
		require.NoError(s.t, err)
		out[i] = string(b)
	}
	return out
}

// A minor's team opens with a reason, and asks for somebody who knows minors and for a guardian.
func TestTeam_OfAMinor(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrolBorn(officer, "赵小明", "2010-05-20")
		officer.Get(teamOf(who)).Refused(http.StatusForbidden, "team.reason_required")
		var v teamView
		lead := memberOfTeam{StaffID: idOf(officer), Role: "lead", Sex: "male"}
		officer.Put(teamOf(who), map[string]any{"version": 0, "members": []memberOfTeam{lead}}).Into(http.StatusOK, &v)
		require.Equal(t, []string{"no_expert", "no_guardian"}, v.Lacks)
		lead.KnowsMinors = true
		mother := memberOfTeam{Name: "某女士", Relation: "guardian", Role: "member", Sex: "female"}
		officer.Put(teamOf(who), map[string]any{"version": 1, "members": []memberOfTeam{lead, mother}}).Into(http.StatusOK, &v)
		require.Empty(t, v.Lacks)
		officer.Get(teamOf(who)+"?reason=%E5%AE%B6%E8%AE%BF").Into(http.StatusOK, &v)
		require.Contains(t, strings.Join(ledgerOf(s, who), " "), "team.minor_seen")
	})
}

// A person who moves to another station needs a lead there: the team says so until one is named.
func TestTeam_WhoMovesNeedsANewLead(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		var v teamView
		officer.Put(teamOf(who), map[string]any{"version": 0, "members": []memberOfTeam{{StaffID: idOf(officer), Role: "lead", Sex: "male"}}}).Into(http.StatusOK, &v)
		require.Empty(t, v.Lacks)
		chief := chiefOf(s)
		chief.Post("/console/v1/persons/"+who+"/transfer", map[string]any{"station_id": s.otherStation(s.foreignOfficer()), "reason": "搬家", "version": 1}).Into(http.StatusOK, nil)
		chief.Get(teamOf(who)).Into(http.StatusOK, &v)
		require.Equal(t, []string{"lead_elsewhere"}, v.Lacks)
		require.NotContains(t, candidates(chief, who), "officer")
		chief.Put(teamOf(who), map[string]any{"version": 1, "members": []memberOfTeam{{StaffID: idOf(chief), Role: "lead", Sex: "female"}}}).Into(http.StatusOK, &v)
		require.Empty(t, v.Lacks)
	})
}

type policyView struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	IsAsked bool   `json:"is_asked"`
	Answer  *struct {
		Face  string `json:"face"`
		Voice string `json:"voice"`
	} `json:"answer"`
	Chinese     string `json:"chinese"`
	Revision    int    `json:"revision"`
	SHA256      string `json:"sha256"`
	ReaderCount int    `json:"reader_count"`
}

type wayView struct {
	Way     string `json:"way"`
	Reason  string `json:"reason"`
	Version int    `json:"version"`
}

func answer(p *stage.Phone, policy, face, voice string) policyView {
	var v policyView
	p.Post("/v1/policy/answers", map[string]any{"policy_id": policy, "face": face, "voice": voice, "language": "zh-CN"}).Into(http.StatusOK, &v)
	return v
}

// The privacy policy is there from the first day; not answering it keeps nobody from checking in. A no to the face
// leads to a way without it at once, and an officer can neither set the face nor take pictures against it.
func TestPolicy_ANoToTheFaceTakesEffectAtOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "孙波")
		phone := s.phone(officer, who)
		s.plan(officer, who, true)
		var v policyView
		phone.Get("/v1/policy").Into(http.StatusOK, &v)
		require.True(t, v.IsAsked)
		require.Equal(t, 1, v.Version)
		require.Contains(t, v.Chinese, "第二十六条")
		s.at("2026-11-23T00:30:00Z")
		require.Len(t, readToday(phone).Open, 1, "asked or not, the check-in is there")

		way := wayView{}
		phone.Post("/v1/policy/answers", map[string]any{"policy_id": who, "face": "no", "voice": "yes", "language": "zh-CN"}).Refused(http.StatusNotFound, "policy.not_found")
		answered := answer(phone, v.ID, "no", "yes")
		require.False(t, answered.IsAsked)
		officer = s.officer()
		officer.Get("/console/v1/persons/"+who+"/way").Into(http.StatusOK, &way)
		require.Equal(t, wayView{Way: "voice", Reason: privacy.ReasonOfAnswer, Version: 1}, way)
		officer.Put("/console/v1/persons/"+who+"/way", map[string]any{"way": "face", "reason": "", "version": 1}).Refused(http.StatusConflict, "identity.face_refused")
		officer.PutFiles("/console/v1/persons/"+who+"/enrolment", "pictures", widePNG(t, 64, 64), widePNG(t, 64, 65), widePNG(t, 64, 66)).Refused(http.StatusConflict, "identity.face_refused")

		answer(phone, v.ID, "no", "no")
		officer.Get("/console/v1/persons/"+who+"/way").Into(http.StatusOK, &way)
		require.Equal(t, "call", way.Way, "neither face nor voice: an officer rings up")
		answer(phone, v.ID, "yes", "yes")
		officer.Get("/console/v1/persons/"+who+"/way").Into(http.StatusOK, &way)
		require.Equal(t, "call", way.Way, "a yes brings nothing back by itself")
		officer.Put("/console/v1/persons/"+who+"/way", map[string]any{"way": "face", "reason": "", "version": way.Version}).Into(http.StatusOK, nil)
		var seen struct {
			ShownVersion int `json:"shown_version"`
			Answer       *struct {
				Version int    `json:"version"`
				Face    string `json:"face"`
			} `json:"answer"`
		}
		officer.Get("/console/v1/persons/"+who+"/policy").Into(http.StatusOK, &seen)
		require.Equal(t, "yes", seen.Answer.Face)
		s.foreignOfficer().Get("/console/v1/persons/"+who+"/policy").Refused(http.StatusForbidden, "authz.out_of_scope")
	})
}

// The city publishes a new version: it is hashed and never changes, everybody is asked again, and the city sees how
// many have read it.
func TestPolicy_ANewVersionIsAskedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "刘勇"))
		var v policyView
		phone.Get("/v1/policy").Into(http.StatusOK, &v)
		require.False(t, answer(phone, v.ID, "yes", "yes").IsAsked)

		admin := adminOf(s)
		text := strings.Repeat("本市社区矫正机构如何处理您的个人信息。", 10)
		draft := map[string]any{"chinese": text, "english": "", "change_note": "", "effective_day": "2026-11-24", "revision": 0}
		officer.Put("/console/v1/policies/draft", draft).Refused(http.StatusForbidden, "authz.forbidden")
		var d policyView
		admin.Put("/console/v1/policies/draft", draft).Into(http.StatusOK, &d)
		admin.Put("/console/v1/policies/draft", draft).Refused(http.StatusConflict, "policy.changed")
		admin.Post("/console/v1/policies/draft/publication", map[string]any{"revision": d.Revision}).Refused(http.StatusUnprocessableEntity, "policy.invalid") // no change note
		draft["change_note"], draft["revision"] = "写明保存多久", d.Revision
		admin.Put("/console/v1/policies/draft", draft).Into(http.StatusOK, &d)
		admin.Post("/console/v1/policies/draft/publication", map[string]any{"revision": d.Revision}).Into(http.StatusOK, &d)
		require.Equal(t, 2, d.Version)
		require.Len(t, d.SHA256, 64)
		admin.Post("/console/v1/policies/draft/publication", map[string]any{"revision": d.Revision}).Refused(http.StatusNotFound, "policy.not_found")

		phone.Get("/v1/policy").Into(http.StatusOK, &v)
		require.Equal(t, 1, v.Version, "it is shown from tomorrow on")
		s.at("2026-11-23T16:00:30Z") // midnight in the city
		phone.Get("/v1/policy").Into(http.StatusOK, &v)
		require.Equal(t, 2, v.Version)
		require.True(t, v.IsAsked)
		require.Equal(t, "yes", v.Answer.Face, "what was answered before still counts")
		require.False(t, answer(phone, v.ID, "yes", "no").IsAsked)

		var all struct{ Items []policyView }
		adminOf(s).Get("/console/v1/policies").Into(http.StatusOK, &all)
		require.Len(t, all.Items, 2)
		require.Equal(t, []int{1, 1}, []int{all.Items[0].ReaderCount, all.Items[1].ReaderCount})
	})
}

// adminOf is an administrator of the city.
func adminOf(s *scene) *stage.Officer {
	s.t.Helper()
	units, err := s.app.Store().Orgs().ListUnits(s.t.Context(), org.Root)
	require.NoError(s.t, err)
	name := "admin" + s.clock.Now().Format("20060102") // one a day: sessions end
	_, err = s.app.AddStaff(s.t.Context(), staff.Member{Username: name, Name: "管理员", Role: authz.Admin, UnitID: units[0].ID, Path: units[0].Path}, password)
	require.NoError(s.t, err)
	return stage.NewOfficer(s.t, s.url).SignIn(name, password)
}

// A paper of a leave opens on the phone of whose it is, and on no other.
func TestPapers_OpenOnTheOwnPhoneOnly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "李秀英"))
		other := s.phone(officer, s.enrol(officer, "王伟"))
		paper := stage.Picture(t, color.RGBA{G: 90, A: 255})
		var l struct {
			Papers []paperView `json:"papers"`
		}
		phone.PostWith("/v1/leaves/with-papers", "application", application("2026-11-24", "2026-11-26"), "paper", paper).Into(http.StatusCreated, &l)
		require.Len(t, l.Papers, 1)
		seen := phone.Get("/v1/papers/" + l.Papers[0].ID)
		require.Equal(t, http.StatusOK, seen.Status)
		require.Equal(t, paper, seen.Body)
		require.Equal(t, l.Papers[0].MIME, seen.Header.Get("Content-Type"))
		other.Get("/v1/papers/"+l.Papers[0].ID).Refused(http.StatusNotFound, "evidence.not_found")
	})
}
