package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite"

	"diandao/internal/org"
)

// engine is which database runs beneath. This file is the only one that asks.
type engine string

const (
	sqliteEngine engine = "sqlite"
	postgres     engine = "postgres"
)

func (e engine) goose() goose.Dialect {
	if e == postgres {
		return goose.DialectPostgres
	}
	return goose.DialectSQLite3
}

// migrationTries is how often migrating is tried. Differs because goose can lock PostgreSQL only: on
// SQLite, of two servers that start at once, the second finds its step done, rolls back and looks again.
func (e engine) migrationTries() int {
	if e == postgres {
		return 1
	}
	return 6
}

// forUpdate locks the selected rows until the end of the transaction. Differs because SQLite has one
// writer and no row locks: BEGIN IMMEDIATE has already excluded everybody else.
func (e engine) forUpdate(q *bun.SelectQuery) *bun.SelectQuery {
	if e == postgres {
		return q.For("UPDATE")
	}
	return q
}

// lockTable keeps others from writing to a table until the end of the transaction; they may read it and refer to its
// rows. Differs as forUpdate does.
func (e engine) lockTable(ctx context.Context, tx *Tx, table string) error {
	if e != postgres {
		return nil
	}
	_, err := tx.db.ExecContext(ctx, "LOCK TABLE ? IN SHARE ROW EXCLUSIVE MODE", bun.Ident(table))
	return err
}

const (
	sqliteUniqueConstraint = 2067
	sqlitePrimaryKey       = 1555
	pgUniqueViolation      = "23505"
)

// isDuplicate reports whether err is a violated unique constraint.
func isDuplicate(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == pgUniqueViolation
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && (e.Code() == sqliteUniqueConstraint || e.Code() == sqlitePrimaryKey)
}

// mapped has readers look at the file in memory: what reads more than their cache holds, as a month's report does,
// takes about half the time (docs/benchmarks.md).
const mapped = "mmap_size(268435456)" // bytes

func openSQLite(ctx context.Context, path string) (*Store, error) {
	if path == "" {
		return nil, errors.New("sqlite: names no file")
	}
	if err := makePrivate(path); err != nil {
		return nil, err
	}
	dsn := func(extra string, more ...string) string {
		pragmas := url.Values{"_pragma": append([]string{
			"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "busy_timeout(10000)", "temp_store(MEMORY)", "cache_size(-32768)",
		}, more...)}
		return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + pragmas.Encode() + extra
	}
	writer, err := sql.Open("sqlite", dsn("&_txlock=immediate"))
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	if err := assertWAL(ctx, writer); err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader, err := sql.Open("sqlite", dsn("&mode=ro", mapped))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(max(4, runtime.NumCPU()))
	return &Store{
		engine: sqliteEngine, dsn: "sqlite:" + path,
		write: bun.NewDB(writer, sqlitedialect.New()), read: bun.NewDB(reader, sqlitedialect.New()),
	}, nil
}

// makePrivate makes the file before the driver does, readable by us alone; SQLite gives its log the same mode.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("make database file: %w", err)
	}
	return f.Close()
}

// assertWAL finds out whether the pragmas were understood: a driver that is not told in its own words
// ignores them silently.
func assertWAL(ctx context.Context, db *sql.DB) error {
	var mode string
	var synchronous, foreignKeys int
	row := db.QueryRowContext(ctx, "SELECT journal_mode, synchronous, foreign_keys FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys")
	if err := row.Scan(&mode, &synchronous, &foreignKeys); err != nil {
		return fmt.Errorf("read pragmas: %w", err)
	}
	if mode != "wal" || synchronous != 2 || foreignKeys != 1 {
		return fmt.Errorf("sqlite opened with journal_mode %s, synchronous %d, foreign_keys %d", mode, synchronous, foreignKeys)
	}
	return nil
}

func openPostgres(ctx context.Context, dsn string) (*Store, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read URL: %w", err)
	}
	// bun writes values into its statements, so preparing each of them would only cost.
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(max(16, 4*runtime.NumCPU()))
	pool.SetMaxIdleConns(8)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	db := bun.NewDB(pool, pgdialect.New())
	return &Store{engine: postgres, dsn: dsn, write: db, read: db}, nil
}

// pgxConn is the pgx connection beneath a database/sql one, nil on SQLite.
func (e engine) pgxConn(c *sql.Conn) (*pgx.Conn, error) {
	if e != postgres {
		return nil, nil
	}
	var out *pgx.Conn
	err := c.Raw(func(driver any) error {
		conn, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("driver connection is a %T", driver)
		}
		out = conn.Conn()
		return nil
	})
	return out, err
}

// listWithin keeps rows of units at and below scope in a list that an index on another column puts in
// order. Differs because SQLite's planner, which knows no figures, would rather read all of a district and
// sort it for every page; the plus sign keeps it from using an index on the path.
func (e engine) listWithin(q *bun.SelectQuery, column string, scope org.Path) *bun.SelectQuery {
	if e == postgres || scope == org.Root || scope.IsStation() {
		return within(q, column, scope)
	}
	return q.Where("+? >= ? AND +? < ?", bun.Ident(column), string(scope), bun.Ident(column), scope.Upper())
}

// besides keeps rows whose column holds one of values, in a list that an index on another column puts in order. Differs
// as listWithin does, and for the same reason.
func besides[T ~string](e engine, q *bun.SelectQuery, column string, values []T) *bun.SelectQuery {
	if e == postgres || len(values) == 0 {
		return anyOf(q, column, values)
	}
	return q.Where("+? IN (?)", bun.Ident(column), bun.List(values))
}

// withinOr is listWithin, and rows of the units at the paths.
func (e engine) withinOr(q *bun.SelectQuery, column string, scope org.Path, paths []string) *bun.SelectQuery {
	plus := "+"
	if e == postgres {
		plus = ""
	}
	return q.Where("("+plus+"? >= ? AND "+plus+"? < ? OR "+plus+"? IN (?))", bun.Ident(column), string(scope), bun.Ident(column), scope.Upper(), bun.Ident(column), bun.List(paths))
}

// containsFold matches rows whose column holds text, whatever its case. Differs because PostgreSQL's
// LIKE minds the case and SQLite's does not.
func (e engine) containsFold(q *bun.SelectQuery, column, text string) *bun.SelectQuery {
	operator := "LIKE"
	if e == postgres {
		operator = "ILIKE"
	}
	pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(text) + "%"
	return q.Where("? "+operator+` ? ESCAPE '\'`, bun.Ident(column), pattern)
}
