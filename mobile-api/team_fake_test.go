package mobileapi_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/privacy"
	"diandao/internal/team"
)

// crew is the person's team.
type crew struct{}

func (crew) Own(context.Context, authz.Actor) (team.Team, error) {
	return team.Team{Version: 1, Members: []team.Member{
		{StaffID: "s1", Name: "陈司法", StaffRole: authz.Officer, Role: team.Lead, Phone: "0571", Since: instant()},
		{Name: "王秀兰", Relation: team.Guardian, Role: team.Plain, Since: instant()},
	}}, nil
}

// policies is the privacy policy.
type policies struct{ *services }

func (policies) Own(context.Context, authz.Actor) (privacy.View, error) {
	p := privacy.BuiltIn(instant())
	p.ID = mine
	return privacy.View{Policy: p}, nil
}

func (p policies) Answer(ctx context.Context, a authz.Actor, in privacy.Input) (privacy.View, error) {
	if in.PolicyID != mine {
		return privacy.View{}, privacy.ErrNotFound
	}
	v, err := p.Own(ctx, a)
	v.Answer = &privacy.Answer{PolicyID: in.PolicyID, Version: 1, Face: in.Face, Voice: in.Voice, At: instant()}
	if err != nil {
		return v, err
	}
	return v, p.note("answer face " + string(in.Face) + " voice " + string(in.Voice) + " in " + in.Language)
}

// ownPapers are the person's papers.
type ownPapers struct{}

func (ownPapers) OpenOwn(_ context.Context, _ authz.Actor, id evidence.ID) ([]byte, string, error) {
	if id != mine {
		return nil, "", evidence.ErrNotFound
	}
	return []byte("%PDF-1.4"), evidence.MIMEPDF, nil
}

func TestTeamPolicyAndPapers(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	answer := map[string]any{"policy_id": mine, "face": "no", "voice": "yes", "language": "zh-CN"}
	p.Run(t, []httpapitest.Scenario{
		{Name: "my team", As: "person", Method: "GET", Path: "/v1/team", Want: 200, Holds: map[string]any{"items": []any{
			map[string]any{"name": "陈司法", "staff_role": "officer", "relation": "", "is_lead": true, "phone": "0571", "since": "2026-11-23T01:30:00Z"},
			map[string]any{"name": "王秀兰", "staff_role": "", "relation": "guardian", "is_lead": false, "phone": "", "since": "2026-11-23T01:30:00Z"},
		}, "station": map[string]any{"id": "u1", "name": "文新司法所", "telephone": "0999-0000000"}}},
		{Name: "asked", As: "person", Method: "GET", Path: "/v1/policy", Want: 200, Holds: map[string]any{"version": 1.0, "is_asked": true, "answer": nil}},
		{Name: "answered", As: "person", Method: "POST", Path: "/v1/policy/answers", Body: answer, Want: 200, Calls: []string{"answer face no voice yes in zh-CN"}, Holds: map[string]any{"is_asked": false}},
		{Name: "neither yes nor no", As: "person", Method: "POST", Path: "/v1/policy/answers", Body: map[string]any{"policy_id": mine, "face": "maybe", "voice": "yes", "language": "zh-CN"}, Want: 422, Code: "request.invalid"},
		{Name: "no such version", As: "person", Method: "POST", Path: "/v1/policy/answers", Body: map[string]any{"policy_id": others, "face": "no", "voice": "yes", "language": "en"}, Want: 404, Code: "policy.not_found"},
		{Name: "somebody else's paper", As: "person", Method: "GET", Path: "/v1/papers/" + others, Want: 404, Code: "evidence.not_found"},
	})
	a := p.Do(t, httpapitest.Scenario{As: "person", Method: "GET", Path: "/v1/papers/" + mine})
	require.Equal(t, http.StatusOK, a.Status)
	require.Equal(t, "%PDF-1.4", string(a.Body))
	require.Equal(t, evidence.MIMEPDF, a.Header.Get("Content-Type"))
	require.Equal(t, "private, no-store", a.Header.Get("Cache-Control"))
}
