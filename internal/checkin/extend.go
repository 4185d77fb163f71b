package checkin

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/push"
)

// OutageKind tells who was down.
type OutageKind string

// The kinds: this service, or a provider of notices.
const (
	ServiceDown  OutageKind = "service"
	ProviderDown OutageKind = "provider"
)

// OutageKinds lists every kind.
func OutageKinds() []OutageKind { return []OutageKind{ServiceDown, ProviderDown} }

// Outage is a time, half-open, in which a person could not be told or could not answer, through no fault of
// their own.
type Outage struct {
	IncidentID string
	Kind       OutageKind
	From, To   time.Time
	Least      time.Duration // of the window that it must have taken; of a short window half is enough
}

// Extension is what an outage moved.
type Extension struct {
	RequestID               RequestID
	IncidentID              string
	Kind                    OutageKind
	From, To                time.Time // of the outage, as far as it touched this person
	DueBefore, ClosesBefore time.Time
	DueAfter, ClosesAfter   time.Time
	At                      time.Time
}

// Shield tells what must not be closed yet.
type Shield interface {
	// Holds reports whether an incident that is not settled has touched the request.
	Holds(ctx context.Context, id RequestID) (bool, error)
}

// noShield holds nothing.
type noShield struct{}

// Holds holds nothing.
func (noShield) Holds(context.Context, RequestID) (bool, error) { return false, nil }

// holdFor is when a request that is held is looked at again.
const holdFor = time.Minute

// ExtendedBy is the request after an outage, and whether it was touched. The window's time stands still during
// the outage: whoever had an hour left when it began has an hour left when it ends. It is pure.
func (r Request) ExtendedBy(o Outage, now time.Time) (Request, bool) {
	start := later(o.From, r.OpensAt)
	taken := earlier(o.To, r.ClosesAt).Sub(start)
	if taken <= 0 || taken < min(o.Least, r.ClosesAt.Sub(r.OpensAt)/2) {
		return r, false
	}
	lost := o.To.Sub(start)
	if r.DueAt.After(start) {
		r.DueAt = r.DueAt.Add(lost)
	}
	r.ClosesAt = r.ClosesAt.Add(lost)
	r.Extended, r.UpdatedAt = o.Kind, now
	return r, true
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Extend moves the times of an open request by an outage, once, and tells the person. It reports whether it
// did; a request that is no longer open or was hardly touched is left alone.
func (s *Service) Extend(ctx context.Context, rid RequestID, o Outage) (bool, error) {
	before, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return false, err
	}
	now := s.clock.Now()
	r, touched := before.ExtendedBy(o, now)
	if before.Status != Open || !touched {
		return false, nil
	}
	e := Extension{
		RequestID: rid, IncidentID: o.IncidentID, Kind: o.Kind, From: o.From, To: o.To, DueBefore: before.DueAt, ClosesBefore: before.ClosesAt,
		DueAfter: r.DueAt, ClosesAfter: r.ClosesAt, At: now,
	}
	extended := false
	err = s.store.InTx(ctx, func(tx Tx) error {
		if extended, err = tx.InsertExtension(ctx, e); err != nil || !extended {
			return err
		}
		if extended, err = tx.ExtendRequest(ctx, r, before); err != nil {
			return err
		}
		if !extended {
			return errMoved
		}
		return s.tellExtended(ctx, tx, r, e)
	})
	if err == errMoved { //nolint:errorlint // it is ours and never wrapped; it only rolls back
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("extend check-in: %w", err)
	}
	return extended, nil
}

func (s *Service) tellExtended(ctx context.Context, tx Tx, r Request, e Extension) error {
	if err := tx.Notify(ctx, push.Message{
		ID: push.MessageID(id.New()), PersonID: r.PersonID, Kind: push.WindowExtended, SubjectID: string(r.ID), CreatedAt: e.At, ExpiresAt: r.ClosesAt,
	}); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("checkin", string(r.ID), r.Path) })
	return tx.Audit(ctx, audit.New(authz.SystemActor(), e.At, r.Path, "checkin.extended", "checkin:"+string(r.ID), string(r.PersonID)).
		Holding(map[string]any{
			"incident": e.IncidentID, "kind": e.Kind, "from": e.From.UnixMicro(), "to": e.To.UnixMicro(),
			"due_before": e.DueBefore.UnixMicro(), "closes_before": e.ClosesBefore.UnixMicro(), "due_at": r.DueAt.UnixMicro(), "closes_at": r.ClosesAt.UnixMicro(),
		}))
}
