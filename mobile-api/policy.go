package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/privacy"
)

// Policy is the privacy policy as it is shown now, and what I answered last.
type Policy struct {
	ID           string                         `json:"id"`
	Version      int                            `json:"version"`
	Chinese      string                         `json:"chinese" doc:"Paragraphs parted by empty lines; '## ' begins a heading, '- ' an item"`
	English      string                         `json:"english" doc:"Empty: show the Chinese text"`
	ChangeNote   string                         `json:"change_note"`
	EffectiveDay string                         `json:"effective_day" format:"date"`
	IsAsked      bool                           `json:"is_asked" doc:"I have not answered this version yet. It never keeps me from a check-in or a roll call"`
	Answer       httpapi.Nullable[PolicyAnswer] `json:"answer" doc:"The newest, perhaps to an older version; null until there is one"`
}

// PolicyAnswer is what I answered, having read a version.
type PolicyAnswer struct {
	Version int          `json:"version"`
	Face    PolicyChoice `json:"face"`
	Voice   PolicyChoice `json:"voice"`
	At      time.Time    `json:"at"`
}

// NewPolicyAnswer answers a version that I have read.
type NewPolicyAnswer struct {
	PolicyID string         `json:"policy_id" format:"uuid"`
	Face     PolicyChoice   `json:"face" doc:"Whether my face may be used"`
	Voice    PolicyChoice   `json:"voice" doc:"Whether a sentence may be recorded where the face is not used"`
	Language PolicyLanguage `json:"language" doc:"In which I read it"`
}

func (d Deps) registerPolicy(api *httpapi.API) {
	sample := Policy{
		ID: sampleID(11), Version: 2, Chinese: "这份告知说明……", ChangeNote: "写明保存多久", EffectiveDay: "2026-12-01",
		Answer: httpapi.Some(PolicyAnswer{Version: 2, Face: "yes", Voice: "yes", At: sampleTime()}),
	}
	httpapi.Register(api, httpapi.Op{
		ID: "getPolicy", Method: http.MethodGet, Path: "/v1/policy", Tag: "privacy", Summary: "The privacy policy, and what I answered",
		Action: authz.SelfPolicy, Errors: []*fault.Error{privacy.ErrNotFound}, Example: sample,
	}, d.policy)
	httpapi.Register(api, httpapi.Op{
		ID: "answerPolicy", Method: http.MethodPost, Path: "/v1/policy/answers", Tag: "privacy", Summary: "Say that I have read the privacy policy, and what I agree to",
		Action: authz.SelfPolicy, Errors: []*fault.Error{privacy.ErrInvalid, privacy.ErrNotFound, person.ErrNotFound}, Example: sample,
	}, d.answerPolicy)
}

func (d Deps) policy(ctx context.Context, _ *none) (*httpapi.Body[Policy], error) {
	return policyBody(d.Policies.Own(ctx, httpapi.Actor(ctx)))
}

func (d Deps) answerPolicy(ctx context.Context, in *httpapi.Body[NewPolicyAnswer]) (*httpapi.Body[Policy], error) {
	return policyBody(d.Policies.Answer(ctx, httpapi.Actor(ctx), privacy.Input{
		PolicyID: privacy.ID(in.Body.PolicyID), Face: privacy.Choice(in.Body.Face), Voice: privacy.Choice(in.Body.Voice), Language: string(in.Body.Language),
	}))
}

func policyBody(v privacy.View, err error) (*httpapi.Body[Policy], error) {
	if err != nil {
		return nil, err
	}
	p := v.Policy
	out := Policy{
		ID: string(p.ID), Version: p.Version, Chinese: p.Chinese, English: p.English, ChangeNote: p.ChangeNote, EffectiveDay: p.EffectiveDay, IsAsked: v.IsAsked(),
	}
	if a := v.Answer; a != nil {
		out.Answer = httpapi.Some(PolicyAnswer{Version: a.Version, Face: PolicyChoice(a.Face), Voice: PolicyChoice(a.Voice), At: a.At.UTC()})
	}
	return httpapi.OK(out), nil
}
