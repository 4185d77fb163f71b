package checkin

import (
	"context"
	"errors"
	"fmt"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/schedule"
)

// Batch bounds how many plans or requests one transaction opens or one sweep closes, so that
// submissions are never kept waiting long by the writer.
const Batch = 100

// ForgivenDelay is how late a request may open by our own fault before its times are moved by the delay.
const ForgivenDelay = 2 * time.Minute

// AsideFor is after how long a plan whose times can't be worked out is looked at again.
const AsideFor = time.Hour

// Round is what one look at the plans that are due did.
type Round struct {
	Opened int
	Aside  []error // of each plan that was set aside, why; nobody is asked by it meanwhile, so nobody misses it
}

// OpenDue opens the requests of all plans that are due now, in bounded batches. A plan whose times can't be
// worked out is set aside for AsideFor and holds up nobody else. It is safe to run twice at once and to be
// killed at any point: a plan advances only together with its request.
func (s *Service) OpenDue(ctx context.Context) (Round, error) {
	var round Round
	for {
		now := s.clock.Now()
		plans, err := s.store.ListDue(ctx, now, Batch)
		if err != nil {
			return round, fmt.Errorf("list due plans: %w", err)
		}
		if len(plans) == 0 {
			return round, nil
		}
		moved, err := s.openBatch(ctx, plans, now, &round)
		if err != nil {
			return round, fmt.Errorf("open due check-ins: %w", err)
		}
		if moved == 0 {
			return round, nil // somebody else is opening them
		}
	}
}

// opening is a plan that is due, the window to open and the next one, and whether the person is away.
type opening struct {
	plan    Plan
	w, next schedule.Window
	onLeave bool
}

func (s *Service) openBatch(ctx context.Context, plans []Plan, now time.Time, round *Round) (moved int, err error) {
	all, aside, err := s.openings(ctx, plans, now)
	if err != nil {
		return 0, err
	}
	opened := 0
	err = s.store.InTx(ctx, func(tx Tx) (err error) {
		opened, moved, err = s.openAll(ctx, tx, all, now)
		return err
	})
	if err != nil {
		return 0, err
	}
	round.Opened += opened
	round.Aside = append(round.Aside, aside...)
	return moved, nil
}

// openAll moves plans on and opens their requests; plans that somebody else has moved are left to them.
func (s *Service) openAll(ctx context.Context, tx Tx, all []opening, now time.Time) (opened, moved int, err error) {
	steps := make([]Advance, len(all))
	for i, o := range all {
		steps[i] = Advance{Plan: o.plan, NextOpens: o.next.OpensAt, NextDay: o.next.Day}
	}
	ours, err := tx.AdvancePlans(ctx, steps)
	if err != nil {
		return 0, 0, err
	}
	requests, excused := requestsOf(all, ours, now)
	inserted, err := tx.InsertRequests(ctx, requests)
	if err != nil {
		return 0, 0, err
	}
	for _, r := range requests {
		if !inserted[r.ID] {
			continue
		}
		if err := s.announce(ctx, tx, r, now); err != nil {
			return 0, 0, fmt.Errorf("plan %s: %w", r.PlanID, err)
		}
		if excused[r.ID] {
			if err := tx.PutAttendance(ctx, excusedRecord(r, now)); err != nil {
				return 0, 0, err
			}
		}
		if r.Status == Open {
			opened++
		}
	}
	return opened, len(ours), nil
}

// requestsOf is what the openings of our plans become, and which of them a leave has taken away.
func requestsOf(all []opening, ours map[PlanID]bool, now time.Time) (requests []Request, excused map[RequestID]bool) {
	excused = map[RequestID]bool{}
	for _, o := range all {
		if !ours[o.plan.ID] || o.w.Day == "" {
			continue
		}
		r := o.plan.request(o.w, now)
		if o.isExcused() && r.Status == Open {
			r.Status, excused[r.ID] = Cancelled, true
		}
		requests = append(requests, r)
	}
	return requests, excused
}

// excusedRecord is the attendance of a check-in that an approved leave has taken away.
func excusedRecord(r Request, now time.Time) attendance.Record {
	a := record(r, authz.SystemActor(), "leave", now)
	a.Status = attendance.Excused
	return a
}

// openings finds out what to open before the transaction begins, so that it stays short; and why some plans
// are only moved on.
func (s *Service) openings(ctx context.Context, plans []Plan, now time.Time) (out []opening, aside []error, err error) {
	table := s.timetable()
	out = make([]opening, len(plans))
	for i, p := range plans {
		w, next, err := p.due(now, func(after time.Time, n int) ([]schedule.Window, error) { return table.next(ctx, p, after, n) })
		if err != nil {
			err = fmt.Errorf("plan %s: %w", p.ID, err)
			if !errors.Is(err, errTimes) {
				return nil, nil, err
			}
			aside = append(aside, err)
			w, next = schedule.Window{}, schedule.Window{OpensAt: now.Add(AsideFor), Day: p.NextDay}
		}
		if w, err = s.inTerm(ctx, p, w); err != nil {
			return nil, nil, err
		}
		out[i] = opening{plan: p, w: w, next: next}
	}
	return out, aside, s.findLeaves(ctx, out)
}

// inTerm is w unless it is after the person's term. The store has looked at the day that the plan waits for; after a
// standstill, or where the calendar has changed, the window is of a later one.
func (s *Service) inTerm(ctx context.Context, p Plan, w schedule.Window) (schedule.Window, error) {
	if w.Day <= p.NextDay {
		return w, nil
	}
	who, err := s.persons.Get(ctx, p.PersonID)
	if err != nil {
		return w, fmt.Errorf("term of a person: %w", err)
	}
	if w.Day > who.TermTo.Format(time.DateOnly) {
		return schedule.Window{}, nil
	}
	return w, nil
}

// findLeaves marks the openings of persons who are away with approval.
func (s *Service) findLeaves(ctx context.Context, all []opening) error {
	byDay := map[string][]person.ID{}
	for _, o := range all {
		byDay[o.w.Day] = append(byDay[o.w.Day], o.plan.PersonID)
	}
	delete(byDay, "")
	for day, persons := range byDay {
		away, err := s.leaves.OnLeave(ctx, persons, day)
		if err != nil {
			return fmt.Errorf("look for leaves: %w", err)
		}
		for i := range all {
			if all[i].w.Day == day {
				all[i].onLeave = away[all[i].plan.PersonID]
			}
		}
	}
	return nil
}

// isExcused reports whether the leave takes the check-in away: unless the plan keeps it, and always when
// its time is drawn, since nobody away from home is to be surprised.
func (o opening) isExcused() bool {
	return o.onLeave && (o.plan.Requires.OnLeave != KeepWithoutFence || o.plan.Rule.IsRandom())
}

// due returns the window to open at now, zero when there is none after all, and the one after it, zero
// when the rule has ended.
// After a standstill of ours it is the window that is still running, if any; else the first that we
// slept through, and the next one is the first in the future: what was never opened was never missed.
func (p Plan) due(now time.Time, windowsAfter func(after time.Time, n int) ([]schedule.Window, error)) (w, next schedule.Window, err error) {
	windows, err := windowsAfter(p.NextOpens.Add(-time.Nanosecond), 2)
	if err != nil {
		return w, next, err
	}
	if len(windows) == 0 {
		return w, next, nil // the calendar has taken the last day away
	}
	if windows[0].OpensAt.After(now) {
		return w, windows[0], nil // the calendar has made the day a holiday
	}
	if w = windows[0]; now.Before(w.ClosesAt) {
		if len(windows) == 2 {
			next = windows[1]
		}
		return w, next, nil
	}
	running, err := windowsAfter(now.Add(-p.Rule.Length-p.Rule.Grace), 2)
	switch {
	case err != nil || len(running) == 0:
		return w, next, err
	case running[0].OpensAt.After(now):
		return w, running[0], nil
	case len(running) == 2:
		next = running[1]
	}
	return running[0], next, nil
}

// request is what a window becomes when it opens at now. A delay of ours moves its times; a window that
// we slept through altogether is cancelled, never missed.
func (p Plan) request(w schedule.Window, now time.Time) Request {
	r := Request{
		ID: RequestID(id.New()), PlanID: p.ID, PlanVersion: p.Version, Kind: p.Kind, PersonID: p.PersonID, StationID: p.StationID, Path: p.Path,
		Day: w.Day, OpensAt: w.OpensAt, DueAt: w.DueAt, ClosesAt: w.ClosesAt, Title: p.Title, Requires: p.Requires, Status: Open, UpdatedAt: now,
	}
	if !now.Before(w.ClosesAt) {
		r.Status = Cancelled
		return r
	}
	if delay := now.Sub(w.OpensAt); delay > ForgivenDelay {
		r.DueAt, r.ClosesAt = w.DueAt.Add(delay), w.ClosesAt.Add(delay)
	}
	return r
}

func (s *Service) announce(ctx context.Context, tx Tx, r Request, now time.Time) error {
	entry := audit.New(authz.SystemActor(), now, r.Path, "checkin.opened", "checkin:"+string(r.ID), string(r.PersonID)).
		Holding(map[string]any{"plan": r.PlanID, "version": r.PlanVersion, "day": r.Day, "status": r.Status})
	if err := tx.Audit(ctx, entry); err != nil {
		return err
	}
	if r.Status != Open {
		return nil
	}
	if r.Kind != SelfInitiated { // whoever began it knows of it
		if err := tx.Notify(ctx, push.Message{
			ID: push.MessageID(id.New()), PersonID: r.PersonID, Kind: push.CheckinOpen, SubjectID: string(r.ID), CreatedAt: now, ExpiresAt: r.ClosesAt,
		}); err != nil {
			return err
		}
	}
	tx.AfterCommit(func() { s.hints.Hint("checkin", string(r.ID), r.Path) })
	return tx.Enqueue(ctx, CloseJob{RequestID: r.ID}, job.Options{At: r.ClosesAt})
}

// CloseRequest settles a request whose window has ended without a submission: missed, with a question to
// the station, or not_reached when no device ever acknowledged its notice. A request that is no longer
// open is left alone; one whose window was extended is to be tried again (job.Snooze).
func (s *Service) CloseRequest(ctx context.Context, rid RequestID) error {
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	if r.Status != Open {
		return nil
	}
	if r.Kind == SelfInitiated && !now.Before(r.ClosesAt) {
		return s.lapse(ctx, r, now)
	}
	if now.Before(r.ClosesAt) {
		return job.Snooze{For: r.ClosesAt.Sub(now)}
	}
	if held, err := s.shield.Holds(ctx, r.ID); err != nil || held {
		return orElse(err, job.Snooze{For: holdFor})
	}
	reached, causes, err := s.store.Reached(ctx, r, now)
	if err != nil {
		return fmt.Errorf("gather causes: %w", err)
	}
	r.Status, r.UpdatedAt = CloseOutcome(reached), now
	err = s.store.InTx(ctx, func(tx Tx) error {
		ok, err := tx.SetRequest(ctx, r, Open)
		if err != nil || !ok {
			return err // a submission came first
		}
		return s.settleUnanswered(ctx, tx, r, causes, now)
	})
	if err != nil {
		return fmt.Errorf("close request: %w", err)
	}
	return nil
}

func (s *Service) settleUnanswered(ctx context.Context, tx Tx, r Request, causes []alert.Cause, now time.Time) error {
	system := authz.SystemActor()
	if err := tx.PutAttendance(ctx, record(r, system, string(r.Status), now)); err != nil {
		return err
	}
	if err := settleCall(ctx, tx, r, alert.NoteWindowEnded, now); err != nil {
		return err
	}
	kind, severity := alert.CheckinMissed, alert.Warning
	if r.Status == NotReached {
		kind, severity = alert.CheckinNotReached, alert.Info
	}
	if err := tx.RaiseAlert(ctx, newAlert(r, kind, severity, causes, now)); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("alert", string(r.ID), r.Path) })
	entry := audit.New(system, now, r.Path, "checkin.closed", "checkin:"+string(r.ID), string(r.PersonID)).
		Holding(map[string]any{"status": r.Status})
	return tx.Audit(ctx, entry)
}

// CloseOverdue settles what a lost job left open, at most Batch requests, and tells how many.
func (s *Service) CloseOverdue(ctx context.Context) (int, error) {
	ids, err := s.store.ListOverdue(ctx, s.clock.Now(), Batch)
	if err != nil {
		return 0, fmt.Errorf("list overdue requests: %w", err)
	}
	for n, rid := range ids {
		err := s.CloseRequest(ctx, rid)
		if _, held := errors.AsType[job.Snooze](err); err != nil && !held {
			return n, err
		}
	}
	return len(ids), nil
}
