// Package storetest runs tests on every database engine: SQLite in a folder of the test, and a real
// PostgreSQL, which it starts itself when it is installed.
package storetest

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/store"
)

// Each runs the test once on every engine, on an empty, migrated database.
func Each(t *testing.T, test func(*testing.T, *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, Open(t, SQLite(t)))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Open(t, Postgres(t)))
	})
}

// EachUnmigrated runs the test once on every engine, with the URL of a database without any table.
func EachUnmigrated(t *testing.T, test func(*testing.T, string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, database(t, "template0"))
	})
}

// SQLite returns the URL of a database in a folder of the test.
func SQLite(tb testing.TB) string {
	tb.Helper()
	return "sqlite:" + filepath.Join(tb.TempDir(), "diandao.db")
}

// Open opens and migrates a database, closed when the test ends.
func Open(tb testing.TB, url string) *store.Store {
	tb.Helper()
	s, err := store.Open(tb.Context(), store.Config{URL: url})
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, s.Close()) })
	require.NoError(tb, s.Migrate(tb.Context()))
	return s
}
