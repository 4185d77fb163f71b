package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/job"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var jobOptions job.Options

func TestOpen_RefusesWhatItCannotKeepSafe(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "mysql://x", "sqlite:", "sqlite:" + filepath.Join(t.TempDir(), "missing", "x.db"), "postgres://%zz", "sqlite:" + t.TempDir()} {
		_, err := store.Open(t.Context(), store.Config{URL: url})
		require.Error(t, err, url)
	}
	text := filepath.Join(t.TempDir(), "notes.txt")
	require.NoError(t, os.WriteFile(text, []byte("these are not records, and longer than a page header would be.........................................."), 0o600))
	_, err := store.Open(t.Context(), store.Config{URL: "sqlite:" + text})
	require.Error(t, err)
}

func TestOpen_SQLiteFilesAreOursAlone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "记录 100%41?#x")
	require.NoError(t, os.Mkdir(dir, 0o755))
	s := storetest.Open(t, "sqlite:"+filepath.Join(dir, "diandao.db"))
	storetest.Station(t, s)
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 3, "the records, their log and its index")
	for _, f := range files {
		info, err := f.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), f.Name())
	}
	require.NoError(t, s.Ping(t.Context()))
}
