package push

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/person"
)

// PersonLadder is one version of how a person is told.
type PersonLadder struct {
	Ladder
	PersonID  person.ID // empty: the ladder of everybody who has none of their own
	Version   int       // 0 while the person has none of their own
	UpdatedBy string    // staff id
	UpdatedAt time.Time
}

// ErrLadderChanged tells that somebody else has stored this version.
var ErrLadderChanged = fault.New(fault.Conflict, "push.ladder_changed", "Somebody else has changed how this person is told; look again.")

// LadderStore keeps ladders; every version stays.
type LadderStore interface {
	// Ladder returns the newest version of a person's ladder, or the one of everybody.
	Ladder(ctx context.Context, p person.ID) (PersonLadder, error)
	// ReachFacts returns what is known of how a person can be reached, but for the number.
	ReachFacts(ctx context.Context, p person.ID) (ReachFacts, error)
	LadderTx(ctx context.Context, fn func(LadderTx) error) error
}

// LadderTx is what is written in one transaction.
type LadderTx interface {
	audit.Recorder
	// InsertLadder stores the next version. It returns ErrLadderChanged.
	InsertLadder(ctx context.Context, l PersonLadder) error
}

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
}

// LadderBook lets officers choose how a person is told, and see how far that leads now.
type LadderBook struct {
	store    LadderStore
	persons  Persons
	clock    clock.Clock
	channels []Channel
}

// NewLadderBook returns a book; senders are what this deployment sends with.
func NewLadderBook(store LadderStore, persons Persons, c clock.Clock, senders ...Sender) *LadderBook {
	b := &LadderBook{store: store, persons: persons, clock: c}
	for _, s := range senders {
		b.channels = append(b.channels, s.Channel())
	}
	return b
}

// Ladder returns how a person is told. It returns person.ErrNotFound or an authz error.
func (b *LadderBook) Ladder(ctx context.Context, actor authz.Actor, p person.ID) (PersonLadder, error) {
	if _, err := b.check(ctx, actor, authz.PlanRead, p); err != nil {
		return PersonLadder{}, err
	}
	return b.store.Ladder(ctx, p)
}

// SetLadder stores a person's next ladder; version is the one that the officer has seen, 0 when there was
// none. It returns ErrLadder, ErrLadderChanged, person.ErrNotFound or an authz error.
func (b *LadderBook) SetLadder(ctx context.Context, actor authz.Actor, p person.ID, version int, l Ladder) (PersonLadder, error) {
	who, err := b.check(ctx, actor, authz.PlanWrite, p)
	if err != nil {
		return PersonLadder{}, err
	}
	if err := l.Check(); err != nil {
		return PersonLadder{}, err
	}
	stored, err := b.store.Ladder(ctx, p)
	if err != nil {
		return PersonLadder{}, err
	}
	if stored.Version != version {
		return PersonLadder{}, ErrLadderChanged
	}
	now := b.clock.Now()
	next := PersonLadder{Ladder: l, PersonID: p, Version: version + 1, UpdatedBy: actor.ID, UpdatedAt: now}
	err = b.store.LadderTx(ctx, func(tx LadderTx) error {
		if err := tx.InsertLadder(ctx, next); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, who.Path, "ladder.set", "person:"+string(p), string(p)).
			Holding(map[string]any{"version": next.Version, "steps": l.Steps, "quiet_from": l.QuietFrom, "quiet_to": l.QuietTo}))
	})
	if err != nil {
		return PersonLadder{}, fmt.Errorf("store ladder: %w", err)
	}
	return next, nil
}

func (b *LadderBook) check(ctx context.Context, actor authz.Actor, action authz.Action, p person.ID) (person.Person, error) {
	if err := authz.Allow(actor, action); err != nil {
		return person.Person{}, err
	}
	who, err := b.persons.Get(ctx, p)
	if err != nil {
		return person.Person{}, err
	}
	return who, authz.Check(actor, action, who.Path)
}
