package disk_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/person"
)

// keys keeps wrapped keys in memory.
type keys map[person.ID][]byte

func (k keys) PersonKey(_ context.Context, p person.ID, candidate []byte) ([]byte, error) {
	if k[p] == nil {
		if candidate == nil {
			return nil, evidence.ErrNotFound
		}
		k[p] = candidate
	}
	return k[p], nil
}

const text = "a picture of nobody"

func vault(t *testing.T, k keys) (*disk.Vault, string) {
	t.Helper()
	dir := t.TempDir()
	v, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), k)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	return v, dir
}

func put(t *testing.T, v *disk.Vault, p person.ID) evidence.Object {
	t.Helper()
	o, err := v.Put(t.Context(), evidence.Input{PersonID: p, Kind: evidence.CheckinPhoto, MIME: "image/jpeg", Data: []byte(text)})
	require.NoError(t, err)
	return o
}

func sealedFile(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "evidence", "*", "*"))
	require.NoError(t, err)
	require.Len(t, files, 1)
	return files[0]
}

func TestVault_WhatIsSealedOpensAndIsUnreadableOnDisk(t *testing.T) {
	t.Parallel()
	k := keys{}
	v, dir := vault(t, k)
	o := put(t, v, "p")
	require.EqualValues(t, len(text), o.Size)
	data, err := v.Open(t.Context(), o)
	require.NoError(t, err)
	require.Equal(t, text, string(data))
	raw, err := os.ReadFile(sealedFile(t, dir))
	require.NoError(t, err)
	require.NotContains(t, string(raw), "picture")
	info, err := os.Stat(filepath.Join(dir, "master.key"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	again, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), k)
	require.NoError(t, err)
	defer again.Close()
	data, err = again.Open(t.Context(), o)
	require.NoError(t, err, "after a restart")
	require.Equal(t, text, string(data))
}

func TestVault_AFlippedBitIsFound(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	o := put(t, v, "p")
	file := sealedFile(t, dir)
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, at := range []int{0, 5, len(raw) - 1} {
		bent := append([]byte(nil), raw...)
		bent[at] ^= 1
		require.NoError(t, os.WriteFile(file, bent, 0o600))
		_, err = v.Open(t.Context(), o)
		require.ErrorIs(t, err, evidence.ErrDamaged)
	}
	require.NoError(t, os.WriteFile(file, raw[:7], 0o600))
	_, err = v.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrDamaged)
}

func TestVault_ABlobInAnothersPlaceIsFound(t *testing.T) {
	t.Parallel()
	v, _ := vault(t, keys{})
	o := put(t, v, "p")
	other := o
	other.PersonID = "q"
	put(t, v, "q")
	_, err := v.Open(t.Context(), other)
	require.ErrorIs(t, err, evidence.ErrDamaged)
}

func TestVault_WithoutTheKeyThereIsNothing(t *testing.T) {
	t.Parallel()
	k := keys{}
	v, dir := vault(t, k)
	o := put(t, v, "p")
	delete(k, "p")
	_, err := v.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrNotFound)
	require.NoError(t, os.Remove(sealedFile(t, dir)))
	_, err = v.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrNotFound)
	o.ID = "../../master.key"
	_, err = v.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrNotFound)
}

func TestVault_AFullDiskLosesNothingAndSaysSo(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	put(t, v, "p")
	full := filepath.Join(dir, "evidence")
	require.NoError(t, os.RemoveAll(full))
	_, err := v.Put(t.Context(), evidence.Input{PersonID: "p", Kind: evidence.CheckinPhoto, Data: []byte(text)})
	require.ErrorContains(t, err, "write evidence")
}
