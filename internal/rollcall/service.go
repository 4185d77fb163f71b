package rollcall

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/alert"
	"diandao/internal/attendance"
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

// StartInput is what an officer chooses.
type StartInput struct {
	StationID org.UnitID
	Audience  Audience
	Title     string // empty takes the station's name
}

// Start opens a roll call for a station: the roster is taken, every invitee's phone is rung, the lobby
// is open. It returns ErrInvalid, ErrEmpty, ErrTooMany, ErrRunning or an authz error.
func (s *Service) Start(ctx context.Context, actor authz.Actor, in StartInput) (RollCall, error) {
	unit, err := s.roster.Unit(ctx, in.StationID)
	if err != nil {
		return RollCall{}, err
	}
	if err := authz.Check(actor, authz.RollCallRun, unit.Path); err != nil {
		return RollCall{}, err
	}
	if err := checkStart(in, unit); err != nil {
		return RollCall{}, err
	}
	now := s.clock.Now()
	invited, err := s.pickRoster(ctx, unit, in.Audience, now)
	if err != nil {
		return RollCall{}, err
	}
	rc := RollCall{
		ID: ID(id.New()), StationID: unit.ID, Path: unit.Path, Title: strings.TrimSpace(in.Title), Audience: in.Audience,
		State: Lobby, OfficerID: actor.ID, Zone: unit.Zone, CreatedAt: now, UpdatedAt: now,
	}
	if rc.Title == "" {
		rc.Title = unit.Name
	}
	err = s.store.InTx(ctx, func(tx Tx) error { return s.open(ctx, tx, actor, rc, invited) })
	if err != nil {
		return RollCall{}, fmt.Errorf("start roll call: %w", err)
	}
	return rc, nil
}

func checkStart(in StartInput, unit org.Unit) error {
	var bad []fault.Field
	if unit.Kind != org.Station {
		bad = append(bad, fault.Field{Path: "station_id", Reason: "must be a justice station"})
	}
	if !slices.Contains(Audiences(), in.Audience) {
		bad = append(bad, fault.Field{Path: "audience", Reason: "adults, minors or women"})
	}
	if utf8.RuneCountInString(in.Title) > MaxTitle {
		bad = append(bad, fault.Field{Path: "title", Reason: "at most 60 characters"})
	}
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

func (s *Service) pickRoster(ctx context.Context, unit org.Unit, a Audience, now time.Time) ([]person.Person, error) {
	all, err := s.roster.ListOfStation(ctx, unit.ID)
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	loc, err := time.LoadLocation(unit.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of unit %s: %w", unit.ID, err)
	}
	picked := SelectRoster(all, a, now, loc)
	switch {
	case len(picked) == 0:
		return nil, ErrEmpty
	case len(picked) > MaxInvitees:
		return nil, ErrTooMany
	}
	return picked, nil
}

func (s *Service) open(ctx context.Context, tx Tx, actor authz.Actor, rc RollCall, persons []person.Person) error {
	if err := tx.InsertRollCall(ctx, rc); err != nil {
		return err
	}
	invitees := make([]Invitee, len(persons))
	for n, p := range persons {
		invitees[n] = Invitee{ID: InviteeID(id.New()), RollCallID: rc.ID, PersonID: p.ID, Seq: n + 1, Presence: Invited, UpdatedAt: rc.CreatedAt}
	}
	if err := tx.InsertInvitees(ctx, invitees); err != nil {
		return err
	}
	for _, p := range persons {
		if err := tx.Notify(ctx, push.Message{
			ID: push.MessageID(id.New()), PersonID: p.ID, Kind: push.RollCallRing, SubjectID: string(rc.ID),
			CreatedAt: rc.CreatedAt, ExpiresAt: rc.CreatedAt.Add(RingLife),
		}); err != nil {
			return fmt.Errorf("ring: %w", err)
		}
	}
	entry := audit.New(actor, rc.CreatedAt, rc.Path, "rollcall.started", "rollcall:"+string(rc.ID), "").
		Holding(map[string]any{"audience": rc.Audience, "invitees": len(persons)})
	tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rc.ID), rc.Path) })
	return tx.Audit(ctx, entry)
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
	return Sheet{RollCall: rc, Station: unit, Officer: name, Invitees: invitees, Counts: CountMarks(invitees)}, nil
}

// FindRunning returns the running roll calls a person is invited to.
func (s *Service) FindRunning(ctx context.Context, actor authz.Actor) ([]RollCall, error) {
	if err := authz.Allow(actor, authz.SelfRollCall); err != nil {
		return nil, err
	}
	return s.store.FindRunning(ctx, person.ID(actor.PersonID))
}

// Admit checks that the actor may take part now and returns the roll call. A person must be invited; a
// staff member must be allowed to run it. It returns ErrState when it is not running.
func (s *Service) Admit(ctx context.Context, actor authz.Actor, rid ID) (RollCall, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	if actor.Role == authz.Self {
		err = s.checkInvited(ctx, actor, rid)
	} else {
		err = authz.Check(actor, authz.RollCallRun, rc.Path)
	}
	if err != nil {
		return RollCall{}, err
	}
	if !rc.State.IsRunning() {
		return RollCall{}, ErrState
	}
	return rc, nil
}

func (s *Service) checkInvited(ctx context.Context, actor authz.Actor, rid ID) error {
	if err := authz.Allow(actor, authz.SelfRollCall); err != nil {
		return err
	}
	return s.store.InTx(ctx, func(tx Tx) error {
		_, err := tx.GetInvitee(ctx, rid, person.ID(actor.PersonID))
		return err
	})
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

// Call notes that the officer calls a person; the first call makes the roll call live.
func (s *Service) Call(ctx context.Context, actor authz.Actor, rid ID, p person.ID) (Invitee, error) {
	return s.change(ctx, actor, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		if rc.State == Lobby {
			live := rc
			live.State, live.LiveAt, live.UpdatedAt = Live, now, now
			if _, err := tx.SetRollCall(ctx, live, Lobby); err != nil {
				return i, err
			}
		}
		i.Presence, i.CalledAt, i.UpdatedAt = Called, now, now
		return i, tx.Audit(ctx, audit.New(actor, now, rc.Path, "rollcall.called", subject(rid), string(p)))
	})
}

// MarkInput is an officer's finding on one person.
type MarkInput struct {
	Status attendance.Status
	Reason string
}

// Mark records the officer's finding. A mark may be changed while the roll call runs; each change is
// audited. It returns ErrMark, ErrState, ErrNotInvited or an authz error.
func (s *Service) Mark(ctx context.Context, actor authz.Actor, rid ID, p person.ID, in MarkInput) (Invitee, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	ok, needsReason := MayMark(in.Status)
	if !ok || (needsReason && in.Reason == "") || utf8.RuneCountInString(in.Reason) > MaxReason {
		return Invitee{}, ErrMark
	}
	return s.change(ctx, actor, rid, p, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
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
	rc, err := s.Admit(ctx, actor, rid)
	if err != nil {
		return Invitee{}, err
	}
	object, err := s.vault.Put(ctx, evidence.Input{
		PersonID: p, Path: rc.Path, Kind: evidence.RollCallSnapshot, MIME: "image/jpeg", Data: jpeg, CreatedAt: s.clock.Now(),
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
	var out Invitee
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
			return err
		}
		if !rc.State.IsRunning() {
			return ErrState
		}
		i, err := tx.GetInvitee(ctx, rid, p)
		if err != nil {
			return err
		}
		if out, err = fn(tx, rc, i, s.clock.Now()); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.PutInvitee(ctx, out)
	})
	if err != nil {
		return Invitee{}, fmt.Errorf("roll call %s: %w", rid, err)
	}
	return out, nil
}

// Close ends the roll call: in one transaction every unmarked invitee gets an outcome, attendance is
// put for all, and absentees become questions to the station. Closing a closed one returns ErrState.
func (s *Service) Close(ctx context.Context, actor authz.Actor, rid ID) (RollCall, error) {
	var out RollCall
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
			return err
		}
		if !rc.State.CanBecome(Closed) {
			return ErrState
		}
		now, from := s.clock.Now(), rc.State
		rc.State, rc.ClosedAt, rc.UpdatedAt = Closed, now, now
		if _, err := tx.SetRollCall(ctx, rc, from); err != nil {
			return err
		}
		counts, err := settle(ctx, tx, rc, now)
		if err != nil {
			return err
		}
		out = rc
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.Audit(ctx, audit.New(actor, now, rc.Path, "rollcall.closed", subject(rid), "").Holding(counts))
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("close roll call: %w", err)
	}
	return out, nil
}

// settle gives every unmarked invitee an outcome and tells how many got which.
func settle(ctx context.Context, tx Tx, rc RollCall, now time.Time) (map[string]any, error) {
	invitees, err := tx.ListInvitees(ctx, rc.ID)
	if err != nil {
		return nil, err
	}
	for n, i := range invitees {
		if i.Mark != "" {
			continue
		}
		i.Mark, i.MarkReason = CloseMark(i)
		i.MarkedBy, i.MarkedAt, i.UpdatedAt = closingActor().ID, now, now
		invitees[n] = i
		if err := tx.PutInvitee(ctx, i); err != nil {
			return nil, err
		}
		if err := putAttendance(ctx, tx, closingActor(), rc, i, now); err != nil {
			return nil, err
		}
		entry := audit.New(closingActor(), now, rc.Path, "rollcall.settled", subject(rc.ID), string(i.PersonID)).
			Because(i.MarkReason).Holding(map[string]any{"status": i.Mark, "findings": codesOf(i.Findings)})
		if err := tx.Audit(ctx, entry); err != nil {
			return nil, err
		}
	}
	for _, i := range invitees {
		if err := raise(ctx, tx, rc, i, now); err != nil {
			return nil, err
		}
	}
	counts := map[string]any{}
	for status, n := range CountMarks(invitees) {
		counts[string(status)] = n
	}
	return counts, nil
}

func putAttendance(ctx context.Context, tx Tx, by authz.Actor, rc RollCall, i Invitee, now time.Time) error {
	loc, err := time.LoadLocation(rc.Zone)
	if err != nil {
		return fmt.Errorf("zone of roll call %s: %w", rc.ID, err)
	}
	return tx.PutAttendance(ctx, attendance.Record{
		ID: id.New(), PersonID: i.PersonID, StationID: rc.StationID, Path: rc.Path, Source: attendance.FromRollCall, SourceID: string(rc.ID),
		Status: i.Mark, At: now, Day: now.In(loc).Format(time.DateOnly), Reason: i.MarkReason, ByRole: by.Role, ByID: by.ID, UpdatedAt: now,
	})
}

// raise asks the station about an invitee who was absent or not reached.
func raise(ctx context.Context, tx Tx, rc RollCall, i Invitee, now time.Time) error {
	a := alert.Alert{
		PersonID: i.PersonID, StationID: rc.StationID, Path: rc.Path, SourceID: string(rc.ID),
		Causes: []alert.Cause{{Code: i.MarkReason, At: i.MarkedAt}},
	}
	switch i.Mark {
	case attendance.Absent:
		a.Kind, a.Severity = alert.RollCallAbsent, alert.Warning
		if i.MarkedBy != closingActor().ID {
			a.Causes = []alert.Cause{{Code: "marked_absent", At: i.MarkedAt}}
		}
	case attendance.NotReached:
		a.Kind, a.Severity = alert.RollCallNotReached, alert.Info
	case attendance.Present, attendance.Late, attendance.Excused, attendance.Review:
		return nil
	}
	return tx.RaiseAlert(ctx, a.Raised(now))
}

func subject(rid ID) string { return "rollcall:" + string(rid) }
