package checkin

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
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/identity"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/push"
)

// Way is how a person shows who they are at a check-in that asks for it. There is always one without a face
// (Measures for the Security Management of Facial Recognition Technology, 2025, art. 10).
type Way string

// The ways. All but the first end with an officer, who hears, sees or is told.
const (
	ByFace     Way = "face"
	ByVoice    Way = "voice"    // a phrase spoken, heard by an officer
	ByCall     Way = "call"     // an officer rings up
	ByKiosk    Way = "kiosk"    // in person at the station
	ByGuardian Way = "guardian" // somebody helps and is named
)

// Ways lists every way.
func Ways() []Way { return []Way{ByFace, ByVoice, ByCall, ByKiosk, ByGuardian} }

// IsWithoutFace reports whether no picture of the face is asked for.
func (w Way) IsWithoutFace() bool { return w != "" && w != ByFace }

// PersonWay is one version of the way chosen for a person.
type PersonWay struct {
	PersonID  person.ID
	Version   int // 0 while nothing was chosen: by face
	Way       Way
	Reason    string // why, at most MaxReason characters
	UpdatedBy string // staff id
	UpdatedAt time.Time
}

// Witness is an officer's word that a person was there, or answered, for an open check-in.
type Witness struct {
	RequestID RequestID
	Way       Way // ByCall, ByKiosk or ByGuardian
	Note      string
	ByID      string // staff id
	ByName    string // filled on reading
	At        time.Time
}

// WitnessWays lists how an officer may have seen or heard a person.
func WitnessWays() []Way { return []Way{ByCall, ByKiosk, ByGuardian} }

// WayCount is how many active persons show who they are in a way.
type WayCount struct {
	Way   Way
	Count int
}

// Findings of ways without a face. Each asks an officer.
const (
	FindingWayVoice    = "way_voice"
	FindingWayCall     = "way_call"
	FindingWayKiosk    = "way_kiosk"
	FindingWayGuardian = "way_guardian"
)

// Errors of ways.
var (
	ErrWay          = fault.New(fault.Invalid, "checkin.way_invalid", "Choose a way, and say in at most 500 characters why it is not the face.")
	ErrWayChanged   = fault.New(fault.Conflict, "checkin.way_changed", "Somebody else has changed how this person checks in; look again.")
	ErrVoiceRefused = fault.New(fault.Conflict, "checkin.voice_refused", "This person does not wish to be recorded; choose another way.")
	ErrWitness      = fault.New(fault.Invalid, "checkin.witness_invalid", "Say how you saw or heard the person: by phone, at the station, or with a guardian's help.")
)

// judgeWay marks a check-in made without a face, for an officer to settle.
func (v *Verdict) judgeWay(s Submission, k Known) {
	switch k.Way {
	case ByVoice:
		v.ask(FindingWayVoice, string(Voice), 0)
		if s.attachment(Voice) == "" && !k.RefusesVoice {
			v.ask(FindingNoVoice, string(Voice), 0)
		}
	case ByCall:
		v.ask(FindingWayCall, "person", 0)
	case ByKiosk:
		v.ask(FindingWayKiosk, "person", 0)
	case ByGuardian:
		evidence := "person"
		if s.Helper != "" {
			evidence = "helper"
		}
		v.ask(FindingWayGuardian, evidence, 0)
	case ByFace:
	}
}

// Way returns how a person shows who they are. It returns person.ErrNotFound or an authz error.
func (s *Service) Way(ctx context.Context, actor authz.Actor, p person.ID) (PersonWay, error) {
	if _, err := s.whose(ctx, actor, authz.PlanRead, p); err != nil {
		return PersonWay{}, err
	}
	return s.store.Way(ctx, p)
}

// SetWay chooses how a person shows who they are; version is the one that the officer has seen. It returns
// ErrWay, ErrWayChanged, identity.ErrFaceRefused, person.ErrNotFound or an authz error.
func (s *Service) SetWay(ctx context.Context, actor authz.Actor, w PersonWay) (PersonWay, error) {
	who, err := s.whose(ctx, actor, authz.PlanWrite, w.PersonID)
	if err != nil {
		return PersonWay{}, err
	}
	w.Reason = strings.TrimSpace(w.Reason)
	if !slices.Contains(Ways(), w.Way) || utf8.RuneCountInString(w.Reason) > MaxReason || w.Way.IsWithoutFace() && w.Reason == "" {
		return PersonWay{}, ErrWay
	}
	stored, err := s.store.Way(ctx, w.PersonID)
	if err != nil {
		return PersonWay{}, err
	}
	if stored.Version != w.Version {
		return PersonWay{}, ErrWayChanged
	}
	w.Version, w.UpdatedBy, w.UpdatedAt = w.Version+1, actor.ID, s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		refuses, err := tx.RefusesFace(ctx, w.PersonID)
		if err != nil {
			return err
		}
		if refuses && !w.Way.IsWithoutFace() {
			return identity.ErrFaceRefused
		}
		if w.Way == ByVoice {
			if refuses, err := tx.RefusesVoice(ctx, w.PersonID); err != nil || refuses {
				return orElse(err, ErrVoiceRefused)
			}
		}
		if err := tx.InsertWay(ctx, w); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, w.UpdatedAt, who.Path, "checkin.way_set", "person:"+string(w.PersonID), string(w.PersonID)).
			Because(w.Reason).Holding(map[string]any{"way": w.Way, "version": w.Version}))
	})
	if err != nil {
		return PersonWay{}, fmt.Errorf("store way: %w", err)
	}
	return w, nil
}

// CountWays counts the active persons in the actor's scope by way; a way that nobody has is left out.
func (s *Service) CountWays(ctx context.Context, actor authz.Actor) ([]WayCount, error) {
	if err := authz.Allow(actor, authz.PlanRead); err != nil {
		return nil, err
	}
	counts, err := s.store.CountWays(ctx, actor.Scope)
	if err != nil {
		return nil, fmt.Errorf("count ways: %w", err)
	}
	out := make([]WayCount, 0, len(Ways()))
	for _, w := range Ways() {
		if counts[w] > 0 {
			out = append(out, WayCount{Way: w, Count: counts[w]})
		}
	}
	return out, nil
}

func (s *Service) whose(ctx context.Context, actor authz.Actor, action authz.Action, p person.ID) (person.Person, error) {
	if err := authz.Allow(actor, action); err != nil {
		return person.Person{}, err
	}
	who, err := s.persons.Get(ctx, p)
	if err != nil {
		return person.Person{}, err
	}
	return who, authz.Check(actor, action, who.Path)
}

// Attest settles an open check-in by an officer's word that the person was there: in time before DueAt, late
// after. It returns ErrWitness, ErrClosed, ErrDone, ErrNotFound or an authz error.
func (s *Service) Attest(ctx context.Context, actor authz.Actor, rid RequestID, way Way, note string) (Detail, error) {
	note = strings.TrimSpace(note)
	if !slices.Contains(WitnessWays(), way) || utf8.RuneCountInString(note) > MaxReason {
		return Detail{}, ErrWitness
	}
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.CheckinDecide, r.Path); err != nil {
		return Detail{}, err
	}
	now := s.clock.Now()
	switch {
	case r.Status == Missed, r.Status == NotReached, r.Status == Cancelled, r.Status == Open && !now.Before(r.ClosesAt):
		return Detail{}, ErrClosed
	case r.Status != Open:
		return Detail{}, ErrDone
	}
	w := Witness{RequestID: rid, Way: way, Note: note, ByID: actor.ID, At: now}
	err = s.store.InTx(ctx, func(tx Tx) error { return s.keepWitness(ctx, tx, actor, r.Witnessed(now), w) })
	if err != nil {
		return Detail{}, fmt.Errorf("attest check-in: %w", err)
	}
	return s.Detail(ctx, actor, rid)
}

// Witnessed is an open request after an officer's word at now. It is pure.
func (r Request) Witnessed(now time.Time) Request {
	r.Status, r.UpdatedAt = Accepted, now
	if !now.Before(r.DueAt) {
		r.Status = Late
	}
	return r
}

func (s *Service) keepWitness(ctx context.Context, tx Tx, actor authz.Actor, r Request, w Witness) error {
	if ok, err := tx.SetRequest(ctx, r, Open); err != nil || !ok {
		return orElse(err, ErrDone)
	}
	if err := tx.InsertWitness(ctx, w); err != nil {
		return err
	}
	if err := settleCall(ctx, tx, r, alert.NoteAnswered, w.At); err != nil {
		return err
	}
	if err := tx.PutAttendance(ctx, record(r, actor, "witness_"+string(w.Way), w.At)); err != nil {
		return err
	}
	if err := tx.Notify(ctx, push.Message{
		ID: push.MessageID(id.New()), PersonID: r.PersonID, Kind: push.CheckinDecided, SubjectID: string(r.ID), CreatedAt: w.At, ExpiresAt: w.At.Add(24 * time.Hour),
	}); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("checkin", string(r.ID), r.Path) })
	return tx.Audit(ctx, audit.New(actor, w.At, r.Path, "checkin.attested", "checkin:"+string(r.ID), string(r.PersonID)).
		Because(w.Note).Holding(map[string]any{"way": w.Way, "status": r.Status}))
}

// WayStore keeps ways and witnesses; every version stays.
type WayStore interface {
	// Way returns the newest version of a person's way; version 0 is by face.
	Way(ctx context.Context, p person.ID) (PersonWay, error)
	// CountWays counts active persons within scope by way; those of version 0 are by face.
	CountWays(ctx context.Context, scope org.Path) (map[Way]int, error)
	// Witness returns the witness of a request, nil without one.
	Witness(ctx context.Context, id RequestID) (*Witness, error)
}

// WayTx is the part of a transaction that takes ways and witnesses.
type WayTx interface {
	// RefusesFace reports whether the person's newest answer to the privacy policy is a no to the face; until the
	// transaction ends nothing of that changes.
	RefusesFace(ctx context.Context, p person.ID) (bool, error)
	// RefusesVoice reports the same of recordings of the voice.
	RefusesVoice(ctx context.Context, p person.ID) (bool, error)
	// InsertWay stores the next version. It returns ErrWayChanged.
	InsertWay(ctx context.Context, w PersonWay) error
	InsertWitness(ctx context.Context, w Witness) error
}
