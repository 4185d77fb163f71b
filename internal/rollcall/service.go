package rollcall

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service runs roll calls.
type Service struct {
	store  Store
	roster Roster
	vault  evidence.Vault
	hints  Hinter
	clock  clock.Clock
}

// New returns a service.
func New(store Store, roster Roster, vault evidence.Vault, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, roster: roster, vault: vault, hints: hints, clock: c}
}

// Get returns a roll call with its invitees. It returns ErrNotFound or an authz error.
func (s *Service) Get(ctx context.Context, actor authz.Actor, rid ID) (RollCall, []Invitee, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, nil, err
	}
	if err := authz.Check(actor, authz.RollCallRead, rc.Path); err != nil {
		return RollCall{}, nil, err
	}
	invitees, err := s.store.ListInvitees(ctx, rid)
	if err != nil {
		return RollCall{}, nil, fmt.Errorf("read invitees: %w", err)
	}
	return rc, invitees, nil
}

// List returns roll calls in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]RollCall, error) {
	if err := authz.Allow(actor, authz.RollCallRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// Sheet returns the attendance sheet.
func (s *Service) Sheet(ctx context.Context, actor authz.Actor, rid ID) (Sheet, error) {
	rc, invitees, err := s.Get(ctx, actor, rid)
	if err != nil {
		return Sheet{}, err
	}
	unit, err := s.roster.Unit(ctx, rc.StationID)
	if err != nil {
		return Sheet{}, fmt.Errorf("station of roll call: %w", err)
	}
	name, err := s.roster.StaffName(ctx, rc.OfficerID)
	if err != nil {
		return Sheet{}, fmt.Errorf("officer of roll call: %w", err)
	}
	steps, err := s.store.ListSteps(ctx, rid)
	if err != nil {
		return Sheet{}, fmt.Errorf("history of roll call: %w", err)
	}
	return Sheet{RollCall: rc, Station: unit, Officer: name, Invitees: invitees, Steps: steps, Counts: CountMarks(invitees)}, nil
}

// FindRunning returns the running roll calls a person is invited to.
func (s *Service) FindRunning(ctx context.Context, actor authz.Actor) ([]Running, error) {
	if err := authz.Allow(actor, authz.SelfRollCall); err != nil {
		return nil, err
	}
	return s.store.FindRunning(ctx, person.ID(actor.PersonID))
}

// Record takes what signalling saw. A presence never goes back from a later fact to Reached or
// Connecting except after a drop; sightings after closing are ignored.
func (s *Service) Record(ctx context.Context, sg Sighting) error {
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, sg.RollCallID)
		if err != nil {
			return err
		}
		if !rc.State.IsRunning() {
			return nil
		}
		i, err := tx.GetInvitee(ctx, sg.RollCallID, sg.PersonID)
		if err != nil {
			return err
		}
		next, changed := i.Seen(sg)
		if !changed {
			return nil
		}
		return tx.PutInvitee(ctx, next)
	})
	if err != nil {
		return fmt.Errorf("record sighting: %w", err)
	}
	return nil
}

// Seen returns i after the sighting, and whether it changed anything.
func (i Invitee) Seen(sg Sighting) (Invitee, bool) {
	early := sg.Presence == Reached || sg.Presence == Connecting
	settled := i.Presence == OnLine || i.Presence == Called
	if i.Presence == sg.Presence || (early && settled) || (sg.Presence == Reached && i.Presence != Invited) {
		return i, false
	}
	i.Presence, i.UpdatedAt = sg.Presence, sg.At
	if sg.Presence == OnLine && i.OnLineAt.IsZero() {
		i.OnLineAt = sg.At
	}
	if sg.Presence == Called {
		i.CalledAt = sg.At
	}
	return i, true
}

// MarkInput is an officer's finding on one person.
type MarkInput struct {
	Status attendance.Status
	Reason string
}

// Mark records the officer's finding. A mark may be changed while the roll call runs; each change is
// audited. The same one again is none, unless the person was called since: an officer whose line was cut says it again
// on whatever way there is. It returns ErrMark, ErrState, ErrNotInvited or an authz error.
func (s *Service) Mark(ctx context.Context, actor authz.Actor, rid ID, p person.ID, in MarkInput) (Invitee, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	ok, needsReason := MayMark(in.Status)
	if !ok || (needsReason && in.Reason == "") || utf8.RuneCountInString(in.Reason) > MaxReason {
		return Invitee{}, ErrMark
	}
	return s.change(ctx, actor, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		if i.Presence != Called && !i.CalledAt.After(i.MarkedAt) && i.Mark == in.Status && i.MarkReason == in.Reason && i.MarkedBy == actor.ID {
			return i, nil
		}
		i.Mark, i.MarkReason, i.MarkedBy, i.MarkedAt, i.UpdatedAt = in.Status, in.Reason, actor.ID, now, now
		if i.Presence == Called {
			i.Presence = OnLine
		}
		entry := audit.New(actor, now, rc.Path, "rollcall.marked", subject(rid), string(p)).Because(in.Reason).
			Holding(map[string]any{"status": in.Status, "snapshot": i.SnapshotID, "findings": codesOf(i.Findings)})
		if err := tx.Audit(ctx, entry); err != nil {
			return i, err
		}
		return i, putAttendance(ctx, tx, actor, rc, i, now)
	})
}

// AttachSnapshot seals a picture taken during the call and ties it to the invitee.
func (s *Service) AttachSnapshot(ctx context.Context, actor authz.Actor, rid ID, p person.ID, jpeg []byte) (Invitee, error) {
	if _, err := s.Admit(ctx, actor, rid); err != nil {
		return Invitee{}, err
	}
	path, err := s.pathOf(ctx, rid, p)
	if err != nil {
		return Invitee{}, err
	}
	object, err := s.vault.Put(ctx, evidence.Input{
		PersonID: p, Path: path, Kind: evidence.RollCallSnapshot, MIME: "image/jpeg", Data: jpeg, CreatedAt: s.clock.Now(),
	})
	if err != nil {
		return Invitee{}, fmt.Errorf("seal snapshot: %w", err)
	}
	return s.change(ctx, actor, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		if err := tx.InsertEvidence(ctx, object); err != nil {
			return i, err
		}
		i.SnapshotID, i.UpdatedAt = object.ID, now
		entry := audit.New(actor, now, rc.Path, "rollcall.snapshot_taken", subject(rid), string(p)).
			Holding(map[string]any{"evidence": object.ID, "sha256": object.SHA256})
		return i, tx.Audit(ctx, entry)
	})
}

// change runs fn on one invitee of a running roll call, holding the roll call, and stores the result.
func (s *Service) change(ctx context.Context, actor authz.Actor, rid ID, p person.ID, fn func(Tx, RollCall, Invitee, time.Time) (Invitee, error)) (Invitee, error) {
	return s.update(ctx, rid, p, func(rc RollCall) error {
		if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
			return err
		}
		return running(rc)
	}, fn)
}
