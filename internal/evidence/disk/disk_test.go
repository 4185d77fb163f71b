package disk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
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

func TestVault_ABlobOfTheSamePersonInAnothersPlaceIsFound(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	first := put(t, v, "p")
	at := sealedFile(t, dir)
	second, err := v.Put(t.Context(), evidence.Input{PersonID: "p", Kind: evidence.CheckinPhoto, Data: []byte("a picture of no one")})
	require.NoError(t, err)
	from, err := filepath.Glob(filepath.Join(dir, "evidence", "*", string(second.ID)+"*"))
	require.NoError(t, err)
	require.NoError(t, os.Rename(from[0], at))
	_, err = v.Open(t.Context(), first)
	require.ErrorIs(t, err, evidence.ErrDamaged)
	first.SHA256 = second.SHA256
	_, err = v.Open(t.Context(), first)
	require.ErrorIs(t, err, evidence.ErrDamaged, "even when the record was bent to fit")
}

func TestVault_WhatDoesNotMatchItsRecordIsFound(t *testing.T) {
	t.Parallel()
	v, _ := vault(t, keys{})
	o := put(t, v, "p")
	o.SHA256 = strings.Repeat("0", 64)
	_, err := v.Open(t.Context(), o)
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

func TestVault_WhatIsLongerThanItShouldBeIsNotRead(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	o := put(t, v, "p")
	require.NoError(t, os.Truncate(sealedFile(t, dir), 8<<30)) // a hole: takes no room
	_, err := v.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrDamaged)
}

func TestVault_WhatACrashLeftBehindIsNeverRead(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	o := put(t, v, "p")
	file := sealedFile(t, dir)
	require.NoError(t, os.Rename(file, file+".part"), "as if the rename had not come to pass")
	_, err := v.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrNotFound)
}

func TestVault_AnotherMasterKeyOpensNothing(t *testing.T) {
	t.Parallel()
	k := keys{}
	v, dir := vault(t, k)
	o := put(t, v, "p")
	other, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "another.key"), k)
	require.NoError(t, err)
	defer other.Close()
	_, err = other.Open(t.Context(), o)
	require.ErrorIs(t, err, evidence.ErrDamaged)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "half.key"), []byte("half"), 0o600))
	_, err = disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "half.key"), k)
	require.ErrorContains(t, err, "master key", "a damaged key is never replaced in silence")
}

func TestOpen_ServersThatStartAtOnceShareOneKey(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	vaults := make([]*disk.Vault, 8)
	var wg sync.WaitGroup
	for n := range vaults {
		wg.Go(func() {
			v, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), keys{})
			if err == nil {
				vaults[n] = v
			}
		})
	}
	wg.Wait()
	for _, v := range vaults {
		require.NotNil(t, v)
		defer v.Close()
	}
	k := keys{}
	shared, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), k)
	require.NoError(t, err)
	defer shared.Close()
	put(t, shared, "p")
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	require.Len(t, files, 2, "nothing is left beside the key and the folder")
}

func TestVault_ManyAtOnceShareOnePersonsKey(t *testing.T) {
	t.Parallel()
	k := keys{}
	v, _ := vault(t, k)
	put(t, v, "p") // the key is there; a map is no database
	var wg sync.WaitGroup
	objects := make([]evidence.Object, 16)
	for n := range objects {
		wg.Go(func() {
			o, err := v.Put(t.Context(), evidence.Input{PersonID: "p", Kind: evidence.CheckinPhoto, Data: []byte{byte(n)}})
			if err == nil {
				objects[n] = o
			}
		})
	}
	wg.Wait()
	for n, o := range objects {
		data, err := v.Open(t.Context(), o)
		require.NoError(t, err)
		require.Equal(t, []byte{byte(n)}, data)
	}
}
