package identity

import (
	"context"
	"errors"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/person"
)

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
}

// Parts are what a Service is made of.
type Parts struct {
	Store      Store
	Persons    Persons
	Vault      evidence.Vault
	Engine     Verifier
	Thresholds Thresholds // zero: DefaultThresholds
	Clock      clock.Clock
}

// Service enrols persons and compares pictures with their enrolments.
type Service struct {
	p    Parts
	eyes eyesSeen
}

// New returns a service. It returns ErrThresholds when they are not in order.
func New(p Parts) (*Service, error) {
	if p.Thresholds == (Thresholds{}) {
		p.Thresholds = DefaultThresholds()
	}
	return &Service{p: p}, p.Thresholds.Validate()
}

// Enrol makes pictures (JPEG or PNG) taken at the station the ones by which a person is known; those of
// before end. Without an engine the pictures are kept for officers to compare with. It returns ErrEnrolment,
// whose fields "pictures/N" or "pictures" carry the codes of findings, ErrPicture, ErrEngine,
// ErrEnrolmentMoved, ErrFaceRefused, person.ErrNotFound, or an evidence or authz error.
func (s *Service) Enrol(ctx context.Context, actor authz.Actor, who person.ID, pictures [][]byte) (Enrolment, error) {
	p, err := s.p.Persons.Get(ctx, who)
	if err != nil {
		return Enrolment{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, p.Path); err != nil {
		return Enrolment{}, err
	}
	sights, err := s.examine(ctx, pictures)
	if err != nil {
		return Enrolment{}, err
	}
	e := Enrolment{ID: ID(id.New()), PersonID: who, Path: p.Path, CreatedBy: actor.ID, CreatedAt: s.p.Clock.Now()}
	objects, err := s.seal(ctx, &e, pictures, sights)
	if err != nil {
		return Enrolment{}, err
	}
	err = s.p.Store.InTx(ctx, func(tx Tx) error { return s.insert(ctx, tx, actor, e, objects) })
	if err != nil {
		return Enrolment{}, fmt.Errorf("enrol: %w", err)
	}
	return e, nil
}

// examine looks at all pictures, and refuses those that are not good enough to know somebody by.
func (s *Service) examine(ctx context.Context, pictures [][]byte) ([]Sight, error) {
	if len(pictures) < MinPictures || len(pictures) > MaxPictures {
		code := FindingTooFewTaken
		if len(pictures) > MaxPictures {
			code = FindingTooManyTaken
		}
		return nil, ErrEnrolment.On(fault.Field{Path: "pictures", Reason: code})
	}
	sights := make([]Sight, 0, len(pictures))
	for _, data := range pictures {
		if _, err := evidence.CheckPicture(data); err != nil {
			return nil, err
		}
		sight, err := s.p.Engine.Examine(ctx, data)
		if err != nil {
			return nil, fmt.Errorf("examine picture: %w", err)
		}
		sights = append(sights, sight)
	}
	var fields []fault.Field
	for _, f := range CheckEnrolment(sights, s.p.Thresholds, EnrolmentLimits()) {
		if f.Code == FindingEngineAbsent {
			return sights, nil
		}
		path := "pictures"
		if len(f.Frames) > 0 {
			path = fmt.Sprintf("pictures/%d", f.Frames[len(f.Frames)-1])
		}
		fields = append(fields, fault.Field{Path: path, Reason: f.Code})
	}
	if len(fields) > 0 {
		return nil, ErrEnrolment.On(fields...)
	}
	return sights, nil
}

// seal puts the pictures and what describes them into the vault, and completes e.
func (s *Service) seal(ctx context.Context, e *Enrolment, pictures [][]byte, sights []Sight) ([]evidence.Object, error) {
	var objects []evidence.Object
	put := func(mime string, data []byte) (evidence.ID, error) {
		o, err := s.p.Vault.Put(ctx, evidence.Input{PersonID: e.PersonID, Path: e.Path, Kind: evidence.EnrolmentPhoto, MIME: mime, Data: data, CreatedAt: e.CreatedAt})
		if err != nil {
			return "", fmt.Errorf("seal picture: %w", err)
		}
		objects = append(objects, o)
		return o.ID, nil
	}
	for i, data := range pictures {
		mime, err := evidence.CheckPicture(data)
		if err != nil {
			return nil, err
		}
		photo, err := put(mime, data)
		if err != nil {
			return nil, err
		}
		f := sights[i].Face
		e.Pictures = append(e.Pictures, Enrolled{EvidenceID: photo, ModelHash: sights[i].Model.Hash, Embedding: f.Embedding, Sharp: f.Light.Sharp, FaceWidth: f.Box.Width()})
	}
	if e.ModelHash() == "" {
		return objects, nil
	}
	var err error
	e.TemplateID, err = put(TemplateMIME, template(e.Pictures))
	return objects, err
}

func (s *Service) insert(ctx context.Context, tx Tx, actor authz.Actor, e Enrolment, objects []evidence.Object) error {
	refuses, err := tx.RefusesFace(ctx, e.PersonID)
	if err != nil {
		return err
	}
	if refuses {
		return ErrFaceRefused
	}
	if err := tx.EndEnrolment(ctx, e.PersonID, e.CreatedAt); err != nil {
		return err
	}
	for _, o := range objects {
		if err := tx.InsertEvidence(ctx, o); err != nil {
			return err
		}
	}
	if err := tx.InsertEnrolment(ctx, e); err != nil {
		return err
	}
	return tx.Audit(ctx, audit.New(actor, e.CreatedAt, e.Path, "identity.enrolled", "enrolment:"+string(e.ID), string(e.PersonID)).
		Holding(map[string]any{"pictures": len(e.Pictures), "model": e.ModelHash()}))
}

// Current returns a person's enrolment, without embeddings, nil while no pictures were taken. It returns
// person.ErrNotFound or an authz error.
func (s *Service) Current(ctx context.Context, actor authz.Actor, who person.ID) (*Enrolment, error) {
	p, err := s.p.Persons.Get(ctx, who)
	if err != nil {
		return nil, err
	}
	if err := authz.Check(actor, authz.PersonRead, p.Path); err != nil {
		return nil, err
	}
	e, err := s.p.Store.Current(ctx, who)
	if errors.Is(err, ErrEnrolmentNotFound) {
		return nil, nil //nolint:nilnil // nobody is enrolled from the first day on
	}
	return &e, err
}

// Model tells what pictures are compared by; without a hash nothing is.
func (s *Service) Model() Model { return s.p.Engine.Model() }

// Answer is a burst as it came from the phone.
type Answer struct {
	Challenge Challenge
	MadeAt    time.Time
	Frames    []AnswerFrame
}

// AnswerFrame is one picture of a burst.
type AnswerFrame struct {
	Step    int // that the screen showed, from 0, or Before
	Offset  time.Duration
	Picture []byte // JPEG or PNG
}

// Result is what was found about a check-in's pictures.
type Result struct {
	Comparison Comparison
	Judgement  *Judgement // nil without an answer to a challenge
}

// Verify sets a check-in's picture beside the person's enrolment and looks whether the frames of the answer,
// nil without one, show what was asked. Whatever keeps a picture from being looked at (no enrolment, no
// engine, an engine that fails or takes too long, a template that can't be opened) is NotChecked, so that an
// officer looks. It returns ErrBurst when the frames are not those of a challenge, or the database's error.
func (s *Service) Verify(ctx context.Context, who person.ID, picture []byte, a *Answer) (Result, error) {
	if a != nil {
		if err := a.burst().Check(a.Challenge); err != nil {
			return Result{}, err
		}
	}
	if s.p.Engine.Model().Hash == "" && a == nil { // nothing will be looked at
		return Result{Comparison: Comparison{Outcome: NotChecked, Model: s.p.Engine.Model(), Findings: []Finding{{Code: FindingEngineAbsent}}}}, nil
	}
	e, unknown, err := s.known(ctx, who)
	if err != nil {
		return Result{}, err
	}
	sight := s.look(ctx, picture)
	r := Result{Comparison: Comparison{Outcome: NotChecked, Model: s.p.Engine.Model(), Findings: []Finding{{Code: unknown}}}}
	switch {
	case !sight.Checked:
		r.Comparison.Findings[0].Code = FindingEngineAbsent
	case unknown == "":
		r.Comparison = Compare(e, sight, s.p.Thresholds, ComparisonLimits())
	}
	if a == nil {
		return r, nil
	}
	b := a.burst()
	b.Photo = sight
	for i, f := range a.Frames {
		b.Frames[i].Sight = s.look(ctx, f.Picture)
	}
	judged := Judge(a.Challenge, b, s.p.Thresholds)
	r.Judgement = &judged
	return r, nil
}

func (a *Answer) burst() Burst {
	b := Burst{Nonce: a.Challenge.Nonce, MadeAt: a.MadeAt}
	for _, f := range a.Frames {
		b.Frames = append(b.Frames, Frame{Step: f.Step, Offset: f.Offset})
	}
	return b
}

// look is what the engine sees; what it can't look at was not looked at.
func (s *Service) look(ctx context.Context, picture []byte) Sight {
	sight, err := s.p.Engine.Examine(ctx, picture)
	if err != nil {
		return Sight{}
	}
	return sight
}

// known reads a person's enrolment with its embeddings, or tells by a finding's code why nothing can be
// compared with it.
func (s *Service) known(ctx context.Context, who person.ID) (e Enrolment, unknown string, err error) {
	e, err = s.enrolled(ctx, who)
	model := s.p.Engine.Model()
	switch {
	case errors.Is(err, ErrEnrolmentNotFound):
		return e, FindingNotEnrolled, nil
	case errors.Is(err, evidence.ErrDamaged), errors.Is(err, evidence.ErrNotFound), errors.Is(err, errTemplate):
		return e, FindingTemplateDamaged, nil
	case err != nil:
		return e, "", err
	case model.Hash != "" && e.Stale(model):
		return e, FindingModelReplaced, nil
	}
	return e, "", nil
}

// enrolled reads a person's enrolment with its embeddings, if it has any.
func (s *Service) enrolled(ctx context.Context, who person.ID) (Enrolment, error) {
	e, err := s.p.Store.Current(ctx, who)
	if err != nil || e.TemplateID == "" {
		return e, err
	}
	o, err := s.p.Store.Object(ctx, e.TemplateID)
	if err != nil {
		return e, err
	}
	data, err := s.p.Vault.Open(ctx, o)
	if err != nil {
		return e, fmt.Errorf("open template: %w", err)
	}
	return e, readTemplate(data, e.Pictures)
}
