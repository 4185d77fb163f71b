package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/privacy"
)

// PolicyText is what persons are shown.
type PolicyText struct {
	Chinese      string `json:"chinese" maxLength:"12000" doc:"Paragraphs parted by empty lines; '## ' begins a heading, '- ' an item"`
	English      string `json:"english" maxLength:"12000" doc:"May be empty: then the Chinese text is shown"`
	ChangeNote   string `json:"change_note" maxLength:"300" doc:"What is new"`
	EffectiveDay string `json:"effective_day" format:"date" doc:"From which it is shown, in the city's zone"`
}

// Policy is one version of the privacy policy, or the draft of the next.
type Policy struct {
	ID      string `json:"id"`
	Version int    `json:"version" doc:"0 of the draft"`
	PolicyText
	Status      PolicyStatus `json:"status"`
	SHA256      string       `json:"sha256" doc:"Of what was published; empty of the draft"`
	Revision    int          `json:"revision" doc:"Of the draft"`
	UpdatedAt   time.Time    `json:"updated_at"`
	PublishedAt *time.Time   `json:"published_at"`
	ReaderCount int          `json:"reader_count" doc:"Active persons who have answered this version"`
}

// NewPolicy is the draft as it is to be.
type NewPolicy struct {
	PolicyText
	Revision int `json:"revision" minimum:"0" doc:"Of the draft that was seen; 0 while there is none"`
}

// PolicyRevision names the draft that was seen.
type PolicyRevision struct {
	Revision int `json:"revision" minimum:"1"`
}

// PersonPolicy is what a person answered.
type PersonPolicy struct {
	ShownVersion int                            `json:"shown_version" doc:"That persons are shown now"`
	Answer       httpapi.Nullable[PolicyAnswer] `json:"answer" doc:"The newest; null until there is one"`
}

// PolicyAnswer is what a person answered to a version, having read it.
type PolicyAnswer struct {
	Version int          `json:"version"`
	Face    PolicyChoice `json:"face"`
	Voice   PolicyChoice `json:"voice"`
	At      time.Time    `json:"at"`
}

func (d Deps) registerPolicies(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listPolicies", Method: http.MethodGet, Path: "/console/v1/policies", Tag: "policy", Summary: "The draft of the privacy policy and its published versions, newest first, at most 50",
		Action: authz.PolicyManage, Errors: []*fault.Error{authz.ErrOutOfScope}, Example: httpapi.List[Policy]{Items: []Policy{samplePolicy()}},
	}, d.listPolicies)
	httpapi.Register(api, httpapi.Op{
		ID: "savePolicyDraft", Method: http.MethodPut, Path: "/console/v1/policies/draft", Tag: "policy", Summary: "Change the draft of the privacy policy, or begin one",
		Action: authz.PolicyManage, MaxBody: 256 << 10, Errors: []*fault.Error{privacy.ErrInvalid, privacy.ErrChanged, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: samplePolicy(),
	}, d.savePolicyDraft)
	httpapi.Register(api, httpapi.Op{
		ID: "publishPolicy", Method: http.MethodPost, Path: "/console/v1/policies/draft/publication", Tag: "policy", Summary: "Publish the draft as the next version, for good",
		Action: authz.PolicyManage, Errors: []*fault.Error{privacy.ErrInvalid, privacy.ErrChanged, privacy.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: samplePolicy(),
	}, d.publishPolicy)
	httpapi.Register(api, httpapi.Op{
		ID: "getPersonPolicy", Method: http.MethodGet, Path: "/console/v1/persons/{id}/policy", Tag: "policy", Summary: "What a person answered to the privacy policy",
		Action: authz.PersonRead, Errors: []*fault.Error{person.ErrNotFound, privacy.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope},
		Example: PersonPolicy{ShownVersion: 2, Answer: httpapi.Some(PolicyAnswer{Version: 2, Face: "yes", Voice: "yes", At: sampleTime()})},
	}, ofFile(d, authz.PersonRead, d.personPolicy))
}

func samplePolicy() Policy {
	return Policy{
		ID: sampleID(24), Version: 2, Status: "published", Revision: 3, UpdatedAt: sampleTime(), PublishedAt: sampleTimePointer(), ReaderCount: 96,
		SHA256:     "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		PolicyText: PolicyText{Chinese: "这份告知说明……", ChangeNote: "写明保存多久", EffectiveDay: "2026-12-01"},
	}
}

func (d Deps) listPolicies(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[Policy]], error) {
	all, err := d.Policies.List(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, fromPolicy)), nil
}

func (d Deps) savePolicyDraft(ctx context.Context, in *httpapi.Body[NewPolicy]) (*httpapi.Body[Policy], error) {
	b := in.Body
	return policyBody(d.Policies.SaveDraft(ctx, httpapi.Actor(ctx), b.Revision, privacy.Policy{
		Chinese: b.Chinese, English: b.English, ChangeNote: b.ChangeNote, EffectiveDay: b.EffectiveDay,
	}))
}

func (d Deps) publishPolicy(ctx context.Context, in *httpapi.Body[PolicyRevision]) (*httpapi.Body[Policy], error) {
	return policyBody(d.Policies.Publish(ctx, httpapi.Actor(ctx), in.Body.Revision))
}

func (d Deps) personPolicy(ctx context.Context, in *IDPath) (*httpapi.Body[PersonPolicy], error) {
	v, err := d.Policies.Of(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	out := PersonPolicy{ShownVersion: v.Policy.Version}
	if a := v.Answer; a != nil {
		out.Answer = httpapi.Some(PolicyAnswer{Version: a.Version, Face: PolicyChoice(a.Face), Voice: PolicyChoice(a.Voice), At: a.At.UTC()})
	}
	return httpapi.OK(out), nil
}

func policyBody(p privacy.Policy, err error) (*httpapi.Body[Policy], error) {
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromPolicy(p)), nil
}

func fromPolicy(p privacy.Policy) Policy {
	return Policy{
		ID: string(p.ID), Version: p.Version, Status: PolicyStatus(p.Status), SHA256: p.SHA256, Revision: p.Revision, UpdatedAt: p.UpdatedAt.UTC(),
		PublishedAt: httpapi.At(p.PublishedAt), ReaderCount: p.ReaderCount,
		PolicyText: PolicyText{Chinese: p.Chinese, English: p.English, ChangeNote: p.ChangeNote, EffectiveDay: p.EffectiveDay},
	}
}
