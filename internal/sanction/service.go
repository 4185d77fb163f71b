package sanction

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service takes proposals of sanctions and the decisions on them.
type Service struct {
	store   Store
	persons Persons
	vault   evidence.Vault
	hints   Hinter
	clock   clock.Clock
}

// New returns a service.
func New(store Store, persons Persons, vault evidence.Vault, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, persons: persons, vault: vault, hints: hints, clock: c}
}

// Propose proposes a sanction with its papers. It returns ErrInvalid, ErrGround, person.ErrNotFound, what
// evidence.CheckPaper and evidence.CheckAll return, or an authz error.
func (s *Service) Propose(ctx context.Context, actor authz.Actor, in Proposal) (Detail, error) {
	who, err := s.persons.Get(ctx, in.PersonID)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.SanctionPropose, who.Path); err != nil {
		return Detail{}, err
	}
	now := s.clock.Now()
	today, err := s.today(ctx, who.StationID, now)
	if err != nil {
		return Detail{}, err
	}
	in = in.trimmed()
	if err := in.check(today, who.TermFrom.Format(time.DateOnly)); err != nil {
		return Detail{}, err
	}
	missing, err := s.store.MissingGrounds(ctx, who.ID, in.Grounds)
	if err != nil {
		return Detail{}, fmt.Errorf("look up grounds: %w", err)
	}
	if len(missing) > 0 {
		return Detail{}, ErrGround.On(fault.Field{Path: "grounds", Reason: missing[0].ID})
	}
	papers, err := evidence.CheckAll(evidence.SanctionPaper, in.Papers, evidence.CheckPaper)
	if err != nil {
		return Detail{}, err
	}
	v := Sanction{
		ID: ID(id.New()), PersonID: who.ID, StationID: who.StationID, Path: who.Path, Kind: in.Kind, Day: in.Day, Facts: in.Facts, Grounds: in.Grounds,
		Status: Proposed, ProposedBy: actor.ID, ProposedAt: now, UpdatedAt: now,
	}
	if v, err = s.keep(ctx, actor, v, papers); err != nil {
		return Detail{}, fmt.Errorf("propose sanction: %w", err)
	}
	return s.detail(ctx, v)
}

// keep seals the papers and stores the proposal with them.
func (s *Service) keep(ctx context.Context, actor authz.Actor, v Sanction, papers []evidence.File) (Sanction, error) {
	var err error
	v.Papers, err = evidence.SealAll(ctx, s.vault, evidence.Input{PersonID: v.PersonID, Path: v.Path, CreatedAt: v.ProposedAt, SubjectID: string(v.ID)}, papers)
	if err != nil {
		return Sanction{}, err
	}
	return v, s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertSanction(ctx, v); err != nil {
			return err
		}
		if err := evidence.InsertAll(ctx, tx, v.Papers); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, v)
	})
}

// note writes the audit entry of a sanction's newest state.
func (s *Service) note(ctx context.Context, tx Tx, actor authz.Actor, v Sanction) error {
	tx.AfterCommit(func() { s.hints.Hint("sanction", string(v.ID), v.Path) })
	holding := map[string]any{"kind": v.Kind, "status": v.Status, "day": v.Day, "grounds": v.Grounds}
	if len(v.Papers) > 0 {
		holding["papers"] = evidence.Hashes(v.Papers)
	}
	return tx.Audit(ctx, audit.New(actor, v.UpdatedAt, v.Path, "sanction."+string(v.Status), "sanction:"+string(v.ID), string(v.PersonID)).Because(v.Reason).Holding(holding))
}

// today is the calendar day at the station.
func (s *Service) today(ctx context.Context, station org.UnitID, now time.Time) (string, error) {
	u, err := s.persons.Unit(ctx, station)
	if err != nil {
		return "", fmt.Errorf("station of person: %w", err)
	}
	loc, err := time.LoadLocation(u.Zone)
	if err != nil {
		return "", fmt.Errorf("zone of station: %w", err)
	}
	return now.In(loc).Format(time.DateOnly), nil
}

// Detail is a sanction with what whoever decides should know.
type Detail struct {
	Sanction Sanction
	Cautions []Caution
}

func (s *Service) detail(ctx context.Context, v Sanction) (Detail, error) {
	with, err := s.withPapers(ctx, []Sanction{v})
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Sanction: with[0]}
	if v.Status == Proposed {
		if d.Cautions, err = s.store.Cautions(ctx, v.PersonID, v.Grounds); err != nil {
			return Detail{}, fmt.Errorf("look at grounds: %w", err)
		}
	}
	return d, nil
}

// withPapers fills in what came with sanctions.
func (s *Service) withPapers(ctx context.Context, all []Sanction) ([]Sanction, error) {
	ids := make([]ID, len(all))
	for i, v := range all {
		ids[i] = v.ID
	}
	papers, err := s.store.ListPapers(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read papers of sanctions: %w", err)
	}
	for i, v := range all {
		all[i].Papers = papers[v.ID]
	}
	return all, nil
}

// List returns sanctions in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Sanction, error) {
	if err := authz.Allow(actor, authz.SanctionRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// Detail returns a sanction. It returns ErrNotFound or an authz error.
func (s *Service) Detail(ctx context.Context, actor authz.Actor, sid ID) (Detail, error) {
	v, err := s.get(ctx, actor, authz.SanctionRead, sid)
	if err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, v)
}

func (s *Service) get(ctx context.Context, actor authz.Actor, action authz.Action, sid ID) (Sanction, error) {
	v, err := s.store.Get(ctx, sid)
	if err != nil {
		return Sanction{}, err
	}
	return v, authz.Check(actor, action, v.Path)
}

// Standing tells how far a person is from each threshold. It returns person.ErrNotFound or an authz error.
func (s *Service) Standing(ctx context.Context, actor authz.Actor, pid person.ID) ([]Distance, error) {
	who, err := s.persons.Get(ctx, pid)
	if err != nil {
		return nil, err
	}
	if err := authz.Check(actor, authz.SanctionRead, who.Path); err != nil {
		return nil, err
	}
	return s.standing(ctx, who)
}

func (s *Service) standing(ctx context.Context, who person.Person) ([]Distance, error) {
	have, err := s.store.CountByKind(ctx, who.ID, who.TermFrom.Format(time.DateOnly), who.TermTo.Format(time.DateOnly))
	if err != nil {
		return nil, fmt.Errorf("count sanctions: %w", err)
	}
	return Distances(ThresholdsOf(who.Path), have), nil
}

// Own is what a person is told of their sanctions.
type Own struct {
	Sanctions []Sanction // decided ones, newest first, at most 50
	Distances []Distance
}

// Own returns the actor's own sanctions that were approved, revoked ones among them. What was only proposed
// or was refused was never one.
func (s *Service) Own(ctx context.Context, actor authz.Actor) (Own, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return Own{}, err
	}
	who, err := s.persons.Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return Own{}, err
	}
	all, err := s.store.List(ctx, org.Root, Filter{PersonID: who.ID, Statuses: []Status{Approved, Revoked}}, page.Request{Limit: 50})
	if err != nil {
		return Own{}, err
	}
	if all, err = s.withPapers(ctx, all); err != nil {
		return Own{}, err
	}
	distances, err := s.standing(ctx, who)
	return Own{Sanctions: all, Distances: distances}, err
}

// reasonFor returns ErrReason.
func reasonFor(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" || utf8.RuneCountInString(reason) > MaxReason {
		return "", ErrReason
	}
	return reason, nil
}

// Decide approves or refuses a proposal; of an approval the person is told. It returns ErrReason, ErrLevel,
// ErrOwn, ErrMoved, ErrHeld, ErrNotFound or an authz error.
func (s *Service) Decide(ctx context.Context, actor authz.Actor, sid ID, isApproved bool, reason string) (Detail, error) {
	reason, err := reasonFor(reason)
	if err != nil {
		return Detail{}, err
	}
	v, err := s.store.Get(ctx, sid)
	if err != nil {
		return Detail{}, err
	}
	if err := MayDecide(actor, v); err != nil {
		return Detail{}, err
	}
	if v.Status != Proposed {
		return Detail{}, ErrMoved
	}
	v.Status, v.DecidedBy, v.Reason, v.DecidedAt = Refused, actor.ID, reason, s.clock.Now()
	if isApproved {
		v.Status = Approved
	}
	v.UpdatedAt = v.DecidedAt
	if err := s.store.InTx(ctx, func(tx Tx) error { return s.decide(ctx, tx, actor, v) }); err != nil {
		return Detail{}, fmt.Errorf("decide sanction: %w", err)
	}
	return s.detail(ctx, v)
}

func (s *Service) decide(ctx context.Context, tx Tx, actor authz.Actor, v Sanction) error {
	if v.Status == Approved {
		if err := tx.HoldPerson(ctx, v.PersonID); err != nil {
			return err
		}
		held, err := tx.HasOpenAppeal(ctx, v.PersonID, v.Grounds)
		if err != nil {
			return err
		}
		if held {
			return ErrHeld
		}
	}
	if err := tx.SetSanction(ctx, v, Proposed); err != nil {
		return err
	}
	if v.Status == Approved {
		if err := tell(ctx, tx, v); err != nil {
			return err
		}
	}
	return s.note(ctx, tx, actor, v)
}

// tell writes a message to the person about a sanction's newest state.
func tell(ctx context.Context, tx push.Writer, v Sanction) error {
	return tx.Notify(ctx, push.Message{
		ID: push.MessageID(id.New()), PersonID: v.PersonID, Kind: push.SanctionDecided, SubjectID: string(v.ID), CreatedAt: v.UpdatedAt, ExpiresAt: v.UpdatedAt.Add(7 * 24 * time.Hour),
	})
}

// Withdraw takes a proposal back that nobody has decided. Only who proposed it may. It returns ErrReason,
// ErrMoved, ErrNotFound or an authz error.
func (s *Service) Withdraw(ctx context.Context, actor authz.Actor, sid ID, reason string) (Detail, error) {
	reason, err := reasonFor(reason)
	if err != nil {
		return Detail{}, err
	}
	v, err := s.get(ctx, actor, authz.SanctionPropose, sid)
	if err != nil {
		return Detail{}, err
	}
	if v.ProposedBy != actor.ID {
		return Detail{}, authz.ErrForbidden
	}
	v.Status, v.Reason, v.UpdatedAt = Withdrawn, reason, s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetSanction(ctx, v, Proposed); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, v)
	})
	if err != nil {
		return Detail{}, fmt.Errorf("withdraw sanction: %w", err)
	}
	return s.detail(ctx, v)
}

// MayDecide tells whether staff may decide a proposal. It returns ErrLevel, ErrOwn or an authz error.
func MayDecide(actor authz.Actor, v Sanction) error {
	if err := authz.Check(actor, authz.SanctionDecide, v.Path); err != nil {
		return err
	}
	switch {
	case actor.Scope.Level() == org.Station:
		return ErrLevel
	case v.ProposedBy == actor.ID:
		return ErrOwn
	}
	return nil
}
