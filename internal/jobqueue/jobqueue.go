package jobqueue

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"diandao/internal/job"
	"diandao/internal/store"
)

// Times of the queue.
const (
	jobTimeout    = time.Minute
	rescueAfter   = 2 * time.Minute
	fetchCooldown = 50 * time.Millisecond
	fetchInterval = 500 * time.Millisecond
	softStop      = 10 * time.Second
	hardStop      = 5 * time.Second
	maxAttempts   = 8
)

// migrationLock is the number of the advisory lock that servers take while they migrate River's tables.
const migrationLock int64 = 0x6469616e64616f // "diandao"

// Options tell how a queue works.
type Options struct {
	Workers       int           // how many jobs run at once; 0 inserts only
	FetchCooldown time.Duration // between two looks for jobs; 0 is 50 ms
	Logger        *slog.Logger
}

// Queue inserts jobs and, when started, runs them.
type Queue struct {
	engine engineClient
	pool   *pgxpool.Pool // PostgreSQL only
	works  bool
}

var _ store.Enqueuer = (*Queue)(nil)

// engineClient hides which engine River runs on.
type engineClient interface {
	insert(ctx context.Context, tx *store.Tx, jobs []river.InsertManyParams) error
	start(ctx context.Context) error
	stop(ctx context.Context) error
	migrate(ctx context.Context) error
}

// New returns a queue on the store's database. Every kind that will be inserted must be registered.
func New(ctx context.Context, s *store.Store, r *Registry, o Options) (*Queue, error) {
	config := &river.Config{
		Workers: r.workers, Logger: o.Logger, JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter, MaxAttempts: maxAttempts,
		FetchCooldown: cmp.Or(o.FetchCooldown, fetchCooldown), FetchPollInterval: max(fetchInterval, o.FetchCooldown), SoftStopTimeout: softStop,
	}
	if o.Workers > 0 {
		config.Queues = map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Workers}}
		config.PeriodicJobs = r.pokes()
	}
	q := &Queue{works: o.Workers > 0}
	if s.Engine() == "sqlite" {
		client, err := newClient(riversqlite.New(s.WriterDB()), config, func(tx *store.Tx) *sql.Tx { return tx.SQLTx() })
		q.engine = client
		return q, err
	}
	pool, err := openPool(ctx, s.DSN(), o.Workers)
	if err != nil {
		return nil, err
	}
	client, err := newClient(riverpgxv5.New(pool), config, func(tx *store.Tx) pgx.Tx { return connTx{tx.PgxConn()} })
	if err != nil {
		pool.Close()
		return nil, err
	}
	q.engine, q.pool = client, pool
	return q, nil
}

func openPool(ctx context.Context, dsn string, workers int) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read database URL: %w", err)
	}
	config.MaxConns = int32(max(4, min(workers, 16))) //nolint:gosec // at most 16
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open job queue's pool: %w", err)
	}
	return pool, nil
}

// Migrate brings River's own tables to the newest version.
// Several servers may start at once.
func (q *Queue) Migrate(ctx context.Context) (err error) {
	if q.pool == nil {
		return q.engine.migrate(ctx)
	}
	conn, err := q.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("migrate job queue: %w", err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return fmt.Errorf("lock job queue's migration: %w", err)
	}
	defer func() { // the lock is the connection's: where it cannot be given back, the connection goes
		if _, unlock := conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrationLock); unlock != nil {
			err = errors.Join(err, unlock, conn.Conn().Close(context.WithoutCancel(ctx)))
		}
	}()
	return q.engine.migrate(ctx)
}

// Start begins to run jobs. A queue that only inserts has nothing to start.
func (q *Queue) Start(ctx context.Context) error {
	if !q.works {
		return nil
	}
	return q.engine.start(ctx)
}

// Stop waits for running jobs, cancels those that do not end, and closes the queue's pool. Jobs that
// were cut short run again.
func (q *Queue) Stop(ctx context.Context) error {
	var err error
	if q.works {
		err = q.engine.stop(ctx)
	}
	if q.pool != nil {
		q.pool.Close()
	}
	return err
}

// insertBatch bounds the jobs of one statement.
const insertBatch = 500

// Enqueue inserts jobs in the transaction, all or none.
func (q *Queue) Enqueue(ctx context.Context, tx *store.Tx, jobs []job.Job) error {
	for batch := range slices.Chunk(jobs, insertBatch) {
		params := make([]river.InsertManyParams, len(batch))
		for i, j := range batch {
			opts := &river.InsertOpts{ScheduledAt: j.Options.At, MaxAttempts: j.Options.MaxAttempts}
			if j.Options.Unique {
				opts.UniqueOpts = waitingOrRunning()
			}
			params[i] = river.InsertManyParams{Args: j.Args, InsertOpts: opts}
		}
		if err := q.engine.insert(ctx, tx, params); err != nil {
			return fmt.Errorf("enqueue %d jobs, the first %s: %w", len(batch), batch[0].Args.Kind(), err)
		}
	}
	return nil
}

// waitingOrRunning makes an insert do nothing while an equal job has not ended.
func waitingOrRunning() river.UniqueOpts {
	return river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled,
	}}
}

// client is River on one engine, whose transactions are of type T.
type client[T any] struct {
	river   *river.Client[T]
	driver  riverdriver.Driver[T]
	logger  *slog.Logger
	unwrap  func(*store.Tx) T
	running bool
}

func newClient[T any](driver riverdriver.Driver[T], config *river.Config, unwrap func(*store.Tx) T) (*client[T], error) {
	c, err := river.NewClient(driver, config)
	if err != nil {
		return nil, fmt.Errorf("job queue: %w", err)
	}
	return &client[T]{river: c, driver: driver, logger: config.Logger, unwrap: unwrap}, nil
}

func (c *client[T]) insert(ctx context.Context, tx *store.Tx, jobs []river.InsertManyParams) error {
	_, err := c.river.InsertManyTx(ctx, c.unwrap(tx), jobs)
	return err
}

func (c *client[T]) start(ctx context.Context) error {
	if err := c.river.Start(ctx); err != nil {
		return fmt.Errorf("start job queue: %w", err)
	}
	c.running = true
	return nil
}

func (c *client[T]) stop(ctx context.Context) error {
	if !c.running {
		return nil
	}
	c.running = false
	err := c.river.Stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), hardStop)
		defer cancel()
		err = c.river.StopAndCancel(ctx)
	}
	if err != nil {
		return fmt.Errorf("stop job queue: %w", err)
	}
	return nil
}

func (c *client[T]) migrate(ctx context.Context) error {
	m, err := rivermigrate.New(c.driver, &rivermigrate.Config{Logger: c.logger})
	if err != nil {
		return fmt.Errorf("job queue's migrations: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate job queue: %w", err)
	}
	return nil
}
