package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/uptrace/bun"

	"diandao/internal/audit"
	"diandao/internal/job"
)

// Tx is one transaction: records, audit entries and jobs that become durable together or not at all. It
// is used by one goroutine and is dead when its function returns. A statement that fails ends the
// transaction: nothing of it stays, even if fn returns nil.
type Tx struct {
	store   *Store
	db      bun.Tx
	pgx     *pgx.Conn
	entries []audit.Entry
	jobs    []job.Job
	told    []messageRow
	inbox   []deliveryRow
	after   []func()
	shared  *sharedRows // not nil when others write in the same transaction
	failed  error       // of the first statement that failed
}

// InTx runs fn in one transaction and commits it when fn returns nil. Audit entries are chained at the
// end, in order of their chains, so that chains are locked briefly and never in a circle.
func (s *Store) InTx(ctx context.Context, fn func(*Tx) error) error {
	tx, err := s.transact(ctx, fn)
	if err != nil {
		return err
	}
	for _, hook := range tx.after { // the connection is free again: a hook may use the store
		hook()
	}
	return nil
}

func (s *Store) transact(ctx context.Context, fn func(*Tx) error) (*Tx, error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("take connection: %w", err)
	}
	defer conn.Close() // only gives it back: what was committed stays so
	raw, err := s.engine.pgxConn(conn.Conn)
	if err != nil {
		return nil, fmt.Errorf("reach driver connection: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	// database/sql would roll back from a goroutine of its own when ctx ends, while jobs may just be written
	// through the connection beneath, of which it knows nothing. Each statement heeds ctx, and this goroutine
	// rolls back.
	db, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	tx := &Tx{store: s, db: db, pgx: raw}
	returned := false
	defer func() {
		if !returned { // fn ended its goroutine (runtime.Goexit), and the connection must not wait for it for ever
			_ = db.Rollback()
		}
	}()
	err = tx.run(ctx, fn)
	returned = true
	if err != nil {
		if rollback := db.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
			err = errors.Join(err, fmt.Errorf("roll back: %w", rollback))
		}
		return nil, err
	}
	return tx, nil
}

func (tx *Tx) run(ctx context.Context, fn func(*Tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in transaction: %v", p)
		}
	}()
	if err := fn(tx); err != nil {
		return err
	}
	// PostgreSQL would refuse to commit; SQLite would keep the rest. Neither is to surprise the other's users.
	if tx.failed != nil {
		return fmt.Errorf("commit after a failed statement: %w", tx.failed)
	}
	if err := tx.flush(ctx); err != nil {
		return fmt.Errorf("write what was queued: %w", err)
	}
	if err := tx.chainEntries(ctx); err != nil {
		return fmt.Errorf("chain audit entries: %w", err)
	}
	if err := ctx.Err(); err != nil { // whoever waited for it has gone: nothing is to appear behind their back
		return fmt.Errorf("commit: %w", err)
	}
	if err := tx.db.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// SQLTx is the transaction beneath, for a job queue that inserts through database/sql.
func (tx *Tx) SQLTx() *sql.Tx { return tx.db.Tx }

// PgxConn is the connection beneath on PostgreSQL, inside the transaction; nil on SQLite.
func (tx *Tx) PgxConn() *pgx.Conn { return tx.pgx }

// Enqueue queues a job that is inserted, and becomes visible, when the transaction commits.
func (tx *Tx) Enqueue(_ context.Context, args job.Args, o job.Options) error {
	if tx.store.jobs == nil {
		return errors.New("the store has no job queue")
	}
	tx.jobs = append(tx.jobs, job.Job{Args: args, Options: o})
	return nil
}

// flush writes what was queued, many rows a statement: messages with their inbox, then jobs. What opens a
// hundred check-ins would otherwise go to the database five hundred times.
func (tx *Tx) flush(ctx context.Context) error {
	for batch := range slices.Chunk(tx.told, 500) {
		if err := tx.insert(ctx, &batch, nil); err != nil {
			return err
		}
	}
	for batch := range slices.Chunk(tx.inbox, 500) {
		if err := tx.insert(ctx, &batch, nil); err != nil {
			return err
		}
	}
	if err := tx.flushShared(ctx); err != nil {
		return err
	}
	if tx.store.heard != nil {
		tx.jobs = append(tx.jobs, tx.store.heard.Heard(tx.entries)...)
	}
	if len(tx.jobs) == 0 {
		return nil
	}
	return tx.store.jobs.Enqueue(ctx, tx, tx.jobs)
}

// Audit queues an entry that is chained and written when the transaction commits.
func (tx *Tx) Audit(_ context.Context, e audit.Entry) error {
	if !e.Chain.Valid() {
		return fmt.Errorf("audit entry %s names no chain", e.Action)
	}
	// The hash must cover the very text that can be read back: databases keep neither NUL nor broken UTF-8.
	for _, s := range []*string{&e.ActorID, &e.Action, &e.Subject, &e.PersonID, &e.Reason} {
		*s = strings.ReplaceAll(strings.ToValidUTF8(*s, "\uFFFD"), "\x00", "")
	}
	tx.entries = append(tx.entries, e)
	return nil
}

// AfterCommit runs fn once the transaction has committed, on the caller's goroutine.
func (tx *Tx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }

// insert stores rows and translates a duplicate key into onDuplicate, if given.
func (tx *Tx) insert(ctx context.Context, rows any, onDuplicate error) error {
	var err error
	if reflect.TypeOf(rows).Elem().Kind() == reflect.Struct {
		_, err = tx.insertRow(ctx, rows, "")
	} else {
		_, err = tx.db.NewInsert().Model(rows).Exec(ctx)
	}
	if err == nil {
		return nil
	}
	tx.failed = err
	if isDuplicate(err) && onDuplicate != nil {
		return onDuplicate
	}
	return fmt.Errorf("insert %T: %w", rows, err)
}

// changed reports whether a statement touched exactly one row.
func changed(res sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// one translates "no rows" into absent.
func one(err, absent error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return absent
	}
	return err
}
