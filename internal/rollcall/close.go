package rollcall

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/org"
)

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
		counts, err := s.settle(ctx, tx, rc, now)
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
func (s *Service) settle(ctx context.Context, tx Tx, rc RollCall, now time.Time) (map[string]any, error) {
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
			Because(i.MarkReason).Holding(map[string]any{"status": i.Mark})
		if err := tx.Audit(ctx, entry); err != nil {
			return nil, err
		}
	}
	for _, i := range invitees {
		if err := raise(ctx, tx, rc, i, now); err != nil {
			return nil, err
		}
	}
	asked := slices.DeleteFunc(slices.Clone(invitees), func(i Invitee) bool {
		return i.Mark != attendance.Absent && i.Mark != attendance.NotReached
	})
	tx.AfterCommit(func() { s.hintAlerts(rc.ID, asked) })
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
		ID: id.New(), PersonID: i.PersonID, StationID: i.StationID, Path: i.Path, Source: attendance.FromRollCall, SourceID: string(rc.ID),
		Status: i.Mark, At: now, Day: now.In(loc).Format(time.DateOnly), Reason: i.MarkReason, ByRole: by.Role, ByID: by.ID, UpdatedAt: now,
	})
}

// raise asks the station about an invitee who was absent or not reached.
func raise(ctx context.Context, tx Tx, rc RollCall, i Invitee, now time.Time) error {
	a := alert.Alert{
		PersonID: i.PersonID, StationID: i.StationID, Path: i.Path, SourceID: string(rc.ID),
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

// hintAlerts tells the desks of the invitees' stations, once each, that they are asked something about them.
func (s *Service) hintAlerts(rid ID, about []Invitee) {
	told := map[org.Path]bool{}
	for _, i := range about {
		if !told[i.Path] {
			told[i.Path] = true
			s.hints.Hint("alert", string(rid), i.Path)
		}
	}
}

func subject(rid ID) string { return "rollcall:" + string(rid) }
