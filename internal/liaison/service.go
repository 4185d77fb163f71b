package liaison

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service opens cases, keeps their steps and closes them.
type Service struct {
	store   Store
	persons Persons
	ladder  Ladder
	hints   Hinter
	clock   clock.Clock
	looked  time.Time // of Watch's caller
}

// New returns a service.
func New(store Store, persons Persons, l Ladder, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, persons: persons, ladder: l, hints: hints, clock: c}
}

// Detail is a case with its steps and the stage it has reached.
type Detail struct {
	Case  Case
	Stage Stage
	Steps []Step // oldest first
}

// List returns cases in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Case, error) {
	if err := authz.Allow(actor, authz.LiaisonRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// Detail returns a case. It returns ErrNotFound or an authz error.
func (s *Service) Detail(ctx context.Context, actor authz.Actor, cid ID) (Detail, error) {
	c, err := s.store.Get(ctx, cid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.LiaisonRead, c.Path); err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, c)
}

func (s *Service) detail(ctx context.Context, c Case) (Detail, error) {
	steps, err := s.store.ListSteps(ctx, c.ID)
	if err != nil {
		return Detail{}, fmt.Errorf("read steps of case: %w", err)
	}
	return Detail{Case: c, Stage: c.Stage(s.clock.Now()), Steps: steps}, nil
}

// Open opens a case by an officer's wish, with the clock counting from the last contact on record. It returns
// ErrReason, ErrOpen, person.ErrNotFound or an authz error.
func (s *Service) Open(ctx context.Context, actor authz.Actor, pid person.ID, reason string) (Detail, error) {
	who, err := s.persons.Get(ctx, pid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.LiaisonAct, who.Path); err != nil {
		return Detail{}, err
	}
	if reason = strings.TrimSpace(reason); reason == "" || utf8.RuneCountInString(reason) > MaxNote {
		return Detail{}, ErrReason
	}
	contacts, err := s.contacts(ctx, []person.ID{pid})
	if err != nil {
		return Detail{}, fmt.Errorf("read last contact: %w", err)
	}
	since, ok := contacts[pid]
	if !ok {
		since = Contact{At: who.CreatedAt, By: Enrolled}
	}
	c, err := s.open(ctx, actor, Case{PersonID: pid, StationID: who.StationID, Path: who.Path, Since: since, Reason: reason})
	if err != nil {
		return Detail{}, fmt.Errorf("open case: %w", err)
	}
	return s.detail(ctx, c)
}

// open stores a new case with its first step and asks the station.
func (s *Service) open(ctx context.Context, actor authz.Actor, c Case) (Case, error) {
	now := s.clock.Now()
	c.ID, c.State, c.OpenedAt, c.OpenedBy, c.UpdatedAt = ID(id.New()), Open, now, actor.ID, now
	p := s.ladder.Next(c, nil)
	c.Next, c.DueAt = p.Kind, p.DueAt
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertLostContact(ctx, c); err != nil {
			return err
		}
		a := alert.Alert{
			PersonID: c.PersonID, StationID: c.StationID, Path: c.Path, Kind: alert.LostContact, Severity: alert.Critical, SourceID: string(c.ID),
			Causes: []alert.Cause{{Code: "last_contact", At: c.Since.At}},
		}.Raised(now)
		if !c.DueAt.IsZero() {
			a.DueAt = c.DueAt
		}
		if err := tx.RaiseAlert(ctx, a); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("alert", string(a.ID), a.Path) })
		return s.write(ctx, tx, actor, c, Step{Kind: Opened, Note: c.Reason, HappenedAt: now})
	})
	return c, err
}

// write stores a step with its audit entry.
func (s *Service) write(ctx context.Context, tx Tx, actor authz.Actor, c Case, st Step) error {
	st.ID, st.CaseID, st.ByID, st.At = id.New(), c.ID, actor.ID, c.UpdatedAt
	if err := tx.InsertLostContactStep(ctx, st); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("lost_contact", string(c.ID), c.Path) })
	return tx.Audit(ctx, audit.New(actor, c.UpdatedAt, c.Path, "liaison."+string(st.Kind), "lost_contact:"+string(c.ID), string(c.PersonID)).Because(st.Note).
		Holding(map[string]any{"step": st.ID, "happened_at": st.HappenedAt.UnixMicro(), "informed": st.Informed, "sign": st.Sign, "how": st.How, "since": c.Since.At.UnixMicro(), "next": c.Next}))
}

// StepInput is what somebody did about a case.
type StepInput struct {
	Kind       StepKind
	Informed   string    // required but for calls to the person, reviews and notes
	Note       string    // what came of it
	HappenedAt time.Time // zero is now
}

// check names every field that is wrong.
func (in StepInput) check(c Case, now time.Time) error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	check(slices.Contains(Recordable(), in.Kind), "kind", "one that staff record")
	check(in.Note != "" && utf8.RuneCountInString(in.Note) <= MaxNote, "note", "required, at most 500 characters")
	check((in.Informed != "" || !in.Kind.tellsSomebody()) && utf8.RuneCountInString(in.Informed) <= MaxInformed, "informed", "who was told, at most 100 characters")
	check(!in.HappenedAt.After(now) && !in.HappenedAt.Before(c.Since.At), "happened_at", "between the last contact and now")
	if len(bad) > 0 {
		return ErrStep.On(bad...)
	}
	return nil
}

// tellsSomebody reports whether the step consists in telling somebody else.
func (k StepKind) tellsSomebody() bool {
	switch k {
	case CalledFamily, InformedDistrict, InformedPolice, InformedProcurators:
		return true
	case Opened, CalledPerson, VisitedHome, ReviewedTenDays, ReviewedMonth, Noted, SignSeen, Found:
	}
	return false
}

// Record adds a step to an open case. It returns ErrStep, ErrLevel, ErrClosed, ErrTooMany, ErrMoved,
// ErrNotFound or an authz error.
func (s *Service) Record(ctx context.Context, actor authz.Actor, cid ID, in StepInput) (Detail, error) {
	c, steps, err := s.toChange(ctx, actor, cid)
	if err != nil {
		return Detail{}, err
	}
	now := s.clock.Now()
	in.Note, in.Informed = strings.TrimSpace(in.Note), strings.TrimSpace(in.Informed)
	if in.HappenedAt.IsZero() {
		in.HappenedAt = now
	}
	if err := in.check(c, now); err != nil {
		return Detail{}, err
	}
	isReview := in.Kind == ReviewedTenDays || in.Kind == ReviewedMonth
	switch {
	case isReview && actor.Scope.Level() == org.Station:
		return Detail{}, ErrLevel
	case len(steps) >= MaxSteps-1: // the last place is for how the person was found
		return Detail{}, ErrTooMany
	}
	return s.add(ctx, actor, c, steps, Step{Kind: in.Kind, Informed: in.Informed, Note: in.Note, HappenedAt: in.HappenedAt})
}

// toChange reads an open case that the actor may act on.
func (s *Service) toChange(ctx context.Context, actor authz.Actor, cid ID) (Case, []Step, error) {
	c, err := s.store.Get(ctx, cid)
	if err != nil {
		return Case{}, nil, err
	}
	if err := authz.Check(actor, authz.LiaisonAct, c.Path); err != nil {
		return Case{}, nil, err
	}
	if c.State == Closed {
		return Case{}, nil, ErrClosed
	}
	steps, err := s.store.ListSteps(ctx, cid)
	if err != nil {
		return Case{}, nil, fmt.Errorf("read steps of case: %w", err)
	}
	return c, steps, nil
}

// add writes a step to an open case and moves the deadline to the next one.
func (s *Service) add(ctx context.Context, actor authz.Actor, from Case, steps []Step, st Step) (Detail, error) {
	c := from
	c.UpdatedAt = s.clock.Now()
	st.At = c.UpdatedAt
	if st.Kind == SignSeen {
		c.Sign = Contact{At: st.HappenedAt, By: st.Sign}
	}
	p := s.ladder.Next(c, append(slices.Clone(steps), st))
	c.Next, c.DueAt = p.Kind, p.DueAt
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetLostContact(ctx, c, from); err != nil {
			return err
		}
		due := c.DueAt
		if due.IsZero() {
			due = c.UpdatedAt.AddDate(0, 1, 0) // everything was done: a reminder each month that it is still open
		}
		if err := tx.SetAlertDue(ctx, alert.LostContact, string(c.ID), c.PersonID, due, c.UpdatedAt); err != nil {
			return err
		}
		return s.write(ctx, tx, actor, c, st)
	})
	if err != nil {
		return Detail{}, fmt.Errorf("add step: %w", err)
	}
	return s.detail(ctx, c)
}

// Close ends a case, with how the person was found. It returns ErrStep, ErrReason, ErrClosed, ErrMoved,
// ErrNotFound or an authz error.
func (s *Service) Close(ctx context.Context, actor authz.Actor, cid ID, how How, note string) (Detail, error) {
	from, _, err := s.toChange(ctx, actor, cid)
	if err != nil {
		return Detail{}, err
	}
	if !slices.Contains(Hows(), how) {
		return Detail{}, ErrStep.On(fault.Field{Path: "how", Reason: "how the person was found"})
	}
	if note = strings.TrimSpace(note); note == "" || utf8.RuneCountInString(note) > MaxNote {
		return Detail{}, ErrReason
	}
	c, now := from, s.clock.Now()
	c.State, c.How, c.ClosedAt, c.UpdatedAt, c.Next, c.DueAt = Closed, how, now, now, "", time.Time{}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetLostContact(ctx, c, from); err != nil {
			return err
		}
		if err := tx.SettleAlert(ctx, alert.LostContact, string(c.ID), c.PersonID, alert.NoteFound, now); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("alert", string(c.ID), c.Path) })
		return s.write(ctx, tx, actor, c, Step{Kind: Found, Note: note, How: how, HappenedAt: now})
	})
	if err != nil {
		return Detail{}, fmt.Errorf("close case: %w", err)
	}
	return s.detail(ctx, c)
}
