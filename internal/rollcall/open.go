package rollcall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/schedule"
)

const excusedMark = attendance.Excused

// maxBelow bounds the persons of a district that are looked through.
const maxBelow = 20_000

// Start opens a roll call at once: the roster is taken, everybody who is not registered out is rung, the lobby
// is open. It returns ErrInvalid, ErrEmpty, ErrTooMany, ErrSeparated, ErrRunning or an authz error.
func (s *Service) Start(ctx context.Context, actor authz.Actor, in StartInput) (RollCall, error) {
	unit, err := s.unitFor(ctx, actor, in.StationID)
	if err != nil {
		return RollCall{}, err
	}
	in = in.normal(unit)
	if bad := in.check(unit); len(bad) > 0 {
		return RollCall{}, ErrInvalid.On(bad...)
	}
	now := s.clock.Now()
	rc := PlanInput{StartInput: in, StartsAt: now}.on(newRollCall(actor, unit, now), now)
	drawn, err := s.take(ctx, &rc, now, true)
	if err != nil {
		return RollCall{}, err
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		rc.State, rc.OpenedAt = Lobby, now
		if err := tx.InsertRollCall(ctx, rc); err != nil {
			return err
		}
		return s.open(ctx, tx, actor, rc, drawn)
	})
	if err != nil {
		return RollCall{}, fmt.Errorf("start roll call: %w", err)
	}
	return rc, nil
}

func newRollCall(actor authz.Actor, unit org.Unit, now time.Time) RollCall {
	return RollCall{ID: ID(id.New()), StationID: unit.ID, Path: unit.Path, State: Planned, OfficerID: actor.ID, Zone: unit.Zone, CreatedAt: now}
}

// unitFor is the unit whose roll call the actor may run.
func (s *Service) unitFor(ctx context.Context, actor authz.Actor, uid org.UnitID) (org.Unit, error) {
	unit, err := s.roster.Unit(ctx, uid)
	if err != nil {
		return org.Unit{}, err
	}
	return unit, authz.Check(actor, authz.RollCallRun, unit.Path)
}

// taken is a roster in the order of calling.
type taken struct {
	roster Composed
	order  []person.Person // Called and Out
}

// take reads the roster as it is at an instant, sorts it out, and puts it in order; rc learns who was kept
// apart and by which draw. When picked persons can't be gathered a strict one refuses, which is what an officer
// who is there wants; a roll call that opens by itself goes on without them.
func (s *Service) take(ctx context.Context, rc *RollCall, at time.Time, strict bool) (taken, error) {
	roster, err := s.compose(ctx, *rc, at, strict)
	if err != nil {
		return taken{}, err
	}
	rc.Apart = roster.Apart
	seed := schedule.Seed{}
	if rc.Order == ByChance {
		if seed, err = s.commit(ctx, rc); err != nil {
			return taken{}, err
		}
	}
	all := slices.Concat(roster.Called, roster.Out)
	slices.SortFunc(all, func(x, y person.Person) int { return cmp.Or(cmp.Compare(x.Number, y.Number), cmp.Compare(x.ID, y.ID)) })
	return taken{roster, Arrange(all, rc.Order, rc.Arranged, rc.ID, seed)}, nil
}

// commit makes sure that the draw of the roll call's day is committed to, and notes the day.
func (s *Service) commit(ctx context.Context, rc *RollCall) (schedule.Seed, error) {
	day, err := dayOf(*rc, rc.StartsAt)
	if err != nil {
		return schedule.Seed{}, err
	}
	rc.DrawDay = day
	seed, err := s.store.SeedOf(ctx, day, s.clock.Now())
	if err != nil {
		return seed, fmt.Errorf("draw of %s: %w", day, err)
	}
	return seed, nil
}

// compose reads and sorts out who is on the roster at an instant. It returns ErrEmpty, ErrTooMany, or, if
// strict, ErrSeparated with the persons.
func (s *Service) compose(ctx context.Context, rc RollCall, at time.Time, strict bool) (Composed, error) {
	loc, err := time.LoadLocation(rc.Zone)
	if err != nil {
		return Composed{}, fmt.Errorf("zone of unit %s: %w", rc.StationID, err)
	}
	all, err := s.persons(ctx, rc, strict)
	if err != nil {
		return Composed{}, err
	}
	isPicked := len(rc.Chosen) > 0
	var ids []person.ID
	all = slices.DeleteFunc(all, func(p person.Person) bool {
		belongs := apartOf(p, rc.Audience, at, loc) == ""
		if belongs {
			ids = append(ids, p.ID)
		}
		return !belongs && !isPicked
	})
	if len(ids) > MaxInvitees {
		return Composed{}, ErrTooMany
	}
	facts, err := s.roster.FactsOf(ctx, ids, at.In(loc).Format(time.DateOnly))
	if err != nil {
		return Composed{}, fmt.Errorf("read facts of roster: %w", err)
	}
	if at.After(s.clock.Now()) {
		facts.Busy = nil // who is in another roll call now need not be then
	}
	out := Compose(all, rc.Audience, facts, at, loc)
	switch {
	case strict && isPicked && len(out.Apart) > 0:
		return Composed{}, ErrSeparated.On(fieldsOf(out.Apart)...)
	case len(out.Called) == 0 && slices.ContainsFunc(out.Apart, func(a Apart) bool { return a.Reason == Elsewhere }):
		return Composed{}, ErrRunning
	case len(out.Called) == 0:
		return Composed{}, ErrEmpty
	}
	return out, nil
}

func fieldsOf(all []Apart) []fault.Field {
	out := make([]fault.Field, len(all))
	for n, a := range all {
		out[n] = fault.Field{Path: "person_ids." + string(a.PersonID), Reason: string(a.Reason)}
	}
	return out
}

// persons reads whom the roll call is about. Picked persons must be at or below the unit; if not strict, those
// who have left are passed over.
func (s *Service) persons(ctx context.Context, rc RollCall, strict bool) ([]person.Person, error) {
	switch rc.Kind {
	case OfStation:
		all, err := s.roster.ListOfStation(ctx, rc.StationID)
		if err != nil {
			return nil, fmt.Errorf("read roster: %w", err)
		}
		return all, nil
	case OfDistrict:
		all, err := s.roster.ListBelow(ctx, rc.Path, maxBelow)
		if err != nil {
			return nil, fmt.Errorf("read roster: %w", err)
		}
		if len(all) == maxBelow {
			return nil, ErrTooMany
		}
		return all, nil
	case OfChosen, SpotCheck:
	}
	found, err := s.roster.Names(ctx, rc.Chosen)
	if err != nil {
		return nil, fmt.Errorf("read chosen persons: %w", err)
	}
	var out []person.Person
	for _, pid := range rc.Chosen {
		p, ok := found[pid]
		switch {
		case ok && rc.Path.Contains(p.Path):
			out = append(out, p)
		case strict:
			return nil, authz.ErrOutOfScope
		}
	}
	return out, nil
}

// open writes the roster and rings everybody who is not registered out.
func (s *Service) open(ctx context.Context, tx Tx, actor authz.Actor, rc RollCall, t taken) error {
	now := rc.OpenedAt
	invitees := make([]Invitee, len(t.order))
	for n, p := range t.order {
		i := Invitee{ID: InviteeID(id.New()), RollCallID: rc.ID, PersonID: p.ID, StationID: p.StationID, Path: p.Path, Seq: n + 1, Presence: Invited, UpdatedAt: now}
		if e := t.roster.Excuse[p.ID]; e != "" {
			i = i.excused(e, now)
		}
		invitees[n] = i
	}
	if err := tx.InsertInvitees(ctx, invitees); err != nil {
		return err
	}
	for _, i := range invitees {
		var err error
		if i.IsOut() {
			err = recordExcused(ctx, tx, rc, i, now)
		} else {
			err = tell(ctx, tx, i.PersonID, push.RollCallRing, rc.ID, now, now.Add(RingLife))
		}
		if err != nil {
			return fmt.Errorf("ring: %w", err)
		}
	}
	facts := map[string]any{"audience": rc.Audience, "kind": rc.Kind, "order": rc.Order, "invitees": len(invitees), "registered_out": len(t.roster.Out), "kept_apart": rc.Apart}
	if rc.DrawDay != "" {
		facts["draw_day"] = rc.DrawDay
	}
	tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rc.ID), rc.Path) })
	return tx.Audit(ctx, audit.New(actor, now, rc.Path, "rollcall.started", subject(rc.ID), "").Holding(facts))
}

// tell writes a message about the roll call.
func tell(ctx context.Context, tx Tx, p person.ID, k push.Kind, rid ID, now, until time.Time) error {
	return tx.Notify(ctx, push.Message{ID: push.MessageID(id.New()), PersonID: p, Kind: k, SubjectID: string(rid), CreatedAt: now, ExpiresAt: until})
}

// Advanced is what Advance did.
type Advanced struct {
	Told, Opened, Cancelled, Sealed int
	// RegisteredOut are persons of running roll calls who came to have an excuse before they were called.
	RegisteredOut []Invitee
}

// Advance does what is due: phones are told of planned roll calls, lobbies open, sheets are sealed, and who
// went on leave since the roster was taken is registered out. It is safe to run on several servers at once.
// One roll call that can't be looked after holds up no other; the errors come together.
func (s *Service) Advance(ctx context.Context) (Advanced, error) {
	var out Advanced
	due, err := s.store.ListDue(ctx, s.clock.Now(), openBatch)
	if err != nil {
		return out, fmt.Errorf("list roll calls that are due: %w", err)
	}
	var errs []error
	for _, rc := range due {
		if err := s.advance(ctx, rc, &out); err != nil {
			errs = append(errs, fmt.Errorf("roll call %s: %w", rc.ID, err))
		}
	}
	live, err := s.store.ListRunning(ctx, openBatch)
	if err != nil {
		return out, errors.Join(append(errs, fmt.Errorf("list running roll calls: %w", err))...)
	}
	for _, rc := range live {
		changed, err := s.sweepExcuses(ctx, rc)
		out.RegisteredOut = append(out.RegisteredOut, changed...)
		if err != nil && !errors.Is(err, ErrState) {
			errs = append(errs, fmt.Errorf("excuses in roll call %s: %w", rc.ID, err))
		}
	}
	return out, errors.Join(errs...)
}

func (s *Service) sweepExcuses(ctx context.Context, rc RollCall) ([]Invitee, error) {
	invitees, err := s.store.ListInvitees(ctx, rc.ID)
	if err != nil {
		return nil, err
	}
	var waiting []person.ID
	for _, i := range invitees {
		if !i.isSettled() && i.Calls == 0 && i.Excuse == "" {
			waiting = append(waiting, i.PersonID)
		}
	}
	return s.registerOut(ctx, rc, waiting)
}

func (s *Service) advance(ctx context.Context, rc RollCall, out *Advanced) error {
	now := s.clock.Now()
	switch {
	case rc.State == Closed:
		sealed, err := s.seal(ctx, authz.SystemActor(), rc.ID)
		if err == nil && sealed {
			out.Sealed++
		}
		return err
	case !rc.State.IsAhead():
		return nil
	case rc.State == Planned && now.Before(rc.StartsAt):
		out.Told++
		return s.announce(ctx, rc, now)
	}
	err := s.openPlanned(ctx, rc, now)
	switch {
	case err == nil:
		out.Opened++
	case errors.Is(err, ErrEmpty), errors.Is(err, ErrTooMany):
		out.Cancelled++
		return s.giveUp(ctx, rc, reasonOf(err))
	case now.Sub(rc.StartsAt) > MaxLate:
		out.Cancelled++
		return s.giveUp(ctx, rc, lateReason(err))
	case errors.Is(err, ErrRunning):
		return nil // the other one may end in time
	}
	return err
}

func lateReason(err error) string {
	if errors.Is(err, ErrRunning) {
		return reasonOf(err)
	}
	return "code:rollcall.not_opened_in_time"
}

// openPlanned opens a planned roll call, unless somebody else did or it is too late to.
func (s *Service) openPlanned(ctx context.Context, rc RollCall, now time.Time) error {
	if now.Sub(rc.StartsAt) > MaxLate {
		return errTooLate
	}
	from := rc.State
	drawn, err := s.take(ctx, &rc, now, false)
	if err != nil {
		return err
	}
	return s.store.InTx(ctx, func(tx Tx) error {
		held, err := tx.LockRollCall(ctx, rc.ID)
		if err != nil {
			return err
		}
		if held.State != from || !held.UpdatedAt.Equal(rc.UpdatedAt) {
			return nil // changed meanwhile: the next tick looks again
		}
		rc.State, rc.OpenedAt, rc.UpdatedAt = Lobby, now, now
		if _, err := tx.SetRollCall(ctx, rc, from); err != nil {
			return err
		}
		return s.open(ctx, tx, authz.SystemActor(), rc, drawn)
	})
}

// reasonOf is the code by which a cancelled roll call says why.
func reasonOf(err error) string { return "code:" + fault.ReasonOf(err) }

var errTooLate = errors.New("the roll call was not opened in time")
