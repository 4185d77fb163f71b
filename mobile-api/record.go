package mobileapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/appeal"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/record"
	"diandao/internal/sanction"
)

type (
	// SanctionKind is sanction.Kind.
	SanctionKind string
	// SanctionStatus is what a person is told of sanction.Status.
	SanctionStatus string
	// HeldKind is evidence.Kind.
	HeldKind string
	// LookKind is record.LookKind.
	LookKind string
)

// Schema lists the values.
func (SanctionKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(sanction.Kinds()) }

// Schema lists the values.
func (SanctionStatus) Schema(huma.Registry) *huma.Schema {
	return httpapi.EnumSchema([]sanction.Status{sanction.Approved, sanction.Revoked})
}

// Schema lists the values.
func (HeldKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(evidence.Kinds()) }

// Schema lists the values.
func (LookKind) Schema(huma.Registry) *huma.Schema { return httpapi.EnumSchema(record.LookKinds()) }

// Sanction is a sanction that was decided against me.
type Sanction struct {
	ID           string         `json:"id"`
	Kind         SanctionKind   `json:"kind"`
	Day          string         `json:"day" format:"date" doc:"Of the facts"`
	Facts        string         `json:"facts"`
	Status       SanctionStatus `json:"status"`
	DecidedAt    *time.Time     `json:"decided_at"`
	Reason       string         `json:"reason"`
	RevokedAt    *time.Time     `json:"revoked_at"`
	RevokeReason string         `json:"revoke_reason"`
	MayAppeal    bool           `json:"may_appeal"`
	AppealUntil  *time.Time     `json:"appeal_until" doc:"null when it was revoked"`
}

// Distance is how far I am from a step. Nothing happens by itself when it is reached.
type Distance struct {
	From  SanctionKind `json:"from"`
	Have  int          `json:"have"`
	Count int          `json:"count" doc:"After so many the station may propose a heavier one"`
	Left  int          `json:"left"`
	To    SanctionKind `json:"to"`
}

// Held is what is kept of me of one kind.
type Held struct {
	Kind   HeldKind  `json:"kind"`
	Count  int       `json:"count"`
	Oldest time.Time `json:"oldest"`
	Newest time.Time `json:"newest"`
	Until  string    `json:"until" format:"date" doc:"It is kept until then; after this day it is destroyed, where the deployment is set to destroy"`
}

// OwnPlan is what I have agreed to do, with when it comes next.
type OwnPlan struct {
	Title string     `json:"title"`
	Next  []Upcoming `json:"next" nullable:"false" doc:"At most three"`
}

// Terms are the rules that hold for me.
type Terms struct {
	Level    Level     `json:"level"`
	TermFrom string    `json:"term_from" format:"date"`
	TermTo   string    `json:"term_to" format:"date"`
	Plans    []OwnPlan `json:"plans" nullable:"false"`
}

// Record is what is held about me, but for check-ins, roll calls and looks, which have lists of their own.
type Record struct {
	Terms     Terms      `json:"terms"`
	Sanctions []Sanction `json:"sanctions" nullable:"false" doc:"Newest first, at most 50"`
	Distances []Distance `json:"distances" nullable:"false"`
	Held      []Held     `json:"held" nullable:"false"`
}

// Look is one look of a staff member at my record. Of looks at the same within an hour there is one.
type Look struct {
	ID   string    `json:"id"`
	At   time.Time `json:"at"`
	Kind LookKind  `json:"kind"`
	Role StaffRole `json:"role"`
	Unit string    `json:"unit" doc:"Name of the station or office"`
	Name string    `json:"name" doc:"Empty where the city does not show it"`
}

type looksInput struct{ httpapi.Paging }

func (d Deps) registerRecord(api *httpapi.API) {
	until := sampleTime().Add(appeal.Within)
	httpapi.Register(api, httpapi.Op{
		ID: "getMyRecord", Method: http.MethodGet, Path: "/v1/record", Tag: "record", Summary: "What is held about me, and the rules that hold for me", Action: authz.SelfRead,
		Example: Record{
			Terms: Terms{Level: "ordinary", TermFrom: "2026-01-01", TermTo: "2027-12-31", Plans: []OwnPlan{{Title: "每周报到", Next: []Upcoming{{Title: "每周报到", OpensAt: sampleTime(), DueAt: sampleTime().Add(time.Hour)}}}}},
			Sanctions: []Sanction{{
				ID: sampleID(18), Kind: "admonition", Day: "2026-11-20", Facts: "未经批准离开本市一天", Status: "approved", DecidedAt: httpapi.At(sampleTime()), Reason: "本人承认", MayAppeal: true, AppealUntil: &until,
			}},
			Distances: []Distance{{From: "admonition", Have: 1, Count: 2, Left: 1, To: "warning"}},
			Held:      []Held{{Kind: "checkin_photo", Count: 12, Oldest: sampleTime(), Newest: sampleTime(), Until: "2028-06-28"}},
		},
	}, d.record)
	httpapi.Register(api, httpapi.Op{
		ID: "listMyLooks", Method: http.MethodGet, Path: "/v1/looks", Tag: "record", Summary: "Who looked at my record, newest first", Action: authz.SelfRead,
		Errors:  []*fault.Error{page.ErrCursor},
		Example: httpapi.List[Look]{Items: []Look{{ID: sampleID(19), At: sampleTime(), Kind: "file", Role: "officer", Unit: "文新司法所"}}},
	}, d.looks)
	d.registerTimeline(api)
}

func (d Deps) record(ctx context.Context, _ *none) (*httpapi.Body[Record], error) {
	actor := httpapi.Actor(ctx)
	me, err := d.Profiles.Own(ctx, actor)
	if err != nil {
		return nil, err
	}
	own, err := d.Sanctions.Own(ctx, actor)
	if err != nil {
		return nil, err
	}
	held, err := d.Records.Held(ctx, actor)
	if err != nil {
		return nil, err
	}
	plans, err := d.Checkins.OwnPlans(ctx, actor)
	if err != nil {
		return nil, err
	}
	now := d.Clock.Now()
	return httpapi.OK(Record{
		Terms: Terms{
			Level: Level(me.Person.Level), TermFrom: httpapi.Date(me.Person.TermFrom), TermTo: httpapi.Date(me.Person.TermTo),
			Plans: httpapi.Map(plans, func(p checkin.OwnPlan) OwnPlan {
				return OwnPlan{Title: p.Title, Next: httpapi.Map(p.Next, fromUpcoming)}
			}),
		},
		Sanctions: httpapi.Map(own.Sanctions, func(v sanction.Sanction) Sanction { return fromSanction(v, now) }),
		Distances: httpapi.Map(own.Distances, func(v sanction.Distance) Distance {
			return Distance{From: SanctionKind(v.From), Have: v.Have, Count: v.Count, Left: v.Left(), To: SanctionKind(v.To)}
		}),
		Held: httpapi.Map(held, func(h record.Holding) Held {
			return Held{Kind: HeldKind(h.Kind), Count: h.Count, Oldest: h.Oldest.UTC(), Newest: h.Newest.UTC(), Until: h.Until}
		}),
	}), nil
}

func fromSanction(v sanction.Sanction, now time.Time) Sanction {
	out := Sanction{
		ID: string(v.ID), Kind: SanctionKind(v.Kind), Day: v.Day, Facts: v.Facts, Status: SanctionStatus(v.Status), DecidedAt: httpapi.At(v.DecidedAt), Reason: v.Reason,
		RevokedAt: httpapi.At(v.RevokedAt), RevokeReason: v.RevokeReason, MayAppeal: appeal.MayAppealSanction(v, now) == nil,
	}
	if v.Status == sanction.Approved {
		out.AppealUntil = httpapi.At(v.DecidedAt.Add(appeal.Within))
	}
	return out
}

func (d Deps) looks(ctx context.Context, in *looksInput) (*httpapi.Body[httpapi.List[Look]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	all, err := d.Records.Looks(ctx, httpapi.Actor(ctx), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(l record.Look) Look {
		return Look{ID: l.ID, At: l.At.UTC(), Kind: LookKind(l.Kind), Role: StaffRole(l.Role), Unit: l.Unit, Name: l.Name}
	}, func(l record.Look) page.Cursor { return page.Cursor{At: l.At, ID: l.ID} })), nil
}
