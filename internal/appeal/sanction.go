package appeal

import (
	"context"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/sanction"
)

// FromSanction is the source of an appeal against a sanction, beside those of attendance.
const FromSanction attendance.Source = "sanction"

// Sources lists what can be appealed against.
func Sources() []attendance.Source { return append(attendance.Sources(), FromSanction) }

// ErrLevel is returned to a station that would decide an appeal against a sanction of its district.
var ErrLevel = fault.New(fault.Forbidden, "appeal.level", "A district or the level above decides this.")

// MayAppealSanction tells whether a sanction can be appealed at now. What was only proposed, or refused, was
// never told to the person. It returns ErrNoOccasion, ErrNothing or ErrTooLate.
func MayAppealSanction(v sanction.Sanction, now time.Time) error {
	switch {
	case v.Status == sanction.Revoked:
		return ErrNothing
	case v.Status != sanction.Approved:
		return ErrNoOccasion
	case now.Sub(v.DecidedAt) > Within:
		return ErrTooLate
	}
	return nil
}

// ofSanction is the appeal, not yet kept, of the actor against one of their sanctions.
func (s *Service) ofSanction(ctx context.Context, actor authz.Actor, in Input, now time.Time) (Appeal, error) {
	v, err := s.store.Sanction(ctx, sanction.ID(in.SourceID))
	if err != nil {
		return Appeal{}, err
	}
	if string(v.PersonID) != actor.PersonID {
		return Appeal{}, ErrNoOccasion
	}
	if err := MayAppealSanction(v, now); err != nil {
		return Appeal{}, err
	}
	return Appeal{
		ID: ID(id.New()), PersonID: v.PersonID, StationID: v.StationID, Path: v.Path, Source: FromSanction, SourceID: string(v.ID), Day: v.Day, Sanction: v.Kind, Text: in.Text,
		Status: Open, FirstDecider: v.DecidedBy, OpenedAt: now, DueAt: now.Add(AnswerIn),
	}, nil
}

// withProposer tells who proposed the sanction that an appeal is against.
func (s *Service) withProposer(ctx context.Context, a Appeal) (Appeal, error) {
	if a.Source != FromSanction {
		return a, nil
	}
	v, err := s.store.Sanction(ctx, sanction.ID(a.SourceID))
	a.Proposer = v.ProposedBy
	return a, err
}

// mayDecide returns ErrOwn, ErrLevel, ErrMoved or ErrInvalid.
func mayDecide(actor authz.Actor, a Appeal, d Decision) error {
	switch {
	case a.FirstDecider == actor.ID || a.Proposer == actor.ID:
		return ErrOwn
	case a.Status != Open:
		return ErrMoved
	case a.Source == FromSanction && actor.Scope.Level() == org.Station:
		return ErrLevel
	}
	return d.check(a)
}

// revoke takes back the sanction that an upheld appeal was against; its record stays.
func revoke(ctx context.Context, tx Tx, a Appeal) error {
	return tx.SetSanction(ctx, sanction.Sanction{
		ID: sanction.ID(a.SourceID), Status: sanction.Revoked, RevokedAt: a.DecidedAt, RevokedBy: a.DecidedBy, RevokeReason: a.Reason, UpdatedAt: a.DecidedAt,
	}, sanction.Approved)
}
