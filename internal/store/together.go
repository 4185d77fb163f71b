package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"diandao/internal/checkin"
)

// togetherMost bounds how many share a transaction, and togetherWithin how long it may take.
const (
	togetherMost   = 32
	togetherWithin = 30 * time.Second
)

// writersTogether is how many groups are written at the same time: SQLite has one writer.
func (e engine) writersTogether() int {
	if e == sqliteEngine {
		return 1
	}
	return 2
}

// together lets what is written at the same time share one transaction: one commit, one look at the head of an
// audit chain and one statement for many entries instead of one each. Nobody waits for others to come: whoever
// finds a turn free writes all that wait. When anything in it fails, each is written alone, so that nobody
// fails for another's sake.
type together struct {
	store *Store
	turns chan struct{} // its capacity is how many are written at the same time

	mu      sync.Mutex
	waiting []*member
}

// member is one who waits for what they have to write.
type member struct {
	ctx   context.Context //nolint:containedctx // it is the caller's own, kept while the caller waits
	fn    func(*Tx) error
	taken chan struct{} // closed when somebody writes it
	done  chan error
}

func newTogether(s *Store, turns int) *together {
	return &together{store: s, turns: make(chan struct{}, turns)}
}

// do runs fn in a transaction, which others may share. fn may run twice.
func (t *together) do(ctx context.Context, fn func(*Tx) error) error {
	m := &member{ctx: ctx, fn: fn, taken: make(chan struct{}), done: make(chan error, 1)}
	t.mu.Lock()
	t.waiting = append(t.waiting, m)
	t.mu.Unlock()
	for !m.isTaken() {
		select {
		case <-m.taken:
		case t.turns <- struct{}{}:
			t.write(t.take()) // perhaps of others alone: more may wait than are written at once
			<-t.turns
		}
	}
	return <-m.done
}

func (m *member) isTaken() bool {
	select {
	case <-m.taken:
		return true
	default:
		return false
	}
}

// take takes those who wait longest.
func (t *together) take() []*member {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := min(len(t.waiting), togetherMost)
	taken := slices.Clone(t.waiting[:n])
	t.waiting = slices.Delete(t.waiting, 0, n)
	for _, m := range taken {
		close(m.taken)
	}
	return taken
}

func (t *together) write(all []*member) {
	if len(all) > 1 && t.all(all) == nil {
		for _, m := range all {
			m.done <- nil
		}
		return
	}
	for _, m := range all {
		m.done <- t.store.InTx(m.ctx, m.fn)
	}
}

// all writes everything or nothing.
func (t *together) all(all []*member) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(all[0].ctx), togetherWithin)
	defer cancel()
	return t.store.InTx(ctx, func(tx *Tx) error {
		tx.shared = &sharedRows{}
		for _, m := range all {
			if err := m.fn(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// sharedRows are what members of a group add to the same tables, stored by one statement a table.
type sharedRows struct {
	evidence   []evidenceRow
	checkins   []checkinRow
	attendance []attendanceRow
}

// flushShared stores what the group has queued, in the order in which rows refer to each other.
func (tx *Tx) flushShared(ctx context.Context) error {
	if tx.shared == nil {
		return nil
	}
	if rows := tx.shared.evidence; len(rows) > 0 {
		if err := tx.insert(ctx, &rows, nil); err != nil {
			return err
		}
	}
	if rows := tx.shared.checkins; len(rows) > 0 {
		if err := tx.insert(ctx, &rows, checkin.ErrReplayed); err != nil {
			return err
		}
	}
	if rows := tx.shared.attendance; len(rows) > 0 {
		_, err := tx.db.NewInsert().Model(&rows).On("CONFLICT (source, source_id, person_id) DO UPDATE").Set(newerAttendance).Exec(ctx)
		if err != nil {
			return fmt.Errorf("put attendance: %w", err)
		}
	}
	return nil
}
