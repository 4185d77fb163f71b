package rollcall

import (
	"context"
	"slices"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/person"
)

// DeclineReason is why a person says that taking part is not possible right now.
type DeclineReason string

// The reasons, in the order in which phones offer them.
const (
	AtWork      DeclineReason = "at_work"
	Driving     DeclineReason = "driving"
	Unwell      DeclineReason = "unwell"
	Caring      DeclineReason = "caring" // for somebody of the family
	PoorNetwork DeclineReason = "poor_network"
	OtherReason DeclineReason = "other"
)

// DeclineReasons lists every reason.
func DeclineReasons() []DeclineReason {
	return []DeclineReason{AtWork, Driving, Unwell, Caring, PoorNetwork, OtherReason}
}

// MaxDeclines is how many times one person may say it in one roll call.
const MaxDeclines = 10

// Decline is what a person answered to a ring. It is a note for the officer: it marks nobody, and the person may
// still join.
type Decline struct {
	Reason DeclineReason
	At     time.Time
}

// RungAt is when the person was rung last.
func (i Invitee) RungAt(rc RollCall) time.Time {
	if i.RecalledAt.After(rc.OpenedAt) {
		return i.RecalledAt
	}
	return rc.OpenedAt
}

// Declined is what the person said last; the zero value when nothing was.
func (i Invitee) Declined() Decline {
	if len(i.Declines) == 0 {
		return Decline{}
	}
	return i.Declines[len(i.Declines)-1]
}

// DeclinedSince is why the person said no to the last ring; empty when that is not answered.
func (i Invitee) DeclinedSince(rung time.Time) DeclineReason {
	if d := i.Declined(); !d.At.Before(rung) {
		return d.Reason
	}
	return ""
}

// Decline notes why the actor cannot take part right now, also when the word comes after closing: the phone may
// have had no network. Saying the same again to the same ring changes nothing. It returns ErrDecline, ErrNotFound,
// ErrNotInvited, ErrDeclined, ErrState before the lobby and once the sheet is sealed, or an authz error.
func (s *Service) Decline(ctx context.Context, actor authz.Actor, rid ID, reason DeclineReason) (Invitee, error) {
	if err := authz.Allow(actor, authz.SelfRollCall); err != nil {
		return Invitee{}, err
	}
	if !slices.Contains(DeclineReasons(), reason) {
		return Invitee{}, ErrDecline
	}
	p := person.ID(actor.PersonID)
	return s.update(ctx, rid, p, unsealed, func(tx Tx, rc RollCall, i Invitee, now time.Time) (Invitee, error) {
		switch {
		case i.DeclinedSince(i.RungAt(rc)) == reason:
			return i, nil
		case len(i.Declines) >= MaxDeclines:
			return i, ErrDeclined
		}
		i, _ = i.Seen(Sighting{RollCallID: rid, PersonID: p, Presence: Reached, At: now}) // a phone answered
		i.Declines, i.UpdatedAt = append(slices.Clone(i.Declines), Decline{Reason: reason, At: now}), now
		if err := step(ctx, tx, actor, rid, p, StepDeclined, len(i.Declines), string(reason), now); err != nil {
			return i, err
		}
		return i, tx.Audit(ctx, audit.New(actor, now, i.Path, "rollcall.declined", subject(rid), string(p)).Because(string(reason)))
	})
}

// Running is a roll call that a person may join now, with the person's place in it.
type Running struct {
	RollCall RollCall
	Invitee  Invitee // without name, number and path
}
