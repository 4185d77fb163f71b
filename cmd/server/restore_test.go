package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/rollcall"
	"diandao/internal/store"
)

// The drill of the operator's page: the database first, then the folder, while the server goes on; the keys apart. What is
// put into an empty folder is whole, and pictures open with the master key alone.
func TestRestore_FromABackupTakenWhileItRan(t *testing.T) {
	t.Parallel()
	ctx, dir, backup, keys, restored := t.Context(), t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	db, err := store.Open(ctx, store.Config{URL: "sqlite:" + filepath.Join(dir, "diandao.db")})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	require.NoError(t, db.Migrate(ctx))
	who, calls, officer := oneStation(t, db)
	vault, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), db.Evidence())
	require.NoError(t, err)
	defer func() { require.NoError(t, vault.Close()) }()
	put := func(words string) evidence.Object {
		o, err := vault.Put(ctx, evidence.Input{
			PersonID: who.ID, Path: who.Path, Kind: evidence.CheckinPhoto, MIME: "image/jpeg", Data: []byte(words), CreatedAt: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC),
		})
		require.NoError(t, err)
		require.NoError(t, db.InTx(ctx, func(tx *store.Tx) error { return tx.InsertEvidence(ctx, o) }))
		return o
	}
	before := put("before")
	rc, err := calls.Start(ctx, officer, rollcall.StartInput{StationID: who.StationID, Audience: rollcall.Adults})
	require.NoError(t, err)
	_, err = calls.Close(ctx, officer, rc.ID)
	require.NoError(t, err)
	_, err = calls.Seal(ctx, officer, rc.ID)
	require.NoError(t, err)

	copyDatabase(t, filepath.Join(dir, "diandao.db"), filepath.Join(backup, "diandao.db"))
	after := put("after") // the server goes on between the two
	require.NoError(t, os.CopyFS(filepath.Join(backup, "evidence"), os.DirFS(filepath.Join(dir, "evidence"))))
	require.NoError(t, os.Rename(filepath.Join(dir, "master.key"), filepath.Join(keys, "master.key")))

	require.NoError(t, os.CopyFS(restored, os.DirFS(backup)))
	require.NoError(t, os.CopyFS(restored, os.DirFS(keys)))
	code, told := command(t, []string{"DIANDAO_DATA_DIR=" + restored}, "", "verify")
	require.Zero(t, code, told)
	require.Contains(t, told, "1 sealed sheets: whole")
	require.Equal(t, "before", opened(t, restored, before))
	require.Equal(t, "after", opened(t, restored, after), "a picture without a record is one too many, not one too few")

	require.NoError(t, os.Remove(filepath.Join(restored, "master.key")))
	require.Empty(t, opened(t, restored, before), "whoever has the backup without the key sees nothing")
}

// copyDatabase takes a copy of a database that is in use, as sqlite3's .backup does.
func copyDatabase(t *testing.T, from, to string) {
	t.Helper()
	db, err := sql.Open("sqlite", from)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "VACUUM INTO ?", to)
	require.NoError(t, err)
	require.NoError(t, db.Close())
}

// opened is what a picture of a restored folder shows; empty when it can't be opened.
func opened(t *testing.T, dir string, o evidence.Object) string {
	t.Helper()
	db, err := store.Open(t.Context(), store.Config{URL: "sqlite:" + filepath.Join(dir, "diandao.db")})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	vault, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), db.Evidence())
	require.NoError(t, err)
	defer func() { require.NoError(t, vault.Close()) }()
	data, err := vault.Open(t.Context(), o)
	if err != nil {
		return ""
	}
	return string(data)
}
