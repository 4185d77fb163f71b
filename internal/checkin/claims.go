package checkin

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/page"
)

// Bounds of claims.
const (
	// ClaimLife is how long a claim lasts that nobody renews.
	ClaimLife = time.Minute
	// MaxClaims is how many reviews are looked through for claims.
	MaxClaims = 100
)

// Claim says who looks at a review now. It is advice to colleagues, never a lock: whoever decides first has
// decided. It is rebuilt by looking, so it is in no record.
type Claim struct {
	RequestID RequestID
	StaffID   string // empty: nobody
	Seat      string // the window in which they look, so that leaving one does not give up another's
	Since     time.Time
	Until     time.Time
}

// Claims keeps who looks at which review. What can't be kept or read is nobody's: reviews go on without.
type Claims interface {
	// Take keeps c, unless somebody else has the review and it is not taken over. It returns who has it
	// then, and whether that is somebody else than before.
	Take(ctx context.Context, c Claim, isTakeOver bool) (has Claim, isNews bool)
	// Release gives up a claim of this staff member in this seat, empty for any, and reports whether there was one.
	Release(ctx context.Context, id RequestID, staffID, seat string) bool
	// Held returns the claims that hold at now.
	Held(ctx context.Context, ids []RequestID, now time.Time) map[RequestID]Claim
}

// noClaims keeps nothing.
type noClaims struct{}

func (noClaims) Take(context.Context, Claim, bool) (Claim, bool)                  { return Claim{}, false }
func (noClaims) Release(context.Context, RequestID, string, string) bool          { return false }
func (noClaims) Held(context.Context, []RequestID, time.Time) map[RequestID]Claim { return nil }

// Claim says that the actor looks at a review, or still does, and returns who has it; nobody when it is no
// review any more or when claims can't be kept. It returns ErrNotFound or an authz error.
func (s *Service) Claim(ctx context.Context, actor authz.Actor, rid RequestID, seat string, isTakeOver bool) (Claim, error) {
	r, err := s.claimable(ctx, actor, rid)
	if err != nil || r.Status != Review {
		return Claim{}, err
	}
	now := s.clock.Now()
	has, isNews := s.claims.Take(ctx, Claim{RequestID: rid, StaffID: actor.ID, Seat: seat, Since: now, Until: now.Add(ClaimLife)}, isTakeOver)
	if isNews {
		s.hints.Hint("claim", string(rid), r.Path)
	}
	return has, nil
}

// Unclaim gives up the actor's claim in a seat; another's is left alone. It returns ErrNotFound or an authz error.
func (s *Service) Unclaim(ctx context.Context, actor authz.Actor, rid RequestID, seat string) error {
	r, err := s.claimable(ctx, actor, rid)
	if err != nil {
		return err
	}
	if s.claims.Release(ctx, rid, actor.ID, seat) {
		s.hints.Hint("claim", string(rid), r.Path)
	}
	return nil
}

func (s *Service) claimable(ctx context.Context, actor authz.Actor, rid RequestID) (Request, error) {
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return Request{}, err
	}
	return r, authz.Check(actor, authz.CheckinDecide, r.Path)
}

// Claimed returns who looks at the newest MaxClaims reviews in the actor's scope. It returns an authz error.
func (s *Service) Claimed(ctx context.Context, actor authz.Actor) ([]Claim, error) {
	reviews, err := s.List(ctx, actor, Filter{Statuses: []Status{Review}}, page.Request{Limit: MaxClaims})
	if err != nil {
		return nil, fmt.Errorf("list reviews: %w", err)
	}
	ids := make([]RequestID, len(reviews))
	for i, r := range reviews {
		ids[i] = r.ID
	}
	held := s.claims.Held(ctx, ids, s.clock.Now())
	out := make([]Claim, 0, len(held))
	for _, id := range ids {
		if c, ok := held[id]; ok {
			out = append(out, c)
		}
	}
	return out, nil
}
