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
type Service struct{ p Parts }

// New returns a service. It returns ErrThresholds when they are not in order.
func New(p Parts) (*Service, error) {
	if p.Thresholds == (Thresholds{}) {
		p.Thresholds = DefaultThresholds()
	}
	return &Service{p}, p.Thresholds.Validate()
}

// Enrol makes pictures (JPEG or PNG) taken at the station the ones by which a person is known; those of
// before end. Without an engine the pictures are kept for officers to compare with. It returns ErrEnrolment,
// whose fields "pictures/N" or "pictures" carry the codes of findings, ErrPicture, ErrEngine,
// ErrEnrolmentMoved, person.ErrNotFound, or an evidence or authz error.
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
	e.TemplateID, err = put(templateMIME, template(e.Pictures))
	return objects, err
}

func (s *Service) insert(ctx context.Context, tx Tx, actor authz.Actor, e Enrolment, objects []evidence.Object) error {
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

// Current returns a person's enrolment, without embeddings. It returns ErrEnrolmentNotFound or an authz error.
func (s *Service) Current(ctx context.Context, actor authz.Actor, who person.ID) (Enrolment, error) {
	e, err := s.p.Store.Current(ctx, who)
	if err != nil {
		return Enrolment{}, errors.Join(err, authz.Allow(actor, authz.PersonRead))
	}
	return e, authz.Check(actor, authz.PersonRead, e.Path)
}

// Compare sets a check-in's picture beside the person's enrolment. Whatever keeps it from being compared (no
// enrolment, no engine, an engine that fails, a template that can't be opened) is NotChecked, so that an officer
// compares; errors are the context's and the database's.
func (s *Service) Compare(ctx context.Context, who person.ID, picture []byte) (Comparison, error) {
	model := s.p.Engine.Model()
	unchecked := Comparison{Outcome: NotChecked, Model: model, Findings: []Finding{{Code: FindingEngineAbsent}}}
	e, err := s.enrolled(ctx, who)
	switch {
	case errors.Is(err, ErrEnrolmentNotFound) || err == nil && e.Stale(model) && model.Hash != "":
		unchecked.Findings[0].Code = FindingModelReplaced
		return unchecked, nil
	case errors.Is(err, evidence.ErrDamaged), errors.Is(err, evidence.ErrNotFound), errors.Is(err, errTemplate):
		return unchecked, nil
	case err != nil:
		return unchecked, err
	}
	sight, err := s.p.Engine.Examine(ctx, picture)
	switch {
	case errors.Is(err, ErrEngine), errors.Is(err, ErrPicture):
		return unchecked, nil
	case err != nil:
		return unchecked, fmt.Errorf("examine picture: %w", err)
	}
	return Compare(e, sight, s.p.Thresholds, ComparisonLimits()), nil
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

// Challenge draws what a person is asked to do in front of the camera; see NewChallenge. Whoever asks keeps it
// until it is answered, and lets it be answered once.
func (s *Service) Challenge(digits bool) (Challenge, error) {
	return NewChallenge(s.p.Clock.Now(), digits)
}

// Answer is a burst as it came from the phone.
type Answer struct {
	Nonce   string
	MadeAt  time.Time
	Steps   []int // of each frame
	Offsets []time.Duration
	Frames  [][]byte // JPEG or PNG
}

// Judge looks at the frames of an answer and says what of the challenge can be seen in them. It returns
// ErrBurst, ErrPicture or the context's error; an engine that fails is frames not looked at.
func (s *Service) Judge(ctx context.Context, c Challenge, a Answer) (Judgement, error) {
	if len(a.Frames) != len(a.Steps) || len(a.Frames) != len(a.Offsets) || len(a.Frames) > MaxFrames {
		return Judgement{}, ErrBurst
	}
	b := Burst{Nonce: a.Nonce, MadeAt: a.MadeAt}
	for i := range a.Frames {
		b.Frames = append(b.Frames, Frame{Step: a.Steps[i], Offset: a.Offsets[i]})
	}
	if err := b.Check(c); err != nil {
		return Judgement{}, err
	}
	for i, data := range a.Frames {
		sight, err := s.p.Engine.Examine(ctx, data)
		if err != nil && !errors.Is(err, ErrEngine) {
			return Judgement{}, fmt.Errorf("examine frame: %w", err)
		}
		b.Frames[i].Sight = sight
	}
	return Judge(c, b, s.p.Thresholds), nil
}
