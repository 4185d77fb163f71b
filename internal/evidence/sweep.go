package evidence

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/clock"
	"diandao/internal/fault"
)

// Bounds of a sweep.
const (
	// OrphanAfter is how old a blob must be that no record knows: long enough that a database brought back to
	// an hour of last week can still be brought forward again.
	OrphanAfter = 7 * 24 * time.Hour
	// SweepEvery is how long the clock stays on one of the 256 shards.
	SweepEvery = 10 * time.Minute
	// maxOrphans bounds what one sweep removes.
	maxOrphans = 1000
	// fewOrphans is how many unknown blobs raise no doubt about the database.
	fewOrphans = 8
)

// ErrForeign tells that most blobs of a shard are known to no record, so that the folder and the database
// are not of one deployment, or the database has lost records.
var ErrForeign = fault.New(fault.Internal, "evidence.foreign", "Most pictures in this folder are not known to this database; nothing was removed.")

// Shelf is where sealed blobs lie, in 256 shards by the end of their ids.
type Shelf interface {
	// Walk calls fn with the ids of a shard's blobs that were written before the instant, a batch at a time,
	// and removes what a crash left half-written.
	Walk(ctx context.Context, shard byte, before time.Time, fn func(batch []ID) error) error
	// Remove takes a blob away; one that is gone makes it a no-op.
	Remove(ctx context.Context, id ID) error
}

// Register tells which blobs have a record.
type Register interface {
	// Known returns those of the ids that have an object.
	Known(ctx context.Context, ids []ID) (map[ID]bool, error)
}

// Sweeper takes orphans away.
type Sweeper struct {
	shelf    Shelf
	register Register
	clock    clock.Clock
}

// NewSweeper returns a sweeper.
func NewSweeper(shelf Shelf, register Register, c clock.Clock) *Sweeper {
	return &Sweeper{shelf: shelf, register: register, clock: c}
}

// Sweep takes the orphans of one shard away, at most a thousand, and tells how many. Which shard is a matter
// of the clock: in 43 hours each has had its turn, whichever server sweeps. It returns ErrForeign.
func (s *Sweeper) Sweep(ctx context.Context) (int, error) {
	now := s.clock.Now()
	return s.SweepShard(ctx, byte(now.Unix()/int64(SweepEvery/time.Second)))
}

// SweepShard is Sweep of a shard.
func (s *Sweeper) SweepShard(ctx context.Context, shard byte) (int, error) {
	var orphans []ID
	known, unknown := 0, 0
	err := s.shelf.Walk(ctx, shard, s.clock.Now().Add(-OrphanAfter), func(batch []ID) error {
		have, err := s.register.Known(ctx, batch)
		if err != nil {
			return fmt.Errorf("look up blobs: %w", err)
		}
		for _, id := range batch {
			if have[id] {
				known++
				continue
			}
			if unknown++; len(orphans) < maxOrphans {
				orphans = append(orphans, id)
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return 0, err
	case unknown > fewOrphans && unknown > known:
		return 0, ErrForeign.With(fmt.Errorf("shard %02x: %d unknown, %d known", shard, unknown, known))
	}
	for n, id := range orphans {
		if err := s.shelf.Remove(ctx, id); err != nil {
			return n, fmt.Errorf("remove orphan: %w", err)
		}
	}
	return len(orphans), nil
}
