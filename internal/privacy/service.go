package privacy

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
)

// ReasonOfAnswer is the reason of a way that follows from a person's answer; the console has its words.
const ReasonOfAnswer = "code:policy_answer"

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
}

// Eraser takes sealed blobs away.
type Eraser interface {
	// Remove takes a blob away; one that is gone makes it a no-op.
	Remove(ctx context.Context, id evidence.ID) error
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service publishes policies and takes answers.
type Service struct {
	store   Store
	persons Persons
	eraser  Eraser
	hints   Hinter
	clock   clock.Clock
}

// New returns a service.
func New(store Store, persons Persons, eraser Eraser, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, persons: persons, eraser: eraser, hints: hints, clock: c}
}

// Equip stores the text that comes with the product, in a deployment that has published none.
func (s *Service) Equip(ctx context.Context) error {
	p := BuiltIn(s.clock.Now())
	p.ID = ID(id.New())
	if err := s.store.InstallPolicy(ctx, p); err != nil {
		return fmt.Errorf("install the policy that comes with the product: %w", err)
	}
	return nil
}

// View is the version that is shown now and the newest answer of a person, nil without one.
type View struct {
	Policy Policy
	Answer *Answer
}

// IsAsked reports whether the version that is shown was not answered yet.
func (v View) IsAsked() bool { return v.Answer == nil || v.Answer.PolicyID != v.Policy.ID }

// Own returns the version that is shown and the actor's own answer. It returns ErrNotFound or an authz error.
func (s *Service) Own(ctx context.Context, actor authz.Actor) (View, error) {
	if err := authz.Allow(actor, authz.SelfPolicy); err != nil {
		return View{}, err
	}
	return s.view(ctx, person.ID(actor.PersonID))
}

// Of returns the version that is shown and a person's answer. It returns person.ErrNotFound or an authz error.
func (s *Service) Of(ctx context.Context, actor authz.Actor, pid person.ID) (View, error) {
	if err := authz.Allow(actor, authz.PersonRead); err != nil {
		return View{}, err
	}
	p, err := s.persons.Get(ctx, pid)
	if err != nil {
		return View{}, err
	}
	if err := authz.Check(actor, authz.PersonRead, p.Path); err != nil {
		return View{}, err
	}
	return s.view(ctx, pid)
}

func (s *Service) view(ctx context.Context, pid person.ID) (View, error) {
	day, err := s.today(ctx)
	if err != nil {
		return View{}, err
	}
	v := View{}
	if v.Policy, err = s.store.Shown(ctx, day); err != nil {
		return View{}, err
	}
	v.Answer, err = s.store.LastAnswer(ctx, pid)
	return v, err
}

func (s *Service) today(ctx context.Context) (string, error) {
	loc, err := s.store.Zone(ctx)
	if err != nil {
		return "", fmt.Errorf("zone of the city: %w", err)
	}
	return s.clock.Now().In(loc).Format(time.DateOnly), nil
}

// Input is what a person answers.
type Input struct {
	PolicyID ID
	Face     Choice
	Voice    Choice
	Language string
}

// Answer takes what the actor answers, having read a version. A no to the face sets a way without it, ends the
// enrolment and destroys what describes the face, all at once. It returns ErrInvalid, ErrNotFound or an authz error.
func (s *Service) Answer(ctx context.Context, actor authz.Actor, in Input) (View, error) {
	if err := authz.Allow(actor, authz.SelfPolicy); err != nil {
		return View{}, err
	}
	if !slices.Contains(Choices(), in.Face) || !slices.Contains(Choices(), in.Voice) || !slices.Contains(Languages(), in.Language) {
		return View{}, ErrInvalid.On(fault.Field{Path: "face, voice, language", Reason: "yes or no, zh-CN or en"})
	}
	p, err := s.store.GetPublished(ctx, in.PolicyID)
	if err != nil {
		return View{}, err
	}
	who, err := s.persons.Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return View{}, err
	}
	a := Answer{
		ID: id.New(), PersonID: who.ID, PolicyID: p.ID, Version: p.Version, Face: in.Face, Voice: in.Voice,
		DeviceID: actor.DeviceID, Language: in.Language, At: s.clock.Now(),
	}
	if err := s.store.InTx(ctx, func(tx Tx) error { return s.keep(ctx, tx, actor, who, a) }); err != nil {
		return View{}, fmt.Errorf("keep answer to the policy: %w", err)
	}
	return s.view(ctx, who.ID)
}

func (s *Service) keep(ctx context.Context, tx Tx, actor authz.Actor, who person.Person, a Answer) error {
	if err := tx.HoldPerson(ctx, who.ID); err != nil {
		return err
	}
	if err := tx.InsertAnswer(ctx, a); err != nil {
		return err
	}
	if err := tx.Audit(ctx, audit.New(actor, a.At, who.Path, "policy.answered", "policy:"+string(a.PolicyID), string(who.ID)).
		Holding(map[string]any{"version": a.Version, "face": a.Face, "voice": a.Voice, "language": a.Language})); err != nil {
		return err
	}
	if err := s.changeWay(ctx, tx, actor, who, a); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("person", string(who.ID), who.Path) })
	if a.Face == Yes {
		return nil
	}
	return s.forget(ctx, tx, actor, who, a.At)
}

// changeWay sets the way that follows from an answer.
func (s *Service) changeWay(ctx context.Context, tx Tx, actor authz.Actor, who person.Person, a Answer) error {
	w, err := tx.WayOf(ctx, who.ID)
	if err != nil {
		return err
	}
	next, isOther := WayAfter(w.Way, a)
	if !isOther {
		return nil
	}
	w = checkin.PersonWay{PersonID: who.ID, Version: w.Version + 1, Way: next, Reason: ReasonOfAnswer, UpdatedBy: actor.ID, UpdatedAt: a.At}
	if err := tx.InsertWay(ctx, w); err != nil {
		return err
	}
	return tx.Audit(ctx, audit.New(actor, a.At, who.Path, "checkin.way_set", "person:"+string(who.ID), string(who.ID)).
		Because(ReasonOfAnswer).Holding(map[string]any{"way": w.Way, "version": w.Version}))
}

// forget destroys what describes the person's face. The pictures themselves stay sealed: earlier decisions were made
// by them (Personal Information Protection Law, art. 47 par. 2).
func (s *Service) forget(ctx context.Context, tx Tx, actor authz.Actor, who person.Person, now time.Time) error {
	gone, stood, err := tx.ForgetFace(ctx, who.ID, now)
	if err != nil || !stood && len(gone) == 0 {
		return err
	}
	tx.AfterCommit(func() {
		for _, oid := range gone {
			_ = s.eraser.Remove(context.WithoutCancel(ctx), oid) // one that stays is known to no record any more: the sweep takes it
		}
	})
	return tx.Audit(ctx, audit.New(actor, now, who.Path, "identity.face_forgotten", "person:"+string(who.ID), string(who.ID)).
		Holding(map[string]any{"descriptions": len(gone)}))
}

// List returns the draft, if there is one, and the published versions, newest first, with how many active persons in
// the actor's scope have answered each. It returns an authz error.
func (s *Service) List(ctx context.Context, actor authz.Actor) ([]Policy, error) {
	if err := s.mayManage(actor); err != nil {
		return nil, err
	}
	return s.store.ListPolicies(ctx, actor.Scope, MaxListed)
}

// mayManage lets in who manages policies for the whole city.
func (s *Service) mayManage(actor authz.Actor) error {
	if err := authz.Allow(actor, authz.PolicyManage); err != nil {
		return err
	}
	if !actor.Scope.IsCity() {
		return authz.ErrOutOfScope
	}
	return nil
}

// SaveDraft stores the draft; revision is the one that was seen, 0 while there is none. It returns ErrInvalid,
// ErrChanged or an authz error.
func (s *Service) SaveDraft(ctx context.Context, actor authz.Actor, revision int, d Policy) (Policy, error) {
	if err := s.mayManage(actor); err != nil {
		return Policy{}, err
	}
	d.Chinese, d.English, d.ChangeNote = trim(d.Chinese), trim(d.English), trim(d.ChangeNote)
	if err := d.check(); err != nil {
		return Policy{}, err
	}
	stored, err := s.store.GetDraft(ctx)
	isNew := errors.Is(err, ErrNotFound)
	if err != nil && !isNew {
		return Policy{}, fmt.Errorf("read draft: %w", err)
	}
	if stored.Revision != revision {
		return Policy{}, ErrChanged
	}
	d.ID, d.CreatedBy = stored.ID, stored.CreatedBy
	if isNew {
		d.ID, d.CreatedBy = ID(id.New()), actor.ID
	}
	d.Status, d.Version, d.Revision, d.UpdatedAt = Draft, 0, revision+1, s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		write := func() error { return tx.SetDraft(ctx, d, revision) }
		if isNew {
			write = func() error { return tx.InsertPolicy(ctx, d) }
		}
		if err := write(); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, d.UpdatedAt, actor.Scope, "policy.draft_saved", "policy:"+string(d.ID), "").Holding(map[string]any{"revision": d.Revision}))
	})
	if err != nil {
		return Policy{}, fmt.Errorf("save draft of the policy: %w", err)
	}
	return d, nil
}

// trim takes blanks around a text and the line ends of other systems away.
func trim(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// Publish makes the draft of that revision the next version, which nobody changes any more. It returns ErrInvalid,
// ErrChanged, ErrNotFound or an authz error.
func (s *Service) Publish(ctx context.Context, actor authz.Actor, revision int) (Policy, error) {
	if err := s.mayManage(actor); err != nil {
		return Policy{}, err
	}
	p, err := s.store.GetDraft(ctx)
	if err != nil {
		return Policy{}, err
	}
	if p.Revision != revision {
		return Policy{}, ErrChanged
	}
	day, err := s.today(ctx)
	if err != nil {
		return Policy{}, err
	}
	if err := p.checkPublishing(day); err != nil {
		return Policy{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		last, err := tx.LastPolicyVersion(ctx)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		p.Status, p.Version, p.Revision, p.UpdatedAt, p.PublishedBy, p.PublishedAt = Published, last+1, revision+1, now, actor.ID, now
		p = p.sealed()
		if err := tx.SetDraft(ctx, p, revision); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, actor.Scope, "policy.published", "policy:"+string(p.ID), "").Because(p.ChangeNote).
			Holding(map[string]any{"version": p.Version, "sha256": p.SHA256, "effective_day": p.EffectiveDay}))
	})
	if err != nil {
		return Policy{}, fmt.Errorf("publish policy: %w", err)
	}
	return p, nil
}
