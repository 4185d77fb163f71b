package scale_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"diandao/internal/app"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/page"
	"diandao/test/stage"
)

func size(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// begin is when the check-ins of the crowd open.
func begin() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) }

// crowd is a city of many persons with one plan each, of whom the first ones are due at begin and the others
// a day later.
type crowd struct {
	app   *app.App
	clock *clock.Manual
	db    *sql.DB
	due   int
}

func newCrowd(tb testing.TB, engines stage.Pair, persons, due int) *crowd {
	tb.Helper()
	c := clock.NewManual(begin().Add(-time.Hour))
	a := stage.Start(tb, engines, c, stage.Providers{})
	station := stage.City(tb, a, "a long enough password")
	db := a.Store().WriterDB()
	// A recursive query is the one way to make a million rows that both engines understand.
	count := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", persons)
	opens := fmt.Sprintf("CASE WHEN i <= %d THEN %d ELSE %d END", due, begin().UnixMicro(), begin().AddDate(0, 0, 1).UnixMicro())
	for _, rows := range []string{
		"INSERT INTO persons (id, station_id, path, number, name, sex, born_on, category, level, status, phone, term_from, term_to, created_at, version) " + count +
			fmt.Sprintf("SELECT 'person-' || i, '%s', '%s', 'N' || i, '甲', 'male', '1985-05-20', 'probation', 'ordinary', 'active', '', '2026-01-01', '2027-12-31', 0, 1 FROM n", station.ID, station.Path),
		"INSERT INTO plans (id, person_id, station_id, path, version, title, recurrence, starts_on, zone, opens_at, length, grace, requires, next_opens, next_day, created_by, created_at) " + count +
			fmt.Sprintf("SELECT 'plan-' || i, 'person-' || i, '%s', '%s', 1, '每日报到', 'FREQ=DAILY', '2026-11-01', 'Asia/Shanghai', %d, %d, %d, '{\"face\":false,\"location\":false}', %s, '2026-11-23', 'x', 0 FROM n",
				station.ID, station.Path, 8*time.Hour, time.Hour, time.Hour, opens),
	} {
		_, err := db.ExecContext(tb.Context(), rows)
		require.NoError(tb, err)
	}
	return &crowd{app: a, clock: c, db: db, due: due}
}

func (c *crowd) count(tb testing.TB, query string) int {
	tb.Helper()
	var n int
	require.NoError(tb, c.db.QueryRowContext(tb.Context(), query).Scan(&n))
	return n
}

// open lets everything that is due open and tells how long it took.
func (c *crowd) open(tb testing.TB) time.Duration {
	tb.Helper()
	c.clock.Set(begin().Add(time.Second))
	start := time.Now()
	require.NoError(tb, c.app.Tick(tb.Context()))
	return time.Since(start)
}

// Killed in the middle of opening and begun again, nobody's check-in is lost and nobody's opens twice. A
// context that ends stands for the process that does: between two statements nothing else remains of it.
func TestOpening_EndedInTheMiddleLosesNoneAndOpensNoneTwice(t *testing.T) {
	t.Parallel()
	for _, engines := range stage.Engines() {
		t.Run(engines.Name, func(t *testing.T) {
			t.Parallel()
			c := newCrowd(t, engines, 900, 450)
			c.clock.Set(begin().Add(time.Second))
			for range 4 {
				ctx, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond)
				_ = c.app.Tick(ctx) // it is meant to be cut off
				cancel()
			}
			c.open(t)
			require.Equal(t, c.due, c.count(t, "SELECT count(*) FROM checkin_requests"))
			require.Equal(t, c.due, c.count(t, "SELECT count(DISTINCT person_id) FROM checkin_requests"))
			require.Equal(t, c.due, c.count(t, "SELECT count(*) FROM messages"))
			require.Equal(t, c.due, c.count(t, "SELECT count(*) FROM audit_entries WHERE action = 'checkin.opened'"))
			require.Zero(t, c.count(t, fmt.Sprintf("SELECT count(*) FROM plans WHERE next_opens <= %d", begin().Add(time.Second).UnixMicro())))
		})
	}
}

// BenchmarkOpening opens the same number of check-ins among ever more persons: the cost of one must grow
// with what is due, not with who exists. Meanwhile an officer's list is read, as fast as it goes, to see
// what opening does to others.
func BenchmarkOpening(b *testing.B) {
	due := size("DIANDAO_SCALE_DUE", 2000)
	for _, engines := range stage.Engines() {
		for _, persons := range []int{10_000, size("DIANDAO_SCALE_PERSONS", 100_000)} {
			b.Run(fmt.Sprintf("%s/%d", engines.Name, persons), func(b *testing.B) {
				for range b.N {
					b.StopTimer()
					c := newCrowd(b, engines, persons, due)
					reads := c.readMeanwhile(b)
					b.StartTimer()
					took := c.open(b)
					b.StopTimer()
					b.ReportMetric(float64(due)/took.Seconds(), "opened/s")
					b.ReportMetric(float64(took.Microseconds())/float64(due), "µs/request")
					b.ReportMetric(float64(reads().Microseconds())/1000, "p99-write-ms")
				}
			})
		}
	}
}

// readMeanwhile writes small transactions of another kind until the returned function is called, which tells
// the 99th percentile of how long they waited.
func (c *crowd) readMeanwhile(b *testing.B) func() time.Duration {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	done := make(chan []time.Duration)
	go func() {
		var waits []time.Duration
		for ctx.Err() == nil {
			start := time.Now()
			err := c.app.Store().Checkins().InTx(ctx, func(tx checkin.Tx) error {
				_, err := tx.SetRequest(ctx, checkin.Request{ID: "none"}, checkin.Open)
				return err
			})
			if err == nil {
				waits = append(waits, time.Since(start))
			}
			_, _ = c.app.Store().Checkins().ListRequests(ctx, "/", checkin.Filter{}, page.Request{Limit: 50}) // load, not a test
		}
		done <- waits
	}()
	return func() time.Duration {
		cancel()
		waits := <-done
		slices.Sort(waits)
		if len(waits) == 0 {
			return 0
		}
		return waits[len(waits)*99/100]
	}
}
