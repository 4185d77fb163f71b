package checkin

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Bounds of a look.
const (
	MaxLookReason = 200 // characters
	maxAccepted   = 5   // photos of before
	lookedThrough = 15  // check-ins for them
)

// ErrMinor says that pictures of a minor open for a reason only (Community Corrections Law, article 54).
var ErrMinor = fault.New(fault.Forbidden, "checkin.minor_reason_required", "These are pictures of a minor. Say why you need to see them, in at most 200 characters.")

// Minors tells who is under 18; casefile.Service.
type Minors interface {
	IsMinor(ctx context.Context, actor authz.Actor, p person.Person) bool
}

// noMinors knows of none.
type noMinors struct{}

func (noMinors) IsMinor(context.Context, authz.Actor, person.Person) bool { return false }

// Look is what an officer sets side by side.
type Look struct {
	Detail
	Accepted []AcceptedPhoto // newest first, at most five, without the one that is looked at
}

// AcceptedPhoto is the photo of an earlier check-in that counts.
type AcceptedPhoto struct {
	RequestID RequestID
	PhotoID   string // evidence id
	At        time.Time
}

// Look returns a check-in with the person's last accepted photos. A minor's pictures need a reason, which is
// audited with the look. It returns ErrMinor, ErrNotFound or an authz error.
func (s *Service) Look(ctx context.Context, actor authz.Actor, rid RequestID, reason string) (Look, error) {
	d, err := s.Detail(ctx, actor, rid)
	if err != nil {
		return Look{}, err
	}
	if err := s.reveal(ctx, actor, d.Request, strings.TrimSpace(reason)); err != nil {
		return Look{}, err
	}
	accepted, err := s.accepted(ctx, actor, d.Request)
	if err != nil {
		return Look{}, fmt.Errorf("read accepted photos: %w", err)
	}
	return Look{Detail: d, Accepted: accepted}, nil
}

// reveal refuses pictures of a minor without a reason and notes the look with one.
func (s *Service) reveal(ctx context.Context, actor authz.Actor, r Request, reason string) error {
	p, err := s.persons.Get(ctx, r.PersonID)
	if err != nil {
		return err
	}
	if !s.minors.IsMinor(ctx, actor, p) {
		return nil
	}
	if reason == "" || utf8.RuneCountInString(reason) > MaxLookReason {
		return ErrMinor
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		return tx.Audit(ctx, audit.New(actor, s.clock.Now(), r.Path, "checkin.minor_seen", "checkin:"+string(r.ID), string(r.PersonID)).Because(reason))
	})
	if err != nil {
		return fmt.Errorf("note the look: %w", err)
	}
	return nil
}

func (s *Service) accepted(ctx context.Context, actor authz.Actor, r Request) ([]AcceptedPhoto, error) {
	past, err := s.store.ListRequests(ctx, actor.Scope, Filter{PersonID: r.PersonID, Statuses: []Status{Accepted, Late}}, page.Request{Limit: lookedThrough})
	if err != nil {
		return nil, err
	}
	var out []AcceptedPhoto
	for _, p := range past {
		if p.ID == r.ID || p.CheckinID == "" || len(out) == maxAccepted {
			continue
		}
		c, err := s.store.GetCheckin(ctx, p.CheckinID)
		if err != nil {
			return nil, err
		}
		if c.PhotoID != "" {
			out = append(out, AcceptedPhoto{RequestID: p.ID, PhotoID: c.PhotoID, At: c.MadeAt})
		}
	}
	return out, nil
}

// Submissions returns what was handed in to these requests, by request. It returns an authz error.
func (s *Service) Submissions(ctx context.Context, actor authz.Actor, rs []Request) (map[RequestID]Checkin, error) {
	ids := make([]ID, 0, len(rs))
	for _, r := range rs {
		if err := authz.Check(actor, authz.CheckinRead, r.Path); err != nil {
			return nil, err
		}
		if r.CheckinID != "" {
			ids = append(ids, r.CheckinID)
		}
	}
	all, err := s.store.ListCheckins(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read submissions: %w", err)
	}
	out := make(map[RequestID]Checkin, len(all))
	for _, c := range all {
		out[c.RequestID] = c
	}
	return out, nil
}
