package rollcall

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Ask puts on record what a called person is asked to do. draw is given the number of the attempt, from 1. It
// returns ErrState when the roll call does not run or the person was never called, or ErrNotInvited.
func (s *Service) Ask(ctx context.Context, rid ID, p person.ID, draw func(attempt int, now time.Time) (Challenge, error)) (Invitee, error) {
	return s.note(ctx, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		if i.CalledAt.IsZero() {
			return i, ErrState
		}
		attempt := 1
		if last := i.Challenge(); last != nil {
			attempt = last.Attempt + 1
		}
		c, err := draw(attempt, now)
		if err != nil {
			return i, err
		}
		c.Attempt = attempt
		entry := audit.New(authz.SystemActor(), now, rc.Path, "rollcall.challenged", subject(rid), string(p)).
			Holding(map[string]any{"kind": c.Kind, "attempt": attempt})
		return i.WithChallenge(c), tx.Audit(ctx, entry)
	})
}

// Found is what was seen of a person during one attempt.
type Found struct {
	RollCallID ID
	PersonID   person.ID
	Attempt    int // 0 for what belongs to none
	Findings   []Finding
	Picture    []byte   // JPEG that was compared; nil without one
	Frames     [][]byte // JPEG each, as Challenge.Frames tells; nil without any
	Places     []Frame  // of Frames, in the same order; Bytes is filled in
}

// RecordFindings keeps what was seen with the invitee: pictures are sealed, the picture becomes the snapshot if
// none has been taken. It marks nobody. It returns ErrState after closing, ErrNotInvited, ErrFindings, or the vault's error.
func (s *Service) RecordFindings(ctx context.Context, f Found) (Invitee, error) {
	if len(f.Findings) > MaxFindings || len(f.Frames) != len(f.Places) {
		return Invitee{}, ErrFindings
	}
	rc, err := s.store.Get(ctx, f.RollCallID)
	if err != nil {
		return Invitee{}, err
	}
	if !rc.State.IsRunning() {
		return Invitee{}, ErrState
	}
	picture, frames, err := s.sealSeen(ctx, rc, f)
	if err != nil {
		return Invitee{}, err
	}
	return s.note(ctx, f.RollCallID, f.PersonID, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		for _, o := range []*evidence.Object{picture, frames} {
			if o == nil {
				continue
			}
			if err := tx.InsertEvidence(ctx, *o); err != nil {
				return i, err
			}
		}
		i = i.withSeen(f, picture, frames)
		entry := audit.New(authz.SystemActor(), now, rc.Path, "rollcall.findings_recorded", subject(f.RollCallID), string(f.PersonID)).
			Holding(map[string]any{"attempt": f.Attempt, "findings": codesOf(f.Findings), "evidence": hashes(picture, frames)})
		return i, tx.Audit(ctx, entry)
	})
}

// withSeen adds the findings, and ties the pictures to their challenge.
func (i Invitee) withSeen(f Found, picture, frames *evidence.Object) Invitee {
	i = i.WithFindings(f.Findings)
	if picture != nil && i.SnapshotID == "" {
		i.SnapshotID = picture.ID
	}
	n := slices.IndexFunc(i.Challenges, func(c Challenge) bool { return c.Attempt == f.Attempt })
	if n < 0 {
		return i
	}
	c := i.Challenges[n]
	if picture != nil {
		c.PictureID = picture.ID
	}
	if frames != nil {
		c.FramesID, c.Frames = frames.ID, slices.Clone(f.Places)
		for k, data := range f.Frames {
			c.Frames[k].Bytes = len(data)
		}
	}
	return i.WithChallenge(c)
}

// sealSeen puts the pictures into the vault; either may be nil.
func (s *Service) sealSeen(ctx context.Context, rc RollCall, f Found) (picture, frames *evidence.Object, err error) {
	seal := func(mime string, data []byte) (*evidence.Object, error) {
		if len(data) == 0 {
			return nil, nil //nolint:nilnil // no picture, no object
		}
		o, err := s.vault.Put(ctx, evidence.Input{
			PersonID: f.PersonID, Path: rc.Path, Kind: evidence.RollCallSnapshot, MIME: mime, Data: data, CreatedAt: s.clock.Now(), SubjectID: string(rc.ID),
		})
		if err != nil {
			return nil, fmt.Errorf("seal what was seen: %w", err)
		}
		return &o, nil
	}
	if picture, err = seal("image/jpeg", f.Picture); err != nil {
		return nil, nil, err
	}
	frames, err = seal(evidence.Frames, bytes.Join(f.Frames, nil))
	return picture, frames, err
}

func hashes(objects ...*evidence.Object) map[evidence.ID]string {
	out := map[evidence.ID]string{}
	for _, o := range objects {
		if o != nil {
			out[o.ID] = o.SHA256
		}
	}
	return out
}

// ReportLocation takes the location of a called person's phone, once a call, and judges it by the person's areas.
// in.CalledAt is filled in. It returns ErrFix, ErrLocated when this call has one, ErrState when nobody has called,
// ErrNotInvited or an authz error.
func (s *Service) ReportLocation(ctx context.Context, actor authz.Actor, rid ID, in Place) (Invitee, error) {
	if err := authz.Allow(actor, authz.SelfRollCall); err != nil {
		return Invitee{}, err
	}
	p := person.ID(actor.PersonID)
	if err := in.check(s.clock.Now()); err != nil {
		return Invitee{}, err
	}
	around, err := s.Around(ctx, rid, p)
	if err != nil {
		return Invitee{}, err
	}
	return s.note(ctx, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		switch {
		case i.CalledAt.IsZero():
			return i, ErrState
		case i.Place != nil && i.Place.CalledAt.Equal(i.CalledAt):
			return i, ErrLocated
		}
		in.CalledAt = i.CalledAt
		found := []Finding{{Code: FindingNoLocation, Weight: Hint, Evidence: EvidenceLocation, At: now}}
		if in.Fix != nil {
			found = JudgePlace(*in.Fix, around, s.policy(), now)
		}
		// Where the phone is stands with the invitee alone: neither the audit nor a log has coordinates.
		entry := audit.New(actor, now, rc.Path, "rollcall.located", subject(rid), string(p)).Holding(map[string]any{"findings": codesOf(found)})
		i.Findings = slices.DeleteFunc(slices.Clone(i.Findings), func(f Finding) bool { return f.Evidence == EvidenceLocation })
		i.Place = &in
		return i.WithFindings(found), tx.Audit(ctx, entry)
	})
}

// Around returns what is known around a person when the name is called. It returns ErrNotFound.
func (s *Service) Around(ctx context.Context, rid ID, p person.ID) (Around, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return Around{}, err
	}
	loc, err := time.LoadLocation(rc.Zone)
	if err != nil {
		return Around{}, fmt.Errorf("zone of roll call %s: %w", rid, err)
	}
	day := s.clock.Now().In(loc).Format(time.DateOnly)
	around, err := s.store.Around(ctx, p, day)
	if err != nil {
		return Around{}, err
	}
	around.Fences, err = s.store.ListAreas(ctx, p, day)
	return around, err
}

// policy is that of places and hints.
func (s *Service) policy() Policy { return DefaultPolicy() }

// Own is one roll call as the person's own record has it.
type Own struct {
	RollCall RollCall
	Station  string // name
	Invitee  Invitee
	// Attendance is what is on record of it, which an appeal may have changed since; zero while nothing is.
	Attendance attendance.Record
}

// ListOwn returns the actor's own roll calls, newest first by (OpenedAt, ID), with what was recorded of them. What was seen is
// told when the person is marked or the roll call over: until then it would tell whoever tries something what to change.
func (s *Service) ListOwn(ctx context.Context, actor authz.Actor, p page.Request) ([]Own, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return nil, err
	}
	all, err := s.store.ListOwn(ctx, person.ID(actor.PersonID), p)
	if err != nil {
		return nil, err
	}
	for n := range all {
		if all[n].RollCall.State.IsRunning() && all[n].Invitee.Mark == "" {
			all[n].Invitee.Findings, all[n].Invitee.Challenges = nil, nil
		}
	}
	return all, nil
}

// note runs fn on one invitee of a running roll call, holding the roll call, and stores the result. Unlike
// change it is for what is seen, not for what an officer decides: fn's audit entry names the author.
func (s *Service) note(ctx context.Context, rid ID, p person.ID, fn func(Tx, RollCall, Invitee, time.Time) (Invitee, error)) (Invitee, error) {
	var out Invitee
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if !rc.State.IsRunning() {
			return ErrState
		}
		i, err := tx.GetInvitee(ctx, rid, p)
		if err != nil {
			return err
		}
		now := s.clock.Now()
		if out, err = fn(tx, rc, i, now); err != nil {
			return err
		}
		out.UpdatedAt = now
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.PutInvitee(ctx, out)
	})
	if err != nil {
		return Invitee{}, fmt.Errorf("roll call %s: %w", rid, err)
	}
	return out, nil
}
