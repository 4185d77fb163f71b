package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/uptrace/bun"

	"diandao/internal/audit"
	"diandao/internal/job"
	"diandao/internal/push"
)

//go:embed migrations
var migrations embed.FS

// Config tells where the records are.
type Config struct {
	// URL is "sqlite:PATH" or "postgres://…".
	URL string
}

// Enqueuer inserts jobs in a transaction of the store.
type Enqueuer interface {
	// Enqueue inserts jobs in the transaction, all or none.
	Enqueue(ctx context.Context, tx *Tx, jobs []job.Job) error
}

// Listener is told of the audit entries of a transaction while it is written.
type Listener interface {
	// Heard returns the jobs that follow from the entries; they are queued in the same transaction.
	Heard(entries []audit.Entry) []job.Job
}

// Store is an open database.
type Store struct {
	engine engine
	write  *bun.DB // one connection on SQLite
	read   *bun.DB // the same as write on PostgreSQL
	dsn    string
	jobs   Enqueuer
	heard  Listener
	pushed []push.Channel // on which push is sent

	together *together
	traced   func(query string) // tests look at what is read
}

// Open connects to the database. It neither creates nor migrates tables; see Migrate.
func Open(ctx context.Context, c Config) (*Store, error) {
	scheme, rest, _ := strings.Cut(c.URL, ":")
	var s *Store
	var err error
	switch scheme {
	case "sqlite":
		s, err = openSQLite(ctx, rest)
	case "postgres", "postgresql":
		s, err = openPostgres(ctx, c.URL)
	default:
		return nil, fmt.Errorf("database URL of scheme %q: sqlite: or postgres://", scheme)
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s.pushed = push.Channels()
	s.together = newTogether(s, s.engine.writersTogether())
	return s, nil
}

// SetEnqueuer gives the store its job queue; transactions that enqueue fail before this.
func (s *Store) SetEnqueuer(e Enqueuer) { s.jobs = e }

// SetListener gives the store who is told of audit entries; without one nobody is.
func (s *Store) SetListener(l Listener) { s.heard = l }

// SetPushChannels tells the store on which channels push is sent: an address of another reaches nobody. Before this
// every channel counts.
func (s *Store) SetPushChannels(all []push.Channel) { s.pushed = all }

// Engine names the database engine, "sqlite" or "postgres", for the job queue's driver and for people.
func (s *Store) Engine() string { return string(s.engine) }

// WriterDB is the pool that writes; on SQLite it has one connection.
func (s *Store) WriterDB() *sql.DB { return s.write.DB }

// DSN is the URL the store was opened with, for a driver that needs its own pool.
func (s *Store) DSN() string { return s.dsn }

// Ping checks that the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.read.PingContext(ctx) }

// Close closes all connections.
func (s *Store) Close() error {
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// Migrate brings the schema to the newest version. Several servers may start at once.
func (s *Store) Migrate(ctx context.Context) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		_, err := p.Up(ctx)
		if err == nil {
			return nil
		}
		if try >= s.engine.migrationTries() {
			return fmt.Errorf("migrate: %w", err)
		}
		select { // another server is at it: look again when it is further
		case <-ctx.Done():
			return fmt.Errorf("migrate: %w", errors.Join(err, ctx.Err()))
		case <-time.After(time.Duration(try) * 100 * time.Millisecond):
		}
	}
}

// Migration is one step of the schema.
type Migration struct {
	Version int64
	Name    string
	Applied bool
}

// MigrationStatus lists all steps in order.
func (s *Store) MigrationStatus(ctx context.Context) ([]Migration, error) {
	p, err := s.provider()
	if err != nil {
		return nil, err
	}
	all, err := p.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("read migration status: %w", err)
	}
	out := make([]Migration, len(all))
	for i, m := range all {
		out[i] = Migration{Version: m.Source.Version, Name: m.Source.Path, Applied: m.State == goose.StateApplied}
	}
	return out, nil
}

// SchemaHash is the SHA-256, in hex, of all embedded migrations.
func SchemaHash() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(migrations, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := migrations.ReadFile(path)
		h.Write([]byte(path))
		h.Write(b)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

func (s *Store) provider() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+string(s.engine))
	if err != nil {
		return nil, fmt.Errorf("embedded migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if s.engine == postgres {
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // looks every second, for five minutes
		if err != nil {
			return nil, fmt.Errorf("migration lock: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(s.engine.goose(), s.write.DB, files, options...)
}
