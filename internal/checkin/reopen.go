package checkin

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
)

// Bounds of a check-in that is opened again. An officer can give time, never take it.
const (
	MinReopenFor = 10 * time.Minute
	MaxReopenFor = 72 * time.Hour
)

// Errors of opening again.
var (
	ErrReopenFor = fault.New(fault.Invalid, "checkin.reopen_invalid", "Give between 10 minutes and 72 hours, and say in at most 500 characters why.")
	ErrNotEnded  = fault.New(fault.Conflict, "checkin.not_ended", "Only a check-in that ended without an answer can be opened again.")
	ErrAppealed  = fault.New(fault.Conflict, "checkin.appealed", "There is an appeal about this check-in; decide the appeal instead.")
)

// Reopen gives a person whose check-in ended without an answer more time: the question to the station ends, the
// person is told, and at the end the outcome is settled anew. It returns ErrReopenFor, ErrNotEnded,
// ErrAppealed, ErrNotFound or an authz error.
func (s *Service) Reopen(ctx context.Context, actor authz.Actor, rid RequestID, more time.Duration, reason string) (Detail, error) {
	if reason = strings.TrimSpace(reason); reason == "" || utf8.RuneCountInString(reason) > MaxReason || more < MinReopenFor || more > MaxReopenFor {
		return Detail{}, ErrReopenFor
	}
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.CheckinDecide, r.Path); err != nil {
		return Detail{}, err
	}
	now := s.clock.Now()
	again, ok := r.Reopened(more, now)
	if !ok {
		return Detail{}, ErrNotEnded
	}
	err = s.store.InTx(ctx, func(tx Tx) error { return s.reopen(ctx, tx, actor, r, again, reason) })
	if err != nil {
		return Detail{}, fmt.Errorf("open check-in again: %w", err)
	}
	return s.Detail(ctx, actor, rid)
}

// Reopened is a request that ended without an answer with more time from now, and whether it is one. It is pure.
func (r Request) Reopened(more time.Duration, now time.Time) (Request, bool) {
	if r.Status != Missed && r.Status != NotReached {
		return r, false
	}
	r.Status, r.UpdatedAt = Open, now
	r.DueAt, r.ClosesAt = now.Add(more), now.Add(more)
	return r, true
}

func (s *Service) reopen(ctx context.Context, tx Tx, actor authz.Actor, before, r Request, reason string) error {
	now := r.UpdatedAt
	if err := tx.HoldPerson(ctx, r.PersonID); err != nil {
		return err
	}
	if ok, err := tx.SetRequest(ctx, r, before.Status); err != nil || !ok {
		return orElse(err, ErrNotEnded)
	}
	if isAppealed, err := tx.IsAppealed(ctx, r.ID); err != nil || isAppealed {
		return orElse(err, ErrAppealed)
	}
	for _, kind := range []alert.Kind{alert.CheckinMissed, alert.CheckinNotReached, alert.CallPerson} {
		if err := tx.ReleaseAlert(ctx, kind, string(r.ID), r.PersonID, now); err != nil {
			return err
		}
	}
	if err := tx.PutAttendance(ctx, record(r, actor, reason, now)); err != nil {
		return err
	}
	if err := s.tellDecision(ctx, tx, r, now); err != nil {
		return err
	}
	tx.AfterCommit(func() {
		s.hints.Hint("checkin", string(r.ID), r.Path)
		s.hints.Hint("alert", string(r.ID), r.Path)
	})
	entry := audit.New(actor, now, r.Path, "checkin.reopened", "checkin:"+string(r.ID), string(r.PersonID)).Because(reason).
		Holding(map[string]any{"was": before.Status, "minutes": int(r.ClosesAt.Sub(now) / time.Minute)})
	return tx.Audit(ctx, entry)
}
