package checkin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/push"
)

// DecideInput is an officer's decision on the submission they looked at.
type DecideInput struct {
	CheckinID ID
	Kind      DecisionKind
	Reason    string // required unless Kind is Accept
}

// Decide settles a check-in that is in review, or opens its request again for a day. The person is
// told. It returns ErrReason, ErrDecided, whose fields decided.by_id, decided.kind and decided.at tell of the
// decision that stands, ErrNotFound or an authz error.
func (s *Service) Decide(ctx context.Context, actor authz.Actor, rid RequestID, in DecideInput) (Detail, error) {
	in.Reason = strings.TrimSpace(in.Reason)
	if !slices.Contains(DecisionKinds(), in.Kind) || (in.Kind != Accept && in.Reason == "") || utf8.RuneCountInString(in.Reason) > MaxReason {
		return Detail{}, ErrReason
	}
	d, err := s.Detail(ctx, actor, rid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.CheckinDecide, d.Request.Path); err != nil {
		return Detail{}, err
	}
	if d.Request.Status != Review || d.Checkin == nil || d.Checkin.ID != in.CheckinID {
		return Detail{}, s.decided(ctx, rid, in.CheckinID)
	}
	err = s.decide(ctx, actor, d.Request, *d.Checkin, in)
	if errors.Is(err, ErrDecided) {
		return Detail{}, s.decided(ctx, rid, in.CheckinID)
	}
	if err != nil {
		return Detail{}, fmt.Errorf("decide check-in: %w", err)
	}
	return s.Detail(ctx, actor, rid)
}

// decided is ErrDecided with who decided on a submission to this request, how and when, where anybody did. Who is
// named by id: a fault may stand in a log.
func (s *Service) decided(ctx context.Context, rid RequestID, cid ID) error {
	c, err := s.store.GetCheckin(ctx, cid)
	if err != nil || c.RequestID != rid {
		return ErrDecided.With(err)
	}
	all, err := s.store.ListDecisions(ctx, cid)
	if err != nil || len(all) == 0 {
		return ErrDecided.With(err)
	}
	last := all[len(all)-1]
	return ErrDecided.On(
		fault.Field{Path: "decided.by_id", Reason: last.ByID},
		fault.Field{Path: "decided.kind", Reason: string(last.Kind)},
		fault.Field{Path: "decided.at", Reason: last.At.UTC().Format(time.RFC3339)},
	)
}

func (s *Service) decide(ctx context.Context, actor authz.Actor, r Request, c Checkin, in DecideInput) error {
	now := s.clock.Now()
	r = r.Decided(in.Kind, c, now)
	return s.store.InTx(ctx, func(tx Tx) error {
		if ok, err := tx.SetRequest(ctx, r, Review); err != nil || !ok {
			return orElse(err, ErrDecided)
		}
		decision := Decision{ID: id.New(), CheckinID: c.ID, Kind: in.Kind, Reason: in.Reason, ByID: actor.ID, At: now}
		if err := tx.InsertDecision(ctx, decision); err != nil {
			return err
		}
		if err := tx.PutAttendance(ctx, record(r, actor, in.Reason, now)); err != nil {
			return err
		}
		if err := s.tellDecision(ctx, tx, r, now); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("checkin", string(r.ID), r.Path) })
		entry := audit.New(actor, now, r.Path, "checkin.decided", "checkin:"+string(r.ID), string(r.PersonID)).
			Because(in.Reason).Holding(map[string]any{"kind": in.Kind, "checkin": c.ID, "status": r.Status})
		return tx.Audit(ctx, entry)
	})
}

// Decided is the request after a decision on c. It is pure.
func (r Request) Decided(kind DecisionKind, c Checkin, now time.Time) Request {
	r.UpdatedAt = now
	switch kind {
	case Accept:
		r.Status = Accepted
		if slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Code == FindingLate }) {
			r.Status = Late
		}
	case Reject:
		r.Status = Rejected
	case AskAgain:
		r.Status = Open
		r.DueAt, r.ClosesAt = now.Add(AskAgainFor), now.Add(AskAgainFor)
	}
	return r
}

func (s *Service) tellDecision(ctx context.Context, tx Tx, r Request, now time.Time) error {
	if r.Status == Open {
		if err := tx.Enqueue(ctx, CloseJob{RequestID: r.ID}, job.Options{At: r.ClosesAt}); err != nil {
			return err
		}
	}
	return tx.Notify(ctx, push.Message{
		ID: push.MessageID(id.New()), PersonID: r.PersonID, Kind: push.CheckinDecided, SubjectID: string(r.ID),
		CreatedAt: now, ExpiresAt: now.Add(24 * time.Hour),
	})
}
