package consoleapi

import (
	"context"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/sanction"
)

type (
	// SanctionKind is sanction.Kind.
	SanctionKind string
	// SanctionStatus is sanction.Status.
	SanctionStatus string
	// GroundSource is sanction.GroundSource.
	GroundSource string
	// CautionCode is sanction.CautionCode.
	CautionCode string
)

// Schema lists the values.
func (SanctionKind) Schema(huma.Registry) *huma.Schema { return enum(sanction.Kinds()) }

// Schema lists the values.
func (SanctionStatus) Schema(huma.Registry) *huma.Schema { return enum(sanction.Statuses()) }

// Schema lists the values.
func (GroundSource) Schema(huma.Registry) *huma.Schema { return enum(sanction.GroundSources()) }

// Schema lists the values.
func (CautionCode) Schema(huma.Registry) *huma.Schema { return enum(sanction.CautionCodes()) }

// Ground is one record that a sanction rests on.
type Ground struct {
	Source GroundSource `json:"source"`
	ID     string       `json:"id" format:"uuid" doc:"Check-in request, roll call or alert"`
}

// Caution is something to be known of what a proposed sanction rests on.
type Caution struct {
	Code   CautionCode `json:"code"`
	Ground Ground      `json:"ground"`
}

// Sanction is one sanction, from its proposal on.
type Sanction struct {
	ID           string         `json:"id"`
	Person       PersonRef      `json:"person"`
	Station      UnitRef        `json:"station"`
	Kind         SanctionKind   `json:"kind"`
	Day          string         `json:"day" format:"date" doc:"Of the facts"`
	Facts        string         `json:"facts"`
	Grounds      []Ground       `json:"grounds" nullable:"false"`
	Status       SanctionStatus `json:"status"`
	ProposedAt   time.Time      `json:"proposed_at"`
	ProposedName string         `json:"proposed_name"`
	IsOwn        bool           `json:"is_own" doc:"Whether who asks proposed it, and so may not decide it"`
	MayDecide    bool           `json:"may_decide" doc:"Whether who asks may decide it by role, level and not having proposed it"`
	DecidedAt    *time.Time     `json:"decided_at"`
	DecidedName  string         `json:"decided_name"`
	Reason       string         `json:"reason" doc:"Of the decision, or of the withdrawal"`
	RevokedAt    *time.Time     `json:"revoked_at"`
	RevokedName  string         `json:"revoked_name"`
	RevokeReason string         `json:"revoke_reason"`
}

// SanctionDetail is a sanction with what somebody decides on.
type SanctionDetail struct {
	Sanction
	Papers   []Paper   `json:"papers" nullable:"false"`
	Cautions []Caution `json:"cautions" nullable:"false" doc:"While it is proposed"`
	IsHeld   bool      `json:"is_held" doc:"An open appeal against what it rests on keeps it from being approved"`
}

// Distance is how far a person is from a threshold. Nothing follows from reaching it.
type Distance struct {
	From  SanctionKind `json:"from"`
	Have  int          `json:"have" doc:"Approved, not revoked, within the term"`
	Count int          `json:"count" doc:"After so many a heavier one may be proposed"`
	Left  int          `json:"left"`
	To    SanctionKind `json:"to"`
}

// Standing is how far a person is from each threshold.
type Standing struct {
	Distances []Distance `json:"distances" nullable:"false"`
}

// NewSanction proposes a sanction.
type NewSanction struct {
	Kind    SanctionKind `json:"kind"`
	Day     string       `json:"day" format:"date"`
	Facts   string       `json:"facts" minLength:"1" maxLength:"2000"`
	Grounds []Ground     `json:"grounds,omitempty" maxItems:"20"`
}

// NewSanctionDecision decides a proposal.
type NewSanctionDecision struct {
	IsApproved bool   `json:"is_approved"`
	Reason     string `json:"reason" minLength:"1" maxLength:"500"`
}

// SanctionWithdrawal takes a proposal back.
type SanctionWithdrawal struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

type listSanctionsInput struct {
	httpapi.Paging
	Status   SanctionStatus `query:"status"`
	UnitID   string         `query:"unit_id" format:"uuid"`
	PersonID string         `query:"person_id" format:"uuid"`
}

type proposeSanctionInput struct {
	IDPath
	RawBody multipart.Form
}

type decideSanctionInput struct {
	IDPath
	Body NewSanctionDecision
}

type withdrawSanctionInput struct {
	IDPath
	Body SanctionWithdrawal
}

// sanctionsPath is how the path of proposals ends.
const sanctionsPath = "/sanctions"

func (d Deps) registerSanctions(api *httpapi.API) {
	wrong := []*fault.Error{sanction.ErrNotFound, sanction.ErrMoved, sanction.ErrReason, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listSanctions", Method: http.MethodGet, Path: "/console/v1/sanctions", Tag: "sanction", Summary: "Sanctions in scope, newest first",
		Action: authz.SanctionRead, Errors: []*fault.Error{page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[Sanction]{Items: []Sanction{sampleSanction()}},
	}, d.listSanctions)
	httpapi.Register(api, httpapi.Op{
		ID: "getSanction", Method: http.MethodGet, Path: "/console/v1/sanctions/{id}", Tag: "sanction", Summary: "A sanction with what somebody decides on",
		Action: authz.SanctionRead, Errors: []*fault.Error{sanction.ErrNotFound, authz.ErrOutOfScope}, Example: sampleSanctionDetail(),
	}, d.getSanction)
	httpapi.Register(api, httpapi.Op{
		ID: "getStanding", Method: http.MethodGet, Path: "/console/v1/persons/{id}/standing", Tag: "person", Summary: "How far a person is from each threshold; nothing follows from reaching one",
		Action: authz.SanctionRead, Errors: []*fault.Error{person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope}, Example: Standing{Distances: []Distance{{From: "admonition", Have: 1, Count: 2, Left: 1, To: "warning"}}},
	}, ofFile(d, authz.SanctionRead, d.standing))
	httpapi.Register(api, httpapi.Op{
		ID: "proposeSanction", Method: http.MethodPost, Path: "/console/v1/persons/{id}" + sanctionsPath, Tag: "person", Summary: "Propose a sanction, with its papers",
		Action: authz.SanctionPropose, Status: http.StatusCreated, MaxBody: httpapi.MaxFilesBody, Request: proposalForm(), Example: sampleSanctionDetail(),
		Errors: []*fault.Error{
			sanction.ErrInvalid, sanction.ErrGround, person.ErrNotFound, evidence.ErrTooMany, evidence.ErrPaperLarge, evidence.ErrNotPaper, evidence.ErrDimensions, authz.ErrOutOfScope, httpapi.ErrCSRF,
		},
	}, d.proposeSanction)
	httpapi.Register(api, httpapi.Op{
		ID: "decideSanction", Method: http.MethodPost, Path: "/console/v1/sanctions/{id}/decision", Tag: "sanction", Summary: "Approve or refuse a sanction, unless I proposed it",
		Action: authz.SanctionDecide, Errors: append([]*fault.Error{sanction.ErrOwn, sanction.ErrLevel, sanction.ErrHeld}, wrong...), Example: sampleSanctionDetail(),
	}, d.decideSanction)
	httpapi.Register(api, httpapi.Op{
		ID: "withdrawSanction", Method: http.MethodPost, Path: "/console/v1/sanctions/{id}/withdrawal", Tag: "sanction", Summary: "Take my proposal back",
		Action: authz.SanctionPropose, Errors: wrong, Example: sampleSanctionDetail(),
	}, d.withdrawSanction)
}

// proposalForm describes a proposal in JSON and the papers that come with it.
func proposalForm() *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"proposal"}, Properties: map[string]*huma.Schema{
			"proposal": {Type: huma.TypeString, Description: "The JSON of a NewSanction"},
			"paper":    {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"}, Description: "At most five, each of at most 5 MB"},
		}},
		Encoding: map[string]*huma.Encoding{"proposal": {ContentType: "application/json"}, "paper": {ContentType: "image/jpeg, image/png, application/pdf"}},
	}}}
}

func sampleSanction() Sanction {
	return Sanction{
		ID: sampleID(18), Person: samplePersonRef(), Station: sampleStation(), Kind: "admonition", Day: "2026-11-20", Facts: "未经批准离开本市一天", Grounds: []Ground{{Source: "checkin", ID: sampleID(4)}},
		Status: "proposed", ProposedAt: sampleTime(), ProposedName: "李司法", MayDecide: true,
	}
}

func sampleSanctionDetail() SanctionDetail {
	return SanctionDetail{Sanction: sampleSanction(), Papers: []Paper{samplePaper()}, Cautions: []Caution{{Code: "outage", Ground: Ground{Source: "checkin", ID: sampleID(4)}}}}
}

func (d Deps) listSanctions(ctx context.Context, in *listSanctionsInput) (*httpapi.Body[httpapi.List[Sanction]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f := sanction.Filter{PersonID: person.ID(in.PersonID)}
	if in.Status != "" {
		f.Statuses = []sanction.Status{sanction.Status(in.Status)}
	}
	all, err := d.Sanctions.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	convert, err := d.sanctionWords(ctx, all)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, convert, func(v sanction.Sanction) page.Cursor {
		return page.Cursor{At: v.ProposedAt, ID: string(v.ID)}
	})), nil
}

// sanctionWords returns the conversion of sanctions, with names.
func (d Deps) sanctionWords(ctx context.Context, all []sanction.Sanction) (func(sanction.Sanction) Sanction, error) {
	actor := httpapi.Actor(ctx)
	l, err := d.look(ctx, actor, httpapi.Map(all, func(v sanction.Sanction) person.ID { return v.PersonID }))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, v := range all {
		ids = append(ids, v.ProposedBy, v.DecidedBy, v.RevokedBy)
	}
	staff, err := d.Names.Staff(ctx, ids)
	if err != nil {
		return nil, err
	}
	return func(v sanction.Sanction) Sanction {
		return Sanction{
			ID: string(v.ID), Person: l.person(v.PersonID), Station: l.station(v.StationID), Kind: SanctionKind(v.Kind), Day: v.Day, Facts: v.Facts, Grounds: httpapi.Map(v.Grounds, fromGround),
			Status: SanctionStatus(v.Status), ProposedAt: v.ProposedAt.UTC(), ProposedName: staff[v.ProposedBy], IsOwn: v.ProposedBy == actor.ID,
			MayDecide: v.Status == sanction.Proposed && sanction.MayDecide(actor, v) == nil, DecidedAt: httpapi.At(v.DecidedAt), DecidedName: staff[v.DecidedBy], Reason: v.Reason,
			RevokedAt: httpapi.At(v.RevokedAt), RevokedName: staff[v.RevokedBy], RevokeReason: v.RevokeReason,
		}
	}, nil
}

func fromGround(g sanction.Ground) Ground { return Ground{Source: GroundSource(g.Source), ID: g.ID} }

func (d Deps) getSanction(ctx context.Context, in *IDPath) (*httpapi.Body[SanctionDetail], error) {
	return d.describeSanction(ctx)(d.Sanctions.Detail(ctx, httpapi.Actor(ctx), sanction.ID(in.ID)))
}

func (d Deps) standing(ctx context.Context, in *IDPath) (*httpapi.Body[Standing], error) {
	all, err := d.Sanctions.Standing(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Standing{Distances: httpapi.Map(all, func(v sanction.Distance) Distance {
		return Distance{From: SanctionKind(v.From), Have: v.Have, Count: v.Count, Left: v.Left(), To: SanctionKind(v.To)}
	})}), nil
}

func (d Deps) proposeSanction(ctx context.Context, in *proposeSanctionInput) (*httpapi.Body[SanctionDetail], error) {
	var p NewSanction
	if err := readPart(in.RawBody, "proposal", &p, sanction.ErrInvalid); err != nil {
		return nil, err
	}
	papers, err := papersOf(in.RawBody.File["paper"])
	if err != nil {
		return nil, err
	}
	return d.describeSanction(ctx)(d.Sanctions.Propose(ctx, httpapi.Actor(ctx), sanction.Proposal{
		PersonID: person.ID(in.ID), Kind: sanction.Kind(p.Kind), Day: p.Day, Facts: p.Facts, Papers: papers,
		Grounds: httpapi.Map(p.Grounds, func(g Ground) sanction.Ground {
			return sanction.Ground{Source: sanction.GroundSource(g.Source), ID: g.ID}
		}),
	}))
}

func (d Deps) decideSanction(ctx context.Context, in *decideSanctionInput) (*httpapi.Body[SanctionDetail], error) {
	return d.describeSanction(ctx)(d.Sanctions.Decide(ctx, httpapi.Actor(ctx), sanction.ID(in.ID), in.Body.IsApproved, in.Body.Reason))
}

func (d Deps) withdrawSanction(ctx context.Context, in *withdrawSanctionInput) (*httpapi.Body[SanctionDetail], error) {
	return d.describeSanction(ctx)(d.Sanctions.Withdraw(ctx, httpapi.Actor(ctx), sanction.ID(in.ID), in.Body.Reason))
}

// describeSanction turns what the service says into the contract's words.
func (d Deps) describeSanction(ctx context.Context) func(sanction.Detail, error) (*httpapi.Body[SanctionDetail], error) {
	return func(v sanction.Detail, err error) (*httpapi.Body[SanctionDetail], error) {
		if err != nil {
			return nil, err
		}
		convert, err := d.sanctionWords(ctx, []sanction.Sanction{v.Sanction})
		if err != nil {
			return nil, err
		}
		return httpapi.OK(SanctionDetail{
			Sanction: convert(v.Sanction), Papers: httpapi.Map(v.Sanction.Papers, fromObject), IsHeld: sanction.Holds(v.Cautions),
			Cautions: httpapi.Map(v.Cautions, func(c sanction.Caution) Caution {
				return Caution{Code: CautionCode(c.Code), Ground: fromGround(c.Ground)}
			}),
		}), nil
	}
}
