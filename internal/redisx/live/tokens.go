package live

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/redisx"
	"diandao/internal/rollcall"
)

// TicketLife is how long a join ticket may wait for its connection.
const TicketLife = 60 * time.Second

const (
	maxToken = 256 // characters; longer ones are refused unread
	waitFor  = 2 * time.Second
)

// Errors of this package.
var (
	// ErrTicket has the reason that the signalling protocol gives its clients.
	ErrTicket = fault.New(fault.Unauthenticated, "signal.ticket_refused", "The ticket or resume token is unknown, used or expired.")
	ErrAway   = fault.New(fault.Unavailable, "live.unavailable", "Live roll calls are not available right now. Try again.")
)

// Grant is what a join ticket stands for.
type Grant struct {
	RollCallID rollcall.ID
	Actor      authz.Actor
	Watch      bool // to look on in silence
}

// Resumption is what a resume token stands for.
type Resumption struct {
	RollCallID rollcall.ID
	PeerID     string
	Actor      authz.Actor
	Watch      bool // to look on in silence
}

// token is what is kept under a token's hash, with its end by the program's clock.
type token[T any] struct {
	Until time.Time `json:"until"`
	Value T         `json:"value"`
}

func hashed(kind, secret string) string {
	h := sha256.Sum256([]byte(secret))
	return redisx.Prefix + kind + ":" + hex.EncodeToString(h[:])
}

// Tickets makes and redeems join tickets.
type Tickets struct {
	client redis.UniversalClient
	clock  clock.Clock
}

// NewTickets returns tickets kept in Redis.
func NewTickets(client redis.UniversalClient, c clock.Clock) *Tickets { return &Tickets{client, c} }

// Issue returns a random ticket of 256 bits for one join by actor within TicketLife. It returns ErrAway.
func (t *Tickets) Issue(ctx context.Context, actor authz.Actor, id rollcall.ID) (ticket string, expiresAt time.Time, err error) {
	return t.issue(ctx, Grant{RollCallID: id, Actor: actor})
}

// IssueWatch is Issue for an actor who looks on in silence.
func (t *Tickets) IssueWatch(ctx context.Context, actor authz.Actor, id rollcall.ID) (ticket string, expiresAt time.Time, err error) {
	return t.issue(ctx, Grant{RollCallID: id, Actor: actor, Watch: true})
}

func (t *Tickets) issue(ctx context.Context, g Grant) (ticket string, expiresAt time.Time, err error) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	ticket, expiresAt = base64.RawURLEncoding.EncodeToString(b[:]), t.clock.Now().Add(TicketLife)
	err = keep(ctx, t.client, hashed("ticket", ticket), token[Grant]{expiresAt, g}, TicketLife)
	if err != nil {
		return "", time.Time{}, fmt.Errorf("keep ticket: %w", err)
	}
	return ticket, expiresAt, nil
}

// Redeem takes a ticket, which then is no longer valid. It returns ErrTicket or ErrAway.
func (t *Tickets) Redeem(ctx context.Context, ticket string) (Grant, error) {
	return read[Grant](ctx, ticket, t.clock, func(ctx context.Context) *redis.StringCmd {
		return t.client.GetDel(ctx, hashed("ticket", ticket))
	})
}

// Look tells what a ticket stands for and leaves it valid, for a node that sends its bearer to another. It
// returns ErrTicket or ErrAway.
func (t *Tickets) Look(ctx context.Context, ticket string) (Grant, error) {
	return read[Grant](ctx, ticket, t.clock, func(ctx context.Context) *redis.StringCmd {
		return t.client.Get(ctx, hashed("ticket", ticket))
	})
}

// Resumes keeps resume tokens.
type Resumes struct {
	client redis.UniversalClient
	clock  clock.Clock
}

// NewResumes returns resume tokens kept in Redis.
func NewResumes(client redis.UniversalClient, c clock.Clock) *Resumes { return &Resumes{client, c} }

// Put keeps a token for ttl, anew if it is there already. It returns ErrAway.
func (r *Resumes) Put(ctx context.Context, secret string, to Resumption, ttl time.Duration) error {
	return keep(ctx, r.client, hashed("resume", secret), token[Resumption]{r.clock.Now().Add(ttl), to}, ttl)
}

// Find returns ErrTicket for a token that is unknown or expired, or ErrAway.
func (r *Resumes) Find(ctx context.Context, secret string) (Resumption, error) {
	return read[Resumption](ctx, secret, r.clock, func(ctx context.Context) *redis.StringCmd {
		return r.client.Get(ctx, hashed("resume", secret))
	})
}

// Delete forgets a token. It returns ErrAway.
func (r *Resumes) Delete(ctx context.Context, secret string) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(r.client.Del(ctx, hashed("resume", secret)).Err())
}

func keep(ctx context.Context, client redis.UniversalClient, key string, value any, life time.Duration) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(client.Set(ctx, key, raw, life).Err())
}

func read[T any](ctx context.Context, secret string, c clock.Clock, get func(context.Context) *redis.StringCmd) (none T, err error) {
	if secret == "" || len(secret) > maxToken {
		return none, ErrTicket
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	raw, err := get(ctx).Bytes()
	if errors.Is(err, redis.Nil) {
		return none, ErrTicket
	}
	if err != nil {
		return none, away(err)
	}
	var t token[T]
	if err := json.Unmarshal(raw, &t); err != nil {
		return none, ErrTicket.With(err)
	}
	if !t.Until.After(c.Now()) {
		return none, ErrTicket
	}
	return t.Value, nil
}

func away(err error) error {
	if err == nil {
		return nil
	}
	return ErrAway.With(err)
}
