// Package sanction records sanctions (惩处) under article 28 of the Community Corrections Law: admonition,
// warning, and the proposals of a public-security penalty and of recall. A station proposes, somebody else at
// the district decides, the person is told and can appeal. The software tells how far the next step is and
// never takes or proposes one.
//
//	proposed ──▶ approved ──▶ revoked (an appeal was upheld; the record stays and says so)
//	   ├──▶ refused
//	   └──▶ withdrawn
package sanction

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

// ID identifies a sanction.
type ID string

// Kind tells which sanction it is.
type Kind string

// The kinds (Community Corrections Law, article 28). The last two are proposals to the police and to the court.
const (
	Admonition Kind = "admonition" // 训诫
	Warning    Kind = "warning"    // 警告
	Penalty    Kind = "penalty"    // 提请治安管理处罚
	Recall     Kind = "recall"     // 提请撤销缓刑、假释，或收监执行
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Admonition, Warning, Penalty, Recall} }

// Status is where a sanction stands.
type Status string

// The statuses.
const (
	Proposed  Status = "proposed"
	Approved  Status = "approved"
	Refused   Status = "refused"
	Withdrawn Status = "withdrawn"
	Revoked   Status = "revoked"
)

// Statuses lists every status.
func Statuses() []Status { return []Status{Proposed, Approved, Refused, Withdrawn, Revoked} }

// GroundSource tells what kind of record a sanction rests on.
type GroundSource string

// The sources of grounds.
const (
	OfCheckin  GroundSource = "checkin"  // a request
	OfRollCall GroundSource = "rollcall" // a roll call
	OfAlert    GroundSource = "alert"
)

// GroundSources lists every source.
func GroundSources() []GroundSource { return []GroundSource{OfCheckin, OfRollCall, OfAlert} }

// Ground is one record that a sanction rests on.
type Ground struct {
	Source GroundSource `json:"source"`
	ID     string       `json:"id"`
}

// Sanction is one sanction, from its proposal on.
type Sanction struct {
	ID           ID
	PersonID     person.ID
	StationID    org.UnitID
	Path         org.Path
	Kind         Kind
	Day          string // calendar day of the facts at the station, "2026-11-23"
	Facts        string
	Grounds      []Ground
	Status       Status
	ProposedBy   string // staff id
	ProposedAt   time.Time
	DecidedBy    string // of an approval or a refusal
	DecidedAt    time.Time
	Reason       string // of the decision, or of a withdrawal
	RevokedBy    string
	RevokedAt    time.Time
	RevokeReason string
	UpdatedAt    time.Time
	Papers       []evidence.Object // filled on reading
}

// Rules. The numbers are a city's to change.
const (
	MaxFacts   = 2000 // characters
	MaxReason  = 500
	MaxGrounds = 20
)

// Errors of this package.
var (
	ErrInvalid  = fault.New(fault.Invalid, "sanction.invalid", "The proposal is not complete.")
	ErrNotFound = fault.New(fault.NotFound, "sanction.not_found", "There is no such sanction.")
	ErrGround   = fault.New(fault.Invalid, "sanction.ground_unknown", "What it rests on is not on record of this person.")
	ErrReason   = fault.New(fault.Invalid, "sanction.reason_required", "Give a reason in at most 500 characters.")
	ErrMoved    = fault.New(fault.Conflict, "sanction.moved", "This sanction has been decided or withdrawn meanwhile; look again.")
	ErrOwn      = fault.New(fault.Forbidden, "sanction.own_proposal", "You proposed this yourself, so somebody else decides it.")
	ErrLevel    = fault.New(fault.Forbidden, "sanction.level", "A district or the level above decides this.")
	ErrHeld     = fault.New(fault.Conflict, "sanction.held", "An appeal against what this rests on has no answer yet. Decide that first.")
)

// Proposal is what a station proposes.
type Proposal struct {
	PersonID person.ID
	Kind     Kind
	Day      string
	Facts    string
	Grounds  []Ground
	Papers   [][]byte // pictures and PDFs, at most evidence.MaxPapers
}

// trimmed is the proposal without blanks around its text and with each ground once.
func (p Proposal) trimmed() Proposal {
	p.Facts = strings.TrimSpace(p.Facts)
	var grounds []Ground
	for _, g := range p.Grounds {
		if !slices.Contains(grounds, g) {
			grounds = append(grounds, g)
		}
	}
	p.Grounds = grounds
	return p
}

// check names every field that is wrong. The days are calendar days at the station.
func (p Proposal) check(today, termFrom string) error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	_, err := time.Parse(time.DateOnly, p.Day)
	check(slices.Contains(Kinds(), p.Kind), "kind", "admonition, warning, penalty or recall")
	check(err == nil && p.Day <= today && p.Day >= termFrom, "day", "a day of the term, today or before")
	check(p.Facts != "" && utf8.RuneCountInString(p.Facts) <= MaxFacts, "facts", "required, at most 2,000 characters")
	check(len(p.Grounds) <= MaxGrounds, "grounds", "at most 20")
	for _, g := range p.Grounds {
		check(slices.Contains(GroundSources(), g.Source) && g.ID != "", "grounds", "check-ins, roll calls and alerts by their ids")
	}
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

// Caution is something that whoever decides should know of what a sanction rests on.
type Caution struct {
	Code   CautionCode
	Ground Ground
}

// CautionCode tells what is to be known.
type CautionCode string

// The cautions. An open appeal keeps a sanction from being approved, the others are told.
const (
	AppealOpen CautionCode = "appeal_open"     // against the very finding
	Outage     CautionCode = "outage"          // an incident of ours or a provider's touched it
	NotAgainst CautionCode = "not_against"     // the record is no longer against the person
	Unsettled  CautionCode = "alert_unsettled" // the station has not ended its question
)

// CautionCodes lists every caution.
func CautionCodes() []CautionCode { return []CautionCode{AppealOpen, Outage, NotAgainst, Unsettled} }

// Holds reports whether some caution keeps a sanction from being approved.
func Holds(all []Caution) bool {
	return slices.ContainsFunc(all, func(c Caution) bool { return c.Code == AppealOpen })
}

// Filter narrows a list. Zero fields do not narrow.
type Filter struct {
	Statuses []Status
	PersonID person.ID
}

// Store keeps sanctions.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Sanction, error)
	// List returns sanctions within scope, newest first by (ProposedAt, ID).
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Sanction, error)
	// CountByKind counts the person's approved sanctions that were not revoked, with Day in [from, to].
	CountByKind(ctx context.Context, p person.ID, from, to string) (map[Kind]int, error)
	// MissingGrounds returns those of the grounds that are not on record of the person.
	MissingGrounds(ctx context.Context, p person.ID, all []Ground) ([]Ground, error)
	// Cautions returns what is to be known of what a sanction rests on.
	Cautions(ctx context.Context, p person.ID, all []Ground) ([]Caution, error)
	// ListPapers returns what came with sanctions, by sanction, in the order in which it came.
	ListPapers(ctx context.Context, ids []ID) (map[ID][]evidence.Object, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	push.Writer
	evidence.Writer
	InsertSanction(ctx context.Context, s Sanction) error
	// SetSanction stores Status and what tells of a decision, a withdrawal or a revocation if the stored status
	// is from. It returns ErrMoved.
	SetSanction(ctx context.Context, s Sanction, from Status) error
	// HoldPerson keeps appeals of this person from being filed until the transaction ends.
	HoldPerson(ctx context.Context, p person.ID) error
	// HasOpenAppeal reports whether there is an open appeal of the person against one of the grounds.
	HasOpenAppeal(ctx context.Context, p person.ID, all []Ground) (bool, error)
	AfterCommit(fn func())
}
