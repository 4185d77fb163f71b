package leave

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/alert"
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

// Service takes, decides and ends leaves.
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

// Detail is a leave with its history.
type Detail struct {
	Leave Leave
	Steps []Step
}

// Apply asks for leave, with the papers that speak for it. It returns ErrInvalid, ErrAfterTerm, ErrOverlap, what
// evidence.CheckPaper and evidence.CheckAll return, or an authz error.
func (s *Service) Apply(ctx context.Context, actor authz.Actor, a Application) (Detail, error) {
	if err := authz.Allow(actor, authz.SelfLeave); err != nil {
		return Detail{}, err
	}
	who, err := s.persons.Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return Detail{}, err
	}
	now := s.clock.Now()
	today, err := s.today(ctx, who.StationID, now)
	if err != nil {
		return Detail{}, err
	}
	a = a.trimmed()
	if err := a.check(today, who.TermTo.Format(time.DateOnly)); err != nil {
		return Detail{}, err
	}
	papers, err := evidence.CheckAll(evidence.LeavePaper, a.Papers, evidence.CheckPaper)
	if err != nil {
		return Detail{}, err
	}
	l := Leave{
		ID: ID(id.New()), PersonID: who.ID, StationID: who.StationID, Path: who.Path, FromDay: a.FromDay, ToDay: a.ToDay, Place: a.Place, Reason: a.Reason,
		Status: Applied, IsUrgent: Days(today, a.FromDay) <= AheadDays, AppliedAt: now, UpdatedAt: now,
	}
	if l, err = s.keep(ctx, actor, l, papers); err != nil {
		return Detail{}, fmt.Errorf("apply for leave: %w", err)
	}
	return s.detail(ctx, l)
}

// keep seals the papers and stores the application with them, beside the person's other leaves as they are
// at that moment: of two that come together the second sees the first.
func (s *Service) keep(ctx context.Context, actor authz.Actor, l Leave, papers []evidence.File) (Leave, error) {
	var err error
	l.Papers, err = evidence.SealAll(ctx, s.vault, evidence.Input{PersonID: l.PersonID, Path: l.Path, CreatedAt: l.AppliedAt, SubjectID: string(l.ID)}, papers)
	if err != nil {
		return Leave{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		others, err := tx.LeavesOf(ctx, l.PersonID)
		if err != nil {
			return err
		}
		if l, err = l.beside(others); err != nil {
			return err
		}
		if err := tx.InsertLeave(ctx, l); err != nil {
			return err
		}
		if err := evidence.InsertAll(ctx, tx, l.Papers); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, l, StepApplied, "")
	})
	return l, err
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

func (s *Service) detail(ctx context.Context, l Leave) (Detail, error) {
	steps, err := s.store.ListSteps(ctx, l.ID)
	if err != nil {
		return Detail{}, fmt.Errorf("read steps of leave: %w", err)
	}
	papers, err := s.store.ListPapers(ctx, []ID{l.ID})
	if err != nil {
		return Detail{}, fmt.Errorf("read papers of leave: %w", err)
	}
	l.Papers = papers[l.ID]
	return Detail{Leave: l, Steps: steps}, nil
}

// note writes a step and its audit entry.
func (s *Service) note(ctx context.Context, tx Tx, actor authz.Actor, l Leave, k StepKind, reason string) error {
	if err := tx.InsertStep(ctx, Step{ID: id.New(), LeaveID: l.ID, Kind: k, Reason: reason, ByID: actor.ID, At: l.UpdatedAt}); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("leave", string(l.ID), l.Path) })
	holding := map[string]any{"from": l.FromDay, "to": l.ToDay, "level": l.Level, "status": l.Status}
	if len(l.Papers) > 0 {
		holding["papers"] = evidence.Hashes(l.Papers)
	}
	return tx.Audit(ctx, audit.New(actor, l.UpdatedAt, l.Path, "leave."+string(k), "leave:"+string(l.ID), string(l.PersonID)).Because(reason).Holding(holding))
}

// Own returns the actor's own leaves with their papers, newest first.
func (s *Service) Own(ctx context.Context, actor authz.Actor) ([]Leave, error) {
	if err := authz.Allow(actor, authz.SelfLeave); err != nil {
		return nil, err
	}
	all, err := s.store.List(ctx, org.Root, Filter{PersonID: person.ID(actor.PersonID)}, page.Request{Limit: 50})
	if err != nil {
		return nil, err
	}
	ids := make([]ID, len(all))
	for i, l := range all {
		ids[i] = l.ID
	}
	papers, err := s.store.ListPapers(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read papers of leaves: %w", err)
	}
	for i, l := range all {
		all[i].Papers = papers[l.ID]
	}
	return all, nil
}

// own returns one of the actor's own leaves. It returns ErrNotFound, also for another person's.
func (s *Service) own(ctx context.Context, actor authz.Actor, lid ID) (Leave, error) {
	if err := authz.Allow(actor, authz.SelfLeave); err != nil {
		return Leave{}, err
	}
	l, err := s.store.Get(ctx, lid)
	if err == nil && string(l.PersonID) != actor.PersonID {
		return Leave{}, ErrNotFound
	}
	return l, err
}

// Withdraw takes back an application, or an approved leave that has not begun. It returns ErrNotFound or ErrMoved.
func (s *Service) Withdraw(ctx context.Context, actor authz.Actor, lid ID) (Detail, error) {
	l, err := s.own(ctx, actor, lid)
	if err != nil {
		return Detail{}, err
	}
	today, err := s.today(ctx, l.StationID, s.clock.Now())
	if err != nil {
		return Detail{}, err
	}
	if l.Status != Applied && (l.Status != Approved || l.FromDay <= today) {
		return Detail{}, ErrMoved
	}
	next := l
	next.Status = Withdrawn
	return s.move(ctx, actor, l, next, StepWithdrawn, "")
}

// Return reports that the person is back (销假). It returns ErrNotFound, ErrNotBegun or ErrMoved.
func (s *Service) Return(ctx context.Context, actor authz.Actor, lid ID) (Detail, error) {
	l, err := s.own(ctx, actor, lid)
	if err != nil {
		return Detail{}, err
	}
	if l.Status != Approved {
		return Detail{}, ErrMoved
	}
	now := s.clock.Now()
	today, err := s.today(ctx, l.StationID, now)
	if err != nil {
		return Detail{}, err
	}
	if today < l.FromDay {
		return Detail{}, ErrNotBegun
	}
	next := l
	next.Status, next.ReturnedAt = Returned, now
	next.ToDay = min(today, next.ToDay) // back early: the days that are left count as usual
	return s.move(ctx, actor, l, next, StepReturned, "")
}

// move stores a leave's next state with its step, and settles or tells what follows from it.
func (s *Service) move(ctx context.Context, actor authz.Actor, from, next Leave, k StepKind, reason string) (Detail, error) {
	next.UpdatedAt = s.clock.Now()
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetLeave(ctx, next, from); err != nil {
			return err
		}
		if err := s.note(ctx, tx, actor, next, k, reason); err != nil {
			return err
		}
		switch k {
		case StepReturned:
			return tx.SettleAlert(ctx, alert.LeaveOverdue, string(next.ID), next.PersonID, alert.NoteReturned, next.UpdatedAt)
		case StepApproved, StepRefused, StepCutShort:
			return tx.Notify(ctx, push.Message{
				ID: push.MessageID(id.New()), PersonID: next.PersonID, Kind: push.LeaveDecided, SubjectID: string(next.ID), CreatedAt: next.UpdatedAt, ExpiresAt: next.UpdatedAt.Add(72 * time.Hour),
			})
		case StepApplied, StepProposed, StepWithdrawn:
		}
		return nil
	})
	if err != nil {
		return Detail{}, fmt.Errorf("change leave: %w", err)
	}
	return s.detail(ctx, next)
}

// List returns leaves in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Leave, error) {
	if err := authz.Allow(actor, authz.LeaveRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// Detail returns a leave with its history. It returns ErrNotFound or an authz error.
func (s *Service) Detail(ctx context.Context, actor authz.Actor, lid ID) (Detail, error) {
	l, err := s.store.Get(ctx, lid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.LeaveRead, l.Path); err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, l)
}

// Decision is what staff decide on an application.
type Decision string

// The decisions. Propose is the station's opinion on what a level above decides.
const (
	Propose Decision = "propose"
	Approve Decision = "approve"
	Refuse  Decision = "refuse"
)

// Decisions lists every decision.
func Decisions() []Decision { return []Decision{Propose, Approve, Refuse} }

// Decide decides an application, or adds the station's opinion. It returns ErrReason (unless it is
// approved), ErrLevel, ErrMoved, ErrNotFound or an authz error.
func (s *Service) Decide(ctx context.Context, actor authz.Actor, lid ID, d Decision, reason string) (Detail, error) {
	reason, err := reasonFor(reason, d != Approve)
	if err != nil {
		return Detail{}, err
	}
	l, err := s.forDecision(ctx, actor, lid)
	if err != nil {
		return Detail{}, err
	}
	if l.Status != Applied {
		return Detail{}, ErrMoved
	}
	if d != Propose && !May(actor.Scope.Level(), l.Level) {
		return Detail{}, ErrLevel
	}
	next := l
	switch d {
	case Propose:
		return s.move(ctx, actor, l, next, StepProposed, reason)
	case Approve:
		next.Status = Approved
		return s.move(ctx, actor, l, next, StepApproved, reason)
	case Refuse:
		next.Status = Refused
		return s.move(ctx, actor, l, next, StepRefused, reason)
	}
	return Detail{}, ErrInvalid.On(fault.Field{Path: "decision", Reason: "propose, approve or refuse"})
}

func reasonFor(reason string, needed bool) (string, error) {
	reason = strings.TrimSpace(reason)
	if (needed && reason == "") || utf8.RuneCountInString(reason) > MaxReason {
		return "", ErrReason
	}
	return reason, nil
}

func (s *Service) forDecision(ctx context.Context, actor authz.Actor, lid ID) (Leave, error) {
	l, err := s.store.Get(ctx, lid)
	if err != nil {
		return Leave{}, err
	}
	return l, authz.Check(actor, authz.LeaveDecide, l.Path)
}

// CutShort ends an approved leave with an earlier last day. It returns ErrReason, ErrInvalid, ErrMoved,
// ErrNotFound or an authz error.
func (s *Service) CutShort(ctx context.Context, actor authz.Actor, lid ID, toDay, reason string) (Detail, error) {
	reason, err := reasonFor(reason, true)
	if err != nil {
		return Detail{}, err
	}
	l, err := s.forDecision(ctx, actor, lid)
	if err != nil {
		return Detail{}, err
	}
	if l.Status != Approved {
		return Detail{}, ErrMoved
	}
	if Days(l.FromDay, toDay) == 0 || toDay >= l.ToDay {
		return Detail{}, ErrInvalid.On(fault.Field{Path: "to_day", Reason: "a day of the leave before its last one"})
	}
	next := l
	next.ToDay = toDay
	return s.move(ctx, actor, l, next, StepCutShort, reason)
}

// sweepBatch bounds one sweep.
const sweepBatch = 100

// AskOverdue asks the stations about persons who have not reported back within 24 hours after their leave,
// at most a hundred, and tells how many. Each is asked about once.
func (s *Service) AskOverdue(ctx context.Context) (int, error) {
	now := s.clock.Now()
	// In the zone UTC+14 a day is over at ten in the morning of it in UTC; the station's own zone is asked below.
	before := now.Add(-10 * time.Hour).UTC().Format(time.DateOnly)
	all, err := s.store.ListOverdue(ctx, before, sweepBatch)
	if err != nil {
		return 0, fmt.Errorf("list overdue leaves: %w", err)
	}
	asked := 0
	for _, l := range all {
		yesterday, err := s.today(ctx, l.StationID, now.Add(-ReturnWithin))
		if err != nil {
			return asked, err
		}
		if yesterday <= l.ToDay {
			continue
		}
		err = s.askOverdue(ctx, l, now)
		if errors.Is(err, ErrMoved) {
			continue // the person has just come back, or another server was faster
		}
		if err != nil {
			return asked, fmt.Errorf("ask about overdue leave: %w", err)
		}
		asked++
	}
	return asked, nil
}

func (s *Service) askOverdue(ctx context.Context, l Leave, now time.Time) error {
	next := l
	next.OverdueAt, next.UpdatedAt = now, now
	return s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetLeave(ctx, next, l); err != nil {
			return err
		}
		if err := tx.RaiseAlert(ctx, alert.Alert{
			PersonID: l.PersonID, StationID: l.StationID, Path: l.Path, Kind: alert.LeaveOverdue, Severity: alert.Warning, SourceID: string(l.ID),
		}.Raised(now)); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("alert", string(l.ID), l.Path) })
		return tx.Audit(ctx, audit.New(authz.SystemActor(), now, l.Path, "leave.overdue", "leave:"+string(l.ID), string(l.PersonID)).Holding(map[string]any{"to": l.ToDay}))
	})
}
