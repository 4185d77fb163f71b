package jobqueue

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// connTx shows a connection that is inside a transaction of the store as a pgx.Tx. The store commits; a
// nested transaction is a savepoint. Statements are prepared, since River's arguments need their types.
type connTx struct{ conn *pgx.Conn }

var (
	_ pgx.Tx = connTx{}

	errNotOurs = errors.New("jobqueue: the store ends this transaction")
)

const mode = pgx.QueryExecModeCacheStatement

func prepared(args []any) []any { return append([]any{mode}, args...) }

// Begin opens a savepoint.
func (t connTx) Begin(ctx context.Context) (pgx.Tx, error) {
	if _, err := t.conn.Exec(ctx, "SAVEPOINT jobqueue"); err != nil {
		return nil, err
	}
	return &savepoint{connTx: t}, nil
}

// Commit is the store's to do.
func (t connTx) Commit(context.Context) error { return errNotOurs }

// Rollback is the store's to do.
func (t connTx) Rollback(context.Context) error { return errNotOurs }

// CopyFrom copies rows in.
func (t connTx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error) {
	return t.conn.CopyFrom(ctx, table, columns, src)
}

// SendBatch sends several statements at once.
func (t connTx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return t.conn.SendBatch(ctx, b)
}

// LargeObjects are not used by River.
func (t connTx) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }

// Prepare prepares a statement.
func (t connTx) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return t.conn.Prepare(ctx, name, sql)
}

// Exec runs a statement.
func (t connTx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return t.conn.Exec(ctx, sql, prepared(args)...)
}

// Query runs a query.
func (t connTx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return t.conn.Query(ctx, sql, prepared(args)...)
}

// QueryRow runs a query for one row.
func (t connTx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return t.conn.QueryRow(ctx, sql, prepared(args)...)
}

// Conn returns the connection.
func (t connTx) Conn() *pgx.Conn { return t.conn }

// savepoint is a nested transaction. Rolling back after a commit is no error, as with pgx's own.
type savepoint struct {
	connTx
	done bool
}

// Commit keeps what was done since the savepoint.
func (s *savepoint) Commit(ctx context.Context) error {
	return s.end(ctx, "RELEASE SAVEPOINT jobqueue")
}

// Rollback undoes what was done since the savepoint.
func (s *savepoint) Rollback(ctx context.Context) error {
	return s.end(ctx, "ROLLBACK TO SAVEPOINT jobqueue")
}

func (s *savepoint) end(ctx context.Context, statement string) error {
	if s.done {
		return pgx.ErrTxClosed
	}
	s.done = true
	_, err := s.conn.Exec(ctx, statement)
	return err
}
